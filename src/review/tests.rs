mod kept;
mod lists;

use serde_json::{Value, json};

use super::*;
use crate::corpus::{Input, load_inputs};

/// Three drafts by two people whose names may be one, and a statement that was read before.
fn file() -> Value {
    let drafted = |id: &str, text: &str, expert: &str, confidence: f64| {
        json!({"id": id, "kind": "quote", "text": text, "quote": text, "experts": [expert],
            "report": "r", "draft": true, "rule": "a rule", "confidence": confidence,
            "position": {"source": "a", "line": 1, "start": 10, "end": 10 + text.chars().count(),
                "exact": text}, "mine": {"z": 1}})
    };
    json!({
        "format": "renvoi-corpus/1",
        "reports": [{"id": "r", "title": "R", "pages": 5}],
        "sources": [{"id": "a", "kind": "article", "title": "A"}],
        "topics": [{"id": "ia", "name": "Intelligence artificielle", "aliases": ["IA"]}],
        "experts": [
            {"id": "welhoff", "name": "Thierry Welhoff"},
            {"id": "wellhoff", "name": "Thierry Wellhoff"},
            {"id": "sala", "name": "Jacqueline Sala"},
        ],
        "statements": [
            drafted("s1", "Le sens. L’influence.", "wellhoff", 0.95),
            drafted("s2", "Tout est politique", "welhoff", 0.5),
            drafted("s3", "La fin", "sala", 0.95),
            {"id": "s4", "kind": "mention", "text": "Déjà lu", "rule": "a rule",
                "relations": [{"kind": "continues", "target": "s2"}]},
        ],
        "citations": [{"expert": "welhoff", "report": "r", "pages": {"printed": "2", "list": [2]}}],
    })
}

/// A review past the question about names.
fn review() -> Review {
    let mut review = asked();
    review.reject().unwrap();
    review
}

fn asked() -> Review {
    let document = Document::read(&serde_json::to_vec(&file()).unwrap()).unwrap();
    Review::new(document, Origin::default())
}

/// The file as it would be saved; it is a corpus without an error.
#[track_caller]
fn saved(review: &Review) -> Value {
    let bytes = review.document().bytes();
    let loaded = load_inputs(&[Input { name: "c.json".into(), bytes: bytes.clone().into() }]);
    assert!(!loaded.has_errors(), "{:#?}", loaded.problems);
    serde_json::from_slice(&bytes).unwrap()
}

fn ids(value: &Value) -> Vec<&str> {
    value["statements"].as_array().unwrap().iter().filter_map(|s| s["id"].as_str()).collect()
}

#[track_caller]
fn at(review: &Review) -> String {
    match review.looked() {
        Looked::Statement(statement) => statement.id.unwrap(),
        other => format!("{other:?}"),
    }
}

#[test]
fn drafts_are_accepted_one_by_one_and_what_is_unknown_survives() {
    let mut review = review();
    assert_eq!(review.progress(), Progress { done: 1, left: 3, high: 2 });
    assert_eq!((at(&review).as_str(), review.place()), ("s1", 1));
    assert_eq!(review.accept(), Ok(Did::Accepted));
    assert_eq!(at(&review), "s2");
    let file = saved(&review);
    assert_eq!(file["statements"][0].get("draft"), None);
    assert_eq!(file["statements"][0]["mine"], json!({"z": 1}));
    assert_eq!(file["statements"][0]["rule"], "a rule", "what drafted it stays known");
    review.accept().unwrap();
    review.accept().unwrap();
    assert_eq!(review.looked(), Looked::End);
    assert_eq!(review.progress(), Progress { done: 4, left: 0, high: 0 });
    assert_eq!(review.accept(), Err(Refused::Nothing));
}

#[test]
fn a_review_is_taken_up_where_it_was_left() {
    let mut review = review();
    review.accept().unwrap();
    let again = Document::read(&review.document().bytes()).unwrap();
    let mut again = Review::new(again, Origin::default());
    again.reject().unwrap();
    assert_eq!(at(&again), "s2");
    assert_eq!(again.progress().done, 2);
}

#[test]
fn only_rules_of_high_confidence_are_accepted_at_once() {
    let mut review = review();
    assert_eq!(review.accept_high(), Ok(Did::AcceptedHigh(2)));
    assert_eq!((at(&review).as_str(), review.progress().left), ("s2", 1));
    assert_eq!(review.accept_high(), Err(Refused::Nothing));
}

#[test]
fn a_rejected_statement_is_gone_with_what_referred_to_it() {
    let mut review = review();
    review.skip(true);
    assert_eq!(at(&review), "s2");
    assert_eq!(review.reject(), Ok(Did::Rejected));
    let file = saved(&review);
    assert_eq!(ids(&file), ["s1", "s3", "s4"]);
    assert_eq!(file["statements"][2].get("relations"), None);
    assert_eq!((at(&review).as_str(), review.progress().done), ("s3", 2));
}

#[test]
fn a_report_whose_pages_are_known_has_no_more_of_them() {
    for (field, value) in [("file", json!("r.pdf")), ("labels", json!(["i", "1", "2", "3", "4"]))] {
        let mut file = file();
        file["reports"][0][field] = value;
        let document = Document::read(&serde_json::to_vec(&file).unwrap()).unwrap();
        let mut review = Review::new(document, Origin::default());
        review.reject().unwrap();
        let before = review.document().bytes();
        for asked in [false, true] {
            assert_eq!(review.pages("3, 300", asked), Err(Refused::Beyond(300, 5)), "{field}");
        }
        assert_eq!(review.document().bytes(), before);
        assert_eq!(review.pages("(5)", false), Ok(Did::Pages(None)));
    }
}

#[test]
fn every_step_is_taken_back() {
    type Step = fn(&mut Review) -> Result<Did, Refused>;
    let steps: [(&str, Step); 9] = [
        ("accept", Review::accept),
        ("high", Review::accept_high),
        ("author", Review::author),
        ("reject", Review::reject),
        ("edit", |review| review.edit("D’autres mots")),
        ("speaker", |review| review.speaker("Jacqueline Sala via Thierry Welhoff")),
        ("pages", |review| review.pages("2-4", false)),
        ("split", |review| review.split("Le sens. L’influence.", 8)),
        ("merge", Review::merge),
    ];
    for (name, step) in steps {
        let mut review = review();
        let before = review.document().bytes();
        step(&mut review).unwrap();
        assert_ne!(review.document().bytes(), before, "{name} changes something");
        saved(&review);
        review.undo().unwrap();
        assert_eq!(review.document().bytes(), before, "{name}");
        assert_eq!(at(&review), "s1", "{name}");
    }
    let mut asked = asked();
    assert_eq!(asked.undo(), Err(Refused::NoUndo));
}

#[test]
fn the_author_has_no_expert() {
    let mut review = review();
    review.author().unwrap();
    let statement = &saved(&review)["statements"][0];
    assert_eq!((&statement["voice"], statement.get("experts")), (&json!("author"), None));
    assert_eq!(statement.get("draft"), None);
}

#[test]
fn words_speakers_topics_and_pages_are_put_right_before_they_are_accepted() {
    let mut review = review();
    review.edit("  Le sens de l’influence ").unwrap();
    assert_eq!(review.edit(" "), Err(Refused::NoWords));
    review.speaker("thierry wellhoff, Élise Noël via SALA, Jacqueline Sala").unwrap();
    review.topics("ia; Influence").unwrap();
    let before = review.document().bytes();
    assert_eq!(review.pages("2, 7-8", false), Err(Refused::Grows(8, 5)));
    assert_eq!(review.document().bytes(), before);
    assert_eq!(review.pages("2, 7-8", true), Ok(Did::Pages(Some(8))));
    let file = saved(&review);
    let statement = &file["statements"][0];
    assert_eq!(statement["text"], "Le sens de l’influence");
    assert_eq!(statement["quote"], "Le sens de l’influence");
    assert_eq!(statement["experts"], json!(["wellhoff", "elise-noel"]));
    // A surname that one person alone bears is enough; she is named once.
    assert_eq!(statement["via"], json!(["sala"]));
    assert_eq!(statement["topics"], json!(["ia", "influence"]));
    assert_eq!(statement["pages"], json!({"printed": "2, 7-8", "list": [2, 7, 8]}));
    assert_eq!(file["reports"][0]["pages"], 8);
    assert_eq!(statement["draft"], true, "it is still to be accepted");
    for wrong in ["x", "0", "9-3", "1-999999", "1000001"] {
        assert_eq!(review.pages(wrong, true), Err(Refused::NoPages(wrong.into())));
    }
    review.pages("", false).unwrap();
    assert_eq!(saved(&review)["statements"][0]["pages"]["absent"], "not printed");
}

#[test]
fn a_statement_is_split_in_two_and_two_are_made_one() {
    let mut review = review();
    review.split("Le sens. L’influence.", 8).unwrap();
    let file = saved(&review);
    assert_eq!(ids(&file), ["s1", "s1-2", "s2", "s3", "s4"]);
    assert_eq!(file["statements"][0]["text"], "Le sens.");
    assert_eq!(file["statements"][1]["quote"], "L’influence.");
    let (first, second) = (&file["statements"][0]["position"], &file["statements"][1]["position"]);
    assert_eq!((&first["start"], &first["end"]), (&json!(10), &json!(18)));
    assert_eq!((&second["start"], &second["end"]), (&json!(19), &json!(31)));
    assert_eq!(review.split("Le sens.", 0), Err(Refused::NoWords));
    review.merge().unwrap();
    let file = saved(&review);
    assert_eq!(ids(&file), ["s1", "s2", "s3", "s4"]);
    assert_eq!(file["statements"][0]["text"], "Le sens. L’influence.");
    // Of other people and other places: both speak, and it is told that words are left out.
    review.merge().unwrap();
    let file = saved(&review);
    assert_eq!(file["statements"][0]["text"], "Le sens. L’influence. […] Tout est politique");
    assert_eq!(file["statements"][0]["experts"], json!(["wellhoff", "welhoff"]));
    let relation = &file["statements"][2]["relations"][0];
    assert_eq!(relation["target"], "s1", "what referred to the second refers to the whole");
    review.skip(true);
    assert_eq!((at(&review).as_str(), review.merge()), ("s3", Err(Refused::NoNext)));
}

#[test]
fn close_names_are_proposed_and_joined_only_when_asked() {
    let mut review = asked();
    let Looked::Names(pair) = review.looked() else { panic!("{:?}", review.looked()) };
    assert_eq!((pair.why, pair.list), (Why::OneLetter, List::Experts));
    assert_eq!(review.accept(), Ok(Did::SameName));
    let file = saved(&review);
    let experts: Vec<&str> =
        file["experts"].as_array().unwrap().iter().filter_map(|e| e["id"].as_str()).collect();
    let (kept, form) = if experts.contains(&"welhoff") {
        ("welhoff", "Thierry Wellhoff")
    } else {
        ("wellhoff", "Thierry Welhoff")
    };
    assert_eq!(experts, [kept, "sala"]);
    assert_eq!(file["experts"][0]["aliases"][0], json!({"form": form, "reason": "misspelling"}));
    assert_eq!(file["statements"][0]["experts"], json!([kept]));
    assert_eq!(file["statements"][1]["experts"], json!([kept]));
    assert_eq!(file["citations"][0]["expert"], kept);
    assert_eq!(at(&review), "s1");
    review.undo().unwrap();
    assert!(matches!(review.looked(), Looked::Names(_)));
    review.skip(true);
    assert_eq!(at(&review), "s1", "what is left for now is asked another time");
}

#[test]
fn names_are_close_by_a_letter_a_surname_or_initials_and_not_otherwise() {
    let pairs = |names: &[&str]| {
        let experts: Vec<Value> = names
            .iter()
            .map(|name| json!({"id": crate::query::slug(name), "name": name}))
            .collect();
        let all: Vec<String> = names.iter().map(|name| crate::query::slug(name)).collect();
        let file = json!({"format": "renvoi-corpus/1", "experts": experts, "statements": [
            {"id": "s", "kind": "mention", "text": "t", "experts": all, "draft": true}]});
        let document = Document::read(&serde_json::to_vec(&file).unwrap()).unwrap();
        Review::new(document, Origin::default()).pairs
    };
    let close = |names: &[&str]| {
        let found = pairs(names).into_iter().map(|pair| (pair.keep, pair.drop, pair.why));
        found.collect::<Vec<_>>()
    };
    let pair = |keep: &str, drop: &str, why| vec![(keep.to_owned(), drop.to_owned(), why)];
    assert_eq!(
        close(&["Casilli", "Antonio Casilli"]),
        pair("antonio-casilli", "casilli", Why::Surname)
    );
    assert_eq!(
        close(&["J. Dupont", "Jean Dupont"]),
        pair("jean-dupont", "j-dupont", Why::Initials)
    );
    assert_eq!(close(&["Casilli", "Antonio Casilli", "Marie Casilli"]), [], "whose surname?");
    assert_eq!(close(&["Marie Dupont", "Jean Dupont"]), []);
    assert_eq!(close(&["Ana B", "Ana C"]), [], "too short to be a slip");
    assert_eq!(close(&["Groupe 2019", "Groupe 2020"]), []);
}
