//! The environment as the caller hands it in: variables, standard folders, and the log of a kiosk.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// Returns the value of an environment variable.
pub type Env<'a> = &'a (dyn Fn(&str) -> Option<String> + Sync);

/// Writes a line for the administrator of a kiosk.
pub type Log = fn(&str);

/// The variable in which sshd passes the command that the client asked for instead of a shell.
pub const CLIENT_COMMAND: &str = "SSH_ORIGINAL_COMMAND";

/// A folder of the XDG base directory specification: the value of `variable`, or `in_home` in the user's home. `None` if
/// the environment names neither. The specification says to ignore a relative path.
pub(crate) fn xdg_folder(variable: &str, in_home: &str, env: Env<'_>) -> Option<PathBuf> {
    let absolute = |name: &str| env(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    absolute(variable).or_else(|| absolute("HOME").map(|home| home.join(in_home)))
}

/// A file that an administrator installs for all users: in the folder that `ALLU_SYSTEM_FOLDER` names, else in
/// `/etc/allu`. A relative folder is ignored.
pub(crate) fn system_file(name: &str, env: Env<'_>) -> PathBuf {
    let named = env("ALLU_SYSTEM_FOLDER").map(PathBuf::from).filter(|folder| folder.is_absolute());
    named.unwrap_or_else(|| PathBuf::from("/etc/allu")).join(name)
}

/// The time in seconds since 1970: that of `SOURCE_DATE_EPOCH`, else of the clock.
#[must_use]
pub fn now(env: Env<'_>) -> u64 {
    let fixed = env("SOURCE_DATE_EPOCH").and_then(|value| value.parse().ok());
    fixed.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
}
