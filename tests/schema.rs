//! The JSON Schema says what the code says.
#![expect(clippy::unwrap_used, reason = "a test: what is missing here is a failure")]

use std::collections::BTreeSet;

use renvoi::corpus::file::{
    AliasRecord, CitationRecord, DefinitionRecord, ExpertRecord, LocalisedRecord, PageMarkRecord,
    PageTextRecord, PagesRecord, PositionRecord, RelationRecord, ReportRecord, SourceRecord,
    StatementRecord, TopicRecord, TopicRelationRecord,
};
use renvoi::corpus::shape::{self, Fields, Kind, Shape};
use renvoi::corpus::{
    Absent, Certainty, PageStatus, Part, RelationKind, SourceKind, StatementKind, TopicKind,
    TopicRelationKind, Voice, schema,
};
use serde::Serialize;
use serde_json::{Value, json};

/// Every object of the format, with the shape that the code reads it by.
fn objects() -> Vec<(&'static str, &'static Fields)> {
    let mut all: Vec<_> = Kind::ALL.into_iter().map(|kind| (kind.word(), kind.fields())).collect();
    all.extend([
        ("localised", &shape::LOCALISED),
        ("alias_fields", &shape::ALIAS),
        ("position", &shape::POSITION),
        ("mark", &shape::MARK),
        ("pages", &shape::PAGES),
        ("definition", &shape::DEFINITION),
        ("topic_relation", &shape::TOPIC_RELATION),
        ("relation", &shape::RELATION),
    ]);
    all
}

fn value(record: impl Serialize) -> Value {
    serde_json::to_value(record).unwrap()
}

#[expect(clippy::too_many_lines, reason = "every field of every record stands here")]
fn full(word: &str) -> Value {
    let s = || Some("a".to_owned());
    let list = || vec!["a".to_owned()];
    let texts = || LocalisedRecord { fr: s(), en: s() };
    let mark = || PageMarkRecord { from: Some(1), to: Some(2), suffix: s() };
    let position =
        || PositionRecord { source: s(), line: Some(1), start: Some(0), end: Some(1), exact: s() };
    let pages = || PagesRecord {
        printed: s(),
        list: Some(vec![1]),
        marks: vec![mark()],
        inherited: true,
        absent: Some(Absent::Unknown),
    };
    let definition = || DefinitionRecord { text: s(), texts: texts(), position: Some(position()) };
    let topic_relation = || TopicRelationRecord {
        kind: Some(TopicRelationKind::Replaces),
        target: s(),
        position: Some(position()),
    };
    let relation = || RelationRecord {
        kind: Some(RelationKind::Agrees),
        target: s(),
        position: Some(position()),
    };
    let alias = || AliasRecord { form: s(), reason: s() };
    match word {
        "localised" => value(texts()),
        "alias_fields" => value(alias()),
        "position" => value(position()),
        "mark" => value(mark()),
        "pages" => value(pages()),
        "definition" => value(definition()),
        "topic_relation" => value(topic_relation()),
        "relation" => value(relation()),
        "report" => value(ReportRecord {
            id: s(),
            title: s(),
            pages: Some(1),
            publisher: s(),
            year: Some(1),
            language: s(),
            url: s(),
            file: s(),
            series: s(),
            labels: list(),
        }),
        "source" => value(SourceRecord {
            id: s(),
            kind: Some(SourceKind::Article),
            title: s(),
            publisher: s(),
            author: s(),
            date: s(),
            url: s(),
            file: s(),
            about: s(),
            language: s(),
        }),
        "topic" => value(TopicRecord {
            id: s(),
            name: s(),
            names: texts(),
            aliases: vec![alias()],
            kind: Some(TopicKind::Trend),
            definition: Some(definition()),
            broader: s(),
            related: list(),
            see: s(),
            announced: Some(1),
            relations: vec![topic_relation()],
        }),
        "expert" => value(ExpertRecord {
            id: s(),
            name: s(),
            aliases: vec![alias()],
            role: s(),
            organisation: s(),
            part: Some(Part::CitedOnly),
            collective: true,
        }),
        "statement" => value(StatementRecord {
            id: s(),
            kind: Some(StatementKind::Quote),
            text: s(),
            texts: texts(),
            quote: s(),
            voice: Some(Voice::Author),
            experts: list(),
            via: list(),
            topics: list(),
            report: s(),
            pages: Some(pages()),
            stance: s(),
            relations: vec![relation()],
            position: Some(position()),
            certainty: Some(Certainty::Certain),
            draft: true,
            rule: s(),
            confidence: Some(0.5),
        }),
        "citation" => value(CitationRecord {
            topic: s(),
            expert: s(),
            report: s(),
            pages: Some(pages()),
            position: Some(position()),
            draft: true,
            rule: s(),
            confidence: Some(0.5),
        }),
        "page_text" => value(PageTextRecord {
            report: s(),
            page: Some(1),
            text: s(),
            label: s(),
            status: Some(PageStatus::Text),
        }),
        other => unreachable!("{other}"),
    }
}

fn keys(value: &Value) -> BTreeSet<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

fn words(value: &Value) -> BTreeSet<String> {
    let list = value.as_array().unwrap().iter();
    list.map(|word| word.as_str().unwrap().to_owned()).collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn fields_and_words_are_those_of_the_code() {
    let schema: Value = serde_json::from_str(schema()).unwrap();
    let defs = &schema["$defs"];
    for (word, fields) in objects() {
        let object = &defs[word];
        let names: Vec<_> = fields.names().collect();
        assert_eq!(keys(&object["properties"]), set(&names), "{word}");
        assert_eq!(keys(&full(word)), set(&names), "{word}");
        assert_eq!(words(&object["required"]), set(fields.required), "{word}");
        for (name, shape) in fields.known {
            let property = &object["properties"][name];
            assert_eq!(
                matches!(shape, Shape::OneOf(_)),
                property.get("enum").is_some(),
                "{word}.{name}"
            );
            if let Shape::OneOf(known) = shape {
                assert_eq!(words(&property["enum"]), set(known), "{word}.{name}");
            }
        }
    }
    let mut head: Vec<_> = shape::HEADER.names().collect();
    head.extend(Kind::ALL.map(Kind::array));
    assert_eq!(keys(&schema["properties"]), set(&head));
    assert_eq!(words(&schema["required"]), set(shape::HEADER.required));
}

/// The words that a type of the model writes.
fn written<T: Serialize>(all: &[T]) -> BTreeSet<String> {
    words(&serde_json::to_value(all).unwrap())
}

#[test]
fn words_are_those_of_the_model() {
    use {Absent as A, Certainty as C, PageStatus as P, RelationKind as R};
    use {SourceKind as S, StatementKind as K, TopicKind as T, TopicRelationKind as Q};
    let known = |fields: &Fields, name: &str| match fields.get(name) {
        Some(Shape::OneOf(words)) => set(words),
        _ => BTreeSet::new(),
    };
    let of = |kind: Kind| kind.fields();
    assert_eq!(
        known(of(Kind::Source), "kind"),
        written(&[S::Article, S::Report, S::Transcript, S::Index])
    );
    assert_eq!(
        known(of(Kind::Topic), "kind"),
        written(&[T::Trend, T::Platform, T::Theme, T::Practice, T::Organisation, T::Other])
    );
    assert_eq!(
        known(of(Kind::Expert), "part"),
        written(&[Part::Contributor, Part::Organiser, Part::CitedOnly])
    );
    assert_eq!(
        known(of(Kind::Statement), "kind"),
        written(&[K::Quote, K::Paraphrase, K::Mention, K::Summary])
    );
    assert_eq!(
        known(of(Kind::Statement), "voice"),
        written(&[Voice::Expert, Voice::Author, Voice::Report])
    );
    assert_eq!(
        known(of(Kind::Statement), "certainty"),
        written(&[C::Certain, C::Probable, C::Unknown])
    );
    assert_eq!(
        known(of(Kind::PageText), "status"),
        written(&[P::Text, P::Scanned, P::Unreadable, P::Failed])
    );
    assert_eq!(known(&shape::PAGES, "absent"), written(&[A::NotPrinted, A::Unknown]));
    assert_eq!(
        known(&shape::RELATION, "kind"),
        written(&[R::Agrees, R::Nuances, R::Contradicts, R::Continues])
    );
    assert_eq!(known(&shape::TOPIC_RELATION, "kind"), written(&[Q::Replaces, Q::LessCitedThan]));
}

#[test]
fn the_built_in_corpus_is_valid_and_broken_ones_are_not() {
    let schema: Value = serde_json::from_str(schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let corpus: Value = serde_json::from_str(include_str!("../data/corpus.json")).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&corpus)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    let format = "renvoi-corpus/1";
    for broken in [
        json!({}),
        json!({"format": "renvoi-corpus/2"}),
        json!({"format": format, "topics": [{"id": "a"}]}),
        json!({"format": format, "topics": [{"id": "Not A Slug", "name": "x"}]}),
        json!({"format": format, "topics": [{"id": "a", "name": "x", "kind": "thing"}]}),
        json!({"format": format, "reports": [{"id": "a", "title": "x", "pages": "53"}]}),
        json!({"format": format, "statements": [{"id": "a", "kind": "quote", "text": "x"}]}),
        json!({"format": format, "citations": [
            {"topic": "a", "expert": "b", "report": "r", "pages": {"printed": "", "list": [1]}}]}),
        json!({"format": format, "citations": [
            {"topic": "a", "report": "r", "pages": {"printed": "", "list": [0]}}]}),
    ] {
        assert!(!validator.is_valid(&broken), "{broken}");
    }
    assert!(validator.is_valid(&json!({"format": format, "topics": [
        {"id": "a", "name": "x", "aliases": ["y", {"form": "z", "reason": "as printed"}],
         "colour": "blue"}]})));
}
