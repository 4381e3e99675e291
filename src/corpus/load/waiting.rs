//! Statements, of which there are most by far, between being read and being part of the corpus.
//!
//! Imports the records, the places and the problems of the corpus.
//!
//! Odd thing worth knowing: a statement that was read plainly is not kept but its place in the
//! text, where it is read again once everything that it refers to is known.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use super::Read;
use crate::corpus::file::{self, StatementRecord};
use crate::corpus::locate::{Origin, Place};
use crate::corpus::shape::Kind;
use crate::corpus::text::quoted;

/// A statement that waits.
#[derive(Debug)]
enum Waiting {
    /// One that is as it should be: its first byte from where its run is counted, how many there
    /// are, and how many of them stand before its id.
    Plain { start: u32, length: u32, id: u32 },
    /// What was left of one after something was taken out of it.
    Apart(Box<Read<StatementRecord>>),
    /// One that did not come this far; it still counts.
    Gone,
}

/// Statements of one input that stand near each other.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    /// The number of its first, and of the first of its input.
    number: usize,
    first: usize,
    input: usize,
    /// The byte of the input that their bytes are counted from.
    base: usize,
}

/// So far from there they may start.
const REACH: usize = if cfg!(test) { 1 << 10 } else { u32::MAX as usize };

/// The statements of all inputs and their ids.
#[derive(Debug, Default)]
pub(in crate::corpus) struct Statements<'a> {
    /// The bytes of the inputs up to the last one with statements.
    inputs: Vec<&'a [u8]>,
    /// By number.
    runs: Vec<Run>,
    waiting: Vec<Waiting>,
    /// From the hash of an id to the number of its statement; where that is taken, the hash after.
    by_hash: HashMap<u32, u32>,
    hasher: RandomState,
    /// The numbers of those that are gone, ascending.
    gone: Vec<u32>,
}

impl<'a> Statements<'a> {
    /// Has what is added from now on be of this input.
    pub(super) fn begin(&mut self, input: usize, bytes: &'a [u8]) {
        self.inputs.resize(input, &[]);
        self.inputs.push(bytes);
        let number = self.waiting.len();
        self.runs.push(Run { number, first: number, input, base: 0 });
    }

    /// How many statements survive.
    pub(in crate::corpus) fn len(&self) -> usize {
        self.waiting.len() - self.gone.len()
    }

    /// Keeps the place of one that does not survive.
    pub(in crate::corpus) fn skip(&mut self) {
        self.gone.push(number(self.waiting.len()));
        self.waiting.push(Waiting::Gone);
    }

    /// Adds one that survives.
    pub(in crate::corpus) fn add(&mut self, read: Read<StatementRecord>) {
        let id = read.record.id.as_deref().unwrap_or_default();
        let mut hash = self.hash(id);
        while self.by_hash.contains_key(&hash) {
            hash = hash.wrapping_add(1);
        }
        self.by_hash.insert(hash, number(self.waiting.len()));
        let waiting = self.in_text(&read).unwrap_or_else(|| Waiting::Apart(Box::new(read)));
        self.waiting.push(waiting);
    }

    /// Where it stands, if it can be read there again.
    fn in_text(&mut self, read: &Read<StatementRecord>) -> Option<Waiting> {
        let Read { origin: Origin { place, scars: None }, record } = read else { return None };
        let text = self.text(place.input, place.start, place.end)?;
        let id = record.id.as_deref()?;
        let at = quoted(text.as_bytes(), id.as_bytes())?;
        let run = *self.runs.last()?;
        let mut far = place.start.checked_sub(run.base)?;
        if far > REACH {
            self.runs.push(Run { number: self.waiting.len(), base: place.start, ..run });
            far = 0;
        }
        Some(Waiting::Plain {
            start: u32::try_from(far).ok()?,
            length: u32::try_from(text.len()).ok()?,
            id: u32::try_from(at).ok()?,
        })
    }

    fn text(&self, input: usize, start: usize, end: usize) -> Option<&'a str> {
        std::str::from_utf8(self.inputs.get(input)?.get(start..end)?).ok()
    }

    fn hash(&self, id: &str) -> u32 {
        let hash = self.hasher.hash_one(id);
        // Half of the bits are enough, whichever half.
        (hash >> 32) as u32
    }

    /// Which of all statements, gone ones counted, has an id.
    fn number_of(&self, id: &str) -> Option<usize> {
        let mut hash = self.hash(id);
        loop {
            let number = *self.by_hash.get(&hash)? as usize;
            if self.id(number) == id {
                return Some(number);
            }
            hash = hash.wrapping_add(1);
        }
    }

    /// The place in the corpus of a statement with an id.
    pub(in crate::corpus) fn place_of(&self, id: &str) -> Option<u32> {
        let number = self.number_of(id)?;
        let before = self.gone.partition_point(|&gone| (gone as usize) < number);
        u32::try_from(number - before).ok()
    }

    /// The ids of those that survive.
    pub(in crate::corpus) fn ids(&self) -> impl Iterator<Item = &str> {
        let numbers = 0..self.waiting.len();
        numbers.map(|number| self.id(number)).filter(|id| !id.is_empty())
    }

    fn id(&self, number: usize) -> &str {
        match &self.waiting[number] {
            Waiting::Plain { start, length, id } => {
                let Run { input, base, .. } = self.run_of(number);
                let start = base + *start as usize;
                let text = self.text(input, start + *id as usize, start + *length as usize);
                text.and_then(|text| text.split('"').next()).unwrap_or_default()
            }
            Waiting::Apart(read) => read.record.id.as_deref().unwrap_or_default(),
            Waiting::Gone => "",
        }
    }

    fn run_of(&self, number: usize) -> Run {
        let after = self.runs.partition_point(|run| run.number <= number);
        after.checked_sub(1).and_then(|at| self.runs.get(at)).copied().unwrap_or_default()
    }

    /// The statement that has an id.
    pub(in crate::corpus) fn get(&self, id: &str) -> Option<Read<StatementRecord>> {
        self.read(self.number_of(id)?)
    }

    /// The statement of a number, gone ones counted; plain ones are read again.
    pub(in crate::corpus) fn read(&self, number: usize) -> Option<Read<StatementRecord>> {
        match self.waiting.get(number)? {
            Waiting::Plain { start, length, .. } => {
                let Run { first, input, base, .. } = self.run_of(number);
                let start = base + *start as usize;
                let end = start + *length as usize;
                let text = self.text(input, start, end)?;
                let record = file::read(text, &mut |_| {}).ok()?;
                let base = Some((Kind::Statement, number - first));
                let place = Place { input, start, end, base };
                Some(Read { origin: Origin { place, scars: None }, record })
            }
            Waiting::Apart(read) => Some(read.as_ref().clone()),
            Waiting::Gone => None,
        }
    }

    /// How many there are, gone ones counted.
    pub(in crate::corpus) fn all(&self) -> usize {
        self.waiting.len()
    }
}

/// A number that a corpus has fewer of; the loader refuses more.
fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::REACH;
    use crate::corpus::model::StatementId;
    use crate::corpus::{Input, load_inputs};

    #[test]
    fn statements_far_into_a_file_are_found_and_named_like_the_near_ones() {
        const EACH: usize = 100;
        let input = |file: usize| {
            let mut lines = "{\"format\": \"renvoi-corpus/1\"}\n".to_owned();
            for number in file * EACH..(file + 1) * EACH {
                let target = number.saturating_sub(60).max(1) - 1;
                let wrong = if number % 70 == 69 { ", \"topics\": [\"none\"]" } else { "" };
                writeln!(
                    lines,
                    "{{\"record\": \"statement\", \"id\": \"s{number}\", \"kind\": \"mention\", \
                     \"text\": \"Said {number}\", \
                     \"relations\": [{{\"kind\": \"agrees\", \"target\": \"s{target}\"}}]{wrong}}}"
                )
                .unwrap();
            }
            assert!(lines.len() > 5 * REACH);
            Input { name: format!("{file}.jsonl"), bytes: lines.into() }
        };
        let loaded = load_inputs(&[input(0), input(1)]);
        let paths: Vec<String> =
            loaded.problems.iter().map(|found| format!("{} {}", found.file, found.path)).collect();
        assert_eq!(
            paths,
            [
                "0.jsonl statements[0].relations[0].target",
                "0.jsonl statements[69].topics[0]",
                "1.jsonl statements[39].topics[0]",
            ]
        );
        assert_eq!(loaded.corpus.statements.len(), 2 * EACH);
        for (number, statement) in loaded.corpus.statements.iter().enumerate().skip(1) {
            assert_eq!(statement.text, format!("Said {number}"));
            let target = StatementId::at(number.saturating_sub(60).max(1) - 1);
            assert_eq!(statement.relations[0].target, target);
        }
    }
}
