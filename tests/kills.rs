//! A hundred kills at any moment: what is kept is never torn.
#![cfg(all(unix, feature = "tui"))]
#![expect(clippy::expect_used, clippy::panic, reason = "a test")]

#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use pty::Terminal;

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Whether a file is whole: JSON, or lines of JSON to the last.
fn whole(path: &Path) -> bool {
    let text = fs::read_to_string(path).expect("text");
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
    json(&text) || (text.ends_with('\n') && text.lines().all(json))
}

#[test]
fn a_kill_at_any_moment_tears_no_file() {
    let mut random: u64 = 2020;
    let mut kept = 0;
    for round in 0..100 {
        let home = tempfile::tempdir().expect("a folder");
        let mut command = pty::renvoi("--lang en");
        command.env("HOME", home.path());
        let mut terminal = Terminal::start(command, 80, 24);
        terminal.opened();
        // Each mark is saved at once; the kill comes among them.
        terminal.keys(&"mj".repeat(30));
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        thread::sleep(Duration::from_micros(random % 60_000));
        terminal.signal(rustix::process::Signal::KILL);
        terminal.killed();
        for path in files(home.path()) {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            // What was being written when the kill came has not got its name yet; a lock is empty.
            if !name.starts_with('.') {
                kept += 1;
                assert!(whole(&path), "round {round}: {}", path.display());
            }
        }
    }
    assert!(kept >= 50, "the kills came before anything was kept: {kept}");
}
