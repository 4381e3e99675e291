//! The real program in a pty: how long after each key a frame shows it.
//!
//! A key is shown once the filter line ends in what was typed so far; it is answered once the
//! list is no longer marked as one of an older query. Both are counted from the moment when the
//! key is written to the terminal, so that the time on the way is counted too.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

use crate::corpus::{self, Random};
use crate::milliseconds;

/// What is typed, at so many keys a second.
const TYPED: &str = "infl sens";
const A_SECOND: u32 = 30;
/// No frame may be later.
const LIMIT: Duration = Duration::from_millis(50);
/// Nothing takes this long.
const BOUND: Duration = Duration::from_secs(60);
/// How often it is typed once the words are indexed.
const ROUNDS: usize = 10;

const WIDTH: u16 = 120;
const HEIGHT: u16 = 36;
const TOPICS: usize = 200;
const EXPERTS: usize = 1_000;

type Failed = Box<dyn std::error::Error>;

/// Types into a corpus of so many statements; true where no frame was late.
pub(crate) fn report(size: usize, program: Option<&str>) -> bool {
    let folder = std::env::temp_dir().join(format!("renvoi-pty-{}", std::process::id()));
    let measured = fs::create_dir_all(&folder).map_err(Failed::from).and_then(|()| {
        let program = program.map_or_else(built, PathBuf::from);
        measure(size, &program, &folder)
    });
    let _stays = fs::remove_dir_all(&folder);
    measured.unwrap_or_else(|error| {
        println!("not measured: {error}");
        false
    })
}

/// The program as `cargo build --release` leaves it.
pub(crate) fn built() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/release/renvoi")
}

fn measure(size: usize, program: &Path, folder: &Path) -> Result<bool, Failed> {
    let file = folder.join("bench.json");
    write(&file, size)?;
    let bytes = fs::metadata(&file)?.len();
    println!("\n# {size} statements in a terminal of {WIDTH} x {HEIGHT}, {:.0} MB", bytes as f64 / 1e6);
    let mut terminal = Terminal::start(program, &file, folder)?;
    let start = terminal.start;
    terminal.until("a frame", |screen| screen.contains("renvoi"))?;
    let frame = start.elapsed();
    terminal.until("the list", |screen| screen.contains("Statements"))?;
    println!(
        "first frame after {:.0} ms, the list after {:.0} ms",
        milliseconds(frame),
        milliseconds(start.elapsed())
    );
    terminal.keys("3a/")?;
    let mut late = false;
    late |= !terminal.round("before the words are indexed")?;
    terminal.keys("\x1b")?;
    terminal.until("the index", |screen| !screen.contains("Reading the words"))?;
    terminal.keys("/zz")?;
    terminal.until("an answer", |screen| !screen.contains("searching"))?;
    println!("words indexed after {:.0} ms", milliseconds(start.elapsed()));
    for _ in 0..ROUNDS {
        terminal.keys("\x15")?;
        terminal.until("an empty line", |screen| !screen.contains("/zz") && !screen.contains("/inf"))?;
        thread::sleep(Duration::from_millis(200));
        late |= !terminal.round("with the index")?;
    }
    println!("{}", if late { "LATE: a frame came later than 50 ms" } else { "no frame later than 50 ms" });
    // Out of the line, then out of the program.
    terminal.keys("\x03\x03")?;
    let _code = terminal.child.wait()?;
    Ok(!late)
}

/// How long after its start the program shows the list, in milliseconds, so often; `before` is done
/// each time.
pub(crate) fn lists(
    program: &Path,
    data: &Path,
    folder: &Path,
    times: usize,
    before: impl Fn() -> Result<(), Failed>,
) -> Result<Vec<f64>, Failed> {
    let once = |_| {
        before()?;
        let mut terminal = Terminal::start(program, data, folder)?;
        let list = terminal.until("the list", |screen| screen.contains("Statements"))?;
        let time = milliseconds(list.saturating_duration_since(terminal.start));
        terminal.keys("q")?;
        let _code = terminal.child.wait()?;
        Ok(time)
    };
    (0..times).map(once).collect()
}

/// Types into what was compiled before; tells how late frames were, and the anonymous memory after
/// that, which `memory` says of a process.
pub(crate) fn session(
    program: &Path,
    data: &Path,
    folder: &Path,
    memory: impl Fn(&str) -> Option<f64>,
) -> Result<(), Failed> {
    let mut terminal = Terminal::start(program, data, folder)?;
    terminal.until("the list", |screen| screen.contains("Statements"))?;
    terminal.keys("3a/")?;
    for _ in 0..=ROUNDS {
        let _in_time = terminal.round("typed")?;
        terminal.keys("\x15")?;
        terminal.until("an empty line", |screen| !screen.contains("/inf"))?;
        thread::sleep(Duration::from_millis(200));
    }
    let id = terminal.child.process_id().map(|id| id.to_string());
    let memory = id.and_then(|id| memory(&id)).unwrap_or_default();
    println!("anonymous memory after that: {memory:.1} MB");
    terminal.keys("\x03\x03")?;
    let _code = terminal.child.wait()?;
    Ok(())
}

/// The program in a terminal, and what it has written.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
    start: Instant,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Terminal {
    fn start(program: &Path, file: &Path, folder: &Path) -> Result<Self, Failed> {
        let size = PtySize { rows: HEIGHT, cols: WIDTH, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut reader = pair.master.try_clone_reader()?;
        let writer = pair.master.take_writer()?;
        let mut command = CommandBuilder::new(program);
        command.args([Path::new("--data"), file, Path::new("--lang"), Path::new("en")]);
        command.arg("--fresh");
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", folder);
        let start = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send((Instant::now(), buffer[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let cells = |count| NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN);
        let parser = vt100::Parser::new(cells(HEIGHT), cells(WIDTH), 0);
        Ok(Self { child, writer, output, parser, start, _master: pair.master })
    }

    fn keys(&mut self, keys: &str) -> io::Result<()> {
        self.writer.write_all(keys.as_bytes())?;
        self.writer.flush()
    }

    /// Takes in what comes before a moment; the time at which it came.
    fn output(&mut self, until: Instant) -> Option<Instant> {
        let left = until.saturating_duration_since(Instant::now());
        match self.output.recv_timeout(left) {
            Ok((at, bytes)) => {
                self.parser.process(&bytes);
                Some(at)
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    fn until(&mut self, what: &str, holds: impl Fn(&str) -> bool) -> Result<Instant, Failed> {
        let end = Instant::now() + BOUND;
        let mut at = Instant::now();
        while !holds(&self.parser.screen().contents()) {
            match self.output(end) {
                Some(came) => at = came,
                None => return Err(format!("{what} did not come").into()),
            }
        }
        Ok(at)
    }

    /// Types once; tells how late frames were, and whether none was too late.
    fn round(&mut self, when: &str) -> Result<bool, Failed> {
        let pause = Duration::from_secs(1) / A_SECOND;
        let mut pressed: Vec<Instant> = Vec::new();
        let mut shown: Vec<Option<Duration>> = vec![None; TYPED.len()];
        let mut answered = None;
        let first = Instant::now();
        let mut frames = 0;
        loop {
            let typed = pressed.len();
            let next = first + pause * u32::try_from(typed)?;
            if typed < TYPED.len() && Instant::now() >= next {
                self.keys(&TYPED[typed..=typed])?;
                pressed.push(Instant::now());
                continue;
            }
            let all = typed == TYPED.len();
            let Some(at) = self.output(if all { Instant::now() + BOUND } else { next }) else {
                if all {
                    return Err("no answer".into());
                }
                continue;
            };
            frames += 1;
            let screen = self.parser.screen().contents();
            for (key, pressed) in pressed.iter().enumerate() {
                let visible = (key..typed).any(|to| line(&screen) == Some(&TYPED[..=to]));
                if visible && shown[key].is_none() {
                    shown[key] = Some(at.saturating_duration_since(*pressed));
                }
            }
            if all && shown.iter().all(Option::is_some) && !screen.contains("searching") {
                let last = pressed.last().copied().unwrap_or(first);
                answered = Some(at.saturating_duration_since(last));
            }
            if let Some(answered) = answered {
                let mut times = String::new();
                for time in shown.iter().flatten() {
                    let _never_fails = write!(times, " {:.0}", milliseconds(*time));
                }
                let count = screen.lines().find(|line| line.contains("3 Statements"));
                let count = count.unwrap_or_default().trim_end_matches(['━', '┓', '─', '┐', ' ']);
                let count = count.rsplit(['━', '─']).next().unwrap_or_default();
                println!(
                    "{when}: key to frame, ms:{times}; last key to its answer {:.0} ms ({count}); {frames} writes",
                    milliseconds(answered)
                );
                return Ok(shown.iter().flatten().all(|time| *time <= LIMIT));
            }
        }
    }
}

/// What the filter line holds.
fn line(screen: &str) -> Option<&str> {
    let (_, typed) = screen.lines().find_map(|line| line.split_once("━ /"))?;
    let typed = typed.split(['━', '┛']).next()?;
    Some(typed.strip_suffix(' ').unwrap_or(typed))
}

/// A corpus file with topics, experts and statements. No line holds anything that JSON would
/// escape; one in a hundred speaks of *influence*, one in fifty of *sens*.
pub(crate) fn write(path: &Path, size: usize) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    write!(
        out,
        "{{\"format\":\"renvoi-corpus/1\",\n\"reports\":[{{\"id\":\"bench\",\"title\":\"Bench\",\"pages\":500}}],\n\"topics\":["
    )?;
    for topic in 0..TOPICS {
        let comma = if topic == 0 { "" } else { "," };
        write!(out, "{comma}\n{{\"id\":\"t{topic}\",\"name\":\"Topic {topic}\"}}")?;
    }
    write!(out, "],\n\"experts\":[")?;
    for expert in 0..EXPERTS {
        let comma = if expert == 0 { "" } else { "," };
        write!(out, "{comma}\n{{\"id\":\"e{expert}\",\"name\":\"Expert {expert}\"}}")?;
    }
    write!(out, "],\n\"statements\":[")?;
    let mut experts = Random::new(12);
    each(size, |place, text, page, topic| {
        let comma = if place == 0 { "" } else { "," };
        write!(
            out,
            "{comma}\n{{\"id\":\"s{place}\",\"kind\":\"paraphrase\",\"text\":\"{text}\",\
             \"report\":\"bench\",\"experts\":[\"e{}\"],\"topics\":[\"t{topic}\"],\
             \"pages\":{{\"printed\":\"{page}\",\"list\":[{page}]}}}}",
            experts.below(EXPERTS)
        )
    })?;
    writeln!(out, "\n]}}")?;
    out.flush()
}

/// Gives each statement to `each`: its place, its text, its page and its topic.
pub(crate) fn each<E>(
    size: usize,
    mut each: impl FnMut(usize, &str, usize, usize) -> Result<(), E>,
) -> Result<(), E> {
    let mut random = Random::new(11);
    for (place, line) in corpus::lines(size, 7).into_iter().enumerate() {
        let influence = if random.below(100) == 0 { " influence" } else { "" };
        let sense = if random.below(50) == 0 { " sens" } else { "" };
        let text = format!("{line}{influence}{sense}");
        each(place, &text, place * 500 / size + 1, random.below(TOPICS))?;
    }
    Ok(())
}
