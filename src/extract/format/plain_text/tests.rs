use super::*;
use crate::extract::format::block_notation::show;

/// The blocks of a text, one per entry.
fn read(text: &str) -> Vec<String> {
    show(&blocks(text, 1, false))
}

#[test]
fn blank_lines_separate_groups() {
    assert_eq!(read("Aino\nMerikivi\n\u{a0}\n\nOtso\n"), ["Aino / Merikivi", "Otso"]);
}

#[test]
fn items_have_a_depth_and_the_lines_that_continue_them() {
    let text = "Tehtävät:\n- Aino Merikivi\n  projektipäällikkö\n  - Otso Ranta\n- Siiri Salo\nLoppu\n";
    assert_eq!(
        read(text),
        ["Tehtävät:", "* Aino Merikivi / projektipäällikkö", "** Otso Ranta", "* Siiri Salo", "Loppu"]
    );
}

#[test]
fn numbers_make_a_list_only_together() {
    assert_eq!(read("1. Aino\n2. Otso"), ["* Aino", "* Otso"]);
    assert_eq!(read("1) Aino\n\n2) Otso"), ["* Aino", "* Otso"]);
    assert_eq!(read("1. Johdanto\n\nHanke alkoi."), ["1. Johdanto", "Hanke alkoi."]);
    assert_eq!(read("8. tammikuuta 2016\n9. helmikuuta 2017"), ["8. tammikuuta 2016 / 9. helmikuuta 2017"]);
}

#[test]
fn a_table_stands_between_tabs() {
    let text =
        "Nimi\tTehtävä\tPuhelin\nAino\tohjaaja\t0295 111 001\n\tohjaaja\t0295 111 002\nOtso\tpitkä\t\n\ttehtävä\t\n";
    let table =
        "Nimi | Tehtävä | Puhelin\nAino | ohjaaja | 0295 111 001\n | ohjaaja | 0295 111 002\nOtso | pitkä / tehtävä";
    assert_eq!(read(text), [table]);
    assert_eq!(read("Aino\t\tohjaaja\nOtso Ranta\tohjaaja"), ["Aino | ohjaaja\nOtso Ranta | ohjaaja"]);
    assert_eq!(read("Puhelin\t0295 111 001"), ["Puhelin 0295 111 001"]);
    let text =
        "Aaltonen, Risto\t\trehtori\nPylkkänen, Eeva-Stiina\tohjaaja\n\t\t\tpoistui klo 10\nSaari, Veli\t\tohjaaja";
    let table = "Aaltonen, Risto | rehtori\nPylkkänen, Eeva-Stiina | ohjaaja / poistui klo 10\nSaari, Veli | ohjaaja";
    assert_eq!(read(text), [table]);
}

#[test]
fn a_line_between_rows_is_a_row_of_its_table() {
    let text = "Läsnä\t\t\nSukunimi\tEtunimi\tTehtävä\nRanta\tOtso\tohjaaja\nPoissa\nSalo\tSiiri\trehtori\nAsiat";
    let table = "Sukunimi | Etunimi | Tehtävä\nRanta | Otso | ohjaaja\nPoissa\nSalo | Siiri | rehtori";
    assert_eq!(read(text), ["Läsnä", table, "Asiat"]);
    // Single rows separated by lines are not a table.
    let text = "Ohjaaja\nRanta\tOtso\nRehtori\nSalo\tSiiri";
    assert_eq!(read(text), ["Ohjaaja / Ranta Otso / Rehtori / Salo Siiri"]);
    // A long line, an item and two lines end the table.
    for between in ["Paikalla oli myös hankkeen muuta väkeä, jonka nimiä ei merkitty pöytäkirjaan.", "- Poissa", "A\nB"]
    {
        let blocks = read(&format!("Ranta\tOtso\nEk\tÅsa\n{between}\nSalo\tSiiri\nHaile\tSamuel"));
        assert_eq!(blocks.first().map(String::as_str), Some("Ranta | Otso\nEk | Åsa"), "{between}");
        assert_eq!(blocks.last().map(String::as_str), Some("Salo | Siiri\nHaile | Samuel"), "{between}");
    }
}

#[test]
fn empty_cells_between_tabs_keep_their_columns() {
    let text = "Nimi\tTehtävä\tKunta\tPuhelin\nAino\tohjaaja\t\t1\nOtso\t\tPori\t2\nIda\tpomo\n\t\tRauma\t3\n\
                \tohjaaja\t\t4\nPoissa\n\tohjaaja\tPori\t5";
    let table = "Nimi | Tehtävä | Kunta | Puhelin\nAino | ohjaaja |  | 1\nOtso |  | Pori | 2\nIda | pomo | Rauma | 3\n | \
                 ohjaaja |  | 4\nPoissa\n | ohjaaja | Pori | 5";
    assert_eq!(read(text), [table]);
}

#[test]
fn a_table_stands_between_bars() {
    let text = "| Nimi | Tehtävä |\n|------|---------|\n| Aino | ohjaaja |\n| Otso |  |\n";
    assert_eq!(read(text), ["[Nimi | Tehtävä]\nAino | ohjaaja\nOtso | "]);
    assert_eq!(read("Aino | ohjaaja\nOtso | rehtori"), ["Aino | ohjaaja\nOtso | rehtori"]);
    let text = "+----+----+\n| A  | B  |\n+----+----+\n| c  | d  |\n+----+----+";
    assert_eq!(read(text), ["[A | B]\nc | d"]);
    assert_eq!(read("Aino | ohjaaja"), ["Aino | ohjaaja"]);
}

#[test]
fn a_table_stands_in_columns() {
    let text = "Nimi             Tehtävä             Puhelin\n\
                Aino Merikivi    projektipäällikkö   0295 111 001\n\
                Otso Ranta       kansainvälisten     0295 111 002\n\
                \u{20}                asioiden sihteeri\n\
                Siiri Salo                           0295 111 003\n";
    let table = "Nimi | Tehtävä | Puhelin\nAino Merikivi | projektipäällikkö | 0295 111 001\n\
                 Otso Ranta | kansainvälisten / asioiden sihteeri | 0295 111 002\nSiiri Salo |  | 0295 111 003";
    assert_eq!(read(text), [table]);
    let text = "Namn           Titel       Ort\n------------------------------\n\
                Ström Carola   rektor      Vasa\nAli Farah      lärare      Vörå\n------------------------------\nLoppu";
    assert_eq!(
        read(text),
        ["[Namn | Titel | Ort]\nStröm Carola | rektor | Vasa\nAli Farah | lärare | Vörå", "---", "Loppu"]
    );
    let text = "Namn    Titel\n======  ======\nÅsa Ek  lärare\n-----\nSlut";
    assert_eq!(read(text), ["[Namn | Titel]\nÅsa Ek | lärare", "---", "Slut"]);
    assert_eq!(read("Namn\tTitel\n-----\nÅsa Ek\tlärare"), ["[Namn | Titel]\nÅsa Ek | lärare"]);
    assert_eq!(read("Osasto  A\n---------\nAino Merikivi"), ["## Osasto  A", "Aino Merikivi"]);
    // Two spaces in numbers are not columns.
    let text = "Aino Merikivi 044  111 2222\nOtso Ranta-Salo 044  111 2223\nIda Ek 044  111 2224";
    assert_eq!(read(text).len(), 1);
    assert!(!read(text)[0].contains('|'));
}

#[test]
fn a_cell_may_fill_its_column_or_be_wider() {
    let text = "Titel:        Ny\nTid:          2022\nÄgare:        Vasa\nAndra parter: Malax\nPlats:        Vörå";
    assert_eq!(read(text), ["Titel: | Ny\nTid: | 2022\nÄgare: | Vasa\nAndra parter: | Malax\nPlats: | Vörå"]);
    let text = "Rektor    STRÖM, Carola         ext. 301\nLärare    EK, Åsa (i Närpes campus)    0501 1130\n\
                Tutor     vakant\nLärare    ALI, Farah          ext. 304\nLärare    WIK, Tom            ext. 305\n\
                Lärare    RÖNN, Siv           ext. 306";
    let table = "Rektor | STRÖM, Carola | ext. 301\nLärare | EK, Åsa (i Närpes campus) | 0501 1130\nTutor | vakant | \n\
                 Lärare | ALI, Farah | ext. 304\nLärare | WIK, Tom | ext. 305\nLärare | RÖNN, Siv | ext. 306";
    assert_eq!(read(&text.replace("Carola         ", "Carola       ")), [table]);
}

#[test]
fn dots_lead_from_a_cell_to_the_next() {
    let text = "Hankkeen nimi ...... Kolmas askel\nMuut osapuolet ..... Lohjan kaupunki\n                     Vihdin kunta\n\
                Vetäjä ............. Aino Merikivi\n  puhelin .......... 0295 111 001\nLoppu";
    assert_eq!(
        read(text),
        [
            "Hankkeen nimi: Kolmas askel",
            "Muut osapuolet: Lohjan kaupunki / Vihdin kunta",
            "Vetäjä: Aino Merikivi",
            "puhelin: 0295 111 001",
            "Loppu"
        ]
    );
    assert_eq!(read("Ja niin edelleen .... Loppu").len(), 1);
    assert_eq!(read("Ja niin edelleen .... Loppu\nLoppu"), ["Ja niin edelleen .... Loppu / Loppu"]);
}

#[test]
fn numbers_of_sections_begin_headings() {
    let text = "2.1 Väylä (V)\n    Kesto: 2021\n\n2.2 Polku\n\n2.3 Aino\n2.4 Otso";
    assert_eq!(read(text), ["## Väylä (V)", "    Kesto: 2021", "## Polku", "2.3 Aino / 2.4 Otso"]);
}

#[test]
fn rules_end_a_part_and_underlines_make_a_heading() {
    assert_eq!(
        read("Yhteystiedot\n============\nAino\n\n----\n\nOtso\n-- \nLoppu"),
        ["# Yhteystiedot", "Aino", "---", "Otso", "---", "Loppu"]
    );
    assert_eq!(read("Osasto\n------\n\nAino\u{c}Otso"), ["## Osasto", "Aino", "---", "Otso"]);
    assert_eq!(read("# Osasto\nAino"), ["# Osasto", "Aino"]);
}

#[test]
fn a_quoted_message_is_a_part_of_its_own() {
    let text = "Kiitos!\nAino\n\n-----Original Message-----\nFrom: Otso\n\n> Hei\n> > Moi\n> > Siiri\n\nLoppu";
    assert_eq!(
        read(text),
        ["Kiitos! / Aino", "---", "Original Message / From: Otso", "---", "Hei", "---", "Moi / Siiri", "---", "Loppu"]
    );
}

proptest::proptest! {
    #[test]
    fn any_text_leads_back_to_its_lines(pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..60)) {
        let text = pieces.concat();
        let of_file: Vec<&str> = text.lines().collect();
        for line in blocks(&text, 1, false).iter().flat_map(Block::lines) {
            for (number, printed) in line.printed_lines() {
                let line = of_file.get(number as usize - 1).expect("the line is there").replace('\u{ad}', "");
                proptest::prop_assert!(line.contains(printed), "{printed:?} is not in {line:?}");
            }
        }
    }
}

const PIECES: &[&str] = &[
    "\n",
    "\n",
    "\n\n",
    "\t",
    "  ",
    "   ",
    " | ",
    "|",
    "---",
    "====",
    "> ",
    "- ",
    "• ",
    "1. ",
    "o  ",
    "\u{c}",
    "\u{ad}",
    "Ma\u{308}ki",
    "Etelä-",
    "Aino Merikivi",
    "ja lyhyitä sanoja pitkällä rivillä, joka ei lopu ennen reunaa",
    "\u{a0}",
    "#",
    "+",
    "0295 111 001",
    "-----Original Message-----",
];
