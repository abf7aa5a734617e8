//! The keys, all of them, those whose line has what is typed.

use super::Area;
use crate::app::{Help, KEYMAP, Line, Role, Scope, State};
use crate::text::fold;
use crate::words::say;

/// The lines that show.
pub(super) fn lines(state: &State, help: &Help, area: Area) -> Vec<Line> {
    let lang = state.lang;
    let mut title = Line::of(say!(lang, "screen.keys"), Role::Title);
    if !help.filter.is_empty() {
        title.push(format!("  {} {}", state.marks.prompt, help.filter), Role::Match);
    }
    let filter = fold(&help.filter);
    let mut lines = Vec::new();
    // What works everywhere comes first: it is what somebody who is lost needs.
    let (everywhere, elsewhere): (Vec<_>, Vec<_>) = KEYMAP.iter().partition(|row| row.scope == Scope::Any);
    for row in everywhere.into_iter().chain(elsewhere) {
        let (keys, words, scope) = (row.label(&state.marks), row.words(lang), row.scope.words(lang));
        let is_wanted = fold(&format!("{keys} {words} {scope}")).contains(&filter);
        if is_wanted {
            let line = Line::of(keys, Role::Key).cut(17, &state.marks).padded(18);
            lines.push(line.and(format!("({scope}) "), Role::Quiet).and(words, Role::Plain));
        }
    }
    let page = usize::from(area.height.saturating_sub(1));
    let top = help.top.min(lines.len().saturating_sub(page));
    title.push(
        format!("  {}{}{}/{}", top + 1, state.marks.dash, (top + page).min(lines.len()), lines.len()),
        Role::Quiet,
    );
    let shown = lines.into_iter().skip(top).take(page).map(|line| line.cut(area.width.into(), &state.marks));
    std::iter::once(title.cut(area.width.into(), &state.marks)).chain(shown).collect()
}
