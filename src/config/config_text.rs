//! The text of a configuration while it is read: values of the expected types, and mistakes with their places.

use crate::text::{sort_by, sort_by_key};
use crate::ui::ThemeName;
use std::fmt::Write as _;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::ThemeChoice;
use super::error::{ConfigError, ConfigProblem, Misconfiguration};

/// The maximum number of similar names that are suggested.
const MAX_SIMILAR: usize = 3;
/// The minimum similarity of a suggested name.
const MIN_SIMILARITY: f64 = 0.5;
/// The maximum number of names that are all listed if none is similar.
const MAX_LISTED: usize = 20;

/// A text and the mistakes found in it so far.
pub(super) struct ConfigText<'t> {
    text: &'t str,
    problems: Vec<(usize, ConfigProblem)>,
}

/// A text in the file, with its first byte.
pub(super) type PlacedText<'t> = (usize, &'t str);

impl<'t> ConfigText<'t> {
    /// Parses a text as far as possible.
    pub(super) fn parse(text: &'t str) -> (Self, Spanned<DeTable<'t>>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let place = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
        let syntax = |error: toml::de::Error| (place(&error), ConfigProblem::Syntax(error.message().to_owned()));
        (Self { text, problems: errors.into_iter().map(syntax).collect() }, table)
    }

    /// Notes a mistake at a byte.
    pub(super) fn report(&mut self, at: usize, problem: ConfigProblem) {
        self.problems.push((at, problem));
    }

    /// Reports an unknown name, with the most similar known one.
    pub(super) fn report_unknown(&mut self, at: usize, given: &str, valid: &[&str]) {
        // The first finds transposed letters, the second transposed words.
        let similarity =
            |name: &str| strsim::normalized_damerau_levenshtein(given, name).max(strsim::sorensen_dice(given, name));
        let mut similar: Vec<&str> = valid.iter().copied().filter(|name| similarity(name) >= MIN_SIMILARITY).collect();
        sort_by(&mut similar, |one, other| similarity(other).total_cmp(&similarity(one)));
        similar.truncate(MAX_SIMILAR);
        let shown = if similar.is_empty() { valid.get(..MAX_LISTED).unwrap_or(valid) } else { &similar };
        let valid = shown.iter().map(|name| (*name).to_owned()).collect();
        self.report(at, ConfigProblem::UnknownName { given: given.to_owned(), valid });
    }

    /// The line of a byte, from 1.
    pub(super) fn line(&self, at: usize) -> u32 {
        self.place(at).0
    }

    fn place(&self, at: usize) -> (u32, u32) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let lines = before.bytes().filter(|byte| *byte == b'\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
        let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
        (number(lines), number(column))
    }

    /// A yes or a no.
    pub(super) fn flag(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            let valid = ["true", "false"].map(str::to_owned).to_vec();
            self.report(value.span().start, ConfigProblem::WrongValue { name: name.to_owned(), valid });
        }
        flag
    }

    /// A number up to `most`.
    pub(super) fn number(&mut self, name: &str, value: &Spanned<DeValue<'_>>, most: u16) -> Option<u16> {
        self.count(name, value, most.into()).and_then(|number| u16::try_from(number).ok())
    }

    /// A larger number up to `most`.
    pub(super) fn count(&mut self, name: &str, value: &Spanned<DeValue<'_>>, most: u64) -> Option<u64> {
        let parse = |number: &toml::de::DeInteger<'_>| u64::from_str_radix(number.as_str(), number.radix()).ok();
        let number = value.get_ref().as_integer().and_then(parse).filter(|number| *number <= most);
        if number.is_none() {
            self.report(value.span().start, ConfigProblem::WrongNumber { name: name.to_owned(), most });
        }
        number
    }

    /// One of some names.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        valid: &[(&str, T)],
    ) -> Option<T> {
        let given = value.get_ref().as_str();
        let found = valid.iter().find(|(name, _)| Some(*name) == given).map(|(_, found)| *found);
        if found.is_none() {
            let valid = valid.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            self.report(value.span().start, ConfigProblem::WrongValue { name: name.to_owned(), valid });
        }
        found
    }

    /// The name of a theme, or the path of its file as it is written.
    pub(super) fn theme(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<ThemeChoice> {
        let found = value.get_ref().as_str().and_then(ThemeChoice::parse);
        if found.is_none() {
            let names = ThemeName::ALL.iter().map(|theme| theme.name());
            let valid = names.chain(["….toml"]).map(|name| format!("\"{name}\"")).collect();
            self.report(value.span().start, ConfigProblem::WrongValue { name: name.to_owned(), valid });
        }
        found
    }

    /// A text that is not empty.
    pub(super) fn text<'v>(&mut self, name: &str, value: &'v Spanned<DeValue<'_>>) -> Option<&'v str> {
        let text = value.get_ref().as_str().filter(|text| !text.is_empty());
        if text.is_none() {
            self.report(value.span().start, ConfigProblem::NotText { name: name.to_owned() });
        }
        text
    }

    /// A text, or a list of texts; none of them is empty.
    pub(super) fn texts<'v>(&mut self, name: &str, value: &'v Spanned<DeValue<'_>>) -> Vec<PlacedText<'v>> {
        let values: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            _ => vec![value],
        };
        values.into_iter().filter_map(|value| Some((value.span().start, self.text(name, value)?))).collect()
    }

    /// A table.
    pub(super) fn table<'v, 'd>(&mut self, name: &str, value: &'v Spanned<DeValue<'d>>) -> Option<&'v DeTable<'d>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            let valid = vec![format!("[{name}]")];
            self.report(value.span().start, ConfigProblem::WrongValue { name: name.to_owned(), valid });
        }
        table
    }

    /// Returns `read` unless there are mistakes.
    pub(super) fn finish<T>(mut self, read: T, path: &Path) -> Result<T, ConfigError> {
        if self.problems.is_empty() {
            return Ok(read);
        }
        sort_by_key(&mut self.problems, |(at, _)| *at);
        // Nesting that is too deep is reported at each of its brackets.
        self.problems.dedup_by(|one, other| one.1 == other.1);
        let mistake = |(at, problem): &(usize, ConfigProblem)| {
            let (line, column) = self.place(*at);
            Misconfiguration { line, column, problem: problem.clone() }
        };
        let problems = self.problems.iter().map(mistake).collect();
        Err(ConfigError::Misconfigured { path: path.to_owned(), problems })
    }
}

/// A text as a quoted TOML string.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            control if control.is_control() => _ = write!(quoted, "\\u{:04X}", u32::from(control)),
            letter => quoted.push(letter),
        }
    }
    quoted + "\""
}
