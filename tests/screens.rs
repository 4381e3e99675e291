//! Golden frames: what stands on the screen in the main states, and how it looks.
//!
//! One file a size, a language and a theme, in `tests/snapshots/`: the text of
//! each frame, then its styles as runs of cells (`1:0-8 bold` is row 1, columns
//! 0 to 8). `INSTA_UPDATE=always cargo test --test screens` writes them anew;
//! what changed is then read before it is kept.
#![cfg(feature = "tui")]
#![expect(clippy::panic, reason = "a test")]

#[path = "support/reader.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod reader;
#[path = "support/runs.rs"]
mod runs;

use std::fmt::Write as _;

use reader::Reader;
use renvoi::app::Message;
use renvoi::corpus::builtin;
use renvoi::lang::Lang;
use renvoi::view::Theme;

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
];

/// Every state on a screen of this size.
fn frames(width: u16, height: u16, lang: Lang, theme: &Theme, ascii: bool) -> String {
    let mut frames = String::new();
    for (name, keys) in STATES {
        let mut reader = Reader::of(builtin().corpus, width, height, lang, ascii);
        reader.theme = theme.clone();
        reader.press(keys);
        let (buffer, cursor) = reader.draw();
        let _ = writeln!(frames, "═══ {name} · {keys}");
        for line in reader::text(&buffer).lines() {
            let _ = writeln!(frames, "{line}");
        }
        let _ = writeln!(frames, "─── styles");
        for run in runs::runs(&buffer) {
            let _ = writeln!(frames, "{run}");
        }
        if let Some(cursor) = cursor {
            let _ = writeln!(frames, "cursor {}:{}", cursor.y, cursor.x);
        }
    }
    frames
}

macro_rules! golden {
    ($($name:ident $width:literal $height:literal $lang:ident $theme:ident $ascii:literal;)+) => {
        $(#[test]
        fn $name() {
            let frames = frames($width, $height, Lang::$lang, &Theme::$theme(), $ascii);
            insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(stringify!($name), frames);
            });
        })+
    };
}

golden! {
    wide_en_terminal   120 36 En terminal false;
    wide_en_mono       120 36 En mono     false;
    wide_fr_terminal   120 36 Fr terminal false;
    wide_fr_mono       120 36 Fr mono     false;
    normal_en_terminal  80 24 En terminal false;
    normal_en_mono      80 24 En mono     false;
    normal_fr_terminal  80 24 Fr terminal false;
    normal_fr_mono      80 24 Fr mono     false;
    narrow_en_terminal  40 12 En terminal false;
    narrow_en_mono      40 12 En mono     false;
    narrow_fr_terminal  40 12 Fr terminal false;
    narrow_fr_mono      40 12 Fr mono     false;
    normal_en_ascii     80 24 En mono     true;
    normal_fr_ascii     80 24 Fr mono     true;
}

#[test]
fn mono_frames_name_no_colour() {
    for lang in [Lang::En, Lang::Fr] {
        let frames = frames(120, 36, lang, &Theme::mono(), false);
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
        for (_, keys) in STATES {
            let mut reader = Reader::of(builtin().corpus, 120, 36, lang, true);
            reader.press(keys).send(Message::Resize(renvoi::app::Size::new(120, 36)));
            shown.push_str(&reader.screen());
        }
    }
    // Names and texts of the data keep their letters.
    let own = |c: &char| !c.is_ascii() && (!c.is_alphabetic() || *c >= '\u{180}');
    let drawn: String = shown.chars().filter(own).collect();
    assert_eq!(drawn, "");
}
