//! Which of several directories a record is from, and how new the directory is.

use super::Marks;
use super::card::documents_of;
use crate::i18n::{Lang, look_up, say, when};
use crate::model::{Directory, DirectorySource, RecordRef, SourceFailure};
use crate::text::{Day, sort};

/// The maximum number of positions of a record whose evidence is looked at.
const MOST_POSITIONS: usize = 20;

/// The directories that a record is from, in their order. Empty if there are no sources.
#[must_use]
pub fn sources_of(directory: &Directory, record: RecordRef) -> Vec<&DirectorySource> {
    let all = directory.sources();
    if all.len() < 2 {
        return all.iter().collect();
    }
    let mut names: Vec<String> = Vec::new();
    match record {
        RecordRef::Person(index) => {
            names.extend(directory.person(index).directories.iter().cloned());
            for position in directory.positions_of(index).take(MOST_POSITIONS) {
                names.extend(directory.position(position).directories.iter().cloned());
            }
        }
        RecordRef::Position(index) => names.extend(directory.position(index).directories.iter().cloned()),
        RecordRef::Project(index) => names.extend(directory.project(index).directories.iter().cloned()),
        RecordRef::Organisation(index) => names.extend(directory.organisation(index).directories.iter().cloned()),
        RecordRef::Region(code) => {
            for responsible in directory.responsible_for(code).take(MOST_POSITIONS) {
                names.extend(directory.position(responsible.position).directories.iter().cloned());
            }
        }
        RecordRef::Document(index) => names.extend(directory.document(index).directory.clone()),
    }
    let mut documents = documents_of(directory, record, MOST_POSITIONS);
    sort(&mut documents);
    documents.dedup();
    for index in documents.iter().filter_map(|id| directory.document_called(id)) {
        names.extend(directory.document(index).directory.clone());
    }
    all.iter().filter(|source| names.contains(&source.name)).collect()
}

/// A directory with its age: `ely · synced 14 min ago`.
#[must_use]
pub fn source_line(directory: &Directory, source: &DirectorySource, lang: Lang, today: Day, marks: &Marks) -> String {
    let age = match source.synced_at {
        Some(seconds) => Some(sync_words(directory.now().saturating_sub(seconds), lang)),
        None => source.date.map(|day| when(lang, Some(day), Some(day))),
    };
    let failure = failure_words(source, lang, today);
    let parts = std::iter::once(source.name.clone()).chain(age).chain(failure);
    parts.collect::<Vec<_>>().join(&format!(" {} ", marks.dot))
}

/// Why a directory is missing or not newer: `server away since 14:10`. `None` if nothing is wrong.
#[must_use]
pub fn failure_words(source: &DirectorySource, lang: Lang, today: Day) -> Option<String> {
    Some(match source.failure.as_ref()? {
        SourceFailure::Unusable => say!(lang, "source.unusable"),
        SourceFailure::NotSynced { day, time: (hour, minute), cause } => {
            let time = format!("{hour:02}:{minute:02}");
            let time = if *day == today { time } else { format!("{time}, {}", when(lang, Some(*day), Some(*day))) };
            say!(lang, "source.since", cause = look_up(lang, &format!("sync.short.{cause}")), time = time)
        }
    })
}

fn sync_words(seconds: u64, lang: Lang) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    match (minutes, hours) {
        (0, _) => say!(lang, "source.now"),
        (1..=99, _) => say!(lang, "source.minutes", count = minutes),
        (_, 0..=47) => say!(lang, "source.hours", count = hours),
        _ => say!(lang, "source.days", count = days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_has_the_unit_in_which_it_is_a_small_number() {
        let words = [59, 60, 14 * 60, 99 * 60, 100 * 60, 47 * 3600, 48 * 3600].map(|it| sync_words(it, Lang::En));
        assert_eq!(words[..3], ["synced just now", "synced 1 min ago", "synced 14 min ago"]);
        assert_eq!(words[3..], ["synced 99 min ago", "synced 1 h ago", "synced 47 h ago", "synced 2 days ago"]);
    }

    #[test]
    fn a_failure_of_another_day_has_its_date() {
        let day: Day = "2026-11-27".parse().expect("a day");
        let failure = SourceFailure::NotSynced { day, time: (14, 5), cause: "away" };
        let source = DirectorySource { name: "ely".into(), date: None, synced_at: None, failure: Some(failure) };
        assert_eq!(failure_words(&source, Lang::En, day).as_deref(), Some("server away since 14:05"));
        let later = "2026-11-28".parse().expect("a day");
        let words = failure_words(&source, Lang::En, later).expect("words");
        assert_eq!(words, "server away since 14:05, 27 Nov 2026");
    }
}
