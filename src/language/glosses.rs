//! Titles and organisations by all their names.

use std::sync::LazyLock;

use crate::text::fold;

/// A row of the table: folded names that mean the same.
struct Gloss {
    kind: Kind,
    names: Vec<String>,
}

/// What the names of a row are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A title.
    Role,
    /// A word, or the last part of a word, in the title of somebody who leads.
    Leader,
    /// An organisation, a fund or a kind of office.
    Organisation,
}

static GLOSSES: LazyLock<Vec<Gloss>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/lexicon/glosses.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(read).collect()
});

/// The other names of a folded title, folded, each once; none for a title that is not in the table.
///
/// A title answers to a row if one of its words is a name of the row, or ends in a word for somebody who leads:
/// `projektipaallikko` gives `hankepaallikko`, `projektchef`, `boss` and others; so do `enhetschef`, `chef for enheten`
/// and `head of unit`.
///
/// * **Source** — `assets/lexicon/glosses.tsv`.
#[must_use]
pub fn title_synonyms(title: &str) -> Vec<&'static str> {
    let has_name = |name: &String| title == name || title.split(' ').any(|word| word == name);
    let leads = |name: &String| {
        let is_compound = |word: &str| name.len() >= SHORTEST_ENDING && word.ends_with(name.as_str());
        // Behind a preposition is who or what is led or helped: an assistant to the head is no head.
        let mut words = title.split([' ', '-', ',']).take_while(|word| !PREPOSITIONS.contains(word));
        title == name || words.any(|word| word == name || is_compound(word))
    };
    let role = GLOSSES.iter().find(|gloss| gloss.kind == Kind::Role && gloss.names.iter().any(has_name));
    let leader = GLOSSES.iter().find(|gloss| gloss.kind == Kind::Leader && gloss.names.iter().any(leads));
    others(role.into_iter().chain(leader), title)
}

/// The other names of the folded name of an organisation, folded, each once; none for one that is not in the table.
///
/// * **Source** — `assets/lexicon/glosses.tsv`.
#[must_use]
pub fn organisation_synonyms(name: &str) -> Vec<&'static str> {
    let is_called = |gloss: &&Gloss| gloss.kind == Kind::Organisation && gloss.names.iter().any(|own| own == name);
    others(GLOSSES.iter().find(is_called).into_iter(), name)
}

/// The folded prepositions that follow the word that says what somebody is.
const PREPOSITIONS: [&str; 10] = ["at", "av", "for", "i", "in", "of", "pa", "till", "to", "vid"];

/// The fewest letters of the last part of a compound.
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

fn read(line: &str) -> Option<Gloss> {
    let (kind, columns) = line.split_once('\t')?;
    let kind = match kind {
        "role" => Kind::Role,
        "leader" => Kind::Leader,
        "organisation" => Kind::Organisation,
        _ => return None,
    };
    let names = columns.split('\t').flat_map(|column| column.split("; ")).map(|name| fold(name.trim()));
    Some(Gloss { kind, names: names.filter(|name| !name.is_empty()).collect() })
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
        assert!(title_synonyms("suunnittelija").is_empty());
    }

    #[test]
    fn an_organisation_goes_by_its_names_in_three_languages() {
        assert!(organisation_synonyms("tyo- ja elinkeinoministerio").contains(&"anm"));
        assert!(organisation_synonyms("esr").contains(&"european social fund"));
        assert!(organisation_synonyms("lapin ely-keskus").is_empty());
    }
}
