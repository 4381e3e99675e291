//! Terminals by their names: the screen on each, without colours by either word for it, in
//! plain letters; one line where there is no screen.
//!
//! `INSTA_UPDATE=always cargo test --test terms` writes the golden screens anew.
#![cfg(all(unix, feature = "tui"))]
#![expect(clippy::expect_used, clippy::panic, reason = "a test")]

#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use std::fmt::Write as _;

use portable_pty::CommandBuilder;
use pty::{Terminal, renvoi};

const SCREENS: [&str; 6] = ["vt100", "linux", "xterm", "xterm-256color", "screen", "tmux-256color"];
const SETTINGS: [(&str, &str); 3] = [("NO_COLOR", "1"), ("CLICOLOR", "0"), ("LC_ALL", "C")];

fn on(term: Option<&str>, (name, value): (&str, &str)) -> CommandBuilder {
    let mut command = renvoi("");
    match term {
        Some(term) => command.env("TERM", term),
        None => command.env_remove("TERM"),
    }
    command.env(name, value);
    command
}

/// The kinds of colours that stand on the screen.
fn colours(screen: &vt100::Screen) -> Vec<&'static str> {
    let (rows, columns) = screen.size();
    let places = (0..rows.get()).flat_map(|y| (0..columns.get()).map(move |x| (y, x)));
    let cells = places.filter_map(|(y, x)| screen.cell(y, x));
    let mut kinds: Vec<&str> = cells
        .flat_map(|cell| [cell.fgcolor(), cell.bgcolor()])
        .filter_map(|colour| match colour {
            vt100::Color::Default => None,
            vt100::Color::Idx(..16) => Some("sixteen"),
            vt100::Color::Idx(_) => Some("256"),
            vt100::Color::Rgb(..) => Some("true"),
        })
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

#[test]
fn the_chosen_row_is_seen_on_every_terminal() {
    let mut golden = String::new();
    for term in SCREENS {
        for setting in SETTINGS {
            let mut terminal = Terminal::start(on(Some(term), setting), 80, 24);
            terminal.opened();
            terminal.keys("\x1b[B").text("Fake news: 5 of 53");
            terminal.quiet();
            let shown = terminal.screen();
            let row = shown.lines().find(|line| line.contains("Fake news           ")).expect("it");
            let (before, _) = row.split_once("Fake news").expect("the row");
            let pointer = if setting.0 == "LC_ALL" { '>' } else { '▸' };
            assert!(before.contains(pointer), "{term} {setting:?}: {row}");
            if setting.0 == "LC_ALL" {
                // Names keep their letters.
                let drawn = shown.chars().filter(|char| !char.is_alphanumeric());
                assert!(drawn.clone().all(|char| char.is_ascii()), "{term}: {shown}");
            }
            let kinds = terminal.look(colours);
            if setting.0 != "LC_ALL" {
                assert!(kinds.is_empty(), "{term}: {kinds:?}");
            }
            let _ = writeln!(golden, "═══ {term} {}={} · colours {kinds:?}", setting.0, setting.1);
            for line in shown.lines() {
                let _ = writeln!(golden, "{}", line.trim_end());
            }
            terminal.keys("q");
            assert_eq!(terminal.gave_back(), 0, "{term} {setting:?}");
        }
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("terms", golden);
    });
}

#[test]
fn where_there_is_no_screen_one_line_says_what_to_do() {
    for term in [None, Some("dumb")] {
        for setting in SETTINGS {
            let mut terminal = Terminal::start(on(term, setting), 200, 24);
            assert_eq!(terminal.ended(), 0, "{term:?} {setting:?}");
            terminal.text("lookup");
            terminal.quiet();
            let bytes = String::from_utf8(terminal.bytes()).expect("text");
            assert_eq!(bytes.trim_end().lines().count(), 1, "{term:?} {setting:?}: {bytes}");
            assert!(!bytes.contains('\x1b'), "{term:?} {setting:?}: {bytes:?}");
            assert!(setting.0 != "LC_ALL" || bytes.is_ascii(), "{term:?}: {bytes}");
        }
    }
}
