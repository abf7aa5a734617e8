//! The tally of one document: the number of right values of each kind, the missed ones, and the wrong ones.

use std::collections::BTreeMap;

use allu::model::slug;

/// The right, superfluous and missed values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    right: u32,
    extra: u32,
    missed: u32,
}

/// Tallies by language and kind.
pub(crate) type Scores = BTreeMap<(String, &'static str), Tally>;

/// The tally of one document, with a line for each mismatch.
pub(crate) struct Sheet {
    file: String,
    language: String,
    /// The values that are ignored in the whole document.
    optional: Vec<String>,
    tallies: BTreeMap<&'static str, Tally>,
    lines: Vec<String>,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.extra += other.extra;
        self.missed += other.missed;
    }

    /// The share of the found values that is right. Returns `None` if nothing was found.
    pub(crate) fn precision(self) -> Option<f64> {
        share(self.right, self.extra)
    }

    /// The share of the expected values that was found. Returns `None` if nothing was expected.
    pub(crate) fn recall(self) -> Option<f64> {
        share(self.right, self.missed)
    }
}

fn share(right: u32, wrong: u32) -> Option<f64> {
    (right + wrong > 0).then(|| f64::from(right) / f64::from(right + wrong))
}

impl Sheet {
    pub(super) fn new(file: &str, language: &str, optional: &[String]) -> Self {
        Self {
            file: file.to_owned(),
            language: language.to_owned(),
            optional: optional.to_vec(),
            tallies: BTreeMap::new(),
            lines: Vec::new(),
        }
    }

    /// The path of the document below `tests/documents`.
    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// The mismatches, one a line.
    pub(crate) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Adds the tallies of this document to those of its language and to those of all.
    pub(crate) fn add_to(&self, scores: &mut Scores) {
        for (kind, tally) in &self.tallies {
            for language in [self.language.as_str(), "all"] {
                scores.entry((language.to_owned(), kind)).or_default().add(*tally);
            }
        }
    }

    pub(super) fn right(&mut self, kind: &'static str) {
        self.tallies.entry(kind).or_default().right += 1;
    }

    pub(super) fn missed(&mut self, kind: &'static str, what: &str) {
        self.tallies.entry(kind).or_default().missed += 1;
        self.say(kind, "missed", what);
    }

    pub(super) fn extra(&mut self, kind: &'static str, what: &str) {
        self.tallies.entry(kind).or_default().extra += 1;
        self.say(kind, "extra", what);
    }

    /// Another value instead of the expected one: missed, and wrong.
    pub(super) fn wrong(&mut self, kind: &'static str, what: &str) {
        let tally = self.tallies.entry(kind).or_default();
        tally.missed += 1;
        tally.extra += 1;
        self.say(kind, "wrong", what);
    }

    fn say(&mut self, kind: &str, how: &str, what: &str) {
        self.lines.push(format!("{}: {kind}: {how}: {what}", self.file));
    }

    /// Whether a value is ignored, in the document or on this record.
    pub(super) fn is_optional(&self, value: &str, of_record: &[String]) -> bool {
        self.optional.iter().chain(of_record).any(|optional| accepts(optional, value))
    }

    /// Whether a predicate is true of one of the ignored values.
    pub(super) fn is_optional_by(&self, of_record: &[String], is_it: impl Fn(&str) -> bool) -> bool {
        self.optional.iter().chain(of_record).any(|optional| is_it(optional))
    }

    /// Compares the values of one kind that a record has, by their folded text.
    pub(super) fn compare(
        &mut self,
        kind: &'static str,
        whose: &str,
        expected: &[String],
        found: Vec<String>,
        optional: &[String],
    ) {
        let names = found.into_iter().map(|name| vec![name]).collect();
        self.compare_named(kind, whose, expected, names, optional);
    }

    /// Compares values that have several names each; the first is the one to print.
    pub(super) fn compare_named(
        &mut self,
        kind: &'static str,
        whose: &str,
        expected: &[String],
        mut found: Vec<Vec<String>>,
        optional: &[String],
    ) {
        for wanted in expected {
            match found.iter().position(|names| names.iter().any(|name| accepts(wanted, name))) {
                Some(place) => {
                    found.remove(place);
                    self.right(kind);
                }
                None => self.missed(kind, &format!("{whose}: {wanted}")),
            }
        }
        for names in found {
            if !names.iter().any(|name| self.is_optional(name, optional)) {
                self.extra(kind, &format!("{whose}: {}", names.first().map_or("-", String::as_str)));
            }
        }
    }
}

/// Whether a value is one of those that an expectation accepts, `a | b`. Numbers and addresses are compared as they
/// stand, because folding drops their signs.
pub(super) fn accepts(expected: &str, value: &str) -> bool {
    let is_same = |one: &str| {
        if [one, value].iter().any(|text| text.contains(['@', '+']) && !text.contains(' ')) {
            return one.eq_ignore_ascii_case(value);
        }
        slug(one) == slug(value)
    };
    expected.split(" | ").any(|one| is_same(one.trim()))
}

#[test]
fn optional_values_count_neither_way() {
    let own = |names: &[&str]| names.iter().map(|name| String::from(*name)).collect::<Vec<_>>();
    let mut sheet = Sheet::new("a.txt", "fi", &own(&["Vaasa"]));
    sheet.compare(
        "areas",
        "A",
        &own(&["Lappi | Lapland", "Kainuu"]),
        own(&["lapland", "Vaasa", "Salo", "Oulu"]),
        &own(&["Salo"]),
    );
    assert_eq!(sheet.lines(), ["a.txt: areas: missed: A: Kainuu", "a.txt: areas: extra: A: Oulu"]);
    assert_eq!(sheet.tallies["areas"], Tally { right: 1, extra: 1, missed: 1 });
    assert!(!accepts("+358401", "358401") && accepts("A.b@c.example", "a.B@c.example"));
}
