//! A directory in files gives the same answers as one in memory, and detects changes of its file.

use crate::support::generated;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs::{self, File};
use std::path::PathBuf;

use allu::files::Identity;
use allu::gazetteer;
use allu::model::{Directory, Model, OrganisationIx, PersonIx, PositionIx, ProjectIx, RecordRef, load, scan, write};
use allu::store::{SectionWriter, Sections};
use allu::text::Day;
use tempfile::TempDir;

const MODEL: &str = include_str!("../../assets/model.json");

/// A model and its index as files.
struct Files {
    folder: TempDir,
    /// The sections that were written.
    names: Vec<String>,
}

impl Files {
    fn of(json: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("model.json"), json).expect("a file");
        let mut files = Self { folder, names: Vec::new() };
        let mut sections = SectionWriter::default();
        scan(json).expect("a sound model").write(&mut sections);
        files.write(&sections);
        files.names = files.sections().sizes().map(|(name, _)| name.to_owned()).collect();
        files
    }

    fn model(&self) -> PathBuf {
        self.folder.path().join("model.json")
    }

    fn write(&self, sections: &SectionWriter) {
        let identity = Identity::of(&File::open(self.model()).expect("the model")).expect("its identity");
        let mut out = File::create(self.folder.path().join("index")).expect("a file");
        sections.write(identity, 0, &mut out).expect("room for the index");
    }

    fn sections(&self) -> Sections {
        let index = File::open(self.folder.path().join("index")).expect("the index");
        Sections::open(&index).expect("a map").expect("an index")
    }

    fn open(&self) -> Option<Directory> {
        let sections = self.sections();
        Directory::open(File::open(self.model()).expect("the model"), sections.identity(), &sections)
    }
}

/// All queries to two directories, record by record.
struct Both<'a>(&'a Directory, &'a Directory);

impl Both<'_> {
    fn agree<T: PartialEq + Debug>(&self, about: impl Debug, ask: impl Fn(&Directory) -> T) {
        assert_eq!(ask(self.0), ask(self.1), "{about:?}");
    }

    fn agree_about_all(&self) {
        self.agree("itself", |it| (it.title().to_owned(), it.maintainer().cloned(), it.date(), it.record_count()));
        let counts = |it: &Directory| {
            [
                it.people_count(),
                it.positions_count(),
                it.projects_count(),
                it.organisations_count(),
                it.documents_count(),
            ]
        };
        self.agree("the counts", counts);
        self.0.people().for_each(|index| self.agree_about_person(index));
        self.0.positions().for_each(|index| self.agree_about_position(index));
        self.0.projects().for_each(|index| self.agree_about_project(index));
        self.0.organisations().for_each(|index| self.agree_about_organisation(index));
        for index in self.0.documents() {
            self.agree_about(RecordRef::Document(index));
            self.agree(index, |it| it.document(index).into_owned());
        }
        for region in gazetteer::regions().iter().map(|region| region.code) {
            self.agree_about(RecordRef::Region(region));
            self.agree(region, |it| (it.responsible_count(region), it.fallback_for(RecordRef::Region(region))));
            self.agree(region, |it| it.responsible_for(region).collect::<Vec<_>>());
        }
        for number in 0..self.0.record_count() {
            self.agree(number, |it| (it.record(number), it.number_of(it.record(number))));
        }
        self.agree("projects of no other", |it| it.parts_of(None).collect::<Vec<_>>());
    }

    fn agree_about(&self, record: RecordRef) {
        self.agree(record, |it| (it.id_of(record), it.find(&it.id_of(record)), it.ended_on(record)));
        self.agree(record, |it| it.warnings_about(record).map(std::borrow::Cow::into_owned).collect::<Vec<_>>());
        assert_eq!(self.1.find(&self.1.id_of(record)), Some(record));
    }

    fn agree_about_person(&self, index: PersonIx) {
        self.agree_about(RecordRef::Person(index));
        self.agree(index, |it| it.person(index).into_owned());
        self.agree(index, |it| it.positions_of(index).collect::<Vec<_>>());
        self.agree(index, |it| (it.fallback_for(RecordRef::Person(index)), it.is_number_doubtful(index)));
    }

    fn agree_about_position(&self, index: PositionIx) {
        self.agree_about(RecordRef::Position(index));
        self.agree(index, |it| it.position(index).into_owned());
        self.agree(index, |it| (it.holder_of(index), it.project_of(index), it.organisation_of(index)));
        self.agree(index, |it| it.responsibilities_of(index).collect::<Vec<_>>());
        self.agree(index, |it| it.regions_of_all(&it.position(index).areas));
        self.agree(index, |it| it.fallback_for(RecordRef::Position(index)));
    }

    fn agree_about_project(&self, index: ProjectIx) {
        self.agree_about(RecordRef::Project(index));
        self.agree(index, |it| it.project(index).into_owned());
        self.agree(index, |it| (it.family_of(index), it.years_of(index), it.fallback_for(RecordRef::Project(index))));
        self.agree(index, |it| {
            (it.parts_of(Some(index)).collect::<Vec<_>>(), it.positions_in(index).collect::<Vec<_>>())
        });
    }

    fn agree_about_organisation(&self, index: OrganisationIx) {
        self.agree_about(RecordRef::Organisation(index));
        self.agree(index, |it| it.organisation(index).into_owned());
        self.agree(index, |it| {
            (it.positions_at(index).collect::<Vec<_>>(), it.coordinated_by(index).collect::<Vec<_>>())
        });
        self.agree(index, |it| it.funded_by(index).chain(it.joined_by(index)).collect::<Vec<_>>());
    }
}

#[test]
fn the_embedded_directory_answers_the_same_from_files() {
    let opened = Files::of(MODEL.as_bytes()).open().expect("a directory");
    let model = load(MODEL.as_bytes()).expect("the embedded model");
    Both(&Directory::new(model), &opened).agree_about_all();
    assert!(!opened.is_stale());
}

#[test]
fn ten_thousand_people_answer_the_same_from_files() {
    let model = generated::with_contact_points(generated::model(10_000, 1));
    let opened = Files::of(write(&model).expect("JSON").as_bytes()).open().expect("a directory");
    Both(&Directory::new(model), &opened).agree_about_all();
    assert!(!opened.is_stale());
}

#[test]
fn the_links_are_those_that_the_records_name() {
    let model: Model = load(MODEL.as_bytes()).expect("the embedded model");
    let directory = Directory::new(model.clone());
    for (index, position) in directory.positions().zip(&model.positions) {
        let holder = directory.holder_of(index).map(|person| model.people[person.place()].id.clone());
        assert_eq!(holder.as_ref(), position.person());
        let project = directory.project_of(index).map(|project| model.projects[project.place()].id.clone());
        assert_eq!(project.as_ref(), position.project.as_ref().map(|fact| &fact.value));
        let place =
            directory.organisation_of(index).map(|organisation| model.organisations[organisation.place()].id.clone());
        assert_eq!(place.as_ref(), position.organisation.as_ref().map(|fact| &fact.value));
    }
    for (index, organisation) in directory.organisations().zip(&model.organisations) {
        let funded = directory
            .projects()
            .zip(&model.projects)
            .filter(|(_, project)| project.funders.iter().any(|fact| fact.value == organisation.id));
        assert!(directory.funded_by(index).eq(funded.map(|(project, _)| project)));
    }
    for (index, project) in directory.projects().zip(&model.projects) {
        let family = directory.family_of(index);
        assert_eq!(family[0], index);
        assert_eq!(
            family.get(1).map(|parent| &model.projects[parent.place()].id),
            project.parent.as_ref().map(|it| &it.value)
        );
        let ends = family.iter().find_map(|project| model.projects[project.place()].end.as_ref()?.to);
        assert_eq!(directory.ended_on(RecordRef::Project(index)), ends);
    }
}

#[test]
fn a_byte_order_mark_moves_no_record() {
    let json = format!("\u{feff}{MODEL}");
    let opened = Files::of(json.as_bytes()).open().expect("a directory");
    let model = load(MODEL.as_bytes()).expect("the embedded model");
    Both(&Directory::new(model), &opened).agree_about_all();
}

#[test]
fn a_scan_accepts_what_loading_accepts_and_nothing_else() {
    for (before, after) in [
        ("", ""),
        (r#""schema": 1,"#, r#""schema": 1, "later": {"x": [1]},"#),
        (r#""schema": 1,"#, r#""schema": 7,"#),
        (r#""schema": 1,"#, r#""schema": 1, "schema": 1,"#),
        (r#""schema": 1,"#, ""),
        (r#""people": ["#, r#""persons": ["#),
        (r#""positions": ["#, r#""positions": {}, "others": ["#),
        (r#""name": "Sanna Hiltunen","#, ""),
        (r#""name": "Sanna Hiltunen""#, r#""name": "Sanna\u001b Hiltunen""#),
        (r#""name": "Sanna Hiltunen""#, r#""name": "Sanna" "Hiltunen""#),
        (r#""kind": "direct""#, r#""kind": "mobile""#),
        (r#""from": "2018-11-09""#, r#""from": "2018-13-09""#),
        (r#""from": "2018-11-09""#, r#""from": "9999-11-09""#),
        (r#""basis": "derived""#, r#""basis": 5"#),
        (r#""place": "region:19""#, r#""place": "region:20""#),
        (r#""e164": "+358295037012""#, r#""e164": "+358295037013""#),
        (r#""line": 34,"#, r#""line": 0,"#),
        (r#""line": 34,"#, r#""line": -1,"#),
        (r#""line": 34,"#, r#""line": 30031,"#),
        (r#""text": "Sanna Hiltunen""#, r#""text": "Sanna Hiltanen""#),
        (r#""holder": "person:sanna-hiltunen""#, r#""holder": "person:nobody""#),
        (r#""holder": "person:sanna-hiltunen""#, r#""holder": "person:sanna\u002dhiltunen""#),
        (r#""id": "person:sanna-hiltunen""#, r#""id": "person:sanna\u002dhiltunen""#),
        (r#""id": "person:sanna-hiltunen""#, r#""id": "sanna-hiltunen""#),
        (r#""id": "person:hanna-wallenius""#, r#""id": "person:hanna-aaltonen""#),
        (r#""id": "area:hame""#, r#""id": "area:elsewhere""#),
        (r#""value": "project:kotona-suomessa""#, r#""value": "project:hyva-polku""#),
        (r#""value": "project:kotona-suomessa""#, r#""value": "project:nowhere""#),
        (r#""document": "document:"#, r#""document": "document:no-"#),
        (r#""about": ["#, r#""about": ["person:nobody", "#),
        (r#""about": ["#, r#""about": ["region:19", "#),
    ] {
        assert!(MODEL.contains(before), "{before} is not in the model");
        let json = MODEL.replacen(before, after, 1);
        assert_eq!(scan(json.as_bytes()).is_some(), load(json.as_bytes()).is_ok(), "{before} → {after}");
    }
    for cut in (0..MODEL.len()).step_by(997) {
        assert!(scan(&MODEL.as_bytes()[..cut]).is_none(), "cut at {cut}");
    }
    let deep = "[".repeat(100_000);
    for json in ["", "null", "[]", "{\"schema\":1}", "{\"people\":{}}", deep.as_str()] {
        assert!(scan(json.as_bytes()).is_none() && load(json.as_bytes()).is_err(), "{json:.20}");
    }
}

#[test]
fn a_model_of_nothing_is_scanned_too() {
    let json = br#"{"schema":1,"title":"Nothing","documents":[]}"#;
    let opened = Files::of(json).open().expect("a directory");
    Both(&Directory::new(load(json).expect("a model")), &opened).agree_about_all();
    assert_eq!(opened.person(PersonIx::new(0)).name, "");
    assert!(!opened.is_stale());
}

#[test]
fn another_model_in_its_place_is_noticed() {
    let files = Files::of(MODEL.as_bytes());
    let opened = files.open().expect("a directory");
    assert_ne!(opened.person(PersonIx::new(0)).name, "");
    fs::write(files.model(), MODEL.replace("Sanna", "Jonna")).expect("room for the model");
    assert_eq!(opened.person(PersonIx::new(0)).name, "");
    assert!(opened.is_stale());
}

#[test]
fn a_model_that_shrank_is_noticed() {
    let files = Files::of(MODEL.as_bytes());
    let opened = files.open().expect("a directory");
    File::create(files.model()).expect("an empty file");
    for number in 0..opened.record_count() {
        assert!(opened.id_of(opened.record(number)).to_string().contains(':'));
    }
    assert!(opened.people().all(|index| opened.person(index).name.is_empty()));
    assert!(opened.positions().all(|index| opened.responsibilities_of(index).next().is_none()));
    assert!(opened.is_stale());
}

#[test]
fn a_section_that_is_missing_or_too_short_is_refused() {
    let files = Files::of(MODEL.as_bytes());
    let whole = files.sections();
    let distinct: BTreeSet<&String> = files.names.iter().collect();
    assert_eq!(distinct.len(), files.names.len(), "two sections have the same name");
    for broken in &files.names {
        for keep in [false, true] {
            let mut sections = SectionWriter::default();
            for name in &files.names {
                let bytes = whole.get(name).expect("a section");
                let bytes = bytes.all();
                let is_whole = name != broken;
                if is_whole || keep {
                    let cut = if is_whole { bytes.len() } else { bytes.len().saturating_sub(8) };
                    sections.add(name.clone().leak(), &bytes[..cut].to_vec().into());
                }
            }
            let other = Files::of(MODEL.as_bytes());
            other.write(&sections);
            match other.open() {
                Some(_) if !keep => assert!(keep, "{broken} is not missed"),
                Some(opened) => still_answers(&opened),
                None => {}
            }
        }
    }
}

/// With any values in the columns, nothing panics.
fn still_answers(directory: &Directory) {
    let today = Day::new(2018, 11, 9).expect("a day");
    for number in 0..directory.record_count() {
        let record = directory.record(number);
        let card = allu::present::card_text(directory, record, allu::i18n::Lang::En, today);
        assert!(!card.is_empty());
        _ = (directory.ended_on(record), directory.number_of(record), directory.find(&directory.id_of(record)));
    }
}

#[test]
fn columns_that_say_anything_at_all_are_borne() {
    let files = Files::of(MODEL.as_bytes());
    let whole = files.sections();
    let mut seed = 1_u64;
    // Numbers that are not the place of any record, and numbers that are the place of another one.
    for bound in [u64::from(u32::MAX), 16] {
        for wrong in &files.names {
            let mut sections = SectionWriter::default();
            for name in &files.names {
                let bytes = whole.get(name).expect("a section").all().to_vec();
                let mut number = || {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    u32::try_from((seed >> 33) % bound).expect("31 bits").to_le_bytes()
                };
                let anything: Vec<u8> =
                    bytes.chunks(4).flat_map(|chunk| number().into_iter().take(chunk.len())).collect();
                sections.add(name.clone().leak(), &if name == wrong { anything } else { bytes }.into());
            }
            let other = Files::of(MODEL.as_bytes());
            other.write(&sections);
            if let Some(opened) = other.open() {
                still_answers(&opened);
            }
        }
    }
}
