//! What a shell and a manual want of the program: completions and the page for `man`.
//!
//! Odd thing worth knowing: both are made in memory first, because their makers panic where a
//! reader closes the pipe.

use std::io::Write;

use clap_complete::Shell;

use super::help;
use crate::error::{Error, Exit};
use crate::lang::Lang;

/// Prints the completions of a shell.
///
/// # Errors
/// The answer cannot be written.
pub(super) fn completions(shell: Shell, lang: Lang, out: &mut dyn Write) -> Result<Exit, Error> {
    let mut command = help::command(lang);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "renvoi", &mut script);
    out.write_all(&script)?;
    Ok(Exit::Done)
}

/// The headings of a manual page in French.
const HEADINGS: &[(&str, &str)] = &[
    (".SH NAME\n", ".SH NOM\n"),
    (".SH SYNOPSIS\n", ".SH SYNOPSIS\n"),
    (".SH DESCRIPTION\n", ".SH DESCRIPTION\n"),
    (".SH OPTIONS\n", ".SH OPTIONS\n"),
    (".SH SUBCOMMANDS\n", ".SH COMMANDES\n"),
    (".SH EXTRA\n", ".SH NOTES\n"),
];

/// Prints the manual page: the program, then each subcommand with its own arguments.
///
/// # Errors
/// The answer cannot be written.
pub(super) fn man(lang: Lang, out: &mut dyn Write) -> Result<Exit, Error> {
    let command = help::command(lang);
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    let mut page = String::from_utf8_lossy(&page).into_owned();
    let mut built = command;
    built.build();
    for subcommand in built.get_subcommands() {
        let mut part = Vec::new();
        let man = clap_mangen::Man::new(subcommand.clone());
        man.render_synopsis_section(&mut part)?;
        man.render_description_section(&mut part)?;
        man.render_options_section(&mut part)?;
        let part = String::from_utf8_lossy(&part).replace(".SH SYNOPSIS\n", "");
        let part = part.replace(".SH DESCRIPTION\n", ".PP\n").replace(".SH OPTIONS\n", ".PP\n");
        page.extend([".SH renvoi ", subcommand.get_name(), "\n", &part]);
    }
    for name in built.get_subcommands().map(clap::Command::get_name) {
        let written = name.replace('-', "\\-");
        page = page.replace(&format!("renvoi\\-{written}(1)"), &format!("renvoi {written}"));
    }
    if lang == Lang::Fr {
        for (english, french) in HEADINGS {
            page = page.replace(english, french);
        }
    }
    out.write_all(page.as_bytes())?;
    Ok(Exit::Done)
}
