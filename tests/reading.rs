//! A page as a place: its text is read in the Page pane, what is followed or searched shines
//! in it, and pages are reached by their label and by their number.
#![cfg(feature = "tui")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "support/reader.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod reader;
#[path = "support/shelf.rs"]
mod shelf;

use ratatui::style::Modifier;
use reader::Reader;
use renvoi::app::reread::reread;
use renvoi::app::{Area, Effect, Model, Pane, regions};
use renvoi::corpus::{Corpus, Input, load_inputs};
use renvoi::lang::Lang;
use serde_json::{Value, json};

/// The labels of the report's pages, as they are printed.
const LABELS: [&str; 7] = ["1", "i", "ii", "1", "2", "3", "4"];

/// What stands on them; the fifth is a picture, the sixth could not be opened.
const TEXTS: [&str; 7] = [
    "Guide du paquet",
    "Avant-propos. Rien ici ne parle de notre sujet.",
    "Un paquet source, puis deux paquets binaires : le mainteneur les construit.",
    "Les outils du main-\nteneur sont libres. Packages are built by the maintainer.",
    "",
    "",
    "La fin du guide, où le MAINTENEUR du paquet se repose.",
];

fn corpus() -> Corpus {
    let pages: Vec<Value> = TEXTS
        .iter()
        .zip(1..)
        .map(|(text, page)| match page {
            5 => json!({"report": "r", "page": page, "status": "scanned"}),
            6 => json!({"report": "r", "page": page, "status": "failed"}),
            _ => json!({"report": "r", "page": page, "text": text}),
        })
        .collect();
    let cited = |topic: &str, pages: &[u32]| {
        json!({"topic": topic, "report": "r", "pages": {"printed": "", "list": pages},
            "position": {"source": "s", "line": 1, "start": 0, "end": 1, "exact": "?"}})
    };
    let file = json!({
        "format": "renvoi-corpus/1",
        "language": "fr",
        "reports": [{"id": "r", "title": "Guide", "pages": 7, "labels": LABELS, "file": "guide.pdf"}],
        "sources": [{"id": "s", "kind": "report", "title": "Guide", "about": "r"}],
        "topics": [
            {"id": "paquet", "name": "paquet", "names": {"en": "package"}},
            {"id": "mainteneur", "name": "mainteneur", "aliases": ["maintainer"]},
        ],
        "citations": [cited("paquet", &[1, 3, 4, 7]), cited("mainteneur", &[3, 4, 7])],
        "page_texts": pages,
    });
    loaded(&file)
}

fn loaded(file: &Value) -> Corpus {
    let bytes = serde_json::to_vec(file).unwrap();
    let loaded = load_inputs(&[Input { name: "c.json".into(), bytes: bytes.into() }]);
    assert_eq!(loaded.problems, []);
    loaded.corpus
}

/// Runs a test with the two reports on three screens, in both languages.
fn everywhere(test: impl Fn(&mut Reader, Lang)) {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for lang in [Lang::En, Lang::Fr] {
            test(&mut Reader::of(loaded(&shelf::shelf()), width, height, lang, false), lang);
        }
    }
}

/// The page that is shown: the number of its report, from 0, and its own.
fn place(reader: &Reader) -> (usize, u32) {
    let place = reader.model.shown_page().unwrap();
    (place.report.place(), place.page)
}

fn reader(width: u16, height: u16, lang: Lang) -> Reader {
    Reader::of(corpus(), width, height, lang, false)
}

#[test]
fn enter_leads_past_statements_where_there_are_none() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let mut bare = reader(width, height, Lang::En);
        bare.press("1<enter>");
        assert_eq!(bare.model.focus, Pane::Page, "{width}: {}", bare.screen());
        let mut said = Reader::new(width, height, Lang::En);
        said.press("1<enter>");
        assert_eq!(said.model.focus, Pane::Statements, "{width}: {}", said.screen());
    }
}

#[test]
fn a_walk_shows_the_page_where_one_pane_is_on_the_screen() {
    let mut wide = reader(80, 24, Lang::Fr);
    wide.press("1n");
    assert_eq!(wide.model.focus, Pane::Trends, "the keys stay in the list beside the page");
    let mut narrow = reader(40, 12, Lang::Fr);
    narrow.press("1nn");
    assert_eq!(narrow.model.focus, Pane::Page);
    assert!(narrow.screen().contains("Un paquet source"), "{}", narrow.screen());
    narrow.press("p");
    assert!(narrow.screen().contains("Guide du paquet"), "{}", narrow.screen());
    narrow.press("H");
    assert_eq!(narrow.model.focus, Pane::Trends, "one step back leads to the list");
}

/// The inside of the Page pane.
fn page_area(model: &Model) -> Area {
    regions(model.size, model).content(Pane::Page)
}

/// The words in the Page pane that stand out, other than by their colour.
fn bold(reader: &Reader) -> Vec<String> {
    let (buffer, _) = reader.draw();
    let area = page_area(&reader.model);
    let mut found = Vec::new();
    for y in area.y..area.y + area.height {
        let mut run = String::new();
        for x in area.x + 1..=area.x + area.width {
            let cell = &buffer[(x.min(area.x + area.width - 1), y)];
            let inside = x < area.x + area.width && cell.modifier.contains(Modifier::BOLD);
            if inside {
                run.push_str(cell.symbol());
            } else if !run.trim().is_empty() {
                found.push(std::mem::take(&mut run).trim().to_owned());
            } else {
                run.clear();
            }
        }
    }
    found
}

#[test]
fn the_text_of_a_page_is_read_with_what_is_followed_lit() {
    let mut reader = reader(120, 36, Lang::En);
    assert_eq!(reader.subject(), "paquet");
    reader.press("nn");
    assert_eq!(reader.page(), Some(3));
    let screen = reader.screen();
    assert!(screen.contains("Page ii (3) of 7"), "{screen}");
    assert!(screen.contains("paquet: 2 times in this text"), "{screen}");
    assert_eq!(bold(&reader), ["paquet", "paquets", "Trends cited on this page"]);
    assert!(screen.contains("■ Un paquet source"), "a sign beside the line tells it too");
    reader.press("n");
    assert_eq!(reader.page(), Some(4));
    assert_eq!(bold(&reader)[0], "Packages", "a translated name is one of its names");
    reader.press("/<esc>1<down><enter>nn4");
    assert_eq!((reader.subject(), reader.page()), ("mainteneur", Some(4)));
    // Cut at a line end in the text; whole when it is read.
    assert_eq!(bold(&reader)[..2], ["mainteneur", "maintainer"]);
    reader.press("n");
    assert_eq!((reader.page(), bold(&reader)[0].as_str()), (Some(7), "MAINTENEUR"));
}

#[test]
fn where_nobody_says_anything_the_page_has_the_room() {
    for (width, height) in [(120, 36), (80, 24)] {
        let reader = reader(width, height, Lang::Fr);
        let regions = regions(reader.model.size, &reader.model);
        assert_eq!(regions.content(Pane::Statements).height, 1);
        assert!(regions.content(Pane::Page).height >= height / 2, "{regions:?}");
        assert!(reader.screen().contains("Les données ne contiennent aucun propos."));
    }
}

#[test]
fn what_could_not_be_read_is_said() {
    for (lang, scanned, failed) in [
        (Lang::En, "This page is a picture", "could not be opened"),
        (Lang::Fr, "Cette page est une image", "n’a pas pu être ouverte"),
    ] {
        let mut reader = reader(120, 36, lang);
        reader.press("gp(5)<enter>");
        assert!(reader.screen().contains(scanned));
        reader.press("<right>");
        assert_eq!(reader.page(), Some(6));
        assert!(reader.screen().contains(failed));
    }
}

#[test]
fn a_page_is_reached_by_label_in_either_case_and_by_number_and_what_else_it_may_be_is_told() {
    let mut reader = reader(120, 36, Lang::En);
    for (typed, page) in [("ii", 3), ("II", 3), ("p. i", 2), ("(2)", 2), ("#7", 7), ("7", 7)] {
        reader.press(&format!("gp{}<enter>", typed.replace(' ', "<space>")));
        assert_eq!((reader.page(), reader.model.layers.len()), (Some(page), 0), "{typed}");
    }
    reader.press("gp1<enter>");
    assert_eq!(reader.page(), Some(1));
    let notice = reader.model.notice.clone().unwrap().text;
    assert!(notice.contains("(4)"), "page 4 is printed 1 as well: {notice}");
    reader.press("gp1<enter>");
    assert_eq!(reader.page(), Some(4), "typed again, the next page of that label");
    reader.press("gp2<enter>");
    assert_eq!(reader.page(), Some(5), "the label wins over the number");
    assert!(reader.model.notice.clone().unwrap().text.contains("(2)"));
    reader.press("gpiv<enter>");
    assert!(reader.screen().contains("“iv” is not a page: type 1 to 7, or a printed label"));
}

#[test]
fn a_search_in_the_text_lights_the_ribbon_and_is_walked() {
    let mut reader = reader(120, 36, Lang::En);
    reader.press("n4/guide");
    let screen = reader.screen();
    assert!(screen.contains("Ribbon — “guide”: 2 pages of 7 (29%)"), "{screen}");
    reader.press("<enter>");
    assert_eq!((reader.page(), bold(&reader)[0].as_str()), (Some(1), "Guide"));
    reader.press("n");
    assert_eq!((reader.page(), bold(&reader)[0].as_str()), (Some(7), "guide"));
    assert!(reader.model.notice.clone().unwrap().text.contains("starts over"));
    reader.press("p");
    assert_eq!(reader.page(), Some(1));
    reader.press("<esc>");
    assert!(reader.screen().contains("Ribbon — paquet: 4 of 7 pages"));
    assert_eq!(bold(&reader)[0], "paquet");
    reader.press("/zzqx<enter>");
    assert!(reader.screen().contains("“zzqx” stands on no page."));
    assert_eq!(reader.page(), Some(1));
    // What was typed and given up leaves what was searched before.
    reader.press("/<ctrl-u>guide<enter>/<ctrl-u>main<esc>");
    assert_eq!(reader.model.page.search.text, "guide");
    // Another subject is walked by its own pages.
    reader.press("1<down>");
    assert_eq!(reader.model.page.search.text, "");
}

#[test]
fn an_accent_or_a_line_end_hides_nothing_from_a_search() {
    let mut reader = reader(80, 24, Lang::Fr);
    reader.press("n4/mainten");
    let pages: Vec<u32> = reader.model.page.search.pages.iter().map(|place| place.page).collect();
    assert_eq!(pages, [3, 4, 7]);
    reader.press("<ctrl-u>OU LE<enter>");
    assert_eq!(reader.page(), Some(7));
    assert!(reader.screen().contains("«\u{a0}OU LE\u{a0}»"));
}

#[test]
fn a_long_text_is_scrolled_line_by_line_and_walking_lands_on_the_hit() {
    let mut file = serde_json::to_value(json!({
        "format": "renvoi-corpus/1",
        "reports": [{"id": "r", "title": "Long", "pages": 2}],
        "topics": [{"id": "t", "name": "aiguille"}],
        "citations": [{"topic": "t", "report": "r", "pages": {"printed": "2", "list": [2]}}],
        "page_texts": [{"report": "r", "page": 2}],
    }))
    .unwrap();
    let lines: Vec<String> = (1..=120)
        .map(|line| if line == 50 { "une aiguille".into() } else { format!("ligne {line}.") })
        .collect();
    file["page_texts"][0]["text"] = json!(lines.join("\n"));
    let bytes = serde_json::to_vec(&file).unwrap();
    let corpus = load_inputs(&[Input { name: "c.json".into(), bytes: bytes.into() }]).corpus;
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let mut reader = Reader::of(corpus.clone(), width, height, Lang::Fr, false);
        reader.press("n4");
        let screen = reader.screen();
        assert!(screen.contains("une aiguille") && !screen.contains("ligne 2."), "{screen}");
        // A first line was landed on; reading goes on from there, a line at a time.
        let top = reader.model.page.top;
        reader.press("<up>");
        assert_eq!(reader.model.page.top, top - 1);
        reader.press("<home>");
        assert!(reader.screen().contains("ligne 1."));
        reader.press("<down>");
        assert_eq!((reader.model.page.top, reader.model.page.reference), (1, None));
    }
}

#[test]
fn arrows_go_back_through_past_searches() {
    let mut reader = reader(120, 36, Lang::En);
    reader.press("n4/one<enter>/<ctrl-u>two<enter>/<ctrl-u>three<enter>/<ctrl-u>");
    assert_eq!(reader.model.page.search.text, "");
    reader.press("<up>");
    assert_eq!(reader.model.page.search.text, "three");
    reader.press("<up><up><up>");
    assert_eq!(reader.model.page.search.text, "one", "there is no older one");
    reader.press("<down>");
    assert_eq!(reader.model.page.search.text, "two");
}

#[test]
fn the_source_is_opened_at_the_page_that_is_read() {
    let mut reader = reader(120, 36, Lang::En);
    reader.press("gpii<enter>o");
    let Some(Effect::Open(opening)) = reader.effects.last() else { panic!("nothing is opened") };
    assert_eq!((opening.file.as_deref(), opening.page), (Some("guide.pdf"), Some(3)));
    assert_eq!(reader.model.focus, Pane::Page);
}

#[test]
fn a_text_keeps_to_ascii_signs_where_no_others_are_known() {
    let mut reader = Reader::of(corpus(), 120, 36, Lang::En, true);
    reader.press("nn");
    assert!(reader.screen().contains("# Un paquet source"), "{}", reader.screen());
}

#[cfg(feature = "documents")]
#[path = "support/paper.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod paper;

#[cfg(feature = "documents")]
#[test]
fn a_document_is_imported_walked_by_topic_read_and_left_by_a_roman_label() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let pages = [
        "Avant-propos du guide",
        "Sommaire",
        "Le paquet source est la base,\nsans paquets il n'y a rien.",
        "Une page sans lui",
        "Un dernier paquet",
    ];
    let mut paper = paper::Paper::of(&pages);
    let bytes = paper.labels("0 << /S /r >> 2 << /S /D >>").bytes();
    std::fs::write(path("guide.pdf"), bytes).unwrap();
    std::fs::write(path("names.txt"), "paquet\nbase\n").unwrap();
    let mut program = assert_cmd::Command::cargo_bin("renvoi").unwrap();
    program.current_dir(folder.path()).args(["import", "guide.pdf", "--topics", "names.txt"]);
    program.args(["-o", "guide.json"]).assert().success();
    let bytes = std::fs::read(path("guide.json")).unwrap();
    let loaded = load_inputs(&[Input { name: "guide.json".into(), bytes: bytes.into() }]);
    assert_eq!(loaded.problems, []);
    let mut reader = Reader::of(loaded.corpus, 120, 36, Lang::Fr, false);
    assert_eq!(reader.subject(), "paquet");
    reader.press("n");
    assert_eq!(
        (reader.page(), bold(&reader)[..2].to_vec()),
        (Some(3), vec!["paquet".to_owned(), "paquets".to_owned()])
    );
    assert!(reader.screen().contains("Page 1 (3) sur 5"));
    reader.press("n");
    assert_eq!(reader.page(), Some(5));
    reader.press("gpII<enter>");
    assert_eq!(reader.page(), Some(2));
    assert!(reader.screen().contains("Page ii (2) sur 5") && reader.screen().contains("Sommaire"));
}

#[test]
fn what_no_page_cites_where_all_texts_are_known_misses_no_page() {
    everywhere(|reader, lang| {
        assert!(reader.screen().contains("0 p."), "{}", reader.screen());
        reader.press("<down>");
        let ribbon = lang.pick("no page given", "page non précisée");
        assert!(!reader.screen().contains(ribbon), "{}", reader.screen());
        reader.press("4");
        assert_eq!(reader.subject(), "cèdre");
        let screen = reader.screen();
        let told = lang.pick("No page cites it;", "Aucune page citée ;");
        assert!(
            screen.replace('\u{a0}', " ").contains(told) && !screen.contains("p. ?"),
            "{screen}"
        );
    });
    // Nor are the pages of a text that is read second-hand.
    let mut reader = Reader::of(loaded(&shelf::shelf()), 120, 36, Lang::En, false);
    reader.press("i");
    assert!(!reader.screen().contains("second-hand"), "{}", reader.screen());
    // Where a page could not be read, it may stand there.
    let mut file = shelf::shelf();
    file["page_texts"][4] = json!({"report": "notes", "page": 2, "status": "scanned"});
    let reader = Reader::of(loaded(&file), 120, 36, Lang::En, false);
    assert!(reader.screen().contains("p. ?"), "{}", reader.screen());
}

#[test]
fn what_only_the_text_has_is_counted_where_everything_is_searched_and_found_there() {
    let flat = |reader: &Reader| {
        let screen = reader.screen();
        screen.replace(['┃', '│'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    everywhere(|reader, lang| {
        // No page is shown yet, and the text is searched all the same.
        reader.press("4/érable");
        assert!(reader.screen().contains("érable"), "{}", reader.screen());
        assert_eq!((reader.model.focus, reader.model.statements.filter.as_str()), (Pane::Page, ""));
        reader.press("<enter>");
        assert_eq!(place(reader), (0, 3));
        reader.press("nn");
        assert_eq!(place(reader), (1, 4));
        reader.press("<esc>gpguide:1<enter>férable");
        let told = lang.pick("has these words on 3 pages", "ces mots sur 3 pages");
        assert!(flat(reader).contains(told), "{}", reader.screen());
        reader.press("<enter>");
        assert_eq!((place(reader), reader.model.focus), ((0, 3), Pane::Page));
        assert_eq!((reader.model.layers.len(), reader.model.page.search.pages.len()), (0, 3));
        reader.press("<esc>ftilleul");
        assert!(!flat(reader).contains(told), "it matches: {}", reader.screen());
        reader.press("<esc>fsapin<enter>");
        let told = lang.pick("has these words", "ces mots");
        assert!(!flat(reader).contains(told), "it is nowhere: {}", reader.screen());
        assert_eq!(reader.model.layers.len(), 1);
    });
}

#[test]
fn a_page_of_another_report_is_named_as_lists_print_it() {
    everywhere(|reader, lang| {
        for (typed, page) in [
            ("notes:(4)", (1, 4)),
            ("guide-arbres:2", (0, 2)),
            ("NOTES:<space>2", (1, 2)),
            ("guide<space>des:<space>p.<space>3", (0, 3)),
            ("n:1", (1, 1)),
        ] {
            reader.press(&format!("gp{typed}<enter>"));
            assert_eq!((place(reader), reader.model.layers.len()), (page, 0), "{typed}");
        }
        reader.press("gpzz:4<enter>");
        let told = lang.pick("is not a page", "n’est pas une page");
        assert!(reader.screen().contains(told), "{}", reader.screen());
    });
}

#[test]
fn arrows_go_on_in_the_next_report_and_say_where_there_is_none() {
    everywhere(|reader, lang| {
        reader.press("gpguide:3<enter><right>");
        assert_eq!(place(reader), (1, 1));
        let told = lang.pick("Next report: Notes de", "Rapport suivant : Notes de");
        assert!(reader.screen().replace('\u{a0}', " ").contains(told), "{}", reader.screen());
        reader.press("<left>");
        assert_eq!(place(reader), (0, 3));
        let told = lang.pick("Report before: Guide", "Rapport précédent : Guide");
        assert!(reader.screen().replace('\u{a0}', " ").contains(told), "{}", reader.screen());
        reader.press("<left><left><left>");
        assert_eq!(place(reader), (0, 1));
        let told = lang.pick("The first page", "Première page");
        assert!(reader.screen().contains(told), "{}", reader.screen());
        reader.press("gpnotes:(4)<enter><right>");
        assert_eq!(place(reader), (1, 4));
        let told = lang.pick("The last page", "Dernière page");
        assert!(reader.screen().contains(told), "{}", reader.screen());
    });
}

#[test]
fn an_article_is_opened_where_the_report_itself_is_not_at_hand() {
    let mut file = shelf::shelf();
    file["sources"] = json!([
        {"id": "b", "kind": "article", "title": "B", "about": "guide-arbres", "file": "b.md"},
        {"id": "a", "kind": "article", "title": "A", "about": "notes", "file": "a.md"},
    ]);
    let mut reader = Reader::of(loaded(&file), 80, 24, Lang::En, false);
    reader.press("gpnotes:1<enter>o");
    let Some(Effect::Open(opening)) = reader.effects.last() else { panic!("nothing is opened") };
    // Its pages are not those of the report.
    assert_eq!((opening.file.as_deref(), opening.page), (Some("a.md"), None));
}

#[test]
fn while_the_text_is_searched_its_pages_are_spoken_of_and_no_cited_ones() {
    everywhere(|reader, lang| {
        let flat = |reader: &Reader| {
            let screen = reader.screen().replace(['┃', '│', '\u{a0}'], " ");
            screen.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        reader.press("gpnotes:(3)<enter><ctrl-f><ctrl-f>");
        let cited =
            lang.pick("Cited pages of tilleul: ← p. 2,", "Pages citées de tilleul : ← p. 2,");
        assert!(flat(reader).contains(cited), "{}", reader.screen());
        reader.press("/érable<enter>gpnotes:(1)<enter><ctrl-f><ctrl-f>");
        let found = lang.pick("Pages with “érable”: ← p. 3,", "Pages avec « érable » : ← p. 3,");
        assert!(flat(reader).contains(found), "{}", reader.screen());
        assert!(flat(reader).contains("guide-"), "{}", reader.screen());
        assert!(!flat(reader).contains(lang.pick("Cited pages", "Pages citées")));
        reader.press("n");
        let last = lang.pick("Last page found", "Dernière page trouvée");
        assert!(reader.screen().contains(last), "{}", reader.screen());
        if reader.model.size.width == 120 {
            let legend = lang.pick("■ found  · not found", "■ trouvée  · absente");
            assert!(reader.screen().contains(legend), "{}", reader.screen());
        }
    });
}

#[test]
fn words_that_are_quoted_are_said_once_on_a_card() {
    let said = |id: &str, text: &str, page: u32| {
        json!({"id": id, "kind": "quote", "text": text, "quote": "l’ombre en été", "report": "notes",
            "topics": ["cedre"], "pages": {"printed": "p", "list": [page]}})
    };
    let mut file = shelf::shelf();
    file["statements"] = json!([said("s1", "L’ombre en été.", 1), said("s2", "Il fait frais.", 2)]);
    let mut reader = Reader::of(loaded(&file), 120, 36, Lang::En, false);
    reader.press("gpnotes:(1)<enter>");
    assert!(reader.screen().contains("“l’ombre en été”"), "{}", reader.screen());
    assert!(!reader.screen().contains("In other words"), "{}", reader.screen());
    assert!(reader.screen().contains("from what the source’s author says"), "{}", reader.screen());
    reader.press("gpnotes:(2)<enter>");
    assert!(reader.screen().contains("In other words: Il fait frais."), "{}", reader.screen());
}

#[test]
fn what_is_searched_is_looked_for_in_texts_that_were_read_again() {
    let mut file = shelf::shelf();
    let mut reader = Reader::of(loaded(&file), 120, 36, Lang::En, false);
    reader.press("gpnotes:(1)<enter>/érable<enter>");
    assert_eq!(reader.model.page.search.pages.len(), 3);
    file["page_texts"][4]["text"] = "Un érable de plus.".into();
    let env = Reader::of(loaded(&file), 120, 36, Lang::En, false).env;
    reread(&mut reader.model, &reader.env, &env);
    assert_eq!(reader.model.page.search.pages.len(), 4);
}
