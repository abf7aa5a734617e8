//! A hit on one line: in a list of the screen, in the fields of `find`, and read aloud.
//!
//! The three contain different selections of the same facts; the words for each fact are here.
//!
//! * `fields`: the fields of a hit in a line of `find`, and what of them is read aloud.
//! * `list`: the parts of a row of the list on the screen.

mod fields;
mod list;

pub use fields::RowFields;
pub use list::ListRow;

use super::card::{
    holder_words, organisation_name, path_words, place_names, printed_name, project_years, region_name, role_name,
};
use super::styled::{Line, Marks, Role};
use super::{is_derived_mail, with_origin};
use crate::gazetteer;
use crate::i18n::Lang;
use crate::model::{Directory, Document, Phone, Position, Project, ProjectIx};
use crate::search::{Field, Hit, Relation, Step, Tier, Why};
use crate::text::{Day, fold};

/// A hit, and the reader that it is worded for.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The directory that has the record.
    pub directory: &'a Directory,
    /// The record, and why it is in the answer.
    pub hit: &'a Hit,
    /// The day from which ages and ends are judged.
    pub today: Day,
    /// The reader's language.
    pub lang: Lang,
    /// The signs that the reader's terminal can show.
    pub marks: &'a Marks,
}

/// Why a record matches, if the row does not show it anyway.
struct Reason {
    words: String,
    /// The characters that answer the query.
    letters: Vec<u32>,
    /// Whether it is an address that a rule made.
    is_derived: bool,
}

impl Row<'_> {
    /// The reasons that the row itself does not show: steps between places, a text of a field that is not `visible`, an
    /// approximate match, or a match by a synonym.
    fn reasons(&self, visible: &[Field]) -> impl Iterator<Item = Reason> {
        let is_missing = move |why: &&Why| {
            let is_visible = why.path.is_empty() && visible.contains(&why.field);
            why.tier == Tier::Typo || !is_visible || self.is_by_another_word(why)
        };
        self.hit.why.iter().filter(is_missing).map(|why| self.reason(why))
    }

    fn reason(&self, why: &Why) -> Reason {
        let (words, letters) = if why.path.is_empty() {
            let name = self.name_of(why);
            // The letters are those of the printed name.
            let letters = if name == why.matched { why.letters.clone() } else { Vec::new() };
            if self.is_by_another_word(why) { (format!("{} = {name}", why.word), Vec::new()) } else { (name, letters) }
        } else {
            (path_words(&why.path, self.lang, self.marks), self.path_letters(why))
        };
        let is_derived = is_derived_mail(self.directory, self.hit.record, why);
        if why.tier == Tier::Typo {
            let words = format!("{} {words}", self.marks.about);
            return Reason { words, letters: Vec::new(), is_derived };
        }
        Reason { words, letters, is_derived }
    }

    /// Whether a text matched by a synonym that is not its name in the reader's language. The name of a region in
    /// another language is not a synonym, nor is the place of a person one for the person.
    fn is_by_another_word(&self, why: &Why) -> bool {
        let word = fold(&why.word);
        let shows = |name: &str| fold(name).contains(&word);
        let is_region = || {
            let region = gazetteer::regions().iter().find(|region| region.names.fi == why.matched);
            region.is_some_and(|region| [region.names.sv, region.names.en].into_iter().any(shows))
        };
        let is_place_of_person = || why.field == Field::Person && !gazetteer::places_called(&why.word).is_empty();
        why.relation == Relation::Alias
            && why.path.is_empty()
            && !shows(&self.name_of(why))
            && !is_region()
            && !is_place_of_person()
    }

    /// The matched text, in the reader's language.
    fn name_of(&self, why: &Why) -> String {
        match why.field {
            Field::Role => role_name(&why.matched, self.lang),
            Field::Organisation => organisation_name(&why.matched, self.lang),
            Field::Region => {
                let region = gazetteer::regions().iter().find(|region| region.names.fi == why.matched);
                region.map_or_else(
                    || printed_name(&why.matched, self.lang),
                    |it| region_name(it.code, self.lang).to_owned(),
                )
            }
            _ => why.matched.clone(),
        }
    }

    /// The letters of the displayed steps that match the query: those of the first name, if it is displayed as it was
    /// found.
    fn path_letters(&self, why: &Why) -> Vec<u32> {
        match why.path.first() {
            Some(Step::Printed(name)) if printed_name(name, self.lang) == *name => why.path_letters.clone(),
            Some(Step::Alias(..)) => why.path_letters.clone(),
            _ => Vec::new(),
        }
    }

    /// A reason as a line, marked if a rule made it.
    fn with_origin(&self, line: Line, reason: &Reason) -> Line {
        with_origin(line, reason.is_derived, self.lang, self.marks)
    }

    /// The name of what a position without areas is for: its project, by the name that `name_of` picks, else its
    /// organisation.
    fn scope_name(&self, position: &Position, name_of: fn(&Project) -> &String) -> Option<String> {
        let directory = self.directory;
        let project = position.project.as_ref().and_then(|fact| directory.project_called(&fact.value));
        if let Some(project) = project {
            return Some(name_of(&directory.project(project)).clone());
        }
        let organisation = directory.organisation_called(&position.organisation.as_ref()?.value)?;
        Some(organisation_name(&directory.organisation(organisation).name, self.lang))
    }

    /// The scope of a position without areas, as [`Self::scope_name`] names it; `None` if a reason names it anyway.
    fn scope_beside_reasons(&self, position: &Position, name_of: fn(&Project) -> &String) -> Option<String> {
        let name = self.scope_name(position, |project| &project.name)?;
        let is_named = |why: &Why| {
            matches!(why.field, Field::Project | Field::Organisation)
                && why.path.is_empty()
                && self.name_of(why) == name
        };
        if self.hit.why.iter().any(is_named) { None } else { self.scope_name(position, name_of) }
    }

    /// The areas of a position, in words; empty if it has none.
    fn areas(&self, position: &Position) -> String {
        place_names(&position.areas, self.lang)
    }

    /// The number of a document with contact points: the one that matches the query, else the one to call.
    fn called<'b>(&self, document: &'b Document) -> Option<&'b Phone> {
        let is_found =
            |phone: &&Phone| self.hit.why.iter().any(|why| why.field == Field::Phone && why.matched == phone.printed);
        document.phones.iter().find(is_found).or_else(|| document.phone())
    }

    /// The words for an unnamed or vacant holder.
    fn holder(&self, position: &Position) -> String {
        holder_words(position, self.lang)
    }

    /// The years of a project.
    fn years(&self, project: &Project) -> Line {
        Line::of(project_years(project).replace('–', self.marks.dash), Role::Plain)
    }

    /// Whether a project, or what it is a part of, has ended.
    fn is_over(&self, project: ProjectIx) -> bool {
        self.directory.is_project_over(project, self.today) == Some(true)
    }

    /// The steps from a region to the responsible position. `None` if the position names the region itself.
    fn way(&self, path: &[String]) -> Option<String> {
        let names: Vec<String> = path.iter().map(|name| printed_name(name, self.lang)).collect();
        (!names.is_empty()).then(|| names.join(&format!(" {} ", self.marks.arrow)))
    }

    /// Parts on one line, with a sign between them.
    fn joined(&self, parts: Vec<Line>) -> Line {
        let mut line = Line::default();
        for part in parts {
            if !line.spans.is_empty() {
                // The sign has no style, like most of the cells beside it: a style would add a tenth to the bytes of a
                // large screen.
                line.push(format!(" {} ", self.marks.dot), Role::Plain);
            }
            line.spans.extend(part.spans);
        }
        line
    }
}
