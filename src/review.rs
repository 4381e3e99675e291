//! Reading drafts over: what a program proposes becomes what a person has read.
//!
//! A [`Review`] holds a corpus file and goes from draft to draft; each step changes the file
//! and can be taken back. Writing it is the caller's. Imports [`crate::corpus`],
//! [`crate::lang`] and [`crate::query`]; knows no screen and no file.
//!
//! Odd thing worth knowing: what was reviewed is told from what was not by the `draft` of a
//! statement or a page list and its `rule`, so that a review can be left at any time and taken up
//! again.

mod change;
pub mod document;
mod merge;
mod names;
mod origin;
mod pages;
mod proof;
mod shown;
mod split;
mod unasked;

use std::collections::BTreeSet;

pub use document::{Document, List, Record, Unfit};
pub use names::{Pair, Why};
pub use origin::{Origin, Sentence};
pub use proof::proof;
pub use unasked::{Passage, Unasked};

use pages::Labels;

use crate::corpus::file::{
    CitationRecord, ExpertRecord, PagesRecord, StatementRecord, TopicRecord,
};

/// From which confidence on a rule is one that was right wherever it was held against an article.
pub const HIGH: f64 = 0.9;

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Did {
    /// A draft was accepted as it stands.
    Accepted,
    /// All drafts of high confidence were accepted: how many.
    AcceptedHigh(usize),
    /// A statement is the author's own.
    Author,
    /// A draft was taken out.
    Rejected,
    /// Its words were changed.
    Edited {
        /// Whether translations of the words before were left out.
        texts: bool,
    },
    /// Who says it was changed.
    Speaker,
    /// Its pages were changed; the report has that many pages now, if more than before.
    Pages(Option<u32>),
    /// Its topics were changed.
    Topics,
    /// It is two now.
    Split {
        /// Whether translations of the whole were left out.
        texts: bool,
    },
    /// It is one with the next.
    Merged,
    /// Two names are one now.
    SameName,
    /// Nothing: what was typed is what it was.
    Same,
}

/// Why a step cannot be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no draft to look at.
    Nothing,
    /// A page list has no words and nobody who says them.
    OfList,
    /// A page list is of one topic, no more and no less.
    OneTopic,
    /// It would leave no words.
    NoWords,
    /// There is no next statement of the same source to be one with.
    NoNext,
    /// The next statement has another voice: the author's, the report's or that of experts.
    OtherVoice,
    /// What it quotes is not in its words: it is of neither half.
    QuoteElsewhere,
    /// The pages of the next statement are those of another report.
    OtherReport,
    /// That is no list of pages.
    NoPages(String),
    /// That page lies behind the last one of a report whose pages are known.
    Beyond(u32, u32),
    /// That page lies behind the last one of a report whose pages were counted by what cites
    /// them: it is asked whether there are more.
    Grows(u32, u32),
    /// There is nothing to take back.
    NoUndo,
}

/// How far a review has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Drafts that were read over, in this and earlier sessions.
    pub done: usize,
    /// Drafts that are left.
    pub left: usize,
    /// Of those, how many have high confidence.
    pub high: usize,
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq)]
pub enum Looked {
    /// Two names that may be one.
    Names(Pair),
    /// A drafted statement.
    Statement(Box<StatementRecord>),
    /// A drafted page list.
    List(Box<CitationRecord>),
    /// Every draft was read.
    End,
}

/// An expert or a topic: its id, its name and its other forms.
pub type Known = (String, String, Vec<String>);

/// A draft: the list that it stands in and its place there.
type Draft = (List, usize);

/// A step that can be taken back.
#[derive(Clone, Debug)]
struct Step {
    document: Document,
    at: Option<Draft>,
    apart: BTreeSet<(String, String)>,
    rejected: usize,
}

/// A review of one file.
#[derive(Clone, Debug)]
pub struct Review {
    document: Document,
    /// The draft that is looked at.
    at: Option<Draft>,
    /// Names that are not the same, as was said in this session.
    apart: BTreeSet<(String, String)>,
    /// How many drafts were taken out in this session.
    rejected: usize,
    past: Vec<Step>,
    /// Whether the file has changed since this was last asked.
    touched: bool,
    /// Names that may be one.
    pairs: Vec<Pair>,
    origin: Origin,
}

impl Review {
    /// Begins with the first draft of a file. `origin` holds the texts of its sources.
    #[must_use]
    pub fn new(document: Document, origin: Origin) -> Self {
        let mut review = Self {
            document,
            at: None,
            apart: BTreeSet::new(),
            rejected: 0,
            past: Vec::new(),
            touched: false,
            pairs: Vec::new(),
            origin,
        };
        review.pair_names();
        review.at = review.drafts().first().copied();
        review
    }

    /// The file as it stands.
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// The texts of its sources.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The drafts that are left: statements, then page lists by where they were read.
    fn drafts(&self) -> Vec<Draft> {
        let of = |list| {
            let records = self.document.list(list).iter().enumerate();
            records.filter(|(_, record)| is_draft(record)).map(move |(at, _)| (list, at))
        };
        let mut lists: Vec<Draft> = of(List::Citations).collect();
        lists.sort_by_cached_key(|&(list, at)| {
            let citation: CitationRecord = self.document.list(list)[at].read();
            let position = citation.position.unwrap_or_default();
            (position.source, position.start)
        });
        of(List::Statements).chain(lists).collect()
    }

    /// Whether any draft is left.
    #[must_use]
    pub fn has_drafts(&self) -> bool {
        !self.drafts().is_empty()
    }

    /// Whether the file has changed since this was last asked.
    pub fn take_touched(&mut self) -> bool {
        std::mem::take(&mut self.touched)
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let mut progress = Progress { done: self.rejected, ..Progress::default() };
        for record in DRAFTED.iter().flat_map(|&list| self.document.list(list)) {
            if is_draft(record) {
                progress.left += 1;
                progress.high += usize::from(is_high(record));
            } else if record.get::<String>("rule").is_some() {
                progress.done += 1;
            }
        }
        progress
    }

    /// What is looked at: names that may be one come before drafts.
    #[must_use]
    pub fn looked(&self) -> Looked {
        if let Some(pair) = self.pair() {
            return Looked::Names(pair);
        }
        match self.at {
            Some((List::Citations, at)) => {
                Looked::List(Box::new(self.document.list(List::Citations)[at].read()))
            }
            Some((list, at)) => Looked::Statement(Box::new(self.document.list(list)[at].read())),
            None => Looked::End,
        }
    }

    /// Whether a page list is looked at.
    #[must_use]
    pub fn is_at_list(&self) -> bool {
        matches!(self.looked(), Looked::List(_))
    }

    /// The place of what is looked at among the drafts, counted from 1.
    #[must_use]
    pub fn place(&self) -> usize {
        let at = self.drafts().iter().position(|draft| Some(*draft) == self.at);
        at.map_or(0, |at| at + 1)
    }

    /// Goes to the next draft, or to the one before, round the end.
    pub fn skip(&mut self, forward: bool) {
        if let Some(pair) = self.pair() {
            // Names that are left for now are asked about in another session.
            self.apart.insert((pair.keep, pair.drop));
            return;
        }
        let drafts = self.drafts();
        let at = drafts.iter().position(|draft| Some(*draft) == self.at);
        let count = drafts.len();
        let next = match at {
            Some(at) if forward => (at + 1) % count.max(1),
            Some(at) => (at + count.saturating_sub(1)) % count.max(1),
            None => 0,
        };
        self.at = drafts.get(next).copied();
    }

    /// The name of an expert or a topic.
    #[must_use]
    pub fn name(&self, list: List, id: &str) -> String {
        let record = self.document.find(list, id);
        record.and_then(|record| record.get("name")).unwrap_or_else(|| id.to_owned())
    }

    /// The title of a source, or its id.
    #[must_use]
    pub fn title(&self, source: &str) -> String {
        let record = self.document.find(List::Sources, source);
        record.and_then(|record| record.get("title")).unwrap_or_else(|| source.to_owned())
    }

    /// How many statements name an expert or a topic.
    #[must_use]
    pub fn uses(&self, id: &str) -> usize {
        let named = |record: &&Record| {
            let statement: StatementRecord = record.read();
            [statement.experts, statement.via, statement.topics]
                .concat()
                .iter()
                .any(|held| held == id)
        };
        self.document.list(List::Statements).iter().filter(named).count()
    }

    /// The names of experts or topics, apart by commas.
    #[must_use]
    pub fn names(&self, list: List, ids: &[String]) -> String {
        ids.iter().map(|id| self.name(list, id)).collect::<Vec<_>>().join(", ")
    }

    /// The pages of a draft as they can be typed: by label where the report has labels.
    #[must_use]
    pub fn pages_of(&self, report: Option<&str>, pages: Option<&PagesRecord>) -> String {
        pages.map_or_else(String::new, |pages| self.labels_of(report).shown(pages))
    }

    /// What a page list is of.
    #[must_use]
    pub fn name_of(&self, citation: &CitationRecord) -> String {
        let (list, id) = match (&citation.topic, &citation.expert) {
            (None, Some(id)) => (List::Experts, id.as_str()),
            (topic, _) => (List::Topics, topic.as_deref().unwrap_or_default()),
        };
        self.name(list, id)
    }

    /// The labels of a report, or of the first one.
    fn labels_of(&self, report: Option<&str>) -> Labels {
        let report = match report {
            Some(id) => self.document.find(List::Reports, id),
            None => self.document.list(List::Reports).first(),
        };
        Labels::new(report.and_then(|report| report.get("labels")).unwrap_or_default())
    }

    /// Takes back the last step.
    ///
    /// # Errors
    /// There is none.
    pub fn undo(&mut self) -> Result<(), Refused> {
        let step = self.past.pop().ok_or(Refused::NoUndo)?;
        self.touched = true;
        self.document = step.document;
        self.at = step.at;
        self.apart = step.apart;
        self.rejected = step.rejected;
        self.pair_names();
        Ok(())
    }

    /// Puts the present state on record before it changes.
    fn record(&mut self) {
        self.keep(self.step());
    }

    /// The present state.
    fn step(&self) -> Step {
        Step {
            document: self.document.clone(),
            at: self.at,
            apart: self.apart.clone(),
            rejected: self.rejected,
        }
    }

    /// Puts on record what was before a change.
    fn keep(&mut self, step: Step) {
        self.touched = true;
        self.past.push(step);
    }

    /// The names of every expert, or of every topic.
    #[must_use]
    pub fn known(&self, list: List) -> Vec<Known> {
        let records = self.document.list(list).iter();
        records
            .map(|record| {
                let (id, name, aliases) = if list == List::Topics {
                    let topic: TopicRecord = record.read();
                    (topic.id, topic.name, topic.aliases)
                } else {
                    let expert: ExpertRecord = record.read();
                    (expert.id, expert.name, expert.aliases)
                };
                let aliases = aliases.into_iter().filter_map(|alias| alias.form).collect();
                (id.unwrap_or_default(), name.unwrap_or_default(), aliases)
            })
            .collect()
    }
}

/// The lists that hold drafts.
const DRAFTED: [List; 2] = [List::Statements, List::Citations];

/// Whether nobody has read a record over.
fn is_draft(record: &Record) -> bool {
    record.get("draft").unwrap_or(false)
}

/// Whether a draft stands on a rule of high confidence.
fn is_high(record: &Record) -> bool {
    record.get::<f64>("confidence").is_some_and(|confidence| confidence >= HIGH)
}

#[cfg(test)]
mod tests;
