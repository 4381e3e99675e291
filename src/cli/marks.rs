//! `renvoi marks`: what the reader marked and noted, and what points to nothing any more.

use std::io::Write;
use std::path::Path;

use super::arguments::{Destination, Form, Kind};
use super::style::Tone;
use super::{Context, export};
use crate::error::{Error, Exit};
use crate::export::Options;
use crate::keep::{Keep, Kept, Kind as Of};
use crate::query::Record;
use crate::words::{self, clean};

/// Prints or exports the marks in a file.
///
/// # Errors
/// The file cannot be read, or the answer cannot be written.
pub(super) fn run(
    cx: &Context<'_>,
    file: Option<&Path>,
    kind: Option<Kind>,
    to: &Destination,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Error> {
    let style = &cx.style;
    let keep = match file {
        Some(path) => Keep::read(path, cx.corpus).map_err(|error| {
            Error::Usage(format!(
                "{}: {}",
                clean(&path.to_string_lossy()),
                style.lang.reason(&error)
            ))
        })?,
        None => Keep::default(),
    };
    for unread in keep.unread() {
        let name = file.map(Path::to_string_lossy).unwrap_or_default();
        let sentence =
            style.say("this line is kept but not read", "cette ligne est gardée mais pas lue");
        let line = format!("{name}:{}: {sentence} ({})", unread.line, unread.reason);
        writeln!(err, "{}", clean(&line))?;
    }
    let exported = kind.is_some_and(|kind| kind.export().is_some());
    if exported || (to.output.is_some() && kind.is_none()) {
        let format = export::format(cx, kind, to)?;
        let note = |record: Record| keep.note(record).map(str::to_owned);
        let options = Options { notes: Some(&note), ..export::options(cx, format, to, None)? };
        let kept = keep.all().iter().filter_map(|kept| Some(kept.record?.record));
        let records: Vec<Record> = kept.collect();
        return export::deliver(cx, &mut records.into_iter().peekable(), format, &options, to, out);
    }
    for kept in keep.all() {
        if cx.form == Form::Plain {
            plain(kept, out)?;
        } else {
            shown(cx, kept, out)?;
        }
    }
    if keep.all().is_empty() {
        writeln!(err, "{}", style.say("No mark, no note.", "Ni marque, ni note."))?;
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Done)
}

const fn word(kind: Of) -> &'static str {
    match kind {
        Of::Topic => "topic",
        Of::Expert => "expert",
        Of::Statement => "statement",
        Of::Page => "page",
    }
}

/// kind, id, name, marked or not, note, time, orphan or not.
fn plain(kept: &Kept, out: &mut dyn Write) -> Result<(), Error> {
    let id = match kept.page {
        Some(page) => format!("{}/{page}", kept.id),
        None => kept.id.clone(),
    };
    let mark = if kept.mark { "mark" } else { "" };
    let orphan = if kept.record.is_none() { "orphan" } else { "" };
    let note = kept.note.as_deref().unwrap_or_default();
    let cells = [word(kept.kind), &id, &kept.name, mark, note, &kept.at.to_string(), orphan];
    let cells: Vec<_> = cells.into_iter().map(clean).collect();
    writeln!(out, "{}", cells.join("\t"))?;
    Ok(())
}

fn shown(cx: &Context<'_>, kept: &Kept, out: &mut dyn Write) -> Result<(), Error> {
    let style = &cx.style;
    let lang = style.lang;
    let sign = if kept.mark { style.signs.pick("★", "*") } else { " " };
    let kind = match kept.kind {
        Of::Topic => lang.pick("trend", "tendance"),
        Of::Expert => "expert",
        Of::Statement => lang.pick("statement", "propos"),
        Of::Page => "page",
    };
    let state = match kept.record {
        None => lang.pick(" (no longer in the data)", " (n’est plus dans les données)"),
        Some(found) if found.changed => {
            lang.pick(" (its text has changed since)", " (son texte a changé depuis)")
        }
        Some(_) => "",
    };
    let name = words::clean(&kept.name);
    let label = format!("{sign} {} ", style.fit(kind, 10));
    style.hang(out, (&label, Tone::Plain), 13, &format!("{name}{}", style.own(state)))?;
    for line in kept.note.iter().flat_map(|note| note.lines()) {
        style.hang(out, ("", Tone::Plain), 15, &clean(line))?;
    }
    Ok(())
}
