//! What somebody answers, wishes or praises, in words that are no verb of speech; names that are
//! whole; titles that are no turns.

use super::{drafted, said};
use crate::corpus::Voice;

/// Holds each text against who speaks in it.
fn speak(cases: &[(&str, &[&str])]) {
    for (text, names) in cases {
        let found: Vec<String> = said(text).into_iter().map(|(who, ..)| who).collect();
        assert_eq!(found, *names, "{text}");
    }
}

#[test]
fn whose_answer_or_rule_it_is_says_what_it_is() {
    speak(&[
        ("Ada Brun’s message is that a ferry is more than a boat.", &["Ada Brun"]),
        ("Le conseil d’Ada Brun est de partir avant la pluie.", &["Ada Brun"]),
        ("Réponse des animateurs : revenir au plan de départ.", &["animateurs"]),
        ("Définition donnée par Ada Brun : un bac est un pont qui bouge.", &["Ada Brun"]),
        (
            "Ada Brun said it was late. Her first tip in this matter: leave before the rain comes.",
            &["Ada Brun", "Ada Brun"],
        ),
        (
            "Ada Brun dit qu’il est tard. Sa réponse est que le bac attendra.",
            &["Ada Brun", "Ada Brun"],
        ),
        (
            "Ada Brun, qui enseigne la voile, en tire une règle simple : ne partir qu’à deux.",
            &["Ada Brun"],
        ),
        ("Ada Brun asks one question: who pays for the second crew?", &["Ada Brun"]),
        // Pages are no answer, and a thing gives none.
        ("Ada Brun’s answer: p. 4 and pp. 6 to 9 of it.", &[]),
        ("Le conseil de la mer : voir pages 4 et 9 pour le reste.", &[]),
        ("The question of the river: who pays for the second crew?", &[]),
    ]);
}

#[test]
fn what_is_talked_about_or_pointed_to_in_a_clause_is_said() {
    speak(&[
        ("Ada Brun talked about how the river had changed since May.", &["Ada Brun"]),
        ("Ada Brun revient sur la façon dont le bac a coulé en mai.", &["Ada Brun"]),
        ("Ada Brun pointed to the fact that the river had changed.", &["Ada Brun"]),
        ("Ada Brun défend l’idée que le bac doit partir à la nuit.", &["Ada Brun"]),
        ("Ada Brun put forth the idea that the boat should leave at night.", &["Ada Brun"]),
        ("Ada Brun m’a répondu au téléphone que le bac partirait.", &["Ada Brun"]),
        (
            "Of course, as students of rivers reply, the water was never still.",
            &["students of rivers"],
        ),
        ("Ada Brun discussed how to mend a boat with the crew.", &[]),
        ("Ada Brun talked about the river and the boats in it.", &[]),
        ("Some boats, as boxes of tea do, arrive late in the year.", &[]),
    ]);
}

#[test]
fn what_somebody_hopes_fears_or_praises_is_theirs() {
    speak(&[
        ("Ada Brun expressed the hope that the bridge would open in May.", &["Ada Brun"]),
        ("Ada Brun a fait part de son inquiétude pour les gens du quai.", &["Ada Brun"]),
        ("Ada Brun recognized the tremendous work of the night crew.", &["Ada Brun"]),
        ("Ada Brun a salué le travail des équipes de nuit.", &["Ada Brun"]),
        ("Ada Brun expressed milk for her child on the boat.", &[]),
        ("Ada Brun recognized the man in the second boat.", &[]),
    ]);
}

#[test]
fn words_that_a_sentence_behind_them_gives_to_somebody_are_theirs() {
    speak(&[
        (
            "« Personne ne part, mais personne ne reste seul. » C’est par ces mots qu’Ada Brun, \
             présidente du cercle, a ouvert la séance (p. 9).",
            &["Ada Brun"],
        ),
        (
            "“Nobody leaves, and nobody stays alone.” With these words the chair, Ada Brun, opened \
             the day.",
            &["Ada Brun"],
        ),
        (
            "Ada Brun said it was late. “Nobody leaves, and nobody stays alone.” With the river \
             Rémi Berthier is at home.",
            &["Ada Brun", "Ada Brun"],
        ),
    ]);
}

#[test]
fn who_stands_behind_a_role_in_capitals_is_named_whole() {
    speak(&[
        (
            "Former U.S. Chief Technology Officer Ada Park closed the day and said that it was good.",
            &["Ada Park"],
        ),
        (
            "“I am so proud to be part of this boat with all of you,” 18F Developer Ada Brun said.",
            &["Ada Brun"],
        ),
        ("18F visual and UX designer Ada Brun shared how her team mends boats.", &["Ada Brun"]),
        (
            "Selon une source proche du dossier, le bac est vendu.",
            &["une source proche du dossier"],
        ),
        (
            "According to an official familiar with the plan, the boat is sold.",
            &["an official familiar with the plan"],
        ),
        (
            "Growers in the Orley Guild are not glad; they complain (p. 23) that peas are cheap.",
            &["Growers in the Orley Guild"],
        ),
        ("« Le bac est en retard », lâche un maire qui a préféré taire son nom.", &["un maire"]),
        ("Ada Brun spoke first. Two pages on, she insists that the boat is sold.", &["Ada Brun"]),
        ("Nobody walks in Ada Park at night, the signs do not say why.", &[]),
    ]);
}

#[test]
fn a_title_with_a_colon_is_no_turn() {
    speak(&[
        ("The Ferry Question: a public debate of the year 1931", &[]),
        ("La Grande Traversée : ce qu’il faut en retenir", &[]),
        (
            "In Book Was There: Reading in Electronic Times, the author opens a long road to us all.",
            &[],
        ),
        ("Ada Brun: “It is late, and the river is high.”", &["Ada Brun"]),
        ("Ada Brun (maire) : Il est tard, et la rivière monte.", &["Ada Brun"]),
        (
            "Ada Brun : il est tard et la rivière monte.\n\nRémi Berthier : qui paie le passeur ?\n\n\
             Ada Brun : personne ne paie pour la nuit.",
            &["Ada Brun", "Ada Brun"],
        ),
    ]);
}

#[test]
fn a_quotation_that_ends_an_article_is_kept() {
    let last = "“If you do it just right, the horse is going to move for you.”";
    speak(&[
        (
            &format!("Ada Brun said it was late. A boat is like a horse, she said.\n\n{last}"),
            &["Ada Brun", "Ada Brun", "Ada Brun"],
        ),
        (&format!("The boats were late that year, all of them.\n\n{last}"), &[""]),
        ("The boats were late that year, all of them.\n\n“So it is.”", &[]),
    ]);
}

#[test]
fn words_that_one_word_joins_are_one_quotation() {
    let found = said("Ada Brun saw a day made “to tell them they are not alone,” but “a crew”.");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].3.contains("[…]"), "{found:?}");
    let found = said("Ada Brun dit que la nuit est « longue pour qui veille » mais « sans vent ».");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn what_the_author_doubts_behind_another_clause_is_the_authors() {
    for text in [
        "I took the chair that day and I still think they were both wrong.",
        "I don’t think it is, at least not at these prices.",
        "My own boat leaks, so I’m with the ferryman.",
    ] {
        let corpus = drafted(text);
        assert_eq!(corpus.statements.len(), 1, "{text}");
        assert!(corpus.statements[0].voice == Voice::Author, "{text}");
    }
}

#[test]
fn a_clause_of_place_behind_pages_says_what_it_says() {
    let found = said(
        "The report is out. The rents come back on page 4, page 9 and page 12, where Ada Brun says \
         that they rose.",
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (found[0].0.as_str(), found[0].3.as_str()),
        ("Ada Brun", { "where Ada Brun says that they rose." })
    );
}

#[test]
fn a_long_link_breaks_no_line_in_two() {
    let text = "The day was opened by [Officer Ada\nBrun](https://boats.example.org/people/of/the/\
                river/and/the/sea/ada-brun-of-the-ferry). She\nsaid that the boat would leave.\n\nMore of it.";
    speak(&[(text, &["Ada Brun"])]);
}
