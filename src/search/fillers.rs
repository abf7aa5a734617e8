//! Words that ask rather than name: set aside whenever something else is left.

/// Folded question words, verbs of asking and words such as “number”, in Finnish, Swedish and English.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    // Finnish
    "kuka", "kenen", "kenelle", "ketka", "keta", "mika", "mitka", "mista", "missa", "minka", "mihin", "milloin",
    "on", "ovat", "olivat", "ja", "tai", "seka", "se", "sen", "vastaa", "vastaavat", "vastuussa", "koordinoi", "johtaa", "soita", "soitan", "soittaa",
    "haluan", "tarvitsen", "tarvitsee", "etsi", "etsin", "hae", "nayta", "kerro", "anna", "loytyy", "asuva", "asiakas",
    "numero", "numeron", "puhelin", "puhelinnumero", "puhelinnumeron", "puh", "gsm",
    "sahkoposti", "sahkopostin", "sahkopostiosoite", "sahkopostiosoitteen", "osoite", "yhteystiedot", "yhteystieto", "tiedot",
    "alueella", "alueen", "alue", "kunnassa", "maakunnassa", "maakunta", "maakunnan", "loppuu", "alkoi", "rahat", "rahoitti", "rahoittaa", "rahoittanut", "kaynnissa", "vuonna", "vuoden", "kesalla", "talvella", "kevaalla", "syksylla",
    "hanke", "-hanke", "hanketta", "-hanketta", "hankkeen", "-hankkeen", "hankkeet", "hankkeita", "hankkeessa", "-hankkeessa", "hankkeesta",
    "osahanke", "-osahanke", "-osahankkeen", "hankeosio", "-hankeosio", "projekti", "-projekti", "projektin", "kotoutumisneuvontaa", "kotoutuminen",
    // Swedish
    "vem", "vems", "vilka", "vilken", "vad", "var", "ar", "och", "eller", "i", "for", "till", "ansvarar", "ansvarig", "koordinerar",
    "leder", "ring", "ringa", "sok", "visa", "nummer", "numret", "telefon", "telefonnummer", "telefonnumret", "tfn", "epost", "e-post", "adress",
    "kontakt", "kontaktuppgifter", "projektet", "projekt", "omradet", "landskapet",
    // English
    "who", "who's", "whose", "what", "what's", "which", "where", "is", "are", "the", "a", "an", "of", "in", "for", "and", "or", "to",
    "covers", "cover", "coordinates", "responsible", "leads", "call", "phone", "number", "telephone", "mail", "email", "e-mail", "address",
    "contact", "find", "show", "me", "give", "project", "region", "area", "funded", "funds",
];

/// Whether a folded word only asks.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}
