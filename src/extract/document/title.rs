//! The title and the date of a document without front matter.

use super::source_text::SourceText;
use crate::extract::entities::temporal::{self, TimeKind};
use crate::extract::entities::tokenizer;
use crate::model::{Basis, Document, Period};

/// The number of lines in which the date is looked for.
const HEAD: usize = 10;

/// The most characters of a title.
const LONGEST: usize = 160;

/// Sets the title, series and date of a document from its first lines.
pub(crate) fn read(source: &SourceText, document: &mut Document) {
    document.published = published(source);
    let is_date = |view: &str| !temporal::find_times(view, &tokenizer::tokenize(view), None).is_empty();
    let is_sentence = |view: &str| view.trim_end().ends_with('.') || view.chars().count() > LONGEST;
    for line in source.lines.iter().filter(|line| !line.view.trim().is_empty()) {
        let words = line.view.trim_start_matches(['#', ' ']).trim();
        if is_series(words) {
            document.series.get_or_insert(words.to_owned());
        } else if !is_date(words) && !is_sentence(words) {
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
    let short = || source.lines.iter().take(HEAD).filter(|line| line.view.chars().count() < 60);
    let mut days = short().flat_map(|line| {
        let tokens = tokenizer::tokenize(&line.view);
        let times = temporal::find_times(&line.view, &tokens, None);
        let points = times
            .into_iter()
            .filter(|it| it.value.kind == TimeKind::At && it.value.bounds.0 == Some(it.value.bounds.1));
        points
            .filter_map(move |it| Some((line, tokenizer::byte_range(&tokens, it.tokens)?, it.value)))
            .collect::<Vec<_>>()
    });
    if let Some((line, range, when)) = days.next() {
        let mut period = when.period(line.quote(range.clone()));
        period.evidence = source.evidence(line, range);
        return Some(period);
    }
    short().find_map(|line| {
        let last = tokenizer::tokenize(&line.view).into_iter().next_back()?;
        let (from, to) = temporal::year_days(temporal::year_of(last.of(&line.view))?)?;
        let evidence = source.evidence(line, line.whole());
        let words = last.of(&line.view).to_owned();
        Some(Period { from: Some(from), to: Some(to), words, basis: Basis::Stated, evidence })
    })
}
