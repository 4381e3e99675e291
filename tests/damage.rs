//! A compiled corpus whose bytes were changed: it may say less or something else, but it answers, or
//! says in one line that it is damaged.
#![cfg(feature = "tui")]
#![expect(clippy::expect_used, clippy::panic, reason = "a test: what is missing here is a failure")]

#[expect(dead_code, reason = "only numbers are needed here")]
#[path = "support/noise.rs"]
mod noise;
#[expect(dead_code, reason = "only keys and screens are needed here")]
#[path = "support/reader.rs"]
mod reader;

use std::ffi::OsString;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use noise::Noise;
use reader::Reader;
use renvoi::app::start::start;
use renvoi::app::{Data, Env, Size};
use renvoi::cli;
use renvoi::compiled::{Compiled, Provenance, write};
use renvoi::corpus::{Corpus, Input, PageRef, Subject, builtin, load_inputs};
use renvoi::error::Exit;
use renvoi::lang::Lang;
use renvoi::query::Query;
use renvoi::surroundings::Surroundings;
use renvoi::view::Theme;

/// So many statements that lists of all kinds are made of them.
fn large(statements: usize) -> Corpus {
    let mut random = Noise::new(7);
    let mut text = String::from(
        r#"{"format":"renvoi-corpus/1","reports":[{"id":"r","title":"R","pages":40,"labels":["i","ii"]}],"topics":["#,
    );
    for id in 0..9 {
        let comma = if id == 0 { "" } else { "," };
        let definition = r#"{"text":"ce qui influe"}"#;
        write!(text, r#"{comma}{{"id":"t{id}","name":"Sujet {id}","definition":{definition}}}"#)
            .expect("text");
    }
    text.push_str(r#"],"experts":[{"id":"e","name":"Ève","role":"témoin"}],"citations":[{"topic":"t1","report":"r","pages":{"printed":"p. 3","list":[3]}}],"statements":["#);
    let words = ["l'influence", "sens", "été", "marché", "confiance", "web", "données", "un", "le"];
    for id in 0..statements {
        let comma = if id == 0 { "" } else { "," };
        let said: Vec<&str> = (0..4).map(|_| words[random.below(words.len())]).collect();
        let (topic, page, rare) = (random.below(9), random.below(40) + 1, random.below(500));
        write!(
            text,
            r#"{comma}{{"id":"s{id}","kind":"paraphrase","text":"{} mot{rare}","experts":["e"],"topics":["t{topic}"],"report":"r","pages":{{"printed":"{page}","list":[{page}]}}}}"#,
            said.join(" ")
        )
        .expect("text");
    }
    text.push_str("]}");
    let loaded = load_inputs(&[Input { name: "a.json".into(), bytes: text.into_bytes().into() }]);
    assert!(!loaded.has_errors(), "{:?}", loaded.problems);
    loaded.corpus
}

/// Compiles a corpus; returns its file of rows and what stands in it.
fn compiled(folder: &Path, corpus: &Corpus) -> (PathBuf, Vec<u8>) {
    let manifest = write(folder, corpus, &Provenance::default(), &|_, _, _| {}).expect("compiled");
    let rows = folder.join(manifest.file);
    let bytes = std::fs::read(&rows).expect("rows");
    (rows, bytes)
}

/// Asks a subcommand; returns its exit code and what it says.
fn asked(data: &Path, arguments: &[&str]) -> (Exit, String) {
    let env = Surroundings::default();
    let mut all: Vec<OsString> = vec!["renvoi".into(), "--data".into(), data.into()];
    all.extend(arguments.iter().map(Into::into));
    let arguments = cli::read(all, &env).expect("arguments");
    let mut err = Vec::new();
    let exit = cli::run(&arguments, &env, &mut std::io::sink(), &mut err);
    (exit, String::from_utf8(err).expect("text"))
}

const QUERIES: [&str; 14] = [
    "",
    "influ sens",
    "tiktok",
    "influecne",
    "t:sujet",
    "p:3",
    "p:?",
    "\"un sens\"",
    "~ifl",
    "'ens",
    "le web -un",
    "text:influe",
    "report:r",
    "^le",
];

/// Reads all that is compiled, and goes through it as a reader does.
fn gone_through(folder: &Path) {
    let Ok(compiled) = Compiled::open(folder) else { return };
    let Ok(corpus) = compiled.corpus() else { return };
    let Ok(index) = compiled.index(&corpus) else { return };
    for subject in
        corpus.topic_ids().map(Subject::Topic).chain(corpus.expert_ids().map(Subject::Expert))
    {
        let _heedless = (index.facts(subject), index.extent(subject), index.sharing(subject));
        match subject {
            Subject::Topic(id) => drop(index.experts_of(id)),
            Subject::Expert(id) => drop(index.topics_of(id)),
        }
    }
    for report in corpus.report_ids() {
        for page in 0..=corpus.report(report).pages.min(60) + 1 {
            let _heedless = index.page(PageRef { report, page });
        }
    }
    for &id in index.statements() {
        let _heedless = corpus.statement(id).places();
    }
    let Ok(finder) = compiled.finder(&corpus) else { return };
    for typed in QUERIES {
        let query = Query::parse(typed);
        let _heedless = (finder.everywhere(&query), finder.lookup(typed), finder.nearest(typed, 3));
    }
    let data = Data::of(corpus, Some((index, finder)));
    let env = Env::new(data.into(), Lang::En);
    let model = start(&env, Size::new(100, 30));
    let mut reader = Reader { env, model, theme: Theme::mono(), effects: Vec::new() };
    for keys in ["", "nn", "/influ sens<enter>", "<enter>", "2<down>", "3", "4<down><enter>", "H"] {
        reader.press(keys);
        let _heedless = reader.draw();
    }
}

/// Where each row that holds anything stands in the file: its first byte, and how many there are.
fn places(folder: &Path) -> Vec<(usize, usize)> {
    let manifest = std::fs::read(folder.join("renvoi-index.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let rows = manifest["rows"].as_object().expect("rows").values();
    let number = |value: &serde_json::Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
    let places =
        rows.map(|row| (number(&row[0]).expect("a start"), number(&row[1]).expect("a length")));
    places.filter(|&(_, length)| length > 0).collect()
}

/// Changes bytes at random places in many turns, of small rows as often as of large ones, and goes
/// through what is left.
fn shaken(corpus: &Corpus, turns: usize, seed: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("compiled");
    let (rows, bytes) = compiled(&folder, corpus);
    let places = places(&folder);
    let mut random = Noise::new(seed);
    for _ in 0..turns {
        let mut bytes = bytes.clone();
        let (start, length) = places[random.below(places.len())];
        for _ in 0..=random.below(20) {
            let at = start + random.below(length);
            let end = (start + length).min(at + random.below(9) + 1);
            match random.below(4) {
                0 => bytes[at] ^= 1 << random.below(8),
                1 => bytes[at] = u8::try_from(random.below(256)).expect("a byte"),
                2 => bytes[at..end].fill(0),
                _ => bytes[at..end].fill(0xff),
            }
        }
        std::fs::write(&rows, &bytes).expect("written");
        gone_through(&folder);
    }
}

#[test]
fn nothing_that_is_damaged_ends_the_program() {
    shaken(&builtin().corpus, 150, 1);
    shaken(&large(300), 120, 2);
    // From so many statements on starts of words are kept ready.
    shaken(&large(4_200), 8, 3);
}

#[test]
fn every_subcommand_answers_or_says_in_one_line_that_it_is_damaged() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("compiled");
    let (rows, bytes) = compiled(&folder, &large(200));
    let mut random = Noise::new(4);
    let mut damaged = 0;
    for _ in 0..60 {
        let mut bytes = bytes.clone();
        for _ in 0..30 {
            let at = random.below(bytes.len());
            bytes[at] ^= 1 << random.below(8);
        }
        std::fs::write(&rows, &bytes).expect("written");
        for arguments in [
            &["lookup", "sujet", "3"][..],
            &["lookup", "sujet", "3", "--json"],
            &["search", "influ", "sens", "--json"],
            &["list", "statements", "--format", "plain"],
            &["list", "pages"],
            &["page", "3"],
            &["stats"],
            &["export", "--query", "sens", "--format", "csv"],
        ] {
            let (exit, said) = asked(&folder, arguments);
            if exit == Exit::Data {
                damaged += 1;
                assert_eq!(said.lines().count(), 1, "{said}");
                assert!(said.contains("is damaged") && said.contains("compile it again"), "{said}");
            } else {
                assert!(matches!(exit, Exit::Done | Exit::Nothing), "{exit:?} {said}");
            }
        }
    }
    assert!(damaged > 60, "{damaged}");
}

#[test]
fn a_statement_whose_bytes_were_changed_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("compiled");
    let corpus = large(20);
    let (rows, mut bytes) = compiled(&folder, &corpus);
    // The texts of a statement stand together.
    let texts = format!("s7{}", corpus.statements.get(7).text);
    let place = bytes.windows(texts.len()).position(|part| part == texts.as_bytes());
    let at = place.expect("its record");
    bytes[at + 3] ^= 1;
    std::fs::write(&rows, &bytes).expect("written");
    let (exit, said) = asked(&folder, &["list", "statements", "--format", "plain"]);
    assert_eq!(exit, Exit::Data);
    assert!(said.contains("is damaged: statement 8 cannot be read; compile it again"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    // What shows no statement reads none.
    assert_eq!(asked(&folder, &["list", "topics"]).0, Exit::Done);
    for topic in 0..9 {
        let name = format!("sujet {topic}");
        let (exit, said) = asked(&folder, &["lookup", &name, "--format", "plain"]);
        assert!(matches!(exit, Exit::Done | Exit::Nothing), "{said}");
    }
}

#[test]
fn the_text_of_a_page_is_read_with_that_page_alone() {
    let text = r#"{"format":"renvoi-corpus/1","reports":[{"id":"r","title":"R","pages":3}],"page_texts":[
        {"report":"r","page":1,"text":"first page"},{"report":"r","page":2,"text":"second page"}]}"#;
    let loaded = load_inputs(&[Input { name: "a.json".into(), bytes: text.into() }]);
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("compiled");
    let (rows, mut bytes) = compiled(&folder, &loaded.corpus);
    let at = bytes.windows(6).position(|part| part == b"second").expect("its text");
    bytes[at] = b'S';
    std::fs::write(&rows, &bytes).expect("written");
    assert_eq!(asked(&folder, &["page", "1"]), (Exit::Done, String::new()));
    let (exit, said) = asked(&folder, &["page", "2"]);
    assert_eq!((exit, said.lines().count()), (Exit::Data, 1), "{said}");
    assert!(said.contains("is damaged"), "{said}");
}
