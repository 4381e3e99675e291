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
use crate::tui;
use crate::view::Theme;

/// Opens the browser and stays until it is left.
pub fn run(arguments: &Arguments, env: &Surroundings, err: &mut dyn Write) -> ExitCode {
    let (corpus, warning) = match cli::open(arguments, env, err) {
        Ok(opened) => opened,
        Err(exit) => return exit.into(),
    };
    let (lang, signs) = cli::voice(arguments, env);
    let mono = cli::is_mono(&arguments.options, env);
    let theme = if mono { Theme::mono() } else { Theme::terminal() };
    let env = Env {
        data: Data::new(corpus),
        lang,
        signs,
        keymap: Keymap::default(),
        remote: env.remote,
        sample: arguments.options.data.is_empty(),
        warning,
    };
    match tui::run(&env, &theme) {
        Ok(code) => code.into(),
        Err(error) => cli::end(&Error::from(error), lang, signs, err).into(),
    }
}
