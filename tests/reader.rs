//! A day of a reader, by keys alone, in the real program: find, compare, get out of a dead end,
//! keep, come back, take away, change keys and looks.
//!
//! Every screen is waited for by what stands on it; every file and every copy is read back by a
//! reader of its format.
#![cfg(all(unix, feature = "tui"))]
#![expect(clippy::expect_used, clippy::panic, reason = "a test")]

#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use std::collections::BTreeSet;
use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pty::{Terminal, renvoi};
use renvoi::lang::Lang;
use tempfile::TempDir;

const ENTER: &str = "\r";
const ESC: &str = "\x1b";
/// Keeps a note.
const KEEP: &str = "\x1b\r";
/// Clears the line that is typed.
const CLEAR: &str = "\x15";

/// Sizes and languages that every part of the day is lived in.
const SEATS: [(u16, u16, &str); 4] =
    [(120, 36, "en"), (80, 24, "en"), (120, 36, "fr"), (80, 24, "fr")];

/// A reader with a home, at a screen of a size, in a language.
struct Seat {
    home: TempDir,
    size: (u16, u16),
    lang: &'static str,
}

impl Seat {
    fn all() -> impl Iterator<Item = Self> {
        SEATS.iter().map(|&(width, height, lang)| Self {
            home: tempfile::tempdir().expect("a folder"),
            size: (width, height),
            lang,
        })
    }

    /// The one of two texts that this reader sees.
    fn pick<'t>(&self, en: &'t str, fr: &'t str) -> &'t str {
        if self.lang == "en" { en } else { fr }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.home.path().join(name)
    }

    /// Opens the browser.
    fn open(&self) -> Terminal {
        self.start("")
    }

    /// Opens the browser with options.
    fn start(&self, options: &str) -> Terminal {
        let mut command = renvoi(&format!("--lang {} {options}", self.lang));
        command.env("HOME", self.home.path());
        command.cwd(self.home.path());
        let terminal = Terminal::start(command, self.size.0, self.size.1);
        terminal.opened();
        terminal
    }

    fn leave(&self, mut terminal: Terminal) {
        terminal.keys("q");
        assert_eq!(terminal.gave_back(), 0, "{:?} {}", self.size, self.lang);
    }
}

/// The last text that was sent to the terminal's clipboard.
fn copied(terminal: &Terminal) -> String {
    let bytes = String::from_utf8(terminal.bytes()).expect("text");
    let coded = bytes.rsplit("\x1b]52;c;").next().expect("a copy");
    let coded = coded.split('\x07').next().expect("an end");
    String::from_utf8(STANDARD.decode(coded).expect("base64")).expect("text")
}

/// Rows of the screen that hold all of these texts.
fn rows(terminal: &Terminal, texts: &[&str]) -> usize {
    let screen = terminal.screen();
    screen.lines().filter(|row| texts.iter().all(|text| row.contains(text))).count()
}

#[test]
fn who_speaks_of_influence_and_what_both_claim() {
    for seat in Seat::all() {
        let mut terminal = seat.open();
        terminal.keys("/influence").text("/influence");
        terminal.keys(ENTER).text("Bouillet").text("Wellhoff");
        // Each claim is read in full in the card of its page, with who makes it.
        terminal.keys("3").text("▸ 3");
        terminal.keys(ENTER).text(seat.pick("Page 7 of 53", "Page 7 sur 53"));
        terminal.text("Stéphane Bouillet").text(seat.pick("nearing", "approche de la"));
        terminal.keys("3").text("▸ 3");
        terminal.keys("j").keys(ENTER).text(seat.pick("Page 14 of 53", "Page 14 sur 53"));
        terminal.text("Thierry Wellhoff").text("en quête de sens");
        seat.leave(terminal);
    }
}

#[test]
fn the_pages_that_two_trends_share() {
    for seat in Seat::all() {
        let mut terminal = seat.open();
        terminal.keys("ft:\"fake news\" t:tiktok");
        terminal.until("both pages", |screen| {
            let shown = screen.contents();
            let page = |number: &str| shown.lines().any(|row| is_page(row, number));
            page("39") && page("40") && !page("3") && !page("41")
        });
        let title = seat.pick("Find everywhere", "Trouver partout");
        terminal.text(title);
        terminal.keys(ESC).without(title);
        seat.leave(terminal);
    }
}

/// Whether a row of the box lists this page.
fn is_page(row: &str, number: &str) -> bool {
    let row = row.replace('\u{a0}', " ");
    row.contains("page  ") && row.contains(&format!(" p. {number} ┃"))
}

#[test]
fn a_dead_end_says_the_way_out() {
    for seat in Seat::all() {
        let mut terminal = seat.open();
        terminal.keys(" ").text("TikTok ×");
        // Brahimi shares nothing with TikTok, so the pin hides her: she is found by name.
        terminal.keys("fbrahimi").text("Fadhila Brahimi");
        terminal.keys(ENTER).text("▸ 3");
        terminal.keys("2").text("▸ 2");
        terminal.keys(" ").text("Brahimi ×");
        let nothing = seat.pick("Nothing here belongs to", "Rien ici n’est lié");
        terminal.text(nothing);
        terminal.text(seat.pick("u undoes", "u annule"));
        terminal.text(seat.pick("r clears", "r les efface"));
        // One step back, forth again, then everything cleared.
        terminal.keys("u").without("Brahimi ×");
        terminal.keys("U").text("Brahimi ×").text(nothing);
        terminal.keys("r").without(nothing);
        terminal.without("TikTok ×");
        seat.leave(terminal);
    }
}

#[test]
fn what_is_marked_stays_and_is_taken_away() {
    let corpus = renvoi::corpus::builtin().corpus;
    for seat in Seat::all() {
        let note = "à relire; deux fois";
        let mut terminal = seat.open();
        terminal.keys("3").text("▸ 3");
        for next in ["", "j", "j"] {
            terminal.keys(next).keys("m").text(seat.pick("Marked.", "Marqué."));
            terminal.keys("i").text(seat.pick("Esc closes", "Échap ferme"));
            terminal.keys("q").without(seat.pick("Esc closes", "Échap ferme"));
        }
        assert_eq!(rows(&terminal, &["★"]), 3, "{}", terminal.screen());
        terminal.keys("e").text("━ Note");
        terminal.keys(note).text(note);
        terminal.keys(KEEP).without("━ Note");
        seat.leave(terminal);

        let mut terminal = seat.open();
        terminal.keys("3").text("▸ 3");
        terminal.keys("*").text(seat.pick("Only what is marked", "Seulement ce qui est marqué"));
        for name in ["mine.csv", "mine.md"] {
            terminal.keys("x").text(seat.pick("Export this view", "Exporter cette vue"));
            terminal.keys(&format!("{CLEAR}{name}")).text(name);
            terminal.keys(ENTER).text(seat.pick("written to", "dans «"));
        }
        seat.leave(terminal);

        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if seat.lang == "fr" { b';' } else { b',' })
            .from_path(seat.path("mine.csv"))
            .expect("a file");
        let heads = reader.headers().expect("heads").clone();
        let column = |name: &str| heads.iter().position(|head| head == name).expect("a column");
        let (kind, id, told) = (column("kind"), column("id"), column("note"));
        let rows: Vec<csv::StringRecord> =
            reader.records().map(|row| row.expect("a row")).collect();
        assert!(rows.iter().all(|row| &row[kind] == "statement"), "{rows:?}");
        let ids: BTreeSet<&str> = rows.iter().map(|row| &row[id]).collect();
        assert_eq!(ids.len(), 3, "{rows:?}");
        let noted: BTreeSet<&str> =
            rows.iter().filter(|row| &row[told] == note).map(|row| &row[id]).collect();
        assert_eq!(noted.len(), 1, "one of them has the note: {rows:?}");
        // Markdown holds the words of each of them.
        let read = plain_markdown(&fs::read_to_string(seat.path("mine.md")).expect("a file"));
        assert!(read.contains(note), "{read}");
        for id in ids {
            let statement = corpus.statements.iter().find(|one| one.slug == id).expect("known");
            let lang = if seat.lang == "fr" { Lang::Fr } else { Lang::En };
            let words = statement.quote.as_deref().unwrap_or_else(|| statement.wording(lang));
            assert!(
                read.contains(words) || read.contains(statement.text.as_str()),
                "{words}\n{read}"
            );
        }
    }
}

/// The text of a Markdown file, as a reader of Markdown sees it.
fn plain_markdown(file: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser};
    let parser = Parser::new_ext(file, Options::ENABLE_TABLES);
    parser.fold(String::new(), |mut text, event| {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => text.push(' '),
            _ => {}
        }
        text
    })
}

#[test]
fn who_comes_back_stands_where_they_were() {
    for seat in Seat::all() {
        let mut terminal = seat.open();
        terminal.keys("fbrahimi").text("Fadhila Brahimi");
        terminal.keys(ENTER).text("▸ 3");
        terminal.keys(ENTER).text(seat.pick("Page 42 of 53", "Page 42 sur 53"));
        terminal.keys("gs").text(seat.pick("Save this view", "Enregistrer cette vue"));
        terminal.keys(&format!("{CLEAR}mine{ENTER}")).text(seat.pick("is saved", "enregistrée"));
        seat.leave(terminal);

        let mut terminal = seat.open();
        terminal.text(seat.pick("Back where you were", "Reprise où vous étiez"));
        terminal.text("Fadhila Brahimi › p. 42");
        terminal.text(seat.pick("Page 42 of 53", "Page 42 sur 53"));
        // The way there leads back.
        terminal.keys("H").text("▸ 3");
        terminal.keys("H").text("▸ 1");
        // What was asked for is recalled.
        terminal.keys("f").text(seat.pick("Find everywhere", "Trouver partout"));
        terminal.keys("\x1b[A").text("> brahimi");
        terminal.keys(ESC).without("> brahimi");
        // And so is the view.
        terminal.keys("gv").text("▸ mine");
        terminal.keys(ENTER).text(seat.pick("Page 42 of 53", "Page 42 sur 53"));
        seat.leave(terminal);

        // Another beginning can be asked for, and a place that is named wins.
        let mut terminal = seat.start("--fresh");
        terminal.text("▸ TikTok").without(seat.pick("Back where", "Reprise"));
        terminal.keys("/").keys("\x1b[A");
        terminal.quiet();
        assert!(!terminal.screen().contains("/brahimi"), "{}", terminal.screen());
        terminal.keys(ESC);
        terminal.quiet();
        seat.leave(terminal);
        let terminal = seat.start("--at topic:fake-news/p39");
        terminal.text(seat.pick("Page 39 of 53", "Page 39 sur 53"));
        seat.leave(terminal);
    }
}

#[test]
fn a_citation_reaches_the_clipboard_and_admits_the_second_hand() {
    for seat in Seat::all() {
        let mut terminal = seat.open();
        terminal.keys("2").text("▸ 2");
        terminal.keys("/jourdain").text("/jourdain");
        terminal.keys(ENTER).keys(ENTER).text("▸ 3");
        terminal.keys("j").keys("c").text("OSC 52");
        let citation = copied(&terminal);
        let quote = "ces influenceurs […] gagneront du terrain l’année prochaine";
        assert!(citation.contains(quote), "{citation}");
        let source = seat.pick(
            "Camille Jourdain, p. 22 of the report, as cited by Visionary Marketing",
            "Camille Jourdain, p. 22 du rapport, cité par Visionary Marketing",
        );
        assert!(citation.replace('\u{a0}', " ").contains(source), "{citation}");
        seat.leave(terminal);
    }
}

#[test]
fn a_key_is_given_another_meaning() {
    for seat in Seat::all() {
        let folder = seat.path(".config/renvoi");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("config.toml"), "[keys]\nnext-lit = [\"b\"]\n").expect("a file");
        let mut terminal = seat.open();
        terminal.keys("b").text(seat.pick("Page 3 of 53", "Page 3 sur 53"));
        terminal.keys("n").text(seat.pick("“n”", "« n »"));
        terminal.keys("b").text(seat.pick("Page 8 of 53", "Page 8 sur 53"));
        seat.leave(terminal);
    }
}

#[test]
fn the_theme_is_changed() {
    for seat in Seat::all() {
        let mut terminal = seat.open();
        let coloured = |screen: &vt100::Screen| {
            screen.cell(5, 5).is_some_and(|cell| cell.bgcolor() != vt100::Color::Default)
        };
        terminal.until("the terminal's own ground", |screen| !coloured(screen));
        terminal.keys("T").text(seat.pick("Theme: dark", "Thème : dark"));
        terminal.until("a ground of its own", coloured);
        seat.leave(terminal);
    }
}

#[test]
fn an_action_is_found_by_its_name() {
    for seat in Seat::all() {
        let mut terminal = seat.open();
        terminal.text("▸ TikTok");
        terminal.keys(seat.pick(":reverse", ":inverser"));
        terminal.text(seat.pick("Reverse sort", "Inverser le tri"));
        terminal.keys(ENTER).text(seat.pick("first, reversed", "abord, inversé"));
        seat.leave(terminal);
    }
}

#[test]
fn keys_are_shown_as_they_arrive() {
    for (lang, press) in [("en", "Press any key"), ("fr", "Pressez")] {
        let mut terminal = Terminal::start(renvoi(&format!("keys --test --lang {lang}")), 100, 30);
        terminal.text(press);
        terminal.keys("\x1b[B").text("move-down");
        terminal.keys("\t").text("pane-next");
        terminal.keys("g").keys("p").text("goto-page");
        terminal.keys("q").text("quit");
        terminal.keys("q");
        assert_eq!(terminal.gave_back(), 0);
        // What was seen stays behind.
        terminal.text("goto-page");
    }
}

#[test]
fn the_first_steps_are_walked_again_whatever_data_is_named() {
    let mut terminal = Terminal::start(renvoi("tour --data nowhere.json"), 120, 36);
    terminal.opened();
    terminal.text("n goes to the next page that cites TikTok");
    terminal.keys("n").without("n goes to the next page");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
}

/// An executable file in the home of a reader.
fn script(seat: &Seat, name: &str, text: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = seat.path(name);
    fs::write(&path, format!("#!/bin/sh\n{text}\n")).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a mode");
    path
}

#[test]
fn the_source_is_opened_at_its_page_and_copied_where_the_terminal_is_far_away() {
    for seat in Seat::all() {
        // The only viewer there is writes down what it is asked for.
        script(&seat, "zathura", "printf '<%s>' \"$@\" > seen.tmp; mv seen.tmp seen");
        let pdf = "-r$(touch x) 'a\".pdf";
        let data = format!(
            r#"{{"format":"renvoi-corpus/1","reports":[{{"id":"r","title":"TikTok","pages":9,"file":{}}}],
                "topics":[{{"id":"t","name":"TikTok"}}],
                "citations":[{{"topic":"t","report":"r","pages":{{"printed":"7","list":[7]}}}}]}}"#,
            serde_json::Value::from(pdf)
        );
        fs::create_dir(seat.path("data")).expect("a folder");
        fs::write(seat.path("data/corpus.json"), data).expect("a file");
        fs::write(seat.path("data").join(pdf), "%PDF").expect("a file");
        let start = |far: bool| {
            let line = format!("--lang {} --data data/corpus.json", seat.lang);
            let mut command = renvoi(&line);
            command.env("HOME", seat.home.path());
            command.env("PATH", format!("{}:/usr/bin:/bin", seat.home.path().display()));
            command.cwd(seat.home.path());
            if far {
                command.env("SSH_CONNECTION", "far away");
            }
            let terminal = Terminal::start(command, seat.size.0, seat.size.1);
            terminal.opened();
            terminal
        };
        let mut terminal = start(false);
        terminal.keys("n").text(seat.pick("Page 7 of 9", "Page 7 sur 9"));
        terminal.keys("o").text(seat.pick("Opening", "Ouverture"));
        let end = std::time::Instant::now() + std::time::Duration::from_secs(30);
        while !seat.path("seen").exists() {
            assert!(std::time::Instant::now() < end, "the viewer is not started");
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let root = seat.home.path().canonicalize().expect("a folder");
        let seen = fs::read_to_string(seat.path("seen")).expect("a file");
        assert_eq!(seen, format!("<-P><7><{}>", root.join("data").join(pdf).display()));
        assert!(!seat.path("x").exists() && !seat.path("data/x").exists(), "no shell reads it");
        seat.leave(terminal);
        fs::remove_file(seat.path("seen")).expect("a file");
        let mut terminal = start(true);
        terminal.keys("n").keys("o").text("OSC 52");
        assert!(copied(&terminal).ends_with(&format!("{pdf} (p. 7)")), "{}", copied(&terminal));
        seat.leave(terminal);
        assert!(!seat.path("seen").exists(), "nothing is started far away");
    }
}

#[test]
fn an_answer_longer_than_the_screen_goes_through_a_pager() {
    let seat = Seat::all().next().expect("a seat");
    let pager = script(&seat, "pager", "read -r first; echo \"[$first]\"; cat >/dev/null");
    let pager = pager.to_str().expect("a name");
    let run = |line: &str, variables: &[(&str, &str)]| {
        let mut command = renvoi(line);
        for (name, value) in variables {
            command.env(name, value);
        }
        let mut terminal = Terminal::start(command, 80, 16);
        assert_eq!(terminal.ended(), 0, "{line}");
        terminal.quiet();
        terminal.screen()
    };
    let own = [("RENVOI_PAGER", pager), ("PAGER", "cat")];
    let paged = run("list topics", &own);
    assert!(paged.trim().starts_with('[') && paged.trim().ends_with(']'), "{paged}");
    assert_eq!(run("list topics", &[("PAGER", pager)]), paged);
    for (line, variables) in [
        ("list topics --no-pager", &own[..]),
        ("list topics --paging never", &own[..]),
        ("list topics", &[("RENVOI_PAGER", ""), ("PAGER", pager)][..]),
        ("list topics", &[("RENVOI_PAGER", "/nowhere/at all")][..]),
    ] {
        let screen = run(line, variables);
        assert!(screen.lines().count() > 10, "{line} {variables:?}\n{screen}");
    }
    // What fits is shown as it is, unless told otherwise.
    assert!(run("lookup tiktok", &own).contains("14 of 53"));
    assert!(run("lookup tiktok --paging always", &own).starts_with('['));
    // Who leaves the pager before the end is told nothing.
    assert_eq!(run("list topics", &[("RENVOI_PAGER", "true")]).trim(), "");
}
