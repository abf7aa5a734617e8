//! What can be wrong with a model, with its place.

use std::fmt;

/// Where in a JSON text: `people[3].phones[0].e164`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Spot(Vec<PathStep>);

/// One step into a JSON text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum PathStep {
    Key(String),
    Index(usize),
}

impl Spot {
    /// The same place, a key deeper.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.with(PathStep::Key(key.to_owned()))
    }

    /// The same place, a list entry deeper.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.with(PathStep::Index(index))
    }

    /// The steps from the top.
    pub(super) fn steps(&self) -> &[PathStep] {
        &self.0
    }

    /// The steps to the places that it lies in, from one below the top down to itself.
    pub(super) fn steps_down(&self) -> impl Iterator<Item = &[PathStep]> {
        (1..=self.0.len()).filter_map(|depth| self.0.get(..depth))
    }

    fn with(&self, step: PathStep) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

/// A spot on the way to it: nothing is kept of it unless something is wrong there.
#[derive(Clone, Copy, Debug)]
pub(super) enum At<'a> {
    Top,
    Key(&'a At<'a>, &'a str),
    Index(&'a At<'a>, usize),
}

impl At<'_> {
    /// The same place, a key deeper.
    pub(super) fn key<'a>(&'a self, key: &'a str) -> At<'a> {
        At::Key(self, key)
    }

    /// The same place, a list entry deeper.
    pub(super) fn index(&self, index: usize) -> At<'_> {
        At::Index(self, index)
    }

    /// The spot itself.
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

/// One thing that is wrong with a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, as a JSON path; empty for the whole file.
    pub path: Spot,
    /// Line of the file, from 1; nothing while only the typed model is known.
    pub line: Option<usize>,
    /// What.
    pub kind: ProblemKind,
}

/// What is wrong; the facts a message needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Not JSON: what the parser says, and the column.
    Syntax {
        /// The parser's words.
        message: String,
        /// Column, from 1.
        column: usize,
        /// Whether the text merely ends too early.
        truncated: bool,
    },
    /// Written for another version.
    Version {
        /// The version found.
        found: u64,
    },
    /// A value of another type than the schema's.
    Type {
        /// What belongs there.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// A text that is not of the form that belongs there.
    Form {
        /// The text.
        found: String,
        /// The form, as a pattern or a list of values.
        expected: String,
    },
    /// A field that must be there is not.
    Missing {
        /// Its name.
        field: String,
    },
    /// Another record has the same id.
    DuplicateId {
        /// The id.
        id: String,
    },
    /// The record spoken of is not in the file.
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
        /// How many there are.
        lines: usize,
    },
    /// A quotation does not stand on its line.
    Misquoted {
        /// The quotation.
        text: String,
        /// The line named.
        line: usize,
    },
    /// A name or an id holds a character that no name has.
    Control {
        /// The character.
        letter: char,
    },
    /// A name or another text that is searched is longer than any of a directory is.
    TooLong {
        /// How many letters it has.
        letters: usize,
        /// How many it may have.
        most: usize,
    },
    /// There are more other names of one record than any record has.
    TooMany {
        /// How many there are.
        count: usize,
        /// How many there may be.
        most: usize,
    },
    /// A project is a part of a part of a part, deeper than any is.
    TooDeep {
        /// The most levels.
        most: usize,
    },
    /// Anything that the typed reader refuses and the walk does not explain.
    Other {
        /// The reader's words.
        message: String,
    },
}
