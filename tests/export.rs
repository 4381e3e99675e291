//! `renvoi export` as a person or a script meets it: the real program and the files it writes.
#![expect(clippy::unwrap_used, reason = "a test: what is missing here is a failure")]

use std::path::Path;

use assert_cmd::Command;

struct Ran {
    out: String,
    err: String,
    code: i32,
}

fn run(folder: &Path, line: &str) -> Ran {
    let mut program = Command::cargo_bin("renvoi").unwrap();
    program.env_clear().env("TERM", "xterm").env("LANG", "en_GB.UTF-8").current_dir(folder);
    let output = program.args(line.split(' ')).output().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_file_is_written_and_never_overwritten_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let line = "export --query tiktok --format csv -o tiktok.csv --lang fr";
    let ran = run(folder, line);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let text = std::fs::read_to_string(folder.join("tiktok.csv")).unwrap();
    let rows = text.lines().count() - 1;
    assert_eq!(ran.out, format!("{rows} lignes écrites dans tiktok.csv\n"));
    assert!(text.starts_with("kind;id;name;text;experts;via;page;printed;source\n"), "{text}");
    std::fs::write(folder.join("tiktok.csv"), "mine").unwrap();
    let refused = run(folder, line);
    assert_eq!((refused.code, refused.out.as_str()), (5, ""));
    assert_eq!(
        refused.err,
        "renvoi\u{a0}: tiktok.csv\u{a0}: le fichier existe\u{202f}; --force le remplace\n"
    );
    assert_eq!(std::fs::read_to_string(folder.join("tiktok.csv")).unwrap(), "mine");
    assert_eq!(run(folder, &format!("{line} --force")).code, 0);
    assert_eq!(std::fs::read_to_string(folder.join("tiktok.csv")).unwrap(), text);
    assert_eq!(names(folder), ["tiktok.csv"]);
}

#[test]
fn an_export_never_replaces_what_it_reads() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let corpus = r#"{"format":"renvoi-corpus/1","topics":[{"id":"a","name":"A"}]}"#;
    std::fs::create_dir(folder.join("data")).unwrap();
    std::fs::write(folder.join("data/c.json"), corpus).unwrap();
    assert_eq!(run(folder, "compile data -o index").code, 0);
    for line in [
        "export --data data/c.json -o ./data/../data/c.json --force",
        "export --data data -o data/c.json --force",
        "export --data index -o index/renvoi-index.json --force",
        "export --data data/c.json -o data/c.json",
    ] {
        let ran = run(folder, line);
        assert_eq!((ran.code, ran.out.as_str()), (5, ""), "{line}");
        assert!(ran.err.contains("this is read here; write to another file"), "{}", ran.err);
    }
    assert_eq!(std::fs::read_to_string(folder.join("data/c.json")).unwrap(), corpus);
    assert_eq!(run(folder, "lookup a --data index").code, 0);
    // What lies beside the data is no data.
    assert_eq!(run(folder, "export --data data -o data/c.csv").code, 0);
    assert_eq!(run(folder, "export --data data -o data/c.csv --force").code, 0);
}

#[test]
fn the_ending_of_the_file_tells_the_format_unless_told_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (name, start) in [
        ("a.json", "{\"schema\":\"renvoi.export/1\""),
        ("a.jsonl", "{\"kind\":"),
        ("a.bib", "@misc{"),
        ("a.csl.json", "[\n{"),
        ("a.md", "# Query: tiktok"),
        ("a.tsv", "kind\tid\t"),
        ("a", "kind,id,"),
    ] {
        let ran = run(folder, &format!("export --query tiktok -o {name}"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        assert!(text.starts_with(start), "{name}: {text}");
    }
    let ran = run(folder, "export --query tiktok --format csl-json");
    assert!(ran.out.starts_with("[\n{"), "{}", ran.out);
    let ran = run(folder, "export --query jourdain --bom --separator tab");
    assert!(ran.out.starts_with("\u{feff}kind\tid"), "{}", ran.out);
}

#[test]
fn what_does_not_go_together_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for line in [
        "export --format table",
        "export --format plain",
        "export --format json --bom",
        "export --format tsv --separator ;",
        "export --separator xx",
        "stats --format csv",
        "lookup tiktok --format bibtex",
    ] {
        let ran = run(folder, line);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line}");
        assert!(!ran.err.is_empty());
    }
}

#[test]
fn nothing_found_writes_no_file_and_exits_1() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(folder.path(), "export --query zzzzqqqq -o none.csv");
    assert_eq!(ran.code, 1);
    assert_eq!(ran.err, "Nothing matches “zzzzqqqq”.\n");
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_folder_that_is_not_there_exits_5() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(folder.path(), "export --query tiktok -o no/where.csv");
    assert_eq!(ran.code, 5);
    assert!(ran.err.contains("no/where.csv"), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 1);
}

#[test]
fn what_of_a_query_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let good = run(folder.path(), "export --query tiktok");
    assert_eq!((good.code, good.err.as_str()), (0, ""));
    let ran = Command::cargo_bin("renvoi")
        .unwrap()
        .env_clear()
        .args(["export", "--query", "p:abc tiktok"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(ran.stdout).unwrap(), good.out, "the rest applies");
    let err = String::from_utf8(ran.stderr).unwrap();
    assert!(err.contains("abc") && err.contains("is not a page"), "{err}");
}
