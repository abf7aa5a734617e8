//! Hard queries for the generated people: typing errors, incomplete facts, sentences, areas and pasted text.

use allu::gazetteer::{self, Municipality};
use allu::model::Model;
use allu::text::fold;

use super::asked::Asked;
use super::offices::{organisation_id, organisations};
use super::people::{Somebody, for_region, for_town, ids, people_of};
use super::{Dice, ROLES, genitive};

/// How many questions of a kind.
const EACH: usize = 24;

/// Large municipalities, with the forms “in” and “to” the place.
const TOWNS: &str = "Rovaniemi:Rovaniemellä Oulu:Oulussa Kajaani:Kajaanissa Kuopio:Kuopiossa Mikkeli:Mikkelissä \
    Joensuu:Joensuussa Jyväskylä:Jyväskylässä Tampere:Tampereella Turku:Turussa Pori:Porissa Rauma:Raumalla \
    Vaasa:Vaasassa Seinäjoki:Seinäjoella Kokkola:Kokkolassa Hanko:Hangossa Lohja:Lohjalla Kotka:Kotkassa \
    Lappeenranta:Lappeenrannassa Raahe:Raahessa Tornio:Torniossa Kuusamo:Kuusamossa Iisalmi:Iisalmessa";

/// Other names of towns and areas, and the municipality that they mean.
const OTHER_NAMES: &str = "Kuorevesi=Jämsä Pulkkila=Siikalatva Pulkkilassa=Siikalatva Houtskär=Parainen Houtskari=Parainen \
    Vammalassa=Sastamala Toijala=Akaa Nilsiässä=Kuopio Karttula=Kuopio Haukipudas=Oulu Kiimingissä=Oulu \
    Anjalankoski=Kouvola Kuusankoskella=Kouvola Vihanti=Raahe Suomusjärvi=Salo Perniössä=Salo Jurva=Kurikka \
    Nurmossa=Seinäjoki Hauho=Hämeenlinna Ekenäs=Raasepori Karjaalla=Raasepori Nagu=Parainen Stadissa=Helsinki \
    Treella=Tampere Hgistä=Helsinki Jklässä=Jyväskylä Roissa=Rovaniemi Manse=Tampere";

/// Names of areas, and the region that they mean.
const AREAS: &str = "Pohde=17 Varha=02 Keusote=01 Pirha=06 Lapha=19 Eloisa=10 Soite=16 Österbottenregionen=15 \
    Nylandsregionen=01 Koillismaa=17 Ylä-Savo=11 Ylä-Savossa=11 Tornionlaaksossa=19 \
    Vakka-Suomessa=02 Satakuntaregionen=04 Ålandsregionen=21 Österbottens.välfärdsområde=15 Lapin.hyvinvointialue=19 \
    Peräpohjola=19 Kainuun.hyvinvointialueella=18 Egentliga.Finlands.välfärdsområde=02 Savonlinnan.seutukunta=10 \
    Lapplandsregionen=19";

/// All hard queries for a model, the same for the same seed.
pub(crate) fn asked(model: &Model, seed: u64) -> Vec<Asked> {
    let mut maker = Maker { people: people_of(model), dice: Dice::new(seed), made: Vec::new() };
    maker.unknown_besides();
    maker.sentences();
    maker.halves();
    maker.numbers();
    maker.signs_of_logic();
    maker.work_and_office();
    maker.other_names();
    maker.slips_in_places();
    maker.by_ear();
    maker.joined_and_split();
    maker.pasted();
    maker.guards();
    maker.longer_names();
    maker.surnames_in_places();
    maker.made
}

struct Maker {
    people: Vec<Somebody>,
    dice: Dice,
    made: Vec<Asked>,
}

impl Maker {
    fn ask(&mut self, kind: &'static str, query: String, accepted: Vec<String>) {
        assert!(!accepted.is_empty() || kind == "nobody", "{query}: a question that has an answer");
        self.made.push(Asked { kind, pane: "people", query, accepted });
    }

    fn ask_who(&mut self, kind: &'static str, query: String, is_right: impl Fn(&Somebody) -> bool) {
        let accepted = ids(self.people.iter().filter(|one| is_right(one)));
        self.ask(kind, query, accepted);
    }

    fn somebody(&mut self, is_fit: impl Fn(&Somebody) -> bool) -> Somebody {
        loop {
            let length = self.people.len();
            let one = self.people[self.dice.below(length)].clone();
            if is_fit(&one) {
                return one;
            }
        }
    }

    /// A person with two plain names, neither of them a place.
    fn plain(&mut self) -> Somebody {
        self.somebody(is_plain)
    }

    fn town(&mut self) -> (&'static Municipality, &'static str) {
        let pairs: Vec<(&str, &str)> = TOWNS.split_whitespace().filter_map(|pair| pair.split_once(':')).collect();
        let (name, form) = *self.dice.pick(&pairs);
        (town_called(name), form)
    }

    /// A name with a place or a role of somebody else.
    fn unknown_besides(&mut self) {
        for place in 0..EACH {
            let one = self.plain();
            let (town, form) = self.town();
            let query = match place % 4 {
                0 => format!("{} {}", one.name, town.names.fi),
                1 => format!("{} {form}", one.name),
                2 => format!("{} {} {}", one.surname, one.given, town.names.fi),
                _ => format!("{} {}", town.names.fi, one.name),
            };
            self.ask_who("elsewhere", query, |other| other.is_called(&one.name));
            let one = self.plain();
            let role = *self.dice.pick(ROLES);
            let query = if place % 2 == 0 { format!("{} {role}", one.name) } else { format!("{role} {}", one.name) };
            self.ask_who("other-role", query, |other| other.is_called(&one.name));
        }
    }

    /// A name with a part that the directory does not have: a second surname or given name, an initial, a title.
    fn longer_names(&mut self) {
        for place in 0..EACH {
            let (one, another) = (self.plain(), self.plain());
            let (given, surname) = (&one.given, &one.surname);
            let query = match place % 4 {
                0 => format!("{given} {surname}-{}", another.surname),
                1 => format!("{given}-{} {surname}", another.given),
                2 => format!("{given} {}. {surname}", &another.given.chars().next().unwrap_or('K')),
                _ => format!("{} {surname} {given}", self.dice.pick(&["rouva", "Herra", "fru", "Mr"])),
            };
            self.ask_who("longer-name", query, |other| other.is_called(&one.name));
        }
    }

    /// A surname with the town where somebody of that name works. Some surnames look like forms of the names of towns.
    fn surnames_in_places(&mut self) {
        let is_fit = |one: &Somebody| is_plain(one) && one.surname.ends_with("nen") && one.workplace.is_some();
        for place in 0..EACH {
            let one = self.somebody(is_fit);
            let Some(town) = one.workplace.map(gazetteer::municipality) else { continue };
            let (surname, name) = (&one.surname, town.names.fi);
            let query = if place % 2 == 0 { format!("{surname} {name}") } else { format!("{name} {surname}") };
            self.ask_who("surname-place", query, |other| {
                let is_there = other.workplace == Some(town.code) || other.towns.contains(&town.code);
                other.surname == *surname && (is_there || other.regions.contains(&town.region))
            });
        }
    }

    fn sentences(&mut self) {
        for place in 0..2 * EACH {
            let one = self.somebody(|one| is_plain(one) && genitive(&one.surname).is_some());
            let (name, bent) = (one.name.clone(), genitive(&one.surname).unwrap_or_default());
            let (given, stem) = (one.given.clone(), bent.trim_end_matches('n'));
            let query = match place % 12 {
                0 => format!("kiitos jos voisit kertoa missä {name} nykyään istuu"),
                1 => format!("Anteeksi että häiritsen, yritän löytää {given} {bent} puhelinnumeron"),
                2 => format!("Could you connect me with {name} on his direct line"),
                3 => format!("Hei, onkohan {name} vielä teillä töissä, en saa häntä kiinni"),
                4 => format!("Kan ni koppla mig vidare till {name}, det är brådskande"),
                5 => format!("pitäisi saada {given} {stem}lle viesti perille tänään"),
                6 => format!("I was told to speak to someone called {name}, is she still there"),
                7 => format!("Söker telefonnumret till {name} som arbetade hos er förra året"),
                8 => format!("muistatko sen {given} {bent} suoran numeron, hukkasin lapun"),
                9 => format!("{name} lupasi palata asiaan, mistähän tavoittaisin"),
                10 => format!("does anybody know how I could reach {name} before Friday"),
                _ => format!("terveisiä {given} {stem}ltä, voitko antaa yhteystiedot"),
            };
            self.ask_who("sentence", query, |other| other.is_called(&name));
        }
    }

    /// One fact of the name and one or two others.
    fn halves(&mut self) {
        for place in 0..EACH {
            let one = self.somebody(|one| is_plain(one) && one.workplace.is_some());
            let town = gazetteer::municipality(one.workplace.expect("it has one")).names.fi;
            let tail = one.national[one.national.len() - 3..].to_owned();
            let organisation = name_of_organisation(&one.organisation);
            let office = fold(&organisation);
            let query = match place % 5 {
                0 => format!("{} {} {town}", one.given, one.title),
                1 => format!("{} {organisation}", one.surname),
                2 => format!("{} numero päättyy {tail}", one.surname),
                3 => format!("{} joka on {} {}", one.given, one.title, organisation),
                _ => format!("{} {town}", one.surname),
            };
            let is_office = |other: &Somebody| fold(&name_of_organisation(&other.organisation)) == office;
            self.ask_who("half", query, |other| match place % 5 {
                0 => other.is_called(&one.given) && other.title == one.title && other.workplace == one.workplace,
                1 => other.is_called(&one.surname) && is_office(other),
                2 => other.is_called(&one.surname) && other.national.contains(&tail),
                3 => other.is_called(&one.given) && other.title == one.title && is_office(other),
                _ => other.is_called(&one.surname) && other.workplace == one.workplace,
            });
        }
    }

    fn numbers(&mut self) {
        for place in 0..EACH {
            let one = self.somebody(|one| one.national.len() > 7);
            let wrong = self.slip(&one.national, place);
            let query = match place % 4 {
                0 => format!("0{wrong}"),
                1 => format!("+358{wrong}"),
                2 => format!("0{} {} {}", &wrong[..2], &wrong[2..5], &wrong[5..]),
                _ => format!("00358 {} {}", &wrong[..3], &wrong[3..]),
            };
            let near = |other: &Somebody| strsim::osa_distance(&other.national, &wrong) <= 1;
            self.ask_who("number-slip", query, near);
            let one = self.plain();
            let words: [&str; 10] = match place % 3 {
                0 => {
                    ["nolla", "yksi", "kaksi", "kolme", "neljä", "viisi", "kuusi", "seitsemän", "kahdeksan", "yhdeksän"]
                }
                1 => ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"],
                _ => ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
            };
            let digits = format!("0{}", one.national);
            let spoken: Vec<&str> = digits.bytes().map(|digit| words[usize::from(digit - b'0')]).collect();
            self.ask_who("number-spoken", spoken.join(" "), |other| other.national == one.national);
        }
    }

    /// A wrong, lost, doubled or swapped digit, after the first two.
    fn slip(&mut self, digits: &str, kind: usize) -> String {
        loop {
            let mut digits: Vec<char> = digits.chars().collect();
            let at = 2 + self.dice.below(digits.len() - 3);
            match kind % 4 {
                0 => digits[at] = char::from(b'0' + u8::try_from(self.dice.below(10)).expect("a digit")),
                1 => _ = digits.remove(at),
                2 => digits.insert(at, digits[at]),
                _ => digits.swap(at, at + 1),
            }
            let wrong: String = digits.into_iter().collect();
            let is_known = self.people.iter().any(|one| one.national.contains(&wrong));
            if !is_known {
                return wrong;
            }
        }
    }

    fn signs_of_logic(&mut self) {
        let (_, regions) = gazetteer::regions().split_last().expect("there are regions");
        for place in 0..EACH {
            let (one, other) = (self.dice.below(regions.len()), self.dice.below(regions.len() - 1));
            let (one, other) = (&regions[one], &regions[(one + 1 + other) % regions.len()]);
            let person = self.somebody(|one| is_plain(one) && is_common(one));
            let query = match place % 8 {
                0 => format!("{} ei {}", person.surname, person.given),
                1 => format!("koordinaattori {} mutta ei {}", one.names.fi, other.names.fi),
                2 => format!("{} paitsi {}", person.surname, person.given),
                3 => format!("{} inte {}", person.surname, person.given),
                4 => format!("regionkoordinator {} utan {}", one.names.sv, other.names.sv),
                5 => format!("{} but not {}", person.surname, person.given),
                6 => format!("{} muu kuin {}", person.surname, person.given),
                _ => format!("{} other than {}", person.surname, person.given),
            };
            let (in_one, in_other) = (for_region(&self.people, one.code), for_region(&self.people, other.code));
            if place % 8 == 1 || place % 8 == 4 {
                let accepted = in_one.into_iter().filter(|id| !in_other.contains(id)).collect();
                self.ask("exclusion", query, accepted);
            } else {
                let has_given =
                    |other: &Somebody| other.words().iter().any(|word| word.starts_with(&fold(&person.given)));
                self.ask_who("exclusion", query, |other| other.is_called(&person.surname) && !has_given(other));
            }
            let (first, second) = (self.plain(), self.plain());
            let word = ["tai", "vai", "eller", "or"][place % 4];
            let query = match place % 3 {
                0 => format!("{} {word} {}", first.surname, second.surname),
                1 => format!("{} {word} {}", first.name, second.name),
                _ => format!("{}/{}", first.surname, second.surname),
            };
            self.ask_who("choice", query, |other| match place % 3 {
                1 => other.is_called(&first.name) || other.is_called(&second.name),
                _ => other.is_called(&first.surname) || other.is_called(&second.surname),
            });
        }
    }

    fn work_and_office(&mut self) {
        for place in 0..EACH {
            let one = self.somebody(|one| one.workplace.is_some());
            let region = gazetteer::municipality(one.workplace.expect("it has one")).region;
            let names = gazetteer::region(region).names;
            let query = match place % 3 {
                0 => format!("{} {}", one.title, names.fi),
                1 => format!("{} {}", names.fi, one.title),
                _ => format!("{} {}", one.title, names.sv),
            };
            let is_inside = |other: &Somebody| {
                other.regions.contains(&region)
                    || other.workplace.is_some_and(|town| gazetteer::municipality(town).region == region)
            };
            self.ask_who("region-work", query, |other| is_same_title(other, &one) && is_inside(other));
            let is_office =
                |one: &Somebody| one.organisation.ends_with("kaupunki") || one.organisation.ends_with("ely-keskus");
            let one = self.somebody(|one| is_office(one) && one.title != ROLES[0]);
            let organisation = name_of_organisation(&one.organisation);
            let (stem, kind) = organisation.split_once(' ').expect("two words");
            let place_of = gazetteer::places_called(stem).first().expect("a place").place;
            let sv = place_of.names().sv;
            let query = match (kind, place % 3) {
                ("kaupunki", 0) => format!("{sv} stad {}", one.title),
                ("kaupunki", 1) => format!("{} {stem} kaupungissa", one.title),
                ("kaupunki", _) => format!("{} kaupunki {}", place_of.names().fi, one.title),
                (_, 0) => format!("NTM-centralen i {sv} {}", one.title),
                (_, 1) => format!("{} {stem} elyssä", one.title),
                _ => format!("{} ELY {}", place_of.names().fi, one.title),
            };
            self.ask_who("office", query, |other| is_same_title(other, &one) && other.organisation == one.organisation);
        }
    }

    fn other_names(&mut self) {
        for (place, (name, town)) in OTHER_NAMES.split_whitespace().filter_map(|pair| pair.split_once('=')).enumerate()
        {
            let accepted = for_town(&self.people, town_called(town).code);
            let query = if place % 2 == 0 { name.to_owned() } else { format!("{name} koordinaattori") };
            self.ask("other-name", query, accepted);
        }
        for (place, (name, code)) in AREAS.split_whitespace().filter_map(|pair| pair.split_once('=')).enumerate() {
            let region = gazetteer::regions().iter().find(|region| region.code.to_string() == code).expect("a region");
            let accepted = for_region(&self.people, region.code);
            if accepted.is_empty() {
                continue;
            }
            let name = name.replace('.', " ");
            let query = if place % 2 == 0 { name } else { format!("{name} aluekoordinaattori") };
            self.ask("other-name", query, accepted);
        }
    }

    fn slips_in_places(&mut self) {
        let mut left = EACH;
        while left > 0 {
            let (town, form) = self.town();
            let word = if left.is_multiple_of(2) { town.names.fi } else { form };
            let wrong = if left.is_multiple_of(5) { word.chars().take(6).collect() } else { self.dice.mistype(word) };
            let is_known =
                |word: &str| self.people.iter().any(|one| one.words().iter().any(|own| own.starts_with(&fold(word))));
            let accepted = for_town(&self.people, town.code);
            if is_known(&wrong) || !gazetteer::places_called(&wrong).is_empty() || word.chars().count() < 6 {
                continue;
            }
            left -= 1;
            let query = if left.is_multiple_of(3) { format!("{wrong} koordinaattori") } else { wrong };
            self.ask("place-slip", query, accepted);
        }
    }

    /// Names as they are heard.
    fn by_ear(&mut self) {
        let mut left = EACH;
        while left > 0 {
            let one = self.plain();
            // One or two misspellings that sound the same.
            let heard = respelt(&respelt(&one.name, left), left * 5 + 3);
            let words: Vec<String> = fold(&heard).split(' ').map(str::to_owned).collect();
            let is_known = |word: &String| self.people.iter().any(|other| other.words().contains(word));
            if heard == one.name || words.iter().all(is_known) {
                continue;
            }
            left -= 1;
            let key = sound(&one.name);
            let turned = heard.split_once(' ').map(|(given, surname)| format!("{surname} {given}"));
            let query = turned.filter(|_| left.is_multiple_of(4)).unwrap_or(heard);
            self.ask_who("by-ear", query, |other| sound(&other.name) == key);
        }
    }

    fn joined_and_split(&mut self) {
        let cuts = [
            "kotouttamis|ohjaaja",
            "kotouttamis|suunnittelija",
            "projekti|sihteeri",
            "hanke|suunnittelija",
            "sosiaali|työntekijä",
            "asiakas|neuvoja",
            "palvelu|päällikkö",
            "projekti|asiantuntija",
        ];
        for place in 0..EACH {
            let cut = cuts[place % cuts.len()];
            let (title, apart) = (cut.replace('|', ""), cut.replace('|', " "));
            let one = self.somebody(|one| one.title == title && one.workplace.is_some());
            let town = gazetteer::municipality(one.workplace.expect("it has one")).names.fi;
            let is_here = |other: &Somebody| is_same_title(other, &one) && other.workplace == one.workplace;
            self.ask_who("apart", format!("{apart} {town}"), is_here);
            if place % 2 == 0 {
                self.ask_who("together", format!("{title}{}", town.to_lowercase()), is_here);
            } else {
                let one = self.plain();
                let query = format!("{}{}", one.given.to_lowercase(), one.surname.to_lowercase());
                self.ask_who("together", query, |other| other.is_called(&one.name));
            }
        }
    }

    fn pasted(&mut self) {
        for place in 0..EACH {
            let one = self.somebody(|one| is_plain(one) && one.surname.contains(['ä', 'ö', 'å']));
            let query = match place % 9 {
                0 => encoded(&one.name, |letter| format!("&#{};", u32::from(letter))),
                1 => encoded(&one.name, |letter| format!("%{:02X}", u32::from(letter))),
                2 => encoded(&one.name, quoted_printable),
                3 => format!("‹{}› {}", one.surname, one.given),
                4 => format!("{{{}}} {}", one.surname, one.given),
                5 => format!("„{}“ – {}", one.name, one.title),
                6 => format!("{};{};{}", one.surname, one.given, one.title),
                7 => format!("To: \"{}, {}\" <{}>", one.surname, one.given, one.address),
                _ => format!("• {} / {}", one.name, one.title),
            };
            self.ask_who("scrap", query, |other| other.is_called(&one.name));
            let one = self.plain();
            let (code, rest) = one.national.split_at(2);
            let query = match place % 3 {
                0 => format!("O{code} {}", rest.replace('1', "l")),
                1 => format!("0{code}{rest}")
                    .chars()
                    .map(|digit| char::from_u32(u32::from(digit) + 0xFEE0).expect("a digit"))
                    .collect(),
                _ => format!("Puh. (0{code}) {rest} (arkisin 9–15)"),
            };
            self.ask_who("scrap", query, |other| other.national == one.national);
            let (town, _) = self.town();
            let name = town.names.fi;
            let query = match place % 4 {
                0 => format!("PL 400, 40101 {name}"),
                1 => format!("Rautatienkatu 2, FI-96200 {name}"),
                2 => format!("Hallituskatu 13 B 4, {}", name.to_uppercase()),
                _ => format!("PB 25, 65101 {}", town.names.sv),
            };
            let accepted = for_town(&self.people, town.code);
            self.ask("postal", query, accepted);
        }
    }

    /// Queries that were answered correctly before must still be.
    fn guards(&mut self) {
        for place in 0..EACH {
            let one = self.somebody(|one| is_plain(one) && one.workplace.is_some());
            let town = gazetteer::municipality(one.workplace.expect("it has one")).names.fi;
            let query = format!("{} {town} {}", one.name, one.title);
            let is_same = |other: &Somebody| {
                other.is_called(&one.name) && other.workplace == one.workplace && is_same_title(other, &one)
            };
            self.ask_who("whole", query, is_same);
            let one = self.somebody(|one| is_plain(one) && genitive(&one.surname).is_some());
            let bent = genitive(&one.surname).unwrap_or_default();
            let query = if place % 2 == 0 { format!("{} {bent}", one.given) } else { format!("{bent} numero") };
            self.ask_who("genitive", query, |other| {
                other.is_called(&one.surname) && (place % 2 == 1 || other.is_called(&one.given))
            });
            let one = self.somebody(|one| one.surname.contains('-'));
            let query = one.surname.replace('-', if place % 2 == 0 { " " } else { "-" });
            self.ask_who("double", query.clone(), |other| other.is_called(&query));
            let one = self.plain();
            let query = format!("soitin numeroon 0{} eikä kukaan vastannut", one.national);
            self.ask_who("number-sentence", query, |other| other.national == one.national);
        }
        for (place, region) in gazetteer::regions().iter().enumerate() {
            let accepted = for_region(&self.people, region.code);
            let query =
                if place % 2 == 0 { region.names.fi.to_owned() } else { format!("kuka vastaa: {}", region.names.sv) };
            let kind = if accepted.is_empty() { "nobody" } else { "area" };
            // If nobody is responsible for the region, people who work in it may be shown.
            if kind == "area" {
                self.ask(kind, query, accepted);
            }
        }
        for word in
            ["zzxxqq", "brzęczyszczykiewicz qwx", "Xyzzyx Plughsson", "0207777777777", "kuka on wqwqwq", "Oslossa"]
        {
            self.ask("nobody", word.to_owned(), Vec::new());
        }
    }
}

fn is_plain(one: &Somebody) -> bool {
    let is_word = |word: &str| gazetteer::places_called(word).is_empty() && word.chars().count() > 3;
    !one.name.contains('-') && is_word(&one.surname) && is_word(&one.given)
}

/// Whether the surname is one that several people have.
fn is_common(one: &Somebody) -> bool {
    [
        "mäkinen",
        "korhonen",
        "virtanen",
        "nieminen",
        "mäkelä",
        "hämäläinen",
        "laine",
        "heikkinen",
        "koskinen",
        "järvinen",
    ]
    .contains(&one.surname.to_lowercase().as_str())
}

fn is_same_title(one: &Somebody, other: &Somebody) -> bool {
    let plain = |title: &str| title.replace("projekti", "hanke");
    plain(&one.title) == plain(&other.title)
}

fn town_called(name: &str) -> &'static Municipality {
    gazetteer::municipalities().iter().find(|town| town.names.fi == name).expect("a town")
}

fn name_of_organisation(id: &str) -> String {
    let all = organisations();
    let (name, _) = all.into_iter().find(|(name, _)| organisation_id(name) == id).expect("an organisation");
    name
}

/// A name with its accented letters replaced.
fn encoded(name: &str, write: impl Fn(char) -> String) -> String {
    name.chars().map(|letter| if letter.is_ascii() { letter.to_string() } else { write(letter) }).collect()
}

/// A spelling of a name by somebody who only heard it.
fn respelt(name: &str, way: usize) -> String {
    let pairs: &[(&str, &str)] = &[
        ("ks", "x"),
        ("v", "w"),
        ("k", "c"),
        ("nn", "n"),
        ("ll", "l"),
        ("tt", "t"),
        ("kk", "k"),
        ("ä", "ae"),
        ("ö", "oe"),
        ("å", "aa"),
        ("t", "th"),
        ("f", "ph"),
        ("s", "z"),
        ("mm", "m"),
        ("ss", "s"),
        ("l", "ll"),
    ];
    let (from, to) = pairs[way % pairs.len()];
    let mut written = name.to_owned();
    if let Some(at) = name.to_lowercase().rfind(from).filter(|at| *at > 0 && name.is_char_boundary(*at)) {
        written.replace_range(at..at + from.len(), to);
    }
    written
}

/// The sound of a name: letters for one sound are replaced by one, and double letters by single ones.
fn sound(name: &str) -> String {
    let mut key = name.to_lowercase();
    for (from, to) in [
        ("ae", "ä"),
        ("oe", "ö"),
        ("aa", "å"),
        ("ck", "k"),
        ("qu", "kv"),
        ("x", "ks"),
        ("ph", "f"),
        ("th", "t"),
        ("c", "k"),
        ("q", "k"),
        ("w", "v"),
        ("z", "s"),
    ] {
        key = key.replace(from, to);
    }
    let mut letters: Vec<char> = key.replace(['å', 'ä'], "a").replace('ö', "o").chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

fn quoted_printable(letter: char) -> String {
    letter.to_string().bytes().fold(String::new(), |text, byte| text + &format!("={byte:02X}"))
}
