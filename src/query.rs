//! From what a person types to the records that match.
//!
//! [`Query`] is what was typed, [`Finder`] answers it over a corpus, [`Found`]
//! is the answer: sure matches first, then close ones, each with an exact count.
//! Imports [`crate::corpus`] and [`crate::index`].
//!
//! Odd thing worth knowing: letters scattered in a word (`mktg`) are a close
//! match like a typing error, never a sure one, so that the count of sure matches
//! is what the typed letters really stand in.

use std::cmp::Reverse;
use std::ops::Range;

use serde::Serialize;

mod fold;
mod fuzzy;
mod labels;
mod light;
mod lookup;
mod rank;
mod records;
#[cfg(test)]
mod sample;
mod spelling;
mod term;
#[cfg(test)]
mod tests;
mod words;

use crate::corpus::{Corpus, ExpertId, PageRef, StatementId, Subject, TopicId};
use crate::index::Index;

pub use fold::{fold, sort_key};

use labels::Labels;
use lookup::Sought;
use records::Records;
use term::Term;
use words::Scope;

/// What was typed: terms in any order, all of which must match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    raw: String,
    terms: Vec<Term>,
}

impl Query {
    /// Reads what was typed. Never fails.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self { raw: text.to_owned(), terms: term::terms(text) }
    }

    /// The text as typed.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Whether it asks for nothing, so that everything matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The byte ranges of an original text that the query matches: ascending,
    /// apart, on grapheme boundaries. For visible rows only.
    #[must_use]
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        light::light(&self.terms, text)
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
pub struct Finder {
    records: Records,
}

impl Finder {
    /// Prepares a corpus for finding.
    #[must_use]
    pub fn new(corpus: &Corpus, index: &Index) -> Self {
        Self { records: Records::new(corpus, index) }
    }

    /// Topics by their own names, aliases and translations.
    #[must_use]
    pub fn topics(&self, query: &Query) -> Found<TopicId> {
        self.labelled(query, self.records.topics(), |record| match record {
            Record::Topic(id) => Some(id),
            _ => None,
        })
    }

    /// Experts by their own names, aliases, roles and organisations.
    #[must_use]
    pub fn experts(&self, query: &Query) -> Found<ExpertId> {
        self.labelled(query, self.records.experts(), |record| match record {
            Record::Expert(id) => Some(id),
            _ => None,
        })
    }

    /// Statements by the words of their texts, quotes, experts and topics.
    #[must_use]
    pub fn statements(&self, query: &Query) -> Found<StatementId> {
        let scope = Scope { records: self.records.statements(), own: false };
        let found = self.records.find(&query.terms, &scope);
        convert(found, |record| match record {
            Record::Statement(id) => Some(id),
            _ => None,
        })
    }

    /// Records of all four kinds that hold the query.
    #[must_use]
    pub fn everywhere(&self, query: &Query) -> Found<Record> {
        let scope = Scope { records: self.records.all(), own: false };
        self.records.find(&query.terms, &scope)
    }

    /// What a name means, best first: a topic or an expert by name.
    ///
    /// Spelling is corrected only where nothing meets the name as typed.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Vec<(Subject, Match)> {
        let sought = Sought::new(name);
        let met = self.sorted(|labels| sought.meet(labels));
        if !met.is_empty() {
            return met;
        }
        self.sorted(|labels| sought.errors(labels, lookup::typo))
            .into_iter()
            .map(|(subject, _)| (subject, Match::Typo))
            .collect()
    }

    /// The names nearest to a word that matches nothing, nearest first, at most `most`.
    #[must_use]
    pub fn nearest(&self, word: &str, most: usize) -> Vec<Subject> {
        let sought = Sought::new(word);
        self.sorted(|labels| sought.errors(labels, lookup::plausible))
            .into_iter()
            .take(most)
            .map(|(subject, _)| subject)
            .collect()
    }

    fn labelled<T>(
        &self,
        query: &Query,
        records: Range<usize>,
        id: impl Fn(Record) -> Option<T>,
    ) -> Found<T> {
        let scope = Scope { records, own: true };
        convert(self.records.find(&query.terms, &scope), id)
    }

    /// Subjects that a measure holds of: the least first, then more pages, then
    /// corpus order.
    fn sorted<K: Ord + Copy>(&self, measure: impl Fn(&Labels) -> Option<K>) -> Vec<(Subject, K)> {
        let mut met: Vec<_> = self
            .records
            .labels()
            .filter_map(|(labels, pages)| Some((labels.subject, pages, measure(labels)?)))
            .collect();
        met.sort_by_key(|&(_, pages, key)| (key, Reverse(pages)));
        met.into_iter().map(|(subject, _, key)| (subject, key)).collect()
    }
}

/// The same answer with narrower ids.
fn convert<T>(found: Found<Record>, id: impl Fn(Record) -> Option<T>) -> Found<T> {
    let narrow = |hits: Vec<Hit<Record>>| {
        hits.into_iter()
            .filter_map(|hit| Some(Hit { id: id(hit.id)?, score: hit.score, through: hit.through }))
            .collect()
    };
    Found { sure: narrow(found.sure), close: narrow(found.close) }
}
