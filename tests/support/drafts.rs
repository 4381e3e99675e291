//! An article and the drafts of it.

use serde_json::{Value, json};

/// An article of twelve sentences, each said by somebody on a page.
pub(crate) fn article() -> String {
    let sentence = |n: usize| format!("Personne {} dit : « propos numéro {n} » (p {n}).", name(n));
    (1..=12).map(sentence).collect::<Vec<_>>().join(" ")
}

fn name(n: usize) -> &'static str {
    ["Anne Arbois", "Boris Bezier", "Chloé Cazal"][n % 3]
}

/// Its corpus: twelve drafts, three of them of middling confidence.
pub(crate) fn file() -> Value {
    let article = article();
    let statements: Vec<Value> = (1..=12)
        .map(|n| {
            let exact = format!("« propos numéro {n} »");
            let byte = article.find(&exact).unwrap();
            let start = article[..byte].chars().count();
            json!({"id": format!("s{n}"), "kind": "quote", "text": format!("propos numéro {n}"),
                "quote": format!("propos numéro {n}"), "experts": [renvoi::query::slug(name(n))],
                "report": "r", "pages": {"printed": format!("p {n}"), "list": [n]},
                "position": {"source": "a", "line": 1, "start": start,
                    "end": start + exact.chars().count(), "exact": exact},
                "draft": true, "rule": "X dit : « »", "confidence": if n % 4 == 0 { 0.6 } else { 0.95 }})
        })
        .collect();
    let experts: Vec<Value> =
        (0..3).map(|n| json!({"id": renvoi::query::slug(name(n)), "name": name(n)})).collect();
    json!({
        "format": "renvoi-corpus/1",
        "reports": [{"id": "r", "title": "Rapport", "pages": 20}],
        "sources": [{"id": "a", "kind": "article", "title": "Mon article", "about": "r"}],
        "topics": [{"id": "eau", "name": "Eau"}],
        "experts": experts,
        "statements": statements,
    })
}

/// The same with two page lists of trends, the one that is read first behind the other.
pub(crate) fn with_lists() -> Value {
    let (mut file, article) = (file(), article());
    let list = |topic: &str, n: u32, rule: &str, confidence: f64| {
        let exact = format!("p {n}");
        let byte = article.find(&format!("({exact})")).unwrap() + 1;
        let start = article[..byte].chars().count();
        json!({"topic": topic, "report": "r", "pages": {"printed": exact, "list": [n]},
            "position": {"source": "a", "line": 1, "start": start,
                "end": start + exact.chars().count(), "exact": exact},
            "draft": true, "rule": rule, "confidence": confidence})
    };
    file["topics"] = json!([{"id": "eau", "name": "Eau"}, {"id": "ciel", "name": "Ciel"}]);
    file["citations"] =
        json!([list("eau", 7, "X [p N]", 0.95), list("ciel", 3, "head of the sentence", 0.8)]);
    file
}
