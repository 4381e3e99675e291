//! `renvoi keys`: every command of the browser with its keys, from the one table.

use std::io::Write;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::answer::{self, Answer};
use super::arguments::Form;
use super::style::{Style, Tone};
use crate::command::{Group, Keymap, Row, TABLE};
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
    keys: Vec<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    changed: bool,
}

/// Lists the keys.
///
/// # Errors
/// The answer cannot be written.
pub(super) fn run(
    form: Form,
    keymap: &Keymap,
    style: &Style,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    let lang = style.lang;
    match form {
        Form::Json => {
            let results = TABLE.iter().map(|row| Listed {
                id: row.id,
                name: row.name(lang),
                scope: row.scope.name(lang),
                keys: words(row, keymap),
                changed: keymap.is_changed(row.command),
            });
            let results: Vec<_> = results.collect();
            let total = results.len();
            answer::write(out, &Answer { schema: "renvoi.keys/1", query: None, total, results })?;
        }
        Form::Plain => {
            for row in TABLE {
                let keys = words(row, keymap).join(", ");
                writeln!(out, "{}\t{keys}\t{}\t{}", row.id, row.scope.name(lang), row.name(lang))?;
            }
        }
        Form::Table => {
            for group in Group::ALL {
                writeln!(out, "{}", style.paint(&style.own(group.name(lang)), Tone::Bold))?;
                for row in TABLE.iter().filter(|row| row.group == group) {
                    let mut keys = printed(row, keymap, style);
                    if keymap.is_changed(row.command) {
                        keys.push_str(" *");
                    }
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

/// The keys of a command as the configuration writes them.
fn words(row: &Row, keymap: &Keymap) -> Vec<String> {
    if !keymap.is_changed(row.command) {
        return row.keys.iter().map(|&words| words.to_owned()).collect();
    }
    let sequences = keymap.keys_of(row.command);
    let words = sequences.map(|keys| keys.iter().map(|key| key.word()).collect::<Vec<_>>());
    words.map(|words| words.join(" ")).collect()
}

/// The keys of a command by their names on the keyboard.
fn printed(row: &Row, keymap: &Keymap, style: &Style) -> String {
    let sequences = keymap.keys_of(row.command).map(|keys| {
        let names = keys.iter().map(|key| key.name(style.lang, style.signs.ascii()));
        names.collect::<Vec<_>>().join(" ")
    });
    sequences.collect::<Vec<_>>().join("  ")
}
