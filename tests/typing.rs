//! Lines and notes that are typed, copies to select from, and the help that is always in sight.
#![cfg(feature = "tui")]
#![expect(clippy::panic, reason = "a test")]

#[path = "support/reader.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod reader;

use reader::Reader;
use renvoi::app::model::{Copied, Layer};
use renvoi::app::{Effect, Message, Pane, Size};
use renvoi::corpus::Subject;
use renvoi::lang::Lang;
use renvoi::query::Record;

fn wide() -> Reader {
    Reader::new(120, 36, Lang::En)
}

/// The note on the first trend.
fn note(reader: &Reader) -> Option<&str> {
    let Some(Subject::Topic(id)) = reader.model.subject else { panic!("a trend") };
    reader.model.notes.get(&Record::Topic(id)).map(String::as_str)
}

#[test]
fn tab_completes_a_filter_from_names() {
    let mut reader = wide();
    reader.press("/fake ne<tab>");
    assert_eq!(reader.model.topics.filter, "Fake news");
    reader.press("<esc>2/ertz<tab>");
    assert_eq!(reader.model.experts.filter, "Olivier Ertzscheid");
    reader.press("<esc>3/p:39 t:fak<tab>");
    assert_eq!(reader.model.statements.filter, "p:39 t:\"Fake news\"");
    reader.press("<ctrl-u>e:jourd<tab>");
    assert_eq!(reader.model.statements.filter, "e:\"Camille Jourdain\"");
    reader.press("<ctrl-u>zzqx<tab>");
    assert!(reader.screen().contains("Nothing to complete."), "{}", reader.screen());
}

#[test]
fn tab_pins_what_is_found() {
    let mut reader = wide();
    reader.press("fbrahimi<tab>");
    assert!(reader.model.layers.is_empty());
    assert!(reader.screen().contains("[expert Fadhila Brahimi ×]"), "{}", reader.screen());
    assert_eq!(reader.subject(), "TikTok", "a pin is no step");
    reader.press("f<up>");
    let Some(Layer::Find(boxed)) = reader.model.layers.last() else { panic!("a box") };
    assert_eq!(boxed.input.value(), "brahimi", "the query is remembered");
}

#[test]
fn close_matches_are_left_out_and_come_back() {
    let mut reader = wide();
    reader.press("/reconaissance");
    assert_eq!(reader.topics(), ["Reconnaissance faciale"], "a misprint is close");
    reader.press("<ctrl-r>");
    assert_eq!(reader.topics(), [""; 0]);
    assert!(reader.screen().contains("[exact]"), "{}", reader.screen());
    reader.press("<ctrl-u>reconnai");
    assert_eq!(reader.topics(), ["Reconnaissance faciale"], "what stands as typed stays");
    reader.press("<ctrl-u>reconaissance<ctrl-r>");
    assert_eq!(reader.topics(), ["Reconnaissance faciale"]);
    reader.press("<esc>fertscheidd");
    let close = |reader: &Reader| match reader.model.layers.last() {
        Some(Layer::Find(boxed)) => boxed.found.close.len(),
        other => panic!("{other:?}"),
    };
    assert!(close(&reader) > 0);
    reader.press("<ctrl-r>");
    assert_eq!(close(&reader), 0);
    reader.press("<esc>r");
    assert!(!reader.model.exact, "clearing clears that too");
}

#[test]
fn a_note_has_lines_and_is_kept_by_a_key_of_its_own() {
    let mut reader = wide();
    reader.press("eà relire<enter>deux fois");
    assert_eq!(note(&reader), None, "Enter is a new line");
    reader.send(Message::Paste("\r\nbientôt\tou jamais".to_owned()));
    reader.press("<alt-enter>");
    assert_eq!(note(&reader), Some("à relire\ndeux fois\nbientôt ou jamais"));
    assert_eq!(reader.effects, [Effect::Keep]);
    // Up a line, to its start, and a word more there.
    reader.press("e<up><home>même <ctrl-s>");
    assert_eq!(note(&reader), Some("à relire\nmême deux fois\nbientôt ou jamais"));
    // A line is cleared and no other; its end goes with the next key.
    reader.press("e<up><ctrl-u><ctrl-k><alt-enter>");
    assert_eq!(note(&reader), Some("à relire\nbientôt ou jamais"));
}

#[test]
fn a_note_that_is_left_is_asked_for() {
    let mut reader = wide();
    reader.press("e<esc>");
    assert!(reader.model.layers.is_empty(), "nothing was typed: nothing is asked");
    reader.press("eun mot<esc>");
    let screen = reader.screen();
    assert!(screen.contains("Enter save · d discard · Esc go on"), "{screen}");
    reader.press("x<esc> encore<esc>d");
    assert!(reader.model.layers.is_empty());
    assert_eq!(note(&reader), None, "discarded");
    reader.press("eun mot<esc><esc> dit<esc><enter>");
    assert_eq!(note(&reader), Some("un mot dit"));
    for (width, height) in [(120, 36), (80, 24), (40, 12), (24, 6)] {
        for lang in [Lang::En, Lang::Fr] {
            let mut reader = Reader::new(width, height, lang);
            reader.press("eun<enter>deux<enter>trois<enter>quatre<enter>cinq<enter>six");
            let screen = reader.screen();
            assert!(screen.contains("six"), "the cursor is seen\n{screen}");
            let (_, cursor) = reader.draw();
            let cursor = cursor.expect("a cursor");
            let row = screen.lines().nth(usize::from(cursor.y)).expect("a row");
            assert!(row.contains("six"), "{row}");
            reader.press("<esc>");
            let screen = reader.screen();
            let ways = lang.pick("Esc", "Échap");
            let row = screen.lines().find(|row| row.contains("· d")).expect("a question");
            assert!(row.contains(ways) && !row.contains('…'), "it is asked in full\n{screen}");
        }
    }
}

#[test]
fn a_text_to_select_from_stands_alone_and_lets_the_mouse_go() {
    for (width, height) in [(120, 36), (80, 24), (40, 12), (24, 6)] {
        let mut reader = Reader::new(width, height, Lang::En);
        let text = format!("first words {} last words", "and more ".repeat(20));
        reader.send(Message::Copied(text, Copied::Terminal));
        assert!(reader.screen().contains("Enter"), "{}", reader.screen());
        reader.press("<enter>");
        assert_eq!(reader.effects, [Effect::Mouse(false)]);
        let screen = reader.screen();
        let row = screen.lines().nth(1).expect("a row");
        assert!(row.starts_with("first words"), "{screen}");
        assert!(!screen.contains(['│', '┃']), "nothing else is selected\n{screen}");
        reader.press("<end>");
        assert!(reader.screen().contains("words"), "{}", reader.screen());
        reader.press("<esc>");
        assert_eq!(reader.effects.last(), Some(&Effect::Mouse(true)));
    }
}

#[test]
fn every_way_of_a_copy_is_said_with_what_to_do() {
    let ways = [
        (Copied::Terminal, "OSC 52", "OSC 52"),
        (Copied::System, "system’s clipboard", "presse-papiers du système"),
        (
            Copied::File("/home/x/copied.txt".to_owned()),
            "Copied to “/home",
            "Copié dans «\u{a0}/home",
        ),
        (Copied::Nowhere, "Not copied", "Non copié"),
    ];
    for (way, en, fr) in ways {
        for (lang, words) in [(Lang::En, en), (Lang::Fr, fr)] {
            let mut reader = Reader::new(120, 36, lang);
            reader.send(Message::Copied("text".to_owned(), way.clone()));
            let screen = reader.screen();
            assert!(screen.contains(words), "{screen}");
            reader.press("<enter>");
            assert!(matches!(reader.model.layers.last(), Some(Layer::Text { .. })));
        }
    }
}

#[test]
fn texts_are_wrapped_in_three_ways() {
    let mut reader = Reader::new(80, 24, Lang::Fr);
    // The page of a claim whose words are long.
    reader.press("fwellhoff<enter><enter>");
    assert_eq!(reader.model.focus, Pane::Page);
    let divided = |reader: &Reader| {
        let screen = reader.screen();
        let mut rows = screen.lines().filter_map(|line| line.rsplit_once(['│', '┃']));
        rows.any(|(row, _)| row.trim_end().ends_with('-'))
    };
    let usual = divided(&reader);
    reader.press("w");
    assert!(reader.screen().contains("mots entiers"), "{}", reader.screen());
    assert!(!divided(&reader), "{}", reader.screen());
    reader.press("ww");
    assert_eq!(divided(&reader), usual, "round again");
}

#[test]
fn help_is_in_sight_wherever_it_fits() {
    for (lang, words) in [(Lang::En, "? help"), (Lang::Fr, "? aide")] {
        for width in (24..=70).chain([79, 80, 97, 99, 100, 120, 200]) {
            for height in [6, 11, 17, 18, 28, 60] {
                let mut reader = Reader::new(width, height, lang);
                for keys in ["", "n", "4", "i", "qy", "<esc>t", "z", "gd"] {
                    reader.press(keys);
                    let screen = reader.screen();
                    assert!(screen.contains(words), "{width}x{height} {keys}\n{screen}");
                }
                reader.send(Message::Resize(Size::new(width, height)));
            }
        }
    }
}

#[test]
fn first_steps_are_told_at_every_size() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for lang in [Lang::En, Lang::Fr] {
            let mut reader = Reader::new(width, height, lang);
            reader.model.lesson = renvoi::app::model::Lesson::Walk;
            let told = |reader: &Reader, key: &str| {
                let screen = reader.screen();
                let last = screen.lines().rev().take(2).collect::<Vec<_>>().join("\n");
                assert!(last.contains(key), "{key}: {screen}");
                assert!(!last.contains('…'), "{screen}");
            };
            told(&reader, lang.pick("n goes to", "page"));
            reader.press("n");
            reader.press("p");
            reader.model.notice = None;
            told(&reader, "↓");
            reader.press("n4<down>").press("<enter>");
            reader.model.notice = None;
            told(&reader, lang.pick("H comes back", "H revient"));
            reader.press("H");
            assert_eq!(reader.model.lesson, renvoi::app::model::Lesson::Done);
        }
    }
}
