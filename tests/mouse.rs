//! The mouse, on a model: what is written on the screen is clicked where it is written.
#![cfg(feature = "tui")]
#![expect(clippy::expect_used, clippy::panic, reason = "a test")]

#[path = "support/reader.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod reader;

use proptest::prelude::*;
use reader::Reader;
use renvoi::app::model::Layer;
use renvoi::app::{Effect, Lens, Message, Mouse, MouseKind, Pane, Shown, Size};
use renvoi::lang::Lang;
use unicode_width::UnicodeWidthStr;

/// What a hand on the mouse does.
impl Reader {
    fn mouse(&mut self, kind: MouseKind, (column, row): (u16, u16)) -> &mut Self {
        self.send(Message::Mouse(Mouse { kind, column, row }))
    }

    /// Where a text stands on the screen: the cell of its first letter.
    #[track_caller]
    fn find(&self, text: &str) -> (u16, u16) {
        let screen = self.screen().replace('\u{a0}', " ");
        for (row, line) in screen.lines().enumerate() {
            if let Some(at) = line.find(text) {
                let cell = |count: usize| u16::try_from(count).expect("on the screen");
                return (cell(line[..at].width()), cell(row));
            }
        }
        panic!("no {text:?} on\n{screen}")
    }

    #[track_caller]
    fn click(&mut self, text: &str) -> &mut Self {
        let place = self.find(text);
        self.mouse(MouseKind::Press, place).mouse(MouseKind::Release, place)
    }
}

fn wide() -> Reader {
    Reader::new(120, 36, Lang::En)
}

#[test]
fn a_click_chooses_and_a_second_one_opens() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let mut reader = Reader::new(width, height, Lang::En);
        let place = reader.find("Fake news");
        reader.mouse(MouseKind::Press, place);
        assert_eq!((reader.subject(), reader.model.focus), ("Fake news", Pane::Trends));
        reader.mouse(MouseKind::Press, place);
        assert_eq!(reader.model.focus, Pane::Statements, "a second click opens");
    }
    let mut reader = wide();
    let place = reader.find("Fake news");
    reader.mouse(MouseKind::Press, place).press("zz").mouse(MouseKind::Press, place);
    assert_eq!(reader.model.focus, Pane::Trends, "a key between makes it a first click again");
}

#[test]
fn the_keys_behind_a_prefix_have_words_where_it_is_narrow_and_are_clicked_in_either_row() {
    for (lang, words) in [
        (Lang::En, ["c citation", "t text", "m Markdown", "b BibTeX", "p pages", "l link"]),
        (Lang::Fr, ["c citation", "t texte", "m Markdown", "b BibTeX", "p pages", "l lien"]),
    ] {
        for word in words {
            let mut reader = Reader::new(40, 12, lang);
            reader.press("y").click(word);
            assert!(matches!(reader.effects.last(), Some(Effect::Copy(_))), "{word}");
        }
        let mut reader = Reader::new(40, 12, lang);
        let before = reader.screen();
        reader.press("y<esc>");
        assert_eq!(reader.screen(), before, "what the row covered is back, and nothing is said");
    }
}

#[test]
fn a_click_on_any_pane_gives_it_the_keys() {
    let mut reader = wide();
    reader.click("2 Experts");
    assert_eq!(reader.model.focus, Pane::Experts);
    reader.click("3 Statements");
    assert_eq!(reader.model.focus, Pane::Statements);
    reader.click("4 Page");
    assert_eq!(reader.model.focus, Pane::Page);
    let mut reader = Reader::new(40, 12, Lang::En);
    reader.click(" 3 Stat.");
    assert_eq!(reader.model.focus, Pane::Statements, "a tab of the narrow class");
}

#[test]
fn a_name_in_the_page_is_followed_by_two_clicks() {
    let mut reader = wide();
    reader.press("nnnnnnn");
    assert_eq!(reader.page(), Some(22));
    reader.click("Camille Jourdain —");
    assert_eq!(reader.model.focus, Pane::Page);
    assert!(reader.model.page.reference.is_some());
    reader.click("Camille Jourdain —");
    assert_eq!(reader.subject(), "Camille Jourdain");
}

#[test]
fn a_cell_of_the_ribbon_opens_its_page() {
    // Two columns a cell, one, and folded rows.
    for (width, height) in [(160, 36), (120, 36), (80, 24), (40, 12), (30, 12)] {
        for page in [1_u32, 22, 39, 53] {
            let mut reader = Reader::new(width, height, Lang::En);
            let mut turned = Reader::new(width, height, Lang::En);
            turned.press(&format!("gp{page}<enter>1"));
            // The cell of the page that is shown is the one that is reversed.
            let (buffer, _) = turned.draw();
            let reversed = buffer
                .content
                .iter()
                .enumerate()
                .filter(|(_, cell)| cell.modifier.contains(ratatui::style::Modifier::REVERSED));
            let cells: Vec<usize> = reversed.map(|(at, _)| at).collect();
            let [cell] = cells.as_slice() else { panic!("one cell: {cells:?}") };
            reader.mouse(MouseKind::Press, buffer.pos_of(*cell));
            assert_eq!(reader.page(), Some(page), "{width}x{height}");
            assert_eq!(reader.model.focus, Pane::Trends, "the keys stay where they are");
            reader.press("H");
            assert_eq!(reader.model.page.shown, Shown::Subject, "the click was a step");
        }
    }
}

#[test]
fn crumbs_lead_back() {
    let mut reader = wide();
    reader.press("nnn");
    reader.click("p. 11");
    assert_eq!(reader.model.focus, Pane::Page);
    // The second is the crumb: the first stands in the title of the ribbon or of a pane.
    let crumb = reader.find(" › TikTok").0 + 3;
    reader.mouse(MouseKind::Press, (crumb, 1));
    assert_eq!(reader.model.page.shown, Shown::Subject);
    reader.click("◂");
    assert_eq!(reader.page(), Some(11));
    reader.click("Trends ›");
    assert_eq!(reader.model.focus, Pane::Trends);
}

#[test]
fn a_chip_goes_when_it_is_clicked() {
    let mut reader = wide();
    reader.press(" <down> ");
    assert_eq!(reader.model.pins.len(), 2);
    reader.click("[trend TikTok ×]");
    assert_eq!(reader.model.pins.len(), 1);
    reader.press("u");
    assert_eq!(reader.model.pins.len(), 2, "and comes back");
    reader.press("r/fake<enter>");
    reader.click("trends “fake”");
    assert_eq!(reader.model.topics.filter, "");
    reader.press("/<up>");
    assert_eq!(reader.model.topics.filter, "fake", "what was clicked away is remembered");
    reader.press("<enter>").click("(r clears)");
    assert_eq!(reader.model.topics.filter, "");
    reader.press("a").click("all rows");
    assert!(!reader.model.all);
}

#[test]
fn lens_language_and_help_of_the_header_act() {
    let mut reader = wide();
    reader.click(" expert page");
    assert_eq!(reader.model.lens, Lens::Expert);
    reader.click(" page  ");
    assert_eq!(reader.model.lens, Lens::Page);
    reader.click(" trend ");
    assert_eq!(reader.model.lens, Lens::Trend);
    reader.click("EN");
    assert_eq!(reader.effects, [Effect::OtherLanguage]);
    reader.click("? help");
    assert!(matches!(reader.model.layers.last(), Some(Layer::Menu(_))));
}

#[test]
fn hints_of_the_footer_act() {
    let mut reader = wide();
    reader.click("n/p cited");
    assert_eq!(reader.page(), Some(3));
    let (column, row) = reader.find("n/p cited");
    reader.mouse(MouseKind::Press, (column + 2, row));
    assert_eq!(reader.page(), Some(43), "the other key of the hint");
    reader.press("g");
    reader.click("p Go to page");
    assert!(matches!(reader.model.layers.last(), Some(Layer::Goto { .. })));
    reader.press("22<enter>y");
    reader.click("t text");
    assert!(matches!(reader.effects.last(), Some(Effect::Copy(_))));
    reader.press("<esc>").click("[i]");
    assert!(matches!(reader.model.layers.last(), Some(Layer::Info { .. })));
    reader.press("q").click("q quit");
    assert_eq!(reader.effects.last(), Some(&Effect::Quit(0)));
}

#[test]
fn rows_of_help_the_palette_and_find_are_chosen_then_run() {
    let mut reader = wide();
    reader.press(":zoom").click("Zoom pane").click("Zoom pane");
    assert!(reader.model.zoom && reader.model.layers.is_empty());
    reader.press("z?copy").click("Copy text").click("Copy text");
    assert!(matches!(reader.effects.last(), Some(Effect::Copy(_))));
    reader.press("fbrah").click("expert     Fadhila").click("expert     Fadhila");
    assert_eq!(reader.model.layers.len(), 0);
    assert_eq!((reader.subject(), reader.model.focus), ("Fadhila Brahimi", Pane::Statements));
}

#[test]
fn a_click_beside_a_box_and_the_right_button_close_it() {
    for key in ["?", ":", "f", "i", "gp"] {
        let mut reader = wide();
        reader.press(key).mouse(MouseKind::Press, (0, 0));
        assert!(reader.model.layers.is_empty(), "{key}");
        reader.press(key).mouse(MouseKind::Back, (60, 18));
        assert!(reader.model.layers.is_empty(), "{key}");
    }
    let mut reader = wide();
    reader.press("nn").mouse(MouseKind::Back, (3, 3));
    assert_eq!(reader.page(), None, "without a box it goes back");
}

#[test]
fn a_click_keeps_what_is_typed_in_a_filter() {
    let mut reader = wide();
    reader.press("/influence").click("Influence B2B");
    assert_eq!(
        (reader.model.topics.filter.as_str(), reader.subject()),
        ("influence", "Influence B2B")
    );
    assert!(reader.model.layers.is_empty());
}

#[test]
fn the_wheel_scrolls_what_lies_under_the_pointer() {
    let mut reader = Reader::new(80, 24, Lang::En);
    let (chosen, focus) = (reader.model.topics.chosen, reader.model.focus);
    let statements = reader.find("3 Statements");
    reader.mouse(MouseKind::WheelDown, (statements.0, statements.1 + 2));
    assert_eq!((reader.model.topics.chosen, reader.model.focus), (chosen, focus));
    let trends = (5, 4);
    reader.mouse(MouseKind::WheelDown, trends);
    assert_eq!(reader.model.topics.top, 3);
    assert_ne!(reader.model.topics.chosen, chosen, "the choice stays on the screen");
    let shown = reader.subject().to_owned();
    reader.mouse(MouseKind::WheelUp, trends);
    assert_eq!((reader.model.topics.top, reader.subject()), (0, shown.as_str()));
    reader.press("?");
    reader.mouse(MouseKind::WheelDown, trends);
    assert_eq!((menu_choice(&reader), reader.model.topics.top), (3, 0));
    let mut reader = Reader::new(40, 12, Lang::En);
    reader.press("i").mouse(MouseKind::WheelDown, trends);
    assert!(matches!(reader.model.layers.last(), Some(Layer::Info { top: 3 })));
}

fn menu_choice(reader: &Reader) -> usize {
    match reader.model.layers.last() {
        Some(Layer::Menu(menu)) => menu.chosen,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_drag_says_how_text_is_selected() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for (lang, key) in [(Lang::En, "Shift"), (Lang::Fr, "Maj")] {
            let mut reader = Reader::new(width, height, lang);
            reader.mouse(MouseKind::Drag, (5, 5));
            let notice = reader.model.notice.clone().expect("a notice").text;
            assert!(notice.contains(key) && notice.contains("F2"), "{notice}");
            assert!(reader.screen().contains("F2."), "it is said in full\n{}", reader.screen());
        }
    }
}

#[test]
fn f2_leaves_the_mouse_to_the_terminal_and_takes_it_back() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for lang in [Lang::En, Lang::Fr] {
            let mut reader = Reader::new(width, height, lang);
            reader.press("<f2>");
            assert_eq!(reader.effects, [Effect::Mouse(false)]);
            let words = lang.pick("Mouse released", "Souris libérée");
            assert!(reader.screen().contains(words), "{}", reader.screen());
            let notice = reader.model.notice.clone().expect("a notice").text;
            assert!(reader.screen().contains(&notice), "in full\n{}", reader.screen());
            let place = reader.find("Fake news");
            reader.mouse(MouseKind::Press, place);
            assert_eq!(reader.subject(), "TikTok", "what still arrives does nothing");
            reader.press("<f2>");
            assert_eq!(reader.effects.last(), Some(&Effect::Mouse(true)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn no_click_breaks_anything_at_any_size(
        width in 0_u16..140,
        height in 0_u16..45,
        acts in prop::collection::vec((0_u8..6, 0_u16..150, 0_u16..50, 0_usize..12), 1..40),
    ) {
        let mut reader = Reader::new(width, height, Lang::Fr);
        for (kind, column, row, key) in acts {
            let kind = match kind {
                0 | 1 => MouseKind::Press,
                2 => MouseKind::Back,
                3 => MouseKind::WheelUp,
                4 => MouseKind::WheelDown,
                _ => MouseKind::Drag,
            };
            reader.mouse(kind, (column, row));
            let keys = ["", "", "", "", "f", "?", "/a", "i", "v", " ", "z", "*"];
            reader.press(keys[key]);
            prop_assert!(reader.model.size == Size::new(width, height));
            let _ = reader.draw();
        }
        reader.send(Message::Resize(Size::new(height, width)));
        let _ = reader.draw();
    }
}
