//! The state of the walk through a document.

use std::ops::Range;

use super::scope::LineScope;
use crate::extract::document::sentence::Sentence;
use crate::extract::document::source_text::SourceText;
use crate::extract::entities::organisation::OrganisationMention;
use crate::extract::entities::recognizer::Knowledge;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::{DocumentStatements, OrganisationFact, PositionStatement};
use crate::model::{Basis, Evidence, Fact};

/// The state of the walk through a document.
pub(crate) struct Context<'a> {
    /// The document.
    pub(crate) source: &'a SourceText,
    /// What is known of names.
    pub(crate) knowledge: Knowledge,
    /// The statements so far.
    pub(crate) statements: DocumentStatements,
    /// What the lines above mean for the present one.
    pub(crate) scope: LineScope,
    /// The writer, if the document names one.
    pub(crate) author: Option<String>,
    /// The roles without a name so far.
    pub(crate) unnamed_roles: Vec<UnnamedRole>,
    /// The first pattern of addresses.
    pub(crate) email_pattern: Option<EmailPattern>,
}

/// A pattern by which addresses are made of names.
#[derive(Clone, Debug)]
pub(crate) struct EmailPattern {
    /// The domain of the addresses.
    pub(crate) domain: String,
    /// Where the pattern is printed.
    pub(crate) evidence: Vec<Evidence>,
}

/// A title that a sentence gives a project or an organisation, without naming a holder.
#[derive(Clone, Debug)]
pub(crate) struct UnnamedRole {
    /// In the nominative.
    pub(crate) title: String,
    /// Whether it means several people.
    pub(crate) is_plural: bool,
    /// The number of people, if the sentence gives one.
    pub(crate) count: Option<u32>,
    /// Whether the sentence states that it omits the names.
    pub(crate) omits_names: bool,
    /// The project.
    pub(crate) project: Option<Fact<String>>,
    /// The organisations where the holders work.
    pub(crate) organisations: Vec<Fact<String>>,
    /// The passage.
    pub(crate) evidence: Vec<Evidence>,
}

impl Context<'_> {
    /// The passage of a range of bytes of a sentence's line.
    pub(crate) fn evidence(&self, sentence: Sentence<'_>, bytes: Range<usize>) -> Vec<Evidence> {
        self.source.evidence(sentence.line, bytes)
    }

    /// The passage from the first to the last of some spans.
    pub(crate) fn evidence_of(&self, sentence: Sentence<'_>, spans: impl IntoIterator<Item = usize>) -> Vec<Evidence> {
        self.evidence(sentence, sentence.byte_range(spans))
    }

    /// Adds a position.
    pub(crate) fn add_position(&mut self, position: PositionStatement) {
        self.statements.positions.push(position);
    }

    /// Adds an organisation under its name, with the other name that the text uses.
    pub(crate) fn add_organisation(&mut self, organisation: &OrganisationMention, evidence: Vec<Evidence>) {
        if let Some(alias) = &organisation.alias {
            let alias = OrganisationFact::Alias(alias.clone());
            self.statements.organisation(&organisation.name, alias, evidence.clone());
        }
        self.statements.organisation(&organisation.name, OrganisationFact::Listed(organisation.kind), evidence);
    }

    /// The project that “hanke” means, as an implied fact.
    pub(crate) fn implied_project(&self, evidence: &[Evidence]) -> Option<Fact<String>> {
        let value = self.scope.project.clone()?;
        Some(Fact { value, basis: Basis::Implied, evidence: evidence.to_vec() })
    }

    /// Adds a report on the line of a sentence.
    pub(crate) fn report(&mut self, sentence: Sentence<'_>, kind: ReportKind) {
        let file = self.statements.path.clone();
        self.statements.reports.push(Report { file, line: Some(sentence.line.number), kind });
    }
}
