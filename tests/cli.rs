//! The command line as a person or a script meets it: the real program, what it prints
//! and its exit code. What is expected is written down from the article's facts.
#![expect(clippy::unwrap_used, reason = "a test: what is missing here is a failure")]

#[path = "support/shelf.rs"]
mod shelf;

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::Stdio;

use assert_cmd::Command;
use renvoi::cli;
use renvoi::surroundings::Surroundings;
use serde_json::Value;

const TIKTOK: [u32; 14] = [3, 8, 11, 17, 18, 19, 22, 24, 25, 30, 38, 39, 40, 43];
const TIKTOK_PRINTED: &str = "pp 3,8,11,17,18,19,22,24,30,25,38, 39, 40, 43";

/// What a run printed, and its exit code.
#[derive(Debug)]
struct Ran {
    out: String,
    err: String,
    code: i32,
}

impl Ran {
    #[track_caller]
    fn with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// An answer, and nothing said about it.
    #[track_caller]
    fn done(self) -> String {
        let ran = self.with(0);
        assert_eq!(ran.err, "");
        ran.out
    }
}

fn program() -> Command {
    let mut program = Command::cargo_bin("renvoi").unwrap();
    program.env_clear().env("TERM", "xterm").env("LANG", "en_GB.UTF-8");
    program
}

fn ran(program: &mut Command) -> Ran {
    let output = program.output().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

/// Runs the program with words apart by spaces.
fn run(line: &str) -> Ran {
    ran(program().args(line.split(' ')))
}

fn english(line: &str) -> String {
    run(line).done()
}

fn french(line: &str) -> String {
    run(&format!("{line} --lang fr")).done()
}

/// A JSON answer, held against its own schema.
#[track_caller]
fn json(line: &str) -> Value {
    answer(&run(&format!("{line} --json")).done(), line)
}

#[track_caller]
fn answer(text: &str, line: &str) -> Value {
    let answer: Value = serde_json::from_str(text).unwrap();
    let name = line.split(' ').next().unwrap();
    assert_eq!(answer["schema"], format!("renvoi.{name}/1"));
    let schema: Value = serde_json::from_str(&english(&format!("schema {name}"))).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let problems: Vec<_> = validator.iter_errors(&answer).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{line}: {problems:#?}\n{answer:#}");
    answer
}

/// A data file for one test.
fn file(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

const BROKEN: &str = r#"{"format": "renvoi-corpus/1",
 "reports": [{"id": "r", "title": "Report", "pages": 53}],
 "topics": [{"id": "tiktok", "name": "TikTok"}],
 "citations": [
  {"topic": "tiktok", "report": "r",
   "pages": {"printed": "pp 3, 71, 2", "list": [3, 71, 2]}}]}"#;

const TWO_REPORTS: &str = r#"{"format": "renvoi-corpus/1",
 "reports": [
  {"id": "a", "title": "A", "pages": 35, "year": 2019},
  {"id": "b", "title": "B", "pages": 53, "year": 2020}],
 "topics": [{"id": "live", "name": "Live"}],
 "citations": [
  {"topic": "live", "report": "a", "pages": {"printed": "pp 3-5", "list": [3, 4, 5]}},
  {"topic": "live", "report": "b", "pages": {"printed": "p 40", "list": [40]}}]}"#;

#[test]
fn a_trend_is_shown_with_its_pages_ribbon_neighbours_and_source() {
    let text = french("lookup tiktok");
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("TikTok — tendance "), "{first}");
    assert!(first.ends_with(" 14 pages sur 53 (26\u{a0}%)"), "{first}");
    for line in [
        "  pages    3, 8, 11, 17–19, 22, 24, 25, 30, 38–40, 43\n",
        "  ruban    ··■····■··■·····■■■··■·■■····■·······■■■··■··········\n",
        "  propos   aucun propos attribué",
        "  voisins  Fake news (p. 39, 40) · Influence B2B (p. 22)\n",
        "  source   Visionary Marketing, tel qu’imprimé\u{a0}:\n",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    assert!(text.contains(&format!("«\u{a0}{TIKTOK_PRINTED}\u{a0}»")));
    let english = english("lookup tiktok");
    assert!(english.contains("14 of 53 pages (26%)"), "{english}");
    assert!(english.contains(&format!("“{TIKTOK_PRINTED}”")), "{english}");
}

#[test]
fn an_expert_is_shown_with_what_he_says() {
    let text = english("lookup brahimi");
    assert!(text.starts_with("Fadhila Brahimi — expert "), "{text}");
    assert!(text.contains(" 1 statement\n  p. 42    "), "{text}");
    assert!(text.contains("(paraphrase)\n"), "{text}");
    assert!(text.contains("“Fadhila Brahimi (p 42)”"), "{text}");
    let text = french("lookup casilli");
    assert!(text.contains("Casilli, via Olivier Ertzscheid"), "{text}");
}

#[test]
fn a_missing_page_is_said_in_words() {
    assert!(
        french("lookup douani")
            .replace("\n          ", "")
            .contains("page non précisée par la source")
    );
    let text = english("lookup douani");
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("p. ? “croyons le premier site qui passe sans aller vérifier”"),
        "{text}"
    );
    assert!(flat.contains("page not given by the source"), "{text}");
}

#[test]
fn a_misprinted_name_finds_its_owner() {
    let found = json("lookup Ertscheid");
    assert_eq!(found["results"][0]["id"], "olivier-ertzscheid");
    let found = json("lookup p. 22");
    assert_eq!(found["results"][0]["kind"], "page");
}

#[test]
fn words_are_joined_into_one_name() {
    assert_eq!(
        json("lookup fake news")["results"][0]["pages"],
        serde_json::json!([32, 39, 40, 41, 44])
    );
}

#[test]
fn lookup_in_json_has_every_field() {
    let found = json("lookup tiktok");
    let first = &found["results"][0];
    assert_eq!(first["kind"], "topic");
    assert_eq!(first["match"], "exact");
    assert_eq!(first["page_count"], 14);
    assert_eq!(first["pages"], serde_json::json!(TIKTOK));
    assert_eq!(first["printed"], serde_json::json!([TIKTOK_PRINTED]));
    let casilli = json("lookup casilli");
    let said = &casilli["results"][0]["statements"][0];
    assert_eq!(said["via"][0]["name"], "Olivier Ertzscheid");
    assert_eq!(said["pages"], serde_json::json!([10]));
    let douani = json("lookup douani");
    assert_eq!(douani["results"][0]["statements"][0]["absent"], "not printed");
    assert!(json("lookup livre blanc")["results"][0]["definition"].is_string());
}

#[test]
fn plain_lookup_is_one_line_apart_by_tabs() {
    assert_eq!(
        english("lookup tiktok --format plain"),
        "topic\ttiktok\tTikTok\t3,8,11,17,18,19,22,24,25,30,38,39,40,43\n"
    );
}

#[test]
fn a_miss_is_one_line_on_the_error_stream_and_exit_1() {
    let miss = run("lookup zzqx").with(1);
    assert_eq!(miss.out, "");
    assert!(miss.err.starts_with("Nothing is called “zzqx”.\n"), "{miss:?}");
    let miss = run("lookup zzqx --lang fr").with(1);
    assert!(miss.err.starts_with("Rien ne s’appelle «\u{a0}zzqx\u{a0}».\n"), "{miss:?}");
    let miss = run("lookup zzqx --json").with(1);
    assert_eq!(miss.err, "");
    let miss = answer(&miss.out, "lookup");
    assert_eq!(miss["results"], serde_json::json!([]));
    assert!(miss["suggestions"].is_array());
}

#[test]
fn a_page_names_what_refers_to_it() {
    let text = english("page 10");
    assert!(text.starts_with("p. 10 "), "{text}");
    assert!(text.contains("● Olivier Ertzscheid: "), "{text}");
    assert!(text.contains("↪ Casilli, via Olivier Ertzscheid: "), "{text}");
    let card = json("page 39");
    let topics = &card["results"][0]["topics"];
    assert_eq!(topics.as_array().unwrap().len(), 2);
    for (topic, name) in topics.as_array().unwrap().iter().zip(["TikTok", "Fake news"]) {
        assert_eq!(topic["name"], name);
        assert_eq!(topic["link"], "listed");
    }
}

#[test]
fn pages_are_taken_as_ranges_and_lists() {
    let text = french("page 39-40");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2);
    for (line, page) in lines.iter().zip([39, 40]) {
        assert!(line.starts_with(&format!("p. {page}    ■ TikTok · ■ Fake news ")), "{line}");
        assert!(line.ends_with(" aucun propos connu"), "{line}");
    }
    assert_eq!(json("page 3,8,11")["total"], 3);
    assert_eq!(json("page 1")["results"][0]["topics"], serde_json::json!([]));
}

#[test]
fn a_page_beyond_the_report_is_a_clear_miss() {
    let miss = run("page 71").with(1);
    assert_eq!((miss.out.as_str(), miss.err.as_str()), ("", "p. 71: the report has 53 pages\n"));
    let miss = run("lookup 71 --lang fr").with(1);
    assert_eq!(miss.err, "p. 71\u{a0}: le rapport compte 53 pages\n");
    let some = run("page 53-54").with(0);
    assert!(some.out.starts_with("p. 53"), "{some:?}");
    assert_eq!(some.err, "p. 53-54: the report has 53 pages\n");
}

#[test]
fn lists_hold_everything_in_the_order_asked() {
    let totals =
        ["topics", "experts", "pages"].map(|what| json(&format!("list {what}"))["total"].clone());
    assert_eq!(totals, [39, 11, 23]);
    let experts = french("list experts --sort page");
    let starts = [
        "p.  6  Guillaume Terrien ",
        "p.  7  Stéphane Bouillet ",
        "p. 10  Olivier Ertzscheid ",
        "p. 10  Casilli ",
        "p. 12  Jacqueline Sala ",
        "p. 14  Thierry Wellhoff ",
        "p. 22  Camille Jourdain ",
        "p. 42  Fadhila Brahimi ",
    ];
    for (line, start) in experts.lines().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    let last = experts.lines().last().unwrap();
    assert!(last.starts_with("p.  ?  Christophe Asselin "), "{last}");
    assert!(last.ends_with("organisateur, aucun propos"), "{last}");
    assert!(experts.contains("1 propos, via Olivier Ertzscheid\n"));
    assert!(experts.contains("1 mention, page non précisée\n"));
    let topics = english("list topics");
    assert!(topics.starts_with("14 p.  TikTok "), "{topics}");
    assert!(topics.contains("\n p. ?  Dark Web "), "{topics}");
    let announced = json("list topics --sort announced");
    let ranks = (0..24).map(|place| announced["results"][place]["announced"].as_u64().unwrap());
    assert!(ranks.eq(1..=24));
    assert_eq!(announced["results"][3]["id"], "tiktok");
    let statements = json("list statements");
    assert_eq!(statements["results"][0]["experts"][0]["name"], "Guillaume Terrien");
}

#[test]
fn an_order_that_does_not_suit_is_refused() {
    let refused = run("list experts --sort announced").with(2);
    assert_eq!(
        (refused.out.as_str(), refused.err.as_str()),
        ("", "renvoi: only topics have an announced rank\n")
    );
}

#[test]
fn a_search_counts_first_and_names_the_kind_of_each_row() {
    let text = english("search brahimi");
    let first = text.lines().next().unwrap();
    assert!(first.contains("1 expert"), "{first}");
    assert!(text.contains("\n  expert     Fadhila Brahimi "), "{text}");
    let found = json("search brahimi");
    assert_eq!(found["results"][0]["id"], "fadhila-brahimi");
    assert_eq!(found["results"][0]["pages"], serde_json::json!([42]));
    let miss = run("search zzqx --lang fr").with(1);
    assert_eq!(miss.out, "Rien ne correspond à «\u{a0}zzqx\u{a0}».\n");
}

#[test]
fn the_overview_has_the_totals_of_the_article() {
    let text = french("stats");
    for line in [
        "Tendances médias sociaux 2020\n  53 pages · 11 experts · 39 tendances · ",
        "\n  pages citées   23 sur 53\n",
        "\n  ruban          ··■··■■■·■■■·■··■■■··■·■■····■·■·····■■■■■■■·········\n",
        "\n  jamais citées  30\n",
        "\n  en tête        TikTok 14 · Fake news 5 · Influence 2\n",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    let sum = json("stats");
    assert_eq!(sum["results"][0]["cited_count"], 23);
    assert_eq!(sum["topics"], 39);
}

#[test]
fn without_a_terminal_the_overview_answers() {
    let bare = ran(&mut program()).with(0);
    assert_eq!(bare.out, english("stats"));
    assert_eq!(bare.err, "No terminal: overview. Interactive view: ssh -t HOST renvoi\n");
    let bare = run("--lang fr").with(0);
    assert!(bare.err.starts_with("Pas de terminal\u{a0}: "), "{bare:?}");
}

#[test]
fn a_terminal_that_can_do_nothing_is_told_the_commands() {
    let dumb =
        Surroundings { stdin_tty: true, stdout_tty: true, dumb: true, ..Surroundings::default() };
    let arguments = cli::read(vec!["renvoi".into()], &dumb).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = cli::run(&arguments, &dumb, &mut out, &mut err);
    assert_eq!(exit as u8, 0);
    let out = String::from_utf8(out).unwrap();
    assert_eq!(out.lines().count(), 1);
    assert!(out.contains("lookup"), "{out}");
}

#[test]
fn broken_data_still_answers_and_exits_3() {
    let (_folder, path) = file("broken.json", BROKEN);
    let path = path.to_str().unwrap();
    let found =
        ran(program().args(["lookup", "tiktok", "--format", "plain", "--data", path])).with(3);
    assert_eq!(found.out, "topic\ttiktok\tTikTok\t2,3\n");
    let mut lines = found.err.lines();
    let error = lines.next().unwrap();
    assert!(error.starts_with(&format!("{path}:6:52: error[R102]: ")), "{error}");
    assert!(error.contains("71"), "{error}");
    assert_eq!(lines.next(), Some(&*format!("1 warning: renvoi validate {path}")));
    assert_eq!(lines.next(), None);
}

#[test]
fn validate_lists_every_problem_and_sums_up() {
    let (_folder, path) = file("broken.json", BROKEN);
    let path = path.to_str().unwrap();
    let checked = ran(program().args(["validate", path, "--lang", "fr"])).with(3);
    assert_eq!(checked.err, "");
    let lines: Vec<&str> = checked.out.lines().collect();
    assert_eq!(lines.len(), 3, "{checked:?}");
    assert!(lines[0].starts_with(&format!("{path}:6:52: erreur[R102]: ")), "{}", lines[0]);
    assert!(lines[1].starts_with(&format!("{path}:6:56: avertissement[R201]: ")), "{}", lines[1]);
    assert_eq!(lines[2], "1 erreur, 1 avertissement");
    let checked = ran(program().args(["validate", path, "--json"])).with(3);
    let checked = answer(&checked.out, "validate");
    assert_eq!((&checked["errors"], &checked["warnings"]), (&1.into(), &1.into()));
    assert_eq!(checked["results"][0]["code"], "R102");
}

#[test]
fn strict_makes_warnings_fail() {
    let ordered = BROKEN.replace("[3, 71, 2]", "[3, 2]");
    let (_folder, path) = file("warned.json", &ordered);
    let path = path.to_str().unwrap();
    let line = ran(program().args(["validate", path])).with(0);
    assert!(line.out.ends_with("\n1 warning\n"), "{line:?}");
    ran(program().args(["validate", path, "--strict"])).with(3);
    ran(program().args(["stats", "--data", path])).with(0);
}

#[test]
fn on_a_terminal_a_problem_is_shown_with_its_line() {
    let (_folder, path) = file("broken.json", BROKEN);
    let terminal = Surroundings { stdout_tty: true, ..Surroundings::default() };
    let arguments = ["renvoi".into(), "validate".into(), path.into_os_string()];
    let arguments = cli::read(arguments.to_vec(), &Surroundings::default()).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let plain = Surroundings { no_color: true, ..terminal };
    cli::run(&arguments, &plain, &mut out, &mut err);
    let out = String::from_utf8(out).unwrap();
    let row = out.lines().find(|line| line.starts_with("6 │ ")).unwrap();
    let hook = out.lines().find(|line| line.contains("╰── ")).unwrap();
    let column = |line: &str, sign: &str| line[..line.find(sign).unwrap()].chars().count();
    assert_eq!(column(row, "71, 2]}}"), column(hook, "╰"), "{out}");
    assert!(out.starts_with("error[R102]: "), "{out}");
}

#[test]
fn data_is_read_from_standard_input_only_when_told() {
    let told =
        ran(program().args(["stats", "--format", "plain", "--data", "-"]).write_stdin(TWO_REPORTS))
            .with(0);
    assert!(told.out.starts_with("reports\t2\ntopics\t1\n"), "{told:?}");
    let not = ran(program().args(["stats", "--format", "plain"]).write_stdin(TWO_REPORTS)).with(0);
    assert!(not.out.starts_with("reports\t1\ntopics\t39\n"), "{not:?}");
}

#[test]
fn a_missing_file_exits_4_and_a_large_one_3() {
    let missing = run("stats --data /nowhere/rapport.json").with(4);
    assert!(missing.err.starts_with("renvoi: /nowhere/rapport.json: "), "{missing:?}");
    assert_eq!(missing.out, "");
    let (_folder, path) = file("two.json", TWO_REPORTS);
    let path = path.to_str().unwrap();
    ran(program().args(["stats", "--data", path, "--max-size", "100"])).with(3);
    ran(program().args(["stats", "--max-size", "1M", "--data", path])).with(0);
}

#[test]
fn with_two_reports_every_page_says_which() {
    let (_folder, path) = file("two.json", TWO_REPORTS);
    let two = |line: &str| {
        let mut program = program();
        program.args(line.split(' ')).arg("--data").arg(&path);
        ran(&mut program).done()
    };
    let text = two("lookup live");
    assert!(text.contains("  pages    2019: 3–5\n"), "{text}");
    assert!(text.contains("  pages    2020: 40\n"), "{text}");
    let text = two("page 5");
    assert!(text.starts_with("p. 5 (2019) ■ Live"), "{text}");
    assert!(text.contains("\np. 5 (2020) "), "{text}");
    let found = answer(&two("lookup live --json"), "lookup");
    assert_eq!(found["results"][0]["page_count"], 4);
    let reports =
        serde_json::json!([{"report": "a", "pages": [3, 4, 5]}, {"report": "b", "pages": [40]}]);
    assert_eq!(found["results"][0]["reports"], reports);
}

#[test]
fn help_and_version_are_answers() {
    let help = english("--help");
    assert!(help.contains("renvoi (n. m.): a mark sending the reader to another page"));
    let help = french("--help");
    assert!(help.contains("Utilisation\u{a0}: renvoi"), "{help}");
    for name in ["lookup", "list", "page", "search", "stats", "validate", "schema"] {
        assert!(help.contains(&format!("\n  {name} ")), "{name}");
    }
    assert_eq!(english("--version"), format!("renvoi {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn what_cannot_be_understood_exits_2() {
    for line in [
        "lookup",
        "bogus",
        "list bogus",
        "stats --max-size much",
        "stats --nothing",
        "schema bogus",
    ] {
        for lang in ["en", "fr"] {
            let refused = run(&format!("{line} --lang {lang}")).with(2);
            assert_eq!(refused.out, "");
            assert!(!refused.err.is_empty());
        }
    }
    let refused = run("bogus --lang fr");
    assert!(
        refused.err.starts_with("erreur\u{a0}: commande inconnue\u{a0}: «\u{a0}bogus\u{a0}»\n"),
        "{refused:?}"
    );
    // A file is told how it is opened.
    for (lang, says) in [("en", "is a file, not a command"), ("fr", "est un fichier, non une")] {
        let refused = run(&format!("Cargo.toml --lang {lang}")).with(2);
        assert!(refused.err.contains(says) && refused.err.contains("--data"), "{refused:?}");
    }
}

#[test]
fn the_language_follows_the_locale() {
    let french = |variable: &str, value: &str| {
        let text = ran(program().args(["lookup", "tiktok"]).env(variable, value)).done();
        text.contains("tendance")
    };
    assert!(french("LANG", "fr_FR.UTF-8"));
    assert!(french("LC_ALL", "fr_CA.UTF-8"));
    assert!(french("RENVOI_LANG", "fr"));
    assert!(!french("LC_ALL", "C.UTF-8"));
    assert!(!french("LANG", "de_DE.UTF-8"));
}

#[test]
fn ascii_signs_leave_names_as_they_are() {
    for text in [
        english("lookup tiktok --ascii"),
        ran(program().args(["lookup", "tiktok"]).env("LC_ALL", "C")).done(),
    ] {
        assert!(text.contains("..#....#..#.....###..#.##....#.......###..#.........."), "{text}");
        assert!(text.is_ascii(), "{text}");
    }
    let french = french("page 6 --ascii");
    assert!(french.contains("* Médias sociaux - * "), "{french}");
    assert!(french.contains("Guillaume Terrien : \"que des outils\""), "{french}");
}

#[test]
fn colours_only_where_asked_or_on_a_terminal() {
    assert!(!english("lookup tiktok").contains('\u{1b}'));
    assert!(!english("lookup tiktok --color auto").contains('\u{1b}'));
    assert!(english("lookup tiktok --color always").starts_with("\u{1b}[1mTikTok\u{1b}[0m"));
}

#[test]
fn hostile_names_cannot_reach_the_terminal() {
    let hostile = TWO_REPORTS.replace("\"Live\"", "\"Li\\u001b[31mve\\u202e\"");
    let (_folder, path) = file("hostile.json", &hostile);
    for form in ["table", "plain"] {
        let list = ran(program().args(["list", "topics", "--format", form, "--data"]).arg(&path));
        assert!(!list.out.contains(['\u{1b}', '\u{202e}']), "{list:?}");
        assert!(list.out.contains("Li\u{fffd}[31mve\u{fffd}"), "{list:?}");
    }
    let list = ran(program().args(["list", "topics", "--json", "--data"]).arg(&path)).done();
    let list: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["results"][0]["name"], "Li\u{1b}[31mve\u{202e}");
}

#[test]
fn every_answer_fits_its_schema() {
    for line in [
        "lookup 22",
        "lookup influence",
        "lookup jourdain",
        "search influence",
        "search ertzchied",
        "page 10",
        "page 1-53",
        "list topics",
        "list experts",
        "list statements",
        "list pages",
        "stats",
        "validate",
    ] {
        json(line);
    }
    let schema: Value = serde_json::from_str(&english("schema")).unwrap();
    assert!(jsonschema::validator_for(&schema).is_ok());
}

#[test]
fn a_closed_pipe_is_silent() {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_renvoi"));
    let mut many = Vec::new();
    write!(many, r#"{{"format":"renvoi-corpus/1","topics":["#).unwrap();
    for n in 0..20_000 {
        let comma = if n == 0 { "" } else { "," };
        write!(many, r#"{comma}{{"id":"t{n}","name":"Topic number {n}"}}"#).unwrap();
    }
    write!(many, "]}}").unwrap();
    let (_folder, path) = file("many.json", &String::from_utf8(many).unwrap());
    let mut child = command
        .args(["list", "topics", "--format", "plain", "--data"])
        .arg(path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 1]).unwrap();
    drop(out);
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(err, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_exits_5() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_renvoi"));
    let output = command.arg("stats").env("LANG", "C").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(5));
    assert!(
        String::from_utf8(output.stderr).unwrap().starts_with("renvoi: the answer was not written")
    );
}

/// Runs the program on two reports whose text is known.
fn on_shelf(words: &[&str]) -> Ran {
    ran(program().args(words).args(["--data", "-"]).write_stdin(shelf::shelf().to_string()))
}

#[test]
fn what_no_page_cites_is_told_apart_from_what_has_no_page() {
    let found = on_shelf(&["lookup", "cèdre"]).done();
    assert!(found.contains("no page cites it") && !found.contains("not given"), "{found}");
    let found = on_shelf(&["lookup", "cèdre", "--lang", "fr"]).done();
    assert!(found.contains("aucune page citée"), "{found}");
    let listed = on_shelf(&["list", "topics"]).done();
    assert!(listed.contains("0 p.") && listed.contains("no page cites it"), "{listed}");
    assert!(!listed.contains("p. ?") && !listed.contains("not given"), "{listed}");
    let found = on_shelf(&["search", "cèdre"]).done();
    assert!(found.contains("0 p.") && !found.contains("p. ?"), "{found}");
}

#[test]
fn words_that_only_the_text_has_are_told_with_their_pages() {
    let none = on_shelf(&["search", "érable"]).with(1);
    assert_eq!(
        none.out,
        "Nothing matches “érable”.\n\
         The text has these words on 3 pages: guide-arbres: 3 ; notes: 1, 2.\n\
         To see the lines: renvoi find FILE \"érable\"\n"
    );
    let none = on_shelf(&["search", "érable", "--lang", "fr"]).with(1);
    assert!(none.out.contains("Le texte contient ces mots sur 3 pages"), "{none:?}");
    let none = on_shelf(&["search", "'érable"]).with(1);
    assert!(none.out.contains("find FILE \"'érable\""), "{none:?}");
    let none = on_shelf(&["search", "sapin"]).with(1);
    assert!(!none.out.contains("The text"), "{none:?}");
}

#[test]
fn a_page_is_named_with_its_report_and_a_label_that_several_bear_with_the_number() {
    let shown = on_shelf(&["page", "notes: 2"]).done();
    assert!(shown.contains("p. 2 (2) (notes)") && shown.contains("p. 2 (4) (notes)"), "{shown}");
    let one = on_shelf(&["page", "notes:(3)"]).done();
    assert!(one.contains("p. 1 (3) (notes)") && one.contains("Un tilleul."), "{one}");
    // The report holds for what follows it.
    let plain = on_shelf(&["page", "Guide: 2, 3", "--format", "plain"]).done();
    assert!(plain.lines().all(|line| line.starts_with("guide-arbres\t2\t")), "{plain}");
    let beyond = on_shelf(&["page", "guide: 9"]).with(1);
    assert!(beyond.err.contains("guide: 9"), "{beyond:?}");
    let found = on_shelf(&["lookup", "notes: 1"]).done();
    assert!(found.contains("p. 1 (1) (notes)") && found.contains("p. 1 (3) (notes)"), "{found}");
}

#[test]
fn a_reference_that_is_the_label_of_its_page_is_not_told_again() {
    let found = on_shelf(&["lookup", "tilleul"]).done();
    assert!(!found.contains("as printed") && found.contains("  pages"), "{found}");
}

#[test]
fn what_can_be_listed_is_named_where_nothing_is() {
    for (line, values) in [("list", "topics|experts|statements|pages"), ("cache", "list|prune")] {
        let ran = run(line).with(2);
        assert!(ran.err.contains(values), "{}", ran.err);
    }
}

#[test]
fn the_text_of_a_page_is_told_in_paragraphs_and_not_in_the_lines_that_it_was_printed_in() {
    let mut file = shelf::shelf();
    file["page_texts"][0]["text"] = "TITRE\n\n\
        Les arbres de la ville donnent de l’ombre en été, et cela vaut bien la peine qu’on s’y arrê-\n\
        te ici un peu plus longuement que partout ailleurs, même si le sujet est assez connu de\n\
        tous.\n\n\nFin.\n\n"
        .into();
    let input = file.to_string();
    let shown = ran(program().args(["page", "guide: 1", "--data", "-"]).write_stdin(input)).done();
    let (_, text) = shown.split_once("\n\n").unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    assert!(lines.iter().all(|line| line.chars().count() <= 71), "{lines:?}");
    assert_eq!((lines[0], *lines.last().unwrap()), ("TITRE", "Fin."));
    // No line but the last is a stub.
    let told = lines.join(" ");
    assert!(told.contains("qu’on s’y arrête ici un peu plus longuement"), "{told}");
    assert_eq!(lines.iter().filter(|line| line.is_empty()).count(), 2, "{lines:?}");
    let (of_text, last) = (&lines[2..lines.len() - 3], &lines[lines.len() - 3]);
    assert!(of_text.iter().all(|line| line.chars().count() > 50), "{of_text:?}");
    assert!(last.ends_with("tous."), "{last}");
}
