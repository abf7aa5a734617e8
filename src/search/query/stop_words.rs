//! Stop words: words of questions, ignored if anything else is left.

use crate::language::nominatives;

/// Folded question words, verbs of asking and politeness, in Finnish, Swedish and English.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    // Finnish
    "kuka", "kenen", "kenelle", "kenelta", "keneen", "kenesta", "kehen", "kelle", "ketka", "keta", "mika", "mitka", "mita", "mista", "missa",
    "minka", "mihin", "minne", "milloin", "miten", "kuinka", "montako",
    "on", "ovat", "olivat", "oli", "onko", "ei", "ja", "tai", "seka", "se", "sen", "ne", "me", "mina", "minulle", "minun", "mutta", "tama", "taman", "joku", "jonkun", "joka",
    "vastaa", "vastaavat", "vastaako", "vastuussa", "vastuuhenkilo", "vastaava", "koordinoi", "koordinoivat", "johtaa", "vetaa", "hoitaa", "toimii", "toimivat", "kuuluu", "tyoskentelee", "auttaa", "tuntee", "tietaa",
    "soita", "soitan", "soittaa", "soitti", "soittaisin", "soittakaa", "otan", "ottaa", "ota", "yhteytta", "yhteys", "tavoitan", "tavoittaa", "puhua", "kanssa",
    "haluan", "haluaisin", "tarvitsen", "tarvitsee", "tarvitaan", "etsi", "etsin", "hae", "haen", "nayta", "kerro", "kertoa", "anna", "antaa", "saa", "saan", "saako", "saisinko", "voin", "voinko", "voi", "voiko", "voisin", "voisitko", "pitaa",
    "loytyy", "loytyyko", "asuva", "asuu", "asiakas", "asiakkaan", "kiitos", "hei", "terve", "paljonko",
    "loppuu", "alkoi", "alkaa", "paattyy", "rahat", "rahoitti", "rahoittaa", "rahoittanut", "kaynnissa", "vuonna", "vuoden", "vuosi",
    "kesalla", "talvella", "kevaalla", "syksylla", "kotoutumisneuvontaa", "kotoutuminen", "kotoutumisesta", "kotouttamista", "kotouttamisesta", "asioissa", "asioista",
    // Swedish
    "vem", "vems", "vilka", "vilken", "vilket", "vad", "var", "hur", "nar", "ar", "har", "och", "eller", "i", "for", "till", "om", "pa", "med", "av", "fran", "den", "det", "som",
    "jag", "mig", "men", "kan", "ska", "vill", "na", "nas", "ansvarar", "ansvarig", "koordinerar", "skoter", "leder", "ring", "ringa", "sok", "visa", "ge", "behover", "tack", "hej", "finns",
    "finansierar", "finansieras", "finansierades", "pagick", "aret",
    // English
    "who", "who's", "whose", "whom", "what", "what's", "which", "where", "when", "how", "is", "are", "was", "were", "do", "does", "did", "can", "could", "would", "should",
    "the", "a", "an", "of", "in", "on", "at", "for", "from", "with", "by", "about", "but", "and", "or", "to", "i", "you", "my", "it", "that", "tell", "please", "thanks", "want", "need", "reach",
    "covers", "cover", "covering", "coordinates", "responsible", "charge", "handles", "leads", "manages", "runs", "works", "call", "ring", "get", "find", "show", "me", "give", "integration",
    "whole", "entire", "all",
    "funded", "fund", "funds", "finances", "running",
    // Titles before a name
    "herra", "rouva", "neiti", "herr", "fru", "froken",
    // The beginnings of numbers
    "p", "puh", "gsm", "tfn", "tel",
];

/// Folded nouns for what is searched or for the kind of a name. Their inflected forms are stop words, too.
#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "numero", "puhelin", "puhelinnumero", "sahkoposti", "sahkopostiosoite", "osoite", "meili", "yhteystieto", "yhteystiedot", "tieto", "tiedot",
    "hanke", "hanketta", "hankkeita", "osahanke", "hankeosio", "projekti", "osahanketta",
    "alue", "aluetta", "maakunta", "kunta", "kaupunki", "seutu", "seutukunta", "laani",
    "ely", "ely-keskus", "elykeskus",
    "nummer", "numret", "telefon", "telefonnummer", "telefonnumret", "epost", "e-post", "e-postadress", "epostadress", "adress", "kontakt", "kontaktuppgifter", "kontaktuppgifterna",
    "projekt", "projektet", "omrade", "omradet", "landskap", "landskapet", "kommun", "stad", "ntm", "ntm-central", "ntm-centralen",
    "phone", "number", "telephone", "mobile", "mail", "email", "e-mail", "address", "contact", "details", "project", "region", "area", "city", "municipality", "centre", "center",
];

/// Stop words that are also given names.
const NAMES: &[&str] = &["anna", "mika"];

/// Words that join the words on their two sides.
const CONJUNCTIONS: &[&str] = &["ja", "tai", "seka", "och", "eller", "and", "or", "&", "/", "+"];

/// Words that exclude the following words.
const NEGATIONS: &[&str] = &[
    "ei",
    "paitsi",
    "ilman",
    "lukuunottamatta",
    "inte",
    "ej",
    "utan",
    "forutom",
    "not",
    "except",
    "without",
    "excluding",
];

/// Pairs of words that exclude the following words: “muu kuin Oili”, “other than Oili”.
const OTHERS: [&[&str]; 2] =
    [&["muu", "muut", "joku", "muualla", "annan", "andra", "annat", "other", "others"], &["kuin", "an", "than"]];

/// Verbs between such a word and the excluded words: “joka ei ole Lapissa”.
const COPULAS: &[&str] = &["ole", "olekaan", "ar", "finns", "is", "are", "in", "i", "the"];

/// Words between two alternatives.
const ALTERNATIVES: &[&str] = &["tai", "vai", "eller", "or"];

/// Words before the number of a post office box.
const POST_BOXES: &[&str] = &["pl", "pb", "box"];

/// Words that say that all of a place is meant.
const WHOLE: &[&str] = &["koko", "hela", "whole", "entire"];

/// The folded titles that some verbs stand for.
const ROLES_OF_VERBS: &[(&[&str], &str)] = &[
    (&["johtaa", "vetaa", "leder", "leads", "manages", "runs"], "projektipaallikko"),
    (&["koordinoi", "koordinoivat", "koordinerar", "coordinates", "covers"], "aluekoordinaattori"),
];

/// Whether a folded word is a stop word.
pub(in crate::search) fn is_filler(word: &str) -> bool {
    let bare = word.strip_prefix('-').unwrap_or(word);
    FILLERS.contains(&bare) || is_noun_filler(bare)
}

/// Whether a stop word is typed as a name: `Mika`, `Anna`, and not `Mikä`.
pub(in crate::search) fn is_name(word: &str) -> bool {
    is_capitalised(word) && NAMES.contains(&word.to_lowercase().as_str())
}

/// Whether a word begins with a capital, as a name does.
pub(in crate::search) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a folded word is a stop word in exactly this form: `stadissa` is a form of a stop word, and of a name.
pub(in crate::search) fn is_question(word: &str) -> bool {
    let bare = word.strip_prefix('-').unwrap_or(word);
    FILLERS.contains(&bare) || NOUNS.contains(&bare)
}

/// Whether a folded word, in any form, names the kind of thing that is searched.
pub(in crate::search) fn is_noun_filler(word: &str) -> bool {
    NOUNS.contains(&word) || nominatives(word).iter().any(|nominative| NOUNS.contains(&nominative.as_str()))
}

/// Whether a folded word, before digits, names a post office box.
pub(in crate::search) fn is_post_box(word: &str) -> bool {
    POST_BOXES.contains(&word)
}

/// Whether a folded word before the name of a place means all of the place.
pub(in crate::search) fn is_whole(word: &str) -> bool {
    WHOLE.contains(&word)
}

/// Whether a folded word excludes the name after it.
pub(in crate::search) fn is_negation(word: &str) -> bool {
    NEGATIONS.contains(&word)
}

/// Whether two folded words together exclude the name after them.
pub(in crate::search) fn is_other_than(word: &str, next: &str) -> bool {
    let [firsts, seconds] = OTHERS;
    firsts.contains(&word) && seconds.contains(&next)
}

/// Whether a folded word may be between an excluding word and the excluded name.
pub(in crate::search) fn is_copula(word: &str) -> bool {
    COPULAS.contains(&word)
}

/// Whether a folded word separates two alternatives.
pub(in crate::search) fn is_choice(word: &str) -> bool {
    ALTERNATIVES.contains(&word)
}

/// Whether a folded word joins the words beside it.
pub(in crate::search) fn is_conjunction(word: &str) -> bool {
    CONJUNCTIONS.contains(&word)
}

/// The folded title that a stop word stands for; the word itself if it does not stand for a title.
pub(in crate::search) fn hint(word: &str) -> &str {
    ROLES_OF_VERBS.iter().find(|(verbs, _)| verbs.contains(&word)).map_or(word, |(_, role)| role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_only_ask_are_known_in_their_forms() {
        for word in
            ["kuka", "-hankkeen", "hankkeelle", "numerosta", "kaupungin", "seudulla", "ely-keskuksessa", "projektin"]
        {
            assert!(is_filler(word), "{word}");
        }
        for word in ["hiltunen", "koordinaattori", "kotona", "hanna", "poke", "suomessa"] {
            assert!(!is_filler(word), "{word}");
        }
    }
}
