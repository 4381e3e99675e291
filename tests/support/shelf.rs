//! Two reports whose text is known whole, as an import writes them.

use serde_json::{Value, json};

/// The lime stands on two pages, the cedar on none; the maple is no topic and stands on three.
pub(crate) fn shelf() -> Value {
    let texts = [
        ("guide-arbres", 1, "Les arbres"),
        ("guide-arbres", 2, "Le tilleul donne de l’ombre."),
        ("guide-arbres", 3, "L’érable aussi."),
        ("notes", 1, "Un érable."),
        ("notes", 2, "Rien."),
        ("notes", 3, "Un tilleul."),
        ("notes", 4, "La fin, et des érables."),
    ];
    let texts =
        texts.map(|(report, page, text)| json!({"report": report, "page": page, "text": text}));
    let cited = |report: &str, printed: &str, page: u32| json!({"topic": "tilleul", "report": report, "pages": {"printed": printed, "list": [page]}});
    json!({
        "format": "renvoi-corpus/1",
        "reports": [
            {"id": "guide-arbres", "title": "Guide des arbres", "pages": 3},
            {"id": "notes", "title": "Notes de terrain", "pages": 4, "labels": ["1", "2", "1", "2"]},
        ],
        "topics": [{"id": "tilleul", "name": "tilleul"}, {"id": "cedre", "name": "cèdre"}],
        "citations": [cited("guide-arbres", "2", 2), cited("notes", "1", 3)],
        "page_texts": texts,
    })
}
