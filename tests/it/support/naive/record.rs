//! The texts of a record, collected from the directory.

use allu::gazetteer;
use allu::language::{organisation_synonyms, title_synonyms};
use allu::model::{Directory, OrganisationIx, Position, PositionIx, ProjectIx, RecordRef, Time};
use allu::search::Field;
use allu::text::{Day, Folded, fold};

/// A record with all searchable texts.
pub(crate) struct Record {
    pub(crate) itself: RecordRef,
    pub(crate) texts: Vec<Text>,
    /// National digits.
    pub(crate) numbers: Vec<String>,
    /// The first and the last year of a project.
    pub(crate) years: [Option<u16>; 2],
    /// The part of its list: people, positions without a named holder, numbers that belong to nobody.
    pub(crate) place: u8,
    pub(crate) is_over: bool,
}

/// A text of a record.
pub(crate) struct Text {
    pub(crate) field: Field,
    pub(crate) printed: String,
    /// Whether it is a synonym of the displayed text.
    pub(crate) is_alias: bool,
    /// Whether it is the name of a place.
    pub(crate) is_place: bool,
    pub(crate) words: Vec<Word>,
}

/// A word of a text.
#[expect(clippy::struct_excessive_bools, reason = "any of them may hold with any other")]
pub(crate) struct Word {
    pub(crate) folded: String,
    /// As it is written, in lower case.
    pub(crate) written: String,
    /// Whether there are signs in it.
    pub(crate) has_signs: bool,
    pub(crate) is_first: bool,
    pub(crate) is_last: bool,
    /// Whether it stands between spaces.
    pub(crate) is_whole: bool,
    /// Whether no space follows it.
    pub(crate) is_behind_last_space: bool,
}

impl Record {
    /// The words of its name without signs; of the name of a place, the first.
    pub(crate) fn name_words(&self) -> impl Iterator<Item = &str> {
        let names = self.texts.iter().filter(|text| text.field == Field::Name && !text.is_alias);
        let words = names.flat_map(|text| text.words.iter().filter(|word| !text.is_place || word.is_first));
        words.filter(|word| !word.has_signs).map(|word| word.folded.as_str())
    }

    pub(crate) fn of(directory: &Directory, number: u32, today: Day) -> Self {
        let record = directory.record(number);
        let mut texts = Vec::new();
        let mut numbers = Vec::new();
        let mut years = [None, None];
        match record {
            RecordRef::Person(index) => {
                let person = directory.person(index);
                texts.push(Text::plain(Field::Name, &person.name));
                texts.extend(person.emails.iter().map(|email| Text::plain(Field::Mail, &email.address)));
                numbers.extend(person.phones.iter().map(allu::model::Phone::national));
                texts.extend(directory.positions_of(index).flat_map(|position| of_position(directory, position)));
            }
            RecordRef::Position(index) => texts.extend(of_position(directory, index)),
            RecordRef::Project(index) => {
                texts.extend(of_project(directory, index));
                texts.extend(directory.positions_in(index).flat_map(|position| of_member(directory, position)));
                years = directory.years_of(index);
            }
            RecordRef::Region(code) => {
                let names = gazetteer::region(code).names;
                texts.push(Text::plain(Field::Name, names.fi));
                texts.extend([names.sv, names.en].map(|name| Text::alias(Field::Name, name)));
                for text in &mut texts {
                    text.is_place = true;
                }
                let members = directory.responsible_for(code).map(|responsible| responsible.position);
                texts.extend(members.flat_map(|position| of_member(directory, position)));
            }
            RecordRef::Organisation(index) => {
                texts.extend(names_of_organisation(directory, Field::Name, index));
                texts.extend(directory.positions_at(index).flat_map(|position| of_member(directory, position)));
                numbers.extend(directory.organisation(index).phones.iter().map(allu::model::Phone::national));
            }
            RecordRef::Document(index) => {
                let document = directory.document(index);
                texts.push(Text::plain(Field::Name, &document.title));
                texts.extend(document.emails.iter().map(|email| Text::plain(Field::Mail, &email.address)));
                numbers.extend(document.phones.iter().map(allu::model::Phone::national));
            }
        }
        let is_over = directory.ended_on(record).is_some_and(|day| day < today);
        let place = match record {
            RecordRef::Position(_) => 1,
            RecordRef::Document(_) => 2,
            _ => 0,
        };
        Self { itself: record, texts, numbers, years, place, is_over }
    }
}

/// The texts of a position for its holder.
fn of_position(directory: &Directory, index: PositionIx) -> Vec<Text> {
    let position = directory.position(index);
    let mut texts = of_title(&position);
    for project in directory.project_of(index).into_iter().flat_map(|project| directory.family_of(project)) {
        texts.extend(names_of_project(directory, Field::Project, project));
    }
    let organisation = directory.organisation_of(index).into_iter();
    texts.extend(organisation.flat_map(|at| names_of_organisation(directory, Field::Organisation, at)));
    texts.extend(position.unit.iter().map(|unit| Text::plain(Field::Organisation, unit)));
    texts.extend(position.place.iter().map(|place| Text::plain(Field::Place, &place.printed)));
    texts.extend(position.areas.iter().map(|area| Text::plain(Field::Region, &area.printed)));
    texts
}

/// The texts of a position for the records that it belongs to: the holder's name and the title.
fn of_member(directory: &Directory, index: PositionIx) -> Vec<Text> {
    let mut texts = of_title(&directory.position(index));
    let holder = directory.holder_of(index);
    texts.extend(holder.map(|person| Text::plain(Field::Person, &directory.person(person).name)));
    texts
}

fn of_title(position: &Position) -> Vec<Text> {
    if position.title.trim().is_empty() {
        return Vec::new();
    }
    let mut texts = vec![Text::plain(Field::Role, &position.title)];
    if position.time == Time::Announced {
        return texts;
    }
    texts.extend(title_synonyms(&fold(&position.title)).into_iter().map(|other| Text::alias(Field::Role, other)));
    texts
}

fn of_project(directory: &Directory, index: ProjectIx) -> Vec<Text> {
    let mut texts = names_of_project(directory, Field::Name, index);
    for parent in directory.family_of(index).into_iter().filter(|other| *other != index) {
        texts.extend(names_of_project(directory, Field::Project, parent));
    }
    let project = directory.project(index);
    for organisation in project.funders.iter().chain(&project.coordinator).chain(&project.partners) {
        let organisation = directory.organisation_called(&organisation.value).into_iter();
        texts.extend(organisation.flat_map(|at| names_of_organisation(directory, Field::Organisation, at)));
    }
    texts.extend(project.areas.iter().map(|area| Text::plain(Field::Region, &area.printed)));
    texts
}

fn names_of_project(directory: &Directory, field: Field, index: ProjectIx) -> Vec<Text> {
    let project = directory.project(index);
    let mut texts = vec![Text::plain(field, &project.name)];
    texts.extend(project.abbreviation.iter().chain(&project.aliases).map(|other| Text::alias(field, &other.value)));
    texts
}

fn names_of_organisation(directory: &Directory, field: Field, index: OrganisationIx) -> Vec<Text> {
    let organisation = directory.organisation(index);
    let mut texts = vec![Text::plain(field, &organisation.name)];
    texts.extend(organisation.aliases.iter().map(|other| Text::alias(field, &other.value)));
    texts.extend(organisation_synonyms(&fold(&organisation.name)).into_iter().map(|other| Text::alias(field, other)));
    texts
}

impl Text {
    fn plain(field: Field, printed: &str) -> Self {
        let (words, is_place) = (words_of(printed), field == Field::Region);
        Self { field, printed: printed.to_owned(), is_alias: false, is_place, words }
    }

    fn alias(field: Field, printed: &str) -> Self {
        Self { is_alias: true, ..Self::plain(field, printed) }
    }
}

/// The words of a text, separated by spaces and punctuation, and their parts between other signs.
fn words_of(printed: &str) -> Vec<Word> {
    let folded = Folded::new(printed);
    let letters: Vec<char> = folded.text.chars().collect();
    let is_inner = |letter: &char| letter.is_alphanumeric();
    let is_outer = |letter: &char| !letter.is_whitespace() && !",;/()\"".contains(*letter);
    let first = 0;
    let last = letters.iter().rposition(is_inner).map_or(0, |at| at + 1);
    let mut words: Vec<Word> = Vec::new();
    for (is_part, is_of_word) in [(true, &is_inner as &dyn Fn(&char) -> bool), (false, &is_outer)] {
        let mut from = 0;
        while from < letters.len() {
            let length = letters[from..].iter().take_while(|letter| is_of_word(letter)).count();
            let word = &letters[from..from + length];
            let has_signs = !word.iter().all(|letter| letter.is_alphanumeric());
            if length > 0 && (is_part || has_signs) {
                let origins = folded.origins[from] as usize..=folded.origins[from + length - 1] as usize;
                words.push(Word {
                    folded: word.iter().collect(),
                    written: printed
                        .chars()
                        .skip(*origins.start())
                        .take(origins.count())
                        .collect::<String>()
                        .to_lowercase(),
                    has_signs,
                    is_first: from == first,
                    is_last: from + length >= last,
                    is_whole: letters[..from].last().is_none_or(|letter| letter.is_whitespace())
                        && letters.get(from + length).is_none_or(|letter| letter.is_whitespace()),
                    is_behind_last_space: letters[from..]
                        .iter()
                        .skip_while(|letter| !letter.is_whitespace())
                        .all(|letter| letter.is_whitespace()),
                });
            }
            from += length.max(1);
        }
    }
    words
}
