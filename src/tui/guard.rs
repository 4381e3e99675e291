//! The terminal is given back, whatever ends the browser.
//!
//! One [`Guard`] takes the terminal and gives it back: when dropped, on a panic
//! in any thread, on INT, TERM, HUP and QUIT, and around TSTP and CONT. A thread
//! waits for the terminal itself to vanish: where SIGHUP was ignored, nothing else
//! tells.
//!
//! Odd thing worth knowing: a signal that ends the program asks the loop to end, which
//! remembers where the reader stands. It waits for that, and for the end of a frame, but
//! not for long: a terminal that takes no bytes must not keep the program alive.

use std::io;
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::{Event, write_now};

/// Alternate screen, bracketed paste, no cursor until one is placed.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?25l";
/// The reverse, in reverse order, with every attribute and the mouse off.
const LEAVE: &[u8] = b"\x1b[0m\x1b[?25h\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[?1049l";

/// Clicks, drags and the wheel, with places beyond column 223.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// The reverse.
const NO_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// How long a signal waits for the loop to end by itself: a terminal that takes no bytes keeps it.
const GRACE: Duration = Duration::from_millis(500);

/// How long a signal waits for the frame that is being written.
const PATIENCE: Duration = Duration::from_millis(300);

/// What the threads share about the terminal.
#[derive(Debug, Default)]
struct Terminal {
    taken: AtomicBool,
    mouse: AtomicBool,
    /// Whether another program has the terminal for a while.
    lent: AtomicBool,
    frame: Mutex<()>,
}

impl Terminal {
    fn take(&self) -> io::Result<()> {
        self.taken.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        write_now(ENTER)?;
        if self.mouse.load(Ordering::SeqCst) { write_now(MOUSE) } else { Ok(()) }
    }

    /// Gives the terminal back; does nothing the second time.
    fn give_back(&self) {
        if self.taken.swap(false, Ordering::SeqCst) {
            // Nobody is left to be told where this fails: the terminal is gone.
            let _ = write_now(LEAVE);
            let _ = disable_raw_mode();
        }
    }

    /// Gives the terminal back from beside the loop, which may be writing: waits for its
    /// frame, and for the terminal to take the bytes, but for a short while only.
    fn give_back_soon(&self) {
        let _held = self.between_frames();
        if self.taken.swap(false, Ordering::SeqCst) {
            let (done, written) = mpsc::channel();
            thread::spawn(move || {
                let _ = write_now(LEAVE);
                let _ = done.send(());
            });
            let _ = written.recv_timeout(PATIENCE);
            let _ = disable_raw_mode();
        }
    }

    /// Waits for the frame that is being written, for a short while.
    fn between_frames(&self) -> Option<MutexGuard<'_, ()>> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Ok(held) = self.frame.try_lock() {
                return Some(held);
            }
            thread::sleep(Duration::from_millis(5));
        }
        None
    }
}

/// Holds the terminal; gives it back when dropped.
pub(super) struct Guard {
    terminal: Arc<Terminal>,
}

impl Guard {
    /// Takes the terminal, and sees to it that a panic gives it back.
    pub(super) fn enter() -> io::Result<Self> {
        let guard = Self { terminal: Arc::default() };
        guard.terminal.take()?;
        let terminal = Arc::clone(&guard.terminal);
        let before = panic::take_hook();
        let main = thread::current().id();
        panic::set_hook(Box::new(move |info| {
            terminal.give_back();
            before(info);
            if thread::current().id() != main {
                // The loop would go on drawing for a helper that is dead.
                end(101);
            }
        }));
        Ok(guard)
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub(super) fn mouse(&self, taken: bool) -> io::Result<()> {
        let _held = self.drawing();
        self.terminal.mouse.store(taken, Ordering::SeqCst);
        write_now(if taken { MOUSE } else { NO_MOUSE })
    }

    /// Gives the terminal to another program for as long as `work` lasts, and takes it again.
    pub(super) fn lend<T>(&self, work: impl FnOnce() -> T) -> io::Result<T> {
        {
            let _held = self.drawing();
            self.terminal.lent.store(true, Ordering::SeqCst);
            self.terminal.give_back();
        }
        let done = work();
        self.terminal.lent.store(false, Ordering::SeqCst);
        self.terminal.take()?;
        Ok(done)
    }

    /// A frame is being written while this is held.
    pub(super) fn drawing(&self) -> MutexGuard<'_, ()> {
        self.terminal.frame.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Watches signals and the terminal itself, on threads of their own.
    pub(super) fn watch(&self, sender: &SyncSender<Event>) {
        #[cfg(unix)]
        {
            unix::watch_ends(&self.terminal, sender.clone());
            unix::watch_changes(&self.terminal, sender.clone());
            unix::watch_terminal(&self.terminal, sender.clone());
        }
        #[cfg(not(unix))]
        let _ = sender;
    }

    /// Gives the terminal back, stops until the shell goes on, and takes it again.
    pub(super) fn suspend(&self) {
        #[cfg(unix)]
        unix::stop(&self.terminal);
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.terminal.give_back();
    }
}

/// Whether a write failed because the terminal is no longer there.
pub(super) fn hung_up(error: &io::Error) -> bool {
    let gone = matches!(error.kind(), io::ErrorKind::BrokenPipe | io::ErrorKind::UnexpectedEof);
    #[cfg(unix)]
    let gone = gone || error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error());
    gone
}

/// Ends the process from a thread that is not the main one.
#[expect(clippy::exit, reason = "the main thread may be blocked on a terminal that is gone")]
fn end(code: i32) -> ! {
    std::process::exit(code)
}

#[cfg(unix)]
mod unix {
    use std::os::fd::AsFd;
    use std::sync::mpsc::TrySendError;

    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use super::{
        Arc, Duration, Event, GRACE, Instant, Ordering, SyncSender, Terminal, end, io, thread,
    };

    /// Ends the program by a signal, whatever the loop is doing.
    pub(super) fn watch_ends(terminal: &Arc<Terminal>, sender: SyncSender<Event>) {
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT]) else { return };
        let terminal = Arc::clone(terminal);
        thread::spawn(move || {
            for signal in signals.forever() {
                // What is pressed in another program is meant for it.
                if terminal.lent.load(Ordering::SeqCst) && matches!(signal, SIGINT | SIGQUIT) {
                    continue;
                }
                leave(&sender, 128 + signal);
                terminal.give_back_soon();
                end(128 + signal);
            }
        });
    }

    /// Stops and goes on, and tells the loop of it and of another size.
    pub(super) fn watch_changes(terminal: &Arc<Terminal>, sender: SyncSender<Event>) {
        let Ok(mut signals) = Signals::new([SIGTSTP, SIGCONT, SIGWINCH]) else { return };
        let terminal = Arc::clone(terminal);
        thread::spawn(move || {
            for signal in &mut signals {
                let event = match signal {
                    SIGTSTP => {
                        stop(&terminal);
                        Event::Redraw
                    }
                    SIGCONT if terminal.lent.load(Ordering::SeqCst) => continue,
                    SIGCONT => {
                        let _held = terminal.between_frames();
                        // Whoever stopped the program may have changed the terminal.
                        terminal.give_back();
                        let _ = terminal.take();
                        Event::Redraw
                    }
                    _ => Event::Resized,
                };
                if sender.send(event).is_err() {
                    return;
                }
            }
        });
    }

    /// Asks the loop to end, which remembers where the reader stands, and gives it time to.
    fn leave(sender: &SyncSender<Event>, code: i32) {
        let code = u8::try_from(code).unwrap_or(u8::MAX);
        let start = Instant::now();
        let mut asked = false;
        while start.elapsed() < GRACE {
            if !asked {
                // Where much waits already, this waits with it, but not for ever.
                asked = match sender.try_send(Event::End(code)) {
                    Ok(()) => true,
                    Err(TrySendError::Full(_)) => false,
                    Err(TrySendError::Disconnected(_)) => return,
                };
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    pub(super) fn stop(terminal: &Terminal) {
        {
            let _held = terminal.between_frames();
            terminal.give_back();
        }
        let _ = emulate_default_handler(SIGTSTP);
        // It is the other program that goes on.
        if !terminal.lent.load(Ordering::SeqCst) {
            let _ = terminal.take();
        }
    }

    /// Ends the program once the terminal has hung up.
    pub(super) fn watch_terminal(terminal: &Arc<Terminal>, sender: SyncSender<Event>) {
        let terminal = Arc::clone(terminal);
        thread::spawn(move || {
            let stdin = io::stdin();
            loop {
                let mut fds = [PollFd::from_borrowed_fd(stdin.as_fd(), PollFlags::empty())];
                match poll(&mut fds, None) {
                    Err(rustix::io::Errno::INTR) => {}
                    Err(_) => return,
                    Ok(_) => {
                        leave(&sender, 129);
                        terminal.give_back_soon();
                        end(129);
                    }
                }
            }
        });
    }
}
