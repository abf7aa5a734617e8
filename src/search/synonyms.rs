//! Words that mean the same thing: titles in three languages, and the short name coordinators go by.

/// Groups of folded titles; whoever has one of a group answers to all of it.
const GROUPS: &[&[&str]] = &[
    &["aluekoordinaattori", "allu", "koordinaattori", "regionkoordinator", "regional coordinator", "koordinator"],
    &["hankepaallikko", "projektipaallikko", "hankejohtaja", "projektledare", "projektchef", "project manager"],
    &["hankesuunnittelija", "projektisuunnittelija", "projektplanerare", "project planner"],
    &["hankekoordinaattori", "projektikoordinaattori", "projektkoordinator", "project coordinator"],
    &["projektiasiantuntija", "hankeasiantuntija", "projektsakkunnig", "project expert"],
    &["projektisihteeri", "hankesihteeri", "projektsekreterare", "project secretary"],
    &["tyontekija", "arbetstagare", "worker"],
];

/// Other titles for a folded title; empty when there are none.
pub(super) fn of_title(title: &str) -> impl Iterator<Item = &'static str> {
    let group = GROUPS.iter().find(|group| group.iter().any(|name| title.split(' ').any(|word| word == *name)));
    let others = group.map_or(&[][..], |group| group);
    let title = title.to_owned();
    others.iter().copied().filter(move |other| *other != title)
}
