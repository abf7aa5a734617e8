use super::super::tokenizer::tokenize;
use super::*;

fn mentions(text: &str) -> Vec<RoleMention> {
    let tokens = tokenize(text);
    let taken = vec![false; tokens.len()];
    find_roles(FreeTokens::new(text, &tokens, &taken)).into_iter().map(|it| it.value).collect()
}

fn read(text: &str) -> Vec<(String, Case, bool)> {
    mentions(text).into_iter().map(|role| (role.title, role.case, role.is_plural)).collect()
}

#[test]
fn titles_are_read_in_any_form() {
    let one = |title: &str, case, plural| vec![(title.to_owned(), case, plural)];
    assert_eq!(read("Aluekoordinaattorit:"), one("aluekoordinaattori", Case::Nominative, true));
    assert_eq!(read("hankesuunnittelijana"), one("hankesuunnittelija", Case::Essive, false));
    assert_eq!(
        read("kansainvälisyys- ja kotouttamispäällikkönä"),
        one("kansainvälisyys- ja kotouttamispäällikkö", Case::Essive, false)
    );
    assert_eq!(read("viisi projektiasiantuntijaa"), one("projektiasiantuntija", Case::Partitive, false));
    assert_eq!(read("kahdeksan työntekijää"), one("työntekijä", Case::Partitive, false));
    assert_eq!(read("johtavana asiantuntijana"), one("johtava asiantuntija", Case::Essive, false));
    assert_eq!(read("som verkställande direktör"), one("verkställande direktör", Case::Essive, false));
    assert_eq!(read("projektledaren Bo Berg"), one("projektledare", Case::Nominative, false));
    assert_eq!(read("Head of Integration, Bo Berg"), one("head of integration", Case::Nominative, false));
    assert_eq!(read("flyktingkoordinator/handledare"), one("flyktingkoordinator/handledare", Case::Nominative, false));
    assert_eq!(read("asiasta vastaava"), []);
}

#[test]
fn marks_of_the_holder_are_no_part_of_the_title() {
    for (text, title, is_acting, is_former) in [
        ("vs. maahanmuuttokoordinaattori", "maahanmuuttokoordinaattori", true, false),
        ("t.f. servicechef", "servicechef", true, false),
        ("t. f. servicechef", "servicechef", true, false),
        ("Acting regional coordinator Bo Berg", "regional coordinator", true, false),
        ("entinen projektipäällikkö", "projektipäällikkö", false, true),
        ("projektipäällikön sijainen", "projektipäällikkö", true, false),
        ("projektipäällikkö (vs.)", "projektipäällikkö", true, false),
    ] {
        let found: Vec<_> = mentions(text).into_iter().map(|it| (it.title, it.is_acting, it.is_former)).collect();
        assert_eq!(found, [(title.to_owned(), is_acting, is_former)], "{text}");
    }
}
