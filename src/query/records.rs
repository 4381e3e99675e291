//! All records of a corpus as one row, and the words that each holds.
//!
//! The row: topics, experts, statements in corpus order, pages. Imports
//! [`crate::corpus`], [`crate::index`] and its neighbours in this room.

use std::ops::Range;

use crate::corpus::{Corpus, ExpertId, StatementId, Subject, TopicId};
use crate::index::Index;

use super::fold::fold;
use super::fuzzy::Scorer;
use super::labels::Labels;
use super::rank::{self, Answer, Holding, Reached};
use super::term::Term;
use super::words::{Best, Builder, Reading, Scope, Words, prefix_score};
use super::{Found, Hit, Record};

/// All records of a corpus.
#[derive(Debug)]
pub(super) struct Records {
    words: Words,
    row: Vec<Record>,
    /// Number of pages of each record.
    pages: Vec<u32>,
    /// Labels of the topics, then of the experts.
    labels: Vec<Labels>,
    topics: usize,
    /// Where the pages start.
    first_page: usize,
    /// The folded label of each page.
    page_labels: Vec<String>,
}

/// What the records hold, read once.
struct Readings {
    topics: Vec<Vec<Reading>>,
    experts: Vec<Vec<Reading>>,
    /// Roles and organisations, which are an expert's own affair.
    notes: Vec<Vec<Reading>>,
    statements: Vec<Vec<Reading>>,
}

impl Records {
    /// Reads a corpus.
    pub(super) fn new(corpus: &Corpus, index: &Index) -> Self {
        let labels = Labels::of_all(corpus);
        let mut builder = Builder::default();
        let readings = Readings::new(corpus, &labels, &mut builder);
        let mut records = Self {
            words: Words::default(),
            row: Vec::new(),
            pages: Vec::new(),
            topics: corpus.topics.len(),
            first_page: labels.len() + corpus.statements.len(),
            labels,
            page_labels: Vec::new(),
        };
        for id in corpus.topic_ids() {
            readings.add_topic(id, corpus, index, &mut builder);
            let pages = index.pages_of(Subject::Topic(id)).len();
            records.push(Record::Topic(id), pages);
            builder.end_record();
        }
        for id in corpus.expert_ids() {
            readings.add_expert(id, corpus, index, &mut builder);
            let pages = index.pages_of(Subject::Expert(id)).len();
            records.push(Record::Expert(id), pages);
            builder.end_record();
        }
        for &id in index.statements() {
            readings.add_statement(id, corpus, &mut builder);
            let pages = corpus.statement(id).places().len();
            records.push(Record::Statement(id), pages);
            builder.end_record();
        }
        for (at, facts) in index.cited_pages() {
            for &(id, _) in &facts.topics {
                add(&mut builder, &readings.topics[id.place()], false);
            }
            for &(id, _) in &facts.experts {
                add(&mut builder, &readings.experts[id.place()], false);
            }
            for &id in &facts.statements {
                add(&mut builder, &readings.statements[id.place()], false);
            }
            records.push(Record::Page(at), 1);
            let label = corpus.report(at.report).label(at.page);
            records.page_labels.push(fold(&label));
            builder.end_record();
        }
        records.words = builder.finish();
        records
    }

    fn push(&mut self, record: Record, pages: usize) {
        self.row.push(record);
        self.pages.push(u32::try_from(pages).unwrap_or(u32::MAX));
    }

    /// Places of the topics.
    pub(super) const fn topics(&self) -> Range<usize> {
        0..self.topics
    }

    /// Places of the experts.
    pub(super) const fn experts(&self) -> Range<usize> {
        self.topics..self.labels.len()
    }

    /// Places of the statements.
    pub(super) const fn statements(&self) -> Range<usize> {
        self.labels.len()..self.first_page
    }

    /// All places.
    pub(super) const fn all(&self) -> Range<usize> {
        0..self.row.len()
    }

    /// The labels of each subject, with its number of pages.
    pub(super) fn labels(&self) -> impl Iterator<Item = (&Labels, u32)> {
        self.labels.iter().zip(self.pages.iter().copied())
    }

    /// The records of a scope that hold all terms, best first; all of them in
    /// corpus order where there is no term.
    pub(super) fn find(&self, terms: &[Term], scope: &Scope) -> Found<Record> {
        if terms.is_empty() {
            return Found {
                sure: scope.records.clone().map(|place| self.hit(place)).collect(),
                close: Vec::new(),
            };
        }
        let scorer = Scorer::new();
        let more = |term: &Term, reached: &mut Reached| self.reach(term, scope, &scorer, reached);
        let Answer { terms: met, mut holdings } =
            rank::holding(&self.words, scope, terms, &scorer, &more);
        for holding in &mut holdings {
            self.complete(holding, terms, &met, scope, &scorer);
        }
        rank::sort(&mut holdings);
        let (close, sure): (Vec<_>, Vec<_>) =
            holdings.into_iter().partition(|holding| holding.close);
        let hits = |holdings: Vec<Holding>| {
            holdings
                .into_iter()
                .map(|holding| Hit {
                    score: holding.rank.score,
                    through: self
                        .labels
                        .get(holding.record)
                        .and_then(|labels| labels.through(&met, holding.close)),
                    ..self.hit(holding.record)
                })
                .collect()
        };
        Found { sure: hits(sure), close: hits(close) }
    }

    fn hit(&self, place: usize) -> Hit<Record> {
        Hit { id: self.row[place], score: 0, through: None }
    }

    /// What a term reaches other than by words: pages by number or label, and
    /// subjects by a shortened name.
    fn reach(&self, term: &Term, scope: &Scope, scorer: &Scorer, reached: &mut Reached) {
        let start = scope.records.start;
        for place in self.first_page.max(start)..scope.records.end {
            let Record::Page(at) = self.row[place] else {
                continue;
            };
            let label = &self.page_labels[place - self.first_page];
            if term.page == Some(at.page) || *label == term.text {
                reached.sure[place - start] = Best::new(prefix_score(term, scorer), true, true);
            }
        }
        for place in start..scope.records.end.min(self.labels.len()) {
            let at = place - start;
            if !reached.sure[at].is_none() || !reached.close[at].is_none() {
                continue;
            }
            if let Some(score) = self.labels[place].abbreviated(term, scorer) {
                reached.close[at] = Best::new(score, true, false);
            }
        }
    }

    /// The parts of a rank that go beyond words.
    fn complete(
        &self,
        holding: &mut Holding,
        typed: &[Term],
        met: &[Term],
        scope: &Scope,
        scorer: &Scorer,
    ) {
        let rank = &mut holding.rank;
        rank.pages = self.pages[holding.record];
        if !matches!(self.row[holding.record], Record::Statement(_)) {
            rank.own *= 2;
        }
        let Some(labels) = self.labels.get(holding.record) else {
            return;
        };
        rank.exact = labels.is_named(typed) || labels.is_named(met);
        if scope.own {
            let whole: Option<u32> = met.iter().map(|term| labels.score(term, scorer)).sum();
            rank.score = whole.map_or(rank.score, i64::from);
        }
    }
}

impl Readings {
    fn new(corpus: &Corpus, labels: &[Labels], builder: &mut Builder) -> Self {
        let mut subjects: Vec<Vec<Reading>> = Vec::with_capacity(labels.len());
        let mut notes = Vec::with_capacity(labels.len());
        for labels in labels {
            let names = labels.names().map(|label| builder.read(&label.text));
            subjects.push(names.collect());
            let texts = labels.notes().map(|label| builder.read(&label.text));
            notes.push(texts.collect());
        }
        let experts = subjects.split_off(corpus.topics.len());
        let notes = notes.split_off(corpus.topics.len());
        let mut statements = Vec::with_capacity(corpus.statements.len());
        for statement in &corpus.statements {
            let texts = std::iter::once(statement.text.as_str())
                .chain(statement.texts.all())
                .chain(statement.quote.as_deref());
            statements.push(texts.map(|text| builder.read(text)).collect());
        }
        Self { topics: subjects, experts, notes, statements }
    }

    fn add_topic(&self, id: TopicId, corpus: &Corpus, index: &Index, builder: &mut Builder) {
        add(builder, &self.topics[id.place()], true);
        if let Some(definition) = &corpus.topic(id).definition {
            for text in std::iter::once(definition.text.as_str()).chain(definition.texts.all()) {
                let reading = builder.read(text);
                builder.add(&reading, false);
            }
        }
        for expert in index.experts_of(id, corpus) {
            add(builder, &self.experts[expert.place()], false);
        }
    }

    fn add_expert(&self, id: ExpertId, corpus: &Corpus, index: &Index, builder: &mut Builder) {
        add(builder, &self.experts[id.place()], true);
        add(builder, &self.notes[id.place()], true);
        for topic in index.topics_of(id, corpus) {
            add(builder, &self.topics[topic.place()], false);
        }
    }

    fn add_statement(&self, id: StatementId, corpus: &Corpus, builder: &mut Builder) {
        let statement = corpus.statement(id);
        add(builder, &self.statements[id.place()], true);
        for &expert in statement.experts.iter().chain(&statement.via) {
            add(builder, &self.experts[expert.place()], false);
        }
        for &topic in &statement.topics {
            add(builder, &self.topics[topic.place()], false);
        }
    }
}

fn add(builder: &mut Builder, readings: &[Reading], own: bool) {
    for reading in readings {
        builder.add(reading, own);
    }
}
