//! From files to a corpus: reads every input, lists every problem, keeps what survives.
//!
//! Imports the other rooms of the corpus. Files are opened in [`read`] alone;
//! [`load_inputs`] is pure.
//!
//! Odd thing worth knowing: all inputs are one corpus. A record may refer to a record
//! of another file, and a record that two files repeat word for word is one.

use std::collections::HashSet;
use std::sync::Arc;

use super::check;
use super::file::{
    CitationRecord, ExpertRecord, PageTextRecord, ReportRecord, SourceRecord, StatementRecord,
    TopicRecord,
};
use super::locate::{Log, Origin};
use super::model::Corpus;
use super::problem::{Problem, Severity, shown};

mod document;
pub mod read;
mod syntax;
pub(super) mod tree;

/// One text to read, with the name that problems show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Everything that survives.
    pub corpus: Corpus,
    /// Everything wrong with the rest, in the order of the inputs.
    pub problems: Vec<Problem>,
    /// How many more problems there are; 0 unless there are very many.
    pub omitted: usize,
}

impl Loaded {
    /// Whether anything is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity() == Severity::Error)
    }
}

/// A record, and where it came from.
#[derive(Debug)]
pub(super) struct Read<R> {
    /// Where.
    pub(super) origin: Origin,
    /// What.
    pub(super) record: R,
}

/// The records of all inputs.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// The first title given.
    pub(super) title: Option<String>,
    /// The first language given.
    pub(super) language: Option<String>,
    pub(super) reports: Vec<Read<ReportRecord>>,
    pub(super) sources: Vec<Read<SourceRecord>>,
    pub(super) topics: Vec<Read<TopicRecord>>,
    pub(super) experts: Vec<Read<ExpertRecord>>,
    pub(super) statements: Vec<Read<StatementRecord>>,
    pub(super) citations: Vec<Read<CitationRecord>>,
    pub(super) page_texts: Vec<Read<PageTextRecord>>,
    /// Ids that stand in text that could not be read.
    pub(super) lost: HashSet<String>,
}

/// Reads the inputs as one corpus.
#[must_use]
pub fn load_inputs(inputs: &[Input]) -> Loaded {
    let inputs: Vec<(&str, &[u8])> =
        inputs.iter().map(|input| (input.name.as_str(), input.bytes.as_slice())).collect();
    load(&inputs)
}

/// The corpus that comes with the program.
#[must_use]
pub fn builtin() -> Loaded {
    load(&[("corpus.json", include_bytes!("../../data/corpus.json"))])
}

fn load(inputs: &[(&str, &[u8])]) -> Loaded {
    let inputs: Vec<(Arc<str>, &[u8])> = inputs
        .iter()
        .map(|(name, bytes)| {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            (Arc::from(clean(name)), bytes)
        })
        .collect();
    let mut log = Log::default();
    let mut records = Records::default();
    for (number, (_, bytes)) in inputs.iter().enumerate() {
        document::read(number, bytes, &mut records, &mut log);
    }
    let corpus = check::check(records, &mut log);
    let (problems, omitted) = log.locate(&inputs);
    Loaded { corpus, problems, omitted }
}

/// A file name without control characters.
fn clean(name: &str) -> String {
    name.chars().map(|c| shown(c.encode_utf8(&mut [0; 4]))).collect()
}
