//! `allu coverage`: who is responsible for each region, and the number to call.

use super::open::{open_model, print_index_warnings, valid};
use crate::cli::args::CoverageArgs;
use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::{OutputWriter, RecordJson, TextTable, json_line};
use crate::cli::settings::Settings;
use crate::gazetteer::{self, RegionCode};
use crate::i18n::{say, say_count};
use crate::model::{Directory, RecordRef, Responsible};
use crate::present::{
    Line, Marks, Role, age_words, fallback_line, number_role, printed_name, region_name, regions_in_order,
    shown_number, title_words,
};
use crate::search::Hit;
use crate::session::ModelSource;
use crate::text::Day;

/// The maximum width of each column. The last column is the note, which follows the others.
const MAX_WIDTHS: [usize; 5] = [24, 32, 40, 60, 0];

/// Prints a row or an object for each region.
///
/// Errors: those of opening the model and of the output.
pub(super) fn coverage(
    args: &CoverageArgs,
    source: &ModelSource,
    today: Day,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<(), Error> {
    let open = open_model(source, None, settings, io)?;
    print_index_warnings(&open, settings, io)?;
    let directory = &open.directory;
    let mut output = OutputWriter::new(io.out.writer, settings);
    let printed = if args.json {
        // The output for programs does not depend on the language.
        print_json(directory, gazetteer::regions().iter().map(|region| region.code), today, &mut output)
    } else {
        print_table(directory, regions_in_order(settings.lang).into_iter(), today, settings, &mut output)
    };
    valid(&open, printed)
}

fn print_json(
    directory: &Directory,
    codes: impl Iterator<Item = RegionCode>,
    today: Day,
    output: &mut OutputWriter<'_>,
) -> Result<(), Error> {
    for code in codes {
        output.exact(&json_line(&RecordJson::new(directory, &hit_of(code), today)))?;
        output.end()?;
    }
    output.finish()
}

fn print_table(
    directory: &Directory,
    codes: impl Iterator<Item = RegionCode>,
    today: Day,
    settings: &Settings,
    output: &mut OutputWriter<'_>,
) -> Result<(), Error> {
    let cells = settings.columns.filter(|_| !settings.plain);
    // Signs are for terminals only. In a pipe, the note says the same in words, and the column of numbers has only
    // numbers.
    let marks = Marks { spells_out: cells.is_none(), ..settings.marks };
    let settings = Settings { marks, ..*settings };
    let rows: Vec<Vec<Line>> = codes.map(|code| row(directory, code, today, &settings)).collect();
    let Some(cells) = cells else {
        for row in rows {
            output.fields(&row)?;
            output.end()?;
        }
        return output.finish();
    };
    let table = TextTable::new(&rows, &MAX_WIDTHS, cells.into());
    for line in rows.iter().flat_map(|row| table.lines(row, &settings.marks)) {
        output.line(&line)?;
        output.end()?;
    }
    output.finish()
}

/// The fields of a region: its name, the person responsible, their number, how they are responsible, and a note.
fn row(directory: &Directory, code: RegionCode, today: Day, settings: &Settings) -> Vec<Line> {
    let Settings { lang, marks, .. } = settings;
    let name = Line::of(region_name(code, *lang), Role::Title);
    let Some(responsible) = directory.responsible_for(code).next() else {
        let nobody = Line::of(say!(lang, "detail.nobody_short"), Role::Warning);
        let instead = fallback_line(directory, RecordRef::Region(code), *lang, today, marks);
        return vec![name, nobody, Line::default(), Line::default(), instead.map(|line| line.line).unwrap_or_default()];
    };
    let position = RecordRef::Position(responsible.position);
    let holder = directory.holder_of(responsible.position);
    let record = holder.map_or(position, RecordRef::Person);
    let who = Line::of(title_words(directory, record, *lang), Role::Plain);
    let mut notes: Vec<Line> = Vec::new();
    let mut number = Line::default();
    if let Some(person) = holder
        && let Some(phone) = directory.person(person).phone()
    {
        let age = directory.age_of(record, phone, today);
        if marks.spells_out {
            number.push(phone.printed.clone(), number_role(age));
            let doubt = directory.is_number_doubtful(person).then(|| say!(lang, "find.doubtful"));
            notes.extend(age_words(age, *lang).into_iter().chain(doubt).map(|words| Line::of(words, Role::Warning)));
        } else {
            number = shown_number(directory, record, phone, *lang, today, marks);
        }
    }
    notes.extend(fallback_line(directory, record, *lang, today, marks).map(|line| line.line));
    let others = directory.responsible_count(code).saturating_sub(1);
    notes.extend(
        (others > 0).then(|| Line::of(say_count!(lang, "detail.more_one", "detail.more", others), Role::Quiet)),
    );
    let mut note = Line::default();
    for part in notes {
        if !note.spans.is_empty() {
            note.push(format!(" {} ", marks.dot), Role::Plain);
        }
        note.spans.extend(part.spans);
    }
    vec![name, who, number, how(&responsible, settings), note]
}

/// Whether the region is named directly, or the areas through which it is covered.
fn how(responsible: &Responsible, settings: &Settings) -> Line {
    let Settings { lang, marks, .. } = settings;
    if responsible.path.is_empty() {
        return Line::of(say!(lang, "detail.directly"), Role::Quiet);
    }
    let names: Vec<String> = responsible.path.iter().map(|name| printed_name(name, *lang)).collect();
    let separator = if marks.spells_out { ", ".to_owned() } else { format!(" {} ", marks.arrow) };
    Line::of(say!(lang, "detail.through", path = names.join(&separator)), Role::Quiet)
}

/// A region as a hit of an empty query, because the JSON of a record is made from a hit.
fn hit_of(code: RegionCode) -> Hit {
    Hit::unasked(RecordRef::Region(code))
}
