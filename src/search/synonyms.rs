//! Words that mean the same thing: titles and organisations in three languages, and the short names they go by.

/// Groups of folded titles; whoever has one of a group answers to all of it.
#[rustfmt::skip]
const TITLES: &[&[&str]] = &[
    &["aluekoordinaattori", "allu", "koordinaattori", "alueellinen koordinaattori", "regionkoordinator", "regional koordinator", "regional coordinator", "koordinator", "area coordinator"],
    &["hankepaallikko", "projektipaallikko", "hankejohtaja", "projektijohtaja", "projektinvetaja", "projektledare", "projektchef", "project manager", "project leader"],
    &["hankesuunnittelija", "projektisuunnittelija", "projektplanerare", "project planner", "project designer"],
    &["hankekoordinaattori", "projektikoordinaattori", "projektkoordinator", "project coordinator"],
    &["projektiasiantuntija", "hankeasiantuntija", "projektsakkunnig", "projektexpert", "project expert", "project specialist"],
    &["projektisihteeri", "hankesihteeri", "projektsekreterare", "project secretary"],
    &["palvelupaallikko", "servicechef", "service manager"],
    &["sosiaalityontekija", "socialarbetare", "social worker"],
    &["neuvoja", "radgivare", "adviser", "advisor"],
    &["tyontekija", "arbetstagare", "worker"],
];

/// Groups of folded names of organisations, all of them of one organisation.
#[rustfmt::skip]
const ORGANISATIONS: &[&[&str]] = &[
    &["euroopan sosiaalirahasto", "esr", "esf", "european social fund", "europeiska socialfonden"],
    &["euroopan aluekehitysrahasto", "eakr", "erdf", "eruf", "european regional development fund", "europeiska regionala utvecklingsfonden"],
    &["amif-rahasto", "amif", "turvapaikka-, maahanmuutto- ja kotouttamisrahasto", "asylum, migration and integration fund", "asyl-, migrations- och integrationsfonden"],
    &["tyo- ja elinkeinoministerio", "tem", "anm", "arbets- och naringsministeriet", "ministry of economic affairs and employment"],
    &["opetus- ja kulttuuriministerio", "okm", "ukm", "undervisnings- och kulturministeriet", "ministry of education and culture"],
    &["sisaministerio", "inrikesministeriet", "ministry of the interior"],
    &["sosiaali- ja terveysministerio", "stm", "shm", "social- och halsovardsministeriet", "ministry of social affairs and health"],
    &["te-toimistot", "te-toimisto", "tyo- ja elinkeinotoimisto", "arbets- och naringsbyran", "te-byran", "employment office"],
    &["maahanmuuttovirasto", "migri", "migrationsverket", "finnish immigration service"],
    &["kansanelakelaitos", "kela", "fpa", "folkpensionsanstalten", "social insurance institution"],
    &["unhcr", "yk:n pakolaisjarjesto", "pakolaisjarjesto", "refugee agency", "flyktingorgan"],
];

/// Other titles for a folded title; empty when there are none.
pub(super) fn of_title(title: &str) -> impl Iterator<Item = &'static str> {
    let is_known = |name: &&str| title.split(' ').any(|word| word == *name);
    others(TITLES.iter().find(|group| group.iter().any(is_known)), title)
}

/// Other names for the folded name of an organisation; empty when there are none.
pub(super) fn of_organisation(name: &str) -> impl Iterator<Item = &'static str> {
    others(ORGANISATIONS.iter().find(|group| group.contains(&name)), name)
}

fn others(group: Option<&&'static [&'static str]>, but: &str) -> impl Iterator<Item = &'static str> + use<> {
    let but = but.to_owned();
    group.copied().unwrap_or_default().iter().copied().filter(move |other| *other != but)
}
