//! Drafts read over by keys: what is shown, what each key does to the file, and that a review
//! is left and taken up again.
#![cfg(feature = "tui")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "support/drafts.rs"]
mod drafts;
#[path = "support/reader.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod reader;

use drafts::{article, file, with_lists};
use reader::Reader;
use renvoi::app::update::open_review;
use renvoi::app::{Effect, Message, Size};
use renvoi::command::Context;
use renvoi::corpus::{Input, load_inputs};
use renvoi::lang::Lang;
use renvoi::review::{Document, Origin, Review};
use serde_json::{Value, json};

/// A reader at the review of a file, and what the file would hold.
struct Desk(Reader);

impl Desk {
    fn of(bytes: &[u8], width: u16, height: u16, lang: Lang) -> Self {
        let input = Input { name: "c.json".into(), bytes: bytes.into() };
        let corpus = load_inputs(&[input]).corpus;
        let mut reader = Reader::of(corpus, width, height, lang, false);
        let mut origin = Origin::default();
        origin.add("a".into(), &article());
        let review = Review::new(Document::read(bytes).unwrap(), origin);
        open_review(&mut reader.model, review, true, &reader.env);
        Self(reader)
    }

    fn new(width: u16, height: u16, lang: Lang) -> Self {
        Self::of(&serde_json::to_vec(&file()).unwrap(), width, height, lang)
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.model.review.as_ref().unwrap().document().bytes()
    }

    fn statement(&self, id: &str) -> Option<Value> {
        let file: Value = serde_json::from_slice(&self.bytes()).unwrap();
        file["statements"].as_array().unwrap().iter().find(|held| held["id"] == id).cloned()
    }

    /// The page list of a place in the file.
    fn list(&self, at: usize) -> Value {
        let file: Value = serde_json::from_slice(&self.bytes()).unwrap();
        file["citations"][at].clone()
    }

    fn is_draft(&self, id: &str) -> bool {
        self.statement(id).is_some_and(|statement| statement["draft"] == true)
    }

    /// How often the file was to be saved.
    fn saves(&self) -> usize {
        self.0.effects.iter().filter(|effect| **effect == Effect::SaveReview).count()
    }
}

/// The words of a screen on one line, without borders.
fn flat(screen: &str) -> String {
    screen.replace(['┃', '\u{a0}', '\n'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything that the box holds, screen after screen; it is at its top again then.
fn whole(desk: &mut Desk) -> String {
    let mut screens = String::new();
    for _ in 0..40 {
        screens.push_str(&flat(&desk.0.screen()));
        screens.push(' ');
        desk.0.press("<down>");
    }
    desk.0.press(&"<up>".repeat(40));
    screens
}

#[test]
fn ten_drafts_are_reviewed_by_keys_with_one_save_each_and_the_rest_later() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for lang in [Lang::En, Lang::Fr] {
            let mut desk = Desk::new(width, height, lang);
            desk.0.press("<enter>a");
            assert_eq!((desk.is_draft("s1"), desk.is_draft("s2"), desk.saves()), (false, false, 2));
            desk.0.press("x");
            assert_eq!(desk.statement("s3"), None);
            desk.0.press("e<ctrl-u>Autres mots<enter><enter>");
            let edited = desk.statement("s4").unwrap();
            assert_eq!((&edited["text"], edited.get("draft")), (&json!("Autres mots"), None));
            desk.0.press("s<ctrl-u>bezier via Dora Dumas<enter><enter>");
            let said = desk.statement("s5").unwrap();
            assert_eq!(
                (&said["experts"], &said["via"]),
                (&json!(["boris-bezier"]), &json!(["dora-dumas"]))
            );
            desk.0.press("p<ctrl-u>7-9<enter><enter>");
            assert_eq!(desk.statement("s6").unwrap()["pages"]["list"], json!([7, 8, 9]));
            desk.0.press("teau, Ciel<enter><enter>");
            assert_eq!(desk.statement("s7").unwrap()["topics"], json!(["eau", "ciel"]));
            desk.0.press("w");
            assert_eq!(desk.statement("s8").unwrap()["voice"], "author");
            desk.0.press("d<right><right><right><right><right><right><right><enter>");
            assert_eq!(desk.statement("s9").unwrap()["text"], "propos");
            assert_eq!(desk.statement("s9-2").unwrap()["text"], "numéro 9");
            desk.0.press("m");
            assert_eq!(desk.statement("s9").unwrap()["text"], "propos numéro 9");
            desk.0.press("<enter><enter>");
            let progress = desk.0.model.review.as_ref().unwrap().progress();
            assert_eq!((progress.done, progress.left), (10, 2));
            assert_eq!(desk.saves(), 16, "once for each step that changed the file");
            // Left, and taken up again from what was saved.
            desk.0.press("q");
            assert_eq!(desk.0.effects.last(), Some(&Effect::Quit(0)));
            let mut desk = Desk::of(&desk.bytes(), width, height, lang);
            desk.0.press("<enter>");
            assert!(!desk.is_draft("s11") && desk.is_draft("s12"));
            desk.0.press("<enter>");
            let end = lang.pick("Every draft was read.", "Toutes les ébauches sont relues.");
            assert!(desk.0.screen().contains(end), "{}", desk.0.screen());
        }
    }
}

#[test]
fn a_draft_is_shown_in_its_sentence_with_what_is_proposed_and_why() {
    let desk = Desk::new(120, 36, Lang::En);
    let screen = desk.0.screen();
    for part in [
        "Review of drafts",
        "0 of 12 read (0%) · 9 sure",
        "Draft 1 of 12 · Mon article, line 1",
        "Personne Boris Bezier dit : «\u{a0}",
        "said by    Boris Bezier",
        "“propos numéro 1”",
        "pages      1",
        "X dit : « » — high confidence (95%)",
        "Enter accept  x reject  n skip",
    ] {
        let part = part.replace('\u{a0}', " ");
        assert!(screen.replace('\u{a0}', " ").contains(&part), "{part}: {screen}");
    }
    let desk = Desk::new(80, 24, Lang::Fr);
    let screen = desk.0.screen().replace('\u{a0}', " ");
    for part in
        ["Relecture des ébauches", "dit par", "règle", "confiance haute (95 %)", "Entrée accepter"]
    {
        assert!(screen.contains(part), "{part}: {screen}");
    }
}

#[test]
fn what_no_step_asks_about_is_told_on_the_way_and_shown_in_its_sentence_at_the_end() {
    let article = article();
    let place = |words: &str| {
        let start = article[..article.find(words).unwrap()].chars().count();
        json!({"source": "a", "line": 1, "start": start, "end": start + words.chars().count(),
            "exact": words})
    };
    let mut file = file();
    let means = json!({"text": "Ce que c’est", "position": place("propos numéro 5")});
    file["topics"][0]["definition"] = means;
    // What is no draft may be anybody's, and is not to be read over.
    file["citations"] = json!([{"topic": "eau", "report": "r",
        "pages": {"printed": "p 7", "list": [7]}, "position": place("p 7")}]);
    let bytes = serde_json::to_vec(&file).unwrap();
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for lang in [Lang::En, Lang::Fr] {
            let mut desk = Desk::of(&bytes, width, height, lang);
            let told = lang.pick("at the end: 1 definition,", "à la fin : 1 définition,");
            let first = whole(&mut desk);
            assert!(first.contains(told), "{}", desk.0.screen());
            assert!(!first.contains("Ce que c’est"));
            desk.0.press("A<enter><enter><enter>");
            let end = whole(&mut desk);
            for part in ["Ce que c’est", "propos numéro 5", "Anne"] {
                assert!(end.contains(part), "{part}: {}", desk.0.screen());
            }
            assert!(!end.contains("propos numéro 7"));
        }
    }
    // A file that names no article has nothing that was read in one.
    file["sources"][0]["kind"] = json!("transcript");
    let desk = Desk::of(&serde_json::to_vec(&file).unwrap(), 80, 24, Lang::En);
    assert!(!desk.0.screen().contains("as well"), "{}", desk.0.screen());
}

#[test]
fn page_lists_are_reviewed_by_keys_behind_the_statements_with_one_save_each() {
    let bytes = serde_json::to_vec(&with_lists()).unwrap();
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for lang in [Lang::En, Lang::Fr] {
            let mut desk = Desk::of(&bytes, width, height, lang);
            let progress = |desk: &Desk| {
                let progress = desk.0.model.review.as_ref().unwrap().progress();
                (progress.done, progress.left, progress.high)
            };
            assert_eq!(progress(&desk), (0, 14, 10));
            desk.0.press("aaaaaaaaaaaa");
            assert_eq!((progress(&desk), desk.saves()), ((12, 2, 1), 12));
            // The one that is read first: its sentence, what it is of, its pages and its rule.
            let shown = whole(&mut desk);
            let parts = match lang {
                Lang::En => [
                    "Draft 1 of 2",
                    "A page list is proposed",
                    "trend Ciel",
                    "pages 3 (“p 3”)",
                    "what the sentence begins with — middling confidence (80%)",
                ],
                Lang::Fr => [
                    "Ébauche 1 sur 2",
                    "Une liste de pages est proposée",
                    "tendance Ciel",
                    "pages 3 (« p 3 »)",
                    "ce par quoi la phrase commence — confiance moyenne (80 %)",
                ],
            };
            // Where there is little room the heading gives way to the name.
            let (heading, parts) = (parts[1], parts.into_iter().filter(|part| *part != parts[1]));
            assert_eq!(shown.contains(heading), width >= 50, "{heading}: {shown}");
            for part in parts.chain(["dit : « propos numéro 3 » (p 3)."]) {
                assert!(shown.contains(part), "{part}: {shown}");
            }
            // What a page list does not have is refused in one line, and saved nowhere.
            let not = lang.pick("A page list: Enter, x, p or t.", "Une liste : Entrée, x, p ou t.");
            for key in ["e", "s", "w", "d", "m"] {
                desk.0.press(key);
                assert!(flat(&desk.0.screen()).contains(not), "{key}: {}", desk.0.screen());
                assert_eq!((desk.0.model.context(), desk.saves()), (Context::Review, 12), "{key}");
            }
            for key in ["p<enter>", "t<enter>"] {
                desk.0.press(key);
                let same = lang.pick("Nothing was changed.", "Rien n’a changé.");
                assert!(desk.0.screen().contains(same), "{key}: {}", desk.0.screen());
            }
            desk.0.press("t<ctrl-u>eau, ciel<enter>");
            let one = lang.pick("One trend: type one name.", "Une seule tendance : un seul nom.");
            assert!(flat(&desk.0.screen()).contains(one), "{}", desk.0.screen());
            desk.0.press("<ctrl-u>Nuages<enter>p<ctrl-u>3-5, 9<enter>");
            assert_eq!((desk.list(1)["topic"].as_str(), desk.saves()), (Some("nuages"), 14));
            assert_eq!(desk.list(1)["pages"], json!({"printed": "3-5, 9", "list": [3, 4, 5, 9]}));
            desk.0.press("uu<enter>");
            assert_eq!(desk.list(1)["topic"], "ciel");
            assert_eq!((desk.list(1).get("draft"), &desk.list(0)["draft"]), (None, &json!(true)));
            // Left, and taken up again from what was saved.
            let mut desk = Desk::of(&desk.bytes(), width, height, lang);
            assert_eq!(progress(&desk), (13, 1, 1));
            assert!(whole(&mut desk).contains("Eau"));
            desk.0.press("x");
            let file: Value = serde_json::from_slice(&desk.bytes()).unwrap();
            assert_eq!(file["citations"].as_array().unwrap().len(), 1);
            let end = lang.pick("Every draft was read.", "Toutes les ébauches sont relues.");
            assert!(desk.0.screen().contains(end), "{}", desk.0.screen());
            assert!(!whole(&mut desk).contains(lang.pick("page list", "liste de pages")));
            desk.0.press("u");
            assert_eq!(progress(&desk), (13, 1, 1));
            desk.0.press("A");
            assert_eq!(progress(&desk), (14, 0, 0));
        }
    }
}

#[test]
fn all_of_high_confidence_are_accepted_at_once_and_taken_back() {
    let mut desk = Desk::new(80, 24, Lang::En);
    let before = desk.bytes();
    desk.0.press("A");
    assert!(!desk.is_draft("s1") && desk.is_draft("s4") && desk.is_draft("s8"));
    assert!(desk.0.screen().contains("Draft 1 of 3"));
    desk.0.press("u");
    assert_eq!((desk.bytes() == before, desk.saves()), (true, 2));
    desk.0.press("u");
    assert_eq!(desk.saves(), 2, "there is nothing to save");
    assert!(desk.0.screen().contains("There is nothing to take back."));
}

#[test]
fn what_cannot_be_is_said_where_it_is_typed_and_nothing_is_saved() {
    let mut desk = Desk::new(80, 24, Lang::En);
    desk.0.press("p<ctrl-u>9-3<enter>");
    assert!(desk.0.screen().contains("“9-3” is no list of pages: type 17-19, 22."));
    assert_eq!((desk.0.model.context(), desk.saves()), (Context::Input, 0));
    desk.0.press("<esc>e<ctrl-u><enter>");
    assert!(desk.0.screen().contains("A statement has words"));
    desk.0.press("<esc>d<enter>");
    assert!(desk.0.screen().contains("Move to where the second statement begins"));
    desk.0.press("<esc>");
    assert_eq!((desk.0.model.context(), desk.saves()), (Context::Review, 0));
}

#[test]
fn a_page_behind_the_last_is_asked_about_or_refused_on_every_screen() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for lang in [Lang::En, Lang::Fr] {
            let mut desk = Desk::new(width, height, lang);
            let asks = |pages: u32| match lang {
                Lang::En => format!("The report has 20 pages: Enter again makes it {pages} long."),
                Lang::Fr => format!("Le rapport a 20 pages : encore Entrée le porte à {pages}."),
            };
            desk.0.press("p<ctrl-u>300<enter>");
            assert!(flat(&desk.0.screen()).contains(&asks(300)), "{}", desk.0.screen());
            // What is typed anew is asked about anew.
            desk.0.press("<ctrl-h>1<enter>");
            assert!(flat(&desk.0.screen()).contains(&asks(301)), "{}", desk.0.screen());
            assert_eq!(desk.saves(), 0);
            desk.0.press("<enter>");
            assert_eq!(desk.saves(), 1);
            let held: Value = serde_json::from_slice(&desk.bytes()).unwrap();
            assert_eq!(held["reports"][0]["pages"], 301);
            let mut file = file();
            file["reports"][0]["file"] = json!("r.pdf");
            let mut desk = Desk::of(&serde_json::to_vec(&file).unwrap(), width, height, lang);
            desk.0.press("p<ctrl-u>300<enter><enter>");
            let refuses = lang.pick(
                "There is no p. 300: the report has 20 pages.",
                "Pas de p. 300 : le rapport a 20 pages.",
            );
            assert!(flat(&desk.0.screen()).contains(refuses), "{}", desk.0.screen());
            assert_eq!(desk.saves(), 0);
        }
    }
}

#[test]
fn a_name_that_is_being_typed_brings_known_ones() {
    let mut desk = Desk::new(80, 24, Lang::En);
    desk.0.press("s<ctrl-u>caz");
    assert!(desk.0.screen().contains("Chloé Cazal"), "{}", desk.0.screen());
}

#[test]
fn drafts_are_walked_without_being_changed_and_the_help_knows_the_keys() {
    let mut desk = Desk::new(120, 36, Lang::En);
    desk.0.press("nn");
    assert!(desk.0.screen().contains("Draft 3 of 12"));
    desk.0.press("NNN");
    assert!(desk.0.screen().contains("Draft 12 of 12"), "round the end");
    assert_eq!(desk.saves(), 0);
    desk.0.press("?");
    let screen = desk.0.screen();
    assert!(screen.contains("Accept as it stands") && screen.contains("Split in two"), "{screen}");
    desk.0.press("<esc>");
    assert_eq!(desk.0.model.context(), Context::Review);
}

#[test]
fn a_review_is_opened_from_the_browser_and_left_to_it() {
    let bytes = serde_json::to_vec(&file()).unwrap();
    let mut desk = Desk::of(&bytes, 120, 36, Lang::En);
    desk.0.model.only_review = false;
    desk.0.press("<enter><esc>");
    assert!(desk.0.model.layers.is_empty() && !desk.0.effects.contains(&Effect::Quit(0)));
    assert!(desk.0.screen().contains("11 left to review: g d goes on."));
    desk.0.press("gd");
    assert_eq!(desk.0.model.context(), Context::Review);
    let mut plain = Reader::new(120, 36, Lang::Fr);
    plain.press("gd");
    assert!(plain.screen().contains("Il n’y a pas d’ébauche à relire"));
}

#[test]
fn a_long_sentence_is_read_whole_on_every_screen() {
    let words = "« propos numéro 1 »";
    let before = "Devant les délégués réunis à Lyon pour la dixième fois depuis la fondation";
    let after = "affirme Jeanne Martin, directrice de la médiathèque municipale de Lyon";
    let text = format!("{before} : {words}, {after} (p. 7). Suite.");
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for lang in [Lang::En, Lang::Fr] {
            let mut file = file();
            let start = text[..text.find(words).unwrap()].chars().count();
            file["statements"][0]["position"]["start"] = json!(start);
            file["statements"][0]["position"]["end"] = json!(start + words.chars().count());
            let mut origin = Origin::default();
            origin.add("a".into(), &text);
            let bytes = serde_json::to_vec(&file).unwrap();
            let mut desk = Desk::of(&bytes, width, height, lang);
            let review = Review::new(Document::read(&bytes).unwrap(), origin);
            desk.0.model.review = Some(Box::new(review));
            let mut seen = desk.0.screen();
            for _ in 0..30 {
                desk.0.press("<down>");
                seen += &desk.0.screen();
            }
            for part in before.split(' ').chain(after.split(' ')).chain(["(p. 7)."]) {
                assert!(seen.replace('\u{a0}', " ").contains(part), "{part}: {seen}");
            }
        }
    }
}

#[test]
fn steps_that_are_in_no_file_are_asked_about_once_and_the_run_ends_as_not_written() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for lang in [Lang::En, Lang::Fr] {
            let fails = || Message::Saved(Some(format!("“c.json”: {}", lang.pick("no", "non"))));
            let mut desk = Desk::new(width, height, lang);
            desk.0.press("<enter>").send(fails());
            let screen = desk.0.screen();
            let told = lang.pick(
                "Not saved: “c.json”: no. Each step tries again; q asks before anything is lost.",
                "Non enregistré : “c.json”: non. Chaque étape réessaie ; q demande avant toute perte.",
            );
            // Beside the box stands what is behind it.
            let shown = screen.replace(['\u{a0}', '\u{202f}'], " ");
            assert!(told.split(' ').all(|word| shown.contains(word)), "{screen}");
            // Asked once; whatever comes between asks again.
            let asks = lang.pick("q again loses these steps.", "Encore q perd ces étapes.");
            for between in ["n", ""] {
                desk.0.press("q").send(fails());
                assert!(desk.0.screen().contains(asks), "{}", desk.0.screen());
                desk.0.press(between);
            }
            assert!(!desk.0.effects.iter().any(|effect| matches!(effect, Effect::Quit(_))));
            desk.0.press("q");
            assert_eq!(desk.0.effects.last(), Some(&Effect::Quit(5)));
            // What could be saved after all is not lost.
            let mut desk = Desk::new(width, height, lang);
            desk.0.press("<enter>").send(fails()).press("q").send(Message::Saved(None));
            let saved = lang.pick("Saved now: q goes on.", "Enregistré : q continue.");
            assert!(desk.0.screen().replace('\u{a0}', " ").contains(saved), "{}", desk.0.screen());
            desk.0.press("q");
            assert_eq!(desk.0.effects.last(), Some(&Effect::Quit(0)));
        }
    }
}

#[test]
fn a_review_that_is_not_saved_is_asked_about_in_the_browser_too() {
    let mut desk = Desk::new(80, 24, Lang::En);
    desk.0.model.only_review = false;
    let fails = || Message::Saved(Some("“c.json”: no".to_owned()));
    desk.0.press("<enter>").send(fails()).press("q");
    assert!(desk.0.screen().contains("The review is not saved yet."), "{}", desk.0.screen());
    for key in ["q", "R"] {
        let before = desk.0.effects.len();
        desk.0.press(key).send(fails());
        assert_eq!(desk.0.effects[before..], [Effect::SaveReview], "{key}");
        assert!(desk.0.screen().contains(&format!("{key} again loses")), "{}", desk.0.screen());
    }
    desk.0.press("R");
    assert_eq!(desk.0.effects.last(), Some(&Effect::Reload));
    desk.0.press("q").send(fails()).press("q");
    assert_eq!(desk.0.effects.last(), Some(&Effect::Quit(5)));
}

#[test]
fn escape_never_quits_a_review() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for (lang, told) in [(Lang::En, "q quits."), (Lang::Fr, "q pour quitter.")] {
            let mut desk = Desk::new(width, height, lang);
            desk.0.press("<esc><esc>");
            assert_eq!((desk.0.model.context(), desk.0.effects.len()), (Context::Review, 0));
            assert!(desk.0.screen().contains(told), "{}", desk.0.screen());
        }
    }
}

#[test]
fn a_review_is_drawn_at_every_size() {
    let mut desk = Desk::new(120, 36, Lang::Fr);
    for width in (0..=130).step_by(7) {
        for height in (0..=40).step_by(3) {
            desk.0.send(renvoi::app::Message::Resize(Size::new(width, height)));
            let _frame = desk.0.screen();
        }
    }
}

#[test]
fn a_field_left_as_it_was_changes_nothing() {
    let mut file = file();
    file["reports"][0]["labels"] = json!(
        (1..=20)
            .map(|n| if n < 4 { "i".repeat(n) } else { (n - 3).to_string() })
            .collect::<Vec<String>>()
    );
    file["statements"][0]["pages"] = json!({"printed": "pp. 2 et 3 ff", "list": [2, 3],
        "marks": [{"from": 3, "to": 3, "suffix": "ff"}], "inherited": true});
    let bytes = serde_json::to_vec(&file).unwrap();
    let mut desk = Desk::of(&bytes, 80, 24, Lang::En);
    let before = desk.bytes();
    assert!(desk.0.screen().contains("ii, iii ff   (“pp. 2 et 3 ff”)"), "{}", desk.0.screen());
    for key in ["p", "s", "t", "e"] {
        desk.0.press(&format!("{key}<enter>"));
        assert!(desk.0.screen().contains("Nothing was changed."), "{key}: {}", desk.0.screen());
        assert_eq!((desk.bytes() == before, desk.saves()), (true, 0), "{key}");
    }
    // By label, and by number in brackets.
    desk.0.press("p<ctrl-u>iii-4, (20)<enter>");
    let pages = desk.statement("s1").unwrap()["pages"].clone();
    assert_eq!(pages["list"], json!([3, 4, 5, 6, 7, 20]));
    assert!(desk.0.screen().contains("iii, 1, 2, 3, 4, 17"), "{}", desk.0.screen());
}

#[test]
fn an_author_and_an_expert_are_not_made_one_and_that_is_said() {
    let mut file = file();
    file["statements"][1]["voice"] = json!("author");
    file["statements"][1]["experts"] = json!([]);
    let mut desk = Desk::of(&serde_json::to_vec(&file).unwrap(), 80, 24, Lang::En);
    desk.0.press("m");
    assert!(desk.0.screen().contains("The next one has another voice"), "{}", desk.0.screen());
    assert_eq!(desk.saves(), 0);
}
