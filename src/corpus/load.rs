//! From files to a corpus: reads every input, lists every problem, keeps what survives.
//!
//! Imports the other rooms of the corpus. Files are opened in [`read`] alone;
//! [`load_inputs`] is pure.
//!
//! Odd thing worth knowing: all inputs are one corpus. A record may refer to a record
//! of another file, and a record that two files repeat word for word is one.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::check;
use super::check::Origins;
use super::file::{
    CitationRecord, ExpertRecord, PageTextRecord, ReportRecord, SourceRecord, StatementRecord,
    TopicRecord,
};
use super::locate::{Log, Origin, Seg};
use super::model::Corpus;
use super::problem::{Code, Problem, Severity, Text, shown};
use super::shape::Kind;

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

/// What another room finds wrong with a record of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Its code.
    pub code: Code,
    /// The kind of the record.
    pub kind: Kind,
    /// The place of the record in the corpus.
    pub place: usize,
    /// The place in the record.
    pub path: Vec<Seg>,
    /// What is wrong.
    pub text: Text,
}

/// Finds what is wrong with a corpus beyond its records.
pub type Look<'a> = &'a mut dyn FnMut(&Corpus) -> Vec<Doubt>;

/// A record, and where it came from.
#[derive(Debug)]
pub(super) struct Read<R> {
    /// Where.
    pub(super) origin: Origin,
    /// What.
    pub(super) record: R,
}

impl<R> Read<R> {
    /// The record without the room that it takes; `text` is where it was read.
    fn held(self, text: &str) -> Read<Held<'_, R>> {
        let record = if self.origin.scars.is_none() {
            Held::Plain(text)
        } else {
            Held::Mended(Box::new(self.record))
        };
        Read { origin: self.origin, record }
    }
}

/// A record that takes room only while it is looked at: of the one that was read plainly,
/// the text in the input is kept and read again.
#[derive(Debug)]
pub(super) enum Held<'a, R> {
    /// The text of a record that is as it should be.
    Plain(&'a str),
    /// What was left of a record after something was taken out of it.
    Mended(Box<R>),
}

impl<R: Clone + Default + DeserializeOwned> Held<'_, R> {
    /// The record, to be looked at.
    pub(super) fn look(&self) -> Cow<'_, R> {
        match self {
            Self::Plain(text) => Cow::Owned(read_again(text)),
            Self::Mended(record) => Cow::Borrowed(record),
        }
    }

    /// The record, to be taken apart.
    pub(super) fn take(self) -> R {
        match self {
            Self::Plain(text) => read_again(text),
            Self::Mended(record) => *record,
        }
    }
}

/// The record of a text that was read without a problem before, so that it is read again.
fn read_again<R: Default + DeserializeOwned>(text: &str) -> R {
    serde_json::from_str(text).unwrap_or_default()
}

/// The records of all inputs. Statements, of which there are most by far, stay in the text.
#[derive(Debug, Default)]
pub(super) struct Records<'a> {
    /// The first title given.
    pub(super) title: Option<String>,
    /// The first language given.
    pub(super) language: Option<String>,
    pub(super) reports: Vec<Read<ReportRecord>>,
    pub(super) sources: Vec<Read<SourceRecord>>,
    pub(super) topics: Vec<Read<TopicRecord>>,
    pub(super) experts: Vec<Read<ExpertRecord>>,
    pub(super) statements: Vec<Read<Held<'a, StatementRecord>>>,
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
    load(&inputs, None)
}

/// Reads the inputs as one corpus, and looks at that too; its problems stand among the others.
#[must_use]
pub fn load_with(inputs: &[Input], look: Look<'_>) -> Loaded {
    let inputs: Vec<(&str, &[u8])> =
        inputs.iter().map(|input| (input.name.as_str(), input.bytes.as_slice())).collect();
    load(&inputs, Some(look))
}

/// The name and the bytes of the corpus that comes with the program.
const BUILTIN: (&str, &[u8]) = ("corpus.json", include_bytes!("../../data/corpus.json"));

/// The corpus that comes with the program.
#[must_use]
pub fn builtin() -> Loaded {
    load(&[BUILTIN], None)
}

/// The file of the corpus that comes with the program.
#[must_use]
pub fn builtin_input() -> Input {
    Input { name: BUILTIN.0.to_owned(), bytes: BUILTIN.1.to_vec() }
}

fn load(inputs: &[(&str, &[u8])], look: Option<Look<'_>>) -> Loaded {
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
    let mut origins = look.is_some().then(Origins::default);
    let corpus = check::check(records, &mut log, origins.as_mut());
    if let (Some(look), Some(origins)) = (look, &origins) {
        for doubt in look(&corpus) {
            if let Some(origin) = origins.of(doubt.kind, doubt.place) {
                log.add(doubt.code, origin, doubt.path, doubt.text);
            }
        }
    }
    let (problems, omitted) = log.locate(&inputs);
    Loaded { corpus, problems, omitted }
}

/// A file name without control characters.
fn clean(name: &str) -> String {
    name.chars().map(|c| shown(c.encode_utf8(&mut [0; 4]))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::model::Statement;

    #[test]
    fn a_statement_takes_little_room_beside_its_words() {
        // Waiting in the text, and in the corpus: of these there are a million at once.
        assert!(size_of::<Read<Held<'_, StatementRecord>>>() <= 64);
        assert!(size_of::<Statement>() <= 200);
    }
}
