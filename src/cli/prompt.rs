//! The browser for those who hear the screen rather than see it: a line in, numbered answers out.
//!
//! ```text
//! search: lappi
//! People 1, Regions 1
//! 1. Sanna Hiltunen, 0295 037012, aluekoordinaattori, Lappi
//! 2. Lappi, 0295 037012, Sanna Hiltunen
//! search: 1
//! ```

use std::io::{BufRead, Read, Write};
use std::path::Path;

use super::Browse;
use super::failure::Failure;
use super::find::nothing;
use super::output::Output;
use super::setting::Setting;
use super::source::Source;
use super::wish::{Wish, wish};
use crate::i18n::{Lang, say};
use crate::model::RecordRef;
use crate::present::{Copied, CopyWay, Marks, Row, Shown, Status, card, forms, remarks, status_words};
use crate::search::{Answer, Hit, Notice, Pane, search};

/// The lists, in the order in which their answers are numbered.
const PANES: [Pane; 4] = [Pane::People, Pane::Regions, Pane::Projects, Pane::Organisations];
/// How many answers are read out before it is asked whether there shall be more.
const AT_ONCE: usize = 10;
/// The longest line that is read; the rest of a longer one is the next.
const LONGEST: u64 = 4096;

/// What the prompt may touch of the world.
pub struct Talk<'a> {
    /// Where lines come from.
    pub input: &'a mut dyn BufRead,
    /// Where answers go.
    pub out: &'a mut dyn Write,
    /// Where failures are told.
    pub err: &'a mut dyn Write,
    /// Whether somebody waits to be asked; a pipe gets answers alone.
    pub is_asked: bool,
    /// Puts something on the clipboard, and says which way it went; nothing when there is none.
    pub copy: &'a mut dyn FnMut(&Copied) -> Option<CopyWay>,
    /// The value of an environment variable.
    pub env: &'a dyn Fn(&str) -> Option<String>,
}

/// Answers line after line until there are no more, or until somebody leaves; gives back the exit status.
pub fn prompt(browse: Browse, talk: &mut Talk<'_>) -> u8 {
    let marks = Marks { spells_out: true, ..browse.marks };
    let setting = Setting { lang: browse.lang, marks, color: browse.color, plain: true, columns: None };
    match answer_all(browse, &setting, talk) {
        Ok(()) => 0,
        Err(failure) => {
            // Whoever read the errors may have left, too; there is nobody else to tell.
            _ = failure.tell(setting.lang, &setting.marks, talk.err);
            failure.exit_status()
        }
    }
}

/// What was asked last, and what became of its answers; rows count from 0.
#[derive(Default)]
struct Asked {
    answer: Answer,
    /// How many were read out.
    shown: usize,
    /// The row of the one that was shown or copied from last.
    last: Option<usize>,
    /// The row of the one that was copied from last, and which of its forms.
    copied: Option<(usize, usize)>,
}

fn answer_all(mut browse: Browse, setting: &Setting, talk: &mut Talk<'_>) -> Result<(), Failure> {
    let first = std::mem::take(&mut browse.query);
    let mut asked = Asked::default();
    let mut line = Some(first).filter(|query| !query.trim().is_empty());
    if line.is_none() && talk.is_asked {
        tell(&say!(setting.lang, "prompt.welcome", title = browse.ready.directory.title()), setting, talk)?;
    }
    loop {
        let given = match line.take() {
            Some(line) => line,
            None => match next_line(setting, talk)? {
                Some(line) => line,
                None => return Ok(()),
            },
        };
        renew(&mut browse, &mut asked, setting, talk)?;
        if !answer_one(&given, &browse, &mut asked, setting, talk)? {
            return Ok(());
        }
        if browse.ready.distrust().is_some() {
            renew(&mut browse, &mut asked, setting, talk)?;
        }
    }
}

/// Does what a line asks; whether there shall be another.
fn answer_one(
    given: &str,
    browse: &Browse,
    asked: &mut Asked,
    setting: &Setting,
    talk: &mut Talk<'_>,
) -> Result<bool, Failure> {
    let all = asked.answer.total();
    match wish(given, all) {
        Wish::Leave => return Ok(false),
        Wish::Help => tell(&say!(setting.lang, "prompt.help"), setting, talk)?,
        Wish::More if asked.shown < all => read_on(browse, asked, setting, talk)?,
        Wish::More => tell(&say!(setting.lang, "prompt.no_more"), setting, talk)?,
        Wish::Show(row) => show(browse, asked, row, setting, talk)?,
        Wish::Copy(row) => copy(browse, asked, row, setting, talk)?,
        Wish::CopyLast => match asked.last.or((all == 1).then_some(0)) {
            Some(row) => copy(browse, asked, row, setting, talk)?,
            None => tell(&say!(setting.lang, "prompt.copy_which"), setting, talk)?,
        },
        Wish::CopyNone(number) => tell(&say!(setting.lang, "prompt.no_answer", number = number), setting, talk)?,
        Wish::Search(words) => {
            let (directory, index) = (&browse.ready.directory, browse.ready.index());
            *asked = Asked { answer: search(directory, index, words, browse.today), ..Asked::default() };
            begin(browse, asked, words, setting, talk)?;
        }
    }
    Ok(true)
}

/// Asks for a line; nothing when there are no more.
fn next_line(setting: &Setting, talk: &mut Talk<'_>) -> Result<Option<String>, Failure> {
    if talk.is_asked {
        let mut output = Output::new(talk.out, setting);
        output.words(&say!(setting.lang, "prompt.ask"))?;
        output.exact(" ")?;
        output.finish()?;
    }
    let mut bytes = Vec::new();
    let read = (&mut *talk.input).take(LONGEST).read_until(b'\n', &mut bytes);
    match read {
        Ok(0) => {
            if talk.is_asked {
                tell("", setting, talk)?;
            }
            Ok(None)
        }
        Ok(_) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(cause) => Err(Failure::Unreadable { source: Source::Input, cause }),
    }
}

/// Says how much was found, and reads out the first of it.
fn begin(
    browse: &Browse,
    asked: &mut Asked,
    query: &str,
    setting: &Setting,
    talk: &mut Talk<'_>,
) -> Result<(), Failure> {
    let answer = &asked.answer;
    for words in remarks(answer, setting.lang) {
        tell(&words, setting, talk)?;
    }
    let counts = PANES.into_iter().map(|pane| (pane, answer.count(pane))).filter(|(_, count)| *count > 0);
    let counts: Vec<String> =
        counts.map(|(pane, count)| format!("{} {count}", pane_words(pane, setting.lang))).collect();
    // What is in any list is read out: only where nobody answers for a place there is something to say besides.
    let is_nobodys = matches!(answer.notices.first(), Some(Notice::Nobody(_))) && answer.count(Pane::People) == 0;
    if is_nobodys || answer.total() == 0 {
        for line in
            nothing(&browse.ready.directory, answer, query.to_owned(), browse.today, setting).words(setting.lang)
        {
            tell(&line, setting, talk)?;
        }
    }
    if !counts.is_empty() {
        tell(&counts.join(", "), setting, talk)?;
    }
    read_on(browse, asked, setting, talk)
}

/// Reads out the next answers, each with its number.
fn read_on(browse: &Browse, asked: &mut Asked, setting: &Setting, talk: &mut Talk<'_>) -> Result<(), Failure> {
    let (directory, all) = (&browse.ready.directory, asked.answer.total());
    let until = all.min(asked.shown + AT_ONCE);
    for row in asked.shown..until {
        let Some(hit) = hit_at(browse, &asked.answer, row) else { continue };
        let fields =
            Row { directory, hit: &hit, today: browse.today, lang: setting.lang, marks: &setting.marks }.spoken();
        tell(&format!("{}. {}", row + 1, fields.join(", ")), setting, talk)?;
    }
    asked.shown = until;
    if until < all {
        tell(&say!(setting.lang, "prompt.more", shown = until, all = all), setting, talk)?;
    }
    Ok(())
}

/// The answer of a row.
fn hit_at(browse: &Browse, answer: &Answer, row: usize) -> Option<Hit> {
    let mut row = row;
    for pane in PANES {
        let count = answer.count(pane);
        if row < count {
            return answer.hits(&browse.ready.directory, &[pane], row..row + 1).next();
        }
        row -= count;
    }
    None
}

fn record_at(browse: &Browse, asked: &Asked, row: usize) -> Option<RecordRef> {
    hit_at(browse, &asked.answer, row).map(|hit| hit.record)
}

fn show(browse: &Browse, asked: &mut Asked, row: usize, setting: &Setting, talk: &mut Talk<'_>) -> Result<(), Failure> {
    let Some(record) = record_at(browse, asked, row) else { return Ok(()) };
    asked.last = Some(row);
    let mut output = Output::new(talk.out, setting);
    for line in card(&browse.ready.directory, Shown::Record(record), setting.lang, browse.today, &setting.marks) {
        output.line(&line.line)?;
        output.end()?;
    }
    output.finish()
}

/// Copies from the answer of a row: the number; again, the next form, as in the browser.
fn copy(browse: &Browse, asked: &mut Asked, row: usize, setting: &Setting, talk: &mut Talk<'_>) -> Result<(), Failure> {
    let forms = record_at(browse, asked, row)
        .map(|record| forms(&browse.ready.directory, record, setting.lang, browse.today))
        .unwrap_or_default();
    let turn = asked.copied.filter(|(before, _)| *before == row).map_or(0, |(_, turn)| turn + 1);
    asked.last = Some(row);
    let status = match forms.get(turn % forms.len().max(1)) {
        None => Status::NothingToCopy,
        Some(copied) => match (talk.copy)(copied) {
            None => Status::NotCopied,
            Some(way) => {
                asked.copied = Some((row, turn));
                Status::Copied(copied.clone(), way)
            }
        },
    };
    tell(&status_words(&status, setting.lang, &setting.marks), setting, talk)
}

/// Takes another directory, when there is one: its answers have other numbers. One that no longer counts is read anew.
fn renew(browse: &mut Browse, asked: &mut Asked, setting: &Setting, talk: &mut Talk<'_>) -> Result<(), Failure> {
    let distrust = browse.ready.distrust();
    let lost = || distrust.map_or(Ok(()), |distrust| Err(Failure::Distrusted(distrust)));
    let Some(renewal) = &mut browse.renewal else { return lost() };
    if distrust.is_none() && !renewal.is_due() {
        return Ok(());
    }
    let damaged = distrust.and(browse.ready.index_path()).map(Path::to_owned);
    match renewal.read(damaged.as_deref(), talk.env) {
        Ok(ready) => {
            browse.ready = ready;
            *asked = Asked::default();
            tell(&say!(setting.lang, "renewal.renewed"), setting, talk)
        }
        Err(Some(refusal)) => {
            lost()?;
            tell(&say!(setting.lang, "renewal.refused", reason = refusal.words(setting.lang)), setting, talk)
        }
        // It is being written: the next line will find it written.
        Err(None) => lost(),
    }
}

fn pane_words(pane: Pane, lang: Lang) -> String {
    match pane {
        Pane::People => say!(lang, "screen.people"),
        Pane::Regions => say!(lang, "screen.regions"),
        Pane::Projects => say!(lang, "screen.projects"),
        Pane::Organisations => say!(lang, "prompt.organisations"),
    }
}

fn tell(words: &str, setting: &Setting, talk: &mut Talk<'_>) -> Result<(), Failure> {
    let mut output = Output::new(talk.out, setting);
    for line in words.lines().chain(words.is_empty().then_some("")) {
        output.text(line)?;
    }
    output.finish()
}
