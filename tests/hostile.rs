//! Hostile text in every field of the data, on every place that shows text: nothing of it reaches
//! the terminal as a command, a turn of direction or an endless pile.
//!
//! The strings and what is forbidden are named here by themselves, so that the program's table is
//! not its own judge.
#![cfg(feature = "tui")]
#![expect(clippy::expect_used, clippy::panic, reason = "a test")]

#[path = "support/reader.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod reader;

use std::process::{Command, Output};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reader::Reader;
use renvoi::app::reread::Unfit;
use renvoi::app::update::open_review;
use renvoi::app::{Effect, Message, Notice, Role, View};
use renvoi::corpus::{Input, StatementId, TopicId, load_inputs};
use renvoi::lang::Lang;
use renvoi::query::Record;
use renvoi::review::{Document, Origin, Review};
use renvoi::view::{Theme, opening, render};
use renvoi::words::clean;
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

/// Strings that harm who shows them as they are; at least sixty.
fn hostile() -> Vec<String> {
    let mut strings: Vec<String> = Vec::new();
    // Each control character by itself.
    strings.extend(
        (0..0x20).chain(0x7f..=0x9f).filter_map(char::from_u32).map(|sign| format!("a{sign}b")),
    );
    strings.extend(
        [
            "\u{1b}[2J\u{1b}[H",
            "\u{1b}[31;1m",
            "\u{1b}]0;title\u{7}",
            "\u{1b}]52;c;cm0=\u{7}",
            "\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\",
            "\u{9d}52;c;cm0=\u{9c}",
            "\u{9b}2J",
            "\u{90}q\u{9c}",
            "\u{1b}P+q\u{1b}\\",
            "\u{1b}[?1049l",
            "\u{1b}c",
            "\u{1b}[6n",
            "\r\nx",
            "a\u{8}\u{8}b",
            "\u{feff}mark",
            "so\u{ad}ft",
            "\u{61c}alm",
            "\u{200b}zero",
            "\u{200c}n",
            "\u{200d}j",
            "\u{200e}l",
            "\u{200f}r",
            "\u{202a}e",
            "\u{202b}e",
            "\u{202c}p",
            "\u{202d}o",
            "\u{202e}txet",
            "\u{2060}w",
            "\u{2061}f",
            "\u{2062}t",
            "\u{2063}s",
            "\u{2064}p",
            "\u{2066}i",
            "\u{2067}i",
            "\u{2068}i",
            "\u{2069}p",
            "\u{206a}d",
            "\u{206f}d",
            "\u{180e}m",
            "\u{fff9}a\u{fffa}b\u{fffb}",
            "\u{2028}\u{2029}",
            "\u{fdd0}\u{fdef}",
            "\u{fffe}\u{ffff}",
            "\u{1fffe}\u{10ffff}",
            "\u{e0041}\u{e007f}",
            "🏴\u{e0067}\u{e0062}\u{e007f}",
            "👩\u{200d}👩\u{200d}👧\u{200d}👦",
            "\u{115f}\u{1160}\u{3164}\u{ffa0}",
            "a\u{34f}b",
            "\u{fe0f}\u{fe0e}",
            "\u{1d173}\u{1d17a}",
        ]
        .map(str::to_owned),
    );
    strings.push(format!("e{}", "\u{301}".repeat(5000)));
    strings.push("👩\u{200d}".repeat(400));
    strings.push(format!("क{}", "\u{94d}क".repeat(500)));
    strings.push("\u{1100}".repeat(300) + &"\u{1161}".repeat(300));
    strings.push(format!("{}{}", "\u{202e}".repeat(100), "x"));
    strings.push(format!("\u{1}{}", "\u{489}".repeat(3000)));
    assert!(strings.len() >= 60, "{}", strings.len());
    strings
}

/// Whether a sign may never be shown: a command, a turn, or unseen where nothing needs it.
fn forbidden(sign: char) -> bool {
    matches!(
        sign,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[track_caller]
fn harmless(text: &str, about: &str) {
    for cluster in text.graphemes(true) {
        assert!(cluster.len() <= 32, "{about}: {} bytes a cell", cluster.len());
        assert!(!cluster.contains(forbidden), "{about}: {cluster:?}");
    }
}

/// A corpus in which every text is this one.
fn corpus(text: &str) -> Value {
    let pages = |list: &[u32]| json!({"printed": text, "list": list});
    let position = json!({"source": "s", "line": 1, "start": 0, "end": 1, "exact": text});
    json!({
        "format": "renvoi-corpus/1", "title": text, "language": text,
        "reports": [{"id": "r", "title": text, "pages": 3, "publisher": text, "language": text,
                     "url": text, "file": text, "series": text, "labels": [text, "2", "3"]}],
        "sources": [{"id": "s", "kind": "article", "title": text, "publisher": text, "author": text,
                     "date": text, "url": text, "file": text, "about": "r", "language": text}],
        "topics": [
            {"id": "t", "name": text, "names": {"fr": text, "en": text}, "kind": "theme",
             "aliases": [{"form": text, "reason": text}], "related": ["u"],
             "definition": {"text": text, "texts": {"fr": text, "en": text}, "position": position},
             "relations": [{"kind": "replaces", "target": "u", "position": position}]},
            {"id": "u", "name": format!("Other {text}")},
        ],
        "experts": [{"id": "e", "name": text, "aliases": [{"form": text, "reason": text}],
                     "role": text, "organisation": text}],
        "statements": [
            {"id": "x", "kind": "quote", "text": text, "texts": {"fr": text, "en": text}, "quote": text,
             "experts": ["e"], "topics": ["t"], "report": "r", "pages": pages(&[1, 2]), "stance": text,
             "position": position, "relations": [{"kind": "agrees", "target": "y", "position": position}]},
            {"id": "y", "kind": "paraphrase", "text": text, "via": ["e"], "experts": ["e"],
             "topics": ["u"], "draft": true, "rule": text, "confidence": 0.5, "pages": pages(&[3])},
        ],
        "citations": [{"topic": "t", "report": "r", "pages": pages(&[3, 1]), "position": position}],
        "page_texts": [{"report": "r", "page": 1, "label": text, "text": format!("{text}\n{text}")}],
    })
}

#[track_caller]
fn frame(reader: &Reader, about: &str) {
    let size = reader.model.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    render(&mut buffer, &reader.model, &reader.env, &Theme::mono());
    for cell in &buffer.content {
        harmless(cell.symbol(), about);
    }
}

#[test]
fn no_pane_box_title_or_message_shows_what_harms() {
    // Everything that shows text, by the keys that lead there.
    let places = [
        "",
        "<right>",
        "<right><right>",
        "4",
        "n",
        "nn",
        "4<down>",
        "<enter>",
        "<enter><enter>",
        "v",
        "vv",
        "i",
        "?",
        "z",
        "<space>",
        "<space>r",
        "a",
        "s",
        "c",
        "c<enter>",
        "yt",
        "ym",
        "yb",
        "yp",
        "yl",
        "o",
        "m",
        "mM",
        "e",
        "x",
        "x<enter>",
        "f",
        "M",
        "/",
        "gp",
        "gd",
        ":",
        "R",
        "H",
        "gv",
        "gs",
    ];
    for (number, text) in hostile().into_iter().enumerate() {
        let bytes = corpus(&text).to_string().into_bytes();
        let loaded = load_inputs(&[Input { name: "a.json".into(), bytes: bytes.into() }]);
        // Each string on one size; all of them on all sizes would say no more.
        let (width, height) = [(120, 36), (80, 24), (40, 12), (20, 5)][number % 4];
        let lang = if number % 2 == 0 { Lang::En } else { Lang::Fr };
        let start = || Reader::of(loaded.corpus.clone(), width, height, lang, number % 8 > 3);
        for keys in places {
            let about = format!("string {number}, {keys:?}");
            let mut reader = start();
            reader.press(keys);
            frame(&reader, &about);
            // What is typed or pasted is no better than what is read.
            reader.send(Message::Paste(text.clone()));
            frame(&reader, &about);
            reader.press("<enter>");
            frame(&reader, &about);
        }
        let mut reader = start();
        reader.send(Message::Said(Notice { role: Role::Warn, text: text.clone() }));
        frame(&reader, "a notice");
        reader.send(Message::Copied(text.clone(), renvoi::app::model::Copied::Nowhere));
        reader.press("<enter>");
        frame(&reader, "what was copied");
        reader.send(Message::Exists(text.clone()));
        frame(&reader, "a file that exists");
        reader.send(Message::Unfit(Unfit {
            code: Some(text.clone()),
            problems: vec![text.clone()],
            age: None,
        }));
        frame(&reader, "a data error");
    }
}

#[test]
fn no_view_note_pin_review_or_file_name_shows_what_harms() {
    for (number, text) in hostile().into_iter().enumerate() {
        let bytes = corpus(&text).to_string().into_bytes();
        let loaded = load_inputs(&[Input { name: "a.json".into(), bytes: bytes.clone().into() }]);
        let (width, height) = [(120, 36), (80, 24), (40, 12), (20, 5)][number % 4];
        let lang = if number % 2 == 0 { Lang::En } else { Lang::Fr };
        let reader = || Reader::of(loaded.corpus.clone(), width, height, lang, number % 8 > 3);
        // Views as a file brings them, or as they are named.
        let mut named = reader();
        let view = json!({"name": text, "focus": "topics", "all": false, "lens": "topic",
                          "filters": [text, text, text]});
        let mut views: Vec<View> = serde_json::from_value(view).into_iter().collect();
        named.press("gs").send(Message::Paste(text.clone())).press("<enter>");
        for effect in named.effects.split_off(0) {
            if let Effect::Views(change) = effect {
                change.apply(&mut views);
            }
        }
        assert!(!views.is_empty(), "{text:?}");
        named.send(Message::Views(views)).press("gv");
        frame(&named, &format!("string {number}, views"));
        for keys in ["<down>", "<enter>", "gv<ctrl-x>", "gs"] {
            named.press(keys);
            frame(&named, &format!("string {number}, views {keys}"));
        }
        // Notes as a file brings them; what is exported and copied of them is named on the screen.
        let mut noted = reader();
        for record in [Record::Topic(TopicId::at(0)), Record::Statement(StatementId::at(0))] {
            noted.model.notes.insert(record, text.clone());
            noted.model.marks.insert(record);
        }
        for keys in ["M", "<esc>e", "<esc>3e", "<esc><esc>M<enter>", "yn"] {
            noted.press(keys);
            frame(&noted, &format!("string {number}, notes {keys}"));
        }
        // What is reviewed, in its sentence, and every correction of it.
        let mut origin = Origin::default();
        origin.add("s".into(), &format!("{text}\n{text}"));
        let Ok(document) = Document::read(&bytes) else { panic!("{text:?}") };
        let mut review = reader();
        open_review(&mut review.model, Review::new(document, origin), true, &review.env);
        for keys in ["", "e", "<esc>s", "<esc>p", "<esc>t", "<esc>d", "<esc>m", "<esc>a", "u"] {
            review.press(keys);
            frame(&review, &format!("string {number}, review {keys}"));
            review.send(Message::Paste(text.clone()));
            frame(&review, &format!("string {number}, review {keys} and a paste"));
        }
        // The names of the files that are read.
        let mut read = reader();
        read.env.files = vec![text.clone(), text.clone()];
        frame(&read, "a file");
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        opening(&mut buffer, read.model.size, &read.env, &Theme::mono());
        buffer.content.iter().for_each(|cell| harmless(cell.symbol(), "a file that is read"));
    }
}

fn run(words: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_renvoi"));
    program.env_clear().env("LANG", "C.UTF-8").env("TERM", "xterm").args(words);
    program.output().expect("a program that runs")
}

/// What the program says, line by line.
#[track_caller]
fn shown(words: &[&str]) -> String {
    said(words, run(words))
}

/// What a run said, line by line.
#[track_caller]
fn said(words: &[&str], output: Output) -> String {
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).expect("text");
    for line in text.split(['\n', '\t']) {
        harmless(line, &format!("{words:?}"));
    }
    text
}

#[test]
fn no_answer_and_no_refusal_of_the_command_line_shows_what_harms() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.json");
    let path = path.to_str().unwrap();
    // One corpus with every string, so that one run shows them all.
    let strings = hostile();
    let mut whole = json!({"format": "renvoi-corpus/1"});
    for (number, text) in strings.iter().enumerate() {
        let mut one = corpus(text).to_string();
        for id in ["r", "s", "t", "u", "e", "x", "y"] {
            one = one.replace(&format!("\"{id}\""), &format!("\"{id}{number}\""));
        }
        let one: Value = serde_json::from_str(&one).unwrap();
        for (name, records) in one.as_object().unwrap() {
            if let Some(records) = records.as_array() {
                let all = whole.as_object_mut().unwrap().entry(name).or_insert_with(|| json!([]));
                all.as_array_mut().unwrap().extend(records.clone());
            }
        }
    }
    std::fs::write(path, whole.to_string()).unwrap();
    let data = ["--data", path];
    for form in ["table", "plain"] {
        for asked in [
            &["list", "topics"][..],
            &["list", "experts"],
            &["list", "statements"],
            &["list", "pages"],
            &["lookup", "Other"],
            &["lookup", "1"],
            &["page", "1-3"],
            &["search", "other"],
            &["search", "kind:statement"],
            &["stats"],
            &["validate"],
            &["search", "p:?"],
            &["export", "--query", "kind:topic"],
        ] {
            let form: &[&str] = if asked[0] == "export" { &[] } else { &["--format", form] };
            let text = shown(&[asked, &data, form].concat());
            assert!(text.len() > 20, "{asked:?}: {text}");
        }
    }
    for (number, text) in strings.iter().enumerate().filter(|(_, text)| !text.contains('\0')) {
        // Typed, and as the name of a file.
        for words in [
            &["lookup", text][..],
            &["search", text],
            &["page", text],
            &["list", text],
            &["stats", "--data", text],
            &["validate", text],
            &["stats", "--format", text],
            &["--at", text, "stats"],
            &[text],
            &["export", "--query", text, "--format", "md"],
        ] {
            shown(words);
        }
        if number % 4 == 0 && text.len() < 100 && !text.contains('/') {
            let named = folder.path().join(format!("{text}.json"));
            std::fs::write(&named, r#"{"format": 1, "topics": [{}]}"#).unwrap();
            let said = shown(&["validate", named.to_str().unwrap()]);
            assert!(said.contains("R10"), "{said}");
            shown(&["stats", "--verbose", "--data", named.to_str().unwrap()]);
        }
    }
}

#[test]
fn json_keeps_what_was_written_and_escapes_what_harms() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("one.json");
    for text in hostile() {
        std::fs::write(&path, corpus(&text).to_string()).unwrap();
        for words in
            [&["list", "statements"][..], &["lookup", "1"], &["export", "--format", "jsonl"]]
        {
            let output = run(&[words, &["--json", "--data", path.to_str().unwrap()]].concat());
            let out = String::from_utf8(output.stdout).unwrap();
            assert!(!out.trim_end().replace('\n', "").contains(forbidden), "{out:?}");
            let answer: Value = serde_json::from_str(&out).unwrap();
            let listed = answer["results"].as_array().unwrap();
            let all = serde_json::to_string(listed).unwrap();
            let trimmed = serde_json::to_string(text.trim()).unwrap();
            assert!(all.contains(trimmed.trim_matches('"')), "{text:?} in {words:?}: {all}");
        }
    }
}

#[test]
fn cleaning_is_what_it_says_on_every_string() {
    for text in hostile() {
        harmless(&clean(&text), &format!("{text:?}"));
    }
}

#[test]
fn what_is_kept_configured_or_set_around_the_program_harms_no_terminal() {
    let home = tempfile::tempdir().unwrap();
    let folder = |name: &str| {
        let folder = home.path().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    };
    let marks = folder("data/renvoi/marks")
        .join(format!("{}.jsonl", renvoi::keep::identity(&renvoi::corpus::builtin().corpus)));
    let config = folder("config/renvoi").join("config.toml");
    let run = |text: &str, words: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_renvoi"));
        program.env_clear().env("LANG", "C.UTF-8").env("HOME", home.path()).args(words);
        for (name, of) in [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config")] {
            program.env(name, home.path().join(of));
        }
        if !text.contains('\0') {
            for name in ["TERM", "COLORTERM", "LC_ALL", "LANG", "RENVOI_THEME", "RENVOI_LANG"] {
                program.env(name, text);
            }
            for name in ["EDITOR", "PAGER", "TMUX", "RENVOI_CLIPBOARD", "RENVOI_MOUSE"] {
                program.env(name, text);
            }
        }
        said(words, program.output().unwrap())
    };
    for (number, text) in hostile().into_iter().enumerate() {
        let line = json!({"kind": "topic", "id": text, "hash": text, "name": text, "mark": true,
                          "note": format!("{text}\n{text}"), "at": "2024-01-02T03:04:05Z"});
        let word = text.replace(['\n', '\r'], " ");
        std::fs::write(&marks, format!("{line}\n{{\"{word}\": {word}\n")).unwrap();
        let quoted = serde_json::to_string(&text).unwrap();
        let toml = format!(
            "version = 1\ntheme = {quoted}\n{quoted} = 1\n[keys]\nquit = {quoted}\n{quoted} = \"q\"\n"
        );
        std::fs::write(&config, toml).unwrap();
        let listed = run(&text, &["marks"]);
        assert!(!listed.trim().is_empty(), "{text:?}");
        // Each string in some ways; all of them in all ways would say no more.
        let ways = [
            &["marks", "--format", "plain"][..],
            &["doctor"],
            &["config", "show"],
            &["config", "show", "--origin"],
            &["keys", "--check"],
            &["stats", "--verbose"],
            &[],
        ];
        for place in [number, number + 2, number + 4] {
            run(&text, ways[place % ways.len()]);
        }
        std::fs::write(&config, format!("version = 1\n{text}\n")).unwrap();
        run(&text, &["config", "show"]);
        std::fs::remove_file(&config).unwrap();
    }
}

#[cfg(feature = "documents")]
#[test]
fn no_document_says_anything_that_harms() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let said = |text: &str| {
        format!("Le mot {text} est là, p. 3 ; {text} dit : « {text} » (p 4).\u{c}{text}\n\n")
    };
    let listed = |text: &str| format!("{text}\n{text} = mot\nmot = {text}\n");
    // All of them at once in every way, then each as a name and in one way.
    let all = hostile();
    let mut documents = vec![("all".to_owned(), all.concat())];
    documents.extend(all.iter().map(|text| {
        let is_name = text.len() < 100 && !text.contains(['/', '\0']);
        (if is_name { text.clone() } else { "plain".to_owned() }, text.clone())
    }));
    for (number, (name, text)) in documents.into_iter().enumerate() {
        let named = |end: &str| at(&format!("{name}{end}"));
        let (page, names, list) = (named(".txt"), named(".names"), named(".list"));
        let texts = if number == 0 { &all[..] } else { std::slice::from_ref(&text) };
        let write = |path: &std::path::Path, of: &dyn Fn(&str) -> String| {
            let text: String = texts.iter().map(|text| of(text)).collect();
            std::fs::write(path, text).unwrap();
        };
        write(&page, &said);
        write(&names, &listed);
        let path = |path: &std::path::Path| path.to_str().unwrap().to_owned();
        let (page, names, list) = (path(&page), path(&names), path(&list));
        let out = path(&named(".json"));
        let ways = [
            &["find", &page, "mot", "--format", "table"][..],
            &["find", &page, "mot", "--format", "plain"],
            &["import", &page, "--topics", &names, "--title", "T", "-o", &out, "--force"],
            &["import", &page, "--propose", &list, "-o", &out, "--force"],
            &["import", &page, "--draft", "-o", &out, "--force"],
            &["import", &page, "--from", "pdf"],
            &["import", &names, &page, "-o", &page],
            &["find", &page, &text.replace('\0', "")],
            &["import", &page, "--title", &text.replace('\0', ""), "-o", &out, "--force"],
            &["completions", &text.replace('\0', "")],
            &["schema", &text.replace('\0', "")],
            &["review", &named("").to_str().unwrap().replace('\0', "")],
        ];
        for (way, words) in ways.into_iter().enumerate() {
            if number == 0 || number % ways.len() == way {
                shown(words);
            }
        }
        if std::path::Path::new(&out).exists() {
            shown(&["check", &out]);
        }
    }
}
