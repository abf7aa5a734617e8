//! Precision and recall of the extractor on the test documents, by kind and language.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use crate::support::kept::path;
use crate::support::scoring::{Scores, score};

/// The sets, and whether their mismatches are printed unasked. Rules are made from the first only.
const SETS: &[(&str, bool)] = &[("development", true), ("held_out", false)];

const RECORDED: &str = "tests/documents/scores.tsv";

/// How much a share may fall.
const TOLERANCE: f64 = 0.001;

/// Precision and recall, if defined.
type Share = [Option<f64>; 2];

/// Shares by set, language and kind.
type Shares = BTreeMap<[String; 3], Share>;

#[test]
fn no_share_falls_below_the_recorded_one() {
    let wanted = std::env::var("SCORES").ok();
    let mut report = String::new();
    let mut shares = Shares::new();
    for (set, is_shown) in SETS {
        let mut scores = Scores::new();
        for sheet in score(&path(&format!("tests/documents/{set}"))) {
            sheet.add_to(&mut scores);
            if wanted.as_ref().map_or(*is_shown, |part| sheet.file().contains(part.as_str())) {
                sheet.lines().iter().for_each(|line| _ = writeln!(report, "{line}"));
            }
        }
        for ((language, kind), tally) in scores {
            shares.insert([(*set).to_owned(), language, kind.to_owned()], [tally.precision(), tally.recall()]);
        }
    }
    let table = written(&shares);
    println!("{report}\n{table}");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path(RECORDED), &table).expect("the file can be written");
    }
    let recorded = read(&fs::read_to_string(path(RECORDED)).unwrap_or_default());
    let fallen: Vec<_> =
        shares.iter().filter_map(|(of, share)| fallen(of, *share, recorded.get(of).copied())).collect();
    assert_eq!(fallen, [] as [String; 0], "mend it, or run `UPDATE=1 cargo test` and review the difference");
}

/// The message for a share that is lower than recorded, or not recorded.
fn fallen(of: &[String; 3], share: Share, recorded: Option<Share>) -> Option<String> {
    let of = of.join(" ");
    let Some(before) = recorded else { return Some(format!("{of}: not recorded")) };
    let pairs = ["precision", "recall"].into_iter().zip(share.into_iter().zip(before));
    let falls = pairs.filter_map(|(name, pair)| match pair {
        (Some(now), Some(before)) if now < before - TOLERANCE => Some(format!("{name} {now:.3}, was {before:.3}")),
        (None, Some(before)) => Some(format!("{name} of nothing, was {before:.3}")),
        _ => None,
    });
    let falls: Vec<_> = falls.collect();
    (!falls.is_empty()).then(|| format!("{of}: {}", falls.join(", ")))
}

fn written(shares: &Shares) -> String {
    let mut table = "set\tlanguage\tkind\tprecision\trecall\n".to_owned();
    let number = |share: Option<f64>| share.map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"));
    for (of, [precision, recall]) in shares {
        _ = writeln!(table, "{}\t{}\t{}", of.join("\t"), number(*precision), number(*recall));
    }
    table
}

fn read(table: &str) -> Shares {
    let row = |line: &str| {
        let [set, language, kind, precision, recall] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        Some(([set, language, kind].map(str::to_owned), [precision, recall].map(|share| share.parse().ok())))
    };
    table.lines().skip(1).filter_map(row).collect()
}

#[test]
fn what_is_written_of_shares_is_read_again_and_a_fall_is_seen() {
    let of = ["development", "fi", "people"].map(str::to_owned);
    let shares = Shares::from([(of.clone(), [Some(0.5), None])]);
    assert_eq!(read(&written(&shares)), shares);
    let before = Some([Some(0.5), Some(0.25)]);
    assert_eq!(fallen(&of, [Some(0.5), Some(0.2495)], before), None);
    assert_eq!(fallen(&of, [Some(0.5), Some(0.3)], Some([None, None])), None);
    let said = fallen(&of, [Some(0.4), None], before);
    assert_eq!(
        said.as_deref(),
        Some("development fi people: precision 0.400, was 0.500, recall of nothing, was 0.250")
    );
    assert_eq!(fallen(&of, [None, None], None).as_deref(), Some("development fi people: not recorded"));
}
