//! Every sequence that means something, cut wherever a packet can end; pastes; noise.

use proptest::prelude::*;

use super::*;
use crate::command::TABLE;

/// How terminals send the keys that have a name: xterm, its application modes, the Linux
/// console, rxvt, and keys told by number.
const NAMED: &[(&str, &[&str])] = &[
    ("up", &["\x1b[A", "\x1bOA", "\x1b[1;2A", "\x1b[a"]),
    ("down", &["\x1b[B", "\x1bOB", "\x1b[1B", "\x1b[b"]),
    ("right", &["\x1b[C", "\x1bOC", "\x1b[1;1C"]),
    ("left", &["\x1b[D", "\x1bOD"]),
    ("alt-left", &["\x1b[1;3D", "\x1b[1;9D"]),
    ("alt-right", &["\x1b[1;3C", "\x1bO3C"]),
    ("ctrl-left", &["\x1b[1;5D", "\x1bOd", "\x1bO5D"]),
    ("ctrl-right", &["\x1b[1;5C", "\x1bOc"]),
    ("home", &["\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"]),
    ("end", &["\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"]),
    ("pgup", &["\x1b[5~", "\x1b[5;2~"]),
    ("pgdn", &["\x1b[6~"]),
    ("delete", &["\x1b[3~"]),
    ("shift-tab", &["\x1b[Z", "\x1b[9;2u", "\x1b[27;2;9~"]),
    ("tab", &["\t", "\x1b[9u"]),
    ("alt-enter", &["\x1b\r", "\x1b[13;3u", "\x1b[27;3;13~"]),
    ("enter", &["\r", "\x1bOM", "\x1b[13u", "\x1b[13;1:1u"]),
    ("esc", &["\x1b", "\x1b[27u"]),
    ("backspace", &["\x7f", "\x08", "\x1b[127u", "\x1b[104;5u"]),
    ("space", &[" "]),
    ("f1", &["\x1bOP", "\x1b[11~", "\x1b[P", "\x1b[[A", "\x1b[1;2P"]),
    ("f2", &["\x1bOQ", "\x1b[12~", "\x1b[[B"]),
    ("f3", &["\x1bOR", "\x1b[13~", "\x1b[R"]),
    ("f4", &["\x1bOS", "\x1b[14~"]),
    ("f5", &["\x1b[15~", "\x1b[[E"]),
    ("f6", &["\x1b[17~"]),
    ("f10", &["\x1b[21~"]),
    ("f11", &["\x1b[23~"]),
    ("f12", &["\x1b[24~"]),
];

/// All that a terminal may send for a key.
fn sent(word: &str) -> Vec<String> {
    if let Some((_, sequences)) = NAMED.iter().find(|(name, _)| *name == word) {
        return sequences.iter().map(|sequence| (*sequence).to_owned()).collect();
    }
    if let Some(rest) = word.strip_prefix("alt-") {
        return sent(rest).into_iter().map(|rest| format!("\x1b{rest}")).collect();
    }
    if let Some(letter) = word.strip_prefix("ctrl-") {
        let letter = letter.chars().next().unwrap();
        let byte = char::from(u8::try_from(letter).unwrap() & 0x1f);
        let number = u32::from(letter);
        return vec![byte.to_string(), format!("\x1b[{number};5u"), format!("\x1b[27;5;{number}~")];
    }
    assert_eq!(word.chars().count(), 1, "how is {word} sent?");
    vec![word.to_owned()]
}

/// Pieces, each with the milliseconds of silence before it; then silence for good.
fn heard<'a>(pieces: impl IntoIterator<Item = (u64, &'a [u8])>) -> Vec<Message> {
    let mut decoder = Decoder::new(false);
    let mut messages = Vec::new();
    for (after, piece) in pieces {
        let mut left = Duration::from_millis(after);
        while let Some(wait) = decoder.wait().filter(|wait| *wait <= left) {
            left -= wait;
            messages.extend(decoder.silence());
        }
        messages.extend(decoder.feed(piece));
    }
    while decoder.wait().is_some() {
        messages.extend(decoder.silence());
    }
    messages
}

fn at_once(bytes: &str) -> Vec<Message> {
    heard([(0, bytes.as_bytes())])
}

fn keys(words: &[&str]) -> Vec<Message> {
    words.iter().map(|word| Message::Key(Key::parse(word).unwrap())).collect()
}

#[test]
fn every_bound_key_is_the_same_wherever_its_sequence_is_cut() {
    let bound = TABLE.iter().flat_map(|row| row.keys).flat_map(|keys| keys.split(' '));
    let named = NAMED.iter().map(|(word, _)| *word);
    let mut cuts = 0;
    for word in bound.chain(named).chain(["é", "alt-é", "ctrl-\\", "ctrl-space"]) {
        // Many terminals send it for Backspace.
        let word = if word == "ctrl-h" { "backspace" } else { word };
        if word == "ctrl-space" {
            assert_eq!(at_once("\0"), keys(&["ctrl-space"]));
            continue;
        }
        let word = if word == "ctrl-\\" { "ctrl-4" } else { word };
        let sequences = if word == "ctrl-4" { vec!["\x1c".to_owned()] } else { sent(word) };
        for sequence in sequences {
            let bytes = sequence.as_bytes();
            assert_eq!(at_once(&sequence), keys(&[word]), "{sequence:?}");
            for cut in 1..bytes.len() {
                let pieces = [(0, &bytes[..cut]), (20, &bytes[cut..])];
                assert_eq!(heard(pieces), keys(&[word]), "{sequence:?} cut at {cut}");
                cuts += 1;
            }
            let apart = bytes.chunks(1).map(|byte| (20, byte));
            assert_eq!(heard(apart), keys(&[word]), "{sequence:?} byte by byte");
        }
    }
    assert!(cuts > 100, "only {cuts} cuts");
}

#[test]
fn behind_its_first_two_bytes_a_sequence_may_take_long_but_not_for_ever() {
    assert_eq!(heard([(0, &b"\x1b["[..]), (300, b"B")]), keys(&["down"]));
    assert_eq!(heard([(0, &b"\x1b[1;"[..]), (600, b"q")]), keys(&["q"]));
    for nothing in ["\x1b[", "\x1bO", "\x1b[1;", "\x1b[[", "\x1b[M  ", "\x1b[<0;1"] {
        assert_eq!(at_once(nothing), [], "{nothing:?}");
    }
}

#[test]
fn a_lone_escape_is_the_key_and_what_follows_later_is_typed() {
    assert_eq!(at_once("\x1b"), keys(&["esc"]));
    assert_eq!(heard([(0, &b"\x1b"[..]), (60, b"[A")]), keys(&["esc", "[", "A"]));
    assert_eq!(at_once("\x1b\x1b[A"), keys(&["esc", "up"]), "Esc and an arrow in one packet");
    assert_eq!(at_once("\x1b\x1b"), keys(&["esc", "esc"]));
    assert_eq!(at_once("\x1b]"), keys(&["alt-]"]));
}

#[test]
fn what_means_nothing_is_passed_over_whole() {
    for nothing in [
        "\x1b[99~",
        "\x1b[12;5R",
        "\x1b[?62;4c",
        "\x1b[1<2q",
        "\x1b[=5u",
        "\x1b[13;1:3u",
        "\x1b[I",
        "\x1b[M   ",
        "\x1b[35;10;20M",
        "\x1bOx",
        "\x1b[201~",
        "\x1b]11;rgb:0000/0000/0000\x07",
        "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\u{9b}",
    ] {
        assert_eq!(at_once(&format!("{nothing}x")), keys(&["x"]), "{nothing:?}");
    }
    assert_eq!(at_once("\x1b[1\rx"), keys(&["enter", "x"]), "a key ends half a sequence");
    assert_eq!(at_once("\x1b[\x1b[B"), keys(&["down"]), "and so does a sequence");
    assert_eq!(heard([(0, &b"\xc3"[..]), (0, b"q\xff\xfe"), (0, b"j")]), keys(&["q", "j"]));
}

#[test]
fn the_mouse_is_where_it_points() {
    let at = |kind, column, row| vec![Message::Mouse(Mouse { kind, column, row })];
    let cases = [
        ("\x1b[<0;1;1M", at(MouseKind::Press, 0, 0)),
        ("\x1b[<0;500;200m", at(MouseKind::Release, 499, 199)),
        ("\x1b[<32;3;4M", at(MouseKind::Drag, 2, 3)),
        ("\x1b[<64;3;4M", at(MouseKind::WheelUp, 2, 3)),
        ("\x1b[<69;3;4M", at(MouseKind::WheelDown, 2, 3)),
        ("\x1b[<2;3;4M", at(MouseKind::Back, 2, 3)),
        ("\x1b[<1;3;4M", vec![]),
        ("\x1b[<35;3;4M", vec![]),
        ("\x1b[<0;3M", vec![]),
        ("\x1b[<0;99999999999;1M", at(MouseKind::Press, u16::MAX - 1, 0)),
    ];
    for (sequence, messages) in cases {
        assert_eq!(at_once(sequence), messages, "{sequence:?}");
        let apart = sequence.as_bytes().chunks(1).map(|byte| (20, byte));
        assert_eq!(heard(apart), messages, "{sequence:?} byte by byte");
    }
}

fn pasted(text: &str) -> Message {
    Message::Paste(text.to_owned())
}

#[test]
fn a_paste_is_text_wherever_it_is_cut() {
    let bytes = "\x1b[200~q\rié\x1b[20x\x1b\x1b[201~j".as_bytes();
    let whole = [pasted("q\nié\x1b[20x\x1b"), keys(&["j"]).remove(0)];
    assert_eq!(heard([(0, bytes)]), whole);
    for cut in 1..bytes.len() {
        assert_eq!(heard([(0, &bytes[..cut]), (20, &bytes[cut..])]), whole, "cut at {cut}");
    }
    assert_eq!(heard(bytes.chunks(1).map(|byte| (20, byte))), whole);
}

#[test]
fn a_paste_of_any_size_keeps_little_and_gives_the_keys_back() {
    let text = "été, q to quit\n".repeat(1 << 20);
    let text = &text[..10 << 20];
    let told = |messages: Vec<Message>| {
        let mut messages = messages.into_iter();
        let Some(Message::Paste(told)) = messages.next() else { panic!("a paste") };
        assert!(text.starts_with(&told) && told.len() > 60_000, "{} bytes", told.len());
        assert_eq!(messages.collect::<Vec<_>>(), keys(&["j"]));
    };
    let chunks = |text: &'static str| text.as_bytes().chunks(4096).map(|chunk| (0, chunk));
    let closed: &str = Box::leak(format!("\x1b[200~{text}\x1b[201~").into_boxed_str());
    told(heard(chunks(closed).chain([(20, &b"j"[..])])));
    let open: &str = Box::leak(format!("\x1b[200~{text}").into_boxed_str());
    told(heard(chunks(open).chain([(600, &b"j"[..])])));
    let bare: &str = Box::leak(text.to_owned().into_boxed_str());
    told(heard(chunks(bare).chain([(200, &b"j"[..])])));
}

#[test]
fn a_paste_that_pauses_goes_on() {
    let long = "k".repeat(40);
    let pieces =
        [(0, "\x1b[200~one".as_bytes()), (600, long.as_bytes()), (0, b"\x1b[201~"), (0, b"j")];
    assert_eq!(heard(pieces), [pasted("one"), pasted(&long), keys(&["j"]).remove(0)]);
    let pieces = [(0, &b"\x1b[200~one"[..]), (600, b"\x1b[201~"), (0, b"j")];
    assert_eq!(heard(pieces), [pasted("one"), keys(&["j"]).remove(0)], "its end comes late");
    let pieces = [(0, &b"\x1b[200~one\x1b[20"[..]), (600, b"1~"), (0, b"j")];
    assert_eq!(heard(pieces), [pasted("one"), keys(&["j"]).remove(0)], "half its end does");
    let bare = "quit now, ".repeat(40);
    let pieces = [(0, bare.as_bytes()), (300, &bare.as_bytes()[..100]), (2000, b"jk")];
    let told = [vec![pasted(&bare), pasted(&bare[..100])], keys(&["j", "k"])].concat();
    assert_eq!(heard(pieces), told);
}

#[test]
fn a_key_held_through_a_stall_is_no_paste() {
    for key in ["j", "\x1b[B", "\x1b[6~", "\x1b[1;5C", "\x1b[<32;1000;1000M"] {
        let held = key.repeat(1000 / key.len());
        assert_eq!(at_once(&held).len(), 1000 / key.len(), "{key:?}");
    }
}

proptest! {
    #[test]
    fn whatever_comes_the_next_key_is_heard(
        pieces in proptest::collection::vec(
            (prop_oneof![Just(0u64), Just(20), Just(60), Just(700)],
             prop_oneof![
                 proptest::collection::vec(any::<u8>(), 1..40),
                 "(\x1b(\\[|O|\\]|P)[0-9;<?M~A-D\x1b ]{0,4}|\x1b\\[20[01]~|é|q){1,6}"
                     .prop_map(String::into_bytes),
             ]),
            0..8),
    ) {
        let mut decoder = Decoder::new(true);
        for (after, piece) in &pieces {
            let mut left = Duration::from_millis(*after);
            while let Some(wait) = decoder.wait().filter(|wait| *wait <= left) {
                left -= wait;
                decoder.silence();
            }
            decoder.feed(piece);
        }
        let mut silences = 0;
        while decoder.wait().is_some() {
            decoder.silence();
            silences += 1;
            prop_assert!(silences < 4, "it waits for ever");
        }
        let mut last = decoder.feed(b"q");
        while decoder.wait().is_some() {
            last.extend(decoder.silence());
        }
        prop_assert_eq!(last, keys(&["q"]));
        prop_assert_eq!(decoder.feed(b"q"), keys(&["q"]));
    }
}
