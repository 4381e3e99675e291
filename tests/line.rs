//! A slow line: how long the screen goes on changing once a held key is let go of, beside
//! others.
//!
//! The line takes 32 kB a second and 75 ms each way. Every piece that the program writes is
//! put on it when it is written, behind what is still under way, as where a network keeps
//! everything and drops nothing.
#![cfg(all(unix, feature = "tui"))]
#![expect(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use std::fmt::Write as _;
use std::thread::sleep;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use pty::{Terminal, clean, renvoi};

const DOWN: &str = "\x1b[B";
/// The time of a byte: 32 kB a second.
const BYTE: Duration = Duration::from_nanos(31_250);
/// One way.
const DELAY: Duration = Duration::from_millis(75);

/// What a held key costs.
struct Held {
    bytes: usize,
    settled: Duration,
}

/// Holds a key for a while, at thirty a second.
fn held(terminal: &mut Terminal, key: &str, time: Duration) -> Held {
    let before = terminal.quiet();
    let (start, mut count) = (Instant::now(), 0);
    let mut last = start;
    while start.elapsed() < time {
        terminal.keys(key);
        last = Instant::now();
        count += 1;
        sleep((start + count * Duration::from_millis(33)).saturating_duration_since(last));
    }
    let bytes = terminal.quiet() - before;
    // Keys come as much later as they are under way, so what is written does as well.
    let mut free = start;
    for (at, count) in terminal.pieces(before) {
        free = free.max(at) + BYTE * u32::try_from(count).expect("a piece");
    }
    Held { bytes, settled: (free + 2 * DELAY).saturating_duration_since(last) }
}

/// The browser as over SSH, with more topics than it can show.
fn remote(folder: &tempfile::TempDir) -> CommandBuilder {
    let mut text = String::from(
        r#"{"format":"renvoi-corpus/1","reports":[{"id":"r","title":"R","pages":90}],"topics":["#,
    );
    for place in 0..1_000 {
        let comma = if place == 0 { "" } else { "," };
        let name = ["TikTok", "Influence et publicité", "Fake news", "Réseaux"][place % 4];
        write!(text, r#"{comma}{{"id":"t{place}","name":"{name} {place}"}}"#).expect("text");
    }
    text.push_str("]}");
    let path = folder.path().join("many.json");
    std::fs::write(&path, text).expect("a file");
    let mut command = renvoi("--data");
    command.arg(path);
    command.env("SSH_CONNECTION", "203.0.113.7 50000 203.0.113.8 22");
    command
}

#[test]
fn a_held_key_leaves_nothing_on_the_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::start(remote(&folder), 200, 50);
    terminal.text("1/1000");
    let held = held(&mut terminal, DOWN, Duration::from_secs(5));
    println!("{} B, settled after {:.2?}", held.bytes, held.settled);
    // The line could carry more than ten times as much.
    assert!(held.bytes < 5 * 32_000 / 4, "{} B", held.bytes);
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
}

/// What stands in a row of the table.
fn row(name: &str, mut terminal: Terminal, filter: Option<&str>, idle: &str, end: &str) {
    let first = terminal.quiet();
    let each = |terminal: &mut Terminal, keys: &str| {
        let mut costs = Vec::new();
        for key in keys.split_inclusive(|_| true) {
            let before = terminal.quiet();
            terminal.keys(key);
            costs.push(terminal.quiet() - before);
        }
        costs
    };
    let held = held(&mut terminal, DOWN, Duration::from_secs(5));
    let nothing = {
        terminal.keys(idle);
        let before = terminal.quiet();
        terminal.keys(idle);
        terminal.quiet() - before
    };
    let most = filter.map(|open| {
        terminal.keys(open);
        each(&mut terminal, "infl").into_iter().max().unwrap_or(0)
    });
    let most = most.map_or_else(|| "–".to_owned(), |most| format!("{most} B"));
    println!(
        "| {name} | {first} B | {} B | {most} | {nothing} B | {:.2} s |",
        held.bytes / 150,
        held.settled.as_secs_f64()
    );
    terminal.keys(end);
    terminal.is_ended();
}

#[test]
#[ignore = "takes a minute, and needs fzf and less"]
fn beside_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut lines = String::new();
    for place in 0..1_000 {
        let name = ["TikTok", "Influence et publicité", "Fake news", "Réseaux"][place % 4];
        writeln!(lines, "{name} {place}").expect("text");
    }
    let path = folder.path().join("lines");
    std::fs::write(&path, lines).expect("a file");
    let other = |script: &str| {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script, "sh"]);
        command.arg(&path);
        clean(command)
    };
    println!("| | first frame | a row, held | a filter character, most | no meaning | settled |");
    println!("|---|---|---|---|---|---|");
    println!("| goal, 80x24 | 5500 B | 350 B | 1500 B | 0 B | 0.60 s |");
    for (width, height) in [(80, 24), (200, 50)] {
        let ours = Terminal::start(remote(&folder), width, height);
        ours.text("1/1000");
        row(&format!("renvoi {width}x{height}"), ours, Some("/"), "t", "\x03\x03");
        let fzf = Terminal::start(other("fzf --layout=reverse <\"$1\""), width, height);
        fzf.text("1000/1000");
        row(&format!("fzf {width}x{height}"), fzf, Some(""), "\x1b[20~", "\x03");
        let less = Terminal::start(other("LESSCHARSET=utf-8 less \"$1\""), width, height);
        less.text("TikTok 0");
        row(&format!("less {width}x{height}"), less, None, "t", "q");
    }
}
