//! Entries as rows of a table: one row for each post.

use super::{csv_table, markdown};
use crate::exchange::entry::{EntryLabel, ExportEntry, ExportKind, label};
use crate::i18n::Lang;
use crate::model::PhoneKind;

/// The columns.
const COLUMNS: [EntryLabel; 18] = [
    EntryLabel::Name,
    EntryLabel::Title,
    EntryLabel::Organisation,
    EntryLabel::Unit,
    EntryLabel::Project,
    EntryLabel::Start,
    EntryLabel::End,
    EntryLabel::ProjectStart,
    EntryLabel::ProjectEnd,
    EntryLabel::Areas,
    EntryLabel::Place,
    EntryLabel::Phone,
    EntryLabel::Switchboard,
    EntryLabel::Fax,
    EntryLabel::Email,
    EntryLabel::DerivedEmail,
    EntryLabel::Note,
    EntryLabel::Id,
];

/// The separator of several values in a cell.
const BETWEEN: &str = ", ";

/// The format of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableFormat {
    /// RFC 4180.
    Csv,
    /// As Excel opens it.
    Excel,
    /// Markdown.
    Markdown,
}

impl TableFormat {
    /// The row of the headings, and what is before it.
    pub(super) fn head(self, lang: Lang) -> String {
        let cells = COLUMNS.map(|column| label(column, lang));
        match self {
            Self::Csv => csv_table::row(&cells, false),
            Self::Excel => format!("\u{feff}{}", csv_table::row(&cells, true)),
            Self::Markdown => markdown::row(&cells) + &markdown::rule(cells.len()),
        }
    }

    /// The rows of an entry: one for each post, all of them with the numbers and addresses.
    pub(super) fn rows(self, entry: &ExportEntry) -> String {
        let count = entry.posts.len().max(1);
        (0..count).map(|place| self.row(&cells(entry, place))).collect()
    }

    fn row(self, cells: &[String]) -> String {
        match self {
            Self::Csv => csv_table::row(cells, false),
            Self::Excel => csv_table::row(cells, true),
            Self::Markdown => markdown::row(cells),
        }
    }
}

fn cells(entry: &ExportEntry, place: usize) -> [String; 18] {
    let post = entry.posts.get(place);
    let of_post = |text: Option<&String>| text.cloned().unwrap_or_default();
    let phones = |wanted: PhoneKind| {
        let of_kind = entry.phones.iter().filter(|phone| phone.kind == wanted);
        of_kind.map(|phone| phone.with_extension(&phone.printed)).collect::<Vec<_>>().join(BETWEEN)
    };
    // The name of an organisation is in the column of the organisation of people.
    let (name, organisation) = if entry.kind == ExportKind::Organisation {
        (String::new(), entry.name.clone())
    } else {
        (entry.name.clone(), of_post(post.and_then(|post| post.organisation.as_ref())))
    };
    // If there are several posts, each row has its own areas and place.
    let own = post.filter(|_| entry.posts.len() > 1);
    let areas = own.map_or(&entry.areas, |post| &post.areas);
    let place = own.map_or(&entry.place, |post| &post.place);
    let (term, project_term) = post.map(|post| (post.term.clone(), post.project_term.clone())).unwrap_or_default();
    [
        name,
        post.map(|post| post.title.clone()).unwrap_or_default(),
        organisation,
        of_post(post.and_then(|post| post.unit.as_ref())),
        of_post(post.and_then(|post| post.project.as_ref())),
        term.start,
        term.end,
        project_term.start,
        project_term.end,
        areas.join(BETWEEN),
        place.clone().unwrap_or_default(),
        phones(PhoneKind::Direct),
        phones(PhoneKind::Switchboard),
        phones(PhoneKind::Fax),
        entry.emails.join(BETWEEN),
        entry.derived_emails.join(BETWEEN),
        entry.remarks.join("; "),
        entry.id.clone(),
    ]
}
