//! The READMEs say what is true: examples are run, outputs and key tables compared.
//!
//! `RENVOI_README=write cargo test --test readme` writes outputs and tables anew.
#![expect(clippy::expect_used, reason = "a test")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use renvoi::command::{Group, Key, TABLE};
use renvoi::lang::Lang;

/// The two READMEs, their languages and the locales of their examples.
const READMES: [(&str, Lang, &str); 2] =
    [("README.md", Lang::En, "en_GB.UTF-8"), ("README.fr.md", Lang::Fr, "fr_FR.UTF-8")];

const KEYS: (&str, &str) = ("<!-- keys -->\n", "<!-- /keys -->\n");

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).expect("a file")
}

/// A fenced block: its language, and its text.
struct Block<'a> {
    kind: &'a str,
    text: &'a str,
}

/// Every fenced block of a page.
fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("\n```") {
        let (kind, after) = after.split_once('\n').expect("a block");
        let (text, after) = after.split_once("```\n").expect("the end of a block");
        found.push(Block { kind, text });
        rest = after;
    }
    found
}

/// The words of a command line; double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Runs the program as in an example, next to the example's own file.
fn run(arguments: &[String], folder: &Path, locale: &str) -> (String, i32) {
    let mut program = Command::cargo_bin("renvoi").expect("the program");
    program.env_clear().env("TERM", "xterm").env("LANG", locale).current_dir(folder);
    let output = program.args(arguments).output().expect("a run");
    let text = [output.stdout, output.stderr].concat();
    (String::from_utf8(text).expect("text"), output.status.code().expect("a code"))
}

/// A folder with the example of a corpus in it.
fn folder(page: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let example = blocks(page).into_iter().find(|block| block.kind == "json").expect("an example");
    fs::write(folder.path().join("trees.json"), example.text).expect("a file");
    folder
}

/// The key table of a README.
fn table(lang: Lang) -> String {
    let mut table = String::from(lang.pick(
        "| Keys | What it does | Where |\n|---|---|---|\n",
        "| Touches | Effet | Où |\n|---|---|---|\n",
    ));
    for group in Group::ALL {
        let _ = writeln!(table, "| **{}** | | |", group.name(lang));
        for row in TABLE.iter().filter(|row| row.group == group) {
            let keys = row.keys.iter().map(|words| {
                let keys = Key::parse_sequence(words).expect("keys");
                let names = keys.iter().map(|key| format!("`{}`", key.name(lang, false)));
                names.collect::<Vec<_>>().join(" ")
            });
            let keys = keys.collect::<Vec<_>>().join(" · ");
            let (name, scope) = (row.name(lang), row.scope.name(lang));
            let _ = writeln!(table, "| {keys} | {name} | {scope} |");
        }
    }
    table
}

/// A page with its outputs and its key table as the program gives them now.
fn renewed(page: &str, lang: Lang, locale: &str) -> String {
    let folder = folder(page);
    let mut renewed = page.to_owned();
    for block in blocks(page).iter().filter(|block| block.kind == "console") {
        let mut text = String::new();
        for line in block.text.lines().filter_map(|line| line.strip_prefix("$ renvoi")) {
            let (output, _) = run(&words(line), folder.path(), locale);
            let _ = write!(text, "$ renvoi{line}\n{output}");
        }
        renewed = renewed.replace(block.text, &text);
    }
    let (before, rest) = renewed.split_once(KEYS.0).expect("a key table");
    let (_, after) = rest.split_once(KEYS.1).expect("the end of the key table");
    [before, KEYS.0, &table(lang), KEYS.1, after].concat()
}

#[test]
fn outputs_and_key_tables_are_those_of_the_program() {
    for (name, lang, locale) in READMES {
        let page = read(name);
        let renewed = renewed(&page, lang, locale);
        if std::env::var_os("RENVOI_README").is_some_and(|value| value == "write") {
            fs::write(path(name), &renewed).expect("a file");
        }
        let (stored, now) = (read(name), renewed);
        for (stored, now) in stored.lines().zip(now.lines()) {
            assert_eq!(stored, now, "{name}: RENVOI_README=write cargo test --test readme");
        }
        assert!(stored == now, "{name}: RENVOI_README=write cargo test --test readme");
    }
}

#[test]
fn every_example_is_a_command_that_works() {
    for (name, _, locale) in READMES {
        let page = read(name);
        let folder = folder(&page);
        let mut seen = 0;
        for block in blocks(&page) {
            assert!(["sh", "console", "json", "text"].contains(&block.kind), "{}", block.kind);
            for line in block.text.lines() {
                let line = line.split(" # ").next().expect("a part");
                let command = match block.kind {
                    "console" => line.strip_prefix("$ "),
                    "sh" => Some(line),
                    _ => None,
                };
                let Some(command) = command else { continue };
                let Some((before, arguments)) = command.split_once("renvoi") else {
                    assert!(command.starts_with("cargo "), "{name}: {command}");
                    continue;
                };
                let door = ["", "ssh host ", "ssh -t host "].contains(&before);
                assert!(door, "{name}: {command}");
                let (output, code) = run(&words(arguments), folder.path(), locale);
                assert_eq!(code, 0, "{name}: {command}\n{output}");
                assert!(!output.is_empty(), "{name}: {command}");
                seen += 1;
            }
        }
        assert!(seen >= 6, "{name} has examples");
    }
}

#[test]
fn the_example_corpus_is_sound() {
    for (name, _, locale) in READMES {
        let folder = folder(&read(name));
        let words = ["validate", "trees.json", "--json"].map(str::to_owned);
        let (answer, code) = run(&words, folder.path(), locale);
        assert_eq!(code, 0, "{name}: {answer}");
        let answer: serde_json::Value = serde_json::from_str(&answer).expect("an answer");
        assert_eq!(answer["total"], 0, "{name}: {answer}");
    }
}

#[test]
fn what_is_linked_is_there() {
    for (name, _, _) in READMES {
        let page = read(name);
        let mut seen = 0;
        for link in page.split("](").skip(1) {
            let target = link.split([')', ' ']).next().expect("a link");
            if !target.starts_with("http") && !target.starts_with('#') {
                assert!(path(target).exists(), "{name} links to {target}");
                seen += 1;
            }
        }
        assert!(seen >= 4, "{name} links to its neighbours");
    }
}
