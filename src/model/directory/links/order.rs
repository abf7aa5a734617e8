//! The sort keys of people and projects.

use crate::model::Project;
use crate::text::collation_key;

/// The sort key of a person: the last word of the name first, as in an address book, in Finnish order.
pub(super) fn sort_key(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((given, surname)) => collation_key(&format!("{surname} {given}")),
        None => collation_key(name),
    }
}

/// The sort key of a project: its abbreviation, which lists show first, or its name if it has no abbreviation.
pub(super) fn project_key(project: &Project) -> String {
    collation_key(project.abbreviation.as_ref().map_or(&project.name, |short| &short.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surname_comes_first() {
        assert_eq!(sort_key("Åsa-Maria von Öhman"), "}hman {sa-maria von");
        assert_eq!(sort_key("Cher"), "cher");
    }
}
