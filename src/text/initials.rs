//! Given names that are written as initials.

/// Whether one given name has the initials of the other: “v-m” of “veli-matti”, “esko k.” of “esko kalevi”. Both are
/// folded.
#[must_use]
pub fn are_initials(short: &str, long: &str) -> bool {
    let parts =
        |name: &str| name.split([' ', '-', '.']).filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (short, long) = (parts(short), parts(long));
    let has_initial = short.iter().any(|part| part.chars().count() == 1);
    let fits = |(short, long): (&String, &String)| {
        short == long || short.chars().count() == 1 && long.starts_with(short.as_str())
    };
    has_initial && short.len() <= long.len() && short.iter().zip(&long).all(fits) && !short.is_empty()
}
