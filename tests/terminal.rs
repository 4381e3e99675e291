//! The real program in a pty: how it starts, what keys do, and that the terminal
//! is given back whatever ends it.
#![cfg(all(unix, feature = "tui"))]
#![expect(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use portable_pty::CommandBuilder;
use pty::{Terminal, clean, renvoi};
use rustix::process::{Signal, WaitOptions, waitpid};

const ENTER: &str = "\r";
const DOWN: &str = "\x1b[B";
const ESC: &str = "\x1b";
const CTRL_C: &str = "\x03";

/// What leaving the browser writes.
const LEAVE: &[u8] = b"\x1b[?1049l";

#[test]
fn the_first_minute_is_walked_by_keys_at_every_size_in_both_languages() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for lang in ["en", "fr"] {
            let mut terminal = Terminal::browser(&format!("--lang {lang}"), width, height);
            // Where one pane is shown at a time, its tab is in brackets and the first line
            // ends in the subject's pages; else the ribbon names the subject.
            let narrow = height == 12;
            let at = |terminal: &Terminal, subject: &str, pages: &str, pane: &str| {
                terminal.until(subject, |screen| {
                    let rows: Vec<String> = screen.rows(0, width).collect();
                    if narrow {
                        rows[0].contains(&format!("[{pane} ")) && rows[0].contains(pages)
                    } else {
                        let named = |row: &String| {
                            row.starts_with("┌─ R") && row.contains(&format!(" — {subject}"))
                        };
                        let focused = |row: &String| row.contains(&format!("━ ▸ {pane} "));
                        rows.iter().any(named) && rows.iter().any(focused)
                    }
                });
            };
            at(&terminal, "TikTok", " 14 p.", "1");
            for page in [3, 8, 11, 17, 18, 19, 22] {
                terminal.keys("n").text(&format!("p. {page}"));
            }
            terminal.keys("4").text("Camille Jourdain");
            at(&terminal, "TikTok", " 14 p.", "4");
            terminal.keys(DOWN).keys(ENTER);
            at(&terminal, "Camille Jourdain", " 1 p.", "3");
            terminal.keys(ENTER);
            at(&terminal, "Camille Jourdain", " 1 p.", "4");
            terminal.keys(DOWN).keys(DOWN).keys(ENTER);
            at(&terminal, "Influence B2B", " 1 p.", "3");
            terminal.keys("H");
            at(&terminal, "Camille Jourdain", " 1 p.", "4");
            terminal.keys("H");
            at(&terminal, "Camille Jourdain", " 1 p.", "3");
            terminal.keys("H");
            at(&terminal, "TikTok", " 14 p.", "4");
            terminal.keys("H");
            at(&terminal, "TikTok", " 14 p.", "1");
            terminal.keys("q");
            assert_eq!(terminal.gave_back(), 0, "{width}x{height} {lang}");
        }
    }
}

#[test]
fn the_digit_row_of_azerty_chooses_a_pane() {
    // Where one pane is shown at a time its tab is in brackets.
    let mut terminal = Terminal::browser("--lang fr", 40, 12);
    terminal.text("[1 ");
    terminal.keys("é").text("[2 ");
    terminal.keys("\"").text("[3 ");
    terminal.keys("'").text("[4 ");
    terminal.keys("&").text("[1 ");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
}

#[test]
fn escape_at_rest_does_not_leave() {
    let mut terminal = Terminal::browser("", 80, 24);
    terminal.keys(ESC);
    terminal.quiet();
    terminal.keys(ESC);
    terminal.quiet();
    terminal.keys("n").text("p. 3");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
}

#[test]
fn ctrl_c_leaves_with_its_own_code() {
    let mut terminal = Terminal::browser("", 80, 24);
    terminal.keys(CTRL_C);
    assert_eq!(terminal.gave_back(), 130);
}

#[test]
fn q_closes_a_box_and_then_gives_the_terminal_back() {
    let mut terminal = Terminal::browser("", 80, 24);
    terminal.keys("i").text("come from?");
    terminal.keys("q").without("come from?");
    terminal.keys("i").text("come from?");
    terminal.keys("qq");
    assert_eq!(terminal.gave_back(), 0);
}

#[test]
fn a_line_that_stalls_keeps_no_signal_from_ending_the_program() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let mut terminal = Terminal::browser("", 80, 24);
        terminal.stall("t");
        // More frames than the line takes: the program waits in the middle of one.
        terminal.keys(&"\x0c\x1b[B".repeat(20));
        std::thread::sleep(std::time::Duration::from_millis(300));
        terminal.signal(signal);
        assert_eq!(terminal.ended(), code, "{signal:?}");
        assert!(terminal.is_line_as_before(), "{signal:?}");
    }
}

#[test]
fn signals_give_the_terminal_back() {
    let cases = [(Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131), (Signal::TERM, 143)];
    for (signal, code) in cases {
        let mut terminal = Terminal::browser("", 80, 24);
        // Where nothing can be chosen the cursor is hidden, until it is given back.
        terminal.resize(8, 2);
        terminal.until("hidden cursor", vt100::Screen::hide_cursor);
        terminal.signal(signal);
        assert_eq!(terminal.gave_back(), code, "{signal:?}");
    }
}

#[test]
fn a_stopped_program_gives_the_terminal_and_takes_it_again() {
    let mut terminal = Terminal::browser("", 80, 24);
    for ctrl_z in [false, true] {
        if ctrl_z {
            terminal.keys("\x1a");
        } else {
            terminal.signal(Signal::TSTP);
        }
        let stopped = waitpid(Some(terminal.pid()), WaitOptions::UNTRACED).expect("a process");
        assert!(stopped.is_some_and(|(_, status)| status.stopped()), "it stops");
        terminal.until("screen given back", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !taken(screen)
        });
        terminal.signal(Signal::CONT);
        terminal.opened();
        terminal.until("the mouse again", taken);
        terminal.keys("n").text("p. 3");
        terminal.keys("H").without("p. 3 ");
    }
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
}

/// Whether the mouse is taken, with places beyond column 223.
fn taken(screen: &vt100::Screen) -> bool {
    screen.mouse_protocol_mode() == vt100::MouseProtocolMode::ButtonMotion
        && screen.mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Sgr
}

/// What a terminal sends for a button at the place of a text.
fn at(terminal: &Terminal, text: &str, button: u8) -> String {
    let screen = terminal.screen();
    let mut rows = screen.lines().enumerate();
    let place = rows.find_map(|(row, line)| Some((row, line.find(text)?, line)));
    let (row, byte, line) = place.expect("a text");
    format!("\x1b[<{button};{};{}M", line[..byte].chars().count() + 1, row + 1)
}

#[test]
fn the_mouse_is_read_as_terminals_send_it_and_given_back() {
    let mut terminal = Terminal::browser("", 120, 36);
    terminal.until("the mouse", taken);
    let click = at(&terminal, "Fake news", 0);
    terminal.keys(&click).keys(&click.replace('M', "m")).text("Trends › Fake news");
    terminal.keys(&click).text("▸ 3 Statements");
    let right = at(&terminal, "Fake news", 2);
    terminal.keys(&right).text("▸ 1 Trends");
    let wheel = at(&terminal, "Influence B2B", 65);
    for _ in 0..20 {
        terminal.keys(&wheel);
    }
    terminal.without("14 p. │");
    let drag = at(&terminal, "2 Experts", 32);
    terminal.keys(&drag).text("To select text hold Shift");
    terminal.keys("\x1bOQ").text("Mouse released").until("no mouse", |screen| !taken(screen));
    terminal.keys("\x1bOQ").text("The mouse acts here").until("the mouse", taken);
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
}

#[test]
fn the_mouse_is_left_alone_over_ssh_and_where_the_reader_says_so() {
    for (name, value) in [("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22"), ("RENVOI_MOUSE", "false")] {
        let mut command = renvoi("");
        command.env(name, value);
        let mut terminal = Terminal::start(command, 80, 24);
        terminal.opened();
        assert!(!String::from_utf8_lossy(&terminal.bytes()).contains("\x1b[?1000h"), "{name}");
        terminal.keys("\x1bOQ").until("the mouse", taken);
        terminal.keys("q");
        assert_eq!(terminal.gave_back(), 0);
    }
}

#[test]
fn a_note_is_written_in_the_readers_own_editor() {
    let home = tempfile::tempdir().expect("a folder");
    let mut command = renvoi("");
    command.env("HOME", home.path());
    // An editor that asks on the terminal: what is typed now is for it alone.
    let script = home.path().join("editor");
    std::fs::write(&script, "#!/bin/sh\nprintf 'EDITING '\nread word\necho \"$word\" >> \"$2\"\n")
        .expect("a file");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&script, mode).expect("a mode");
    command.env("EDITOR", format!("{} --wait", script.to_string_lossy()));
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.opened();
    terminal.keys(":note in").text("in $EDITOR");
    terminal.keys(ENTER).text("EDITING");
    terminal.until("screen given back", |screen| !screen.alternate_screen() && !taken(screen));
    // Its own Ctrl+C does not end the browser.
    terminal.signal(Signal::INT);
    terminal.keys("qqq my words\r").text("Noted.");
    terminal.until("the screen again", |screen| screen.alternate_screen() && taken(screen));
    terminal.keys("e").text("━ Note").text("qqq my words");
    terminal.keys(ESC).without("Alt+Enter");
    terminal.keys("n").text("p. 3");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
}

#[test]
fn another_size_is_drawn_at_once() {
    let mut terminal = Terminal::browser("", 120, 36);
    terminal.text("2 Experts").text("4 Page");
    terminal.resize(40, 12);
    terminal.text("[1 ");
    terminal.resize(80, 24);
    terminal.text("┏").text("4 Page");
    terminal.resize(5, 2);
    terminal.without("TikTok");
    terminal.resize(120, 36);
    terminal.text("TikTok").text("4 Page");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
}

#[test]
fn a_terminal_that_vanishes_ends_the_program() {
    let shell = |script: &str| {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_renvoi")]);
        clean(command)
    };
    // Whoever ignores SIGHUP, or never gets one, sees that the line has hung up.
    let ignoring = shell("trap '' HUP; exec \"$0\"");
    let mut alone = renvoi("");
    alone.set_controlling_tty(false);
    for (command, name) in
        [(renvoi(""), "usual"), (ignoring, "ignoring SIGHUP"), (alone, "never told")]
    {
        let terminal = Terminal::start(command, 80, 24);
        terminal.opened();
        // What this key changes is written at once: no frame is left half written.
        let vanished = terminal.vanish("t");
        assert_eq!(vanished.code, 129, "{name}");
        println!("{name}: ended after {:.0?} (goal 1 s)", vanished.took);
        // Whoever asks a terminal that is gone again and again works without a pause.
        if let Some(worked) = vanished.worked {
            println!("{name}: worked for {} ms of it", worked * 10);
            assert!(worked <= 6, "{name}: {worked} hundredths of a second");
        }
    }
}

#[test]
fn whatever_ends_it_what_was_read_is_taken_up_again() {
    let home = tempfile::tempdir().expect("a folder");
    let start = || {
        let mut command = renvoi("");
        command.env("HOME", home.path());
        let terminal = Terminal::start(command, 80, 24);
        terminal.opened();
        terminal
    };
    let mut page = [3, 8, 11, 17, 18, 19].into_iter();
    let mut walk = |terminal: &mut Terminal| {
        let next = page.next().expect("a page");
        terminal.keys("n").text(&format!("Page {next} of 53"));
        next
    };
    let mut last = None;
    for (signal, code) in
        [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)]
    {
        let mut terminal = start();
        if let Some(last) = last {
            terminal.text(&format!("Page {last} of 53"));
        }
        last = Some(walk(&mut terminal));
        terminal.signal(signal);
        assert_eq!(terminal.gave_back(), code);
    }
    // A window that is closed, and a key that leaves at once.
    let mut terminal = start();
    let last = walk(&mut terminal);
    assert_eq!(terminal.vanish("t").code, 129);
    let mut terminal = start();
    terminal.text(&format!("Page {last} of 53"));
    let last = walk(&mut terminal);
    terminal.keys(CTRL_C);
    assert_eq!(terminal.gave_back(), 130);
    let mut terminal = start();
    terminal.text(&format!("Page {last} of 53"));
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
}

#[test]
fn where_nothing_can_be_written_it_is_said_once_and_work_goes_on() {
    let home = tempfile::tempdir().expect("a folder");
    // Where the folders should be is a file: nobody can write there, root neither.
    std::fs::write(home.path().join(".local"), "").expect("a file");
    let start = || {
        let mut command = renvoi("");
        command.env("HOME", home.path());
        let terminal = Terminal::start(command, 120, 36);
        terminal.opened();
        terminal
    };
    let said = "cannot be saved here";
    let mut terminal = start();
    terminal.keys("m").text(said);
    terminal.keys("n").text("Page 3 of 53").without(said);
    terminal.keys("m").text("Mark removed.").without(said);
    terminal.keys("gs\r").text("is saved");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
    terminal.quiet();
    assert!(!terminal.screen().contains("could not be remembered"), "said already");
    // Who keeps nothing hears of it on leaving, on the screen that is left behind.
    let mut terminal = start();
    terminal.keys("n").text("Page 3 of 53");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
    terminal.text("Where you stood could not be remembered");
}

#[test]
fn a_terminal_without_a_screen_is_told_the_commands() {
    for term in [Some("dumb"), None] {
        for lang in ["en", "fr"] {
            let mut command = renvoi(&format!("--lang {lang}"));
            command.env_remove("TERM");
            if let Some(term) = term {
                command.env("TERM", term);
            }
            let mut terminal = Terminal::start(command, 200, 24);
            assert_eq!(terminal.ended(), 0);
            terminal.text("lookup").text("search");
            terminal.quiet();
            let bytes = terminal.bytes();
            assert!(!bytes.contains(&0x1b), "no sequences: {}", terminal.screen());
            assert_eq!(String::from_utf8_lossy(&bytes).lines().count(), 1, "one line");
        }
    }
}

/// The parameters of every sequence that sets a look.
fn looks(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut looks = Vec::new();
    for part in text.split("\x1b[").skip(1) {
        let end = part.find(|c: char| !c.is_ascii_digit() && !";:".contains(c));
        if let Some(end) = end
            && part[end..].starts_with('m')
        {
            looks.push(part[..end].to_owned());
        }
    }
    looks
}

/// Whether a look names a colour other than the terminal's own.
fn is_colour(look: &str) -> bool {
    look.split(';').any(|word| {
        let code = word.split(':').next().and_then(|word| word.parse().ok()).unwrap_or(0);
        matches!(code, 30..=38 | 40..=48 | 90..=97 | 100..=107)
    })
}

#[test]
fn no_color_is_taken_at_its_word() {
    let mut coloured = Terminal::browser("", 80, 24);
    coloured.keys("nq");
    coloured.gave_back();
    assert!(looks(&coloured.bytes()).iter().any(|look| is_colour(look)), "colours without it");
    let mut command = renvoi("");
    command.env("NO_COLOR", "1");
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.opened();
    terminal.keys("n").text("p. 3");
    terminal.keys("q");
    terminal.gave_back();
    let looks = looks(&terminal.bytes());
    assert!(looks.iter().all(|look| !is_colour(look)), "{looks:?}");
    assert!(looks.iter().all(|look| look != ";"), "nothing that cancels weight: {looks:?}");
    assert!(looks.iter().any(|look| look.split(';').any(|word| word == "1")), "bold: {looks:?}");
    assert!(looks.iter().any(|look| look.split(';').any(|word| word == "7")), "reverse: {looks:?}");
}

#[test]
fn a_locale_without_unicode_is_drawn_in_ascii() {
    let mut command = renvoi("--lang fr");
    command.env("LC_ALL", "C");
    let mut terminal = Terminal::start(command, 120, 36);
    terminal.opened();
    let mut shown = terminal.screen();
    terminal.keys("n").text("p. 3");
    shown.push_str(&terminal.screen());
    terminal.keys("?").text("Aide");
    shown.push_str(&terminal.screen());
    // In a box with a line to type in, q is a letter.
    terminal.keys(ESC);
    terminal.quiet();
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
    // Names and texts keep their letters.
    let own = |c: &char| !c.is_ascii() && (!c.is_alphabetic() || *c >= '\u{180}');
    assert_eq!(shown.chars().filter(own).collect::<String>(), "");
}

#[test]
fn nothing_is_written_while_nothing_changes() {
    let mut terminal = Terminal::browser("", 80, 24);
    let first = terminal.quiet();
    let sleeps = terminal.sleeps();
    assert_eq!(terminal.quiet(), first, "at rest");
    // Nothing wakes up by itself, so that a minute at rest is as quiet as a moment.
    assert_eq!(terminal.sleeps(), sleeps, "woken at rest");
    // A key without a meaning is announced once, and then changes nothing.
    terminal.keys("t");
    terminal.text("“t”");
    let announced = terminal.quiet();
    assert!(announced > first);
    terminal.keys("t");
    assert_eq!(terminal.quiet(), announced, "the second time");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
}

#[test]
#[ignore = "run by the test below, in a terminal of its own"]
fn panics_with_the_terminal_taken() {
    let _ = renvoi::tui::guarded(|| panic!("something is wrong here"));
}

#[test]
#[ignore = "run by the test below, in a terminal of its own"]
fn panics_in_a_worker_with_the_terminal_taken() {
    let _ = renvoi::tui::guarded(|| {
        let worker = std::thread::spawn(|| panic!("something is wrong here"));
        let _ = worker.join();
        // The browser would go on without it.
        std::thread::park();
    });
}

#[test]
fn a_panic_gives_the_terminal_back() {
    for name in ["panics_with_the_terminal_taken", "panics_in_a_worker_with_the_terminal_taken"] {
        let program = std::env::current_exe().expect("this program");
        let mut command = CommandBuilder::new(program);
        command.args(["--ignored", "--exact", "--nocapture", name]);
        let mut terminal = Terminal::start(clean(command), 80, 24);
        assert_eq!(terminal.gave_back(), 101, "{name}");
        // What went wrong stands on the screen that the reader is left with.
        terminal.text("something is wrong here");
        let bytes = terminal.bytes();
        let left = bytes.windows(LEAVE.len()).position(|bytes| bytes == LEAVE).expect("left");
        let said = String::from_utf8_lossy(&bytes[left..]).contains("something is wrong here");
        assert!(said, "said after the screen was left: {name}");
    }
}
