//! Writing a compiled corpus whole or not at all.
//!
//! Imports its neighbours in this room and [`crate::save`], which names what is being written.
//!
//! Odd thing worth knowing: whoever is killed leaves a folder behind whose lock nobody holds any
//! more. The next one that compiles to the same place takes it away.

use std::cell::OnceCell;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{FORMAT, MANIFEST, Manifest, Provenance, Sizes, record};
use crate::corpus::task::{OFTEN, Task, Told};
use crate::corpus::{Corpus, Packed, Packing, Rows, short_hash};
use crate::disk::{Scratch, Sheets};
use crate::index::Index;
use crate::query::Finder;
use crate::save;

/// So many folders at most may be written beside one target by one process.
const TURNS: u32 = 100;

/// So often is a folder taken away that is still being written to.
const TRIES: usize = 100;

/// Held by whoever writes the folder that it stands in.
const LOCK: &str = ".lock";

/// A folder beside the one that a corpus is compiled into, for what is too large for memory until
/// that is done. It is made when it is first asked for, and taken away when it is dropped, or by
/// the next one that compiles to the same place.
#[derive(Debug)]
pub struct Beside {
    folder: PathBuf,
    made: OnceCell<(Scratch, Draft)>,
}

impl Beside {
    /// Beside this folder.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), made: OnceCell::new() }
    }

    /// Takes away what this process is writing there: for one that is about to end.
    pub fn give_up(folder: &Path) {
        let Ok(target) = absolute(folder) else { return };
        for turn in 0..TURNS {
            if let Ok(path) = save::hidden(&target, turn) {
                // What is being written may come in between. What cannot be taken away stays: the
                // program ends all the same, and the next one takes it.
                let _gone = (0..TRIES).any(|_| !path.exists() || fs::remove_dir_all(&path).is_ok());
            }
        }
    }

    /// The scratch in it.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn scratch(&self) -> io::Result<&Scratch> {
        if self.made.get().is_none() {
            let target = absolute(&self.folder)?;
            sweep(&target)?;
            let draft = Draft::new(&target)?;
            let _made_once = self.made.set((Scratch::new(&draft.path)?, draft));
        }
        self.made.get().map(|(scratch, _)| scratch).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// Compiles a corpus into a folder: a new one, an empty one, or in the place of a compiled corpus;
/// `told` hears how many statements of how many are done.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where something else stands there, and whatever else writing
/// meets. What stood there stays then, and nothing else is left behind.
pub fn write(
    folder: &Path,
    corpus: &Corpus,
    from: &Provenance,
    told: Told<'_>,
) -> io::Result<Manifest> {
    let target = absolute(folder)?;
    let old = standing(&target)?;
    sweep(&target)?;
    let draft = Draft::new(&target)?;
    let name = format!("rows-{}-{}", next(old.as_deref()), std::process::id());
    let mut out = BufWriter::with_capacity(1 << 20, File::create(draft.path.join(&name))?);
    let written = |bytes| told(Task::Writing, usize::try_from(bytes).unwrap_or(usize::MAX), 0);
    let mut sheets = Sheets::new(&mut out);
    let scratch = Scratch::new(&draft.path)?;
    rows(corpus, &scratch, &mut sheets, told, &written)?;
    drop(scratch);
    if corpus.statements.lost().is_some() {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let (length, checksum, rows) = sheets.end();
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        from: from.clone(),
        sizes: sizes(corpus),
        file: name,
        length,
        checksum,
        rows,
    };
    let mut out = BufWriter::new(File::create(draft.path.join(MANIFEST))?);
    serde_json::to_writer_pretty(&mut out, &manifest)?;
    out.write_all(b"\n")?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    sync(&draft.path)?;
    draft.place(&target, &manifest.file)?;
    Ok(manifest)
}

/// Writes everything; `written` hears how many bytes stand there while what was gathered is added.
fn rows<'a>(
    corpus: &Corpus,
    scratch: &Scratch,
    sheets: &mut Sheets<'a>,
    told: Told<'_>,
    written: &'a dyn Fn(u64),
) -> io::Result<()> {
    sheets.put("head", &record::write_head(corpus))?;
    let (mut texts, mut ends, mut packing) = (Vec::new(), Vec::new(), Packing::default());
    for page in &corpus.page_texts {
        page.text.as_deref().cloned().unwrap_or_default().pack(&mut packing);
        packing.end(&mut texts);
        ends.push(texts.len() as u64);
    }
    sheets.put("texts.ends", &ends)?;
    sheets.put("texts", &texts)?;
    drop(texts);
    let index = Index::told(corpus, told);
    index.save(corpus, sheets)?;
    let finder = Finder::spilled(corpus, &index, scratch, told)?;
    sheets.tell(Some(written));
    finder.save(sheets)?;
    sheets.tell(None);
    drop((finder, index));
    statements(corpus, sheets, &|done, all| told(Task::Statements, done, all))
}

/// So many bytes of rows that are there already are written at once.
const PIECE: usize = 1 << 20;

/// Writes all statements.
fn statements(
    corpus: &Corpus,
    sheets: &mut Sheets<'_>,
    told: &dyn Fn(usize, usize),
) -> io::Result<()> {
    let all = corpus.statements.len();
    sheets.begin("records")?;
    if let Some(Rows { bytes, ends, slugs }) = corpus.statements.rows() {
        let mut done = 0;
        for piece in bytes.chunks(PIECE) {
            sheets.add("records", piece)?;
            done += piece.len() as u64;
            told(ends.partition_point(|&end| end <= done), all);
        }
        sheets.put("records.ends", ends)?;
        return sheets.put("records.slugs", slugs);
    }
    let mut packing = Packing::default();
    let (mut bytes, mut ends, mut end) = (Vec::new(), Vec::with_capacity(all), 0);
    let mut slugs = Vec::with_capacity(all);
    for (done, statement) in corpus.statements.iter().enumerate() {
        if done % OFTEN == 0 {
            told(done, all);
        }
        bytes.clear();
        statement.pack(&mut packing);
        packing.end(&mut bytes);
        sheets.add("records", &bytes)?;
        end += bytes.len() as u64;
        ends.push(end);
        slugs.push([short_hash(&statement.slug), u32::try_from(done).unwrap_or(u32::MAX)]);
    }
    sheets.put("records.ends", &ends)?;
    slugs.sort_unstable();
    sheets.put("records.slugs", &slugs)
}

fn sizes(corpus: &Corpus) -> Sizes {
    Sizes {
        reports: corpus.reports.len(),
        topics: corpus.topics.len(),
        experts: corpus.experts.len(),
        statements: corpus.statements.len(),
        drafts: corpus.statements.drafts(),
        citations: corpus.citations.len(),
        page_texts: corpus.page_texts.len(),
    }
}

/// The folder with a name and a folder around it, links followed.
fn absolute(folder: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => std::path::absolute(folder),
        known => known,
    }
}

/// What is to be taken away, whatever else another version wrote.
#[derive(serde::Deserialize)]
struct Old {
    file: String,
}

/// The file of rows of the compiled corpus that stands there.
///
/// # Errors
/// Something else stands there.
fn standing(target: &Path) -> io::Result<Option<String>> {
    let bytes = match fs::read(target.join(MANIFEST)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let empty = !target.try_exists()? || fs::read_dir(target)?.next().is_none();
            return if empty { Ok(None) } else { Err(io::ErrorKind::AlreadyExists.into()) };
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        Err(error) => return Err(error),
    };
    let named = serde_json::from_slice::<Old>(&bytes).map(|old| old.file);
    Ok(Some(named.ok().filter(|file| is_rows(file)).unwrap_or_default()))
}

fn is_rows(file: &str) -> bool {
    file.starts_with("rows-") && !file.contains(['/', '\\'])
}

/// The number of the next file of rows: unlike the one that stands there, so that both can stand
/// beside each other for a moment.
fn next(old: Option<&str>) -> u64 {
    let turn = old.and_then(|old| old.strip_prefix("rows-")?.split('-').next()?.parse().ok());
    turn.map_or(1, |turn: u64| turn.saturating_add(1))
}

/// A folder that is being written, beside the target; taken away unless it was placed.
#[derive(Debug)]
struct Draft {
    path: PathBuf,
    _lock: File,
}

impl Draft {
    fn new(target: &Path) -> io::Result<Self> {
        let parent = target.parent().ok_or(io::ErrorKind::InvalidInput)?;
        fs::create_dir_all(parent)?;
        for turn in 0..TURNS {
            let path = save::hidden(target, turn)?;
            match fs::create_dir(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => {
                    made?;
                    let lock = File::create(path.join(LOCK))?;
                    // Where the file system knows no locks, nobody can take it away either.
                    let _unlocked = lock.try_lock();
                    return Ok(Self { path, _lock: lock });
                }
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Gives what was written its place, in one step.
    fn place(self, target: &Path, rows: &str) -> io::Result<()> {
        if target.try_exists()? {
            // Two that compile to the same place do not take away what the other one just wrote.
            let door = File::open(target).and_then(|door| door.lock().map(|()| door));
            fs::rename(self.path.join(rows), target.join(rows))?;
            sync(target)?;
            fs::rename(self.path.join(MANIFEST), target.join(MANIFEST))?;
            sync(target)?;
            return if door.is_ok() { clear(target, rows) } else { Ok(()) };
        }
        fs::remove_file(self.path.join(LOCK))?;
        fs::rename(&self.path, target)?;
        target.parent().map_or(Ok(()), sync)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _placed_or_gone = fs::remove_dir_all(&self.path);
    }
}

/// Takes away all files of rows but one. Whoever has one of them open reads on.
fn clear(target: &Path, rows: &str) -> io::Result<()> {
    for entry in fs::read_dir(target)? {
        let name = entry?.file_name();
        if name != rows && name.to_str().is_some_and(is_rows) {
            let _gone = fs::remove_file(target.join(name));
        }
    }
    Ok(())
}

/// Takes away what was left behind by others that were killed: folders whose lock nobody holds.
fn sweep(target: &Path) -> io::Result<()> {
    let Some(parent) = target.parent().filter(|parent| parent.is_dir()) else { return Ok(()) };
    let Some(target) = target.file_name() else { return Ok(()) };
    for entry in fs::read_dir(parent)? {
        let (name, path) = entry.map(|entry| (entry.file_name(), entry.path()))?;
        if save::is_temporary(&name, target) && !is_held(&path.join(LOCK)) {
            let _gone = fs::remove_dir_all(&path);
        }
    }
    Ok(())
}

/// Whether somebody holds a lock. Where none can be had, somebody may.
fn is_held(lock: &Path) -> bool {
    let lock = OpenOptions::new().write(true).open(lock);
    lock.is_ok_and(|lock| lock.try_lock().is_err())
}

/// Sees to it that the names in a folder outlast a loss of power.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
