//! Reads `assets/gazetteer/`. The files say how their lines read; a line that reads otherwise is left out, and a test
//! counts that none is.

use std::sync::LazyLock;

use super::area::Extent;
use super::{ElyArea, ElyCode, Municipality, MunicipalityCode, Names, Place, Region, RegionCode, WiderArea};

const AREAS: &str = include_str!("../../assets/gazetteer/areas.txt");
const MUNICIPALITIES: &str = include_str!("../../assets/gazetteer/municipalities.txt");
const FORMS: &str = include_str!("../../assets/gazetteer/forms.txt");

/// The facts of the assets.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) regions: Vec<Region>,
    pub(super) ely_areas: Vec<ElyArea>,
    pub(super) wider_areas: Vec<Extent>,
    pub(super) municipalities: Vec<Municipality>,
    /// Every name of every place.
    pub(super) spellings: Vec<Spelling>,
    /// Finnish names and the forms of theirs that no rule makes, the genitive first.
    pub(super) irregular: Vec<(&'static str, Vec<&'static str>)>,
    /// Words that look like a form of a name and are not, in lower case.
    pub(super) ordinary: Vec<&'static str>,
}

/// One way to write a place's name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    pub(super) place: Place,
    pub(super) name: &'static str,
    pub(super) inflection: Inflection,
}

/// How a name takes its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inflection {
    /// As Finnish does, from this genitive; from the name and `-n` when there is none.
    Finnish(Option<&'static str>),
    /// With an `-s` at most, as in Swedish and English.
    Foreign,
    /// Not at all.
    Never,
}

/// The facts, read when first asked for.
pub(super) fn tables() -> &'static Tables {
    static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);
    &TABLES
}

impl Tables {
    fn read() -> Self {
        let mut tables = Self::default();
        for line in lines(AREAS) {
            tables.read_area(line);
        }
        let mut region = None;
        for line in lines(MUNICIPALITIES) {
            if let Some(heading) = line.strip_prefix("region ") {
                region = heading.get(..2).and_then(RegionCode::of_shape);
            } else if let Some(region) = region {
                tables.read_municipality(line, region);
            }
        }
        for line in lines(FORMS) {
            if let Some(words) = line.strip_prefix("ordinary: ") {
                tables.ordinary.extend(listed(words));
            } else if let Some((name, forms)) = line.split_once(": ") {
                tables.irregular.push((name, listed(forms).collect()));
            }
        }
        tables.municipalities.sort_unstable_by_key(|municipality| municipality.code);
        tables
    }

    fn read_area(&mut self, line: &'static str) -> Option<()> {
        let mut columns = line.split('|').map(str::trim);
        let (kind, code) = columns.next().map(|head| head.split_once(' ').unwrap_or((head, "")))?;
        let spelled = [columns.next()?, columns.next()?, columns.next()?];
        let names = first_names(spelled);
        let place = match kind {
            "region" => {
                let code = RegionCode::of_shape(code)?;
                let (row, column) = columns.next()?.split_once(',')?;
                let tile = (row.parse().ok()?, column.parse().ok()?);
                let ely = ElyCode::of_shape(columns.next()?);
                let successor = columns.next().filter(|centre| !centre.is_empty());
                self.regions.push(Region { code, names, tile, ely, successor });
                Place::Region(code)
            }
            "ely" => {
                let code = ElyCode::of_shape(code)?;
                let namesake = spelled[0].strip_prefix('=').and_then(RegionCode::of_shape);
                let namesake = self.regions.iter().find(|region| Some(region.code) == namesake);
                let area = namesake.map_or(names, |region| region.names);
                let regions = region_codes(columns.next()?)?;
                let centre = Names { fi: columns.next()?, sv: columns.next()?, en: columns.next()? };
                self.ely_areas.push(ElyArea { code, area, centre, regions });
                if namesake.is_some() {
                    return Some(());
                }
                Place::Ely(code)
            }
            "wider" => {
                let place = Place::Wider(WiderArea(self.wider_areas.len().try_into().ok()?));
                self.wider_areas.push(Extent { names, regions: region_codes(columns.next()?)? });
                place
            }
            _ => return None,
        };
        self.spell(place, spelled);
        Some(())
    }

    fn read_municipality(&mut self, line: &'static str, region: RegionCode) -> Option<()> {
        let mut columns = line.split('|').map(str::trim);
        let (code, finnish) = columns.next()?.split_once(' ')?;
        let code = MunicipalityCode::of_shape(code)?;
        let (finnish, merged_into) = match finnish.split_once(" > ") {
            Some((finnish, whole)) => (finnish, Some(MunicipalityCode::of_shape(whole)?)),
            None => (finnish, None),
        };
        let spelled = [finnish, columns.next().unwrap_or_default(), columns.next().unwrap_or_default()];
        let place = Place::Municipality(code);
        self.municipalities.push(Municipality { code, names: first_names(spelled), region, merged_into });
        self.spell(place, spelled);
        let short = listed(columns.next().unwrap_or_default());
        self.spellings.extend(short.map(|name| Spelling { place, name, inflection: Inflection::Never }));
        Some(())
    }

    fn spell(&mut self, place: Place, [finnish, swedish, english]: [&'static str; 3]) {
        for (name, genitive) in listed(finnish).map(name_and_genitive) {
            self.spellings.push(Spelling { place, name, inflection: Inflection::Finnish(genitive) });
        }
        for name in listed(swedish).chain(listed(english)) {
            self.spellings.push(Spelling { place, name, inflection: Inflection::Foreign });
        }
    }
}

fn lines(asset: &'static str) -> impl Iterator<Item = &'static str> {
    asset.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn listed(column: &'static str) -> impl Iterator<Item = &'static str> {
    column.split(',').map(str::trim).filter(|name| !name.is_empty())
}

fn name_and_genitive(name: &'static str) -> (&'static str, Option<&'static str>) {
    name.split_once('/').map_or((name, None), |(name, genitive)| (name, Some(genitive)))
}

fn first_names(spelled: [&'static str; 3]) -> Names {
    let [fi, sv, en] = spelled.map(|column| listed(column).next().map(|name| name_and_genitive(name).0));
    let fi = fi.unwrap_or_default();
    Names { fi, sv: sv.unwrap_or(fi), en: en.unwrap_or(fi) }
}

fn region_codes(column: &str) -> Option<&'static [RegionCode]> {
    let codes: Option<Vec<RegionCode>> = column.split(' ').map(RegionCode::of_shape).collect();
    // Read once in the life of the program, and then for good.
    codes.map(|codes| &*codes.leak())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let tables = tables();
        let areas = tables.regions.len() + tables.ely_areas.len() + tables.wider_areas.len();
        assert_eq!(areas, lines(AREAS).count());
        let headings = lines(MUNICIPALITIES).filter(|line| line.starts_with("region ")).count();
        assert_eq!(tables.municipalities.len() + headings, lines(MUNICIPALITIES).count());
        assert_eq!(tables.irregular.len() + 1, lines(FORMS).count());
    }

    #[test]
    fn the_headings_of_the_municipalities_are_the_regions() {
        let headings: Vec<_> = lines(MUNICIPALITIES).filter_map(|line| line.strip_prefix("region ")).collect();
        let regions: Vec<_> =
            tables().regions.iter().map(|region| format!("{} {}", region.code, region.names.fi)).collect();
        assert_eq!(headings, regions);
    }

    #[test]
    fn what_is_searched_by_code_stands_in_the_order_of_codes() {
        assert!(tables().regions.is_sorted_by_key(|region| region.code));
        assert!(tables().ely_areas.is_sorted_by_key(|area| area.code));
    }

    #[test]
    fn every_irregular_name_is_a_name() {
        for (name, _) in &tables().irregular {
            assert!(tables().spellings.iter().any(|spelling| spelling.name == *name), "{name}");
        }
    }
}
