//! What the terminal sends, in the browser's own words.

#[cfg(not(unix))]
mod console;
#[cfg(unix)]
mod decode;
#[cfg(unix)]
mod paste;
#[cfg(unix)]
mod reading;

use std::io;
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

/// Keeps the terminal from being read, while another program has it.
#[derive(Debug)]
pub(super) struct Pause {
    #[cfg(unix)]
    reading: reading::Pause,
}

impl Pause {
    /// Does something while the terminal is not read.
    ///
    /// # Errors
    ///
    /// The reading cannot be held back.
    pub(super) fn during<T>(&self, work: impl FnOnce() -> T) -> io::Result<T> {
        #[cfg(unix)]
        {
            let held = self.reading.hold();
            let done = held.map(|()| work());
            // Without a thread to go on nothing is read any more, which the loop will see.
            let _ = self.reading.go_on();
            done
        }
        #[cfg(not(unix))]
        {
            let _ = work;
            Err(io::ErrorKind::Unsupported.into())
        }
    }
}

/// Reads the terminal on a thread of its own, for as long as it can be read.
///
/// # Errors
///
/// The thread cannot be reached.
pub(super) fn read(sender: SyncSender<Event>, remote: bool) -> io::Result<Pause> {
    #[cfg(unix)]
    {
        Ok(Pause { reading: reading::read(sender, remote)? })
    }
    #[cfg(not(unix))]
    {
        let _ = remote;
        console::read(sender);
        Ok(Pause {})
    }
}
