//! Titles, organisations and kinds of documents by all their names, in three languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold;

/// What something is called in three languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Translation<'a> {
    /// In Finnish.
    pub fi: &'a str,
    /// In Swedish.
    pub sv: &'a str,
    /// In English.
    pub en: &'a str,
}

/// A row of the table: names that mean the same.
struct Gloss {
    kind: GlossKind,
    /// All names, folded.
    names: Vec<String>,
    /// For Finnish, Swedish and English: the names that the row translates, the usual one first.
    columns: [Vec<&'static str>; 3],
}

/// What the names of a row are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum GlossKind {
    /// A title.
    Role,
    /// A word, or the last part of a word, in the title of somebody who leads.
    Leader,
    /// An organisation, a fund or a kind of office.
    Organisation,
    /// A kind of project or document.
    DocumentKind,
}

static GLOSSES: LazyLock<Vec<Gloss>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/lexicon/glosses.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(read).collect()
});

/// The first row of each kind that translates a folded name.
static ROWS_BY_NAME: LazyLock<HashMap<GlossKind, HashMap<String, usize>>> = LazyLock::new(|| {
    let mut rows: HashMap<GlossKind, HashMap<String, usize>> = HashMap::new();
    for (row, gloss) in GLOSSES.iter().enumerate() {
        for name in gloss.columns.iter().flatten() {
            rows.entry(gloss.kind).or_default().entry(fold(name)).or_insert(row);
        }
    }
    rows
});

/// The other names of a folded title, folded, each once. Empty for a title that is not in the table.
///
/// A title belongs to a row if one of its words is a name of the row, or ends in a word for somebody who leads:
/// `projektipaallikko` gives `hankepaallikko`, `projektchef`, `boss` and others; so do `enhetschef`, `chef for enheten`
/// and `head of unit`.
///
/// * **Source** — `assets/lexicon/glosses.tsv`.
#[must_use]
pub fn title_synonyms(title: &str) -> Vec<&'static str> {
    let has_name = |name: &String| title == name || title.split(' ').any(|word| word == name);
    let leads = |name: &String| {
        let is_compound = |word: &str| name.len() >= SHORTEST_ENDING && word.ends_with(name.as_str());
        // The words after a preposition name who or what is led or assisted: an assistant to the head is not a head.
        let mut words = title.split([' ', '-', ',']).take_while(|word| !PREPOSITIONS.contains(word));
        title == name || words.any(|word| word == name || is_compound(word))
    };
    let role = GLOSSES.iter().find(|gloss| gloss.kind == GlossKind::Role && gloss.names.iter().any(has_name));
    let leader = GLOSSES.iter().find(|gloss| gloss.kind == GlossKind::Leader && gloss.names.iter().any(leads));
    others(role.into_iter().chain(leader), title)
}

/// The other names of the folded name of an organisation, folded, each once. Empty for an organisation that is not in
/// the table.
///
/// * **Source** — `assets/lexicon/glosses.tsv`.
#[must_use]
pub fn organisation_synonyms(name: &str) -> Vec<&'static str> {
    let is_called = |gloss: &&Gloss| gloss.kind == GlossKind::Organisation && gloss.names.iter().any(|own| own == name);
    others(GLOSSES.iter().find(is_called).into_iter(), name)
}

/// A title in three languages: unchanged in its own language, and the usual translation in the others. Returns `None`
/// for a title that is not in the table.
///
/// * **Source** — `assets/lexicon/glosses.tsv`.
///
/// ```
/// use allu::language::title_translation;
///
/// let title = title_translation("hankepäällikkö").unwrap();
/// assert_eq!((title.fi, title.en), ("hankepäällikkö", "project manager"));
/// assert!(title_translation("taikuri").is_none());
/// ```
#[must_use]
pub fn title_translation(title: &str) -> Option<Translation<'_>> {
    translation(GlossKind::Role, title)
}

/// An organisation in three languages, as for titles in [`title_translation`].
///
/// * **Source** — `assets/lexicon/glosses.tsv`.
#[must_use]
pub fn organisation_translation(name: &str) -> Option<Translation<'_>> {
    translation(GlossKind::Organisation, name)
}

/// The shortest name of an organisation in each language, such as `ESF`. Returns `None` for an organisation that the table
/// does not have.
///
/// * **Source** — `assets/lexicon/glosses.tsv`.
#[must_use]
pub fn organisation_abbreviation(name: &str) -> Option<Translation<'static>> {
    let [fi, sv, en] = row_of(GlossKind::Organisation, &fold(name))?
        .columns
        .each_ref()
        .map(|column| column.iter().copied().min_by_key(|name| name.chars().count()));
    Some(Translation { fi: fi?, sv: sv?, en: en? })
}

/// A kind of project or document in three languages, as [`title_translation`] has titles.
///
/// * **Source** — `assets/lexicon/glosses.tsv`.
#[must_use]
pub fn kind_translation(kind: &str) -> Option<Translation<'_>> {
    translation(GlossKind::DocumentKind, kind)
}

/// The row that translates a folded name.
fn row_of(kind: GlossKind, folded: &str) -> Option<&'static Gloss> {
    GLOSSES.get(*ROWS_BY_NAME.get(&kind)?.get(folded)?)
}

fn translation(kind: GlossKind, name: &str) -> Option<Translation<'_>> {
    let folded = fold(name);
    let gloss = row_of(kind, &folded)?;
    let [fi, sv, en] = gloss.columns.each_ref().map(|column| {
        let is_own = column.iter().any(|own| fold(own) == folded);
        if is_own { Some(name) } else { column.first().copied() }
    });
    Some(Translation { fi: fi?, sv: sv?, en: en? })
}

/// The folded prepositions after the noun of a title.
const PREPOSITIONS: [&str; 10] = ["at", "av", "for", "i", "in", "of", "pa", "till", "to", "vid"];

/// The minimum number of letters of the last part of a compound.
const SHORTEST_ENDING: usize = 4;

fn others(glosses: impl Iterator<Item = &'static Gloss>, name: &str) -> Vec<&'static str> {
    let mut others: Vec<&'static str> = Vec::new();
    for other in glosses.flat_map(|gloss| &gloss.names).map(String::as_str) {
        if other != name && !others.contains(&other) {
            others.push(other);
        }
    }
    others
}

fn read(line: &'static str) -> Option<Gloss> {
    let (kind, columns) = line.split_once('\t')?;
    let kind = match kind {
        "role" => GlossKind::Role,
        "leader" => GlossKind::Leader,
        "organisation" => GlossKind::Organisation,
        "kind" => GlossKind::DocumentKind,
        _ => return None,
    };
    let mut names: Vec<String> = Vec::new();
    let mut translated: [Vec<&'static str>; 3] = Default::default();
    for (column, own) in columns.split('\t').zip(&mut translated) {
        for name in column.split("; ").map(str::trim).filter(|name| !name.is_empty()) {
            let wider = name.strip_prefix('~');
            names.push(fold(wider.unwrap_or(name)));
            own.extend(wider.is_none().then_some(name));
        }
    }
    Some(Gloss { kind, names, columns: translated })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = include_str!("../../assets/lexicon/glosses.tsv").lines();
        let lines: Vec<&str> = lines.filter(|line| !line.starts_with('#')).collect();
        assert!(lines.iter().all(|line| line.split('\t').count() == 4), "four columns each");
        assert_eq!(GLOSSES.len(), lines.len());
        assert!(GLOSSES.iter().all(|gloss| gloss.names.len() > 1));
    }

    #[test]
    fn a_title_goes_by_its_other_names_and_who_leads_by_those_of_everybody_who_does() {
        assert!(title_synonyms("aluekoordinaattori").contains(&"samordnare"));
        for title in [
            "hankepaallikko",
            "projektipaallikko",
            "palvelupaallikko",
            "kehittamisjohtaja",
            "project manager",
            "enhetschef",
            "chef for integrationsenheten",
            "head of unit",
            "johtava paallikko, kotouttaminen",
        ] {
            let others = title_synonyms(title);
            assert!(
                ["boss", "pomo", "esimies", "direktor", "director"].iter().all(|name| others.contains(name)),
                "{title}"
            );
        }
        for title in [
            "aluekoordinaattori",
            "maahanmuuttokoordinaattori",
            "chauffor",
            "assistant to the head",
            "johtajan sihteeri",
        ] {
            assert!(title_synonyms(title).iter().all(|name| *name != "pomo"), "{title}");
        }
        assert!(title_synonyms("taikuri").is_empty());
    }

    #[test]
    fn a_title_is_translated_by_its_own_row_and_as_it_is_written_in_its_own_language() {
        let names = |title| title_translation(title).map(|title| [title.fi, title.sv, title.en]);
        assert_eq!(
            names("aluekoordinaattori"),
            Some(["aluekoordinaattori", "regionkoordinator", "regional coordinator"])
        );
        assert_eq!(names("koordinaattori"), Some(["koordinaattori", "koordinator", "coordinator"]));
        assert_eq!(names("Projektledare"), Some(["projektipäällikkö", "Projektledare", "project manager"]));
        assert_eq!(names("hankejohtaja"), Some(["hankejohtaja", "projektdirektör", "project director"]));
        assert_eq!(names("allu"), None, "a name of the trade is no title");
    }

    #[test]
    fn every_row_that_is_shown_has_a_name_in_each_language() {
        for gloss in GLOSSES.iter().filter(|gloss| gloss.kind != GlossKind::Leader) {
            assert!(gloss.columns.iter().all(|column| !column.is_empty()), "{:?}", gloss.names);
        }
    }

    #[test]
    fn an_organisation_goes_by_its_names_in_three_languages() {
        assert!(organisation_synonyms("tyo- ja elinkeinoministerio").contains(&"anm"));
        assert!(organisation_synonyms("esr").contains(&"european social fund"));
        assert!(organisation_synonyms("lapin ely-keskus").is_empty());
    }
}
