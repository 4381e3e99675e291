//! The terminal of standard input, byte by byte.

use std::io;
use std::os::fd::AsFd;
use std::sync::mpsc::SyncSender;
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::Event;
use super::decode::Decoder;

/// What the terminal driver can hold.
const CHUNK: usize = 4096;

/// Reads on a thread of its own, for as long as the terminal is there.
///
/// Whoever watches the terminal ends the program once it is gone; here it only must not be
/// read over and over.
pub(super) fn read(sender: SyncSender<Event>, remote: bool) {
    thread::spawn(move || {
        let mut decoder = Decoder::new(remote);
        let mut chunk = [0; CHUNK];
        loop {
            let messages = match next(&mut chunk, &decoder) {
                Ok(Some(0)) | Err(_) => return,
                Ok(Some(count)) => decoder.feed(&chunk[..count]),
                Ok(None) => decoder.silence(),
            };
            for message in messages {
                if sender.send(Event::Message(message)).is_err() {
                    return;
                }
            }
        }
    });
}

/// How many bytes came, or none where the decoder waited long enough.
fn next(chunk: &mut [u8], decoder: &Decoder) -> rustix::io::Result<Option<usize>> {
    let stdin = io::stdin();
    loop {
        let wait = decoder.wait().and_then(|wait| Timespec::try_from(wait).ok());
        let mut fds = [PollFd::from_borrowed_fd(stdin.as_fd(), PollFlags::IN)];
        match poll(&mut fds, wait.as_ref()) {
            Ok(0) => return Ok(None),
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(error) => return Err(error),
        }
        match rustix::io::read(stdin.as_fd(), &mut *chunk) {
            // Whoever shares the terminal may have told it not to wait.
            Err(Errno::INTR | Errno::AGAIN) => {}
            count => return count.map(Some),
        }
    }
}
