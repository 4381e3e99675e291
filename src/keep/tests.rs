use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::corpus;
use crate::export::place;

fn builtin() -> Corpus {
    corpus::builtin().corpus
}

fn at(corpus: &Corpus, words: &str) -> Record {
    place::parse(corpus, words).unwrap().record
}

const NOW: Moment = Moment(1_795_381_500);

/// A mark on each kind of record, and a note on a topic.
fn some(corpus: &Corpus) -> Keep {
    let mut keep = Keep::default();
    for words in ["topic:tiktok", "expert:camille-jourdain", "statement:terrien-outils", "p22"] {
        assert!(keep.toggle(corpus, at(corpus, words), NOW));
    }
    keep.set_note(corpus, at(corpus, "topic:influence"), "à relire\nvite\n", NOW);
    keep
}

#[test]
fn what_is_kept_is_read_back_whole() {
    let corpus = builtin();
    let keep = some(&corpus);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("renvoi/marks/a.jsonl");
    assert_eq!(Keep::read(&path, &corpus).unwrap(), Keep::default());
    keep.write(&path).unwrap();
    let read = Keep::read(&path, &corpus).unwrap();
    assert_eq!(read, keep);
    assert!(read.is_marked(at(&corpus, "p22")));
    assert_eq!(read.note(at(&corpus, "topic:influence")), Some("à relire\nvite"));
    assert!(!read.is_marked(at(&corpus, "topic:influence")));
    assert_eq!((read.marked().count(), read.orphans().count()), (4, 0));
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.lines().count(), 5);
    assert!(text.contains("\"at\":\"2026-11-22T21:05:00Z\""), "{text}");
    assert!(Keep::read(folder.path(), &corpus).is_err());
}

#[test]
fn a_mark_taken_away_leaves_nothing_unless_there_is_a_note() {
    let corpus = builtin();
    let tiktok = at(&corpus, "topic:tiktok");
    let mut keep = Keep::default();
    assert!(keep.toggle(&corpus, tiktok, NOW));
    assert!(!keep.toggle(&corpus, tiktok, NOW));
    assert_eq!(keep, Keep::default());
    keep.set_note(&corpus, tiktok, "x", NOW);
    keep.toggle(&corpus, tiktok, NOW);
    keep.toggle(&corpus, tiktok, NOW);
    assert_eq!(keep.note(tiktok), Some("x"));
    keep.set_note(&corpus, tiktok, " \n", NOW);
    assert_eq!(keep, Keep::default());
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_stays() {
    let corpus = builtin();
    let text = some(&corpus).lines().unwrap();
    let broken = format!("{{half\n\n{text}{{\"kind\":\"planet\"}}\n");
    let keep = Keep::parse(&broken, &corpus);
    assert_eq!(keep.all().len(), 5);
    let lines: Vec<usize> = keep.unread().iter().map(|unread| unread.line).collect();
    assert_eq!(lines, [1, 8]);
    let again = Keep::parse(&keep.lines().unwrap(), &corpus);
    assert_eq!(again.all(), keep.all());
    let texts = |keep: &Keep| -> Vec<String> {
        keep.unread().iter().map(|unread| unread.text.clone()).collect()
    };
    assert_eq!(texts(&again), texts(&keep));
}

#[test]
fn what_points_to_nothing_is_an_orphan_and_stays() {
    let mut corpus = builtin();
    let text = some(&corpus).lines().unwrap();
    corpus.reports[0].pages = 21;
    for topic in &mut corpus.topics {
        if topic.slug == "tiktok" {
            topic.slug = "clips".into();
            topic.name = "Clips".into();
        }
    }
    let keep = Keep::parse(&text, &corpus);
    let orphans: Vec<&str> = keep.orphans().map(|kept| kept.name.as_str()).collect();
    assert_eq!(orphans, ["TikTok", "p. 22"]);
    assert_eq!(keep.lines().unwrap(), text);
}

#[test]
fn a_record_is_known_by_its_text_after_its_id_changed_and_the_other_way_round() {
    let mut corpus = builtin();
    let text = some(&corpus).lines().unwrap();
    for topic in &mut corpus.topics {
        if topic.slug == "tiktok" {
            topic.slug = "tik-tok".into();
        }
    }
    for expert in &mut corpus.experts {
        if expert.slug == "camille-jourdain" {
            expert.name = "C. Jourdain".into();
        }
    }
    let keep = Keep::parse(&text, &corpus);
    assert!(keep.is_marked(at(&corpus, "topic:tik-tok")));
    let jourdain = at(&corpus, "expert:camille-jourdain");
    assert!(keep.is_marked(jourdain));
    let found = keep.kept_of(jourdain).unwrap().record.unwrap();
    assert!(found.changed);
    assert_eq!(keep.orphans().count(), 0);
}

#[test]
fn a_corpus_keeps_its_name_when_records_change_and_loses_it_with_its_reports() {
    let mut corpus = builtin();
    let name = identity(&corpus);
    assert_eq!(name.len(), 16);
    corpus.topics.clear();
    assert_eq!(identity(&corpus), name);
    corpus.reports[0].slug = "another".into();
    assert_ne!(identity(&corpus), name);
}

/// A window on a file: what it knows of it, and what its reader marks and notes.
struct Window {
    keep: Keep,
    marks: BTreeSet<Record>,
    notes: BTreeMap<Record, String>,
}

impl Window {
    fn open(path: &Path, corpus: &Corpus) -> Self {
        let keep = Keep::read(path, corpus).unwrap();
        Self { marks: keep.marked().collect(), notes: keep.notes(), keep }
    }

    /// Writes, and takes in what others have written.
    fn save(&mut self, path: &Path, corpus: &Corpus) -> Joined {
        let joined = self.keep.join(path, corpus, &self.marks, &self.notes, NOW).unwrap();
        (self.marks, self.notes) = (self.keep.marked().collect(), self.keep.notes());
        joined
    }
}

#[test]
fn windows_on_one_corpus_keep_what_each_of_them_marks() {
    let corpus = builtin();
    let [tiktok, fake, jourdain] =
        ["topic:tiktok", "topic:fake-news", "expert:camille-jourdain"].map(|at_| at(&corpus, at_));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks/a.jsonl");
    let mut one = Window::open(&path, &corpus);
    let mut two = Window::open(&path, &corpus);
    one.marks.insert(tiktok);
    assert_eq!(one.save(&path, &corpus), Joined::Same);
    two.marks.insert(fake);
    assert_eq!(two.save(&path, &corpus), Joined::More);
    assert_eq!(two.marks, BTreeSet::from([tiktok, fake]));
    // What one takes away is not brought back by the other, who had never touched it.
    one.marks.remove(&tiktok);
    assert_eq!(one.save(&path, &corpus), Joined::More);
    two.marks.insert(jourdain);
    two.save(&path, &corpus);
    let read = Keep::read(&path, &corpus).unwrap();
    assert_eq!(read.marked().collect::<BTreeSet<_>>(), BTreeSet::from([fake, jourdain]));
}

#[test]
fn notes_of_two_windows_on_one_record_are_both_kept() {
    let corpus = builtin();
    let tiktok = at(&corpus, "topic:tiktok");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    let mut one = Window::open(&path, &corpus);
    let mut two = Window::open(&path, &corpus);
    one.notes.insert(tiktok, "of one".to_owned());
    one.save(&path, &corpus);
    two.notes.insert(tiktok, "of two".to_owned());
    assert_eq!(two.save(&path, &corpus), Joined::Both);
    assert_eq!(two.notes[&tiktok], "of one\nof two");
    // Who has not seen that takes the old note away: what was added since stays.
    one.notes.remove(&tiktok);
    assert_eq!(one.save(&path, &corpus), Joined::Both);
    assert_eq!(one.notes[&tiktok], "of one\nof two");
    // Who has seen it may.
    one.notes.remove(&tiktok);
    assert_eq!(one.save(&path, &corpus), Joined::Same);
    assert_eq!(Keep::read(&path, &corpus).unwrap().notes(), BTreeMap::new());
}

#[test]
fn orphans_and_lines_that_cannot_be_read_outlive_another_window() {
    let corpus = builtin();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    let mut window = Window::open(&path, &corpus);
    let mut text = some(&corpus).lines().unwrap().replace("\"tiktok\"", "\"gone\"");
    // Its text has changed as well: nothing leads to it any more.
    text = text.replace(&hash_of(&corpus, "topic:tiktok"), "0000000000000000");
    fs::write(&path, format!("{text}{{half\n")).unwrap();
    window.marks.insert(at(&corpus, "topic:fake-news"));
    assert_eq!(window.save(&path, &corpus), Joined::More);
    let read = Keep::read(&path, &corpus).unwrap();
    assert_eq!((read.all().len(), read.orphans().count(), read.unread().len()), (6, 1, 1));
    assert_eq!(read.orphans().next().unwrap().id, "gone");
}

fn hash_of(corpus: &Corpus, words: &str) -> String {
    known::kept(corpus, at(corpus, words), NOW).hash
}

#[test]
fn a_text_that_two_records_share_leads_to_neither() {
    let mut corpus = builtin();
    let text = some(&corpus).lines().unwrap().replace("\"tiktok\"", "\"gone\"");
    assert!(Keep::parse(&text, &corpus).orphans().next().is_none(), "known by its text");
    corpus.topics[1].name = "TikTok".into();
    corpus.topics[2].name = "TikTok".into();
    let orphans: Vec<String> =
        Keep::parse(&text, &corpus).orphans().map(|kept| kept.id.clone()).collect();
    assert_eq!(orphans, ["gone"]);
}
