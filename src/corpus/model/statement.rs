//! What was said, on which pages, and how it stands to what else was said.
//!
//! Imports its neighbours in this room.
//!
//! Odd thing worth knowing: what few statements have is kept apart, boxed, and read as if it
//! stood on the statement itself, so that a plain one stays small.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::{
    Clean, ExpertId, Localised, PageRef, Position, ReportId, StatementId, TopicId, places,
};
use crate::lang::Lang;

/// What a statement is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatementKind {
    /// The source prints the words inside quotation marks.
    Quote,
    /// Somebody's view in other words.
    Paraphrase,
    /// Somebody is named with it, without a claim about this report.
    Mention,
    /// The source's author sums up.
    Summary,
}

/// Who holds a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// The experts named in it.
    #[default]
    Expert,
    /// The author of the source.
    Author,
    /// The report as such.
    Report,
}

/// How sure the attribution is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Stated in the source.
    Certain,
    /// Likely.
    Probable,
    /// Not assessed.
    #[default]
    Unknown,
}

/// How a statement relates to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RelationKind {
    /// Says the same.
    Agrees,
    /// Qualifies it.
    Nuances,
    /// Says the opposite.
    Contradicts,
    /// Goes on from it.
    Continues,
}

/// A relation between two statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its kind.
    pub kind: RelationKind,
    /// The other statement.
    pub target: StatementId,
    /// Where it was read.
    pub position: Option<Position>,
}

/// Why pages are not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Absent {
    /// The source prints none.
    #[serde(rename = "not printed")]
    NotPrinted,
    /// Nobody knows.
    #[serde(rename = "unknown")]
    Unknown,
}

/// A run printed with `f` or `ff`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageMark {
    /// First page.
    pub from: u32,
    /// Last page that the run stands for.
    pub to: u32,
    /// `f` or `ff`.
    pub suffix: Clean,
}

/// A page reference: as printed, and as numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// The exact string; may be empty.
    pub printed: Clean,
    /// Physical pages from 1, ranges expanded, in printed order.
    pub list: Vec<u32>,
    /// Runs printed with `f` or `ff`.
    pub marks: Box<[PageMark]>,
    /// Taken over from the sentence before.
    pub inherited: bool,
    /// Why there is none.
    pub absent: Option<Absent>,
}

impl Pages {
    /// The pages in ascending order, each once.
    #[must_use]
    pub fn sorted(&self) -> Vec<u32> {
        let mut pages = self.list.clone();
        pages.sort_unstable();
        pages.dedup();
        pages
    }
}

/// What someone said, or what a source says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its id in the file.
    pub slug: Clean,
    /// What it is made of.
    pub kind: StatementKind,
    /// Our wording, in the source's language.
    pub text: Clean,
    /// Who holds it.
    pub voice: Voice,
    /// Who says it.
    pub experts: Vec<ExpertId>,
    /// What it is about.
    pub topics: Vec<TopicId>,
    /// The report that its pages belong to; always set where `pages` lists any.
    pub report: Option<ReportId>,
    /// Its pages.
    pub pages: Pages,
    /// How sure the attribution is.
    pub certainty: Certainty,
    /// Drafted by a program and not yet read by a person.
    pub draft: bool,
    /// The rest, where there is any of it; read as if the fields were those of the statement.
    pub more: More,
}

/// What many statements have nothing of, so that it takes no room in those.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MoreOfStatement {
    /// Translations of the wording.
    pub texts: Localised,
    /// The words that the source prints inside quotation marks, without the marks.
    pub quote: Option<Clean>,
    /// Who quotes those who say it.
    pub via: Vec<ExpertId>,
    /// The attitude that it takes.
    pub stance: Option<Clean>,
    /// Relations to other statements.
    pub relations: Vec<Relation>,
    /// Where it was read.
    pub position: Option<Position>,
    /// The rule that drafted it.
    pub rule: Option<Clean>,
    /// The rule's confidence, 0 to 1.
    pub confidence: Option<f64>,
}

impl MoreOfStatement {
    /// Nothing of it.
    const NONE: Self = Self {
        texts: Localised { fr: None, en: None },
        quote: None,
        via: Vec::new(),
        stance: None,
        relations: Vec::new(),
        position: None,
        rule: None,
        confidence: None,
    };
}

/// The rest of a statement, or nothing of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct More(Option<Box<MoreOfStatement>>);

impl More {
    /// The rest; none where there is nothing of it.
    #[must_use]
    pub fn get(&self) -> Option<&MoreOfStatement> {
        self.0.as_deref()
    }

    /// The rest, to be changed; none where there is nothing of it.
    pub fn get_mut(&mut self) -> Option<&mut MoreOfStatement> {
        self.0.as_deref_mut()
    }
}

impl From<MoreOfStatement> for More {
    fn from(more: MoreOfStatement) -> Self {
        Self((more != MoreOfStatement::NONE).then(|| Box::new(more)))
    }
}

impl Deref for Statement {
    type Target = MoreOfStatement;

    fn deref(&self) -> &MoreOfStatement {
        static NONE: MoreOfStatement = MoreOfStatement::NONE;
        self.more.get().unwrap_or(&NONE)
    }
}

impl Statement {
    /// What stands in the place of one that cannot be read.
    #[must_use]
    pub fn lost() -> Self {
        Self {
            slug: "?".into(),
            kind: StatementKind::Paraphrase,
            text: "?".into(),
            voice: Voice::Report,
            experts: Vec::new(),
            topics: Vec::new(),
            report: None,
            pages: Pages::default(),
            certainty: Certainty::Unknown,
            draft: false,
            more: More::default(),
        }
    }

    /// The wording in one language, or in the source's where no translation is known.
    #[must_use]
    pub fn wording(&self, lang: Lang) -> &str {
        self.texts.get(lang).unwrap_or(&self.text)
    }

    /// The pages as places in the report, ascending.
    #[must_use]
    pub fn places(&self) -> Vec<PageRef> {
        places(self.report, &self.pages)
    }
}
