//! Small inputs, two of a kind: the facts that a careful reader takes from each, and facts that must not be found.
//!
//! The inputs are in `tests/cases`. With `ALLU_CASES=FOLDER cargo test the_cases_of_a_folder -- --nocapture` the facts of
//! every `.txt` file of a folder are printed.

use std::fs;
use std::path::PathBuf;

use crate::support::journey::Journey;
use crate::support::kept::path;
use crate::support::scoring::{Found, extracted, lines};

/// A file of `tests/cases` without its ending, required facts, and parts that no fact may contain.
///
/// After a `;` the name before the colon is left out. `seen DIGITS` is true if the number is on a record or the program
/// reports it as unused; `a || b` if either is there; `none of a` if no fact begins with `a`.
type Case = (&'static str, &'static [&'static str], &'static [&'static str]);

#[test]
fn bracketed_prefixes() {
    check(&[
        (
            "bracketed_prefix_1",
            &["person Ritva Rask", "person Sven Sund", "seen 0415520", "seen 91234567"],
            &["+358415520", "+35891234567", "Ritva Rask: direct", "direct +358"],
        ),
        (
            "bracketed_prefix_2",
            &["Pia Korpi: direct +358193301133", "seen 453301122", "seen 701234567"],
            &["+358453301122", "+358701234567"],
        ),
    ]);
}

#[test]
fn an_address_without_a_name_beside_it_is_of_the_person_it_names() {
    check(&[(
        "addresses_of_names_1",
        &["Saga Aarnio: inferred saga.aarnio@pslliitto.example"],
        &["vahtimestari@", "o.kanto@"],
    )]);
}

#[test]
fn a_verb_of_asking_is_no_part_of_a_name() {
    check(&[(
        "asked_people_1",
        &[
            "Hanna Nylund: direct +358443206501; area Pohjanmaa; role regional koordinator",
            "Anna Berglund: direct +358443206502; role project manager",
        ],
        &["Ring Hanna", "Call Anna"],
    )]);
}

#[test]
fn the_partners_of_a_project_take_no_number_of_its_contact_person() {
    check(&[(
        "projects_with_partners_1",
        &["Anu Laakso: direct +358502221133; area Kymenlaakso", "Timo Rönkkö: direct +358502221134; area Satakunta"],
        &["kaupunki: direct", "Oy: direct"],
    )]);
}

#[test]
fn the_time_and_the_funder_in_a_row_are_those_of_its_project() {
    check(&[(
        "project_periods_1",
        &[
            "Anu Laakso: direct +358502221133; project Kotona Kymissä",
            "Kotona Kymissä: funder AMIF; start 2023-01-01..2023-01-01; end 2025-12-31..2025-12-31",
            "Silta työhön: funder ESR; start 2022-08-01..2022-08-31",
        ],
        &["Laakso: start", "Laakso: end"],
    )]);
}

#[test]
fn who_leads_a_project_is_no_part_of_its_name() {
    check(&[(
        "led_projects_1",
        &[
            "Linnea Backlund: stated linnea.backlund@obotnia.example",
            "project Trygg i Kuststaden",
            "project Steg in",
            "project Ord av Vikt",
        ],
        &["av Linnea", "av Nylands"],
    )]);
}

#[test]
fn organisations_at_the_end_of_the_lines_of_a_list() {
    check(&[(
        "organisations_behind_names_1",
        &[
            "Ida Lönnqvist: organisation Axxell",
            "Eija Hakomäki: organisation Omnia",
            "Laura Männistö: organisation Startup Refugees",
            "Saeed Rahimi: organisation Afganistanilaisten kulttuuriyhdistys Nowruz ry",
            "Anu Kivistö: direct +358504489034",
        ],
        &["Jari Pohjankallio: organisation"],
    )]);
}

#[test]
fn areas_people_and_organisations_of_new_kinds() {
    check(&[
        (
            "fresh_kinds_1",
            &[
                "Bea Berglund: area Kanta-Häme; area Päijät-Häme",
                "Cia Carlson: area Etelä-Karjala; area Pohjois-Karjala",
                "Pekka Ahola: area Kainuu; area Lappi",
                "Elli Myllymäki: direct +358444127701",
                "Antero Kivelä: direct +358444127702",
                "Anna Lind: direct +358401119101",
                "Sari Soini: role projektipäällikkö",
                "Tiina Tarvainen: role asiantuntija",
            ],
            &["area Kuhmo", "Tiina Tarvainen: role projektipäällikkö"],
        ),
        (
            "fresh_kinds_2",
            &[
                "Adaeze Okonkwo: role project manager",
                "Elsa Vauhkonen: organisation Municipality of Joroinen; direct +358403006604",
                "Tuuli Berg: organisation ELY Centre for South Savo; direct +358403006605",
                "Suvi Heiskanen: organisation Pielisen Järjestöt ry",
                "Minna Harju: organisation Welfare Area of Ostrobothnia",
            ],
            &["organisation Centre for South Savo", "Järjestö ry", "Minna Harju: area"],
        ),
        (
            "consonant_gradation_1",
            &["Anna Aalto: organisation Monikulttuuriyhdistys Silta", "Pekka Ahola: role ohjaaja"],
            &["Silla", "Kulla"],
        ),
    ]);
}

#[test]
fn surnames_in_brackets_and_headings_of_forms() {
    check(&[
        (
            "bracketed_surname_1",
            &["Kalle af Hällström: direct +35827203302", "Hodan Ali Mohamud: direct +35827203303"],
            &["person Ali Mohamud"],
        ),
        (
            "flattened_plan_3",
            &["person Irja Pakkala", "project OHJAAMOPOLKU", "seen 81911"],
            &["JOLLE", "Irja Pakkala: direct", "Irja Pakkala: project"],
        ),
    ]);
}

#[test]
fn columns_that_are_areas() {
    check(&[(
        "place_columns_1",
        &[
            "Aino Merikivi: area Uusimaa; direct +358295770101",
            "Outi Koskela: area Lappi; area Kainuu",
            "Sten-Erik Backman: area Lappi; area Kainuu",
            "seen 0295770102",
        ],
        &["direct +358295770102", "Aino Merikivi: area Lappi"],
    )]);
}

#[test]
fn areas_of_the_verb_of_work() {
    check(&[(
        "areas_of_verbs_1",
        &["Sven Dahlbo: area Pohjanmaa", "Jari Kuosmanen: area Pohjois-Savo", "Petra Rask: area Kuopio"],
        &[],
    )]);
}

#[test]
fn areas_of_the_holder_of_a_card() {
    check(&[
        (
            "areas_of_holder_1",
            &[
                "Tuija Rautanen: area Iisalmi; area Kiuruvesi; direct +358447181003",
                "Yrsa Holmfors: area Närpiö; area Kaskinen; direct +358447181004",
                "Kofi Baidoo: area Pohjois-Savo; area Kainuu; direct +358447181005",
                "Ilona Vares: area Kuopio; role ohjaaja",
            ],
            &[],
        ),
        (
            "areas_by_gapping_1",
            &[
                "Reijo Kumpulainen: area Rovaniemi; area Ranua",
                "Jenni Ylitalonen: area Kemi; area Simo",
                "Elle Maggala: area Inari",
                "Patrik Stålnäs: area Uusimaa",
            ],
            &[
                "Reijo Kumpulainen: area Kemi",
                "Jenni Ylitalonen: area Inari",
                "Stålnäs: area Ahvenanmaa",
                "Gröndal: area",
            ],
        ),
        (
            "areas_of_phrases_1",
            &[
                "Nils Sandholm: area Pohjanmaa",
                "Raija Ahola: area Varsinais-Suomi",
                "Tero Lahtinen: area Savonlinna; area Enonkoski; area Rantasalmi",
                "Elin Backlund: area Kokkola; area Luoto; area Kruunupyy",
                "Julia Northam: area Satakunta",
            ],
            &[],
        ),
        (
            "areas_excepted_1",
            &[
                "Amina Farouk: area Kainuu",
                "Maria Ekholm: area Uusimaa; direct +358401234572",
                "Eero Lamminpää: area Keski-Suomi; area Pirkanmaa",
                "Laura Benson: direct +358401234573",
            ],
            &["area Puolanka", "Muu Uusimaa"],
        ),
    ]);
}

#[test]
fn posts_for_which_somebody_is_looked_for() {
    check(&[(
        "recruits_1",
        &["vacant: role projektkoordinator (announced)", "Gunilla Sjöstrand: role rektor"],
        &["role frågor"],
    )]);
}

#[test]
fn substitutes_and_ends_in_the_cell_of_a_name() {
    check(&[(
        "coming_day_1",
        &[
            "Veli Heikkilä: organisation Sotkamon kunta; direct +358445661012",
            "Jaana Kauppinen: organisation Ylä-Savon kuntayhtymä",
        ],
        &["role työntekijä", "Sotkamon kunta: direct"],
    )]);
}

#[test]
fn names_with_commas() {
    check(&[(
        "names_of_funds_1",
        &[
            "Northern Paths: funder Asylum, Migration and Integration Fund",
            "Northern Paths: funder Ministry of Education, Science and Culture",
        ],
        &["funder Migration", "funder Science", "funder maahanmuutto"],
    )]);
}

#[test]
fn given_names_alone_in_prose() {
    check(&[(
        "given_names_1",
        &["Riikka Hautala: role kotouttamiskoordinaattori", "Noora Elonen: area Kymenlaakso"],
        &["person Riikan"],
    )]);
}

#[test]
fn given_names_before_numbers() {
    check(&[
        (
            "given_name_number_1",
            &["Riikka Salmela: direct +358503114471", "Osman Yildiz: direct +358503114472"],
            &["person Riikan", "person Osmanin"],
        ),
        (
            "given_name_number_2",
            &["Grace Holm: direct +358443114473", "Tuomas Aaltio: direct +358443114474"],
            &["Grace Holm: direct +358443114474"],
        ),
    ]);
}

#[test]
fn given_names_that_begin_titles() {
    check(&[(
        "given_name_title_1",
        &["Junior Koskilä: direct +358403114495", "Ada Holm: direct +358403114496"],
        &["person Junior Adviser", "Ada Holm: direct +358403114495"],
    )]);
}

#[test]
fn names_that_no_rule_reads() {
    check(&[(
        "unread_name_1",
        &["Bror Virtalahti: direct +358403114501", "Gunvor Salola: direct +358403114503", "seen 403114502"],
        &["Bror Virtalahti: direct +358403114502", "Gunvor Salola: direct +358403114502"],
    )]);
}

#[test]
fn rows_of_several_people() {
    check(&[
        (
            "shared_row_1",
            &[
                "Petter Lindsund: direct +358403115002",
                "Petter Lindsund: role handledare",
                "Petter Lindsund: area Inkoo",
                "Yasmin Haddad: direct +358403115003",
                "Yasmin Haddad: role handledare",
                "Yasmin Haddad: area Siuntio",
            ],
            &["Petter Lindsund: direct +358403115003"],
        ),
        (
            "shared_row_2",
            &[
                "Aino Merilä: direct +35883115010",
                "Otso Rantala: direct +35883115010",
                "Otso Rantala: role palveluohjaaja",
            ],
            &[],
        ),
    ]);
}

#[test]
fn a_vacancy_with_places_is_no_title() {
    check(&[(
        "vacancy_places_1",
        &["Tyyne Karppila: role kotoutumisohjaaja", "vacant: role kotoutumisohjaaja (announced)"],
        &["role paltamo", "Tyyne Karppila: area Paltamo"],
    )]);
}

#[test]
fn partners_with_contacts() {
    check(&[(
        "partner_contacts_1",
        &[
            "Aurora Pathways: partner City of Oulu",
            "Aurora Pathways: partner Kemi Adult Education Centre",
            "Hannele Paavo: organisation City of Oulu",
            "Hannele Paavo: stated hannele.paavo@oulu.example",
            "Jarno Saarela: direct +358403115031",
        ],
        &["partner Head", "partner City of Oulu –"],
    )]);
}

#[test]
fn titles_with_regions_and_titles_in_capitals() {
    check(&[
        (
            "title_region_1",
            &[
                "Ibrahim O'Connor-Said: direct +358443115041",
                "Ibrahim O'Connor-Said: area Kainuu",
                "Mika Sandström: role aluekoordinaattori",
                "Mika Sandström: area Lappi",
            ],
            &[],
        ),
        ("capital_title_1", &["Jonne Rintala: direct +35863115081"], &["person Data Protection"]),
    ]);
}

#[test]
fn names_that_only_their_sentence_or_column_shows() {
    check(&[
        (
            "name_by_verb_1",
            &[
                "Henriikka Lamminen: role kotouttamispäällikkö",
                "Untamo Vesala: role ohjaaja",
                "Jari Suikkanen: role koordinaattori",
                "Jari Suikkanen: area Hamina",
                "person Ritu Sharmila",
            ],
            &["person Jari Suikkasen"],
        ),
        (
            "name_column_1",
            &["Untamo Mustonen: role asiantuntija", "Untamo Mustonen: area Kitee", "unnamed: role suunnittelija"],
            &["person N.N."],
        ),
    ]);
}

#[test]
fn numbers_with_an_abbreviated_extension() {
    check(&[(
        "extension_1",
        &["Zahra Hosseinian: direct +358173115061", "Maija Virta: direct +358173115062"],
        &["Zahra Hosseinian: direct +358173115062"],
    )]);
}

#[test]
fn projects_by_their_titles_and_verbs() {
    check(&[
        (
            "project_names_1",
            &[
                "project Kotikieli kantaa",
                "Kotikieli kantaa: coordinator Satakunnan Sivistysliitto ry",
                "Kotikieli kantaa: partner Porin kaupunki",
                "Kotikieli kantaa: area Kankaanpää",
                "Kotikieli kantaa: end 2025-01-01..2025-12-31",
            ],
            &[],
        ),
        (
            "project_names_2",
            &[
                "Stepping Stones: coordinator Satakunta Multicultural Association",
                "Stepping Stones: end 2025-03-31..2025-03-31",
                "New Voices: coordinator Kvarken Arts Association",
            ],
            &["project Voices"],
        ),
    ]);
}

#[test]
fn projects_of_several_organisations_and_names_that_end_in_an_adverb() {
    check(&[
        (
            "project_partners_1",
            &[
                "Työpolku Kainuussa: partner Kajaanin ammattikorkeakoulu",
                "Työpolku Kainuussa: partner Kuhmon kaupunki",
                "Työpolku Kainuussa: partner Sotkamon kunta",
                "Työpolku Kainuussa: funder Kainuun ELY-keskus",
            ],
            &[],
        ),
        (
            "project_partners_2",
            &[
                "Annika Storbacka: project Välkommen hit",
                "Steget vidare: coordinator Närpes stad",
                "Uusi suunta: partner Raision kaupunki",
                "Uusi suunta: partner Naantalin kaupunki",
            ],
            &[],
        ),
    ]);
}

#[test]
fn numbers_below_a_card_that_are_of_somebody_else() {
    check(&[(
        "unread_names_1",
        &[
            "Viktor Petrenko: direct +358405550113",
            "Viktor Petrenko: role ohjaaja",
            "Niina Kumpula: direct +358405550115",
            "seen 405550114",
            "seen 145550200",
        ],
        &["Viktor Petrenko: direct +358405550114", "Niina Kumpula: direct +358145550200", "Niina Kumpula: role"],
    )]);
}

#[test]
fn places_between_the_people_of_a_block() {
    check(&[(
        "place_rows_1",
        &[
            "Tiina Salmela: area Äänekoski",
            "Anu Korpi: area Äänekoski",
            "Ville Hänninen: area Saarijärvi",
            "Carla Rossi: area Viitasaari",
            "Carla Rossi: area Pihtipudas",
        ],
        &["Ville Hänninen: area Äänekoski", "Rossi Carla"],
    )]);
}

#[test]
fn numbers_of_a_bracketed_given_name_and_of_an_office_of_another_place() {
    check(&[(
        "other_owners_1",
        &["Peter Novak: direct +358505551302", "Lena Ström: direct +358505551303", "seen 65551204"],
        &["Carola Wik: direct +35865551204", "Peter Novak: direct +358505551303"],
    )]);
}

#[test]
fn people_for_whom_the_holder_of_a_card_stands_in() {
    check(&[
        (
            "stand_in_1",
            &[
                "Jonne Ylitalo: direct +358443115344",
                "Jonne Ylitalo: role adviser (acting)",
                "Ritva Saarela: direct +358443115355",
            ],
            &["Fatima Rajala: direct"],
        ),
        (
            "stand_in_2",
            &[
                "Juuso Tarkka: direct +358443115366",
                "Juuso Tarkka: role maahanmuuttokoordinaattori (acting)",
                "Juuso Tarkka: end 2024-12-31..2024-12-31",
                "Ida Backman: direct +358403115377",
                "Ida Backman: role integrationskoordinator (acting)",
            ],
            &["Marjo Kivelä: direct", "Marjo Kivelän", "Pia Lindroos: direct"],
        ),
    ]);
}

#[test]
fn numbers_of_substitutes_and_numbers_out_of_use() {
    check(&[
        (
            "substitute_number_1",
            &["Anu Koponen: direct +358293115091", "Jyrki Peltola: direct +358293115092"],
            &["Sari Vuorila: direct"],
        ),
        (
            "out_of_use_1",
            &["Ronny Björkholm: area Pietarsaari", "person Kent Holmström", "seen 403115103"],
            &["Kent Holmström: direct", "Mvh", "organisation Jakobstad"],
        ),
    ]);
}

#[test]
fn titles_in_headers_and_posts_that_are_not_held() {
    check(&[(
        "title_header_1",
        &[
            "Maja Rönnholm: role koordinator",
            "Maja Rönnholm: direct +358503115201",
            "vacant: role koordinator (announced)",
        ],
        &[],
    )]);
}

#[test]
fn projects_that_are_over() {
    check(&[(
        "ended_projects_1",
        &[
            "Tervetuloa naapuriin: end 2020-01-01..2020-12-31",
            "Askel edellä: start 2016-01-01..2016-12-31",
            "Minna Tarvala: project Askel edellä",
        ],
        &["Silta työhön: end"],
    )]);
}

#[test]
fn a_contact_behind_a_vacancy_does_not_hold_the_post() {
    check(&[
        (
            "vacancy_contact_1",
            &[
                "vacant: role integrationshandledare (announced)",
                "vacant: role projektassistent (announced)",
                "Viveca Strandell: direct +358443116001",
                "Mårten Lillqvist: role projektledare",
            ],
            &["Viveca Strandell: role", "Helga Norrgård: role"],
        ),
        (
            "vacancy_contact_2",
            &[
                "vacant: role aluekoordinaattori (announced)",
                "vacant: role kotoutumisohjaaja (announced)",
                "Tuija Mikkola: direct +358443116013",
                "Aslak Juuso: area Lappi",
            ],
            &["Pirkko Vaarala: role", "Pirkko Vaarala: area", "Tuija Mikkola: role"],
        ),
    ]);
}

#[test]
fn people_who_introduce_themselves_below_their_titles() {
    check(&[
        (
            "introduction_1",
            &[
                "Kaisa Hirvelä: role projektipäällikkö",
                "Kaisa Hirvelä: direct +358443116031",
                "Ville Suonpää: role hankekoordinaattori",
                "Ville Suonpää: direct +358443116032",
            ],
            &["person Olen"],
        ),
        (
            "introduction_2",
            &[
                "Harriet Colne: role project manager",
                "Harriet Colne: direct +358443116051",
                "Tariq Aslam: stated tariq.aslam@bridges.example",
            ],
            &["Harriet Colne: stated"],
        ),
    ]);
}

#[test]
fn projects_of_one_organisation_and_of_several() {
    check(&[
        (
            "joint_project_1",
            &[
                "Uusi kotiseutu: partner Kajaanin kaupunki",
                "Uusi kotiseutu: partner Kainuun Opisto",
                "Työn portti: coordinator Kotkan kaupunki",
                "Työn portti: end 2023-01-01..2023-12-31",
                "Vi i byn: partner Närpes stad",
                "Open Doors: coordinator City of Vaasa",
                "Open Doors: partner Ostrobothnia Refugee Association",
            ],
            &["Open Doors: partner City", "Vi i byn: coordinator", "Uusi kotiseutu: coordinator"],
        ),
        (
            "joint_project_2",
            &[
                "Yhteinen alku: coordinator Salon kaupunki",
                "Yhteinen alku: partner Turun yliopisto",
                "Yhteinen alku: partner Varsinais-Suomen Nuorisoyhdistys ry",
                "Yhteinen alku: end 2024-08-31..2024-08-31",
            ],
            &["Yhteinen alku: partner Salon"],
        ),
    ]);
}

#[test]
fn who_leaves_and_who_comes_in_a_newsletter() {
    check(&[
        (
            "newsletter_1",
            &[
                "Sirpa Koskela: role aluekoordinaattori",
                "Sirpa Koskela: role asiantuntija (announced)",
                "Sirpa Koskela: start 2023-09-01..2023-09-01",
                "Joonas Ekman: role aluekoordinaattori",
                "Mauno Ruotsala: end 2023-10-31..2023-10-31",
                "Tiina Vainio: role projektipäällikkö (announced)",
                "Tiina Vainio: start 2023-11-01..2023-11-01",
            ],
            &["Joonas Ekman: organisation"],
        ),
        (
            "newsletter_2",
            &[
                "Grace Otieno: role regional coordinator (announced)",
                "Grace Otieno: start 2023-09-01..2023-09-01",
                "Paul Whitby: role regional coordinator (former)",
                "Luke Harmon: role adviser (announced)",
                "Alan Birch: end 2023-10-31..2023-10-31",
                "Nora Kemp: role project manager (announced)",
            ],
            &["Nora Kemp: role project manager (former)", "Alan Birch: start"],
        ),
        (
            "newsletter_3",
            &[
                "Eva Lindroos: role integrationskoordinator (announced)",
                "Boris Nygård: role integrationskoordinator (former)",
                "Sofia Mattsson: end 2023-09-30..2023-09-30",
                "Jonas Backström: role projektledare (announced)",
                "Camilla Frisk: role regionkoordinator (announced)",
            ],
            &["Jonas Backström: role projektledare (former)"],
        ),
    ]);
}

#[test]
fn a_line_of_places_behind_a_whole_card_belongs_to_the_next_name() {
    check(&[
        (
            "lines_of_places_1",
            &[
                "Pirjo Malinen: area Uusimaa; area Kymenlaakso",
                "Tapani Ahokas: area Satakunta; area Varsinais-Suomi",
                "Seija Moilanen: area Lappi; direct +358501112203",
            ],
            &["Pirjo Malinen: area Satakunta", "Tapani Ahokas: area Lappi"],
        ),
        (
            "lines_of_places_2",
            &[
                "Petra Sund: area Uusimaa; direct +358501114401",
                "Olof Granö: area Varsinais-Suomi; direct +358501114402",
                "Maria Käld: area Pohjanmaa; direct +358501114403",
            ],
            &["Petra Sund: area Varsinais-Suomi", "Maria Käld: area Ahvenanmaa"],
        ),
    ]);
}

#[test]
fn everybody_in_the_row_of_a_place_has_the_place() {
    check(&[
        (
            "row_of_place_1",
            &[
                "Disa Enholm: area Uusikaarlepyy",
                "Henry Wikblom: area Uusikaarlepyy",
                "Leif Kronlund: area Pietarsaari; direct +358443116072",
                "Mia Österlund: area Kristiinankaupunki",
                "Stina Ragnell: area Vöyri; direct +358443116075",
                "seen 443116073",
            ],
            &["Tove Hedman: direct", "Mia Österlund: direct"],
        ),
        (
            "row_of_place_2",
            &["Pekka Niemelä: area Kemi", "Riku Sandman: area Ylitornio", "Mari Runtti: role ohjaaja; area Keminmaa"],
            &["Mari Runtti: direct"],
        ),
    ]);
}

#[test]
fn the_day_of_an_event_is_not_that_of_the_document() {
    check(&[
        ("event_date_1", &["Anneli Rautio: direct +358443116091", "document: undated"], &["published"]),
        ("event_date_2", &["Jane Pike: direct +358443116094", "document: undated"], &["published"]),
    ]);
}

#[test]
fn writers_and_what_they_did_before() {
    check(&[(
        "author_1",
        &["Heta Nikkola: role maahanmuuttoasiantuntija", "Heta Nikkola: organisation Lapin ELY-keskus"],
        &["role projektityöntekijä"],
    )]);
}

#[test]
fn areas_of_somebody_named_before() {
    check(&[(
        "pronoun_area_1",
        &["Maija Virtala: area Liminka", "Maija Virtala: area Kempele", "Otso Ranta: direct +358403115302"],
        &["Otso Ranta: area"],
    )]);
}

#[test]
fn surnames_in_capitals() {
    check(&[
        (
            "capitals_comma_1",
            &["Joost van der Meer: direct +358403114481", "Ciara O'Donnell: direct +358403114482"],
            &["person Ciara O'donnell", "VAN"],
        ),
        (
            "capitals_comma_2",
            &["Mira Salo-Peltola: direct +358403114483", "Thi Lan Nguyen: direct +358403114484"],
            &["person Nguyen"],
        ),
    ]);
}

#[test]
fn domains_of_other_organisations() {
    check(&[
        (
            "other_domain_1",
            &["Jonas Berglund: direct +358403114492", "Elin Wikman: direct +358403114491"],
            &["elin.wikman@inga.example"],
        ),
        ("other_domain_2", &["Tiina Ahola: direct +358403114493", "Pekka Ranta: direct +358403114494"], &["@kunta.fi"]),
    ]);
}

#[test]
fn flattened_forms() {
    check(&[
        (
            "flattened_form_1",
            &["none of person || Taimi Salokangas: direct +3581770320", "seen 1770311", "seen 1770312"],
            &["Postitoimipaikka", "Faksinumero", "direct +3581770312"],
        ),
        (
            "flattened_form_2",
            &["none of person || Birgitta Sandvik: direct +358652020", "seen 652011", "seen 652012"],
            &["Postanstalt", "Faxnummer", "direct +358652012"],
        ),
    ]);
}

#[test]
fn flattened_plans() {
    check(&[
        (
            "flattened_plan_1",
            &[
                "none of person || Orvokki Tuulos: direct +358371420",
                "none of person || Hilla Ranki: direct +358447142233",
                "none of person || person Seppo Haavisto",
                "seen 371411",
                "seen 371412",
            ],
            &[
                "direct +358371412",
                "Postitoimipaikka",
                "person Sähköpostiosoite",
                "person Asema",
                "person Manner-Suomen",
            ],
        ),
        (
            "flattened_plan_2",
            &["none of person || Doris Kullhem: direct +358446152020", "seen 661511", "seen 661512"],
            &["direct +358661512", "Postanstalt", "person Kvarkens", "person Adress"],
        ),
    ]);
}

#[test]
fn labels_above_their_values() {
    check(&[
        (
            "label_next_line_1",
            &["Viola Sten: role vägledare; direct +358407713302; stated viola.sten@kusten.example"],
            &[],
        ),
        (
            "label_next_line_2",
            &["Otto Hakala: role työpajaohjaaja; direct +358507713304; stated otto.hakala@paja.example"],
            &[],
        ),
    ]);
}

#[test]
fn cards_of_a_network() {
    check(&[
        (
            "network_cards_1",
            &[
                "Agneta Rönnblad: role integrationschef; organisation Esbo stad; direct +35895512210",
                "Jonas Ekroos: role samordnare; organisation Ingå kommun; direct +358505512211",
                "Layla Al-Jabri: role handledare/tolk || Layla Al-Jabri: role handledare",
                "Layla Al-Jabri: organisation Hangö stad; direct +358405512212; stated layla.aljabri@hango.example",
                "document: published 2022-09-14..2022-09-14",
            ],
            &["person E-post"],
        ),
        (
            "network_cards_2",
            &[
                "Helmi-Inkeri Moilanen: role hyvinvointikoordinaattori; organisation Kajaanin kaupunki; direct +35887714410",
                "Reijo Tervonen: role sivistysjohtaja; organisation Sotkamon kunta; direct +358507714411",
                "Svitlana Melnyk: role neuvoja/ohjaaja || Svitlana Melnyk: role neuvoja",
                "Svitlana Melnyk: organisation Kuhmon kaupunki; direct +358447714412",
                "document: published 2021-11-02..2021-11-02",
            ],
            &["person Sähköposti"],
        ),
    ]);
}

#[test]
fn numbers_that_were_passed_over() {
    check(&[
        (
            "numbers_silent_1",
            &[
                "Nina Norrgård: direct +358508812201",
                "Orvar Oksanen: direct +358508812202",
                "Petra Palm: direct +358294881220",
                "Quentin Qvist: direct +358295881224",
                "Rakel Ros: direct +4722881225 || seen 22881225",
                "seen 508812226",
            ],
            &[],
        ),
        (
            "numbers_silent_2",
            &[
                "Hanna Wood: direct +358446631107",
                "Ilkka Stone: direct +358446631108",
                "Jane Field: direct +358294663110",
                "Kari Hill: direct +358295663114",
                "Lea Brook: direct +493066311150 || seen 3066311150",
                "seen 446631116",
            ],
            &[],
        ),
    ]);
}

#[test]
fn an_organisation_in_the_genitive_before_a_title() {
    check(&[
        (
            "org_genitive_1",
            &[
                "Leila Haddad: role hallituksen puheenjohtaja; organisation Monikulttuurinen Kotisatama ry; direct +358503117001",
            ],
            &["person Monikulttuurinen"],
        ),
        (
            "org_genitive_2",
            &["Juho Viita: role toimitusjohtaja; organisation Pohjoinen Polku Oy; direct +358503117002"],
            &["person Pohjoinen"],
        ),
    ]);
}

#[test]
fn a_list_of_projects() {
    check(&[
        (
            "project_list_1",
            &[
                "project Kynnys || project Kynnykseltä keittiöön",
                "Laituri 3: coordinator Kymijoen nuorisoyhdistys ry; area Kymenlaakso; start 2023-03-01..2023-03-31",
                "Laituri 3: end 2024-02-01..2024-02-29 || Laituri 3: end 2024-02-29..2024-02-29",
                "Anne-Mari Ylitalo: role projektipäällikkö; direct +358446021101",
                "Max von Knorring: project Laituri 3; direct +35856021102",
                "Sami Abdulla Hasan: project Laituri 3; direct +35856021103",
                "document: published 2023-06-12..2023-06-12",
            ],
            &["Max von Knorring: end", "Sami Abdulla Hasan: end", "Max von Knorring: project Kynn", "project Tuetut"],
        ),
        (
            "project_list_2",
            &[
                "Grannhjälpen: coordinator Kvarkens Hjälp rf; partner Vasa stad; area Pohjanmaa",
                "Vågbrytaren: coordinator Skärgårdens samkommun",
                "Ann-Mari Sjölind: project Grannhjälpen; direct +358506022201",
                "Erik von Wright: project Vågbrytaren; role samordnare; direct +35826022202",
                "document: published 2022-03-03..2022-03-03",
            ],
            &["Erik von Wright: project Grannhjälpen"],
        ),
    ]);
}

#[test]
fn words_before_a_title_belong_to_it() {
    check(&[
        (
            "role_words_before_1",
            &[
                "Sari Vuo: role asiakastyön päällikkö",
                "Eino Ojanen: role johtava kielikouluttaja",
                "Tea Salmela: role vastaava sairaanhoitaja",
                "Joni Kallio: role toimistopäällikkö (acting)",
            ],
            &[],
        ),
        (
            "role_words_before_2",
            &[
                "Ada North: role head of unit (acting)",
                "Eve South: role senior project officer",
                "Per Väst: role biträdande rektor",
                "Siv Öst: role personalchef (acting)",
            ],
            &[],
        ),
    ]);
}

#[test]
fn a_heading_without_the_word_for_project_ends_the_project_before() {
    check(&[
        (
            "section_without_hanke_1",
            &[
                "Ulla Ranta-aho: project Kaarisilta; direct +358448115501",
                "Nils Backlund: role projektipäällikkö; direct +35858115502",
            ],
            &["Nils Backlund: project Kaarisilta"],
        ),
        (
            "section_without_hanke_2",
            &[
                "Tina Sundholm: project Horisont; direct +358448115511",
                "Kaj Lindgren: role projektledare; direct +35828115512",
            ],
            &["Kaj Lindgren: project Horisont"],
        ),
    ]);
}

#[test]
fn marks_that_no_reader_sees() {
    check(&[
        (
            "soft_hyphen_1",
            &[
                "Bengt Söderholm: role projektledare; direct +358295222331",
                "Åsa Nordström: role regionkoordinator; area Pohjanmaa; direct +358295222332",
            ],
            &["\u{ad}", "\u{200b}"],
        ),
        (
            "soft_hyphen_2",
            &[
                "Päivi Ylä-Mäkinen: role suunnittelija; direct +358402223341",
                "Jönne Möller: role aluekoordinaattori; area Keski-Suomi; direct +358402223342",
            ],
            &["\u{ad}", "\u{200e}", "\u{2060}"],
        ),
    ]);
}

#[test]
fn a_substitutes_end_is_nobody_elses() {
    check(&[
        (
            "substitute_end_1",
            &[
                "Max von Knorring: role projektipäällikkö",
                "Sami Abdulla Hasan: role ohjaaja",
                "none of person Tiia Lepola || Tiia Lepola: end 2023-08-31..2023-08-31 || Tiia Lepola: end ..2023-08-31",
            ],
            &["Max von Knorring: end", "Sami Abdulla Hasan: end"],
        ),
        (
            "substitute_end_2",
            &[
                "Siri af Forselles: role projektledare",
                "Hodo Abdi Nur: role handledare",
                "none of person Jonas Holm || Jonas Holm: end 2022-05-31..2022-05-31 || Jonas Holm: end ..2022-05-31",
            ],
            &["Siri af Forselles: end", "Hodo Abdi Nur: end"],
        ),
    ]);
}

#[test]
fn who_follows_whom() {
    check(&[
        (
            "successor_1",
            &[
                "project Oma ranta",
                "Eero Kantola: role projektipäällikkö (announced) || Eero Kantola: role projektipäällikkö",
                "Eero Kantola: project Oma ranta",
                "Eero Kantola: start 2020-04-01..2020-04-30 || Eero Kantola: start 2020-04-01..2020-04-01",
                "Liisa Wessman: end 2020-03-31..2020-03-31 || Liisa Wessman: end ..2020-03-31",
            ],
            &["project Eero", "project Kantolan", "person Eero Kantolan", "Wessmania"],
        ),
        (
            "successor_2",
            &[
                "project Egen strand",
                "Disa Grankvist: project Egen strand",
                "Disa Grankvist: start 2023-01-01..2023-01-31 || Disa Grankvist: start 2023-01-01..2023-01-01",
                "Harry Nyberg: end 2022-12-31..2022-12-31 || Harry Nyberg: end ..2022-12-31",
            ],
            &["project Disa", "person Egen"],
        ),
    ]);
}

#[test]
fn lists_with_the_surname_first() {
    check(&[
        (
            "surname_first_list_1",
            &[
                "Kalevi Manninen: role koulutusjohtaja; direct +358502443001",
                "Ritva Aaltonen: direct +358502443002",
                "Satu Jokela-Pirinen: role opinto-ohjaaja; direct +358502443003",
            ],
            &["manninen.kalevi@", "aaltonen.ritva@", "jokela-pirinen.satu@", "person Manninen"],
        ),
        (
            "surname_first_list_2",
            &[
                "Anders Lindroos: role rektor; direct +358502443011",
                "Kristina Nyman: direct +358502443012",
                "Maria Ek-Sundell: role planerare; direct +358502443013",
            ],
            &["lindroos.anders@", "nyman.kristina@", "ek-sundell.maria@", "person Lindroos"],
        ),
    ]);
}

#[test]
fn cards_in_swedish() {
    check(&[
        (
            "swedish_cards_1",
            &[
                "Britt-Inger Sandås: role servicechef; organisation Lojo stad; direct +358194112210",
                "Rasmus Fagernäs: role flyktinghandledare; organisation Borgå stad",
            ],
            &["Rasmus Fagernäs: direct", "E-post"],
        ),
        (
            "swedish_cards_2",
            &[
                "Ing-Maj Stenfors: role utbildningschef; organisation Malax kommun; direct +35864113310",
                "Otto Grannas: role språkhandledare; organisation Vörå kommun",
            ],
            &["Otto Grannas: direct", "E-post"],
        ),
    ]);
}

#[test]
fn cells_of_a_table_are_pasted_as_words() {
    for (pasted, query) in [
        ("Hiltunen\tSanna\t0295 037012", "Hiltunen Sanna 0295 037012"),
        ("Sanna\tHiltunen\taluekoordinaattori\tLappi", "Sanna Hiltunen aluekoordinaattori Lappi"),
    ] {
        let after = Journey::at(80, 24).paste(pasted);
        assert_eq!(after.state().query.value(), query);
        assert!(after.state().answer.total() > 0, "{query}");
    }
}

#[test]
fn the_tail_of_a_number_is_no_year() {
    check(&[
        (
            "year_from_number_1",
            &[
                "document: undated",
                "Anna Alm: direct +358295041998",
                "Bo Björk: direct +358185522016",
                "Carl Ceder: direct +358406612019",
            ],
            &["published"],
        ),
        (
            "year_from_number_2",
            &[
                "document: undated",
                "Dora Ek: direct +358406112012",
                "Eliel Ilves: direct +358295032021",
                "Flora Ahti: direct +358447111999",
            ],
            &["published"],
        ),
    ]);
}

#[test]
fn titles_that_people_share_or_hold_one_after_another() {
    check(&[
        (
            "shared_titles_1",
            &[
                "Aino Merikivi: role ohjaaja",
                "Seppo Aalto: role ohjaaja",
                "Maria Lund: role handledare",
                "Eva Berg: role handledare",
                "Anna Smith: role adviser",
                "Peter Jones: role adviser",
                "Tiina Kallio: role koordinaattori",
            ],
            &["Tarja Hiltunen: role"],
        ),
        (
            "sequence_1",
            &[
                "Aino Merikivi: role projektipäällikkö (former); end 2023-05-31..2023-05-31",
                "Seppo Aalto: role projektipäällikkö",
                "Nina Stenlund: role projektledare (former); end 2022-12-31..2022-12-31",
                "Robin Fagerholm: role projektledare",
                "Sari Pohjola: role project manager (former)",
            ],
            &["Seppo Aalto: end", "Robin Fagerholm: end"],
        ),
        (
            "bodies_1",
            &[
                "Aino Merikivi: role ohjausryhmän jäsen; project Silta",
                "Seppo Aalto: role puheenjohtaja; project Kotipolku",
                "Eva Berg: role ledamot; project Nya vägar",
                "Maria Lund: role ordförande; organisation Föreningen Bryggan rf",
                "Peter Jones: role member of the board; organisation Harbour Association",
            ],
            &["Anna Smith: role"],
        ),
    ]);
}

#[test]
fn projects_of_pronouns_and_of_the_word_alone() {
    check(&[(
        "pronouns_of_projects_1",
        &[
            "Kotipolku: funder Euroopan sosiaalirahasto",
            "Oksana Petrenko: role suunnittelija; project Kotipolku",
            "Ville Tolonen: role suunnittelija; project Kotipolku",
            "Aino Merikivi: role koordinaattori; project Kotipolku",
            "Uusi suunta: end 2026-12-31..2026-12-31",
        ],
        &["Kotipolku: end", "Yhdessä: end", ": project Yhdessä"],
    )]);
}

#[test]
fn numbers_of_other_subjects_and_organisations_of_sites() {
    check(&[
        (
            "other_subjects_1",
            &["Eva Berg: direct +358505559961", "seen 195559962", "seen 85559972", "seen 003702012566"],
            &["+358195559962", "+4685559972", "+3702012566", "Eva Berg: area"],
        ),
        (
            "other_subjects_2",
            &[
                "Ibrahim Saleh: direct +358501112202; organisation Pedersöre kommun",
                "Lis-Marie Kronqvist: direct +358501112203",
            ],
            &["Ibrahim Saleh: direct +358501112203", "person Muualla"],
        ),
        (
            "merged_cells_1",
            &["Aino Merikivi: role koordinaattori; area Kainuu; area Lappi", "Seppo Aalto: area Pohjois-Karjala"],
            &["Aino Merikivi: area Pohjois-Karjala", "Seppo Aalto: area Kainuu"],
        ),
        (
            "units_of_sites_1",
            &[
                "Helena Murto: organisation City of Varkaus",
                "person Lena Sjögren",
                "Lena Sjögren: start 2025-06-02..2025-06-02",
            ],
            &["organisation Immigrant Services", "Sjögre:"],
        ),
    ]);
}

#[test]
fn the_cases_of_a_folder() {
    let Some(folder) = std::env::var_os("ALLU_CASES") else { return };
    let entries = fs::read_dir(folder).expect("the folder can be read").flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|it| it == "txt")).collect();
    files.sort();
    for file in files {
        println!("== {}", file.display());
        let found = extracted(&[file]);
        println!("{}", lines(&found).join("\n"));
        println!("left: {}", found.account());
    }
}

fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (name, must, must_not) in cases {
        let found = extracted(&[path(&format!("tests/cases/{name}.txt"))]);
        let lines = lines(&found);
        let holds = |choice: &str| holds(choice.trim(), &lines, &found);
        let must: Vec<_> = must.iter().flat_map(|facts| spread(facts)).collect();
        let missing = must.iter().filter(|line| !line.split("||").any(holds));
        wrong.extend(missing.map(|line| format!("{name}: no `{line}`")));
        for part in *must_not {
            wrong.extend(lines.iter().filter(|line| line.contains(part)).map(|line| format!("{name}: `{line}`")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The facts of `Aino Merikivi: role ohjaaja; area Lappi`, each with the name.
fn spread(facts: &str) -> Vec<String> {
    let name = facts.split_once(": ").map_or("", |(name, _)| name);
    let fact = |(place, fact)| if place == 0 { String::from(fact) } else { format!("{name}: {fact}") };
    facts.split("; ").enumerate().map(fact).collect()
}

fn holds(wanted: &str, lines: &[String], found: &Found) -> bool {
    if let Some(digits) = wanted.strip_prefix("seen ") {
        return found.accounts_for_digits(digits) || lines.iter().any(|line| line.contains(digits));
    }
    if let Some(start) = wanted.strip_prefix("none of ") {
        return !lines.iter().any(|line| line.starts_with(start));
    }
    lines.iter().any(|line| line == wanted)
}
