//! A reader who leaves and comes back, in the same data and in data that has changed.
#![cfg(feature = "tui")]
#![expect(clippy::expect_used, clippy::panic, reason = "a test")]

#[path = "support/reader.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod reader;

use std::collections::BTreeMap;

use proptest::prelude::*;
use reader::Reader;
use renvoi::app::history::Place;
use renvoi::app::standing::{know, resume};
use renvoi::app::{Change, Effect, Layer, Lens, Message, Pane, Shown, Sort, Standing, View};
use renvoi::command::{Command, Key, TABLE};
use renvoi::corpus::{Corpus, builtin};
use renvoi::lang::Lang;

/// What is written when a reader leaves, read back.
fn left(reader: &Reader) -> Standing {
    let written = serde_json::to_string(&Standing::of(&reader.model, &reader.env)).expect("JSON");
    serde_json::from_str(&written).expect("what was written is read")
}

fn wide() -> Reader {
    Reader::new(120, 36, Lang::En)
}

/// A reader who comes back to what another left.
fn back(standing: &Standing, corpus: Corpus) -> Reader {
    let mut reader = Reader::of(corpus, 120, 36, Lang::En, false);
    resume(&mut reader.model, standing, &reader.env);
    reader
}

/// A place without what is typed.
fn still(place: Place) -> Place {
    Place { filters: Default::default(), search: String::new(), ..place }
}

#[test]
fn everything_but_what_is_typed_is_as_it_was_left() {
    let mut reader = wide();
    // A pin, an order, a lens, a trail, a filter that is kept, and a pane that fills the screen.
    reader.press("vssS2/jourdain<enter><enter><enter>nz<space>");
    let standing = left(&reader);
    let again = back(&standing, builtin().corpus);
    assert_eq!(again.model.lens, Lens::Expert);
    assert_eq!(again.subject(), "Camille Jourdain");
    assert_eq!(again.page(), Some(22));
    assert_eq!(again.model.focus, reader.model.focus);
    assert_eq!((again.model.experts.sort, again.model.experts.reverse), (Sort::Page, true));
    assert!(again.model.zoom);
    assert_eq!(again.model.pins, reader.model.pins);
    assert_eq!(again.model.pins.len(), 1);
    assert_eq!(again.model.experts.filter, "", "what was typed is no filter any more");
    assert_eq!(again.model.queries, ["jourdain"], "but is recalled by an arrow");
    let said = again.model.notice.as_ref().expect("a word").text.clone();
    assert_eq!(said, "Back where you were: Camille Jourdain › p. 22.");
    // The trail leads back as it did.
    let (mut here, mut there) = (reader, again);
    for _ in 0..6 {
        here.press("H");
        there.press("H");
        assert_eq!(still(there.model.place()), still(here.model.place()));
    }
    there.press("zr/<up>");
    assert_eq!(there.model.filter(there.model.focus), "jourdain");
}

#[test]
fn who_left_at_the_beginning_is_told_nothing() {
    let reader = wide();
    let again = back(&left(&reader), builtin().corpus);
    assert_eq!(again.model.notice, None);
    assert_eq!(again.model.place(), reader.model.place());
}

#[test]
fn in_french_the_place_is_told_in_french() {
    let mut reader = wide();
    reader.press("n");
    let mut again = Reader::new(80, 24, Lang::Fr);
    resume(&mut again.model, &left(&reader), &again.env);
    let said = again.model.notice.expect("a word").text;
    assert_eq!(said, "Reprise où vous étiez\u{a0}: TikTok › p. 3.");
}

/// The built-in report without some records.
fn without(gone: &[&str]) -> Corpus {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/corpus.json"))
        .expect("the built-in report");
    let mut json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    for array in json.as_object_mut().expect("an object").values_mut() {
        if let Some(records) = array.as_array_mut() {
            records.retain(|record| {
                let text = record.to_string();
                !gone.iter().any(|gone| text.contains(&format!("\"{gone}\"")))
            });
        }
    }
    let bytes = json.to_string().into_bytes();
    let input = renvoi::corpus::Input { name: "less".to_owned(), bytes: bytes.into() };
    renvoi::corpus::load_inputs(&[input]).corpus
}

#[test]
fn what_is_gone_from_the_data_leaves_the_first_row() {
    let mut reader = wide();
    reader.press("/fake<enter>n<esc>");
    assert_eq!((reader.subject(), reader.page()), ("Fake news", Some(32)));
    let standing = left(&reader);
    let again = back(&standing, without(&["fake-news"]));
    assert_eq!(again.subject(), "TikTok", "the first row");
    assert!(!again.topics().contains(&"Fake news"));
    let screen = again.screen();
    assert!(screen.contains("▸ TikTok"), "{screen}");
    // A statement that is gone leaves its subject.
    let mut reader = wide();
    reader.press("fdouani<enter>");
    assert_eq!(reader.model.focus, Pane::Statements);
    assert_eq!(reader.statements(), ["douani-fake-news"]);
    let again = back(&left(&reader), without(&["douani-fake-news"]));
    assert_eq!((again.subject(), again.model.page.shown), ("Damien Douani", Shown::Subject));
}

#[test]
fn a_row_far_down_is_found_again() {
    let statements: Vec<String> = (0..9_000)
        .map(|at| {
            format!(
                r#"{{"id":"s{at}","kind":"paraphrase","text":"A horse","experts":["a"],
                    "pages":{{"printed":"","list":[]}}}}"#
            )
        })
        .collect();
    let text = format!(
        r#"{{"format":"renvoi-corpus/1","experts":[{{"id":"a","name":"Ada"}}],"statements":[{}]}}"#,
        statements.join(",")
    );
    let load = || {
        let input = renvoi::corpus::Input { name: "m".to_owned(), bytes: text.clone().into() };
        renvoi::corpus::load_inputs(&[input]).corpus
    };
    let mut reader = Reader::of(load(), 120, 36, Lang::En, false);
    reader.press("3G<up>");
    let chosen = reader.model.statements.chosen;
    assert!(chosen.is_some_and(|id| id.0 > 8_000), "{chosen:?}");
    let again = back(&left(&reader), load());
    assert_eq!(again.model.statements.chosen, chosen);
}

#[test]
fn past_queries_of_two_windows_are_joined_and_bounded() {
    let with = |queries: &[&str]| {
        let mut reader = wide();
        reader.model.queries = queries.iter().map(|&query| query.to_owned()).collect();
        left(&reader)
    };
    let joined = with(&["a", "b", "mine"]).with_queries_of(with(&["a", "theirs", "b"]));
    let mut reader = wide();
    know(&mut reader.model, &joined);
    assert_eq!(reader.model.queries, ["theirs", "a", "b", "mine"]);
    let many: Vec<String> = (0..1_000).map(|at| at.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    know(&mut reader.model, &with(&many).with_queries_of(with(&["old"])));
    assert_eq!(reader.model.queries.len(), 200);
    assert_eq!(reader.model.queries.last().map(String::as_str), Some("999"));
}

fn keys() -> impl Strategy<Value = Key> {
    let bound: Vec<Key> = TABLE
        .iter()
        .filter(|row| !matches!(row.command, Command::Quit | Command::Interrupt | Command::Suspend))
        .flat_map(|row| row.keys.iter())
        .flat_map(|words| Key::parse_sequence(words).expect("keys of the table"))
        .collect();
    prop::sample::select(bound)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn wherever_one_leaves_one_comes_back_to(keys in prop::collection::vec(keys(), 60)) {
        let mut reader = wide();
        for key in keys {
            reader.send(Message::Key(key));
        }
        reader.leave_boxes();
        // Filters and marks narrow what can be chosen, and are not part of it.
        reader.model.only_marked = false;
        reader.press("/<ctrl-u><enter>1/<ctrl-u><enter>2/<ctrl-u><enter>3/<ctrl-u><enter>");
        reader.leave_boxes();
        let again = back(&left(&reader), builtin().corpus);
        prop_assert_eq!(still(again.model.place()), still(reader.model.place()));
        prop_assert!(!again.model.history.has_equal_neighbours());
        // Whatever is gone from the data, the browser opens and draws.
        let less = back(&left(&reader), without(&["tiktok", "camille-jourdain", "p2"]));
        less.draw();
        let mut none = back(&left(&reader), Corpus::default());
        none.press("njv").draw();
    }
}

#[test]
fn a_view_is_saved_by_name_and_opened_again() {
    let mut reader = wide();
    reader.press("gv");
    assert!(reader.screen().contains("No view yet: g s saves one."), "{}", reader.screen());
    reader.press("<esc>/fake<enter><space>vs");
    let seen = reader.model.place();
    reader.press("gs");
    let Some(Layer::SaveView { input, .. }) = reader.model.layers.last() else { panic!("no box") };
    assert_eq!(input.value(), "Fake news + fake", "pins and filters are a first name");
    reader.press("<ctrl-u><enter>");
    assert!(reader.screen().contains("A view needs a name."));
    reader.press("À lire<enter>");
    assert_eq!(reader.model.layers.len(), 0);
    let Some(Effect::Views(Change::Put(view))) = reader.effects.last().cloned() else {
        panic!("nothing is written")
    };
    // What is written is what is read.
    let written = serde_json::to_string(&view).expect("JSON");
    assert_eq!(serde_json::from_str::<View>(&written).expect("a view"), *view);
    // Elsewhere, under another lens and without pins, the view brings all of it back.
    reader.press("rvvS").press("1gg");
    assert_ne!(reader.model.place(), seen);
    reader.press("gva lire");
    let screen = reader.screen();
    assert!(screen.contains("▸ À lire"), "{screen}");
    assert!(screen.contains("by expert [Fake news] /fake"), "{screen}");
    reader.press("<enter>");
    assert_eq!(reader.model.place(), seen);
    assert_eq!((reader.model.experts.sort, reader.model.experts.reverse), (Sort::Name, false));
    // One step back is before the view was opened.
    reader.press("u");
    assert_eq!(reader.model.pins, []);
}

#[test]
fn a_view_is_replaced_or_deleted_only_when_asked_twice() {
    let mut reader = wide();
    reader.press("gs<ctrl-u>mine<enter>").press("<space>gs<ctrl-u>mine<enter>");
    assert!(reader.screen().contains("“mine” exists: Enter replaces it"), "{}", reader.screen());
    let pins = |reader: &Reader| {
        reader.model.views.iter().map(|view| view.summary(&reader.env)).collect::<Vec<_>>()
    };
    assert_eq!(pins(&reader), ["by trend"]);
    reader.press("<enter>");
    assert_eq!(pins(&reader), ["by trend [TikTok]"]);
    reader.press("gv<ctrl-x>");
    assert!(reader.screen().contains("again deletes “mine”."), "{}", reader.screen());
    reader.press("<up><ctrl-x>");
    assert_eq!(pins(&reader).len(), 1, "another key in between");
    reader.press("<ctrl-x>");
    assert_eq!(pins(&reader).len(), 0);
    assert_eq!(reader.effects.last(), Some(&Effect::Views(Change::Forget("mine".to_owned()))));
}

#[test]
fn a_view_on_what_is_gone_says_so_and_opens_what_is_left() {
    let mut reader = wide();
    reader.press("<space>a2/jourdain<enter><space>gs<ctrl-u>two<enter>");
    let views = reader.model.views.clone();
    let mut less = Reader::of(without(&["camille-jourdain"]), 120, 36, Lang::En, false);
    less.model.views = views;
    less.press("gv");
    assert!(less.screen().contains("[TikTok] [camille-jourdain?]"), "{}", less.screen());
    less.press("<enter>");
    assert_eq!(less.model.pins.len(), 1);
    assert_eq!(less.subject(), "TikTok");
    let said = less.model.notice.as_ref().expect("a word").text.clone();
    assert_eq!(said, "View “two”: 1 pin is no longer in the data.");
}

#[test]
fn what_another_window_marks_is_taken_in_and_not_undone_here() {
    let mut reader = wide();
    let record = |reader: &Reader, name: &str| {
        let corpus = &reader.env.data.corpus;
        let id = corpus.topic_ids().find(|&id| corpus.topic(id).name == name).expect("a topic");
        renvoi::query::Record::Topic(id)
    };
    let (tiktok, fake) = (record(&reader, "TikTok"), record(&reader, "Fake news"));
    reader.press("m");
    reader.send(Message::Kept([tiktok, fake].into(), BTreeMap::new(), false));
    assert_eq!(reader.screen().matches('★').count(), 2, "{}", reader.screen());
    reader.press("u");
    assert_eq!(reader.model.marks, [fake].into());
    reader.press("U");
    assert_eq!(reader.model.marks, [tiktok, fake].into());
}
