//! Queries for the generated people, made by rules, with the records that may be first.

use allu::gazetteer;
use allu::model::Model;
use allu::text::fold;

use super::people::{Somebody, for_region, for_town, ids, people_of};
use super::{Dice, ROLES, genitive};

/// A query and its accepted first records; empty if no record may match.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) kind: &'static str,
    pub(crate) pane: &'static str,
    pub(crate) query: String,
    pub(crate) accepted: Vec<String>,
}

/// How many questions of a kind.
const EACH: usize = 30;

/// Inflected names of regions and municipalities that the rules here do not form.
const TOWN_FORMS: &str = "Rovaniemi:Rovaniemellä Oulu:Oulussa Kajaani:Kajaanista Kuopio:Kuopioon Mikkeli:Mikkelissä \
    Joensuu:Joensuusta Jyväskylä:Jyväskylään Tampere:Tampereella Turku:Turussa Pori:Poriin Rauma:Raumalla Salo:Salossa \
    Vaasa:Vaasasta Seinäjoki:Seinäjoella Kokkola:Kokkolassa Helsinki:Helsingissä Espoo:Espoosta Vantaa:Vantaalla \
    Lahti:Lahdessa Kouvola:Kouvolaan Kotka:Kotkasta Lappeenranta:Lappeenrannassa Hämeenlinna:Hämeenlinnan \
    Raahe:Raahessa Kemi:Kemissä Tornio:Torniosta Kuusamo:Kuusamoon Iisalmi:Iisalmessa Varkaus:Varkauteen Lohja:Lohjalla";

const NOWHERE: &str = "zzxxqq Tukholma xqvwyz qqqq Pietarissa zxcvbn asdfgh Tallinnassa brzęczy 0207777777777 \
    hjklö Umeå wwwwww Kööpenhaminassa 1999999999999 fghjkl Oslossa mnbvcxz";

/// All queries for a model, the same for the same seed.
pub(crate) fn asked(model: &Model, seed: u64) -> Vec<Asked> {
    let mut maker = Maker { people: people_of(model), dice: Dice::new(seed), made: Vec::new() };
    maker.names();
    maker.bent_names();
    maker.places();
    maker.numbers_and_addresses();
    maker.typos();
    maker.beginnings();
    maker.roles_and_projects(model);
    maker.operators();
    maker.regions();
    for word in NOWHERE.split_whitespace() {
        maker.ask("nothing", word.to_owned(), Vec::new());
    }
    maker.abbreviations();
    maker.made
}

struct Maker {
    people: Vec<Somebody>,
    dice: Dice,
    made: Vec<Asked>,
}

impl Maker {
    fn ask(&mut self, kind: &'static str, query: String, accepted: Vec<String>) {
        self.made.push(Asked { kind, pane: "people", query, accepted });
    }

    fn ask_who(&mut self, kind: &'static str, query: String, is_right: impl Fn(&Somebody) -> bool) {
        let accepted = ids(self.people.iter().filter(|one| is_right(one)));
        assert!(!accepted.is_empty(), "{query}: a question that has an answer");
        self.ask(kind, query, accepted);
    }

    fn anybody(&mut self) -> Somebody {
        let length = self.people.len();
        self.people[self.dice.below(length)].clone()
    }

    fn somebody(&mut self, is_fit: impl Fn(&Somebody) -> bool) -> Somebody {
        loop {
            let one = self.anybody();
            if is_fit(&one) {
                return one;
            }
        }
    }

    fn names(&mut self) {
        for _ in 0..EACH {
            let one = self.anybody();
            self.ask_who("exact", one.name.clone(), |other| other.is_called(&one.name));
            let one = self.somebody(|one| gazetteer::places_called(&one.surname).is_empty());
            self.ask_who("exact", one.surname.to_uppercase(), |other| other.is_called(&one.surname));
            let one = self.anybody();
            let turned = format!("{} {}", one.surname, one.given);
            self.ask_who("order", turned, |other| other.is_called(&one.name));
            let one = self.somebody(|one| !one.surname.is_ascii());
            self.ask_who("accents", fold(&one.name), |other| other.is_called(&one.name));
        }
    }

    fn bent_names(&mut self) {
        for place in 0..EACH {
            let is_fit = |one: &Somebody| !one.surname.contains('-') && genitive(&one.surname).is_some();
            let one = self.somebody(is_fit);
            let bent = genitive(&one.surname).unwrap_or_default();
            let query = match place % 4 {
                0 => format!("{} {bent}", one.given),
                1 => format!("{} {}lle", one.given, bent.trim_end_matches('n')),
                2 => format!("{} {}lta", one.given, bent.trim_end_matches('n')),
                _ => format!("{} {bent} numero", one.given),
            };
            self.ask_who("inflected", query, |other| other.is_called(&one.name));
            let one = self.somebody(is_fit);
            let bent = genitive(&one.surname).unwrap_or_default();
            let query = match place % 5 {
                0 => format!("mikä on {} {bent} puhelinnumero?", one.given),
                1 => format!("soita {} {}lle", one.given, bent.trim_end_matches('n')),
                2 => format!("vem är {}?", one.name),
                3 => format!("what is {}'s number?", one.name),
                _ => format!("Kenen numero on {}?", one.printed),
            };
            self.ask_who("question", query, |other| other.is_called(&one.name));
        }
    }

    fn places(&mut self) {
        let standing: Vec<_> = gazetteer::municipalities().iter().filter(|town| town.merged_into.is_none()).collect();
        for _ in 0..EACH {
            let town = *self.dice.pick(&standing);
            let accepted = for_town(&self.people, town.code);
            // If nobody is responsible, the people who work there are found, and nobody else.
            if !accepted.is_empty() {
                self.ask("municipality", town.names.fi.to_owned(), accepted);
            }
        }
        for (name, form) in TOWN_FORMS.split_whitespace().filter_map(|pair| pair.split_once(':')) {
            let town = standing.iter().find(|town| town.names.fi == name).expect("a town");
            let accepted = for_town(&self.people, town.code);
            self.ask("municipality-inflected", form.to_owned(), accepted);
        }
        for town in standing.iter().filter(|town| town.names.sv != town.names.fi).take(EACH / 2) {
            let accepted = for_town(&self.people, town.code);
            self.ask("swedish", format!("vem ansvarar för {}", town.names.sv), accepted);
        }
        for region in gazetteer::regions() {
            let accepted = for_region(&self.people, region.code);
            self.ask("swedish", format!("regionkoordinator i {}", region.names.sv), accepted.clone());
            self.ask("english", format!("regional coordinator for {}", region.names.en), accepted.clone());
            self.ask("english", format!("who covers {}?", region.names.en), accepted);
        }
    }

    fn numbers_and_addresses(&mut self) {
        for place in 0..EACH {
            let one = self.anybody();
            let (head, tail) = one.national.split_at(one.national.len() - 4);
            let query = match place % 6 {
                0 => format!("0{}", one.national),
                1 => format!("+358{}", one.national),
                2 => format!("00358 {head} {tail}"),
                3 => format!("0{head}-{tail}"),
                4 => format!("358{}", one.national),
                _ => tail.to_owned(),
            };
            let ending = if place % 6 == 5 { tail.to_owned() } else { one.national.clone() };
            // The first four digits of a number find it, too.
            self.ask_who("digits", query, |other| {
                other.national.ends_with(&ending) || (ending.len() == 4 && other.national.starts_with(&ending))
            });
            let one = self.anybody();
            let (local, host) = one.address.split_once('@').expect("an address");
            let query = match place % 5 {
                0 => one.address.clone(),
                1 => one.address.to_uppercase(),
                2 => format!("mailto:{}", one.address),
                3 => format!("<{}>", one.address),
                _ => format!("{local}@{}", &host[..3]),
            };
            let beginning = format!("{local}@{}", &host[..3]);
            self.ask_who("e-mail", query, |other| other.address.starts_with(&beginning));
        }
    }

    fn typos(&mut self) {
        let mut left: usize = 2 * EACH;
        while left > 0 {
            let one = self.somebody(|one| one.surname.chars().count() > 5 && !one.surname.contains('-'));
            let wrong = self.dice.mistype(&fold(&one.surname));
            let is_known = self.people.iter().any(|other| begins(&other.words(), &wrong));
            if is_known || !gazetteer::places_called(&wrong).is_empty() {
                continue;
            }
            left -= 1;
            let near = |other: &Somebody| other.words().iter().any(|word| strsim::osa_distance(word, &wrong) == 1);
            if left.is_multiple_of(2) {
                self.ask_who("typo", format!("{} {wrong}", one.given), |other| {
                    other.is_called(&one.given) && near(other)
                });
            } else {
                self.ask_who("typo", wrong.clone(), near);
            }
        }
    }

    fn beginnings(&mut self) {
        for place in 0..EACH {
            let one = self.somebody(|one| one.surname.chars().count() > 5 && !one.name.contains('-'));
            let begun = |name: &str, length: usize| fold(name).chars().take(length).collect::<String>();
            let (initial, head) = (begun(&one.given, 1), begun(&one.surname, 5));
            let spelt = |other: &Somebody| {
                let words = other.words();
                words.iter().any(|word| word.starts_with(&initial)) && words.iter().any(|word| word.starts_with(&head))
            };
            let joined = format!("{initial}{head}");
            if place % 2 == 0 {
                let whole = |other: &Somebody| other.words().iter().any(|word| word.starts_with(&joined));
                self.ask_who("abbreviation", joined.clone(), |other| spelt(other) || whole(other));
            } else {
                self.ask_who("abbreviation", format!("{initial} {}", fold(&one.surname)), |other| {
                    spelt(other) && other.is_called(&one.surname)
                });
            }
            let one = self.somebody(|one| one.surname.chars().count() > 6 && !one.name.contains('-'));
            let (given, surname) = (begun(&one.given, 3), begun(&one.surname, 6));
            let query = if place % 2 == 0 { format!("{given} {surname}") } else { format!("{surname} {given}") };
            self.ask_who("prefix", query, |other| {
                let words = other.words();
                words.iter().any(|word| word.starts_with(&given)) && words.iter().any(|word| word.starts_with(&surname))
            });
        }
    }

    /// Names without their inner vowels: `hltnn`, `snhltnn`, `sn hltnn`.
    fn abbreviations(&mut self) {
        let is_fit = |one: &Somebody| {
            !one.name.contains('-') && skeleton(&one.surname).len() > 4 && skeleton(&one.given).len() > 1
        };
        for place in 0..EACH {
            let one = self.somebody(is_fit);
            let surname = skeleton(&one.surname);
            self.ask_who("fuzzy-word", surname.clone(), |other| {
                other.words().iter().any(|word| has_in_order(word, &surname))
            });
            let given: String = skeleton(&one.given).chars().take(2).collect();
            let spelt = |other: &Somebody| {
                let words = other.words();
                let has = |letters: &str| words.iter().any(|word| has_in_order(word, letters));
                has(&given) && has(&surname)
            };
            let joined = if place % 3 == 2 { format!("{surname}{given}") } else { format!("{given}{surname}") };
            self.ask_who("fuzzy-name", joined, spelt);
            let parted = if place % 3 == 2 { format!("{surname} {given}") } else { format!("{given} {surname}") };
            self.ask_who("fuzzy-words", parted, spelt);
        }
    }

    fn roles_and_projects(&mut self, model: &Model) {
        for place in 0..EACH {
            let one = self.anybody();
            let query = format!("{} {}", one.title, one.name);
            let twin = one.title.replace("projekti", "hanke");
            self.ask_who("role", query, |other| {
                other.is_called(&one.name) && other.title.replace("projekti", "hanke") == twin
            });
            let one = self.somebody(|one| !one.project.is_empty());
            let project =
                model.projects.iter().find(|project| project.id.to_string() == one.project).expect("a project");
            let twin = one.title.replace("projekti", "hanke");
            self.ask_who("role", format!("{} {}", project.name, one.title), |other| {
                other.project == one.project && other.title.replace("projekti", "hanke") == twin
            });
            let project = self.dice.pick(&model.projects).clone();
            let query = match (&project.abbreviation, place % 3) {
                (Some(abbreviation), 0) => abbreviation.value.clone(),
                (_, 1) => format!("{} -hanke", project.name),
                _ => project.name.to_lowercase(),
            };
            let accepted = vec![project.id.to_string()];
            self.made.push(Asked { kind: "project", pane: "projects", query, accepted });
        }
    }

    fn operators(&mut self) {
        for place in 0..EACH {
            let one = self.somebody(|one| !one.name.contains('-') && gazetteer::places_called(&one.surname).is_empty());
            let digits = &one.national[3..];
            match place % 5 {
                0 => self
                    .ask_who("operator", format!("={} {}", one.surname, one.given), |other| other.is_called(&one.name)),
                1 => self.ask_who("operator", format!("\"{}\"", one.name), |other| other.is_called(&one.name)),
                2 => self.ask_who("operator", format!("puh:{digits}"), |other| other.national.contains(digits)),
                3 => self.ask_who("operator", format!("posti:{}", one.address), |other| other.address == one.address),
                _ => {
                    let query = format!("{} !{}", one.surname, one.given);
                    let is_right = |other: &&Somebody| {
                        other.is_called(&one.surname) && !fold(&other.name).contains(&fold(&one.given))
                    };
                    let accepted = ids(self.people.iter().filter(is_right));
                    self.ask("operator", query, accepted);
                }
            }
        }
    }

    fn regions(&mut self) {
        for region in gazetteer::regions() {
            let accepted = for_region(&self.people, region.code);
            self.ask("region", region.names.fi.to_lowercase(), accepted.clone());
            self.ask("region", format!("{} {}", ROLES[0], region.names.fi), accepted);
            let accepted = vec![format!("region:{}", region.code)];
            self.made.push(Asked { kind: "region", pane: "regions", query: region.names.sv.to_owned(), accepted });
        }
    }
}

/// Whether a typed word is the beginning of a word, or those of two that follow each other, as `shilt` is.
fn begins(words: &[String], typed: &str) -> bool {
    let halves = || typed.char_indices().skip(1).map(|(at, _)| typed.split_at(at));
    let is_begun_by =
        |pair: &[String]| halves().any(|(head, tail)| pair[0].starts_with(head) && pair[1].starts_with(tail));
    words.iter().any(|word| word.starts_with(typed)) || words.windows(2).any(is_begun_by)
}

/// Whether a word begins with the first of some letters and has the others in order.
fn has_in_order(word: &str, letters: &str) -> bool {
    let mut wanted = letters.chars().peekable();
    word.chars().for_each(|letter| _ = wanted.next_if_eq(&letter));
    wanted.peek().is_none() && word.chars().next() == letters.chars().next()
}

/// The folded letters of a name without the vowels behind its first letter.
fn skeleton(name: &str) -> String {
    let folded = fold(name);
    let mut letters = folded.chars();
    letters.next().into_iter().chain(letters.filter(|letter| !"aeiouy".contains(*letter))).collect()
}
