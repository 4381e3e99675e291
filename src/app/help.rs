//! What help and the palette list: the rows of the command table that match what is typed.

use super::env::Env;
use super::styled::Line;
use crate::command::{Command, Context, Group, Row, TABLE};
use crate::lang::Lang;
use crate::query::fold;

/// A row of help or of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuRow {
    /// A chapter.
    Heading(String),
    /// Nothing.
    Blank,
    /// A command.
    Command(Command),
}

/// Every command that matches what is typed by name, id or key. Help has chapters, what acts
/// where it was asked for first; the palette has none.
#[must_use]
pub fn rows(env: &Env, context: Context, typed: &str, palette: bool) -> Vec<MenuRow> {
    let lang = env.lang;
    let matching = |row: &&Row| matches(env, row, typed);
    let here = |row: &&Row| row.scope.holds(context);
    if palette {
        let here = TABLE.iter().filter(here).filter(matching);
        return here.map(|row| MenuRow::Command(row.command)).collect();
    }
    let mut rows = Vec::new();
    let mut chapter = |title: &str, commands: Vec<Command>| {
        if commands.is_empty() {
            return;
        }
        if !rows.is_empty() {
            rows.push(MenuRow::Blank);
        }
        rows.push(MenuRow::Heading(title.to_owned()));
        rows.extend(commands.into_iter().map(MenuRow::Command));
    };
    let commands = TABLE.iter().filter(here).filter(matching).map(|row| row.command);
    chapter(lang.pick("Here", "Ici"), commands.collect());
    for group in Group::ALL {
        let rest = TABLE.iter().filter(|row| row.group == group && !here(row)).filter(matching);
        chapter(group.name(lang), rest.map(|row| row.command).collect());
    }
    rows
}

/// The commands among the rows, in their order.
pub fn commands(rows: &[MenuRow]) -> impl Iterator<Item = Command> + '_ {
    rows.iter().filter_map(|row| match row {
        MenuRow::Command(command) => Some(*command),
        MenuRow::Heading(_) | MenuRow::Blank => None,
    })
}

/// Whether every word that is typed stands in a command's name, its id, or is one of its keys.
fn matches(env: &Env, row: &Row, typed: &str) -> bool {
    let names = fold(&format!("{} {} {}", row.en, row.fr, row.id));
    let keys: Vec<String> = keys(env, row.command, usize::MAX)
        .split([' ', ','])
        .map(str::to_lowercase)
        .chain(row.keys.iter().map(|key| (*key).to_owned()))
        .collect();
    typed.split_whitespace().all(|word| {
        let folded = fold(word);
        (!folded.trim().is_empty() && names.contains(folded.trim()))
            || keys.iter().any(|key| key == word || *key == word.to_lowercase())
    })
}

/// How help and the palette are used, in as many cells.
#[must_use]
pub fn way(env: &Env, room: usize) -> String {
    let changed = TABLE.iter().filter(|row| env.keymap.is_changed(row.command)).count();
    let [runs, closes] = named(env, [Command::InAccept, Command::InCancel]);
    let use_it = match env.lang {
        Lang::En => format!("Type to filter by name or key. {runs} runs, {closes} closes."),
        Lang::Fr => {
            format!("Tapez pour filtrer par nom ou touche. {runs} exécute, {closes} ferme.")
        }
    };
    let keys = env.lang.plural(changed, ("key", "keys"), ("touche", "touches"));
    let all = env.pick(" All: renvoi keys.", " Toutes\u{a0}: renvoi keys.");
    let fits = |text: &str| Line::text(text).width() <= room;
    let mine = match env.lang {
        _ if changed == 0 => {
            let whole = format!("{use_it}{all}");
            return if fits(&whole) { whole } else { use_it };
        }
        Lang::En => format!(" {changed} {keys} of yours (*)."),
        Lang::Fr => format!(" {changed} {keys} à vous (*)."),
    };
    let whole = format!("{use_it}{mine}");
    if fits(&whole) {
        let more = format!("{whole}{all}");
        return if fits(&more) { more } else { whole };
    }
    mine.trim_start().to_owned()
}

/// The first key of each command, as sentences name it; where a command has none, how the palette
/// finds it.
#[must_use]
pub fn named<const N: usize>(env: &Env, commands: [Command; N]) -> [String; N] {
    commands.map(|command| {
        let key = keys(env, command, 1);
        if key.is_empty() {
            format!("{}{}", keys(env, Command::Palette, 1), command.row().id)
        } else {
            key
        }
    })
}

/// What a query can ask for besides words.
#[must_use]
pub const fn fields(env: &Env) -> &'static str {
    env.lang.pick(
        "Fields: t: trend, e: expert, p: page, text:, kind:, report:, mark:.",
        "Champs\u{a0}: t: tendance, e: expert, p: page, texte:, type:, rapport:, marque:.",
    )
}

/// How the program is left.
#[must_use]
pub fn to_quit(env: &Env) -> String {
    let [quit] = named(env, [Command::Quit]);
    match env.lang {
        Lang::En => format!("{quit} quits."),
        Lang::Fr => format!("{quit} pour quitter."),
    }
}

/// That nothing is marked, and how to mark.
#[must_use]
pub fn nothing_marked(env: &Env) -> String {
    let [mark] = named(env, [Command::Mark]);
    match env.lang {
        Lang::En => format!("Nothing is marked yet: {mark} marks."),
        Lang::Fr => format!("Rien n’est marqué\u{a0}: {mark} marque."),
    }
}

/// That nothing is marked nor noted, and how to do so.
#[must_use]
pub fn nothing_kept(env: &Env) -> String {
    let [mark, note] = named(env, [Command::Mark, Command::Note]);
    match env.lang {
        Lang::En => format!("Nothing yet: {mark} marks, {note} writes a note."),
        Lang::Fr => format!("Rien encore\u{a0}: {mark} marque, {note} écrit une note."),
    }
}

/// That there are drafts, and how they are reviewed.
#[must_use]
pub fn drafts_waiting(env: &Env, drafts: usize) -> String {
    let [key] = named(env, [Command::Review]);
    match (drafts, env.lang) {
        (1, Lang::En) => format!("1 draft nobody has read over yet: {key} reviews it."),
        (1, Lang::Fr) => format!("1 ébauche que personne n’a relue\u{a0}: {key} la relit."),
        (_, Lang::En) => format!("{drafts} drafts nobody has read over yet: {key} reviews them."),
        (_, Lang::Fr) => {
            format!("{drafts} ébauches que personne n’a relues\u{a0}: {key} les relit.")
        }
    }
}

/// The keys of a command as a person reads them, at most `most` of them.
#[must_use]
pub fn keys(env: &Env, command: Command, most: usize) -> String {
    let sequences = env.keymap.keys_of(command).take(most).map(|keys| {
        let names = keys.iter().map(|key| key.name(env.lang, env.signs.ascii()));
        names.collect::<Vec<_>>().join(" ")
    });
    sequences.collect::<Vec<_>>().join(", ")
}
