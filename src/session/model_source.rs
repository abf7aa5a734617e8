//! Where a model comes from.

use std::path::{Path, PathBuf};

use super::env::{Env, xdg_folder};

/// The model that an administrator installs for all users.
const OF_THE_SYSTEM: &str = "/etc/allu/model.json";

/// Where a model comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelSource {
    /// A file.
    File(PathBuf),
    /// Standard input.
    StandardInput,
    /// The program itself.
    BuiltIn,
}

impl ModelSource {
    /// The first model that exists: the given one, then that of `ALLU_MODEL`, the user's, the system's, the built-in one.
    ///
    /// A model that is named is used whether it exists or not, so that reading it reports what is wrong.
    ///
    /// ```
    /// use allu::session::ModelSource;
    ///
    /// let env = |name: &str| (name == "ALLU_MODEL").then(|| "-".to_owned());
    /// assert_eq!(ModelSource::find(None, &env), ModelSource::StandardInput);
    /// let given = "model.json".as_ref();
    /// assert_eq!(ModelSource::find(Some(given), &env), ModelSource::File(given.to_owned()));
    /// ```
    #[must_use]
    pub fn find(given: Option<&Path>, env: Env<'_>) -> Self {
        let of_variable = || env("ALLU_MODEL").filter(|value| !value.is_empty()).map(PathBuf::from);
        if let Some(named) = given.map(Path::to_owned).or_else(of_variable) {
            return if named.as_os_str() == "-" { Self::StandardInput } else { Self::File(named) };
        }
        let own = xdg_folder("XDG_CONFIG_HOME", ".config", env).map(|folder| folder.join("allu/model.json"));
        // One that exists but cannot be accessed is used, too, so that reading it reports the reason.
        let is_there = |path: &PathBuf| path.try_exists().unwrap_or(true);
        let found = own.into_iter().chain([PathBuf::from(OF_THE_SYSTEM)]).find(is_there);
        found.map_or(Self::BuiltIn, Self::File)
    }
}
