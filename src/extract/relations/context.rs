//! The state of the walk through a document.

use crate::extract::document::source_text::SourceText;
use crate::extract::entities::organisation::OrganisationMention;
use crate::extract::entities::recognizer::Knowledge;
use crate::extract::statement::{DocumentStatements, PositionStatement};
use crate::model::{Evidence, Fact};

/// A reader in the middle of a page.
pub(crate) struct Context<'a> {
    /// What is read.
    pub(crate) page: &'a SourceText,
    /// What is known already.
    pub(crate) knowledge: Knowledge,
    /// What was found so far.
    pub(crate) statements: DocumentStatements,
    /// The title that the heading above gives, and where it stands.
    pub(crate) title: Option<(String, Vec<Evidence>)>,
    /// The line of that heading, when it holds for its own block only: it is one person's title.
    pub(crate) block_title: Option<usize>,
    /// The organisation that the heading above names.
    pub(crate) heading_organisation: Option<OrganisationHeading>,
    /// The project that “hanke” means here.
    pub(crate) project: Option<String>,
    /// The name that the lines of a card belong to.
    pub(crate) card: Option<String>,
    /// Who writes, when the page says so.
    pub(crate) author: Option<String>,
    /// Titles said to belong somewhere without naming anybody.
    pub(crate) unnamed_roles: Vec<UnnamedRole>,
    /// The pattern of addresses, and where it stands.
    pub(crate) pattern: Option<(String, Vec<Evidence>)>,
}

/// An organisation in a heading.
#[derive(Clone)]
pub(crate) struct OrganisationHeading {
    /// The organisation.
    pub(crate) organisation: OrganisationMention,
    /// The heading.
    pub(crate) evidence: Vec<Evidence>,
    /// The number signs in front: it holds for the headings below that have more.
    pub(crate) level: usize,
}

/// Titles that a sentence places somewhere, without naming anybody.
#[derive(Clone, Debug)]
pub(crate) struct UnnamedRole {
    pub(crate) title: String,
    pub(crate) plural: bool,
    pub(crate) count: Option<u32>,
    /// Whether the sentence says that it leaves the names out.
    pub(crate) nameless: bool,
    pub(crate) project: Option<Fact<String>>,
    pub(crate) organisations: Vec<Fact<String>>,
    pub(crate) evidence: Vec<Evidence>,
}

impl Context<'_> {
    /// Notes a position.
    pub(crate) fn add_position(&mut self, position: PositionStatement) {
        self.statements.positions.push(position);
    }
}
