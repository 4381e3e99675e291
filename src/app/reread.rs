//! Other data behind the same reader: what was chosen is found again by its id in the file.
//!
//! Odd thing worth knowing: a record is its place in the corpus, and places move when a record
//! before them goes. What is gone is given up, with the places of the history.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use super::env::{Data, Env};
use super::history::Place;
use super::model::{Layer, Model, Pin, Reference, Shown};
use super::rows::derive;
use super::start::upper;
use crate::corpus::{Corpus, ExpertId, Input, PageRef, StatementId, Subject, TopicId, load_inputs};
use crate::order;
use crate::query::Record;

/// Data that was read again and cannot be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unfit {
    /// The code of the first problem, where problems have codes.
    pub code: Option<String>,
    /// What is wrong, each with its place, in the language of the reader.
    pub problems: Vec<String>,
    /// How long ago, in minutes, what is shown instead was read.
    pub age: Option<u64>,
}

/// The data that a file holds, for a reader of other data.
#[must_use]
pub fn data_of(name: &str, bytes: Vec<u8>) -> Data {
    let input = Input { name: name.to_owned(), bytes: bytes.into() };
    Data::new(load_inputs(&[input]).corpus)
}

/// From the places of one corpus to those of another, by id.
struct Moved<'a> {
    old: &'a Corpus,
    topics: BTreeMap<&'a str, TopicId>,
    experts: BTreeMap<&'a str, ExpertId>,
    /// Of all statements, once one is not where it was.
    statements: OnceCell<HashMap<&'a str, StatementId>>,
    new: &'a Corpus,
}

impl<'a> Moved<'a> {
    fn new(old: &'a Corpus, new: &'a Corpus) -> Self {
        Self {
            old,
            topics: new.topic_ids().map(|id| (new.topic(id).slug.as_str(), id)).collect(),
            experts: new.expert_ids().map(|id| (new.expert(id).slug.as_str(), id)).collect(),
            statements: OnceCell::new(),
            new,
        }
    }

    fn topic(&self, id: TopicId) -> Option<TopicId> {
        self.topics.get(self.old.topic(id).slug.as_str()).copied()
    }

    fn expert(&self, id: ExpertId) -> Option<ExpertId> {
        self.experts.get(self.old.expert(id).slug.as_str()).copied()
    }

    fn statement(&self, id: StatementId) -> Option<StatementId> {
        let slug = self.old.statement(id).slug.as_str();
        if self.new.statements.are_lent() {
            return self.new.statements.named(slug);
        }
        let known = id.place() < self.new.statements.len();
        if known && self.new.statement(id).slug == slug {
            return Some(id);
        }
        let by_id = || {
            let ids = self.new.statement_ids();
            ids.map(|id| (self.new.statement(id).slug.as_str(), id)).collect()
        };
        self.statements.get_or_init(by_id).get(slug).copied()
    }

    fn page(&self, place: PageRef) -> Option<PageRef> {
        let slug = &self.old.report(place.report).slug;
        let report = self.new.report_ids().find(|&id| self.new.report(id).slug == *slug)?;
        let known = place.page <= self.new.report(report).pages;
        known.then_some(PageRef { report, page: place.page })
    }

    fn subject(&self, subject: Subject) -> Option<Subject> {
        match subject {
            Subject::Topic(id) => self.topic(id).map(Subject::Topic),
            Subject::Expert(id) => self.expert(id).map(Subject::Expert),
        }
    }

    fn shown(&self, shown: Shown) -> Shown {
        match shown {
            Shown::Page(place) => self.page(place).map_or(Shown::Subject, Shown::Page),
            Shown::Statement(id) => self.statement(id).map_or(Shown::Subject, Shown::Statement),
            Shown::Subject => Shown::Subject,
        }
    }

    fn reference(&self, reference: Reference) -> Option<Reference> {
        let by = match reference.by {
            Some(id) => Some(self.statement(id)?),
            None => None,
        };
        Some(Reference { subject: self.subject(reference.subject)?, by })
    }

    fn pins(&self, pins: &[Pin]) -> Vec<Pin> {
        let pin = |&pin: &Pin| match pin {
            Pin::Subject(subject) => self.subject(subject).map(Pin::Subject),
            Pin::Page(place) => self.page(place).map(Pin::Page),
        };
        pins.iter().filter_map(pin).collect()
    }

    /// A place of the history; none where what was followed there is gone.
    fn place(&self, place: &Place) -> Option<Place> {
        let subject = match place.subject {
            Some(subject) => Some(self.subject(subject)?),
            None => None,
        };
        Some(Place {
            subject,
            topic: place.topic.and_then(|id| self.topic(id)),
            expert: place.expert.and_then(|id| self.expert(id)),
            statement: place.statement.and_then(|id| self.statement(id)),
            shown: self.shown(place.shown),
            reference: place.reference.and_then(|reference| self.reference(reference)),
            pins: self.pins(&place.pins),
            ..place.clone()
        })
    }

    fn record(&self, record: Record) -> Option<Record> {
        match record {
            Record::Topic(id) => self.topic(id).map(Record::Topic),
            Record::Expert(id) => self.expert(id).map(Record::Expert),
            Record::Statement(id) => self.statement(id).map(Record::Statement),
            Record::Page(place) => self.page(place).map(Record::Page),
        }
    }
}

/// Lets a reader go on in another language.
pub fn other_words(model: &mut Model, env: &Env) {
    forget_rows(model);
    derive(model, env);
}

/// Has every row made anew, whatever it was made from.
fn forget_rows(model: &mut Model) {
    model.topics.made = None;
    model.experts.made = None;
    model.statements.made = None;
}

/// Lets a reader go on in other data.
pub fn reread(model: &mut Model, old: &Env, new: &Env) {
    let moved = Moved::new(&old.data.corpus, &new.data.corpus);
    model.subject = model.subject.and_then(|subject| moved.subject(subject));
    model.topics.chosen = model.topics.chosen.and_then(|id| moved.topic(id));
    model.experts.chosen = model.experts.chosen.and_then(|id| moved.expert(id));
    model.statements.chosen = model.statements.chosen.and_then(|id| moved.statement(id));
    model.page.shown = moved.shown(model.page.shown);
    model.page.reference = model.page.reference.and_then(|reference| moved.reference(reference));
    // What was asked of the data before is not answered.
    model.awaiting = None;
    model.indexing = None;
    // It is of the data before.
    model.page.card = None;
    model.page.shining = super::text::Shining::default();
    model.page.search.forget();
    // The first statements want more room than none.
    if model.upper == upper(old) {
        model.upper = upper(new);
    }
    model.marks = order::set(model.marks.iter().filter_map(|&record| moved.record(record)));
    let notes = std::mem::take(&mut model.notes).into_iter();
    model.notes = notes.filter_map(|(record, note)| Some((moved.record(record)?, note))).collect();
    model.pins = moved.pins(&model.pins);
    model.undo.clear();
    model.redo.clear();
    model.copied = None;
    model.stale = false;
    model.rereading = false;
    // What else is open is about the data as it was.
    model.layers.retain(|layer| matches!(layer, Layer::Info { .. } | Layer::Filter { .. }));
    model.history.carry(|place| moved.place(place));
    if model.subject.is_none() {
        // What was followed is gone: the richest trend again, as at the start.
        let first = new.data.topic_order().first().map(|&id| Subject::Topic(id));
        let expert = || new.data.expert_order().first().map(|&id| Subject::Expert(id));
        model.subject = first.or_else(expert);
    }
    forget_rows(model);
    derive(model, new);
    model.history.amend(model.place());
}
