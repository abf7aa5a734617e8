//! The title and the date of a document without front matter.

use super::source_text::{SourceLine, SourceText};
use crate::extract::entities::temporal::{self, TimeExpression, TimeKind};
use crate::extract::entities::tokenizer;
use crate::model::{Basis, Document, Period};
use crate::text::Day;

/// The number of lines in which the date is looked for.
const HEAD: usize = 10;

/// The most characters of a title.
const MAX_TITLE_CHARS: usize = 160;

/// The most characters of a line with the date.
const MAX_DATE_CHARS: usize = 59;

/// Sets the title, series and date of a document from its first lines.
pub(crate) fn read(source: &SourceText, document: &mut Document) {
    document.published = published(source);
    let is_date = |view: &str| !temporal::find_times(view, &tokenizer::tokenize(view), None).is_empty();
    let is_sentence = |view: &str| view.trim_end().ends_with('.') || view.chars().count() > MAX_TITLE_CHARS;
    for line in source.lines.iter().filter(|line| !line.is_blank()) {
        let words = line.view.trim_start_matches(['#', ' ']).trim();
        if is_series(words) {
            document.series.get_or_insert(words.to_owned());
        } else if !words.is_empty() && !is_date(words) && !is_sentence(words) {
            words.clone_into(&mut document.title);
            return;
        }
    }
    document.series.clone().unwrap_or_else(|| document.file.clone()).clone_into(&mut document.title);
}

/// Whether a line names the publication in which the document appeared.
fn is_series(words: &str) -> bool {
    let lower = words.to_lowercase();
    let news = ["uutiset", "tiedotteet", "nyheter"].iter().any(|it| lower.starts_with(it));
    words.split_whitespace().count() <= 3 && (lower.ends_with("blogi") || news)
}

/// The first date in the short lines at the top, else the year at the end of such a line.
fn published(source: &SourceText) -> Option<Period> {
    let short = || source.lines.iter().take(HEAD).filter(|line| line.view.chars().count() <= MAX_DATE_CHARS);
    short().find_map(|line| printed_day(source, line)).or_else(|| short().find_map(|line| final_year(source, line)))
}

/// The first day that a line prints.
fn printed_day(source: &SourceText, line: &SourceLine) -> Option<Period> {
    let tokens = tokenizer::tokenize(&line.view);
    let is_day = |time: &TimeExpression| time.kind == TimeKind::At && time.first == Some(time.last);
    let day = temporal::find_times(&line.view, &tokens, None).into_iter().find(|it| is_day(&it.value))?;
    let bytes = tokenizer::byte_range(&tokens, day.tokens)?;
    let period = day.value.period(line.quote(bytes.clone()));
    Some(Period { evidence: source.evidence(line, bytes), ..period })
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

/// The year at the end of a line.
fn final_year(source: &SourceText, line: &SourceLine) -> Option<Period> {
    let last = tokenizer::tokenize(&line.view).into_iter().next_back()?;
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
