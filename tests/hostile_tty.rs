//! Hostile text on answers that are given to a terminal, with the source lines, wraps and tables
//! that only a terminal is given.
#![cfg(all(unix, feature = "tui"))]
#![expect(clippy::expect_used, clippy::panic, reason = "a test")]

#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use portable_pty::CommandBuilder;
use pty::{Terminal, clean};
use unicode_segmentation::UnicodeSegmentation;

/// What a file may hold that is a command, a turn or a pile, written as JSON writes it or raw.
const HOSTILE: [&str; 9] = [
    "a\\u001b[2J\\u001b]52;c;cm0=\\u0007b",
    "a\u{9b}2J\u{9d}0;x\u{9c}b",
    "a\\u009b2J\\u009d0;x\\u009cb",
    "a\u{202e}txet\u{2066}b",
    "a\\u202etxet\\u2066b",
    "a\u{200b}\u{feff}\u{ad}b",
    "a\u{7f}\\u007f\\b\\u0008b",
    "a\u{e0041}\u{e007f}b",
    "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}b",
];

#[test]
fn no_answer_on_a_terminal_shows_what_harms() {
    let folder = tempfile::tempdir().unwrap();
    for (number, text) in HOSTILE.into_iter().enumerate() {
        let path = folder.path().join(format!("{number}.json"));
        let corpus = |id: &str| {
            format!(
                "{{\"format\":\"renvoi-corpus/1\",\"title\":\"{text}\",\n\
                 \"reports\":[{{\"id\":\"r\",\"title\":\"{text}\",\"pages\":3}}],\n\
                 \"topics\":[{{\"id\":\"{id}\",\"name\":\"Topic {text}\",\"{text}\":\"{text}\"}}],\n\
                 \"statements\":[{{\"id\":\"s\",\"kind\":\"quote\",\"text\":\"{text}\",\"quote\":\"{text}\",\n\
                 \"topics\":[\"{id}\"],\"report\":\"r\",\"pages\":{{\"printed\":\"{text}\",\"list\":[2]}}}}]}}"
            )
        };
        for (id, exit) in [("t", 0), (text, 3)] {
            std::fs::write(&path, corpus(id)).unwrap();
            let lines = [
                "validate",
                "stats",
                "list topics",
                "list statements",
                "lookup topic",
                "page 2",
                "search topic",
                "check",
            ];
            let asked = lines.map(|line| {
                format!("\"$0\" {line} --color never --no-pager --lang fr --data \"$1\"; echo ended $?\n")
            });
            let script = asked.concat() + "echo over";
            let mut command = CommandBuilder::new("sh");
            command.args(["-c", &script, env!("CARGO_BIN_EXE_renvoi")]);
            command.arg(&path);
            let mut terminal = Terminal::start(clean(command), 60, 24);
            assert_eq!(terminal.ended(), 0, "{text:?}");
            terminal.text("over");
            let said = String::from_utf8(terminal.bytes()).expect("text");
            assert_eq!(said.matches(&format!("ended {exit}\r\n")).count(), 8, "{text:?}: {said}");
            for part in said.replace("\r\n", "\n").split('\n') {
                for cluster in part.graphemes(true) {
                    assert!(cluster.len() <= 32, "{text:?}: {cluster:?}");
                    let bad = |sign: char| {
                        sign.is_control()
                            || matches!(sign, '\u{ad}' | '\u{200b}' | '\u{200e}'..='\u{200f}'
                                | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
                                | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
                    };
                    assert!(!cluster.contains(bad), "{text:?}: {part:?}");
                }
            }
        }
    }
}
