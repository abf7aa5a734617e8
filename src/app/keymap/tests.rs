use super::Key::Char;
use super::table::{ALL, bound, rows};
use super::*;
use crate::app::{Action, Help, MapFocus};

#[test]
fn every_key_has_its_words_in_every_language() {
    for row in rows() {
        for lang in Lang::ALL {
            for words in [row.words(lang), row.scope.words(lang)] {
                assert!(!words.contains("keys."), "{words} ({lang})");
            }
            assert!(!row.in_footer || !row.short(lang).contains("keys."), "{} ({lang})", row.short(lang));
        }
    }
}

fn modes() -> [Mode; 5] {
    let region = "01".parse().expect("a region");
    let map = Mode::Map(MapFocus { from: Box::new(Mode::List), region });
    let help = Mode::Help(Help { from: Box::new(Mode::List), filter: String::new(), top: 0 });
    [Mode::Query, Mode::List, Mode::Detail(Vec::new()), map, help]
}

/// A key with two meanings in one mode. `None` if each key has one meaning.
fn ambiguous_key(keymap: &Keymap) -> Option<String> {
    let modes = modes();
    let mut pairs = modes.iter().flat_map(|mode| ALL.iter().map(move |purpose| (mode, *purpose)));
    pairs.find_map(|(mode, purpose)| {
        let rows: Vec<_> = keymap.bindings(purpose).filter(|row| row.scope.holds(mode)).collect();
        rows.iter().enumerate().find_map(|(at, row)| {
            let is_again =
                |key: &&Key| rows[at + 1..].iter().any(|other| other.keys.contains(key) && other.action != row.action);
            row.keys.iter().find(is_again).map(|key| format!("{key} in {mode:?}"))
        })
    })
}

#[test]
fn no_key_means_two_things_at_once() {
    for preset in KeyPreset::ALL {
        assert_eq!(ambiguous_key(&Keymap::of(preset)), None, "{preset:?}");
    }
}

#[test]
fn a_changed_key_is_taken_from_what_it_did_there_and_keeps_it_elsewhere() {
    let change =
        |scope, action: &str, keys: &[Key]| KeyChange { scope, action: action.to_owned(), keys: keys.to_vec() };
    let mut keymap = Keymap::default();
    keymap.change(&[change(KeyScope::List, "mark", &[Char('y')]), change(KeyScope::Any, "help", &[Key::F(9)])]);
    let action = |mode: &Mode, key| keymap.action_for(Purpose::Browse, mode, key);
    assert_eq!(action(&Mode::List, Char('y')), Some(Action::Mark));
    assert_eq!(action(&Mode::List, Char(' ')), None);
    assert_eq!(action(&Mode::List, Key::Ctrl('y')), Some(Action::Copy));
    assert_eq!(action(&Mode::Detail(Vec::new()), Char('y')), Some(Action::Copy));
    assert_eq!((action(&Mode::Query, Key::F(9)), action(&Mode::Query, Key::F(1))), (Some(Action::Help), None));
    assert_eq!(ambiguous_key(&keymap), None);
}

#[test]
fn an_action_can_be_had_where_it_has_no_key_and_lose_the_one_that_it_has() {
    let change =
        |scope, action: &str, keys: &[Key]| KeyChange { scope, action: action.to_owned(), keys: keys.to_vec() };
    let mut keymap = Keymap::default();
    keymap.change(&[change(KeyScope::Query, "next_language", &[Key::F(7)]), change(KeyScope::Browse, "print", &[])]);
    assert_eq!(keymap.action_for(Purpose::Browse, &Mode::Query, Key::F(7)), Some(Action::NextLanguage));
    assert_eq!(keymap.action_for(Purpose::Browse, &Mode::List, Char('p')), None);
}

/// The footer keeps its order when a key of one part of the screen is changed.
#[test]
fn a_changed_key_stands_in_the_footer_where_its_action_stands_by_default() {
    let footer = |keymap: &Keymap, part: KeyScope| -> Vec<&'static str> {
        let is_shown = |row: &&Binding| row.in_footer && row.scope.parts().contains(&part);
        keymap.bindings(Purpose::Browse).filter(is_shown).map(|row| row.does).collect()
    };
    for part in KeyScope::Any.parts() {
        let usual = footer(&Keymap::default(), *part);
        for action in &usual {
            let mut keymap = Keymap::default();
            keymap.change(&[KeyChange { scope: *part, action: (*action).to_owned(), keys: vec![Key::F(12)] }]);
            let mut changed = footer(&keymap, *part);
            changed.dedup();
            assert_eq!(changed, usual, "{action} in {part:?}");
        }
    }
}

#[test]
fn a_key_that_is_to_mean_two_things_is_a_clash() {
    let change = |scope, action: &str| KeyChange { scope, action: action.to_owned(), keys: vec![Char('x')] };
    let clashing = [change(KeyScope::List, "mark"), change(KeyScope::Browse, "copy")];
    assert_eq!(clash(&clashing), Some(KeyClash { key: Char('x'), first: 0, second: (1, 0) }));
    assert_eq!(clash(&[change(KeyScope::List, "mark"), change(KeyScope::Detail, "copy")]), None);
    assert_eq!(clash(&[change(KeyScope::List, "copy"), change(KeyScope::Browse, "copy")]), None);
}

#[test]
fn the_names_of_all_keys_are_read() {
    let letters = ('!'..='~').chain(['ä', 'å', ' ', '-']).map(Char);
    let alt = ('!'..='~').filter(|letter| !letter.is_ascii_uppercase()).map(Key::Alt);
    let control = ('a'..='z').map(Key::Ctrl);
    let named = rows().flat_map(|row| row.keys.to_vec());
    for key in letters.chain(alt).chain(control).chain(named).chain((1..=12).map(Key::F)) {
        assert_eq!(key.to_string().parse(), Ok(key));
        assert_eq!(key.label(Lang::En, &Marks::ASCII).parse(), Ok(key));
    }
    for other in ["", "Ctrl-", "Ctrl-ä", "Hyper-x", "F0", "F13", "xx", "\t", "Alt-bb"] {
        assert_eq!(other.parse::<Key>(), Err(UnknownKey), "{other:?}");
    }
}

proptest::proptest! {
    /// After any change without a clash, no key has two meanings.
    #[test]
    fn changes_leave_each_key_one_meaning(
        preset in proptest::sample::select(KeyPreset::ALL.to_vec()),
        wanted in proptest::collection::vec(
            (
                proptest::sample::select(KeyScope::ALL.to_vec()),
                proptest::sample::select(action_names()),
                proptest::collection::vec(proptest::sample::select(vec![Char('x'), Char('y'), Key::Enter, Key::Esc, Key::F(5)]), 0..3),
            ),
            0..6,
        ),
    ) {
        let changes: Vec<KeyChange> = wanted
            .into_iter()
            .map(|(scope, action, keys)| KeyChange { scope, action: action.to_owned(), keys })
            .collect();
        if clash(&changes).is_some() {
            return Ok(());
        }
        let mut keymap = Keymap::of(preset);
        keymap.change(&changes);
        proptest::prop_assert_eq!(ambiguous_key(&keymap), None);
        for change in &changes {
            for key in &change.keys {
                let is_there = keymap.rows.iter().any(|row| row.keys.contains(key) && row.does == change.action);
                proptest::prop_assert!(is_there, "{} {}", key, change.action);
            }
        }
    }
}

#[test]
fn nothing_needs_a_key_that_nordic_keyboards_hide() {
    for row in bound() {
        let hidden = |key: &Key| matches!(key, Char(sign) if "[]{}\\|~^@$".contains(*sign));
        assert!(!row.keys.iter().all(hidden), "{}", row.does);
    }
}
