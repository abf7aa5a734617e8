//! A file of sections in which some are forged, with valid checksums.

use std::sync::Mutex;

use allu::store::{SectionWriter, Sections};

/// A change of a section. Places in it and among the sections are any numbers, taken modulo their count.
#[derive(Clone, Debug)]
pub(crate) enum Forgery {
    /// A number is another one.
    Number(usize, u32),
    /// Every other number is another one.
    Numbers(u32),
    Byte(usize, u8),
    Cut(usize),
    Twice,
    Reversed,
    Filled(u8),
    /// It has the content of another section.
    Other(usize),
    Gone,
}

impl Forgery {
    fn bend(&self, bytes: &mut Vec<u8>, other: impl Fn(usize) -> Vec<u8>) {
        let numbers = bytes.len() / 4;
        match self {
            Self::Number(at, number) if numbers > 0 => {
                bytes[at % numbers * 4..][..4].copy_from_slice(&number.to_le_bytes());
            }
            Self::Numbers(number) => {
                bytes.chunks_exact_mut(4).step_by(2).for_each(|place| place.copy_from_slice(&number.to_le_bytes()));
            }
            Self::Byte(at, byte) if !bytes.is_empty() => {
                let at = at % bytes.len();
                bytes[at] = *byte;
            }
            Self::Cut(at) => bytes.truncate(at % (bytes.len() + 1)),
            Self::Twice => bytes.extend_from_within(..),
            Self::Reversed => bytes.reverse(),
            Self::Filled(byte) => bytes.fill(*byte),
            Self::Other(which) => *bytes = other(*which),
            Self::Gone => bytes.clear(),
            Self::Number(..) | Self::Byte(..) => {}
        }
    }
}

/// The sections of a sound file, with some of them forged in the given ways.
pub(crate) fn forged(sound: &Sections, forgeries: &[(usize, Forgery)]) -> SectionWriter {
    let read = |(name, _): (&str, usize)| (lasting(name), sound.get(name).expect("its own section").all().to_vec());
    let mut sections: Vec<(&'static str, Vec<u8>)> = sound.sizes().map(read).collect();
    let count = sections.len();
    for (which, forgery) in forgeries {
        let which = which % count;
        let mut bytes = std::mem::take(&mut sections[which].1);
        forgery.bend(&mut bytes, |other| sections[other % count].1.clone());
        sections[which].1 = bytes;
    }
    let mut writer = SectionWriter::default();
    for (name, bytes) in sections {
        writer.add(name, &bytes.into());
    }
    writer
}

/// A name with static lifetime; each is leaked once.
fn lasting(name: &str) -> &'static str {
    static NAMES: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
    let mut names = NAMES.lock().expect("nobody panics here");
    let known = names.iter().find(|known| **known == name).copied();
    known.unwrap_or_else(|| {
        let lasting: &'static str = name.to_owned().leak();
        names.push(lasting);
        lasting
    })
}

/// The maximum number of steps that some searches may take in a forged index of some bytes: for each word and part of a
/// word that they have, sixteen passes through all of it, four bytes a step, and one through the names of places.
///
/// A sound index needs fewer than one pass: see `search_budget.rs`.
pub(crate) fn most_steps(size: usize) -> usize {
    64 * (16 * size / 4 + (1 << 16))
}
