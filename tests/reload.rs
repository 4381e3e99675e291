//! Data that changes on disk while the browser shows it, in a real terminal.
#![cfg(all(unix, feature = "tui"))]
#![expect(clippy::expect_used, clippy::panic, reason = "a test")]

#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use pty::Terminal;
use serde_json::{Value, json};

/// A file of data, and the browser that shows it.
struct Shown {
    folder: tempfile::TempDir,
    terminal: Terminal,
}

fn topic(id: &str, name: &str) -> Value {
    json!({"id": id, "name": name})
}

fn corpus(topics: &[Value], page: u32) -> Value {
    let first =
        json!({"topic": "wood", "report": "r", "pages": {"printed": "p. 3", "list": [page]}});
    let second =
        json!({"topic": "iron", "report": "r", "pages": {"printed": "pp. 4, 5", "list": [4, 5]}});
    json!({
        "format": "renvoi-corpus/1",
        "reports": [{"id": "r", "title": "Matter", "pages": 9}],
        "topics": topics,
        "citations": [first, second],
    })
}

fn usual() -> Vec<Value> {
    vec![topic("iron", "Iron"), topic("wood", "Wood")]
}

impl Shown {
    fn new(extra: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("matter.json");
        fs::write(&path, corpus(&usual(), 3).to_string()).expect("a file");
        let line = format!("--data {} --lang en {extra}", path.display());
        let terminal = Terminal::start(pty::renvoi(line.trim()), 100, 30);
        terminal.text("Iron");
        Self { folder, terminal }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("matter.json")
    }

    /// Puts other data in its place, as programs that save do.
    fn put(&self, text: &str) {
        let new = self.folder.path().join("new");
        fs::write(&new, text).expect("a file");
        fs::rename(new, self.path()).expect("a name");
    }

    /// Presses a key that does nothing here until the program sees what lies on the disk.
    #[track_caller]
    fn notices(&mut self) {
        let end = Instant::now() + Duration::from_secs(30);
        while !self.terminal.screen().contains("The data changed") {
            assert!(Instant::now() < end, "{}", self.terminal.screen());
            self.terminal.keys("K");
            thread::sleep(Duration::from_millis(50));
        }
    }
}

#[test]
fn a_change_is_seen_on_a_key_and_read_on_another_and_the_reader_stays() {
    let mut shown = Shown::new("");
    // Wood is followed, then page 3, and something is pinned.
    shown.terminal.keys("\x1b[B").text("Ribbon — Wood");
    shown.terminal.keys("n").text("Page 3");
    shown.terminal.keys(" ").text("is pinned");
    let mut topics = vec![topic("air", "Air"), topic("fire", "Fire")];
    topics.extend(usual());
    shown.put(&corpus(&topics, 3).to_string());
    shown.terminal.quiet();
    assert!(!shown.terminal.screen().contains("changed"), "no timer looks");
    shown.notices();
    // It stays said.
    shown.terminal.keys("\t").quiet();
    shown.terminal.text("The data changed: R reads it again.");
    shown.terminal.keys("R").text("Read again.");
    let screen = shown.terminal.screen();
    assert!(screen.contains("Ribbon — Wood"), "{screen}");
    assert!(screen.contains("Page 3"), "{screen}");
    assert!(screen.contains("[trend Wood"), "{screen}");
    shown.terminal.keys("r").text("Air");
    shown.terminal.text("Fire").without("The data changed");
    // The way back is still there.
    shown.terminal.keys("H").keys("H").text("Ribbon — Wood");
    shown.terminal.keys("q");
    assert_eq!(shown.terminal.gave_back(), 0);
}

#[test]
fn data_that_became_invalid_is_named_and_the_last_good_stays() {
    let mut shown = Shown::new("");
    shown.put(&corpus(&usual(), 71).to_string());
    shown.notices();
    shown.terminal.keys("R").text("Data error  R102");
    let screen = shown.terminal.screen();
    assert!(screen.contains("matter.json:1:"), "{screen}");
    assert!(screen.contains("71"), "{screen}");
    assert!(screen.contains("last good version"), "{screen}");
    shown.terminal.keys("\r").without("Data error").text("Iron");
    shown.terminal.text("The data changed");
    // Broken still, then gone, then mended.
    shown.terminal.keys("R").text("Data error");
    shown.put("{");
    shown.terminal.keys("R").text("R101");
    fs::remove_file(shown.path()).expect("a file");
    shown.terminal.keys("R").text("no such file");
    let mut topics = usual();
    topics.push(topic("air", "Air"));
    shown.put(&corpus(&topics, 3).to_string());
    shown.terminal.keys("R").text("Read again.");
    shown.terminal.without("Data error").text("Air");
    shown.terminal.keys("q");
    assert_eq!(shown.terminal.gave_back(), 0);
}

#[test]
fn what_was_followed_and_is_gone_is_given_up() {
    let mut shown = Shown::new("");
    shown.terminal.keys("\x1b[B").text("Ribbon — Wood");
    let mut data = corpus(&[topic("iron", "Iron")], 3);
    data["citations"].as_array_mut().expect("citations").remove(0);
    shown.put(&data.to_string());
    shown.notices();
    shown.terminal.keys("R").text("Read again.");
    shown.terminal.text("Ribbon — Iron").without("Wood");
    shown.terminal.keys("H").quiet();
    shown.terminal.keys("q");
    assert_eq!(shown.terminal.gave_back(), 0);
}

/// The rows of a pane in the second column, from its top edge to the next.
fn rows_of(screen: &str, pane: &str) -> usize {
    let lines: Vec<&str> = screen.lines().collect();
    let top = lines.iter().position(|line| line.contains(pane)).expect("a pane");
    let edge = |line: &&str| line.contains("├") || line.contains("└");
    lines[top + 1..].iter().position(edge).expect("a lower edge") + 1
}

#[test]
fn the_first_statements_of_a_corpus_get_the_room_of_a_pane() {
    let mut shown = Shown::new("");
    let before = rows_of(&shown.terminal.screen(), "3 Statements");
    let mut said = corpus(&usual(), 3);
    let statement = |n: usize| {
        json!({"id": format!("s{n}"), "kind": "mention", "text": format!("Words {n}."), "topics": ["iron"],
            "voice": "report", "report": "r", "pages": {"printed": "p. 4", "list": [4]}})
    };
    said["statements"] = (0..9).map(statement).collect();
    shown.put(&said.to_string());
    shown.notices();
    shown.terminal.keys("R").text("Read again.").text("Words 3.");
    let after = rows_of(&shown.terminal.screen(), "3 Statements");
    assert!(after > before + 2, "{before} {after}\n{}", shown.terminal.screen());
    // Without them it gives the room back.
    shown.put(&corpus(&usual(), 3).to_string());
    shown.notices();
    shown.terminal.keys("R").text("Read again.").without("Words 3.");
    assert_eq!(rows_of(&shown.terminal.screen(), "3 Statements"), before);
    shown.terminal.keys("q");
    assert_eq!(shown.terminal.gave_back(), 0);
}

#[test]
fn what_cannot_change_says_so() {
    let mut terminal = Terminal::browser("--lang fr", 80, 24);
    terminal.keys("R").text("Le rapport fourni ne change pas");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
}
