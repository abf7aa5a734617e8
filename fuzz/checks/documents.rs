//! Any bytes are documents, and the model built from them has evidence for its facts.
//!
//! A line `@@@ name` begins another document of that name; the text before the first is `a.md`.

use std::path::PathBuf;

use allu::exchange::Visibility;
use allu::extract::{CarriedTexts, ExtractOptions, Extraction, Input, extract, extract_with};
use allu::model::{Model, inspect, load, write};
use allu::text::is_invisible;

/// The model does not depend on the order of the documents, is sound, and quotes them correctly.
pub(crate) fn check(bytes: &[u8]) {
    let mut inputs = inputs(bytes);
    let built = with_accounts(&inputs);
    for report in &built.reports {
        let file = inputs.iter().find(|input| input.path.display().to_string() == report.file);
        let lines = file.map(|input| lines_of(&input.bytes));
        let is_there = |line: u32| line >= 1 && lines.is_some_and(|lines| line as usize <= lines);
        assert!(lines.is_some() && report.line.is_none_or(is_there), "{report:?} of {lines:?} lines");
    }
    inputs.reverse();
    assert!(with_accounts(&inputs) == built, "the order of the documents shows");
    if built.is_sound() {
        check_model(&built, &inputs);
        check_accounts(&built);
    }
}

fn with_accounts(inputs: &[Input]) -> Extraction {
    let options = ExtractOptions {
        texts: CarriedTexts::All,
        title: None,
        audience: Visibility::Public,
        keeps_accounts: true,
        report: &|_| (),
    };
    extract_with(inputs, &options)
}

/// Each document has an account, and each of its findings is on a line of the document.
fn check_accounts(built: &Extraction) {
    assert_eq!(built.accounts.len(), built.model.documents.len());
    assert_eq!(built.accounts.iter().map(|account| account.left.len()).sum::<usize>(), built.left);
    for account in &built.accounts {
        let document = built.model.documents.iter().find(|document| document.id == account.document);
        let text = document.and_then(|document| document.text.as_deref()).expect("its text is carried");
        let lines = account.findings.iter().filter_map(|it| it.line).chain(account.left.iter().map(|it| it.line));
        let last = lines.max().unwrap_or(0);
        assert!(text.lines().count() >= last as usize, "line {last} of {:?}", account.path);
    }
}

fn check_model(built: &Extraction, inputs: &[Input]) {
    let Extraction { model, paths, .. } = built;
    let written = write(model).expect("a model can be written");
    let problems = inspect(written.as_bytes()).problems;
    assert!(problems.is_empty(), "what was built is not sound: {problems:?}");
    assert!(load(written.as_bytes()).expect("it has no problem") == *model, "what is written is another model");
    for (document, line, text) in quotations(model) {
        let place = &paths[&document.parse().expect("an id of a document")];
        let of = inputs.iter().find(|input| input.path.display().to_string() == *place).expect("it was given");
        let told = model.documents.iter().find(|it| it.id.to_string() == document).expect("the document is listed");
        let told = told.text.as_deref().expect("its text is carried");
        assert!(told.lines().count() >= line as usize, "evidence stands on a line that there is");
        // The lines of plain text are those of the file, unless the text is in another encoding. A quotation begins on
        // its line, as the check of the model has verified.
        if let (true, Ok(of)) = (is_plain_text(of), std::str::from_utf8(&of.bytes)) {
            let rest: String = of.lines().skip(line as usize - 1).collect::<Vec<_>>().concat();
            assert!(bare(&rest).contains(&bare(&text)), "{text:?} is not in {rest:?}");
        }
    }
    let lean = extract(inputs, CarriedTexts::OfSmallSets);
    assert_eq!((lean.model.people.len(), lean.reports.len()), (model.people.len(), built.reports.len()));
}

/// Every quotation of a model: its document, line and words.
fn quotations(model: &Model) -> Vec<(String, u32, String)> {
    fn walk(value: &serde_json::Value, found: &mut Vec<(String, u32, String)>) {
        let field = |name: &str| value.get(name);
        if let (Some(document), Some(line), Some(text)) = (
            field("document").and_then(|it| it.as_str()),
            field("line").and_then(serde_json::Value::as_u64),
            field("text").and_then(|it| it.as_str()),
        ) {
            found.push((document.to_owned(), u32::try_from(line).expect("a line"), text.to_owned()));
        }
        match value {
            serde_json::Value::Array(list) => list.iter().for_each(|child| walk(child, found)),
            serde_json::Value::Object(fields) => fields.values().for_each(|child| walk(child, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(&serde_json::to_value(model).expect("a model is JSON"), &mut found);
    found
}

/// A text without its white space, hyphens, marks of quotation and invisible characters: lines may be joined.
fn bare(text: &str) -> String {
    let is_kept =
        |letter: &char| !letter.is_whitespace() && !is_invisible(*letter) && !matches!(letter, '-' | '‐' | '‑' | '>');
    text.chars().filter(is_kept).collect()
}

/// Whether a document is read as plain text: its ending says so, and nothing else is in it.
fn is_plain_text(input: &Input) -> bool {
    let is_page = input.bytes.trim_ascii_start().first() == Some(&b'<') || input.bytes.starts_with(b"\xef\xbb\xbf");
    input.path.extension().is_some_and(|ending| ending == "txt") && !is_page
}

/// The maximum number of lines that a document can have; those of an archive are its paragraphs, and they are not
/// counted here.
fn lines_of(bytes: &[u8]) -> usize {
    if bytes.starts_with(b"PK") { usize::MAX } else { bytes.split(|byte| *byte == b'\n').count() }
}

/// The documents of an input, at most eight.
fn inputs(bytes: &[u8]) -> Vec<Input> {
    let mut inputs = vec![named(0, "a.md")];
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"@@@ ").filter(|_| inputs.len() < 8) {
            Some(name) => inputs.push(named(inputs.len(), String::from_utf8_lossy(name).trim_end_matches('\n'))),
            None => inputs.last_mut().expect("there is one").bytes.extend(line),
        }
    }
    // The document before the first name exists only if there is text before it.
    if inputs.len() > 1 && inputs[0].bytes.is_empty() {
        inputs.remove(0);
    }
    inputs
}

/// An empty document; documents with the same name are in different folders.
fn named(folder: usize, name: &str) -> Input {
    Input { path: PathBuf::from(format!("{folder}/{name}")), name: name.to_owned(), bytes: Vec::new() }
}
