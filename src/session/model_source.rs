//! The source of a model.

use std::path::{Path, PathBuf};

use super::env::{Env, system_file, xdg_folder};
use super::source::{Source, SourceKind};
use crate::model::slug;

/// Standard input as a file, for one model among several.
const INPUT: &str = "/dev/stdin";

/// The source of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelSource {
    /// A file.
    File(PathBuf),
    /// Standard input.
    StandardInput,
    /// The program itself.
    BuiltIn,
    /// The models of these sources, which are searched as one.
    Sources(Vec<Source>),
}

impl ModelSource {
    /// The given models: one or several, of which `-` is standard input; else that of `ALLU_MODEL`; else the sources of
    /// the configuration; else the first model that exists, of the user, the system and the program.
    ///
    /// A model that is named is used whether it exists or not, so that reading it reports what is wrong.
    ///
    /// ```
    /// use allu::session::ModelSource;
    ///
    /// let env = |name: &str| (name == "ALLU_MODEL").then(|| "-".to_owned());
    /// assert_eq!(ModelSource::find(&[], &[], &env), ModelSource::StandardInput);
    /// let given = ["model.json".into()];
    /// assert_eq!(ModelSource::find(&given, &[], &env), ModelSource::File("model.json".into()));
    /// ```
    #[must_use]
    pub fn find(given: &[PathBuf], sources: &[Source], env: Env<'_>) -> Self {
        let of_variable = || env("ALLU_MODEL").filter(|value| !value.is_empty()).map(PathBuf::from);
        let named = match given {
            [] => of_variable(),
            [only] => Some(only.clone()),
            several => return Self::Sources(sources_of(several)),
        };
        if let Some(named) = named {
            return if named.as_os_str() == "-" { Self::StandardInput } else { Self::File(named) };
        }
        match sources {
            [] => {}
            // A single file is like one that is named.
            [Source { model, kind: SourceKind::Model, .. }] => return Self::File(model.clone()),
            sources => return Self::Sources(sources.to_vec()),
        }
        let own = xdg_folder("XDG_CONFIG_HOME", ".config", env).map(|folder| folder.join("allu/model.json"));
        // One that exists but cannot be accessed is used, too, so that reading it reports the reason.
        let is_there = |path: &PathBuf| path.try_exists().unwrap_or(true);
        let found = own.into_iter().chain([system_file("model.json", env)]).find(is_there);
        found.map_or(Self::BuiltIn, Self::File)
    }

    /// Whether standard input is read.
    #[must_use]
    pub fn reads_input(&self) -> bool {
        *self == Self::StandardInput || self.files().contains(&Path::new(INPUT))
    }

    /// The sources, of which a single file is one. Empty for standard input and the built-in model.
    pub(super) fn sources(&self) -> Vec<Source> {
        match self {
            Self::File(path) => sources_of(std::slice::from_ref(path)),
            Self::Sources(sources) => sources.clone(),
            Self::StandardInput | Self::BuiltIn => Vec::new(),
        }
    }

    /// The files of the models. Empty for standard input and the built-in model.
    #[must_use]
    pub fn files(&self) -> Vec<&Path> {
        match self {
            Self::File(path) => vec![path],
            Self::Sources(sources) => sources.iter().map(|source| source.model.as_path()).collect(),
            Self::StandardInput | Self::BuiltIn => Vec::new(),
        }
    }
}

/// Models as sources, which are named after their files, and by numbers where those have one name.
fn sources_of(paths: &[PathBuf]) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for path in paths {
        let stem = path.file_stem().map(|stem| slug(&stem.to_string_lossy())).filter(|stem| !stem.is_empty());
        let stem = stem.unwrap_or_else(|| "model".to_owned());
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let is_free = |name: &String| !sources.iter().any(|source| source.name == *name);
        let name = std::iter::once(stem.clone()).chain(numbered).find(is_free).unwrap_or_default();
        // The descriptor of a pipe is read to its end, like `-`.
        let model = if path.as_os_str() == "-" { PathBuf::from(INPUT) } else { path.clone() };
        sources.push(Source { name, model, kind: SourceKind::Model });
    }
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_models_are_named_after_their_files() {
        let given = ["/a/Lapin ELY.json", "/b/model.json", "/c/model.json", "/c/.json"].map(PathBuf::from);
        let ModelSource::Sources(sources) = ModelSource::find(&given, &[], &|_| None) else { panic!("sources") };
        let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
        assert_eq!(names, ["lapin-ely", "model", "model-2", "json"]);
    }

    #[test]
    fn one_file_of_the_configuration_is_a_model_like_any_other() {
        let source = |kind| Source { name: "own".to_owned(), model: "/a.json".into(), kind };
        let file = [source(SourceKind::Model)];
        assert_eq!(ModelSource::find(&[], &file, &|_| None), ModelSource::File("/a.json".into()));
        let named = |name: &str| (name == "ALLU_MODEL").then(|| "/b.json".to_owned());
        assert_eq!(ModelSource::find(&[], &file, &named), ModelSource::File("/b.json".into()));
        let both = [file[0].clone(), file[0].clone()];
        assert_eq!(ModelSource::find(&[], &both, &|_| None), ModelSource::Sources(both.to_vec()));
    }
}
