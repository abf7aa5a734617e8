//! The title, language, publisher and date of a document without front matter.

use super::block::Block;
use super::source_text::{SourceLine, SourceText};
use crate::extract::entities::temporal::{self, TimeExpression, TimeKind};
use crate::extract::entities::tokenizer::{self, Match};
use crate::extract::entities::vocabulary::{Label, VOCABULARY, WordList};
use crate::extract::entities::{email, organisation, phone, role};
use crate::model::{Basis, Document, Period};
use crate::text::{Day, fold};

/// The number of non-blank lines at the top in which the date and the subject of a message are searched.
const HEAD: usize = 12;

/// The maximum number of characters of a title.
const MAX_TITLE_CHARS: usize = 160;

/// The maximum number of characters of a line with the date.
const MAX_DATE_CHARS: usize = 100;

/// The number of words from which the language is determined.
const LANGUAGE_WORDS: usize = 600;

/// Sets the title, series, language, publisher and date of a document from its text.
pub(crate) fn read(source: &SourceText, document: &mut Document) {
    document.published = published(source);
    document.publisher = publisher(source);
    let words = source.lines.iter().flat_map(|line| line.view.split(|it: char| !(it.is_alphanumeric() || it == '-')));
    let words = || words.clone().filter(|word| !word.is_empty()).take(LANGUAGE_WORDS);
    document.language = VOCABULARY.language_of(words()).or_else(|| language_of_titles(words())).map(str::to_owned);
    set_title(source, document);
}

/// The language of a list that is too short to contain common words: that of its job titles, if all are in one
/// language.
fn language_of_titles<'a>(words: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let mut languages = words.filter_map(role::language_of);
    let first = languages.next()?;
    languages.all(|language| language == first).then_some(first)
}

/// Sets the title and the series. The title is the subject of a message, else the first heading that the markup marks,
/// else the first line that can be a title.
fn set_title(source: &SourceText, document: &mut Document) {
    let mut marked = source.blocks.iter().filter_map(|block| match block {
        Block::Heading { line, .. } if !line.is_blank() => Some(line.view.trim()),
        _ => None,
    });
    if let Some(title) = marked.find(|words| !is_series(words)) {
        title.clone_into(&mut document.title);
    }
    if let Some(subject) = source.lines.iter().filter(|line| !line.is_blank()).take(HEAD).find_map(subject_of_mail) {
        subject.clone_into(&mut document.title);
        return;
    }
    for line in source.lines.iter().filter(|line| !line.is_blank()) {
        let words = line.view.trim_start_matches(['#', ' ']).trim();
        if is_series(words) {
            document.series.get_or_insert(words.to_owned());
        } else if !document.title.is_empty() {
            return;
        } else if !phone::find_phones(words).is_empty() || !email::find_emails(words).is_empty() {
            // A title stands above the first contact line.
            break;
        } else if may_be_title(words) {
            without_dated_remark(words).clone_into(&mut document.title);
            return;
        }
    }
    if document.title.is_empty() {
        document.series.clone().unwrap_or_else(|| document.file.clone()).clone_into(&mut document.title);
    }
}

/// A title without a remark such as “(päivitetty 10.1.2025)” after it.
fn without_dated_remark(words: &str) -> &str {
    let is_dated =
        |inner: &str| temporal::find_times(inner, &tokenizer::tokenize(inner), None).iter().any(|it| is_day(&it.value));
    match words.rsplit_once(" (") {
        Some((title, remark)) if remark.ends_with(')') && is_dated(remark) => title.trim_end(),
        _ => words,
    }
}

/// The subject of a message, without reply prefixes: “Aihe: VS: Uusi yhteyshenkilö”.
fn subject_of_mail(line: &SourceLine) -> Option<&str> {
    let (field, value) = line.view.split_once(':')?;
    let mut subject = value.trim();
    let answer = |subject: &str| {
        let marks = VOCABULARY.list(WordList::AnswerMarks).iter();
        marks.into_iter().find(|answer| subject.get(..answer.len()).is_some_and(|it| it.eq_ignore_ascii_case(answer)))
    };
    while let Some(sign) = answer(subject) {
        subject = subject.get(sign.len()..)?.trim();
    }
    (VOCABULARY.lists(WordList::SubjectLabels, &field.trim().to_lowercase()) && !subject.is_empty()).then_some(subject)
}

/// Whether a time is whole years: “2023–2025”.
fn is_of_years(time: &TimeExpression) -> bool {
    let begins = time.first.is_some_and(|day| day.to_string().ends_with("-01-01"));
    begins && time.last.to_string().ends_with("-12-31")
}

/// Whether a line without markup can be a title: no date, sentence, list of links, kind of document or remark.
fn may_be_title(words: &str) -> bool {
    let words = without_dated_remark(words);
    // “Pöytäkirja 3/2021” is numbered within a year.
    let is_numbered =
        words.split_whitespace().count() == 2 && words.split_whitespace().nth(1).is_some_and(temporal::is_serial);
    // The years of a project are part of its title; a day or a month is not.
    let is_date = |time: &Match<TimeExpression>| !is_of_years(&time.value) || words.split_whitespace().count() <= 2;
    let has_date = !is_numbered && temporal::find_times(words, &tokenizer::tokenize(words), None).iter().any(is_date);
    let is_labelled = words.split_once(':').is_some_and(|(front, _)| {
        VOCABULARY.label(front).is_some() || VOCABULARY.lists(WordList::MeetingLabels, &fold(front))
    });
    let is_sentence = words.ends_with(['.', ',', ';']) || words.chars().count() > MAX_TITLE_CHARS;
    let is_path = words.contains(" > ")
        || words.contains(" › ")
        || words.contains(" » ")
        || words.contains(" | ") && words.split(" | ").count() > 2;
    let is_kind = VOCABULARY.label(words) == Some(Label::Updated) || words.to_lowercase().starts_with("for immediate");
    let is_mail = VOCABULARY.begins(WordList::MailOpeners, &words.to_lowercase());
    !words.is_empty() && !is_labelled && !has_date && !is_sentence && !is_path && !is_kind && !is_mail
}

/// “© 2024 Rannan kuntaliitto”, “Julkaisija: …”: the publisher of the document.
fn publisher(source: &SourceText) -> Option<String> {
    source.lines.iter().find_map(|line| {
        let words = line.view.trim();
        if let Some((_, after)) = words.split_once('©').or_else(|| words.split_once("(c) ")) {
            let name =
                after.trim_start_matches(|it: char| it.is_ascii_digit() || it.is_whitespace() || "–-,".contains(it));
            let end = name.find([',', '|', '·', '.', ';', '•']).unwrap_or(name.len());
            let name = without_year(name.get(..end)?.trim());
            return (name.chars().count() > 2).then(|| name.to_owned());
        }
        let (label, value) = words.split_once(':')?;
        let is_label = VOCABULARY.lists(WordList::PublisherLabels, &label.trim().to_lowercase());
        (is_label && !value.trim().is_empty()).then(|| value.trim().to_owned())
    })
}

/// The organisation of the site that the title of a page ends with: “Staff – City of Varkaus”.
pub(crate) fn site_of_title(title: &str) -> Option<String> {
    const SEPARATORS: [&str; 6] = [" – ", " — ", " - ", " | ", " · ", " • "];
    let (at, separator) = SEPARATORS.iter().filter_map(|it| Some((title.rfind(it)?, it))).max()?;
    let site = title.get(at + separator.len()..)?.trim();
    organisation::only_in(site).map(|_| site.to_owned())
}

/// A name without the year after it: “© City of Varkaus 2025”.
fn without_year(name: &str) -> &str {
    match name.rsplit_once([' ', '–', '-']) {
        Some((front, year)) if temporal::year_of(year).is_some() => {
            without_year(front.trim_end_matches([' ', ',', '–', '-']))
        }
        _ => name,
    }
}

/// Whether a line names the publication in which the document appeared.
fn is_series(words: &str) -> bool {
    let lower = words.to_lowercase();
    let news = VOCABULARY.begins(WordList::Series, &lower);
    words.split_whitespace().count() <= 3 && (lower.ends_with("blogi") || news)
}

/// The newest day after a word such as “updated”, else the first day in the short lines at the top, else the year of a
/// listing there.
pub(crate) fn published(source: &SourceText) -> Option<Period> {
    let lines = || source.lines.iter().filter(|line| !line.is_blank());
    let labelled = lines().filter_map(|line| labelled_day(source, line)).max_by_key(|period| period.from);
    let short = || lines().take(HEAD).filter(|line| line.view.chars().count() <= MAX_DATE_CHARS);
    // Minutes are dated by the day of the meeting, so their hours do not mark another event.
    let is_minutes = lines().take(HEAD).any(|line| {
        let lower = line.view.to_lowercase();
        VOCABULARY.minutes.iter().any(|word| lower.contains(word.as_str()))
    });
    labelled
        .or_else(|| short().find_map(|line| dated_line(source, line, is_minutes)))
        .or_else(|| lines().next_back().and_then(|line| dated_foot(source, line)))
        .or_else(|| short().find_map(|line| final_month(source, line)))
        .or_else(|| short().find_map(|line| final_year(source, line)))
}

/// The day after a label: “Päivitetty 12.5.2022”, “Uppdaterat den 11 augusti 2020”, “Last updated: 15 November 2024”.
fn labelled_day(source: &SourceText, line: &SourceLine) -> Option<Period> {
    let tokens = tokenizer::tokenize(&line.view);
    let is_label = |words: usize, at: usize| {
        let range = tokenizer::byte_range(&tokens, at..at + words)?;
        (VOCABULARY.label(line.view.get(range)?) == Some(Label::Updated)).then_some(at + words)
    };
    // The label is at the beginning of the line, or after a punctuation mark in it.
    let begins = |at: usize| at == 0 || tokens.get(at - 1).is_some_and(|before| !before.is_word);
    let mut labels =
        (0..tokens.len()).filter(|at| begins(*at)).filter_map(|at| (1..=3).rev().find_map(|words| is_label(words, at)));
    labels.find_map(|end| {
        let times = temporal::find_times(&line.view, &tokens, None);
        let day = times
            .into_iter()
            .find(|time| time.tokens.start >= end && time.tokens.start <= end + 4 && is_day(&time.value))?;
        period_of(source, line, &tokens, day.tokens, &day.value)
    })
}

fn is_day(time: &TimeExpression) -> bool {
    time.kind == TimeKind::At && time.first == Some(time.last)
}

fn period_of(
    source: &SourceText,
    line: &SourceLine,
    tokens: &[tokenizer::Token],
    of: std::ops::Range<usize>,
    time: &TimeExpression,
) -> Option<Period> {
    let bytes = tokenizer::byte_range(tokens, of)?;
    let period = time.period(line.quote(bytes.clone()));
    Some(Period { evidence: source.evidence(line, bytes), ..period })
}

/// The day of a line with few other words: “Tampere, 8 February 2023”, “Newsletter · 29 September 2023”.
fn dated_line(source: &SourceText, line: &SourceLine, is_minutes: bool) -> Option<Period> {
    const MAX_WORDS: usize = 9;
    let tokens = tokenizer::tokenize(&line.view);
    let is_labelled = line.view.split_once(':').is_some_and(|(label, _)| {
        let is_of_meeting = is_minutes && VOCABULARY.lists(WordList::MeetingLabels, &fold(label));
        VOCABULARY.label(label).is_some_and(|it| it != Label::Updated) && !is_of_meeting
    });
    let words = tokens.iter().filter(|token| token.is_word).count();
    let times = temporal::find_times(&line.view, &tokens, None);
    if is_of_event(&line.view, is_minutes) || is_deadline(&line.view) || is_of_writer(&line.view) {
        return None;
    }
    let [day] = times.as_slice() else {
        return printed_day(source, line).filter(|_| words <= MAX_WORDS && !is_labelled);
    };
    let others = words.saturating_sub(day.tokens.len());
    (is_day(&day.value) && others <= MAX_WORDS && !is_labelled)
        .then(|| period_of(source, line, &tokens, day.tokens.clone(), &day.value))?
}

/// The day of a last line that has hardly more than a place beside it: “Lieksassa 12.9.2024”.
fn dated_foot(source: &SourceText, line: &SourceLine) -> Option<Period> {
    const MAX_WORDS: usize = 4;
    let is_short = line.view.split_whitespace().count() <= MAX_WORDS;
    dated_line(source, line, false).filter(|_| is_short && !line.view.contains(':'))
}

/// Whether a line states something about its writer, whose day is not that of the document: “Aloitin ohjaajana 1.3.2020.”
fn is_of_writer(view: &str) -> bool {
    let first = view.split_whitespace().next().unwrap_or_default();
    VOCABULARY.lists(WordList::OwnVerbs, &fold(first))
}

/// Whether the day of a line is that of an event: “12.–13.10.2023”, “5.9.2024 klo 9–15”, “Autumn seminar, 3 October 2024”.
fn is_of_event(view: &str, is_minutes: bool) -> bool {
    let lower = view.to_lowercase();
    let begins_word = |at: usize| lower.get(..at).is_some_and(|front| !front.ends_with(char::is_alphabetic));
    let names_event = VOCABULARY.events.iter().any(|event| {
        // Only whole words and compounds count: “kotoutumisseminaari” ends in such a word, “eventually” only begins
        // with one.
        lower.match_indices(event.as_str()).any(|(at, _)| begins_word(at) || event.len() > "seminar".len())
    });
    names_event || has_range_of_days(view) || !is_minutes && has_range_of_hours(&lower)
}

/// Whether the day of a line is a deadline: “Ansökningarna ska vara framme senast 14.2.2025”.
fn is_deadline(view: &str) -> bool {
    let lower = view.to_lowercase();
    let is_edge = |letter: Option<char>| letter.is_none_or(|it| !it.is_alphanumeric());
    VOCABULARY.deadlines.iter().any(|word| {
        lower.match_indices(word.as_str()).any(|(at, _)| {
            let (front, rest) = (lower.get(..at), lower.get(at + word.len()..));
            is_edge(front.and_then(|it| it.chars().next_back())) && is_edge(rest.and_then(|it| it.chars().next()))
        })
    })
}

/// Whether a text has two days of one month with a dash between them.
fn has_range_of_days(view: &str) -> bool {
    view.match_indices(['–', '-', '—']).any(|(at, dash)| {
        let (front, rest) =
            (view.get(..at).unwrap_or_default().trim_end(), view.get(at + dash.len()..).unwrap_or_default());
        let ends_with_number = |text: &str| text.ends_with(|it: char| it.is_ascii_digit());
        let is_day = front.strip_suffix('.').is_some_and(ends_with_number);
        is_day && rest.trim_start().starts_with(|it: char| it.is_ascii_digit())
    })
}

/// Whether a text has a range of hours: “klo 9–15”, “kl. 13-16”, “9:00–12:00”.
fn has_range_of_hours(lower: &str) -> bool {
    let is_hours = |rest: &str| {
        let rest = rest.trim_start_matches(['.', ' ']);
        let hours = rest.trim_start_matches(|it: char| it.is_ascii_digit() || matches!(it, '.' | ':'));
        hours.len() < rest.len() && hours.trim_start().starts_with(['–', '-', '—'])
    };
    VOCABULARY.hours.iter().any(|word| {
        lower.match_indices(word.as_str()).any(|(at, _)| {
            let begins = lower.get(..at).is_some_and(|front| !front.ends_with(char::is_alphanumeric));
            let rest = lower.get(at + word.len()..).and_then(|rest| rest.strip_prefix(' '));
            begins && rest.is_some_and(is_hours)
        })
    })
}

/// The first day in a line.
fn printed_day(source: &SourceText, line: &SourceLine) -> Option<Period> {
    let tokens = tokenizer::tokenize(&line.view);
    let day = temporal::find_times(&line.view, &tokens, None).into_iter().find(|it| is_day(&it.value))?;
    period_of(source, line, &tokens, day.tokens.clone(), &day.value)
}

/// The day of a time of publication that the file states: `2021-05-03T09:00+03:00`, or a day in words.
pub(crate) fn stated_day(source: &SourceText, line: &SourceLine) -> Option<Period> {
    const DAY_BYTES: usize = "2021-05-03".len();
    let Some(day) = line.view.get(..DAY_BYTES).and_then(|text| text.parse::<Day>().ok()) else {
        return printed_day(source, line);
    };
    Some(Period {
        from: Some(day),
        to: Some(day),
        words: line.view.clone(),
        basis: Basis::Stated,
        evidence: source.evidence(line, line.whole()),
    })
}

/// The month at the end of the name of an issue: “Uutiskirje, marraskuu 2023”.
fn final_month(source: &SourceText, line: &SourceLine) -> Option<Period> {
    const MAX_WORDS: usize = 4;
    let tokens = tokenizer::tokenize(&line.view);
    let times = temporal::find_times(&line.view, &tokens, None);
    let [month] = times.as_slice() else { return None };
    let front = tokens.get(..month.tokens.start)?;
    let words = front.iter().filter(|token| token.is_word).count();
    let first = month.value.first?;
    let is_month = month.value.kind == TimeKind::At
        && first.day() == 1
        && Day::last_of_month(first.year(), first.month()) == Some(month.value.last);
    let is_issue = is_month && month.tokens.end == tokens.len() && (1..=MAX_WORDS).contains(&words);
    let is_other = is_of_event(&line.view, false) || is_deadline(&line.view) || line.view.contains(':');
    (is_issue && !is_other).then(|| period_of(source, line, &tokens, month.tokens.clone(), &month.value))?
}

/// The year at the end of the name of a listing: “Uutiset 2018”. The last digits of a number are not a year.
fn final_year(source: &SourceText, line: &SourceLine) -> Option<Period> {
    let tokens = tokenizer::tokenize(&line.view);
    let (last, before) = tokens.split_last()?;
    let is_listing = !before.is_empty()
        && before.len() <= 3
        && before.iter().all(|token| token.is_word && !token.of(&line.view).contains(|it: char| it.is_ascii_digit()));
    if !is_listing {
        return None;
    }
    let words = last.of(&line.view);
    let days = temporal::year_days(temporal::year_of(words)?)?;
    Some(Period {
        from: Some(days.first),
        to: Some(days.last),
        words: words.to_owned(),
        basis: Basis::Stated,
        evidence: source.evidence(line, line.whole()),
    })
}
