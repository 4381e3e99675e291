//! Drafts on the real program: marked wherever they are shown or taken away, reviewed in a real
//! terminal, left in the middle and taken up again.
#![cfg(all(unix, feature = "tui"))]
#![expect(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "a test")]

#[path = "support/drafts.rs"]
mod drafts;
#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use pty::{Terminal, renvoi};
use serde_json::Value;
use tempfile::TempDir;

/// A folder with a corpus of drafts in it.
struct Bench(TempDir);

impl Bench {
    fn new() -> Self {
        let bench = Self(tempfile::tempdir().unwrap());
        let mut file = drafts::file();
        let article = bench.0.path().join("article.txt");
        fs::write(&article, drafts::article()).unwrap();
        file["sources"][0]["file"] = article.to_str().unwrap().into();
        file["mine"] = serde_json::json!({"kept": true});
        fs::write(bench.path(), serde_json::to_vec(&file).unwrap()).unwrap();
        bench
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("draft.json")
    }

    fn file(&self) -> Value {
        serde_json::from_slice(&fs::read(self.path()).unwrap()).unwrap()
    }

    /// The ids of the drafts that are left.
    fn left(&self) -> Vec<String> {
        let file = self.file();
        let statements = file["statements"].as_array().unwrap().iter();
        let drafts = statements.filter(|statement| statement["draft"] == true);
        drafts.map(|draft| draft["id"].as_str().unwrap().to_owned()).collect()
    }

    fn review(&self) -> Terminal {
        let terminal =
            Terminal::start(renvoi(&format!("review {}", self.path().display())), 100, 30);
        terminal.text("Review of drafts");
        terminal
    }

    fn run(&self, words: &[&str]) -> (String, i32) {
        let mut command = Command::cargo_bin("renvoi").unwrap();
        command.env_clear().env("TERM", "xterm").env("LANG", "en_GB.UTF-8");
        let path = self.path();
        let words =
            words.iter().map(|word| if *word == "FILE" { path.to_str().unwrap() } else { word });
        let output = command.args(words).output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        (String::from_utf8(text).unwrap(), output.status.code().unwrap())
    }
}

#[test]
fn ten_drafts_are_reviewed_left_in_the_middle_and_taken_up_again() {
    let bench = Bench::new();
    let mut terminal = bench.review();
    terminal.text("0 of 12 read").text("Personne Boris Bezier dit");
    for done in 1..=5 {
        terminal.keys("\r").text(&format!("{done} of 12 read"));
    }
    assert_eq!(bench.left().len(), 7, "saved at each step");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
    let mut terminal = bench.review();
    terminal.text("5 of 12 read").text("propos numéro 6");
    terminal.keys("x").text("6 of 12 read");
    terminal.keys("s").text("Said by");
    terminal.keys("\u{15}Dora Dumas\r").text("Dora Dumas");
    terminal.keys("a").text("7 of 12 read");
    terminal.keys("w").text("8 of 12 read");
    // Gone in one stroke: what was decided is in the file.
    terminal.signal(rustix::process::Signal::KILL);
    drop(terminal);
    assert_eq!(bench.left(), ["s9", "s10", "s11", "s12"]);
    // What was rejected is no longer counted once the session is over.
    let mut terminal = bench.review();
    terminal.text("7 of 11 read").text("propos numéro 9");
    terminal.keys("\r").text("8 of 11 read");
    terminal.keys("\r").text("9 of 11 read");
    terminal.keys("u").text("8 of 11 read");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
    let file = bench.file();
    assert_eq!(bench.left(), ["s10", "s11", "s12"]);
    assert_eq!(file["mine"]["kept"], true);
    let statement = |id: &str| {
        let statements = file["statements"].as_array().unwrap();
        statements.iter().find(|held| held["id"] == id).cloned()
    };
    assert_eq!(statement("s6"), None);
    assert_eq!(statement("s7").unwrap()["experts"][0], "dora-dumas");
    assert_eq!(statement("s8").unwrap()["voice"], "author");
    assert_eq!(bench.run(&["validate", "FILE"]).1, 0);
}

#[test]
fn a_file_that_another_program_changed_is_not_written_over() {
    let bench = Bench::new();
    let mut terminal = bench.review();
    let mut other = bench.file();
    other["title"] = "Par un autre".into();
    fs::write(bench.path(), serde_json::to_vec(&other).unwrap()).unwrap();
    terminal.keys("\r").text("was changed by another program");
    terminal.keys("q").text("q again loses these steps");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 5);
    assert_eq!((bench.file()["title"].as_str(), bench.left().len()), (Some("Par un autre"), 12));
}

#[test]
fn a_file_that_cannot_be_written_is_told_about_and_the_run_ends_with_5() {
    // No name is left for what is written beside it, whoever runs the test.
    let bench = Bench::new();
    let path = bench.0.path().join(format!("{}.json", "d".repeat(250)));
    fs::rename(bench.path(), &path).unwrap();
    for (lang, why, asks, lost) in [
        ("en", "allowed", "q again loses these steps.", "renvoi: not saved: "),
        ("fr", "interdit", "Encore q perd ces étapes.", "renvoi: non enregistré : "),
    ] {
        let line = format!("review {} --lang {lang}", path.display());
        let mut terminal = Terminal::start(renvoi(&line), 80, 24);
        terminal.text("Mon article");
        terminal.keys("\r").text(why);
        terminal.keys("q").text(asks);
        terminal.keys("q").text(lost);
        assert_eq!(terminal.ended(), 5);
    }
}

#[test]
fn a_review_says_how_far_it_is_where_there_is_no_terminal_and_why_it_cannot_be() {
    let bench = Bench::new();
    assert_eq!(
        bench.run(&["review", "FILE"]),
        (
            "12 drafts to review, 9 of high confidence; 0 read\n\
             to be read as well: 3 names of people, 1 trend\n"
                .into(),
            0
        )
    );
    let (text, code) = bench.run(&["review", "FILE", "--lang", "fr"]);
    assert!(text.starts_with("12 ébauches à relire, dont 9"), "{text}");
    assert!(text.contains("à relire aussi"), "{text}");
    assert_eq!(code, 0);
    for (bytes, words, code) in [
        (
            "{\"format\":\"renvoi-corpus/1\"}\n{\"record\":\"topic\",\"id\":\"a\",\"name\":\"A\"}\n",
            "one record a line",
            3,
        ),
        ("{\n  \"format\": oops}", ":2:", 3),
    ] {
        fs::write(bench.path(), bytes).unwrap();
        let (text, ended) = bench.run(&["review", "FILE"]);
        assert!(text.contains(words) && text.lines().count() == 1, "{text}");
        assert_eq!(ended, code);
    }
    fs::remove_file(bench.path()).unwrap();
    assert_eq!(bench.run(&["review", "FILE"]).1, 4);
    assert_eq!(bench.run(&["review", "-"]).1, 2);
}

#[test]
fn drafts_are_marked_wherever_they_are_shown_or_taken_away() {
    let bench = Bench::new();
    let mut file = bench.file();
    // One of them was read over: it alone bears no mark.
    file["statements"][0].as_object_mut().unwrap().remove("draft");
    fs::write(bench.path(), serde_json::to_vec(&file).unwrap()).unwrap();
    for words in [["lookup", "bezier"], ["page", "4"], ["search", "numéro"], ["list", "statements"]]
    {
        let (text, _) = bench.run(&["--data", "FILE", words[0], words[1]]);
        assert!(text.contains("[draft] “propos numéro 4”"), "{words:?}: {text}");
        assert!(!text.contains("[draft] “propos numéro 1”"), "{words:?}: {text}");
    }
    let (json, _) = bench.run(&["--data", "FILE", "--quiet", "--json", "list", "statements"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let marked = |id: &str| {
        let results = json["results"].as_array().unwrap();
        results.iter().find(|held| held["id"] == id).unwrap()["draft"].clone()
    };
    assert_eq!((marked("s1"), marked("s2")), (Value::Null, Value::Bool(true)));
    let (plain, _) =
        bench.run(&["--data", "FILE", "--quiet", "--format", "plain", "list", "statements"]);
    assert_eq!(plain.lines().filter(|line| line.ends_with("\tdraft")).count(), 11);
    // Only what is said is a draft: its people and pages are found as well.
    let (plain, _) =
        bench.run(&["--data", "FILE", "--quiet", "--format", "plain", "search", "numéro"]);
    let said = plain.lines().filter(|line| line.starts_with("statement\t")).collect::<Vec<_>>();
    let marked = said.iter().filter(|line| line.ends_with("\tdraft")).count();
    assert_eq!((said.len(), marked, plain.matches("\tdraft").count()), (12, 11, 11), "{plain}");
    let (csv, _) = bench.run(&["--data", "FILE", "--quiet", "export", "--format", "csv"]);
    let mut lines = csv.lines();
    assert!(lines.next().unwrap().ends_with(",source,draft"));
    assert_eq!(lines.filter(|line| line.ends_with(",draft")).count(), 11);
    let (bibtex, _) = bench.run(&["--data", "FILE", "--quiet", "export", "--format", "bibtex"]);
    assert_eq!(bibtex.matches("draft nobody has read over").count(), 11);
    let (json, _) = bench.run(&["--data", "FILE", "--quiet", "export", "--format", "json"]);
    assert_eq!(json.matches("\"draft\":true").count(), 11);
}

#[test]
fn the_browser_marks_drafts_in_lists_and_cards_and_opens_their_review() {
    let bench = Bench::new();
    let line = format!("--data {}", bench.path().display());
    let mut terminal = Terminal::start(renvoi(&line), 120, 36);
    terminal.text("12 drafts nobody has read over yet: g d reviews them.");
    terminal.keys("a3").text("draft · ");
    terminal.keys("\r").text("[draft] nobody has read it over: g d");
    terminal.keys("i").text("draft, nobody has read it over (X dit");
    terminal.keys("\x1b").without("Where does this come from");
    terminal.keys("gd").text("Review of drafts");
    terminal.keys("q").without("Review of drafts");
    // What was accepted there is no draft here any more.
    terminal.keys("gd").text("Review of drafts");
    terminal.keys("\r").text("1 of 12 read");
    terminal.keys("\x1b").text("11 left to review: g d goes on.");
    terminal.text("Boris Bezier — said").without("[draft]");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
}

#[test]
fn drafted_page_lists_are_marked_wherever_they_are_shown_or_taken_away() {
    let bench = Bench::new();
    let compiled = bench.0.path().join("compiled").to_str().unwrap().to_owned();
    let mut file = drafts::with_lists();
    // A page that a list gives which was read over is marked no more.
    let mut read = file["citations"][0].clone();
    read["topic"] = "ciel".into();
    read.as_object_mut().unwrap().remove("draft");
    file["citations"].as_array_mut().unwrap().push(read);
    let put = |file: &Value| fs::write(bench.path(), serde_json::to_vec(file).unwrap()).unwrap();
    put(&file);
    let (_, code) = bench.run(&["compile", "FILE", "-o", &compiled]);
    assert_eq!(code, 0);
    for data in ["FILE", compiled.as_str()] {
        let run = |words: &[&str]| bench.run(&[&["--data", data, "--quiet"], words].concat()).0;
        let page = run(&["page", "7"]);
        assert!(page.contains("■ [draft] Eau · ■ Ciel"), "{page}");
        let french = run(&["page", "7", "--lang", "fr"]);
        assert!(french.contains("■ [ébauche] Eau"), "{french}");
        let plain = run(&["--format", "plain", "page", "7"]);
        assert!(plain.contains("\ttopic\teau\tEau\tlisted\tdraft\n"), "{plain}");
        assert!(plain.contains("\ttopic\tciel\tCiel\tlisted\n"), "{plain}");
        let json: Value = serde_json::from_str(&run(&["--json", "page", "7"])).unwrap();
        let topics = json["results"][0]["topics"].as_array().unwrap();
        let marks: Vec<_> = topics.iter().map(|topic| (&topic["id"], topic.get("draft"))).collect();
        let (eau, ciel) = (Value::from("eau"), Value::from("ciel"));
        assert_eq!(marks, [(&eau, Some(&Value::Bool(true))), (&ciel, None)]);
        let lookup = run(&["lookup", "ciel"]);
        assert!(lookup.contains("[draft] “p 3”") && lookup.contains("“p 7”"), "{lookup}");
        assert!(!lookup.contains("[draft] “p 7”"), "{lookup}");
        assert!(run(&["--format", "plain", "lookup", "eau"]).ends_with("\t7\tdraft\n"));
        assert!(run(&["--json", "lookup", "eau"]).contains("\"draft\":true"));
        let csv = run(&["export", "--format", "csv"]);
        let marked: Vec<&str> =
            csv.lines().skip(1).filter(|line| line.ends_with(",draft")).collect();
        let of = |start: &str| marked.iter().filter(|line| line.starts_with(start)).count();
        assert_eq!((marked.len(), of("topic,eau"), of("topic,ciel")), (14, 1, 1), "{csv}");
        let bibtex = run(&["export", "--format", "bibtex"]);
        assert_eq!(bibtex.matches("draft nobody has read over").count(), 14);
    }
    let (text, code) = bench.run(&["review", "FILE"]);
    assert!(text.starts_with("14 drafts to review, 10 of high confidence; 1 read\n"), "{text}");
    assert_eq!(code, 0);
    // What nobody drafted is written and shown as it was before.
    for list in file["citations"].as_array_mut().unwrap() {
        list.as_object_mut().unwrap().remove("draft");
    }
    put(&file);
    let (page, _) = bench.run(&["--data", "FILE", "page", "7"]);
    assert!(page.contains("■ Eau · ■ Ciel"), "{page}");
}

#[test]
fn the_browser_marks_drafted_page_lists_and_opens_their_review() {
    let bench = Bench::new();
    let mut file = drafts::with_lists();
    for statement in file["statements"].as_array_mut().unwrap() {
        statement.as_object_mut().unwrap().remove("draft");
    }
    fs::write(bench.path(), serde_json::to_vec(&file).unwrap()).unwrap();
    let line = format!("--data {}", bench.path().display());
    let mut terminal = Terminal::start(renvoi(&line), 120, 36);
    terminal.text("2 drafts nobody has read over yet: g d reviews them.");
    terminal.text("[draft] 1 page list nobody has read over: g d");
    terminal.keys("n4").text("[draft] from the source");
    terminal.keys("i").text("draft, nobody has read it over (");
    terminal.keys("\x1b").without("Where does this come from");
    terminal.keys("gd").text("A page list is proposed").text("12 of 14 read");
    terminal.keys("\r").text("13 of 14 read");
    terminal.keys("\r").text("Every draft was read.");
    terminal.keys("q").without("Review of drafts").without("[draft]");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
    let file = bench.file();
    let lists = file["citations"].as_array().unwrap();
    assert!(lists.iter().all(|list| list.get("draft").is_none()));
}
