//! The screens in Swedish and English: every visible word of the embedded directory is in the reader's language, a
//! proper name, or marked with its language.

use std::collections::HashSet;

use crate::support::journey::Journey;
use crate::words::sentences;
use allu::gazetteer::{RegionCode, ely_areas, municipalities, region, regions};
use allu::i18n::{Lang, when};
use allu::language::{
    Translation, kind_translation, organisation_abbreviation, organisation_translation, title_translation,
};
use allu::model::{Directory, RecordRef, WarningKind, load};
use allu::present::{
    CardLine, Line, Link, ListRow, Marks, Role, Row, RowFields, Shown, card, directory_title, organisation_name,
    region_successors, role_name,
};
use allu::search::{Index, Pane, everything, search};
use allu::text::{Day, fold};

fn embedded() -> Directory {
    Directory::new(load(include_bytes!("../../assets/model.json")).expect("the embedded model is sound"))
}

fn today() -> Day {
    "2026-11-26".parse().expect("a day")
}

/// The kind of a span of the screen, with regard to languages.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    /// A number, a date, an address, a sign.
    Number,
    /// Words of the program in the reader's language: a message, the gloss of a title or a kind, a place.
    Own,
    /// The name of a person, a project, or an organisation without an official translation.
    Name,
    /// Words of a language whose name is printed after them.
    Foreign,
    /// None of these.
    Unknown,
}

/// The words that may be shown to a reader of a language without a language mark.
struct Vocabulary {
    /// The words of messages, glosses and places.
    own: HashSet<String>,
    /// Those of proper names.
    names: HashSet<String>,
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = text.split(|letter: char| !letter.is_alphanumeric()).map(fold).collect();
    words.into_iter().filter(|word| word.chars().any(char::is_alphabetic))
}

impl Vocabulary {
    fn of(directory: &Directory, lang: Lang) -> Self {
        let mut vocabulary = Self { own: HashSet::new(), names: HashSet::new() };
        for languages in sentences().values() {
            // The name of a placeholder is not a word of the sentence.
            for (place, part) in languages[lang.code()].split("%{").enumerate() {
                vocabulary.say(part.split_once('}').filter(|_| place > 0).map_or(part, |(_, rest)| rest));
            }
        }
        let places = regions().iter().map(|it| it.names).chain(municipalities().iter().map(|it| it.names));
        for names in places.chain(ely_areas().iter().flat_map(|ely| [ely.area, ely.centre])) {
            vocabulary.say(lang.pick(names.fi, names.sv, names.en));
        }
        for month in 1..=12 {
            let day = |day| Day::new(2018, month, day);
            vocabulary.say(&when(lang, day(1), day(1)));
            vocabulary.say(&when(
                lang,
                day(1),
                day(if month == 2 {
                    28
                } else if [4, 6, 9, 11].contains(&month) {
                    30
                } else {
                    31
                }),
            ));
        }
        let codes: Vec<RegionCode> = regions().iter().map(|region| region.code).collect();
        for authority in region_successors(&codes, lang) {
            vocabulary.say(&authority);
        }
        let mut gloss = |names: Option<Translation<'_>>| {
            if let Some(names) = names {
                vocabulary.say(lang.pick(names.fi, names.sv, names.en));
            }
        };
        for index in directory.positions() {
            gloss(title_translation(directory.position(index).title.trim()));
        }
        for index in directory.documents() {
            let document = directory.document(index);
            gloss(document.kind.as_deref().and_then(kind_translation));
            gloss(document.publisher.as_deref().and_then(organisation_translation));
        }
        for index in directory.organisations() {
            let name = &directory.organisation(index).name;
            gloss(organisation_translation(name));
            gloss(organisation_abbreviation(name));
        }
        vocabulary.say(&directory_title(directory, lang));
        vocabulary.say_translations(directory, lang);
        vocabulary.name_all(directory, lang);
        vocabulary
    }

    /// Notes and warnings that the directory has in the reader's language, and the records that they are about.
    fn say_translations(&mut self, directory: &Directory, lang: Lang) {
        for index in directory.projects() {
            let project = directory.project(index);
            let kind = project.kind.as_ref().and_then(|kind| kind_translation(&kind.value));
            if let Some(names) = kind {
                self.say(lang.pick(names.fi, names.sv, names.en));
            }
            for note in &project.notes {
                let own = lang.pick(Some(&note.text), note.sv.as_ref(), note.en.as_ref());
                if let Some(text) = own {
                    self.say(text);
                }
            }
        }
        let records = directory.people().map(RecordRef::Person).chain(directory.projects().map(RecordRef::Project));
        for warning in records.flat_map(|record| directory.warnings_about(record)) {
            match &warning.kind {
                WarningKind::Curated { text, sv, en } => {
                    let own = lang.pick(text.as_ref(), sv.as_ref(), en.as_ref());
                    if let Some(text) = own {
                        self.say(text);
                    }
                }
                WarningKind::AnnouncedMove { title: Some(title), .. } => {
                    let names = title_translation(title);
                    if let Some(names) = names {
                        self.say(lang.pick(names.fi, names.sv, names.en));
                    }
                }
                _ => {}
            }
        }
    }

    fn name_all(&mut self, directory: &Directory, lang: Lang) {
        for index in directory.people() {
            self.name(&directory.person(index).name);
        }
        for index in directory.projects() {
            let project = directory.project(index);
            self.name(&project.name);
            project.abbreviation.iter().for_each(|short| self.name(&short.value));
        }
        for index in directory.organisations() {
            let organisation = directory.organisation(index);
            let shown = organisation_name(&organisation.name, lang);
            let is_translated = Lang::ALL.iter().any(|lang| organisation_name(&organisation.name, *lang) != shown);
            if is_translated {
                self.say(&shown);
            } else {
                self.name(&organisation.name);
            }
            // An abbreviation is a name in any language; the long form in Finnish is not.
            let short = organisation.aliases.iter().filter(|alias| alias.value.chars().count() <= 8);
            short.for_each(|alias| self.name(&alias.value));
        }
        for index in directory.documents() {
            let document = directory.document(index);
            document.authors.iter().for_each(|author| self.name(author));
        }
        if let Some(maintainer) = directory.maintainer() {
            self.name(&maintainer.name);
        }
    }

    fn say(&mut self, text: &str) {
        self.own.extend(words_of(text));
    }

    fn name(&mut self, text: &str) {
        self.names.extend(words_of(text));
    }

    /// The kind of a word that is not followed by a mark.
    fn kind(&self, word: &str) -> Kind {
        if self.own.contains(word) {
            Kind::Own
        } else if self.names.contains(word) {
            Kind::Name
        } else {
            Kind::Unknown
        }
    }

    /// The kinds of the words of a line. Those before a mark are foreign, and addresses are not words.
    fn kinds(&self, line: &Line) -> Vec<(String, Kind)> {
        let text = line.text();
        let (marked, rest) = text.rsplit_once(" [fi]").unwrap_or(("", &text));
        let mut kinds: Vec<(String, Kind)> = words_of(marked).map(|word| (word, Kind::Foreign)).collect();
        for part in rest.split_whitespace() {
            let is_address =
                part.contains('@') || part.contains("://") || part.contains(".txt") || part.contains(".md");
            if is_address || !part.chars().any(char::is_alphabetic) {
                kinds.push((part.to_owned(), Kind::Number));
            } else {
                kinds.extend(words_of(part).map(|word| (word.clone(), self.kind(&word))));
            }
        }
        kinds
    }

    fn unknown(&self, line: &Line) -> Vec<String> {
        self.kinds(line).into_iter().filter(|(_, kind)| *kind == Kind::Unknown).map(|(word, _)| word).collect()
    }
}

/// The lines of a card that are not quotations: these have the mark of their document above them.
fn own_lines(lines: &[CardLine], shown: Shown) -> Vec<&Line> {
    let is_marked_document = lines.first().is_some_and(|line| line.line.text().contains(" [fi]"));
    let is_quotation = |line: &CardLine| match shown {
        Shown::Passage(..) | Shown::Record(RecordRef::Document(_)) => is_marked_document && line.indent == 4,
        Shown::Sources(_) => matches!(line.link, Some(Link::Passage(..) | Link::Record(RecordRef::Document(_)))),
        Shown::Record(_) | Shown::Start => false,
    };
    // The card of a region has its names in the other languages.
    let is_other_name = |line: &CardLine| {
        let Shown::Record(RecordRef::Region(code)) = shown else { return false };
        let names = region(code).names;
        line.line.text().split(" · ").all(|name| [names.fi, names.sv, names.en].contains(&name))
    };
    lines.iter().filter(|line| !is_quotation(line) && !is_other_name(line)).map(|line| &line.line).collect()
}

/// Everything that can be opened in the directory.
fn all_shown(directory: &Directory) -> Vec<Shown> {
    let panes = [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations];
    let answer = everything(directory);
    let records: Vec<RecordRef> = answer.records(directory, &panes).collect();
    let pages = records.iter().flat_map(|record| [Shown::Record(*record), Shown::Sources(*record)]);
    let documents =
        directory.documents().flat_map(|it| [Shown::Passage(it, 1), Shown::Record(RecordRef::Document(it))]);
    pages.chain(documents).chain([Shown::Start]).collect()
}

/// Spans have no type at run time: words are classified by their possible sources.
#[test]
fn every_word_of_every_card_is_the_readers_own_a_name_or_marked() {
    let directory = embedded();
    for lang in [Lang::Sv, Lang::En] {
        let vocabulary = Vocabulary::of(&directory, lang);
        let (mut foreign, mut wrong) = (0, Vec::new());
        for shown in all_shown(&directory) {
            let lines = card(&directory, shown, lang, today(), &Marks::UNICODE);
            for line in own_lines(&lines, shown) {
                let unknown = vocabulary.unknown(line);
                wrong.extend(
                    (!unknown.is_empty()).then(|| format!("{lang} {shown:?}: {unknown:?} in {:?}", line.text())),
                );
                foreign += usize::from(line.text().contains(" [fi]"));
            }
        }
        assert_eq!(wrong, [""; 0]);
        assert!(foreign > 50, "marks are found: {foreign}");
    }
}

#[test]
fn every_word_of_every_row_is_the_readers_own_or_a_name() {
    let directory = embedded();
    let index = Index::new(&directory);
    for lang in [Lang::Sv, Lang::En] {
        let mut vocabulary = Vocabulary::of(&directory, lang);
        for query in ["", "lappi", "rovaniemellä", "hilutnen", "koordinaattori", "chef", "poke", "0295", "pohjanmaa"] {
            vocabulary.name(query);
            let answer = search(&directory, &index, query, today());
            for pane in [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations] {
                for hit in answer.hits(&directory, &[pane], 0..usize::MAX) {
                    let row = Row { directory: &directory, hit: &hit, today: today(), lang, marks: &Marks::UNICODE };
                    let ListRow { title, number, second, .. } = row.for_list();
                    let RowFields { name, role, regions, note, .. } = row.fields();
                    for line in [title, number, second, name, role, regions, note] {
                        let unknown = vocabulary.unknown(&line);
                        assert!(unknown.is_empty(), "{lang} {query}: {unknown:?} in {:?}", line.text());
                    }
                }
            }
        }
    }
}

/// The walk would find a Finnish title, a Finnish message and a Finnish sentence.
#[test]
fn finnish_words_are_unknown_to_other_readers() {
    let directory = embedded();
    for lang in [Lang::Sv, Lang::En] {
        let vocabulary = Vocabulary::of(&directory, lang);
        for text in ["aluekoordinaattori", "päättynyt hanke", "ei ketään", "puhelinnumero", "Päivi, hankesuunnittelija"]
        {
            assert_ne!(vocabulary.unknown(&Line::of(text, Role::Plain)), [""; 0], "{lang} {text}");
        }
        assert_eq!(vocabulary.unknown(&Line::of("aluekoordinaattori [fi]", Role::Plain)), [""; 0]);
    }
}

#[test]
fn every_word_of_every_message_is_the_readers_own() {
    let directory = embedded();
    let keys =
        ["", "lappi", "lappi<c-y>", "zzqx", "ahvenanmaa", "<enter>m", "<enter>1", "<enter>3", "<enter>e", "<f1>"];
    for lang in [Lang::Sv, Lang::En] {
        let mut vocabulary = Vocabulary::of(&directory, lang);
        // The names of keys, of ways to the clipboard and of formats are the same in every language.
        vocabulary
            .name("Ctrl Shift Alt Enter Esc Tab Home End PgUp PgDn Backspace Space F1 F2 tmux csv vcf sv en c y e m o");
        for keys in keys {
            let journey = Journey::in_language(120, 40, lang).press(keys);
            vocabulary.name(journey.state().query.value());
            let unknown = vocabulary.unknown(&Line::of(journey.last_row(), Role::Plain));
            assert!(unknown.is_empty(), "{lang} {keys}: {unknown:?}");
        }
    }
}

#[test]
fn what_has_one_language_says_so_on_the_card() {
    let directory = embedded();
    let sources = |lang: Lang| {
        let person = directory.people().next().expect("a person");
        let lines = card(&directory, Shown::Sources(RecordRef::Person(person)), lang, today(), &Marks::UNICODE);
        lines.iter().map(|line| line.line.text()).collect::<Vec<_>>().join("\n")
    };
    assert!(sources(Lang::En).contains(" [fi]\nblog post · "), "{}", sources(Lang::En));
    assert!(!sources(Lang::Fi).contains("[fi]"), "{}", sources(Lang::Fi));
}

#[test]
fn what_the_curator_wrote_in_three_languages_is_in_the_readers_on_the_page_of_sources() {
    for (lang, words) in [
        (Lang::Fi, "Keski-Pohjanmaata ei mainita missään"),
        (Lang::Sv, "Mellersta Österbotten nämns"),
        (Lang::En, "Central Ostrobothnia is not mentioned anywhere"),
    ] {
        let page = Journey::in_language(200, 50, lang).press("ehrstr<enter>o").letters();
        assert!(page.contains(words), "{page}");
    }
}

#[test]
fn every_title_and_kind_of_the_embedded_directory_is_translated() {
    let directory = embedded();
    for index in directory.positions() {
        let title = directory.position(index).title.clone();
        assert!(title_translation(&title).is_some(), "{title}");
        assert_eq!(role_name(&title, Lang::Fi), title);
    }
    for index in directory.documents() {
        let document = directory.document(index);
        assert!(document.kind.as_deref().is_none_or(|kind| kind_translation(kind).is_some()), "{:?}", document.kind);
        let publisher = document.publisher.as_deref();
        let is_known =
            |name: &str| organisation_translation(name).is_some() || organisation_name(name, Lang::En) != name;
        assert!(publisher.is_none_or(is_known), "{publisher:?}");
    }
}

#[test]
fn the_start_card_is_in_the_readers_language() {
    for (lang, words) in [(Lang::Fi, "Kokeile"), (Lang::Sv, "Pröva"), (Lang::En, "Try")] {
        let start = Journey::in_language(120, 36, lang).letters();
        assert!(start.contains(words), "{start}");
    }
}
