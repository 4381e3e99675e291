//! The real program in a terminal that is not there: keys in, a screen out.
//!
//! Waiting is always for something that is seen, with a bound that no healthy run
//! comes near.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fs::{Mode, OFlags};
use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};

/// A run that takes longer has failed.
const BOUND: Duration = Duration::from_secs(30);

/// What the program wrote, and the screen that it makes.
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// When each piece came, and how many bytes there were then.
    times: Vec<(Instant, usize)>,
}

/// A program in a terminal.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    deaf: Arc<AtomicBool>,
    reading: Option<JoinHandle<()>>,
    /// The modes of the line before the program took it.
    before: String,
}

/// The program of this crate with a clean environment; words of the line apart by spaces.
pub(crate) fn renvoi(line: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_renvoi"));
    command.args(line.split_whitespace());
    clean(command)
}

/// A command with nothing in its environment but a terminal and a Unicode locale.
pub(crate) fn clean(mut command: CommandBuilder) -> CommandBuilder {
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("LANG", "en_GB.UTF-8");
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command
}

fn size(width: u16, height: u16) -> PtySize {
    PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a size")
}

impl Terminal {
    /// Starts a command in a terminal of this size.
    pub(crate) fn start(command: CommandBuilder, width: u16, height: u16) -> Self {
        let pair = native_pty_system().openpty(size(width, height)).expect("a pty");
        let before = modes(&*pair.master);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let parser = vt100::Parser::new(cells(height), cells(width), 0);
        let seen = Arc::new((
            Mutex::new(Seen { parser, bytes: Vec::new(), times: Vec::new() }),
            Condvar::new(),
        ));
        let deaf = Arc::new(AtomicBool::new(false));
        let (shared, stop) = (Arc::clone(&seen), Arc::clone(&deaf));
        let reading = thread::spawn(move || {
            let mut buffer = [0; 1 << 14];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let mut seen = shared.0.lock().expect("not poisoned");
                seen.parser.process(&buffer[..count]);
                seen.bytes.extend_from_slice(&buffer[..count]);
                let now = (Instant::now(), seen.bytes.len());
                seen.times.push(now);
                shared.1.notify_all();
                if stop.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        let child = pair.slave.spawn_command(command).expect("a process");
        Self { master: pair.master, writer, child, seen, deaf, reading: Some(reading), before }
    }

    /// Starts the browser, and waits for its first frame.
    pub(crate) fn browser(line: &str, width: u16, height: u16) -> Self {
        let terminal = Self::start(renvoi(line), width, height);
        terminal.opened();
        terminal
    }

    /// Waits for the first frame.
    pub(crate) fn opened(&self) -> &Self {
        self.until("the browser", |screen| {
            screen.alternate_screen() && screen.contents().contains("TikTok")
        })
    }

    /// Sends bytes as a keyboard does.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        self.writer.write_all(keys.as_bytes()).expect("a terminal that takes keys");
        self.writer.flush().expect("a terminal that takes keys");
        self
    }

    /// Sends bytes of any kind; returns whether the program still takes any.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> bool {
        self.writer.write_all(bytes).and_then(|()| self.writer.flush()).is_ok()
    }

    /// A figure of the process in kB, such as `VmRSS` or `VmHWM`.
    pub(crate) fn memory(&self, name: &str) -> usize {
        let path = format!("/proc/{}/status", self.pid().as_raw_nonzero());
        let status = std::fs::read_to_string(path).expect("a process");
        let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a figure");
        let words: Vec<&str> = line.split_whitespace().collect();
        words[1].parse().expect("a number")
    }

    /// How often its threads have gone to sleep so far, where the system tells: what sleeps on is
    /// not counted again.
    pub(crate) fn sleeps(&self) -> Option<u64> {
        let tasks =
            std::fs::read_dir(format!("/proc/{}/task", self.pid().as_raw_nonzero())).ok()?;
        let count = |task: std::fs::DirEntry| {
            let status = std::fs::read_to_string(task.path().join("status")).ok()?;
            let line =
                status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            line?.trim().parse::<u64>().ok()
        };
        Some(tasks.flatten().filter_map(count).sum())
    }

    /// The exit code, if it has ended.
    pub(crate) fn is_ended(&mut self) -> Option<u32> {
        self.child.try_wait().expect("a process").map(|status| status.exit_code())
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.0.lock().expect("not poisoned")
    }

    /// Waits until the screen is as told.
    #[track_caller]
    pub(crate) fn until(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) -> &Self {
        let end = Instant::now() + BOUND;
        let mut seen = self.seen();
        while !holds(seen.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "no {what} on\n{}", seen.parser.screen().contents());
            seen = self.seen.1.wait_timeout(seen, left).expect("not poisoned").0;
        }
        drop(seen);
        self
    }

    /// Waits for a text.
    #[track_caller]
    pub(crate) fn text(&self, text: &str) -> &Self {
        self.until(text, |screen| contents(screen).contains(text))
    }

    /// Waits until a text is gone.
    #[track_caller]
    pub(crate) fn without(&self, text: &str) -> &Self {
        self.until(&format!("screen without {text}"), |screen| !contents(screen).contains(text))
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        contents(self.seen().parser.screen())
    }

    /// Something of the screen as it is now.
    pub(crate) fn look<T>(&self, of: impl FnOnce(&vt100::Screen) -> T) -> T {
        of(self.seen().parser.screen())
    }

    /// Every byte so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.seen().bytes.clone()
    }

    /// When the pieces behind so many bytes came, and how many bytes each had.
    pub(crate) fn pieces(&self, from: usize) -> Vec<(Instant, usize)> {
        let mut before = from;
        let seen = self.seen();
        let later = seen.times.iter().filter(|(_, total)| *total > from);
        later.map(|&(at, total)| (at, total - std::mem::replace(&mut before, total))).collect()
    }

    /// Waits until nothing is written for a while; returns how much was written in all.
    ///
    /// That nothing comes can only be seen by waiting for it.
    pub(crate) fn quiet(&self) -> usize {
        let mut seen = self.seen();
        loop {
            let known = seen.bytes.len();
            let pause = Duration::from_millis(400);
            let (now, waited) = self.seen.1.wait_timeout(seen, pause).expect("not poisoned");
            seen = now;
            if waited.timed_out() && seen.bytes.len() == known {
                return known;
            }
        }
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&self, width: u16, height: u16) {
        self.seen().parser.set_size(cells(height), cells(width));
        self.master.resize(size(width, height)).expect("another size");
    }

    /// Gives the line another size, of any kind; what is seen of it keeps its own.
    pub(crate) fn resize_line(&self, width: u16, height: u16) {
        self.master.resize(size(width, height)).expect("another size");
    }

    /// The process.
    pub(crate) fn pid(&self) -> rustix::process::Pid {
        let id = self.child.process_id().expect("a process");
        rustix::process::Pid::from_raw(i32::try_from(id).expect("an id")).expect("an id")
    }

    /// Sends a signal to the process.
    pub(crate) fn signal(&self, signal: rustix::process::Signal) {
        rustix::process::kill_process(self.pid(), signal).expect("a process to send to");
    }

    /// Waits for the end; returns the exit code.
    #[track_caller]
    pub(crate) fn ended(&mut self) -> u32 {
        let end = Instant::now() + BOUND;
        loop {
            if let Some(status) = self.child.try_wait().expect("a process") {
                assert_eq!(status.signal(), None, "ended by itself");
                return status.exit_code();
            }
            assert!(Instant::now() < end, "still there with\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the end, whichever it is.
    pub(crate) fn ends(&mut self) -> portable_pty::ExitStatus {
        self.child.wait().expect("a process")
    }

    /// Waits for the end of a program that was killed.
    pub(crate) fn killed(&mut self) {
        let status = self.ends();
        assert!(status.signal().is_some(), "killed, and not ended by itself");
    }

    /// Waits for the end, and sees that the terminal is as it was before.
    #[track_caller]
    pub(crate) fn gave_back(&mut self) -> u32 {
        let code = self.ended();
        self.until("screen given back", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
        assert_eq!(modes(&*self.master), self.before, "the line is as it was");
        code
    }

    /// Stops taking what the program writes, as a line that stalls does.
    #[track_caller]
    pub(crate) fn stall(&mut self, last_key: &str) {
        self.quiet();
        self.deaf.store(true, Ordering::SeqCst);
        // The reading thread sees one more change and lets go as well.
        self.keys(last_key);
        let reading = self.reading.take().expect("a reader");
        reading.join().expect("a reader that ends");
    }

    /// Whether the modes of the line are as they were before.
    pub(crate) fn is_line_as_before(&self) -> bool {
        modes(&*self.master) == self.before
    }

    /// Lets go of the terminal altogether, as a closed window does; returns the exit code, how long
    /// the end took, and how much of that the program worked, where the system tells.
    #[track_caller]
    pub(crate) fn vanish(mut self, last_key: &str) -> Vanished {
        self.stall(last_key);
        let pid = self.pid();
        self.silence();
        let before = worked(pid);
        let gone = Instant::now();
        drop(self.writer);
        drop(self.master);
        let mut last = None;
        loop {
            // What has ended and was not asked for yet still tells how much it worked.
            let (now, ended) = match worked(pid) {
                Some((work, ended)) => (Some(work), ended),
                None => (None, true),
            };
            last = now.or(last);
            if ended && let Some(status) = self.child.try_wait().expect("a process") {
                let worked = before.zip(last).map(|((before, _), after)| after - before);
                return Vanished { code: status.exit_code(), took: gone.elapsed(), worked };
            }
            if gone.elapsed() > BOUND {
                let _ = self.child.kill();
                panic!("still there without a terminal");
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Terminal {
    /// Keeps the writer from typing Enter and Ctrl+D when it is dropped, which a closed window does
    /// not: it types nothing where the terminal has no key for the end of a file.
    fn silence(&self) {
        let name = self.master.tty_name().expect("a name");
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let terminal = rustix::fs::open(&name, flags, Mode::empty()).expect("a terminal");
        let mut modes = tcgetattr(&terminal).expect("modes");
        modes.special_codes[SpecialCodeIndex::VEOF] = 0;
        tcsetattr(&terminal, OptionalActions::Now, &modes).expect("modes");
    }
}

/// How a program ended whose terminal is gone.
pub(crate) struct Vanished {
    pub(crate) code: u32,
    pub(crate) took: Duration,
    /// Hundredths of a second of processor time.
    pub(crate) worked: Option<u64>,
}

/// How many hundredths of a second a process has worked, and whether it has ended.
fn worked(process: rustix::process::Pid) -> Option<(u64, bool)> {
    let path = format!("/proc/{}/stat", process.as_raw_nonzero());
    let line = std::fs::read_to_string(path).ok()?;
    // Behind the name, which may hold anything.
    let words: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
    let spent = words.get(11)?.parse::<u64>().ok()? + words.get(12)?.parse::<u64>().ok()?;
    Some((spent, words.first() == Some(&"Z")))
}

/// The modes of the line, as text that can be compared.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("modes"))
}

/// The screen as text, without hard spaces.
fn contents(screen: &vt100::Screen) -> String {
    screen.contents().replace('\u{a0}', " ")
}
