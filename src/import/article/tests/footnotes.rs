//! Drafts of notes at the foot of an article and of what their marks stand behind.

use super::digests::listed;
use super::digests::topic;
use super::places::give;
use super::*;

#[test]
fn notes_give_their_pages_to_the_themes_that_they_name() {
    give(&[
        (
            "The quarrel goes on for long.[1] Nobody mends anything [2].\n\nNotes\n[1] Harbour tolls: pp. 30–32. I skipped the table.\n\
             [2] On nets, see pp. 40–42, and again p. 60 for those who mend them.",
            &[("Harbour tolls", "30 31 32"), ("nets", "40 41 42 60")],
        ),
        (
            "La querelle est longue¹. Personne ne répare rien².\n\n¹ Droits de quai : p. 30-32. J’ai sauté le tableau.\n\
             ² Sur les filets, voir p. 40 à 42, et un schéma p. 60.",
            &[("Droits de quai", "30 31 32"), ("filets", "40 41 42 60")],
        ),
        // What is dated is a work of its own.
        (
            "Rien ne vaut le vieux livre [1].\n\n[1] J. Morel, Le Quai, 1988, notamment p. 12 et 40.",
            &[],
        ),
    ]);
}

#[test]
fn notes_that_hold_pages_alone_are_those_of_what_their_mark_stands_behind() {
    give(&[
        (
            "Le gros morceau, on s’en doute, c’est la vase (1). Il faut dire que le dragage des bassins est très bien expliqué (2).\n\n\
             (1) p. 3, 5-7 et 22.\n(2) p. 30 et 31, avec un plan p. 44",
            &[("vase", "3 5 6 7 22"), ("dragage des bassins", "30 31 44")],
        ),
        (
            "The great topic, as nobody will wonder, is the price of rope.[^1] I would add that the mending of nets is very well explained.[^2] The best chapter is the seventh, on tides.[^3]\n\n\
             [^1]: pp. 6, 14 and 39.\n[^2]: pp. 20 and 21.\n[^3]: pp. 54–58.",
            &[
                ("price of rope", "6 14 39"),
                ("mending of nets", "20 21"),
                ("tides", "54 55 56 57 58"),
            ],
        ),
    ]);
    // Rows may begin with numbers in brackets too, and a measure bears no mark.
    let rows = "Trois choses manquent.\n\n(1) Anne Morel dit que le quai s’enfonce (p. 8).\n\n(2) Paul Rey dit qu’il dort (p. 9).";
    let pages: Vec<_> = said(rows).into_iter().map(|(.., pages, _)| pages).collect();
    assert_eq!(pages, [vec![8], vec![9]]);
    assert_eq!(
        listed(
            "Le rapport est long. Le quai fait 300 m² et il s’enfonce. La vase¹ gagne. Le sel² aussi.\n\n¹ p. 3, 5.\n² p. 7, 9."
        ),
        [topic("vase", "3 5"), topic("sel", "7 9")]
    );
}

#[test]
fn a_note_behind_what_somebody_says_gives_its_page() {
    for text in [
        "« Le quai s’enfonce d’un doigt par an », dit Anne Morel [1].\n\nNotes\n[1] L’entretien est à la fin ; le mot d’Anne Morel se trouve p. 34.",
        "“The quay sinks by a finger a year,” says Anne Morel.¹\n\n¹ Morel, p. 34.",
        "“The quay sinks by a finger a year,” says Anne Morel. The rest is short.[^1]\n\nAnne Morel says that it rains.[^2]\n\n[^2]: Morel, p. 34.",
    ] {
        let pages: Vec<_> = said(text).into_iter().map(|(who, _, pages, _)| (who, pages)).collect();
        assert!(pages.contains(&("Anne Morel".into(), vec![34])), "{text}: {pages:?}");
        assert_eq!(listed(text), []);
    }
}
