//! What a person types and what comes: the finder as a whole.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::sample::{Sample, page};
use super::*;
use crate::corpus::{Definition, Localised};

mod exact;
mod large;
mod spilled;
mod stores;

fn topics(query: &str) -> (Vec<String>, Vec<String>) {
    let sample = Sample::built_in();
    let found = sample.finder().topics(&Query::parse(query));
    let names = |hits: &[Hit<TopicId>]| {
        hits.iter().map(|hit| sample.corpus.topic(hit.id).name.to_string()).collect()
    };
    (names(&found.sure), names(&found.close))
}

fn experts(query: &str) -> (Vec<String>, Vec<String>) {
    let sample = Sample::built_in();
    let found = sample.finder().experts(&Query::parse(query));
    let names = |hits: &[Hit<ExpertId>]| {
        hits.iter().map(|hit| sample.corpus.expert(hit.id).name.to_string()).collect()
    };
    (names(&found.sure), names(&found.close))
}

#[test]
fn topics_are_found_by_what_is_typed() {
    let influence = ["Influence", "Influence B2B", "Marketing d’influence"];
    for (query, sure, close) in [
        ("media", &["Médias sociaux"][..], &[][..]),
        ("DARK", &["Dark Web"], &[]),
        ("web dark", &["Dark Web"], &[]),
        ("infox", &["Fake news"], &[]),
        ("fakenews", &["Fake news"], &[]),
        ("fake-news", &["Fake news"], &[]),
        ("tik tok", &["TikTok"], &[]),
        ("influence", &influence, &[]),
        ("l'influence", &influence, &[]),
        ("L’INFLU", &influence, &[]),
        ("marketing d'influence", &["Marketing d’influence"], &[]),
        ("influence b2b", &["Influence B2B"], &[]),
        ("2b", &[], &[]),
        ("fluence", &influence, &[]),
        ("reconaissance", &[], &["Reconnaissance faciale"]),
        ("reconnaissnace", &[], &["Reconnaissance faciale"]),
        ("dkweb", &[], &["Dark Web"]),
        ("dw", &[], &["Dark Web"]),
        ("tt", &[], &["TikTok"]),
        ("ti", &["TikTok"], &[]),
        ("mk", &[], &[]),
        ("wellhoff", &[], &[]),
        ("zzqx", &[], &[]),
        ("dark zzqx", &[], &[]),
    ] {
        let expected = (sure, close);
        let (sure, close) = topics(query);
        let sure: Vec<&str> = sure.iter().map(String::as_str).collect();
        let close: Vec<&str> = close.iter().map(String::as_str).collect();
        assert_eq!((&sure[..], &close[..]), expected, "{query}");
    }
}

#[test]
fn experts_are_found_by_what_is_typed() {
    for (query, sure, close) in [
        ("ertzscheid", &["Olivier Ertzscheid"][..], &[][..]),
        ("ertscheid", &["Olivier Ertzscheid"], &[]),
        ("welhoff", &["Thierry Wellhoff"], &[]),
        ("wellhoff", &["Thierry Wellhoff"], &[]),
        ("nantes", &["Olivier Ertzscheid"], &[]),
        ("ertzchied", &[], &["Olivier Ertzscheid"]),
        ("od", &[], &[]),
        ("oe", &[], &["Olivier Ertzscheid"]),
        ("dd", &[], &["Damien Douani"]),
    ] {
        let expected = (
            sure.iter().map(|&name| name.to_owned()).collect(),
            close.iter().map(|&name| name.to_owned()).collect(),
        );
        assert_eq!(experts(query), expected, "{query}");
    }
}

#[test]
fn the_other_form_is_told_where_the_name_does_not_match() {
    let finder = Sample::built_in().finder();
    let through = |query: &str| finder.topics(&Query::parse(query)).sure[0].through.clone();
    assert_eq!(through("infox"), Some("infox".to_owned()));
    assert_eq!(through("social media"), Some("Social media".to_owned()));
    assert_eq!(through("sociaux"), None);
    let found = finder.everywhere(&Query::parse("infox"));
    assert_eq!(found.sure[0].id, Record::Topic(TopicId(1)));
    assert_eq!(found.sure[0].through, Some("infox".to_owned()));
}

#[test]
fn statements_are_found_by_their_words_and_those_of_their_subjects() {
    let finder = Sample::built_in().finder();
    let found = |query: &str| -> Vec<u32> {
        let found = finder.statements(&Query::parse(query));
        found.sure.iter().map(|hit| hit.id.0).collect()
    };
    assert_eq!(found("coeur"), [0]);
    assert_eq!(found("cœur sens"), [0]);
    assert_eq!(found("infl sens"), [0]);
    assert_eq!(found("video jourdain tiktok"), [2]);
    assert_eq!(found("welhoff"), [0]);
    assert_eq!(found("influence"), [0, 3]);
    assert_eq!(found("nantes"), [] as [u32; 0]);
    assert_eq!(found("sdspgcnn"), [] as [u32; 0]);
}

#[test]
fn nothing_typed_lists_everything_in_corpus_order() {
    let sample = Sample::built_in();
    let finder = sample.finder();
    for typed in ["", "  ", "!"] {
        let query = Query::parse(typed);
        assert!(query.is_empty());
        assert_eq!(finder.topics(&query).sure.len(), 8);
        assert_eq!(finder.experts(&query).sure.len(), 5);
        let statements: Vec<u32> =
            finder.statements(&query).sure.iter().map(|hit| hit.id.0).collect();
        assert_eq!(statements, [1, 0, 2, 3]);
        let all = finder.everywhere(&query).sure;
        assert_eq!(all.len(), 8 + 5 + 4 + 7);
        assert_eq!(all[0].id, Record::Topic(TopicId(0)));
        assert_eq!(all[23].id, Record::Page(page(40)));
    }
}

#[test]
fn one_record_holds_the_whole_query() {
    let mut sample = Sample::built_in();
    sample.corpus.topics[7].definition = Some(Definition {
        text: "Réseau caché".into(),
        texts: Localised::default(),
        position: None,
    });
    let finder = sample.finder();
    let found = |query: &str| -> Vec<Record> {
        let found = finder.everywhere(&Query::parse(query));
        found.sure.iter().map(|hit| hit.id).collect()
    };
    let pages: Vec<Record> = [39, 40].map(|at| Record::Page(page(at))).to_vec();
    assert_eq!(found("fake tiktok"), pages);
    assert_eq!(found("cache"), [Record::Topic(TopicId(7))]);
    let jourdain = found("jourdain");
    assert_eq!(jourdain[0], Record::Expert(ExpertId(4)));
    assert!(jourdain.contains(&Record::Topic(TopicId(0))));
    assert!(jourdain.contains(&Record::Statement(StatementId(2))));
    assert!(jourdain.contains(&Record::Page(page(22))));
    assert_eq!(found("tiktok")[0], Record::Topic(TopicId(0)));
}

#[test]
fn a_number_finds_its_page_first() {
    let mut sample = Sample::built_in();
    sample.statement("En 22 mots", &[], &[], &[1, 2, 3]);
    let finder = sample.finder();
    for typed in ["22", "p22", "p.22", "P. 22"] {
        let found = finder.everywhere(&Query::parse(typed));
        assert_eq!(found.sure[0].id, Record::Page(page(22)), "{typed}");
    }
    assert_eq!(finder.everywhere(&Query::parse("p2")).sure.len(), 1);
    let found = finder.everywhere(&Query::parse("22 jourdain"));
    assert_eq!(found.sure.len(), 1);
}

#[test]
fn ranks_break_ties_in_turn() {
    for (query, texts, expected) in [
        // The better place of the letters.
        ("media", &["multimedia", "medias"][..], &[1, 0][..]),
        // Whole words.
        ("media", &["medias", "media"], &[1, 0]),
        // Side by side, in order.
        ("du sens", &["sens du", "du bon sens", "du sens"], &[2, 0, 1]),
        // Accents as typed.
        ("côté", &["cote", "côté"], &[1, 0]),
        ("cote", &["cote", "côté"], &[0, 1]),
        // Corpus order.
        ("du", &["du b", "du a"], &[0, 1]),
        // Two words are read as one only where one of them is unknown.
        ("fake news", &["fakenews", "news"], &[0]),
        ("fake news", &["fakenews", "fake news", "news"], &[1, 0]),
    ] {
        let mut sample = Sample::new();
        for text in texts {
            sample.statement(text, &[], &[], &[]);
        }
        let found = sample.finder().statements(&Query::parse(query));
        let order: Vec<u32> = found.sure.iter().map(|hit| hit.id.0).collect();
        assert_eq!(order, expected, "{query}");
    }
    let mut sample = Sample::new();
    let topic = sample.topic("Sens", &[]);
    let longer = sample.topic("Sens unique", &[]);
    sample.citation(longer, &[1, 2, 3, 4, 5, 6, 7]);
    sample.statement("autre chose", &[], &[topic], &[1, 2, 3]);
    sample.statement("le sens", &[], &[topic], &[9]);
    sample.statement("du sens", &[], &[], &[9, 10]);
    let finder = sample.finder();
    let found = finder.statements(&Query::parse("sens"));
    let order: Vec<u32> = found.sure.iter().map(|hit| hit.id.0).collect();
    assert_eq!(order, [2, 1, 0], "own words, then more pages");
    let found = finder.topics(&Query::parse("sens"));
    let order: Vec<TopicId> = found.sure.iter().map(|hit| hit.id).collect();
    assert_eq!(order, [topic, longer], "the whole name, before more pages");
}

#[test]
fn names_are_looked_up() {
    let sample = Sample::built_in();
    let finder = sample.finder();
    let looked = |name: &str| -> Vec<(&str, Match)> {
        let found = finder.lookup(name).into_iter();
        found.map(|(subject, how)| (sample.corpus.name(subject), how)).collect()
    };
    assert_eq!(looked("tiktok"), [("TikTok", Match::Exact)]);
    assert_eq!(looked("fakenews"), [("Fake news", Match::Exact)]);
    assert_eq!(looked("ertscheid"), [("Olivier Ertzscheid", Match::Alias)]);
    assert_eq!(looked("ertzchied"), [("Olivier Ertzscheid", Match::Typo)]);
    assert_eq!(looked("douani"), [("Damien Douani", Match::Word)]);
    assert_eq!(
        looked("influence"),
        [
            ("Influence", Match::Exact),
            ("Influence B2B", Match::Prefix),
            ("Marketing d’influence", Match::Word),
        ]
    );
    for nothing in ["zzqx", "", "!", "22"] {
        assert_eq!(looked(nothing), [], "{nothing}");
    }
}

#[test]
fn the_nearest_names_are_plausible() {
    let sample = Sample::built_in();
    let finder = sample.finder();
    let near = |word: &str| -> Vec<&str> {
        let subjects = finder.nearest(word, 2).into_iter();
        subjects.map(|subject| sample.corpus.name(subject)).collect()
    };
    assert_eq!(near("tkitko"), ["TikTok"]);
    assert_eq!(near("ertshciedt"), ["Olivier Ertzscheid"]);
    assert_eq!(near("inflnuecee"), ["Influence", "Influence B2B"]);
    assert_eq!(near("zzqx"), [] as [&str; 0]);
    assert_eq!(finder.nearest("tkitko", 0), []);
}

/// Records that hold every term, told by comparing each term with each word.
mod scan {
    use super::*;

    pub(super) fn words(text: &str) -> Vec<String> {
        fold(text)
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    }

    fn length(text: &str) -> usize {
        text.chars().count()
    }

    fn plain(word: &str, term: &str) -> bool {
        let digit = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
        length(term) >= 4 && !digit(word) && !digit(term)
    }

    fn holds(words: &[String], term: &str) -> bool {
        let met =
            |word: &String| word.starts_with(term) || (plain(word, term) && word.contains(term));
        words.iter().any(met)
    }

    fn split(words: &[String], term: &str) -> bool {
        (0..words.len()).any(|first| {
            let rest = term.get(words[first].len()..);
            length(&words[first]) >= 2
                && words[first..].concat().starts_with(term)
                && rest.is_some_and(|rest| length(rest) >= 2)
        })
    }

    fn scattered(words: &[String], term: &str) -> bool {
        let met = |word: &String| {
            // The letters stand in the start of the word: in one more than twice as many.
            let mut letters = word.chars().take(2 * length(term) + 1);
            plain(word, term)
                && word.chars().next() == term.chars().next()
                && term.chars().all(|wanted| letters.any(|letter| letter == wanted))
        };
        words.iter().any(met)
    }

    fn misspelt(words: &[String], term: &str) -> bool {
        let most = match length(term) {
            9.. => 2,
            5.. => 1,
            _ => return false,
        };
        let term: Vec<char> = term.chars().collect();
        words.iter().any(|word| {
            let word: Vec<char> = word.chars().collect();
            !word.iter().chain(&term).any(char::is_ascii_digit) && within(&word, &term, most)
        })
    }

    /// Whether so few errors part two words, by trying every error.
    fn within(a: &[char], b: &[char], most: usize) -> bool {
        match (a, b) {
            ([first, a @ ..], [other, b @ ..]) if first == other && within(a, b, most) => true,
            ([], []) => true,
            _ if most == 0 => false,
            _ => {
                (!a.is_empty() && within(&a[1..], b, most - 1))
                    || (!b.is_empty() && within(a, &b[1..], most - 1))
                    || (!a.is_empty() && !b.is_empty() && within(&a[1..], &b[1..], most - 1))
                    || (a.len() > 1
                        && b.len() > 1
                        && (a[0], a[1]) == (b[1], b[0])
                        && within(&a[2..], &b[2..], most - 1))
            }
        }
    }

    /// The records that surely hold all terms, and those that nearly do.
    pub(super) fn found(texts: &[Vec<String>], terms: &[String]) -> [BTreeSet<usize>; 2] {
        let such = |holds: &dyn Fn(&[String]) -> bool| -> BTreeSet<usize> {
            (0..texts.len()).filter(|&at| holds(&texts[at])).collect()
        };
        let known = |term: &str| texts.iter().any(|words| holds(words, term));
        let mut sure = such(&|_| true);
        let mut any = sure.clone();
        let mut place = 0;
        while place < terms.len() {
            let mut term = terms[place].clone();
            if let Some(next) = terms.get(place + 1) {
                let joined = format!("{term}{next}");
                if (!known(&term) || !known(next)) && known(&joined) {
                    term = joined;
                    place += 1;
                }
            }
            place += 1;
            let typed = if known(&term) {
                such(&|words| holds(words, &term))
            } else {
                such(&|words| split(words, &term))
            };
            let mut nearly = such(&|words| scattered(words, &term));
            if typed.is_empty() {
                nearly.extend(such(&|words| misspelt(words, &term)));
            }
            sure = &sure & &typed;
            any = &any & &(&typed | &nearly);
        }
        let close = &any - &sure;
        [sure, close]
    }
}

proptest! {
    #[test]
    fn finding_statements_equals_a_plain_scan(
        texts in prop::collection::vec("([abé][be\u{301}œ]{0,4}['’ -]|[a2][0-9]{1,2} ){0,7}", 0..12),
        typed in "([ab][beéœ]{0,6}[ -]|2[0-9] ){1,3}",
    ) {
        let mut sample = Sample::new();
        for text in &texts {
            sample.statement(text, &[], &[], &[]);
        }
        let words: Vec<Vec<String>> = texts.iter().map(|text| scan::words(text)).collect();
        let [sure, close] = scan::found(&words, &scan::words(&typed));
        let found = sample.finder().statements(&Query::parse(&typed));
        let places = |hits: &[Hit<StatementId>]| -> BTreeSet<usize> {
            hits.iter().map(|hit| hit.id.place()).collect()
        };
        prop_assert_eq!(found.sure.len(), sure.len());
        prop_assert_eq!(places(&found.sure), sure);
        prop_assert_eq!(found.close.len(), close.len());
        prop_assert_eq!(places(&found.close), close);
    }

    #[test]
    fn anything_may_be_typed(typed in any::<String>()) {
        let finder = Sample::built_in().finder();
        let query = Query::parse(&typed);
        let all = finder.everywhere(&query);
        prop_assert!(all.sure.len() + all.close.len() <= 24);
        prop_assert!(finder.lookup(&typed).len() <= 13);
        prop_assert!(finder.nearest(&typed, 3).len() <= 3);
    }
}
