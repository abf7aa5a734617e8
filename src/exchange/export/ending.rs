//! The endings of exported files, which determine their formats.

use std::path::Path;

use super::ExportFormat;

/// The formats with an ending of their own, and the ending.
const ENDINGS: [(ExportFormat, &str); 6] = [
    (ExportFormat::VCard, "vcf"),
    (ExportFormat::Csv, "csv"),
    (ExportFormat::Ldif, "ldif"),
    (ExportFormat::JsContact, "jscontact"),
    (ExportFormat::Json, "json"),
    (ExportFormat::Markdown, "md"),
];

impl ExportFormat {
    /// The format for the ending of a path, in any case of its letters. Returns `None` for other endings.
    ///
    /// # Examples
    ///
    /// ```
    /// use allu::exchange::ExportFormat;
    ///
    /// assert_eq!(ExportFormat::of_path("lists/people.CSV"), Some(ExportFormat::Csv));
    /// assert_eq!(ExportFormat::of_path("people"), None);
    /// ```
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let ending = Path::new(path).extension()?.to_str()?;
        ENDINGS.iter().find(|(_, own)| ending.eq_ignore_ascii_case(own)).map(|(format, _)| *format)
    }

    /// The path with the ending of the format that is `by` steps after that of the path.
    #[must_use]
    pub fn turned_path(path: &str, by: isize) -> String {
        let at = Self::of_path(path).and_then(|format| ENDINGS.iter().position(|(own, _)| *own == format));
        let stem = match at {
            Some(_) => path.rsplit_once('.').map_or(path, |(stem, _)| stem),
            None => path,
        };
        let count = ENDINGS.len().cast_signed();
        let next = at.map_or(0, |at| (at.cast_signed() + by).rem_euclid(count).cast_unsigned());
        format!("{stem}.{}", ENDINGS.get(next).map_or("vcf", |(_, ending)| ending))
    }
}
