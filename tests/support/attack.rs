//! What must hold for any bytes whatever: each function takes bytes from a fuzzer or a kept seed
//! and panics where something does not hold.
//!
//! Shared by the fuzz targets under `tests/fuzz/` and by the test that replays their seeds.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use renvoi::app::start::start;
use renvoi::app::{Data, Env, Message, Size, update};
use renvoi::cli;
use renvoi::command::{Change, Code, Key, Keymap, TABLE};
use renvoi::corpus::{Corpus, Input, builtin, load_inputs};
use renvoi::index::Index;
use renvoi::lang::Lang;
use renvoi::query::{Finder, Query, Record};
use renvoi::surroundings::Surroundings;
use renvoi::view::{Theme, render};
use renvoi::words::{Signs, clean};
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// A function that is given bytes.
pub(crate) type Attack = fn(&[u8]);

/// Every target by its name.
pub(crate) const ALL: [(&str, Attack); 7] = [
    ("loader", loader),
    ("cleaning", cleaning),
    ("grammar", grammar),
    ("pages", pages),
    ("keys", keys),
    ("frames", frames),
    ("session", session),
];

/// The built-in corpus, ready to be asked.
static BUILTIN: LazyLock<Finder> = LazyLock::new(|| finder(&builtin().corpus));

/// A corpus with one of each, so that most of the time goes to what is attacked.
fn small() -> Corpus {
    let bytes = br#"{"format":"renvoi-corpus/1",
        "reports":[{"id":"r","title":"L\u2019avenir","pages":9,"labels":["i","ii","1","2","3","4","5","6","7"]}],
        "topics":[{"id":"fake-news","name":"Fake news","aliases":["infox"]},{"id":"ecole","name":"L\u2019\u00e9cole"}],
        "experts":[{"id":"e","name":"Yann G\u0153uvre"}],
        "statements":[
            {"id":"s","kind":"quote","text":"L\u2019\u0153uvre de l\u2019\u00e9cole : 45 % en 2020, p. 22","quote":"L\u2019\u0153uvre",
             "experts":["e"],"topics":["ecole"],"report":"r","pages":{"printed":"p 3 f","list":[3,4]}},
            {"id":"m","kind":"mention","text":"fakenews, fake-news et fake news","topics":["fake-news"]}],
        "citations":[{"topic":"fake-news","report":"r","pages":{"printed":"p 3","list":[3]}}]}"#;
    let loaded =
        load_inputs(&[Input { name: "small.json".to_owned(), bytes: bytes.as_slice().into() }]);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded.corpus
}

/// The small corpus, ready to be asked, and what its statements say.
static SMALL: LazyLock<(Finder, Vec<String>)> = LazyLock::new(|| {
    let corpus = small();
    let texts = corpus.statement_ids().map(|id| corpus.statement(id).text.to_string()).collect();
    (finder(&corpus), texts)
});

fn finder(corpus: &Corpus) -> Finder {
    Finder::new(corpus, &Index::new(corpus))
}

/// The browser's surroundings in each language.
static BROWSERS: LazyLock<[Env; 2]> = LazyLock::new(|| {
    [Lang::En, Lang::Fr].map(|lang| Env {
        signs: Signs::new(lang == Lang::Fr),
        ..Env::new(Data::new(small()).into(), lang)
    })
});

/// Any file is read as a corpus that can be walked, every problem of it stands at a place, and
/// nothing of it can harm a terminal.
pub(crate) fn loader(bytes: &[u8]) {
    let input = Input { name: "any.json".to_owned(), bytes: bytes.into() };
    let loaded = load_inputs(&[input]);
    for problem in &loaded.problems {
        for lang in [Lang::En, Lang::Fr] {
            harmless(&problem.line_in(lang).to_string());
        }
    }
    let finder = finder(&loaded.corpus);
    for id in loaded.corpus.statement_ids() {
        harmless(&loaded.corpus.statement(id).text);
    }
    let all = finder.everywhere(&Query::parse(""));
    assert!(all.sure.len() <= all.total);
}

/// Clean text cannot harm a terminal, and stays as it is when cleaned again.
pub(crate) fn cleaning(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let once = clean(&text);
    harmless(&once);
    assert_eq!(clean(&once), once);
}

/// Any query is read; what is wrong with it stands inside it, and what it lights inside the text.
pub(crate) fn grammar(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let query = Query::parse(&text);
    assert_eq!(query.raw(), text);
    for problem in query.problems(false) {
        assert!(text.get(problem.span.clone()).is_some(), "{:?} of {text:?}", problem.span);
    }
    let (finder, texts) = &*SMALL;
    let found = finder.everywhere(&query);
    assert!(found.sure.len() <= found.total);
    assert!(found.close.len() <= found.close_total);
    for text in texts {
        let mut after = 0;
        for lit in query.highlights(text) {
            assert!(lit.start >= after && lit.end > lit.start, "{lit:?} in {text:?}");
            assert!(text.get(lit.clone()).is_some(), "{lit:?} in {text:?}");
            after = lit.end;
        }
    }
}

/// A list of pages finds just the pages that a plain reading of it names.
pub(crate) fn pages(bytes: &[u8]) {
    // Bytes become the signs of a list, so that most inputs are one.
    let signs = b"0123456789,-?,-1";
    let list: String =
        bytes.iter().take(40).map(|&byte| char::from(signs[usize::from(byte) % 16])).collect();
    // A sign of refusal at the start is not part of the list.
    let text = format!("page:{list}");
    let query = Query::parse(&text);
    let finder = &*BUILTIN;
    if !query.problems(true).is_empty() {
        return;
    }
    let named = |page: u32| {
        list.split(',').any(|part| match part.split_once('-') {
            Some(("", to)) => to.parse().is_ok_and(|to: u64| u64::from(page) <= to),
            Some((from, "")) => from.parse().is_ok_and(|from: u64| from <= u64::from(page)),
            Some((from, to)) => {
                from.parse().is_ok_and(|from: u64| from <= u64::from(page))
                    && to.parse().is_ok_and(|to: u64| u64::from(page) <= to)
            }
            None => part.parse() == Ok(u64::from(page)),
        })
    };
    let found = |query: &str| -> Vec<u32> {
        let found = finder.everywhere(&Query::parse(query));
        let pages = found.sure.iter().filter_map(|hit| match hit.id {
            Record::Page(at) => Some(at.page),
            _ => None,
        });
        let mut pages: Vec<u32> = pages.collect();
        pages.sort_unstable();
        pages
    };
    let mut expected = found("kind:page");
    expected.retain(|&page| named(page));
    assert_eq!(found(&text), expected, "{text}");
}

/// A key that is read is written as a word that reads as the same key; a changed keymap holds.
pub(crate) fn keys(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(key) = Key::parse(&text) {
        assert_eq!(Key::parse(&key.word()), Some(key), "{text:?}");
        for lang in [Lang::En, Lang::Fr] {
            assert!(!key.name(lang, true).is_empty(), "{text:?}");
        }
    }
    let Some(sequence) = Key::parse_sequence(&text) else { return };
    let words: Vec<String> = sequence.iter().map(|key| key.word()).collect();
    assert_eq!(Key::parse_sequence(&words.join(" ")), Some(sequence.clone()), "{text:?}");
    let command = TABLE[bytes.len() % TABLE.len()].command;
    let keymap = Keymap::with(&[Change { command, keys: vec![sequence.clone()] }]);
    assert!(keymap.keys_of(command).any(|keys| keys == sequence));
}

/// Whatever a guest asks for over SSH is one of seven commands on the server's own data, or refused
/// in one harmless line.
pub(crate) fn session(bytes: &[u8]) {
    let Ok(line) = std::str::from_utf8(bytes) else { return };
    let asked = Surroundings { original_command: Some(line.into()), ..Surroundings::default() };
    let words = ["renvoi", "--data", "/srv/own.json", "--max-size", "5M", "ssh-session"];
    let quoted = line.contains(['\'', '"', '\\']);
    match cli::read(words.map(Into::into).to_vec(), &asked) {
        Ok(arguments) => {
            assert!(line.len() <= 4096 && !line.contains(['`', '\n']), "{line:?}");
            assert!(quoted || !line.contains([';', '|', '&', '$', '<', '>', '(', ')']), "{line:?}");
            assert!(arguments.guest, "{line:?}");
            assert_eq!(arguments.options.data, ["/srv/own.json"], "{line:?}");
            assert_eq!(arguments.options.limit(), 5 << 20, "{line:?}");
            assert!(
                arguments.options.at.is_none() && arguments.options.theme.is_none(),
                "{line:?}"
            );
            let command = format!("{:?}", arguments.command);
            let allowed = [
                "None",
                "Some(Lookup",
                "Some(List",
                "Some(Page",
                "Some(Search",
                "Some(Stats",
                "Some(Keys { check: None, test: false",
                "Some(Schema",
            ];
            assert!(allowed.iter().any(|name| command.starts_with(name)), "{line:?}: {command}");
        }
        Err(ended) => {
            let mut said = Vec::new();
            let exit = ended.tell(&mut std::io::sink(), &mut said);
            assert_eq!(exit as u8, 2, "{line:?}");
            let said = String::from_utf8_lossy(&said);
            assert_eq!(said.lines().count(), 1, "{line:?}: {said:?}");
            harmless(said.trim_end_matches('\n'));
        }
    }
}

/// Whatever is typed, pasted and resized, a frame can be drawn and nothing in it harms.
pub(crate) fn frames(bytes: &[u8]) {
    let [width, height, rest @ ..] = bytes else { return };
    let size = |width: u8, height: u8| Size::new(u16::from(width) % 201, u16::from(height) % 61);
    let env = &BROWSERS[usize::from(width % 2)];
    let mut model = start(env, size(*width, *height));
    let mut send = |message| {
        // What the terminal would be asked to do is left undone.
        let _ = update(&mut model, message, env);
    };
    let named = [
        Code::Enter,
        Code::Esc,
        Code::Tab,
        Code::BackTab,
        Code::Backspace,
        Code::Delete,
        Code::Left,
        Code::Right,
        Code::Up,
        Code::Down,
        Code::Home,
        Code::End,
        Code::PageUp,
        Code::PageDown,
        Code::F(1),
        Code::F(2),
    ];
    let text = String::from_utf8_lossy(&rest[..rest.len().min(256)]);
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        let key = match sign {
            '\u{10}'..='\u{1f}' => Key::plain(named[sign as usize - 0x10]),
            // Ctrl and a letter, as terminals send it.
            '\u{1}'..='\u{f}' => {
                Key { ctrl: true, ..Key::plain(Code::Char(char::from(b'`' + sign as u8))) }
            }
            '\u{7f}' => Key::plain(Code::Backspace),
            '\0' => {
                let sizes = (signs.next().map(u8::try_from), signs.next().map(u8::try_from));
                send(match sizes {
                    (Some(Ok(width)), Some(Ok(height))) => Message::Resize(size(width, height)),
                    _ => Message::Paste(signs.by_ref().collect()),
                });
                continue;
            }
            sign => Key::plain(Code::Char(sign)),
        };
        send(Message::Key(key));
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, model.size.width, model.size.height));
    let cursor = render(&mut buffer, &model, env, &Theme::mono());
    for cell in &buffer.content {
        harmless(cell.symbol());
        assert!(cell.symbol().len() <= 32);
    }
    if let Some(cursor) = cursor {
        assert!(buffer.area.contains(cursor), "{cursor} outside {}", buffer.area);
    }
}

/// No control character, no turn of direction; no more than 8 code points and 32 bytes a cluster.
///
/// The signs are named here once more, so that the table of the program is not its own judge.
fn harmless(text: &str) {
    for cluster in text.graphemes(true) {
        assert!(cluster.chars().count() <= 8 && cluster.len() <= 32, "{cluster:?}");
        for sign in cluster.chars() {
            let bad = matches!(
                sign,
                '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200b}' | '\u{200e}'
                    | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            );
            assert!(!bad, "{sign:?} in {text:?}");
        }
    }
}
