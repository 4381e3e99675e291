//! The index doctor on the real program: what of a corpus its texts do not bear out.
#![expect(clippy::unwrap_used, reason = "a test: what is missing here is a failure")]

use std::fs;

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

/// What a check of this corpus, with these files beside it, prints, and its exit code.
fn checked(corpus: &Value, files: &[(&str, &str)], more: &[&str]) -> (String, i32) {
    let folder: TempDir = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("c.json"), corpus.to_string()).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut command = Command::cargo_bin("renvoi").unwrap();
    command.env_clear().current_dir(folder.path()).args(["check", "c.json"]).args(more);
    let output = command.output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

/// The problems of a corpus as `(code, path)`, held against the schema, and the exit code.
fn problems(corpus: &Value, files: &[(&str, &str)]) -> (Vec<(String, String)>, i32) {
    let (out, code) = checked(corpus, files, &["--json"]);
    let answer: Value = serde_json::from_str(&out).unwrap();
    let schema = serde_json::from_str(include_str!("../data/schemas/check.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<_> = validator.iter_errors(&answer).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}\n{answer:#}");
    let results = answer["results"].as_array().unwrap().iter();
    let word = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    let mut rows: Vec<_> = results.map(|row| (word(row, "code"), word(row, "path"))).collect();
    rows.sort();
    (rows, code)
}

fn rows(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(code, path)| ((*code).to_owned(), (*path).to_owned())).collect()
}

/// A report of three pages whose texts are known, without anything said of it.
fn report() -> Value {
    json!({
        "format": "renvoi-corpus/1",
        "reports": [{"id": "r", "title": "Essai", "pages": 3, "labels": ["i", "ii", "1"]}],
        "sources": [{"id": "t", "kind": "report", "title": "Essai", "about": "r"}],
        "page_texts": [
            {"report": "r", "page": 1, "text": "La souve-\nraineté numérique, et les réseaux"},
            {"report": "r", "page": 2, "text": "sociaux. Rien d’autre."},
            {"report": "r", "page": 3, "text": "Les infox coûtent cher, dit-elle."}
        ]
    })
}

/// A place that begins where a text first holds `from`, and is as long as that.
fn place(source: &str, text: &str, from: &str, exact: &str) -> Value {
    let start = text[..text.find(from).unwrap()].chars().count();
    let end = start + from.chars().count();
    json!({"source": source, "line": 1, "start": start, "end": end, "exact": exact})
}

/// A place on a page of the report.
fn words(corpus: &Value, page: usize, from: &str, exact: &str) -> Value {
    place("t", corpus["page_texts"][page - 1]["text"].as_str().unwrap(), from, exact)
}

#[test]
fn words_must_stand_on_their_page() {
    let mut corpus = report();
    corpus["topics"] = json!([{"id": "s", "name": "Souveraineté numérique"}]);
    corpus["citations"] = json!([
        {"topic": "s", "report": "r", "pages": {"printed": "i", "list": [1]},
         "position": words(&corpus, 1, "souve-\nraineté numérique", "souve-\nraineté numérique")},
        {"topic": "s", "report": "r", "pages": {"printed": "i", "list": [1]},
         "position": words(&corpus, 1, "réseaux", "réseaux")},
        {"topic": "s", "report": "r", "pages": {"printed": "1", "list": [3]},
         "position": words(&corpus, 3, "infox", "souveraineté numérique")},
    ]);
    let (found, code) = problems(&corpus, &[]);
    assert_eq!(code, 3);
    let expected = [("R118", "citations[2].position.exact"), ("R303", "reports[0].pages")];
    assert_eq!(found, rows(&expected));
    let (out, _) = checked(&corpus, &[], &["--lang", "fr"]);
    assert!(out.contains("ne figure pas p. 1, mais p. i"), "{out}");
    assert!(out.contains("1 page ne cite aucune tendance\u{a0}: p. ii ("), "{out}");
}

/// What stands on a page does not stand on the one before it: only what begins there may end on
/// the next.
#[test]
fn what_stands_on_the_next_page_alone_is_told() {
    let mut corpus = report();
    corpus["topics"] =
        json!([{"id": "fn", "name": "Infox"}, {"id": "rs", "name": "Réseau social"}]);
    corpus["experts"] = json!([{"id": "e", "name": "Ada Martin"}]);
    let pages = |page: u32| json!({"printed": "", "list": [page]});
    let cite =
        |topic: &str, page: u32| json!({"topic": topic, "report": "r", "pages": pages(page)});
    corpus["citations"] = json!([cite("fn", 2), cite("rs", 1),
        {"topic": "fn", "report": "r", "pages": pages(2), "position": words(&corpus, 3, "Les infox", "Les infox")}]);
    let says = |id: &str, quote: &str, page: u32| {
        json!({"id": id, "kind": "quote", "text": quote, "quote": quote, "experts": ["e"],
               "topics": ["rs"], "report": "r", "pages": pages(page)})
    };
    corpus["statements"] = json!([
        says("s0", "Les infox coûtent", 2),
        says("s1", "et les réseaux sociaux", 1),
        says("s2", "les réseaux […] Rien d’autre", 1),
    ]);
    let (found, code) = problems(&corpus, &[]);
    let expected = [
        ("R118", "citations[2].position.exact"),
        ("R207", "citations[0].pages"),
        ("R207", "statements[0].quote"),
        ("R303", "reports[0].pages"),
    ];
    assert_eq!((found, code), (rows(&expected), 3));
}

#[test]
fn a_page_names_what_it_is_cited_for_in_some_form() {
    let mut corpus = report();
    corpus["topics"] = json!([
        {"id": "rs", "name": "Réseau social"},
        {"id": "fn", "name": "Fake news", "aliases": ["infox"]}
    ]);
    let cite = |topic: &str, page: u32| json!({"topic": topic, "report": "r", "pages": {"printed": "", "list": [page]}});
    corpus["citations"] = json!([cite("rs", 1), cite("rs", 2), cite("fn", 3)]);
    let (found, code) = problems(&corpus, &[]);
    // The name that a page break cuts counts on the first of its pages.
    assert_eq!((found, code), (rows(&[("R207", "citations[1].pages")]), 0));
    let (out, code) = checked(&corpus, &[], &["--strict"]);
    assert_eq!(code, 3);
    assert!(out.contains("Réseau social is not named on p. ii"), "{out}");
    // What is not known is not wrong.
    corpus["page_texts"][1]["status"] = json!("scanned");
    assert_eq!(problems(&corpus, &[]).0, []);
}

#[test]
fn quotations_must_stand_in_their_source() {
    let html = "<p>Elle dit&nbsp;: «&nbsp;L&rsquo;<i>&eacute;t&eacute;</i> est là, enfin, et la pluie aussi&nbsp;».</p>";
    let corpus = json!({
        "format": "renvoi-corpus/1",
        "sources": [
            {"id": "a", "kind": "article", "title": "Article", "file": "/nowhere/a.html"},
            {"id": "b", "kind": "article", "title": "Perdu", "file": "b.html"}
        ],
        "experts": [{"id": "e", "name": "Ada Martin"}],
        "statements": [
            {"id": "s1", "kind": "quote", "text": "x", "experts": ["e"],
             "quote": "L’été est <b>là</b> […] et la pluie aussi",
             "position": place("a", html, "«&nbsp;L&rsquo;<i>&eacute;t&eacute;</i> est là", "« L’été est là")},
            {"id": "s2", "kind": "quote", "text": "x", "experts": ["e"],
             "quote": "L’hiver est là", "position": place("a", html, "Elle dit", "Elle dit")},
            {"id": "s3", "kind": "paraphrase", "text": "x", "experts": ["e"],
             "position": place("a", html, "Elle dit", "Elle disait")},
            {"id": "s4", "kind": "paraphrase", "text": "x", "position": place("b", "Jamais", "Jamais", "Jamais")}
        ]
    });
    let (found, code) = problems(&corpus, &[("a.html", html)]);
    let expected = [
        ("R117", "statements[1].quote"),
        ("R117", "statements[2].position.exact"),
        ("R304", "sources[1]"),
    ];
    if cfg!(feature = "documents") {
        assert_eq!((found, code), (rows(&expected), 3));
    }
}

/// An article that is beside its corpus, and one quotation from it.
fn quoting(file: &str) -> Value {
    json!({
        "format": "renvoi-corpus/1",
        "sources": [{"id": "a", "kind": "article", "title": "Article", "file": file}],
        "experts": [{"id": "e", "name": "Ada Martin"}],
        "statements": [
            {"id": "s", "kind": "quote", "text": "x", "experts": ["e"],
             "quote": "L’été est là", "position":
                {"source": "a", "line": 1, "start": 11, "end": 23, "exact": "L’été est là"}}
        ]
    })
}

#[test]
fn a_source_is_read_beside_its_corpus_before_the_current_folder() {
    let here: TempDir = tempfile::tempdir().unwrap();
    let there = here.path().join("corpus/texts");
    fs::create_dir_all(&there).unwrap();
    let check = || {
        let mut command = Command::cargo_bin("renvoi").unwrap();
        command.env_clear().current_dir(here.path()).args(["check", "corpus/c.json"]);
        let output = command.output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    };
    fs::write(here.path().join("corpus/c.json"), quoting("texts/a.txt").to_string()).unwrap();
    fs::create_dir(here.path().join("texts")).unwrap();
    fs::write(here.path().join("texts/a.txt"), "Tout autre chose.").unwrap();
    fs::write(there.join("a.txt"), "Elle dit «\u{a0}L’été est là\u{a0}».").unwrap();
    assert_eq!(check(), ("no problem\n".to_owned(), Some(0)));
    fs::remove_file(there.join("a.txt")).unwrap();
    let (out, code) = check();
    assert!(out.contains("R117") && code == Some(3), "{out}");
}

/// The quotation in each encoding that an import reads, and in none.
#[cfg(feature = "documents")]
#[test]
fn a_source_is_read_in_the_encoding_that_import_reads() {
    let text = "Elle dit «\u{a0}L’été est là\u{a0}».";
    let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    let latin = |letter| if letter == '’' { 0x92 } else { u8::try_from(letter).unwrap() };
    let folder: TempDir = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("c.json"), quoting("a.txt").to_string()).unwrap();
    for (bytes, expected) in [
        (format!("\u{feff}{text}").into_bytes(), "no problem"),
        (wide(u16::to_le_bytes), "no problem"),
        (wide(u16::to_be_bytes), "no problem"),
        (text.chars().map(latin).collect(), "no problem"),
        (b"%PDF-1.4 ...".to_vec(), "R304"),
    ] {
        fs::write(folder.path().join("a.txt"), &bytes).unwrap();
        let mut command = Command::cargo_bin("renvoi").unwrap();
        command.env_clear().current_dir(folder.path()).args(["check", "c.json"]);
        let out = String::from_utf8(command.output().unwrap().stdout).unwrap();
        assert!(out.contains(expected), "{out}{bytes:x?}");
    }
}

/// A part of a word is not the word, in a source, on a page and in a place.
#[test]
fn words_stand_nowhere_as_parts_of_longer_ones() {
    let text = "Le parti\u{a0}: 1234 voix.";
    let mut corpus = report();
    let article = json!({"id": "a", "kind": "article", "title": "A", "file": "a.txt"});
    corpus["sources"].as_array_mut().unwrap().push(article);
    corpus["topics"] = json!([{"id": "c", "name": "Coût"}]);
    corpus["experts"] = json!([{"id": "e", "name": "Ada Martin"}]);
    corpus["citations"] = json!([
        {"topic": "c", "report": "r", "pages": {"printed": "1", "list": [3]},
         "position": words(&corpus, 3, "coût", "coût")}]);
    let says = |id: &str, quote: &str, position: Value| {
        json!({"id": id, "kind": "quote", "text": quote, "quote": quote, "experts": ["e"],
               "position": position})
    };
    let mut on_page = says("s2", "coût", json!(null));
    on_page.as_object_mut().unwrap().remove("position");
    (on_page["report"], on_page["pages"]) = (json!("r"), json!({"printed": "1", "list": [3]}));
    corpus["statements"] = json!([
        says("s0", "parti", place("a", text, "parti", "parti")),
        says("s1", "art", place("a", text, "art", "art")),
        on_page,
        says("s3", "23", place("a", text, "23", "23")),
    ]);
    let expected = [
        ("R117", "statements[1].position.exact"),
        ("R117", "statements[1].quote"),
        ("R117", "statements[3].position.exact"),
        ("R117", "statements[3].quote"),
        ("R118", "citations[0].position.exact"),
        ("R207", "statements[2].quote"),
        ("R303", "reports[0].pages"),
    ];
    assert_eq!(problems(&corpus, &[("a.txt", text)]), (rows(&expected), 3));
}

#[test]
fn a_place_that_does_not_hold_its_words_is_told() {
    let text = "Le parti\u{a0}: 1234 voix.";
    let mut corpus = report();
    let article = json!({"id": "a", "kind": "article", "title": "A", "file": "a.txt"});
    corpus["sources"].as_array_mut().unwrap().push(article);
    corpus["topics"] = json!([{"id": "i", "name": "Infox"}]);
    let says = |id: &str, position: Value| json!({"id": id, "kind": "paraphrase", "text": "x", "position": position});
    let mut beyond = place("a", text, "parti", "parti");
    (beyond["start"], beyond["end"]) = (json!(700), json!(705));
    corpus["statements"] = json!([
        says("s0", place("a", text, "voix", "parti")),
        says("s1", beyond),
        says("s2", place("a", text, "Le parti\u{a0}: 1234", "parti")),
        says("s3", place("a", text, "parti\u{a0}:", "parti")),
    ]);
    let cite = |place: Value| json!({"topic": "i", "report": "r", "pages": {"printed": "1", "list": [3]}, "position": place});
    corpus["citations"] = json!([
        cite(words(&corpus, 3, "coûtent", "infox")),
        cite(words(&corpus, 3, "infox", "infox"))
    ]);
    let expected = [
        ("R210", "citations[0].position.exact"),
        ("R210", "statements[0].position.exact"),
        ("R210", "statements[1].position.exact"),
        ("R303", "reports[0].pages"),
    ];
    let files = [("a.txt", text)];
    assert_eq!(problems(&corpus, &files), (rows(&expected), 0));
    let (out, _) = checked(&corpus, &files, &[]);
    assert!(out.contains("\"parti\" stands there, but not at 700 to 705"), "{out}");
}

#[test]
fn experts_who_may_be_one_are_named_as_a_review_names_them() {
    let mut corpus = report();
    let names =
        ["Ada Martin", "A. Martin", "Lucie Faure", "Faure", "Jo Petit", "Al Petit", "Petit"];
    let expert = |(at, name): (usize, &&str)| json!({"id": format!("e{at}"), "name": name});
    corpus["experts"] = names.iter().enumerate().map(expert).collect();
    // Petit may be either.
    let expected = [("R301", "experts[1].name"), ("R301", "experts[3].name")];
    assert_eq!(problems(&corpus, &[]), (rows(&expected), 0));
    let (out, _) = checked(&corpus, &[], &["--lang", "fr"]);
    assert!(out.contains("A. Martin est peut-être Ada Martin, par les initiales"), "{out}");
    assert!(out.contains("Faure est peut-être Lucie Faure, par le nom de famille seul"), "{out}");
}

#[test]
fn circles_of_broader_topics_are_told_once() {
    let mut corpus = report();
    let topic =
        |id: &str, broader: &str| json!({"id": id, "name": id.repeat(3), "broader": broader});
    corpus["topics"] = json!([
        topic("a", "b"), topic("b", "a"),
        // What leads into a circle is none.
        topic("c", "d"), topic("d", "e"), topic("e", "f"), topic("f", "d"),
        topic("g", "h"), {"id": "h", "name": "hhh"}
    ]);
    let (found, code) = problems(&corpus, &[]);
    let circles: Vec<_> = found.into_iter().filter(|(code, _)| code == "R209").collect();
    assert_eq!(circles, rows(&[("R209", "topics[0].broader"), ("R209", "topics[3].broader")]));
    assert_eq!(code, 0);
    let (out, _) = checked(&corpus, &[], &[]);
    assert!(out.contains("ddd → eee → fff → ddd"), "{out}");
}

#[test]
fn what_does_not_hold_together_is_told() {
    let mut corpus = report();
    corpus["topics"] = json!([
        {"id": "a", "name": "Attention", "related": ["b", "c"]},
        {"id": "b", "name": "Bonheur", "related": ["a"], "see": "d"},
        {"id": "c", "name": "Cheval", "see": "a"},
        {"id": "d", "name": "Chevaux", "see": "b"},
        {"id": "e", "name": "Égalité"}
    ]);
    corpus["experts"] =
        json!([{"id": "x", "name": "Ada Martin"}, {"id": "y", "name": "Martin, Ada"}]);
    let pages = json!({"printed": "1–3", "list": [1, 2, 3]});
    corpus["statements"] = json!([
        {"id": "s", "kind": "paraphrase", "text": "x", "topics": ["a"], "report": "r",
         "pages": pages, "relations": [{"kind": "agrees", "target": "t"}, {"kind": "nuances", "target": "t"}]},
        {"id": "t", "kind": "paraphrase", "text": "x"}
    ]);
    let expected = [
        ("R208", "statements[0].relations[0]"),
        // Attention refers to Cheval, and Cheval not back; Bonheur and Chevaux lead in a circle.
        ("R208", "topics[0].related[1]"),
        ("R208", "topics[1].see"),
        ("R208", "topics[3].see"),
        ("R301", "experts[1].name"),
        ("R301", "topics[3].name"),
        ("R302", "topics[4]"),
    ];
    assert_eq!(problems(&corpus, &[]), (rows(&expected), 0));
}

#[test]
fn the_built_in_corpus_has_no_errors_and_no_warnings_but_of_its_printed_order() {
    let mut command = Command::cargo_bin("renvoi").unwrap();
    let output = command.env_clear().arg("check").output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{out}");
    assert!(out.contains("note[R304]"), "{out}");
    let warnings: Vec<&str> = out.lines().filter(|line| line.contains("warning[")).collect();
    assert_eq!(warnings.len(), 1, "{out}");
    assert!(warnings[0].contains("R201"), "{out}");
}
