use super::super::tokenizer::tokenize;
use super::*;

fn read_all(text: &str) -> Vec<String> {
    let tokens = tokenize(text);
    let document_date = Day::new(2018, 11, 9);
    let show = |day: Option<Day>| day.map_or("…".to_owned(), |day| day.to_string());
    let one = |when: TimeExpression| {
        let until = when.end.map_or(String::new(), |end| format!(" until {}/{}", end.first, end.last));
        format!("{}/{}{until} {:?}", show(when.first), when.last, when.kind)
    };
    find_times(text, &tokens, document_date).into_iter().map(|it| one(it.value)).collect()
}

#[test]
fn times_become_days() {
    for (text, expected) in [
        ("kestää vuoden 2020 loppuun ja", "2020-12-31/2020-12-31 Until"),
        ("tammikuun 2018 loppuun asti", "2018-01-31/2018-01-31 Until"),
        ("vuoden 2016 alkupuolella", "2016-01-01/2016-06-30 At"),
        ("alkupuolella 2016", "2016-01-01/2016-06-30 At"),
        ("vuoden 2016 alussa", "2016-01-01/2016-01-31 At"),
        ("vuodenvaihteessa 2016–2017 kahdeksan", "2016-12-01/2017-01-31 At"),
        ("vuodenvaihteessa 2017-2018.", "2017-12-01/2018-01-31 At"),
        ("vuosina 2015–2020", "2015-01-01/2015-12-31 until 2020-01-01/2020-12-31 FromTo"),
        ("kesäkuussa 2015", "2015-06-01/2015-06-30 At"),
        ("kesäkuusta 2015", "2015-06-01/2015-06-30 Since"),
        ("päättyy 31.12.2014.", "2014-12-31/2014-12-31 At"),
        ("perjantai 8. tammikuuta 2016", "2016-01-08/2016-01-08 At"),
        ("loppuvuoden aikana", "2018-11-09/2018-12-31 At"),
        ("vuoden 2018 loppuun mennessä", "…/2018-12-31 At"),
        ("1.1.2016–31.12.2018", "2016-01-01/2016-01-01 until 2018-12-31/2018-12-31 FromTo"),
        ("3/2021–8/2023", "2021-03-01/2021-03-31 until 2023-08-01/2023-08-31 FromTo"),
        ("01/2024 – 12/2025", "2024-01-01/2024-01-31 until 2025-12-01/2025-12-31 FromTo"),
        ("15.4.2020 – 14.4.2023", "2020-04-15/2020-04-15 until 2023-04-14/2023-04-14 FromTo"),
        ("1.3.–31.8.2023", "2023-03-01/2023-03-01 until 2023-08-31/2023-08-31 FromTo"),
        ("maaliskuu 2021 – elokuu 2023", "2021-03-01/2021-03-31 until 2023-08-01/2023-08-31 FromTo"),
        ("mars 2021 till augusti 2023", "2021-03-01/2021-03-31 until 2023-08-01/2023-08-31 FromTo"),
        ("from 1 March 2021 until the end of 2023", "2021-03-01/2021-03-01 until 2023-12-31/2023-12-31 FromTo"),
        ("until the end of 2023", "2023-12-31/2023-12-31 Until"),
        ("till utgången av 2024", "2024-12-31/2024-12-31 Until"),
        ("t.o.m. 31.12.2024", "2024-12-31/2024-12-31 Until"),
        ("hösten 2023", "2023-09-01/2023-11-30 At"),
        ("in spring 2024", "2024-03-01/2024-05-31 At"),
        ("lokakuun 2021 alusta", "2021-10-01/2021-10-01 Since"),
        ("30.6.2024 asti", "2024-06-30/2024-06-30 Until"),
        ("2021-03-01 – 2023-08-31", "2021-03-01/2021-03-01 until 2023-08-31/2023-08-31 FromTo"),
        ("since 2021", "2021-01-01/2021-12-31 Since"),
    ] {
        assert_eq!(read_all(text), [expected], "{text}");
    }
}

#[test]
fn what_is_no_time_is_left_alone() {
    for text in ["25, 4 miljoonaa", "2,9 miljoonaa", "750 pakolaisesta", "1386/2010", "0295 2016", "32.1.2016"] {
        assert_eq!(read_all(text), [""; 0], "{text}");
    }
}

#[test]
fn a_date_is_read_in_three_languages() {
    let read = |words: &str| date_days(words).map(|days| format!("{}/{}", days.first, days.last));
    for (words, expected) in [
        ("2025", "2025-01-01/2025-12-31"),
        ("2025-03-03", "2025-03-03/2025-03-03"),
        ("3.3.2025", "2025-03-03/2025-03-03"),
        ("3/2025", "2025-03-01/2025-03-31"),
        ("2025-03", "2025-03-01/2025-03-31"),
        ("den 3 mars 2025", "2025-03-03/2025-03-03"),
        ("mars 2025", "2025-03-01/2025-03-31"),
        ("March 2025", "2025-03-01/2025-03-31"),
        ("3 March 2025", "2025-03-03/2025-03-03"),
        ("March 3rd, 2025", "2025-03-03/2025-03-03"),
        ("3. maaliskuuta 2025", "2025-03-03/2025-03-03"),
        ("kesäkuu 2025", "2025-06-01/2025-06-30"),
    ] {
        assert_eq!(read(words).as_deref(), Some(expected), "{words}");
    }
    for words in ["joskus", "31.2.2025", "13/2025", "2025-13", "mars", "25", "2025-2026", "3 x 2025", ""] {
        assert_eq!(read(words), None, "{words}");
    }
}
