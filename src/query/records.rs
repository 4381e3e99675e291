//! All records of a corpus: four shelves, and the names that lead to them.
//!
//! Imports [`crate::corpus`], [`crate::index`] and its neighbours in this room.
//!
//! Odd thing worth knowing: a page has no words of its own. It holds those of every
//! topic, expert and statement that points to it, and what must be met as a text is
//! met there.

use std::cmp::Reverse;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use crate::corpus::task::{Task, Told, UNTOLD};
use crate::corpus::{
    Corpus, Counts, ExpertId, PageRef, Report, ReportId, StatementId, Subject, TopicId,
};
use crate::disk::{Column, Growing, Making, Sections, Sheets, between};
use crate::index::Index;

use super::Record;
use super::abreast::both;
use super::arranged::Arrangements;
use super::facets::{Pairs, Sides};
use super::fold::fold;
use super::labels::{Kind, Label, Labels};
use super::packs::Packs;
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
    pub(super) labels: Packs<Labels>,
    /// The number of pages of each of these subjects.
    pub(super) cited: Column<u32>,
    /// The number of topics.
    pub(super) topics: usize,
    /// What each topic means.
    pub(super) definitions: Packs<Vec<Label>>,
    /// Title and id of each report.
    pub(super) reports: Packs<Vec<Label>>,
    /// The cited pages.
    pub(super) places: Places,
    /// Other orders of the statements.
    pub(super) arrangements: Arrangements,
}

/// The cited pages, ascending.
#[derive(Debug)]
pub(super) struct Places {
    /// Report and physical page of each.
    at: Column<[u32; 2]>,
    /// The number that each is known by, as printed where that is a number, or [`UNKNOWN`].
    numbers: Column<u32>,
    /// The folded labels, and where each ends.
    labels: Column<u8>,
    ends: Column<u64>,
    /// The physical pages of each report.
    reports: Vec<u32>,
}

/// Stands for the number of a page that has none.
const UNKNOWN: u32 = u32::MAX;

impl Places {
    fn new(corpus: &Corpus, places: &[PageRef]) -> Self {
        let (mut labels, mut ends) = (Vec::new(), Vec::new());
        for at in places {
            labels.extend_from_slice(fold(&corpus.report(at.report).label(at.page)).as_bytes());
            ends.push(labels.len() as u64);
        }
        Self {
            at: places.iter().map(|at| [at.report.0, at.page]).collect(),
            numbers: places.iter().map(|&at| known_by(corpus, at).unwrap_or(UNKNOWN)).collect(),
            labels: labels.into(),
            ends: ends.into(),
            reports: pages_of_reports(corpus),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.at.len()
    }

    /// The page of a number; the first of all where that is damaged.
    fn of(&self, number: u32) -> PageRef {
        let known = self.at.get(number as usize).filter(|&&[report, page]| {
            self.reports.get(report as usize).is_some_and(|&pages| (1..=pages).contains(&page))
        });
        let &[report, page] = known.unwrap_or(&[0, 1]);
        PageRef { report: ReportId(report), page }
    }

    /// The number of a page.
    pub(super) fn find(&self, at: PageRef) -> Option<usize> {
        self.at.binary_search(&[at.report.0, at.page]).ok()
    }

    /// The pages that are known by such a number.
    pub(super) fn known_by(&self, such: impl Fn(u32) -> bool) -> impl Iterator<Item = usize> {
        let known = self.numbers.iter().enumerate();
        known.filter(move |&(_, &at)| at != UNKNOWN && such(at)).map(|(page, _)| page)
    }

    /// Each with its physical page and its folded label.
    pub(super) fn labelled(&self) -> impl Iterator<Item = (u32, u32, &[u8])> {
        (0..).zip(&*self.at).map(|(number, &[_, page])| {
            let label = self.labels.get(between(&self.ends, number as usize));
            (number, page, label.unwrap_or_default())
        })
    }

    fn save(&self, sheets: &mut Sheets<'_>) -> io::Result<()> {
        sheets.put("places", &self.at)?;
        sheets.put("places.numbers", &self.numbers)?;
        sheets.put("places.labels", &self.labels)?;
        sheets.put("places.ends", &self.ends)
    }

    fn open(sections: &Sections, corpus: &Corpus) -> io::Result<Self> {
        let places = Self {
            at: sections.column("places")?,
            numbers: sections.column("places.numbers")?,
            labels: sections.column("places.labels")?,
            ends: sections.column("places.ends")?,
            reports: pages_of_reports(corpus),
        };
        let fits = places.at.len() == places.numbers.len() && places.at.len() == places.ends.len();
        let fits = fits && (places.at.is_empty() || places.reports.first().is_some_and(|&n| n > 0));
        if fits { Ok(places) } else { Err(io::ErrorKind::InvalidData.into()) }
    }
}

fn pages_of_reports(corpus: &Corpus) -> Vec<u32> {
    corpus.reports.iter().map(|report| report.pages).collect()
}

impl Records {
    /// Reads a corpus, the words of its statements too or not, while somebody looks on. Where rows cannot be made, whoever made `making` is told.
    pub(super) fn new(
        making: &Making<'_>,
        corpus: &Corpus,
        index: &Index,
        words: bool,
        told: Told<'_>,
    ) -> Self {
        let labels = Labels::of_all(corpus);
        let places: Vec<PageRef> = index.places().to_vec();
        let sides = Sides { making, corpus, index, pages: &places };
        let (statements, pages, firsts) =
            statements_and_pages(&sides, &labels, words.then_some(told));
        let arrangements = if firsts.is_empty() {
            Arrangements::default()
        } else {
            Arrangements::of_firsts(corpus, &firsts, &statements.order)
        };
        let shelves =
            [subjects(&sides, &labels, true), subjects(&sides, &labels, false), statements, pages];
        let cited = labels.iter().map(|labels| number(index.extent(labels.subject).pages));
        let report = |report: &Report| vec![note(&report.title), note(&report.slug)];
        Self {
            shelves,
            topics: corpus.topics.len(),
            definitions: corpus
                .topic_ids()
                .map(|id| definition(corpus, id))
                .collect::<Vec<_>>()
                .into(),
            reports: corpus.reports.iter().map(report).collect::<Vec<_>>().into(),
            cited: cited.collect(),
            labels: labels.into(),
            places: Places::new(corpus, &places),
            arrangements,
        }
    }

    /// Writes them.
    pub(super) fn save(&self, sheets: &mut Sheets<'_>) -> io::Result<()> {
        for (shelf, name) in self.shelves.iter().zip(NAMES) {
            // Pages know the words of the statements.
            if name != NAMES[PAGES] {
                shelf.own.lexicon().save(sheets, name)?;
            }
            shelf.save(sheets, name)?;
        }
        sheets.put("cited", &self.cited)?;
        self.labels.save(sheets, "labels")?;
        self.definitions.save(sheets, "definitions")?;
        self.reports.save(sheets, "reports")?;
        self.arrangements.save(sheets)?;
        self.places.save(sheets)
    }

    /// Opens what was written of a corpus that has so many topics, experts, reports and statements.
    pub(super) fn open(sections: &Sections, corpus: &Corpus) -> io::Result<Self> {
        let (topics, experts) = (corpus.topics.len(), corpus.experts.len());
        let places = Places::open(sections, corpus)?;
        let sizes = [topics, experts, corpus.statements.len(), places.len()];
        let mut lexicon = Arc::new(Lexicon::default());
        let mut shelf = |at: usize| {
            if at != PAGES {
                lexicon = Arc::new(Lexicon::open(sections, NAMES[at])?);
            }
            Shelf::open(&lexicon, sections, NAMES[at], sizes[at])
        };
        let shelves = [shelf(TOPICS)?, shelf(EXPERTS)?, shelf(STATEMENTS)?, shelf(PAGES)?];
        let counts =
            Counts { topics: number(topics), experts: number(experts), ..Counts::default() };
        Ok(Self {
            shelves,
            topics,
            labels: Packs::open(sections, "labels", topics + experts, counts)?,
            definitions: Packs::open(sections, "definitions", topics, counts)?,
            reports: Packs::open(sections, "reports", corpus.reports.len(), counts)?,
            cited: sections.column("cited")?,
            places,
            arrangements: Arrangements::open(sections, corpus.statements.len())?,
        })
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
            _ => Record::Page(self.places.of(id)),
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
fn subjects(sides: &Sides<'_>, labels: &[Labels], topics: bool) -> Shelf {
    let Sides { making, corpus, index, .. } = *sides;
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
    let pages: Vec<u16> = all.iter().map(|&subject| count(index.extent(subject).pages)).collect();
    let ids = ordered(&pages);
    let listed: Vec<Subject> = ids.iter().map(|&id| all[id as usize]).collect();
    let mut builder = Builder::new(making);
    for &subject in &listed {
        for label in &of(subject).list {
            builder.text(&label.text, true);
        }
        let others: Vec<Subject> = match subject {
            Subject::Topic(id) => {
                for label in definition(corpus, id) {
                    builder.text(&label.text, false);
                }
                index.experts_of(id).into_iter().map(Subject::Expert).collect()
            }
            Subject::Expert(id) => index.topics_of(id).into_iter().map(Subject::Topic).collect(),
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
        order: Numbers::new(ids.clone().into()),
        ids: Numbers::new(ids.into()),
        facets: sides.of_subjects(&listed),
    }
}

/// From so many statements on they are read on two threads.
const LONG: usize = 20_000;

/// The shelves of statements and of pages; without the words of statements where nobody is told. And
/// of each statement the first expert and topic, in runs, where all that is long goes to a folder.
fn statements_and_pages(
    sides: &Sides<'_>,
    labels: &[Labels],
    told: Option<Told<'_>>,
) -> (Shelf, Shelf, Vec<Column<[u32; 2]>>) {
    let Sides { making, index, .. } = *sides;
    let all = index.statements();
    let (order, pages) = {
        let pages = pages_of_statements(sides);
        let order = ordered(&pages);
        let falling = Falling::new(order.iter().map(|&place| pages[place as usize]));
        (making.kept(order), falling)
    };
    let mut ids = making.row();
    order.iter().for_each(|&place| ids.push(all[place as usize].0));
    let ids = ids.end();
    let words = told.is_some();
    let long = words && ids.len() >= LONG;
    // Runs are parted where the start of a record is noted.
    let half = if long { ids.len() / 2 / 64 * 64 } else { ids.len() };
    let tell = |done: usize| {
        if let Some(told) = told {
            told(Task::Words, done * ids.len() / half.max(1), ids.len());
        }
    };
    let (second, (first, pairs)) = both(
        long,
        || long.then(|| read(sides, labels, &ids, half..ids.len(), words, &|_| {})),
        || read(sides, labels, &ids, 0..half, words, &tell),
    );
    let mut runs = vec![pairs];
    let second = second.map(|(second, pairs)| {
        runs.push(pairs);
        second
    });
    let firsts = runs.iter_mut().filter_map(|run| run.firsts.take()).map(Growing::end).collect();
    let drafted = Drafted::new(first, second);
    let ((facets, of_pages), (own, related)) = both(
        long,
        || (sides.collect(runs, ids.len()), pages_shelf(sides, labels, &ids, &drafted)),
        || drafted.memories(making, told.unwrap_or(UNTOLD)),
    );
    let statements = Shelf {
        own,
        related,
        texts: drafted.texts,
        pages,
        ids: Numbers::new(ids),
        order: Numbers::new(order),
        facets,
    };
    (statements, of_pages, firsts)
}

/// How many pages each statement has, in corpus order.
fn pages_of_statements(sides: &Sides<'_>) -> Vec<u16> {
    let all = sides.index.statements();
    let mut pages = vec![0u16; all.len()];
    for (_, facts) in sides.index.cited_pages() {
        for id in &facts.statements {
            pages[id.place()] = pages[id.place()].saturating_add(1);
        }
    }
    all.iter().map(|id| pages[id.place()]).collect()
}

/// Reads some records of statements, their words or only that there are so many, and what they
/// point to; `told` hears how many are read.
fn read<'a>(
    sides: &'a Sides<'_>,
    labels: &[Labels],
    ids: &[u32],
    records: Range<usize>,
    words: bool,
    told: &dyn Fn(usize),
) -> (Builder<'a>, Pairs<'a>) {
    let Sides { making, corpus, .. } = *sides;
    let (mut builder, mut pairs) = (Builder::new(making), Pairs::new(making));
    let clips: Vec<Clip> = labels
        .iter()
        .map(|labels| builder.clip(labels.names().map(|label| label.text.as_str())))
        .collect();
    for (done, record) in records.enumerate() {
        if done % 4096 == 0 {
            told(done);
            if making.has_failed() {
                break;
            }
        }
        corpus.statements.with(StatementId(ids[record]), |statement| {
            pairs.add(sides, statement, number(record));
            if words {
                let texts = statement.texts.all().chain(statement.quote.as_deref());
                for text in std::iter::once(&*statement.text).chain(texts) {
                    builder.text(text, true);
                }
                for expert in statement.experts.iter().chain(&statement.via) {
                    builder.add(clips[corpus.topics.len() + expert.place()], false);
                }
                for topic in &statement.topics {
                    builder.add(clips[topic.place()], false);
                }
            }
        });
        builder.end_record();
    }
    (builder, pairs)
}

/// The shelf of pages: each holds the words of all that points to it; `ids` are those of the
/// statements on their shelf.
fn pages_shelf(sides: &Sides<'_>, labels: &[Labels], ids: &[u32], statements: &Drafted) -> Shelf {
    let Sides { making, corpus, index, .. } = *sides;
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
    for (record, &id) in (0..).zip(ids) {
        numbers[id as usize] = record;
    }
    // The last page that each word was met on.
    let mut last = vec![u32::MAX; vocabulary.len()];
    let (mut words, mut ends) = (making.row(), Vec::new());
    for (page, (_, facts)) in (0..).zip(index.cited_pages()) {
        let mut add = |word: u32| {
            if std::mem::replace(&mut last[word as usize], page) != page {
                words.push(word);
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
        ends.push(words.len() as u64);
    }
    drop((numbers, last));
    let count = ends.len();
    let (own, related) = pages_of_words(making, statements.lexicon(), &words.end(), &ends);
    let ids: Column<u32> = (0..number(count)).collect();
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
