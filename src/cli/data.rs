//! The corpus that a command answers from, and what is wrong with it.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use super::style::Style;
use crate::corpus::{self, DataPath, Input, Loaded, Severity};
use crate::error::Error;
use crate::lang::Lang;
use crate::words;

/// The most problems that a command other than `validate` prints.
const MOST: usize = 50;

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
