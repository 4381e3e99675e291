//! The lines of the help box, made from the command table.

use super::env::Env;
use super::styled::{Line, Role};
use crate::command::{Command, Context, Group, Row, TABLE};

/// The column where words begin.
const COLUMN: usize = 14;

/// Every command with its keys: first those that act here, then the rest by chapter.
#[must_use]
pub fn lines(env: &Env, context: Context) -> Vec<Line> {
    let lang = env.lang;
    let here = |row: &&Row| row.scope.holds(context);
    let mut lines = vec![heading(lang.pick("Here", "Ici"))];
    lines.extend(TABLE.iter().filter(here).map(|row| line(env, row)));
    for group in Group::ALL {
        let mut rows = TABLE.iter().filter(|row| row.group == group && !here(row)).peekable();
        if rows.peek().is_none() {
            continue;
        }
        lines.push(Line::default());
        lines.push(heading(group.name(lang)));
        lines.extend(rows.map(|row| line(env, row)));
    }
    lines
}

fn heading(text: &str) -> Line {
    Line::default().and_strong(Role::Text, text)
}

fn line(env: &Env, row: &Row) -> Line {
    let keys = keys(env, row.command, 3);
    let pad = COLUMN.saturating_sub(Line::text(keys.as_str()).width()).max(1);
    Line::new(Role::Link, format!("  {keys}"))
        .and(Role::Text, format!("{:pad$}{}", "", row.name(env.lang)))
}

/// The keys of a command as a person reads them, at most `most` of them.
#[must_use]
pub fn keys(env: &Env, command: Command, most: usize) -> String {
    let sequences = env.keymap.keys_of(command).take(most).map(|keys| {
        let names = keys.iter().map(|key| key.name(env.lang, env.signs.ascii()));
        names.collect::<Vec<_>>().join(" ")
    });
    sequences.collect::<Vec<_>>().join(" ")
}
