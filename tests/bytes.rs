//! What a key costs on the line: a scripted session through a writer that counts.
#![cfg(feature = "tui")]
#![expect(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "support/reader.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod reader;

use std::cell::Cell;
use std::fmt::Write as _;
use std::io;
use std::rc::Rc;

use reader::Reader;
use renvoi::app::{Env, Message, Model, update};
use renvoi::corpus::{Corpus, Input, builtin, load_inputs};
use renvoi::lang::Lang;
use renvoi::tui::{Desk, Pen, Screen, Stage};
use renvoi::view::Theme;

/// Counts what is written.
#[derive(Clone, Default)]
struct CountingWriter(Rc<Cell<usize>>);

impl io::Write for CountingWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A browser whose bytes are counted.
struct Counted<'a> {
    stage: Stage<'a>,
    screen: Screen<Pen<CountingWriter>>,
    count: CountingWriter,
    model: Model,
    env: &'a Env,
}

impl<'a> Counted<'a> {
    /// Its first frame, and what that cost.
    fn open(reader: &'a Reader) -> (Self, usize) {
        let count = CountingWriter::default();
        let stage =
            Stage::new(&reader.env, vec![("terminal", Theme::terminal())], Desk::default(), None);
        let screen = Screen::new(Pen::new(count.clone()));
        let model = reader.model.clone();
        let mut counted = Self { stage, screen, count, model, env: &reader.env };
        let first = counted.shown();
        (counted, first)
    }

    fn cost(&mut self, draw: impl FnOnce(&mut Self)) -> usize {
        let before = self.count.0.get();
        draw(self);
        self.count.0.get() - before
    }

    /// What a frame of everything costs.
    fn shown(&mut self) -> usize {
        self.cost(|this| this.stage.show(&mut this.screen, &this.model).expect("a frame"))
    }

    /// What a frame costs while a key is held.
    fn held(&mut self) -> usize {
        self.cost(|this| this.stage.show_held(&mut this.screen, &this.model).expect("a frame"))
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        for key in reader::parse(keys) {
            let _ = update(&mut self.model, Message::Key(key), self.env);
        }
        self
    }

    /// What each of these keys costs by itself, one after the other.
    fn each(&mut self, keys: &str) -> Vec<usize> {
        let mut costs = Vec::new();
        for key in reader::parse(keys) {
            let _ = update(&mut self.model, Message::Key(key), self.env);
            costs.push(self.shown());
        }
        costs
    }
}

/// A report of many subjects, whose names are of words that differ.
fn many(count: usize) -> Corpus {
    const WORDS: [&str; 12] = [
        "réseaux",
        "publicité",
        "mobile",
        "vidéo",
        "influence",
        "données",
        "commerce",
        "jeunes",
        "presse",
        "santé",
        "voix",
        "images",
    ];
    let mut text = String::from(
        r#"{"format":"renvoi-corpus/1","reports":[{"id":"r","title":"Report","pages":90}],"topics":["#,
    );
    for place in 0..count {
        let comma = if place == 0 { "" } else { "," };
        let (one, two) = (WORDS[place * 7 % 12], WORDS[place * 5 / 12 % 12]);
        write!(text, r#"{comma}{{"id":"t{place}","name":"{one} {two} {place}"}}"#).expect("text");
    }
    text.push_str(r#"],"citations":["#);
    for place in 0..count {
        let comma = if place == 0 { "" } else { "," };
        let page = place * 13 % 89 + 1;
        write!(
            text,
            r#"{comma}{{"topic":"t{place}","report":"r","pages":{{"printed":"p {page}","list":[{page}]}}}}"#
        )
        .expect("text");
    }
    text.push_str("]}");
    load_inputs(&[Input { name: "many".to_owned(), bytes: text.into() }]).corpus
}

const SIZES: [(u16, u16); 2] = [(80, 24), (200, 50)];

#[test]
fn a_first_frame_is_small() {
    for (width, height) in SIZES {
        let reader = Reader::new(width, height, Lang::En);
        let (_, first) = Counted::open(&reader);
        println!("{width}x{height}: first frame {first} B");
        assert!(width > 80 || first <= 5_500, "{first} B");
    }
}

#[test]
fn a_move_inside_the_page_writes_the_pointer_and_no_more() {
    for (width, height) in SIZES {
        for corpus in [builtin().corpus, many(1_000)] {
            let reader = Reader::of(corpus, width, height, Lang::En, false);
            let (mut counted, _) = Counted::open(&reader);
            counted.press("<down>").shown();
            for pane in ["1", "3"] {
                counted.press(pane).shown();
                let costs: Vec<usize> = (0..3).map(|_| counted.press("<down>").held()).collect();
                println!(
                    "{width}x{height}: a move in {pane}: {costs:?} B, then {} B",
                    counted.shown()
                );
                assert!(costs.iter().all(|cost| *cost <= 48), "{costs:?}");
            }
        }
    }
}

#[test]
fn scrolling_jumps_half_a_page_so_that_a_row_costs_little() {
    for (width, height) in SIZES {
        let reader = Reader::of(many(1_000), width, height, Lang::En, false);
        let (mut counted, _) = Counted::open(&reader);
        let costs: Vec<usize> = (0..150).map(|_| counted.press("<down>").held()).collect();
        let mean = costs.iter().sum::<usize>() / costs.len();
        println!(
            "{width}x{height}: a row {mean} B in the mean, {} B at most",
            costs.iter().max().expect("costs")
        );
        assert!(mean <= 350, "{mean} B");
    }
}

#[test]
fn a_character_of_a_filter_costs_little() {
    for (width, height) in SIZES {
        for (corpus, keys) in [(builtin().corpus, "fake news"), (many(1_000), "influ mob 12")] {
            let reader = Reader::of(corpus, width, height, Lang::En, false);
            let (mut counted, _) = Counted::open(&reader);
            let opened = counted.press("/").shown();
            let costs = counted.each(keys);
            println!("{width}x{height}: / {opened} B, then {costs:?} B");
            assert!(width > 80 || costs.iter().all(|cost| *cost <= 1_500), "{costs:?}");
        }
    }
}

#[test]
fn what_changes_nothing_costs_nothing() {
    for (width, height) in SIZES {
        let reader = Reader::new(width, height, Lang::En);
        let (mut counted, _) = Counted::open(&reader);
        for key in ["<up>", "<home>", "1", "<esc>", "t"] {
            // What is said, or taken back, of a key comes once.
            counted.press(key).shown();
            let cost = counted.press(key).held() + counted.shown();
            assert_eq!(cost, 0, "{key} once more");
        }
        assert_eq!(counted.shown(), 0, "at rest");
    }
}
