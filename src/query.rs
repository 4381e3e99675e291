//! From what a person types to the records that match.
//!
//! [`Query`] is what was typed, [`Finder`] answers it over a corpus, [`Found`]
//! is the answer: sure matches first, then close ones, each with an exact count.
//! Imports [`crate::corpus`], [`crate::index`] and [`crate::lang`].

use std::ops::Range;

use serde::Serialize;

use crate::corpus::{Corpus, ExpertId, PageRef, StatementId, Subject, TopicId};
use crate::index::Index;

/// What was typed: terms in any order, all of which must match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    raw: String,
}

impl Query {
    /// Reads what was typed. Never fails.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self {
            raw: text.to_owned(),
        }
    }

    /// The text as typed.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Whether it asks for nothing, so that everything matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.raw.trim().is_empty()
    }

    /// The byte ranges of an original text that the query matches: ascending,
    /// apart, on grapheme boundaries. For visible rows only.
    #[must_use]
    pub fn highlights(&self, _text: &str) -> Vec<Range<usize>> {
        Vec::new()
    }
}

/// Any record that a search can list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// A topic.
    Topic(TopicId),
    /// An expert.
    Expert(ExpertId),
    /// A statement.
    Statement(StatementId),
    /// A page.
    Page(PageRef),
}

/// One match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit<T> {
    /// What matched.
    pub id: T,
    /// The sum of the terms' best scores; higher is better.
    pub score: i64,
    /// The alias, translation or other form that matched where the shown name did not.
    pub through: Option<String>,
}

/// The answer to a query over records of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// Matches, best first.
    pub sure: Vec<Hit<T>>,
    /// Close matches (corrected spelling, scattered letters), best first; none of them in `sure`.
    pub close: Vec<Hit<T>>,
}

/// How a name was met by [`Finder::lookup`], best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// The whole name.
    Exact,
    /// A whole alias, translation or id.
    Alias,
    /// The start of the name or of an alias.
    Prefix,
    /// Words of the name or of an alias.
    Word,
    /// After correcting the spelling.
    Typo,
}

/// Answers queries over one corpus.
#[derive(Debug)]
pub struct Finder {}

impl Finder {
    /// Prepares a corpus for finding.
    #[must_use]
    pub fn new(_corpus: &Corpus, _index: &Index) -> Self {
        Self {}
    }

    /// Topics by their own names, aliases and translations.
    #[must_use]
    pub fn topics(&self, _query: &Query) -> Found<TopicId> {
        Found {
            sure: Vec::new(),
            close: Vec::new(),
        }
    }

    /// Experts by their own names, aliases, roles and organisations.
    #[must_use]
    pub fn experts(&self, _query: &Query) -> Found<ExpertId> {
        Found {
            sure: Vec::new(),
            close: Vec::new(),
        }
    }

    /// Statements by the words of their texts, quotes, experts and topics.
    #[must_use]
    pub fn statements(&self, _query: &Query) -> Found<StatementId> {
        Found {
            sure: Vec::new(),
            close: Vec::new(),
        }
    }

    /// Records of all four kinds that hold the query.
    #[must_use]
    pub fn everywhere(&self, _query: &Query) -> Found<Record> {
        Found {
            sure: Vec::new(),
            close: Vec::new(),
        }
    }

    /// What a name means, best first: a topic or an expert by name.
    #[must_use]
    pub fn lookup(&self, _name: &str) -> Vec<(Subject, Match)> {
        Vec::new()
    }

    /// The names nearest to a word that matches nothing, nearest first, at most `most`.
    #[must_use]
    pub fn nearest(&self, _word: &str, _most: usize) -> Vec<Subject> {
        Vec::new()
    }
}

/// A key that sorts names as a reader expects: case and accents do not count.
#[must_use]
pub fn sort_key(name: &str) -> String {
    name.to_lowercase()
}
