//! Rows as CSV, TSV and Markdown.

use std::borrow::Cow;
use std::io::{self, Write};

use super::row::COLUMNS;
use super::{Options, Row};

type Rows<'a> = dyn Iterator<Item = Row> + 'a;

/// The byte-order mark of UTF-8.
const BOM: &str = "\u{feff}";

fn header(options: &Options<'_>, drafts: bool) -> Vec<String> {
    let note = options.notes.map(|_| "note");
    COLUMNS.into_iter().chain(drafts.then_some("draft")).chain(note).map(str::to_owned).collect()
}

/// Comma-separated values as RFC 4180 has them, with a bare line feed.
pub(super) fn csv(
    rows: &mut Rows<'_>,
    options: &Options<'_>,
    drafts: bool,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let cell = |text: &str| quoted(&harmless(text), options.separator).into_owned();
    lines(rows, options, drafts, out, &options.separator.to_string(), &cell)
}

/// Columns apart by tabs: a tab or a line end inside a text becomes a space.
pub(super) fn tsv(
    rows: &mut Rows<'_>,
    options: &Options<'_>,
    drafts: bool,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let cell = |text: &str| harmless(text).replace(['\t', '\n', '\r'], " ");
    lines(rows, options, drafts, out, "\t", &cell)
}

fn lines(
    rows: &mut Rows<'_>,
    options: &Options<'_>,
    drafts: bool,
    out: &mut dyn Write,
    apart: &str,
    cell: &dyn Fn(&str) -> String,
) -> io::Result<usize> {
    let mut write = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        writeln!(out, "{}", cells.join(apart))
    };
    let mut first = header(options, drafts);
    if options.bom {
        first[0].insert_str(0, BOM);
    }
    write(first)?;
    let mut written = 0;
    for row in rows {
        write(row.cells())?;
        written += 1;
    }
    Ok(written)
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn quoted(text: &str, separator: char) -> Cow<'_, str> {
    let edge = text.starts_with(' ') || text.ends_with(' ');
    if edge || text.contains([separator, '"', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

/// A table, under a title that names what was asked for.
pub(super) fn markdown(
    rows: &mut Rows<'_>,
    options: &Options<'_>,
    drafts: bool,
    out: &mut dyn Write,
) -> io::Result<usize> {
    if let Some(query) = options.query {
        let title = options.lang.pick("Query", "Requête");
        let colon = options.lang.pick(":", "\u{a0}:");
        writeln!(out, "# {title}{colon} {}\n", escaped(query))?;
    }
    let header = header(options, drafts);
    writeln!(out, "| {} |", header.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(header.len()))?;
    let mut written = 0;
    for row in rows {
        let cells: Vec<String> = row.cells().iter().map(|text| escaped(text)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
        written += 1;
    }
    Ok(written)
}

/// A text that Markdown shows as it is, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' => {
                escaped.extend(['\\', sign]);
            }
            '\n' | '\r' | '\t' => escaped.push(' '),
            sign => escaped.push(sign),
        }
    }
    escaped
}
