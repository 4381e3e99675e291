//! From the command line to the browser: what it shows, in which language and look.
//!
//! The one room that sees both [`crate::cli`] and [`crate::tui`].

use std::io::Write;
use std::process::ExitCode;

use crate::app::{Data, Env};
use crate::cli::{self, Arguments};
use crate::command::Keymap;
use crate::error::Error;
use crate::surroundings::Surroundings;
use crate::tui::{self, Desk, Stage};
use crate::view::Theme;

/// Opens the browser and stays until it is left.
pub fn run(arguments: &Arguments, env: &Surroundings, err: &mut dyn Write) -> ExitCode {
    let (corpus, warning) = match cli::open(arguments, env, err) {
        Ok(opened) => opened,
        Err(exit) => return exit.into(),
    };
    let (lang, signs) = cli::voice(arguments, env);
    let files: Vec<String> =
        arguments.options.data.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    let themes = themes(cli::is_mono(&arguments.options, env));
    let env = Env {
        data: Data::new(corpus),
        lang,
        signs,
        keymap: Keymap::default(),
        remote: env.remote,
        sample: files.is_empty(),
        today: Some(tui::today()),
        files,
        warning,
    };
    let stage = Stage::new(&env, themes, Desk::default());
    match tui::run(stage, |_| {}) {
        Ok(code) => code.into(),
        Err(error) => cli::end(&Error::from(error), lang, signs, err).into(),
    }
}

/// The themes that the reader can go through, the one asked for first.
fn themes(mono: bool) -> Vec<(&'static str, Theme)> {
    let mut themes = vec![("terminal", Theme::terminal()), ("mono", Theme::mono())];
    if mono {
        themes.rotate_left(1);
    }
    themes
}
