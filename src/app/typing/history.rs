//! The earlier queries of this session.

/// The maximum number of queries that are kept.
const MOST: usize = 100;

/// The earlier queries of this session, and which of them is in the query line.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct QueryHistory {
    /// The oldest first, each once.
    earlier: Vec<String>,
    recalled: Option<Recalled>,
}

/// The earlier query that is in the query line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Recalled {
    /// The text typed before browsing the history.
    typed: String,
    /// The number of the query, counted from the newest. `None` if `typed` is in the query line again.
    at: Option<usize>,
}

impl QueryHistory {
    /// Adds a query that was used or is about to be replaced.
    pub(in crate::app) fn remember(&mut self, query: &str) {
        let query = query.trim();
        if query.is_empty() {
            return;
        }
        self.earlier.retain(|earlier| earlier != query);
        self.earlier.push(query.to_owned());
        if self.earlier.len() > MOST {
            self.earlier.remove(0);
        }
        self.recalled = None;
    }

    /// The query before `current`. Each further call returns an older one; after the oldest comes the text that had
    /// been typed. Returns `None` if there is no other query.
    pub(in crate::app) fn recall(&mut self, current: &str) -> Option<String> {
        let before = self.recalled.take().filter(|recalled| self.text_of(recalled) == Some(current));
        let (typed, next) = match before {
            Some(Recalled { typed, at }) => (typed, at.map_or(0, |at| at + 1)),
            None => (current.to_owned(), 0),
        };
        let count = self.others(&typed).count();
        if count == 0 {
            return None;
        }
        let recalled = Recalled { typed, at: (next < count).then_some(next) };
        let text = self.text_of(&recalled).map(str::to_owned);
        self.recalled = Some(recalled);
        text
    }

    fn text_of<'a>(&'a self, recalled: &'a Recalled) -> Option<&'a str> {
        match recalled.at {
            Some(at) => self.others(&recalled.typed).nth(at),
            None => Some(&recalled.typed),
        }
    }

    /// The earlier queries other than the typed text, the newest first.
    fn others<'a>(&'a self, typed: &'a str) -> impl Iterator<Item = &'a str> {
        self.earlier.iter().rev().map(String::as_str).filter(move |earlier| *earlier != typed.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::QueryHistory;

    #[test]
    fn earlier_queries_come_one_after_another_and_then_what_was_typed() {
        let mut history = QueryHistory::default();
        assert_eq!(history.recall(""), None);
        for query in ["lappi", "kainuu ", "lappi", " "] {
            history.remember(query);
        }
        let mut line = "poke".to_owned();
        for wanted in ["lappi", "kainuu", "poke", "lappi"] {
            line = history.recall(&line).unwrap_or_default();
            assert_eq!(line, wanted);
        }
        // After an edit, the history starts from the newest query again.
        assert_eq!(history.recall("lappix").as_deref(), Some("lappi"));
        assert_eq!(QueryHistory { earlier: vec!["lappi".to_owned()], recalled: None }.recall("lappi"), None);
    }

    #[test]
    fn no_more_are_kept_than_anybody_looks_through() {
        let mut history = QueryHistory::default();
        for number in 0..1_000 {
            history.remember(&number.to_string());
        }
        assert_eq!(history.earlier.len(), super::MOST);
        assert_eq!(history.recall("").as_deref(), Some("999"));
    }
}
