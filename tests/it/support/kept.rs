//! Files that are generated from the code: a test fails if one is stale, and `UPDATE=1` writes it.

use std::fs;
use std::path::PathBuf;

/// Checks that the file `name` contains exactly `wanted`.
pub(crate) fn keep(name: &str, wanted: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path(name), wanted).expect("the file can be written");
    }
    let found = fs::read_to_string(path(name)).unwrap_or_default();
    assert!(found == wanted, "{name} is stale: run `UPDATE=1 cargo test` and review the difference");
}

/// Checks that the file `name` contains exactly `wanted` between `<!-- block -->` and `<!-- /block -->`.
pub(crate) fn keep_block(name: &str, block: &str, wanted: &str) {
    let text = fs::read_to_string(path(name)).expect("the file is there");
    let (open, close) = (format!("<!-- {block} -->\n"), format!("<!-- /{block} -->"));
    let (before, rest) = text.split_once(&open).expect("the file has the block");
    let (_, after) = rest.split_once(&close).expect("the file has the end of the block");
    keep(name, &format!("{before}{open}{wanted}{close}{after}"));
}

/// The path of a file in the repository.
pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}
