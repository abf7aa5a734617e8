//! Words on a command line.

/// A word for a shell command: in quotation marks if it contains characters that the shell would interpret.
///
/// ```
/// use allu::text::shell_quoted;
///
/// assert_eq!(shell_quoted("model.json"), "model.json");
/// assert_eq!(shell_quoted("a&b"), "'a&b'");
/// ```
#[must_use]
pub fn shell_quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+,:@%=".contains(letter);
    let is_bare = !word.is_empty() && word.chars().all(is_plain);
    if is_bare { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}
