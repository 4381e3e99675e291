//! What a reader sets and keeps, and what a shell asks for: the real program in a home of its
//! own.
#![expect(clippy::unwrap_used, reason = "a test: what is missing here is a failure")]

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::{Value, json};

/// A home where nothing is set.
struct Home(tempfile::TempDir);

#[derive(Debug)]
struct Ran {
    out: String,
    err: String,
    code: i32,
}

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// With a configuration.
    fn with(text: &str) -> Self {
        let home = Self::new();
        fs::create_dir_all(home.path(".config/renvoi")).unwrap();
        fs::write(home.path(".config/renvoi/config.toml"), text).unwrap();
        home
    }

    fn run_in(&self, line: &str, variables: &[(&str, &str)]) -> Ran {
        let mut program = Command::cargo_bin("renvoi").unwrap();
        program.env_clear().env("TERM", "xterm").env("LANG", "en_GB.UTF-8");
        program.env("HOME", self.0.path()).current_dir(self.0.path());
        program.envs(variables.iter().copied());
        let output = program.args(line.split(' ')).output().unwrap();
        Ran {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap(),
        }
    }

    fn run(&self, line: &str) -> Ran {
        self.run_in(line, &[])
    }
}

#[test]
fn a_configuration_is_started_shown_and_never_replaced_unasked() {
    let home = Home::new();
    let path = home.path(".config/renvoi/config.toml");
    let shown = path.to_str().unwrap();
    assert_eq!(home.run("config path").out, format!("{shown}\n"));
    assert!(!path.exists(), "nothing is written otherwise");
    let ran = home.run("config init --lang fr");
    assert_eq!((ran.code, ran.out), (0, format!("{shown}\u{a0}: écrit\n")));
    let ran = home.run("config init");
    assert_eq!((ran.code, ran.err.lines().count()), (5, 1));
    assert!(ran.err.contains("--force"), "{ran:?}");
    let ran = home.run("lookup tiktok");
    assert_eq!(ran.err, "", "the commented file sets nothing and is understood");
    let ran = home.run_in("config show --origin", &[("RENVOI_THEME", "light")]);
    assert!(ran.out.contains("RENVOI_THEME\n"), "{ran:?}");
    assert!(ran.out.contains("layout.left         = 38           built in\n"), "{ran:?}");
}

#[test]
fn the_file_is_heard_and_what_is_wrong_with_it_is_told_with_its_place() {
    let home = Home::with("version = 1\nlanguage = \"fr\"\nmuose = false\n");
    let path = home.path(".config/renvoi/config.toml");
    let ran = home.run("lookup tiktok");
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("tendance"), "{ran:?}");
    let expected = format!(
        "{}:3:1: muose n’est pas un réglage\u{202f}; vouliez-vous dire mouse\u{202f}?\n",
        path.display()
    );
    assert_eq!(ran.err, expected);
    assert_eq!(home.run("-q lookup tiktok").err, "");
    assert!(home.run("lookup tiktok --lang en").out.contains("trend"));
    assert!(home.run_in("lookup tiktok", &[("RENVOI_LANG", "en")]).out.contains("trend"));
    assert!(home.run("--help").out.contains("Utilisation"), "help follows the file");
    let broken = Home::with("language = \"fr\n");
    let ran = broken.run("lookup tiktok");
    assert!(ran.out.contains("trend"), "nothing of a broken file is used");
    assert!(ran.err.contains("config.toml:1:"), "{ran:?}");
}

#[test]
fn csv_follows_the_configured_separator() {
    let home = Home::with("csv_separator = \"|\"\n");
    assert!(home.run("export --query tiktok").out.starts_with("kind|id|"));
    assert!(home.run("export --query tiktok --separator ,").out.starts_with("kind,id,"));
}

#[test]
fn keys_are_checked_and_changed_ones_are_marked() {
    let home = Home::new();
    let ran = home.run("keys --check");
    assert_eq!(ran.code, 0, "{ran:?}");
    let home = Home::with("[keys]\nnext-lit = [\"b\"]\ninfo = []\n");
    let ran = home.run("keys");
    assert!(ran.out.contains("  next-lit       b *"), "{}", ran.out);
    assert_eq!(home.run("keys --check").code, 0);
    let plain = home.run("keys --format plain").out;
    assert!(plain.contains("next-lit\tb\t") && plain.contains("info\t\t"), "{plain}");
    assert!(home.run("keys --json").out.contains(r#""keys":["b"],"changed":true"#));
    for (keys, at) in [
        ("next-lit = [\"n\", \"ctrl-n\"]", "2:18: "),
        ("info = [\"#\"]", "2:9: "),
        ("info = \"^\"", "2:8: "),
        ("info = \"ctrl-i\"", "2:8: "),
        ("info = \"ctrl-m\"", "2:8: "),
        ("info = \"ctrl-h\"", "2:8: "),
        ("info = \"ctrl-[\"", "2:8: "),
        ("info = \"ctrl-j\"", "2:8: "),
        ("info = \"¨\"", "2:8: "),
        ("info = \"~\"", "2:8: "),
        ("info = \"g\"", "2:8: "),
        ("quit = [\"n\"]", "2:9: "),
        ("nxt-lit = \"b\"", "2:1: "),
    ] {
        fs::write(home.path("mine.toml"), format!("[keys]\n{keys}\n")).unwrap();
        let ran = home.run("keys --check mine.toml");
        assert_eq!(ran.code, 3, "{keys}: {ran:?}");
        assert!(ran.out.contains(&format!("mine.toml:{at}")), "{keys}: {ran:?}");
    }
    // Every sign that AZERTY keeps behind AltGr, its dead keys, and chords that arrive as others.
    let signs = "~#{[|`\\^@]}¤€¨".chars().map(String::from);
    let chords = ["ctrl-i", "ctrl-m", "ctrl-j", "ctrl-h", "ctrl-["].map(String::from);
    for key in signs.chain(chords) {
        fs::write(home.path("mine.toml"), format!("[keys]\ninfo = ['{key}']\n")).unwrap();
        let ran = home.run("keys --check mine.toml");
        assert_eq!(ran.code, 3, "{key}: {ran:?}");
        assert!(ran.out.contains("mine.toml:2:9: "), "{key}: {ran:?}");
        // Ctrl+h is bound with its twin, Backspace, to the same command.
        let plain = Home::new().run("keys --format plain").out;
        let built_in = plain.lines().filter_map(|line| line.split('\t').nth(1));
        let bound = built_in.flat_map(|keys| keys.split([',', ' '])).any(|own| own == key);
        assert_eq!(bound, key == "ctrl-h", "{key}");
    }
    assert_eq!(home.run("keys --check nowhere.toml").code, 4);
}

const MARKS: &str = r#"{"kind":"topic","id":"tiktok","hash":"0","name":"TikTok","mark":true,"note":"à relire","at":"2026-11-22T21:05:00Z"}
{"kind":"page","id":"tendances-2020","page":22,"hash":"0","name":"p. 22","mark":true,"at":"2026-11-22T21:05:00Z"}
not json
{"kind":"statement","id":"gone","hash":"0","name":"Gone","mark":true,"at":"2026-11-22T21:05:00Z"}
"#;

/// A home with marks on the built-in corpus.
fn marked() -> (Home, PathBuf) {
    let home = Home::new();
    let corpus = renvoi::corpus::builtin().corpus;
    let path = renvoi::keep::marks_file(&home.path("data/renvoi"), &corpus);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, MARKS).unwrap();
    (home, path)
}

#[test]
fn marks_are_printed_with_their_notes_and_orphans() {
    let (home, path) = marked();
    let data = home.path("data");
    let variables = [("XDG_DATA_HOME", data.to_str().unwrap())];
    let ran = home.run_in("marks --lang fr", &variables);
    assert_eq!(ran.code, 0);
    for line in ["★ tendance", "à relire", "Gone (n’est plus dans les données)"] {
        assert!(ran.out.contains(line), "{line}: {ran:?}");
    }
    assert!(ran.err.starts_with(&format!("{}:3: ", path.display())), "{ran:?}");
    assert_eq!(ran.err.lines().count(), 1);
    let ran = home.run_in("marks --format csv", &variables);
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    assert_eq!(&reader.headers().unwrap()[9], "note");
    let notes: Vec<String> = reader.records().map(|row| row.unwrap()[9].to_owned()).collect();
    assert_eq!(notes.len(), 15, "fourteen pages of TikTok, and page 22");
    assert_eq!((notes[0].as_str(), notes[14].as_str()), ("à relire", ""));
    let ran = home.run_in("marks -o mine.md", &variables);
    assert_eq!((ran.code, ran.out.as_str()), (0, "15 rows written to mine.md\n"));
    assert_eq!(fs::read_to_string(path).unwrap(), MARKS, "reading changes nothing");
    let none = home.run("marks");
    assert_eq!((none.code, none.err.as_str()), (1, "No mark, no note.\n"));
}

#[test]
fn marks_and_notes_can_be_searched_for() {
    let (home, _) = marked();
    let data = home.path("data");
    let variables = [("XDG_DATA_HOME", data.to_str().unwrap())];
    let firsts = |line: &str| -> Vec<String> {
        let ran = home.run_in(line, &variables);
        assert_eq!(ran.err, "", "{line}");
        let first = |row: &str| row.split('\t').take(2).collect::<Vec<_>>().join(" ");
        ran.out.lines().map(first).collect()
    };
    // Without a bare word pages come first.
    let both = ["page tendances-2020/22", "topic tiktok"];
    assert_eq!(firsts("search mark:yes --format plain"), both);
    assert_eq!(firsts("search marque:oui --format plain"), both);
    assert_eq!(firsts("search note:relire --format plain"), ["topic tiktok"]);
    assert_eq!(firsts("search mark:yes !tiktok kind:page --format plain"), [""; 0]);
    let ran = home.run("search mark:yes --format plain");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("There are no marks or notes yet"), "{ran:?}");
}

#[test]
fn shells_and_manuals_get_what_they_read() {
    let home = Home::new();
    for (shell, word) in
        [("bash", "_renvoi()"), ("zsh", "#compdef renvoi"), ("fish", "complete -c renvoi")]
    {
        let ran = home.run(&format!("completions {shell}"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out.contains(word) && ran.out.contains("lookup"), "{shell}");
    }
    assert_eq!(home.run("completions cmd").code, 2);
    let page = home.run("man").out;
    assert!(page.contains(".TH renvoi 1") && page.contains(".SH renvoi lookup"), "{page}");
    assert!(!page.contains("(1)\n"), "pages that do not exist are not named");
    let page = home.run("man --lang fr").out;
    assert!(page.contains(".SH NOM\n") && page.contains("Parcourir qui dit quoi"), "{page}");
}

#[test]
fn the_doctor_answers_without_a_terminal() {
    let home = Home::new();
    for lang in ["en", "fr"] {
        let ran = home.run_in(&format!("doctor --lang {lang}"), &[("SSH_TTY", "/dev/pts/0")]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out.contains("xterm") && ran.out.contains("OSC 52"), "{ran:?}");
        assert!(ran.out.contains("/.config/renvoi/config.toml"), "{ran:?}");
    }
    let plain = home.run("doctor --format plain").out;
    assert!(plain.contains("colours\t16\n"), "{plain}");
    assert!(plain.lines().all(|line| line.split('\t').count() == 2), "{plain}");
}

/// An answer that its own schema accepts.
fn answer(home: &Home, line: &str, variables: &[(&str, &str)], name: &str) -> Vec<Value> {
    let ran = home.run_in(line, variables);
    assert_eq!(ran.code, 0, "{line}: {ran:?}");
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    let schema: Value = serde_json::from_str(&home.run(&format!("schema {name}")).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&answer).map(|e| e.to_string()).collect();
    assert!(wrong.is_empty(), "{line}: {wrong:?}");
    let results = answer["results"].as_array().unwrap().clone();
    assert_eq!(answer["total"], results.len());
    results
}

#[test]
fn the_configuration_and_the_doctor_answer_programs_too() {
    let home =
        Home::with("hints = false\n[layout]\nleft = 44\n[keys]\nnext-lit = [\"b\", \"g n\"]\n");
    let variables = [("RENVOI_THEME", "light")];
    let set = answer(&home, "config show --json", &variables, "config");
    let of = |id: &str| set.iter().find(|one| one["id"] == id).unwrap().clone();
    assert_eq!(of("hints"), json!({"id": "hints", "value": false, "origin": "file"}));
    assert_eq!(of("layout.left"), json!({"id": "layout.left", "value": 44, "origin": "file"}));
    assert_eq!(of("ascii"), json!({"id": "ascii", "value": false, "origin": "built-in"}));
    let theme =
        json!({"id": "theme", "value": "light", "origin": "variable", "variable": "RENVOI_THEME"});
    assert_eq!(of("theme"), theme);
    let keys = json!({"id": "keys.next-lit", "value": ["b", "g n"], "origin": "file"});
    assert_eq!(of("keys.next-lit"), keys);
    let plain = home.run_in("config show --format plain", &variables).out;
    assert!(plain.contains("layout.left\t44\tfile\n"), "{plain}");
    assert!(plain.contains("theme\tlight\tRENVOI_THEME\n"), "{plain}");
    let ids = |lang: &str| {
        let known = answer(&home, &format!("doctor --json --lang {lang}"), &[], "doctor");
        let ids: Vec<String> = known.iter().map(|one| one["id"].to_string()).collect();
        assert!(known.iter().any(|one| one["id"] == "terminal" && one["value"] == "xterm"));
        ids
    };
    assert_eq!(ids("en"), ids("fr"), "facts are found by the same name in every language");
}

#[test]
fn every_answer_has_a_schema_that_can_be_printed() {
    let home = Home::new();
    for name in [
        "lookup", "search", "page", "list", "stats", "validate", "keys", "export", "config",
        "doctor",
    ] {
        let ran = home.run(&format!("schema {name}"));
        let schema: Value = serde_json::from_str(&ran.out).unwrap();
        assert!(jsonschema::validator_for(&schema).is_ok(), "{name}");
    }
}

#[test]
fn what_needs_a_terminal_says_so() {
    let home = Home::new();
    for line in ["keys --test", "tour"] {
        let ran = home.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        assert!(ran.err.contains("ssh -t"), "{ran:?}");
    }
    assert_eq!(home.run("keys --test --check").code, 2);
}

#[test]
fn more_is_said_when_asked() {
    let home = Home::new();
    let ran = home.run("-v lookup tiktok");
    assert!(ran.err.contains("corpus: built in\n"), "{ran:?}");
    assert!(ran.err.contains("config.toml\n"), "{ran:?}");
    assert_eq!(home.run("-q lookup zzzz").err, "");
    assert_eq!(home.run("-q -v stats").code, 2);
}
