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
fn a_quote_and_a_paraphrase_made_one_keep_all_that_either_has() {
    let mut review = of(
        json!([
            draft(
                "s1",
                json!({"kind": "quote", "text": "le sens", "quote": "le sens",
                "experts": ["x"], "certainty": "certain", "texts": {"en": "sense"},
                "relations": [{"kind": "continues", "target": "s2"}],
                "pages": {"printed": "p. 3", "list": [3]}})
            ),
            draft(
                "s2",
                json!({"text": "la suite", "experts": ["y"], "confidence": 0.3, "mine": 7,
                "stance": "contre", "rule": "same sentence", "certainty": "probable",
                "relations": [{"kind": "agrees", "target": "s3", "why": "w"},
                    {"kind": "continues", "target": "s1"}],
                "pages": {"printed": "p. 4", "list": [4]}})
            ),
            draft("s3", json!({"relations": [{"kind": "agrees", "target": "s2", "why": "w"}]})),
        ]),
        two(),
        json!([]),
    );
    review.merge().unwrap();
    let file = saved(&review);
    let one = &file["statements"][0];
    assert_eq!((&one["kind"], &one["quote"]), (&json!("quote"), &json!("le sens")));
    assert_eq!(one["text"], "le sens […] la suite");
    assert_eq!(one["experts"], json!(["x", "y"]));
    assert_eq!(one["pages"], json!({"printed": "p. 3, p. 4", "list": [3, 4]}));
    assert_eq!((&one["stance"], &one["mine"]), (&json!("contre"), &json!(7)));
    assert_eq!(one["relations"], json!([{"kind": "agrees", "target": "s3", "why": "w"}]));
    assert_eq!((&one["confidence"], &one["rule"]), (&json!(0.3), &json!("same sentence")));
    assert_eq!(one["certainty"], "probable");
    assert_eq!(one.get("texts"), None, "half of a translation is none");
    let other = &file["statements"][1];
    assert_eq!(other["relations"], json!([{"kind": "agrees", "target": "s1", "why": "w"}]));
}

#[test]
fn translations_and_stances_of_both_are_made_one() {
    let mut review = of(
        json!([
            draft("s1", json!({"texts": {"en": "one", "fr": "un"}, "stance": "pour"})),
            draft(
                "s2",
                json!({"texts": {"en": "two"}, "stance": "contre", "kind": "quote",
                "quote": "Texte s2"})
            ),
        ]),
        two(),
        json!([]),
    );
    review.merge().unwrap();
    let one = &saved(&review)["statements"][0];
    assert_eq!(one["texts"], json!({"en": "one […] two"}));
    assert_eq!((&one["stance"], &one["kind"]), (&json!("pour; contre"), &json!("quote")));
    assert_eq!(
        (&one["text"], &one["quote"]),
        (&json!("Texte s1 […] Texte s2"), &json!("Texte s2"))
    );
}

#[test]
fn statements_of_other_voices_or_reports_stay_apart() {
    let statements = json!([
        draft("s1", json!({"kind": "summary", "voice": "author"})),
        draft("s2", json!({"experts": ["y"]})),
        draft("s3", json!({"experts": ["y"], "report": "q"})),
    ]);
    let mut review = of(statements, two(), json!([]));
    let before = review.document().bytes();
    assert_eq!(review.merge(), Err(Refused::OtherVoice));
    review.skip(true);
    assert_eq!(review.merge(), Err(Refused::OtherReport));
    assert_eq!(review.document().bytes(), before);
    assert_eq!(review.undo(), Err(Refused::NoUndo));
}

#[test]
fn pages_that_stay_the_same_keep_what_is_printed() {
    let pages = json!({"printed": "pp. 3-4 et 12 ff", "list": [3, 4, 12], "inherited": true,
        "marks": [{"from": 12, "to": 12, "suffix": "ff"}]});
    let mut review = of(json!([draft("s1", json!({"pages": pages}))]), json!([]), json!([]));
    let Looked::Statement(statement) = review.looked() else { panic!() };
    let shown = review.pages_of(statement.report.as_deref(), statement.pages.as_ref());
    assert_eq!(shown, "3, 4, 12 ff");
    for same in ["3, 4, 12 ff", "pp. 3-4 et 12 ff", "page 3, 4 and 12 ff."] {
        assert_eq!(review.pages(same, false), Ok(Did::Same), "{same}");
        assert_eq!(saved(&review)["statements"][0]["pages"], pages);
    }
    assert_eq!(review.undo(), Err(Refused::NoUndo), "there was no step");
    review.pages("3 f, 4", false).unwrap();
    assert_eq!(
        saved(&review)["statements"][0]["pages"],
        json!({"printed": "3 f, 4", "list": [3, 4],
            "marks": [{"from": 3, "to": 3, "suffix": "f"}]})
    );
}

#[test]
fn names_that_stay_the_same_change_nothing_and_may_hold_commas() {
    let experts = json!([{"id": "co", "name": "Smith, Jones and Co"},
        {"id": "m1", "name": "Paul Martin", "role": "maire"},
        {"id": "m2", "name": "Paul Martin", "role": "peintre"}]);
    let topics = json!([{"id": "md", "name": "Médias, digital"}, {"id": "eau", "name": "Eau"}]);
    let statements = json!([
        draft("s1", json!({"experts": ["co"], "topics": ["md"]})),
        draft("s2", json!({"experts": ["m2"], "via": ["m1"]})),
    ]);
    let mut review = of(statements, experts.clone(), topics.clone());
    let before = review.document().bytes();
    assert_eq!(review.speaker("Smith, Jones and Co"), Ok(Did::Same));
    assert_eq!(review.topics("médias, digital"), Ok(Did::Same));
    assert_eq!(review.document().bytes(), before);
    review.speaker("Smith, Jones and Co, Paul Martin").unwrap();
    review.topics("eau; Médias, digital, Ciel").unwrap();
    let file = saved(&review);
    assert_eq!(file["statements"][0]["experts"], json!(["co", "m1"]));
    assert_eq!(file["statements"][0]["topics"], json!(["eau", "md", "ciel"]));
    assert_eq!(file["experts"], experts);
    review.skip(true);
    assert_eq!(review.speaker("Paul Martin via Paul Martin"), Ok(Did::Same));
    review.speaker("Paul Martin, Smith, Jones and Co via Paul Martin").unwrap();
    let said = &saved(&review)["statements"][1];
    assert_eq!((&said["experts"], &said["via"]), (&json!(["m2", "co"]), &json!(["m1"])));
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

#[test]
fn new_words_have_no_old_translations_and_keep_what_is_quoted() {
    let statement = json!({"kind": "quote", "text": "Une paraphrase au long", "quote": "mots cités",
        "texts": {"en": "A long paraphrase"}, "experts": ["x"]});
    let mut review = of(json!([draft("s1", statement)]), two(), json!([]));
    let before = review.document().bytes();
    assert_eq!(review.split("Une paraphrase au long", 8), Err(Refused::QuoteElsewhere));
    assert_eq!(review.document().bytes(), before);
    assert_eq!(review.edit("D’autres mots cités"), Ok(Did::Edited { texts: true }));
    let file = saved(&review);
    let one = &file["statements"][0];
    assert_eq!((&one["quote"], one.get("texts")), (&json!("mots cités"), None));
    review.split("D’autres mots cités", 8).unwrap();
    let file = saved(&review);
    let [one, two] = [&file["statements"][0], &file["statements"][1]];
    assert_eq!((&one["text"], &one["kind"]), (&json!("D’autres"), &json!("paraphrase")));
    assert_eq!(one.get("quote"), None);
    assert_eq!((&two["text"], &two["kind"]), (&json!("mots cités"), &json!("quote")));
    assert_eq!(two["quote"], "mots cités");
}

#[test]
fn halves_have_no_translation_and_the_place_of_the_whole_where_theirs_cannot_be_told() {
    let place = json!({"source": "a", "line": 3, "start": 10, "end": 60, "exact": "« Un. Deux. »"});
    let statement = json!({"kind": "quote", "text": "Un. Deux.", "quote": "Un. Deux.",
        "texts": {"en": "One. Two."}, "position": place});
    let mut review = of(json!([draft("s1", statement)]), json!([]), json!([]));
    assert_eq!(review.split("Un. Deux.", 3), Ok(Did::Split { texts: true }));
    let file = saved(&review);
    for (at, words) in ["Un.", "Deux."].iter().enumerate() {
        let half = &file["statements"][at];
        assert_eq!((&half["quote"], half.get("texts")), (&json!(words), None));
        assert_eq!(half["position"], place, "the source has markup there");
    }
    review.merge().unwrap();
    let one = &saved(&review)["statements"][0];
    assert_eq!((&one["text"], &one["position"]), (&json!("Un. Deux."), &place));
}

#[test]
fn a_text_that_has_changed_gives_no_place() {
    // The first word of each still stands within its old span.
    let source = "Avant Le sens compte. La suite vient.";
    let place = |start: usize, words: &str| {
        json!({"source": "a", "line": 1, "start": start,
        "end": start + words.chars().count(), "exact": words})
    };
    let (first, second) = (place(0, "Le sens compte."), place(16, "La suite vient."));
    let mut review = of(
        json!([draft("s1", json!({"position": first})), draft("s2", json!({"position": second}))]),
        json!([]),
        json!([]),
    );
    review.origin.add("a".into(), source);
    review.merge().unwrap();
    let both = place(0, "Le sens compte. La suite vient.");
    assert_eq!(saved(&review)["statements"][0]["position"], both, "as it was read");
}
