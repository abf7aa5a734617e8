//! The gazetteer: every name in every form, and no places for words that are not names.

use allu::gazetteer::{
    ElyCode, MunicipalityCode, NotAMunicipality, NotARegion, NotAWiderArea, NotAnEly, Place, PlaceForm, RegionCode,
    WiderArea, ely_area, ely_areas, family, municipalities, municipality, places_beginning, places_called, region,
    regions,
};
use allu::language::PlaceCase;
use allu::text::join_key;

/// Finnish names with their eight cases: nominative, genitive, partitive, in, from, to, essive, translative.
const CASES: &str = "
01 Uusimaa Uudenmaan Uuttamaata Uudellamaalla Uudeltamaalta Uudellemaalle Uutenamaana Uudeksimaaksi
02 Varsinais-Suomi Varsinais-Suomen Varsinais-Suomea Varsinais-Suomessa Varsinais-Suomesta Varsinais-Suomeen Varsinais-Suomena Varsinais-Suomeksi
04 Satakunta Satakunnan Satakuntaa Satakunnassa Satakunnasta Satakuntaan Satakuntana Satakunnaksi
05 Kanta-Häme Kanta-Hämeen Kanta-Hämettä Kanta-Hämeessä Kanta-Hämeestä Kanta-Hämeeseen Kanta-Hämeenä Kanta-Hämeeksi
06 Pirkanmaa Pirkanmaan Pirkanmaata Pirkanmaalla Pirkanmaalta Pirkanmaalle Pirkanmaana Pirkanmaaksi
07 Päijät-Häme Päijät-Hämeen Päijät-Hämettä Päijät-Hämeessä Päijät-Hämeestä Päijät-Hämeeseen Päijät-Hämeenä Päijät-Hämeeksi
08 Kymenlaakso Kymenlaakson Kymenlaaksoa Kymenlaaksossa Kymenlaaksosta Kymenlaaksoon Kymenlaaksona Kymenlaaksoksi
09 Etelä-Karjala Etelä-Karjalan Etelä-Karjalaa Etelä-Karjalassa Etelä-Karjalasta Etelä-Karjalaan Etelä-Karjalana Etelä-Karjalaksi
10 Etelä-Savo Etelä-Savon Etelä-Savoa Etelä-Savossa Etelä-Savosta Etelä-Savoon Etelä-Savona Etelä-Savoksi
11 Pohjois-Savo Pohjois-Savon Pohjois-Savoa Pohjois-Savossa Pohjois-Savosta Pohjois-Savoon Pohjois-Savona Pohjois-Savoksi
12 Pohjois-Karjala Pohjois-Karjalan Pohjois-Karjalaa Pohjois-Karjalassa Pohjois-Karjalasta Pohjois-Karjalaan Pohjois-Karjalana Pohjois-Karjalaksi
13 Keski-Suomi Keski-Suomen Keski-Suomea Keski-Suomessa Keski-Suomesta Keski-Suomeen Keski-Suomena Keski-Suomeksi
14 Etelä-Pohjanmaa Etelä-Pohjanmaan Etelä-Pohjanmaata Etelä-Pohjanmaalla Etelä-Pohjanmaalta Etelä-Pohjanmaalle Etelä-Pohjanmaana Etelä-Pohjanmaaksi
15 Pohjanmaa Pohjanmaan Pohjanmaata Pohjanmaalla Pohjanmaalta Pohjanmaalle Pohjanmaana Pohjanmaaksi
16 Keski-Pohjanmaa Keski-Pohjanmaan Keski-Pohjanmaata Keski-Pohjanmaalla Keski-Pohjanmaalta Keski-Pohjanmaalle Keski-Pohjanmaana Keski-Pohjanmaaksi
17 Pohjois-Pohjanmaa Pohjois-Pohjanmaan Pohjois-Pohjanmaata Pohjois-Pohjanmaalla Pohjois-Pohjanmaalta Pohjois-Pohjanmaalle Pohjois-Pohjanmaana Pohjois-Pohjanmaaksi
18 Kainuu Kainuun Kainuuta Kainuussa Kainuusta Kainuuseen Kainuuna Kainuuksi
19 Lappi Lapin Lappia Lapissa Lapista Lappiin Lappina Lapiksi
21 Ahvenanmaa Ahvenanmaan Ahvenanmaata Ahvenanmaalla Ahvenanmaalta Ahvenanmaalle Ahvenanmaana Ahvenanmaaksi
05+07 Häme Hämeen Hämettä Hämeessä Hämeestä Hämeeseen Hämeenä Hämeeksi
08+09 Kaakkois-Suomi Kaakkois-Suomen Kaakkois-Suomea Kaakkois-Suomessa Kaakkois-Suomesta Kaakkois-Suomeen Kaakkois-Suomena Kaakkois-Suomeksi
10+11 Savo Savon Savoa Savossa Savosta Savoon Savona Savoksi
09+12 Karjala Karjalan Karjalaa Karjalassa Karjalasta Karjalaan Karjalana Karjalaksi
01 Länsi-Uusimaa Länsi-Uudenmaan Länsi-Uuttamaata Länsi-Uudellamaalla Länsi-Uudeltamaalta Länsi-Uudellemaalle Länsi-Uutenamaana Länsi-Uudeksimaaksi
";

/// The places that words name, each as its Finnish name and the case: `Lappi gen`.
fn case(words: &str) -> String {
    let described = |named: &PlaceForm| {
        let case = match named.case {
            PlaceCase::Nominative => "nom",
            PlaceCase::Genitive => "gen",
            PlaceCase::Other => "other",
        };
        format!("{} {case}", named.place.names().fi)
    };
    places_called(words).iter().map(described).collect::<Vec<_>>().join(", ")
}

/// The places that words name, by their Finnish names.
fn names(words: &str) -> Vec<&'static str> {
    places_called(words).iter().map(|named| named.place.names().fi).collect()
}

/// The codes of regions, as one word.
fn joined(codes: &[RegionCode]) -> String {
    codes.iter().map(ToString::to_string).collect::<Vec<_>>().join("+")
}

#[expect(clippy::unwrap_used, reason = "a test that names a region that does not exist should fail")]
fn code(text: &str) -> RegionCode {
    text.parse().unwrap()
}

#[test]
fn all_of_finland_is_there() {
    assert_eq!(regions().len(), 19);
    assert_eq!(ely_areas().len(), 15);
    assert_eq!(municipalities().iter().filter(|municipality| municipality.merged_into.is_none()).count(), 308);
    for region in regions() {
        assert!(municipalities().iter().any(|municipality| municipality.region == region.code), "{}", region.names.fi);
    }
}

#[test]
fn merged_municipalities_know_what_they_are_part_of() {
    let merged: Vec<_> = municipalities()
        .iter()
        .filter_map(|part| Some((part.names.fi, municipality(part.merged_into?))))
        .map(|(part, whole)| (part, whole.names.fi))
        .collect();
    assert_eq!(merged, [("Honkajoki", "Kankaanpää"), ("Pertunmaa", "Mäntyharju"), ("Valtimo", "Nurmes")]);
    for part in municipalities() {
        if let Some(whole) = part.merged_into {
            assert_eq!(part.region, municipality(whole).region, "{}", part.names.fi);
        }
    }
}

#[test]
fn every_region_but_aland_belongs_to_the_ely_centre_that_covers_it() {
    for region in regions() {
        let covering: Vec<_> = ely_areas().iter().filter(|area| area.regions.contains(&region.code)).collect();
        assert_eq!(covering.iter().map(|area| area.code).collect::<Vec<_>>(), Vec::from_iter(region.ely));
        assert_eq!(region.ely.is_some(), region.successor.is_some());
    }
    assert_eq!(region(code("21")).ely, None);
    assert_eq!(region(code("05")).successor, Some("Sisä-Suomen elinvoimakeskus"));
    let covers: Vec<_> = region(code("16")).ely.map(ely_area).into_iter().map(|area| joined(area.regions)).collect();
    assert_eq!(covers, ["15+16"]);
}

#[test]
fn the_centres_are_called_after_their_areas() {
    for area in ely_areas() {
        let genitive = area.centre.fi.trim_end_matches(" ELY-keskus");
        assert_eq!(case(genitive), format!("{} gen", area.area.fi));
        assert_eq!(area.centre.sv, format!("NTM-centralen i {}", area.area.sv));
        assert_eq!(area.centre.en, format!("{} ELY Centre", area.area.en));
    }
}

#[test]
fn every_area_answers_in_all_eight_cases() {
    let mut tried = 0;
    for line in CASES.lines().filter(|line| !line.is_empty()) {
        let mut columns = line.split(' ');
        let where_it_is = columns.next().unwrap_or_default();
        for (form, case) in
            columns.zip([PlaceCase::Nominative, PlaceCase::Genitive].into_iter().chain([PlaceCase::Other; 6]))
        {
            let found: Vec<_> =
                places_called(form).iter().map(|named| (joined(named.place.regions()), named.case)).collect();
            assert_eq!(found, [(where_it_is.to_owned(), case)], "{form}");
            tried += 1;
        }
    }
    assert_eq!(tried, 24 * 8);
}

#[test]
fn every_place_answers_to_its_names() {
    let regions = regions().iter().map(|region| Place::Region(region.code));
    let areas = ely_areas().iter().map(|area| Place::Ely(area.code)).filter(|place| place.regions().len() > 1);
    let municipalities = municipalities().iter().map(|municipality| Place::Municipality(municipality.code));
    for place in regions.chain(areas).chain(municipalities) {
        // The ELY area Pohjanmaa is found as the region of this name.
        let place = match place.names().fi {
            "Pohjanmaa" => Place::Region(code("15")),
            _ => place,
        };
        let names = place.names();
        for name in [names.fi, names.sv, names.en] {
            for typed in [name.to_owned(), name.to_uppercase(), name.replace(['-', ' '], "")] {
                let found = places_called(&typed);
                let is_it = |form: &PlaceForm| (form.place, form.case) == (place, PlaceCase::Nominative);
                assert!(found.iter().any(is_it), "{typed}: {found:?}");
            }
            let genitive = if name.ends_with('s') { name.to_owned() } else { format!("{name}s") };
            assert!(places_called(&genitive).iter().any(|named| named.place == place), "{genitive}");
        }
    }
}

#[test]
fn every_municipality_answers_in_both_locative_series() {
    for municipality in municipalities() {
        let name = municipality.names.fi;
        let stem = weak_stem(name);
        for ending in ["n", "ssa", "sta", "lla", "lta", "lle", "ksi"] {
            let form = match (name, ending) {
                // Their stems are tried by hand.
                ("Koski Tl" | "Virrat" | "Uusikaupunki" | "Pedersören kunta", _) => continue,
                (_, "n") if name.ends_with("inen") && stem.ends_with("si") => {
                    format!("{}sten", &stem[..stem.len() - 2])
                }
                _ => format!("{stem}{ending}"),
            };
            let right = if ending == "n" { PlaceCase::Genitive } else { PlaceCase::Other };
            let place = Place::Municipality(municipality.code);
            let is_it = |found: &PlaceForm| (found.place, found.case) == (place, right);
            assert!(places_called(&form).iter().any(is_it), "{form}");
        }
    }
}

/// The weak stem of a municipality's name, by the patterns of its ending: an independent check of the gazetteer's
/// genitives.
fn weak_stem(name: &str) -> String {
    const TAILS: &str = "joki joe|järvi järve|vesi vede|mäki mäe|lahti lahde|salmi salme|niemi nieme|koski koske|\
        saari saare|nummi numme|ranta ranna|virta virra|kumpu kummu|lampi lammi|inen isi|\
        kaupunki kaupungi|Hanko Hango|Helsinki Helsingi|Lieto Liedo|Turku Turu|valta valla|\
        Pomarkku Pomarku|Loppi Lope|laidun laitume|Pälkäne Pälkänee|Tampere Tamperee|Iitti Iiti|taipale taipalee|\
        Keitele Keitelee|Varkaus Varkaude|Vesanto Vesanno|Juuka Juua|Nurmes Nurmekse|Luhanka Luhanga|putdas putaa|\
        Pihtipudas Pihtiputaa|Toivakka Toivaka|Alavus Alavude|Kuortane Kuortanee|Kurikka Kurika|Korsnäs Korsnäsi|\
        luoto luodo|Luoto Luodo|Kannus Kannukse|Kempele Kempelee|Liminka Liminga|Muhos Muhokse|Pyhäntä Pyhännä|\
        Puolanka Puolanga|ström strömi|land landi|Kökar Kökari|vik viki|Sund Sundi|Lahti Lahde|Kaustinen Kaustise|Vihti Vihdi";
    let tails = TAILS.split('|').filter_map(|tail| tail.split_once(' '));
    let mut bent = tails.rev().filter_map(|(tail, weak)| Some(format!("{}{weak}", name.strip_suffix(tail)?)));
    bent.next().unwrap_or_else(|| name.to_owned())
}

#[test]
fn hard_forms_are_understood() {
    for (words, found) in [
        ("Lapissa", "Lappi other"),
        ("lapin", "Lappi gen"),
        ("Uudellamaalla", "Uusimaa other"),
        ("uuttamaata", "Uusimaa other"),
        ("Itä-Uudenmaan", "Itä-Uusimaa gen"),
        ("Rovaniemellä", "Rovaniemi other"),
        ("rovaniemelta", "Rovaniemi other"),
        ("Jyväskylässä", "Jyväskylä other"),
        ("Turussa", "Turku other"),
        ("Turkuun", "Turku other"),
        ("Uudessakaupungissa", "Uusikaupunki other"),
        ("Uudenkaupungin", "Uusikaupunki gen"),
        ("Uuteenkaupunkiin", "Uusikaupunki other"),
        ("Isossakyrössä", "Isokyrö other"),
        ("Isonkyrön", "Isokyrö gen"),
        ("Isokyrössä", "Isokyrö other"),
        ("Uudessakaarlepyyssä", "Uusikaarlepyy other"),
        ("Seinäjoella", "Seinäjoki other"),
        ("Seinäjoen", "Seinäjoki gen"),
        ("seinajokea", "Seinäjoki other"),
        ("Mikkelissä", "Mikkeli other"),
        ("Kuopioon", "Kuopio other"),
        ("Kuopiota", "Kuopio other"),
        ("Hämeenlinnan", "Hämeenlinna gen"),
        ("Helsinkiin", "Helsinki other"),
        ("Helsingistä", "Helsinki other"),
        ("Espoossa", "Espoo other"),
        ("Espooseen", "Espoo other"),
        ("Vantaalle", "Vantaa other"),
        ("Maarianhaminassa", "Maarianhamina other"),
        ("Pedersöressä", "Pedersören kunta other"),
        ("Pedersören kunta", "Pedersören kunta nom"),
        ("Pedersören kunnan", "Pedersören kunta gen"),
        ("Pedersören kunnassa", "Pedersören kunta other"),
        ("Pedersören", "Pedersören kunta gen"),
        ("Kauniaisissa", "Kauniainen other"),
        ("Kauniaisten", "Kauniainen gen"),
        ("Kauniaisiin", "Kauniainen other"),
        ("Pietarsaaressa", "Pietarsaari other"),
        ("Pietarsaarta", "Pietarsaari other"),
        ("Iisalmessa", "Iisalmi other"),
        ("Iisalmeen", "Iisalmi other"),
        ("Kannuksessa", "Kannus other"),
        ("Kannusta", "Kannus other"),
        ("Hangossa", "Hanko other"),
        ("Hankoon", "Hanko other"),
        ("Salossa", "Salo other"),
        ("Siikaisissa", "Siikainen other"),
        ("Kaustisella", "Kaustinen other"),
        ("Kaustista", "Kaustinen other"),
        ("Iissä", "Ii other"),
        ("Iin", "Ii gen"),
        ("Iihin", "Ii other"),
        ("Iitä", "Ii other"),
        ("Maalahdessa", "Maalahti other"),
        ("Ähtärissä", "Ähtäri other"),
        ("Lahdesta", "Lahti other"),
        ("Vihdissä", "Vihti other"),
        ("Lopelta", "Loppi other"),
        ("Juuassa", "Juuka other"),
        ("Varkaudessa", "Varkaus other"),
        ("Varkautta", "Varkaus other"),
        ("Pihtiputaalla", "Pihtipudas other"),
        ("Pihtiputaaseen", "Pihtipudas other"),
        ("Punkalaitumelle", "Punkalaidun other"),
        ("Heinävettä", "Heinävesi other"),
        ("Petäjäveteen", "Petäjävesi other"),
        ("Virroilla", "Virrat other"),
        ("Virtain", "Virrat gen"),
        ("Virtojen", "Virrat other"),
        ("Koskella Tl", "Koski Tl other"),
        ("Tampereella", "Tampere other"),
        ("Tamperetta", "Tampere other"),
        ("Raahessa", "Raahe other"),
        ("Järvenpäähän", "Järvenpää other"),
        ("Keminmaahan", "Keminmaa other"),
        ("Joensuuhun", "Joensuu other"),
        ("Kiteelle", "Kitee other"),
        ("Outokummussa", "Outokumpu other"),
        ("Mänttä-Vilppulassa", "Mänttä-Vilppula other"),
        ("Mäntässä", "Mänttä-Vilppula other"),
        ("Riihimäeltä", "Riihimäki other"),
        ("Toholammilla", "Toholampi other"),
        ("Finströmissä", "Finström other"),
        ("Kemiössä", "Kemiönsaari other"),
        ("Valtimolla", "Valtimo other"),
        ("Kemi", "Kemi nom"),
        ("Lemi", "Lemi nom"),
        ("Pääkaupunkiseudulla", "Pääkaupunkiseutu other"),
        ("Itä-Suomessa", "Itä-Suomi other"),
    ] {
        assert_eq!(case(words), found, "{words}");
    }
}

#[test]
fn other_languages_are_understood() {
    for (words, found) in [
        ("Lapland", "Lappi nom"),
        ("Lapland's", "Lappi gen"),
        ("Lapland’s", "Lappi gen"),
        ("Lappland", "Lappi nom"),
        ("Nylands", "Uusimaa gen"),
        ("norra österbotten", "Pohjois-Pohjanmaa nom"),
        ("Norra Osterbotten", "Pohjois-Pohjanmaa nom"),
        ("Northern Ostrobothnia", "Pohjois-Pohjanmaa nom"),
        ("Finland Proper", "Varsinais-Suomi nom"),
        ("Southwest Finland", "Varsinais-Suomi nom"),
        ("Tavastia Proper", "Kanta-Häme nom"),
        ("Päijänne-Tavastland", "Päijät-Häme nom"),
        ("Tavastland", "Häme nom"),
        ("Southeast Finland", "Kaakkois-Suomi nom"),
        ("Southern Savonia", "Etelä-Savo nom"),
        ("Savolax", "Savo nom"),
        ("Savonia", "Savo nom"),
        ("Karelen", "Karjala nom"),
        ("Karelia", "Karjala nom"),
        ("North Karelia", "Pohjois-Karjala nom"),
        ("Österbotten", "Pohjanmaa nom"),
        ("Ostrobothnia", "Pohjanmaa nom"),
        ("Tampere region", "Pirkanmaa nom"),
        ("Åland", "Ahvenanmaa nom"),
        ("aland islands", "Ahvenanmaa nom"),
        ("Västnyland", "Länsi-Uusimaa nom"),
        ("Villmanstrand", "Lappeenranta nom"),
        ("Åbo", "Turku nom"),
        ("abo", "Turku nom"),
        ("S:t Michel", "Mikkeli nom"),
        ("Sankt Michel", "Mikkeli nom"),
        ("S:t Karins", "Kaarina nom"),
        ("Helsingfors", "Helsinki nom"),
        ("Gustav Adolfs", "Hartola nom"),
        ("Jakobstads", "Pietarsaari gen"),
        ("Rovaniemis", "Rovaniemi gen"),
    ] {
        assert_eq!(case(words), found, "{words}");
    }
}

#[test]
fn short_forms_are_understood() {
    for (words, found) in [
        ("Hki", "Helsinki"),
        ("tre", "Tampere"),
        ("TKU", "Turku"),
        ("jkl", "Jyväskylä"),
        ("Roi", "Rovaniemi"),
        ("Jns", "Joensuu"),
        ("Lpr", "Lappeenranta"),
        ("Hml", "Hämeenlinna"),
        ("Kuo", "Kuopio"),
        ("Hki:ssä", "Helsinki"),
        ("Tre:lla", "Tampere"),
        ("Tku:n", "Turku"),
    ] {
        assert_eq!(names(words), [found], "{words}");
    }
}

#[test]
fn a_clitic_changes_nothing() {
    for (words, found) in [
        ("Lapissako", "Lappi other"),
        ("Lapissakin", "Lappi other"),
        ("Lapinko", "Lappi gen"),
        ("Ouluko", "Oulu nom"),
        ("Oulussakaan", "Oulu other"),
        ("Rovaniemellähän", "Rovaniemi other"),
        ("Uudellamaallako", "Uusimaa other"),
        ("Hankoko", "Hanko nom"),
    ] {
        assert_eq!(case(words), found, "{words}");
    }
}

#[test]
fn spaces_hyphens_accents_and_case_do_not_matter() {
    for words in ["Etelä-Savo", "etela savo", "ETELÄSAVO", "etelä\u{2011}savo", "Etela\u{308}-Savo", " Etelä-Savo "]
    {
        assert_eq!(names(words), ["Etelä-Savo"], "{words}");
    }
}

#[test]
fn what_is_no_place_names_none() {
    let ordinary = "Laura Hannu Hanna Matti Sanna Tanja Päivi Nexhat Emine Iina Iita Simona Virtanen Korhonen Nieminen \
        Mäkinen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen Lehtinen Saarinen Salonen Heinonen \
        Niemi Salmi Koski Järvi Mäki Joki Vesi Saari Ranta Lampi Savolainen Karjalainen Lappalainen Pohjola Oulasvirta \
        Kauniaisen Hiltunen Wallenius Ruotsala Beqiri Manner Tammimies Ehrström Asikainen Campello Lahtinen Porila \
        koordinaattori aluekoordinaattori hanke hankkeen numero soita kuka puhelin työ työn poke esr koulutus liikenne \
        maa maan maakunta kunta kunnan kaupunki kylä joki suomi suomen Suomessa keskus pohjois etelä itä länsi keski \
        on ja och and för the of i s n ko kin ssa lla kemia kemian nokka haku vastaa kuuluu ansvarar vem who \
        Tukholma zzxxqq Häm La Uus maalla Hämeentie Lappia-talo suomalainen lahtelainen 698 19 Лапландия 北極 ' : - .";
    for word in ordinary.split_whitespace().chain(["", " ", "ei mikään", "Kotona Suomessa", "Lappi Oulu"]) {
        assert_eq!(names(word), [""; 0], "{word}");
    }
}

#[test]
fn a_whole_name_is_not_its_part() {
    assert_eq!(names("Pohjanmaa"), ["Pohjanmaa"]);
    assert_eq!(names("Etelä-Pohjanmaan"), ["Etelä-Pohjanmaa"]);
    assert_eq!(names("Häme"), ["Häme"]);
    assert_eq!(names("Hämeenkyrön"), ["Hämeenkyrö"]);
    assert_eq!(names("Ylitornio"), ["Ylitornio"]);
    assert_eq!(names("Lapinlahti"), ["Lapinlahti"]);
}

#[test]
fn asking_for_pohjanmaa_may_mean_its_kin() {
    assert_eq!(joined(&family(code("15"))), "14+16+17");
    for region in regions().iter().filter(|region| region.names.fi != "Pohjanmaa") {
        assert_eq!(family(region.code), [], "{}", region.names.fi);
    }
}

#[test]
fn half_a_name_is_completed_shortest_first() {
    let completed = |prefix| places_beginning(prefix).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(completed("lapinl"), ["Lapinlahti"]);
    assert_eq!(completed("etela s"), ["Etelä-Savo", "Etelä-Suomi"]);
    assert_eq!(completed("Rova"), ["Rovaniemi"]);
    assert_eq!(completed("villm"), ["Villmanstrand"]);
    assert_eq!(completed("helsing"), ["Helsingfors"]);
    assert_eq!(completed("lapp").first(), Some(&"Lappi"));
    assert_eq!(completed("hki"), [""; 0]);
    assert_eq!(completed("lapissa"), [""; 0]);
    assert_eq!(completed(""), [""; 0]);
    assert_eq!(completed("zz"), [""; 0]);
}

#[test]
fn codes_read_back() {
    for region in regions() {
        assert_eq!(region.code.to_string().parse(), Ok(region.code));
    }
    for area in ely_areas() {
        assert_eq!(area.code.to_string().parse(), Ok(area.code));
    }
    for municipality in municipalities() {
        assert_eq!(municipality.code.to_string().parse(), Ok(municipality.code));
    }
    assert_eq!("Itä-Suomi".parse::<WiderArea>().map(|area| area.to_string()), Ok("Itä-Suomi".to_owned()));
}

#[test]
fn codes_that_do_not_exist_are_refused() {
    for text in ["", "1", "03", "20", "22", "001", "+1", " 1", "ab", "0１"] {
        assert_eq!(text.parse::<RegionCode>(), Err(NotARegion), "{text}");
    }
    for text in ["", "0", "00", "16", "1 "] {
        assert_eq!(text.parse::<ElyCode>(), Err(NotAnEly), "{text}");
    }
    for text in ["", "5", "05", "000", "001", "999", "0698", "+69"] {
        assert_eq!(text.parse::<MunicipalityCode>(), Err(NotAMunicipality), "{text}");
    }
    for text in ["", "Häme", "itä-suomi"] {
        assert_eq!(text.parse::<WiderArea>(), Err(NotAWiderArea), "{text}");
    }
}

#[test]
fn codes_and_places_are_stored_as_text() {
    for (words, stored) in [
        ("Lappi", r#"{"region":"19"}"#),
        ("Häme", r#"{"ely":"04"}"#),
        ("Savo", r#"{"wider":"Savo"}"#),
        ("Alajärvi", r#"{"municipality":"005"}"#),
    ] {
        for PlaceForm { place, .. } in places_called(words) {
            assert_eq!(serde_json::to_string(&place).ok().as_deref(), Some(stored));
            assert_eq!(serde_json::from_str(stored).ok(), Some(place));
        }
    }
    assert!(serde_json::from_str::<RegionCode>("\"20\"").is_err());
}

/// Whether an answer is consistent: in order, each place once, each with a region.
fn is_sound(named: &[PlaceForm]) -> bool {
    named.is_sorted_by(|one, other| one.place < other.place)
        && named.iter().all(|named| !named.place.regions().is_empty())
}

proptest::proptest! {
    #[test]
    fn any_text_may_be_asked(text in ".*") {
        proptest::prop_assert!(is_sound(&places_called(&text)));
    }

    #[test]
    fn whatever_follows_a_name_the_answer_holds_together(
        name in 0..311_usize,
        rest in "[a-zåäö:'’ -]{0,4}(ssa|n|ko|kin|s)?",
    ) {
        let words = [municipalities()[name].names.fi, &rest].concat();
        proptest::prop_assert!(is_sound(&places_called(&words)));
    }

    #[test]
    fn what_is_half_typed_begins_every_name_it_is_completed_to(prefix in "[a-zåäö]{1,3}") {
        for (_, name) in places_beginning(&prefix) {
            proptest::prop_assert!(join_key(&name.replace(':', "")).starts_with(&join_key(&prefix)));
        }
    }
}
