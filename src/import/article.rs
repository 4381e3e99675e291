//! Drafts: the people, statements, page lists and definitions of an article about a report.
//!
//! Imports the rooms below it and the records of [`crate::corpus::file`].
//!
//! Odd thing worth knowing: nothing here is sure. Every statement carries its rule, its
//! confidence and `draft`, and stays marked until a person has read it.

mod blocks;
mod marks;
mod patterns;
mod sentences;
mod speech;
mod verbs;
mod who;

use super::names::{slug, unused};
use crate::corpus::SourceKind;
use crate::corpus::file::{
    CitationRecord, CorpusFile, DefinitionRecord, ExpertRecord, FORMAT, PagesRecord,
    PositionRecord, ReportRecord, SourceRecord, StatementRecord, TopicRecord,
};
use crate::corpus::{StatementKind, Voice};
use blocks::{Block, Kind};
use marks::{Quotation, Reference, definitions, quotations};
use speech::{Rules, Said, said};
use who::{People, Speaker, is_person};

/// The pages from which on a reference is a list of a topic's.
const LIST: usize = 3;

/// Drafts a corpus of an article.
///
/// # Errors
/// Never but by a mistake in the rules.
pub fn draft(source: &str, title: &str) -> Result<CorpusFile, regex::Error> {
    let rules = Rules::new()?;
    let blocks = blocks::blocks(source);
    let texts = || blocks.iter().map(|block| block.text.as_str());
    let mut people = People::of(&rules.names, texts());
    let document = texts().find_map(|text| rules.document(text));
    let mut draft = Draft::new(title);
    for number in 0..blocks.len() {
        draft.read(&rules, &blocks, number, &mut people, document.as_ref());
    }
    Ok(draft.finish())
}

struct Draft {
    file: CorpusFile,
    report: String,
    source: String,
    most: u32,
    /// A quotation that fills its block and waits for a signature: its block and words.
    waiting: Option<(usize, Quotation)>,
    /// The block that announces the list being read.
    intro: usize,
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
        Self { file, report, source, most: 1, waiting: None, intro: 0 }
    }

    fn read(
        &mut self,
        rules: &Rules,
        blocks: &[Block],
        number: usize,
        people: &mut People,
        document: Option<&Speaker>,
    ) {
        let block = &blocks[number];
        if block.kind != Kind::Row {
            self.intro = number;
        }
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
        if let (Some(speaker), Some((quoted, quotation))) =
            (rules.signature(block, people), self.waiting.take())
        {
            let span = (quotation.start, quotation.end);
            let mut signed = said(Some(speaker), span, ("signature", 0.95));
            signed.quotes = vec![quotation.words];
            self.state(&blocks[quoted], &signed, &[]);
            return;
        }
        let references = rules.references.find(&block.text);
        if let Some((label, from)) = rules.turn(block)
            && is_turn(blocks, label, people)
            && let Some(speaker) = people.named(label)
        {
            people.last = Some(speaker.clone());
            let mut turn = said(Some(speaker), (from, block.text.len()), ("X :", 0.95));
            turn.reference = (references.len() == 1).then_some(0);
            self.state(block, &turn, &references);
            return;
        }
        if self.whole(rules, blocks, number, &references, (people, document)) {
            return;
        }
        let said = rules.read(block, &references, people, document);
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
            self.waiting = Some((number, only.clone()));
        }
    }

    /// A block that is said as a whole: set apart as a quotation, or a list whose pages stand
    /// behind its last row. Whether it was one.
    fn whole(
        &mut self,
        rules: &Rules,
        blocks: &[Block],
        number: usize,
        references: &[Reference],
        (people, document): (&mut People, Option<&Speaker>),
    ) -> bool {
        let block = &blocks[number];
        let last = references.len().checked_sub(1);
        if block.kind == Kind::Quotation {
            if block.text.split(' ').count() < 4 {
                return false;
            }
            let before = number.checked_sub(1).map(|before| &blocks[before]);
            let intro = before.filter(|before| before.text.ends_with(':'));
            let speaker =
                intro.and_then(|intro| rules.introduced(&intro.text, people)).or_else(|| {
                    (intro.is_some() || last.is_some()).then(|| document.cloned()).flatten()
                });
            let mut end = block.text.len();
            if let Some(reference) = last.map(|last| &references[last]) {
                end = block.text[..reference.start].trim_end_matches(['(', ' ']).len();
            }
            let rule =
                if speaker.is_some() { ("block quotation", 0.7) } else { ("block quotation", 0.4) };
            let mut quoted = said(speaker, (0, end), rule);
            quoted.quotes = vec![(0, end)];
            quoted.reference = last;
            self.state(block, &quoted, references);
            return true;
        }
        let ends_list = block.kind == Kind::Row
            && blocks.get(number + 1).is_none_or(|next| next.kind != Kind::Row);
        if let (true, Some(last)) = (ends_list, last)
            && self.intro < number
            && block.text[..references[last].start]
                .trim_end_matches(['(', ' '])
                .ends_with(['.', '!', '?'])
            && references[last].end + 2 >= block.text.len()
        {
            let intro = &blocks[self.intro];
            let mut list =
                said(document.cloned(), (0, intro.text.len()), ("pages behind a list", 0.7));
            list.reference = Some(0);
            let pages = self.pages(block, &references[last]);
            self.record(intro, &list, Some(pages));
            return true;
        }
        false
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
        let pages = said.reference.and_then(|number| references.get(number));
        let pages = pages.map(|reference| self.pages(block, reference));
        self.record(block, said, pages);
    }

    fn record(&mut self, block: &Block, said: &Said, pages: Option<PagesRecord>) {
        let experts: Vec<String> =
            said.speaker.iter().map(|speaker| self.expert(speaker)).collect();
        let via = said.via.iter().map(|speaker| self.expert(speaker)).collect();
        let words = |(from, to): (usize, usize)| block.text[from..to].trim().to_owned();
        let number = self.file.statements.len() + 1;
        let quote = (!said.quotes.is_empty()).then(|| {
            said.quotes.iter().map(|&quote| words(quote)).collect::<Vec<_>>().join(" […] ")
        });
        let (kind, voice) = match (&quote, said.author, experts.is_empty()) {
            (Some(_), ..) => (StatementKind::Quote, Voice::Expert),
            (None, true, _) => (StatementKind::Summary, Voice::Author),
            (None, false, true) => (StatementKind::Summary, Voice::Report),
            (None, false, false) => (StatementKind::Paraphrase, Voice::Expert),
        };
        let position = self.position(block, said.span);
        self.file.statements.push(StatementRecord {
            id: Some(format!("s{number}")),
            kind: Some(kind),
            text: Some(quote.clone().unwrap_or_else(|| words(said.span))),
            quote,
            voice: Some(voice).filter(|&voice| voice != Voice::Expert),
            experts,
            via,
            report: Some(self.report.clone()),
            pages,
            position: Some(position),
            draft: true,
            rule: Some(said.rule.to_owned()),
            confidence: Some(said.confidence),
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

    fn expert(&mut self, speaker: &Speaker) -> String {
        let last = |name: &str| name.rsplit(' ').next().map(str::to_lowercase);
        let name = speaker.name.as_str();
        let known = self.file.experts.iter().find(|expert| {
            let full = expert.name.as_deref().unwrap_or_default();
            full == name
                || (!name.contains(' ') && full.rsplit(' ').next() == Some(name))
                // "A developer for the map" and "the developer" are one.
                || (expert.collective && speaker.collective && {
                    let short = full.split(" for ").next().unwrap_or(full);
                    name.contains(' ') && last(short) == last(name)
                })
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
            collective: speaker.collective,
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

/// Whether a label before a colon is somebody who speaks: a person, or one who speaks again.
fn is_turn(blocks: &[Block], label: &str, people: &People) -> bool {
    let again = blocks.iter().filter(|block| {
        block.text.strip_prefix(label).is_some_and(|rest| rest.trim_start().starts_with(':'))
    });
    people.named(label).is_some_and(|speaker| is_person(&speaker.name)) || again.count() > 1
}

#[cfg(test)]
mod tests;
