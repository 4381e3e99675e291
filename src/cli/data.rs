//! The corpus that a command answers from, and what is wrong with it.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use super::style::Style;
use crate::compiled::{Beside, Compiled, Fault, is_compiled};
use crate::corpus::{self, Aside, Corpus, DataPath, Input, Loaded, ReadError, Severity, Told};
use crate::error::Error;
use crate::index::Index;
use crate::lang::Lang;
use crate::query::Finder;
use crate::words::{self, Signs};

/// The most problems that are shown to a person at once.
pub(super) const MOST: usize = 50;

/// Data on disk that the browser shows, to be read again while it is open.
#[derive(Clone, Debug)]
pub struct Source {
    paths: Vec<OsString>,
    limit: u64,
    signs: Signs,
}

/// Why data cannot be shown: the code of the first problem, and each problem in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The code.
    pub code: Option<&'static str>,
    /// The problems, cleaned for a terminal.
    pub problems: Vec<String>,
}

impl Source {
    /// The data at the paths; none where nothing of it can be read twice.
    pub(super) fn new(paths: &[OsString], limit: u64, style: &Style) -> Option<Self> {
        let again = !paths.is_empty() && paths.iter().all(|path| path != "-");
        let paths = paths.to_vec();
        again.then_some(Self { paths, limit, signs: style.signs })
    }

    /// What tells whether the data is other than before, without reading it.
    #[must_use]
    pub fn trace(&self) -> String {
        let paths: Vec<DataPath> = self.paths.iter().map(|path| Path::new(path).into()).collect();
        corpus::trace_of(&paths)
    }

    /// Reads the data again.
    ///
    /// # Errors
    /// It cannot be read, or has errors.
    pub fn read(&self, lang: Lang) -> Result<Stock, Unfit> {
        let unfit = |error: Error| {
            let problems = error.sentence(lang, self.signs).into_iter().collect();
            Unfit { code: None, problems }
        };
        if let Some(stock) = Stock::lent(&self.paths, lang).map_err(unfit)? {
            return Ok(stock);
        }
        let loaded = load(&self.paths, self.limit, lang).map_err(unfit)?;
        let errors = || {
            let problems = loaded.problems.iter();
            problems.filter(|problem| problem.severity() == Severity::Error)
        };
        let Some(first) = errors().next() else {
            return Ok(loaded.corpus.into());
        };
        let line = |problem: &corpus::Problem| {
            let line = problem.line_in(lang).to_string();
            self.signs.own(&words::clean(&line)).into_owned()
        };
        let mut problems: Vec<String> = errors().take(MOST).map(line).collect();
        let more = (errors().count() + loaded.omitted).saturating_sub(MOST);
        if more > 0 {
            problems.push(match lang {
                Lang::En => format!("and {more} more"),
                Lang::Fr => format!("et {more} de plus"),
            });
        }
        Err(Unfit { code: Some(first.code.id()), problems })
    }
}

/// So many bytes of what is compiled are held in memory.
const HELD: u64 = 64_000_000;

/// What the paths hold.
pub(super) fn inputs(paths: &[OsString], limit: u64, lang: Lang) -> Result<Vec<Input>, Error> {
    read(paths, limit, lang, None)
}

/// What the paths hold that is compiled into a folder: beside that, what is too large for memory.
pub(super) fn inputs_beside(
    paths: &[OsString],
    limit: u64,
    lang: Lang,
    beside: &Beside,
    told: Told<'_>,
) -> Result<Vec<Input>, Error> {
    read(paths, limit, lang, Some(Aside { held: HELD, scratch: &|| beside.scratch(), told }))
}

fn read(
    paths: &[OsString],
    limit: u64,
    lang: Lang,
    aside: Option<Aside<'_>>,
) -> Result<Vec<Input>, Error> {
    if let Some(path) = paths.iter().find(|path| is_compiled(Path::new(path))) {
        let path = path.to_string_lossy();
        let sentence = lang.pick(
            "is a compiled corpus; name the files that it was compiled from",
            "est un corpus compilé\u{202f}; nommez les fichiers dont il a été compilé",
        );
        return Err(Error::Usage(format!("{} {sentence}", words::clean(&path))));
    }
    let paths: Vec<DataPath> = paths.iter().map(|path| Path::new(path).into()).collect();
    Ok(corpus::read_inputs(&paths, limit, aside)?)
}

/// The corpus at the paths, or the built-in one where there are none.
pub(super) fn load(paths: &[OsString], limit: u64, lang: Lang) -> Result<Loaded, Error> {
    if paths.is_empty() {
        return Ok(corpus::builtin());
    }
    Ok(corpus::load_inputs(&inputs(paths, limit, lang)?))
}

/// The corpus of some inputs that are compiled: statements of large ones go beside the folder.
///
/// # Errors
/// They cannot be written there.
pub(super) fn load_beside(inputs: &[Input], beside: &Beside, told: Told<'_>) -> io::Result<Loaded> {
    if inputs.iter().any(|input| input.bytes.are_mapped()) {
        corpus::load_spilled(inputs, beside.scratch()?, told)
    } else {
        Ok(corpus::load_watched(inputs, told))
    }
}

/// A compiled corpus that is open.
#[derive(Debug)]
pub(super) struct Lent {
    compiled: Compiled,
    lang: Lang,
    /// What is known; statements are read when they are asked for.
    pub(super) corpus: Corpus,
    /// From each side.
    pub(super) index: Index,
}

impl Lent {
    /// The compiled corpus at the paths, if it is one.
    ///
    /// # Errors
    /// It stands beside other data, cannot be read, or was compiled for another version.
    pub(super) fn at(paths: &[OsString], lang: Lang) -> Result<Option<Self>, Error> {
        let Some(path) = paths.iter().find(|path| is_compiled(Path::new(path))) else {
            return Ok(None);
        };
        if paths.len() > 1 {
            return Err(Error::Usage(beside(path, lang)));
        }
        let compiled = Compiled::open(Path::new(path)).map_err(|fault| told(fault, lang))?;
        Self::of(compiled, lang).map(Some)
    }

    /// One that is open.
    ///
    /// # Errors
    /// It is damaged.
    pub(super) fn of(compiled: Compiled, lang: Lang) -> Result<Self, Error> {
        let told = |fault| told(fault, lang);
        let corpus = compiled.corpus().map_err(told)?;
        let index = compiled.index(&corpus).map_err(told)?;
        Ok(Self { compiled, lang, corpus, index })
    }

    /// Says that there are warnings of what it was compiled from.
    pub(super) fn report(
        &self,
        paths: &[OsString],
        style: &Style,
        err: &mut dyn Write,
    ) -> io::Result<()> {
        let from = &self.compiled.manifest.from;
        let files: Vec<OsString> =
            from.origins.iter().map(|file| file.path.clone().into()).collect();
        let compiled = paths.iter().any(|path| is_compiled(Path::new(path)));
        let named = if compiled && !paths.is_empty() { files.as_slice() } else { paths };
        warn(from.warnings, named, style, err)
    }

    /// That all that was asked for could be read.
    ///
    /// # Errors
    /// A statement is damaged.
    pub(super) fn whole(&self) -> Result<(), Error> {
        self.compiled.whole(&self.corpus).map_err(|fault| told(fault, self.lang))
    }

    /// What finds by words.
    ///
    /// # Errors
    /// The corpus is damaged.
    pub(super) fn finder(&self) -> Result<Finder, Error> {
        self.compiled.finder(&self.corpus).map_err(|fault| told(fault, self.lang))
    }
}

/// What the browser is given: a corpus, and what was compiled of it beforehand.
#[derive(Debug, Default)]
pub struct Stock {
    /// What is known.
    pub corpus: Corpus,
    /// From each side and by words, where that need not be made.
    pub ways: Option<(Index, Finder)>,
}

impl From<Corpus> for Stock {
    fn from(corpus: Corpus) -> Self {
        Self { corpus, ways: None }
    }
}

impl Stock {
    /// The compiled corpus at the paths, if it is one.
    ///
    /// # Errors
    /// As [`Lent::at`].
    pub(super) fn lent(paths: &[OsString], lang: Lang) -> Result<Option<Self>, Error> {
        Lent::at(paths, lang)?.map(Self::of).transpose()
    }

    /// A compiled corpus, ready for the browser.
    ///
    /// # Errors
    /// It is damaged.
    pub(super) fn of(lent: Lent) -> Result<Self, Error> {
        let finder = lent.finder()?;
        Ok(Self { corpus: lent.corpus, ways: Some((lent.index, finder)) })
    }
}

/// That a compiled corpus is read by itself.
fn beside(path: &OsString, lang: Lang) -> String {
    let path = path.to_string_lossy();
    let path = words::clean(&path);
    match lang {
        Lang::En => format!(
            "{path} is a compiled corpus and is read by itself; to read it with other files, compile them all into one"
        ),
        Lang::Fr => format!(
            "{path} est un corpus compilé et se lit seul\u{202f}; pour le lire avec d’autres fichiers, compilez-les tous en un"
        ),
    }
}

/// Why a compiled corpus cannot be used.
pub(super) fn told(fault: Fault, lang: Lang) -> Error {
    let again = lang.pick(
        "compile it again: renvoi compile FILE… -o FOLDER",
        "compilez-le à nouveau\u{a0}: renvoi compile FICHIER… -o DOSSIER",
    );
    let (path, what) = match fault {
        Fault::Unreadable(path, error) => {
            return ReadError::io(&path.display().to_string(), &error).into();
        }
        Fault::Damaged(path) => (path, lang.pick("is damaged", "est endommagé").to_owned()),
        Fault::Lost { path, statement } => {
            let what = match lang {
                Lang::En => format!("is damaged: statement {statement} cannot be read"),
                Lang::Fr => format!("est endommagé\u{a0}: le propos {statement} est illisible"),
            };
            (path, what)
        }
        Fault::Other { path, format } => {
            let what = lang
                .pick("was compiled for another version", "a été compilé pour une autre version");
            (path, format!("{what} ({})", words::clean(&format)))
        }
    };
    let path = path.display().to_string();
    let semicolon = lang.pick("; ", "\u{202f}; ");
    Error::Unfit(format!("{} {what}{semicolon}{again}", words::clean(&path)))
}

/// That something is wrong with the data, in one sentence for the browser.
pub(super) fn left_out(loaded: &Loaded, paths: &[OsString], style: &Style) -> Option<String> {
    let errors = loaded.problems.iter().filter(|p| p.severity() == Severity::Error).count();
    if errors == 0 {
        return None;
    }
    let lang = style.lang;
    let errors = words::count(errors, ("error", "errors"), ("erreur", "erreurs"), lang);
    let files: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
    let files = files.join(" ");
    let files = words::clean(&files);
    Some(style.own(&match lang {
        Lang::En => format!("{errors} in the data; the rest is shown: renvoi validate {files}"),
        Lang::Fr => format!(
            "{errors} dans les données\u{202f}; le reste est montré\u{a0}: renvoi validate {files}"
        ),
    }))
}

/// Says what is wrong: each error, and that there are warnings.
pub(super) fn report(
    loaded: &Loaded,
    paths: &[OsString],
    style: &Style,
    err: &mut dyn Write,
) -> io::Result<()> {
    let with = |severity| {
        let problems = loaded.problems.iter();
        problems.filter(move |problem| problem.severity() == severity)
    };
    for problem in with(Severity::Error).take(MOST) {
        let line = problem.line_in(style.lang).to_string();
        writeln!(err, "{}", words::clean(&line))?;
    }
    let more = (with(Severity::Error).count() + loaded.omitted).saturating_sub(MOST);
    if more > 0 {
        writeln!(err, "{} {more} {}", style.say("and", "et"), style.say("more", "de plus"))?;
    }
    warn(warnings(loaded), paths, style, err)
}

/// How many warnings there are.
pub(super) fn warnings(loaded: &Loaded) -> usize {
    let problems = loaded.problems.iter();
    problems.filter(|problem| problem.severity() == Severity::Warning).count()
}

/// Says that there are warnings, and how to see them.
fn warn(warnings: usize, paths: &[OsString], style: &Style, err: &mut dyn Write) -> io::Result<()> {
    if warnings > 0 && !paths.is_empty() {
        let warnings = words::count(
            warnings,
            ("warning", "warnings"),
            ("avertissement", "avertissements"),
            style.lang,
        );
        let paths: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
        let paths = paths.join(" ");
        writeln!(err, "{warnings}{}renvoi validate {}", style.colon(), words::clean(&paths))?;
    }
    Ok(())
}
