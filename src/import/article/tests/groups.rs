//! Those who speak without a name of their own: one of several, a number of them, a body; and what
//! they feel, what the authors found, and quotations that shortcodes set apart.

use super::{drafted, said};
use crate::corpus::Voice;

/// Who speaks, statement by statement.
fn speakers(source: &str) -> Vec<String> {
    said(source).into_iter().map(|(who, ..)| who).collect()
}

/// Holds each text against who speaks in it.
fn speak(cases: &[(&str, &[&str])]) {
    for (text, names) in cases {
        assert_eq!(speakers(text), *names, "{text}");
    }
}

#[test]
fn a_number_of_people_speaks_and_a_number_of_things_does_not() {
    speak(&[
        ("A number of gardeners noted that the rain came late.", &["A number of gardeners"]),
        ("A small group of tenants said the lift was slow.", &["A small group of tenants"]),
        (
            "Une majorité d’usagers affirment que le bac part en retard.",
            &["Une majorité d’usagers"],
        ),
        ("La plupart des habitants estiment que le pont tiendra.", &["La plupart des habitants"]),
        ("Market visitors agreed that the stalls stand too close.", &["Market visitors"]),
        ("Interviewees complained of letters that nobody could read.", &["Interviewees"]),
        ("A number of bridges say nothing that matters.", &[]),
        ("Des réponses charmantes affirment que tout va bien.", &[]),
    ]);
}

#[test]
fn one_of_several_speaks_and_is_meant_by_a_pronoun_behind() {
    speak(&[
        (
            "One of our guests, for example, mentioned that the key was lost. “I slept in the \
             hall,” she said.",
            &["One of our guests", "One of our guests"],
        ),
        ("L’une des bénévoles mentionne que la clé manquait.", &["L’une des bénévoles"]),
        ("One person reported feeling that nobody had read the form.", &["One person"]),
        (
            "Ada Brun said the ferry was late. A man in Harwick had waited since noon. He said, \
             “I could have walked it in that time.”",
            &["Ada Brun", "A man in Harwick"],
        ),
        (
            "Ada Brun affirme que le bac est en retard. Une habitante de Sarnac attendait depuis \
             midi. Elle ajoute : « À pied, je serais arrivée plus tôt. »",
            &["Ada Brun", "Une habitante de Sarnac"],
        ),
        // A thing is nobody whom a pronoun means.
        (
            "Ada Brun said the ferry was late. A ferry in Harwick had sunk. She said, “We all \
             walked home that night.”",
            &["Ada Brun", "Ada Brun"],
        ),
    ]);
}

#[test]
fn what_somebody_feels_is_theirs_and_a_thing_that_is_felt_is_not() {
    speak(&[
        ("Ada Brun, for one, feels she cannot prove her age.", &["Ada Brun"]),
        ("Ada Brun felt like they were guests in their own house.", &["Ada Brun"]),
        ("Ada Brun a le sentiment que personne ne lit les lettres.", &["Ada Brun"]),
        ("Ada Brun felt the cold of the river in her hands.", &[]),
        ("Ada Brun a le sentiment du devoir accompli.", &[]),
    ]);
}

#[test]
fn a_participle_behind_an_article_is_no_verb() {
    speak(&[
        ("Most guests, before booking a room, weigh the predicted price of it.", &[]),
        ("Most guests, before booking a room, predicted a dry week.", &["Most guests"]),
    ]);
}

#[test]
fn a_role_between_commas_is_no_speaker_of_its_own() {
    speak(&[
        (
            "Dr Ada Brun, a heat engineer at Orley College, has measured six kilns and reports \
             that a third is lost.",
            &["Ada Brun"],
        ),
        (
            "Ada Brun, la directrice de l’Institut Mervelle, a mesuré six fours et affirme que \
             tout se perd.",
            &["Ada Brun"],
        ),
    ]);
}

#[test]
fn a_body_keeps_the_name_of_what_it_is_of() {
    speak(&[
        (
            "According to the Institute of Marine Acoustics, the bay is too loud.",
            &["Institute of Marine Acoustics"],
        ),
        (
            "Selon l’Agence des eaux du Levant, la baie est trop bruyante.",
            &["Agence des eaux du Levant"],
        ),
        (
            "Rémi Berthier from the Department of Public Works noted that bolts rust.",
            &["Rémi Berthier"],
        ),
    ]);
}

#[test]
fn an_example_in_quotation_marks_belongs_to_the_claim_that_gives_it() {
    let found =
        said("Ada Brun mentioned that she waits for words like, “Thank you for calling us.”");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].3.starts_with("Ada Brun mentioned"), "{found:?}");
    let found = said("Ada Brun affirme qu’elle attend des mots tels que « Merci de votre appel ».");
    assert!(found[0].3.starts_with("Ada Brun affirme"), "{found:?}");
    speak(&[("Ada Brun collects labels such as “This is a real old cheese”.", &[])]);
}

#[test]
fn a_question_in_marks_ends_before_a_sentence_that_begins_with_a_pronoun() {
    let text = "Ada Brun spoke first. She said, “Why must you make it harder?” She wondered why \
                one letter was not enough.";
    let found = said(text);
    assert_eq!(speakers(text), ["Ada Brun", "Ada Brun"]);
    assert!(found[1].3.starts_with("She wondered"), "{found:?}");
    speak(&[("“Why must you make it harder?” Ada Brun asked.", &["Ada Brun"])]);
}

#[test]
fn what_the_authors_found_is_the_authors_own() {
    for text in [
        "Offices want trust, but we found that trust needs two sides.",
        "We observed a strong link between sleep and noise.",
        "We suspect the letter was never sent.",
        "Nous avons constaté que la confiance va dans les deux sens.",
    ] {
        let corpus = drafted(text);
        assert_eq!(corpus.statements.len(), 1, "{text}");
        assert!(corpus.statements[0].voice == Voice::Author, "{text}");
    }
    speak(&[("We found a house near the river and stayed.", &[""])]);
}

#[test]
fn a_shortcode_sets_a_quotation_apart_and_says_whose_it_is() {
    let text = "Some words of the article.\n\n\
        {{< quote-block text=\"We plant more than we reap &amp; know it.\" \
        cite=\"Chief Garden Officer, Ada Brun\" >}}\n\nMore words of the article.";
    let found = said(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "Ada Brun");
    assert_eq!(found[0].3, "We plant more than we reap & know it.");
    let text = "Des mots.\n\n{% include citation.html texte=\"On plante plus qu’on ne récolte.\" \
                auteur=\"Ada Brun\" %}\n\nEncore des mots.";
    assert_eq!(speakers(text), ["Ada Brun"]);
    // A picture has words too.
    let text = "Some words.\n\n{{< img src=\"a.png\" text=\"We plant more than we reap here.\" \
                cite=\"Ada Brun\" >}}\n\nMore.";
    assert_eq!(said(text), []);
}

#[test]
fn a_sentence_that_only_leads_to_a_list_says_nothing() {
    speak(&[
        ("If you build it yourself, the speakers recommended:\n\n- One thing\n- Another", &[]),
        ("The speakers recommended one small thing to all.", &["The speakers"]),
    ]);
}

#[test]
fn two_people_with_one_surname_stay_two() {
    speak(&[
        ("Ada Brun said it was late. Rémi Brun said it was early.", &["Ada Brun", "Rémi Brun"]),
        ("Ada R. affirme que tout va. Rémi R. affirme que rien ne va.", &["Ada R.", "Rémi R."]),
        ("Ada Brun said it was late. A. Brun said it was early.", &["Ada Brun", "Ada Brun"]),
        ("Ada Brun said it was late. Brun said it was over.", &["Ada Brun", "Ada Brun"]),
    ]);
}

#[test]
fn a_body_answers_and_wants_under_its_name() {
    speak(&[
        (
            "Asked for a reaction, the Ministry of Trade replied that it had no plans.",
            &["the Ministry of Trade"],
        ),
        ("The Guild of Bakers wants a grant for every oven.", &["The Guild of Bakers"]),
        ("Le syndicat veut que les nuits soient payées.", &["Le syndicat"]),
        ("Ada Brun reproche à la mairie son silence.", &["Ada Brun"]),
        ("Ada Brun wants a dog for her birthday.", &[]),
        ("At last the end of the day said nothing new.", &[]),
    ]);
}

#[test]
fn what_everybody_thinks_is_said_by_nobody() {
    speak(&[
        ("Many people feel that offices do not trust them.", &[]),
        ("Beaucoup de gens pensent que le pont est vieux.", &[]),
        ("Many people said that offices do not trust them.", &["Many people"]),
        ("Some people mentioned that they look for one of the following:\n\n- a lock", &[]),
    ]);
}

#[test]
fn a_quotation_behind_a_paragraph_about_one_person_is_theirs() {
    let said = "“To be a good cook means to be lazy and to listen to the lazy ones.”";
    speak(&[
        (
            &format!(
                "We asked five cooks what they do. Ada Brun took an easy way.\n\n{said}\n\nThe rest of it."
            ),
            &["Ada Brun"],
        ),
        (&format!("We asked five cooks what they do all day.\n\n{said}\n\nThe rest of it."), &[""]),
    ]);
}

#[test]
fn a_claim_whose_end_alone_has_a_page_begins_with_its_sentence() {
    let found =
        said("Ada Brun spoke. The bakers, she added, are generous; the shelf is not (p. 82).");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].3.starts_with("The bakers"), "{found:?}");
    let found =
        said("Ada Brun says that it is late (p. 3); Rémi Berthier says that it is not (p. 4).");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].3.starts_with("Rémi Berthier"), "{found:?}");
}

#[test]
fn a_word_or_two_in_marks_are_no_words_of_the_report() {
    let alone = |text: &str, words: &str| said(text).iter().any(|said| said.3 == words);
    let text = "The report is out. Bakers owe what is known as “alarm debt” (p. 33).";
    assert!(!alone(text, "alarm debt"), "{:?}", said(text));
    let text = "Le rapport est paru. On doit ce qui se nomme « dette matinale » (p. 33).";
    assert!(!alone(text, "dette matinale"), "{:?}", said(text));
    // What somebody says is theirs, however short.
    let text = "The report is out. “Never again,” Ada Brun says (p. 33).";
    assert_eq!(speakers(text), ["Ada Brun"]);
}
