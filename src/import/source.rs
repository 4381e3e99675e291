//! A document by page, whatever reads it.
//!
//! Imports [`super::limits`], [`crate::corpus`] and [`crate::lang`].

use serde::{Deserialize, Serialize};

use super::limits::Limit;
use crate::corpus::PageStatus;
use crate::error::Error;
use crate::lang::Lang;

/// One page as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadPage {
    /// Its text.
    pub text: String,
    /// What is to be thought of the text.
    pub status: PageStatus,
    /// The limit that cut it short or lost it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

impl ReadPage {
    /// A page that could not be read.
    #[must_use]
    pub const fn failed(limit: Limit) -> Self {
        Self { text: String::new(), status: PageStatus::Failed, limit: Some(limit) }
    }
}

/// Something with pages that can be read one by one.
pub trait PageSource {
    /// How many pages it has.
    fn count(&self) -> u32;
    /// What it calls itself.
    fn title(&self) -> Option<String>;
    /// One printed label a page, or none where labels equal the count.
    fn labels(&self) -> Vec<String>;
    /// A limit that cuts the whole short.
    fn limit(&self) -> Option<Limit> {
        None
    }
    /// Whether its parts count as pages, for want of pages.
    fn in_parts(&self) -> bool {
        false
    }
    /// Reads the pages from one to another, both counted from 1, for as long as `take`
    /// wants more.
    fn read(&self, from: u32, to: u32, take: &mut dyn FnMut(u32, ReadPage) -> bool);
}

/// Why a document could not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpenError {
    /// It asks for a password.
    Locked,
    /// It is damaged, or not what it seems.
    Broken,
    /// It is empty.
    Empty,
    /// It is a folder.
    Folder,
    /// It is no kind of document that is read.
    Unknown,
    /// It is nothing that drafts are made of.
    NoArticle,
    /// What was to read it is not here.
    NotInstalled,
    /// Opening it hit a limit.
    Limit(Limit),
}

impl OpenError {
    /// As what ends the run, for a document of that name.
    #[must_use]
    pub fn of(self, name: &str) -> Error {
        Error::Document {
            name: name.to_owned(),
            why: [self.sentence(Lang::En), self.sentence(Lang::Fr)],
            too_large: matches!(self, Self::Limit(Limit::File)),
        }
    }

    /// What is wrong and what to do.
    #[must_use]
    pub fn sentence(self, lang: Lang) -> String {
        let pick = |en: &str, fr: &str| lang.pick(en, fr).to_owned();
        match self {
            Self::Locked => pick(
                "asks for a password; save it without one first",
                "demande un mot de passe\u{202f}; enregistrez-le d’abord sans mot de passe",
            ),
            Self::Broken => {
                pick("damaged, or not what it seems", "endommagé, ou pas ce qu’il paraît")
            }
            Self::Empty => pick("empty", "vide"),
            Self::Folder => pick(
                "a folder; name the files in it",
                "un dossier\u{202f}; nommez les fichiers qu’il contient",
            ),
            Self::Unknown => pick(
                "no PDF, HTML, Markdown, text, EPUB or DOCX",
                "ni PDF, ni HTML, ni Markdown, ni texte, ni EPUB, ni DOCX",
            ),
            Self::NoArticle => pick(
                "--draft reads HTML, Markdown or text; save the article as one of these, or import its pages without --draft",
                "--draft lit du HTML, du Markdown ou du texte\u{202f}; enregistrez l’article sous l’une de ces formes, ou importez ses pages sans --draft",
            ),
            Self::NotInstalled => pick(
                "not installed; leave --extractor out",
                "pas installé\u{202f}; omettez --extractor",
            ),
            Self::Limit(limit) => {
                let limit = limit.name(lang);
                match lang {
                    Lang::En => format!("limit hit: {limit}"),
                    Lang::Fr => format!("limite atteinte\u{a0}: {limit}"),
                }
            }
        }
    }
}

/// A document, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What it calls itself.
    pub title: Option<String>,
    /// One printed label a page, or none where labels equal the count.
    pub labels: Vec<String>,
    /// Its pages in order.
    pub pages: Vec<ReadPage>,
    /// A limit that cut the whole short.
    pub limit: Option<Limit>,
    /// Whether its parts count as pages, for want of pages.
    pub in_parts: bool,
}

/// A document that is read whole before its first page is asked for.
impl PageSource for Document {
    fn count(&self) -> u32 {
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }

    fn title(&self) -> Option<String> {
        self.title.clone()
    }

    fn labels(&self) -> Vec<String> {
        self.labels.clone()
    }

    fn limit(&self) -> Option<Limit> {
        self.limit
    }

    fn read(&self, from: u32, to: u32, take: &mut dyn FnMut(u32, ReadPage) -> bool) {
        let pages = self.pages.iter().zip(1..=to).skip((from as usize).saturating_sub(1));
        for (page, number) in pages {
            if !take(number, page.clone()) {
                break;
            }
        }
    }
}

impl Document {
    /// The pages of a status, counted from 1.
    #[must_use]
    pub fn with(&self, status: PageStatus) -> Vec<u32> {
        let pages = self.pages.iter().zip(1..);
        pages.filter(|(page, _)| page.status == status).map(|(_, number)| number).collect()
    }

    /// Whether any page was read.
    #[must_use]
    pub fn has_pages(&self) -> bool {
        self.pages.iter().any(|page| page.status != PageStatus::Failed)
    }

    /// Every limit that was hit, with its pages; none for the document as a whole.
    #[must_use]
    pub fn limits(&self) -> Vec<(Limit, Vec<u32>)> {
        let mut limits: Vec<(Limit, Vec<u32>)> =
            self.limit.map(|limit| (limit, Vec::new())).into_iter().collect();
        for (page, number) in self.pages.iter().zip(1..) {
            let Some(limit) = page.limit else { continue };
            match limits.iter_mut().find(|(known, _)| *known == limit) {
                Some((_, pages)) => pages.push(number),
                None => limits.push((limit, vec![number])),
            }
        }
        limits
    }
}
