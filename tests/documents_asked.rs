//! What is asked of `find` and `import`, on the real program: which files are read, which are
//! written, which terms are looked for, and what is said where that cannot be done.
#![cfg(feature = "documents")]
#![expect(clippy::unwrap_used, reason = "a test: what is missing here is a failure")]

#[path = "support/bench.rs"]
mod bench;

use std::fs;
use std::io::{Cursor, Write};

use bench::Bench;
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TEXT: &[u8] = b"The first page names Quilt.\x0cNothing.\x0cQuilt again, and quilt.";

#[test]
fn what_is_read_is_never_written_over() {
    let known = br#"{"format": "renvoi-corpus/1", "topics": [{"id": "q", "name": "Quilt"}]}"#;
    let files: [(&str, &[u8]); 5] = [
        ("a.txt", TEXT),
        ("topics.txt", b"Quilt\n"),
        ("experts.txt", b"Ada Martin\n"),
        ("known.json", known),
        ("mine.json", b"{\"mine\": true}"),
    ];
    let bench = Bench::new(&files);
    fs::create_dir(bench.path("sub")).unwrap();
    let lists = ["--topics", "topics.txt", "--experts", "experts.txt", "--data", "known.json"];
    for target in ["a.txt", "sub/../a.txt", "topics.txt", "experts.txt", "known.json", "mine.json"]
    {
        for option in ["-o", "--propose"] {
            for force in [&[][..], &["--force"]] {
                let words = [&["import", "a.txt", option, target][..], &lists, force].concat();
                let ran = bench.run(&words);
                assert_eq!(ran.code, 5, "{words:?} {ran:?}");
                assert_eq!(ran.err.lines().count(), 1, "{words:?} {ran:?}");
                // It is no way out where the file is one that is read.
                let offered = force.is_empty() && target == "mine.json";
                assert_eq!(ran.err.contains("--force replaces it"), offered, "{words:?} {ran:?}");
            }
        }
    }
    for (name, bytes) in files {
        assert_eq!(fs::read(bench.path(name)).unwrap(), bytes, "{name}");
    }
    let ran = bench.run(&["import", "a.txt", "-o", "a.txt", "--force", "--lang", "fr"]);
    assert!(ran.err.contains("est lu ici"), "{ran:?}");
    let ran = bench.run(&["import", "a.txt", "-o", "mine.json", "--force", "--lang", "fr"]);
    assert!(ran.err.contains("pas un corpus"), "{ran:?}");
    let ran = bench.run(&["import", "a.txt", "--draft", "-o", "a.txt", "--force"]);
    assert_eq!(ran.code, 5, "{ran:?}");
    assert_eq!(fs::read(bench.path("a.txt")).unwrap(), TEXT);
}

#[test]
fn a_corpus_and_an_empty_file_are_replaced_where_asked() {
    let bench = Bench::new(&[("a.txt", TEXT), ("c.json", b""), ("topics.txt", b"Quilt\n")]);
    for _ in 0..2 {
        let ran = bench.run(&["import", "a.txt", "-o", "c.json", "--force"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert_eq!(bench.corpus("c.json")["format"], "renvoi-corpus/1");
    }
    for _ in 0..2 {
        let ran = bench.run(&["import", "a.txt", "-o", "d.json", "--propose", "p.txt", "--force"]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
}

#[test]
fn what_is_not_in_the_corpus_is_said_last_and_by_the_exit_code() {
    let bench = Bench::new(&[("a.txt", TEXT), ("empty.txt", b"")]);
    let ran = bench.run(&["import", "a.txt", "nope.pdf", "empty.txt", "-o", "c.json"]);
    assert_eq!(ran.code, 4, "{ran:?}");
    assert_eq!(bench.corpus("c.json")["reports"].as_array().unwrap().len(), 1);
    assert_eq!(ran.err.lines().last(), Some("Not in the corpus: nope.pdf, empty.txt"), "{ran:?}");
    let ran = bench.run(&["import", "nope.pdf", "a.txt", "--lang", "fr"]);
    assert_eq!(ran.code, 4, "{ran:?}");
    assert_eq!(ran.err.lines().last(), Some("Absent du corpus\u{a0}: nope.pdf"), "{ran:?}");
    assert!(ran.out.starts_with("{\"format\""), "{ran:?}");
    // Nothing at all can be opened: there is no corpus, for the same reason.
    let ran = bench.run(&["import", "nope.pdf", "empty.txt", "-o", "d.json"]);
    assert_eq!(ran.code, 4, "{ran:?}");
    assert!(!bench.path("d.json").exists());
    let told = bench.json(&["import", "a.txt", "nope.pdf", "-o", "e.json"], 4);
    assert!(told["results"][1]["error"].as_str().unwrap().contains("no such file"), "{told}");
}

#[test]
fn import_counts_what_the_corpus_holds() {
    let bench = Bench::new(&[("a.txt", TEXT), ("list.txt", b"Quilt\n")]);
    let lists = ["--topics", "list.txt", "--experts", "list.txt"];
    let ran = bench.run(&[&["import", "a.txt", "-o", "c.json"][..], &lists].concat());
    let counted: Vec<_> =
        ran.err.lines().skip(1).map(|line| line.split_whitespace().collect::<Vec<_>>()).collect();
    assert_eq!(
        counted,
        [["Quilt", "(trend)", "2", "pages"], ["Quilt", "(expert)", "2", "pages"]],
        "{ran:?}"
    );
    fs::create_dir(bench.path("sub")).unwrap();
    let words =
        ["import", "a.txt", "sub/../a.txt", "./a.txt", "-o", "d.json", "--topics", "list.txt"];
    let ran = bench.run(&words);
    assert_eq!(ran.code, 0, "{ran:?}");
    let said: Vec<&str> = ran.err.lines().filter(|line| line.contains("more than once")).collect();
    assert_eq!(said, ["a.txt: given more than once, read once"], "{ran:?}");
    assert!(ran.err.contains(" 2 pages"), "{ran:?}");
    assert_eq!(bench.corpus("d.json")["reports"].as_array().unwrap().len(), 1);
    assert_eq!(bench.corpus("d.json")["citations"].as_array().unwrap().len(), 3);
    let other = ["import", "a.txt", "a.txt", "--lang", "fr"];
    assert!(bench.run(&other).err.contains("a.txt\u{a0}: donné plus d’une fois, lu une fois"));
}

#[test]
fn a_folder_is_said_to_be_one() {
    let bench = Bench::new(&[("a.txt", TEXT)]);
    for words in
        [&["find", ".", "quilt"][..], &["import", "."], &["import", "a.txt", "--topics", "."]]
    {
        let ran = bench.run(words);
        assert_eq!(ran.code, 4, "{ran:?}");
        assert_eq!(ran.err, "renvoi: .: a folder; name the files in it\n", "{words:?}");
        let ran = bench.run(&[words, &["--lang", "fr"]].concat());
        assert!(ran.err.contains("un dossier\u{202f}; nommez"), "{ran:?}");
    }
}

#[test]
fn a_list_without_a_name_is_said_to_have_none() {
    let bench =
        Bench::new(&[("a.txt", TEXT), ("empty.txt", b"# only this\n\n"), ("l.txt", b"Quilt\n")]);
    let ran = bench.run(&["import", "a.txt", "--topics", "empty.txt", "--experts", "l.txt"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.starts_with("empty.txt: no name in it\n"), "{ran:?}");
    let ran = bench.run(&["import", "a.txt", "--experts", "empty.txt", "--lang", "fr"]);
    assert!(ran.err.starts_with("empty.txt\u{a0}: aucun nom dedans\n"), "{ran:?}");
}

/// An EPUB whose spine has these parts: what leads to each, where it lies, and what it holds.
fn book(parts: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut file = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    file(
        "META-INF/container.xml",
        r#"<container><rootfiles><rootfile full-path="o/a.opf"/></rootfiles></container>"#,
    );
    let listed = parts.iter().enumerate();
    let items: Vec<String> = listed
        .clone()
        .map(|(number, (href, ..))| format!(r#"<item id="i{number}" href="{href}"/>"#))
        .collect();
    let spine: Vec<String> =
        listed.map(|(number, _)| format!(r#"<itemref idref="i{number}"/>"#)).collect();
    let (items, spine) = (items.concat(), spine.concat());
    for (_, at, words) in parts.iter().filter(|(_, at, _)| !at.is_empty()) {
        file(at, &format!("<html><body>{words}</body></html>"));
    }
    file(
        "o/a.opf",
        &format!("<package><manifest>{items}</manifest><spine>{spine}</spine></package>"),
    );
    zip.finish().unwrap().into_inner()
}

#[test]
fn parts_of_a_book_are_found_by_their_address_and_missing_ones_are_named() {
    let parts = [
        ("c%200.xhtml", "o/c 0.xhtml", "<p>page un</p>"),
        ("caf%C3%A9.xhtml", "o/café.xhtml", "<p>page deux</p>"),
        ("c.xhtml#start", "o/c.xhtml", "<p>page trois</p>"),
        ("../text/./d.xhtml", "text/d.xhtml", "<p>page quatre</p>"),
        ("100%25.xhtml", "o/100%25.xhtml", "<p>page cinq</p>"),
        ("50%.xhtml", "o/50%.xhtml", "<p>page six</p>"),
        ("gone.xhtml", "", ""),
    ];
    let bench = Bench::new(&[("a.epub", &book(&parts))]);
    let found = bench.json(&["find", "a.epub", "page"], 0);
    assert_eq!(found["results"][0]["pages"], json!([1, 2, 3, 4, 5, 6]), "{found}");
    assert_eq!(found["results"][0]["status"]["failed"], json!([7]));
    for (number, word) in ["un", "deux", "trois", "quatre", "cinq", "six"].iter().enumerate() {
        assert_eq!(pages(&bench, "a.epub", word), json!([number + 1]), "{word}");
    }
    assert_eq!(found["limits"][0]["limit"], "missing", "{found}");
    let ran = bench.run(&["find", "a.epub", "page"]);
    assert_eq!(ran.err, "a.epub: not read: p. 7\na.epub: missing from the archive: p. 7\n");
    let ran = bench.run(&["find", "a.epub", "page", "--lang", "fr"]);
    assert!(ran.err.ends_with("a.epub\u{a0}: absente de l’archive\u{a0}: p. 7\n"), "{ran:?}");
}

/// The pages of a term, as `find` gives them.
#[track_caller]
fn pages(bench: &Bench, file: &str, term: &str) -> Value {
    let found: Value =
        serde_json::from_str(&bench.run(&["find", file, term, "--json"]).out).unwrap();
    found["results"][0]["pages"].clone()
}

#[test]
fn notes_of_a_letter_are_read() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut file = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let p = |inner: &str| format!("<w:p><w:r>{inner}</w:r></w:p>");
    let note = |kind: &str, id: &str, words: &str| {
        format!(
            "<w:{kind} w:id=\"{id}\"><w:p><w:r><w:{kind}Ref/><w:t>{words}</w:t></w:r></w:p></w:{kind}>"
        )
    };
    let text = [
        p(
            "<w:t>Un mot</w:t><w:footnoteReference w:id=\"2\"/><w:t> de suite.</w:t><w:endnoteReference w:id=\"2\"/>",
        ),
        p("<w:lastRenderedPageBreak/><w:t>Page deux.</w:t><w:footnoteReference w:id=\"3\"/>"),
        p("<w:lastRenderedPageBreak/><w:t>Page trois.</w:t>"),
    ];
    file(
        "word/document.xml",
        &format!("<w:document><w:body>{}</w:body></w:document>", text.concat()),
    );
    let notes = [
        "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:t>trait</w:t></w:r></w:p></w:footnote>".to_owned(),
        note("footnote", "3", "Une lecture attentive."),
        note("footnote", "2", "Voir Terrien."),
    ];
    file("word/footnotes.xml", &format!("<w:footnotes>{}</w:footnotes>", notes.concat()));
    let notes = note("endnote", "2", "Enfin Wellhoff.");
    file("word/endnotes.xml", &format!("<w:endnotes>{notes}</w:endnotes>"));
    let bytes = zip.finish().unwrap().into_inner();
    let bench = Bench::new(&[("a.docx", &bytes)]);
    for (term, on) in [
        ("mot de suite", json!([1])),
        ("Terrien", json!([1])),
        ("lecture attentive", json!([2])),
        ("Wellhoff", json!([3])),
        ("trait", json!([])),
    ] {
        assert_eq!(pages(&bench, "a.docx", term), on, "{term}");
    }
}

#[test]
fn a_file_in_the_place_of_a_term_is_told_and_a_term_without_a_word_refused() {
    let bench = Bench::new(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    let ran = bench.run(&["find", "a.txt", "b.txt", "quilt"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        ran.err,
        "b.txt: looked for as words, though there is a file of that name; find reads one document\n"
    );
    let ran = bench.run(&["find", "a.txt", "b.txt", "quilt", "--json", "--lang", "fr"]);
    assert!(ran.err.contains("cherché comme des mots"), "{ran:?}");
    for term in ["", " ", "*", "—", "++"] {
        let ran = bench.run(&["find", "a.txt", "quilt", term]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{term} {ran:?}");
        assert!(ran.err.contains("without a letter or a digit"), "{ran:?}");
    }
    let ran = bench.run(&["find", "nope.txt", "*", "--lang", "fr"]);
    assert!(ran.err.contains("sans lettre ni chiffre"), "{ran:?}");
    assert_eq!(pages(&bench, "a.txt", "日本"), json!([]));
}

#[test]
fn options_that_mean_nothing_to_find_are_refused() {
    let bench = Bench::new(&[("a.txt", TEXT)]);
    for option in [["--data", "a.txt"], ["--max-size", "1G"]] {
        let ran = bench.run(&[&["find", "a.txt", "quilt"][..], &option].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        assert!(ran.err.contains(option[0]), "{ran:?}");
        let help = bench.run(&["find", "--help"]).out;
        assert!(!help.contains(option[0]), "{help}");
    }
}

#[test]
fn context_stands_in_columns_too() {
    let bench = Bench::new(&[("a.txt", TEXT)]);
    let ran = bench.run(&["find", "a.txt", "quilt", "absent", "--context", "--format", "plain"]);
    assert_eq!(
        ran.out,
        "quilt\t1\tThe first page names Quilt.\t\nquilt\t3\tQuilt again, and quilt.\t\nabsent\t\t\t\n"
    );
}

#[test]
fn signs_glued_to_a_term_belong_to_it() {
    let text = "Written in C, not so well.\x0cWritten in C++.\x0cC# and F#.\x0cOn example.net.\x0c\
        (.NET) or .Net\x0cthe C++11 of old\x0cthe net and C +";
    let bench = Bench::new(&[("a.txt", text.as_bytes()), ("t.txt", b"C++\n.NET\n")]);
    for (term, on) in [
        ("C++", json!([2, 6])),
        ("C#", json!([3])),
        ("F#", json!([3])),
        (".NET", json!([5])),
        ("C", json!([1, 2, 3, 6, 7])),
        ("net", json!([4, 5, 7])),
        ("well.", json!([1])),
    ] {
        assert_eq!(pages(&bench, "a.txt", term), on, "{term}");
    }
    let told = bench.json(&["import", "a.txt", "-o", "c.json", "--topics", "t.txt"], 0);
    assert_eq!(told["results"][0]["names"][0]["pages"], json!([2, 6]));
    assert_eq!(bench.corpus("c.json")["citations"][0]["position"]["exact"], "C++");
    assert_eq!(bench.run(&["check", "c.json", "--strict"]).code, 0);
}

#[test]
fn printed_pages_of_a_book_are_its_pages_and_their_want_is_said() {
    let first = "<h1>Un</h1><p><i epub:type='pagebreak' title='i'/>le mot<i role='doc-pagebreak' aria-label='ii'/>rien</p>";
    let second = "<h1>Deux</h1><p><i epub:type='pagebreak' title='1'/>un mot</p>";
    let marked = book(&[("a.xhtml", "o/a.xhtml", first), ("b.xhtml", "o/b.xhtml", second)]);
    let plain = book(&[("a.xhtml", "o/a.xhtml", "<p>un mot</p>")]);
    let bench = Bench::new(&[("a.epub", &marked), ("b.epub", &plain), ("t.txt", b"mot\n")]);
    let found = bench.json(&["find", "a.epub", "mot"], 0);
    assert_eq!(found["results"][0]["pages"], json!([1, 3]), "{found}");
    assert_eq!(found["labels"], json!(["i", "ii", "1"]), "{found}");
    let ran = bench.run(&["import", "a.epub", "b.epub", "-o", "c.json", "--topics", "t.txt"]);
    let said: Vec<&str> =
        ran.err.lines().filter(|line| line.contains("no printed pages")).collect();
    assert_eq!(
        said,
        ["b.epub: no printed pages are marked in it, each of its parts counts as one"],
        "{ran:?}"
    );
    let corpus = bench.corpus("c.json");
    let printed: Vec<&str> = corpus["citations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cited| cited["pages"]["printed"].as_str().unwrap())
        .collect();
    assert_eq!(printed, ["i", "1", "1"]);
    let ran = bench.run(&["import", "b.epub", "--lang", "fr"]);
    assert!(ran.err.contains("aucune page imprimée"), "{ran:?}");
}

#[test]
fn a_draft_refuses_what_it_does_not_heed_and_has_the_language_it_is_given() {
    let article = "Selon Ada Martin, la salle est vide (p. 4).";
    let bench = Bench::new(&[
        ("a.txt", article.as_bytes()),
        ("a.pdf", b"%PDF-1.4"),
        ("t.txt", b"Salle\n"),
        ("c.json", br#"{"format":"renvoi-corpus/1"}"#),
    ]);
    for (more, said) in [
        (&["a.txt", "--topics", "t.txt"][..], "--topics"),
        (&["a.txt", "--experts", "t.txt"], "--experts"),
        (&["a.txt", "--year", "2020"], "--year"),
        (&["a.txt", "--data", "c.json"], "--draft takes no --data"),
    ] {
        let ran = bench.run(&[&["import", "--draft"], more].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        assert!(ran.err.contains(said), "{ran:?}");
    }
    let ran = bench.run(&["import", "--draft", "a.pdf"]);
    assert!(ran.err.contains("save the article as one of these"), "{ran:?}");
    let ran = bench.run(&["import", "--draft", "a.txt", "--language", "fr", "-o", "d.json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let corpus = bench.corpus("d.json");
    assert_eq!(
        (&corpus["language"], &corpus["sources"][0]["language"]),
        (&json!("fr"), &json!("fr"))
    );
    assert_eq!(bench.run(&["check", "d.json"]).code, 0);
}

#[test]
fn a_year_has_four_digits_at_most() {
    let bench = Bench::new(&[("a.txt", b"un mot")]);
    for (year, code) in [("2023", 0), ("812", 0), ("20230", 2), ("0", 2)] {
        let ran = bench.run(&["import", "a.txt", "--year", year]);
        assert_eq!(ran.code, code, "{ran:?}");
    }
}

#[test]
fn a_corpus_in_the_place_of_a_document_is_told_how_to_be_opened() {
    let bench = Bench::new(&[
        ("c.json", br#"{ "format": "renvoi-corpus/1" }"#),
        ("other.json", br#"{ "text": "un mot" }"#),
    ]);
    let ran = bench.run(&["import", "c.json"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    assert!(ran.err.contains("c.json: this is a corpus already; --data opens it"), "{ran:?}");
    assert_eq!(bench.run(&["import", "other.json"]).code, 0);
}
