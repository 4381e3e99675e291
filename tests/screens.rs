//! Golden frames: what stands on the screen in the main states, and how it looks.
//!
//! One file a size, a language and a look, in `tests/snapshots/`: the text of
//! each frame, then its styles as runs of cells (`1:0-8 bold` is row 1, columns
//! 0 to 8). Without colours the text is the same, and only the runs are written;
//! in ASCII only the text is. `INSTA_UPDATE=always cargo test --test screens`
//! writes them anew; what changed is then read before it is kept.
#![cfg(feature = "tui")]
#![expect(clippy::panic, clippy::unwrap_used, clippy::expect_used, reason = "a test")]

#[path = "support/drafts.rs"]
mod drafts;
#[path = "support/hue.rs"]
mod hue;
#[path = "support/reader.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod reader;
#[path = "support/runs.rs"]
mod runs;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use reader::Reader;
use renvoi::app::model::Copied;
use renvoi::app::reread::Unfit;
use renvoi::app::standing::resume;
use renvoi::app::start::start;
use renvoi::app::update::open_review;
use renvoi::app::{Data, Env, Layer, Message, Mouse, MouseKind, Size, Standing};
use renvoi::command::{Change, Command, Key, Keymap};
use renvoi::corpus::{Corpus, Input, builtin, load_inputs};
use renvoi::lang::Lang;
use renvoi::review::{Document, Origin, Review};
use renvoi::view::theme::Depth;
use renvoi::view::{Theme, opening};

/// One size of each class that shows more than a line.
const SIZES: [(u16, u16); 4] = [(120, 36), (80, 24), (40, 12), (20, 5)];

/// The main states: a name, and the keys that lead there.
const STATES: &[(&str, &str)] = &[
    ("start", ""),
    ("walked to page 22", "nnnnnnn"),
    ("a reference chosen on page 22", "nnnnnnn4<down>"),
    ("an expert followed from page 22", "nnnnnnn4<down><enter>"),
    ("an expert narrows what is right of it", "2/jourdain<enter>"),
    ("filter fake, still typed", "/fake"),
    ("filter fake, kept", "/fake<enter>"),
    ("filter without a match", "/tiktik99"),
    ("a trend without a page", "/dark web<enter>"),
    ("an expert whose page is not given", "2/douani<enter>"),
    ("all rows", "2a"),
    ("find everywhere", "fbrah"),
    ("find without a match", "fzzqx"),
    ("provenance", "i"),
    ("help", "?"),
    ("go to page", "gp22"),
    ("go to a page beyond the report", "gp99<enter>"),
    ("zoom on the statements", "3z"),
    ("zoom on the page", "nnnnnnn4z"),
    ("an unknown key", "t"),
    ("by expert", "v"),
    ("by page", "vv"),
    ("an order turned round", "sS"),
    ("close matches", "/tiktk"),
    ("find, close matches", "ftiktk"),
    ("provenance of a statement", "3i"),
    ("provenance on a page", "nnnnnnn4<down>i"),
    ("the mouse is released", "<f2>"),
    ("two trends pinned", "<space><down><space>"),
    ("two trends pinned, and all rows", "<space><down><space>a"),
    ("marked alone, and nothing else is", "mjm*2"),
    ("pins that share nothing", "<space>fbrahimi<enter>2<space>"),
    ("what copies are there", "y"),
    ("where one can go", "g"),
    ("the menu", ":"),
    ("the menu, narrowed", ":sort"),
    ("the menu without a match", ":zzqx"),
    ("help, narrowed", "?cop"),
    ("a term that cannot be read", "/p:abc fake"),
    ("marked", "mjm"),
    ("marked alone", "mjm*"),
    ("the list of marks", "mjmM"),
    ("no marks", "M"),
    ("a note", "eà relire"),
    ("a note that is left", "eà relire<esc>"),
    ("export", "x"),
    ("export to what is no format", "x<ctrl-u>a.doc<enter>"),
    ("no views", "gv"),
    ("the name of a view", "gs"),
    ("a view is saved", "gs<enter>"),
    ("a view that exists", "gs<enter>gs<enter>"),
    ("saved views", "<space>gs<ctrl-u>mine<enter>gv"),
    ("a view that would be deleted", "gs<ctrl-u>mine<enter>gv<ctrl-x>"),
    ("a view without a name", "gs<ctrl-u><enter>"),
    ("no such view", "gs<ctrl-u>mine<enter>gvzzqx"),
    ("a row that is marked, pinned and noted", "m<space>eà relire<alt-enter>"),
    ("a note that is kept", "eà relire<alt-enter>"),
    ("the list of marks and notes", "mjeà relire<alt-enter>M"),
    ("a mark that is removed", "mm"),
    ("the last cited page", "p"),
    ("beyond the last cited page", "pn"),
    ("round to the first cited page", "pnn"),
    ("n where no page is given", "/dark web<enter>n"),
    ("a filter that is taken back", "/fake<enter>u"),
    ("exact", "/tiktk<ctrl-r>"),
    ("by page, a page pinned", "vv<space>"),
    ("an expert and a trend pinned", "<space>2<space>"),
    ("Esc at rest", "<esc>"),
    ("a note without words", "e"),
    ("a marked page", "n4m"),
    ("a page that is marked no more", "n4mm"),
    ("a marked page, walked on from", "n4mn"),
    ("a page, walked on from", "n4n"),
    ("a statement without a page", "/fake<enter>3<down>"),
];

/// The drafts of an article: a name, and the keys that lead there.
const DRAFTS: &[(&str, &str)] = &[
    ("a draft", ""),
    ("its words", "e"),
    ("who says it", "s"),
    ("its pages", "p"),
    ("its trends", "t"),
    ("a draft cut in two", "d"),
    ("a draft that is rejected", "x"),
    ("every draft read", "aaaaaaaaaaaaaaaaaaaa"),
];

/// More of them, where the screen is not the first of its kind.
const MORE_DRAFTS: &[(&str, &str)] = &[
    ("pages that are none", "p<ctrl-u>abc<enter>"),
    ("where it is cut", "d<end>"),
    ("a draft that is accepted", "a"),
    ("help in a review", "?"),
];

/// Page lists that were drafted behind them.
const LISTS: &[(&str, &str)] = &[
    ("a drafted page list", "aaaaaaaaaaaa"),
    ("the trend of a page list", "aaaaaaaaaaaat"),
    ("what a page list does not have", "aaaaaaaaaaaae"),
];

/// A report whose text is at hand: a name, and the keys that lead there.
const TEXTS: &[(&str, &str)] = &[
    ("the text of a page", "n4"),
    ("a search of the text, still typed", "n4/packages"),
    ("a search of the text, kept", "n4/packages<enter>"),
    ("a search of the text without a match", "n4/zzqx"),
    ("as wide as a book", "n4w"),
    ("as wide as the pane", "n4ww"),
    ("a page that was scanned", "n4<right><right>"),
];

/// A reader whose queries a worker answers, and none yet: a name, and the keys that lead there.
const WAITING: &[(&str, &str)] = &[("a filter that is asked", "3/fake"), ("find, asked", "ffake")];

/// A guest, to whom nothing is kept: a name, and the keys that lead there.
const GUEST: &[(&str, &str)] = &[("a mark of a guest", "m"), ("an export of a guest", "x")];

/// A reader with keys of their own: a name, and the keys that lead there.
const REMAPPED: &[(&str, &str)] = &[("help with keys of one's own", "?copy")];

/// The first steps: a name, and the keys that lead there.
const STEPS: &[(&str, &str)] =
    &[("the first step", ""), ("the second step", "n"), ("the third step", "n4<down><enter>")];

/// A report of which two pages can be read.
const TEXT: &str = r#"{"format":"renvoi-corpus/1","language":"fr",
    "reports":[{"id":"r","title":"Guide","pages":4,"labels":["i","ii","1","2"]}],
    "topics":[{"id":"p","name":"Paquet","aliases":["package"]}],
    "citations":[{"topic":"p","report":"r","pages":{"printed":"ii, 1","list":[2,3]}}],
    "page_texts":[
      {"report":"r","page":2,"text":"Un paquet source, puis deux paquets binaires que le mainteneur construit avec les outils habituels de la distribution."},
      {"report":"r","page":3,"text":"Packages are built by the maintainer."},
      {"report":"r","page":4,"status":"scanned"}]}"#;

/// Two reports, and a topic of both.
const TWO: &str = r#"{"format":"renvoi-corpus/1",
    "reports":[{"id":"a","title":"Guide 2020","pages":4},{"id":"b","title":"Guide 2021","pages":6}],
    "topics":[{"id":"p","name":"Packages"}],
    "citations":[{"topic":"p","report":"a","pages":{"printed":"2","list":[2]}},
      {"topic":"p","report":"b","pages":{"printed":"3, 5","list":[3,5]}}]}"#;

/// A page beyond the report, in data that is read again.
fn unfit(lang: Lang) -> Unfit {
    let text = lang.pick(
        "rapport.json:212:18: page 71 is beyond the 53 pages (statements[3].pages.list[2])",
        "rapport.json:212:18: la page 71 dépasse les 53 pages (statements[3].pages.list[2])",
    );
    Unfit { code: Some("R102".into()), problems: vec![text.to_owned()], age: Some(72) }
}

/// Many problems, and the file is no corpus.
fn cut_short(lang: Lang) -> Unfit {
    let text = |n: usize| match lang {
        Lang::En => format!("rapport.json:{n}:1: a statement without an id (statements[{n}])"),
        Lang::Fr => format!("rapport.json:{n}:1: un propos sans identifiant (statements[{n}])"),
    };
    Unfit { code: None, problems: (1..=20).map(text).collect(), age: Some(0) }
}

/// What comes of an effect: a name, the keys before, what came, and the keys behind.
fn outcomes(lang: Lang) -> Vec<(&'static str, &'static str, Message, &'static str)> {
    let text = || "« … » (TikTok, p. 22)".to_owned();
    vec![
        ("copied", "c", Message::Copied(text(), Copied::Terminal), ""),
        ("copied to a file", "c", Message::Copied(text(), Copied::File("/c.txt".into())), ""),
        ("what was copied", "c", Message::Copied(text(), Copied::Terminal), "<enter>"),
        ("copied to the system", "c", Message::Copied(text(), Copied::System), ""),
        ("data that cannot be used", "n", Message::Unfit(unfit(lang)), ""),
        ("data with many errors", "n", Message::Unfit(cut_short(lang)), ""),
        ("data with many errors, all told", "n", Message::Unfit(cut_short(lang)), "v"),
        ("data with many errors, scrolled", "n", Message::Unfit(cut_short(lang)), "v<end>"),
        ("the data is read again", "", Message::Rereading, ""),
        ("words are indexed", "", Message::Indexing(40), ""),
        ("the data changed", "", Message::Changed, ""),
        ("a drag", "", Message::Mouse(Mouse { kind: MouseKind::Drag, column: 5, row: 5 }), ""),
        ("the file exists", "x<enter>", Message::Exists("tiktok.csv".to_owned()), ""),
    ]
}

/// A state that is reached: its name, the keys, and the reader there.
struct State {
    name: &'static str,
    keys: &'static str,
    reader: Reader,
}

impl State {
    fn at((name, keys): (&'static str, &'static str), mut reader: Reader) -> Self {
        reader.press(keys);
        Self { name, keys, reader }
    }
}

/// Every state on a screen of this size.
fn states(width: u16, height: u16, lang: Lang, ascii: bool) -> Vec<State> {
    let of = |corpus| Reader::of(corpus, width, height, lang, ascii);
    let builtin_data = Arc::new(Data::new(builtin().corpus));
    let report = || Reader::with(Arc::clone(&builtin_data), width, height, lang, ascii);
    let mut states = Vec::new();
    for &state in STATES {
        states.push(State::at(state, report()));
    }
    for (name, keys, message, then) in outcomes(lang) {
        let mut reader = report();
        reader.press(keys).send(message);
        reader.press(then);
        states.push(State { name, keys, reader });
    }
    for &state in STEPS {
        let mut reader = report();
        reader.env.sample = true;
        reader.model = start(&reader.env, Size::new(width, height));
        states.push(State::at(state, reader));
    }
    for &state in GUEST {
        let mut reader = report();
        reader.env.read_only = true;
        states.push(State::at(state, reader));
    }
    for &state in REMAPPED {
        let mut reader = report();
        let keys = vec![vec![Key::parse("b").expect("a key")]];
        reader.env.keymap = Keymap::with(&[Change { command: Command::Copy, keys }]);
        states.push(State::at(state, reader));
    }
    for &state in WAITING {
        let mut reader = report();
        let data = Data::for_worker(builtin().corpus);
        reader.env = Env { signs: reader.env.signs, ..Env::new(data.into(), lang) };
        reader.model = start(&reader.env, Size::new(width, height));
        states.push(State::at(state, reader));
    }
    let mut returned = report();
    let mut left = report();
    left.press("nn");
    resume(&mut returned.model, &Standing::of(&left.model, &left.env), &returned.env);
    states.push(State::at(("where one was", ""), returned));
    states.push(State::at(("nothing is known", ""), of(Corpus::default())));
    let mut bare = report();
    bare.env.choices.hints = false;
    states.push(State::at(("without hints", ""), bare));
    for &state in TEXTS {
        states.push(State::at(state, of(loaded(TEXT))));
    }
    states.push(State::at(("of two reports", "n"), of(loaded(TWO))));
    let of_file = DRAFTS.iter().chain(MORE_DRAFTS).map(|&state| (state, drafts::file()));
    let of_lists = LISTS.iter().map(|&state| (state, drafts::with_lists()));
    for (state, file) in of_file.chain(of_lists) {
        let bytes = serde_json::to_vec(&file).expect("JSON");
        let input = Input { name: "c.json".into(), bytes: bytes.clone().into() };
        let mut reader = of(load_inputs(&[input]).corpus);
        let mut origin = Origin::default();
        origin.add("a".into(), &drafts::article());
        let review = Review::new(Document::read(&bytes).expect("a corpus"), origin);
        open_review(&mut reader.model, review, true, &reader.env);
        states.push(State::at(state, reader));
    }
    let bytes = serde_json::to_vec(&drafts::file()).expect("JSON");
    let input = Input { name: "c.json".into(), bytes: bytes.into() };
    states.push(State::at(("drafts among what is read", ""), of(load_inputs(&[input]).corpus)));
    states
}

/// The corpus of a text that has no fault.
fn loaded(text: &'static str) -> Corpus {
    let loaded = load_inputs(&[Input { name: "t.json".into(), bytes: text.into() }]);
    assert_eq!(loaded.problems, []);
    loaded.corpus
}

/// The frame that stands while files are read.
fn reading(width: u16, height: u16, lang: Lang, ascii: bool, theme: &Theme) -> Frame {
    let mut reader = Reader::of(builtin().corpus, width, height, lang, ascii);
    reader.env.files = vec!["/reports/rapport.json".to_owned(), "-".to_owned()];
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    opening(&mut buffer, reader.model.size, &reader.env, theme);
    (reader::text(&buffer), runs::runs(&buffer).join("\n"))
}

/// The text of a frame with its cursor, and how it looks.
type Frame = (String, String);

/// The variants of an enum, as its source lists them.
fn variants(source: &str, name: &str) -> BTreeSet<String> {
    let start = source.find(&format!("pub enum {name} {{\n")).expect("an enum of that name");
    let body = source[start..].split("\n}").next().expect("its end");
    let own = body.lines().filter_map(|line| line.strip_prefix("    "));
    own.filter(|line| line.starts_with(char::is_uppercase)).map(first_word).collect()
}

/// A value without what it holds.
fn first_word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric()).collect()
}

/// A state as a theme draws it.
fn frame(state: &mut State, theme: &Theme) -> Frame {
    state.reader.theme = theme.clone();
    let (buffer, cursor) = state.reader.draw();
    framed(&buffer, cursor)
}

/// A state as a theme draws it, to eyes that see no colour.
fn without_hue(state: &mut State, theme: &Theme) -> Frame {
    state.reader.theme = theme.clone();
    let (buffer, cursor) = state.reader.draw();
    framed(&hue::without_hue(buffer), cursor)
}

fn framed(buffer: &Buffer, cursor: Option<Position>) -> Frame {
    let mut text = reader::text(buffer);
    if let Some(cursor) = cursor {
        let _ = write!(text, "\ncursor {}:{}", cursor.y, cursor.x);
    }
    (text, runs::runs(buffer).join("\n"))
}

/// What of the frames is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Text and styles, in the colours of the terminal.
    Terminal,
    /// Styles without colours; the text is that of the colours.
    Mono,
    /// Text in ASCII.
    Ascii,
}

fn frames(width: u16, height: u16, lang: Lang, look: Look) -> String {
    let mut frames = String::new();
    let ascii = look == Look::Ascii;
    let mut put = |name: &str, keys: &str, coloured: Frame, plain: Frame| {
        let ((text, styles), (same, weights)) = (coloured, plain);
        assert_eq!(text, same, "{name}: colours change no text");
        let _ = writeln!(frames, "═══ {name} · {keys}");
        let _ = match look {
            Look::Terminal => writeln!(frames, "{text}\n─── styles\n{styles}"),
            Look::Mono => writeln!(frames, "{weights}"),
            Look::Ascii => writeln!(frames, "{text}"),
        };
    };
    let read = |theme: &Theme| reading(width, height, lang, ascii, theme);
    put("data is read", "", read(&Theme::terminal()), read(&Theme::mono()));
    for mut state in states(width, height, lang, ascii) {
        let coloured = frame(&mut state, &Theme::terminal());
        let plain = frame(&mut state, &Theme::mono());
        put(state.name, state.keys, coloured, plain);
    }
    frames
}

macro_rules! golden {
    ($($name:ident $width:literal $height:literal $lang:ident $look:ident;)+) => {
        $(#[test]
        fn $name() {
            let frames = frames($width, $height, Lang::$lang, Look::$look);
            insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(stringify!($name), frames);
            });
        })+
    };
}

golden! {
    wide_en_terminal   120 36 En Terminal;
    wide_en_mono       120 36 En Mono;
    wide_en_ascii      120 36 En Ascii;
    wide_fr_terminal   120 36 Fr Terminal;
    wide_fr_mono       120 36 Fr Mono;
    wide_fr_ascii      120 36 Fr Ascii;
    normal_en_terminal  80 24 En Terminal;
    normal_en_mono      80 24 En Mono;
    normal_en_ascii     80 24 En Ascii;
    normal_fr_terminal  80 24 Fr Terminal;
    normal_fr_mono      80 24 Fr Mono;
    normal_fr_ascii     80 24 Fr Ascii;
    narrow_en_terminal  40 12 En Terminal;
    narrow_en_mono      40 12 En Mono;
    narrow_en_ascii     40 12 En Ascii;
    narrow_fr_terminal  40 12 Fr Terminal;
    narrow_fr_mono      40 12 Fr Mono;
    narrow_fr_ascii     40 12 Fr Ascii;
    tiny_en_terminal    20  5 En Terminal;
    tiny_en_mono        20  5 En Mono;
    tiny_en_ascii       20  5 En Ascii;
    tiny_fr_terminal    20  5 Fr Terminal;
    tiny_fr_mono        20  5 Fr Mono;
    tiny_fr_ascii       20  5 Fr Ascii;
}

#[test]
fn every_box_and_every_kind_of_screen_has_a_frame() {
    let source = |path: &str| {
        let path = format!("{}/src/app/{path}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("a source file")
    };
    let (model, angle) = (source("model.rs"), source("angle.rs"));
    let mut shown: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut show = |what, value: &dyn std::fmt::Debug| {
        shown.entry(what).or_default().insert(first_word(&format!("{value:?}")));
    };
    for (width, height) in SIZES {
        for State { reader: Reader { model, .. }, .. } in states(width, height, Lang::En, false) {
            show("Class", &model.class);
            show("Pane", &model.focus);
            show("Lens", &model.lens);
            show("Wrap", &model.wrap);
            show("Lesson", &model.lesson);
            show("Shown", &model.page.shown);
            for pin in &model.pins {
                show("Pin", pin);
            }
            for layer in &model.layers {
                show("Layer", layer);
                if let Layer::Correct { field, .. } = layer {
                    show("Field", field);
                }
            }
        }
    }
    // Whatever a later source adds is missed here until a state shows it.
    for (what, source) in [
        ("Layer", &model),
        ("Field", &model),
        ("Pane", &model),
        ("Shown", &model),
        ("Pin", &model),
        ("Lesson", &model),
        ("Lens", &angle),
        ("Wrap", &angle),
        ("Class", &source("layout.rs")),
    ] {
        let mut listed = variants(source, what);
        // One line that asks for a larger window; it has a test of its own.
        listed.remove("Line");
        assert_eq!(shown[what], listed, "{what}");
    }
}

#[test]
fn each_state_has_a_frame_of_its_own_without_colour() {
    for lang in [Lang::En, Lang::Fr] {
        let mut seen: HashMap<Frame, &str> = HashMap::new();
        for mut state in states(120, 36, lang, false) {
            let plain = without_hue(&mut state, &Theme::mono());
            let before = seen.insert(plain, state.name);
            assert_eq!(before, None, "looks like {}", state.name);
        }
    }
}

#[test]
fn no_two_states_differ_by_colour_alone() {
    let dark = Theme::named("dark", Depth::All).expect("a theme");
    for ((width, height), theme) in
        SIZES.into_iter().flat_map(|size| [(size, Theme::terminal()), (size, dark.clone())])
    {
        for lang in [Lang::En, Lang::Fr] {
            let mut seen: HashMap<Frame, (Frame, &str)> = HashMap::new();
            for mut state in states(width, height, lang, false) {
                let coloured = frame(&mut state, &theme);
                let plain = without_hue(&mut state, &theme);
                let (before, name) =
                    seen.entry(plain).or_insert_with(|| (coloured.clone(), state.name));
                assert_eq!(*before, coloured, "{width}x{height}: {name} and {}", state.name);
            }
            assert!(seen.len() > 40, "{} states", seen.len());
        }
    }
}

#[test]
fn mono_frames_name_no_colour() {
    for lang in [Lang::En, Lang::Fr] {
        let frames = frames(120, 36, lang, Look::Mono);
        for run in frames.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())) {
            assert!(!run.contains("fg ") && !run.contains("bg "), "{run}");
        }
        assert!(frames.contains(" bold"), "weight tells what colour would");
    }
}

#[test]
fn ascii_frames_draw_with_ascii_alone() {
    let mut shown = String::new();
    for lang in [Lang::En, Lang::Fr] {
        for state in states(120, 36, lang, true) {
            shown.push_str(&state.reader.screen());
        }
    }
    // Names and texts of the data keep their letters.
    let own = |c: &char| !c.is_ascii() && (!c.is_alphabetic() || *c >= '\u{180}');
    let drawn: String = shown.chars().filter(own).collect();
    assert_eq!(drawn, "");
}
