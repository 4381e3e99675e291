//! Taking away: records as files that other programs read, and as words to paste.
//!
//! One row for each (record, page), or one with an empty page: [`write()`]. What is copied is in
//! [`citation`], the way back to where one stands in [`place`]. Imports [`crate::corpus`],
//! [`crate::index`], [`crate::query`], [`crate::words`] and [`crate::lang`]; opens no file.
//!
//! Odd thing worth knowing: a cell that a spreadsheet would take for a formula gets an
//! apostrophe in front in CSV and TSV, because a corpus may come from anybody. JSON keeps every
//! text as it is.

mod bibliography;
pub mod citation;
mod escaped;
mod json;
pub mod place;
mod row;
mod table;

use std::fmt;
use std::io::{self, Write};

use crate::corpus::{Corpus, Subject};
use crate::index::Index;
use crate::lang::Lang;
use crate::query::Record;
use crate::words;
pub use escaped::to_json;

pub use bibliography::bibtex;
pub use row::{Row, rows};

/// What a file is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated values, or with another separator.
    Csv,
    /// Columns apart by tabs.
    Tsv,
    /// A table in Markdown.
    Markdown,
    /// One JSON object with all rows.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// One BibTeX entry a record.
    Bibtex,
    /// One CSL item a record, for Zotero and the like.
    CslJson,
}

impl Format {
    /// Every format, in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Csv,
        Self::Tsv,
        Self::Markdown,
        Self::Json,
        Self::JsonLines,
        Self::Bibtex,
        Self::CslJson,
    ];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Markdown => "md",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Bibtex => "bibtex",
            Self::CslJson => "csl-json",
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format that the end of a file's name asks for.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        if name.ends_with(".csl.json") {
            return Some(Self::CslJson);
        }
        let (_, end) = name.rsplit_once('.')?;
        match end {
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "md" | "markdown" => Some(Self::Markdown),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "bib" => Some(Self::Bibtex),
            _ => None,
        }
    }

    /// Whether it writes one entry a record, and not one row a page.
    #[must_use]
    pub const fn is_bibliography(self) -> bool {
        matches!(self, Self::Bibtex | Self::CslJson)
    }
}

/// How a file is written.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Language of the words that are ours: quotation marks, notes, the title.
    pub lang: Lang,
    /// What stands between the cells of a CSV file.
    pub separator: char,
    /// A byte-order mark in front, for spreadsheets that need it to know UTF-8.
    pub bom: bool,
    /// What was asked for.
    pub query: Option<&'a str>,
    /// The note on a record; a column of its own where given.
    pub notes: Option<&'a dyn Fn(Record) -> Option<String>>,
}

impl Options<'_> {
    /// What suits spreadsheets in a language: in French the comma is in the numbers.
    #[must_use]
    pub const fn new(lang: Lang) -> Self {
        Self { lang, separator: lang.pick(',', ';'), bom: false, query: None, notes: None }
    }
}

impl fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("lang", &self.lang)
            .field("separator", &self.separator)
            .field("bom", &self.bom)
            .field("query", &self.query)
            .field("notes", &self.notes.is_some())
            .finish()
    }
}

/// Writes records; returns how many rows, or entries of a bibliography.
///
/// # Errors
/// Writing fails.
pub fn write(
    corpus: &Corpus,
    index: &Index,
    records: impl Iterator<Item = Record>,
    format: Format,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> io::Result<usize> {
    match format {
        Format::Bibtex => return bibliography::entries(corpus, index, records, options, out),
        Format::CslJson => return bibliography::items(corpus, index, records, options, out),
        _ => {}
    }
    let drafts = corpus.drafts() > 0;
    let mut turns = Turns::new(corpus);
    let mut rows = records.flat_map(|record| {
        let corpus = turns.corpus();
        let note = options.notes.map(|note| note(record).unwrap_or_default());
        let rows = rows(corpus, index, record, options.lang).into_iter();
        rows.map(move |row| {
            let draft = drafts.then_some(row.draft.unwrap_or(false));
            Row { note: note.clone(), draft, ..row }
        })
    });
    match format {
        Format::Csv => table::csv(&mut rows, options, drafts, out),
        Format::Tsv => table::tsv(&mut rows, options, drafts, out),
        Format::Markdown => table::markdown(&mut rows, options, drafts, out),
        Format::Json => json::whole(&mut rows, options, out),
        _ => json::lines(&mut rows, out),
    }
}

/// After so many records what was read of a corpus is let go.
const TURN: usize = 1 << 14;

/// A corpus that is read from in turns, so that what was read in one is not kept in the next.
struct Turns<'a> {
    corpus: &'a Corpus,
    afresh: Option<Corpus>,
    asked: usize,
}

impl<'a> Turns<'a> {
    const fn new(corpus: &'a Corpus) -> Self {
        Self { corpus, afresh: None, asked: 0 }
    }

    /// The corpus, for one record more.
    fn corpus(&mut self) -> &Corpus {
        self.asked += 1;
        if self.asked.is_multiple_of(TURN) {
            self.afresh = self.corpus.afresh();
        }
        self.afresh.as_ref().unwrap_or(self.corpus)
    }
}

/// Whether a record is a statement that nobody has read over, or has such page lists.
fn is_draft(corpus: &Corpus, index: &Index, record: Record) -> bool {
    let subject = match record {
        Record::Statement(id) => return corpus.statement(id).draft,
        Record::Topic(id) => Subject::Topic(id),
        Record::Expert(id) => Subject::Expert(id),
        Record::Page(_) => return false,
    };
    words::drafted_lists(corpus, index, subject) > 0
}

#[cfg(test)]
mod tests;
