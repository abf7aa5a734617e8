//! Problems of a model, and the JSON paths that locate them.

use std::fmt;

/// A JSON path: `people[3].phones[0].e164`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Spot(Vec<PathStep>);

/// One step of a JSON path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum PathStep {
    Key(String),
    Index(usize),
}

impl Spot {
    /// This path extended by a key.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.with(PathStep::Key(key.to_owned()))
    }

    /// This path extended by an index of a list.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.with(PathStep::Index(index))
    }

    /// The steps from the top.
    pub(super) fn steps(&self) -> &[PathStep] {
        &self.0
    }

    /// The paths of the values that contain it, from the first level below the top to itself.
    pub(super) fn steps_down(&self) -> impl Iterator<Item = &[PathStep]> {
        (1..=self.0.len()).filter_map(|depth| self.0.get(..depth))
    }

    fn with(&self, step: PathStep) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

/// A JSON path during a walk: it is built only if there is a problem.
#[derive(Clone, Copy, Debug)]
pub(super) enum At<'a> {
    Top,
    Key(&'a At<'a>, &'a str),
    Index(&'a At<'a>, usize),
}

impl At<'_> {
    /// This path extended by a key.
    pub(super) fn key<'a>(&'a self, key: &'a str) -> At<'a> {
        At::Key(self, key)
    }

    /// This path extended by an index of a list.
    pub(super) fn index(&self, index: usize) -> At<'_> {
        At::Index(self, index)
    }

    /// The path.
    pub(super) fn spot(&self) -> Spot {
        match self {
            Self::Top => Spot::default(),
            Self::Key(before, key) => before.spot().key(key),
            Self::Index(before, index) => before.spot().index(*index),
        }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                PathStep::Key(key) if place == 0 => f.write_str(key)?,
                PathStep::Key(key) => write!(f, ".{key}")?,
                PathStep::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A problem of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The JSON path of the value. Empty for the whole file.
    pub path: Spot,
    /// Line of the file, from 1; `None` while only the typed model is known.
    pub line: Option<usize>,
    /// The kind, with its facts.
    pub kind: ProblemKind,
}

/// The kind of a problem, with the facts that a message needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Not JSON: the message of the parser, and the column.
    Syntax {
        /// The message of the parser.
        message: String,
        /// Column, from 1.
        column: usize,
        /// Whether the text ends too early.
        truncated: bool,
    },
    /// Written for another version.
    Version {
        /// The version found.
        found: u64,
    },
    /// A value whose type differs from the schema's.
    Type {
        /// The type of the schema.
        expected: String,
        /// The type of the value.
        found: String,
    },
    /// A text that does not match the schema's form.
    Form {
        /// The text.
        found: String,
        /// The form, as a pattern or a list of values.
        expected: String,
    },
    /// A required field is missing.
    Missing {
        /// Its name.
        field: String,
    },
    /// Another record has the same id.
    DuplicateId {
        /// The id.
        id: String,
    },
    /// A reference to a record that is not in the file.
    Dangling {
        /// Its id.
        id: String,
    },
    /// A project is a part of itself, through its parents.
    Cycle {
        /// The project's id.
        id: String,
    },
    /// A period ends before it begins.
    Backwards {
        /// First day.
        from: String,
        /// Last day.
        to: String,
    },
    /// The printed number and E.164 are different numbers.
    NumberMismatch {
        /// As printed.
        printed: String,
        /// As stored.
        e164: String,
    },
    /// Line numbers start at 1.
    LineZero,
    /// Evidence names a line that the document does not have.
    LineBeyond {
        /// The line named.
        line: usize,
        /// The number found.
        lines: usize,
    },
    /// A quotation is not on its line.
    Misquoted {
        /// The quotation.
        text: String,
        /// The line named.
        line: usize,
    },
    /// A name or an id contains a character that no name has.
    Control {
        /// The character.
        letter: char,
    },
    /// A name or another searchable text is too long.
    TooLong {
        /// Its number of letters.
        letters: usize,
        /// The limit.
        most: usize,
    },
    /// A record has too many other names.
    TooMany {
        /// The number found.
        count: usize,
        /// The limit.
        most: usize,
    },
    /// A project is nested too deeply.
    TooDeep {
        /// The maximum number of levels.
        most: usize,
    },
    /// Any other value that the typed reader rejects.
    Other {
        /// The message of the reader.
        message: String,
    },
}
