//! Every setting of the configuration has its effect, from the file to the screen: the real
//! program in a pty, with and without the line that sets it.
#![cfg(all(unix, feature = "tui"))]
#![expect(clippy::expect_used, clippy::panic, reason = "a test")]

#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use std::cell::Cell;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pty::{Terminal, renvoi};
use renvoi::config::SETTINGS;
use tempfile::TempDir;

/// Settings that tests of their own prove: the mouse, and the ways of a copy.
const ELSEWHERE: &[&str] = &["mouse", "clipboard"];

/// A setting and what proves it.
type Proof = (&'static str, fn());

const PROOFS: &[Proof] = &[
    ("language", language),
    ("theme", theme),
    ("ascii", ascii),
    ("hints", hints),
    ("wrap_lists", wrap_lists),
    ("motion", motion),
    ("row_style", row_style),
    ("csv_separator", csv_separator),
    ("left", left),
    ("statements", statements),
    ("pdf", pdf),
];

/// A home with a configuration.
fn home(config: &str) -> TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join(".config/renvoi");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("config.toml"), config).expect("a file");
    home
}

/// The browser in a home, with variables of its own.
fn at(home: &Path, variables: &[(&str, &str)]) -> Terminal {
    let mut command = renvoi("");
    command.env("HOME", home);
    for (name, value) in variables {
        command.env(name, value);
    }
    command.cwd(home);
    let terminal = Terminal::start(command, 120, 36);
    terminal.opened();
    terminal
}

/// What the first frame shows with a configuration.
fn first(config: &str) -> String {
    let home = home(config);
    let mut terminal = at(home.path(), &[]);
    terminal.text("quit");
    let shown = terminal.screen();
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
    shown
}

/// Where a text stands: its row, and its column in signs.
fn place(shown: &str, text: &str) -> (usize, usize) {
    let found = shown.lines().enumerate().find_map(|(row, line)| {
        let at = line.find(text)?;
        Some((row, line[..at].chars().count()))
    });
    found.unwrap_or_else(|| panic!("no {text} on\n{shown}"))
}

#[test]
fn every_setting_is_proven() {
    let proven: Vec<&str> = PROOFS.iter().map(|(key, _)| *key).collect();
    for setting in SETTINGS {
        let known = proven.contains(&setting.key) || ELSEWHERE.contains(&setting.key);
        assert!(known, "{} has no proof", setting.key);
    }
    assert_eq!(proven.len() + ELSEWHERE.len(), SETTINGS.len());
}

#[test]
fn language() {
    let home = home("language = \"fr\"\n");
    at(home.path(), &[]).text("Tendances");
    // A variable wins over the file.
    at(home.path(), &[("RENVOI_LANG", "en")]).text("Trends");
}

#[test]
fn theme() {
    // The ground of the theme, asked of a terminal that shows every colour.
    let ground = |config: &str, variables: &[(&str, &str)]| {
        let home = home(config);
        let terminal = at(home.path(), &[&[("COLORTERM", "truecolor")], variables].concat());
        let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
        [("48;2;16;20;24", "dark"), ("48;2;255;255;255", "light")]
            .into_iter()
            .find(|(code, _)| bytes.contains(code))
            .map(|(_, name)| name)
    };
    assert_eq!(ground("", &[]), None);
    assert_eq!(ground("theme = \"dark\"\n", &[]), Some("dark"));
    assert_eq!(ground("theme = \"dark\"\n", &[("RENVOI_THEME", "light")]), Some("light"));
}

#[test]
fn ascii() {
    assert!(first("").contains('┏'));
    let shown = first("ascii = true\n");
    assert!(!shown.contains('┏') && shown.contains("#="), "{shown}");
}

#[test]
fn hints() {
    let last = |config: &str| first(config).lines().last().expect("a line").to_owned();
    assert!(last("").contains("Enter open"));
    let without = last("hints = false\n");
    assert!(!without.contains("Enter open"), "{without}");
    assert!(without.contains("? help"), "the way to help stays: {without}");
}

#[test]
fn motion() {
    // Past the last row on the screen by one: the first row alone goes, or half of them.
    for (config, slides) in [("motion = true\n", true), ("", false)] {
        let home = home(config);
        let mut terminal = at(home.path(), &[]);
        terminal.text("1/39");
        let first = |screen: &vt100::Screen| {
            let contents = screen.contents();
            contents.lines().nth(3).unwrap_or_default().chars().take(20).collect::<String>()
        };
        let mut steps = 1;
        while terminal.look(first).contains("TikTok") {
            terminal.keys("j");
            steps += 1;
            terminal.text(&format!(" {steps}/39"));
        }
        assert_eq!(terminal.look(first).contains("Fake news"), slides);
    }
}

#[test]
fn wrap_lists() {
    // From the first trend one up: the last of all, or nowhere.
    for (config, at_last) in [("wrap_lists = true\n", true), ("", false)] {
        let home = home(config);
        let mut terminal = at(home.path(), &[]);
        terminal.text("1/39");
        terminal.keys("k");
        if at_last {
            terminal.text("39/39");
            terminal.keys("j").text(" 1/39");
        } else {
            // A step down is seen, so the step up before it went nowhere.
            terminal.keys("j").text(" 2/39");
        }
    }
}

#[test]
fn row_style() {
    // Whether a cell amid the chosen row, behind its name, is reversed.
    let reversed = |config: &str, variables: &[(&str, &str)]| {
        let home = home(config);
        let found = Cell::new(false);
        at(home.path(), variables).until("the trend", |screen| {
            let shown = screen.contents();
            let row = shown.lines().position(|line| line.contains("▸ TikTok"));
            let row = row.and_then(|row| u16::try_from(row).ok());
            let cell = row.and_then(|row| screen.cell(row, 20));
            found.set(cell.is_some_and(vt100::Cell::inverse));
            cell.is_some()
        });
        found.get()
    };
    assert!(!reversed("", &[]));
    assert!(reversed("row_style = \"full\"\n", &[]));
    assert!(!reversed("row_style = \"full\"\n", &[("SSH_TTY", "/dev/pts/9")]), "a slow line");
}

#[test]
fn csv_separator() {
    for (config, start) in [("csv_separator = \"|\"\n", "kind|id|"), ("", "kind,id,")] {
        let home = home(config);
        let mut terminal = at(home.path(), &[]);
        terminal.keys("x").text("Export this view");
        terminal.keys("\x15out.csv").text("out.csv");
        terminal.keys("\r").text("written to");
        let file = fs::read_to_string(home.path().join("out.csv")).expect("a file");
        assert!(file.starts_with(start), "{file}");
    }
}

#[test]
fn left() {
    // Where Statements begin is how wide the left panes are.
    let width = |config: &str| place(&first(config), "┌─ 3 Statements").1;
    assert_eq!(width(""), 38);
    assert_eq!(width("[layout]\nleft = 50\n"), 50);
    assert_eq!(width("[layout]\nleft = 200\n"), 120 - 24, "what is right of it stays readable");
}

#[test]
fn statements() {
    // Page begins below Statements, and those below the two first lines.
    let rows = |config: &str| {
        let shown = first(config);
        place(&shown, "┌─ 4 Page").0 - place(&shown, "┌─ 3 Statements").0
    };
    assert_eq!(rows("[layout]\nstatements = 12\n"), 12);
    assert_eq!(rows("[layout]\nstatements = 5\n"), 5);
    assert_eq!(rows("[layout]\nstatements = 200\n"), 36 - 2 - 7 - 3, "Page keeps a line");
}

#[test]
fn pdf() {
    // Over SSH the source is not opened but copied: its bytes can be read back.
    let home = home("[source]\npdf = \"report.pdf\"\n");
    let file = home.path().join(".config/renvoi/report.pdf");
    fs::write(&file, "%PDF-1.4").expect("a file");
    let mut terminal = at(home.path(), &[("SSH_TTY", "/dev/pts/9")]);
    terminal.keys("no").text("OSC 52");
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    let coded = bytes.split("\x1b]52;c;").nth(1).expect("a copy");
    let coded = coded.split('\x07').next().expect("an end");
    let copied = STANDARD.decode(coded).expect("base64");
    let copied = String::from_utf8(copied).expect("text");
    assert_eq!(copied, format!("{} (p. 3)", file.display()));
}
