//! An index in a file: written once, then read where it is asked for.
//!
//! Imports [`crate::corpus`] and [`crate::disk`].
//!
//! Odd thing worth knowing: a file may be damaged. What it names and the corpus does not have is
//! left out.

use std::io;

use super::{Extent, Index, Link, PageFacts, SubjectFacts};
use crate::corpus::{
    CitationId, Corpus, ExpertId, PageRef, ReportId, StatementId, Subject, TopicId,
};
use crate::disk::{Column, Runs, Sections, Sheets, Slots};

/// Bits of a number that names a subject; the link stands above them.
const SUBJECT: u32 = 30;

/// Where an index is read from. Subjects are numbered topics first, pages as they come.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    topics: usize,
    experts: usize,
    /// The physical pages of each report.
    reports: Vec<u32>,
    all_statements: usize,
    all_citations: usize,
    places: Column<[u32; 2]>,
    order: Column<u32>,
    /// The pages of each subject, as numbers of pages.
    pages: Runs,
    statements: Runs,
    citations: Runs,
    /// The experts of each topic, and the topics of each expert, with the links.
    others: Runs,
    page_statements: Runs,
    page_citations: Runs,
    page_topics: Runs,
    page_experts: Runs,
}

impl Stored {
    fn key(&self, subject: Subject) -> usize {
        match subject {
            Subject::Topic(id) => id.place(),
            Subject::Expert(id) => self.topics + id.place(),
        }
    }

    fn place(&self, at: usize) -> Option<PageRef> {
        let &[report, page] = self.places.get(at)?;
        let pages = *self.reports.get(report as usize)?;
        (1..=pages).contains(&page).then_some(PageRef { report: ReportId(report), page })
    }

    /// Every page.
    pub(super) fn places(&self) -> Vec<PageRef> {
        (0..self.places.len()).filter_map(|at| self.place(at)).collect()
    }

    /// The number of a page.
    pub(super) fn find(&self, place: PageRef) -> Option<usize> {
        self.places.binary_search(&[place.report.0, place.page]).ok()
    }

    fn statements(&self, run: &[u32]) -> Vec<StatementId> {
        let ids = run.iter().copied().map(StatementId);
        ids.filter(|id| id.place() < self.all_statements).collect()
    }

    fn citations(&self, run: &[u32]) -> Vec<CitationId> {
        let ids = run.iter().copied().map(CitationId);
        ids.filter(|id| id.place() < self.all_citations).collect()
    }

    pub(super) fn subject(&self, subject: Subject) -> SubjectFacts {
        let key = self.key(subject);
        SubjectFacts {
            pages: self.pages.of(key).iter().filter_map(|&at| self.place(at as usize)).collect(),
            statements: self.statements(self.statements.of(key)),
            citations: self.citations(self.citations.of(key)),
        }
    }

    pub(super) fn extent(&self, subject: Subject) -> Extent {
        let key = self.key(subject);
        let first = self.pages.of(key).iter().find_map(|&at| self.place(at as usize));
        Extent { pages: self.pages.count(key), statements: self.statements.count(key), first }
    }

    pub(super) fn page(&self, at: usize) -> PageFacts {
        let topics = linked(self.page_topics.of(at), self.topics);
        let experts = linked(self.page_experts.of(at), self.experts);
        PageFacts {
            statements: self.statements(self.page_statements.of(at)),
            citations: self.citations(self.page_citations.of(at)),
            topics: topics.map(|(id, link)| (TopicId(id), link)).collect(),
            experts: experts.map(|(id, link)| (ExpertId(id), link)).collect(),
        }
    }

    pub(super) fn order(&self) -> Vec<StatementId> {
        self.statements(&self.order)
    }

    pub(super) fn experts_of(&self, topic: TopicId) -> Vec<(ExpertId, Link)> {
        let ties = self.others.of(self.key(Subject::Topic(topic)));
        linked(ties, self.experts).map(|(id, link)| (ExpertId(id), link)).collect()
    }

    pub(super) fn topics_of(&self, expert: ExpertId) -> Vec<(TopicId, Link)> {
        let ties = self.others.of(self.key(Subject::Expert(expert)));
        linked(ties, self.topics).map(|(id, link)| (TopicId(id), link)).collect()
    }

    pub(super) fn subjects_on(&self, at: usize, mut each: impl FnMut(Subject)) {
        linked(self.page_topics.of(at), self.topics)
            .for_each(|(id, _)| each(Subject::Topic(TopicId(id))));
        linked(self.page_experts.of(at), self.experts)
            .for_each(|(id, _)| each(Subject::Expert(ExpertId(id))));
    }
}

/// Packed ids below a limit, with their links.
fn linked(numbers: &[u32], limit: usize) -> impl Iterator<Item = (u32, Link)> {
    let numbers = numbers.iter().map(|&number| unpacked(number));
    numbers.filter(move |&(id, _)| (id as usize) < limit)
}

/// The links, strongest first.
const LINKS: [Link; 4] = [Link::Said, Link::Listed, Link::Via, Link::Summary];

fn packed(id: u32, link: Link) -> u32 {
    let link = LINKS.iter().position(|&other| other == link).unwrap_or(LINKS.len() - 1);
    id | u32::try_from(link).unwrap_or(0) << SUBJECT
}

fn unpacked(number: u32) -> (u32, Link) {
    (number & ((1 << SUBJECT) - 1), LINKS[(number >> SUBJECT) as usize])
}

/// Writes a run for each key; no more than these are in memory then.
fn put<K>(
    sheets: &mut Sheets<'_>,
    name: &str,
    keys: impl Iterator<Item = K>,
    mut fill: impl FnMut(K, &mut Vec<u32>),
) -> io::Result<()> {
    let (mut runs, mut row) = (Runs::default(), Vec::new());
    for key in keys {
        fill(key, &mut row);
        runs.push(row.drain(..));
    }
    runs.save(sheets, name)
}

impl Index {
    /// Writes it.
    ///
    /// # Errors
    /// Writing fails.
    pub fn save(&self, corpus: &Corpus, sheets: &mut Sheets<'_>) -> io::Result<()> {
        let places: Vec<[u32; 2]> = self.places().iter().map(|at| [at.report.0, at.page]).collect();
        sheets.put("index.places", &places)?;
        let order: Vec<u32> = self.statements().iter().map(|id| id.0).collect();
        sheets.put("index.order", &order)?;
        drop((places, order));
        let topics = corpus.topic_ids().map(Subject::Topic);
        let subjects: Vec<Subject> =
            topics.chain(corpus.expert_ids().map(Subject::Expert)).collect();
        let subjects = || subjects.iter().copied();
        put(sheets, "index.pages", subjects(), |subject, row| {
            let pages = self.pages_of(subject).iter();
            let numbers = pages.filter_map(|at| self.places().binary_search(at).ok());
            row.extend(numbers.filter_map(|at| u32::try_from(at).ok()));
        })?;
        put(sheets, "index.statements", subjects(), |subject, row| {
            row.extend(self.facts(subject).statements.iter().map(|id| id.0));
        })?;
        put(sheets, "index.citations", subjects(), |subject, row| {
            row.extend(self.facts(subject).citations.iter().map(|id| id.0));
        })?;
        put(sheets, "index.others", subjects(), |subject, row| match subject {
            Subject::Topic(id) => {
                row.extend(self.expert_links(id).iter().map(|&(id, link)| packed(id.0, link)));
            }
            Subject::Expert(id) => {
                row.extend(self.topic_links(id).iter().map(|&(id, link)| packed(id.0, link)));
            }
        })?;
        let pages = || self.cited_pages().map(|(_, facts)| facts);
        put(sheets, "index.page-statements", pages(), |facts, row| {
            row.extend(facts.statements.iter().map(|id| id.0));
        })?;
        put(sheets, "index.page-citations", pages(), |facts, row| {
            row.extend(facts.citations.iter().map(|id| id.0));
        })?;
        put(sheets, "index.page-topics", pages(), |facts, row| {
            row.extend(facts.topics.iter().map(|&(id, link)| packed(id.0, link)));
        })?;
        put(sheets, "index.page-experts", pages(), |facts, row| {
            row.extend(facts.experts.iter().map(|&(id, link)| packed(id.0, link)));
        })
    }

    /// Opens what was written of a corpus with these topics and experts.
    ///
    /// # Errors
    /// Something is missing.
    pub fn open(sections: &Sections, corpus: &Corpus) -> io::Result<Self> {
        let (topics, experts) = (corpus.topics.len(), corpus.experts.len());
        let runs = |name: &str, keys: usize| {
            let runs = Runs::open(sections, name)?;
            let fits = runs.len() == keys;
            fits.then_some(runs).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))
        };
        let places = sections.column::<[u32; 2]>("index.places")?;
        let (subjects, pages) = (topics + experts, places.len());
        let stored = Stored {
            topics,
            experts,
            reports: corpus.reports.iter().map(|report| report.pages).collect(),
            all_statements: corpus.statements.len(),
            all_citations: corpus.citations.len(),
            order: sections.column("index.order")?,
            pages: runs("index.pages", subjects)?,
            statements: runs("index.statements", subjects)?,
            citations: runs("index.citations", subjects)?,
            others: runs("index.others", subjects)?,
            page_statements: runs("index.page-statements", pages)?,
            page_citations: runs("index.page-citations", pages)?,
            page_topics: runs("index.page-topics", pages)?,
            page_experts: runs("index.page-experts", pages)?,
            places,
        };
        Ok(Self {
            topics: Slots::new(topics),
            experts: Slots::new(experts),
            pages: Slots::new(pages),
            stored: Some(stored),
            ..Self::default()
        })
    }
}
