//! Writes invented people, to measure allu and other finders on the same records:
//! `cargo bench --bench people -- 1000000 FOLDER` writes `FOLDER/model.json` and `FOLDER/lines.txt`.
//!
//! The same number of people gives the same bytes on every machine; a smaller number gives the first of the same
//! people.

#[path = "../tests/it/support/generated/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the tests ask questions about the people, and use the rest")]
#[expect(clippy::expect_used, reason = "what is generated cannot fail, or is mended here")]
mod generated;

use std::env;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// The seed of the 10,000 people that the tests search.
const SEED: u64 = 1;

fn main() -> io::Result<()> {
    // Cargo puts `--bench` among the arguments.
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [size, folder] = arguments.as_slice() else { return say("usage: cargo bench --bench people -- PEOPLE FOLDER") };
    let Ok(size) = size.parse() else { return say(&format!("“{size}” is no number of people")) };
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    write(&folder.join("model.json"), |out| generated::write_model(size, SEED, out))?;
    write(&folder.join("lines.txt"), |out| generated::write_lines(size, SEED, out))
}

/// Writes one file and prints its length.
fn write(file: &Path, content: impl Fn(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
    content(&mut out)?;
    out.into_inner()?.sync_all()?;
    say(&format!("{}: {} bytes", file.display(), fs::metadata(file)?.len()))
}

fn say(line: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{line}")
}
