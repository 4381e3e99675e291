//! Where copies go: the terminal's clipboard, a program of the system, or a file.
//!
//! Odd thing worth knowing: a terminal never says whether it took a copy, so that the notice
//! names the way and what to do where nothing arrived.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::app::model::Copied;
use crate::save::{self, Manner};

/// The most base64 that terminals are known to take in one OSC 52, in bytes.
const MOST: usize = 74_994;

/// Programs that take a copy from their standard input, and what they are told.
const PROGRAMS: [(&str, &[&str]); 4] = [
    ("wl-copy", &[]),
    ("xclip", &["-selection", "clipboard"]),
    ("xsel", &["--clipboard", "--input"]),
    ("pbcopy", &[]),
];

/// By which way the reader wants copies to go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// The terminal's clipboard; a file for what is too long for it.
    #[default]
    Terminal,
    /// A program of the system, else as above.
    System,
    /// A file.
    File,
}

/// What copies need.
#[derive(Clone, Debug, Default)]
pub struct Clipboard {
    /// By which way.
    pub route: Route,
    /// Whether the terminal is inside tmux.
    pub tmux: bool,
    /// The file for copies, where one can be written.
    pub file: Option<PathBuf>,
}

impl Clipboard {
    /// Copies a text; says by which way.
    pub(super) fn copy(&self, text: &str) -> Copied {
        match self.route {
            Route::System if system(text) => Copied::System,
            Route::File => self.write(text),
            Route::Terminal | Route::System => {
                let coded = STANDARD.encode(text);
                if coded.len() > MOST { self.write(text) } else { self.send(&coded) }
            }
        }
    }

    /// To the terminal; through tmux in a wrapping of its own as well.
    fn send(&self, coded: &str) -> Copied {
        let through = if self.tmux {
            format!("\x1bPtmux;\x1b\x1b]52;c;{coded}\x07\x1b\\")
        } else {
            String::new()
        };
        let bytes = format!("\x1b]52;c;{coded}\x07{through}");
        // A terminal that takes nothing more is noticed by the next frame.
        let _ = super::write_now(bytes.as_bytes());
        Copied::Terminal
    }

    fn write(&self, text: &str) -> Copied {
        let Some(file) = &self.file else { return Copied::Nowhere };
        let fill = |out: &mut dyn Write| out.write_all(text.as_bytes());
        match save::write(file, Manner::Private, fill) {
            Ok(()) => Copied::File(file.to_string_lossy().into_owned()),
            Err(_) => Copied::Nowhere,
        }
    }
}

/// Hands a text to the first program that is there and takes it.
fn system(text: &str) -> bool {
    PROGRAMS.iter().any(|(program, arguments)| fed(program, arguments, text).unwrap_or(false))
}

fn fed(program: &str, arguments: &[&str], text: &str) -> io::Result<bool> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    Ok(child.wait()?.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_for_a_terminal_goes_to_a_file_whole() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("below/copied.txt");
        let clipboard = Clipboard { file: Some(file.clone()), ..Clipboard::default() };
        let text = "é".repeat(40_000);
        let said = file.to_string_lossy().into_owned();
        assert_eq!(clipboard.copy(&text), Copied::File(said));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
        assert_eq!(Clipboard::default().copy(&text), Copied::Nowhere, "it is said, not lost");
    }

    #[test]
    fn a_program_that_is_not_there_takes_nothing() {
        assert!(!fed("renvoi-no-such-program", &[], "text").unwrap_or(false));
        #[cfg(unix)]
        assert!(fed("cat", &[], "text").unwrap());
    }
}
