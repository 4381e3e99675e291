//! `renvoi export`: what a query finds, as a file that other programs read.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::iter::Peekable;
use std::path::Path;

use super::arguments::{Destination, Kind};
use super::context::Context;
use super::style::Style;
use crate::compiled;
use crate::corpus;
use crate::error::{Error, Exit};
use crate::export::{self, Format, Options};
use crate::query::Record;
use crate::save::{self, Manner};
use crate::words;

/// Exports what `typed` finds; everything where nothing is typed.
///
/// # Errors
/// The options contradict each other, or the file cannot be written.
pub(super) fn run(
    cx: &Context<'_>,
    typed: Option<&str>,
    kind: Option<Kind>,
    to: &Destination,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Error> {
    let format = format(cx, kind, to)?;
    let finder = cx.finder()?;
    let mut records: Box<dyn Iterator<Item = Record>> =
        match typed.filter(|typed| !typed.is_empty()) {
            // There may be millions: they are named while they are written.
            None => Box::new(finder.each_record()),
            Some(typed) => Box::new(cx.found(typed, err)?.sure.into_iter().map(|hit| hit.id)),
        };
    let mut records = records.by_ref().peekable();
    if records.peek().is_none() {
        let quoted = cx.style.quoted(&words::clean(typed.unwrap_or_default()));
        writeln!(err, "{} {quoted}.", cx.style.say("Nothing matches", "Rien ne correspond à"))?;
    }
    // JSON escapes what harms; elsewhere it stands as it is read.
    let escapes = matches!(format, Format::Json | Format::JsonLines);
    let shown = typed.map(|typed| if escapes { typed.into() } else { words::clean(typed) });
    let options = options(cx, format, to, shown.as_deref())?;
    deliver(cx, &mut records, format, &options, to, out)
}

/// The format asked for, else the one that the file's name tells, else CSV.
pub(super) fn format(
    cx: &Context<'_>,
    kind: Option<Kind>,
    to: &Destination,
) -> Result<Format, Error> {
    let Some(kind) = kind else {
        let name = to.output.as_deref().and_then(OsStr::to_str);
        return Ok(name.and_then(Format::of_file).unwrap_or(Format::Csv));
    };
    kind.export().ok_or_else(|| {
        let names: Vec<_> = Format::ALL.iter().map(|format| format.name()).collect();
        let sentence = cx.style.say(
            "an export is written as one of ",
            "un export s’écrit dans l’un de ces formats\u{a0}: ",
        );
        Error::Usage(format!("{sentence}{}", names.join(", ")))
    })
}

/// How the file is written.
pub(super) fn options<'a>(
    cx: &Context<'_>,
    format: Format,
    to: &Destination,
    query: Option<&'a str>,
) -> Result<Options<'a>, Error> {
    let refuse = |en: &str, fr: &str| Err(Error::Usage(cx.style.say(en, fr).into_owned()));
    if to.bom && !matches!(format, Format::Csv | Format::Tsv) {
        return refuse("--bom is for csv and tsv alone", "--bom ne vaut que pour csv et tsv");
    }
    if to.separator.is_some() && format != Format::Csv {
        return refuse("--separator is for csv alone", "--separator ne vaut que pour csv");
    }
    let usual = Options::new(cx.style.lang);
    let separator = to.separator.or(cx.separator).unwrap_or(usual.separator);
    Ok(Options { separator, bom: to.bom, query, ..usual })
}

/// Writes to the file and says how much, or to the output.
pub(super) fn deliver(
    cx: &Context<'_>,
    records: &mut Peekable<impl Iterator<Item = Record>>,
    format: Format,
    options: &Options<'_>,
    to: &Destination,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    let nothing = if records.peek().is_none() { Exit::Nothing } else { Exit::Done };
    let fill =
        |out: &mut dyn Write| export::write(cx.corpus, cx.index, records, format, options, out);
    let Some(name) = to.output.as_deref().filter(|name| *name != "-") else {
        fill(out)?;
        return Ok(nothing);
    };
    if nothing == Exit::Nothing {
        return Ok(nothing);
    }
    if is_read(cx.data, Path::new(name)) {
        return Err(read_here(&cx.style, name));
    }
    let manner = if to.force { Manner::Replace } else { Manner::New };
    let written = save::write(Path::new(name), manner, fill)
        .map_err(|error| unwritten(&cx.style, name, &error))?;
    let (en, fr) = if format.is_bibliography() {
        (("entry", "entries"), ("notice", "notices"))
    } else {
        (("row", "rows"), ("ligne", "lignes"))
    };
    let count = words::count(written, en, fr, cx.style.lang);
    let done = match (cx.style.lang, written > 1) {
        (crate::lang::Lang::En, _) => "written to",
        (crate::lang::Lang::Fr, false) => "écrite dans",
        (crate::lang::Lang::Fr, true) => "écrites dans",
    };
    writeln!(out, "{count} {done} {}", words::clean(&name.to_string_lossy()))?;
    Ok(Exit::Done)
}

/// Whether a file is one of those that the corpus was read from.
fn is_read(data: &[OsString], path: &Path) -> bool {
    let Ok(place) = fs::canonicalize(path) else { return false };
    let of_place = |file: &Path| fs::canonicalize(file).is_ok_and(|file| place.starts_with(file));
    data.iter().map(Path::new).any(|data| {
        if compiled::is_compiled(data) {
            return of_place(data);
        }
        let files = corpus::files_of(&[data.into()]);
        files.is_some_and(|files| files.iter().any(|file| of_place(file)))
    })
}

/// That a file is not written over, since it is read by the same run.
pub(super) fn read_here(style: &Style, name: &OsStr) -> Error {
    let sentence = style.say(
        "this is read here; write to another file",
        "ce fichier est lu ici\u{202f}; écrivez dans un autre",
    );
    let name = name.to_string_lossy();
    Error::Refused(format!("{}{}{sentence}", words::clean(&name), style.colon()))
}

/// What kept a file from being written, in a sentence that names it.
pub(super) fn unwritten(style: &Style, name: &OsStr, error: &io::Error) -> Error {
    let name = name.to_string_lossy();
    let name = words::clean(&name);
    let sentence = if error.kind() == io::ErrorKind::AlreadyExists {
        style.lang.pick(
            "the file exists; --force replaces it",
            "le fichier existe\u{202f}; --force le remplace",
        )
    } else {
        return Error::Unwritten(io::Error::new(
            error.kind(),
            format!("{name}: {}", style.lang.reason(error)),
        ));
    };
    Error::Refused(format!("{name}{}{}", style.colon(), style.own(sentence)))
}
