use std::time::{Duration, Instant};

use super::*;
use crate::extract::format::block_notation::show;

/// The blocks of a page, one per entry.
fn blocks(html: &str) -> Vec<String> {
    show(&read(html).blocks)
}

#[test]
fn a_page_has_headings_paragraphs_and_items() {
    let html = "<h1>Merisolan <em>kunta</em></h1><p>Hei,\n  maailma.<br>Toinen&nbsp;rivi &amp; loppu</p>\
                <ul><li>Aino<ul><li>Otso</li></ul></li><li>Siiri</ul><div role=heading aria-level=3>Muut</div>Loppu";
    let expected = [
        "# Merisolan kunta",
        "Hei, maailma. / Toinen rivi & loppu",
        "* Aino",
        "** Otso",
        "* Siiri",
        "### Muut",
        "Loppu",
    ];
    assert_eq!(blocks(html), expected);
}

#[test]
fn lines_know_the_line_of_the_file() {
    let document = read("<!doctype html>\n<title>Sivu\n kaksi</title>\n<body>\n<p>Aino\nMerikivi\n\n<p>Otso");
    let lines: Vec<_> = document.blocks.iter().flat_map(Block::lines).collect();
    assert_eq!(document.title.as_deref(), Some("Sivu kaksi"));
    assert_eq!(
        lines.iter().map(|line| (line.number, line.view.as_str())).collect::<Vec<_>>(),
        [(5, "Aino Merikivi"), (8, "Otso")]
    );
    assert_eq!(lines[0].number_at(5), 6);
}

#[test]
fn cards_are_groups_of_lines() {
    let card = |name: &str| {
        format!(
            "<div class='card person'><div class=name>{name}</div><div class=role>ohjaaja</div><div class=contact>\
             <span class=tel>0295 111 001</span><span class=mail>a@b.fi</span></div></div>"
        )
    };
    let html = format!("<div class=grid>{}{}</div>", card("Aino Merikivi"), card("Otso Ranta"));
    let expected = |name: &str| format!("{name} / ohjaaja / 0295 111 001 / a@b.fi");
    assert_eq!(blocks(&html), [expected("Aino Merikivi"), expected("Otso Ranta")]);
    // The two columns of one card.
    let columns = "<div class=row><div class=col><p>Aino Merikivi</p><p>ohjaaja</p></div>\
                   <div class=col><p>0295 111 001</p><p>a@b.fi</p></div></div>";
    assert_eq!(blocks(columns), [expected("Aino Merikivi")]);
    // Cards below their headings.
    let html = "<section><h3>Aino</h3><p>ohjaaja</p><p>0295 111 001</p></section><section><h3>Otso</h3><p>rehtori</p></section>";
    assert_eq!(blocks(html), ["### Aino", "ohjaaja / 0295 111 001", "### Otso", "rehtori"]);
}

#[test]
fn an_empty_paragraph_separates_like_a_blank_line() {
    assert_eq!(
        blocks("<div><p>Aino</p><p>ohjaaja</p><p>&nbsp;</p><p>Otso</p><p>rehtori</p></div>"),
        ["Aino / ohjaaja", "Otso / rehtori"]
    );
}

#[test]
fn paragraphs_of_prose_stand_alone() {
    let prose = "Hankkeen projektipäällikkönä toimii Aino Merikivi, joka aloitti tehtävässä keväällä.";
    assert_eq!(blocks(&format!("<div><p>{prose}</p><p>{prose}</p></div>")), [prose, prose]);
}

#[test]
fn links_show_their_numbers_and_addresses() {
    let html = "<p><a href='mailto:a%2Eb@c.fi?subject=x'>Sähköposti</a>, <a href='tel:+358295111001'>0295 111 001</a>, \
                <a href='tel:+358295111002'><svg></svg></a></p>";
    assert_eq!(blocks(html), ["Sähköposti <a.b@c.fi>, 0295 111 001, <+358295111002>"]);
    // The key 0x10, and “a@b.fi”.
    let html =
        "<a href='/cdn-cgi/l/email-protection' class=__cf_email__ data-cfemail=10715072 3e7679>[email protected]</a>";
    assert_eq!(
        blocks(&html.replace(' ', "").replace("<a", "<a ").replace("class", " class").replace("data", " data")),
        ["a@b.fi"]
    );
}

#[test]
fn tables_have_headers_and_spans() {
    let html = "<table><caption>Henkilöt</caption><thead><tr><th>Alue<th>Nimi<th>Puhelin</thead>\
                <tr><td rowspan=2>Lappi<td>Aino<td>1<tr><td>Otso<td>2<tr><th>Kainuu<td colspan=2>avoin</table>";
    let table = "[Alue | Nimi | Puhelin]\nLappi | Aino | 1\nLappi | Otso | 2\nKainuu | avoin | avoin";
    assert_eq!(blocks(html), ["Henkilöt", table]);
    assert_eq!(
        blocks("<table><tr><th>Nimi<th>Puhelin<tr><td>Aino<br>Merikivi<td>1</table>"),
        ["[Nimi | Puhelin]\nAino / Merikivi | 1"]
    );
    let html = "<table><tr><th colspan=2>Vasa<tr><th>Namn<th>Tfn<tr><td>Aino<td>1<tr><th colspan=2>Vörå<tr><td>Otso<td>2</table>";
    assert_eq!(blocks(html), ["Vasa", "[Namn | Tfn]\nAino | 1", "Vörå", "Otso | 2"]);
    // A table that lays out a page.
    assert_eq!(blocks("<table><tr><td><h2>Aino</h2>ohjaaja</td></tr></table>"), ["## Aino", "ohjaaja"]);
}

#[test]
fn terms_have_their_descriptions() {
    let html = "<dl><dt>Puhelin</dt><dd>0295 111 001</dd><dd>0295 111 002</dd><div><dt>Osoite</dt><dd>Katu 1<br>Pori</dd></div></dl>";
    assert_eq!(blocks(html), ["Puhelin: 0295 111 001 / 0295 111 002", "Osoite: Katu 1 / Pori"]);
    let html = "<h2>Hankkeet</h2><dl><dt>Rannan Tuuli</dt><dd><dl><dt>Kesto<dd>2021–2023</dl></dd></dl>";
    assert_eq!(blocks(html), ["## Hankkeet", "### Rannan Tuuli", "Kesto: 2021–2023"]);
    let html = "<h1>Lista</h1><dl><dt>Ohjelma<dd>Kuvaus<dd><dl><dt>Hanke<dd><dl><dt>Kesto<dd>2021</dl></dl>\
                <dt>Toinen<dd><dl><dt>Kesto<dd>2022</dl></dl>";
    let wanted = ["# Lista", "## Ohjelma", "Kuvaus", "### Hanke", "Kesto: 2021", "## Toinen", "Kesto: 2022"];
    assert_eq!(blocks(html), wanted);
    let html = "<h6>Lista</h6><dl><dt>Hanke<dd><dl><dt>Kesto<dd>2021</dl></dl>";
    assert_eq!(blocks(html), ["###### Lista", "###### Hanke", "Kesto: 2021"]);
}

#[test]
fn what_is_not_seen_is_not_read() {
    let html = "<nav>a</nav><div role=search>b</div><p hidden>c</p><p style='Display: none'>d</p><p aria-hidden=true>e</p>\
                <script>f</script><style>g</style><template>h</template><noscript>i</noscript><del>j</del><s>k</s><!-- l -->\
                <div class='cookie-banner'>m</div><div id=breadcrumbs>n</div><a class=skip-link href=#x>o</a><button>p</button>\
                <svg><text>q</text></svg><select><option>r</select><p>Aino</p>";
    assert_eq!(blocks(html), ["Aino"]);
    assert_eq!(blocks("<body><a href='#sisalto'>Siirry sisältöön</a><p>Aino <a href='#x'>Otso</a></p>"), ["Aino Otso"]);
    assert_eq!(blocks("<body class=cookie-consent><div class=cookies-on><h1>Aino</h1></div></body>"), ["# Aino"]);
}

#[test]
fn a_realistic_page_is_its_content() {
    let html = include_str!("page.html");
    let document = read(html);
    assert_eq!(document.title.as_deref(), Some("Yhteystiedot – Merisolan kunta"));
    assert_eq!(document.language.as_deref(), Some("fi"));
    assert_eq!(
        document.published.as_ref().map(|line| (line.number, line.view.as_str())),
        Some((6, "2021-05-03T09:00:00+03:00"))
    );
    assert_eq!(
        show(&document.blocks),
        [
            "Merisolan kunta",
            "---",
            "# Yhteystiedot",
            "Rannan Tuuli -hankkeen aluekoordinaattorit ja muut yhteyshenkilöt löytyvät tältä sivulta.",
            "## Aluekoordinaattorit",
            "Aino Merikivi / aluekoordinaattori, Lappi / p. 0295 111 001 / Sähköposti <aino.merikivi@merisola.example.fi>",
            "Otso Ranta / aluekoordinaattori, Kainuu / p. 0295 111 002 / otso.ranta@merisola.example.fi",
            "## Muut",
            "[Nimi | Tehtävä | Puhelin]\nSiiri Salo | suunnittelija | 0295 111 003\nEero Ek | sihteeri | 0295 111 004",
            "---",
            "Merisolan kunta, Rantakatu 1, 12345 Merisola / Vaihde 0295 111 000",
        ]
    );
    let lines: Vec<&str> = html.lines().collect();
    for line in document.blocks.iter().flat_map(Block::lines) {
        for (number, printed) in line.printed_lines() {
            let word = printed.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']);
            assert!(lines[number as usize - 1].contains(word), "{number}: {printed}");
        }
    }
}

/// Numbers between two texts.
fn numbered(count: usize, before: &str, after: &str) -> String {
    (0..count).map(|at| format!("{before}{at}{after}")).collect::<Vec<_>>().concat()
}

#[test]
fn a_hostile_page_costs_little() {
    let within = |name: &str, html: &str| {
        let start = Instant::now();
        let blocks = read(html).blocks;
        assert!(start.elapsed() < Duration::from_secs(20), "{name}: {:?}", start.elapsed());
        blocks
    };
    for tag in ["div", "ul><li", "table><tr><td", "b", "span class=x", "dl><dd", "blockquote", "svg", "a href=tel:1"] {
        let html = format!("{}Aino{}", format!("<{tag}>").repeat(100_000), "</div>".repeat(1000));
        within(tag, &html);
    }
    let blocks = within("deep", &format!("{}Aino", "<div>".repeat(100_000)));
    assert_eq!(show(&blocks), ["Aino"]);
    within("formatting", &numbered(5_000, "<p><b id=", ">x"));
    within("spans", &"<tr><td colspan=100000 rowspan=100000>Aino".repeat(1000));
    within("one table", &format!("<table>{}", "<tr><td colspan=100000 rowspan=100000>Aino".repeat(1000)));
    within("attributes", &format!("<p{}>Aino", numbered(200_000, " a", "")));
    within("open", &"<".repeat(1_000_000));
    within("tables", &"<table>x".repeat(10_000));
    within("classes", &format!("<div class='{}'>a<p>b</div>", "c ".repeat(100_000)).repeat(3));
}

#[test]
fn a_link_that_is_never_closed_gives_its_number_once() {
    let html = "<p>Aino Salo, <a href='tel:+358401234567'>soita</p>\n\n<p>Pekka Virta</p>\n<p>Olli Aho</p>\n";
    assert_eq!(show(&read(html).blocks), ["Aino Salo, soita <+358401234567>", "Pekka Virta / Olli Aho"]);
    let html = "<select><div><div><a href=tel:1%><select>\r\n";
    let document = read(html);
    let numbers: Vec<u32> = document.blocks.iter().flat_map(Block::lines).map(|line| line.number).collect();
    assert!(numbers.iter().all(|number| *number == 1), "{numbers:?}");
}

proptest::proptest! {
    #[test]
    fn any_page_is_read(pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..60)) {
        let html = pieces.concat();
        let count = html.lines().count().max(1);
        for line in read(&html).blocks.iter().flat_map(Block::lines) {
            for (number, _) in line.printed_lines() {
                proptest::prop_assert!((1..=count).contains(&(number as usize)), "{number} of {count}: {html:?}");
            }
        }
    }
}

const PIECES: &[&str] = &[
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td colspan=3>",
    "<td rowspan=0>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<h2>",
    "</h2>",
    "<b class=x>",
    "</b>",
    "<b class=y>",
    "<a href=tel:1%>",
    "</a>",
    "<br>",
    "<pre>",
    "</pre>",
    "\n",
    " ",
    "Aino",
    "\u{ad}",
    "&nbsp;",
    "&#0;",
    "<template>",
    "</template>",
    "<select>",
    "<svg>",
    "</svg>",
    "<!--",
    "-->",
    "<footer>",
    "<header>",
    "<aside>",
    "<hr>",
    "<th>",
    "<caption>",
    "<body>",
    "</body>",
    "<script>",
    "</script>",
    "<math>",
    "<mi>",
    "<i data-cfemail=10ä>",
    "\t",
    "\r\n",
    "<plaintext>",
    "<frameset>",
    "<form>",
    "</form>",
];
