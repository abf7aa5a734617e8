//! The first two rows: the lists with the number of their hits, and the query.

use super::layout::Layout;
use crate::app::{State, TABS};
use crate::i18n::{Lang, say, when};
use crate::present::{
    Line, Role, directory_title, failure_words, first_that_fits, marked_words, remarks, short_remarks, shown_words,
    width,
};
use crate::search::Pane;

/// Cells between the typed text and the text at the right edge of its line.
const ASIDE_GAP: usize = 3;

/// The tabs, each with the number of its hits.
pub(super) fn line(state: &State, cells: u16) -> Line {
    let mut line = Line::default();
    let cells = usize::from(cells);
    // Narrow screens keep the counts, because they change.
    let is_narrow = cells < 60;
    // The date needs the room.
    let gap = if (60..66).contains(&cells) { "" } else { " " };
    for (number, pane) in (1..).zip(TABS) {
        let count = state.answer.count(pane);
        let name = name_of(pane, state.lang);
        let words = if is_narrow { format!(" {name} {count} ") } else { format!(" {number} {name} {count} ") };
        let role = if pane == state.pane { Role::ActiveTab } else { Role::Tab };
        if number > 1 {
            line.push(gap, Role::Plain);
        }
        line.push(words, role);
    }
    // The last tab ends with a blank.
    let right = right_side(state, cells.saturating_sub(line.width()));
    if right.width() > 0 { line.with_right(right, cells, &state.marks) } else { line.cut(cells, &state.marks) }
}

/// The title and date of the directory and the language, as far as they fit.
fn right_side(state: &State, cells: usize) -> Line {
    let quiet = |words: String| Line::of(words, Role::Quiet);
    let language = quiet(format!("F2 {}", state.lang.code().to_uppercase()));
    let abouts = date_words(state).map(|date| {
        let title = title(state);
        let both = if title.is_empty() { date.clone() } else { format!("{title} {} {date}", state.marks.dot) };
        let long = say!(state.lang, "screen.dated", when = date);
        // The words for a missing date are a complete sentence.
        let long = if state.directory.date().is_some() { long } else { date.clone() };
        [both, long, date].map(quiet)
    });
    let beside = |about: Line| vec![old(state), away(state), Some(about), Some(language.clone())];
    let choices = abouts.into_iter().flatten().map(beside);
    let fewer = [
        vec![old(state), away(state), Some(language.clone())],
        vec![old(state), away(state)],
        vec![old(state), Some(language.clone())],
        vec![old(state)],
        vec![Some(language.clone())],
    ];
    let mut lines = choices.chain(fewer).map(|parts| {
        parts.into_iter().flatten().reduce(|mut line, part| {
            line.push("  ", Role::Plain);
            line.spans.extend(part.spans);
            line
        })
    });
    lines.find_map(|line| line.filter(|line| line.width() <= cells)).unwrap_or_default()
}

fn date_words(state: &State) -> Option<String> {
    match state.directory.date() {
        Some(day) => Some(when(state.lang, Some(day), Some(day))),
        None => (state.directory.documents_count() > 0).then(|| say!(state.lang, "screen.undated")),
    }
}

fn title(state: &State) -> String {
    shown_words(&directory_title(&state.directory, state.lang), &state.marks)
}

/// The note that the newest directory cannot be used, if it cannot.
fn old(state: &State) -> Option<Line> {
    state.freshness.is_outdated().then(|| Line::of(say!(state.lang, "renewal.old"), Role::Warning))
}

/// The first of the sources that is missing or not newer, and why.
fn away(state: &State) -> Option<Line> {
    let mut sources = state.directory.sources().iter();
    let words = sources.find_map(|source| {
        let reason = failure_words(source, state.lang, state.today)?;
        Some(format!("{}: {reason}", source.name))
    })?;
    Some(Line::of(shown_words(&words, &state.marks), Role::Warning))
}

/// The name of a list.
pub(super) fn name_of(pane: Pane, lang: Lang) -> String {
    match pane {
        Pane::Projects => say!(lang, "screen.projects"),
        Pane::People => say!(lang, "screen.people"),
        Pane::Regions | Pane::Organisations => say!(lang, "screen.regions"),
    }
}

/// The query line, and the column of the cursor in it. It has the remarks about the answer if it has room, or if no
/// last row could have them; in frames, where there are no tabs, also the directory.
pub(super) fn query(state: &State, layout: &Layout, cells: u16) -> (Line, u16) {
    let words = remark_choices(state);
    let whole = typed(state, layout, cells.into());
    let (mut line, column) = if layout.footer.is_none() && !has_room(&whole.0, words.first(), cells) {
        let remark = remark_that_fits(state, words.clone(), usize::from(cells / 2));
        let (line, column) = typed(state, layout, usize::from(cells).saturating_sub(remark.width() + 1));
        (line.with_right(remark, cells.into(), &state.marks), column)
    } else {
        whole
    };
    for aside in asides(state, layout, cells, words, line.width()) {
        // The notes are in the order of importance; the first one that fits fills the line.
        if aside.width() > 0 && line.width() + ASIDE_GAP + aside.width() <= usize::from(cells) {
            line = line.with_right(aside, cells.into(), &state.marks);
        }
    }
    let column = u16::try_from(column).unwrap_or(0).min(cells.saturating_sub(1));
    (line.cut(cells.into(), &state.marks), column)
}

/// The remarks about the answer, in at most so many cells, if the query line has no room for them.
pub(super) fn remark_below(state: &State, layout: &Layout, cells: usize) -> Option<Line> {
    let words = remark_choices(state);
    let query_cells = layout.query.map_or(0, |area| area.width);
    let (line, _) = typed(state, layout, query_cells.into());
    (!has_room(&line, words.first(), query_cells)).then(|| remark_that_fits(state, words, cells))
}

/// The prompt with the typed text, or with a hint at what to type, and the column of the cursor.
fn typed(state: &State, layout: &Layout, cells: usize) -> (Line, usize) {
    let prompt = format!("{}{} ", if layout.has_frames() { " " } else { "" }, state.marks.prompt);
    let typed = state.query.value();
    let room = cells.saturating_sub(width(&prompt)).saturating_sub(1);
    let before: String = typed.chars().take(state.query.cursor()).collect();
    // A query that is longer than the line shows the part around the cursor.
    let hidden = letters_over(&before, room);
    let shown: String = typed.chars().skip(hidden).collect();
    let column = width(&prompt) + width(&before.chars().skip(hidden).collect::<String>());
    let mut line = Line::of(prompt, Role::Key);
    if typed.is_empty() {
        line.push(placeholder(state, cells.saturating_sub(line.width())), Role::Quiet);
    } else {
        line.push(crate::text::display_safe(&shown), Role::Plain);
    }
    (line, column)
}

/// A hint at what to type; a shorter one if only this leaves room for the title of the directory beside it.
fn placeholder(state: &State, cells: usize) -> String {
    let choices = [say!(state.lang, "screen.placeholder"), say!(state.lang, "screen.placeholder_short")];
    let room = cells.saturating_sub(ASIDE_GAP + width(&title(state)));
    let fitting = choices.iter().find(|words| width(words) <= room);
    fitting.or(choices.first()).cloned().unwrap_or_default()
}

/// All remarks about the answer, with the names of places and without; empty if there are none.
fn remark_choices(state: &State) -> Vec<String> {
    let (answer, directory) = (&state.answer, &state.directory);
    let choices = [remarks, short_remarks].map(|of| of(answer, directory, state.selected(), state.lang));
    let choices = choices.into_iter().filter(|said| !said.is_empty());
    choices.map(|said| crate::text::display_safe(&said.join("; ")).into_owned()).collect()
}

fn remark_that_fits(state: &State, words: Vec<String>, cells: usize) -> Line {
    Line::of(first_that_fits(words, cells), Role::Quiet).cut(cells, &state.marks)
}

fn has_room(line: &Line, words: Option<&String>, cells: u16) -> bool {
    words.is_none_or(|words| line.width() + ASIDE_GAP + width(words) <= usize::from(cells))
}

/// The text at the right edge of the query line, if it fits: the remarks about the answer, and the directory.
fn asides(state: &State, layout: &Layout, cells: u16, words: Vec<String>, taken: usize) -> Vec<Line> {
    let said = words.into_iter().take(1).map(|words| Line::of(words, Role::Quiet));
    let marked = (!state.marked.is_empty()).then(|| Line::of(marked_words(state.marked.len(), state.lang), Role::Key));
    let mut asides: Vec<Line> = said.chain(marked).collect();
    if layout.has_frames() {
        let left = usize::from(cells).saturating_sub(taken + 4);
        asides.push(right_side(state, left).and(" ", Role::Plain));
    } else if state.query.value().is_empty() && !self::line(state, cells).text().contains(&title(state)) {
        // The title is shown here if it does not fit into the first row.
        asides.push(Line::of(title(state), Role::Quiet));
    }
    asides
}

/// The number of letters to remove from the beginning so that the rest fits.
fn letters_over(text: &str, cells: usize) -> usize {
    let mut over = width(text).saturating_sub(cells);
    let mut letters = 0;
    for letter in text.chars() {
        if over == 0 {
            break;
        }
        over = over.saturating_sub(width(letter.encode_utf8(&mut [0; 4])).max(1));
        letters += 1;
    }
    letters
}
