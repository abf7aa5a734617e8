//! The account in words: under each document what was found, what is doubtful, and what was seen and not used.
//!
//! ```text
//! pages/team.md  Our team · 1 Mar 2026
//!   Found
//!      3  person        Anna Aalto · list item
//!      3  number        040 123 4567, Anna Aalto · list item
//!   Doubtful
//!      5  names and numbers could not be paired
//!   Seen and not used
//!      9  number        09 839 24500
//! ```

use crate::text::sort_by_key;
use std::collections::HashMap;

use crate::cli::diagnostic::Diagnostic;
use crate::cli::error::Error;
use crate::cli::output::OutputWriter;
use crate::cli::settings::Settings;
use crate::extract::{DocumentAccount, Extraction, Finding, LeftoverKind, Rule};
use crate::i18n::{Lang, look_up, say, say_count, when};
use crate::model::Basis;
use crate::present::{Line, Role};

/// The width of a line number, in cells.
const NUMBER_CELLS: usize = 6;

/// Prints the diagnostics that do not belong to a document that was read, and the account of each document.
pub(crate) fn print_text(
    built: &Extraction,
    diagnostics: &[Diagnostic<'_>],
    settings: &Settings,
    output: &mut OutputWriter<'_>,
) -> Result<(), Error> {
    let mut of_file: HashMap<&str, Vec<&Diagnostic<'_>>> =
        built.accounts.iter().map(|account| (account.path.as_str(), Vec::new())).collect();
    for diagnostic in diagnostics {
        // What is not used has a section of its own.
        let listed = diagnostic.file().and_then(|file| of_file.get_mut(file)).filter(|_| !diagnostic.is_error());
        match listed {
            Some(_) if !diagnostic.is_doubtful() => {}
            Some(listed) => listed.push(diagnostic),
            None => output.text(&diagnostic.words(settings.lang))?,
        }
    }
    let mut printer = Printer { settings, kind_cells: kind_cells(settings.lang), output };
    for account in &built.accounts {
        let mut doubtful = of_file.remove(account.path.as_str()).unwrap_or_default();
        sort_by_key(&mut doubtful, |diagnostic| diagnostic.line());
        printer.account(account, &doubtful)?;
    }
    printer.output.finish()
}

struct Printer<'a, 'b> {
    settings: &'a Settings,
    /// The width of the longest kind, in cells.
    kind_cells: usize,
    output: &'a mut OutputWriter<'b>,
}

impl Printer<'_, '_> {
    fn account(&mut self, account: &DocumentAccount, doubtful: &[&Diagnostic<'_>]) -> Result<(), Error> {
        let Settings { lang, marks, .. } = *self.settings;
        let published = account.published.as_ref().map(|published| when(lang, published.from, published.to));
        let about = std::iter::once(account.title.clone()).chain(published);
        let about = about.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&format!(" {} ", marks.dot));
        let heading = Line::of(account.path.clone(), Role::Title);
        self.print(&if about.is_empty() { heading } else { heading.and(format!("  {about}"), Role::Quiet) })?;
        self.section(&say!(lang, "account.found"))?;
        if account.findings.is_empty() {
            self.row(None, "", &say!(lang, "account.nothing"), "")?;
        }
        for finding in &account.findings {
            let kind = look_up(lang, &format!("account.kind.{}", finding.kind.name()));
            let owner = finding.owner.as_ref().map(|owner| format!(", {owner}")).unwrap_or_default();
            let value = format!("{}{owner}", finding.value);
            self.row(finding.line, &kind, &value, &self.how(finding))?;
        }
        if !account.merges.is_empty() {
            self.section(&say!(lang, "account.merged"))?;
        }
        for merge in &account.merges {
            let reason = look_up(lang, &format!("account.merge.{}", merge.reason.name().replace('-', "_")));
            self.row(None, "", &format!("{} = {}", merge.other, merge.name), &reason)?;
        }
        if !doubtful.is_empty() {
            self.section(&say!(lang, "account.doubtful"))?;
        }
        for diagnostic in doubtful {
            self.row(diagnostic.line(), "", &diagnostic.subject_words(lang), "")?;
        }
        if !account.left.is_empty() || !account.ignored.is_empty() {
            self.section(&say!(lang, "account.left"))?;
        }
        for left in &account.left {
            let kind = look_up(lang, &format!("account.kind.{}", left.kind.name()));
            let note = match left.kind {
                LeftoverKind::Phone | LeftoverKind::Email => say!(lang, "account.kept"),
                _ => String::new(),
            };
            self.row(Some(left.line), &kind, &left.printed, &note)?;
        }
        for (name, count) in &account.ignored {
            let values = say_count!(lang, "account.values_one", "account.values", *count);
            self.row(None, &look_up(lang, "account.kind.column"), name, &values)?;
        }
        Ok(())
    }

    /// The rule that found something, and how the fact follows from the document if it is not printed there.
    fn how(&self, finding: &Finding) -> String {
        let lang = self.settings.lang;
        let rule = finding.rule.map(|rule| look_up(lang, &format!("account.rule.{}", rule.name().replace('-', "_"))));
        let basis = match finding.basis {
            Basis::Implied => Some(say!(lang, "basis.implied")),
            Basis::Inherited => Some(say!(lang, "basis.inherited")),
            Basis::Inferred => Some(say!(lang, "basis.inferred")),
            Basis::Derived if finding.rule != Some(Rule::Pattern) => Some(say!(lang, "basis.derived")),
            Basis::Stated | Basis::Derived => None,
        };
        rule.into_iter().chain(basis).collect::<Vec<_>>().join(", ")
    }

    fn section(&mut self, words: &str) -> Result<(), Error> {
        self.print(&Line::of(format!("  {words}"), Role::Quiet))
    }

    /// A line number, a kind, the finding and a note; separated by commas in linear text.
    fn row(&mut self, line: Option<u32>, kind: &str, words: &str, note: &str) -> Result<(), Error> {
        let Settings { lang, marks, plain, .. } = *self.settings;
        if plain {
            let line = line.map(|line| say!(lang, "detail.line", line = line));
            let parts = [line.as_deref().unwrap_or_default(), kind, words, note];
            return self.output.text(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "));
        }
        let number = line.map(|line| line.to_string()).unwrap_or_default();
        let mut row = Line::of(format!("{number:>NUMBER_CELLS$}  "), Role::Quiet);
        if !kind.is_empty() {
            let kind = Line::of(kind, Role::Quiet);
            let cells = kind.width().max(self.kind_cells) + 2;
            row.spans.extend(kind.padded(cells).spans);
        }
        row.push(words, Role::Plain);
        if !note.is_empty() {
            row.push(format!(" {} {note}", marks.dot), Role::Quiet);
        }
        self.print(&row)
    }

    fn print(&mut self, line: &Line) -> Result<(), Error> {
        self.output.line(line)?;
        self.output.end()
    }
}

/// The cells of the longest kind in a language.
fn kind_cells(lang: Lang) -> usize {
    const KINDS: [&str; 12] = [
        "person",
        "position",
        "project",
        "organisation",
        "phone",
        "email",
        "place",
        "period",
        "digits",
        "name",
        "date",
        "column",
    ];
    let cells = |kind: &&str| Line::of(look_up(lang, &format!("account.kind.{kind}")), Role::Quiet).width();
    KINDS.iter().map(cells).max().unwrap_or(0)
}
