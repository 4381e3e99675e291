//! Arguments in, exit code out.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use renvoi::cli::{self, Arguments};
use renvoi::error::Exit;
use renvoi::surroundings::Surroundings;

fn main() -> ExitCode {
    let env = Surroundings::read();
    let mut out = BufWriter::new(io::stdout());
    let mut err = io::stderr();
    let exit = match cli::read(std::env::args_os().collect(), &env) {
        Ok(arguments) if arguments.command.is_none() && env.has_terminal() && !env.dumb => {
            browse(&arguments, &env, &mut out, &mut err)
        }
        Ok(arguments) => cli::run(&arguments, &env, &mut out, &mut err),
        Err(ended) => ended.tell(&mut out, &mut err),
    };
    exit.into()
}

/// Opens the browser.
#[cfg(feature = "tui")]
fn browse(
    arguments: &Arguments,
    env: &Surroundings,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    // The browser's one call site: `renvoi::tui::run(…)` takes the place of the overview.
    cli::run(arguments, env, out, err)
}

/// Shows the overview: this build has no browser.
#[cfg(not(feature = "tui"))]
fn browse(
    arguments: &Arguments,
    env: &Surroundings,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    cli::run(arguments, env, out, err)
}
