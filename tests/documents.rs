//! Documents in, on the real program: what is found on their pages, what becomes of them,
//! and what hostile ones do. Every document is written here or made for the test.
#![cfg(feature = "documents")]
#![expect(clippy::unwrap_used, reason = "a test: what is missing here is a failure")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/paper.rs"]
mod paper;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use bench::Bench;
use paper::{Paper, text_operators};
use serde_json::{Value, json};

fn small() -> Vec<u8> {
    Paper::of(&[
        "La souveraineté numérique\net l’économie d’attention.",
        "Rien sur cette page.",
        "Une intelligence arti-\nficielle, et encore la souve-\nraineté numérique.",
    ])
    .labels("0 << /S /r >> 2 << /S /D >>")
    .bytes()
}

#[test]
fn find_prints_every_page_where_a_term_stands() {
    let bench = Bench::new(&[("a.pdf", &small())]);
    let found = bench.json(
        &["find", "a.pdf", "souveraineté numérique", "Intelligences artificielles", "absent"],
        0,
    );
    let pages = |n: usize| found["results"][n]["pages"].clone();
    assert_eq!(pages(0), json!([1, 3]));
    assert_eq!(pages(1), json!([3]));
    assert_eq!(pages(2), json!([]));
    assert_eq!(found["results"][0]["term"], "souveraineté numérique");
    assert_eq!(found["labels"], json!(["i", "ii", "1"]));
    assert_eq!(
        found["results"][2]["status"],
        json!({"scanned": [], "unreadable": [], "failed": []})
    );
    assert_eq!(found["results"][0]["lines"], Value::Null);
    let ran = bench.run(&["find", "a.pdf", "economie", "--context", "--lang", "fr"]);
    assert!(ran.out.contains("economie — 1 page\n"), "{}", ran.out);
    assert!(ran.out.contains("et l’économie d’attention."), "{}", ran.out);
    assert!(ran.out.contains("  pages comptées   1\n  pages imprimées  i\n"), "{}", ran.out);
    assert!(ran.out.contains("  p. 1 (imprimée i)   et l’économie"), "{}", ran.out);
    let ran = bench.run(&["find", "a.pdf", "--format", "plain", "page", "absent"]);
    assert_eq!(ran.out, "page\t2\nabsent\t\n");
    assert_eq!(bench.run(&["find", "a.pdf", "absent"]).code, 1);
}

#[test]
fn find_reads_a_pipe_where_told() {
    let bench = Bench::new(&[]);
    let output = bench
        .command(&["find", "-", "attention", "--format", "plain"])
        .write_stdin(small())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "attention\t1\n");
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let left = "Le premier mot de la colonne est le numé-\nrique.";
    let content = text_operators(left, 60, 780) + &text_operators("Puis la\ndroite.", 330, 780);
    let bench = Bench::new(&[("a.pdf", &Paper::new().raw(&content).bytes())]);
    let found = bench.json(&["find", "a.pdf", "numérique", "rique. Puis", "la droite"], 0);
    let pages: Vec<_> = (0..3).map(|n| found["results"][n]["pages"].clone()).collect();
    assert_eq!(pages, [json!([1]), json!([]), json!([1])]);
}

/// A page that is written by a form with a font of its own.
fn with_font(font: &str, content: &str) -> Vec<u8> {
    let mut paper = Paper::new();
    let font = paper.object(font);
    let form = paper.stream(
        &format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F {font} 0 R >> >>"
        ),
        content.as_bytes(),
    );
    let stream = paper.stream("", b"/X Do");
    paper.page_of(stream, &format!("/XObject << /X {form} 0 R >>"));
    paper.bytes()
}

#[test]
fn accents_that_are_set_over_their_letter_are_read_with_it() {
    // As TeX sets them: the accent, then back by its width, then the letter.
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    let content = r"BT /F 11 Tf 60 780 Td
        [(souverainet\264) 333 (e num\264) 333 (erique fran\270) 333 (caise)] TJ 0 -14 Td
        [(la for\210) 333 (et na\250) 333 (ive)] TJ ET";
    let bench = Bench::new(&[("a.pdf", &with_font(font, content))]);
    let ran = bench.run(&["import", "a.pdf", "-o", "c.json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let text = bench.corpus("c.json")["page_texts"][0]["text"].as_str().unwrap().to_owned();
    assert!(text.starts_with("souveraineté numérique française\nla forêt naïve"), "{text}");
    let found = bench.json(&["find", "a.pdf", "souveraineté numérique", "forêt"], 0);
    assert_eq!(found["results"][0]["pages"], json!([1]));
    assert_eq!(found["results"][1]["pages"], json!([1]));
}

#[test]
fn letters_that_are_set_as_one_are_found_by_both() {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica \
        /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >> >>";
    let content =
        r"BT /F 11 Tf 60 780 Td (l'intelligence arti\001cielle en\002e, un c\234ur) Tj ET";
    let bench = Bench::new(&[("a.pdf", &with_font(font, content))]);
    let terms = ["intelligence artificielle", "enfle", "cœur", "coeur"];
    let found = bench.json(&[&["find", "a.pdf"][..], &terms].concat(), 0);
    for (number, term) in terms.iter().enumerate() {
        assert_eq!(found["results"][number]["pages"], json!([1]), "{term}");
    }
}

#[test]
fn running_heads_and_contents_are_named_apart_and_leave_no_citation() {
    let rows: Vec<String> =
        (1..=6).map(|row| format!("Le climat, chapitre {row} ........ {}\n", row * 3)).collect();
    let page = |number: usize, words: &str| {
        format!(
            "Rapport annuel sur le climat\n\nUn {words} ici.\nPuis un {words}.\nDu {words}.\n{words} encore.\n\n{number}"
        )
    };
    let pages = [
        format!("Sommaire\n{}", rows.concat()),
        page(2, "arbre"),
        page(3, "climat"),
        page(4, "verger"),
        page(5, "puits"),
    ];
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let bench = Bench::new(&[("a.pdf", &Paper::of(&pages).bytes()), ("topics.txt", b"climat\n")]);
    let found = bench.json(&["find", "a.pdf", "climat", "--context"], 0);
    let row = &found["results"][0];
    assert_eq!(row["pages"], json!([1, 2, 3, 4, 5]));
    assert_eq!(row["apart"], json!({"running": [2, 4, 5], "contents": [1]}));
    let lines = row["lines"].as_array().unwrap();
    let plain: Vec<&str> = lines
        .iter()
        .filter(|line| line["apart"] == Value::Null)
        .map(|line| line["text"].as_str().unwrap())
        .collect();
    assert_eq!(plain, ["Un climat ici.", "Puis un climat.", "Du climat.", "climat encore."]);
    let ran = bench.run(&["find", "a.pdf", "climat", "--context"]);
    assert!(ran.out.contains("Rapport annuel sur le climat (running head)"), "{}", ran.out);
    assert_eq!(bench.run(&["import", "a.pdf", "-o", "c.json", "--topics", "topics.txt"]).code, 0);
    let corpus = bench.corpus("c.json");
    let mut cited: Vec<u64> = corpus["citations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cited| cited["pages"]["list"][0].as_u64().unwrap())
        .collect();
    cited.dedup();
    assert_eq!(cited, [3]);
}

#[test]
fn lists_of_names_are_read_in_the_letters_of_windows_and_too_large_ones_are_refused() {
    let bench = Bench::new(&[
        ("a.pdf", &small()),
        ("topics.csv", b"nom;alias\nSouverainet\xe9 num\xe9rique;\n"),
        ("corpus.json", br#"{"format": "renvoi-corpus/1", "topics": []}"#),
        ("large.txt", &b"mot\n".repeat(5 << 20)),
    ]);
    let told = bench.json(&["import", "a.pdf", "-o", "c.json", "--topics", "topics.csv"], 0);
    assert_eq!(told["results"][0]["names"][0]["pages"], json!([1, 3]));
    for name in ["corpus.json", "large.txt"] {
        let ran = bench.run(&["import", "a.pdf", "-o", "d.json", "--topics", name]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains(name) && ran.err.contains("no list of names"), "{ran:?}");
    }
}

#[test]
fn an_imported_corpus_has_text_labels_and_a_citation_a_hit() {
    let bench = Bench::new(&[
        ("a.pdf", &small()),
        (
            "topics.txt",
            "Souveraineté numérique\nIntelligence artificielle = IA\nAbsente\n".as_bytes(),
        ),
        ("experts.txt", b"Ada Martin\n"),
    ]);
    let words = [
        "import",
        "a.pdf",
        "-o",
        "c.json",
        "--topics",
        "topics.txt",
        "--experts",
        "experts.txt",
        "--title",
        "Essai",
        "--year",
        "2020",
        "--language",
        "fr",
    ];
    let told = bench.json(&words, 0);
    assert_eq!(told["results"][0]["names"][0]["pages"], json!([1, 3]));
    let checked = bench.run(&["validate", "c.json", "--strict"]);
    assert_eq!((checked.code, checked.out.as_str()), (0, "no problem\n"));
    let corpus = bench.corpus("c.json");
    assert_eq!(corpus["reports"][0]["labels"], json!(["i", "ii", "1"]));
    assert_eq!(corpus["reports"][0]["year"], 2020);
    assert_eq!(corpus["page_texts"].as_array().unwrap().len(), 3);
    let citations = corpus["citations"].as_array().unwrap();
    let exact: Vec<_> =
        citations.iter().map(|c| c["position"]["exact"].as_str().unwrap()).collect();
    assert_eq!(
        exact,
        ["souveraineté numérique", "souve-\nraineté numérique", "intelligence arti-\nficielle"]
    );
    let looked =
        bench.run(&["lookup", "souveraineté numérique", "--data", "c.json", "--format", "plain"]);
    assert_eq!(looked.out, "topic\tsouverainete-numerique\tSouveraineté numérique\t1,3\n");
}

#[test]
fn several_documents_become_several_reports_and_known_names_are_found() {
    let other = Paper::of(&["L’intelligence artificielle, seule."]).bytes();
    let known = r#"{"format": "renvoi-corpus/1", "topics": [{"id": "ai", "name": "IA", "aliases": ["intelligence artificielle"]}]}"#;
    let bench =
        Bench::new(&[("a.pdf", &small()), ("b.pdf", &other), ("known.json", known.as_bytes())]);
    let ran = bench.run(&["import", "a.pdf", "b.pdf", "--data", "known.json", "-o", "c.json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("IA"), "{}", ran.err);
    let corpus = bench.corpus("c.json");
    assert_eq!(corpus["reports"].as_array().unwrap().len(), 2);
    let cited: Vec<_> =
        corpus["citations"].as_array().unwrap().iter().map(|c| c["report"].clone()).collect();
    assert_eq!(cited, ["a", "b"]);
    assert_eq!(corpus["title"], "a (+1)");
    let ran = bench.run(&["import", "a.pdf", "b.pdf", "--title", "X"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    assert!(ran.err.contains("--title is for one document"), "{}", ran.err);
    let ran = bench.run(&["import", "a.pdf", "./a.pdf", "--title", "X", "-o", "x.json"]);
    assert_eq!(ran.code, 0, "one document, given twice: {ran:?}");
    assert_eq!(bench.corpus("x.json")["title"], "X");
    assert_eq!(bench.run(&["validate", "c.json"]).code, 0);
}

#[test]
fn topics_are_proposed_where_none_is_listed_and_never_claimed() {
    let pages = [
        "Voici la souveraineté numérique, dit Ada Martin.",
        "Encore la souveraineté numérique.",
        "La page que lit Ada Martin.",
        "Rien.",
        "Rien non plus.",
    ];
    let bench = Bench::new(&[("a.pdf", &Paper::of(&pages).bytes())]);
    let told = bench.json(&["import", "a.pdf", "-o", "c.json", "--propose", "p.txt"], 0);
    let proposals = told["results"][0]["proposals"].as_array().unwrap();
    let named = |name: &str| proposals.iter().find(|one| one["name"] == name).unwrap();
    assert_eq!(named("souveraineté numérique")["pages"], json!([1, 2]));
    assert_eq!(named("Ada Martin")["why"], "capitals");
    assert_eq!(bench.corpus("c.json")["topics"], Value::Null);
    // The list is one that can be imported with.
    let told = bench.json(&["import", "a.pdf", "-o", "d.json", "--topics", "p.txt"], 0);
    assert_eq!(told["results"][0]["proposals"], json!([]));
    let names = told["results"][0]["names"].as_array().unwrap();
    assert_eq!(names.len(), proposals.len());
    let ran = bench.run(&["import", "a.pdf", "-o", "e.json", "--propose", "p.txt"]);
    assert_eq!(ran.code, 5, "{ran:?}");
    assert!(!bench.path("e.json").exists());
    let ran = bench.run(&["import", "a.pdf", "-o", "e.json", "--lang", "fr"]);
    assert!(ran.err.contains("aucune n’est dans le corpus"), "{}", ran.err);
}

#[test]
fn another_program_reads_a_pdf_where_it_is_installed() {
    let bench = Bench::new(&[("a.pdf", &small()), ("b.pdf", b"%PDF-1.7\nno more")]);
    let words = ["find", "a.pdf", "attention", "--extractor", "pdftotext", "--format", "plain"];
    let mut hidden = bench.command(&words);
    let output = hidden.env("PATH", bench.path("nowhere")).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("not installed"), "{output:?}");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let installed = std::env::split_paths(&path).any(|folder| folder.join("pdftotext").exists());
    if !installed {
        assert!(std::env::var_os("RENVOI_NO_SKIP").is_none(), "pdftotext is not installed");
        eprintln!("skipped: pdftotext is not installed");
        return;
    }
    let output = bench.command(&words).env("PATH", &path).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "attention\t1\n");
    let broken = ["find", "b.pdf", "attention", "--extractor", "pdftotext"];
    let output = bench.command(&broken).env("PATH", &path).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{output:?}");
}

/// A program of that name that says what it is told instead of reading.
#[cfg(unix)]
#[test]
fn another_program_is_held_to_the_same_limits() {
    use std::os::unix::fs::PermissionsExt;

    let bench = Bench::new(&[("a.pdf", &small())]);
    let other = |script: &str| {
        let program = bench.path("pdftotext");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let words = ["find", "a.pdf", "attention", "1048576", "--extractor", "pdftotext", "--json"];
        let output = bench.command(&words).env("PATH", bench.0.path()).output().unwrap();
        let answer = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
        (output.status.code(), answer, String::from_utf8(output.stderr).unwrap())
    };
    let (code, answer, err) = other("ulimit -v; printf 'attention\\f'; ulimit -f; printf '\\f'");
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(answer["results"][0]["pages"], serde_json::json!([1]));
    assert_eq!(answer["results"][1]["pages"], serde_json::json!([1]), "memory, in kB: {answer}");
    // The pages before one that breaks off are kept, and it is said why the others are lost.
    let (code, answer, err) =
        other("printf 'attention\\fattention'; echo 'Out of memory' >&2; exit 134");
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(answer["results"][0]["pages"], serde_json::json!([1]), "{answer}");
    assert_eq!(answer["limits"][0]["limit"], "memory", "{answer}");
    let (code, answer, err) = other(
        "b=bbbbbbbbbbbbbbbb; b=$b$b$b$b; b=$b$b$b$b; b=$b$b$b$b\n\
         printf 'attention\\f'; while echo $b; do :; done",
    );
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(answer["results"][0]["pages"], serde_json::json!([1]), "{answer}");
    assert_eq!(answer["limits"][0]["limit"], "text", "{answer}");
    let (code, _, err) = other("echo 'Out of memory' >&2; exit 134");
    assert_eq!(code, Some(4), "{err}");
    assert!(err.contains("more than 1024 MB of memory"), "{err}");
}

#[test]
fn nothing_is_overwritten_unasked() {
    let bench =
        Bench::new(&[("a.pdf", &small()), ("c.json", b"{\"format\": \"renvoi-corpus/1\"}")]);
    let ran = bench.run(&["import", "a.pdf", "-o", "c.json"]);
    assert_eq!(ran.code, 5);
    assert!(ran.err.contains("--force"), "{}", ran.err);
    assert_eq!(bench.corpus("c.json").as_object().unwrap().len(), 1);
    assert_eq!(bench.run(&["import", "a.pdf", "-o", "c.json", "--force"]).code, 0);
    assert_eq!(bench.corpus("c.json")["format"], "renvoi-corpus/1");
    assert_eq!(fs::read_dir(bench.0.path()).unwrap().count(), 2);
}

#[test]
fn forms_and_notes_are_read_hidden_layers_are_not_and_invisible_text_is() {
    let mut paper = Paper::new();
    let layer = paper.object("<< /Type /OCG /Name (off) >>");
    let inner = paper.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Matrix [1 0 0 1 0 -100]",
        text_operators("dans la forme", 60, 780).as_bytes(),
    );
    let look = paper.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F 3 0 R >> >>",
        text_operators("dans la note", 2, 5).as_bytes(),
    );
    let note = |flags: u32, y: u32| {
        format!(
            "<< /Type /Annot /Subtype /FreeText /F {flags} /Rect [60 {y} 260 {}] /AP << /N {look} 0 R >> >>",
            y + 20
        )
    };
    let content = format!(
        "{}/OC /L BDC {}EMC /X Do q 3 Tr {}Q /Span << /ActualText (au clair) >> BDC {}EMC",
        text_operators("en clair", 60, 800),
        text_operators("hors de vue", 60, 760),
        text_operators("invisible", 60, 740),
        text_operators("xyz", 60, 720),
    );
    let stream = paper.stream("", content.as_bytes());
    // What follows the resources is closed here and opened again for the page's own brackets.
    let (seen, unseen) = (note(4, 600), note(2, 560));
    paper.page_of(
        stream,
        &format!(
            "/XObject << /X {inner} 0 R >> /Properties << /L {layer} 0 R >> >> /Annots [{seen} {unseen}] /Rest <<"
        ),
    );
    paper.labels(&format!(
        "0 << /S /D >>] >> /OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >> /Rest << /Nums ["
    ));
    let bench = Bench::new(&[("a.pdf", &paper.bytes())]);
    let ran = bench.run(&["import", "a.pdf", "-o", "c.json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let corpus = bench.corpus("c.json");
    let text = corpus["page_texts"][0]["text"].as_str().unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, ["en clair", "dans la forme", "invisible", "au clair", "dans la note"]);
}

/// The bytes that unpack to so many zeros.
fn bomb(size: u64) -> Vec<u8> {
    use std::io::{Read, Write};
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let mut left = std::io::repeat(b' ').take(size);
    std::io::copy(&mut left, &mut packed).unwrap();
    packed.write_all(b"BT /F 11 Tf (never) Tj ET").unwrap();
    packed.finish().unwrap()
}

/// A good page, the page that is made, a good page.
fn between(make: impl Fn(&mut Paper)) -> Vec<u8> {
    let mut paper = Paper::new();
    paper.page("Une bonne page avant.");
    make(&mut paper);
    paper.page("Une bonne page après.");
    paper.bytes()
}

/// Forms that each draw the next one twice.
fn nested(paper: &mut Paper, levels: usize) {
    let mut inner = paper.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"0 0 m 1 1 l S");
    for _ in 0..levels {
        let about = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {inner} 0 R >> >>"
        );
        inner = paper.stream(&about, b"/X Do /X Do");
    }
    let stream = paper.stream("", b"/X Do");
    paper.page_of(stream, &format!("/XObject << /X {inner} 0 R >>"));
}

#[track_caller]
fn survives(name: &str, bytes: &[u8], code: i32) -> Value {
    let bench = Bench::new(&[("a.pdf", bytes)]);
    let began = Instant::now();
    let ran = bench.run(&["find", "a.pdf", "page", "--json"]);
    assert!(began.elapsed() < Duration::from_secs(20), "{name}: {:?}", began.elapsed());
    assert_eq!(ran.code, code, "{name}: {ran:?}");
    assert!(!ran.err.contains("panicked"), "{name}: {}", ran.err);
    serde_json::from_str(&ran.out).unwrap_or_default()
}

#[test]
fn hostile_pages_are_lost_with_their_limit_and_good_ones_kept() {
    let flate = |paper: &mut Paper| {
        let stream = paper.stream("/Filter /FlateDecode", &bomb(3 << 30));
        paper.page_of(stream, "");
    };
    let forms = |paper: &mut Paper| nested(paper, 26);
    for (name, bytes) in [("flate", between(flate)), ("forms", between(forms))] {
        let found = survives(name, &bytes, 0);
        assert_eq!(found["results"][0]["pages"], json!([1, 3]), "{name} {found}");
        assert_eq!(found["results"][0]["status"]["failed"], json!([2]), "{name} {found}");
        assert_eq!(found["limits"][0]["pages"], json!([2]), "{name} {found}");
    }
}

#[test]
fn too_much_on_a_page_is_cut_and_named() {
    let long = "mot ".repeat(60_000);
    let found = survives(
        "long",
        &between(|paper| {
            paper.raw(&format!("BT /F 1 Tf 10 400 Td ({long}) Tj ET"));
            paper.raw(&"BT /F 1 Tf 10 400 Td (page) Tj ET\n".repeat(60_000));
        }),
        0,
    );
    let pages = found["results"][0]["pages"].as_array().unwrap();
    assert!(pages.contains(&json!(1)) && pages.contains(&json!(4)), "{found}");
    assert!(
        found["limits"].as_array().unwrap().iter().all(|limit| limit["limit"] == "glyphs"),
        "{found}"
    );
    assert_eq!(found["limits"][0]["pages"], json!([2, 3]), "{found}");
}

#[test]
fn odd_documents_end_in_words() {
    let whole = small();
    let mut cyclic = Paper::new();
    cyclic.page("une page");
    let knot = cyclic.object("<< /Type /Pages /Kids [2 0 R 5 0 R] /Count 9 >>");
    let _ = knot;
    let deep = between(|paper| {
        paper.raw(&format!("{}{}", "[".repeat(200_000), "]".repeat(200_000)));
        paper.raw(&"q ".repeat(300_000));
    });
    let selfish = between(|paper| {
        let number = paper.object(Vec::new()) + 1;
        let form = paper.stream(
            &format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {number} 0 R >> >>"),
            b"/X Do",
        );
        paper.page_of(form, &format!("/XObject << /X {form} 0 R >>"));
    });
    for (name, bytes) in [("deep", deep), ("selfish", selfish), ("cyclic", cyclic.bytes())] {
        let found = survives(name, &bytes, 0);
        assert!(found["results"][0]["pages"].as_array().unwrap().contains(&json!(1)), "{name}");
    }
    // Without its table a document is still read by its objects.
    let cut = &whole[..whole.len() - 200];
    let bench = Bench::new(&[("cut.pdf", cut)]);
    assert!([0, 4].contains(&bench.run(&["find", "cut.pdf", "page"]).code));
    let locked = Paper::of(&["page"])
        .trailer(
            "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -1 \
         /O <0000000000000000000000000000000000000000000000000000000000000000> \
         /U <1111111111111111111111111111111111111111111111111111111111111111> >>",
        )
        .bytes();
    for (name, bytes, word) in [
        ("empty", &b""[..], "empty"),
        ("wrong type", &[0x89, b'P', b'N', b'G', 0, 1, 2, 3][..], "PDF"),
        ("head alone", b"%PDF-1.7\n", "damaged"),
        ("locked", &locked, "password"),
    ] {
        let bench = Bench::new(&[("a.pdf", bytes)]);
        let ran = bench.run(&["find", "a.pdf", "page"]);
        assert_eq!(ran.code, 4, "{name} {ran:?}");
        assert!(ran.err.contains(word), "{name} {ran:?}");
    }
    let bench = Bench::new(&[]);
    assert_eq!(bench.run(&["find", "no.pdf", "page"]).code, 4);
    assert_eq!(bench.run(&["find", ".", "page"]).code, 4);
}

#[test]
fn a_scanned_page_is_said_to_be_one() {
    let mut paper = Paper::new();
    let image = paper.stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
        b"\x80",
    );
    let stream = paper.stream("", b"q 595 0 0 842 0 0 cm /I Do Q");
    paper.page_of(stream, &format!("/XObject << /I {image} 0 R >>"));
    paper.page("Une page.");
    let bench = Bench::new(&[("a.pdf", &paper.bytes())]);
    let found = bench.json(&["find", "a.pdf", "page"], 0);
    assert_eq!(found["results"][0]["status"]["scanned"], json!([1]));
    let ran = bench.run(&["find", "a.pdf", "page", "--lang", "fr"]);
    assert!(ran.err.contains("numérisées, sans texte\u{a0}: p. 1\n"), "{}", ran.err);
    assert!(Path::new(&bench.path("a.pdf")).exists());
}

#[test]
fn every_kind_of_document_is_told_by_its_content() {
    let words =
        "Une phrase sur l’attention, assez longue pour être un article, et plus. ".repeat(9);
    let html = format!(
        "<html><head><title>Titre</title></head><body><article><p>{words}</p><p>{words}</p></article></body></html>"
    );
    let bench = Bench::new(&[
        ("a.pdf", html.as_bytes()),
        ("b.pdf", b"# Un titre\n\nDes mots sur l\xe2\x80\x99**attention**.\n"),
        ("c.html", b"l\x92attention\x0crien\x0cattention"),
    ]);
    for (name, pages) in [("a.pdf", "1"), ("b.pdf", "1"), ("c.html", "1,3")] {
        let ran = bench.run(&["find", name, "attention", "--format", "plain"]);
        assert_eq!(ran.out, format!("attention\t{pages}\n"), "{name} {ran:?}");
    }
    let ran = bench.run(&["import", "b.pdf", "-o", "c.json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(bench.corpus("c.json")["reports"][0]["title"], "Un titre");
}
