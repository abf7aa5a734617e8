//! The forms of texts in a model: dates, codes, numbers, addresses and ids.
//!
//! The schema names the form of a text as its `format`; the check of a model looks the name up in [`TextForm::ALL`].

use std::str::FromStr;

use crate::gazetteer::RegionCode;
use crate::model::{AreaId, DocumentId, OrganisationId, PersonId, PlaceId, PositionId, ProjectId, RecordId};
use crate::text::Day;

/// The form of a text.
pub(super) struct TextForm {
    /// The `format` of the schema.
    name: &'static str,
    /// The form as a regular expression, for other readers of the schema; `fits` is stricter.
    #[cfg(test)]
    pattern: &'static str,
    /// The form in a readable notation, for messages.
    pub(super) example: &'static str,
    /// A text of this form that stands in for a bad one while the rest of a record is checked.
    pub(super) sample: &'static str,
    /// Whether a text is of this form. The typed readers decide, as they do when a model is loaded.
    pub(super) fits: fn(&str) -> bool,
}

/// Makes the table of forms. The pattern is only compiled into tests, which make the schema.
macro_rules! forms {
    ($($name:literal, $pattern:expr, $example:literal, $sample:literal, $fits:expr;)*) => {
        &[$(TextForm { name: $name, #[cfg(test)] pattern: $pattern, example: $example, sample: $sample, fits: $fits },)*]
    };
}

impl TextForm {
    /// Every form of the schema.
    const ALL: &[Self] = forms! {
        "date", r"^\d{4}-\d{2}-\d{2}$", "YYYY-MM-DD", "2000-01-01", is::<Day>;
        "region-code", r"^\d{2}$", "01 … 21", "01", is::<RegionCode>;
        "e164", r"^\+\d{4,15}$", "+358…", "+3580000", is_e164;
        "email", r"^[^@\s]+@[^@\s]+$", "…@…", "a@b", is_email;
        "place-id", r"^((region|municipality):\d+|area:\S+|country:FI)$",
            "region:19 | municipality:286 | area:… | country:FI", "country:FI", is::<PlaceId>;
        "record-id", r"^\w+:\S+$", "person:…", "region:01", is::<RecordId>;
        "person-id", r"^person:[^\s]+$", "person:…", "person:mended", is::<PersonId>;
        "position-id", r"^position:[^\s]+$", "position:…", "position:mended", is::<PositionId>;
        "project-id", r"^project:[^\s]+$", "project:…", "project:mended", is::<ProjectId>;
        "organisation-id", r"^organisation:[^\s]+$", "organisation:…", "organisation:mended", is::<OrganisationId>;
        "document-id", r"^document:[^\s]+$", "document:…", "document:mended", is::<DocumentId>;
        "area-id", r"^area:[^\s]+$", "area:…", "area:mended", is::<AreaId>;
    };

    /// The form that the schema names as a `format`. Returns `None` for a name that is not in the table.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|form| form.name == name)
    }
}

fn is<T: FromStr>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}

fn is_e164(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    (4..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && !domain.is_empty() && !domain.contains('@') && !text.contains(char::is_whitespace)
    })
}

#[cfg(test)]
pub(super) mod tests {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use serde_json::Value;

    use super::TextForm;
    use crate::gazetteer::RegionCode;
    use crate::model::{AreaId, DocumentId, OrganisationId, PersonId, PlaceId, PositionId, ProjectId, RecordId};
    use crate::text::Day;

    macro_rules! texts {
        ($($name:ident is $form:literal, $is_inline:literal;)*) => {$(
            impl JsonSchema for $name {
                fn schema_name() -> Cow<'static, str> {
                    stringify!($name).into()
                }

                fn inline_schema() -> bool {
                    $is_inline
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({"type": "string", "format": $form})
                }
            }
        )*};
    }

    texts! {
        Day is "date", true;
        RegionCode is "region-code", true;
        PlaceId is "place-id", true;
        RecordId is "record-id", true;
        PersonId is "person-id", false;
        PositionId is "position-id", false;
        ProjectId is "project-id", false;
        OrganisationId is "organisation-id", false;
        DocumentId is "document-id", false;
        AreaId is "area-id", false;
    }

    /// Adds the pattern of each form that a schema names. Returns the formats that are not in the table, those of
    /// numbers excepted.
    pub(in super::super) fn add_patterns(schema: &mut Value) -> Vec<String> {
        let mut unknown = Vec::new();
        match schema {
            Value::Object(fields) => {
                if let Some(name) = fields.get("format").and_then(Value::as_str).map(str::to_owned)
                    && fields.get("minimum").is_none()
                {
                    match TextForm::named(&name) {
                        Some(form) => drop(fields.insert("pattern".to_owned(), form.pattern.into())),
                        None => unknown.push(name),
                    }
                }
                unknown.extend(fields.values_mut().flat_map(add_patterns));
            }
            Value::Array(items) => unknown.extend(items.iter_mut().flat_map(add_patterns)),
            _ => {}
        }
        unknown
    }

    #[test]
    fn every_sample_is_of_its_form() {
        for form in TextForm::ALL {
            assert!((form.fits)(form.sample), "{}", form.name);
            assert!(!(form.fits)("no form"), "{}", form.name);
        }
    }
}
