//! The lines of `assets/gazetteer/` as plain columns.
//!
//! The files describe the form of their lines. A line of another form is left out; a test checks that there is none.

const AREAS: &str = include_str!("../../assets/gazetteer/areas.txt");
const MUNICIPALITIES: &str = include_str!("../../assets/gazetteer/municipalities.txt");
const LOCALITIES: &str = include_str!("../../assets/gazetteer/localities.txt");
const VILLAGES: &str = include_str!("../../assets/gazetteer/villages.txt");
const OFFICES: &str = include_str!("../../assets/gazetteer/offices.txt");
const FORMS: &str = include_str!("../../assets/gazetteer/forms.txt");

/// The columns of names of a line: Finnish, Swedish, English. In each, names are separated by commas.
pub(super) type Spelled = [&'static str; 3];

/// A line of `areas.txt`.
#[derive(Clone, Debug)]
pub(super) struct AreaRow {
    /// `region`, `ely` or `wider`.
    pub(super) kind: &'static str,
    /// Empty for a wider area.
    pub(super) code: &'static str,
    pub(super) spelled: Spelled,
    /// The columns after the names.
    pub(super) columns: Vec<&'static str>,
}

/// A line of `municipalities.txt`.
#[derive(Clone, Copy, Debug)]
pub(super) struct MunicipalityRow {
    pub(super) code: &'static str,
    /// The code of the region whose heading is above the line.
    pub(super) region: &'static str,
    /// The code of the municipality that it was merged into.
    pub(super) merged_into: Option<&'static str>,
    pub(super) spelled: Spelled,
    /// Short forms, separated by commas.
    pub(super) short: &'static str,
}

/// A line of `localities.txt`.
#[derive(Clone, Copy, Debug)]
pub(super) struct LocalityRow {
    /// The kind of the names, and the Finnish name of a municipality or the code of a region.
    pub(super) within: (&'static str, &'static str),
    /// Separated by commas.
    pub(super) names: &'static str,
}

/// The localities, in the order of the file.
pub(super) fn localities() -> impl Iterator<Item = LocalityRow> {
    lines(LOCALITIES).filter_map(|line| {
        let (within, names) = line.split_once('|')?;
        Some(LocalityRow { within: within.trim().split_once(' ')?, names: names.trim() })
    })
}

/// The names of each village with the code of its region, in the order of the file.
pub(super) fn villages() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut region = None;
    lines(VILLAGES).filter_map(move |line| {
        if let Some(heading) = line.strip_prefix("region ") {
            region = heading.get(..2);
            return None;
        }
        Some((region?, line))
    })
}

/// A line of `offices.txt`.
#[derive(Clone, Copy, Debug)]
pub(super) struct OfficeRow {
    /// `kind` and a name, or `ely` and a code.
    pub(super) kind: &'static str,
    /// Separated by commas.
    pub(super) names: &'static str,
}

/// The kinds of organisations and the short names, in the order of the file.
pub(super) fn offices() -> impl Iterator<Item = OfficeRow> {
    lines(OFFICES).filter_map(|line| {
        let (kind, names) = line.split_once('|')?;
        Some(OfficeRow { kind: kind.trim(), names: names.trim() })
    })
}

/// The areas, in the order of the file.
pub(super) fn areas() -> impl Iterator<Item = AreaRow> {
    lines(AREAS).filter_map(|line| {
        let mut columns = line.split('|').map(str::trim);
        let head = columns.next()?;
        let (kind, code) = head.split_once(' ').unwrap_or((head, ""));
        let spelled = [columns.next()?, columns.next()?, columns.next()?];
        Some(AreaRow { kind, code, spelled, columns: columns.collect() })
    })
}

/// The municipalities, in the order of the file.
pub(super) fn municipalities() -> impl Iterator<Item = MunicipalityRow> {
    let mut region = None;
    lines(MUNICIPALITIES).filter_map(move |line| {
        if let Some(heading) = line.strip_prefix("region ") {
            region = heading.get(..2);
            return None;
        }
        let mut columns = line.split('|').map(str::trim);
        let (code, finnish) = columns.next()?.split_once(' ')?;
        let (finnish, merged_into) =
            finnish.split_once(" > ").map_or((finnish, None), |(finnish, whole)| (finnish, Some(whole)));
        let mut column = || columns.next().unwrap_or_default();
        let spelled = [finnish, column(), column()];
        Some(MunicipalityRow { code, region: region?, merged_into, spelled, short: column() })
    })
}

/// Finnish names and those of their forms that no rule makes, the genitive first.
pub(super) fn irregular() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    let names = lines(FORMS).filter_map(|line| line.split_once(": ")).filter(|(name, _)| *name != ORDINARY);
    names.map(|(name, forms)| (name, listed(forms)))
}

/// Words that look like forms of a name but are not, in lower case.
pub(super) fn ordinary() -> impl Iterator<Item = &'static str> {
    lines(FORMS)
        .filter_map(|line| line.split_once(": "))
        .filter(|(name, _)| *name == ORDINARY)
        .flat_map(|(_, words)| listed(words))
}

const ORDINARY: &str = "ordinary";

/// The names of a column.
pub(super) fn listed(column: &'static str) -> impl Iterator<Item = &'static str> {
    column.split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// A name, and the genitive that follows it after a slash.
pub(super) fn name_and_genitive(name: &'static str) -> (&'static str, Option<&'static str>) {
    name.split_once('/').map_or((name, None), |(name, genitive)| (name, Some(genitive)))
}

fn lines(asset: &'static str) -> impl Iterator<Item = &'static str> {
    asset.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        assert_eq!(areas().count(), lines(AREAS).count());
        let headings: Vec<_> = lines(MUNICIPALITIES).filter(|line| line.starts_with("region ")).collect();
        assert_eq!(municipalities().count() + headings.len(), lines(MUNICIPALITIES).count());
        assert_eq!(irregular().count() + 1, lines(FORMS).count());
        let regions = areas().filter(|row| row.kind == "region");
        let regions =
            regions.filter_map(|row| Some(format!("region {} {}", row.code, row.spelled[0].split(['/', ',']).next()?)));
        assert_eq!(headings, regions.collect::<Vec<_>>());
    }
}
