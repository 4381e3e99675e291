//! The terminal of standard input, byte by byte.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::SyncSender;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::Event;
use super::decode::Decoder;

/// What the terminal driver can hold.
const CHUNK: usize = 4096;

/// How long the thread may take to leave the terminal alone.
const PATIENCE: Duration = Duration::from_secs(1);

/// Keeps the thread from reading, while another program has the terminal.
#[derive(Debug)]
pub(super) struct Pause(UnixStream);

impl Pause {
    /// Asks the thread to stop, and waits until it has.
    ///
    /// # Errors
    /// It does not answer: what is typed would be shared with the other program.
    pub(super) fn hold(&self) -> io::Result<()> {
        let mut line = &self.0;
        line.set_read_timeout(Some(PATIENCE))?;
        line.write_all(b"?")?;
        line.read_exact(&mut [0])
    }

    /// Lets it go on.
    ///
    /// # Errors
    /// The thread is gone.
    pub(super) fn go_on(&self) -> io::Result<()> {
        (&self.0).write_all(b"!")
    }
}

/// Reads on a thread of its own, for as long as the terminal is there.
///
/// Whoever watches the terminal ends the program once it is gone; here it only must not be
/// read over and over.
///
/// # Errors
/// No line to the thread can be made.
pub(super) fn read(sender: SyncSender<Event>, remote: bool) -> io::Result<Pause> {
    let (ours, theirs) = UnixStream::pair()?;
    thread::spawn(move || {
        let mut line = Some(theirs);
        let mut decoder = Decoder::new(remote);
        let mut chunk = [0; CHUNK];
        loop {
            let messages = match next(&mut chunk, &decoder, &mut line) {
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
    Ok(Pause(ours))
}

/// Leaves the terminal alone until it is told to go on; true as long as somebody can tell.
fn rest(mut line: &UnixStream) -> bool {
    let mut word = [0];
    line.read_exact(&mut word)
        .and_then(|()| line.write_all(b"."))
        .and_then(|()| line.read_exact(&mut word))
        .is_ok()
}

/// How many bytes came, or none where the decoder waited long enough.
fn next(
    chunk: &mut [u8],
    decoder: &Decoder,
    line: &mut Option<UnixStream>,
) -> rustix::io::Result<Option<usize>> {
    let stdin = io::stdin();
    loop {
        let wait = decoder.wait().and_then(|wait| Timespec::try_from(wait).ok());
        let mut fds = vec![PollFd::from_borrowed_fd(stdin.as_fd(), PollFlags::IN)];
        fds.extend(line.iter().map(|line| PollFd::from_borrowed_fd(line.as_fd(), PollFlags::IN)));
        match poll(&mut fds, wait.as_ref()) {
            Ok(0) => return Ok(None),
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(error) => return Err(error),
        }
        let asked = fds.get(1).is_some_and(|fd| !fd.revents().is_empty());
        let typed = !fds[0].revents().is_empty();
        drop(fds);
        if asked {
            *line = line.take().filter(rest);
            continue;
        }
        if !typed {
            continue;
        }
        match rustix::io::read(stdin.as_fd(), &mut *chunk) {
            // Whoever shares the terminal may have told it not to wait.
            Err(Errno::INTR | Errno::AGAIN) => {}
            count => return count.map(Some),
        }
    }
}
