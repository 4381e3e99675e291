//! `renvoi cache`, and the corpora that are compiled by themselves.
//!
//! A corpus that takes long to read is compiled when it is first used, into the cache folder of
//! whoever uses it, and found there again by the paths, sizes and times of its files. Nothing of
//! them is read on the way to an answer.
//!
//! Odd thing worth knowing: what is wrong with a corpus is told each time it is used. One with errors
//! is never kept, and of one with warnings their number is.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::answer::{self, Answer};
use super::arguments::{Cached, Form, Options};
use super::compile::{Progress, bytes};
use super::data::{self, Lent};
use super::style::{Style, Tone};
use crate::compiled::{self, Beside, Compiled, MANIFEST, Origin, Provenance};
use crate::corpus::{self, DataPath, Loaded, ReadErrorKind, Severity, Told};
use crate::error::{Error, Exit};
use crate::order;
use crate::{stable, words};

/// From so many bytes on a corpus is compiled by itself.
const LARGE: u64 = 2_000_000;

/// What a command answers from.
pub(super) enum Data {
    /// A compiled corpus.
    Lent(Box<Lent>),
    /// One that was read.
    Read(Box<Loaded>),
}

/// Who asks, and how.
#[derive(Clone, Copy)]
pub(super) struct Asker<'a> {
    pub(super) options: &'a Options,
    pub(super) style: &'a Style,
    /// The cache folder; none where there is none.
    pub(super) folder: Option<&'a Path>,
    /// Whether nothing may be written.
    pub(super) guest: bool,
    /// Whether somebody looks on.
    pub(super) watched: bool,
}

/// The corpus that the options name: compiled, found again, compiled now, or read.
///
/// # Errors
/// It cannot be read.
pub(super) fn open(asker: &Asker<'_>, err: &mut dyn Write) -> Result<Data, Error> {
    let Asker { options, style, .. } = *asker;
    if let Some(lent) = Lent::at(&options.data, style.lang)? {
        return Ok(Data::Lent(Box::new(lent)));
    }
    let read =
        || data::load(&options.data, options.limit(), style.lang).map(Box::new).map(Data::Read);
    let Some(folder) = asker.folder else { return read() };
    let Some(files) = files(&options.data) else { return read() };
    if files.iter().map(|file| file.size).sum::<u64>() <= LARGE {
        return read();
    }
    let place = folder.join(name(&files));
    let known = Compiled::open(&place);
    let lent = |compiled| Lent::of(compiled, style.lang).map(Box::new).map(Data::Lent);
    match known {
        Ok(compiled) if same(&compiled.manifest.from.origins, &files) => return lent(compiled),
        _ if asker.guest => return read(),
        _ => {}
    }
    let stale = known_before(&place);
    let beside = Beside::new(&place);
    let progress = Progress::new(style, asker.watched && !options.quiet, err);
    let loaded = progress.during(|told| load(asker, &beside, told))?;
    let Some(loaded) = loaded else { return read() };
    if loaded.has_errors() {
        return Ok(Data::Read(Box::new(loaded)));
    }
    if stale {
        let sentence = style.say(
            "the corpus has changed: it is compiled again",
            "le corpus a changé\u{202f}: il est compilé à nouveau",
        );
        writeln!(err, "{}", style.own(&sentence))?;
    }
    let warnings = loaded.problems.iter();
    let warnings = warnings.filter(|problem| problem.severity() == Severity::Warning).count();
    let from = Provenance { origins: files, warnings };
    let progress = Progress::new(style, asker.watched && !options.quiet, err);
    let written = progress.during(|told| compiled::write(&place, &loaded.corpus, &from, told));
    let opened = written.ok().and_then(|_| Compiled::open(&place).ok());
    // Where it cannot be kept, memory serves.
    opened.map_or_else(|| Ok(Data::Read(Box::new(loaded))), lent)
}

/// The corpus that the options name, on its way into the cache; none where what is too large for
/// memory cannot be put beside.
fn load(asker: &Asker<'_>, beside: &Beside, told: Told<'_>) -> Result<Option<Loaded>, Error> {
    let Asker { options, style, .. } = *asker;
    match data::inputs_beside(&options.data, options.limit(), style.lang, beside, told) {
        Ok(inputs) => Ok(data::load_beside(&inputs, beside, told).ok()),
        Err(Error::Read(error)) if error.kind == ReadErrorKind::Unkept => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether something was compiled there before, for whatever files and version.
fn known_before(place: &Path) -> bool {
    place.join(MANIFEST).exists()
}

/// What is known of the files at the paths without reading them; none where that is not all, or
/// where something is read that does not stay.
fn files(paths: &[OsString]) -> Option<Vec<Origin>> {
    let paths: Vec<DataPath> = paths.iter().map(|path| Path::new(path).into()).collect();
    let files = corpus::files_of(&paths)?;
    let known = |file: &PathBuf| {
        let path = fs::canonicalize(file).ok()?;
        let known = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
        Some(Origin {
            path: path.into_os_string().into_string().ok()?,
            size: known.len(),
            modified: compiled::nanoseconds(known.modified().ok()?),
            hash: None,
        })
    };
    files.iter().map(known).collect()
}

/// The folder of a corpus of such files: the same as long as they have the same paths.
fn name(files: &[Origin]) -> String {
    format!("{:016x}", stable::hash(files.iter().map(|file| file.path.as_str())))
}

/// Whether files are as they were: by path, size and time.
fn same(then: &[Origin], now: &[Origin]) -> bool {
    let known = |file: &Origin| (file.path.clone(), file.size, file.modified);
    then.len() == now.len() && then.iter().zip(now).all(|(then, now)| known(then) == known(now))
}

/// How a compiled corpus in the cache stands to its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// They are as they were.
    Current,
    /// They have changed since.
    Changed,
    /// One of them is there no more.
    Gone,
    /// It is damaged, or was compiled for another version.
    Unusable,
}

/// A compiled corpus in the cache.
#[derive(Debug, Serialize)]
struct Row {
    folder: String,
    state: State,
    /// Bytes that it takes.
    bytes: u64,
    statements: usize,
    files: Vec<String>,
}

fn row(folder: &Path) -> Row {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let bytes = entries.filter_map(|entry| entry.metadata().ok()).map(|known| known.len()).sum();
    let name = folder.display().to_string();
    let Ok(opened) = Compiled::open(folder) else {
        return Row {
            folder: name,
            state: State::Unusable,
            bytes,
            statements: 0,
            files: Vec::new(),
        };
    };
    let origins = &opened.manifest.from.origins;
    let paths: Vec<OsString> = origins.iter().map(|origin| origin.path.clone().into()).collect();
    let state = match files(&paths) {
        Some(now) if same(origins, &now) => State::Current,
        Some(_) => State::Changed,
        None => State::Gone,
    };
    let files = origins.iter().map(|origin| origin.path.clone()).collect();
    Row { folder: name, state, bytes, statements: opened.manifest.sizes.statements, files }
}

/// The compiled corpora in the cache, by name.
fn all(folder: Option<&Path>) -> Vec<PathBuf> {
    let entries = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten();
    let paths = entries.flatten().map(|entry| entry.path());
    let mut all: Vec<PathBuf> = paths.filter(|path| compiled::is_compiled(path)).collect();
    order::sort_by(&mut all, Ord::cmp);
    all
}

/// Lists what is in the cache, or takes away what is of no use any more.
///
/// # Errors
/// The answer cannot be written, or something cannot be taken away.
pub(super) fn run(
    what: Cached,
    folder: Option<&Path>,
    form: Form,
    style: &Style,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    let mut rows: Vec<Row> = all(folder).iter().map(|folder| row(folder)).collect();
    if what == Cached::Prune {
        rows.retain(|row| row.state != State::Current);
        for row in &rows {
            compiled::remove(Path::new(&row.folder))?;
        }
    }
    match form {
        Form::Json => {
            let schema = "renvoi.cache/1";
            answer::write(out, &Answer { schema, query: None, total: rows.len(), results: rows })?;
        }
        Form::Plain => {
            for row in &rows {
                let state = word(row.state, crate::lang::Lang::En);
                let files: Vec<_> = row.files.iter().map(|file| words::clean(file)).collect();
                let folder = words::clean(&row.folder);
                writeln!(
                    out,
                    "{state}\t{}\t{}\t{folder}\t{}",
                    row.bytes,
                    row.statements,
                    files.join("\t")
                )?;
            }
        }
        Form::Table => table(&rows, what, style, out)?,
    }
    Ok(Exit::Done)
}

const fn word(state: State, lang: crate::lang::Lang) -> &'static str {
    match state {
        State::Current => lang.pick("current", "à jour"),
        State::Changed => lang.pick("changed", "modifié"),
        State::Gone => lang.pick("gone", "disparu"),
        State::Unusable => lang.pick("unusable", "inutilisable"),
    }
}

fn table(rows: &[Row], what: Cached, style: &Style, out: &mut dyn Write) -> Result<(), Error> {
    let lang = style.lang;
    for row in rows {
        let state = style.fit(word(row.state, lang), 12);
        let size = bytes(row.bytes, lang);
        let files = row.files.first().map_or(row.folder.as_str(), String::as_str);
        let more = row.files.len().saturating_sub(1);
        let more = if more > 0 { format!(" +{more}") } else { String::new() };
        let files = format!("{}{more}", words::clean(files));
        style.spread(out, &[(&state, Tone::Dim), (&files, Tone::Plain)], &size)?;
    }
    let sum = bytes(rows.iter().map(|row| row.bytes).sum(), lang);
    let count = words::count(
        rows.len(),
        ("compiled corpus", "compiled corpora"),
        ("corpus compilé", "corpus compilés"),
        lang,
    );
    let taken = if what == Cached::Prune {
        style.say(" taken away", if rows.len() > 1 { " retirés" } else { " retiré" })
    } else {
        "".into()
    };
    writeln!(out, "{count}{taken} ({sum})")?;
    Ok(())
}
