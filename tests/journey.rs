//! From a file of one's own to its pages, by keys alone, in a real terminal: a PDF is imported with
//! five topics, its pages are walked, searched and opened elsewhere; an article is drafted,
//! reviewed, left in the middle and taken up again.
#![cfg(all(unix, feature = "tui", feature = "documents"))]
#![expect(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "a test")]

#[path = "support/paper.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod paper;
#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use assert_cmd::Command;
use paper::Paper;
use pty::{Terminal, renvoi};

/// Runs the program in a folder; panics where it does not end well.
fn run(folder: &Path, words: &[&str]) {
    let mut command = Command::cargo_bin("renvoi").unwrap();
    command.env_clear().env("LANG", "en_GB.UTF-8").current_dir(folder).args(words);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{words:?}: {output:?}");
}

/// A report of sixty pages, the first four with roman labels.
fn report() -> Vec<u8> {
    let pages: Vec<String> = (1..=60)
        .map(|page| match page {
            7 => "Un verger, puis deux vergers.\nLe puits est loin.".to_owned(),
            9 => "Rien que des ruches.".to_owned(),
            30 => "Encore un ver-\nger, et sa haie.".to_owned(),
            _ => format!("Une page comme une autre, la {page}e."),
        })
        .collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    Paper::of(&pages).labels("0 << /S /r >> 4 << /S /D >>").bytes()
}

#[test]
fn a_report_of_ones_own_is_imported_walked_searched_and_opened_at_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("report.pdf"), report()).unwrap();
    fs::write(at("topics.txt"), "verger\npuits\nruche\nhaie\nmoulin\n").unwrap();
    run(folder.path(), &["import", "report.pdf", "-o", "c.json", "--topics", "topics.txt"]);
    // A viewer that writes down what it is asked for.
    fs::create_dir(at("bin")).unwrap();
    let viewer = format!("#!/bin/sh\necho \"$@\" > '{}'\n", at("seen").display());
    fs::write(at("bin/zathura"), viewer).unwrap();
    fs::set_permissions(at("bin/zathura"), fs::Permissions::from_mode(0o755)).unwrap();
    for (width, height) in [(120, 36), (80, 24)] {
        let mut command = renvoi(&format!("--fresh --data {}", at("c.json").display()));
        command.env("PATH", format!("{}:/usr/bin:/bin", at("bin").display()));
        command.env("DISPLAY", ":0");
        let mut terminal = Terminal::start(command, width, height);
        terminal.text("verger").text("2 p.");
        terminal.keys("\r").keys("n").text("Page 3 (7) of 60").text("deux vergers");
        terminal.keys("n").text("Page 26 (30) of 60").text("Encore un verger");
        terminal.keys("p").text("Page 3 (7) of 60");
        terminal.keys("o");
        let began = Instant::now();
        while !at("seen").exists() && began.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let seen = fs::read_to_string(at("seen")).unwrap();
        assert!(seen.starts_with("-P 7 ") && seen.trim_end().ends_with("report.pdf"), "{seen}");
        fs::remove_file(at("seen")).unwrap();
        terminal.keys("gpii\r").text("Page ii (2) of 60").text("la 2e");
        terminal.keys("4/ruche").text("1 page");
        terminal.keys("\rn").text("Page 5 (9) of 60").text("Rien que des ruches");
        terminal.keys("q");
        assert_eq!(terminal.gave_back(), 0);
    }
}

/// An article in the forms of the built-in one, with twelve claims.
fn article() -> String {
    const PEOPLE: [&str; 3] = ["Odile Marchand", "Rémi Berthier", "Louise Ferrand"];
    let claims: Vec<String> = (1..=12)
        .map(|n| {
            format!("La saison {n} fut plus belle encore que l’autre ({} p {n}).", PEOPLE[n % 3])
        })
        .collect();
    claims.join("\n\n")
}

#[test]
fn an_article_is_drafted_reviewed_left_in_the_middle_and_taken_up_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("article.txt"), article()).unwrap();
    run(folder.path(), &["import", "article.txt", "--draft", "-o", "draft.json"]);
    let review = || {
        let line = format!("review {}", at("draft.json").display());
        let terminal = Terminal::start(renvoi(&line), 80, 24);
        terminal.text("Review of drafts");
        terminal
    };
    let mut terminal = review();
    terminal.text("0 of 12 read").text("La saison 1 fut").text("Rémi Berthier");
    for done in 1..=6 {
        terminal.keys("\r").text(&format!("{done} of 12 read"));
    }
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
    let mut terminal = review();
    terminal.text("6 of 12 read").text("La saison 7 fut");
    for done in 7..=10 {
        terminal.keys("\r").text(&format!("{done} of 12 read"));
    }
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
    let held = fs::read_to_string(at("draft.json")).unwrap();
    assert_eq!(held.matches("\"draft\":true").count(), 2);
    run(folder.path(), &["check", "draft.json"]);
}
