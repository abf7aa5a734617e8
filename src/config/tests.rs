use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::app::{Key, KeyScope};
use crate::exchange::ContactField;
use crate::session::{LdapLogin, LdapPreset, SearchScope};
use crate::ui::Palette;

/// The mistakes of a configuration, as `line:column: words`.
fn mistakes(text: &str) -> Vec<String> {
    match parse(text, Path::new("c"), &|_| None) {
        Ok(_) => Vec::new(),
        Err(error) => error.words(Lang::En).into_iter().map(|line| line.trim_start_matches("c:").to_owned()).collect(),
    }
}

#[test]
fn a_theme_is_a_name_or_a_file() {
    let wrong = "1:9: the value of theme can be \"default\", \"dark\", \"light\", \"….toml\"";
    assert_eq!(mistakes("theme = \"solarized\"\n"), [wrong]);
    assert_eq!(mistakes("theme = 3\n"), [wrong]);
    assert_eq!(config("theme = \"~/own\"\n").theme, ThemeChoice::File("/home/b/own".into()));
}

fn config(text: &str) -> Config {
    parse(text, Path::new("/home/a/c.toml"), &|name| (name == "HOME").then(|| "/home/b".to_owned())).expect(text)
}

#[test]
fn every_setting_is_read() {
    let text = r#"
model = ["~/m.json", "here.json", "/srv/m.json"]
language = "sv"
color = "never"
theme = "mine.toml"
ascii = true
mouse = true
enter = "copy"
copy = "email"
fresh_years = 5
habits = false
opener = ["run", "--it"]
links = "always"
[keys]
preset = "vim"
[keys.list]
mark = ["x", "Space"]
"#;
    let read = config(text);
    let models = ["/home/b/m.json", "/home/a/here.json", "/srv/m.json"].map(PathBuf::from);
    assert_eq!((&read.models[..], read.language, read.color), (&models[..], Some(Lang::Sv), Some(false)));
    assert_eq!(read.theme, ThemeChoice::File("/home/a/mine.toml".into()));
    assert_eq!((read.ascii, read.mouse, read.enter, read.copy), (true, true, EnterChoice::Copy, CopyChoice::Email));
    assert_eq!((read.fresh_years, read.habits, read.links), (5, false, Some(true)));
    assert_eq!((read.opener, read.preset), (vec!["run".to_owned(), "--it".to_owned()], KeyPreset::Vim));
    let keys = vec![Key::Char('x'), Key::Char(' ')];
    assert_eq!(read.keys, [KeyChange { scope: KeyScope::List, action: "mark".to_owned(), keys }]);
    assert_eq!(read.lines.len(), Setting::ALL.len());
}

#[test]
fn every_mistake_has_its_line_and_column() {
    let text = "langage = \"fi\"\n\nfresh_years = -1\n  mouse = 1\nenter = \"oepn\"\nmodel = [\"a\", 3]\n[keys]\npreset = \"nano\"\n\
                [keys.lsit]\n[keys.list]\nmrak = \"x\"\ncopy = [\"y\", \"Hyper-y\"]\n[keys.query]\nmove_down = \"j\"\n\
                move_up = \"Ctrl-M\"\nlast = \"Ctrl-C\"\n";
    let found = mistakes(text);
    let places: Vec<&str> = found.iter().filter_map(|line| line.split_once(": ")).map(|(place, _)| place).collect();
    let wanted = ["1:1", "3:15", "4:11", "5:9", "6:15", "8:10", "9:7", "11:1", "12:14", "14:13", "15:11", "16:8"];
    assert_eq!(places, wanted, "{found:#?}");
    assert_eq!(found[0], "1:1: unknown name “langage”; possible: language");
    assert_eq!(found[7], "11:1: unknown name “mrak”; possible: mark");
}

#[test]
fn a_key_of_two_meanings_is_reported_at_the_second() {
    let text = "[keys.list]\nmark = \"x\"\n[keys.browse]\ncopy = [\"y\", \"x\"]\n";
    assert_eq!(mistakes(text), ["4:14: the key x means something else in the same place, on line 2"]);
}

#[test]
fn what_is_no_toml_is_reported_where_it_begins() {
    let found = mistakes("language = \"fi\"\nmouse = = true\n");
    assert!(found.iter().any(|line| line.starts_with("2:9: not TOML")), "{found:?}");
}

#[test]
fn the_file_to_begin_with_is_a_configuration_with_and_without_its_number_signs() {
    for lang in Lang::ALL {
        let text = default_file(lang);
        let usual = Config { path: Some("/home/a/c.toml".into()), ..Config::default() };
        assert_eq!(config(&text), usual);
        let uncommented = text.lines().map(|line| line.trim_start_matches("# "));
        let is_setting =
            |line: &&str| line.starts_with('[') || line.split_once(" = ").is_some_and(|(name, _)| !name.contains(' '));
        let without: Vec<&str> = uncommented.filter(is_setting).collect();
        let read = config(&without.join("\n"));
        assert_eq!(read.lines.len(), Setting::ALL.len());
        assert_eq!(read.keys.len(), 1);
    }
}

#[test]
fn what_is_listed_means_the_same_when_it_is_read() {
    let text = "model = \"/m \\\" .json\"\nlanguage = \"fi\"\nopener = \"a\"\n[keys.query]\nleft = []\n[keys.any]\nhelp = [\"F9\"]\n";
    let read = config(text);
    let again = config(&listing(&read, |_| None, Lang::En));
    assert_eq!(Config { lines: read.lines.clone(), ..again }, read);
}

#[test]
fn a_theme_differs_from_its_base_where_it_says_so() {
    let mut wanted = Palette::of(ThemeName::Dark);
    wanted.set("number", "#010203").and_then(|()| wanted.set("old", "214")).expect("colours");
    let theme = parse_theme("base = \"dark\"\nnumber = \"#010203\"\nold = 214\n", Path::new("t"));
    assert_eq!(theme.expect("a theme"), wanted);
    let Err(error) = parse_theme("phone = \"red\"\nlit = \"none\"\nold = 256\nnumber = \"#12345\"\n", Path::new("t"))
    else {
        panic!("the theme has mistakes")
    };
    let places: Vec<String> = error.words(Lang::En).iter().map(|line| line.chars().take(6).collect()).collect();
    assert_eq!(places, ["t:1:1:", "t:2:7:", "t:3:7:", "t:4:10"]);
}

proptest! {
    /// Any text is read or refused; every mistake is in the text.
    #[test]
    fn any_text_is_read_or_refused(lines in prop::collection::vec(line(), 0..12)) {
        let text = lines.join("\n");
        if let Err(ConfigError::Misconfigured { problems, .. }) = parse(&text, Path::new("c"), &|_| None) {
            prop_assert!(!problems.is_empty());
            for Misconfiguration { line, column, problem } in problems {
                let there = text.split('\n').nth(line as usize - 1);
                prop_assert!(there.is_some_and(|there| column as usize <= there.chars().count() + 1), "{line}:{column} {problem:?}");
            }
        }
        _ = parse_theme(&text, Path::new("t"));
    }
}

/// A line as people mistype it.
fn line() -> impl Strategy<Value = String> {
    let names = Setting::ALL.map(Setting::name).to_vec();
    let value = prop::sample::select(vec![
        "true",
        "2",
        "-1",
        "\"fi\"",
        "\"dark\"",
        "[]",
        "[\"x\", 1]",
        "{}",
        "1.5",
        "\"",
        "0x10",
        "2020-01-01",
        "\"ä\u{1f600}\"",
    ]);
    let table = prop::sample::select(vec![
        "[keys]",
        "[keys.list]",
        "[keys.any]",
        "[[keys]]",
        "[x]",
        "preset = \"vim\"",
        "copy = \"x\"",
        "mark = [\"x\"]",
    ]);
    prop_oneof![
        (prop::sample::select(names), value).prop_map(|(name, value)| format!("{name} = {value}")),
        table.prop_map(str::to_owned),
        ".{0,12}",
    ]
}

#[test]
fn sources_are_model_files_and_servers() {
    let text = r#"
fresh_years = 3
[[source]]
name = "own"
model = "own.json"
[[source]]
name = "ely"
uri = ["ldaps://a.example", "ldap://127.0.0.1:1389"]
base = "ou=people,dc=example"
scope = "one"
filter = "(sn=*)"
bind_dn = "cn=reader"
password_file = "ely.password"
ca_file = "/etc/ca.pem"
starttls = false
preset = "ad"
attributes = { phone = ["telephoneNumber", "mobile"], title = "ourTitle" }
page_size = 100
max_entries = 70000
max_bytes = 80000
timeout = 9
model = "/var/ely.json"
[[source]]
name = "tokka"
uri = "ldapi://%2Frun%2Fldapi"
base = ""
external = true
"#;
    let read = config(text);
    let [own, ely, tokka] = &read.sources[..] else { panic!("{:?}", read.sources) };
    assert_eq!((own.model.as_path(), own.server()), (Path::new("/home/a/own.json"), None));
    assert_eq!(tokka.model, Path::new("/home/b/.cache/allu/sources/tokka.json"));
    let server = tokka.server().expect("a server");
    assert_eq!((&server.login, server.timeout.as_secs(), server.page_size), (&LdapLogin::External, 5, 500));
    let server = ely.server().expect("a server");
    let login = LdapLogin::Simple { dn: "cn=reader".into(), password_file: "/home/a/ely.password".into() };
    assert_eq!((server.uris.len(), &server.login, server.filter()), (2, &login, "(sn=*)"));
    assert_eq!((server.scope, server.preset, server.starttls), (SearchScope::One, LdapPreset::ActiveDirectory, false));
    assert_eq!((server.page_size, server.max_entries, server.max_bytes), (100, 70_000, 80_000));
    assert_eq!(server.attributes[&ContactField::Phone], ["telephoneNumber", "mobile"]);
    // The listed settings have the same meaning.
    let listed = config(&listing(&read, |_| None, Lang::En));
    let models = |config: &Config| config.sources.iter().map(|source| source.model.clone()).collect::<Vec<_>>();
    assert_eq!(models(&listed), models(&read));
    assert_eq!(listed.sources[1].server(), Some(server));
}

#[test]
fn every_mistake_in_a_source_has_its_place() {
    for (text, place, words) in [
        ("source = 1", "1:10", "[[source]]"),
        ("[[source]]\nmodel = \"a\"", "1:1", "key name"),
        ("[[source]]\nname = \"A\"\nmodel = \"a\"", "2:8", "small letters"),
        ("[[source]]\nname = \"a\"", "1:1", "key model"),
        ("[[source]]\nname = \"a\"\nmodel = \"a\"\nbase = \"b\"", "4:1", "key uri"),
        ("[[source]]\nname = \"a\"\nmodel = \"a\"\n[[source]]\nname = \"a\"\nmodel = \"b\"", "5:8", "line 2"),
        ("[[source]]\nname = \"a\"\nmodel = \"a\"\nuri = \"ldap://x\"", "1:1", "key base"),
        ("[[source]]\nname = \"a\"\nmodel = \"a\"\nuri = \"http://x\"\nbase = \"\"", "4:7", "ldaps://"),
        (
            "[[source]]\nname = \"a\"\nmodel = \"a\"\nuri = \"ldap://x\"\nbase = \"\"\nbind_dn = \"x\"",
            "6:1",
            "password_file",
        ),
        ("[[source]]\nname = \"a\"\nmodel = \"a\"\nuri = \"ldap://x\"\nbase = \"\"\ntimeout = 601", "6:11", "600"),
        (
            "[[source]]\nname = \"a\"\nmodel = \"a\"\nuri = \"ldap://x\"\nbase = \"\"\nattributes = { fone = \"x\" }",
            "6:16",
            "phone",
        ),
        (
            "[[source]]\nname = \"a\"\nmodel = \"a\"\nuri = \"ldap://x\"\nbase = \"\"\nattributes = { fax = \"a b\" }",
            "6:22",
            "telephoneNumber",
        ),
        ("[[source]]\nname = \"a\"\nmodle = \"a\"\nmodel = \"a\"", "3:1", "model"),
    ] {
        let found = mistakes(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].starts_with(place) && found[0].contains(words), "{text}: {found:?}");
    }
}
