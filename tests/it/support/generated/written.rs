//! The generated people as files: a minimal model, and lines for other search programs.

use std::io::{self, Write};

use super::invented::{Invented, Inventor, Place};
use super::offices::{organisation_id, without_people};

/// Writes what [`super::model`] returns for the same size and seed, as compact JSON without the optional fields.
///
/// Written directly, because a million people as a tree of values take gigabytes. The generated texts contain neither
/// quotation marks nor backslashes.
pub(crate) fn write_model(size: usize, seed: u64, out: &mut impl Write) -> io::Result<()> {
    let head = without_people().to_string();
    write!(out, "{},\"people\":[", head.strip_suffix('}').unwrap_or(&head))?;
    write_each(size, seed, out, write_person)?;
    // The people are generated a second time for the list of positions: that takes less memory than storing them.
    write!(out, "\n],\"positions\":[")?;
    write_each(size, seed, out, write_position)?;
    writeln!(out, "\n]}}")
}

/// Writes one person per line, with tabs between name, role, organisation, places, number and address.
pub(crate) fn write_lines(size: usize, seed: u64, out: &mut impl Write) -> io::Result<()> {
    for one in Inventor::new(seed).take(size) {
        let Invented { name, title, organisation, national, address, .. } = &one;
        let places: Vec<&str> = one.areas.iter().chain(&one.place).map(Place::name).collect();
        writeln!(out, "{name}\t{title}\t{organisation}\t{}\t0{national}\t{address}", places.join(", "))?;
    }
    Ok(())
}

fn write_each<W: Write>(
    size: usize,
    seed: u64,
    out: &mut W,
    write_one: impl Fn(&Invented, &mut W) -> io::Result<()>,
) -> io::Result<()> {
    for (number, one) in Inventor::new(seed).take(size).enumerate() {
        // One line each: a problem is reported by its line.
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        write_one(&one, out)?;
    }
    Ok(())
}

fn write_person(one: &Invented, out: &mut impl Write) -> io::Result<()> {
    let Invented { stem, name, printed, address, .. } = one;
    let e164 = one.e164();
    write!(
        out,
        r#"{{"id":"person:{stem}","name":"{name}","phones":[{{"printed":"{printed}","e164":"{e164}","kind":"direct","evidence":[]}}],"emails":[{{"address":"{address}","basis":"stated","evidence":[]}}],"evidence":[]}}"#
    )
}

fn write_position(one: &Invented, out: &mut impl Write) -> io::Result<()> {
    let Invented { stem, title, .. } = one;
    write!(out, r#"{{"id":"position:{stem}","holder":"person:{stem}","title":"{title}","#)?;
    if let Some(project) = &one.project {
        write!(out, r#""project":{{"value":"{project}","basis":"stated","evidence":[]}},"#)?;
    }
    let organisation = organisation_id(&one.organisation);
    write!(out, r#""organisation":{{"value":"{organisation}","basis":"stated","evidence":[]}},"#)?;
    if !one.areas.is_empty() {
        out.write_all(br#""areas":["#)?;
        for (number, area) in one.areas.iter().enumerate() {
            out.write_all(if number == 0 { b"" } else { b"," })?;
            write_place(area, out)?;
        }
        out.write_all(b"],")?;
    }
    if let Some(place) = &one.place {
        out.write_all(br#""place":"#)?;
        write_place(place, out)?;
        out.write_all(b",")?;
    }
    out.write_all(br#""time":"current","basis":"stated","evidence":[]}"#)
}

fn write_place(place: &Place, out: &mut impl Write) -> io::Result<()> {
    let (name, id) = (place.name(), place.id());
    write!(out, r#"{{"printed":"{name}","place":"{id}","basis":"stated","evidence":[]}}"#)
}
