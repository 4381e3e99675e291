//! `renvoi keys`: every command of the browser with its keys, from the one table.

use std::io::Write;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::answer::{self, Answer};
use super::arguments::Form;
use super::style::{Style, Tone};
use crate::command::{Group, Key, Row, TABLE};
use crate::error::{Error, Exit};

/// Columns of the command's name in the table.
const COLUMN: usize = 15;
/// Columns of its keys.
const KEYS: usize = 34;

/// A command in JSON.
#[derive(Debug, Serialize)]
struct Listed<'a> {
    id: &'a str,
    name: &'a str,
    scope: &'a str,
    keys: &'a [&'a str],
}

/// Lists the keys.
///
/// # Errors
/// The answer cannot be written.
pub(super) fn run(form: Form, style: &Style, out: &mut dyn Write) -> Result<Exit, Error> {
    let lang = style.lang;
    match form {
        Form::Json => {
            let results = TABLE.iter().map(|row| Listed {
                id: row.id,
                name: row.name(lang),
                scope: row.scope.name(lang),
                keys: row.keys,
            });
            let results: Vec<_> = results.collect();
            let total = results.len();
            answer::write(out, &Answer { schema: "renvoi.keys/1", query: None, total, results })?;
        }
        Form::Plain => {
            for row in TABLE {
                let keys = row.keys.join(", ");
                writeln!(out, "{}\t{keys}\t{}\t{}", row.id, row.scope.name(lang), row.name(lang))?;
            }
        }
        Form::Table => {
            for group in Group::ALL {
                writeln!(out, "{}", style.paint(&style.own(group.name(lang)), Tone::Bold))?;
                for row in TABLE.iter().filter(|row| row.group == group) {
                    let keys = printed(row, style);
                    let pad = KEYS.saturating_sub(keys.width()).max(1);
                    let name = style.own(row.name(lang));
                    let scope = style.paint(&style.own(row.scope.name(lang)), Tone::Dim);
                    writeln!(out, "  {:COLUMN$}{keys}{:pad$}{name} ({scope})", row.id, "")?;
                }
            }
        }
    }
    Ok(Exit::Done)
}

/// The keys of a command by their names on the keyboard.
fn printed(row: &Row, style: &Style) -> String {
    let sequences = row.keys.iter().filter_map(|words| Key::parse_sequence(words)).map(|keys| {
        let names = keys.iter().map(|key| key.name(style.lang, style.signs.ascii()));
        names.collect::<Vec<_>>().join(" ")
    });
    sequences.collect::<Vec<_>>().join("  ")
}
