//! Reading drafts over: what a program proposes becomes what a person has read.
//!
//! A [`Review`] holds a corpus file and goes from draft to draft; each step changes the file
//! and can be taken back. Writing it is the caller's. Imports [`crate::corpus`],
//! [`crate::lang`] and [`crate::query`]; knows no screen and no file.
//!
//! Odd thing worth knowing: what was reviewed is told from what was not by the `draft` of a
//! statement and its `rule`, so that a review can be left at any time and taken up again.

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

use crate::corpus::file::{ExpertRecord, StatementRecord, TopicRecord};

/// From which confidence on a rule is one that was right wherever it was held against an article.
pub const HIGH: f64 = 0.9;

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Did {
    /// A statement was accepted as it stands.
    Accepted,
    /// All statements of high confidence were accepted: how many.
    AcceptedHigh(usize),
    /// A statement is the author's own.
    Author,
    /// A statement was taken out.
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
    /// Drafted statements that were read over, in this and earlier sessions.
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
    /// Every drafted statement was read.
    End,
}

/// An expert or a topic: its id, its name and its other forms.
pub type Known = (String, String, Vec<String>);

/// A step that can be taken back.
#[derive(Clone, Debug)]
struct Step {
    document: Document,
    at: Option<String>,
    apart: BTreeSet<(String, String)>,
    rejected: usize,
}

/// A review of one file.
#[derive(Clone, Debug)]
pub struct Review {
    document: Document,
    /// The id of the statement that is looked at.
    at: Option<String>,
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
        let first = review.drafts().next().map(|(_, draft)| draft);
        review.at = first;
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

    /// The drafts that are left, with their place among the statements.
    fn drafts(&self) -> impl Iterator<Item = (usize, String)> + '_ {
        let statements = self.document.list(List::Statements).iter().enumerate();
        statements
            .filter(|(_, record)| record.get("draft").unwrap_or(false))
            .map(|(at, record)| (at, record.id()))
    }

    /// Whether any draft is left.
    #[must_use]
    pub fn has_drafts(&self) -> bool {
        self.drafts().next().is_some()
    }

    /// Whether the file has changed since this was last asked.
    pub fn take_touched(&mut self) -> bool {
        std::mem::take(&mut self.touched)
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let mut progress = Progress { done: self.rejected, ..Progress::default() };
        for record in self.document.list(List::Statements) {
            let record: StatementRecord = record.read();
            if record.draft {
                progress.left += 1;
                progress.high += usize::from(is_high(&record));
            } else if record.rule.is_some() {
                progress.done += 1;
            }
        }
        progress
    }

    /// What is looked at: names that may be one come before statements.
    #[must_use]
    pub fn looked(&self) -> Looked {
        if let Some(pair) = self.pair() {
            return Looked::Names(pair);
        }
        self.statement().map_or(Looked::End, |statement| Looked::Statement(Box::new(statement)))
    }

    /// The drafted statement that is looked at.
    fn statement(&self) -> Option<StatementRecord> {
        Some(self.document.find(List::Statements, self.at.as_deref()?)?.read())
    }

    /// The place of the statement that is looked at among the drafts, counted from 1.
    #[must_use]
    pub fn place(&self) -> usize {
        let at = self.drafts().position(|(_, id)| Some(&id) == self.at.as_ref());
        at.map_or(0, |at| at + 1)
    }

    /// Goes to the next draft, or to the one before, round the end.
    pub fn skip(&mut self, forward: bool) {
        if let Some(pair) = self.pair() {
            // Names that are left for now are asked about in another session.
            self.apart.insert((pair.keep, pair.drop));
            return;
        }
        let drafts: Vec<String> = self.drafts().map(|(_, id)| id).collect();
        let at = drafts.iter().position(|id| Some(id) == self.at.as_ref());
        let count = drafts.len();
        let next = match at {
            Some(at) if forward => (at + 1) % count.max(1),
            Some(at) => (at + count.saturating_sub(1)) % count.max(1),
            None => 0,
        };
        self.at = drafts.get(next).cloned();
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

    /// The pages of a statement as they can be typed: by label where the report has labels.
    #[must_use]
    pub fn pages_of(&self, statement: &StatementRecord) -> String {
        statement
            .pages
            .as_ref()
            .map_or_else(String::new, |pages| self.labels(statement).shown(pages))
    }

    /// The labels of the report whose pages a statement has.
    fn labels(&self, statement: &StatementRecord) -> Labels {
        self.labels_of(statement.report.as_deref())
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
            at: self.at.clone(),
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

/// Whether a draft stands on a rule of high confidence.
fn is_high(record: &StatementRecord) -> bool {
    record.confidence.is_some_and(|confidence| confidence >= HIGH)
}

#[cfg(test)]
mod tests;
