//! The state of the walk through a document.

use crate::extract::document::source_text::SourceText;
use crate::extract::entities::organisation::OrganisationMention;
use crate::extract::entities::recognizer::Knowledge;
use crate::extract::statement::{DocumentStatements, PositionStatement};
use crate::model::{Evidence, Fact};

/// A reader in the middle of a page.
pub(in crate::extract) struct Context<'a> {
    /// What is read.
    pub(in crate::extract) page: &'a SourceText,
    /// What is known already.
    pub(in crate::extract) knowledge: Knowledge,
    /// What was found so far.
    pub(in crate::extract) statements: DocumentStatements,
    /// The title that the heading above gives, and where it stands.
    pub(in crate::extract) title: Option<(String, Vec<Evidence>)>,
    /// The line of that heading, when it holds for its own block only: it is one person's title.
    pub(in crate::extract) block_title: Option<usize>,
    /// The organisation that the heading above names.
    pub(in crate::extract) heading_organisation: Option<OrganisationHeading>,
    /// The project that “hanke” means here.
    pub(in crate::extract) project: Option<String>,
    /// The name that the lines of a card belong to.
    pub(in crate::extract) card: Option<String>,
    /// Who writes, when the page says so.
    pub(in crate::extract) author: Option<String>,
    /// Titles said to belong somewhere without naming anybody.
    pub(in crate::extract) unnamed_roles: Vec<UnnamedRole>,
    /// The pattern of addresses, and where it stands.
    pub(in crate::extract) pattern: Option<(String, Vec<Evidence>)>,
}

/// An organisation in a heading.
#[derive(Clone)]
pub(in crate::extract) struct OrganisationHeading {
    /// The organisation.
    pub(in crate::extract) organisation: OrganisationMention,
    /// The heading.
    pub(in crate::extract) evidence: Vec<Evidence>,
    /// The number signs in front: it holds for the headings below that have more.
    pub(in crate::extract) level: usize,
}

/// Titles that a sentence places somewhere, without naming anybody.
#[derive(Clone, Debug)]
pub(in crate::extract) struct UnnamedRole {
    pub(in crate::extract) title: String,
    pub(in crate::extract) plural: bool,
    pub(in crate::extract) count: Option<u32>,
    /// Whether the sentence says that it leaves the names out.
    pub(in crate::extract) nameless: bool,
    pub(in crate::extract) project: Option<Fact<String>>,
    pub(in crate::extract) organisations: Vec<Fact<String>>,
    pub(in crate::extract) evidence: Vec<Evidence>,
}

impl Context<'_> {
    /// Notes a position.
    pub(in crate::extract) fn add_position(&mut self, position: PositionStatement) {
        self.statements.positions.push(position);
    }
}
