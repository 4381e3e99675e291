//! What the terminal sends, in the browser's own words.

#[cfg(not(unix))]
mod console;
#[cfg(unix)]
mod decode;
#[cfg(unix)]
mod paste;
#[cfg(unix)]
mod reading;

use std::sync::mpsc::SyncSender;

use crate::app::Message;

/// Something that the loop takes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Something for the model.
    Message(Message),
    /// The terminal has another size; the last one counts, whichever it is by then.
    Resized,
    /// The terminal was away: everything is to be drawn anew.
    Redraw,
    /// Work that was waited for is done.
    Done,
    /// A signal ends the program, with this exit code.
    End(u8),
}

/// How many events may wait. Whoever sends more waits in turn, so that no flood of keys
/// fills the memory.
pub(super) const WAITING: usize = 1024;

/// Reads the terminal on a thread of its own, for as long as it can be read.
pub(super) fn read(sender: SyncSender<Event>, remote: bool) {
    #[cfg(unix)]
    reading::read(sender, remote);
    #[cfg(not(unix))]
    {
        let _ = remote;
        console::read(sender);
    }
}
