//! From files to a corpus: reads every input, lists every problem, keeps what survives.
//!
//! Imports the other rooms of the corpus. Files are opened in [`read`] alone;
//! [`load_inputs`] is pure.
//!
//! Odd thing worth knowing: all inputs are one corpus. A record may refer to a record
//! of another file, and a record that two files repeat word for word is one.

use std::collections::HashSet;
use std::io;
use std::sync::Arc;

use super::check;
use super::check::Origins;
use super::file::{
    CitationRecord, ExpertRecord, PageTextRecord, ReportRecord, SourceRecord, TopicRecord,
};
use super::locate::{Log, Origin, Seg};
use super::model::Corpus;
use super::packed::Counts;
use super::problem::{Code, Problem, Severity, Text, shown};
use super::shape::Kind;
use super::stored::{Keep, Spilling};
use super::task::{Task, Told, UNTOLD};
use super::text::{Buffer, Clean, CleanLines, Shared};
use crate::disk::Scratch;
pub use bytes::Bytes;
pub use read::Aside;
pub(super) use waiting::Statements;

mod bytes;
mod document;
pub mod read;
mod syntax;
pub(super) mod tree;
mod waiting;

/// One text to read, with the name that problems show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Bytes,
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
#[derive(Clone, Debug)]
pub(super) struct Read<R> {
    /// Where.
    pub(super) origin: Origin,
    /// What.
    pub(super) record: R,
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
    pub(super) statements: Statements<'a>,
    /// Ids of statements that do not survive.
    pub(super) lost_statements: HashSet<String>,
    pub(super) citations: Vec<Read<CitationRecord>>,
    pub(super) page_texts: Vec<Read<PageTextRecord>>,
    /// Ids that stand in text that could not be read.
    pub(super) lost: HashSet<String>,
}

/// Makes the texts of the corpus, from where they stand in the inputs.
#[derive(Debug)]
pub(super) struct Texts {
    /// The text of each input, and how many bytes of it come before the first that counts.
    inputs: Vec<(Option<Shared>, usize)>,
    buffer: Buffer,
    /// Whether statements are read as soon as they are whole.
    at_once: bool,
}

impl Texts {
    /// Text of a record.
    pub(super) fn clean(&mut self, origin: &Origin, text: &str) -> Clean {
        let (of, at) = self.place(origin);
        self.buffer.clean(of.as_ref(), at, text)
    }

    /// Text that a record may have.
    pub(super) fn any(&mut self, origin: &Origin, text: Option<String>) -> Option<Clean> {
        text.map(|text| self.clean(origin, &text))
    }

    /// Text of a record that has several lines.
    pub(super) fn lines(&mut self, origin: &Origin, text: &str) -> CleanLines {
        let (of, at) = self.place(origin);
        self.buffer.lines(of.as_ref(), at, text)
    }

    /// The last statement is whole.
    pub(super) fn end_record(&mut self) {
        if self.at_once {
            self.buffer.seal();
        }
    }

    fn place(&self, origin: &Origin) -> (Option<Shared>, (usize, usize)) {
        let place = origin.place;
        let (of, before) = self.inputs.get(place.input).cloned().unwrap_or_default();
        (of, (before + place.start, before + place.end))
    }
}

/// Reads the inputs as one corpus.
#[must_use]
pub fn load_inputs(inputs: &[Input]) -> Loaded {
    load(inputs, None, UNTOLD)
}

/// Reads the inputs as one corpus while somebody looks on.
#[must_use]
pub fn load_watched(inputs: &[Input], told: Told<'_>) -> Loaded {
    load(inputs, None, told)
}

/// Reads the inputs as one corpus, and looks at that too; its problems stand among the others.
#[must_use]
pub fn load_with(inputs: &[Input], look: Look<'_>) -> Loaded {
    load(inputs, Some(look), UNTOLD)
}

/// Reads the inputs as one corpus whose statements are not held in memory, but are lent from a row.
///
/// # Errors
/// The row cannot be written.
pub fn load_spilled(inputs: &[Input], scratch: &Scratch, told: Told<'_>) -> io::Result<Loaded> {
    let mut spilling = Spilling::new(scratch)?;
    let mut sifted = sift(inputs, None, true, &mut spilling, told);
    sifted.corpus.statements = spilling.end(Counts::of(&sifted.corpus))?;
    Ok(sifted.end())
}

/// The corpus that comes with the program.
#[must_use]
pub fn builtin() -> Loaded {
    load(&[builtin_input()], None, UNTOLD)
}

/// The file of the corpus that comes with the program.
#[must_use]
pub fn builtin_input() -> Input {
    let text = include_str!("../../data/corpus.json");
    Input { name: "corpus.json".to_owned(), bytes: text.into() }
}

fn load(files: &[Input], look: Option<Look<'_>>, told: Told<'_>) -> Loaded {
    let mut origins = look.is_some().then(Origins::default);
    let mut statements = Vec::new();
    let mut sifted = sift(files, origins.as_mut(), false, &mut statements, told);
    sifted.corpus.statements = statements.into();
    if let (Some(look), Some(origins)) = (look, &origins) {
        for doubt in look(&sifted.corpus) {
            if let Some(origin) = origins.of(doubt.kind, doubt.place) {
                sifted.log.add(doubt.code, origin, doubt.path, doubt.text);
            }
        }
    }
    sifted.end()
}

/// What survives but for the statements, and what is wrong with the rest.
struct Sifted<'a> {
    inputs: Vec<(Arc<str>, &'a [u8])>,
    corpus: Corpus,
    log: Log,
}

impl Sifted<'_> {
    fn end(self) -> Loaded {
        let (problems, omitted) = self.log.locate(&self.inputs);
        Loaded { corpus: self.corpus, problems, omitted }
    }
}

/// Reads the inputs as one corpus, whose statements are kept apart; each can be read as soon as it
/// is given to `keep` or only in the end.
fn sift<'a>(
    files: &'a [Input],
    origins: Option<&mut Origins>,
    at_once: bool,
    keep: &mut dyn Keep,
    told: Told<'_>,
) -> Sifted<'a> {
    let inputs: Vec<(Arc<str>, &[u8])> = files
        .iter()
        .map(|input| {
            let bytes = input.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&input.bytes);
            (Arc::from(clean(&input.name)), bytes)
        })
        .collect();
    let mut log = Log::default();
    let mut records = Records::default();
    let (mut before, all) = (0, inputs.iter().map(|(_, bytes)| bytes.len()).sum());
    for (number, (_, bytes)) in inputs.iter().enumerate() {
        let told = |task, done| match task {
            Task::Looking => told(task, done, 0),
            _ => told(task, before + done, all),
        };
        document::read(number, bytes, &mut records, &mut log, &told);
        before += bytes.len();
    }
    let shared = |(input, (_, counted)): (&Input, &(_, &[u8]))| {
        (input.bytes.shared().cloned(), input.bytes.len() - counted.len())
    };
    let shared = files.iter().zip(&inputs).map(shared).collect();
    // Texts that go to the buffer can be read once this is dropped.
    let mut texts = Texts { inputs: shared, buffer: Buffer::default(), at_once };
    let corpus = check::check(records, &mut texts, &mut log, origins, keep, told);
    Sifted { inputs, corpus, log }
}

/// A file name without control characters.
fn clean(name: &str) -> String {
    name.chars().map(|c| shown(c.encode_utf8(&mut [0; 4]))).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::corpus::model::Statement;
    use crate::corpus::task::OFTEN;

    #[test]
    fn a_file_that_is_one_object_is_told_to_be_looked_over_first() {
        let topics = (0..OFTEN * 2).map(|at| format!(r#"{{"id":"t{at}","name":"T"}}"#));
        let topics = topics.collect::<Vec<_>>().join(",");
        let text = format!(r#"{{"format":"renvoi-corpus/1","topics":[{topics}]}}"#);
        let input = Input { name: "whole.json".to_owned(), bytes: text.into() };
        let size = input.bytes.len();
        let heard = RefCell::new(Vec::new());
        let hear = |task, done, all| heard.borrow_mut().push((task, done, all));
        let loaded = load_watched(&[input], &hear);
        assert_eq!(loaded.corpus.topics.len(), OFTEN * 2);
        let heard = heard.into_inner();
        assert_eq!(heard[0], (Task::Looking, size, 0));
        assert!(
            heard[1..]
                .iter()
                .any(|&(task, done, all)| { task == Task::Records && done > 0 && all == size })
        );
        assert!(!heard[1..].iter().any(|&(task, ..)| task == Task::Looking));
    }

    #[test]
    fn a_statement_takes_little_room_beside_its_words() {
        assert!(size_of::<Statement>() <= 168);
    }
}
