//! What only shows among many statements.

use super::*;

#[test]
fn ten_thousand_statements_answer_at_once() {
    let mut sample = Sample::new();
    let topic = sample.topic("Influence", &[]);
    let mut seed: u64 = 7;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) % below
    };
    for _ in 0..10_000 {
        let words: Vec<String> = (0..14)
            .map(|_| format!("{}é{}", syllables(next(90_000)), syllables(next(40))))
            .collect();
        let at = u32::try_from(next(53)).unwrap() + 1;
        sample.statement(&words.join(" "), &[], &[topic], &[at]);
    }
    let finder = sample.finder();
    for typed in ["t", "ba", "bade", "influence bade", "zzqxzzqx"] {
        let query = Query::parse(typed);
        let found = finder.statements(&query);
        let all = finder.everywhere(&query);
        let statements = |hits: &[Hit<Record>]| {
            let kind = |hit: &&Hit<Record>| matches!(hit.id, Record::Statement(_));
            hits.iter().filter(kind).count()
        };
        assert_eq!(found.sure.len(), statements(&all.sure), "{typed}");
    }
}

fn syllables(mut number: u64) -> String {
    let mut word = String::new();
    loop {
        let place = usize::try_from(number % 20).unwrap();
        word.push_str(&"babedodefagihokulamenopirosutavexezyl"[place..place + 2]);
        number /= 20;
        if number == 0 {
            return word;
        }
    }
}

#[test]
fn words_side_by_side_come_first_wherever_they_stand() {
    let mut sample = Sample::new();
    for _ in 0..6_000 {
        sample.statement("du sens à l’influence", &[], &[], &[]);
    }
    sample.statement("une influence sens", &[], &[], &[]);
    for _ in 0..500 {
        sample.statement("du sens à l’influence", &[], &[], &[]);
    }
    let finder = sample.finder();
    for most in [1, 7, 200, usize::MAX] {
        let bounds = Bounds { most, ..Bounds::default() };
        let query = Query::parse("infl sens");
        let found = Session::default().statements(&finder, &query, bounds);
        assert_eq!(found.total, 6_501);
        let places: Vec<usize> = found.sure.iter().map(|hit| hit.id.place()).collect();
        let mut expected: Vec<usize> = (0..6_501).filter(|&place| place != 6_000).collect();
        expected.insert(0, 6_000);
        expected.truncate(most);
        assert_eq!(places, expected, "{most}");
    }
}

#[test]
fn letters_that_lie_scattered_in_very_many_records_are_all_found() {
    // More than are gathered on the thread that asks.
    const MANY: usize = 70_000;
    let mut sample = Sample::new();
    for place in 0..MANY {
        // Every seventh holds them as they are typed, or inside a longer word.
        let word = match place % 14 {
            0 => "brac",
            7 => "zobrac",
            _ => "bourdac",
        };
        sample.statement(word, &[], &[], &[]);
    }
    let finder = sample.finder();
    let bounds = Bounds { most: MANY, ..Bounds::default() };
    let found = Session::default().statements(&finder, &Query::parse("brac"), bounds);
    assert_eq!((found.total, found.close_total), (MANY / 7, MANY - MANY / 7));
    let scattered = (0..MANY).filter(|place| place % 7 != 0);
    assert!(found.close.iter().map(|hit| hit.id.place()).eq(scattered));
}
