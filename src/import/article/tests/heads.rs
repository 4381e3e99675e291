//! Drafts of page lists whose theme begins its sentence, whatever the verb and whatever stands
//! between the two.

use super::places::give;

#[test]
fn a_sentence_is_about_what_it_begins_with_whatever_its_verb() {
    give(&[
        (
            "La farine bise divise toujours autant (p. 21, 22 et 44).",
            &[("farine bise", "21 22 44")],
        ),
        ("The miller’s cat walks it (pp. 4, 7, 12).", &[("miller’s cat", "4 7 12")]),
        ("Dusty rye gets a sober hearing (pp. 36–39).", &[("Dusty rye", "36 37 38 39")]),
        (
            "Le déclin du sarrasin (p. 45-49) est raconté sans nostalgie.",
            &[("déclin du sarrasin", "45 46 47 48 49")],
        ),
        (
            "Les roues à aubes, dont les plus anciennes ont deux siècles, font l’objet de tout le chapitre 3 (pages 44 à 53).",
            &[("roues à aubes", "44 45 46 47 48 49 50 51 52 53")],
        ),
        (
            "Les taxes et autres redevances, que j’attendais en vedette, entrent par la petite porte (p. 47, 49, 63).",
            &[("taxes et autres redevances", "47 49 63")],
        ),
        (
            "Sluice gates, the job nobody wants, are dealt with on pp. 23-25.",
            &[("Sluice gates", "23 24 25")],
        ),
        ("Moins gai, le chômage revient partout (p. 9, 11, 12).", &[("chômage", "9 11 12")]),
        (
            "La jachère entre voisins, elle, traverse le cahier (p. 14, 52, 57).",
            &[("jachère entre voisins", "14 52 57")],
        ),
        (
            "Les vannes fermées la nuit, d’abord, effleurées aux pages 36 et 37, puis reprises sans hâte à la page 44 : c’est maigre.",
            &[("vannes fermées la nuit", "36 37 44")],
        ),
        (
            "Les biefs, pris ensemble, sont mieux lotis : on leur a réservé un dossier (pages 70 à 73).",
            &[("biefs", "70 71 72 73")],
        ),
        (
            "Rye bread is still dear; see pp. 30, 31 and 60 if you must.",
            &[("Rye bread", "30 31 60")],
        ),
        ("AI helps with flour, too (pp. 3, 5, 8).", &[("AI", "3 5 8")]),
        // What only remarks on it stands before it, with a comma.
        (
            "Serpent de mer des soirées, la mouture lente se lit pages 61 à 63.",
            &[("mouture lente", "61 62 63")],
        ),
        ("As for flour fraud, you will find it on pp. 75–77.", &[("flour fraud", "75 76 77")]),
        (
            "Le barrage, lui, a droit à quatre pages fort claires, de 28 à 31.",
            &[("barrage", "28 29 30 31")],
        ),
        // Figures and what is said that something is are no place of a theme.
        ("Flour prices rose by 12% in a year (pp. 40–41).", &[]),
    ]);
}

#[test]
fn what_only_praises_names_its_theme_behind_it() {
    give(&[
        (
            "The nicest surprise is the bakers’ choir, tucked away on pp. 55 and 56.",
            &[("bakers’ choir", "55 56")],
        ),
        (
            "The theme that runs through the book is cold storage, which seems to please all (pages 4, 9 and 13).",
            &[("cold storage", "4 9 13")],
        ),
        (
            "Vient ensuite le gros morceau, la mouture lente, vantée par les uns (p. 28 à 30).",
            &[("mouture lente", "28 29 30")],
        ),
        (
            "Derrière arrive le tri des graines, dont on disait qu’il allait disparaître (p. 11, 18, 19).",
            &[("tri des graines", "11 18 19")],
        ),
        (
            "The part that got me out of bed was on cold storage, pages 35-37.",
            &[("cold storage", "35 36 37")],
        ),
        (
            "Même bonne surprise pour les refus de grain (p. 56-58), traités sans mépris.",
            &[("refus de grain", "56 57 58")],
        ),
        (
            "My hobby horse, bread before dawn, gets pages 33 to 35.",
            &[("bread before dawn", "33 34 35")],
        ),
        (
            "Premier constat, le gâchis. Il en est question d’un bout à l’autre (pages 5, 9 et 23).",
            &[("gâchis", "5 9 23")],
        ),
    ]);
}

#[test]
fn what_a_reader_or_the_document_turns_to_is_the_theme() {
    give(&[
        (
            "Our own crew will be most interested in the slow ovens (pp. 38–40).",
            &[("slow ovens", "38 39 40")],
        ),
        (
            "The book returns to this idea of thrift, the hope that a crust will last, on pages 11, 12 and 20.",
            &[("thrift", "11 12 20")],
        ),
        (
            "Le volume s’ouvre sur l’histoire des fours, des premiers foyers aux derniers (p. 9-11).",
            &[("histoire des fours", "9 10 11")],
        ),
        (
            "Le cahier y met le meilleur : p. 14 à 16 pour le levain, p. 29 pour la levure.",
            &[("levain", "14 15 16"), ("levure", "29")],
        ),
        (
            "I asked for more on yeast, and a good deal less on crumbs (pp. 18–19).",
            &[("crumbs", "18 19")],
        ),
    ]);
}

#[test]
fn one_page_is_that_of_a_theme_in_an_article_that_gives_pages_of_themes() {
    let lists = "Les roues sont traitées p. 3, 5 et 8.\n\nLes meules le sont p. 4, 6 et 9.\n\n";
    let given = |text: &str| {
        let all = super::digests::listed(&format!("{lists}{text}"));
        all.into_iter().skip(2).collect::<Vec<_>>()
    };
    let one = |name: &str, page: &str| vec![super::digests::topic(name, page)];
    assert_eq!(given("L’affûtage est expédié page 58 en une colonne."), one("affûtage", "58"));
    assert_eq!(given("Cakes and ale are on page 8, ahead of bread."), one("Cakes and ale", "8"));
    assert_eq!(
        given("Stale crusts are discussed on a single page (p. 12)."),
        one("Stale crusts", "12")
    );
    // What somebody saw there, or a figure, is none.
    assert_eq!(given("I am looking for the copy with the famous misprint on page 2."), []);
    assert_eq!(given("The chart of exports appeared on page 9."), []);
    // Two mentions of one page are one.
    assert_eq!(given("Yeast is p. 27 and only p. 27."), one("Yeast", "27"));
}

#[test]
fn clauses_without_end_are_passed_over_a_few_times_only() {
    let text =
        format!("Roofs are worn; {}we put them on pages 3, 5 and 8.", "we say; ".repeat(5000));
    assert!(super::digests::listed(&text).len() < 2);
    give(&[(
        "Big roofs are worn; we looked; you should turn to pages 3, 5 and 8.",
        &[("Big roofs", "3 5 8")],
    )]);
}

#[test]
fn what_an_author_only_remarks_on_is_the_theme() {
    give(&[
        ("Rien sur les meules avant les pages 60 et 61.", &[("meules", "60 61")]),
        ("Same fate for the sieves, banished to pages 77 to 79.", &[("sieves", "77 78 79")]),
        (
            "Pride of place goes to stone dressing, from page 42 to page 44.",
            &[("stone dressing", "42 43 44")],
        ),
        ("Signalons enfin les tamis, p. 80 et 81.", &[("tamis", "80 81")]),
        ("Much is made of weevils, notably on pp. 21, 22 and 35.", &[("weevils", "21 22 35")]),
        ("It is chattier about sacks: pp. 7, 8 and 65.", &[("sacks", "7 8 65")]),
        (
            "It was the chapter on floods (pp. 82-84) that changed my mind.",
            &[("floods", "82 83 84")],
        ),
        ("Quant aux sacs, grands oubliés, ils ont droit aux p. 31 et 33.", &[("sacs", "31 33")]),
        ("On price, the mood is glum; turn to p. 30 and p. 31.", &[("price", "30 31")]),
        ("Sans suspense, la farine remporte la palme (p. 5, 7 et 8).", &[("farine", "5 7 8")]),
        (
            "This year the weevil is down to three mentions (pp. 9, 17, 44).",
            &[("weevil", "9 17 44")],
        ),
        // Of two clauses the one with the pages counts, and of a clause what has the pages behind it.
        (
            "Je ne les attendais pas, et pourtant les moulins à vent sont de retour, de la page 35 à la page 37.",
            &[("moulins à vent", "35 36 37")],
        ),
        (
            "We did not think much of bread, but sieves (pages 90, 91, 94) were a hit.",
            &[("sieves", "90 91 94")],
        ),
        (
            "Nothing of the sort stands in the book, whose treatment of sacks is confined to pages 61 and 62.",
            &[("sacks", "61 62")],
        ),
        // What several writers come back to was named before.
        (
            "And yeast! Almost every contributor has a go at it (pp. 22, 29, 30).",
            &[("yeast", "22 29 30")],
        ),
        // Nouns that end as those of people do are things all the same.
        ("Les moteurs fatiguent tout le monde (p. 4, 7 et 12).", &[("moteurs", "4 7 12")]),
        ("Rubber is everywhere (pp. 4, 7, 12).", &[("Rubber", "4 7 12")]),
    ]);
}
