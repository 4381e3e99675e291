//! Large corpora compile themselves into the cache folder, and are found there again.
#![expect(clippy::unwrap_used, reason = "a test: what is missing here is a failure")]

use std::fmt::Write;
use std::path::Path;

use assert_cmd::Command;
use serde_json::{Value, json};

#[derive(Debug, PartialEq, Eq)]
struct Ran {
    out: String,
    err: String,
    code: i32,
}

/// Runs the program with its cache in `cache`.
fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let mut program = Command::cargo_bin("renvoi").unwrap();
    program.env_clear().env("TERM", "xterm").env("LANG", "en_GB.UTF-8").current_dir(folder);
    program.env("XDG_CACHE_HOME", folder.join("cache"));
    let output = program.args(arguments).output().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

/// A corpus of so many statements, a line each of three hundred bytes or more.
fn corpus(statements: usize, word: &str) -> String {
    let mut lines = json!({"format": "renvoi-corpus/1", "title": "Large"}).to_string();
    let mut put = |value: Value| write!(lines, "\n{value}").unwrap();
    put(json!({"record": "report", "id": "r", "title": "Report", "pages": 50}));
    put(json!({"record": "topic", "id": "t", "name": "Trees"}));
    for id in 0..statements {
        let text = format!("{word} {} {}", "leaf ".repeat(40).trim_end(), id % 97);
        put(
            json!({"record": "statement", "id": format!("s{id}"), "kind": "paraphrase", "text": text, "topics": ["t"],
            "report": "r", "pages": {"printed": "1", "list": [id % 50 + 1]}}),
        );
    }
    lines
}

/// What the program says is in the cache.
fn listed(folder: &Path) -> Vec<Value> {
    let told = run(folder, &["cache", "list", "--json"]);
    let told: Value = serde_json::from_str(&told.out).unwrap();
    let schema = serde_json::from_str(include_str!("../data/schemas/cache.json")).unwrap();
    assert!(jsonschema::is_valid(&schema, &told), "{told}");
    told["results"].as_array().unwrap().clone()
}

const ASKED: [&str; 5] = ["--data", "large.jsonl", "search", "oak 7", "--json"];

#[test]
fn a_large_corpus_compiles_itself_once_and_again_when_it_has_changed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let text = corpus(7_000, "oak");
    assert!(text.len() > 2_000_000);
    std::fs::write(folder.join("large.jsonl"), &text).unwrap();
    let first = run(folder, &ASKED);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    let [row] = listed(folder).try_into().unwrap();
    assert_eq!((&row["state"], &row["statements"]), (&json!("current"), &json!(7_000)));
    let path = std::fs::canonicalize(folder.join("large.jsonl")).unwrap();
    assert_eq!(row["files"], json!([path]));
    // Found again, from elsewhere too; what is answered comes from there.
    assert_eq!(run(folder, &ASKED), first);
    let place = Path::new(row["folder"].as_str().unwrap());
    let manifest = place.join("renvoi-index.json");
    let before = std::fs::metadata(&manifest).unwrap().modified().unwrap();
    assert_eq!(run(folder, &ASKED), first);
    assert_eq!(std::fs::metadata(&manifest).unwrap().modified().unwrap(), before, "not made again");
    // Changed: told, and answered from what stands there now.
    std::fs::write(folder.join("large.jsonl"), corpus(7_001, "elm")).unwrap();
    assert_eq!(listed(folder)[0]["state"], json!("changed"));
    let changed = run(folder, &ASKED);
    assert_eq!(changed.err, "the corpus has changed: it is compiled again\n");
    assert_ne!(changed.out, first.out);
    assert_eq!(listed(folder)[0]["state"], json!("current"));
    assert_eq!(listed(folder)[0]["statements"], json!(7_001));
    // Of another version: as if it had changed.
    let text = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, text.replace(renvoi::compiled::FORMAT, "renvoi-index/0")).unwrap();
    assert_eq!(listed(folder)[0]["state"], json!("unusable"));
    assert_eq!(run(folder, &ASKED), changed);
    // Gone: of no use any more.
    assert_eq!(run(folder, &["cache", "prune"]).out, "0 compiled corpora taken away (0\u{a0}kB)\n");
    std::fs::remove_file(folder.join("large.jsonl")).unwrap();
    assert_eq!(listed(folder)[0]["state"], json!("gone"));
    let pruned = run(folder, &["cache", "prune"]);
    assert!(pruned.out.contains("1 compiled corpus taken away ("), "{pruned:?}");
    assert_eq!(listed(folder).len(), 0);
    assert!(!place.exists());
}

#[test]
fn what_is_small_has_errors_or_cannot_be_kept_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("large.jsonl"), corpus(50, "oak")).unwrap();
    assert_eq!(run(folder, &ASKED).code, 0);
    assert!(!folder.join("cache").exists(), "a small one is read");
    let text = corpus(7_000, "oak");
    std::fs::write(folder.join("large.jsonl"), text.replacen("\"t\"]", "\"nowhere\"]", 1)).unwrap();
    let broken = run(folder, &ASKED);
    assert_eq!(broken.code, 3);
    assert!(broken.err.contains("error[R10"), "{}", broken.err);
    assert_eq!(run(folder, &ASKED), broken, "told again");
    assert_eq!(listed(folder).len(), 0);
    // A file stands in the place of the folder.
    std::fs::write(folder.join("cache"), "mine").unwrap();
    std::fs::write(folder.join("large.jsonl"), &text).unwrap();
    let read = run(folder, &ASKED);
    assert_eq!((read.code, read.err.as_str()), (0, ""));
    assert_eq!(run(folder, &["cache", "list"]).out, "0 compiled corpora (0\u{a0}kB)\n");
    std::fs::remove_file(folder.join("cache")).unwrap();
    // Warnings are told however it is answered.
    std::fs::write(
        folder.join("large.jsonl"),
        text.replacen("\"topics\"", "\"odd\":1,\"topics\"", 1),
    )
    .unwrap();
    let first = run(folder, &ASKED);
    assert_eq!(first.err, "1 warning: renvoi validate large.jsonl\n");
    assert_eq!(listed(folder).len(), 1);
    assert_eq!(run(folder, &ASKED), first);
    assert_eq!(Ran { err: String::new(), ..first }, read);
}
