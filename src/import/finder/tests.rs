//! The finder on small pages written for it.

use std::fmt::Write as _;

use super::*;

/// Page numbers from 1 on which a name stands, and in what.
fn pages_of(name: &str, pages: &[&str]) -> Vec<(usize, Place)> {
    let mut pages: Vec<_> = Finder::new([[name]])
        .find(pages)
        .into_iter()
        .map(|hit| (hit.page + 1, hit.place))
        .collect();
    pages.dedup();
    pages
}

fn body(name: &str, pages: &[&str]) -> Vec<usize> {
    let found = pages_of(name, pages).into_iter();
    found.filter(|&(_, place)| place == Place::Body).map(|(page, _)| page).collect()
}

#[test]
fn accents_case_ligatures_and_plurals_make_no_difference() {
    let pages =
        ["Les RÉSEAUX\nSOCIAUX.", "un réseau social", "reseaux sociaux", "un réseau", "eﬃcacité"];
    assert_eq!(body("réseau social", &pages), [1, 2, 3]);
    assert_eq!(body("efficacité", &pages), [5]);
}

#[test]
fn only_whole_words_are_found() {
    let pages = ["le portable", "porta", "la porte-fenêtre", "l’art", "artiste"];
    assert!(body("port", &pages).is_empty());
    assert_eq!(body("fenêtre", &pages), [3]);
    assert_eq!(body("art", &pages), [4]);
}

#[test]
fn words_cut_at_a_line_end_are_found_and_nothing_false() {
    let pages = ["le numé-\nrique et peut-\nêtre mal-\ngré", "rique", "malgré tout"];
    assert_eq!(body("numérique", &pages), [1]);
    assert_eq!(body("peut-être", &pages), [1]);
    assert_eq!(body("rique", &pages), [2]);
    assert!(body("gré", &pages).is_empty());
}

#[test]
fn a_phrase_does_not_cross_the_end_of_a_sentence() {
    let pages = ["C’est faux. News du jour.", "des fake\nnews", "J. P. Morel", "vu en fake! News"];
    assert!(body("faux news", &pages).is_empty());
    assert_eq!(body("fake news", &pages), [2]);
    assert_eq!(body("J. P. Morel", &pages), [3]);
}

#[test]
fn short_names_in_capitals_need_them() {
    let pages = ["l’IA avance", "il ia", "or, dit-il", "OR et IA", "VIA"];
    assert_eq!(body("IA", &pages), [1, 4]);
    assert_eq!(body("OR", &pages), [4]);
}

#[test]
fn all_spellings_of_a_name_count_for_it() {
    let finder = Finder::new([vec!["fake news", "infox"], vec!["infox"]]);
    let hits = finder.find(&["une infox"]);
    assert_eq!(hits.iter().map(|hit| hit.name).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(hits[0].range, 4..9);
}

#[test]
fn a_name_cut_by_a_page_break_counts_on_the_first_page() {
    let pages = ["Il parle de la souveraineté", "numérique des États.", "rien"];
    assert_eq!(body("souveraineté numérique", &pages), [1]);
    let pages = ["Il parle du numé-", "rique."];
    assert_eq!(body("numérique", &pages), [1]);
}

#[test]
fn running_heads_and_contents_stand_apart() {
    let mut pages =
        vec!["Sommaire\nA .... 1\nB .... 2\nL’éthique .... 3\nC .... 4\nD .... 5".to_owned()];
    for number in 1..=4 {
        let mut page = format!("Revue d’éthique\nUne page {number} de texte.\n");
        for line in 0..8 {
            let _ = writeln!(page, "Ligne {line} {}", "mot ".repeat(number + line));
        }
        if number == 2 {
            page.push_str("Ici l’éthique est au milieu\nde la page\net encore\ndes mots\n");
        }
        pages.push(page);
    }
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    assert_eq!(
        pages_of("éthique", &pages),
        [
            (1, Place::Contents),
            (2, Place::Running),
            (3, Place::Running),
            (3, Place::Body),
            (4, Place::Running),
            (5, Place::Running)
        ]
    );
}

#[test]
fn positions_lead_to_the_words_of_the_source() {
    let page = "L’œuvre\u{a0}: Me\u{301}dias  sociaux, fin";
    let hits = Finder::new([["média social"], ["oeuvre"]]).find(&[page]);
    let words: Vec<&str> = hits.iter().map(|hit| &page[hit.range.clone()]).collect();
    assert_eq!(words, ["œuvre", "Me\u{301}dias  sociaux"]);
}

#[test]
fn nothing_to_look_for_finds_nothing() {
    assert_eq!(Finder::new(Vec::<Vec<&str>>::new()).find(&["a"]), []);
    assert_eq!(pages_of("—", &["a — b"]), []);
}
