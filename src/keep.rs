//! Marks and notes: what a reader keeps of a corpus, and where they stood when they left.
//!
//! One line of JSON a record, in one file a corpus, by id and by a hash of the text, so that
//! what is kept outlives a new id or a new wording. Imports [`crate::corpus`],
//! [`crate::query`] for its records, [`crate::stable`] and [`crate::save`]. The time is handed
//! in.
//!
//! Odd thing worth knowing: nothing is ever dropped. A line that cannot be read is named and
//! written back as it was; what points to a record that is gone is an orphan, and stays.

mod joined;
mod known;
mod moment;
pub mod session;
pub mod views;

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::corpus::{Clean, Corpus};
use crate::query::{Marks, Record};
use crate::save::{self, Manner};
use crate::stable;

pub use joined::Joined;
pub use moment::Moment;

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A topic.
    Topic,
    /// An expert.
    Expert,
    /// A statement.
    Statement,
    /// A page, known by its report's id and its number.
    Page,
}

/// What is kept of one record, as its line of the file says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What the record is.
    pub kind: Kind,
    /// Its id; a page's is that of its report.
    pub id: String,
    /// The number of a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The hash of its text, in hexadecimal.
    pub hash: String,
    /// How it was called or what it said, for the day when it is an orphan.
    pub name: String,
    /// Whether it is marked.
    #[serde(default)]
    pub mark: bool,
    /// The note on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When it was last changed.
    pub at: Moment,
    /// The record in the corpus that is open; none for an orphan.
    #[serde(skip)]
    pub record: Option<Found>,
}

/// How a record was found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The record.
    pub record: Record,
    /// Its text is another than when it was kept.
    pub changed: bool,
}

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its number, from 1.
    pub line: usize,
    /// The line as it stands.
    pub text: String,
    /// Why, in the words of the reader of JSON.
    pub reason: String,
}

/// Everything that is kept of one corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    kept: Vec<Kept>,
    unread: Vec<Unread>,
}

impl Marks for Keep {
    fn records(&self) -> Vec<Record> {
        self.kept.iter().filter_map(|kept| kept.record.map(|found| found.record)).collect()
    }

    fn marked(&self, record: Record, mark: Option<&str>) -> bool {
        // Marks have no names.
        mark.is_none() && self.of(record).any(|kept| kept.mark)
    }

    fn note(&self, record: Record) -> Option<String> {
        self.of(record).find_map(|kept| kept.note.clone())
    }
}

impl Keep {
    /// What is kept of a record.
    fn of(&self, record: Record) -> impl Iterator<Item = &Kept> {
        self.kept.iter().filter(move |kept| kept.record.is_some_and(|found| found.record == record))
    }
}

/// The hash that names the files of a corpus: of its reports, so that it stays when records
/// are added or corrected.
#[must_use]
pub fn identity(corpus: &Corpus) -> String {
    let reports = corpus.reports.iter().flat_map(|report| [&report.slug, &report.title]);
    let title = corpus.title.iter().filter(|_| corpus.reports.is_empty());
    let texts: Vec<&str> = reports.chain(title).map(Clean::as_str).collect();
    format!("{:016x}", stable::hash(texts))
}

/// The file of marks of a corpus, under the folder of what is kept.
#[must_use]
pub fn marks_file(folder: &Path, corpus: &Corpus) -> PathBuf {
    folder.join("marks").join(identity(corpus) + ".jsonl")
}

/// The file of the views that its reader has named, under the folder of what is kept.
#[must_use]
pub fn views_file(folder: &Path, corpus: &Corpus) -> PathBuf {
    folder.join("views").join(identity(corpus) + ".jsonl")
}

/// The file of where its reader stood, under the folder of what is remembered.
#[must_use]
pub fn session_file(folder: &Path, corpus: &Corpus) -> PathBuf {
    folder.join(identity(corpus) + ".json")
}

impl Keep {
    /// Reads the lines of a file and finds their records.
    #[must_use]
    pub fn parse(text: &str, corpus: &Corpus) -> Self {
        Self::parse_again(text, corpus, &Self::default())
    }

    /// Reads the lines of a file of which some are known: their records are not looked for again.
    fn parse_again(text: &str, corpus: &Corpus, before: &Self) -> Self {
        type Key<'k> = (Kind, &'k str, Option<u32>, &'k str);
        fn key(kept: &Kept) -> Key<'_> {
            (kept.kind, &kept.id, kept.page, &kept.hash)
        }
        let known: HashMap<Key<'_>, Option<Found>> =
            before.kept.iter().map(|kept| (key(kept), kept.record)).collect();
        let mut keep = Self::default();
        let mut unknown = Vec::new();
        for (at, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str::<Kept>(line) {
                Ok(mut kept) => {
                    match known.get(&key(&kept)) {
                        Some(record) => kept.record = *record,
                        None => unknown.push(keep.kept.len()),
                    }
                    keep.kept.push(kept);
                }
                Err(error) => keep.unread.push(Unread {
                    line: at + 1,
                    text: line.to_owned(),
                    reason: error.to_string(),
                }),
            }
        }
        let lines = keep.kept.iter_mut().enumerate();
        let lines = lines.filter(|(at, _)| unknown.binary_search(at).is_ok());
        known::settle(corpus, lines.map(|(_, kept)| kept).collect());
        keep
    }

    /// Reads a file; one that does not exist holds nothing.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(path: &Path, corpus: &Corpus) -> io::Result<Self> {
        Self::read_again(path, corpus, &Self::default())
    }

    fn read_again(path: &Path, corpus: &Corpus, before: &Self) -> io::Result<Self> {
        match fs::read(path) {
            Ok(bytes) => Ok(Self::parse_again(&String::from_utf8_lossy(&bytes), corpus, before)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// Writes the file whole or not at all, for the eyes of its owner alone.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        save::write(path, Manner::Private, |out| out.write_all(self.lines()?.as_bytes()))
    }

    /// The lines of the file.
    fn lines(&self) -> io::Result<String> {
        let mut lines = Vec::new();
        for kept in &self.kept {
            serde_json::to_writer(&mut lines, kept)?;
            lines.push(b'\n');
        }
        for unread in &self.unread {
            writeln!(lines, "{}", unread.text)?;
        }
        String::from_utf8(lines).map_err(|_| io::ErrorKind::InvalidData.into())
    }

    /// Everything that is kept, in the order in which it was first kept.
    #[must_use]
    pub fn all(&self) -> &[Kept] {
        &self.kept
    }

    /// The lines that cannot be read.
    #[must_use]
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// What points to a record that is gone.
    pub fn orphans(&self) -> impl Iterator<Item = &Kept> {
        self.kept.iter().filter(|kept| kept.record.is_none())
    }

    /// The records that are marked, in the order in which they were first kept.
    pub fn marked(&self) -> impl Iterator<Item = Record> {
        self.kept.iter().filter(|kept| kept.mark).filter_map(|kept| Some(kept.record?.record))
    }

    /// Whether a record is marked.
    #[must_use]
    pub fn is_marked(&self, record: Record) -> bool {
        self.kept_of(record).is_some_and(|kept| kept.mark)
    }

    /// The note on a record.
    #[must_use]
    pub fn note(&self, record: Record) -> Option<&str> {
        self.kept_of(record)?.note.as_deref()
    }

    /// Marks a record, or takes the mark away; returns whether it is marked now.
    pub fn toggle(&mut self, corpus: &Corpus, record: Record, now: Moment) -> bool {
        let marked = !self.is_marked(record);
        self.change(corpus, record, now, |kept| kept.mark = marked);
        marked
    }

    /// Writes a note on a record; an empty one takes it away.
    pub fn set_note(&mut self, corpus: &Corpus, record: Record, note: &str, now: Moment) {
        let note = Some(note.trim_end()).filter(|note| !note.is_empty()).map(str::to_owned);
        self.change(corpus, record, now, |kept| kept.note = note);
    }

    fn kept_of(&self, record: Record) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.record.is_some_and(|found| found.record == record))
    }

    /// Changes what is kept of a record, under its id and text of today; forgets it where
    /// neither mark nor note is left.
    fn change(
        &mut self,
        corpus: &Corpus,
        record: Record,
        now: Moment,
        change: impl FnOnce(&mut Kept),
    ) {
        let of = |kept: &Kept| kept.record.is_some_and(|found| found.record == record);
        let place = self.kept.iter().position(of).unwrap_or_else(|| {
            self.kept.push(known::kept(corpus, record, now));
            self.kept.len() - 1
        });
        let kept = &mut self.kept[place];
        let (mark, note) = (kept.mark, kept.note.take());
        *kept = Kept { mark, note, ..known::kept(corpus, record, now) };
        change(kept);
        if !kept.mark && kept.note.is_none() {
            self.kept.remove(place);
        }
    }
}

#[cfg(test)]
mod tests;
