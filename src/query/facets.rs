//! What records are and point to: topics, experts, pages, reports, kinds.
//!
//! Imports [`crate::corpus`], [`crate::index`], [`super::grammar`],
//! [`super::postings`].

use std::io;

use crate::corpus::{Corpus, PageRef, Statement, StatementKind, Subject};
use crate::disk::{Growing, Making, Sections, Sheets};
use crate::index::{Index, Link};

use super::arranged::firsts;
use super::bitmap::Bitmap;
use super::grammar::{Kind, PageSet};
use super::postings::Lists;
use super::reach::number;
use super::records::Places;

/// How many kinds and links there are.
const KINDS: usize = 8;

/// For each topic, expert, page, report and kind the records of one sort.
#[derive(Debug, Default)]
pub(super) struct Facets {
    pub(super) topics: Lists,
    pub(super) experts: Lists,
    /// By the place of a page among the cited ones.
    pub(super) pages: Lists,
    pub(super) reports: Lists,
    kinds: Lists,
    /// What is said, or said to be cited, without a page.
    pub(super) unpaged: Bitmap,
}

/// (key, record) pairs of each facet, of records that come one after the other.
#[derive(Debug)]
pub(super) struct Pairs<'a> {
    topics: Growing<'a, [u32; 2]>,
    experts: Growing<'a, [u32; 2]>,
    pages: Growing<'a, [u32; 2]>,
    reports: Growing<'a, [u32; 2]>,
    kinds: Growing<'a, [u32; 2]>,
    unpaged: Growing<'a, u32>,
    /// The first expert and the first topic of each, where all that is long goes to a folder.
    pub(super) firsts: Option<Growing<'a, [u32; 2]>>,
}

/// What facets are counted against.
pub(super) struct Sides<'a> {
    pub(super) making: &'a Making<'a>,
    pub(super) corpus: &'a Corpus,
    pub(super) index: &'a Index,
    /// The cited pages, ascending.
    pub(super) pages: &'a [PageRef],
}

impl Sides<'_> {
    fn page(&self, at: PageRef) -> Option<u32> {
        self.pages.binary_search(&at).ok().map(number)
    }

    /// Facets of subjects, in this order.
    pub(super) fn of_subjects(&self, subjects: &[Subject]) -> Facets {
        let mut pairs = Pairs::new(self.making);
        for (record, &subject) in (0..).zip(subjects) {
            match subject {
                Subject::Topic(id) => {
                    pairs.topics.push([id.0, record]);
                    for expert in self.index.experts_of(id) {
                        pairs.experts.push([expert.0, record]);
                    }
                }
                Subject::Expert(id) => {
                    pairs.experts.push([id.0, record]);
                    for topic in self.index.topics_of(id) {
                        pairs.topics.push([topic.0, record]);
                    }
                }
            }
            let facts = self.index.facts(subject);
            pairs.places(self, &facts.pages, record);
            if !facts.citations.is_empty() {
                pairs.kinds.push([link(Link::Listed), record]);
            }
            let announced = match subject {
                Subject::Topic(id) => self.corpus.topic(id).announced.is_some(),
                Subject::Expert(_) => false,
            };
            let unpaged =
                |id: &crate::corpus::CitationId| self.corpus.citation(*id).pages.list.is_empty();
            if announced && facts.pages.is_empty() || facts.citations.iter().any(unpaged) {
                pairs.unpaged.push(record);
            }
        }
        self.collect(vec![pairs], subjects.len())
    }

    /// Facets of the cited pages.
    pub(super) fn of_pages(&self) -> Facets {
        let mut pairs = Pairs::new(self.making);
        for (record, &at) in (0..).zip(self.pages) {
            let facts = self.index.page(at);
            facts.topics.iter().for_each(|(topic, _)| pairs.topics.push([topic.0, record]));
            facts.experts.iter().for_each(|(expert, _)| pairs.experts.push([expert.0, record]));
            pairs.pages.push([record, record]);
            pairs.reports.push([at.report.0, record]);
            let links = facts.topics.iter().map(|&(_, link)| link);
            let links = links.chain(facts.experts.iter().map(|&(_, link)| link));
            links.for_each(|by| pairs.kinds.push([link(by), record]));
        }
        self.collect(vec![pairs], self.pages.len())
    }

    /// The facets of so many records, which were looked at in some runs one after the other.
    pub(super) fn collect(&self, runs: Vec<Pairs<'_>>, records: usize) -> Facets {
        let Self { making, corpus, .. } = *self;
        let mut unpaged = Bitmap::new(records);
        let [mut topics, mut experts, mut pages, mut reports, mut kinds] =
            [(); 5].map(|()| Vec::new());
        for run in runs {
            run.unpaged.end().iter().for_each(|&record| unpaged.insert(record));
            topics.push(run.topics.end());
            experts.push(run.experts.end());
            pages.push(run.pages.end());
            reports.push(run.reports.end());
            kinds.push(run.kinds.end());
        }
        let lists = |keys, pairs: Vec<_>| Lists::of_pairs(making, keys, records, &pairs);
        Facets {
            topics: lists(corpus.topics.len(), topics),
            experts: lists(corpus.experts.len(), experts),
            pages: lists(self.pages.len(), pages),
            reports: lists(corpus.reports.len(), reports),
            kinds: lists(KINDS, kinds),
            unpaged,
        }
    }
}

impl<'a> Pairs<'a> {
    pub(super) fn new(making: &'a Making<'_>) -> Self {
        Self {
            topics: making.row(),
            experts: making.row(),
            pages: making.row(),
            reports: making.row(),
            kinds: making.row(),
            unpaged: making.row(),
            firsts: making.is_spilled().then(|| making.row()),
        }
    }

    fn places(&mut self, sides: &Sides<'_>, places: &[PageRef], record: u32) {
        for &at in places {
            self.reports.push([at.report.0, record]);
            if let Some(page) = sides.page(at) {
                self.pages.push([page, record]);
            }
        }
    }

    /// Adds those of a statement.
    pub(super) fn add(&mut self, sides: &Sides<'_>, statement: &Statement, record: u32) {
        if let Some(all) = &mut self.firsts {
            all.push(firsts(statement));
        }
        statement.topics.iter().for_each(|topic| self.topics.push([topic.0, record]));
        let experts = statement.experts.iter().chain(&statement.via);
        experts.for_each(|expert| self.experts.push([expert.0, record]));
        let places = statement.places();
        self.places(sides, &places, record);
        if let (Some(report), true) = (statement.report, places.is_empty()) {
            self.reports.push([report.0, record]);
        }
        self.kinds.push([kind(statement.kind), record]);
        self.kinds.push([link(Link::of(statement)), record]);
        if places.is_empty() {
            self.unpaged.push(record);
        }
    }
}

impl Facets {
    /// Adds the records of a kind of statement or of a link to a set.
    pub(super) fn kind_into(&self, of: Kind, records: &mut Bitmap) {
        match of {
            Kind::Of(of) => self.kinds.or_into(kind(of) as usize, records),
            Kind::By(by) => self.kinds.or_into(link(by) as usize, records),
            Kind::Topic | Kind::Expert | Kind::Statement | Kind::Page => {}
        }
    }

    /// Adds the records with a page of a set; `places` are the cited pages.
    pub(super) fn pages_into(&self, set: &PageSet, places: &Places, into: &mut Bitmap) {
        for page in places.known_by(|at| set.holds(at)) {
            self.pages.or_into(page, into);
        }
        if set.none {
            into.or(&self.unpaged);
        }
    }

    /// Writes them, under names that begin like this.
    pub(super) fn save(&self, sheets: &mut Sheets<'_>, name: &str) -> io::Result<()> {
        self.topics.save(sheets, &format!("{name}.topics"))?;
        self.experts.save(sheets, &format!("{name}.experts"))?;
        self.pages.save(sheets, &format!("{name}.pages"))?;
        self.reports.save(sheets, &format!("{name}.reports"))?;
        self.kinds.save(sheets, &format!("{name}.kinds"))?;
        sheets.put(&format!("{name}.unpaged"), self.unpaged.bits())
    }

    /// Opens what was written of so many records under names that begin like this.
    pub(super) fn open(sections: &Sections, name: &str, records: usize) -> io::Result<Self> {
        let mut unpaged = Bitmap::new(records);
        let bits = sections.column::<u64>(&format!("{name}.unpaged"))?;
        if !bits.is_empty() {
            unpaged.or_part(&bits, 0..bits.len());
        }
        let lists = |of: &str| Lists::open(sections, &format!("{name}.{of}"), records);
        Ok(Self {
            topics: lists("topics")?,
            experts: lists("experts")?,
            pages: lists("pages")?,
            reports: lists("reports")?,
            kinds: lists("kinds")?,
            unpaged,
        })
    }

    /// The bytes that it takes in memory.
    pub(super) const fn bytes(&self) -> usize {
        self.topics.bytes()
            + self.experts.bytes()
            + self.pages.bytes()
            + self.reports.bytes()
            + self.kinds.bytes()
            + self.unpaged.limit() / 8
    }
}

const fn kind(kind: StatementKind) -> u32 {
    match kind {
        StatementKind::Quote => 0,
        StatementKind::Paraphrase => 1,
        StatementKind::Mention => 2,
        StatementKind::Summary => 3,
    }
}

const fn link(link: Link) -> u32 {
    match link {
        Link::Said => 4,
        Link::Listed => 5,
        Link::Via => 6,
        Link::Summary => 7,
    }
}
