//! All records of a corpus: four shelves, and the names that lead to them.
//!
//! Imports [`crate::corpus`], [`crate::index`] and its neighbours in this room.
//!
//! Odd thing worth knowing: a page has no words of its own. It holds those of every
//! topic, expert and statement that points to it, and what must be met as a text is
//! met there.

use std::cmp::Reverse;
use std::io;
use std::sync::Arc;

use crate::corpus::{Corpus, ExpertId, PageRef, ReportId, StatementId, Subject, TopicId};
use crate::disk::{Sections, Sheets};
use crate::index::Index;

use super::Record;
use super::abreast::both;
use super::facets::Sides;
use super::fold::fold;
use super::labels::{Kind, Label, Labels};
use super::postings::{Lexicon, Memory, Postings};
use super::reach::number;
use super::shelf::{Falling, Numbers, Shelf};
use super::texts::{Builder, Clip, Drafted, Texts, pages_of_words};

/// The shelf of topics.
pub(super) const TOPICS: usize = 0;
/// The shelf of experts.
pub(super) const EXPERTS: usize = 1;
/// The shelf of statements.
pub(super) const STATEMENTS: usize = 2;
/// The shelf of pages.
pub(super) const PAGES: usize = 3;
/// What the shelves are called in a file.
const NAMES: [&str; 4] = ["topics", "experts", "statements", "pages"];

/// All records of a corpus, over some store of words.
#[derive(Debug)]
pub(super) struct Records<P = Memory> {
    /// Topics, experts, statements, pages.
    pub(super) shelves: [Shelf<P>; 4],
    /// Labels of the topics, then of the experts.
    pub(super) labels: Vec<Labels>,
    /// The number of pages of each of these subjects.
    pub(super) cited: Vec<usize>,
    /// The number of topics.
    pub(super) topics: usize,
    /// What each topic means.
    pub(super) definitions: Vec<Vec<Label>>,
    /// Title and id of each report.
    pub(super) reports: Vec<Vec<Label>>,
    /// The cited pages, ascending.
    pub(super) places: Vec<PageRef>,
    /// The number that each is known by: as printed where that is a number.
    pub(super) numbers: Vec<Option<u32>>,
    /// The folded label of each.
    pub(super) page_labels: Vec<String>,
}

impl Records {
    /// Reads a corpus, the words of its statements too or not; `told` hears how many records of
    /// how many are read.
    pub(super) fn new(
        corpus: &Corpus,
        index: &Index,
        words: bool,
        told: &dyn Fn(usize, usize),
    ) -> Self {
        let labels = Labels::of_all(corpus);
        let places: Vec<PageRef> = index.places().to_vec();
        let sides = Sides { corpus, index, pages: &places };
        let (statements, pages) = statements_and_pages(&sides, &labels, words.then_some(told));
        let shelves = [
            subjects(corpus, index, &sides, &labels, true),
            subjects(corpus, index, &sides, &labels, false),
            statements,
            pages,
        ];
        let cited = labels.iter().map(|labels| index.pages_of(labels.subject).len()).collect();
        Self::of(corpus, shelves, places, labels, cited)
    }

    fn of(
        corpus: &Corpus,
        shelves: [Shelf; 4],
        places: Vec<PageRef>,
        labels: Vec<Labels>,
        cited: Vec<usize>,
    ) -> Self {
        let page_label = |at: &PageRef| corpus.report(at.report).label(at.page);
        Self {
            shelves,
            topics: corpus.topics.len(),
            definitions: corpus.topic_ids().map(|id| definition(corpus, id)).collect(),
            reports: corpus
                .reports
                .iter()
                .map(|report| vec![note(&report.title), note(&report.slug)])
                .collect(),
            numbers: places.iter().map(|at| known_by(corpus, *at)).collect(),
            page_labels: places.iter().map(|at| fold(&page_label(at))).collect(),
            cited,
            labels,
            places,
        }
    }

    /// Writes what is not read off the names again.
    pub(super) fn save(&self, sheets: &mut Sheets<'_>) -> io::Result<()> {
        for (shelf, name) in self.shelves.iter().zip(NAMES) {
            // Pages know the words of the statements.
            if name != NAMES[PAGES] {
                shelf.own.lexicon().save(sheets, name)?;
            }
            shelf.save(sheets, name)?;
        }
        let cited: Vec<u32> = self.cited.iter().map(|&pages| number(pages)).collect();
        sheets.put("cited", &cited)?;
        let places: Vec<[u32; 2]> = self.places.iter().map(|at| [at.report.0, at.page]).collect();
        sheets.put("places", &places)
    }

    /// Opens what was written of a corpus whose topics, experts and reports these are.
    pub(super) fn open(sections: &Sections, corpus: &Corpus) -> io::Result<Self> {
        let mut lexicon = Arc::new(Lexicon::default());
        let mut shelf = |at: usize| {
            if at != PAGES {
                lexicon = Arc::new(Lexicon::open(sections, NAMES[at])?);
            }
            Shelf::open(&lexicon, sections, NAMES[at])
        };
        let shelves = [shelf(TOPICS)?, shelf(EXPERTS)?, shelf(STATEMENTS)?, shelf(PAGES)?];
        let places = sections.column::<[u32; 2]>("places")?;
        let place = |&[report, page]: &[u32; 2]| PageRef { report: ReportId(report), page };
        let cited = sections.column::<u32>("cited")?;
        let cited = cited.iter().map(|&pages| pages as usize).collect();
        Ok(Self::of(
            corpus,
            shelves,
            places.iter().map(place).collect(),
            Labels::of_all(corpus),
            cited,
        ))
    }

    /// The bytes that the search takes in memory.
    pub(super) fn bytes(&self) -> usize {
        let stores = |shelf: &Shelf| shelf.own.bytes() + shelf.related.bytes() + shelf.bytes();
        // Pages know the words of the statements.
        let words = self.shelves[..PAGES].iter().map(|shelf| shelf.own.lexicon().bytes());
        words.sum::<usize>() + self.shelves.iter().map(stores).sum::<usize>()
    }
}

impl<P: Postings> Records<P> {
    /// The record of a number on a shelf.
    pub(super) fn record(&self, shelf: usize, record: u32) -> Record {
        let id = self.shelves[shelf].ids.of(record);
        match shelf {
            TOPICS => Record::Topic(TopicId(id)),
            EXPERTS => Record::Expert(ExpertId(id)),
            STATEMENTS => Record::Statement(StatementId(id)),
            _ => Record::Page(self.places[id as usize]),
        }
    }

    /// The labels of a record that is a subject.
    pub(super) fn labels_of(&self, shelf: usize, record: u32) -> Option<&Labels> {
        let id = self.shelves[shelf].ids.of(record) as usize;
        match shelf {
            TOPICS => self.labels.get(id),
            EXPERTS => self.labels.get(self.topics + id),
            _ => None,
        }
    }
}

fn note(text: &str) -> Label {
    Label::new(text, Kind::Note)
}

fn definition(corpus: &Corpus, id: TopicId) -> Vec<Label> {
    let definition = corpus.topic(id).definition.iter();
    definition
        .flat_map(|definition| {
            std::iter::once(definition.text.as_str()).chain(definition.texts.all())
        })
        .map(note)
        .collect()
}

/// The number of a page: the printed one, or the physical one where no label is printed.
fn known_by(corpus: &Corpus, at: PageRef) -> Option<u32> {
    let report = corpus.report(at.report);
    if report.labels.is_empty() { Some(at.page) } else { report.label(at.page).parse().ok() }
}

/// Numbers of records, more pages first; then as they come.
fn ordered(pages: &[u16]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..number(pages.len())).collect();
    order.sort_by_key(|&place| Reverse(pages[place as usize]));
    order
}

fn count(pages: usize) -> u16 {
    u16::try_from(pages).unwrap_or(u16::MAX)
}

/// The shelf of topics, or that of experts.
fn subjects(
    corpus: &Corpus,
    index: &Index,
    sides: &Sides<'_>,
    labels: &[Labels],
    topics: bool,
) -> Shelf {
    let split = corpus.topics.len();
    let all: Vec<Subject> = if topics {
        corpus.topic_ids().map(Subject::Topic).collect()
    } else {
        corpus.expert_ids().map(Subject::Expert).collect()
    };
    let of = |subject: Subject| match subject {
        Subject::Topic(id) => &labels[id.place()],
        Subject::Expert(id) => &labels[split + id.place()],
    };
    let pages: Vec<u16> = all.iter().map(|&subject| count(index.pages_of(subject).len())).collect();
    let ids = ordered(&pages);
    let listed: Vec<Subject> = ids.iter().map(|&id| all[id as usize]).collect();
    let mut builder = Builder::default();
    for &subject in &listed {
        for label in &of(subject).list {
            builder.text(&label.text, true);
        }
        let others: Vec<Subject> = match subject {
            Subject::Topic(id) => {
                for label in definition(corpus, id) {
                    builder.text(&label.text, false);
                }
                index.experts_of(id, corpus).into_iter().map(Subject::Expert).collect()
            }
            Subject::Expert(id) => {
                index.topics_of(id, corpus).into_iter().map(Subject::Topic).collect()
            }
        };
        for other in others {
            for label in of(other).names() {
                builder.text(&label.text, false);
            }
        }
        builder.end_record();
    }
    let (own, related, texts) = builder.finish();
    Shelf {
        own,
        related,
        texts,
        pages: Falling::new(ids.iter().map(|&id| pages[id as usize])),
        order: Numbers::new(ids.clone()),
        ids: Numbers::new(ids),
        facets: sides.of_subjects(&listed),
    }
}

/// From so many statements on they are read on two threads.
const LONG: usize = 20_000;

/// The shelves of statements and of pages; without the words of statements where nobody is told.
fn statements_and_pages(
    sides: &Sides<'_>,
    labels: &[Labels],
    told: Option<&dyn Fn(usize, usize)>,
) -> (Shelf, Shelf) {
    let Sides { corpus, index, .. } = *sides;
    let all = index.statements();
    let pages: Vec<u16> =
        all.iter().map(|&id| count(corpus.statement(id).places().len())).collect();
    let order = ordered(&pages);
    let listed: Vec<StatementId> = order.iter().map(|&place| all[place as usize]).collect();
    let long = told.is_some() && listed.len() >= LONG;
    // Runs are parted where the start of a record is noted.
    let half = if long { listed.len() / 2 / 64 * 64 } else { listed.len() };
    let tell = |done: usize| {
        if let Some(told) = told {
            told(done * listed.len() / half.max(1), listed.len());
        }
    };
    let words = told.is_some();
    let (second, first) = both(
        long,
        || long.then(|| read(corpus, labels, &listed[half..], words, &|_| {})),
        || read(corpus, labels, &listed[..half], words, &tell),
    );
    let drafted = Drafted::new(first, second);
    let ((facets, of_pages), (own, related)) = both(
        long,
        || (sides.of_statements(&listed), pages_shelf(sides, labels, &listed, &drafted)),
        || drafted.memories(),
    );
    let statements = Shelf {
        own,
        related,
        texts: drafted.texts,
        pages: Falling::new(order.iter().map(|&place| pages[place as usize])),
        ids: Numbers::new(listed.iter().map(|id| id.0).collect()),
        order: Numbers::new(order),
        facets,
    };
    (statements, of_pages)
}

/// Reads statements, their words or only that there are so many; `told` hears how many are read.
fn read(
    corpus: &Corpus,
    labels: &[Labels],
    listed: &[StatementId],
    words: bool,
    told: &dyn Fn(usize),
) -> Builder {
    let mut builder = Builder::default();
    let clips: Vec<Clip> = labels
        .iter()
        .map(|labels| builder.clip(labels.names().map(|label| label.text.as_str())))
        .collect();
    for (done, &id) in listed.iter().enumerate() {
        if !words {
            builder.end_record();
            continue;
        }
        if done % 4096 == 0 {
            told(done);
        }
        let statement = corpus.statement(id);
        builder.text(&statement.text, true);
        for text in statement.texts.all().chain(statement.quote.as_deref()) {
            builder.text(text, true);
        }
        for expert in statement.experts.iter().chain(&statement.via) {
            builder.add(clips[corpus.topics.len() + expert.place()], false);
        }
        for topic in &statement.topics {
            builder.add(clips[topic.place()], false);
        }
        builder.end_record();
    }
    builder
}

/// The shelf of pages: each holds the words of all that points to it.
fn pages_shelf(
    sides: &Sides<'_>,
    labels: &[Labels],
    listed: &[StatementId],
    statements: &Drafted,
) -> Shelf {
    let Sides { corpus, index, .. } = *sides;
    let vocabulary = statements.vocabulary();
    // The words of all names are known since the statements were read.
    let of_labels = labels.iter().map(|labels| {
        let words = labels.names().flat_map(Label::folded_words);
        let places = words.filter_map(|word| vocabulary.place(word.as_bytes()));
        places.map(number).collect::<Vec<u32>>()
    });
    let of_labels: Vec<Vec<u32>> = of_labels.collect();
    // The number of each statement on its shelf.
    let mut numbers = vec![0u32; corpus.statements.len()];
    for (record, &id) in (0..).zip(listed) {
        numbers[id.place()] = record;
    }
    // The last page that each word was met on.
    let mut last = vec![u32::MAX; vocabulary.len()];
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for (page, (_, facts)) in (0..).zip(index.cited_pages()) {
        let mut add = |word: u32| {
            if std::mem::replace(&mut last[word as usize], page) != page {
                pairs.push((word, page));
            }
        };
        for (id, _) in &facts.topics {
            of_labels[id.place()].iter().copied().for_each(&mut add);
        }
        for (id, _) in &facts.experts {
            of_labels[corpus.topics.len() + id.place()].iter().copied().for_each(&mut add);
        }
        for id in &facts.statements {
            statements.texts.words(numbers[id.place()] as usize, &mut add);
        }
    }
    let count = sides.pages.len();
    let (own, related) = pages_of_words(statements.lexicon(), count, &pairs);
    let ids: Vec<u32> = (0..number(count)).collect();
    Shelf {
        own,
        related,
        texts: Texts::default(),
        ids: Numbers::new(ids.clone()),
        order: Numbers::new(ids),
        pages: Falling::new(std::iter::repeat_n(1, count)),
        facets: sides.of_pages(),
    }
}
