//! Lemmatization without a dictionary: finds the words of which an inflected word may be a form.

use super::case::{LOCAL_ENDINGS, is_vowel};

/// Case endings that follow a stem directly, besides the local ones, folded; the longest first, so that the shortest stem
/// is tried last.
const ENDINGS: [&str; 11] = ["ksi", "hin", "ien", "jen", "den", "tten", "na", "ta", "n", "a", "t"];

/// The clitics that are removed: those that people type in questions.
const CLITICS: [&str; 4] = ["ko", "kin", "kaan", "han"];

/// Endings of the Swedish definite form and plural.
const SWEDISH_ENDINGS: &[&str] = &["ernas", "erna", "arna", "ens", "er", "ar", "en", "et"];

/// The words of which `word` may be an inflected form: folded nominatives, without `word` itself. Most of them do not
/// exist, which only a dictionary can tell.
///
/// * **Shape** — folded in, folded out.
/// * **Source** — case endings, `-nen` stems, consonant gradation and clitics of Finnish; genitive `-s` of Swedish and
///   English.
///
/// # Examples
///
/// ```
/// use allu::language::nominatives;
///
/// assert!(nominatives("hiltusen").contains(&"hiltunen".to_owned()));
/// assert!(nominatives("paallikon").contains(&"paallikko".to_owned()));
/// ```
#[must_use]
pub fn nominatives(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for bare in without_clitic(word) {
        if bare != word {
            push(&mut found, bare.to_owned(), word);
        }
        if let Some(owner) = bare.strip_suffix("'s").or_else(|| bare.strip_suffix('s')) {
            push(&mut found, owner.to_owned(), word);
        }
        let local = LOCAL_ENDINGS.into_iter().map(|(ending, _)| ending);
        for ending in std::iter::once("seen").chain(local).chain(ENDINGS) {
            let Some(stem) = bare.strip_suffix(ending).filter(|stem| stem.chars().count() >= 3) else { continue };
            for nominative in of_stem(stem) {
                push(&mut found, nominative, word);
            }
            // Illative repeats the vowel: Beqiri-in, Korho-seen.
            if ending == "n"
                && let Some(last) = stem.chars().last().filter(|letter| is_vowel(*letter))
                && let Some(short) = stem.strip_suffix(last).filter(|short| short.ends_with(last))
            {
                push(&mut found, short.to_owned(), word);
            }
        }
    }
    for stem in SWEDISH_ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)) {
        if stem.chars().count() >= 5 {
            push(&mut found, stem.to_owned(), word);
        }
    }
    found
}

fn push(found: &mut Vec<String>, nominative: String, word: &str) {
    if nominative != word && !found.contains(&nominative) {
        found.push(nominative);
    }
}

/// The word, and the word without a clitic.
fn without_clitic(word: &str) -> impl Iterator<Item = &str> {
    let bare = CLITICS.into_iter().filter_map(|clitic| word.strip_suffix(clitic)).filter(|bare| bare.len() >= 5);
    std::iter::once(word).chain(bare)
}

/// The nominatives that an inflection stem can belong to.
fn of_stem(stem: &str) -> Vec<String> {
    let mut nominatives = vec![stem.to_owned()];
    // Hiltuse-n → Hiltunen; Hiltus-ta → Hiltunen.
    for root in [stem.strip_suffix("se"), stem.strip_suffix('s')].into_iter().flatten() {
        nominatives.push(format!("{root}nen"));
    }
    // Linking vowels of names that end in a consonant: Walleniukse-n, Ehrströmi-n; and plurals: suunnittelijoi-lle.
    let linking = [
        ("kse", "s"),
        ("he", "s"),
        ("i", ""),
        ("e", "i"),
        ("de", "si"),
        ("de", "ti"),
        ("oe", "oki"),
        ("ae", "aki"),
        ("ei", "i"),
        ("oi", "a"),
        ("oi", "o"),
        ("i", "a"),
    ];
    for (ending, last) in linking {
        if let Some(root) = stem.strip_suffix(ending) {
            nominatives.push(format!("{root}{last}"));
        }
    }
    // The genitive plural leaves the vowel to its ending: koordinaattor-ien, asiantuntij-oiden.
    if !stem.ends_with(is_vowel) {
        nominatives.extend(['i', 'a'].map(|vowel| format!("{stem}{vowel}")));
    }
    // Kankaa-lta → kangas, hankkee-lle → hanke: in these words the nominative is weak.
    for (ending, last) in [("aa", "as"), ("ii", "is"), ("ee", "e"), ("ei", "e")] {
        if let Some(root) = stem.strip_suffix(ending) {
            nominatives.push(format!("{root}{last}"));
            nominatives.extend(weak_grade(root).map(|root| format!("{root}{last}")));
        }
    }
    let strong: Vec<String> = nominatives.iter().filter_map(|stem| strong_grade(stem)).collect();
    nominatives.extend(strong);
    nominatives
}

/// Weak consonants and the strong ones they come from, the longest first.
const GRADES: [(&str, &str); 10] = [
    ("ng", "nk"),
    ("mm", "mp"),
    ("nn", "nt"),
    ("ll", "lt"),
    ("rr", "rt"),
    ("k", "kk"),
    ("p", "pp"),
    ("t", "tt"),
    ("d", "t"),
    ("v", "p"),
];

/// The stem in its strong grade: päälliko → päällikkö, avu → apu. Returns `None` for a stem without a weak grade, such
/// as opettaja.
fn strong_grade(stem: &str) -> Option<String> {
    let last = stem.chars().last().filter(|letter| is_vowel(*letter))?;
    let head = &stem[..stem.len() - last.len_utf8()];
    let (weak, strong) = GRADES.into_iter().find(|(weak, _)| head.ends_with(weak))?;
    Some(format!("{}{strong}{last}", &head[..head.len() - weak.len()]))
}

/// A stem without its last vowel in its weak grade: hankk → hank, kank → kang.
fn weak_grade(head: &str) -> Option<String> {
    let (weak, strong) = GRADES.into_iter().find(|(_, strong)| head.ends_with(strong))?;
    Some(format!("{}{weak}", &head[..head.len() - strong.len()]))
}

#[cfg(test)]
mod tests {
    use super::nominatives;

    #[test]
    fn inflected_words_lead_back_to_their_nominative() {
        for (form, nominative) in [
            ("hiltusen", "hiltunen"),
            ("hiltuselle", "hiltunen"),
            ("hiltusta", "hiltunen"),
            ("aluekoordinaattorille", "aluekoordinaattori"),
            ("aluekoordinaattorin", "aluekoordinaattori"),
            ("hankepaallikon", "hankepaallikko"),
            ("hankepaallikolle", "hankepaallikko"),
            ("suunnittelijalta", "suunnittelija"),
            ("walleniuksen", "wallenius"),
            ("ehrstromin", "ehrstrom"),
            ("beqirille", "beqiri"),
            ("beqiriin", "beqiri"),
            ("sannalle", "sanna"),
            ("ruotsalan", "ruotsala"),
            ("tammimiehelta", "tammimies"),
            ("hiltunenko", "hiltunen"),
            ("ehrstroms", "ehrstrom"),
            ("kankaalta", "kangas"),
            ("lammen", "lampi"),
            ("joelta", "joki"),
            ("korvelle", "korpi"),
            ("aluekoordinaattoreille", "aluekoordinaattori"),
            ("aluekoordinaattorien", "aluekoordinaattori"),
            ("hankepaallikoille", "hankepaallikko"),
            ("hankepaallikot", "hankepaallikko"),
            ("suunnittelijoiden", "suunnittelija"),
            ("hankkeiden", "hanke"),
            ("hankkeelle", "hanke"),
            ("regionkoordinatorn", "regionkoordinator"),
            ("projektchefen", "projektchef"),
            ("koordinatorerna", "koordinator"),
        ] {
            assert!(nominatives(form).contains(&nominative.to_owned()), "{form}: {:?}", nominatives(form));
        }
    }

    #[test]
    fn short_words_are_left_alone() {
        assert!(nominatives("ina").is_empty());
    }
}
