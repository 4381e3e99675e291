//! `renvoi compile` as a person or a script meets it: the real program, and the folders it makes.
#![expect(clippy::unwrap_used, reason = "a test: what is missing here is a failure")]

#[expect(dead_code, reason = "only numbers are needed here")]
#[path = "support/noise.rs"]
mod noise;

use std::fmt::Write;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use noise::Noise;
use serde_json::{Value, json};

fn program(folder: &Path) -> Command {
    let mut program = Command::cargo_bin("renvoi").unwrap();
    program.env_clear().env("TERM", "xterm").env("LANG", "en_GB.UTF-8").current_dir(folder);
    program
}

#[derive(Debug, PartialEq, Eq)]
struct Ran {
    out: String,
    err: String,
    code: i32,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap(),
        }
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    program(folder).args(arguments).output().unwrap().into()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Some ids of so many.
fn some(noise: &mut Noise, limit: usize, most: usize, prefix: &str) -> Vec<String> {
    let mut ids: Vec<usize> = (0..noise.below(most + 1)).map(|_| noise.below(limit)).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().map(|id| format!("{prefix}{id}")).collect()
}

/// The last two have to be cleaned where they are shown, and stay as they are in data.
const WORDS: [&str; 18] = [
    "vidéo",
    "influence",
    "l’été",
    "sens",
    "cœur",
    "marché",
    "données",
    "confiance",
    "web",
    "élan",
    "B2B",
    "2020",
    "de",
    "la",
    "plateforme",
    "œuvre",
    "ren\u{202e}versé",
    "deux\tmots",
];

/// A corpus in JSON Lines: statements with and without pages, of two reports.
fn corpus(seed: u64, statements: usize) -> String {
    let mut random = Noise::new(seed);
    let mut lines = String::new();
    let mut put = |value: Value| writeln!(lines, "{value}").unwrap();
    put(json!({"format": "renvoi-corpus/1", "title": format!("Corpus {seed}")}));
    for id in 0..2 {
        put(
            json!({"record": "report", "id": format!("r{id}"), "title": format!("Report {id}"), "pages": 40}),
        );
    }
    for id in 0..9 {
        let name = format!("{} {}", WORDS[id], WORDS[(id * 7 + 3) % WORDS.len()]);
        let text = format!("Ce que {name} veut dire");
        put(
            json!({"record": "topic", "id": format!("t{id}"), "name": name, "aliases": [format!("sujet {id}")],
            "definition": {"text": text}}),
        );
    }
    for (id, role) in WORDS.iter().enumerate().take(7) {
        put(
            json!({"record": "expert", "id": format!("e{id}"), "name": format!("Élise Nom{id}"), "role": role}),
        );
    }
    for id in 0..statements {
        let words: Vec<&str> =
            (0..3 + random.below(9)).map(|_| WORDS[random.below(WORDS.len())]).collect();
        let mut pages: Vec<usize> = (0..random.below(4)).map(|_| 1 + random.below(40)).collect();
        pages.sort_unstable();
        pages.dedup();
        let printed: Vec<String> = pages.iter().map(ToString::to_string).collect();
        let mut statement = json!({
            "record": "statement", "id": format!("s{id}"), "kind": "paraphrase", "text": words.join(" "),
            "experts": some(&mut random, 7, 2, "e"), "topics": some(&mut random, 9, 3, "t"), "report": format!("r{}", random.below(2)),
            "pages": {"printed": printed.join(", "), "list": pages},
        });
        if random.below(5) == 0 {
            statement["kind"] = "quote".into();
            statement["quote"] = words[0].into();
            statement["via"] = some(&mut random, 7, 1, "e").into();
        }
        if random.below(7) == 0 {
            statement["texts"] = json!({"en": format!("In English, {}", words[1])});
        }
        if id > 0 && random.below(9) == 0 {
            statement["relations"] =
                json!([{"kind": "nuances", "target": format!("s{}", random.below(id))}]);
        }
        put(statement);
    }
    for id in 0..5 {
        put(json!({"record": "citation", "topic": format!("t{id}"), "report": "r0",
            "pages": {"printed": format!("{}", id + 1), "list": [id + 1]}}));
    }
    lines
}

/// What is asked of both.
const LINES: &[&[&str]] = &[
    &["stats"],
    &["stats", "--json"],
    &["stats", "--format", "plain"],
    &["list", "topics"],
    &["list", "topics", "--json", "--sort", "name"],
    &["list", "experts"],
    &["list", "experts", "--format", "plain", "--sort", "pages"],
    &["list", "statements"],
    &["list", "statements", "--sort", "file", "--json"],
    &["list", "statements", "--sort", "pages", "--format", "plain"],
    &["list", "pages"],
    &["list", "pages", "--json", "--sort", "pages"],
    &["lookup", "influence"],
    &["lookup", "influence", "--json"],
    &["lookup", "tiktok", "--lang", "fr"],
    &["lookup", "ertzscheid", "--format", "plain"],
    &["lookup", "elise"],
    &["lookup", "sujet 3", "--json"],
    &["lookup", "22"],
    &["lookup", "p7@r1"],
    &["lookup", "tkitok"],
    &["lookup", "zzqx"],
    &["lookup", "zzqx", "--json"],
    &["page", "3-8"],
    &["page", "39-40", "--json"],
    &["page", "7@r1", "--format", "plain"],
    &["search", "influence"],
    &["search", "influ sens", "--json"],
    &["search", "\"la plateforme\"", "--format", "plain"],
    &["search", "coeur", "--json"],
    &["search", "été de"],
    &["search", "t:influence p:3-20", "--json"],
    &["search", "e:elise -video", "--json"],
    &["search", "p:?"],
    &["search", "kind:quote", "--json"],
    &["search", "kind:via | b2b", "--json"],
    &["search", "influecne"],
    &["search", "zzqx"],
    &["search", "p:"],
    &["export"],
    &["export", "--query", "influence", "--format", "json"],
    &["export", "--query", "e:elise", "--format", "jsonl"],
    &["export", "--format", "md", "--lang", "fr"],
    &["export", "--query", "p:3", "--format", "tsv"],
    &["export", "--query", "tiktok", "--format", "bibtex"],
    &["export", "--query", "coeur", "--format", "csl-json"],
    &["marks"],
];

#[test]
fn a_compiled_corpus_answers_as_its_files_do_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let built_in = concat!(env!("CARGO_MANIFEST_DIR"), "/data/corpus.json");
    std::fs::write(folder.join("one.jsonl"), corpus(1, 150)).unwrap();
    std::fs::write(folder.join("two.jsonl"), corpus(2, 40)).unwrap();
    for data in [built_in, "one.jsonl", "two.jsonl"] {
        let compiled = run(folder, &["compile", data, "-o", "compiled"]);
        assert_eq!(compiled.code, 0, "{compiled:?}");
        for &line in LINES {
            let ask = |data: &str| run(folder, &[&["--data", data], line].concat());
            assert_eq!(ask(data), ask("compiled"), "{data} {line:?}");
        }
    }
    assert_eq!(names(folder), ["compiled", "one.jsonl", "two.jsonl"]);
}

#[test]
fn folders_standard_input_and_the_built_in_corpus_are_compiled_too() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let text = corpus(3, 12);
    let (head, rest) = text.split_at(text.find("{\"experts\"").unwrap_or(text.len() / 2));
    let split = head.rfind('\n').unwrap() + 1;
    std::fs::create_dir_all(folder.join("all/deep")).unwrap();
    std::fs::write(folder.join("all/a.jsonl"), &text[..split]).unwrap();
    let header = "{\"format\":\"renvoi-corpus/1\"}\n";
    std::fs::write(folder.join("all/deep/b.jsonl"), format!("{header}{}{rest}", &head[split..]))
        .unwrap();
    let stats = |data: &str| run(folder, &["--data", data, "stats", "--json"]).out;
    assert_eq!(run(folder, &["compile", "all", "-o", "a"]).code, 0);
    assert_eq!(stats("all"), stats("a"));
    let mut piped = program(folder);
    let piped = piped.args(["compile", "-", "-o", "b"]).write_stdin(text.clone()).output().unwrap();
    assert_eq!(Ran::from(piped).code, 0);
    assert_eq!(stats("all"), stats("b"));
    let told = run(folder, &["compile", "-o", "c", "--json"]);
    let told: Value = serde_json::from_str(&told.out).unwrap();
    let schema = serde_json::from_str(include_str!("../data/schemas/compile.json")).unwrap();
    assert!(jsonschema::is_valid(&schema, &told), "{told}");
    assert_eq!(told["results"][0]["folder"], json!("c"));
    assert_eq!(run(folder, &["stats"]).out, run(folder, &["--data", "c", "stats"]).out);
    let manifest = std::fs::read_to_string(folder.join("a/renvoi-index.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    let origins = manifest["origins"].as_array().unwrap();
    assert_eq!(origins.len(), 2);
    let first = std::fs::metadata(folder.join("all/a.jsonl")).unwrap();
    assert_eq!(origins[0]["size"], json!(first.len()));
    assert!(origins[0]["modified"].as_u64().unwrap() > 0);
    assert_eq!(manifest["sizes"]["statements"], json!(12));
}

#[test]
fn what_cannot_be_compiled_or_opened_is_said_in_one_line_and_leaves_all_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let line = |ran: &Ran| assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    std::fs::write(folder.join("good.jsonl"), corpus(4, 5)).unwrap();
    // Errors in the data: each is named, nothing is written.
    let bad = corpus(4, 5).replace("\"r1\"", "\"r7\"").replace("\"id\":\"r7\"", "\"id\":\"r1\"");
    std::fs::write(folder.join("bad.jsonl"), bad).unwrap();
    let ran = run(folder, &["compile", "bad.jsonl", "-o", "out"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{ran:?}");
    assert!(ran.err.contains("error[R10"), "{ran:?}");
    assert!(
        ran.err.ends_with("renvoi: nothing is compiled as long as there are errors\n"),
        "{ran:?}"
    );
    assert!(!folder.join("out").exists());
    // A folder that is not ours.
    std::fs::create_dir(folder.join("mine")).unwrap();
    std::fs::write(folder.join("mine/notes.txt"), "mine").unwrap();
    let ran = run(folder, &["compile", "good.jsonl", "-o", "mine", "--lang", "fr"]);
    assert_eq!(ran.code, 5);
    assert_eq!(
        ran.err,
        "renvoi\u{a0}: mine existe et n’est pas un corpus compilé\u{202f}; choisissez un autre dossier\n"
    );
    assert_eq!(names(&folder.join("mine")), ["notes.txt"]);
    // What is missing.
    let ran = run(folder, &["compile", "nowhere.json", "-o", "out"]);
    assert_eq!(ran.code, 4);
    line(&ran);
    assert_eq!(run(folder, &["compile", "good.jsonl"]).code, 2);
    // Compiled corpora stand alone.
    assert_eq!(run(folder, &["compile", "good.jsonl", "-o", "out"]).code, 0);
    let ran = run(folder, &["--data", "out", "--data", "good.jsonl", "stats"]);
    assert_eq!(ran.code, 2);
    line(&ran);
    let ran = run(folder, &["compile", "out", "-o", "again"]);
    assert_eq!(ran.code, 2);
    line(&ran);
    // Damage.
    let rows =
        names(&folder.join("out")).into_iter().find(|name| name.starts_with("rows-")).unwrap();
    let rows = folder.join("out").join(rows);
    let bytes = std::fs::read(&rows).unwrap();
    std::fs::write(&rows, &bytes[..bytes.len() / 2]).unwrap();
    let ran = run(folder, &["--data", "out", "stats"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    line(&ran);
    assert!(ran.err.contains("is damaged; compile it again: renvoi compile"), "{ran:?}");
    // Another version.
    let manifest = folder.join("out/renvoi-index.json");
    let text = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, text.replace(renvoi::compiled::FORMAT, "renvoi-index/0")).unwrap();
    let ran = run(folder, &["--data", "out", "stats"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("another version (renvoi-index/0)"), "{ran:?}");
    // Compiling anew mends both.
    assert_eq!(run(folder, &["compile", "good.jsonl", "-o", "out"]).code, 0);
    assert_eq!(run(folder, &["--data", "out", "stats"]).code, 0);
    assert_eq!(names(&folder.join("out")).len(), 2);
}

#[test]
fn any_byte_that_is_not_as_it_was_written_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("good.jsonl"), corpus(1, 200)).unwrap();
    assert_eq!(run(folder, &["compile", "good.jsonl", "-o", "out"]).code, 0);
    let ran = run(folder, &["validate", "out"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    assert!(ran.out.starts_with("out is as it was compiled ("), "{ran:?}");
    let ran = run(folder, &["--data", "out", "validate", "--json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &told["total"]), (0, &json!(0)));
    let rows = names(&folder.join("out")).into_iter().find(|name| name.starts_with("rows-"));
    let rows = folder.join("out").join(rows.unwrap());
    let bytes = std::fs::read(&rows).unwrap();
    for at in (0..bytes.len()).step_by(bytes.len() / 20).chain([bytes.len() - 1]) {
        let mut other = bytes.clone();
        other[at] ^= 1 << (at % 8);
        std::fs::write(&rows, other).unwrap();
        let ran = run(folder, &["validate", "out"]);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.lines().count()), (3, "", 1), "byte {at}");
        assert!(ran.err.contains("is damaged; compile it again: renvoi compile"), "{ran:?}");
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use super::{Noise, Path, Ran, corpus, names, run};

    fn started(folder: &Path, data: &str) -> std::process::Child {
        let mut program = Command::new(assert_cmd::cargo::cargo_bin("renvoi"));
        program.env_clear().current_dir(folder).args(["compile", data, "-o", "compiled"]);
        program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        program.spawn().unwrap()
    }

    #[test]
    fn killed_at_any_moment_it_leaves_the_old_one_or_the_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        for (name, seed) in [("one.jsonl", 5), ("two.jsonl", 6)] {
            std::fs::write(folder.join(name), corpus(seed, 400)).unwrap();
        }
        let stats = |data: &str| run(folder, &["--data", data, "stats", "--json"]);
        let known = ["one.jsonl", "two.jsonl"].map(stats);
        assert_ne!(known[0].out, known[1].out);
        assert_eq!(run(folder, &["compile", "one.jsonl", "-o", "compiled"]).code, 0);
        // How long it takes here, so that the moments lie within.
        let begun = std::time::Instant::now();
        started(folder, "two.jsonl").wait().unwrap();
        let most = usize::try_from(begun.elapsed().as_micros()).unwrap().max(1_000);
        let mut random = Noise::new(7);
        for turn in 0..50 {
            let mut child = started(folder, ["one.jsonl", "two.jsonl"][turn % 2]);
            std::thread::sleep(Duration::from_micros(random.below(most) as u64));
            child.kill().unwrap();
            child.wait().unwrap();
            let opened = stats("compiled");
            assert!(known.contains(&opened), "{turn}: {opened:?}");
        }
        // Nothing of all that is left behind once it ends by itself.
        assert_eq!(run(folder, &["compile", "one.jsonl", "-o", "compiled"]).code, 0);
        assert_eq!(stats("compiled"), known[0]);
        assert_eq!(names(folder), ["compiled", "one.jsonl", "two.jsonl"]);
        assert_eq!(names(&folder.join("compiled")).len(), 2);
    }

    /// What comes first of a large file is all that counts of it.
    const ROOM: usize = 66_000_000;

    fn rows(folder: &Path) -> Vec<u8> {
        let name = names(folder).into_iter().find(|name| name.starts_with("rows-")).unwrap();
        std::fs::read(folder.join(name)).unwrap()
    }

    #[test]
    fn a_file_too_large_for_memory_is_compiled_the_same_and_leaves_nothing_when_it_is_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let text = corpus(8, 400);
        std::fs::write(folder.join("small.jsonl"), &text).unwrap();
        std::fs::write(folder.join("large.jsonl"), text + &" ".repeat(ROOM)).unwrap();
        assert_eq!(run(folder, &["compile", "small.jsonl", "-o", "small"]).code, 0);
        let data = ["large.jsonl", "small", "small.jsonl"];
        for signal in [rustix::process::Signal::INT, rustix::process::Signal::KILL] {
            let mut child = started(folder, "large.jsonl");
            let end = std::time::Instant::now() + Duration::from_secs(30);
            while names(folder) == data {
                assert!(std::time::Instant::now() < end, "nothing is put aside");
                std::thread::sleep(Duration::from_millis(1));
            }
            let id = rustix::process::Pid::from_child(&child);
            rustix::process::kill_process(id, signal).unwrap();
            assert!(!child.wait().unwrap().success());
            let left = usize::from(signal == rustix::process::Signal::KILL);
            assert_eq!(names(folder).len(), data.len() + left, "{:?}", names(folder));
        }
        let ran = run(folder, &["compile", "large.jsonl", "-o", "large"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(rows(&folder.join("large")) == rows(&folder.join("small")), "other rows");
        // That of the one that was killed stood beside another target.
        assert_eq!(run(folder, &["compile", "small.jsonl", "-o", "compiled"]).code, 0);
        assert_eq!(names(folder), ["compiled", "large", "large.jsonl", "small", "small.jsonl"]);
    }

    #[test]
    #[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
    fn whoever_may_read_it_and_nothing_else_opens_it() {
        const NOBODY: u32 = 65_534;
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        if !rustix::process::geteuid().is_root() {
            eprintln!("skipped: only root can make a folder that is another's and run as nobody");
            return;
        }
        std::fs::write(folder.join("data.jsonl"), corpus(8, 20)).unwrap();
        assert_eq!(run(folder, &["compile", "data.jsonl", "-o", "compiled"]).code, 0);
        let known = run(folder, &["--data", "compiled", "search", "influence", "--json"]);
        std::fs::remove_file(folder.join("data.jsonl")).unwrap();
        let program = folder.join("renvoi");
        // Copied by another process: a child that another test forks meanwhile would hold the copy open
        // for writing, and nothing could run it.
        let copied =
            Command::new("cp").arg(assert_cmd::cargo::cargo_bin("renvoi")).arg(&program).status();
        assert!(copied.unwrap().success());
        std::fs::set_permissions(folder, PermissionsExt::from_mode(0o755)).unwrap();
        let mut reader = Command::new(&program);
        reader.env_clear().env("TERM", "xterm").env("LANG", "en_GB.UTF-8").current_dir(folder);
        reader.args(["--data", "compiled", "search", "influence", "--json"]);
        let ran: Ran = reader.uid(NOBODY).gid(NOBODY).output().unwrap().into();
        assert_eq!(ran, known);
        let mut writer = Command::new(&program);
        writer.env_clear().current_dir(folder).args(["compile", "-o", "compiled"]);
        let ran: Ran = writer.uid(NOBODY).gid(NOBODY).output().unwrap().into();
        assert_eq!(ran.code, 5, "{ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    }
}
