//! What is made with files is byte for byte what is made in memory.

use std::slice;

use super::*;
use crate::corpus::task::UNTOLD;
use crate::disk::Making;
use crate::query::records::Records;

/// With so many numbers at once everything is held in memory until it is written.
const ALL: usize = usize::MAX;

/// All rows of a corpus, made like this.
fn rows(sample: &Sample, making: &Making<'_>) -> Vec<u8> {
    let index = Index::new(&sample.corpus);
    let mut bytes = Vec::new();
    let mut sheets = Sheets::new(&mut bytes);
    Records::new(making, &sample.corpus, &index, true, UNTOLD).save(&mut sheets).unwrap();
    let (_, _, table) = sheets.end();
    bytes.extend(serde_json::to_vec(&table).unwrap());
    bytes
}

/// The same where at most so many numbers are held at once.
fn spilled(sample: &Sample, most: usize) -> io::Result<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let scratch = Scratch::new(folder.path()).unwrap();
    let making = Making::spilled(&scratch, most);
    let rows = rows(sample, &making);
    making.end().map(|()| rows)
}

/// A statement: its text, an expert, a topic, and pages.
type Said = (String, usize, usize, Vec<u32>);

fn sample(said: &[Said]) -> Sample {
    let mut sample = Sample::new();
    let topics = ["Réseaux", "Ère des réseaux"].map(|name| sample.topic(name, &["L’ère"]));
    let experts = ["Ada B.", "Bo Ère"].map(|name| sample.expert(name, &[], "Réseau Ada"));
    for (text, expert, topic, pages) in said {
        let (expert, topic) = (experts.get(*expert), topics.get(*topic));
        sample.statement(
            text,
            expert.map_or(&[], slice::from_ref),
            topic.map_or(&[], slice::from_ref),
            pages,
        );
    }
    sample.citation(topics[1], &[2, 9]);
    sample
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rows_are_the_same_however_little_is_held(
        said in prop::collection::vec(
            ("([l’dabcéÉè]{1,4}[ .-]){0,6}", 0usize..3, 0usize..3, prop::collection::vec(1u32..53, 0..4)),
            0..80,
        ),
        most in prop_oneof![0usize..40, 40usize..3_000],
    ) {
        let sample = sample(&said);
        prop_assert!(spilled(&sample, ALL).unwrap() == spilled(&sample, most).unwrap());
    }
}

#[test]
fn rows_of_many_statements_are_the_same() {
    let mut seed = 5u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let said: Vec<Said> = (0..20_500)
        .map(|_| {
            let words: Vec<String> = (0..6)
                .map(|_| {
                    let most = 1 + next(3_000);
                    format!("{}{}", ["a", "é", "l’o", "tr"][next(4)], next(most))
                })
                .collect();
            let pages = (0..next(4)).map(|_| 1 + u32::try_from(next(53)).unwrap()).collect();
            (words.join(" "), next(3), next(3), pages)
        })
        .collect();
    let sample = sample(&said);
    let held = spilled(&sample, ALL).unwrap();
    for most in [3_000, 40_000] {
        assert!(held == spilled(&sample, most).unwrap(), "{most}");
    }
}

#[test]
fn a_folder_that_is_gone_is_told() {
    let sample = sample(&[("a b".into(), 0, 0, vec![1]), ("b c".into(), 1, 1, vec![])]);
    let folder = tempfile::tempdir().unwrap();
    let scratch = Scratch::new(folder.path()).unwrap();
    drop(folder);
    let making = Making::spilled(&scratch, 0);
    rows(&sample, &making);
    assert_eq!(making.end().unwrap_err().kind(), io::ErrorKind::NotFound);
}
