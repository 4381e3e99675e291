//! Two hundred kills at any moment: what is kept, and what was asked for, is never torn.
//!
//! What is written is made large first, so that many kills come in the middle of writing it.
#![cfg(all(unix, feature = "tui"))]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test"
)]

#[path = "support/drafts.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod drafts;
#[path = "support/noise.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod noise;
#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use noise::Noise;
use pty::Terminal;
use serde_json::{Value, json};

/// How many bytes of no meaning each file is given.
const LARGE: usize = 4 << 20;

/// A kill comes so long after something is seen of the writing, at most.
const MOST_MICROSECONDS: usize = 30_000;

/// Every file below a folder: its name, its size and when it was written.
fn files(folder: &Path) -> Vec<(PathBuf, u64, std::time::SystemTime)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        // What is there may be gone a moment later.
        match path.symlink_metadata() {
            Ok(known) if known.is_dir() => found.extend(files(&path)),
            Ok(known) => {
                found.push((path, known.len(), known.modified().expect("a time of writing")));
            }
            Err(_) => {}
        }
    }
    found.sort();
    found
}

/// Waits until something below a folder is another than it was, or `ended` says so.
fn changed(
    folder: &Path,
    before: &[(PathBuf, u64, std::time::SystemTime)],
    ended: impl Fn() -> bool,
) {
    let end = Instant::now() + Duration::from_secs(30);
    while files(folder) == before && !ended() {
        assert!(Instant::now() < end, "nothing is written");
        thread::sleep(Duration::from_micros(200));
    }
}

/// Whether a file is whole: JSON, or lines of JSON to the last.
fn whole(path: &Path) -> bool {
    let text = fs::read_to_string(path).expect("text");
    let json = |text: &str| serde_json::from_str::<Value>(text).is_ok();
    json(&text) || (text.ends_with('\n') && text.lines().all(json))
}

/// What the kills met.
#[derive(Default)]
struct Met {
    /// Files that were being written, and had no name yet.
    cut: usize,
    /// Files that have their names.
    kept: usize,
}

impl Met {
    /// Sees that every file that has its name is whole and holds what it was given, and takes away
    /// what was being written.
    fn look(&mut self, folder: &Path, about: &str) {
        for (path, size, _) in files(folder) {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if name == ".lock" {
                continue;
            }
            if name.starts_with('.') {
                self.cut += 1;
                fs::remove_file(&path).expect("a file");
                continue;
            }
            self.kept += 1;
            assert!(size >= LARGE as u64, "{about}: {} has {size} bytes", path.display());
            assert!(whole(&path), "{about}: {}", path.display());
        }
    }
}

/// Whether one more kill is wanted: every kind of file is met at least so many times, and goes on
/// to be until some of the kills came in the middle of a file, as how many do is the machine's.
fn once_more(least: usize, round: usize, cut: usize) -> bool {
    assert!(round < 40 * least, "{cut} of {round} kills came in the middle of a file");
    round < least || cut < 3
}

/// The browser of a reader with this home.
fn browser(home: &Path, line: &str) -> Terminal {
    let mut command = pty::renvoi(line);
    command.env("HOME", home);
    let terminal = Terminal::start(command, 100, 30);
    terminal.until("the browser", |screen| {
        screen.alternate_screen() && screen.contents().contains("TikTok")
    });
    terminal
}

/// A home in which something was kept, made large.
fn home(keys: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = browser(home.path(), "--lang en");
    terminal.keys(keys);
    terminal.gave_back();
    for (path, ..) in files(home.path()) {
        match path.extension().and_then(|extension| extension.to_str()) {
            // A line that cannot be read stays as it is.
            Some("jsonl") => {
                let text = fs::read_to_string(&path).expect("text");
                let line = json!("x".repeat(LARGE)).to_string();
                fs::write(&path, format!("{text}{line}\n")).expect("a file");
            }
            // Past queries are remembered.
            Some("json") => {
                let text = fs::read_to_string(&path).expect("text");
                let mut file: Value = serde_json::from_str(&text).expect("JSON");
                let query = |n: usize| format!("{n} {}", "x".repeat(LARGE / 100));
                file["state"]["queries"] = (0..101).map(query).collect();
                fs::write(&path, file.to_string()).expect("a file");
            }
            _ => {}
        }
    }
    home
}

#[test]
fn a_kill_at_any_moment_tears_no_file_that_is_kept() {
    // What a reader does is kept: marks, views, where they stand.
    let kinds =
        [("marks", "mq", "mjmjm"), ("views", "gsfirst\rq", "gsround #\r"), ("state", "nq", "nq")];
    let mut noise = Noise::new(2020);
    for (kind, first, keys) in kinds {
        let home = home(first);
        let folder = home.path().to_owned();
        let named = |path: &Path| path.to_string_lossy().contains(kind);
        let (mut met, mut round) = (Met::default(), 0);
        while once_more(34, round, met.cut) {
            // The other files are written too; only this kind is looked at.
            for (path, ..) in files(&folder) {
                if !named(&path) {
                    fs::remove_file(path).expect("a file");
                }
            }
            let mut terminal = browser(&folder, "--lang en");
            let before = files(&folder);
            terminal.keys(&keys.replace('#', &round.to_string()));
            changed(&folder, &before, || false);
            thread::sleep(Duration::from_micros(noise.below(MOST_MICROSECONDS) as u64));
            terminal.signal(rustix::process::Signal::KILL);
            let _ = terminal.ends();
            for (path, ..) in files(&folder) {
                if !named(&path) {
                    fs::remove_file(path).expect("a file");
                }
            }
            met.look(&folder, &format!("{kind}, round {round}"));
            round += 1;
        }
        println!("{kind}: {} files kept, {} kills in the middle of one", met.kept, met.cut);
        assert!(met.kept >= round, "{kind}: {} of {round} kept", met.kept);
    }
}

#[test]
fn a_kill_at_any_moment_tears_no_file_under_review() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("drafts.json");
    let mut file = drafts::file();
    file["mine"] = "x".repeat(LARGE).into();
    file["topics"][0]["name"] = "TikTok".into();
    let mut noise = Noise::new(7);
    let (mut met, mut round) = (Met::default(), 0);
    while once_more(34, round, met.cut) {
        fs::write(&path, file.to_string()).expect("a file");
        let mut terminal = browser(home.path(), &format!("review {} --lang en", path.display()));
        let before = files(folder.path());
        terminal.keys("\ra");
        changed(folder.path(), &before, || false);
        thread::sleep(Duration::from_micros(noise.below(MOST_MICROSECONDS) as u64));
        terminal.signal(rustix::process::Signal::KILL);
        let _ = terminal.ends();
        met.look(folder.path(), &format!("round {round}"));
        round += 1;
    }
    println!("review: {} kills in the middle of a file", met.cut);
    assert_eq!(met.kept, round);
}

/// A program that writes a file, killed in the middle of it again and again: the file is always
/// what it was before, to the byte.
fn kills_while_writing(what: &str, folder: &Path, start: impl Fn() -> Child) {
    let all = |folder: &Path| {
        let shown = files(folder).into_iter().filter(|(path, ..)| {
            !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
        });
        shown.map(|(path, ..)| (path.clone(), fs::read(path).expect("a file"))).collect::<Vec<_>>()
    };
    assert!(start().wait().expect("a process").success(), "{what}");
    let wanted = all(folder);
    assert!(wanted.iter().any(|(_, bytes)| bytes.len() >= LARGE), "{what}: a large file");
    let (mut noise, mut cut, mut round) = (Noise::new(11), 0, 0);
    while once_more(25, round, cut) {
        let before = files(folder);
        let mut child = start();
        changed(folder, &before, || false);
        thread::sleep(Duration::from_micros(noise.below(MOST_MICROSECONDS) as u64));
        child.kill().expect("a process");
        child.wait().expect("a process");
        assert!(all(folder) == wanted, "{what}, round {round}: another file");
        for (path, ..) in files(folder) {
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
                cut += 1;
                fs::remove_file(path).expect("a file");
            }
        }
        round += 1;
    }
    println!("{what}: {cut} of {round} kills in the middle of a file");
}

fn program(words: &[&str]) -> Child {
    let mut program = Command::new(env!("CARGO_BIN_EXE_renvoi"));
    program.env_clear().args(words).stdin(Stdio::null()).stdout(Stdio::null());
    program.stderr(Stdio::null()).spawn().expect("a process")
}

#[test]
fn a_kill_at_any_moment_tears_no_file_that_was_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data.json");
    let text = "Nothing of it matters. ".repeat(100);
    let statement = |n: usize| json!({"id": format!("s{n}"), "kind": "mention", "text": text});
    let corpus = json!({
        "format": "renvoi-corpus/1",
        "statements": (0..2_000).map(statement).collect::<Vec<_>>(),
    });
    fs::write(&data, corpus.to_string()).expect("a file");
    let out = tempfile::tempdir().expect("a folder");
    let file = out.path().join("out.csv");
    let (data, file) = (data.to_str().expect("a name"), file.to_str().expect("a name"));
    let words = ["export", "--data", data, "--query", "kind:mention", "-o", file, "--force"];
    kills_while_writing("export", out.path(), || program(&words));
    #[cfg(feature = "documents")]
    {
        let book = folder.path().join("book.txt");
        fs::write(&book, "x".repeat(LARGE)).expect("a file");
        let out = tempfile::tempdir().expect("a folder");
        let file = out.path().join("out.json");
        let file = file.to_str().expect("a name");
        let words = ["import", book.to_str().expect("a name"), "-o", file, "--force"];
        kills_while_writing("import", out.path(), || program(&words));
    }
}
