//! With many statements queries are answered by a worker: what is shown in the meantime,
//! and that in the end it is the same.
#![cfg(feature = "tui")]
#![expect(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "a test")]

#[path = "support/reader.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod reader;

#[cfg(unix)]
#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use std::sync::Arc;

use reader::Reader;
use renvoi::app::start::start;
use renvoi::app::{Data, Effect, Message, Size};
use renvoi::corpus::builtin;
use renvoi::lang::Lang;
use renvoi::query::{Answer, Ask, Finder, Session};

/// A reader of the built-in report, as if it had many statements, and its worker.
struct Asking {
    reader: Reader,
    finder: Arc<Finder>,
    asked: usize,
}

impl Asking {
    fn new(width: u16, height: u16) -> Self {
        let mut reader = Reader::new(width, height, Lang::En);
        let finder = reader.env.data.finder();
        reader.env.data = Arc::new(Data::for_worker(builtin().corpus));
        reader.model = start(&reader.env, Size::new(width, height));
        Self { reader, finder, asked: 0 }
    }

    /// The words of the statements are indexed.
    fn indexed(mut self) -> Self {
        *self.reader.env.data.finder_place().write().unwrap() = Arc::clone(&self.finder);
        self.reader.send(Message::Indexed);
        self
    }

    /// What was asked and not answered yet.
    fn asks(&mut self) -> Vec<Ask> {
        let new = self.reader.effects[self.asked..].iter().filter_map(|effect| match effect {
            Effect::Ask(ask) => Some((**ask).clone()),
            _ => None,
        });
        let new = new.collect();
        self.asked = self.reader.effects.len();
        new
    }

    fn tell(&mut self, answer: Answer) {
        self.reader.send(Message::Answered(Box::new(answer)));
    }

    /// Answers everything, in the order it was asked.
    fn answer(&mut self) {
        let asks = self.asks();
        for ask in &asks {
            self.tell(ask.answer(&mut Session::default(), &self.finder, &|| false));
        }
        if !asks.is_empty() {
            // An answer may lead to a further question.
            self.answer();
        }
    }
}

/// Keys that filter, find, move and open.
const SCRIPTS: &[&str] = &[
    "3/influence",
    "3a/influence",
    "3a/fake news<enter><down><enter>",
    "3/croyons<enter><esc>",
    "3a/in<down><down>f<backspace>x",
    "3a/zzqx",
    "3/zzqx<enter>u",
    "3a/infl<enter>1<down><down>",
    "3a/the<enter>2<down>",
    "3a/infl<enter>1<down><down><up>3G",
    "ftiktok<enter>",
    "ffake<down><enter>",
    "fzzqx<enter><esc>",
    "f<down><down><enter>",
    "mfm<esc>3a/mark:yes",
    "M<enter>",
    "L3/infl<enter>n",
    "LL3/infl<enter>",
    "3a/p:abc infl",
    "3a/infl<esc>",
    "3/infl<enter>s",
];

#[test]
fn a_worker_leads_to_the_same_screen_as_an_answer_at_once() {
    for keys in SCRIPTS {
        for (width, height) in [(120, 36), (80, 24), (40, 12)] {
            let mut plain = Reader::new(width, height, Lang::En);
            let mut asking = Asking::new(width, height).indexed();
            for key in reader::parse(keys) {
                plain.send(Message::Key(key));
                asking.reader.send(Message::Key(key));
                asking.answer();
                assert!(!asking.reader.model.waits(), "{keys}");
                assert_eq!(asking.reader.screen(), plain.screen(), "{keys} at {key:?}");
            }
        }
    }
}

#[test]
fn a_worker_may_answer_late() {
    for keys in ["3/influence", "3a/influence<enter>", "3a/infl<enter><enter>", "ftiktok<enter>"] {
        let mut plain = Reader::new(120, 36, Lang::En);
        let mut asking = Asking::new(120, 36).indexed();
        plain.press(keys);
        asking.reader.press(keys);
        let asks = asking.asks();
        let last = asks.last().expect("something is asked");
        // Older answers come too late and change nothing.
        let before = asking.reader.screen();
        for ask in &asks[..asks.len() - 1] {
            asking.tell(ask.answer(&mut Session::default(), &asking.finder, &|| false));
        }
        assert_eq!(asking.reader.screen(), before, "{keys}");
        asking.tell(last.answer(&mut Session::default(), &asking.finder, &|| false));
        asking.answer();
        assert_eq!(asking.reader.screen(), plain.screen(), "{keys}");
    }
}

#[test]
fn rows_of_an_older_query_are_marked() {
    for (lang, word) in [(Lang::En, "searching…"), (Lang::Fr, "recherche…")] {
        let mut asking = Asking::new(120, 36).indexed();
        asking.reader.env.lang = lang;
        asking.reader.press("3a");
        let before = asking.reader.statements().len();
        assert!(before > 5);
        asking.reader.press("/influence");
        assert_eq!(asking.reader.statements().len(), before, "the rows stay");
        assert!(asking.reader.screen().contains(word));
        asking.answer();
        assert!(asking.reader.statements().len() < before);
        assert!(!asking.reader.screen().contains(word));
        // Where one pane is open at a time, in its tab.
        let mut narrow = Asking::new(60, 20).indexed();
        narrow.reader.env.lang = lang;
        narrow.reader.press("3a/influence");
        assert!(narrow.reader.screen().contains(word), "{}", narrow.reader.screen());
        narrow.answer();
        assert!(!narrow.reader.screen().contains(word), "{}", narrow.reader.screen());
        asking.reader.press("<enter>fin");
        assert!(asking.reader.screen().contains(word));
        asking.answer();
        assert!(!asking.reader.screen().contains(word));
    }
}

#[test]
fn a_choice_made_while_waiting_stays() {
    let mut asking = Asking::new(120, 36).indexed();
    asking.reader.press("3a<down><down>");
    let chosen = asking.reader.model.statements.chosen;
    asking.reader.press("/e<down>");
    let moved = asking.reader.model.statements.chosen;
    assert_ne!(moved, chosen);
    asking.answer();
    assert!(asking.reader.model.statements.ids().any(|id| Some(id) == moved));
    assert_eq!(asking.reader.model.statements.chosen, moved);
}

#[test]
fn what_was_read_so_far_is_shown_until_the_words_are_indexed() {
    let mut asking = Asking::new(120, 36);
    asking.reader.press("3a/influence");
    let ask = asking.asks().pop().expect("a question");
    let whole = ask.answer(&mut Session::default(), &asking.finder, &|| false);
    assert!(whole.found.iter().any(|found| found.sure.len() > 1));
    let mut part = Answer { whole: false, ..whole.clone() };
    for found in &mut part.found {
        found.sure.truncate(1);
        found.total = found.sure.len();
    }
    asking.tell(part.clone());
    let rows = asking.reader.statements().len();
    assert_eq!(rows, part.found.iter().map(|found| found.sure.len()).sum::<usize>());
    assert!(asking.reader.model.waits());
    assert!(asking.reader.screen().contains("searching…"));
    asking.reader.send(Message::Indexing(45));
    assert!(asking.reader.screen().contains("Reading the words of the statements: 45%"));
    asking.tell(whole);
    assert!(!asking.reader.model.waits());
    assert!(asking.reader.statements().len() > rows);
}

/// The real program in a terminal, on a file of very many statements.
#[cfg(unix)]
mod in_a_terminal {
    use std::fmt::Write as _;
    use std::path::Path;

    use super::pty::{Terminal, renvoi};

    /// More statements than are answered at once; so many that reading them takes a while.
    const MANY: usize = 150_000;

    fn write(path: &Path) {
        let mut text = String::from(
            r#"{"format":"renvoi-corpus/1","reports":[{"id":"r","title":"Many","pages":9}],
"topics":[{"id":"t","name":"TikTok"}],"statements":["#,
        );
        for number in 0..MANY {
            let comma = if number == 0 { "" } else { "," };
            let word = if number % 50_000 == 7 { "écluse" } else { "mot" };
            let page = number * 9 / MANY + 1;
            write!(
                text,
                r#"{comma}
{{"id":"s{number}","kind":"paraphrase","voice":"author","text":"{word} {number}","topics":["t"],"report":"r","pages":{{"printed":"{page}","list":[{page}]}}}}"#
            )
            .unwrap();
        }
        text.push_str("]}");
        std::fs::write(path, text).unwrap();
    }

    #[test]
    fn it_says_what_it_reads_takes_keys_meanwhile_and_answers_from_a_worker() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("many.json");
        write(&path);
        let line = format!("--data {} --lang en", path.display());

        let mut terminal = Terminal::start(renvoi(&line), 100, 30);
        terminal.text("Reading many.json…");
        terminal.resize(80, 24);
        terminal.keys("q");
        assert_eq!(terminal.gave_back(), 0);

        let mut terminal = Terminal::start(renvoi(&line), 100, 30);
        terminal.text("Reading many.json…");
        // What is typed ahead is not lost.
        terminal.keys("3/eclu");
        terminal.text("/eclu").text("1/3 of 150000").without("searching");
        terminal.keys("se 100007").text("1/1 of 150000");
        terminal.keys("\x15").text("/150000").without("searching");
        // The first leaves the line, the second the browser.
        terminal.keys("\x03\x03");
        assert_eq!(terminal.gave_back(), 130);
    }

    #[test]
    fn data_is_read_again_while_the_reader_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("many.json");
        write(&path);
        let mut terminal =
            Terminal::start(renvoi(&format!("--data {} --lang en", path.display())), 100, 30);
        terminal.text("TikTok");
        terminal.keys("3").text("1/150000");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace("TikTok", "Twitch")).unwrap();
        terminal.keys("R").text("Reading the data again");
        // Keys are heard, and what is shown is the data as it was.
        terminal.keys("G").text("150000/150000");
        let screen = terminal.screen();
        assert!(screen.contains("Reading the data again") && screen.contains("TikTok"), "{screen}");
        // To ask twice is no more than to ask once.
        terminal.keys("R").text("Read again.").text("Twitch").text("150000/150000");
        terminal.without("Reading the data again");
        // What became invalid is said, and the last that was good stays.
        std::fs::write(&path, text.trim_end_matches("]}")).unwrap();
        terminal.keys("R").text("Data error").text("last good version");
        terminal.keys("\r").without("Data error").text("Twitch");
        terminal.without("Reading the data again");
        // What ends too early is refused too soon for the sentence, so all of it is read once more.
        std::fs::write(&path, text).unwrap();
        terminal.keys("R").text("Reading the data again");
        terminal.keys("q");
        assert_eq!(terminal.gave_back(), 0, "nobody waits for what is still being read");
    }

    #[test]
    fn a_long_list_is_written_while_the_reader_goes_on_and_whole_before_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("many.json");
        write(&path);
        let line = format!("--data {} --lang en", path.display());
        let mut terminal = Terminal::start(renvoi(&line), 120, 30);
        terminal.keys("3").text("1/150000");
        let lines = |name: &str| {
            let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
            text.lines().count()
        };
        let name = |name: &str| format!("x\x15{}/{name}\r", folder.path().display());
        terminal.keys(&name("one.csv")).text("you can go on meanwhile");
        terminal.keys("G").text("150000/150000");
        terminal.text("150000 rows written to");
        assert_eq!(lines("one.csv"), 1 + 150_000);
        terminal.keys("1").keys(&name("trends.csv"));
        terminal.text("9 rows written to");
        terminal.keys("3");
        terminal.keys(&name("one.csv")).text("exists: Enter replaces it");
        terminal.keys("\x1b").without("exists: Enter replaces it");
        terminal.keys(&format!("{}q", name("two.jsonl")));
        assert_eq!(terminal.gave_back(), 0);
        assert_eq!(lines("two.jsonl"), 150_000);
        // Whoever wants out at once leaves nothing half-written.
        let mut terminal = Terminal::start(renvoi(&line), 120, 30);
        terminal.keys("3").text("/150000");
        terminal.keys(&name("three.csv")).text("you can go on meanwhile");
        terminal.keys("\x03");
        assert_eq!(terminal.gave_back(), 130);
        let names = std::fs::read_dir(folder.path()).unwrap();
        let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["many.json", "one.csv", "trends.csv", "two.jsonl"]);
    }

    #[test]
    fn what_cannot_be_read_is_said_once_the_terminal_is_given_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("many.json");
        write(&path);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace("\"pages\":9}", "\"pages\":\"9\"}")).unwrap();
        let line = format!("--data {} --lang en", path.display());
        let mut terminal = Terminal::start(renvoi(&line), 100, 30);
        terminal.text("Reading many.json…");
        terminal.text("TikTok");
        terminal.keys("q");
        assert_eq!(terminal.gave_back(), 0);

        std::fs::write(&path, text.trim_end_matches("]}")).unwrap();
        let mut terminal = Terminal::start(renvoi(&line), 100, 30);
        terminal.text("many.json:150002:").text("a closing bracket is missing");
        assert_eq!(terminal.gave_back(), 3);
    }
}

/// A corpus of one report, one topic, one expert and so many statements, on every other page.
fn on_many_pages(statements: u32) -> renvoi::corpus::Corpus {
    // None of the pages makes a run with another.
    let statements: Vec<String> = (0..statements)
        .map(|number| {
            let page = number % 450 * 2 + 1;
            format!(
                r#"{{"id":"s{number}","kind":"paraphrase","text":"x","report":"r","topics":["t"],
                "experts":["e"],"pages":{{"printed":"p. {page}","list":[{page}]}}}}"#
            )
        })
        .collect();
    let text = format!(
        r#"{{"format":"renvoi-corpus/1","reports":[{{"id":"r","title":"R","pages":900}}],
        "topics":[{{"id":"t","name":"Tide"}}],"experts":[{{"id":"e","name":"Ada Long"}}],
        "statements":[{}]}}"#,
        statements.join(",")
    );
    read(text)
}

#[test]
fn of_what_a_filter_found_the_best_have_rows_and_the_rest_is_counted() {
    for (lang, words) in [
        (Lang::En, "2000 more match: a longer filter brings them up."),
        (Lang::Fr, "2000 de plus correspondent"),
    ] {
        let mut reader = Reader::of(on_many_pages(34_000), 120, 36, lang, false);
        let corpus = &reader.env.data.corpus;
        let finder = Arc::new(Finder::new(corpus, &reader.env.data.index));
        reader.press("");
        let mut asking = Asking { reader, finder, asked: 0 }.indexed();
        asking.reader.press("3/x<enter>");
        asking.answer();
        assert!(asking.reader.model.statements.rows.len() <= 2_000);
        asking.reader.press("G");
        asking.answer();
        let list = &asking.reader.model.statements;
        assert_eq!((list.place(), list.count()), (Some(32_000), 34_000));
        let screen = asking.reader.screen();
        assert!(screen.contains("32000/34000"), "{screen}");
        assert!(screen.contains(words), "{screen}");
        asking.reader.press("x");
        asking.answer();
        asking.reader.press("x");
        assert_eq!(
            renvoi::app::rows::all(&asking.reader.model, &asking.reader.env).count(),
            34_000
        );
    }
}

/// The corpus of a text that has no fault.
fn read(text: String) -> renvoi::corpus::Corpus {
    let input = renvoi::corpus::Input { name: "r.json".to_owned(), bytes: text.into() };
    let loaded = renvoi::corpus::load_inputs(&[input]);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded.corpus
}

/// A corpus of one report whose first page has so many statements, the last by somebody of their own.
fn on_one_page(statements: u32) -> renvoi::corpus::Corpus {
    let statements: Vec<String> = (1..=statements)
        .map(|number| {
            let expert = if number == statements { "last" } else { "e" };
            format!(
                r#"{{"id":"s{number}","kind":"paraphrase","text":"word{number}","report":"r",
                "topics":["t"],"experts":["{expert}"],"pages":{{"printed":"p. 1","list":[1]}}}}"#
            )
        })
        .collect();
    let text = format!(
        r#"{{"format":"renvoi-corpus/1","reports":[{{"id":"r","title":"R","pages":9}}],
        "topics":[{{"id":"t","name":"Tide"}}],
        "experts":[{{"id":"e","name":"Ada Long"}},{{"id":"last","name":"Zoe Last"}}],
        "statements":[{}]}}"#,
        statements.join(",")
    );
    read(text)
}

#[test]
fn a_card_of_a_page_with_very_many_statements_shows_the_first_and_what_was_opened() {
    for (lang, said) in [(Lang::En, "203 more of its statements"), (Lang::Fr, "203 autres")] {
        let mut reader = Reader::of(on_one_page(1_203), 120, 36, lang, false);
        // The last row, and its page: the pointer is on who says it.
        reader.press("3<end><enter>");
        let top = reader.screen();
        assert!(top.contains("Zoe Last") && top.contains("word1203"), "{top}");
        reader.press("z<down>");
        assert!(reader.screen().contains("word1203"), "it stays: {}", reader.screen());
        reader.press("<end>");
        let mut seen = reader.screen();
        for _ in 0..3 {
            reader.press("<ctrl-u>");
            seen += &reader.screen();
        }
        assert!(seen.contains(said) && seen.contains("word1000"), "{seen}");
        assert!(!seen.contains("word1001") && !seen.contains("word1203"), "{seen}");
    }
    let mut reader = Reader::of(on_one_page(1_000), 120, 36, Lang::En, false);
    reader.press("3<end><enter>z<end>");
    let mut seen = reader.screen();
    for _ in 0..3 {
        reader.press("<ctrl-u>");
        seen += &reader.screen();
    }
    assert!(seen.contains("word1000") && !seen.contains("more of its statements"), "{seen}");
}

/// All lines of the card of the first topic.
fn card(corpus: &renvoi::corpus::Corpus, width: u16, height: u16, lang: Lang) -> String {
    let mut reader = Reader::of(corpus.clone(), width, height, lang, false);
    reader.press("4z");
    let mut seen = reader.screen();
    for _ in 0..30 {
        reader.press("<ctrl-d>");
        seen += &reader.screen();
    }
    seen
}

#[test]
fn a_card_of_very_many_statements_names_who_speaks_and_where_the_rest_is() {
    let corpus = on_many_pages(20_001);
    for (width, height, lang, said) in
        [(120, 36, Lang::En, "With 20001 statements"), (40, 12, Lang::Fr, "Pour 20001 propos")]
    {
        let seen = card(&corpus, width, height, lang);
        assert!(seen.contains("Ada Long") && seen.contains(said), "{seen}");
        assert!(!seen.contains("(450 p.)"), "no statement is read for it");
    }
}

#[test]
fn very_many_pages_do_not_crowd_out_the_name_beside_them() {
    let corpus = on_many_pages(450);
    for (width, height) in [(120, 36), (40, 12)] {
        let seen = card(&corpus, width, height, Lang::En);
        let line = seen.lines().find(|line| line.contains("(450 p.)")).expect("how many");
        assert!(line.contains("Ada"), "{width}: {line}");
        assert!(line.contains("p. 1, 3, "), "{width}: {line}");
    }
}
