use super::*;
use crate::extract::format::block_notation::show;

fn blocks(text: &str) -> Vec<String> {
    show(&read(text, 1, false).blocks)
}

#[test]
fn markup_gives_blocks() {
    let text = "# Merisolan *kunta*\n\nAino **Merikivi**, `ohjaaja` \\\nOtso\n\n- Siiri\n  - Eero\n1. Ida\n2. Ester\n\n---\n\n\
                | Nimi | Puhelin |\n|---|---|\n| Aino | 0295 111 |\n\nLoppu[^1] ~~vanha~~\n\n[^1]: Huomautus\n\n<!-- salaa -->\n";
    assert_eq!(
        blocks(text),
        [
            "# Merisolan kunta",
            "Aino Merikivi, ohjaaja / Otso",
            "* Siiri",
            "** Eero",
            "* Ida",
            "* Ester",
            "---",
            "[Nimi | Puhelin]\nAino | 0295 111",
            "Loppu",
            "Huomautus"
        ]
    );
}

#[test]
fn links_show_their_addresses() {
    let text = "[Aino](mailto:a.b@c.fi) <otso@c.fi> [a.b@c.fi](mailto:a.b@c.fi) [sivu](https://c.fi)";
    assert_eq!(blocks(text), ["Aino <a.b@c.fi> otso@c.fi a.b@c.fi sivu"]);
}

#[test]
fn terms_have_descriptions_and_metadata_is_no_text() {
    let text = "---\ntitle: \"Merisola\"\ndate: 2021-05-03\n---\n\n## Muut {#muut}\n\nRannan Tuuli\n: Kunta\n: Aino\n\n\
                | | |\n|-|-|\n| a | b |\n";
    let document = read(text, 1, false);
    assert_eq!(show(&document.blocks), ["## Muut", "Rannan Tuuli: Kunta / Aino", "a | b"]);
    assert_eq!(document.title.as_deref(), Some("Merisola"));
    let published = document.published.expect("a date");
    assert_eq!((published.number, published.view.as_str()), (3, "2021-05-03"));
}

#[test]
fn a_date_at_the_beginning_is_no_list() {
    assert_eq!(blocks("8. tammikuuta 2016"), ["8. tammikuuta 2016"]);
}

#[test]
fn lines_know_the_line_of_the_file() {
    let document =
        read("Otsikko\n=======\n\n* Aino\n* Otso\n\n<div>\n<p>Siiri</p>\n</div>\n\n    koodi\n    rivi\n", 11, false);
    let lines: Vec<_> = document.blocks.iter().flat_map(Block::lines).map(|it| (it.number, it.view.as_str())).collect();
    assert_eq!(lines, [(11, "Otsikko"), (14, "Aino"), (15, "Otso"), (18, "Siiri"), (21, "koodi"), (22, "rivi")]);
}

#[test]
fn plain_text_in_it_is_read_like_plain_text() {
    assert_eq!(
        blocks("Nimi\tPuhelin\nAino\t0295 111\n\n• Otso\n• Siiri"),
        ["Nimi | Puhelin\nAino | 0295 111", "* Otso", "* Siiri"]
    );
}

#[test]
fn a_text_that_retells_another_keeps_its_marks() {
    let document = read("Aino Merikivi [^5, 7]\n", 1, true);
    let line = document.blocks[0].lines()[0];
    assert_eq!((line.view.as_str(), line.is_marked()), ("Aino Merikivi", true));
}

#[test]
fn a_hostile_text_costs_little() {
    for piece in ["> ", "- ", "[", "*", "`", "<", "![", "|a|b\n|-|-\n", "1. ", "~", "_a_ ", "[^a]:"] {
        let start = std::time::Instant::now();
        read(&piece.repeat(20_000), 1, false);
        assert!(start.elapsed() < std::time::Duration::from_secs(20), "{piece}: {:?}", start.elapsed());
    }
}

/// The lines of the seeds, as they were before there were blocks.
#[test]
fn the_seeds_have_their_lines() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let files = std::fs::read_dir(folder).expect("the seeds").flatten().map(|file| file.path());
    let mut seen = 0;
    for path in files.filter(|path| path.extension().is_some_and(|end| end == "md")) {
        let text = std::fs::read_to_string(&path).expect("a seed");
        let body = crate::extract::format::front_matter::split(&text).expect("front matter").body;
        let wanted =
            (body.first_line..).zip(body.text.lines()).map(|(number, line)| SourceLine::new(number, line, true));
        let wanted: Vec<_> = wanted.filter(|line| !line.is_blank()).map(|line| (line.number, line.view)).collect();
        let lines = crate::extract::document::block::flatten(&read(body.text, body.first_line, true).blocks);
        let lines: Vec<_> = lines.into_iter().filter(|it| !it.is_blank()).map(|it| (it.number, it.view)).collect();
        assert_eq!(lines, wanted, "{}", path.display());
        seen += lines.len();
    }
    assert!(seen > 40, "{seen}");
}
