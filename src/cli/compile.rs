//! `renvoi compile`: a corpus made ready once, to be opened in no time.

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use super::answer::{self, Answer};
use super::arguments::{Form, Options};
use super::data;
use super::style::Style;
use crate::compiled::{self, Beside, Manifest, Origin, Provenance, Sizes};
use crate::corpus::{self, Input, Task, Told};
use crate::error::{Error, Exit};
use crate::lang::Lang;
use crate::{stable, words};

/// What was compiled, in JSON.
#[derive(Debug, Serialize)]
struct Done<'a> {
    /// The folder, as it was given.
    folder: &'a str,
    /// How many bytes its rows take.
    bytes: u64,
    #[serde(flatten)]
    sizes: Sizes,
    origins: &'a [Origin],
}

/// Compiles the corpus of some files into a folder; says on `err` how far it is where somebody
/// looks on.
///
/// # Errors
/// Something cannot be read or written, or what stands there is no compiled corpus.
pub(super) fn run(
    files: &[OsString],
    folder: &OsString,
    options: &Options,
    style: &Style,
    watched: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Error> {
    let files = if files.is_empty() { &options.data } else { files };
    let watched = watched && !options.quiet;
    let folder_path = Path::new(folder);
    let beside = Beside::new(folder_path);
    #[cfg(unix)]
    clear_away_when_ended(folder_path);
    let (loaded, origins) = if files.is_empty() {
        (corpus::builtin(), origins(&[corpus::builtin_input()]))
    } else {
        let progress = Progress::new(style, watched, err);
        progress.during(|told| {
            let inputs = data::inputs_beside(files, options.limit(), style.lang, &beside, told)?;
            let loaded = data::load_beside(&inputs, &beside, told);
            let loaded = loaded.map_err(|error| unwritten(folder, &error, style))?;
            Ok::<_, Error>((loaded, origins(&inputs)))
        })?
    };
    data::report(&loaded, files, style, err)?;
    if loaded.has_errors() {
        let sentence = style.say(
            "nothing is compiled as long as there are errors",
            "rien n’est compilé tant qu’il y a des erreurs",
        );
        return Err(Error::Unfit(sentence.into_owned()));
    }
    let warnings = data::warnings(&loaded);
    let from = Provenance { origins, warnings };
    let progress = Progress::new(style, watched, err);
    let written = progress.during(|told| compiled::write(folder_path, &loaded.corpus, &from, told));
    let manifest = written.map_err(|error| unwritten(folder, &error, style))?;
    say(folder, &manifest, options.form(), style, out)?;
    Ok(Exit::Done)
}

/// Takes away what is being written where the program is asked to end before it is done.
#[cfg(unix)]
fn clear_away_when_ended(folder: &Path) {
    use signal_hook::consts::{SIGINT, SIGTERM};
    // Where that fails, the next one that compiles to the same place takes it away.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
    let folder = folder.to_owned();
    std::thread::spawn(move || {
        for signal in signals.forever() {
            Beside::give_up(&folder);
            let _ended = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

fn origins(inputs: &[Input]) -> Vec<Origin> {
    let origin = |input: &Input| {
        let known = std::fs::metadata(&input.name).ok();
        let modified = known.and_then(|known| known.modified().ok());
        Origin {
            path: input.name.clone(),
            size: input.bytes.len() as u64,
            modified: modified.and_then(compiled::nanoseconds),
            hash: Some(format!("{:016x}", stable::hash_of_bytes(&input.bytes))),
        }
    };
    inputs.iter().map(origin).collect()
}

fn unwritten(folder: &OsString, error: &io::Error, style: &Style) -> Error {
    let folder = folder.to_string_lossy();
    let folder = words::clean(&folder);
    if error.kind() == io::ErrorKind::AlreadyExists {
        let sentence = style.lang.pick(
            "is there and is no compiled corpus; choose another folder",
            "existe et n’est pas un corpus compilé\u{202f}; choisissez un autre dossier",
        );
        return Error::Refused(format!("{folder} {sentence}"));
    }
    Error::Refused(format!(
        "{folder}{}{}",
        style.lang.pick(" was not written: ", " n’a pas été écrit\u{a0}: "),
        words::clean(&style.lang.reason(error))
    ))
}

fn say(
    folder: &OsString,
    manifest: &Manifest,
    form: Form,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let folder = folder.to_string_lossy();
    let Manifest { sizes, length, .. } = manifest;
    match form {
        Form::Json => {
            let origins = manifest.from.origins.as_slice();
            let done = Done { folder: &folder, bytes: *length, sizes: *sizes, origins };
            let (schema, results) = ("renvoi.compile/1", vec![done]);
            return answer::write(out, &Answer { schema, query: None, total: 1, results });
        }
        Form::Plain => writeln!(out, "{}\t{}\t{length}", words::clean(&folder), sizes.statements)?,
        Form::Table => {
            let lang = style.lang;
            let counts = [
                words::count(
                    sizes.statements,
                    ("statement", "statements"),
                    ("propos", "propos"),
                    lang,
                ),
                words::count(sizes.topics, ("trend", "trends"), ("tendance", "tendances"), lang),
                words::count(sizes.experts, ("expert", "experts"), ("expert", "experts"), lang),
            ];
            let folder = words::clean(&folder);
            let bytes = bytes(*length, lang);
            let into = style.say("compiled into", "compilés dans");
            writeln!(out, "{} {into} {folder} ({bytes})", counts.join(", "))?;
        }
    }
    Ok(())
}

/// A size as people write it.
pub(super) fn bytes(bytes: u64, lang: Lang) -> String {
    let (unit, divisor) = match bytes {
        1_000_000.. => (lang.pick("MB", "Mo"), 1_000_000),
        _ => (lang.pick("kB", "ko"), 1_000),
    };
    format!("{}\u{a0}{unit}", bytes.div_ceil(divisor))
}

/// How far it is, in one line that is written again and again.
pub(super) struct Progress<'a> {
    lang: Lang,
    shown: bool,
    err: &'a mut dyn Write,
    /// What is being done, when that was first heard of, and how much of it was done then.
    task: Option<(Task, Instant, usize)>,
    last: Option<Instant>,
}

/// Somebody who looks on sees it change so often.
const OFTEN: std::time::Duration = std::time::Duration::from_millis(200);

impl<'a> Progress<'a> {
    pub(super) fn new(style: &Style, shown: bool, err: &'a mut dyn Write) -> Self {
        Self { lang: style.lang, shown, err, task: None, last: None }
    }

    /// Shows it while something is done, and takes the line away then.
    pub(super) fn during<T>(self, work: impl FnOnce(Told<'_>) -> T) -> T {
        let progress = RefCell::new(self);
        let done = work(&|task, done, all| progress.borrow_mut().told(task, done, all));
        progress.into_inner().end();
        done
    }

    fn told(&mut self, task: Task, done: usize, all: usize) {
        if !self.shown {
            return;
        }
        let now = Instant::now();
        let known = self.task.filter(|(known, ..)| *known == task);
        // What comes before the first of it tells no rate.
        let (begun, before) = match known {
            Some((_, begun, before)) if done > 0 && before > 0 => (begun, before),
            _ => {
                self.task = Some((task, now, done));
                (now, done)
            }
        };
        // Another task is shown at once: it may go on for a while until it says more.
        if known.is_some() && self.last.is_some_and(|last| now - last < OFTEN) {
            return;
        }
        self.last = Some(now);
        let since = (done.saturating_sub(before), (now - begun).as_secs_f64());
        let line = line(task, (done, all), since, self.lang);
        let _heedless = write!(self.err, "\r\u{1b}[K{line}").and_then(|()| self.err.flush());
    }

    /// Takes the line away.
    fn end(self) {
        if self.last.is_some() {
            let _heedless = write!(self.err, "\r\u{1b}[K").and_then(|()| self.err.flush());
        }
    }
}

/// What is done, how much of it, how fast (so much in so many seconds), and how long it goes on.
fn line(
    task: Task,
    (done, all): (usize, usize),
    (since, seconds): (usize, f64),
    lang: Lang,
) -> String {
    let doing = match task {
        Task::Copying => lang.pick("copying files", "copie des fichiers"),
        Task::Looking => lang.pick("looking the file over", "examen du fichier"),
        Task::Records => lang.pick("reading records", "lecture des fiches"),
        Task::Checking => lang.pick("checking statements", "vérification des propos"),
        Task::Pages => lang.pick("gathering pages", "relevé des pages"),
        Task::Words => lang.pick("reading words", "lecture des mots"),
        Task::Lists => lang.pick("gathering lists", "relevé des listes"),
        Task::Writing => lang.pick("writing what was gathered", "écriture du relevé"),
        Task::Statements => lang.pick("writing statements", "écriture des propos"),
    };
    let much = match done.saturating_mul(100).checked_div(all) {
        Some(percent) => format!("{percent}{}%", lang.pick("", "\u{a0}")),
        // What comes through a pipe ends when it ends.
        None => bytes(done as u64, lang),
    };
    let line = format!("{doing}{}{much}", lang.pick(": ", "\u{a0}: "));
    #[expect(clippy::cast_precision_loss, reason = "shown in whole numbers")]
    let (since, left) = (since as f64, all.saturating_sub(done) as f64);
    if seconds < 0.5 || since < 1.0 {
        return line;
    }
    let rate = since / seconds;
    let (per_second, unit) = match (task.is_in_bytes(), lang) {
        (true, Lang::En) => (rate / 1e6, "\u{a0}MB"),
        (true, Lang::Fr) => (rate / 1e6, "\u{a0}Mo"),
        (false, _) => (rate, ""),
    };
    let line = format!("{line}, {per_second:.0}{unit}/s");
    if all == 0 {
        return line;
    }
    let (left, word) = ((left / rate).ceil(), lang.pick("left", "restantes"));
    format!("{line}, {left:.0}\u{a0}s {word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_how_fast_and_how_long() {
        let english = line(Task::Words, (500_000, 1_000_000), (250_000, 2.0), Lang::En);
        assert_eq!(english, "reading words: 50%, 125000/s, 4\u{a0}s left");
        let french = line(Task::Statements, (0, 10), (0, 0.0), Lang::Fr);
        assert_eq!(french, "écriture des propos\u{a0}: 0\u{a0}%");
        let bytes = line(Task::Records, (50_000_000, 200_000_000), (50_000_000, 0.5), Lang::En);
        assert_eq!(bytes, "reading records: 25%, 100\u{a0}MB/s, 2\u{a0}s left");
        let whole = line(Task::Looking, (2_746_000_000, 0), (0, 0.0), Lang::En);
        assert_eq!(whole, "looking the file over: 2746\u{a0}MB");
        let piped = line(Task::Copying, (50_000_000, 0), (50_000_000, 0.5), Lang::Fr);
        assert_eq!(piped, "copie des fichiers\u{a0}: 50\u{a0}Mo, 100\u{a0}Mo/s");
    }

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(bytes(1, Lang::En), "1\u{a0}kB");
        assert_eq!(bytes(1_000_001, Lang::Fr), "2\u{a0}Mo");
    }
}
