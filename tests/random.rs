//! A reader who presses anything: commands at random on the model, drawn now and then.
#![cfg(feature = "tui")]
#![expect(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "support/noise.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod noise;
#[path = "support/reader.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod reader;

use noise::Noise;
use reader::Reader;
use renvoi::app::history::MOST;
use renvoi::app::{Message, Mouse, MouseKind, Shown, Size};
use renvoi::command::{Code, Command, Key, TABLE};
use renvoi::lang::Lang;

const SIZES: [(u16, u16); 8] =
    [(120, 36), (80, 24), (40, 12), (200, 50), (0, 0), (1, 1), (19, 4), (65_535, 65_535)];

/// Something that a reader may do.
fn anything(noise: &mut Noise, keys: &[Key]) -> Message {
    match noise.below(64) {
        0 => {
            let (width, height) = SIZES[noise.below(SIZES.len())];
            Message::Resize(Size::new(width, height))
        }
        1 => {
            let texts = ["fake news", "p:22", "", "e\u{301}\u{202e}\n", "t:tiktok | p:?"];
            Message::Paste(texts[noise.below(texts.len())].to_owned())
        }
        2 | 3 => {
            let kinds = [
                MouseKind::Press,
                MouseKind::Drag,
                MouseKind::Release,
                MouseKind::Back,
                MouseKind::WheelUp,
                MouseKind::WheelDown,
            ];
            let mut cell = || u16::try_from(noise.below(220)).expect("a cell");
            let (column, row) = (cell(), cell() / 4);
            Message::Mouse(Mouse { kind: kinds[noise.below(kinds.len())], column, row })
        }
        4..=10 => {
            let typed = ['a', 'e', 'i', 'n', 's', 't', ' ', '2', '5', '’', 'é', '"', ':'];
            Message::Key(Key::plain(Code::Char(typed[noise.below(typed.len())])))
        }
        _ => Message::Key(keys[noise.below(keys.len())]),
    }
}

/// What must hold after every message.
fn holds(reader: &Reader) {
    let model = &reader.model;
    assert!(model.topics.chosen.is_none() || model.topics.chosen_row().is_some());
    assert!(model.experts.chosen.is_none() || model.experts.chosen_row().is_some());
    assert!(model.statements.chosen.is_none() || model.statements.chosen_row().is_some());
    assert!((1..=MOST).contains(&model.history.len()));
    if let Shown::Page(place) = model.page.shown {
        let pages = reader.env.data.corpus.report(place.report).pages;
        assert!((1..=pages).contains(&place.page));
    }
    assert!(model.size.width <= 500 && model.size.height <= 200);
}

fn commands(count: usize, seed: u64) {
    let keys: Vec<Key> = TABLE
        .iter()
        .filter(|row| !matches!(row.command, Command::Interrupt | Command::Suspend))
        .flat_map(|row| row.keys)
        .flat_map(|words| Key::parse_sequence(words).expect("keys of the table"))
        .collect();
    let mut noise = Noise::new(seed);
    let (mut drawn, mut done) = (0, 0);
    while done < count {
        // A session ends at some time; the next is in another language or set of signs.
        let lang = if noise.below(2) == 0 { Lang::En } else { Lang::Fr };
        let corpus = renvoi::corpus::builtin().corpus;
        let mut reader = Reader::of(corpus, 120, 36, lang, noise.below(4) == 0);
        for _ in 0..5_000.min(count - done) {
            done += 1;
            reader.send(anything(&mut noise, &keys));
            reader.effects.clear();
            holds(&reader);
            if done % 16 == 0 {
                let (buffer, cursor) = reader.draw();
                assert!(cursor.is_none_or(|at| buffer.area.contains(at)), "{cursor:?}");
                drawn += 1;
            }
        }
    }
    println!("{done} commands, {drawn} frames");
}

#[test]
fn commands_at_random_hold_the_invariants() {
    commands(10_000, 3);
}

#[test]
#[ignore = "takes minutes"]
fn a_million_commands_at_random() {
    let seed = std::time::UNIX_EPOCH.elapsed().map_or(1, |since| since.as_secs());
    println!("seed {seed}");
    commands(1_000_000, seed);
}
