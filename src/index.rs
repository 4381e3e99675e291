//! The corpus seen from each side: by topic, by expert, by page, and back.
//!
//! Built once from a [`crate::corpus::Corpus`] and never changed, or opened where that was stored.
//! Imports [`crate::corpus`], [`crate::disk`] and `crate::order`.
//!
//! Odd thing worth knowing: a page points to a subject by one [`Link`], the
//! strongest of those that the records give; the records themselves stay
//! reachable through [`PageFacts`].

use std::sync::OnceLock;

use serde::Serialize;

use crate::corpus::{
    CitationId, ExpertId, PageRef, Statement, StatementId, StatementKind, Subject, TopicId, Voice,
};
use crate::disk::Slots;
use crate::order;

mod gather;
mod stored;

use stored::Stored;

/// How a page or a statement points to a subject, strongest first.
///
/// That two subjects merely share a page is no link: see [`Index::sharing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Link {
    /// An expert says it.
    Said,
    /// The source lists the page.
    Listed,
    /// Somebody else quotes it.
    Via,
    /// The source's author sums up.
    Summary,
}

impl Link {
    /// The link that a statement makes.
    #[must_use]
    pub fn of(statement: &Statement) -> Self {
        if matches!(statement.kind, StatementKind::Summary)
            || !matches!(statement.voice, Voice::Expert)
        {
            Self::Summary
        } else if statement.via.is_empty() {
            Self::Said
        } else {
            Self::Via
        }
    }
}

/// What is known of one subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubjectFacts {
    /// Its pages in order, each once: those of its citations and of its statements.
    pub pages: Vec<PageRef>,
    /// Its statements, in corpus order. An expert's include those where he quotes somebody.
    pub statements: Vec<StatementId>,
    /// Its citations, in file order.
    pub citations: Vec<CitationId>,
}

/// How much is known of one subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// How many pages it has.
    pub pages: usize,
    /// How many statements it has.
    pub statements: usize,
    /// Its first page.
    pub first: Option<PageRef>,
}

/// What points to one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// Statements with this page, in corpus order.
    pub statements: Vec<StatementId>,
    /// Citations with this page, in file order.
    pub citations: Vec<CitationId>,
    /// Topics that it points to, strongest link first, then in file order.
    pub topics: Vec<(TopicId, Link)>,
    /// Experts that it points to, strongest link first, then in file order.
    pub experts: Vec<(ExpertId, Link)>,
}

/// A subject that shares pages with another, and those pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// The other subject.
    pub subject: Subject,
    /// The pages that both have, in order.
    pub pages: Vec<PageRef>,
}

/// Every way from one record to another.
#[derive(Clone, Debug, Default)]
pub struct Index {
    topics: Slots<SubjectFacts>,
    experts: Slots<SubjectFacts>,
    /// Every page that something points to, in order.
    places: OnceLock<Vec<PageRef>>,
    /// What points to each.
    pages: Slots<PageFacts>,
    order: OnceLock<Vec<StatementId>>,
    /// The experts that the statements on each topic name, ascending.
    topic_ties: Vec<Vec<(ExpertId, Link)>>,
    /// The topics that the statements of each expert are on, ascending.
    expert_ties: Vec<Vec<(TopicId, Link)>>,
    nothing: (SubjectFacts, PageFacts),
    /// Where what is not known yet is read from.
    stored: Option<Stored>,
}

impl Index {
    /// What is known of a subject.
    #[must_use]
    pub fn facts(&self, subject: Subject) -> &SubjectFacts {
        let (slots, place) = match subject {
            Subject::Topic(id) => (&self.topics, id.place()),
            Subject::Expert(id) => (&self.experts, id.place()),
        };
        let read = || self.read(|stored| stored.subject(subject));
        slots.get(place, read).unwrap_or(&self.nothing.0)
    }

    /// How many pages and how many statements a subject has, and its first page.
    #[must_use]
    pub fn extent(&self, subject: Subject) -> Extent {
        if let Some(stored) = &self.stored {
            return stored.extent(subject);
        }
        let SubjectFacts { pages, statements, .. } = self.facts(subject);
        Extent { pages: pages.len(), statements: statements.len(), first: pages.first().copied() }
    }

    fn read<T: Default>(&self, read: impl FnOnce(&Stored) -> T) -> T {
        self.stored.as_ref().map(read).unwrap_or_default()
    }

    /// The pages of a subject, in order, each once.
    #[must_use]
    pub fn pages_of(&self, subject: Subject) -> &[PageRef] {
        &self.facts(subject).pages
    }

    /// What points to a page; nothing where no record does.
    #[must_use]
    pub fn page(&self, place: PageRef) -> &PageFacts {
        let at = match &self.stored {
            Some(stored) => stored.find(place),
            None => self.places().binary_search(&place).ok(),
        };
        at.map_or(&self.nothing.1, |at| self.page_at(at))
    }

    /// Every page that something points to, in order.
    #[must_use]
    pub fn cited_pages(&self) -> impl ExactSizeIterator<Item = (PageRef, &PageFacts)> {
        self.places().iter().enumerate().map(|(at, &place)| (place, self.page_at(at)))
    }

    /// Every page that something points to, in order.
    #[must_use]
    pub fn places(&self) -> &[PageRef] {
        self.places.get_or_init(|| self.read(Stored::places))
    }

    /// Gives every subject that a page points to to `each`, and keeps nothing that has to be read.
    pub fn subjects_on(&self, place: PageRef, mut each: impl FnMut(Subject)) {
        if let Some(stored) = &self.stored {
            if let Some(at) = stored.find(place) {
                stored.subjects_on(at, each);
            }
            return;
        }
        let facts = self.page(place);
        facts.topics.iter().for_each(|&(id, _)| each(Subject::Topic(id)));
        facts.experts.iter().for_each(|&(id, _)| each(Subject::Expert(id)));
    }

    fn page_at(&self, at: usize) -> &PageFacts {
        let read = || self.read(|stored| stored.page(at));
        self.pages.get(at, read).unwrap_or(&self.nothing.1)
    }

    /// All statements in corpus order: report, first page (none last), position in the file.
    #[must_use]
    pub fn statements(&self) -> &[StatementId] {
        self.order.get_or_init(|| self.read(Stored::order))
    }

    /// Who shares a page with a subject, most pages first, then in page order.
    #[must_use]
    pub fn sharing(&self, subject: Subject) -> Vec<Sharing> {
        let mut topics: Vec<Vec<PageRef>> = vec![Vec::new(); self.topics.len()];
        let mut experts: Vec<Vec<PageRef>> = vec![Vec::new(); self.experts.len()];
        for &place in self.pages_of(subject) {
            self.subjects_on(place, |other| match other {
                Subject::Topic(id) => topics[id.place()].push(place),
                Subject::Expert(id) => experts[id.place()].push(place),
            });
        }
        let topics = topics.into_iter().enumerate().map(|(at, pages)| (TopicId::at(at), pages));
        let topics = topics.map(|(id, pages)| Sharing { subject: Subject::Topic(id), pages });
        let experts = experts.into_iter().enumerate().map(|(at, pages)| (ExpertId::at(at), pages));
        let experts = experts.map(|(id, pages)| Sharing { subject: Subject::Expert(id), pages });
        let mut sharing: Vec<Sharing> = topics.chain(experts).collect();
        sharing.retain(|other| other.subject != subject && !other.pages.is_empty());
        order::sort_by(&mut sharing, |a, b| {
            b.pages.len().cmp(&a.pages.len()).then_with(|| a.pages.cmp(&b.pages))
        });
        sharing
    }

    /// The topics that an expert's statements speak of, in file order.
    #[must_use]
    pub fn topics_of(&self, expert: ExpertId) -> Vec<TopicId> {
        self.topic_links(expert).into_iter().map(|(id, _)| id).collect()
    }

    /// The experts whose statements speak of a topic, in file order; quoting ones included.
    #[must_use]
    pub fn experts_of(&self, topic: TopicId) -> Vec<ExpertId> {
        self.expert_links(topic).into_iter().map(|(id, _)| id).collect()
    }

    /// The topics that an expert's statements speak of with the strongest link of each, by id.
    #[must_use]
    pub fn topic_links(&self, expert: ExpertId) -> Vec<(TopicId, Link)> {
        let held = || self.expert_ties.get(expert.place()).cloned().unwrap_or_default();
        self.stored.as_ref().map_or_else(held, |stored| stored.topics_of(expert))
    }

    /// The experts whose statements speak of a topic with the strongest link of each, by id.
    #[must_use]
    pub fn expert_links(&self, topic: TopicId) -> Vec<(ExpertId, Link)> {
        let held = || self.topic_ties.get(topic.place()).cloned().unwrap_or_default();
        self.stored.as_ref().map_or_else(held, |stored| stored.experts_of(topic))
    }
}
