//! The pictures of the README: real frames, drawn as SVG.
//!
//! They lie in `data/pictures/`; a stored one that differs is a failure.
//! `RENVOI_PICTURES=write cargo test --test pictures` draws them anew.
#![cfg(feature = "tui")]
#![expect(clippy::expect_used, clippy::panic, reason = "a test")]

#[path = "support/reader.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod reader;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use reader::Reader;
use renvoi::lang::Lang;
use renvoi::view::Theme;
use renvoi::view::theme::Depth;
use unicode_width::UnicodeWidthStr;

/// The size of a cell, in hundredths of a pixel: whole numbers print alike everywhere.
const WIDTH: usize = 843;
const HEIGHT: usize = 1650;
/// The rim around the screen, in the same unit.
const RIM: usize = 1400;

/// The terminal's own ground and text, where a theme leaves them to it.
const GROUND: &str = "#1d2021";
const TEXT: &str = "#d5d0c3";

/// A colour: one of the terminal on a dark ground, or a theme's own.
fn colour(colour: Color) -> String {
    let of_terminal = match colour {
        Color::Red => "#fb6a5c",
        Color::Green => "#a9c25d",
        Color::Yellow => "#f2c14e",
        Color::Cyan => "#6fc3cf",
        Color::Magenta => "#d79bc4",
        Color::Reset => TEXT,
        Color::Rgb(red, green, blue) => return format!("#{red:02x}{green:02x}{blue:02x}"),
        other => panic!("no picture shows {other}"),
    };
    of_terminal.to_owned()
}

/// The ground of a cell.
fn ground(cell: &Cell) -> String {
    if cell.bg == Color::Reset { GROUND.to_owned() } else { colour(cell.bg) }
}

/// Hundredths as a decimal number.
fn unit(hundredths: usize) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text at a cell, as wide as its cells whatever the font.
fn text(svg: &mut String, x: usize, y: usize, words: &str, cell: &Cell) {
    let reversed = cell.modifier.contains(Modifier::REVERSED);
    let mut look = String::new();
    let mut cells = words.width();
    if reversed {
        let (left, top) = (unit(RIM + x * WIDTH), unit(RIM + y * HEIGHT));
        let (wide, high) = (unit(cells * WIDTH), unit(HEIGHT));
        let fill = colour(cell.fg);
        let _ = writeln!(
            svg,
            r#"<rect x="{left}" y="{top}" width="{wide}" height="{high}" fill="{fill}"/>"#
        );
    }
    let shown = words.trim_end();
    let lead = shown.width() - shown.trim_start().width();
    let shown = shown.trim_start();
    cells = shown.width();
    if cells == 0 {
        return;
    }
    let fill = if reversed { ground(cell) } else { colour(cell.fg) };
    if fill != TEXT {
        let _ = write!(look, r#" fill="{fill}""#);
    }
    for (modifier, attribute) in [
        (Modifier::BOLD, r#" font-weight="bold""#),
        (Modifier::DIM, r#" opacity="0.62""#),
        (Modifier::ITALIC, r#" font-style="italic""#),
        (Modifier::UNDERLINED, r#" text-decoration="underline""#),
    ] {
        if cell.modifier.contains(modifier) {
            look.push_str(attribute);
        }
    }
    let left = unit(RIM + (x + lead) * WIDTH);
    let base = unit(RIM + y * HEIGHT + 1250);
    let wide = unit(cells * WIDTH);
    let shown = escaped(shown);
    let _ = writeln!(
        svg,
        r#"<text x="{left}" y="{base}" textLength="{wide}" lengthAdjust="spacingAndGlyphs"{look}>{shown}</text>"#
    );
}

/// A frame as SVG.
fn picture(buffer: &Buffer, title: &str) -> String {
    let area = buffer.area;
    let wide = unit(2 * RIM + usize::from(area.width) * WIDTH);
    let high = unit(2 * RIM + usize::from(area.height) * HEIGHT);
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img" xml:space="preserve" font-family="'DejaVu Sans Mono', 'Cascadia Mono', Menlo, Consolas, monospace" font-size="14" fill="{TEXT}">
<title>{}</title>
<rect width="{wide}" height="{high}" rx="8" fill="{}"/>
"#,
        escaped(title),
        ground(&buffer[(0, 0)])
    );
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let cell = &buffer[(x, y)];
            let from = x;
            let mut words = String::new();
            while x < area.width && buffer[(x, y)].style() == cell.style() {
                let symbol = buffer[(x, y)].symbol();
                words.push_str(symbol);
                x += u16::try_from(symbol.width().max(1)).expect("a cell or two");
            }
            text(&mut svg, usize::from(from), usize::from(y), &words, cell);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

#[test]
fn the_pictures_show_what_the_program_shows() {
    let cases = [
        ("wide-en", 120, 36, Lang::En, "nnnnnnn4<down>", "renvoi: page 22, from the trend TikTok"),
        (
            "wide-fr",
            120,
            36,
            Lang::Fr,
            "nnnnnnn4<down>",
            "renvoi : la page 22, depuis la tendance TikTok",
        ),
        ("narrow", 40, 12, Lang::En, "nnnnnnn", "renvoi on forty columns"),
        ("light", 80, 24, Lang::En, "/jourdain<enter>2<enter>", "renvoi on a light ground"),
        ("light-fr", 80, 24, Lang::Fr, "/jourdain<enter>2<enter>", "renvoi sur fond clair"),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/pictures");
    let write = std::env::var_os("RENVOI_PICTURES").is_some_and(|value| value == "write");
    for (name, width, height, lang, keys, title) in cases {
        let mut reader = Reader::new(width, height, lang);
        let light = || Theme::named("light", Depth::All).expect("a theme");
        reader.theme = if name.starts_with("light") { light() } else { Theme::terminal() };
        reader.press(keys);
        let drawn = picture(&reader.draw().0, title);
        let path = folder.join(name).with_extension("svg");
        if write {
            fs::create_dir_all(&folder).expect("a folder");
            fs::write(&path, &drawn).expect("a file");
        }
        let stored = fs::read_to_string(&path).unwrap_or_default();
        // Not assert_eq: nobody reads two pictures in a terminal.
        assert!(
            stored == drawn,
            "data/pictures/{name}.svg is not what is shown: RENVOI_PICTURES=write cargo test --test pictures"
        );
    }
}

#[test]
fn a_picture_shows_colours_weight_and_signs() {
    let mut reader = Reader::new(120, 36, Lang::En);
    reader.theme = Theme::terminal();
    let drawn = picture(&reader.draw().0, "a < b & c");
    assert!(drawn.contains("<title>a &lt; b &amp; c</title>"));
    assert!(drawn.contains(r#"font-weight="bold""#) && drawn.contains(&colour(Color::Yellow)));
    assert!(drawn.contains("TikTok") && drawn.contains('■'));
}
