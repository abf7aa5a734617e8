//! Evidence around a candidate for the name of a person.

use std::ops::Range;

use super::{LineContext, Recognizer};
use crate::extract::entities::email::EmailText;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::person::NameCandidate;
use crate::extract::entities::place;
use crate::extract::entities::role;
use crate::extract::entities::tokenizer::{Match, Token};
use crate::extract::entities::vocabulary::{Label, VOCABULARY, WordList, is_and};
use crate::language::Case;
use crate::text::fold;

/// The score of one piece of evidence around a name.
const EVIDENCE: i32 = 3;

/// The score of words that also follow names of other kinds.
const WEAK_EVIDENCE: i32 = 2;

/// The maximum number of bytes between a name and its number or address.
const MAX_DISTANCE: usize = 120;

impl Recognizer<'_> {
    /// The score of the words around a candidate for a name. `is_listed` says whether the document has a list of people
    /// with the organisation of each.
    pub(super) fn context_score(&self, candidate: &Match<NameCandidate>, context: LineContext, is_listed: bool) -> i32 {
        let evidence = [
            self.has_title_beside(&candidate.tokens),
            self.has_contact_after(&candidate.tokens),
            self.has_appointment_before(&candidate.tokens),
            self.has_person_before(&candidate.tokens),
            VOCABULARY.lists(WordList::PersonalVerbs, self.token(candidate.tokens.end))
                || self.has_phrase_of_person(candidate.tokens.end),
            self.is_subject_of_title(&candidate.tokens),
            self.takes_up_title(&candidate.tokens),
            self.shares_title(&candidate.tokens),
            self.is_introduced(&candidate.tokens),
            is_listed && self.has_organisation_after(&candidate.tokens),
            self.is_in_row_of_place(&candidate.tokens, context),
            context.is_name
                || self.has_label_before(&candidate.tokens)
                || self.is_alone_in_context(&candidate.tokens, context),
        ];
        let score: i32 = evidence.iter().map(|holds| if *holds { EVIDENCE } else { 0 }).sum();
        let is_weakly_shown = self.has_organisation_after(&candidate.tokens) || self.answers(candidate.tokens.end);
        score + if is_weakly_shown { WEAK_EVIDENCE } else { 0 }
    }

    /// Whether words for being responsible begin at a token, or after a verb there: “is in charge of”.
    fn answers(&self, at: usize) -> bool {
        let first = if VOCABULARY.lists(WordList::NameLinks, self.token(at)) { at + 1 } else { at };
        let is_here = |words: &Vec<String>| {
            words.iter().enumerate().all(|(behind, wanted)| fold(self.token(first + behind)) == *wanted)
        };
        VOCABULARY.answer_phrases.iter().any(is_here)
    }

    /// Whether a name begins its line, and a mark or a word for “at” and an organisation are after it: “Farid Noori, Hollolan
    /// kunta”, “Sanna Nieminen of the Welcome Hub”.
    fn has_organisation_after(&self, name: &Range<usize>) -> bool {
        let article = usize::from(VOCABULARY.lists(WordList::Articles, self.token(name.end + 1)));
        let start = self.tokens.get(name.end + 1 + article).map(|token| token.range.start);
        let is_organisation =
            |span: &Span| matches!(span.entity, Entity::Organisation(_)) && Some(span.range.start) == start;
        let is_separator = matches!(self.token(name.end), "," | "-" | "–" | "—" | "/" | "|")
            || VOCABULARY.lists(WordList::WorkplaceLinks, self.token(name.end));
        name.start == 0 && is_separator && self.spans.iter().any(is_organisation)
    }

    /// Whether a phrase of which only a person is the subject begins at a token: “takes over from”, “will replace her”.
    fn has_phrase_of_person(&self, at: usize) -> bool {
        let begins =
            |phrase: &String| phrase.split(' ').enumerate().all(|(index, word)| self.token(at + index) == word);
        VOCABULARY.list(WordList::PersonalPhrases).iter().any(begins)
    }

    /// Whether a title is right before or after a name: “Maija Meri, Lapin aluekoordinaattori”.
    fn has_title_beside(&self, name: &Range<usize>) -> bool {
        let is_title = |span: &Span| match &span.entity {
            Entity::Role(role) => matches!(role.case, Case::Essive | Case::Nominative),
            _ => false,
        };
        let mut after = name.end;
        after += usize::from(matches!(self.token(after), "," | "(" | "-" | "–" | "—" | "|"));
        // “Yulia Antonova, who was Project Assistant”
        let is_link = |word: &str| {
            VOCABULARY.lists(WordList::NameLinks, word) || VOCABULARY.lists(WordList::TitleAdjectives, word)
        };
        while is_link(self.token(after)) {
            after += 1;
        }
        after += usize::from(place::is_inflected_place(self.token(after)));
        // “Projektipäällikkönä toimii Henriikka Lampi”
        let is_copula = |at: &usize| VOCABULARY.lists(WordList::TitleVerbs, self.token(*at));
        // “Kontaktlärare: Farah Aziz”
        let is_colon = |at: &usize| self.token(*at) == ":";
        let copula = name.start.checked_sub(1).filter(|at| is_copula(at) || is_colon(at));
        let title_end = copula.unwrap_or(name.start);
        let end_before = title_end.checked_sub(1).and_then(|at| self.tokens.get(at)).map(|token| token.range.end);
        let start_after = self.tokens.get(after).map(|token| token.range.start);
        let before = self.spans.iter().find(|span| Some(span.range.end) == end_before);
        let after = self.spans.iter().find(|span| Some(span.range.start) == start_after);
        before.is_some_and(is_title) || after.is_some_and(is_title)
    }

    /// Whether a title in the genitive or the translative is before a name, which is then inflected, too: “koordinaattorin
    /// Jari Suikkasen tehtävä”, “nimetä johtajaksi YTM Sari Tervahaudan”.
    pub(super) fn is_behind_inflected_title(&self, name: &Range<usize>, is_list: bool) -> bool {
        const MAX_BETWEEN: usize = 2;
        let ends = (0..MAX_BETWEEN).filter_map(|between| name.start.checked_sub(between + 1));
        let mut ends = ends.filter_map(|at| self.tokens.get(at)).map(|token| token.range.end);
        ends.any(|end| {
            self.spans.iter().any(|span| {
                let Entity::Role(role) = &span.entity else { return false };
                let words = self.text.get(span.range.clone()).unwrap_or_default();
                if !role::is_finnish(words.rsplit(' ').next().unwrap_or_default()) {
                    return false;
                }
                // A genitive in a list may be an attribute of what is next.
                let is_inflected = role.case == Case::Translative || role.case == Case::Genitive && !is_list;
                span.range.end == end && is_inflected
            })
        })
    }

    /// Whether a name ends a sentence that begins with a title and its verb: “Päällikkönä aloitti syyskuussa Henriikka
    /// Lampi.”
    fn is_subject_of_title(&self, name: &Range<usize>) -> bool {
        let start = self.bytes_of(name).start;
        let is_title = |span: &&Span| {
            matches!(&span.entity, Entity::Role(role) if role.case == Case::Essive) && span.range.end <= start
        };
        let Some(title) = self.spans.iter().find(is_title).map(|span| span.range.end) else { return false };
        let is_verb =
            |token: &Token| token.range.start >= title && VOCABULARY.lists(WordList::TitleVerbs, token.of(self.text));
        let between = self.tokens.get(..name.start).unwrap_or_default();
        matches!(self.token(name.end), "" | "." | ",") && between.iter().any(is_verb)
    }

    /// Whether a name begins its sentence, and a verb of beginning after it has a title: “Adaeze Okonkwo started in
    /// September as project manager”. An organisation may begin as a coordinator.
    fn takes_up_title(&self, name: &Range<usize>) -> bool {
        let end = self.bytes_of(name).end;
        let is_title = |span: &Span| {
            matches!(&span.entity, Entity::Role(role) if role.case == Case::Essive && !VOCABULARY.lists(WordList::OrganisationTitles, &role.title))
                && span.range.start > end
        };
        name.start == 0
            && VOCABULARY.lists(WordList::StartVerbs, self.token(name.end))
            && self.spans.iter().any(is_title)
    }

    /// Whether “and”, another name and a title of both are after a name: “Bilal Khan ja Tiia Moisio, ohjaajat”.
    fn shares_title(&self, name: &Range<usize>) -> bool {
        const MAX_WORDS: usize = 3;
        let is_link = is_and(self.token(name.end));
        let other = name.end + 1;
        let is_capital = |at: &usize| self.token(*at).starts_with(char::is_uppercase);
        let words = (other..other + MAX_WORDS).take_while(is_capital).count();
        let title = other + words + usize::from(matches!(self.token(other + words), "," | "(" | "–" | "-"));
        let start = self.tokens.get(title).map(|token| token.range.start);
        let is_plural = |span: &Span| {
            matches!(&span.entity, Entity::Role(role) if role.case == Case::Nominative)
                && Some(span.range.start) == start
                && self
                    .text
                    .get(span.range.clone())
                    .and_then(|it| it.split(' ').next_back())
                    .is_some_and(role::may_be_plural)
        };
        is_link && words >= 2 && title > other + words && self.spans.iter().any(is_plural)
    }

    /// Whether the writer introduces themselves by the name: “My name is Aino Malli”.
    fn is_introduced(&self, name: &Range<usize>) -> bool {
        const LONGEST: usize = 3;
        let words = |from: usize| fold(self.text.get(self.bytes_of(&(from..name.start))).unwrap_or_default());
        let starts = (1..=LONGEST).filter_map(|words| name.start.checked_sub(words));
        starts.into_iter().any(|start| VOCABULARY.introduces.contains(&words(start)))
    }

    /// Whether a name is in a list of names after the place that begins the line: “Nykarleby: Disa Enholm, Henry
    /// Wikblom”.
    fn is_in_row_of_place(&self, name: &Range<usize>, context: LineContext) -> bool {
        let start = self.bytes_of(name).start;
        let Some(places) = self.spans.iter().find(|span| matches!(span.entity, Entity::PlaceList(_))) else {
            return false;
        };
        let begins = places.range.start == self.tokens.first().map_or(0, |token| token.range.start);
        let gap = self.text.get(places.range.end..start).unwrap_or_default();
        let is_separator = |mark: &str| matches!(mark, ":" | "–" | "—" | "," | "ja" | "och" | "and" | "sekä" | "samt");
        let is_behind = gap.starts_with([':', ' ']) && name.start > 0 && is_separator(self.token(name.start - 1));
        let ends = matches!(self.token(name.end), "" | "," | "(" | "ja" | "och" | "and" | "sekä" | "samt");
        let rest = self.text.get(places.range.end..).unwrap_or_default();
        let has_others = rest.contains(',') || [" ja ", " och ", " and "].iter().any(|link| rest.contains(link));
        begins && is_behind && ends && (has_others || context.is_under_role_heading)
    }

    /// Whether a number or an address follows a name closely.
    fn has_contact_after(&self, name: &Range<usize>) -> bool {
        let end = self.bytes_of(name).end;
        self.spans.iter().any(|span| {
            let is_near = span.range.start >= end && span.range.start - end < MAX_DISTANCE;
            let is_contact = match &span.entity {
                Entity::Phone(_) => true,
                Entity::Email(email) => matches!(email.text, EmailText::Address(_)),
                _ => false,
            };
            is_near && is_contact
        })
    }

    /// Whether a verb of appointing or following is right before a name: “har valt Disa Grankvist till projektledare”.
    fn has_appointment_before(&self, name: &Range<usize>) -> bool {
        let Some(before) = name.start.checked_sub(1) else { return false };
        let word = fold(self.token(before));
        VOCABULARY.appointed.contains(&word) || VOCABULARY.succeeds.contains(&word)
    }

    /// Whether another person and a word for “and” are right before a name.
    fn has_person_before(&self, name: &Range<usize>) -> bool {
        let Some(link) = name.start.checked_sub(1) else { return false };
        let is_link = is_and(self.token(link));
        let end = link.checked_sub(1).and_then(|at| self.tokens.get(at)).map(|token| token.range.end);
        is_link && self.spans.iter().any(|span| Some(span.range.end) == end && matches!(span.entity, Entity::Person(_)))
    }

    /// Whether a label such as “Nimi:” is right before a name.
    fn has_label_before(&self, name: &Range<usize>) -> bool {
        let start = self.bytes_of(name).start;
        self.spans.iter().any(|span| {
            let is_before = span.range.end <= start
                && self.text.get(span.range.end..start).is_some_and(|gap| gap.trim().is_empty());
            is_before && matches!(span.entity, Entity::Label(Label::Name | Label::Contact | Label::Substitute))
        })
    }

    /// Whether a name begins its line, ends at its end or at a mark, and the lines around are about a person.
    fn is_alone_in_context(&self, name: &Range<usize>, context: LineContext) -> bool {
        let ends = matches!(self.token(name.end), "" | "," | "(" | ":");
        name.start == 0 && ends && (context.is_under_role_heading || context.begins_card)
    }
}
