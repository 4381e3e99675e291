//! From documents and names to a corpus file.
//!
//! Imports the records of [`crate::corpus::file`] and the finder.
//!
//! Odd thing worth knowing: a position in a report's own text counts lines and code points
//! from the start of its page, since pages are what such a text is kept by.

use std::collections::{BTreeMap, BTreeSet};

use super::finder::{Finder, Hit, Place};
use super::names::{Name, slug, unused};
use super::source::Document;
use crate::corpus::file::{
    CitationRecord, CorpusFile, ExpertRecord, FORMAT, PageTextRecord, PagesRecord, PositionRecord,
    ReportRecord, SourceRecord, TopicRecord,
};
use crate::corpus::{PageStatus, SourceKind};

/// The longest words that a position repeats, in characters.
const LONGEST_EXACT: usize = 200;

/// What is said of a document by those who import it.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Its title.
    pub title: Option<String>,
    /// Its year.
    pub year: Option<i32>,
    /// Its language.
    pub language: Option<String>,
    /// The name of its file, without folder and ending.
    pub stem: String,
    /// Its file.
    pub file: Option<String>,
}

/// The pages of a name in one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Where it stands in the text.
    pub pages: BTreeSet<u32>,
    /// Where it stands in running heads and feet alone.
    pub running: BTreeSet<u32>,
    /// Where it stands in tables of contents and indexes alone.
    pub contents: BTreeSet<u32>,
}

impl Found {
    /// Every page where the name stands.
    #[must_use]
    pub fn all(&self) -> BTreeSet<u32> {
        let apart = self.running.iter().chain(&self.contents);
        self.pages.iter().chain(apart).copied().collect()
    }
}

/// The pages of each name, by kind of place.
#[must_use]
pub fn pages_found(hits: &[Hit], names: usize) -> Vec<Found> {
    let mut found = vec![Found::default(); names];
    for hit in hits {
        let page = u32::try_from(hit.page + 1).unwrap_or(u32::MAX);
        let Some(found) = found.get_mut(hit.name) else { continue };
        match hit.place {
            Place::Body => found.pages.insert(page),
            Place::Running => found.running.insert(page),
            Place::Contents => found.contents.insert(page),
        };
    }
    for found in &mut found {
        found.contents.retain(|page| !found.pages.contains(page));
        found.running.retain(|page| !found.pages.contains(page));
    }
    found
}

/// A corpus that is being put together.
#[derive(Debug)]
pub struct Builder {
    file: CorpusFile,
    topics: Vec<Name>,
    experts: Vec<Name>,
    finder: Finder,
}

impl Builder {
    /// With the names to look for.
    #[must_use]
    pub fn new(topics: Vec<Name>, experts: Vec<Name>) -> Self {
        let finder = Finder::new(
            topics.iter().chain(&experts).map(|name| name.spellings().collect::<Vec<_>>()),
        );
        let mut file = CorpusFile { format: Some(FORMAT.to_owned()), ..CorpusFile::default() };
        file.topics = topics
            .iter()
            .map(|topic| TopicRecord {
                id: Some(topic.id.clone()),
                name: Some(topic.name.clone()),
                aliases: topic.alias_records(),
                ..TopicRecord::default()
            })
            .collect();
        file.experts = experts
            .iter()
            .map(|expert| ExpertRecord {
                id: Some(expert.id.clone()),
                name: Some(expert.name.clone()),
                aliases: expert.alias_records(),
                ..ExpertRecord::default()
            })
            .collect();
        Self { file, topics, experts, finder }
    }

    /// Adds a document as a report, with its text and every page of every name. Gives the
    /// pages of each topic, then of each expert.
    pub fn add(&mut self, document: &Document, about: &About) -> Vec<Found> {
        let pages: Vec<&str> = document.pages.iter().map(|page| page.text.as_str()).collect();
        let title = about
            .title
            .clone()
            .or_else(|| document.title.clone())
            .unwrap_or_else(|| about.stem.clone());
        let report = unused(&slug(&title), |id| {
            self.file.reports.iter().any(|known| known.id.as_deref() == Some(id))
        });
        let source = format!("{report}-text");
        let language = about.language.clone().or_else(|| language_of(&pages).map(str::to_owned));
        self.file.reports.push(ReportRecord {
            id: Some(report.clone()),
            title: Some(title.clone()),
            pages: u32::try_from(pages.len()).ok(),
            year: about.year,
            language: language.clone(),
            file: about.file.clone(),
            labels: document.labels.clone(),
            ..ReportRecord::default()
        });
        self.file.sources.push(SourceRecord {
            id: Some(source.clone()),
            kind: Some(SourceKind::Report),
            title: Some(title.clone()),
            about: Some(report.clone()),
            language: language.clone(),
            ..SourceRecord::default()
        });
        self.file.title.get_or_insert(title);
        if self.file.language.is_none() {
            self.file.language = language;
        }
        for (page, number) in document.pages.iter().zip(1..) {
            self.file.page_texts.push(PageTextRecord {
                report: Some(report.clone()),
                page: Some(number),
                text: Some(page.text.clone()),
                label: document.labels.get(number as usize - 1).cloned(),
                status: Some(page.status).filter(|&status| status != PageStatus::Text),
            });
        }
        let hits = self.finder.find(&pages);
        let mut by_name: BTreeMap<usize, Vec<&Hit>> = BTreeMap::new();
        for hit in hits.iter().filter(|hit| hit.place == Place::Body) {
            by_name.entry(hit.name).or_default().push(hit);
        }
        for (name, hits) in by_name {
            let topic = self.topics.get(name).map(|topic| topic.id.clone());
            let expert = name
                .checked_sub(self.topics.len())
                .and_then(|name| self.experts.get(name))
                .map(|expert| expert.id.clone());
            let mut before = None;
            let mut counter = Counter::default();
            for hit in hits {
                // Two spellings of a name may lie one in the other: the first says enough.
                if before.is_some_and(|(page, end)| page == hit.page && hit.range.start < end) {
                    continue;
                }
                before = Some((hit.page, hit.range.end));
                let number = u32::try_from(hit.page + 1).unwrap_or(u32::MAX);
                let label = document.labels.get(hit.page).cloned();
                self.file.citations.push(CitationRecord {
                    topic: topic.clone(),
                    expert: expert.clone(),
                    report: Some(report.clone()),
                    pages: Some(PagesRecord {
                        printed: Some(label.unwrap_or_else(|| number.to_string())),
                        list: Some(vec![number]),
                        ..PagesRecord::default()
                    }),
                    position: Some(counter.position(&source, pages[hit.page], hit)),
                    ..CitationRecord::default()
                });
            }
        }
        pages_found(&hits, self.topics.len() + self.experts.len())
    }

    /// The corpus file. The title of several documents is that of the first, and how many more.
    #[must_use]
    pub fn finish(mut self) -> CorpusFile {
        let more = self.file.reports.len().saturating_sub(1);
        if let Some(title) = self.file.title.as_mut().filter(|_| more > 0) {
            *title = format!("{title} (+{more})");
        }
        self.file
    }

    /// The names that are looked for: topics, then experts.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.topics.iter().chain(&self.experts)
    }
}

/// Counts the lines and the letters before hits that come in order, each text once.
#[derive(Debug, Default)]
struct Counter {
    page: usize,
    /// What of the page is counted, in bytes.
    at: usize,
    lines: usize,
    letters: usize,
}

impl Counter {
    fn position(&mut self, source: &str, page: &str, hit: &Hit) -> PositionRecord {
        if self.page != hit.page || hit.range.start < self.at {
            *self = Self { page: hit.page, ..Self::default() };
        }
        let before = &page[self.at..hit.range.start];
        self.at = hit.range.start;
        self.lines += before.matches('\n').count();
        self.letters += before.chars().count();
        let words = &page[hit.range.clone()];
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let start = number(self.letters);
        PositionRecord {
            source: Some(source.to_owned()),
            line: u32::try_from(self.lines + 1).ok(),
            start: Some(start),
            end: Some(start.saturating_add(number(words.chars().count()))),
            exact: Some(words.chars().take(LONGEST_EXACT).collect()),
        }
    }
}

/// French or English, by their commonest words; neither where they are rare.
#[must_use]
pub fn language_of(pages: &[&str]) -> Option<&'static str> {
    let (mut french, mut english, mut all) = (0_usize, 0_usize, 0_usize);
    for page in pages.iter().take(40) {
        for word in page.split(|letter: char| !letter.is_alphabetic()) {
            all += usize::from(!word.is_empty());
            match word {
                "le" | "la" | "les" | "des" | "et" | "est" | "une" | "du" | "dans" | "pour" => {
                    french += 1;
                }
                "the" | "of" | "and" | "to" | "is" | "that" | "with" | "for" | "are" => {
                    english += 1;
                }
                _ => {}
            }
        }
    }
    let (most, tag) = if french > english { (french, "fr") } else { (english, "en") };
    (most * 25 > all && most > 3).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Input, load_inputs};
    use crate::import::source::ReadPage;

    fn document(pages: &[&str]) -> Document {
        let page = |text: &&str| ReadPage { text: (*text).to_owned(), ..ReadPage::default() };
        Document { pages: pages.iter().map(page).collect(), ..Document::default() }
    }

    #[test]
    fn hits_become_citations_that_lead_back_to_the_words() {
        let names = super::super::names::read("Média social = réseau social").unwrap();
        let mut builder = Builder::new(names, Vec::new());
        let mut document = document(&[
            "Une page\nsur les médias sociaux.",
            "Rien ici.",
            "Le réseau social,\nencore un média social.",
        ]);
        document.labels = ["i", "ii", "1"].map(str::to_owned).to_vec();
        let about = About { stem: "essai".into(), ..About::default() };
        let found = builder.add(&document, &about);
        assert_eq!(found[0].pages.iter().copied().collect::<Vec<_>>(), [1, 3]);
        let file = builder.finish();
        let bytes = serde_json::to_vec(&file).unwrap();
        let loaded = load_inputs(&[Input { name: "c.json".into(), bytes: bytes.into() }]);
        assert_eq!(loaded.problems, []);
        let corpus = loaded.corpus;
        assert_eq!(corpus.citations.len(), 3);
        assert_eq!(corpus.citations[1].pages.printed, "1");
        for citation in &corpus.citations {
            let at = citation.position.as_ref().unwrap();
            let page = citation.places()[0];
            let text = corpus.page_texts.iter().find(|text| text.at == page).unwrap();
            let text = text.text.as_ref().unwrap();
            let words: String =
                text.chars().skip(at.start as usize).take((at.end - at.start) as usize).collect();
            assert_eq!(at.exact, words);
        }
        let lines = corpus.citations.iter().map(|cited| cited.position.as_ref().unwrap().line);
        assert_eq!(lines.collect::<Vec<_>>(), [2, 1, 2]);
    }

    #[test]
    fn languages_are_told_by_their_common_words() {
        assert_eq!(language_of(&["la part des pages dans le rapport et la suite"]), Some("fr"));
        assert_eq!(language_of(&["the share of the pages and the rest of it"]), Some("en"));
        assert_eq!(language_of(&["lorem ipsum dolor"]), None);
    }
}
