//! The corpus that a command answers from, and what is wrong with it.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use super::style::Style;
use crate::corpus::{self, Corpus, DataPath, Input, Loaded, Severity};
use crate::error::Error;
use crate::lang::Lang;
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

    /// Reads the data again, cleaned for a terminal.
    ///
    /// # Errors
    /// It cannot be read, or has errors.
    pub fn read(&self, lang: Lang) -> Result<Corpus, Unfit> {
        let mut loaded = load(&self.paths, self.limit).map_err(|error| {
            let problems = error.sentence(lang, self.signs).into_iter().collect();
            Unfit { code: None, problems }
        })?;
        let errors = || {
            let problems = loaded.problems.iter();
            problems.filter(|problem| problem.severity() == Severity::Error)
        };
        let Some(first) = errors().next() else {
            words::clean_corpus(&mut loaded.corpus);
            return Ok(loaded.corpus);
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

/// What the paths hold.
pub(super) fn inputs(paths: &[OsString], limit: u64) -> Result<Vec<Input>, Error> {
    let paths: Vec<DataPath> = paths.iter().map(|path| Path::new(path).into()).collect();
    Ok(corpus::read_inputs(&paths, limit)?)
}

/// The corpus at the paths, or the built-in one where there are none.
pub(super) fn load(paths: &[OsString], limit: u64) -> Result<Loaded, Error> {
    if paths.is_empty() {
        return Ok(corpus::builtin());
    }
    Ok(corpus::load_inputs(&inputs(paths, limit)?))
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
    let warnings = with(Severity::Warning).count();
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
