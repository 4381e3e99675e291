//! The checked corpus in memory.
//!
//! Every reference is an index that is known to exist, so nothing that reads a
//! [`Corpus`] has to doubt it. Built by the loader alone.

use serde::{Deserialize, Serialize};

mod page;
mod statement;
mod statements;

pub use super::ids::{CitationId, ExpertId, ReportId, SourceId, StatementId, TopicId};
use super::text::{Clean, CleanLines};
use crate::lang::Lang;
pub use page::{PageLender, PageLines, PageStatus, PageText};
pub use statement::{
    Absent, Certainty, More, MoreOfStatement, PageMark, Pages, Relation, RelationKind, Statement,
    StatementKind, Voice,
};
pub use statements::{Lender, Statements};

/// One page of one report. Orders by report, then by page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageRef {
    /// The report.
    pub report: ReportId,
    /// The physical page, counted from 1.
    pub page: u32,
}

/// What a reader can follow: a topic or an expert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A topic.
    Topic(TopicId),
    /// An expert.
    Expert(ExpertId),
}

/// The translations that stand beside a text in the source's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Localised {
    /// French.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fr: Option<Clean>,
    /// English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<Clean>,
}

impl Localised {
    /// The text in one language, where it is known.
    #[must_use]
    pub fn get(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::En => self.en.as_deref(),
            Lang::Fr => self.fr.as_deref(),
        }
    }

    /// Whether no translation is known.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.fr.is_none() && self.en.is_none()
    }

    /// Every translation that is known.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.fr.as_deref().into_iter().chain(self.en.as_deref())
    }
}

/// A report whose pages are cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its id in the file.
    pub slug: Clean,
    /// Title in the report's language.
    pub title: Clean,
    /// Number of physical pages.
    pub pages: u32,
    /// Who published it.
    pub publisher: Option<Clean>,
    /// Year of publication.
    pub year: Option<i32>,
    /// Language tag, such as `fr`.
    pub language: Option<Clean>,
    /// Web address.
    pub url: Option<String>,
    /// File on this machine.
    pub file: Option<String>,
    /// The series that links editions.
    pub series: Option<Clean>,
    /// One printed label a physical page, or none where labels equal the count.
    pub labels: Vec<Clean>,
}

impl Report {
    /// The printed label of a physical page (its number where no label is known).
    #[must_use]
    pub fn label(&self, page: u32) -> String {
        (page as usize)
            .checked_sub(1)
            .and_then(|place| self.labels.get(place))
            .map_or_else(|| page.to_string(), |label| label.as_str().to_owned())
    }
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// An article about a report.
    Article,
    /// The report itself.
    Report,
    /// A transcript of speech.
    Transcript,
    /// An index or table of contents.
    Index,
}

/// Where something was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id in the file.
    pub slug: Clean,
    /// What it is.
    pub kind: SourceKind,
    /// Title.
    pub title: Clean,
    /// Who published it.
    pub publisher: Option<Clean>,
    /// Who wrote it.
    pub author: Option<Clean>,
    /// Date of publication, as printed or ISO 8601.
    pub date: Option<Clean>,
    /// Web address.
    pub url: Option<String>,
    /// File on this machine.
    pub file: Option<String>,
    /// The report that it is about.
    pub about: Option<ReportId>,
    /// Language tag.
    pub language: Option<Clean>,
}

/// Another form of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The form.
    pub form: Clean,
    /// Why it is there: as printed, surname only, initials, misspelling …
    pub reason: Option<Clean>,
}

/// A place in a source's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The source.
    pub source: SourceId,
    /// Line, counted from 1.
    pub line: u32,
    /// First code point, counted from 0.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words there, markup off; may be empty.
    pub exact: CleanLines,
}

/// What a topic is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TopicKind {
    /// A trend.
    Trend,
    /// A platform.
    Platform,
    /// A theme.
    Theme,
    /// A practice.
    Practice,
    /// An organisation.
    Organisation,
    /// Anything else.
    #[default]
    Other,
}

/// What a topic means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// In the source's language.
    pub text: Clean,
    /// Translations.
    pub texts: Localised,
    /// Where it was read.
    pub position: Option<Position>,
}

/// How a topic relates to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TopicRelationKind {
    /// It came after the other and took its place.
    Replaces,
    /// It is cited less than the other.
    LessCitedThan,
}

/// A relation that the source states between two topics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicRelation {
    /// Its kind.
    pub kind: TopicRelationKind,
    /// The other topic.
    pub target: TopicId,
    /// Where it was read.
    pub position: Option<Position>,
}

/// What is spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its id in the file.
    pub slug: Clean,
    /// Name in the source's language.
    pub name: Clean,
    /// Translated names.
    pub names: Localised,
    /// Other forms.
    pub aliases: Vec<Alias>,
    /// What it is.
    pub kind: TopicKind,
    /// What it means.
    pub definition: Option<Definition>,
    /// The wider topic.
    pub broader: Option<TopicId>,
    /// Related topics.
    pub related: Vec<TopicId>,
    /// A cross-reference that stands for the topic.
    pub see: Option<TopicId>,
    /// Rank in the source's announced list, counted from 1.
    pub announced: Option<u32>,
    /// Relations that the source states.
    pub relations: Vec<TopicRelation>,
}

/// What part an expert has in a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Wrote or spoke in it.
    #[default]
    #[serde(rename = "contributor")]
    Contributor,
    /// Organised it.
    #[serde(rename = "organiser")]
    Organiser,
    /// Is only cited by others.
    #[serde(rename = "cited only")]
    CitedOnly,
}

/// Who speaks: a person, or a group where `collective`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expert {
    /// Its id in the file.
    pub slug: Clean,
    /// Verified form of the name.
    pub name: Clean,
    /// Other forms, with the reason.
    pub aliases: Vec<Alias>,
    /// Role.
    pub role: Option<Clean>,
    /// Organisation.
    pub organisation: Option<Clean>,
    /// Part in the report.
    pub part: Part,
    /// A group or a study instead of a person.
    pub collective: bool,
}

/// Which pages of which report speak of a topic or an expert.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// What is cited.
    pub subject: Subject,
    /// The report.
    pub report: ReportId,
    /// Its pages.
    pub pages: Pages,
    /// Where it was read.
    pub position: Option<Position>,
    /// Drafted by a program and not yet read by a person.
    pub draft: bool,
    /// The rule that drafted it.
    pub rule: Option<Clean>,
    /// The rule's confidence, 0 to 1.
    pub confidence: Option<f64>,
}

impl Citation {
    /// The pages as places in the report, ascending.
    #[must_use]
    pub fn places(&self) -> Vec<PageRef> {
        places(Some(self.report), &self.pages)
    }
}

fn places(report: Option<ReportId>, pages: &Pages) -> Vec<PageRef> {
    report.map_or_else(Vec::new, |report| {
        pages.sorted().into_iter().map(|page| PageRef { report, page }).collect()
    })
}

/// Everything that is known.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// Title of the whole.
    pub title: Option<Clean>,
    /// Language tag of the data.
    pub language: Option<Clean>,
    /// Reports, in file order.
    pub reports: Vec<Report>,
    /// Sources, in file order.
    pub sources: Vec<Source>,
    /// Topics, in file order.
    pub topics: Vec<Topic>,
    /// Experts, in file order.
    pub experts: Vec<Expert>,
    /// Statements, in file order.
    pub statements: Statements,
    /// Citations, in file order.
    pub citations: Vec<Citation>,
    /// Page texts, in file order.
    pub page_texts: Vec<PageText>,
}

impl Corpus {
    /// Whether the text of every page of every report is known.
    #[must_use]
    pub fn is_read(&self) -> bool {
        let pages: u64 = self.reports.iter().map(|report| u64::from(report.pages)).sum();
        let known = |page: &PageText| page.status == PageStatus::Text && page.text.is_some();
        pages > 0 && self.page_texts.len() as u64 == pages && self.page_texts.iter().all(known)
    }

    /// The report of an id.
    #[must_use]
    pub fn report(&self, id: ReportId) -> &Report {
        &self.reports[id.place()]
    }

    /// The source of an id.
    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.place()]
    }

    /// The topic of an id.
    #[must_use]
    pub fn topic(&self, id: TopicId) -> &Topic {
        &self.topics[id.place()]
    }

    /// The expert of an id.
    #[must_use]
    pub fn expert(&self, id: ExpertId) -> &Expert {
        &self.experts[id.place()]
    }

    /// The statement of an id.
    #[must_use]
    pub fn statement(&self, id: StatementId) -> &Statement {
        self.statements.get(id.place())
    }

    /// How many statements and page lists are drafts that nobody has read over.
    #[must_use]
    pub fn drafts(&self) -> usize {
        let lists = self.citations.iter().filter(|citation| citation.draft).count();
        self.statements.drafts() + lists
    }

    /// The same corpus, of which no statement is read yet; none where all of them are held.
    #[must_use]
    pub fn afresh(&self) -> Option<Self> {
        let statements = self.statements.afresh()?;
        Some(Self {
            title: self.title.clone(),
            language: self.language.clone(),
            reports: self.reports.clone(),
            sources: self.sources.clone(),
            topics: self.topics.clone(),
            experts: self.experts.clone(),
            statements,
            citations: self.citations.clone(),
            page_texts: self.page_texts.clone(),
        })
    }

    /// The citation of an id.
    #[must_use]
    pub fn citation(&self, id: CitationId) -> &Citation {
        &self.citations[id.place()]
    }

    /// The name of a topic or an expert, as the data has it.
    #[must_use]
    pub fn name(&self, subject: Subject) -> &str {
        match subject {
            Subject::Topic(id) => &self.topic(id).name,
            Subject::Expert(id) => &self.expert(id).name,
        }
    }

    /// Ids of all reports.
    pub fn report_ids(&self) -> impl ExactSizeIterator<Item = ReportId> + use<> {
        (0..self.reports.len()).map(ReportId::at)
    }

    /// Ids of all topics.
    pub fn topic_ids(&self) -> impl ExactSizeIterator<Item = TopicId> + use<> {
        (0..self.topics.len()).map(TopicId::at)
    }

    /// Ids of all experts.
    pub fn expert_ids(&self) -> impl ExactSizeIterator<Item = ExpertId> + use<> {
        (0..self.experts.len()).map(ExpertId::at)
    }

    /// Ids of all statements.
    pub fn statement_ids(&self) -> impl ExactSizeIterator<Item = StatementId> + use<> {
        (0..self.statements.len()).map(StatementId::at)
    }

    /// Ids of all citations.
    pub fn citation_ids(&self) -> impl ExactSizeIterator<Item = CitationId> + use<> {
        (0..self.citations.len()).map(CitationId::at)
    }
}
