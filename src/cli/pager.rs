//! Answers that are longer than the screen go through a pager, as git's do.
//!
//! Odd thing worth knowing: nothing is started before the answer has outgrown the screen, and
//! then it streams; an interrupt is the pager's business as long as it runs.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::arguments::{Arguments, When};
use crate::surroundings::Surroundings;

/// The pager, and the screen that is to be outgrown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Plan {
    program: String,
    arguments: Vec<String>,
    rows: usize,
    columns: usize,
}

/// An output that turns to a pager once it has outgrown the screen.
pub(super) struct Paged<'a> {
    out: &'a mut dyn Write,
    plan: Option<Plan>,
    /// What is not written yet: it may fit on the screen.
    held: Vec<u8>,
    /// The rows that are held, and the cells of the last one.
    rows: usize,
    cells: usize,
    /// Inside a sequence that sets a look.
    sequence: bool,
    child: Option<Child>,
}

impl Plan {
    fn new(arguments: &Arguments, env: &Surroundings) -> Option<Self> {
        let when = arguments.options.paging();
        if !env.stdout_tty || env.dumb || arguments.guest || when == When::Never {
            return None;
        }
        let usual = || "less".to_owned();
        let line = env.pager.clone().unwrap_or_else(usual);
        let mut words = line.split_whitespace().map(str::to_owned);
        let program = words.next().filter(|program| program != "cat")?;
        let mut arguments: Vec<String> = words.collect();
        let name = Path::new(&program).file_stem().map(|name| name.to_string_lossy().into_owned());
        if arguments.is_empty() && name.as_deref() == Some("less") {
            // Colours as they are, gone where one screen is enough, and left on the screen.
            arguments.push("-FRX".to_owned());
        }
        let rows = if when == When::Always { 0 } else { env.rows? };
        Some(Self { program, arguments, rows, columns: env.columns.unwrap_or(80).max(1) })
    }
}

impl<'a> Paged<'a> {
    /// An output for what was asked; one that never turns to a pager where that is not wanted.
    pub(super) fn new(out: &'a mut dyn Write, arguments: &Arguments, env: &Surroundings) -> Self {
        let plan = Plan::new(arguments, env);
        Self { out, plan, held: Vec::new(), rows: 0, cells: 0, sequence: false, child: None }
    }

    /// Whether what is held has outgrown the screen; the prompt needs a row as well.
    fn outgrows(&mut self, bytes: &[u8], plan: &Plan) -> bool {
        for &byte in bytes {
            match byte {
                b'\x1b' => self.sequence = true,
                b'm' if self.sequence => self.sequence = false,
                b'\n' => (self.rows, self.cells) = (self.rows + 1, 0),
                // The bytes behind the first of a character take no cell.
                _ if self.sequence || (0x80..0xc0).contains(&byte) => {}
                _ if self.cells == plan.columns => (self.rows, self.cells) = (self.rows + 1, 1),
                _ => self.cells += 1,
            }
        }
        self.rows >= plan.rows
    }

    /// Starts the pager with what is held; without one everything goes to the screen.
    fn turn(&mut self, plan: &Plan) -> io::Result<()> {
        let mut command = Command::new(&plan.program);
        let child = command.args(&plan.arguments).stdin(Stdio::piped()).spawn();
        self.plan = None;
        let held = std::mem::take(&mut self.held);
        match child {
            Ok(child) => {
                #[cfg(unix)]
                heed_no_interrupt();
                self.child = Some(child);
                self.write_all(&held)
            }
            Err(_) => self.out.write_all(&held),
        }
    }

    /// Writes what is held, or waits until the pager is left.
    ///
    /// # Errors
    /// The screen cannot be written.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if let Some(mut child) = self.child.take() {
            drop(child.stdin.take());
            child.wait()?;
            return Ok(());
        }
        self.out.write_all(&self.held)?;
        self.out.flush()
    }
}

impl Write for Paged<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(child) = &mut self.child {
            return match &mut child.stdin {
                Some(pipe) => pipe.write(bytes),
                None => Err(io::ErrorKind::BrokenPipe.into()),
            };
        }
        let Some(plan) = self.plan.clone() else { return self.out.write(bytes) };
        self.held.extend_from_slice(bytes);
        if self.outgrows(bytes, &plan) {
            self.turn(&plan)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        match (&mut self.child, &self.plan) {
            (Some(child), _) => child.stdin.as_mut().map_or(Ok(()), Write::flush),
            // What is held may still outgrow the screen.
            (None, Some(_)) => Ok(()),
            (None, None) => self.out.flush(),
        }
    }
}

/// Leaves Ctrl+C to the pager, which would else be left alone with the terminal.
#[cfg(unix)]
fn heed_no_interrupt() {
    let heard = std::sync::Arc::default();
    // Where that fails, Ctrl+C ends both, as it does without it.
    let _heedless = signal_hook::flag::register(signal_hook::consts::SIGINT, heard);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(pager: Option<&str>, line: &str, tty: bool) -> Option<Plan> {
        let env = Surroundings {
            stdout_tty: tty,
            rows: Some(24),
            columns: Some(80),
            pager: pager.map(str::to_owned),
            ..Surroundings::default()
        };
        let words = line.split(' ').map(Into::into).collect();
        let arguments = super::super::read(words, &env).ok()?;
        Plan::new(&arguments, &env)
    }

    #[test]
    fn a_pager_is_for_terminals_alone_and_can_be_chosen_or_refused() {
        let usual = plan(None, "renvoi stats", true).unwrap();
        assert_eq!((usual.program.as_str(), usual.arguments[0].as_str()), ("less", "-FRX"));
        let own = plan(Some("more -d"), "renvoi stats", true).unwrap();
        assert_eq!((own.program.as_str(), own.arguments), ("more", vec!["-d".to_owned()]));
        assert_eq!(plan(None, "renvoi stats", false), None);
        assert_eq!(plan(Some(""), "renvoi stats", true), None);
        assert_eq!(plan(Some("cat"), "renvoi stats", true), None);
        assert_eq!(plan(None, "renvoi stats --no-pager", true), None);
        assert_eq!(plan(None, "renvoi stats --paging never", true), None);
        assert_eq!(plan(None, "renvoi stats --paging always", true).unwrap().rows, 0);
    }

    #[test]
    fn what_fits_goes_to_the_screen_and_wrapped_lines_count_in_full() {
        let plan = Plan { program: "nobody".into(), arguments: vec![], rows: 3, columns: 4 };
        let mut out = Vec::new();
        let mut paged = Paged {
            out: &mut out,
            plan: None,
            held: Vec::new(),
            rows: 0,
            cells: 0,
            sequence: false,
            child: None,
        };
        assert!(!paged.outgrows("\u{1b}[1méé\u{1b}[0méé\nabcd".as_bytes(), &plan));
        assert_eq!((paged.rows, paged.cells), (1, 4));
        assert!(!paged.outgrows(b"e", &plan));
        assert!(paged.outgrows(b"\n", &plan));
        assert_eq!(paged.rows, 3);
    }
}
