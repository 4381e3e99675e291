//! `renvoi doctor`: what the program knows of the terminal, the line and the folders.
//!
//! Asks the terminal nothing, and works without one.

use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::Settings;
use super::answer::{self, Answer};
use super::arguments::{Form, Options};
use super::style::{Style, Tone};
use crate::config::Name;
use crate::error::{Error, Exit};
use crate::surroundings::Surroundings;
use crate::words::clean;

/// Columns of the names.
const COLUMN: usize = 20;

/// One fact in JSON.
#[derive(Debug, Serialize)]
struct Known {
    id: String,
    name: String,
    value: String,
}

/// Tells what is known.
///
/// # Errors
/// The answer cannot be written.
pub(super) fn run(
    options: &Options,
    env: &Surroundings,
    settings: &Settings,
    style: &Style,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    let form = options.form();
    let mut results = Vec::new();
    let mut line = |en: &str, fr: &str, value: &dyn Display| {
        let value = value.to_string();
        let value = clean(&value);
        match form {
            Form::Json => results.push(Known {
                id: en.replace(' ', "-").to_lowercase(),
                name: style.say(en, fr).into_owned(),
                value: value.into_owned(),
            }),
            Form::Plain => writeln!(out, "{en}\t{value}")?,
            Form::Table => {
                let name = style.fit(&style.say(en, fr), COLUMN);
                writeln!(out, "{} {}", style.paint(&name, Tone::Dim), style.own(&value))?;
            }
        }
        Ok::<(), Error>(())
    };
    let none = || style.say("not set", "non défini").into_owned();
    let yes = |flag: bool| {
        if flag { style.say("yes", "oui") } else { style.say("no", "non") }.into_owned()
    };
    let term = env.term.clone().unwrap_or_else(none);
    line("version", "version", &env!("CARGO_PKG_VERSION"))?;
    line("terminal", "terminal", &term)?;
    line("input is a terminal", "entrée\u{a0}: terminal", &yes(env.stdin_tty))?;
    line("output is a terminal", "sortie\u{a0}: terminal", &yes(env.stdout_tty))?;
    let size = match (env.columns, env.rows) {
        (Some(columns), Some(rows)) => format!("{columns} x {rows}"),
        _ => style.say("unknown", "inconnue").into_owned(),
    };
    line("size", "taille", &size)?;
    let colours = match (env.colorterm.as_deref(), env.term.as_deref()) {
        (Some("truecolor" | "24bit"), _) => "16 777 216",
        (_, None | Some("linux" | "screen" | "xterm")) => "16",
        _ => "256",
    };
    let no_color = if env.no_color { ", NO_COLOR" } else { "" };
    line("colours", "couleurs", &format!("{colours}{no_color}"))?;
    line("theme", "thème", &settings.theme(options, env))?;
    line("signs", "signes", &if style.signs.ascii() { "ASCII" } else { "Unicode" })?;
    line("locale", "locale", &env.locale_name.clone().unwrap_or_else(none))?;
    line("language", "langue", &style.lang.pick("en", "fr"))?;
    line("over SSH", "par SSH", &yes(env.ssh))?;
    line("clipboard", "presse-papiers", &route(env, settings, style))?;
    let tmux = if env.tmux { escape_time(style) } else { yes(false) };
    line("tmux", "tmux", &tmux)?;
    let path = |path: Option<&Path>| path.map_or_else(none, |path| path.display().to_string());
    line("configuration", "configuration", &path(settings.path.as_deref()))?;
    line("marks", "marques", &path(env.data.as_deref()))?;
    line("session", "session", &path(env.state.as_deref()))?;
    for wrong in settings.lines(style.lang) {
        line("to mend", "à corriger", &wrong)?;
    }
    if form == Form::Json {
        let total = results.len();
        answer::write(out, &Answer { schema: "renvoi.doctor/1", query: None, total, results })?;
    }
    Ok(Exit::Done)
}

/// The way that a copy would take.
fn route(env: &Surroundings, settings: &Settings, style: &Style) -> String {
    let route = match settings.config.value(Name::Clipboard).0 {
        "file" => style.say("a file", "un fichier"),
        "system" if !env.ssh => style.say("the system's", "celui du système"),
        _ if env.dumb => style.say("none: no terminal", "aucun\u{a0}: pas de terminal"),
        _ if env.tmux => style.say(
            "OSC 52 through tmux (needs: set -g set-clipboard on)",
            "OSC 52 à travers tmux (demande\u{a0}: set -g set-clipboard on)",
        ),
        _ if env.term.as_deref().is_some_and(|term| term.starts_with("linux")) => style.say(
            "a file: this terminal has no clipboard",
            "un fichier\u{a0}: ce terminal n’a pas de presse-papiers",
        ),
        _ => style.say("OSC 52, if the terminal allows it", "OSC 52, si le terminal l’accepte"),
    };
    route.into_owned()
}

/// How long tmux waits after Esc; more than 50 ms is felt.
fn escape_time(style: &Style) -> String {
    let asked =
        std::process::Command::new("tmux").args(["show-options", "-sv", "escape-time"]).output();
    let time = asked.ok().filter(|output| output.status.success());
    let time = time.and_then(|output| String::from_utf8(output.stdout).ok());
    match time.and_then(|text| text.trim().parse::<u32>().ok()) {
        Some(time) if time > 50 => {
            let advice =
                style.say("better: set -sg escape-time 20", "mieux\u{a0}: set -sg escape-time 20");
            format!("escape-time {time} ms; {advice}")
        }
        Some(time) => format!("escape-time {time} ms"),
        None => style.say("yes; it does not answer", "oui\u{202f}; il ne répond pas").into_owned(),
    }
}
