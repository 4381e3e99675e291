//! Drafts: the people, statements, page lists and definitions of an article about a report.
//!
//! Imports the rooms below it and the records of [`crate::corpus::file`].
//!
//! Odd thing worth knowing: nothing here is sure. Every statement carries its rule, its
//! confidence and `draft`, and stays marked until a person has read it.

mod blocks;
mod marks;
mod speech;

use super::names::{slug, unused};
use crate::corpus::SourceKind;
use crate::corpus::StatementKind;
use crate::corpus::file::{
    CitationRecord, CorpusFile, DefinitionRecord, ExpertRecord, FORMAT, PagesRecord,
    PositionRecord, ReportRecord, SourceRecord, StatementRecord, TopicRecord,
};
use blocks::{Block, Kind};
use marks::{Quotation, Reference, definitions, quotations};
use speech::{Rules, Said};

/// The confidence of a rule that was right wherever it was held against an article.
const HIGH: f64 = 0.95;
/// The pages from which on a reference is a list of a topic's.
const LIST: usize = 3;

/// Drafts a corpus of an article.
///
/// # Errors
/// Never but by a mistake in the rules.
pub fn draft(source: &str, title: &str) -> Result<CorpusFile, regex::Error> {
    let rules = Rules::new()?;
    let mut draft = Draft::new(title);
    for block in blocks::blocks(source) {
        draft.read(&rules, &block);
    }
    Ok(draft.finish())
}

struct Draft {
    file: CorpusFile,
    report: String,
    source: String,
    most: u32,
    /// A quotation that fills its block and waits for a signature.
    waiting: Option<(Block, Quotation)>,
}

impl Draft {
    fn new(title: &str) -> Self {
        let report = format!("{}-report", slug(title));
        let source = slug(title);
        let mut file = CorpusFile { format: Some(FORMAT.into()), ..CorpusFile::default() };
        file.title = Some(title.to_owned());
        file.sources.push(SourceRecord {
            id: Some(source.clone()),
            kind: Some(SourceKind::Article),
            title: Some(title.to_owned()),
            about: Some(report.clone()),
            ..SourceRecord::default()
        });
        Self { file, report, source, most: 1, waiting: None }
    }

    fn read(&mut self, rules: &Rules, block: &Block) {
        for found in definitions(&block.text) {
            let term = &block.text[found.term.0..found.term.1];
            let id = self.topic(term);
            let position = self.position(block, found.text);
            if let Some(topic) = self.file.topics.iter_mut().find(|t| t.id.as_deref() == Some(&id))
            {
                topic.definition = Some(DefinitionRecord {
                    text: Some(block.text[found.text.0..found.text.1].to_owned()),
                    position: Some(position),
                    ..DefinitionRecord::default()
                });
            }
        }
        if let (Some(name), Some((quoted, quotation))) =
            (rules.signature(block), self.waiting.take())
        {
            let said = Said {
                expert: Some(name),
                via: None,
                span: (quotation.start, quotation.end),
                quote: Some(quotation.words),
                reference: None,
                rule: "signature",
            };
            self.state(&quoted, &said, &[]);
            return;
        }
        let references = rules.references.find(&block.text);
        let said = rules.read(block, &references);
        let used: Vec<usize> = said.iter().filter_map(|said| said.reference).collect();
        for said in &said {
            self.state(block, said, &references);
        }
        for (number, reference) in references.iter().enumerate() {
            if !used.contains(&number) && !reference.elsewhere && block.kind != Kind::Heading {
                self.list(block, reference);
            }
        }
        if let [only] = quotations(&block.text).as_slice()
            && only.start < 3
            && only.end + 2 >= block.text.len()
            && said.is_empty()
        {
            self.waiting = Some((block.clone(), only.clone()));
        }
    }

    /// A list of pages belongs to what is quoted or named last before it.
    fn list(&mut self, block: &Block, reference: &Reference) {
        if reference.pages.len() < LIST {
            return;
        }
        let before = &block.text[..reference.start];
        let from = before.rfind(". ").map_or(0, |stop| stop + 2);
        let quoted = quotations(before)
            .into_iter()
            .rfind(|quotation| !quotation.open && quotation.start >= from)
            .map(|quotation| before[quotation.words.0..quotation.words.1].trim().to_owned())
            .filter(|words| words.split(' ').count() <= 3);
        let named = || {
            let words = before[from..].split(|sign: char| !sign.is_alphanumeric());
            let words = words.skip(1).filter(|word| word.chars().count() > 2);
            words.into_iter().find(|word| word.starts_with(char::is_uppercase)).map(str::to_owned)
        };
        let Some(name) = quoted.or_else(named) else { return };
        let topic = self.topic(&name);
        let position = self.position(block, (reference.start, reference.end));
        let pages = self.pages(block, reference);
        self.file.citations.push(CitationRecord {
            topic: Some(topic),
            expert: None,
            report: Some(self.report.clone()),
            pages: Some(pages),
            position: Some(position),
        });
    }

    fn state(&mut self, block: &Block, said: &Said, references: &[Reference]) {
        let experts = said.expert.iter().map(|name| self.expert(name)).collect();
        let via = said.via.iter().map(|name| self.expert(name)).collect();
        let words = |(from, to): (usize, usize)| block.text[from..to].trim().to_owned();
        let pages = said.reference.and_then(|number| references.get(number));
        let pages = pages.map(|reference| self.pages(block, reference));
        let number = self.file.statements.len() + 1;
        let kind =
            if said.quote.is_some() { StatementKind::Quote } else { StatementKind::Paraphrase };
        let position = self.position(block, said.span);
        self.file.statements.push(StatementRecord {
            id: Some(format!("s{number}")),
            kind: Some(kind),
            text: Some(words(said.quote.unwrap_or(said.span))),
            quote: said.quote.map(words),
            experts,
            via,
            report: Some(self.report.clone()),
            pages,
            position: Some(position),
            draft: true,
            rule: Some(said.rule.to_owned()),
            confidence: Some(HIGH),
            ..StatementRecord::default()
        });
    }

    fn pages(&mut self, block: &Block, reference: &Reference) -> PagesRecord {
        self.most = self.most.max(reference.pages.iter().copied().max().unwrap_or(1));
        PagesRecord {
            printed: Some(block.text[reference.start..reference.end].to_owned()),
            list: Some(reference.pages.clone()),
            ..PagesRecord::default()
        }
    }

    fn position(&self, block: &Block, (start, end): (usize, usize)) -> PositionRecord {
        let (from, to) = block.source(start, end);
        PositionRecord {
            source: Some(self.source.clone()),
            line: Some(block.line),
            start: Some(from),
            end: Some(to),
            exact: Some(block.text[start..end].to_owned()),
        }
    }

    fn expert(&mut self, name: &str) -> String {
        let known = self.file.experts.iter().find(|expert| {
            let full = expert.name.as_deref().unwrap_or_default();
            full == name || (!name.contains(' ') && full.split(' ').next_back() == Some(name))
        });
        if let Some(id) = known.and_then(|expert| expert.id.clone()) {
            return id;
        }
        let id = unused(&slug(name), |id| {
            self.file.experts.iter().any(|known| known.id.as_deref() == Some(id))
        });
        self.file.experts.push(ExpertRecord {
            id: Some(id.clone()),
            name: Some(name.to_owned()),
            ..ExpertRecord::default()
        });
        id
    }

    fn topic(&mut self, name: &str) -> String {
        let id = slug(name);
        if !self.file.topics.iter().any(|topic| topic.id.as_deref() == Some(&id)) {
            self.file.topics.push(TopicRecord {
                id: Some(id.clone()),
                name: Some(name.to_owned()),
                ..TopicRecord::default()
            });
        }
        id
    }

    fn finish(mut self) -> CorpusFile {
        self.file.reports.push(ReportRecord {
            id: Some(self.report),
            title: self.file.title.clone(),
            pages: Some(self.most),
            ..ReportRecord::default()
        });
        self.file
    }
}

#[cfg(test)]
mod tests;
