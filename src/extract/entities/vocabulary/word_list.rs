//! The lists of words of single rules: the `[list]` of the lexicon files.

use serde::Deserialize;

/// A list of words of one rule. Each is in the files of the languages that have such words.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WordList {
    /// Labels of the subject of a message.
    SubjectLabels,
    /// Marks of an answer in front of the subject of a message.
    AnswerMarks,
    /// Words before a colon in the head of minutes.
    MeetingLabels,
    /// Beginnings of lines of a message that are not a title.
    MailOpeners,
    /// Labels of who publishes a document.
    PublisherLabels,
    /// Beginnings of the names of publications of news.
    Series,
    /// Words that stand in a list, too.
    ListWords,
    /// Words before the name of the writer of a text.
    AuthorWords,
    /// Verbs of a writer in a sentence about their own position.
    OwnVerbs,
    /// Headings of the comments below a text.
    CommentHeadings,
    /// Verbs of beginning, before the title that somebody takes up.
    StartVerbs,
    /// Titles that an organisation may have, too.
    OrganisationTitles,
    /// Words for “not” before a place.
    Negations,
    /// Words that say that a number is not used.
    OutOfUse,
    /// Pronouns by which a writer speaks of a number of their own.
    OwnPronouns,
    /// Words beside the places of a heading.
    AreaWords,
    /// Beginnings of headings about other people than the headings above.
    OtherStems,
    /// Words for a programme, whose projects have headings below.
    Programmes,
    /// Ends of words for a person that are not a title of the number beside them.
    GenericHolders,
    /// Verbs between a subject and what it is.
    Copulas,
    /// Verbs between subjects and their new titles.
    PresentCopulas,
    /// Verbs between a subject and what it was.
    PastCopulas,
    /// Words before the organisations of a joint project.
    Between,
    /// Verbs before a preposition and the organisation that leads a project.
    LedBy,
    /// Verbs before a preposition and who pays for a project.
    FundedBy,
    /// Verbs before who pays for a project, without a preposition: “rahoitetaan”.
    FundedFrom,
    /// The prepositions after those verbs.
    By,
    /// Words before a preposition and the partners of a project.
    Jointly,
    /// The prepositions after those words.
    With,
    /// Beginnings of participles after the organisation that leads a project.
    LedByStems,
    /// Beginnings of nouns beside the organisation that leads a project.
    LeadsStems,
    /// Beginnings of participles after who pays for a project.
    FundedByStems,
    /// Beginnings of nouns beside who pays for a project.
    FundsStems,
    /// Beginnings of nouns beside the partners of a project.
    PartnerStems,
    /// Verbs of leading a project.
    Leads,
    /// Verbs of paying for a project.
    Funds,
    /// Words beside the partners of a project.
    Partners,
    /// Verbs of taking part in a project.
    TakesPart,
    /// Verbs of taking part whose subjects are all organisations of the project.
    TakePart,
    /// Words for the beginning of a project.
    Begins,
    /// Words for the end of a project.
    Ends,
    /// Words for the time of a project.
    Lasts,
    /// Verbs with a project as the subject and the place or the time of its work after them.
    ProjectWorks,
    /// The same verbs of a page that says “we”.
    OurWorks,
    /// Words before the parts of a project.
    ProjectParts,
    /// Verbs of a sentence about where people work.
    PlacingVerbs,
    /// Beginnings of words for a post.
    Posts,
    /// Words for the former holder of a position.
    Predecessors,
    /// Words for a substitute, before the name.
    SubstituteWords,
    /// Verbs of somebody who is to take a position.
    AnnouncingVerbs,
    /// Words between a genitive and the title that it belongs to.
    TitleAdjectives,
    /// Words for a group of people that decides or steers, before or after a title in it: “ohjausryhmän puheenjohtaja”.
    Bodies,
    /// Words for somebody who belongs to such a group: “member of the board”.
    BodyMembers,
    /// Words between a title and the project of its holder.
    ProjectLinks,
    /// Verbs of somebody who comes from one organisation to another.
    Moves,
    /// Words between a name and the organisation where the person works.
    WorkplaceLinks,
    /// Verbs between a name and one of those words.
    WorksVerbs,
    /// Words between a title and the organisation of its holder.
    EmployerLinks,
    /// Words between a person and the organisation where they work or for which they speak: “employed by”.
    EmployerPhrases,
    /// Words after the organisation, in the genitive, for which a person speaks: “kunnan puolesta”.
    SpokenFor,
    /// Words before the organisation with which a sentence about a person begins: “Hos Folkhälsan arbetar …”.
    WorkplaceOpeners,
    /// Words with which a noun for an organisation forms a compound that is a name: “Elosäätiö”.
    NamesWithoutGenitive,
    /// Words before the place, or after a place, for which somebody is to be asked: “contact for Lapland”.
    ContactWords,
    /// Verbs about a beginning in the past, before a month without a year.
    Began,
    /// Verbs of leaving that only somebody with a position has as the subject.
    EndsPost,
    /// Words between a name and the title of the person.
    NameLinks,
    /// Verbs between a title and the name of its holder.
    TitleVerbs,
    /// Verbs of which only a person is the subject.
    PersonalVerbs,
    /// Phrases of which only a person is the subject.
    PersonalPhrases,
    /// Words that show that a line is English.
    English,
    /// Words for the whole country in a list of areas.
    Country,
    /// Forms of the name of the country.
    CountryForms,
    /// Words for an area after genitives.
    AreaSuffixes,
    /// Words that say that other lines have parts of a place.
    Rests,
    /// First words of the names of regions.
    Directions,
    /// Words that begin sentences and labels, and are not names.
    Common,
    /// Particles of surnames.
    Particles,
    /// Ends of surnames.
    SurnameEndings,
    /// Ends of surnames that take “i” before a Finnish case ending.
    ForeignSurnameEndings,
    /// Words with which a line continues the one above.
    Conjunctions,
    /// Abbreviations: a full stop after one does not end the sentence.
    Abbreviations,
    /// Last parts of words for an organisation that stand before its name.
    HeadsBeforeName,
    /// Genitives of words for an area, in the names of organisations.
    AreaGenitives,
    /// Ends of definite compounds that stand before the name of an organisation.
    DefiniteHeads,
    /// Words for an organisation whose name lists its fields of work.
    FieldHeads,
    /// Words between the capitals of the name of an organisation.
    OrganisationLinks,
    /// Words between the capitals of an organisation without a word for an organisation in its name.
    UnmarkedLinks,
    /// Words in front of the name of an organisation.
    OrganisationOpeners,
    /// Words that a word for project may be compounded with.
    HeadModifiers,
    /// Words for a project in front of its name.
    ProjectNouns,
    /// Words in front of a word for a project.
    ProjectOwners,
    /// Words for a project after the words of [`Self::ProjectOwners`].
    OwnProjectNouns,
    /// Participles of which only a project is the subject.
    ProjectParticiples,
    /// Words before a noun that describes what is named in front of it.
    Articles,
    /// Those nouns.
    DescribedAs,
    /// Words for a project after its name and a hyphen.
    SwedishProjects,
    /// Words in front of the name of a project.
    ProjectOpeners,
    /// Words beside “project” that describe it and are not its name.
    GenericProjectNames,
    /// Adjectives that have their noun after them in the name of a project: “Nya vägar”.
    NameAdjectives,
    /// Adverbs that end the name of a project.
    AdverbsOfDirection,
    /// Words between the capitals of the name of a project.
    ProjectNameLinks,
    /// Beginnings of adjectives in front of the name of a project.
    AttributeStems,
    /// Words for the `@` in an address, in brackets of any kind.
    AtSigns,
    /// Words for a full stop in an address, in brackets of any kind.
    Dots,
    /// Local parts that mean “given name, full stop, surname”.
    AddressPatterns,
    /// Domains that stand for those of several organisations.
    PlaceholderDomains,
    /// Words for somebody who leads what follows: “head of”.
    Leaders,
    /// Words that do not occur in a title before its last word.
    TitlePrepositions,
    /// Labels of numbers that are not telephone numbers.
    OtherNumbers,
    /// Last words of titles that are titles only after a modifier: “Regional Lead”.
    HeadsWithModifier,
    /// Verbs of looking for somebody, with the title after them in the partitive.
    Seeks,
    /// Words between a title and the places of its holder: “for the municipalities of”.
    PlaceNouns,
    /// Participles between the places for which somebody answers and the title: “Satakunnasta vastaava”.
    AnsweringParticiples,
    /// Abbreviations of a greeting before the name at the end of a message: “T. Aino Malli”.
    Closings,
    /// Beginnings of words for a number that several people have: “gemensamt nummer”.
    SharedStems,
    /// Pronouns after a verb of leaving: “is leaving us”.
    LeftColleagues,
    /// Verbs before the name of somebody to ask: “contact Anna Aro”.
    AskingVerbs,
    /// Numbers, each with the folded words for it: “2 kaksi kahta”.
    Numerals,
    /// Verbs of beginning in a post, in a sentence with a pronoun for the person.
    TakesUp,
    /// Phrases between two names that say that the second person held the post after the first: “sen jälkeen”.
    Afterwards,
    /// Words that belong to the title after them, and may be a surname elsewhere.
    PlainModifiers,
}

impl WordList {
    /// The number of lists.
    pub(super) const COUNT: usize = Self::PlainModifiers as usize + 1;
}
