//! What records are and point to: topics, experts, pages, reports, kinds.
//!
//! Imports [`crate::corpus`], [`crate::index`], [`super::grammar`],
//! [`super::postings`].

use std::io;

use crate::corpus::{Corpus, PageRef, StatementId, StatementKind, Subject};
use crate::disk::{Sections, Sheets};
use crate::index::{Index, Link};

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

/// (key, record) pairs of each facet.
#[derive(Debug, Default)]
struct Pairs {
    topics: Vec<(u32, u32)>,
    experts: Vec<(u32, u32)>,
    pages: Vec<(u32, u32)>,
    reports: Vec<(u32, u32)>,
    kinds: Vec<(u32, u32)>,
    unpaged: Vec<u32>,
}

/// What facets are counted against.
pub(super) struct Sides<'a> {
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
        let mut pairs = Pairs::default();
        for (record, &subject) in (0..).zip(subjects) {
            match subject {
                Subject::Topic(id) => {
                    pairs.topics.push((id.0, record));
                    let experts = self.index.experts_of(id);
                    pairs.experts.extend(experts.iter().map(|expert| (expert.0, record)));
                }
                Subject::Expert(id) => {
                    pairs.experts.push((id.0, record));
                    let topics = self.index.topics_of(id);
                    pairs.topics.extend(topics.iter().map(|topic| (topic.0, record)));
                }
            }
            let facts = self.index.facts(subject);
            pairs.places(self, &facts.pages, record);
            if !facts.citations.is_empty() {
                pairs.kinds.push((link(Link::Listed), record));
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
        pairs.collect(self, subjects.len())
    }

    /// Facets of statements, in this order.
    pub(super) fn of_statements(&self, ids: &[StatementId]) -> Facets {
        let mut pairs = Pairs::default();
        for (record, &id) in (0..).zip(ids) {
            let statement = self.corpus.statement(id);
            pairs.topics.extend(statement.topics.iter().map(|topic| (topic.0, record)));
            let experts = statement.experts.iter().chain(&statement.via);
            pairs.experts.extend(experts.map(|expert| (expert.0, record)));
            let places = statement.places();
            pairs.places(self, &places, record);
            if let (Some(report), true) = (statement.report, places.is_empty()) {
                pairs.reports.push((report.0, record));
            }
            pairs.kinds.push((kind(statement.kind), record));
            pairs.kinds.push((link(Link::of(statement)), record));
            if places.is_empty() {
                pairs.unpaged.push(record);
            }
        }
        pairs.collect(self, ids.len())
    }

    /// Facets of the cited pages.
    pub(super) fn of_pages(&self) -> Facets {
        let mut pairs = Pairs::default();
        for (record, &at) in (0..).zip(self.pages) {
            let facts = self.index.page(at);
            pairs.topics.extend(facts.topics.iter().map(|(topic, _)| (topic.0, record)));
            pairs.experts.extend(facts.experts.iter().map(|(expert, _)| (expert.0, record)));
            pairs.pages.push((record, record));
            pairs.reports.push((at.report.0, record));
            let links = facts.topics.iter().map(|&(_, link)| link);
            let links = links.chain(facts.experts.iter().map(|&(_, link)| link));
            pairs.kinds.extend(links.map(|by| (link(by), record)));
        }
        pairs.collect(self, self.pages.len())
    }
}

impl Pairs {
    fn places(&mut self, sides: &Sides<'_>, places: &[PageRef], record: u32) {
        for &at in places {
            self.reports.push((at.report.0, record));
            self.pages.extend(sides.page(at).map(|page| (page, record)));
        }
    }

    fn collect(self, sides: &Sides<'_>, records: usize) -> Facets {
        let corpus = sides.corpus;
        let mut unpaged = Bitmap::new(records);
        for record in self.unpaged {
            unpaged.insert(record);
        }
        Facets {
            topics: Lists::of_pairs(corpus.topics.len(), records, &self.topics),
            experts: Lists::of_pairs(corpus.experts.len(), records, &self.experts),
            pages: Lists::of_pairs(sides.pages.len(), records, &self.pages),
            reports: Lists::of_pairs(corpus.reports.len(), records, &self.reports),
            kinds: Lists::of_pairs(KINDS, records, &self.kinds),
            unpaged,
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
            unpaged.or_bits(&bits);
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
