//! What is drafted, as the records of a corpus file.

use std::collections::{HashMap, HashSet};

use super::blocks::Block;
use super::ground::Ground;
use super::lists::words;
use super::references::{ROMANS, Reference, SMALL};
use super::speech::Said;
use super::who::Speaker;
use crate::corpus::file::{
    CitationRecord, CorpusFile, DefinitionRecord, ExpertRecord, FORMAT, PagesRecord,
    PositionRecord, ReportRecord, SourceRecord, StatementRecord, TopicRecord,
};
use crate::corpus::{SourceKind, StatementKind, Voice};
use crate::import::names::{slug, unused};
use crate::query::fold;

/// A corpus file in the making.
pub(super) struct Draft {
    file: CorpusFile,
    report: String,
    source: String,
    most: u32,
    /// The last pages that bear Roman numbers, in small letters and in great ones.
    small: u32,
    great: u32,
    /// The ids of experts by name, and those that are taken.
    experts: HashMap<String, String>,
    topics: HashMap<String, usize>,
    /// The names that the article announces.
    announced: Vec<String>,
    /// The ids of experts.
    ids: HashSet<String>,
}

impl Draft {
    /// A draft without records, whose ids begin with a name.
    pub(super) fn new(name: &str, title: &str) -> Self {
        let report = format!("{}-report", slug(name));
        let source = slug(name);
        let mut file = CorpusFile { format: Some(FORMAT.into()), ..CorpusFile::default() };
        file.title = Some(title.to_owned());
        file.sources.push(SourceRecord {
            id: Some(source.clone()),
            kind: Some(SourceKind::Article),
            title: Some(title.to_owned()),
            about: Some(report.clone()),
            ..SourceRecord::default()
        });
        Self {
            file,
            report,
            source,
            most: 1,
            small: SMALL,
            great: ROMANS,
            experts: HashMap::new(),
            topics: HashMap::new(),
            announced: Vec::new(),
            ids: HashSet::new(),
        }
    }

    /// Adds a topic of the announced list.
    pub(super) fn announce(&mut self, rank: usize, name: &str) {
        let at = self.topic(name);
        self.file.topics[at].announced = u32::try_from(rank + 1).ok();
        self.announced.push(name.to_owned());
    }

    /// Adds what a topic means.
    pub(super) fn define(&mut self, term: &str, definition: DefinitionRecord) {
        let at = self.topic(term);
        self.file.topics[at].definition = Some(definition);
    }

    /// The topics that the article announces.
    pub(super) fn announced(&self) -> &[String] {
        &self.announced
    }

    /// The pages of a topic, which an author gives bit by bit.
    pub(super) fn list_all(
        &mut self,
        block: &Block,
        references: &[&Reference],
        (name, ground): (&str, Ground),
    ) {
        let [first, .., last] = references else {
            if let [only] = references {
                self.list_of(block, only, (name, ground));
            }
            return;
        };
        let printed = |reference: &&Reference| &block.text[reference.start..reference.end];
        let printed: Vec<&str> = references.iter().map(printed).collect();
        let at = self.topic(name);
        let position = self.position(block, (first.start, last.end));
        let mut whole = (*first).clone();
        // `It is page 27 and only page 27`
        let mut seen = HashSet::new();
        let every = references.iter().flat_map(|one| one.pages.iter().copied());
        whole.pages = every.filter(|&page| seen.insert(page)).collect();
        let mut pages = self.pages(block, &whole, false);
        pages.printed = Some(printed.join(", "));
        self.cite(at, pages, position, ground);
    }

    /// A list of pages of a topic.
    pub(super) fn list_of(
        &mut self,
        block: &Block,
        reference: &Reference,
        (name, ground): (&str, Ground),
    ) {
        let at = self.topic(name);
        let position = self.position(block, (reference.start, reference.end));
        let pages = self.pages(block, reference, false);
        self.cite(at, pages, position, ground);
    }

    /// One more page of a theme that a reader notes beside pages, in the list that it has.
    pub(super) fn noted(&mut self, block: &Block, reference: &Reference, name: &str) {
        let at = self.topic(name);
        let pages = self.pages(block, reference, false);
        let id = self.file.topics[at].id.clone();
        let listed = self.file.citations.iter_mut().find(|citation| citation.topic == id);
        let Some(held) = listed.and_then(|citation| citation.pages.as_mut()) else {
            return self.list_of(block, reference, (name, Ground::Bracket));
        };
        let list = held.list.get_or_insert_default();
        let more = pages.list.into_iter().flatten().filter(|page| !list.contains(page));
        list.extend(more.collect::<Vec<_>>());
        let printed = [held.printed.take(), pages.printed];
        held.printed = Some(printed.into_iter().flatten().collect::<Vec<_>>().join(", "));
    }

    fn cite(&mut self, at: usize, pages: PagesRecord, position: PositionRecord, ground: Ground) {
        let (rule, confidence) = ground.rule();
        self.file.citations.push(CitationRecord {
            topic: self.file.topics[at].id.clone(),
            expert: None,
            report: Some(self.report.clone()),
            pages: Some(pages),
            position: Some(position),
            draft: true,
            rule: Some(rule.to_owned()),
            confidence: Some(confidence),
        });
    }

    pub(super) fn state(&mut self, block: &Block, said: &Said, references: &[Reference]) {
        let pages = said.reference.and_then(|number| references.get(number));
        let pages = pages.map(|reference| self.pages(block, reference, said.inherited));
        self.record(block, said, pages);
    }

    pub(super) fn record(&mut self, block: &Block, said: &Said, pages: Option<PagesRecord>) {
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

    pub(super) fn pages(
        &mut self,
        block: &Block,
        reference: &Reference,
        inherited: bool,
    ) -> PagesRecord {
        for &page in &reference.pages {
            let most = match page {
                SMALL.. => &mut self.small,
                ROMANS.. => &mut self.great,
                _ => &mut self.most,
            };
            *most = page.max(*most);
        }
        PagesRecord {
            printed: Some(block.text[reference.start..reference.end].to_owned()),
            list: Some(reference.pages.clone()),
            inherited,
            ..PagesRecord::default()
        }
    }

    pub(super) fn position(&self, block: &Block, (start, end): (usize, usize)) -> PositionRecord {
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
        let name = speaker.name.as_str();
        let (full, short) = keys(speaker);
        // "A developer for the map" and "the developer" are one.
        let known = self.experts.get(&full).or_else(|| match &short {
            Some(short) if !TAILS.iter().any(|tail| full.contains(tail)) => self.experts.get(short),
            _ => None,
        });
        // Two people may share a surname, or be known by an initial of it alone.
        let same = |id: &&String| {
            let known = self.file.experts.iter().find(|known| known.id.as_ref() == Some(*id));
            let known = known.and_then(|known| known.name.as_deref()).unwrap_or_default();
            speaker.collective || may_be_one(known, name)
        };
        let known = known.filter(same);
        if let Some(id) = known {
            return id.clone();
        }
        let id = unused(&slug(name), |id| self.ids.contains(id));
        self.ids.insert(id.clone());
        if let Some(short) = short {
            self.experts.entry(short).or_insert_with(|| id.clone());
        }
        self.experts.insert(full, id.clone());
        self.file.experts.push(ExpertRecord {
            id: Some(id.clone()),
            name: Some(name.to_owned()),
            collective: speaker.collective,
            ..ExpertRecord::default()
        });
        id
    }

    /// Where the topic of a name stands; a new one is added.
    fn topic(&mut self, name: &str) -> usize {
        let id = slug(name);
        if let Some(&at) = self.topics.get(&id) {
            return at;
        }
        let at = self.file.topics.len();
        self.topics.insert(id.clone(), at);
        self.file.topics.push(TopicRecord {
            id: Some(id),
            name: Some(name.to_owned()),
            ..TopicRecord::default()
        });
        at
    }

    /// Tags each statement with the known topics that its words name.
    fn tag(&mut self) {
        let name = |topic: &TopicRecord| topic.name.as_deref().map(|name| words(name).join(" "));
        let topics: HashMap<String, String> = self
            .file
            .topics
            .iter()
            .filter_map(|topic| Some((name(topic)?, topic.id.clone()?)))
            .collect();
        let longest = topics.keys().map(|name| name.split(' ').count()).max().unwrap_or(0);
        for statement in &mut self.file.statements {
            let exact = statement.position.as_ref().and_then(|position| position.exact.as_deref());
            let said = words(exact.unwrap_or_default());
            for start in 0..said.len() {
                for end in start + 1..=(start + longest.min(MOST_WORDS)).min(said.len()) {
                    if let Some(id) = topics.get(&said[start..end].join(" "))
                        && !statement.topics.contains(id)
                    {
                        statement.topics.push(id.clone());
                    }
                }
            }
        }
    }

    /// Places the pages that bear Roman numbers behind the others, whose number is their label:
    /// how many there are before the first is not known.
    fn place_romans(&mut self) -> Vec<String> {
        let (most, small, great) = (self.most, self.small - SMALL, self.great - ROMANS);
        if small + great == 0 {
            return Vec::new();
        }
        let of_statements = self.file.statements.iter_mut().filter_map(|said| said.pages.as_mut());
        let of_topics = self.file.citations.iter_mut().filter_map(|cited| cited.pages.as_mut());
        for pages in of_statements.chain(of_topics) {
            for page in pages.list.iter_mut().flatten() {
                *page = match *page {
                    SMALL.. => *page - SMALL + most,
                    ROMANS.. => *page - ROMANS + small + most,
                    page => page,
                };
            }
        }
        self.most = most + small + great;
        let labels = (1..=most).map(|page| page.to_string());
        let labels = labels.chain((1..=small).map(|page| roman(page).to_lowercase()));
        labels.chain((1..=great).map(roman)).collect()
    }

    pub(super) fn finish(mut self) -> CorpusFile {
        self.tag();
        let labels = self.place_romans();
        self.file.reports.push(ReportRecord {
            id: Some(self.report),
            title: self.file.title.clone(),
            pages: Some(self.most),
            labels,
            ..ReportRecord::default()
        });
        self.file
    }
}

/// A Roman number below ninety.
fn roman(page: u32) -> String {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    const TENS: [&str; 9] = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX"];
    let ones = ONES.get(page as usize % 10).copied().unwrap_or_default();
    let tens = TENS.get(page as usize / 10).copied().unwrap_or_default();
    format!("{tens}{ones}")
}

/// The most words of a topic that is looked for in what is said.
const MOST_WORDS: usize = 6;

/// Whether two names with the same surname may be those of one person: a given name is in both, or
/// its initial is.
fn may_be_one(one: &str, other: &str) -> bool {
    let given = |name: &str| {
        let given = name.rsplit_once(' ').map_or("", |(given, _)| given);
        given.split([' ', '-']).map(fold).filter(|part| !part.is_empty()).collect::<Vec<_>>()
    };
    let (one, other) = (given(one), given(other));
    let agree = |a: &str, b: &str| {
        let initial = |part: &str| part.trim_end_matches('.').chars().count() == 1;
        a == b || ((initial(a) || initial(b)) && a.chars().next() == b.chars().next())
    };
    one.is_empty() || other.is_empty() || one.iter().any(|a| other.iter().any(|b| agree(a, b)))
}

/// What an expert is known by: the whole name, and a surname or what an unnamed one is.
fn keys(speaker: &Speaker) -> (String, Option<String>) {
    let name = speaker.name.as_str();
    if !speaker.collective {
        let surname = name.rsplit_once(' ').map(|(_, surname)| surname.to_owned());
        return (name.to_owned(), surname);
    }
    let bare = ["the ", "a ", "an ", "le ", "la ", "les ", "un ", "une ", "l’", "l'", "one "]
        .iter()
        .find_map(|article| name.to_lowercase().starts_with(article).then_some(article.len()))
        .unwrap_or(0);
    let rest = name.get(bare..).unwrap_or(name);
    let lower = rest.to_lowercase();
    // A name of its own, two authors: all the words count.
    if rest.starts_with(char::is_uppercase) && bare == 0 || lower.contains(" et ") {
        return (lower, None);
    }
    let head = TAILS.iter().filter_map(|tail| lower.find(tail)).min().unwrap_or(lower.len());
    let short = lower[..head].rsplit(' ').next().map(|noun| format!(" {noun}"));
    (lower, short)
}

/// Whether words are behind what an unnamed speaker is.
const TAILS: [&str; 9] =
    [" for ", " from ", " of ", " at ", " in ", " de ", " du ", " d’", " des "];
