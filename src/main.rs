//! Arguments in, exit code out.

use std::io::{self, BufWriter};
use std::process::ExitCode;

use renvoi::cli;
use renvoi::surroundings::Surroundings;

fn main() -> ExitCode {
    let env = Surroundings::read();
    let mut out = BufWriter::new(io::stdout());
    let mut err = io::stderr();
    let read = cli::read(std::env::args_os().collect(), &env);
    let guest = read.as_ref().is_ok_and(|arguments| arguments.guest);
    let env = if guest { env.of_a_guest() } else { env };
    match read {
        #[cfg(feature = "tui")]
        Ok(arguments) if arguments.opens_browser() && env.has_terminal() && !env.dumb => {
            renvoi::browse::run(&arguments, &env, &mut err)
        }
        Ok(arguments) => cli::run(&arguments, &env, &mut out, &mut err).into(),
        Err(ended) => ended.tell(&mut out, &mut err).into(),
    }
}
