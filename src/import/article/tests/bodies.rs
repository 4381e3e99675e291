//! Bodies by their whole names, verbs that were not heard, and what a quotation's sentence says too.

use super::{drafted, said};

/// Holds each text against who speaks in it.
fn speak(cases: &[(&str, &[&str])]) {
    for (text, names) in cases {
        let found: Vec<String> = said(text).into_iter().map(|(who, ..)| who).collect();
        assert_eq!(found, *names, "{text}");
    }
}

#[test]
fn a_body_of_one_word_or_of_many_speaks_by_its_whole_name() {
    speak(&[
        ("The Atlantic called it “the oldest boat of the whole river”.", &["The Atlantic"]),
        ("La Poste explique que le bac a pris du retard.", &["La Poste"]),
        (
            "Hier, le Groupement scientifique du littoral d’Armor conclut que le bac coulera.",
            &["le Groupement scientifique du littoral d’Armor"],
        ),
        (
            "The Ministry of Trade of the Republic of Orley says that tea is dear.",
            &["The Ministry of Trade of the Republic of Orley"],
        ),
        // Who is known by the word behind the article stays who they are.
        ("Ada Brun said it was late. The Brun said that it was early.", &["Ada Brun", "Ada Brun"]),
        ("The Boats say nothing that anybody would hear.", &[]),
    ]);
}

#[test]
fn verbs_that_report_are_heard_and_those_that_show_something_are_not() {
    speak(&[
        ("Ada Brun calculates that a third of the boats leak.", &["Ada Brun"]),
        ("Ada Brun holds that boats belong to those who mend them.", &["Ada Brun"]),
        ("Ada Brun has shown that a boat can be mended.", &["Ada Brun"]),
        ("Ada Brun prétend que le bac est neuf.", &["Ada Brun"]),
        ("Ada Brun laisse entendre que le bac est vendu.", &["Ada Brun"]),
        ("Users say the boat is slow on the way back.", &["Users"]),
        ("Ada Brun herself writes, at length, that no boat is safe.", &["Ada Brun"]),
        ("Ada Brun écrit elle-même, un peu plus loin, que le bac est vieux.", &["Ada Brun"]),
        ("“We listen to all of our guests,” affirmed Ada Brun.", &["Ada Brun"]),
        ("The teacher shows the children how a boat is mended.", &[]),
        ("Boxes say little on the way back.", &[]),
        ("“We listen to all of our guests,” based on Ada Brun.", &[]),
    ]);
}

#[test]
fn who_has_no_name_speaks_before_a_colon_with_any_verb() {
    speak(&[
        (
            "Un mentor a soulevé un effet : « Les bacs inspirent les gens du quai d’en face ».",
            &["Un mentor"],
        ),
        ("A nurse left a card: “Nobody sleeps before the last boat is in.”", &["A nurse"]),
        ("A reader can open the box: “Lift the lid and pull the string left.”", &[]),
        ("A box had one label: “Lift the lid and pull the string left.”", &[]),
    ]);
}

#[test]
fn a_role_may_hold_words_in_marks() {
    speak(&[
        (
            "A cobbler in Leith, known only as “Mr B.”, told the guild: “They bring me the shoes of \
             their fathers.”",
            &["A cobbler in Leith"],
        ),
        ("Ada Brun, « la reine des bacs », affirme que la nuit est calme.", &["Ada Brun"]),
    ]);
}

#[test]
fn a_clause_before_a_colon_is_said_with_the_words_behind_it() {
    let spans = |text: &str| -> Vec<String> {
        let found = drafted(text);
        let spans = found.statements.iter().map(|s| s.position.as_ref().unwrap().exact.to_string());
        spans.collect()
    };
    let text = "Ada Brun recommends amber light in the halls, and silence: “A lamp is not a rest for \
                anybody” (p. 6).";
    assert!(spans(text)[0].starts_with("Ada Brun recommends"), "{:?}", spans(text));
    let text = "Ada Brun affirme que le bac est vieux : « Il prend l’eau de toutes parts » (p. 6).";
    assert!(spans(text)[0].starts_with("Ada Brun affirme"), "{:?}", spans(text));
    let text = "Ada Brun was blunt in May: “A lamp is not a rest for anybody” (p. 6).";
    assert!(spans(text)[0].starts_with('“'), "{:?}", spans(text));
    // What is given a name is told behind it.
    let text = "The guild calls “drift” any boat that leaves without a crew (p. 6).";
    assert_eq!(spans(text), [text]);
}

#[test]
fn ibid_behind_a_claim_gives_its_page_to_who_makes_it() {
    let text = "The report is out. Ada Brun says that boats leak at dusk (p. 8). The report accepts \
                her figures without a word (ibid.). For Ada Brun, a boat is “a promise made to a \
                river” (ibid.).";
    let found = said(text);
    assert_eq!(
        found.iter().map(|said| (said.0.as_str(), said.2.as_slice())).collect::<Vec<_>>(),
        [("Ada Brun", [8].as_slice()), ("the report", &[8]), ("Ada Brun", &[8])],
        "{found:?}"
    );
}

#[test]
fn whose_note_it_is_stands_in_a_clause_behind_it() {
    speak(&[
        (
            "Ada Brun parle la première. Selon une note qu’elle a rédigée, le bac est vieux.",
            &["Ada Brun"],
        ),
        (
            "Rémi Berthier est sceptique. L’Agence d’urbanisme lui donne raison. Selon une note \
             qu’elle a versée au dossier, le bac est vieux.",
            &["L’Agence d’urbanisme"],
        ),
        ("Selon une note que le maire a lue, le bac est vieux.", &["une note"]),
    ]);
}

#[test]
fn what_a_report_notes_of_somebody_is_the_reports() {
    let text = "The report is out. The trust declined to answer, which the report notes rather drily \
                (p. 4).";
    assert_eq!(said(text)[0].0, "the report");
}

#[test]
fn a_work_named_in_italics_breaks_no_sentence() {
    let text = "<p>Ada Brun told <cite>Boats &amp; Rivers</cite> that a second boat was “not quite \
                impossible”.</p>";
    assert_eq!(said(text).len(), 1, "{:?}", said(text));
    assert!(said(text)[0].0 == "Ada Brun");
}

#[test]
fn a_body_is_more_than_the_first_words_of_its_name() {
    speak(&[
        (
            "La Fédération des potiers ruraux du Midi tient le propos le plus dur et réclame que \
             l’on ferme les carrières (p. 4).",
            &["La Fédération des potiers ruraux du Midi"],
        ),
        (
            "The National Guild of Potters takes the hard line and wants a ban on imports (p. 4).",
            &["The National Guild of Potters"],
        ),
        (
            "La Conférence des maîtres verriers assure que le four électrique est « une impasse \
             coûteuse pour tous » (p. 4).",
            &["La Conférence des maîtres verriers"],
        ),
        (
            "En face, l’Union des ateliers municipaux de l’argile estime que le prix va monter.",
            &["l’Union des ateliers municipaux de l’argile"],
        ),
        (
            "Quant à la Fédération des potiers, elle demande que la mention « fait main » soit plus \
             grosse que la marque (p. 4).",
            &["Fédération des potiers"],
        ),
        (
            "The Orley Potters Forum is less amused: it maintains that no kiln was ever refused.",
            &["Orley Potters Forum"],
        ),
    ]);
}

#[test]
fn who_says_something_while_they_do_something_else_is_heard() {
    speak(&[
        ("The Institute ends by predicting that kilns will be electric.", &["The Institute"]),
        (
            "Here the Guild of Potters makes one remark, pointing out that its kilns are cold.",
            &["Guild of Potters"],
        ),
        (
            "Rémi Berthier conclut son chapitre en prédisant que l’argile manquera.",
            &["Rémi Berthier"],
        ),
        ("Rémi Berthier est le seul à dire que l’argile manque.", &["Rémi Berthier"]),
        ("Ada Brun is the one potter to say that clay is scarce.", &["Ada Brun"]),
        ("Ada Brun refuses to say that clay is scarce.", &[]),
        ("Rémi Berthier évite de dire que l’argile manque.", &[]),
    ]);
}
