//! What is pasted: text for an input line, never commands.
//!
//! Terminals put a paste between brackets. Where one does not, more bytes at once than
//! anybody types are taken for one all the same. Only so much is kept of it.

use std::time::Duration;

/// The most that is kept of a paste, in bytes; the rest is dropped.
const MOST: usize = 1 << 16;
/// What begins a paste in brackets.
const BEGIN: &[u8] = b"\x1b[200~";
/// What ends it.
const END: &[u8] = b"\x1b[201~";

/// As many bytes at once are a paste, unless they are one key over and over, or sequences.
const BURST: usize = 256;
/// As many are one even if they are the same key: half a minute of it held.
const LONG: usize = 1024;
/// The longest sequences, reports of the mouse, have one ESC in so many bytes.
const APART: usize = 32;

/// How long a paste in brackets may pause before what came of it is shown.
const PAUSE: Duration = Duration::from_millis(500);
/// How long one without them may.
const BARE_PAUSE: Duration = Duration::from_millis(100);
/// How long after a bare paste came to a stop more bytes at once still belong to it.
const AFTER: Duration = Duration::from_secs(1);
/// So many bytes at once, and no more, are typed by somebody.
const TYPED: usize = 32;

/// Whether nobody can have typed so much at once.
pub(super) fn is_typed_by_none(bytes: &[u8]) -> bool {
    if bytes.len() < BURST {
        return false;
    }
    let escapes = memchr::memchr_iter(END[0], bytes).count();
    let held = bytes.len() < LONG && bytes.iter().all(|byte| *byte == bytes[0]);
    let bracketed = escapes > 0 && memchr::memmem::find(bytes, BEGIN).is_some();
    escapes * APART < bytes.len() && !held && !bracketed
}

/// A paste that is coming in.
pub(super) struct Paste {
    text: Vec<u8>,
    /// How much of [`END`] the last bytes are; none where no end is told.
    ended: Option<usize>,
    /// It came to a stop, and what there was of it is already told.
    halted: bool,
}

impl Paste {
    /// A paste in brackets, behind the first one.
    pub(super) const fn bracketed() -> Self {
        Self { text: Vec::new(), ended: Some(0), halted: false }
    }

    /// A paste that nothing tells the end of.
    pub(super) const fn bare() -> Self {
        Self { text: Vec::new(), ended: None, halted: false }
    }

    /// Takes in a byte; returns the text once its end has come.
    pub(super) fn push(&mut self, byte: u8) -> Option<String> {
        self.halted = false;
        let Some(ended) = self.ended else {
            self.keep(&[byte]);
            return None;
        };
        if byte == END[ended] {
            self.ended = Some(ended + 1);
            return (ended + 1 == END.len()).then(|| self.told());
        }
        // Only its first byte is an ESC: what looked like the end cannot hold another beginning.
        self.keep(&END[..ended]);
        self.ended = Some(usize::from(byte == END[0]));
        if byte != END[0] {
            self.keep(&[byte]);
        }
        None
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = MOST - self.text.len();
        self.text.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn told(&mut self) -> String {
        let whole = self.text.len() < MOST;
        let text = std::mem::take(&mut self.text);
        let mut text = String::from_utf8_lossy(&text).into_owned();
        if !whole && text.ends_with(char::REPLACEMENT_CHARACTER) {
            text.pop();
        }
        // A terminal sends what Enter sends for the end of a line.
        text.replace("\r\n", "\n").replace('\r', "\n")
    }

    /// It came to a stop: tells what there is of it. The second time nothing, since it is over.
    pub(super) fn halt(&mut self) -> Option<String> {
        (!std::mem::replace(&mut self.halted, true)).then(|| self.told())
    }

    /// How long to wait for more; for ever where what came of it is told and its end is not.
    pub(super) const fn wait(&self) -> Option<Duration> {
        match (self.ended, self.halted) {
            (None, false) => Some(BARE_PAUSE),
            (None, true) => Some(AFTER),
            (Some(_), false) => Some(PAUSE),
            (Some(_), true) => None,
        }
    }

    /// Whether these bytes are typed after it had come to a stop: whoever never closed it must
    /// not take the keyboard away.
    pub(super) fn is_left(&self, bytes: &[u8]) -> bool {
        // Its end may have been cut as well.
        let ends = self.ended.is_some_and(|ended| ended > 0 && bytes[0] == END[ended]);
        self.halted && !ends && (bytes.len() <= TYPED || bytes[0] == END[0])
    }
}
