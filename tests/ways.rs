//! What the screen says can be done, can be done: sentences name the keys that the reader has,
//! ways out are clicked where they stand, and nothing that narrows the lists goes unseen.
#![cfg(feature = "tui")]
#![expect(clippy::expect_used, clippy::panic, reason = "a test")]

#[path = "support/hue.rs"]
mod hue;
#[path = "support/reader.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod reader;

use reader::{Reader, parse};
use renvoi::app::start::start;
use renvoi::app::{Message, Mouse, MouseKind};
use renvoi::command::{Change, Command, Keymap};
use renvoi::corpus::builtin;
use renvoi::lang::Lang;
use renvoi::view::Theme;
use unicode_width::UnicodeWidthStr;

/// The screen as it is read: hard spaces are spaces, lines of text follow one another.
fn read(reader: &Reader) -> String {
    let screen = reader.screen().replace(['\u{a0}', '┃', '│'], " ");
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(reader: &Reader, text: &str) {
    assert!(read(reader).contains(text), "no {text:?} on\n{}", reader.screen());
}

#[track_caller]
fn click(reader: &mut Reader, text: &str) {
    let screen = reader.screen().replace('\u{a0}', " ");
    for (row, line) in screen.lines().enumerate() {
        if let Some(at) = line.find(text) {
            let cell = |count: usize| u16::try_from(count).expect("on the screen");
            let (column, row) = (cell(line[..at].width()), cell(row));
            reader.send(Message::Mouse(Mouse { kind: MouseKind::Press, column, row }));
            return;
        }
    }
    panic!("no {text:?} on\n{screen}")
}

/// A reader with keys of their own.
fn remapped(lang: Lang) -> Reader {
    let keys = [
        (Command::NextLit, "b"),
        (Command::PrevLit, "B"),
        (Command::Undo, "d"),
        (Command::Redo, "Z"),
        (Command::Reset, "t"),
        (Command::ShowAll, "X"),
        (Command::Find, "F"),
        (Command::Pin, "Q"),
        (Command::Mark, "A"),
        (Command::Quit, "E"),
        (Command::Mouse, "f4"),
        (Command::Open, "O"),
        (Command::Pane3, "5"),
        (Command::Escape, "f6"),
        (Command::InAccept, "f7"),
    ];
    let changes = keys.map(|(command, key)| Change { command, keys: vec![parse_one(key)] });
    let mut reader = Reader::new(120, 36, lang);
    reader.env.keymap = Keymap::with(&changes);
    reader.model = start(&reader.env, reader.model.size);
    reader
}

fn parse_one(key: &str) -> Vec<renvoi::command::Key> {
    if key.chars().count() == 1 { parse(key) } else { parse(&format!("<{key}>")) }
}

#[test]
fn sentences_name_the_keys_that_the_reader_has() {
    for (keys, en, fr) in [
        ("Q", "is pinned: Q or d takes the pin away", "est épinglé : Q ou d retire l’épingle"),
        ("Qd", "Undone. Z does it again", "Annulé. Z refait"),
        ("AA", "Mark removed. (d: undo)", "Marque retirée. (d : annuler)"),
        ("*", "Nothing is marked yet: A marks.", "Rien n’est marqué : A marque."),
        ("M", "Nothing yet: A marks, e writes", "Rien encore : A marque, e écrit"),
        ("2", "X shows 10 others", "X : voir 10 autres"),
        ("2X", "(t clears)", "(t efface)"),
        ("/zzqx", "f6 clears the filter, then F", "f6 efface le filtre, puis"),
        ("<f4>", "F4 to take it back", "F4 pour reprendre"),
        ("<f6>", "E quits.", "E pour quitter."),
        ("b", "p. 8 (b)", "p. 8 (b)"),
        ("bb", "p. 3 (B)", "p. 3 (B)"),
        ("B", "Cited pages of TikTok:", "Pages citées de TikTok :"),
        ("/dark web<f7>", "press 5.", "pressez 5."),
        ("gp", "F7 opens", "F7 ouvre"),
        ("i", "F6 closes", "F6 ferme"),
        ("/visages<f7>", "X shows all statements", "X montre tous les propos"),
    ] {
        for (lang, said) in [(Lang::En, en), (Lang::Fr, fr)] {
            let mut reader = remapped(lang);
            reader.press(keys);
            says(&reader, &said.replace("f6", "F6"));
        }
    }
}

#[test]
fn examples_of_the_help_are_true() {
    for lang in [Lang::En, Lang::Fr] {
        let example = |command: Command| command.example(lang).expect("an example");
        let mut reader = Reader::new(120, 36, lang);
        reader.press("?tiktok");
        reader.press("<ctrl-u>filter");
        says(&reader, example(Command::Filter));
        let mut reader = Reader::new(120, 36, lang);
        reader.press("/").press(example(Command::Filter));
        assert_eq!(reader.topics(), ["TikTok"]);
        let mut reader = Reader::new(120, 36, lang);
        reader.press("f").press(example(Command::Find)).press("<enter>");
        assert_eq!(reader.subject(), "Fadhila Brahimi");
        let mut reader = Reader::new(120, 36, lang);
        reader.press("gp").press(example(Command::GotoPage)).press("<enter>");
        assert_eq!(reader.page(), Some(22));
        let copied = |keys: &str| {
            let mut reader = Reader::new(120, 36, lang);
            reader.press("nnnnnnn").press(keys);
            match reader.effects.pop() {
                Some(renvoi::app::Effect::Copy(text)) => text,
                other => panic!("{keys} copies nothing: {other:?}"),
            }
        };
        assert!(copied("yp").contains(example(Command::CopyPages)), "{}", copied("yp"));
        assert_eq!(copied("yl"), example(Command::CopyLink));
        assert!(copied("yb").starts_with("@misc{"), "{}", copied("yb"));
    }
}

#[test]
fn the_ways_out_of_a_data_error_are_seen_at_every_size() {
    for (lang, keep, again) in
        [(Lang::En, "Enter keep it", "R read again"), (Lang::Fr, "Entrée garder", "R relire")]
    {
        for (width, height) in [(120, 36), (80, 24), (40, 12)] {
            let mut reader = Reader::new(width, height, lang);
            let unfit = renvoi::app::reread::Unfit {
                problems: (0..30).map(|n| format!("f.json:{n}:1: error")).collect(),
                ..Default::default()
            };
            reader.press("n").send(Message::Changed).send(Message::Unfit(unfit));
            let footer = reader.screen().lines().last().expect("a footer").to_owned();
            assert!(footer.contains(keep) && footer.contains(again), "{footer}");
            assert!(!reader.screen().contains("f.json:29"), "{}", reader.screen());
            reader.press("v<end>");
            reader.press("<up>".repeat(12).as_str());
            assert!(reader.screen().contains("f.json:2"), "{}", reader.screen());
            reader.press("<enter>");
            assert_eq!(reader.model.layers.len(), 0);
        }
    }
}

#[test]
fn what_lasts_is_told_as_long_as_it_lasts() {
    for (lang, order, cancel, few, page) in [
        (Lang::En, "1/39 · by name ━", "Esc cancel", "6 of ", "o opens the source, c copies"),
        (Lang::Fr, "1/39 · par nom ━", "Échap annuler", "6 sur ", "o ouvre la source, c copie"),
    ] {
        let at = |keys: &str| {
            let mut reader = Reader::new(120, 36, lang);
            reader.press(keys);
            reader.screen().replace('\u{a0}', " ")
        };
        // The choice stays where it was; it is the first again once the list is at its top.
        assert!(at("s<home>").contains(order), "{}", at("s<home>"));
        assert!(!at("").contains(" · by name") && !at("").contains(" · par nom"));
        assert!(at("y").contains(cancel), "{}", at("y"));
        assert!(at("?cop").contains(few), "{}", at("?cop"));
        assert!(at("n").contains(page), "{}", at("n"));
    }
}

#[test]
fn a_command_without_a_key_is_named_as_the_menu_finds_it() {
    let mut reader = Reader::new(120, 36, Lang::En);
    reader.env.keymap = Keymap::with(&[Change { command: Command::Undo, keys: Vec::new() }]);
    reader.press("<space>");
    says(&reader, "Space or :undo takes the pin away");
    reader.press(":undo<enter>");
    assert!(reader.model.pins.is_empty());
}

#[test]
fn ways_out_of_an_empty_list_are_clicked_where_they_stand() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for (lang, undoes, clears) in
            [(Lang::En, "u undoes", "r clears all"), (Lang::Fr, "u annule", "r les efface")]
        {
            let nothing = || {
                let mut reader = Reader::new(width, height, lang);
                reader.press("<space>fbrahimi<enter>2<space>3");
                assert_eq!(reader.model.pins.len(), 2);
                reader
            };
            let mut reader = nothing();
            click(&mut reader, undoes);
            assert_eq!(reader.model.pins.len(), 1, "{}", reader.screen());
            let mut reader = nothing();
            click(&mut reader, clears);
            assert_eq!(reader.model.pins.len(), 0, "{}", reader.screen());
        }
        let mut reader = Reader::new(width, height, Lang::En);
        reader.press("/zzqx");
        click(&mut reader, "Esc clears");
        assert_eq!(reader.model.topics.filter, "", "a filter that is typed goes as well");
        let mut reader = Reader::new(width, height, Lang::En);
        reader.press("2");
        click(&mut reader, "a shows 10 others");
        assert!(reader.model.all);
    }
}

#[test]
fn what_narrows_the_lists_is_seen_and_cleared_at_every_width() {
    for (lang, clears) in [(Lang::En, "(r clears)"), (Lang::Fr, "(r efface)")] {
        for width in [24, 32, 40, 63, 64, 80, 99, 100, 120, 200] {
            let height = if width < 64 { 12 } else { 36 };
            for keys in [
                "<space>",
                "<space><down><space>",
                "<space><down><space>a",
                "<space><down><space>am*",
                "<space><down><space>a/tik<enter>2/jour<enter>3/pers<enter>1",
                "/transformation digitale et humaine<enter>2",
            ] {
                let mut reader = Reader::new(width, height, lang);
                reader.press(keys).press("n");
                reader.model.notice = None;
                says(&reader, clears);
                click(&mut reader, clears);
                assert!(reader.model.pins.is_empty() && !reader.model.all, "{keys} {width}");
                assert_eq!(reader.model.topics.filter, "", "{keys} {width}");
            }
        }
    }
}

#[test]
fn pins_of_one_kind_are_joined_by_or_and_those_of_two_by_a_plus() {
    for (lang, either) in [(Lang::En, " or "), (Lang::Fr, " ou ")] {
        let mut reader = Reader::new(120, 36, lang);
        reader.press("<space>fbrahimi<enter>2<space>1<down><space>");
        // Either trend, and the expert: however they were pinned.
        let line = reader.screen().lines().nth(1).expect("a line").to_owned();
        let places: Vec<_> = ["TikTok ×]", "Brahimi ×]"].map(|it| line.find(it)).into();
        assert!(places.iter().all(Option::is_some), "{line}");
        assert_eq!(reader.model.pins.len(), 3, "{line}");
        assert_eq!((line.matches(either).count(), line.matches(" + ").count()), (1, 1), "{line}");
        let mut last = line.split(" + ").last().expect("a part").to_owned();
        last.truncate(last.find('×').expect("a chip"));
        assert!(last.contains("Brahimi"), "{line}");
    }
}

#[test]
fn marks_alone_are_said_to_be_why_no_expert_is_shown() {
    let mut reader = Reader::new(80, 24, Lang::En);
    reader.press("mjm*");
    assert!(!read(&reader).contains("no attributed statement"), "{}", reader.screen());
    assert_eq!(read(&reader).matches("Nothing here is marked.").count(), 2, "{}", reader.screen());
}

#[test]
fn hints_of_a_box_name_what_can_be_done_in_it() {
    let hints = |keys: &str| {
        let mut reader = Reader::new(120, 36, Lang::En);
        reader.press(keys);
        reader.screen().lines().last().expect("a footer").trim().to_owned()
    };
    for one_line in ["gp", "x", "gs"] {
        assert_eq!(hints(one_line), "Enter accept  Esc cancel  Ctrl+u clear", "{one_line}");
    }
    for menu in ["?", ":"] {
        assert_eq!(hints(menu), "Enter run  Esc close  ↑↓ move  Ctrl+u clear", "{menu}");
    }
    for nothing in ["M", "gv", "fzzqx", ":zzqx", "?zzqx"] {
        assert_eq!(hints(nothing), "Esc close  Ctrl+u clear", "{nothing}");
    }
    assert_eq!(hints("ea<esc>"), "Enter save  Esc go on  d discard");
}

#[test]
fn what_is_said_fits_a_narrow_screen_whole() {
    for lang in [Lang::En, Lang::Fr] {
        for keys in ["<space>", "<space><space>", "a", "aa", "gs<enter>", "v", "vv", "vvv", "<f2>"]
        {
            let mut reader = Reader::new(40, 12, lang);
            reader.press(keys);
            let screen = reader.screen();
            let footer = screen.lines().last().expect("a footer");
            assert!(!footer.contains('…'), "{keys} {footer}");
        }
    }
}

#[test]
fn a_heading_above_close_matches_is_never_cut() {
    for lang in [Lang::En, Lang::Fr] {
        for (width, height) in [(120, 36), (80, 24), (64, 18), (40, 12), (24, 12)] {
            for keys in ["/tiktk", "ftiktk"] {
                let mut reader = Reader::new(width, height, lang);
                reader.press(keys);
                let screen = reader.screen();
                let whole = ["close matches", "close", "correspondances approchées", "approchées"];
                let whole = whole.map(|words| format!("── {words} ──"));
                assert!(whole.iter().any(|it| screen.contains(it)), "{width} {keys}\n{screen}");
            }
        }
    }
}

/// A trend leads and nobody is called what was typed: those tied to it stand first, the others
/// behind them, and all are close matches.
#[test]
fn close_matches_of_all_groups_stand_below_one_heading() {
    let mut corpus = builtin().corpus;
    let named = corpus.experts.len();
    for (number, expert) in corpus.experts.iter_mut().enumerate() {
        expert.name = format!("Montpellier {}", number + 1).into();
    }
    let mut reader = Reader::of(corpus, 120, 36, Lang::En, false);
    reader.press("2a/montpelier");
    assert_eq!(reader.experts().len(), named);
    assert_eq!(reader.screen().matches("close matches").count(), 1, "{}", reader.screen());
}

#[test]
fn a_note_is_seen_on_what_it_is_about_and_found_again() {
    for (lang, label, nothing) in [
        (Lang::En, "Your note: à relire", "Nothing yet: m marks, e writes a note."),
        (Lang::Fr, "Votre note : à relire", "Rien encore : m marque, e écrit une note."),
    ] {
        for (width, height) in [(120, 36), (80, 24)] {
            let start = || Reader::new(width, height, lang);
            let mut reader = start();
            reader.press("M");
            says(&reader, nothing);
            // On a trend, on a page, and on a statement of a page.
            for (keys, back) in [("", ""), ("nnnnnnn4", ""), ("3<down><down>", "<enter>")] {
                let mut reader = start();
                reader.press(keys).press("eà relire<enter>deux fois<alt-enter>").press(back);
                says(&reader, label);
                says(&reader, "deux fois");
                reader.press("M");
                assert!(!read(&reader).contains(nothing), "{}", reader.screen());
            }
            let mut reader = start();
            reader.press("<down>eà relire<alt-enter><up>");
            assert!(reader.screen().contains("✎Fake news"), "{}", reader.screen());
            reader.press("M<enter>");
            assert_eq!(reader.subject(), "Fake news", "it leads there");
        }
    }
}

#[test]
fn a_screen_that_is_too_small_says_what_to_do_in_a_word() {
    for (lang, long, short) in
        [(Lang::En, "renvoi: enlarge", "enlarge"), (Lang::Fr, "renvoi : agrandir", "agrandir")]
    {
        assert_eq!(read(&Reader::new(40, 2, lang)), long);
        assert_eq!(read(&Reader::new(11, 3, lang)), short);
    }
}

#[test]
fn each_thing_that_is_shown_of_a_record_is_told_without_colour() {
    // One thing changes at a time, on a screen without colours; what is said of it is left out.
    let frame = |keys: &str| {
        let mut reader = Reader::new(120, 36, Lang::En);
        reader.press(keys);
        reader.model.notice = None;
        reader.theme = Theme::terminal();
        let (buffer, cursor) = reader.draw();
        (hue::without_hue(buffer), cursor)
    };
    let usual = frame("");
    for keys in ["m", "ea<alt-enter>", "<space>", "2", "n", "a", "s", "v", "/tik"] {
        assert_ne!(frame(keys).0, usual.0, "{keys}");
    }
    // A mark is no note, and either is taken away again.
    assert_ne!(frame("m").0, frame("ea<alt-enter>").0);
    assert_eq!(frame("mm").0, usual.0);
    // A row tells all of it, on a screen of any size.
    for (width, height) in [(120, 36), (40, 12), (20, 5)] {
        let mut rows = std::collections::BTreeSet::new();
        let (mark, note, pin) = ("m", "ea<alt-enter>", "<space>");
        for (a, b, c) in (0..8).map(|n| (n & 1, n >> 1 & 1, n >> 2)) {
            let mut reader = Reader::new(width, height, Lang::En);
            reader.press(&[mark.repeat(a), note.repeat(b), pin.repeat(c)].concat());
            let screen = reader.screen();
            let row = screen.lines().find(|line| line.contains("▸") && line.contains("14 p."));
            rows.insert(row.expect("the row").split("TikTok").next().map(str::to_owned));
        }
        assert_eq!(rows.len(), 8, "{rows:?}");
    }
    // A marked page of the ribbon, beside one that is not; the page itself is not shown any more.
    assert_ne!(frame("n4mn").0, frame("n4n").0);
}
