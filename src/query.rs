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
use std::io;
use std::ops::Range;

use serde::Serialize;

mod abreast;
mod arranged;
mod bitmap;
mod cache;
mod facets;
mod filter;
mod fold;
mod fuzzy;
mod grammar;
mod labels;
mod light;
mod listing;
mod lookup;
mod meets;
mod named;
mod packs;
mod postings;
mod problem;
mod rank;
mod reach;
mod records;
#[cfg(test)]
mod sample;
mod scan;
mod search;
mod session;
mod sets;
mod shelf;
mod slug;
mod spelling;
pub mod stand;
mod term;
#[cfg(test)]
mod tests;
mod texts;
mod worker;

use crate::corpus::task::{Task, Told, UNTOLD};
use crate::corpus::{Corpus, ExpertId, PageRef, StatementId, Subject, TopicId};
use crate::disk::{Making, Scratch, Sections, Sheets};
use crate::index::Index;
use crate::order;

pub use arranged::{Arranged, Arrangement, surname_key};
pub use bitmap::Bitmap;
pub use filter::Marks;
pub use fold::{fold, sort_key};
pub use named::{ByName, Named};
pub use postings::{Memory, Postings, Vocabulary, letter_bag};
pub use problem::Problem;
pub use session::{Bounds, Session};
pub use slug::{slug, unused};
pub use worker::{Answer, Ask, Kept, News, Place, Worker};

use grammar::{Ask as Asked, Clause, Tree};
use labels::Labels;
use lookup::Sought;
use problem::Reason;
use records::Records;

/// What was typed: terms in any order, all of which must match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    raw: String,
    tree: Tree,
}

impl Query {
    /// Reads what was typed. Never fails.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self { raw: text.to_owned(), tree: Tree::read(text) }
    }

    /// The text as typed.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Whether it asks for nothing, so that everything matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tree.groups.is_empty()
    }

    /// The parts that could not be read, in order. Each is left out; the rest applies.
    ///
    /// Where no marks are known, parts that ask for one are told too: they match nothing.
    #[must_use]
    pub fn problems(&self, marks_known: bool) -> Vec<Problem> {
        let mut problems = self.tree.problems.clone();
        if !marks_known {
            let unknown = |span: &Range<usize>| Problem::new(span.clone(), Reason::NoMarks);
            problems.extend(self.tree.marks.iter().map(unknown));
            order::sort_by_key(&mut problems, |problem| problem.span.start);
        }
        problems
    }

    /// The same of what is marked or noted alone.
    #[must_use]
    pub fn of_kept(mut self) -> Self {
        if self.tree.groups.is_empty() {
            self.tree.groups.push(Vec::new());
        }
        for group in &mut self.tree.groups {
            group.push(Clause { negated: false, ask: Asked::Kept });
        }
        self
    }

    /// Whether the query asks for marks or notes.
    #[must_use]
    pub const fn asks_marks(&self) -> bool {
        !self.tree.marks.is_empty()
    }

    /// The byte ranges of an original text that the query matches: ascending,
    /// apart, on grapheme boundaries. For visible rows only.
    #[must_use]
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        light::light(self.tree.values(), text)
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
    /// How many surely match, listed or not.
    pub total: usize,
    /// How many nearly match, listed or not.
    pub close_total: usize,
}

impl<T> Found<T> {
    /// Nothing.
    #[must_use]
    pub const fn none() -> Self {
        Self { sure: Vec::new(), close: Vec::new(), total: 0, close_total: 0 }
    }

    /// The same with ids of another type.
    #[must_use]
    pub fn map<U>(self, id: impl Fn(T) -> U) -> Found<U> {
        let (total, close_total) = (self.total, self.close_total);
        let map = |hits: Vec<Hit<T>>| {
            hits.into_iter()
                .map(|hit| Hit { id: id(hit.id), score: hit.score, through: hit.through })
                .collect()
        };
        Found { sure: map(self.sure), close: map(self.close), total, close_total }
    }

    /// Without close matches, where only what stands as typed is asked for.
    fn only(mut self, exact: bool) -> Self {
        if exact {
            self.close = Vec::new();
            self.close_total = 0;
        }
        self
    }
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

/// So many numbers at most are sorted in memory at once where what is long goes to a folder.
const HELD: usize = 1 << 24;

/// Answers queries over one corpus.
#[derive(Debug)]
pub struct Finder {
    records: Records,
}

impl Finder {
    /// Prepares a corpus for finding.
    #[must_use]
    pub fn new(corpus: &Corpus, index: &Index) -> Self {
        Self::told(corpus, index, &|_, _| {})
    }

    /// Prepares a corpus for finding, and tells from time to time how many of how
    /// many statements are read.
    #[must_use]
    pub fn told(corpus: &Corpus, index: &Index, progress: &dyn Fn(usize, usize)) -> Self {
        let words = |task, done, all| {
            if task == Task::Words {
                progress(done, all);
            }
        };
        Self { records: Records::new(&Making::default(), corpus, index, true, &words) }
    }

    /// As [`told`](Self::told), with what is long in a folder and not in memory.
    ///
    /// # Errors
    /// Something cannot be written there.
    pub fn spilled(
        corpus: &Corpus,
        index: &Index,
        scratch: &Scratch,
        told: Told<'_>,
    ) -> io::Result<Self> {
        let making = Making::spilled(scratch, HELD);
        let records = Records::new(&making, corpus, index, true, told);
        making.end()?;
        Ok(Self { records })
    }

    /// Prepares all of a corpus but the words of its statements: topics and experts are found,
    /// and statements by what they point to.
    #[must_use]
    pub fn bare(corpus: &Corpus, index: &Index) -> Self {
        Self { records: Records::new(&Making::default(), corpus, index, false, UNTOLD) }
    }

    /// Writes all that finding takes, but what the records of the corpus say themselves.
    ///
    /// # Errors
    /// Writing fails.
    pub fn save(&self, sheets: &mut Sheets<'_>) -> io::Result<()> {
        self.records.save(sheets)
    }

    /// Opens what was written; of the corpus only reports, topics and experts are looked at.
    ///
    /// # Errors
    /// Something is missing.
    pub fn open(sections: &Sections, corpus: &Corpus) -> io::Result<Self> {
        Ok(Self { records: Records::open(sections, corpus)? })
    }

    /// Topics by their own names, aliases and translations.
    #[must_use]
    pub fn topics(&self, query: &Query) -> Found<TopicId> {
        Session::default().topics(self, query, Bounds::default())
    }

    /// Experts by their own names, aliases, roles and organisations.
    #[must_use]
    pub fn experts(&self, query: &Query) -> Found<ExpertId> {
        Session::default().experts(self, query, Bounds::default())
    }

    /// Statements by the words of their texts, quotes, experts and topics.
    #[must_use]
    pub fn statements(&self, query: &Query) -> Found<StatementId> {
        Session::default().statements(self, query, Bounds::default())
    }

    /// Records of all four kinds that hold the query.
    #[must_use]
    pub fn everywhere(&self, query: &Query) -> Found<Record> {
        Session::default().everywhere(self, query, Bounds::default())
    }

    /// The bytes that finding takes in memory beside the corpus.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.records.bytes()
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

    /// Subjects that a measure holds of: the least first, then more pages, then
    /// corpus order.
    fn sorted<K: Ord + Copy>(&self, measure: impl Fn(&Labels) -> Option<K>) -> Vec<(Subject, K)> {
        let mut met: Vec<_> = self
            .records
            .labels
            .each()
            .filter_map(|(at, labels)| {
                Some((labels.subject, self.records.cited.get(at)?, measure(labels)?))
            })
            .collect();
        order::sort_by_key(&mut met, |&(_, pages, key)| (key, Reverse(pages)));
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
    Found {
        sure: narrow(found.sure),
        close: narrow(found.close),
        total: found.total,
        close_total: found.close_total,
    }
}
