//! What is copied: a record in words to paste elsewhere.
//!
//! Pure: the day of consultation is handed in. Every form says through whom a page is known,
//! because a page number from an article about a report is second hand.

use super::place::{self, Place};
use super::{bibliography, is_draft, row, table};
use crate::corpus::{
    CleanLines, Corpus, PageRef, ReportId, Source, Statement, StatementKind, Subject, Voice,
};
use crate::index::{Index, Link};
use crate::lang::Lang;
use crate::query::Record;
use crate::words::{self, Signs};

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year.
    pub year: i64,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl Day {
    /// As a language writes it in a citation.
    fn words(self, lang: Lang) -> String {
        let Self { year, month, day } = self;
        match lang {
            Lang::Fr => format!("{day:02}/{month:02}/{year}"),
            Lang::En => format!("{year:04}-{month:02}-{day:02}"),
        }
    }
}

/// What records are put into words from.
#[derive(Clone, Copy, Debug)]
pub struct Taking<'a> {
    /// The corpus.
    pub corpus: &'a Corpus,
    /// The corpus from each side.
    pub index: &'a Index,
    /// The language of our words.
    pub lang: Lang,
    /// The day of consultation, to be named where it is known.
    pub on: Option<Day>,
}

impl Taking<'_> {
    /// A citation that admits the second hand.
    #[must_use]
    pub fn citation(&self, record: Record) -> String {
        let body = self.body(record);
        match record {
            Record::Statement(id) => {
                format!("{body} ({})", self.credit(self.corpus.statement(id), record))
            }
            _ => format!("{body}{}", self.tail(record)),
        }
    }

    /// The bare text.
    #[must_use]
    pub fn text(&self, record: Record) -> String {
        let corpus = self.corpus;
        match record {
            Record::Topic(id) => {
                let topic = corpus.topic(id);
                let definition = topic.definition.as_ref();
                let meaning = definition
                    .map(|known| known.texts.get(self.lang).unwrap_or(&known.text).to_owned());
                let name = topic.names.get(self.lang).unwrap_or(&topic.name);
                match meaning {
                    Some(meaning) => format!("{name}{}{meaning}", self.colon()),
                    None => name.to_owned(),
                }
            }
            Record::Expert(id) => {
                let expert = corpus.expert(id);
                let parts = [
                    Some(expert.name.as_str()),
                    expert.role.as_deref(),
                    expert.organisation.as_deref(),
                ];
                parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
            Record::Statement(id) => match &corpus.statement(id).quote {
                Some(quote) => quote.to_string(),
                None => corpus.statement(id).wording(self.lang).to_owned(),
            },
            Record::Page(at) => {
                let text = corpus.page_texts.iter().find(|page| page.at == at);
                let text = text.and_then(|page| page.text.as_deref()).map(CleanLines::as_str);
                text.map_or_else(|| self.body(record), str::to_owned)
            }
        }
    }

    /// In Markdown: quoted words as a block, everything else as a line.
    #[must_use]
    pub fn markdown(&self, record: Record) -> String {
        let body = table::escaped(&self.body(record));
        match record {
            Record::Statement(id) => {
                let credit = self.credit(self.corpus.statement(id), record);
                format!("> {body}\n>\n> — {}", self.linked(record, &credit))
            }
            _ => format!("**{body}**{}", self.linked(record, &self.tail(record))),
        }
    }

    /// As a BibTeX entry.
    #[must_use]
    pub fn bibtex(&self, record: Record) -> String {
        bibliography::bibtex(self.corpus, self.index, record, self.lang)
    }

    /// Its pages: `3, 8, 11, 17–19`; empty where none is given.
    #[must_use]
    pub fn pages(&self, record: Record) -> String {
        let places = row::places(self.corpus, self.index, record);
        words::place_runs(self.corpus, &places, Signs::new(false))
    }

    /// The command that leads to a place, over the same data.
    #[must_use]
    pub fn link(&self, place: Place, data: &[String]) -> String {
        let mut command = "renvoi".to_owned();
        for path in data {
            command.push_str(" --data ");
            command.push_str(&shell_word(path));
        }
        format!("{command} --at {}", shell_word(&place::print(self.corpus, place)))
    }

    /// What is said, or what it is called.
    fn body(&self, record: Record) -> String {
        let corpus = self.corpus;
        match record {
            Record::Topic(id) => {
                let topic = corpus.topic(id);
                topic.names.get(self.lang).unwrap_or(&topic.name).to_owned()
            }
            Record::Expert(id) => corpus.expert(id).name.to_string(),
            Record::Statement(id) => {
                let statement = corpus.statement(id);
                match &statement.quote {
                    Some(quote) => Signs::new(false).quoted(quote, self.lang),
                    None => statement.wording(self.lang).to_owned(),
                }
            }
            Record::Page(at) => self.report_title(at.report),
        }
    }

    /// Who says it, where, through whom, seen when.
    fn credit(&self, statement: &Statement, record: Record) -> String {
        let lang = self.lang;
        let who = if Link::of(statement) == Link::Summary {
            None
        } else {
            Some(words::speakers(self.corpus, statement, lang))
        };
        let how = match (statement.kind, statement.quote.is_some()) {
            (_, true) => None,
            (StatementKind::Paraphrase | StatementKind::Quote, _) => {
                Some(lang.pick("paraphrase", "paraphrase"))
            }
            (StatementKind::Mention, _) => Some(lang.pick("mention", "mention")),
            (StatementKind::Summary, _) => Some(lang.pick("summary", "résumé")),
        };
        let draft = words::draft_word(statement.draft, lang).map(str::to_owned);
        let parts = [who, how.map(str::to_owned), draft, Some(self.where_(record))];
        let mut credit = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        credit.push_str(&self.second_hand(record, statement.quote.is_some(), statement.voice));
        credit
    }

    /// Behind the name of a topic, an expert or a page.
    fn tail(&self, record: Record) -> String {
        let pages = if let Record::Page(at) = record {
            format!(", {}", words::page_label(self.corpus, at))
        } else {
            let title = row::report_of(self.corpus, self.index, record)
                .map(|id| format!(", {}", self.report_title(id)));
            let draft = is_draft(self.corpus, self.index, record);
            let draft = words::draft_word(draft, self.lang).map(|word| format!(", {word}"));
            let behind = [title, draft].into_iter().flatten().collect::<String>();
            format!("{}{}{behind}", self.colon(), self.where_(record))
        };
        format!("{pages}{}", self.second_hand(record, false, Voice::Expert))
    }

    /// The pages of the report, or that none is given.
    fn where_(&self, record: Record) -> String {
        let pages = self.pages(record);
        if pages.is_empty() {
            let subject = match record {
                Record::Topic(id) => Some(Subject::Topic(id)),
                Record::Expert(id) => Some(Subject::Expert(id)),
                Record::Statement(_) | Record::Page(_) => None,
            };
            if let Some(subject) = subject {
                return words::no_page(self.corpus, self.index, subject, self.lang).to_owned();
            }
            let en = "page not given by the source";
            return self.lang.pick(en, "page non précisée par la source").to_owned();
        }
        let (_, second) = row::source_of(self.corpus, self.index, record);
        let of = if second { self.lang.pick(" of the report", " du rapport") } else { "" };
        format!("p. {pages}{of}")
    }

    /// Through whom it is known, and when that was read.
    fn second_hand(&self, record: Record, quoted: bool, voice: Voice) -> String {
        let lang = self.lang;
        let (source, second) = row::source_of(self.corpus, self.index, record);
        let mut text = String::new();
        if let Some(id) = source.filter(|_| second) {
            let through = match (quoted, voice) {
                (true, Voice::Expert) => lang.pick(", as cited by ", ", cité par "),
                (_, Voice::Author) => lang.pick(", by ", ", par "),
                _ => lang.pick(", according to ", ", d’après "),
            };
            text.push_str(through);
            text.push_str(row::source_name(self.corpus, id));
        }
        if let Some(day) = self.on {
            text.push_str(lang.pick(", accessed ", ", consulté le "));
            text.push_str(&day.words(lang));
        }
        text
    }

    /// `« Title » (Publisher, 2020)`.
    fn report_title(&self, id: ReportId) -> String {
        let report = self.corpus.report(id);
        let title = Signs::new(false).quoted(&report.title, self.lang);
        let year = report.year.map(|year| year.to_string());
        let publisher = report.publisher.as_ref().map(ToString::to_string);
        let parts: Vec<String> = publisher.into_iter().chain(year).collect();
        if parts.is_empty() { title } else { format!("{title} ({})", parts.join(", ")) }
    }

    /// Markdown of our own words, the source's name a link where its address is known.
    fn linked(&self, record: Record, words: &str) -> String {
        let escaped = table::escaped(words);
        let (source, second) = row::source_of(self.corpus, self.index, record);
        let Some(id) = source.filter(|_| second) else { return escaped };
        let name = table::escaped(row::source_name(self.corpus, id));
        match web_address(self.corpus.source(id)) {
            Some(url) => escaped.replacen(&name, &format!("[{name}](<{url}>)"), 1),
            None => escaped,
        }
    }

    const fn colon(&self) -> &'static str {
        self.lang.pick(": ", "\u{a0}: ")
    }
}

/// The address of a source, where it is one of the web.
fn web_address(source: &Source) -> Option<&str> {
    let url = source.url.as_deref()?;
    let web = url.starts_with("https://") || url.starts_with("http://");
    let plain = !url.contains(['<', '>', '\\', '"', ' ']) && !url.chars().any(char::is_control);
    (web && plain).then_some(url)
}

/// A word that a shell takes as it is.
fn shell_word(word: &str) -> String {
    let plain = |sign: char| sign.is_alphanumeric() || "/:._-@+,".contains(sign);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// The place of a record, with a page of it where one is open.
#[must_use]
pub const fn place_of(record: Record, page: Option<PageRef>) -> Place {
    match record {
        Record::Page(_) => Place { record, page: None },
        Record::Topic(id) => Place::of(Subject::Topic(id), page),
        Record::Expert(id) => Place::of(Subject::Expert(id), page),
        Record::Statement(_) => Place { record, page },
    }
}
