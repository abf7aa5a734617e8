//! Why a record matches, and its rank.

use crate::cli::settings::Settings;
use crate::i18n::{Lang, say};
use crate::model::Directory;
use crate::present::{Line, is_derived_mail, path_words, with_origin};
use crate::search::{Field, Hit, Relation, Tier};

/// A line with tier and score, then one for each word of the query.
pub(crate) fn explanation(directory: &Directory, hit: &Hit, settings: &Settings) -> Vec<String> {
    let lang = settings.lang;
    let mut lines = vec![format!("  {} {}", tier_words(hit.tier, lang), hit.score)];
    for why in &hit.why {
        let field = field_words(why.field, lang);
        let tier = match why.tier {
            Tier::Exact | Tier::Typo => relation_words(why.relation, lang),
            tier => tier_words(tier, lang),
        };
        let mut line = format!("    {}: {tier}: {field}: {}", why.word, why.matched);
        if is_derived_mail(directory, hit.record, why) {
            let marked = with_origin(Line::default(), true, lang, &settings.marks);
            line.push_str(&marked.text());
        }
        if !why.path.is_empty() {
            line = format!("{line} ({})", path_words(&why.path, lang, &settings.marks));
        }
        lines.push(line);
    }
    lines
}

fn tier_words(tier: Tier, lang: Lang) -> String {
    match tier {
        Tier::Exact => say!(lang, "tier.exact"),
        Tier::Place => say!(lang, "tier.place"),
        Tier::Prefix => say!(lang, "tier.prefix"),
        Tier::WordStart => say!(lang, "tier.word_start"),
        Tier::Substring => say!(lang, "tier.substring"),
        Tier::Fuzzy => say!(lang, "tier.fuzzy"),
        Tier::Typo => say!(lang, "tier.typo"),
    }
}

fn relation_words(relation: Relation, lang: Lang) -> String {
    match relation {
        Relation::Same => say!(lang, "relation.same"),
        Relation::Part => say!(lang, "relation.part"),
        Relation::Form => say!(lang, "relation.form"),
        Relation::Alias => say!(lang, "relation.alias"),
        Relation::Slip => say!(lang, "relation.slip"),
        Relation::Sound => say!(lang, "relation.sound"),
    }
}

fn field_words(field: Field, lang: Lang) -> String {
    match field {
        Field::Region => say!(lang, "field.region"),
        Field::Name => say!(lang, "field.name"),
        Field::Phone => say!(lang, "field.phone"),
        Field::Mail => say!(lang, "field.mail"),
        Field::Role => say!(lang, "field.role"),
        Field::Project => say!(lang, "field.project"),
        Field::Organisation => say!(lang, "field.organisation"),
        Field::Place => say!(lang, "field.place"),
        Field::Person => say!(lang, "field.person"),
        Field::Years => say!(lang, "field.years"),
    }
}
