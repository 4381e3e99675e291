//! Page lists that were drafted: asked one by one behind the statements.

use super::*;

/// A review of one statement and of three page lists; the last of these stands first in the article,
/// and one was read before.
fn review() -> Review {
    let list = |topic: &str, start: u32, confidence: f64| {
        json!({"topic": topic, "report": "r", "pages": {"printed": "2, 3", "list": [2, 3]},
            "position": {"source": "a", "line": 1, "start": start, "end": start + 4,
                "exact": "2, 3"},
            "draft": true, "rule": "X: p N", "confidence": confidence, "mine": {"z": 1}})
    };
    let mut file = file();
    file["experts"] = json!([{"id": "sala", "name": "Jacqueline Sala"}]);
    file["topics"] = json!([{"id": "ia", "name": "Intelligence artificielle", "aliases": ["IA"]},
        {"id": "md", "name": "Médias, digital"}]);
    let said = &file["statements"][2];
    file["statements"] = json!([said]);
    let read = json!({"topic": "ia", "report": "r", "pages": {"printed": "5", "list": [5]},
        "rule": "X: p N"});
    let plain = json!({"expert": "sala", "report": "r", "pages": {"printed": "1", "list": [1]}});
    file["citations"] = json!([list("ia", 90, 0.95), read, list("md", 70, 0.5), plain]);
    let document = Document::read(&serde_json::to_vec(&file).unwrap()).unwrap();
    Review::new(document, Origin::default())
}

/// The topic of the page list that is looked at.
#[track_caller]
fn topic(review: &Review) -> String {
    match review.looked() {
        Looked::List(list) => list.topic.unwrap(),
        other => panic!("{other:?}"),
    }
}

/// A review past the statement.
fn at_lists() -> Review {
    let mut review = review();
    review.accept().unwrap();
    review
}

#[test]
fn page_lists_come_behind_the_statements_by_where_they_were_read() {
    let mut review = review();
    assert_eq!(review.progress(), Progress { done: 1, left: 3, high: 2 });
    assert_eq!((at(&review).as_str(), review.place()), ("s3", 1));
    review.accept().unwrap();
    assert_eq!((topic(&review).as_str(), review.place()), ("md", 1));
    review.skip(true);
    assert_eq!((topic(&review).as_str(), review.place()), ("ia", 2));
    review.skip(true);
    assert_eq!(topic(&review), "md", "round the end");
    assert_eq!(review.accept(), Ok(Did::Accepted));
    let file = saved(&review);
    assert_eq!(file["citations"][2].get("draft"), None);
    assert_eq!(file["citations"][2]["mine"], json!({"z": 1}));
    assert_eq!(file["citations"][2]["rule"], "X: p N", "what drafted it stays known");
    assert_eq!(file["citations"][0]["draft"], true);
    // Left, and taken up again.
    let mut again =
        Review::new(Document::read(&review.document().bytes()).unwrap(), Origin::default());
    assert_eq!(topic(&again), "ia");
    again.accept().unwrap();
    assert_eq!(again.looked(), Looked::End);
    assert_eq!(again.progress(), Progress { done: 4, left: 0, high: 0 });
}

#[test]
fn a_rejected_page_list_is_gone_and_no_other() {
    let mut review = at_lists();
    let before = review.document().bytes();
    assert_eq!(review.reject(), Ok(Did::Rejected));
    let file = saved(&review);
    let left: Vec<&Value> = file["citations"].as_array().unwrap().iter().collect();
    assert_eq!(left.len(), 3);
    assert!(left.iter().all(|list| list["topic"] != "md"));
    assert_eq!(file["topics"].as_array().unwrap().len(), 2, "as with those who say something");
    assert_eq!((topic(&review).as_str(), review.progress().done), ("ia", 3));
    review.undo().unwrap();
    assert_eq!((review.document().bytes() == before, topic(&review).as_str()), (true, "md"));
}

#[test]
fn pages_and_the_topic_of_a_page_list_are_put_right_before_it_is_accepted() {
    let mut review = at_lists();
    assert_eq!(review.pages("2-3", false), Ok(Did::Same), "what is printed stays");
    assert_eq!(review.pages("3-8", false), Err(Refused::Grows(8, 5)));
    assert_eq!(review.pages("3-8", true), Ok(Did::Pages(Some(8))));
    let file = saved(&review);
    let pages = json!({"printed": "3-8", "list": [3, 4, 5, 6, 7, 8]});
    assert_eq!((&file["citations"][2]["pages"], &file["reports"][0]["pages"]), (&pages, &json!(8)));
    // A known name that has a comma is one; two names are not.
    assert_eq!(review.topics("médias, digital"), Ok(Did::Same));
    for wrong in ["", " ; ", "IA, Eau"] {
        let before = review.document().bytes();
        assert_eq!(review.topics(wrong), Err(Refused::OneTopic), "{wrong}");
        assert_eq!(review.document().bytes(), before, "{wrong}");
    }
    assert_eq!(review.topics("ia"), Ok(Did::Topics));
    assert_eq!(saved(&review)["citations"][2]["topic"], "ia");
    assert_eq!(review.topics("Eau vive"), Ok(Did::Topics));
    let file = saved(&review);
    assert_eq!(file["citations"][2]["topic"], "eau-vive");
    assert_eq!(file["topics"][2], json!({"id": "eau-vive", "name": "Eau vive"}));
    assert_eq!(file["citations"][2]["draft"], true, "it is still to be accepted");
    review.undo().unwrap();
    assert_eq!(saved(&review)["topics"].as_array().unwrap().len(), 2);
}

#[test]
fn what_only_statements_have_is_refused_of_page_lists() {
    type Step = fn(&mut Review) -> Result<Did, Refused>;
    let steps: [(&str, Step); 5] = [
        ("author", Review::author),
        ("edit", |review| review.edit("D’autres mots")),
        ("speaker", |review| review.speaker("Jacqueline Sala")),
        ("split", |review| review.split("2, 3", 2)),
        ("merge", Review::merge),
    ];
    for (name, step) in steps {
        let mut review = at_lists();
        let before = review.document().bytes();
        assert_eq!(step(&mut review), Err(Refused::OfList), "{name}");
        assert_eq!(review.document().bytes(), before, "{name}");
    }
}

#[test]
fn page_lists_of_high_confidence_are_accepted_at_once_with_the_statements() {
    let mut review = review();
    let before = review.document().bytes();
    assert_eq!(review.accept_high(), Ok(Did::AcceptedHigh(2)));
    assert_eq!((topic(&review).as_str(), review.progress().left), ("md", 1));
    assert_eq!(saved(&review)["citations"][0].get("draft"), None);
    review.undo().unwrap();
    assert_eq!(review.document().bytes(), before);
}

#[test]
fn a_name_that_only_a_drafted_page_list_bears_is_asked_about() {
    let mut file = file();
    file["experts"] = json!([]);
    file["statements"] = json!([]);
    file["topics"] =
        json!([{"id": "a", "name": "Mobilité douce"}, {"id": "b", "name": "Mobilite douce"}]);
    let list = |draft: bool| {
        json!([{"topic": "b", "report": "r", "pages": {"printed": "2", "list": [2]},
        "draft": draft}])
    };
    let of = |file: &Value| {
        Review::new(Document::read(&serde_json::to_vec(file).unwrap()).unwrap(), Origin::default())
    };
    file["citations"] = list(false);
    assert_eq!(of(&file).looked(), Looked::End);
    file["citations"] = list(true);
    let mut review = of(&file);
    assert!(matches!(review.looked(), Looked::Names(_)));
    review.accept().unwrap();
    assert_eq!(topic(&review), "a");
    assert_eq!(saved(&review)["topics"].as_array().unwrap().len(), 1);
}

#[test]
fn a_page_list_of_an_expert_may_become_one_of_a_topic() {
    let mut file = file();
    file["experts"] = json!([{"id": "sala", "name": "Jacqueline Sala"}]);
    file["statements"] = json!([]);
    file["citations"] = json!([{"expert": "sala", "report": "r", "draft": true,
        "pages": {"printed": "2", "list": [2]}}]);
    let document = Document::read(&serde_json::to_vec(&file).unwrap()).unwrap();
    let mut review = Review::new(document, Origin::default());
    let Looked::List(list) = review.looked() else { panic!("{:?}", review.looked()) };
    assert_eq!(review.name_of(&list), "Jacqueline Sala");
    review.topics("IA").unwrap();
    let citation = &saved(&review)["citations"][0];
    assert_eq!((&citation["topic"], citation.get("expert")), (&json!("ia"), None));
}
