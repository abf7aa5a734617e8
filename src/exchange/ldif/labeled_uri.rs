//! Labelled URIs for what an entry has no attribute for: which title belongs to which organisation and project, areas, and
//! addresses that were made by a rule.

use std::fmt::Write;

use crate::exchange::entry::{ExportEntry, ExportPost, OwnValue};
use crate::exchange::values::{Post, address, percent_decoded};

/// The attribute of `inetOrgPerson` with URIs and their labels, in lower case.
pub(super) const ATTRIBUTE: &str = "labeleduri";

/// The label of an address that was made by a rule.
const DERIVED: &str = "x-allu-derived";
/// The label of a post, and what its URI begins with.
const POST: (&str, &str) = ("x-allu-post", "allu:post?");
/// The label of an area, and what its URI begins with.
const AREA: (&str, &str) = ("x-allu-area", "allu:area?name=");

/// The content of a labelled URI of ours.
pub(super) enum LabeledUri {
    /// An address that was made by a rule.
    DerivedEmail(String),
    /// A post.
    Post(Post),
    /// An area.
    Area(String),
}

impl LabeledUri {
    /// Parses a value. Returns `None` if it is not one of this program.
    pub(super) fn read(value: &str) -> Option<Self> {
        let (uri, label) = value.trim().rsplit_once(' ')?;
        if label == DERIVED {
            return address(uri.strip_prefix("mailto:")?).map(Self::DerivedEmail);
        }
        if label == AREA.0 {
            return Some(Self::Area(percent_decoded(uri.strip_prefix(AREA.1)?))).filter(|_| uri.len() > AREA.1.len());
        }
        let fields = uri.strip_prefix(POST.1).filter(|_| label == POST.0)?;
        let mut post = Post::default();
        for (name, value) in fields.split('&').filter_map(|field| field.split_once('=')) {
            let value = Some(percent_decoded(value)).filter(|value| !value.trim().is_empty());
            match name {
                "title" => post.title = value,
                "o" => post.organisation = value,
                "ou" => post.unit = value,
                "project" => post.project = value,
                name => {
                    if let Some(value) = value.and_then(|value| OwnValue::read(name, &value)) {
                        value.give_to(&mut post);
                    }
                }
            }
        }
        Some(Self::Post(post))
    }
}

/// The value for an address that was made by a rule.
pub(super) fn of_derived_email(email: &str) -> String {
    format!("mailto:{email} {DERIVED}")
}

/// The value for a post of an entry.
pub(super) fn of_post(entry: &ExportEntry, post: &ExportPost) -> String {
    let title = Some(&post.title).filter(|title| !title.is_empty());
    let fields = [
        ("title", title),
        ("o", post.organisation.as_ref()),
        ("ou", post.unit.as_ref()),
        ("project", post.project.as_ref()),
    ];
    let fields =
        fields.into_iter().filter_map(|(name, value)| Some((name, value?.as_str()))).chain(entry.own_values(post));
    let fields: Vec<String> = fields.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    format!("{}{} {}", POST.1, fields.join("&"), POST.0)
}

/// The value for an area.
pub(super) fn of_area(area: &str) -> String {
    format!("{}{} {}", AREA.1, encoded(area), AREA.0)
}

/// A text with all but the unreserved characters of RFC 3986 in their `%41` form.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
