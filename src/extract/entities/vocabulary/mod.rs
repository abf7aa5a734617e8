//! The words of three languages that the rules of extraction use.
//!
//! * `file`: the form of a file of words.
//! * `word_list`: the lists of words of one rule each.

mod file;
#[cfg(test)]
mod tests;
mod word_list;

use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};

pub(crate) use crate::language::Label;
use crate::language::{given_name, label, longest_label};
use crate::model::OrganisationKind;
use crate::text::{fold, sort_by_key};
use file::File;
pub(crate) use word_list::WordList;

/// The words of all three languages: documents mix them.
pub(crate) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::read);

/// Whether a word in small letters means “and”, folded or not.
pub(crate) fn is_and(word: &str) -> bool {
    matches!(word, "ja" | "sekä" | "seka" | "och" | "samt" | "and")
}

const LANGUAGES: [(&str, &str); 3] = [
    ("fi", include_str!("../../../../assets/lexicon/fi.toml")),
    ("sv", include_str!("../../../../assets/lexicon/sv.toml")),
    ("en", include_str!("../../../../assets/lexicon/en.toml")),
];

/// The words, folded where no capital matters.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// Endings of Swedish titles.
    pub(crate) role_endings: Vec<String>,
    /// Titles that are whole words.
    pub(crate) whole_roles: HashSet<String>,
    /// Words that belong to the title after them.
    pub(crate) role_modifiers: HashSet<String>,
    /// Plural and singular of Swedish and English titles, the longest first.
    pub(crate) role_plurals: Vec<(String, String)>,
    /// Marks of somebody who stands in.
    pub(crate) acting: HashSet<String>,
    /// Marks of somebody who held a position.
    pub(crate) former: HashSet<String>,
    /// Last words of Swedish and English organisations' names, with the kind, and whether it is English.
    pub(crate) organisation_heads: HashMap<String, (OrganisationKind, bool)>,
    /// Words before the name of an organisation: “city of”.
    pub(crate) organisation_prefixes: HashSet<String>,
    /// Organisations known by name.
    pub(crate) organisation_names: HashMap<String, OrganisationKind>,
    /// Last words of the names of parts of an organisation.
    pub(crate) units: HashSet<String>,
    /// Degrees and forms of address, with their capitals.
    pub(crate) degrees: HashSet<String>,
    /// Marks of a former surname.
    pub(crate) maiden: HashSet<String>,
    /// Words before the name of a writer who introduces themselves: “my name is”.
    pub(crate) introduces: HashSet<String>,
    /// Labels of the sender of a message.
    pub(crate) senders: HashSet<String>,
    /// Headings that add nothing to the lines below.
    pub(crate) generic_headings: HashSet<String>,
    /// Headings above projects.
    pub(crate) project_headings: HashSet<String>,
    /// Headings above people who hold no position now.
    pub(crate) former_headings: HashSet<String>,
    /// Words for a position that nobody holds yet.
    pub(crate) vacancies: Vec<String>,
    /// Verbs that make a line prose.
    pub(crate) prose_verbs: HashSet<String>,
    /// Verbs of being responsible for a place, with their languages.
    pub(crate) answers: HashMap<String, &'static str>,
    /// Forms of those verbs by which a writer speaks of themselves: “vastaan”, “I cover”.
    pub(crate) writer_answers: HashSet<String>,
    /// Phrases with the meaning of one of those verbs: “is in charge of”.
    pub(crate) answer_phrases: Vec<Vec<String>>,
    /// Phrases of somebody who takes over a place: “tar över”.
    pub(crate) takes_over: HashSet<String>,
    /// Participles of those verbs, before “by”.
    pub(crate) answered: HashSet<String>,
    /// Verbs of working somewhere, with their languages.
    pub(crate) works: HashMap<String, &'static str>,
    /// Verbs of being given a position.
    pub(crate) appointed: HashSet<String>,
    /// Words for somebody who is away and keeps the position.
    pub(crate) away: HashSet<String>,
    /// Verbs of looking for somebody to employ, with their languages.
    pub(crate) recruits: HashMap<String, &'static str>,
    /// Verbs between a person and their substitute: “vikarieras av”.
    pub(crate) substituted: HashSet<String>,
    /// Verbs about the future, before a day without a year: “lopettaa 31.1.”
    pub(crate) upcoming: HashSet<String>,
    /// Verbs of standing in for somebody.
    pub(crate) substitutes: HashSet<String>,
    /// Words before the name of the person who is substituted.
    pub(crate) stands_in_for: HashSet<String>,
    /// Words for a substitute, after a name in the genitive.
    pub(crate) stand_ins: HashSet<String>,
    /// Words before the name of a superior or a colleague.
    pub(crate) works_with: HashSet<String>,
    /// Words for what somebody did before.
    pub(crate) earlier: HashSet<String>,
    /// Verbs of following somebody.
    pub(crate) succeeds: HashSet<String>,
    /// Words for the successor of the person named before: “successor”.
    pub(crate) followers: HashSet<String>,
    /// Verbs of leaving a position.
    pub(crate) leaves: HashSet<String>,
    /// Words for an event, in lower case: “seminar”.
    pub(crate) events: Vec<String>,
    /// Words for minutes, in lower case.
    pub(crate) minutes: Vec<String>,
    /// Words before hours, in lower case: “klo”.
    pub(crate) hours: Vec<String>,
    /// Words before a deadline.
    pub(crate) deadlines: Vec<String>,
    /// Words before places for which somebody is responsible, without a colon: “alueena”.
    pub(crate) area_leads: HashSet<String>,
    /// Words for an area, after the name of a place: “Pietarsaari area”.
    pub(crate) area_nouns: HashSet<String>,
    /// Words before places that do not belong to an area: “except”.
    pub(crate) excepts: HashSet<String>,
    /// Words that may precede the verb of a sentence without a subject: “also”.
    pub(crate) besides: HashSet<String>,
    /// Words after the genitive of a person who is responsible for places: “Eero Lamminpään vastuulla”.
    pub(crate) owned: HashSet<String>,
    /// Words before places at the beginning of a sentence: “In South Karelia, our contact is …”.
    pub(crate) within: HashSet<String>,
    /// Verbs with a project as the subject and places as the object: “kattaa”.
    pub(crate) covers: HashSet<String>,
    /// Words for the area of a project, before a verb and places: “kohdealueena ovat”.
    pub(crate) project_areas: HashSet<String>,
    /// Personal pronouns.
    pub(crate) pronouns: HashSet<String>,
    /// The lists of single rules, by [`WordList`]: each word as it is written, and folded if the folded form differs.
    lists: Vec<Vec<String>>,
    /// Common words of each language.
    language_words: Vec<(&'static str, HashSet<String>)>,
}

impl Vocabulary {
    /// The words of the files. A file of another form is left out; a test reads all of them.
    fn read() -> Self {
        let mut all = Self::default();
        for (language, text) in LANGUAGES {
            if let Ok(file) = toml::from_str::<File>(text) {
                all.add(language, file);
            }
        }
        sort_by_key(&mut all.role_plurals, |(plural, _)| std::cmp::Reverse(plural.len()));
        all
    }

    fn add(&mut self, language: &'static str, file: File) {
        let folded = |words: Vec<String>| words.into_iter().map(|word| fold(&word));
        if language == "en" {
            // English compounds are written apart.
            self.whole_roles.extend(folded(file.role.heads));
        } else {
            self.role_endings.extend(folded(file.role.heads));
        }
        self.whole_roles.extend(folded(file.role.whole));
        self.role_modifiers.extend(folded(file.role.modifiers));
        self.role_plurals.extend(file.role.plural.into_iter().map(|(many, one)| (many.to_lowercase(), one)));
        self.acting.extend(folded(file.role.acting).map(|word| word.trim_end_matches('.').to_owned()));
        self.former.extend(folded(file.role.former).map(|word| word.trim_end_matches('.').to_owned()));
        let organisation = file.organisation;
        for (word, kind) in organisation.heads {
            self.organisation_heads.entry(fold(&word)).or_insert((kind, language == "en"));
        }
        self.organisation_prefixes.extend(folded(organisation.before));
        self.organisation_names.extend(organisation.names.into_iter().map(|(name, kind)| (fold(&name), kind)));
        self.units.extend(folded(organisation.units));
        self.degrees.extend(file.degree.words.into_iter().map(|word| word.trim_end_matches('.').to_owned()));
        self.maiden.extend(folded(file.name.maiden).map(|word| word.trim_end_matches('.').to_owned()));
        self.introduces.extend(folded(file.name.introduces));
        self.senders.extend(folded(file.name.senders));
        self.project_headings.extend(folded(file.heading.projects));
        self.generic_headings.extend(folded(file.heading.generic));
        self.former_headings.extend(folded(file.heading.former));
        self.vacancies.extend(folded(file.vacancy.words));
        self.prose_verbs.extend(folded(file.verb.prose));
        self.away.extend(folded(file.verb.away));
        self.substitutes.extend(folded(file.verb.substitutes));
        self.stands_in_for.extend(folded(file.verb.stands_in_for));
        self.stand_ins.extend(folded(file.verb.stand_ins));
        self.works_with.extend(folded(file.verb.works_with));
        self.earlier.extend(folded(file.verb.earlier));
        self.answers.extend(folded(file.verb.answers).map(|verb| (verb, language)));
        self.writer_answers.extend(folded(file.verb.writer_answers));
        let words = |phrase: String| phrase.split(' ').map(str::to_owned).collect::<Vec<_>>();
        self.answer_phrases.extend(folded(file.verb.answer_phrases).map(words));
        self.takes_over.extend(folded(file.verb.takes_over));
        self.recruits.extend(folded(file.verb.recruits).map(|verb| (verb, language)));
        self.substituted.extend(folded(file.verb.substituted));
        self.upcoming.extend(folded(file.verb.upcoming));
        self.answered.extend(folded(file.verb.answered));
        self.works.extend(folded(file.verb.works).map(|verb| (verb, language)));
        self.appointed.extend(folded(file.verb.appointed));
        self.succeeds.extend(folded(file.verb.succeeds));
        self.followers.extend(folded(file.verb.followers));
        self.leaves.extend(folded(file.verb.leaves));
        self.events.extend(file.event.words);
        self.minutes.extend(file.event.minutes);
        self.hours.extend(file.event.hours);
        self.deadlines.extend(file.event.deadlines);
        self.area_leads.extend(folded(file.area.leads));
        self.area_nouns.extend(folded(file.area.nouns));
        self.excepts.extend(folded(file.area.excepts));
        self.besides.extend(folded(file.area.besides));
        self.owned.extend(folded(file.area.owned));
        self.within.extend(folded(file.area.within));
        self.covers.extend(folded(file.area.covers));
        self.project_areas.extend(folded(file.area.of_project));
        self.pronouns.extend(folded(file.pronoun.words));
        self.language_words.push((language, folded(file.language.words).collect()));
        self.lists.resize_with(WordList::COUNT, Vec::new);
        for (list, words) in file.list {
            if let Some(known) = self.lists.get_mut(list as usize) {
                for word in words {
                    known.extend(Some(fold(&word)).filter(|folded| *folded != word));
                    known.push(word);
                }
            }
        }
    }

    /// The words of a list, as they are written and folded, in no particular order.
    pub(crate) fn list(&self, list: WordList) -> &[String] {
        self.lists.get(list as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a list has a word, as it is written or folded.
    pub(crate) fn lists(&self, list: WordList, word: &str) -> bool {
        self.list(list).iter().any(|known| known == word)
    }

    /// Whether a word begins with one of a list.
    pub(crate) fn begins(&self, list: WordList, word: &str) -> bool {
        self.list(list).iter().any(|known| word.starts_with(known.as_str()))
    }

    /// Whether a word ends with one of a list.
    pub(crate) fn ends(&self, list: WordList, word: &str) -> bool {
        self.list(list).iter().any(|known| word.ends_with(known.as_str()))
    }

    /// The label that a whole phrase is, without its colon.
    #[expect(clippy::unused_self, reason = "labels are asked for beside the other words")]
    pub(crate) fn label(&self, phrase: &str) -> Option<Label> {
        label(phrase)
    }

    /// Whether a text has a word for a post that nobody holds yet.
    pub(crate) fn says_vacant(&self, text: &str) -> bool {
        let folded = fold(text);
        let is_edge = |letter: Option<char>| letter.is_none_or(|it| !it.is_alphanumeric());
        self.vacancies.iter().any(|vacancy| {
            folded.match_indices(vacancy.as_str()).any(|(at, _)| {
                let (before, after) = (folded.get(..at), folded.get(at + vacancy.len()..));
                is_edge(before.and_then(|it| it.chars().next_back())) && is_edge(after.and_then(|it| it.chars().next()))
            })
        })
    }

    /// Whether a text is a word for a post that nobody holds yet, or begins with one.
    pub(crate) fn is_vacancy(&self, text: &str) -> bool {
        let folded = fold(text.trim().trim_matches(['(', ')', '.', '-', '–']));
        self.vacancies.iter().any(|vacancy| {
            folded == *vacancy
                || folded.starts_with(&format!("{vacancy} "))
                || folded.starts_with(&format!("{vacancy},"))
        })
    }

    /// The maximum number of words of a label.
    #[expect(clippy::unused_self, reason = "labels are asked for beside the other words")]
    pub(crate) fn longest_label(&self) -> usize {
        longest_label()
    }

    /// Whether a word is a known given name: `Some(true)` for a Nordic one. Parts between hyphens are looked up apart.
    #[expect(clippy::unused_self, reason = "given names are asked for beside the other words")]
    pub(crate) fn given_name(&self, word: &str) -> Option<bool> {
        given_name(word)
    }

    /// Whether a word is a common one of a language.
    pub(crate) fn is_common(&self, language: &str, word: &str) -> bool {
        self.language_words.iter().any(|(code, words)| *code == language && words.contains(&fold(word)))
    }

    /// The language of a text by its common words, or `None` if there are too few.
    pub(crate) fn language_of<'a>(&self, words: impl Iterator<Item = &'a str>) -> Option<&'static str> {
        const MIN: usize = 2;
        let mut counts = [0_usize; LANGUAGES.len()];
        for word in words {
            let folded = fold(word);
            for ((_, known), count) in self.language_words.iter().zip(&mut counts) {
                *count += usize::from(known.contains(&folded));
            }
        }
        let best = counts.iter().copied().max().filter(|count| *count >= MIN)?;
        let mut winners = self.language_words.iter().zip(counts).filter(|(_, count)| *count == best);
        let ((language, _), _) = winners.next()?;
        winners.next().is_none().then_some(*language)
    }
}
