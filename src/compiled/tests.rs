//! What was compiled is what was read.

use super::*;
use crate::corpus::task::UNTOLD;
use crate::corpus::{PageRef, Subject, builtin, load_inputs};
use crate::query::{Query, Record};

fn same(corpus: &Corpus, other: &Corpus) {
    assert_eq!((&corpus.title, &corpus.language), (&other.title, &other.language));
    assert_eq!(corpus.reports, other.reports);
    assert_eq!(corpus.sources, other.sources);
    assert_eq!(corpus.topics, other.topics);
    assert_eq!(corpus.experts, other.experts);
    assert_eq!(corpus.citations, other.citations);
    assert_eq!(corpus.page_texts, other.page_texts);
    assert_eq!(corpus.statements.len(), other.statements.len());
    assert_eq!(corpus.statements.drafts(), other.statements.drafts());
    for id in corpus.statement_ids() {
        let slug = &corpus.statement(id).slug;
        assert_eq!(
            (corpus.statements.named(slug), other.statements.named(slug)),
            (Some(id), Some(id))
        );
    }
    assert_eq!(other.statements.named("no such id"), None);
    // From the last on: nothing depends on what was asked before.
    for id in corpus.statement_ids().collect::<Vec<_>>().into_iter().rev() {
        assert_eq!(corpus.statement(id), other.statement(id));
    }
}

/// Compiles a corpus and opens it.
fn there_and_back(corpus: &Corpus) -> (tempfile::TempDir, Compiled, Corpus) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("compiled");
    write(&path, corpus, &Provenance::default(), UNTOLD).unwrap();
    let compiled = Compiled::open(&path).unwrap();
    let opened = compiled.corpus().unwrap();
    (folder, compiled, opened)
}

/// A corpus that has every field of every record.
const FULL: &str = r#"{"format": "renvoi-corpus/1", "title": "T", "language": "fr",
"reports": [{"id": "r", "title": "R", "pages": 3, "publisher": "P", "year": 2020, "language": "fr",
  "url": "https://r.example", "file": "r.pdf", "series": "s", "labels": ["i", "1", "2"]},
  {"id": "q", "title": "Q", "pages": 9}],
"sources": [{"id": "a", "kind": "article", "title": "A", "publisher": "P", "author": "N", "date": "2020",
  "url": "https://a.example", "file": "a.html", "about": "r", "language": "fr"}],
"topics": [{"id": "t", "name": "Été", "names": {"fr": "Été", "en": "Summer"}, "aliases": ["e", {"form": "f", "reason": "g"}],
  "kind": "theme", "definition": {"text": "D", "texts": {"fr": "E", "en": "F"},
  "position": {"source": "a", "line": 1, "start": 2, "end": 3, "exact": "x"}}, "broader": "u", "related": ["u"], "see": "u",
  "announced": 1, "relations": [{"kind": "replaces", "target": "u", "position": {"source": "a", "line": 1, "start": 2, "end": 3, "exact": ""}}]},
  {"id": "u", "name": "Other"}],
"experts": [{"id": "e", "name": "Eve", "aliases": ["E."], "role": "R", "organisation": "O", "part": "organiser", "collective": true},
  {"id": "f", "name": "Frank"}],
"statements": [
 {"id": "s1", "kind": "quote", "text": "Un cœur", "texts": {"fr": "a", "en": "A heart"}, "quote": "cœur", "voice": "author",
  "experts": ["e"], "via": ["f"], "topics": ["t", "u"], "report": "r",
  "pages": {"printed": "pp. 3, 1f", "list": [3, 1], "marks": [{"from": 1, "to": 2, "suffix": "f"}], "inherited": true},
  "stance": "for", "relations": [{"kind": "nuances", "target": "s2", "position": {"source": "a", "line": 1, "start": 2, "end": 3, "exact": "y"}}],
  "position": {"source": "a", "line": 4, "start": 5, "end": 6, "exact": "z"}, "certainty": "certain", "draft": true,
  "rule": "r1", "confidence": 0.1},
 {"id": "s2", "kind": "mention", "text": "Sans page", "pages": {"printed": "", "list": [], "absent": "not printed"}},
 {"id": "s3", "kind": "summary", "text": "Ailleurs", "report": "q", "pages": {"printed": "9", "list": [9]}, "topics": ["t"], "experts": ["f"]}],
"citations": [{"topic": "t", "report": "r", "pages": {"printed": "2", "list": [2]},
  "position": {"source": "a", "line": 1, "start": 2, "end": 3, "exact": "w"}, "draft": true, "rule": "r2",
  "confidence": 0.2},
  {"expert": "f", "report": "q", "pages": {"printed": "1", "list": [1]}}],
"page_texts": [{"report": "r", "page": 2, "text": "Mot\nMot", "label": "1", "status": "text"}, {"report": "r", "page": 3, "status": "scanned"}]}"#;

fn full() -> Corpus {
    let input = crate::corpus::Input { name: "full.json".into(), bytes: FULL.into() };
    let loaded = load_inputs(&[input]);
    assert!(!loaded.has_errors(), "{:?}", loaded.problems);
    loaded.corpus
}

#[test]
fn every_field_of_every_record_comes_back() {
    for corpus in [full(), builtin().corpus, Corpus::default()] {
        same(&corpus, &there_and_back(&corpus).2);
    }
}

#[test]
fn every_way_from_one_record_to_another_comes_back() {
    for corpus in [full(), builtin().corpus] {
        let index = Index::new(&corpus);
        let (_folder, compiled, opened) = there_and_back(&corpus);
        let other = compiled.index(&opened).unwrap();
        assert_eq!(index.places(), other.places());
        assert_eq!(index.statements(), other.statements());
        let subjects = corpus.topic_ids().map(Subject::Topic);
        for subject in subjects.chain(corpus.expert_ids().map(Subject::Expert)) {
            assert_eq!(index.facts(subject), other.facts(subject));
            assert_eq!(index.sharing(subject), other.sharing(subject));
        }
        for id in corpus.topic_ids() {
            assert_eq!(index.experts_of(id), other.experts_of(id));
        }
        for id in corpus.expert_ids() {
            assert_eq!(index.topics_of(id), other.topics_of(id));
        }
        for report in corpus.report_ids() {
            for page in 0..=corpus.report(report).pages + 1 {
                let at = PageRef { report, page };
                assert_eq!(index.page(at), other.page(at));
            }
        }
    }
}

#[test]
fn whatever_is_asked_is_found_the_same() {
    for corpus in [full(), builtin().corpus] {
        let finder = Finder::new(&corpus, &Index::new(&corpus));
        let (_folder, compiled, opened) = there_and_back(&corpus);
        let other = compiled.finder(&opened).unwrap();
        assert!(other.bytes() < finder.bytes() / 4, "{} {}", other.bytes(), finder.bytes());
        for typed in [
            "",
            "a",
            "coeur",
            "un coeur",
            "\"un cœur\"",
            "summer",
            "t:ete",
            "e:eve",
            "p:1",
            "p:?",
            "p:40-",
            "kind:quote",
            "kind:via",
            "influ sens",
            "tiktok",
            "fakenews",
            "tkitok",
            "!tiktok",
            "^le",
            "report:r",
            "~ifl",
            "'ok'",
            "t:tiktok | e:brahimi",
            "mktg",
            "influence -b2b",
        ] {
            let query = Query::parse(typed);
            assert_eq!(finder.everywhere(&query), other.everywhere(&query), "{typed}");
            assert_eq!(finder.statements(&query), other.statements(&query), "{typed}");
            assert_eq!(finder.topics(&query), other.topics(&query), "{typed}");
            assert_eq!(finder.experts(&query), other.experts(&query), "{typed}");
            assert_eq!(finder.lookup(typed), other.lookup(typed), "{typed}");
            assert_eq!(finder.nearest(typed, 3), other.nearest(typed, 3), "{typed}");
        }
        let every = other.everywhere(&Query::default()).sure.into_iter();
        let statements = every.filter(|hit| matches!(hit.id, Record::Statement(_))).count();
        assert_eq!(statements, corpus.statements.len());
    }
}

#[test]
fn what_was_never_held_in_memory_is_compiled_to_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let input = || crate::corpus::Input { name: "full.json".into(), bytes: FULL.into() };
    let compile = |name: &str, corpus: &Corpus| {
        let path = folder.path().join(name);
        let written = write(&path, corpus, &Provenance::default(), UNTOLD).unwrap();
        (written.rows, written.sizes, std::fs::read(path.join(written.file)).unwrap())
    };
    let beside = Beside::new(&folder.path().join("spilled"));
    let scratch = beside.scratch().unwrap();
    let spilled = crate::corpus::load_spilled(&[input()], scratch, UNTOLD).unwrap();
    same(&full(), &spilled.corpus);
    // Read anew.
    let spilled = spilled.corpus.afresh().unwrap();
    assert_eq!(compile("held", &full()), compile("spilled", &spilled));
    drop(beside);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
    same(&full(), &spilled);
}

#[test]
fn what_stands_beside_is_made_when_asked_for_and_taken_away_with_what_others_left() {
    let folder = tempfile::tempdir().unwrap();
    let count = || std::fs::read_dir(folder.path()).unwrap().count();
    let left = folder.path().join(".compiled.1-0.tmp");
    std::fs::create_dir_all(left.join("scratch")).unwrap();
    std::fs::write(left.join("scratch/0"), "rows").unwrap();
    let beside = Beside::new(&folder.path().join("compiled"));
    assert!(left.exists());
    let mut row = beside.scratch().unwrap().row::<u8>().unwrap();
    row.add(b"rows").unwrap();
    assert!(!left.exists());
    // What is written at the same time takes nothing of it away.
    write(&folder.path().join("compiled"), &full(), &Provenance::default(), UNTOLD).unwrap();
    assert_eq!((count(), &*row.end().unwrap()), (2, &b"rows"[..]));
    drop(beside);
    assert_eq!(count(), 1);
}

#[test]
fn something_else_that_stands_there_stays() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = builtin().corpus;
    let try_write = |path: &Path| write(path, &corpus, &Provenance::default(), UNTOLD);
    let file = folder.path().join("file");
    std::fs::write(&file, "mine").unwrap();
    assert_eq!(try_write(&file).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    let full = folder.path().join("full");
    std::fs::create_dir(&full).unwrap();
    std::fs::write(full.join("a.json"), "mine").unwrap();
    assert_eq!(try_write(&full).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(std::fs::read_to_string(full.join("a.json")).unwrap(), "mine");
    // An empty folder, and a compiled corpus, however often.
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let mut files = Vec::new();
    for _ in 0..3 {
        files.push(try_write(&empty).unwrap().file);
        same(&corpus, &Compiled::open(&empty).unwrap().corpus().unwrap());
        assert_eq!(std::fs::read_dir(&empty).unwrap().count(), 2, "no file is left over");
    }
    files.dedup();
    assert_eq!(files.len(), 3, "each has a name of its own: {files:?}");
    let mut names: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["empty", "file", "full"]);
}

#[test]
fn an_open_one_is_read_on_while_it_is_compiled_anew() {
    let (folder, compiled, opened) = there_and_back(&builtin().corpus);
    write(&folder.path().join("compiled"), &full(), &Provenance::default(), UNTOLD).unwrap();
    same(&builtin().corpus, &opened);
    compiled.finder(&opened).unwrap();
}

#[test]
fn what_is_damaged_or_of_another_version_is_not_opened() {
    let (folder, _, _) = there_and_back(&full());
    let path = folder.path().join("compiled");
    let manifest = path.join(MANIFEST);
    let text = std::fs::read_to_string(&manifest).unwrap();
    let put = |text: &str| std::fs::write(&manifest, text).unwrap();
    put(&text.replace(FORMAT, "renvoi-index/9"));
    let fault = Compiled::open(&path).unwrap_err();
    assert!(matches!(fault, Fault::Other { format, .. } if format == "renvoi-index/9"));
    put("{}");
    assert!(matches!(Compiled::open(&path), Err(Fault::Damaged(_))));
    put(&text);
    let rows = path.join(Compiled::open(&path).unwrap().manifest.file);
    let bytes = std::fs::read(&rows).unwrap();
    for cut in [0, 1, bytes.len() / 2, bytes.len() - 1] {
        std::fs::write(&rows, &bytes[..cut]).unwrap();
        assert!(matches!(Compiled::open(&path), Err(Fault::Damaged(_))), "{cut}");
    }
    std::fs::remove_file(&rows).unwrap();
    assert!(matches!(Compiled::open(&path), Err(Fault::Unreadable(..))));
}

#[test]
fn what_others_left_behind_is_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let left = folder.path().join(".compiled.1-0.tmp");
    std::fs::create_dir(&left).unwrap();
    std::fs::write(left.join(".lock"), "").unwrap();
    let held = folder.path().join(".compiled.2-0.tmp");
    std::fs::create_dir(&held).unwrap();
    let lock = std::fs::File::create(held.join(".lock")).unwrap();
    lock.lock().unwrap();
    write(&folder.path().join("compiled"), &full(), &Provenance::default(), UNTOLD).unwrap();
    assert!(!left.exists());
    assert!(held.exists(), "somebody writes it at this moment");
}

#[test]
fn whoever_looks_on_hears_of_each_task_in_turn_how_much_of_all_is_done() {
    use std::fmt::Write as _;

    use crate::corpus::Task;

    const MANY: usize = 10_000;
    let folder = tempfile::tempdir().unwrap();
    let mut lines = "{\"format\": \"renvoi-corpus/1\"}\n".to_owned();
    for number in 0..MANY {
        writeln!(
            lines,
            "{{\"record\": \"statement\", \"id\": \"s{number}\", \"kind\": \"mention\", \"text\": \"T\"}}"
        )
        .unwrap();
    }
    let inputs = [crate::corpus::Input { name: "many.jsonl".into(), bytes: lines.clone().into() }];
    let heard = std::cell::RefCell::new(Vec::<(Task, Vec<usize>, usize)>::new());
    let hear = |task, done, all| {
        let mut heard = heard.borrow_mut();
        match heard.last_mut() {
            Some((last, steps, of)) if *last == task => {
                assert!(all == *of && steps.last().is_some_and(|&last| last < done), "{heard:?}");
                steps.push(done);
            }
            _ => heard.push((task, vec![done], all)),
        }
    };
    let beside = Beside::new(&folder.path().join("compiled"));
    let scratch = beside.scratch().unwrap();
    let loaded = crate::corpus::load_spilled(&inputs, scratch, &hear).unwrap();
    write(&folder.path().join("compiled"), &loaded.corpus, &Provenance::default(), &hear).unwrap();
    let heard = heard.into_inner();
    let tasks: Vec<(Task, usize)> = heard.iter().map(|(task, _, all)| (*task, *all)).collect();
    let expected = [
        (Task::Records, lines.len()),
        (Task::Checking, MANY),
        (Task::Pages, MANY),
        (Task::Words, MANY),
        // The one word of each.
        (Task::Lists, MANY),
        (Task::Writing, 0),
        (Task::Statements, MANY),
    ];
    assert_eq!(tasks, expected);
    for (task, steps, all) in &heard {
        let last = *steps.last().unwrap();
        if *task == Task::Writing {
            // Of many rows each is told at least once.
            assert!(steps.len() > 20 && last > MANY, "{steps:?}");
            continue;
        }
        let often = !matches!(task, Task::Lists | Task::Statements);
        assert!(
            last <= *all && (!often || steps.len() > 2 && last > all / 2),
            "{task:?} {steps:?}"
        );
    }
}
