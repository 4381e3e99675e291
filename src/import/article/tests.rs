//! Drafts of small articles written for the tests.

use super::*;
use crate::corpus::{Corpus, Input, Subject, load_inputs};

fn drafted(source: &str) -> Corpus {
    let bytes = serde_json::to_vec(&draft(source, "essai").unwrap()).unwrap();
    let loaded = load_inputs(&[Input { name: "draft.json".into(), bytes }]);
    assert!(!loaded.has_errors(), "{:#?}", loaded.problems);
    loaded.corpus
}

/// Who, through whom, which pages, and the words.
fn said(source: &str) -> Vec<(String, String, Vec<u32>, String)> {
    let corpus = drafted(source);
    let names = |ids: &[crate::corpus::ExpertId]| {
        ids.iter().map(|&id| corpus.expert(id).name.clone()).collect::<Vec<_>>().join("+")
    };
    let statements = corpus.statements.iter();
    statements
        .map(|s| (names(&s.experts), names(&s.via), s.pages.list.clone(), s.text.clone()))
        .collect()
}

fn one(expert: &str, via: &str, pages: &[u32], text: &str) -> (String, String, Vec<u32>, String) {
    (expert.into(), via.into(), pages.to_vec(), text.into())
}

#[test]
fn claims_in_brackets_belong_to_those_named_there() {
    let text = "Le jardin devient plus vaste (Odile Marchand p 10), voire même un verger (Berthier, p 11 cité par le même auteur), mais aussi plus calme (Rémi de La Tour p. 12). Fin du bloc.";
    assert_eq!(
        said(text),
        [
            one("Odile Marchand", "", &[10], "Le jardin devient plus vaste"),
            one("Berthier", "Odile Marchand", &[11], "voire même un verger"),
            one("Rémi de La Tour", "", &[12], "mais aussi plus calme"),
        ]
    );
}

#[test]
fn quotations_belong_to_those_whom_the_words_behind_them_name() {
    let text = "La rue est « en pleine fête » selon Odile Marchand (p 14), qui la connaît.\n\n« Il faut planter », explique Rémi Berthier. Le mot « verger » est un terme.\n\nOdile Marchand (p22) nous parle des haies.";
    assert_eq!(
        said(text),
        [
            one("Odile Marchand", "", &[14], "en pleine fête"),
            one("Rémi Berthier", "", &[], "Il faut planter"),
            one("Odile Marchand", "", &[22], "Odile Marchand (p22) nous parle des haies."),
        ]
    );
}

#[test]
fn a_signature_below_a_quotation_names_its_speaker() {
    let text = "“We plant more than we reap, and the garden knows it.”\n\n&#8211; Odile Marchand, Head Gardener\n\nMore text of the author follows here.";
    assert_eq!(
        said(text),
        [one("Odile Marchand", "", &[], "We plant more than we reap, and the garden knows it.")]
    );
}

#[test]
fn a_list_of_pages_is_a_citation_of_what_is_named_before_it() {
    let corpus = drafted(
        "Les « haies vives » sont moins citées (pp 3,9, 40). Puis la serre FleurBox gagne (tous en parlent, pp 2-4 et 8).",
    );
    let lists: Vec<_> = corpus
        .citations
        .iter()
        .map(|citation| {
            let Subject::Topic(id) = citation.subject else { panic!("no topic") };
            (corpus.topic(id).name.as_str(), citation.pages.list.clone())
        })
        .collect();
    assert_eq!(lists, [("haies vives", vec![3, 9, 40]), ("FleurBox", vec![2, 3, 4, 8])]);
    assert!(corpus.statements.is_empty());
}

#[test]
fn drafts_carry_their_rule_their_confidence_and_their_place() {
    let source = "Un mot d&rsquo;abord.\n\nTout est <b>dit</b> (Odile Marchand p 3).";
    let corpus = drafted(source);
    let statement = &corpus.statements[0];
    assert!(statement.draft && statement.confidence.is_some());
    assert_eq!(statement.rule.as_deref(), Some("(X p N)"));
    let at = statement.position.as_ref().unwrap();
    assert_eq!(at.exact, "Tout est dit");
    let words: String =
        source.chars().skip(at.start as usize).take((at.end - at.start) as usize).collect();
    assert_eq!(words, "Tout est <b>dit");
    assert_eq!(at.line, 3);
}

#[test]
fn a_tooltip_defines_its_topic() {
    let corpus = drafted("On parle de haieLa haie est une clôture vivante., et de fleurs.");
    assert_eq!(corpus.topics[0].name, "haie");
    assert_eq!(
        corpus.topics[0].definition.as_ref().unwrap().text,
        "La haie est une clôture vivante."
    );
}
