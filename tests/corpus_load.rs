//! Broken corpora, and every problem that is said of them.
#![expect(clippy::unwrap_used, reason = "a test: what is missing here is a failure")]

use proptest::prelude::*;
use renvoi::corpus::file::CorpusFile;
use renvoi::corpus::{Input, Loaded, PageRef, ReportId, builtin, load_inputs, load_spilled};
use renvoi::disk::Scratch;
use renvoi::lang::Lang;

fn load(files: &[(&str, &str)]) -> Loaded {
    let inputs: Vec<_> = files
        .iter()
        .map(|(name, text)| Input { name: (*name).to_owned(), bytes: text.as_bytes().into() })
        .collect();
    let loaded = load_inputs(&inputs);
    same(&loaded, &spilled(&inputs));
    loaded
}

/// What is read where neither texts nor statements are held in memory.
fn spilled(inputs: &[Input]) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    let scratch = Scratch::new(folder.path()).unwrap();
    let aside = |input: &Input| {
        let mut row = scratch.row::<u8>().unwrap();
        row.add(&input.bytes).unwrap();
        Input { name: input.name.clone(), bytes: row.end().unwrap().into() }
    };
    let inputs: Vec<Input> = inputs.iter().map(aside).collect();
    assert!(inputs.iter().all(|input| input.bytes.are_mapped()));
    load_spilled(&inputs, &scratch, &|_, _, _| {}).unwrap()
}

fn same(one: &Loaded, other: &Loaded) {
    assert_eq!((&one.problems, one.omitted), (&other.problems, other.omitted));
    let (one, other) = (&one.corpus, &other.corpus);
    assert_eq!((&one.title, &one.language), (&other.title, &other.language));
    assert_eq!((&one.reports, &one.sources), (&other.reports, &other.sources));
    assert_eq!((&one.topics, &one.experts), (&other.topics, &other.experts));
    assert_eq!((&one.citations, &one.page_texts), (&other.citations, &other.page_texts));
    assert!(one.statements.iter().eq(other.statements.iter()));
    assert_eq!(one.statements.drafts(), other.statements.drafts());
    for id in one.statement_ids() {
        assert_eq!(other.statements.named(&one.statement(id).slug), Some(id));
    }
}

fn lines(loaded: &Loaded, lang: Lang) -> Vec<String> {
    let problems = loaded.problems.iter();
    problems.map(|p| p.line_in(lang).to_string()).collect()
}

fn check(text: &str, expected: &[&str]) -> Loaded {
    let loaded = load(&[("a.json", text)]);
    assert_eq!(lines(&loaded, Lang::En), expected);
    loaded
}

/// A corpus without a fault, with every kind of record.
const GOOD: &str = r#"{
  "format": "renvoi-corpus/1", "title": "T", "language": "fr",
  "reports": [{"id": "r", "title": "Report", "pages": 53}],
  "sources": [{"id": "s", "kind": "article", "title": "Source", "about": "r"}],
  "topics": [
    {"id": "tiktok", "name": "TikTok", "aliases": ["Tik Tok"], "related": ["other"],
     "relations": [{"kind": "replaces", "target": "other"}]},
    {"id": "other", "name": "Réseaux", "names": {"en": "Networks"},
     "definition": {"text": "é", "position": {"source": "s", "line": 1, "start": 0, "end": 1, "exact": "é"}}}
  ],
  "experts": [{"id": "sala", "name": "Jacqueline Sala", "aliases": [{"form": "Sala", "reason": "surname only"}]}],
  "statements": [
    {"id": "s1", "kind": "quote", "text": "Elle dit", "quote": "oui", "experts": ["sala"], "topics": ["tiktok"],
     "pages": {"printed": "p. 12", "list": [12, 13], "marks": [{"from": 12, "to": 13, "suffix": "f"}]},
     "relations": [{"kind": "agrees", "target": "s2"}], "confidence": 0.5},
    {"id": "s2", "kind": "summary", "text": "Résumé", "voice": "author"}
  ],
  "citations": [{"topic": "tiktok", "report": "r", "pages": {"printed": "3, 8", "list": [3, 8]}}],
  "page_texts": [{"report": "r", "page": 3, "text": "…"}]
}"#;

#[test]
fn a_good_corpus_has_no_problem_and_goes_round() {
    let loaded = check(GOOD, &[]);
    assert_eq!(loaded.corpus.statements.len(), 2);
    let page = |page| PageRef { report: ReportId::at(0), page };
    assert_eq!(loaded.corpus.statements[0].places(), [page(12), page(13)]);
    let records: CorpusFile = serde_json::from_str(GOOD).unwrap();
    let text = serde_json::to_string(&records).unwrap();
    assert_eq!(serde_json::from_str::<CorpusFile>(&text).unwrap(), records);
    assert!(!builtin().has_errors());
}

#[test]
fn a_byte_order_mark_and_the_same_file_twice_change_nothing() {
    let marked = format!("\u{feff}{GOOD}");
    let loaded = load(&[("a.json", GOOD), ("b.json", &marked)]);
    assert_eq!(lines(&loaded, Lang::En), Vec::<String>::new());
    assert_eq!(loaded.corpus.citations.len(), 1);
    assert_eq!(loaded.corpus.page_texts.len(), 1);
}

#[test]
fn every_wrong_type_of_a_record_is_said_and_the_rest_survives() {
    let loaded = check(
        r#"{"format": "renvoi-corpus/1",
 "reports": [{"id": "r", "title": "R", "pages": 9, "year": "x"}],
 "topics": [{"id": "é!", "name": "N"}, {"id": "t", "name": null}, 7],
 "statements": [
  {"id": "a", "kind": "quot", "text": "x"},
  {"id": "b", "kind": "mention", "text": "x", "draft": 1, "topic": ["t"],
   "pages": {"printed": "", "list": [1, "2", 3, 99, 0]}}],
 "id": 1
}"#,
        &[
            "a.json:2:60: error[R104]: expected a whole number from -2147483648 to 2147483647, found the text \"x\" (reports[0].year)",
            "a.json:3:20: error[R112]: \"é!\" is not an id as this format writes it (topics[0].id)",
            "a.json:3:60: error[R104]: expected a text, found null (topics[1].name)",
            "a.json:3:67: error[R104]: expected an object, found 7 (topics[2])",
            "a.json:5:23: error[R105]: \"quot\" is not known here; expected \"quote\", \"paraphrase\", \"mention\" or \"summary\"; did you mean \"quote\"? (statements[0].kind)",
            "a.json:6:56: error[R104]: expected true or false, found 1 (statements[1].draft)",
            "a.json:6:59: warning[R203]: the field \"topic\" is not known here and is not read; did you mean \"topics\"? (statements[1].topic)",
            "a.json:7:41: error[R104]: expected a whole number from 0 to 4294967295, found the text \"2\" (statements[1].pages.list[1])",
            "a.json:7:49: error[R102]: there is no page 99 in the report \"r\" (1 to 9) (statements[1].pages.list[3])",
            "a.json:7:53: error[R102]: there is no page 0 in the report \"r\" (1 to 9) (statements[1].pages.list[4])",
            "a.json:7:53: warning[R201]: page 0 comes after page 99 (statements[1].pages.list[4])",
            "a.json:8:2: warning[R203]: the field \"id\" is not known here and is not read (id)",
        ],
    );
    assert_eq!(loaded.corpus.statements.len(), 1);
    assert_eq!(loaded.corpus.statements[0].pages.list, [1, 3]);
    assert!(loaded.corpus.topics.is_empty());
}

#[test]
fn a_page_list_may_be_a_draft_in_either_form_of_the_file() {
    let file = r#"{"format": "renvoi-corpus/1",
"reports": [{"id": "r", "title": "R", "pages": 9}], "topics": [{"id": "t", "name": "N"}],
"citations": [{"topic": "t", "report": "r", "pages": {"printed": "3", "list": [3]}, "draft": true, "rule": "X", "confidence": 0.9}]}"#;
    let lines = r#"{"format": "renvoi-corpus/1"}
{"record": "report", "id": "r", "title": "R", "pages": 9}
{"record": "topic", "id": "t", "name": "N"}
{"record": "citation", "topic": "t", "report": "r", "pages": {"printed": "3", "list": [3]}, "draft": true, "rule": "X", "confidence": 0.9}
"#;
    for text in [file, lines] {
        let loaded = check(text, &[]);
        same(&loaded, &spilled(&[Input { name: "a.json".into(), bytes: text.into() }]));
        let list = &loaded.corpus.citations[0];
        assert_eq!((list.draft, list.confidence, loaded.corpus.drafts()), (true, Some(0.9), 1));
        assert_eq!(list.rule.as_deref(), Some("X"));
    }
    check(
        &file.replace(
            "true, \"rule\": \"X\", \"confidence\": 0.9",
            "1, \"rule\": 2, \"confidence\": 2, \"drafted\": 1",
        ),
        &[
            "a.json:3:94: error[R104]: expected true or false, found 1 (citations[0].draft)",
            "a.json:3:105: error[R104]: expected a text, found 2 (citations[0].rule)",
            "a.json:3:122: error[R104]: expected a number from 0 to 1, found 2 (citations[0].confidence)",
            "a.json:3:125: warning[R203]: the field \"drafted\" is not known here and is not read; did you mean \"draft\"? (citations[0].drafted)",
        ],
    );
}

#[test]
fn meaning_is_checked() {
    let loaded = check(
        r#"{"format": "renvoi-corpus/1",
"reports": [{"id": "r", "title": "R", "pages": 50, "labels": ["i"]}],
"topics": [{"id": "tiktok", "name": "TikTok", "broader": "tiktok"},
 {"id": "tiktok", "name": "Other"}, {"id": "t3", "name": "Tik-Tok"}],
"experts": [{"id": "sala", "name": " "}],
"statements": [{"id": "a", "kind": "quote", "text": "x", "experts": ["sala", "slaa"], "topics": ["tikotk", "t3", "t3"],
 "pages": {"printed": "", "list": [30, 25, 30], "absent": "unknown", "marks": [{"from": 4, "to": 3, "suffix": "g"}]}}],
"citations": [{"report": "r", "pages": {"list": []}},
 {"topic": "t3", "expert": "sala", "report": "no", "pages": {"printed": "", "list": [99]}}]}"#,
        &[
            "a.json:2:62: warning[R204]: 1 labels for 50 pages (reports[0].labels)",
            "a.json:3:58: warning[R206]: topic \"tiktok\" refers to itself (topics[0].broader)",
            "a.json:4:9: error[R107]: the id \"tiktok\" is used already by the topic at a.json:3:19 (topics[1].id)",
            "a.json:4:58: note[R301]: \"Tik-Tok\" is nearly a name of the topic \"tiktok\" (topics[2].name)",
            "a.json:5:36: error[R106]: expert \"sala\": the field \"name\" is missing or empty (experts[0].name)",
            "a.json:6:36: error[R114]: the statement \"a\" is a quote without \"quote\"; it is read as a paraphrase (statements[0].kind)",
            "a.json:6:78: error[R108]: statement \"a\" refers to the expert \"slaa\", which does not exist (statements[0].experts[1])",
            "a.json:6:98: error[R108]: statement \"a\" refers to the topic \"tikotk\", which does not exist; did you mean \"tiktok\"? (statements[0].topics[0])",
            "a.json:6:114: warning[R202]: \"t3\" is listed twice (statements[0].topics[2])",
            "a.json:7:40: warning[R201]: page 25 comes after page 30 (statements[0].pages.list[1])",
            "a.json:7:44: warning[R202]: page 30 is listed twice (statements[0].pages.list[2])",
            "a.json:7:59: warning[R205]: the pages are listed and said to be absent (statements[0].pages.absent)",
            "a.json:7:98: error[R109]: the range ends at 3, before it starts at 4 (statements[0].pages.marks[0].to)",
            "a.json:7:111: error[R113]: the suffix is \"g\", expected \"f\" or \"ff\" (statements[0].pages.marks[0].suffix)",
            "a.json:8:15: error[R110]: the citation names neither a topic nor an expert (citations[0])",
            "a.json:8:40: error[R106]: citation: the field \"printed\" is missing or empty (citations[0].pages.printed)",
            "a.json:9:2: error[R110]: the citation names both a topic and an expert (citations[1])",
            "a.json:9:46: error[R108]: citation refers to the report \"no\", which does not exist (citations[1].report)",
        ],
    );
    assert_eq!(loaded.corpus.statements[0].pages.list, [30, 25, 30]);
    assert!(loaded.corpus.citations.is_empty());
}

#[test]
fn in_json_lines_a_broken_line_costs_itself_alone() {
    check(
        "{\"format\": \"renvoi-corpus/1\"}\n\n{\"record\": \"topic\", \"id\": \"a\", \"name\": }\n{\"record\": \"topic\", \"id\": \"b\", \"name\": \"B\", \"broader\": \"a\"}\n{\"record\": \"topics\"}\n{\"id\": \"x\"}\n{\"record\": \"expert\", \"id\": \"c\", \"nam\": \"é\"}",
        &[
            "a.json:3:40: error[R101]: \"}\" was not expected here",
            "a.json:5:12: error[R116]: there is no kind of record \"topics\"; did you mean \"topic\"? (record)",
            "a.json:6:1: error[R116]: the field \"record\" is missing, so the line is not read",
            "a.json:7:1: error[R106]: expert \"c\": the field \"name\" is missing or empty (experts[0].name)",
            "a.json:7:33: warning[R203]: the field \"nam\" is not known here and is not read; did you mean \"name\"? (experts[0].nam)",
        ],
    );
}

#[test]
fn what_is_no_corpus_is_said_once() {
    check("", &["a.json:1:1: error[R101]: the file is empty, expected a JSON object"]);
    let import = "a.json:1:1: error[R101]: no corpus begins so, expected a JSON object; of a PDF or \
                  an article make one with: renvoi import FILE -o corpus.json";
    check("%PDF-1.7\n", &[import]);
    check("Les tendances de l’année", &[import]);
    check("[]", &["a.json:1:1: error[R104]: expected an object, found a list"]);
    check(
        "{\"topics\": []}",
        &["a.json:1:1: error[R103]: the field \"format\" is missing, expected \"renvoi-corpus/1\""],
    );
    check(
        "{\"format\": \"renvoi-corpus/9\",\n\"topics\": 3}",
        &[
            "a.json:1:12: error[R103]: the format is \"renvoi-corpus/9\", expected \"renvoi-corpus/1\" (format)",
        ],
    );
    let deep = "[".repeat(500);
    check(&deep, &["a.json:1:128: error[R101]: more than 127 brackets inside each other"]);
    check(
        "{\"format\": \"renvoi-corpus/1\",\n \"é\": 1,}",
        &["a.json:2:9: error[R101]: a comma stands before a closing bracket; remove it"],
    );
}

#[test]
fn two_files_are_one_corpus_and_french_is_french() {
    let head = r#"{"format": "renvoi-corpus/1", "#;
    let a = format!(r#"{head}"topics": [{{"id": "t", "name": "A"}}]}}"#);
    let b = format!(
        r#"{head}"topics": [{{"id": "t", "name": "B", "see": "u"}}, {{"id": "v", "name": "V", "see": "w"}}]}}"#
    );
    let loaded = load(&[("a.json", &a), ("b\u{1b}.json", &b)]);
    assert_eq!(
        lines(&loaded, Lang::Fr),
        [
            "b\u{fffd}.json:1:49: erreur[R107]: l’identifiant «\u{a0}t\u{a0}» est déjà employé (tendance) à a.json:1:49 (topics[0].id)",
            "b\u{fffd}.json:1:112: erreur[R108]: tendance «\u{a0}v\u{a0}»\u{a0}: renvoie à «\u{a0}w\u{a0}» (tendance), qui n’existe pas (topics[1].see)",
        ]
    );
}

/// Whether every problem stands inside the text.
fn inside(bytes: Vec<u8>) {
    let count = bytes.split(|byte| *byte == b'\n').count();
    let longest = bytes.len() + 1;
    let loaded = load_inputs(&[Input { name: "x".to_owned(), bytes: bytes.into() }]);
    for problem in loaded.problems {
        assert!((1..=count).contains(&problem.line), "{problem:?}");
        assert!((1..=longest).contains(&problem.column), "{problem:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_stop_it(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        inside(bytes);
    }

    #[test]
    fn no_cut_stops_it(end in 0..=GOOD.len()) {
        inside(GOOD.as_bytes()[..end].to_vec());
    }

    #[test]
    fn no_changed_byte_stops_it(at in 0..GOOD.len(), byte in any::<u8>()) {
        let mut bytes = GOOD.as_bytes().to_vec();
        bytes[at] = byte;
        inside(bytes);
    }
}
