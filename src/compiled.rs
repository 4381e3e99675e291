//! A corpus compiled once: a folder that is opened in no time, whatever its size.
//!
//! It holds a manifest, [`MANIFEST`], and one file of rows that is mapped: every statement, every
//! way from one record to another, and all that finding takes. [`write()`] makes it, [`Compiled`] is
//! one that is open. Imports [`crate::corpus`], [`crate::disk`], [`crate::index`],
//! [`crate::query`] and [`crate::save`].
//!
//! Odd thing worth knowing: the manifest names the file of rows and is replaced in one step, so that
//! whoever opens the folder while it is compiled anew reads the old one or the new one, never half
//! of each.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::corpus::{
    CleanLines, Corpus, Counts, Packed, PageLender, Rows, StatementId, Statements, Stored,
    Unpacking,
};
use crate::disk::{Column, Sections, Table, between};
use crate::index::Index;
use crate::query::Finder;

mod record;
mod write;

pub use write::{Beside, write};

/// The name of the manifest; a folder that holds one is a compiled corpus.
pub const MANIFEST: &str = "renvoi-index.json";

/// What this program writes, and the only thing that it opens.
pub const FORMAT: &str = "renvoi-index/6";

/// A file that a corpus was compiled from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its path, as it was given or found.
    pub path: String,
    /// Its size, in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970; none for the standard input.
    pub modified: Option<u64>,
    /// The hash of its bytes (FNV-1a, 64 bits, in hexadecimal); none where it was not asked for.
    pub hash: Option<String>,
}

/// What a corpus is compiled from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Its files.
    pub origins: Vec<Origin>,
    /// How many warnings there are of them.
    pub warnings: usize,
}

/// A time as an [`Origin`] has it.
#[must_use]
pub fn nanoseconds(time: SystemTime) -> Option<u64> {
    let since = time.duration_since(UNIX_EPOCH).ok()?;
    u64::try_from(since.as_nanos()).ok()
}

/// Takes a compiled corpus away; whoever has it open reads on.
///
/// # Errors
/// It cannot be taken away.
pub fn remove(folder: &Path) -> io::Result<()> {
    if is_compiled(folder) { std::fs::remove_dir_all(folder) } else { Ok(()) }
}

/// How many records of each kind there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    /// Reports.
    pub reports: usize,
    /// Topics.
    pub topics: usize,
    /// Experts.
    pub experts: usize,
    /// Statements.
    pub statements: usize,
    /// Of these, drafts that nobody has read over.
    pub drafts: usize,
    /// Citations.
    pub citations: usize,
    /// Pages whose text or state is known.
    pub page_texts: usize,
}

/// What a compiled corpus says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format.
    pub format: String,
    /// The version of the program that wrote it.
    pub program: String,
    /// What it was compiled from.
    #[serde(flatten)]
    pub from: Provenance,
    /// How much it holds.
    pub sizes: Sizes,
    /// The file of rows, beside the manifest.
    pub file: String,
    /// Its length, in bytes.
    pub length: u64,
    /// The checksum of all of them, as [`Sections::checksum`] has it.
    pub checksum: u32,
    /// What stands where in it.
    pub rows: Table,
}

/// What the manifest of every version has.
#[derive(Deserialize)]
struct Named {
    format: String,
}

/// Why a folder cannot be opened as a compiled corpus.
#[derive(Debug)]
pub enum Fault {
    /// Something cannot be read.
    Unreadable(PathBuf, io::Error),
    /// It is no manifest, or names what is not there.
    Damaged(PathBuf),
    /// One of its statements cannot be read.
    Lost {
        /// The file of rows.
        path: PathBuf,
        /// Which of the statements, counted from 1.
        statement: usize,
    },
    /// It was compiled for another version of the program.
    Other {
        /// The manifest.
        path: PathBuf,
        /// The format that it names.
        format: String,
    },
}

/// Whether a path is a compiled corpus.
#[must_use]
pub fn is_compiled(path: &Path) -> bool {
    path.join(MANIFEST).is_file()
}

/// A compiled corpus, open.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// What it says of itself.
    pub manifest: Manifest,
    sections: Sections,
    path: PathBuf,
    /// Whether the text of a page could not be read.
    torn: Arc<AtomicBool>,
}

/// So often is a manifest read whose file was replaced between the two.
const TRIES: usize = 5;

impl Compiled {
    /// Opens a folder.
    ///
    /// # Errors
    /// It is no compiled corpus, is damaged, or was compiled for another version.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        let mut tried = 1;
        loop {
            match Self::try_open(folder) {
                // The file went away under its manifest: a new one stands there now.
                Err(Fault::Unreadable(_, error))
                    if error.kind() == io::ErrorKind::NotFound && tried < TRIES =>
                {
                    tried += 1;
                }
                opened => return opened,
            }
        }
    }

    fn try_open(folder: &Path) -> Result<Self, Fault> {
        let path = folder.join(MANIFEST);
        let bytes = std::fs::read(&path).map_err(|error| Fault::Unreadable(path.clone(), error))?;
        let Ok(Named { format }) = serde_json::from_slice(&bytes) else {
            return Err(Fault::Damaged(path));
        };
        if format != FORMAT {
            return Err(Fault::Other { path, format });
        }
        let Ok(mut manifest) = serde_json::from_slice::<Manifest>(&bytes) else {
            return Err(Fault::Damaged(path));
        };
        let rows = folder.join(&manifest.file);
        let sections = match Sections::open(&rows, std::mem::take(&mut manifest.rows)) {
            Ok(sections) => sections,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Err(Fault::Damaged(rows));
            }
            Err(error) => return Err(Fault::Unreadable(rows, error)),
        };
        if sections.length() != manifest.length {
            return Err(Fault::Damaged(rows));
        }
        Ok(Self { manifest, sections, path: rows, torn: Arc::default() })
    }

    /// That every byte stands as it was written; all are read for that.
    ///
    /// # Errors
    /// One does not.
    pub fn intact(&self) -> Result<(), Fault> {
        let same = self.sections.checksum() == self.manifest.checksum;
        if same { Ok(()) } else { Err(Fault::Damaged(self.path.clone())) }
    }

    /// The corpus: its statements are read when they are asked for.
    ///
    /// # Errors
    /// It is damaged.
    pub fn corpus(&self) -> Result<Corpus, Fault> {
        let damaged = || Fault::Damaged(self.path.clone());
        let head = self.read(|sections| sections.column::<u8>("head"))?;
        let texts: Arc<dyn PageLender> = Arc::new(StoredTexts {
            bytes: self.read(|sections| sections.column("texts"))?,
            ends: self.read(|sections| sections.column("texts.ends"))?,
            torn: Arc::clone(&self.torn),
        });
        let (mut corpus, counts) = record::read_head(&head, &texts).ok_or_else(damaged)?;
        let rows = Rows {
            bytes: self.read(|sections| sections.column("records"))?,
            ends: self.read(|sections| sections.column("records.ends"))?,
            slugs: self.read(|sections| sections.column("records.slugs"))?,
        };
        if rows.ends.len() != counts.statements as usize {
            return Err(damaged());
        }
        let stored = Stored::new(rows, counts, self.manifest.sizes.drafts);
        corpus.statements = Statements::lent(Arc::new(stored));
        Ok(corpus)
    }

    /// The corpus from each side.
    ///
    /// # Errors
    /// It is damaged.
    pub fn index(&self, corpus: &Corpus) -> Result<Index, Fault> {
        self.read(|sections| Index::open(sections, corpus))
    }

    /// What finds by words.
    ///
    /// # Errors
    /// It is damaged.
    pub fn finder(&self, corpus: &Corpus) -> Result<Finder, Fault> {
        self.read(|sections| Finder::open(sections, corpus))
    }

    /// That every statement and every text of a page that was asked for could be read.
    ///
    /// # Errors
    /// One could not.
    pub fn whole(&self, corpus: &Corpus) -> Result<(), Fault> {
        let lost =
            |id: StatementId| Fault::Lost { path: self.path.clone(), statement: id.place() + 1 };
        corpus.statements.lost().map_or(Ok(()), |id| Err(lost(id)))?;
        let torn = self.torn.load(Ordering::Relaxed);
        if torn { Err(Fault::Damaged(self.path.clone())) } else { Ok(()) }
    }

    fn read<T>(&self, read: impl FnOnce(&Sections) -> io::Result<T>) -> Result<T, Fault> {
        read(&self.sections).map_err(|_| Fault::Damaged(self.path.clone()))
    }
}

/// The texts of pages in a file.
#[derive(Debug)]
struct StoredTexts {
    bytes: Column<u8>,
    ends: Column<u64>,
    torn: Arc<AtomicBool>,
}

impl PageLender for StoredTexts {
    fn read(&self, place: usize) -> CleanLines {
        let bytes = self.bytes.get(between(&self.ends, place)).unwrap_or_default();
        let text = Unpacking::new(bytes, Counts::default());
        text.and_then(|mut text| CleanLines::unpack(&mut text)).unwrap_or_else(|| {
            self.torn.store(true, Ordering::Relaxed);
            CleanLines::default()
        })
    }
}

#[cfg(test)]
mod tests;
