//! What no step may lose, and what it refuses instead.
#![expect(clippy::needless_pass_by_value, reason = "literals read better so")]

use super::*;

/// A review of statements by two people about two reports.
fn of(statements: Value, experts: Value, topics: Value) -> Review {
    let file = json!({
        "format": "renvoi-corpus/1",
        "reports": [{"id": "r", "title": "R", "pages": 30}, {"id": "q", "title": "Q", "pages": 50}],
        "sources": [{"id": "a", "kind": "article", "title": "A"}],
        "topics": topics, "experts": experts, "statements": statements,
    });
    let document = Document::read(&serde_json::to_vec(&file).unwrap()).unwrap();
    let mut review = Review::new(document, Origin::default());
    review.pairs.retain(|pair| pair.list == List::Topics || experts_are_asked(&file));
    review
}

/// Whether the experts of a file are there to be made one.
fn experts_are_asked(file: &Value) -> bool {
    file["experts"][0]["ask"] == true
}

fn draft(id: &str, more: Value) -> Value {
    let mut draft = json!({"id": id, "kind": "paraphrase", "text": format!("Texte {id}"),
        "report": "r", "draft": true, "rule": "X dit", "confidence": 0.95});
    draft.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    draft
}

fn two() -> Value {
    json!([{"id": "x", "name": "Xavier Niel"}, {"id": "y", "name": "Yves Calvi"}])
}

#[test]
fn the_name_that_is_kept_takes_over_what_it_lacks() {
    let experts = json!([{"id": "c", "ask": true, "name": "Casilli", "role": "sociologue",
            "organisation": "Télécom", "mine": 1, "aliases": ["A. C."]},
        {"id": "ac", "name": "Antonio Casilli", "role": "auteur"}]);
    let topics = json!([
        {"id": "ta", "name": "Mobilite douce", "names": {"en": "soft", "fr": "douce"},
            "kind": "theme", "definition": {"text": "Une mobilité."}, "related": ["tb", "tc"],
            "announced": 3, "broader": "tc", "see": "tb", "mine": 2},
        {"id": "tb", "name": "Mobilité douce", "names": {"fr": "douceur"}, "related": ["ta", "td"]},
        {"id": "tc", "name": "Ville", "related": ["ta"]},
        {"id": "td", "name": "Vélo", "broader": "ta"},
    ]);
    let statements = json!([
        draft("s1", json!({"experts": ["c"], "topics": ["tb"]})),
        draft("s2", json!({"experts": ["ac"], "via": ["c"], "topics": ["ta"]})),
        draft("s3", json!({"topics": ["tb", "ta"]})),
    ]);
    let mut review = of(statements, experts, topics);
    assert_eq!(review.accept(), Ok(Did::SameName));
    let Looked::Names(pair) = review.looked() else { panic!("{:?}", review.looked()) };
    assert_eq!((pair.keep.as_str(), pair.drop.as_str()), ("tb", "ta"));
    assert_eq!(review.accept(), Ok(Did::SameName));
    let file = saved(&review);
    assert_eq!(file["experts"].as_array().unwrap().len(), 1);
    let casilli = &file["experts"][0];
    assert_eq!((&casilli["id"], &casilli["role"]), (&json!("ac"), &json!("auteur")));
    assert_eq!((&casilli["organisation"], &casilli["mine"]), (&json!("Télécom"), &json!(1)));
    let aliases = json!([{"form": "Casilli", "reason": "surname only"}, "A. C."]);
    assert_eq!(casilli["aliases"], aliases);
    assert_eq!(file["statements"][1]["experts"], json!(["ac"]));
    assert_eq!(file["statements"][1].get("via"), None, "nobody is quoted by himself");
    let topic = &file["topics"][0];
    assert_eq!(topic["names"], json!({"en": "soft", "fr": "douceur"}));
    assert_eq!((&topic["kind"], &topic["announced"]), (&json!("theme"), &json!(3)));
    assert_eq!((&topic["broader"], &topic["mine"]), (&json!("tc"), &json!(2)));
    assert_eq!(topic["definition"], json!({"text": "Une mobilité."}));
    assert_eq!((&topic["related"], topic.get("see")), (&json!(["td", "tc"]), None));
    assert_eq!(file["topics"][1]["related"], json!(["tb"]));
    assert_eq!(file["topics"][2]["broader"], "tb");
    assert_eq!(file["statements"][2]["topics"], json!(["tb"]));
}

#[test]
fn a_topic_does_not_come_to_stand_above_itself() {
    let topics = json!([
        {"id": "ta", "name": "Mobilite douce", "broader": "tc"},
        {"id": "tb", "name": "Mobilité douce"},
        {"id": "tc", "name": "Ville", "broader": "tb"},
    ]);
    let statements = json!([draft("s1", json!({"topics": ["ta", "tb"]}))]);
    let mut review = of(statements, json!([]), topics);
    review.accept().unwrap();
    let file = saved(&review);
    assert_eq!((&file["topics"][0]["id"], file["topics"][0].get("broader")), (&json!("tb"), None));
    assert_eq!(file["topics"][1]["broader"], "tb");
}
