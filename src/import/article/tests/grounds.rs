//! By which rule page lists are drafted, and how sure that is.

use super::*;

/// The topic, the rule and the confidence of each page list.
fn rules(source: &str) -> Vec<(String, String, f64)> {
    let corpus = drafted(source);
    let lists = corpus.citations.iter();
    lists
        .map(|list| {
            assert!(list.draft, "{list:?}");
            let rule = list.rule.as_ref().map(ToString::to_string).unwrap_or_default();
            (corpus.name(list.subject).to_owned(), rule, list.confidence.unwrap_or_default())
        })
        .collect()
}

#[test]
fn a_page_list_says_how_its_theme_was_found_and_how_sure_that_is() {
    for (source, topic, rule, sure) in [
        ("Trams: p. 3, 5\n\nFog: p. 8, 9\n\nRain: p. 11, 12, 14", "Trams", "X: p N", 0.9),
        ("The report looks at trams (pp. 3, 5, 8).", "trams", "X [p N]", 0.75),
        (
            "- Lost varieties (pp. 4–10): 23 apples have gone\n- Found varieties (pp. 14–19): 3",
            "Lost varieties",
            "X first",
            0.8,
        ),
        ("Snow runs from page 20 to page 24.", "snow", "X is on p N", 0.85),
        ("Repair wins by a mile (pp. 3, 7, 8).", "repair", "head of the sentence", 0.7),
        (
            "What do the residents want? They ask for shade on pages 3, 5 and 9.",
            "residents want",
            "theme of the question",
            0.5,
        ),
    ] {
        let found = rules(source);
        let first = found.first().cloned().unwrap_or_default();
        let (known, by, how) = (first.0.to_lowercase(), first.1.as_str(), first.2);
        assert_eq!((known, by, how), (topic.to_lowercase(), rule, sure), "{source}: {found:?}");
    }
}

#[test]
fn pages_that_two_rules_give_are_as_sure_as_the_less_sure_of_the_two() {
    let text = "The report looks at trams (pp. 3, 5, 8). They come back on pages 30 and 38.";
    let found = rules(text);
    let [(_, rule, sure)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((rule.as_str(), *sure), ("words near the pages", 0.5));
}
