//! Organisations in a sentence: a lexicon of their last words, and what stands in front of them.

use std::ops::Range;
use std::sync::LazyLock;

use super::inflection::{Lexicon, Noun, NounCase};
use super::place;
use super::tokenizer::Token;
use crate::model::OrganisationKind;
use crate::text::fold;

/// An organisation where it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OrganisationMention {
    /// In the nominative.
    pub(crate) name: String,
    /// Another name that the text uses in its place.
    pub(crate) alias: Option<String>,
    /// By its last word.
    pub(crate) kind: OrganisationKind,
    /// Its form.
    pub(crate) case: NounCase,
}

const fn noun(nominative: &'static str, strong: &'static str, weak: &'static str, plural: &'static str) -> Noun {
    Noun { nominative, strong, weak, plural }
}

#[rustfmt::skip]
const NOUNS: &[Noun] = &[
    noun("ELY-keskus", "ELY-keskukse", "ELY-keskukse", "ELY-keskuksi"),
    noun("keskus", "keskukse", "keskukse", "keskuksi"),
    noun("ministeriö", "ministeriö", "ministeriö", "ministeriöi"),
    noun("kaupunki", "kaupunki", "kaupungi", "kaupungei"),
    noun("kunta", "kunta", "kunna", "kunni"),
    noun("kuntayhtymä", "kuntayhtymä", "kuntayhtymä", "kuntayhtymi"),
    noun("opisto", "opisto", "opisto", "opistoi"),
    noun("yliopisto", "yliopisto", "yliopisto", "yliopistoi"),
    noun("korkeakoulu", "korkeakoulu", "korkeakoulu", "korkeakoului"),
    noun("liitto", "liitto", "liito", "liitoi"),
    noun("säätiö", "säätiö", "säätiö", "säätiöi"),
    noun("setlementti", "setlementti", "setlementi", "setlementei"),
    noun("yhdistys", "yhdistykse", "yhdistykse", "yhdistyksi"),
    noun("seurakunta", "seurakunta", "seurakunna", "seurakunni"),
    noun("rahasto", "rahasto", "rahasto", "rahastoi"),
    noun("verkosto", "verkosto", "verkosto", "verkostoi"),
    noun("toimisto", "toimisto", "toimisto", "toimistoi"),
    noun("hallinto", "hallinto", "hallinno", "hallinnoi"),
];

#[rustfmt::skip]
const KINDS: &[OrganisationKind] = {
    use OrganisationKind as Kind;
    &[
        Kind::ElyCentre, Kind::Centre, Kind::Ministry, Kind::Municipality, Kind::Municipality, Kind::JointAuthority,
        Kind::School, Kind::School, Kind::School, Kind::Association, Kind::Association, Kind::Association,
        Kind::Association, Kind::Other, Kind::Fund, Kind::Network, Kind::Authorities, Kind::Authorities,
    ]
};

static HEADS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(NOUNS));

/// Funds by their capitals; the second name is the long one, where pages use both.
const FUNDS: &[(&str, &str)] = &[
    ("esr", "euroopan sosiaalirahasto"),
    ("esf", "euroopan sosiaalirahasto"),
    ("amif", "amif-rahasto"),
    ("eakr", "euroopan aluekehitysrahasto"),
    ("stea", "stea"),
];

/// What two spellings of one organisation share.
pub(crate) fn key(name: &str) -> String {
    let folded = fold(name).replace(" -", "-");
    let folded = folded.trim_end_matches('.').trim();
    FUNDS.iter().find(|(short, _)| *short == folded).map_or(folded, |(_, long)| long).to_owned()
}

/// Whether a word is the capitals of a fund.
pub(crate) fn is_fund(word: &str) -> bool {
    FUNDS.iter().any(|(short, _)| *short == fold(word))
}

/// The sort of organisation that a name tells.
pub(crate) fn kind_of(name: &str) -> OrganisationKind {
    let last = name.split_whitespace().last().unwrap_or_default();
    if is_company(last) {
        return if last.eq_ignore_ascii_case("ry") { OrganisationKind::Association } else { OrganisationKind::Company };
    }
    if FUNDS.iter().any(|(_, long)| *long == key(name)) {
        return OrganisationKind::Fund;
    }
    let kinds = name.split_whitespace().rev().filter_map(|word| HEADS.find(word.trim_start_matches('-')));
    kinds.filter_map(|form| KINDS.get(form.noun)).copied().next().unwrap_or(OrganisationKind::Other)
}

/// Whether a word is, or ends in, the word for some sort of organisation.
pub(crate) fn is_head(word: &str) -> bool {
    HEADS.find(word).is_some() || is_company(word)
}

fn is_company(word: &str) -> bool {
    ["ry", "oy", "oyj", "ab", "sr", "rf"].contains(&fold(word).trim_end_matches('.'))
}

/// The organisations among free tokens, in order.
pub(crate) fn find_organisations(
    text: &str,
    tokens: &[Token],
    taken: &[bool],
) -> Vec<(Range<usize>, OrganisationMention)> {
    let mut found: Vec<(Range<usize>, OrganisationMention)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let sentence = Sentence { text, tokens, taken, from: found.last().map_or(0, |(range, _)| range.end) };
        let read = sentence.long_ely(at).or_else(|| sentence.head_first(at)).or_else(|| sentence.head_last(at));
        match read.or_else(|| sentence.company(at)).or_else(|| sentence.fund(at)) {
            Some((range, organisation)) => {
                at = range.end.max(at + 1);
                found.push((range, organisation));
            }
            None => at += 1,
        }
    }
    found
}

struct Sentence<'a> {
    text: &'a str,
    tokens: &'a [Token],
    taken: &'a [bool],
    from: usize,
}

impl<'a> Sentence<'a> {
    /// The word here, unless it belongs to something already.
    fn word(&self, at: usize) -> Option<&'a str> {
        let free = at >= self.from && self.taken.get(at) == Some(&false);
        self.tokens.get(at).filter(|token| free && token.word).map(|token| token.of(self.text))
    }

    fn words(&self, range: Range<usize>) -> &'a str {
        let tokens = self.tokens.get(range).unwrap_or_default();
        let bytes = tokens.first().zip(tokens.last()).map(|(first, last)| first.range.start..last.range.end);
        bytes.and_then(|bytes| self.text.get(bytes)).unwrap_or_default()
    }

    /// “elinkeino-, liikenne- ja ympäristökeskus”, which is an ELY Centre written out.
    fn long_ely(&self, at: usize) -> Option<(Range<usize>, OrganisationMention)> {
        let token = |at: usize| self.tokens.get(at).map_or("", |token| token.of(self.text));
        let written = fold(self.word(at)?) == "elinkeino-"
            && (token(at + 1), fold(token(at + 2)).as_str(), token(at + 3)) == (",", "liikenne-", "ja");
        let form = HEADS.find(self.word(at + 4)?).filter(|_| written)?;
        let start = self.genitives(at);
        let front = self.words(start..at);
        if front.is_empty() {
            return None;
        }
        let long = format!("{front} elinkeino-, liikenne- ja ympäristökeskus");
        let name = format!("{front} ELY-keskus");
        let kind = OrganisationKind::ElyCentre;
        Some((start..at + 5, OrganisationMention { name, alias: Some(long), kind, case: form.case }))
    }

    /// “Koulutuskuntayhtymä Tavastia”: only the name behind the word is bent.
    fn head_first(&self, at: usize) -> Option<(Range<usize>, OrganisationMention)> {
        const FIRST: &[&str] =
            &["kuntayhtymä", "ammattiopisto", "ammattikorkeakoulu", "säätiö", "yhdistys", "kansanopisto"];
        let head = self.word(at)?;
        let lower = head.to_lowercase();
        if !FIRST.iter().any(|first| lower.ends_with(first)) {
            return None;
        }
        let name = self.word(at + 1).filter(|it| is_name(it) && !is_head(it))?;
        let (name, case) = strip_case_ending(name);
        let form = HEADS.find(head)?;
        let kind = KINDS.get(form.noun).copied().unwrap_or(OrganisationKind::Other);
        Some((at..at + 2, OrganisationMention { name: format!("{head} {name}"), alias: None, kind, case }))
    }

    /// “Vanajaveden Opisto”, “työ- ja elinkeinoministeriö”, “ELY-keskukset”, “Luetaan yhdessä -verkosto”.
    fn head_last(&self, at: usize) -> Option<(Range<usize>, OrganisationMention)> {
        let word = self.word(at)?;
        let bare = word.strip_prefix('-').unwrap_or(word);
        let form = HEADS.find(bare)?;
        let kind = KINDS.get(form.noun).copied().unwrap_or(OrganisationKind::Other);
        let last = HEADS.nominative(bare, form);
        let mention = |range, name| Some((range, OrganisationMention { name, alias: None, kind, case: form.case }));
        if bare.len() < word.len() {
            let start = self.nearest_capital(at)?;
            let front = self.words(start..at);
            let glue = if is_capitals(front) { "-" } else { " -" };
            return mention(start..at + 1, format!("{front}{glue}{last}"));
        }
        let start = self.left_edge(at, &fold(bare));
        if start < at {
            let mut end = at + 1;
            let front = self.words(start..at);
            let mut name = format!("{front} {last}");
            if self.word(end).is_some_and(is_company) {
                name = format!("{name} {}", self.word(end).unwrap_or_default());
                end += 1;
            }
            return mention(start..end, canonical(&name));
        }
        // Without a name in front only all of a sort, or a fund, can be meant.
        let capitals = bare.split_once('-').is_some_and(|(front, _)| is_capitals(front));
        match kind {
            OrganisationKind::Fund if capitals => mention(at..at + 1, last),
            _ if capitals && form.plural => {
                let plural =
                    format!("{}t", last.strip_suffix("keskus").map_or(last.clone(), |it| format!("{it}keskukse")));
                let kind = OrganisationKind::Authorities;
                Some((at..at + 1, OrganisationMention { name: plural, alias: None, kind, case: form.case }))
            }
            _ => None,
        }
    }

    /// “Turun Apu ry”
    fn company(&self, at: usize) -> Option<(Range<usize>, OrganisationMention)> {
        let last = self.word(at).filter(|word| is_company(word))?;
        let mut start = at;
        while start > 0 && self.word(start - 1).is_some_and(|it| is_name(it) || is_capitals(it)) {
            start -= 1;
        }
        let name = format!("{} {}", self.words(start..at), last.trim_end_matches('.'));
        let kind = kind_of(&name);
        (start < at)
            .then_some((start..at + 1, OrganisationMention { name, alias: None, kind, case: NounCase::Nominative }))
    }

    fn fund(&self, at: usize) -> Option<(Range<usize>, OrganisationMention)> {
        let word = self.word(at)?;
        let (short, ending) = word.split_once(':').unwrap_or((word, ""));
        let case = if ending == "n" { NounCase::Genitive } else { NounCase::Nominative };
        // “AMIF -rahasto” is read whole, from its last word.
        let goes_on = self.word(at + 1).is_some_and(|next| next.starts_with('-') && HEADS.find(next).is_some());
        let fund = is_capitals(short) && is_fund(short) && !goes_on;
        let kind = OrganisationKind::Fund;
        fund.then(|| (at..at + 1, OrganisationMention { name: short.to_owned(), alias: None, kind, case }))
    }

    /// Where the name in front of a last word begins.
    fn left_edge(&self, at: usize, head: &str) -> usize {
        // “työ- ja elinkeinoministeriö”: the hyphen waits for the last word.
        if at >= 2
            && self.word(at - 1).is_some_and(|it| it == "ja")
            && self.word(at - 2).is_some_and(|it| it.ends_with('-'))
            && !self.word(at).is_some_and(is_name)
        {
            return at - 2;
        }
        let start = self.genitives(at);
        let lower_genitive = |it: &str| it.ends_with('n') && it.starts_with(char::is_lowercase);
        if start == at
            && head.starts_with("osaamiskesku")
            && at > 0
            && self.word(at - 1).is_some_and(|it| lower_genitive(it) || it.ends_with('n'))
        {
            return at - 1;
        }
        start
    }

    /// Where the capitalised genitives in front of a word begin: “Hämeenlinnan seudun”.
    fn genitives(&self, at: usize) -> usize {
        let mut start = at;
        while start > 0 {
            let fits = self.word(start - 1).is_some_and(|word| {
                let lower = ["seudun", "alueen", "talousalueen"].contains(&word);
                lower || (is_name(word) && word.ends_with('n'))
            });
            if !fits {
                break;
            }
            start -= 1;
            // Nothing of a name stands in front of its place: “Aloitan Pohjanmaan ELY-keskuksen …”.
            if self.word(start).is_some_and(place::is_place) {
                break;
            }
        }
        // “seudun” alone names nothing.
        while start < at && self.word(start).is_some_and(|word| word.starts_with(char::is_lowercase)) {
            start += 1;
        }
        start
    }

    fn nearest_capital(&self, at: usize) -> Option<usize> {
        (at.saturating_sub(4)..at)
            .rev()
            .take_while(|at| self.word(*at).is_some())
            .find(|at| self.word(*at).is_some_and(|word| word.starts_with(char::is_uppercase)))
    }
}

/// The one spelling of names that pages spell differently.
fn canonical(name: &str) -> String {
    match name.to_lowercase().strip_suffix(" ely-keskus") {
        Some(_) => format!("{} ELY-keskus", name.rsplit_once(' ').map_or(name, |(front, _)| front)),
        None => name.to_owned(),
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

fn is_capitals(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(|letter| letter.is_uppercase() || letter == '+')
}

/// A name without the ending of a local case.
fn strip_case_ending(name: &str) -> (&str, NounCase) {
    let endings = [
        ("ssa", NounCase::At),
        ("ssä", NounCase::At),
        ("lla", NounCase::At),
        ("llä", NounCase::At),
        ("sta", NounCase::From),
        ("stä", NounCase::From),
        ("lta", NounCase::From),
        ("ltä", NounCase::From),
        ("lle", NounCase::To),
    ];
    let cut = |(ending, case): &(&str, NounCase)| Some((name.strip_suffix(ending)?, *case));
    endings.iter().find_map(cut).filter(|(stem, _)| stem.chars().count() >= 4).unwrap_or((name, NounCase::Nominative))
}

#[cfg(test)]
mod tests {
    use super::super::tokenizer::tokenize;
    use super::*;

    fn read(text: &str) -> Vec<(String, NounCase)> {
        let tokens = tokenize(text);
        let taken = vec![false; tokens.len()];
        find_organisations(text, &tokens, &taken).into_iter().map(|(_, it)| (it.name, it.case)).collect()
    }

    #[test]
    fn organisations_are_read_in_any_form() {
        use NounCase::{At, From, Genitive, Nominative, To};
        for (text, expected) in [
            ("Kaakkois-Suomen ELY-keskuksessa Kouvolassa", vec![("Kaakkois-Suomen ELY-keskus", At)]),
            (
                "Uudenmaan Ely-keskus, Oulun kaupunki",
                vec![("Uudenmaan ELY-keskus", Nominative), ("Oulun kaupunki", Nominative)],
            ),
            ("Uudenmaan elinkeino-, liikenne- ja ympäristökeskuksen", vec![("Uudenmaan ELY-keskus", Genitive)]),
            (
                "työ- ja elinkeinoministeriön kotouttamisen osaamiskeskuksen",
                vec![("työ- ja elinkeinoministeriö", Genitive), ("kotouttamisen osaamiskeskus", Genitive)],
            ),
            ("Koulutuskuntayhtymä Tavastia", vec![("Koulutuskuntayhtymä Tavastia", Nominative)]),
            (
                "Ammattiopisto Tavastiasta ja Vanajaveden Opistosta",
                vec![("Ammattiopisto Tavastia", From), ("Vanajaveden Opisto", From)],
            ),
            ("Hämeenlinnan seudun Setlementti ry. ja", vec![("Hämeenlinnan seudun Setlementti ry", Nominative)]),
            (
                "Suomen Akateemisten Naisten liiton Luetaan yhdessä -verkosto",
                vec![("Suomen Akateemisten Naisten liitto", Genitive), ("Luetaan yhdessä -verkosto", Nominative)],
            ),
            ("sitä rahoittaa AMIF -rahasto", vec![("AMIF-rahasto", Nominative)]),
            ("ELY-keskuksiin ja TE-toimistoihin", vec![("ELY-keskukset", To), ("TE-toimistot", To)]),
            ("Euroopan Sosiaalirahaston (ESR)", vec![("Euroopan Sosiaalirahasto", Genitive), ("ESR", Nominative)]),
            ("ministeriöön palkataan keskus", vec![]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(name, case)| (name.to_owned(), case)).collect();
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
