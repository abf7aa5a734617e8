//! The imports between source files, read from their text: re-exports are followed, imports by macros are not seen.

use std::collections::{BTreeMap, BTreeSet};

/// A source file, by its module: `extract/entities/role`, or `extract/entities` for the `mod.rs` of that folder.
pub(crate) struct Module {
    pub(crate) path: String,
    pub(crate) is_face: bool,
    pub(crate) text: String,
}

/// Files by the files that they import. A `mod.rs` stands for its folder, and is not a file of the graph.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// The re-exports of each `mod.rs`: the path that each name stands for.
type Exports = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// The sets of files that import each other, directly or through others; each set is sorted.
pub(crate) fn circles(modules: &[Module]) -> Vec<Vec<String>> {
    let graph = graph(modules);
    let reachable: BTreeMap<&String, BTreeSet<&String>> =
        graph.keys().map(|file| (file, reach(&graph, file))).collect();
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for (file, reached) in &reachable {
        let circle: Vec<String> =
            reached.iter().filter(|other| reachable[**other].contains(file)).map(|it| (*it).clone()).collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

fn reach<'a>(graph: &'a Graph, start: &'a String) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&String> = graph[start].iter().collect();
    while let Some(file) = open.pop() {
        if reached.insert(file) {
            open.extend(&graph[file]);
        }
    }
    reached
}

fn graph(modules: &[Module]) -> Graph {
    let known: BTreeMap<&str, bool> = modules.iter().map(|it| (it.path.as_str(), it.is_face)).collect();
    let faces = modules.iter().filter(|it| it.is_face);
    let exports: Exports = faces.map(|face| (face.path.clone(), exports(face))).collect();
    let files = modules.iter().filter(|it| !it.is_face);
    let imports = |file: &Module| {
        let targets =
            paths(&code(&file.text)).into_iter().filter_map(|path| resolve(&file.path, &path, &known, &exports));
        targets.filter(|target| *target != file.path && !known[target.as_str()]).collect()
    };
    files.map(|file| (file.path.clone(), imports(file))).collect()
}

fn exports(face: &Module) -> BTreeMap<String, Vec<String>> {
    let code = code(&face.text);
    let public = uses(&code).into_iter().filter(|(is_public, _)| *is_public);
    let paths = public.flat_map(|(_, tree)| expand(&tree)).map(|path| {
        let (path, alias) = path.split_once(" as ").map_or((path.as_str(), None), |(path, alias)| (path, Some(alias)));
        let segments: Vec<String> = path.split("::").filter(|it| *it != "self").map(str::to_owned).collect();
        (alias.map_or_else(|| segments.last().cloned().unwrap_or_default(), str::to_owned), segments)
    });
    paths.collect()
}

/// The file that a path of another file names, or `None` if it is outside the crate.
fn resolve(from: &str, path: &str, known: &BTreeMap<&str, bool>, exports: &Exports) -> Option<String> {
    let mut segments: Vec<String> = path.split("::").map(str::to_owned).collect();
    let mut at = match segments.first().map(String::as_str) {
        Some("crate") => String::new(),
        Some("super") => from.to_owned(),
        _ => return None,
    };
    if at.is_empty() {
        segments.remove(0);
    }
    while segments.first().is_some_and(|it| it == "super") {
        at = at.rsplit_once('/').map_or(String::new(), |(above, _)| above.to_owned());
        segments.remove(0);
    }
    let mut followed = BTreeSet::new();
    while let Some(next) = segments.first().cloned() {
        let below = if at.is_empty() { next.clone() } else { format!("{at}/{next}") };
        if known.contains_key(below.as_str()) {
            at = below;
            segments.remove(0);
        } else if let Some(target) = exports.get(&at).and_then(|names| names.get(&next))
            && target.first() != Some(&next)
            && followed.insert((at.clone(), next))
        {
            segments.splice(..1, target.iter().cloned());
        } else {
            break;
        }
    }
    known.contains_key(at.as_str()).then_some(at)
}

/// The paths of a file that begin with `crate` or `super`, in `use` and in the code.
fn paths(code: &str) -> Vec<String> {
    let imported = uses(code).into_iter().flat_map(|(_, tree)| expand(&tree));
    let imported = imported.map(|path| path.split(" as ").next().unwrap_or_default().to_owned());
    let words = code.split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == ':'));
    let inline = words.filter(|word| word.starts_with("crate::") || word.starts_with("super::"));
    imported.chain(inline.map(|word| word.trim_end_matches(':').to_owned())).collect()
}

/// A file without comments, and without its tests, which may import what they like.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod").next().unwrap_or_default();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The trees of the `use` declarations, each with whether it is public.
fn uses(code: &str) -> Vec<(bool, String)> {
    let declarations = code.split(';').filter_map(|statement| {
        let line = statement.rfind("use ").filter(|at| {
            let before = statement[..*at].trim_end_matches(' ');
            before.is_empty() || before.ends_with(['\n', ')']) || before.ends_with("pub")
        })?;
        let before = statement[..line].rsplit('\n').next().unwrap_or_default();
        let tree: String = statement[line + 4..].split_whitespace().collect::<Vec<_>>().join(" ");
        Some((before.trim_start().starts_with("pub"), tree))
    });
    declarations.collect()
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`.
fn expand(tree: &str) -> Vec<String> {
    let Some((front, list)) = tree.trim().split_once('{') else { return vec![tree.trim().to_owned()] };
    let list = list.strip_suffix('}').unwrap_or(list);
    let mut depth = 0;
    let items = list.split(|letter| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        letter == ',' && depth == 0
    });
    items.filter(|item| !item.trim().is_empty()).flat_map(|item| expand(&format!("{front}{}", item.trim()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(path: &str, text: &str) -> Module {
        Module { path: path.to_owned(), is_face: false, text: text.to_owned() }
    }

    #[test]
    fn a_circle_is_found_through_a_re_export() {
        let face = Module { path: "top".to_owned(), is_face: true, text: "mod a;\npub use a::A;".to_owned() };
        let a = module("top/a", "use super::b::{self, B};\nuse std::fmt;");
        let b = module("top/b", "fn f() -> super::c::C {}");
        let c = module("top/c", "use crate::top::{A as Other};");
        let outside = module("top/d", "use super::a::A;");
        assert_eq!(circles(&[face, a, b, c, outside]), [["top/a", "top/b", "top/c"]]);
    }

    #[test]
    fn comments_and_tests_import_nothing() {
        let a = module("top/a", "use super::b::B;");
        let b = module("top/b", "// use super::a::A;\n#[cfg(test)]\nmod tests { use super::super::a::A; }");
        assert!(circles(&[a, b]).is_empty());
    }
}
