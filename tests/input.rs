//! Whatever comes over the line, in a real pty: cut sequences, noise, pastes, storms of
//! sizes. The program neither panics nor hangs, and nothing of it becomes a command that
//! nobody gave.
#![cfg(all(target_os = "linux", feature = "tui"))]
#![expect(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "support/noise.rs"]
mod noise;
#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use std::thread::sleep;
use std::time::{Duration, Instant};

use noise::Noise;
use portable_pty::CommandBuilder;
use pty::{Terminal, renvoi};

const CTRL_C: &str = "\x03";

/// The browser, with nothing that it could open and nowhere that it could write but a folder
/// of its own.
fn alone(folder: &tempfile::TempDir) -> CommandBuilder {
    // Where one is left, the next begins anew.
    let mut command = renvoi("--fresh");
    command.cwd(folder.path());
    command.env("HOME", folder.path());
    command.env("PATH", "");
    command
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn a_key_that_is_cut_anywhere_moves_as_it_does_whole() {
    let mut terminal = Terminal::browser("", 80, 24);
    // The place of the chosen row stands at the foot of the list.
    for (row, sequence) in (2..).zip(["\x1b[B", "\x1bOB", "\x1b[1;1B"]) {
        for cut in 1..sequence.len() {
            let (head, tail) = sequence.split_at(cut);
            terminal.keys(head);
            sleep(Duration::from_millis(20));
            terminal.keys(tail);
            terminal.text(&format!("{row}/39"));
            if cut + 1 < sequence.len() {
                terminal.keys("\x1b[A").text(&format!("{}/39", row - 1));
            }
        }
    }
    terminal.keys(CTRL_C);
    assert_eq!(terminal.gave_back(), 130);
}

/// Leaves by Ctrl+C, out of whatever is typed or pasted first.
fn leave(terminal: &mut Terminal) {
    for _ in 0..20 {
        terminal.send(CTRL_C.as_bytes());
        let end = Instant::now() + Duration::from_millis(700);
        let mut answered = false;
        while Instant::now() < end {
            if terminal.is_ended().is_some() {
                return;
            }
            // A note that is not saved is not given up without a question.
            if !answered && terminal.screen().contains("d discard") {
                terminal.send(b"d");
                answered = true;
            }
            sleep(Duration::from_millis(5));
        }
    }
}

/// Sends random bytes for a while, with some that begin sequences and pastes among them.
fn noisy(time: Duration, seed: u64) {
    let folder = folder();
    let mut noise = Noise::new(seed);
    let start = |terminal: Terminal| {
        terminal.opened();
        terminal
    };
    let mut terminal = start(Terminal::start(alone(&folder), 80, 24));
    let (began, mut sent, mut left) = (Instant::now(), 0, 0);
    while began.elapsed() < time {
        let count = noise.below(200) + 1;
        let mut bytes = Vec::new();
        while bytes.len() < count {
            match noise.below(12) {
                0 => bytes.extend(b"\x1b["),
                1 => bytes.extend([b"\x1b[200~", b"\x1b[201~"][noise.below(2)]),
                2 => bytes.extend(b"\x1bO"),
                3 => bytes.extend(b"\x1b[<0;"),
                // What leaves or stops the program is for other tests.
                _ => match noise.byte() {
                    b'q' | 3 | 0x1a => {}
                    byte => bytes.push(byte),
                },
            }
        }
        terminal.send(&bytes);
        sent += bytes.len();
        sleep(Duration::from_millis(noise.below(4) as u64 * 5));
        if let Some(code) = terminal.is_ended() {
            // By a command of the palette.
            assert!(matches!(code, 0 | 130), "it ended with {code}\n{}", terminal.screen());
            left += 1;
            terminal = start(Terminal::start(alone(&folder), 80, 24));
        }
    }
    // A paste or a sequence that was never closed is over by now.
    sleep(Duration::from_millis(700));
    leave(&mut terminal);
    assert!(matches!(terminal.gave_back(), 0 | 130));
    println!("{sent} bytes in {:.0} s, left {left} times", began.elapsed().as_secs_f64());
}

#[test]
fn random_bytes_neither_panic_nor_hang() {
    noisy(Duration::from_secs(3), 1);
}

#[test]
#[ignore = "takes a minute"]
fn random_bytes_for_a_minute() {
    let seed = std::time::UNIX_EPOCH.elapsed().map_or(1, |since| since.as_secs());
    println!("seed {seed}");
    noisy(Duration::from_mins(1), seed);
}

/// What is seen of the screen.
fn shown(terminal: &Terminal) -> Vec<String> {
    terminal.screen().lines().map(|line| line.trim_end().to_owned()).collect()
}

/// Ten megabytes of text that would do a lot, were it keys.
fn text() -> Vec<u8> {
    let line = "Les influenceurs gagneront du terrain : q, :quit, xexport, M, mm — p. 22\r";
    line.as_bytes().iter().copied().cycle().take(10 << 20).collect()
}

#[test]
fn a_paste_of_ten_megabytes_leaves_the_browser_as_it_was() {
    for (name, begin, end) in [
        ("bracketed", &b"\x1b[200~"[..], &b"\x1b[201~"[..]),
        ("bare", b"", b""),
        ("never closed", b"\x1b[200~", b""),
    ] {
        let folder = folder();
        let mut terminal = Terminal::start(alone(&folder), 80, 24);
        terminal.opened().text("1/39");
        terminal.quiet();
        let before = (shown(&terminal), terminal.memory("VmRSS"));
        assert!(terminal.send(&[begin, &text(), end].concat()), "{name}: it takes everything");
        let sent = Instant::now();
        // Only waiting tells that one is over that nothing ends.
        if end.is_empty() {
            sleep(Duration::from_millis(600));
        }
        terminal.keys("\x1b[B").text("2/39");
        let answered = sent.elapsed();
        terminal.keys("\x1b[A").text("1/39");
        terminal.quiet();
        assert_eq!(shown(&terminal), before.0, "{name}: nothing else happened");
        let (now, most) = (terminal.memory("VmRSS"), terminal.memory("VmHWM"));
        println!(
            "{name}: answered {answered:.0?} after the last byte, {now} kB, at most {most} kB"
        );
        assert!(most < before.1 + 4096, "{name}: {} kB became {most} kB", before.1);
        // Into a line that is typed it goes as text, and not more than that holds.
        terminal.keys("/");
        terminal.send(&[begin, &text(), end].concat());
        terminal.text("influenceurs gagneront");
        sleep(Duration::from_millis(700));
        leave(&mut terminal);
        assert_eq!(terminal.gave_back(), 130, "{name}");
        // Where one was is kept in a folder of the program's own; nothing else is written.
        let written = folder.path().read_dir().expect("a folder");
        let written = written.map(|entry| entry.expect("a name").file_name());
        assert!(written.into_iter().all(|name| name == ".local"), "{name}: nothing is exported");
    }
}

#[test]
fn a_thousand_sizes_in_two_seconds_end_in_the_last_one() {
    let sizes = [(0, 0), (1, 1), (2, 2), (19, 4), (80, 24), (500, 200), (u16::MAX, u16::MAX)];
    let mut noise = Noise::new(7);
    let mut terminal = Terminal::browser("", 80, 24);
    let wanted = {
        let terminal = Terminal::browser("", 100, 30);
        terminal.quiet();
        terminal.screen()
    };
    for count in 0..1000 {
        let (width, height) = sizes[noise.below(sizes.len())];
        terminal.resize_line(width, height);
        if count % 50 == 0 {
            terminal.keys("\x1b[B\x1b[A");
        }
        sleep(Duration::from_millis(2));
    }
    terminal.resize(100, 30);
    terminal.until("the last size", |screen| {
        let shown = screen.contents().replace('\u{a0}', " ");
        shown.lines().map(str::trim_end).eq(wanted.lines().map(str::trim_end))
    });
    let most = terminal.memory("VmHWM");
    println!("at most {most} kB");
    assert!(most <= 40 << 10, "{most} kB");
    terminal.keys(CTRL_C);
    assert_eq!(terminal.gave_back(), 130);
}

/// Presses random keys of those that mean something; those that leave are pressed at the end.
fn keys_at_random(count: usize, seed: u64) {
    let words: Vec<String> = renvoi::command::TABLE
        .iter()
        .filter(|row| !matches!(row.id, "quit" | "interrupt" | "suspend"))
        .flat_map(|row| row.keys)
        // It closes a typed line, but leaves where none is.
        .filter(|word| **word != "ctrl-c")
        .map(|word| (*word).to_owned())
        .collect();
    let folder = folder();
    let mut noise = Noise::new(seed);
    let mut terminal = Terminal::start(alone(&folder), 100, 30);
    terminal.opened();
    let (mut pressed, mut left) = (0, 0);
    while pressed < count {
        let mut bytes = String::new();
        for _ in 0..20 {
            let word = &words[noise.below(words.len())];
            for key in word.split(' ') {
                bytes.push_str(&noise::sent(key));
                pressed += 1;
            }
            if noise.below(4) == 0 {
                bytes.push_str(["tiktok", "p:22", "é", "zz", "4", "\""][noise.below(6)]);
            }
        }
        terminal.send(bytes.as_bytes());
        if let Some(code) = terminal.is_ended() {
            assert!(matches!(code, 0 | 130), "it ended with {code}\n{}", terminal.screen());
            left += 1;
            terminal = Terminal::start(alone(&folder), 100, 30);
            terminal.opened();
        }
        // As fast as they are taken, but never so many at once that they are a paste.
        if pressed % 3 == 0 {
            sleep(Duration::from_millis(1));
        }
    }
    terminal.quiet();
    leave(&mut terminal);
    assert!(matches!(terminal.gave_back(), 0 | 130));
    println!("{pressed} keys, left {left} times");
}

#[test]
fn keys_at_random_neither_panic_nor_hang() {
    keys_at_random(3_000, 5);
}

#[test]
#[ignore = "takes minutes"]
fn a_hundred_thousand_keys_at_random() {
    let seed = std::time::UNIX_EPOCH.elapsed().map_or(1, |since| since.as_secs());
    println!("seed {seed}");
    keys_at_random(100_000, seed);
}
