//! What a record shows of itself in a list.

use crate::app::State;
use crate::gazetteer::RegionCode;
use crate::i18n::say;
use crate::model::{Organisation, Position, RecordRef};
use crate::present::{Line, Role, is_derived_mail, number_role, shown_number, with_age, with_origin};
use crate::present::{path_words, place_names, printed_name, project_years, region_name, shown_words, title_words};
use crate::search::{Field, Hit, Step, Tier, Why};

/// The parts of a row, before they are fitted to a width.
pub(super) struct Row {
    /// The name.
    pub title: Line,
    /// The number, or the years of a project.
    pub number: Line,
    /// Why it is here, what for, and as what.
    pub second: Line,
    /// Cells that the row is moved in by, in a tree.
    pub indent: usize,
}

/// What a hit shows of itself.
pub(super) fn row_of(state: &State, hit: &Hit) -> Row {
    let mut row = match hit.record {
        RecordRef::Person(index) => person(state, hit, index),
        RecordRef::Position(index) => nameless(state, hit, index),
        RecordRef::Project(index) => project(state, hit, index),
        RecordRef::Region(code) => region(state, hit, code),
        RecordRef::Organisation(_) | RecordRef::Document(_) => plain(state, hit),
    };
    for line in [&mut row.title, &mut row.number, &mut row.second] {
        for (words, _) in &mut line.spans {
            *words = shown_words(words, &state.marks);
        }
    }
    row
}

fn person(state: &State, hit: &Hit, index: usize) -> Row {
    let directory = &state.directory;
    let person = directory.person(index);
    let number = person.direct_phone().map(|phone| {
        let age = directory.age_of(hit.record, phone, state.today);
        let number = highlighted(&phone.printed, &letters(hit, Field::Phone, &phone.printed), number_role(age));
        with_age(number, age, directory.is_number_doubtful(index), state.lang, &state.marks)
    });
    let number = number.unwrap_or_default();
    let position = directory.positions_of(index).next().map(|index| directory.position(index));
    let mut parts = whys(state, hit, &[Field::Name, Field::Phone, Field::Role, Field::Region]);
    if let Some(position) = &position {
        let has_why = !parts.is_empty();
        let title = highlighted(&position.title, &letters(hit, Field::Role, &position.title), Role::Plain);
        if has_why {
            parts.push(title);
            parts.push(scope(state, position));
        } else {
            parts.push(scope(state, position));
            parts.push(title);
        }
    }
    let title = highlighted(&person.name, &letters(hit, Field::Name, &person.name), Role::Title);
    Row { title, number, second: joined(state, parts), indent: 0 }
}

/// What a position is for: its areas, else its project, else where it is placed.
fn scope(state: &State, position: &Position) -> Line {
    if !position.areas.is_empty() {
        return Line::of(place_names(&position.areas, state.lang), Role::Plain);
    }
    let directory = &state.directory;
    let project = position.project.as_ref().and_then(|fact| directory.project_called(&fact.value));
    if let Some(project) = project.map(|index| directory.project(index)) {
        let name = project.abbreviation.as_ref().map_or(&project.name, |short| &short.value);
        return Line::of(name.clone(), Role::Plain);
    }
    let organisation = position.organisation.as_ref().and_then(|fact| directory.organisation_called(&fact.value));
    organisation.map(|index| Line::of(directory.organisation(index).name.clone(), Role::Plain)).unwrap_or_default()
}

fn nameless(state: &State, hit: &Hit, index: usize) -> Row {
    let position = state.directory.position(index);
    let title = highlighted(&position.title, &letters(hit, Field::Role, &position.title), Role::Title);
    let words = title_words(&state.directory, hit.record, state.lang);
    // What stands in brackets behind the title says who has it.
    let holder =
        words.strip_prefix(position.title.as_str()).unwrap_or_default().trim().trim_matches(['(', ')']).to_owned();
    let mut parts = whys(state, hit, &[Field::Role, Field::Region, Field::Project]);
    parts.push(Line::of(holder, Role::Warning));
    parts.push(scope(state, &position));
    Row { title, number: Line::default(), second: joined(state, parts), indent: 0 }
}

fn project(state: &State, hit: &Hit, index: usize) -> Row {
    let directory = &state.directory;
    let project = directory.project(index);
    let family = directory.family_of(index);
    let is_tree = hit.why.is_empty();
    let indent = if is_tree { 2 * family.len().saturating_sub(1) } else { 0 };
    let mut title = Line::of(" ".repeat(indent), Role::Plain);
    if let Some(short) = &project.abbreviation {
        title.push(format!("{} ", short.value), Role::Title);
    }
    title.spans.extend(highlighted(&project.name, &letters(hit, Field::Name, &project.name), Role::Title).spans);
    let mut parts = Vec::new();
    if directory.is_project_over(index, state.today) == Some(true) {
        parts.push(Line::of(say!(state.lang, "detail.over_short"), Role::Warning));
    }
    parts.extend(whys(state, hit, &[Field::Name]));
    let funders = project.funders.iter().filter_map(|fact| directory.organisation_called(&fact.value));
    let funders: Vec<String> = funders.map(|index| shortest_name(&directory.organisation(index)).to_owned()).collect();
    if !funders.is_empty() {
        parts.push(Line::of(funders.join(", "), Role::Plain));
    }
    if !is_tree && let Some(parent) = family.get(1) {
        parts.push(Line::of(directory.project(*parent).name.clone(), Role::Quiet));
    }
    let years = project_years(&project).replace('–', state.marks.dash);
    Row { title, number: Line::of(years, Role::Plain), second: joined(state, parts), indent }
}

/// The shortest of an organisation's names: rows are narrow.
fn shortest_name(organisation: &Organisation) -> &str {
    let aliases = organisation.aliases.iter().map(|alias| alias.value.as_str());
    std::iter::once(organisation.name.as_str())
        .chain(aliases)
        .min_by_key(|name| name.chars().count())
        .unwrap_or_default()
}

fn region(state: &State, hit: &Hit, code: RegionCode) -> Row {
    let directory = &state.directory;
    let name = region_name(code, state.lang);
    let title = highlighted(name, &letters(hit, Field::Name, name), Role::Title);
    let mut parts = whys(state, hit, &[Field::Name, Field::Person]);
    let mut number = Line::default();
    let responsible = directory.responsible_for(code).next();
    let position = responsible.as_ref().map(|responsible| responsible.position);
    let person = position.and_then(|position| directory.holder_of(position));
    match person {
        Some(index) => {
            let person = directory.person(index);
            parts.push(highlighted(&person.name, &letters(hit, Field::Person, &person.name), Role::Plain));
            if let Some(phone) = person.direct_phone() {
                let record = RecordRef::Person(index);
                number = shown_number(directory, record, phone, state.lang, state.today, &state.marks);
            }
        }
        None => match position {
            Some(position) => parts.push(Line::of(directory.position(position).title.clone(), Role::Plain)),
            None => parts.push(Line::of(say!(state.lang, "detail.nobody_short"), Role::Warning)),
        },
    }
    if let Some(path) = responsible.map(|responsible| responsible.path).filter(|path| !path.is_empty()) {
        let names: Vec<String> = path.iter().map(|name| printed_name(name, state.lang)).collect();
        parts.push(Line::of(names.join(&format!(" {} ", state.marks.arrow)), Role::Quiet));
    }
    Row { title, number, second: joined(state, parts), indent: 0 }
}

fn plain(state: &State, hit: &Hit) -> Row {
    let title = Line::of(title_words(&state.directory, hit.record, state.lang), Role::Title);
    Row { title, number: Line::default(), second: joined(state, whys(state, hit, &[Field::Name])), indent: 0 }
}

/// The reasons that the row itself does not show: a way between places, or a text found elsewhere.
fn whys(state: &State, hit: &Hit, visible: &[Field]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for why in &hit.why {
        let mut line = if why.tier == Tier::Typo {
            let meant =
                if why.path.is_empty() { why.matched.clone() } else { path_words(&why.path, state.lang, &state.marks) };
            Line::of(format!("{} {meant}", state.marks.about), Role::Link)
        } else if !why.path.is_empty() {
            highlighted(&path_words(&why.path, state.lang, &state.marks), &path_letters(state, why), Role::Link)
        } else if visible.contains(&why.field) {
            continue;
        } else {
            highlighted(&why.matched, &why.letters, Role::Link)
        };
        if is_derived_mail(&state.directory, hit.record, why) {
            line = with_origin(line, true, state.lang, &state.marks);
        }
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// The letters of the shown way from a place that answer the query: of its first name, if that is shown as it was found.
fn path_letters(state: &State, why: &Why) -> Vec<u32> {
    match why.path.first() {
        Some(Step::Printed(name)) if printed_name(name, state.lang) == *name => why.path_letters.clone(),
        _ => Vec::new(),
    }
}

/// The letters of a shown text that answer the query.
fn letters(hit: &Hit, field: Field, shown: &str) -> Vec<u32> {
    let here = |why: &&Why| why.field == field && why.matched == shown && why.path.is_empty();
    let mut letters: Vec<u32> = hit.why.iter().filter(here).flat_map(|why| why.letters.iter().copied()).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

/// A text with some of its characters marked.
fn highlighted(text: &str, letters: &[u32], role: Role) -> Line {
    let mut line = Line::default();
    for (at, letter) in (0_u32..).zip(text.chars()) {
        let role = if letters.binary_search(&at).is_ok() { Role::Match } else { role };
        match line.spans.last_mut() {
            Some((words, last)) if *last == role => words.push(letter),
            _ => line.push(letter, role),
        }
    }
    line
}

fn joined(state: &State, parts: Vec<Line>) -> Line {
    let mut line = Line::default();
    for part in parts.into_iter().filter(|part| part.width() > 0) {
        if !line.spans.is_empty() {
            // Plain as what it parts, mostly: looks of its own would be a tenth of all that a large screen costs.
            line.push(format!(" {} ", state.marks.dot), Role::Plain);
        }
        line.spans.extend(part.spans);
    }
    line
}
