//! Who says what: groups, studies, people spoken of again.

use super::{drafted, one, said};

/// Who, through whom and which pages, of every statement.
fn heard(source: &str) -> Vec<(String, String, Vec<u32>)> {
    said(source).into_iter().map(|(who, via, pages, _)| (who, via, pages)).collect()
}

fn who(name: &str, via: &str, pages: &[u32]) -> (String, String, Vec<u32>) {
    (name.into(), via.into(), pages.to_vec())
}

#[test]
fn groups_and_studies_say_what_they_are_the_subject_of() {
    let cases = [
        ("The tribunal finds that two bridges in five lack a rail (p. 12).", "The tribunal"),
        (
            "Potters in Harwick, whom nobody had asked, reported that clay costs more (p. 4).",
            "Potters in Harwick",
        ),
        (
            "Les 1 200 abonnés interrogés déclarent préférer le soir au matin (p. 23).",
            "Les 1 200 abonnés interrogés",
        ),
        (
            "Une étude du cabinet Valcourt, citée p. 46, estime à 9 % la part des serres vides.",
            "Une étude du cabinet Valcourt",
        ),
        (
            "Tous n’en sont pas sûrs : d’après plusieurs archivistes présents, on y jouait (p. 6).",
            "plusieurs archivistes présents",
        ),
        (
            "Two botanists from the Orley Institute, writing together, conclude that moss wins (p. 8).",
            "Two botanists from the Orley Institute",
        ),
    ];
    for (text, name) in cases {
        let found = said(text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, name);
    }
    // What belongs to somebody is nobody who speaks.
    let none = said("Its report, The Slow Clock (174 pages), is shorter than most expected.");
    assert_eq!(none, []);
}

#[test]
fn initials_that_touch_are_part_of_a_name() {
    let text = "In a short essay, R.B. Halloran argues that maps lie (p. 9).";
    assert_eq!(heard(text), [who("R.B. Halloran", "", &[9])]);
}

#[test]
fn what_stands_behind_a_thing_between_commas_is_who_speaks_of_it() {
    let text = "Mira Kovacs, a botanist at Alder House, would not weep over it: a quiet lawn, \
                she explains, is “the last place where nothing happens” (p. 11).";
    assert_eq!(heard(text), [who("Mira Kovacs", "", &[11])]);
}

#[test]
fn a_study_that_a_report_quotes_was_read_there() {
    let text = "The report is out. According to a survey by the Tiller Fund, quoted on page 90, \
                the cost is four times higher.";
    assert_eq!(heard(text), [who("a survey by the Tiller Fund", "the report", &[90])]);
    let text =
        "Le rapport est paru. D’après le collectif Passerelles, cité page 43, une école fermera.";
    assert_eq!(heard(text)[0].1, "le rapport");
}

#[test]
fn who_only_speaks_says_nothing() {
    for text in [
        "Harbour Ferries has not replied.",
        "Denise Aubrac, institutrice au Plan, raconte ses lundis.",
        "Paul Lindqvist, a miller, explains his method.",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
    assert_eq!(said("Denise Aubrac raconte ses lundis sans classe ni cloche.").len(), 1);
}

#[test]
fn the_author_says_what_has_a_mark_of_the_first_person() {
    for text in [
        "À notre avis, elle va trop vite.",
        "Je note que la ferme est loin de tout.",
        "For once we agree with the owners.",
        "My short answer is no, but gently.",
        "To our eyes, the river has not moved.",
        "On se permettra de douter du reste.",
        "I would frame that page and hang it up.",
    ] {
        let found = said(text);
        assert_eq!(found, [one("", "", &[], text)], "{text}");
    }
}

#[test]
fn what_somebody_is_in_capitals_is_no_part_of_the_name() {
    for (office, name) in [("Conservator", "Lena Ashgrove-Holt"), ("Treasurer", "Tom Quillfeather")]
    {
        let text = format!("{office} {name} of the Paper Guild warned that salt eats glue (p. 4).");
        assert_eq!(heard(&text), [who(name, "", &[4])]);
    }
    let text = "Victor Amador Reyes warned that salt eats glue (p. 4).";
    assert_eq!(heard(text), [who("Victor Amador Reyes", "", &[4])]);
}

#[test]
fn a_sentence_with_pages_that_goes_on_about_somebody_is_that_persons() {
    let text = "Orla Fenwick, who keeps the orchard, says that grafts fail in May (p. 3).\n\n\
                She has counted forty dead trees since (p. 40).";
    assert_eq!(heard(text), [who("Orla Fenwick", "", &[3]), who("Orla Fenwick", "", &[40])]);
}

#[test]
fn a_page_is_nobody_who_speaks() {
    let text = "Page 47, the Guild of Drapers blames the weather and the trams (p. 48).";
    assert!(heard(text).iter().all(|(who, ..)| !who.contains("47")), "{:?}", heard(text));
}

#[test]
fn what_somebody_is_before_a_name_is_no_part_of_it() {
    let cases = [
        (
            "Beekeeper Odile Farrant-Moss favours late swarms over early ones (p. 4).",
            "Odile Farrant-Moss",
        ),
        (
            "Harbour pilot officer Jonas Reedham calls the dredging a failure (p. 8).",
            "Jonas Reedham",
        ),
        (
            "Commissioning editor Greta Sandholm goes further: she expects fewer maps (p. 9).",
            "Greta Sandholm",
        ),
        (
            "And on page 3 night-school teacher Rhona Keel argues that chalk lasts longer.",
            "Rhona Keel",
        ),
        (
            "Dans son avant-propos (p. 2 à 4), sa présidente, Solange Maurupt, recommande un seul tarif.",
            "Solange Maurupt",
        ),
        (
            "Reedham’s deputy, the surveyor Paul Ostrander, blames the tides of March (p. 6).",
            "Paul Ostrander",
        ),
    ];
    for (text, name) in cases {
        let found = said(text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, name);
    }
    // A first name may end as a calling does.
    let text = "Walter Brandt Ohlsen favours late swarms over early ones (p. 4).";
    assert_eq!(heard(text), [who("Walter Brandt Ohlsen", "", &[4])]);
}

#[test]
fn an_office_means_who_was_named_with_it() {
    let text = "Le maire, Firmin Guéhenneuc, ouvre la séance et rappelle que le pont date de 1901 \
                (p. 2). La conseillère Rose Amblard accuse les experts (p. 3). Le maire répond que \
                le pont tiendra.";
    let found = heard(text);
    assert_eq!(found.last(), Some(&who("Firmin Guéhenneuc", "", &[])), "{found:?}");
    let text = "« Un pont se paie deux fois », écrit la directrice de l’agence, Maud Terrien, dans \
                sa préface (p. 1).";
    assert_eq!(heard(text), [who("Maud Terrien", "", &[1])]);
    // One who helps the mayor is not the mayor.
    let text = "Selon Léa Brosse, adjointe au maire, le pont date de 1901. Le maire répond que le \
                pont tiendra.";
    assert_ne!(heard(text).last().map(|said| said.0.as_str()), Some("Léa Brosse"));
}

#[test]
fn a_study_that_somebody_cites_says_what_it_found() {
    let cases = [
        (
            "Une étude de l’Observatoire des halles, citée par Yves Morvan (p. 4), montre que les \
             étals se vident avant midi.",
            "Une étude de l’Observatoire des halles",
            "Yves Morvan",
        ),
        (
            "A survey by the Lantern Lab at Corby University, quoted by Ruth Amsel (p. 4), found \
             the opposite.",
            "A survey by the Lantern Lab",
            "Ruth Amsel",
        ),
        (
            "Economist Ruth Amsel cites a study by the Carters’ Council which found that carts \
             last (p. 4).",
            "a study by the Carters’ Council",
            "Ruth Amsel",
        ),
        (
            "Yves Morvan, secrétaire du Cercle, s’appuie sur une enquête du cabinet Brume menée \
             auprès de clients : la moitié revient (p. 4).",
            "une enquête du cabinet Brume",
            "Yves Morvan",
        ),
    ];
    for (text, study, by) in cases {
        assert_eq!(heard(text), [who(study, by, &[4])], "{text}");
    }
}

#[test]
fn somebody_without_a_name_is_quoted_by_who_tells_of_them() {
    let cases = [
        (
            "Ruth Amsel quotes a crane driver at the north dock: “I leave in the dark” (p. 4).",
            "a crane driver at the north dock",
        ),
        (
            "Ruth Amsel closed the day by quoting her grandmother, a miller’s wife: “Leave the door \
          ajar for them” (p. 4).",
            "her grandmother",
        ),
        (
            "Ruth Amsel recalls what a reader in Orley told her one night: “I skip the maps and the \
          tables” (p. 4).",
            "a reader in Orley",
        ),
        (
            "Ruth Amsel cite à ce propos le maire de Saint-Jorre, Paul Hamelin : « Le pont ne \
          m’appartient pas » (p. 4).",
            "Paul Hamelin",
        ),
    ];
    for (text, name) in cases {
        assert_eq!(heard(text), [who(name, "Ruth Amsel", &[4])], "{text}");
    }
}

#[test]
fn each_clause_with_pages_of_its_own_has_its_speaker() {
    let text = "Several millers recommend oats; Ivo Tarrant warns that oats need rain (p. 4), while \
                Nell Oakes, a baker, says that her loaves did well with little (p. 6).";
    assert_eq!(heard(text), [who("Ivo Tarrant", "", &[4]), who("Nell Oakes", "", &[6])]);
}

#[test]
fn the_subject_of_a_verb_speaks_and_not_the_capitals_beside_it() {
    let text = "Mr Ansel Corrigan was not moved. Marsh End, he replied, had paid for its own dyke.";
    assert_eq!(heard(text), [who("Ansel Corrigan", "", &[])]);
    let text = "Its treasurer, Dora Whitlock, told Net & Oar that the rest would be paid in May.";
    assert_eq!(heard(text), [who("Dora Whitlock", "", &[])]);
    let text =
        "Tenants of the Weaver Estate, met for her book, said they had stopped asking (p. 8).";
    assert_eq!(heard(text), [who("Tenants of the Weaver Estate", "", &[8])]);
}

#[test]
fn a_speaker_stands_behind_the_bracket_that_closes_a_quotation() {
    let text = "« Un libraire riche est un libraire qui dort mal » [p. 11], ironise Cécile Ancelot, \
                gérante à Montreux.";
    assert_eq!(heard(text), [who("Cécile Ancelot", "", &[11])]);
}

#[test]
fn words_that_only_end_a_claim_are_quoted_within_it() {
    let spans = |text: &str| -> Vec<String> {
        drafted(text)
            .statements
            .iter()
            .map(|said| said.position.as_ref().unwrap().exact.to_string())
            .collect()
    };
    let text = "Ruth Amsel told the members that a mill shut in May “is a barn with a sign on it” \
                (p. 4). “Come and see,” she said.";
    assert_eq!(
        spans(text)[0],
        "Ruth Amsel told the members that a mill shut in May “is a barn with a sign on it”"
    );
    // Two claims of one sentence begin where their own words do.
    let text = "Ruth Amsel describes the yard as “a puddle made of stone” (p. 4) and calls for a \
                drain at every gate (p. 9).";
    assert_eq!(
        spans(text),
        [
            "Ruth Amsel describes the yard as “a puddle made of stone”",
            "and calls for a drain at every gate (p. 9)."
        ]
    );
}

#[test]
fn a_review_is_about_the_one_whom_its_head_names_beside_who_wrote_it() {
    let text = "---\ntitle:\n  - Les halles\n  - Compte rendu\nauthor:\n  - Odile Marchand\n  - Rémi \
                Berthier (compte rendu)\n---\n\nSelon Marchand, tout commence au marché.\n\n> les \
                étals disent la ville mieux que ses plans (p. 8)\n";
    assert_eq!(heard(text), [who("Odile Marchand", "", &[]), who("Odile Marchand", "", &[8])]);
}

#[test]
fn a_pronoun_means_who_was_spoken_of_before_its_own_sentence() {
    let text = "The report is out. One loaf in two is sold before noon, the report claims (p. 6). \
                Nell Oakes, a baker at Hurst, would not mourn it: a late loaf, she explains, is “the \
                last one that nobody wants” (p. 11). She has counted thirty names for it (p. 40).";
    assert_eq!(heard(text).last(), Some(&who("Nell Oakes", "", &[40])));
    let text = "Le Syndicat des fours demande une aide. Pour Maud Terrien, boulangère, le gaz est \
                l’ennemi : « Chaque flamme se paie au printemps », a-t-elle lancé à la tribune (p. 7).";
    assert_eq!(heard(text).last(), Some(&who("Maud Terrien", "", &[7])));
}

#[test]
fn an_office_behind_a_name_that_has_none_is_that_persons() {
    let text = "Ces chiffres, Firmin Guéhenneuc les conteste. Le président du Syndicat des fours \
                soutient que la hausse vient du gaz.";
    assert_eq!(heard(text).last(), Some(&who("Firmin Guéhenneuc", "", &[])));
    let text = "« Un four se paie deux fois », écrit la présidente de la mission, la chimiste Maud \
                Terrien, de Brest (p. 3).";
    assert_eq!(heard(text), [who("Maud Terrien", "", &[3])]);
}

#[test]
fn a_clause_of_place_has_a_subject_of_its_own() {
    let text = "Les boulangers, par exemple, n’ont droit qu’à un encadré (p. 4), où le collectif \
                Pain-Noir rappelle que le four dort la nuit.";
    assert_eq!(heard(text)[0].0, "le collectif Pain-Noir");
    let text = "Les potiers de la rue Basse, par la voix de leur association, réclament un four.";
    assert_eq!(heard(text)[0].0, "Les potiers de la rue Basse");
    let text = "Plus jeune, le potier Malo Kerangal se dit prêt à partir si la mer suit (p. 9).";
    assert_eq!(heard(text), [who("Malo Kerangal", "", &[9])]);
}

#[test]
fn who_is_asked_or_answered_is_not_who_speaks() {
    let text = "Nell Oakes, a baker, spoke first. Ivo Tarrant was asked for the sum. Questioned by Dr \
                Nell Oakes, he said that a mill costs more than a school.";
    assert_eq!(heard(text).last(), Some(&who("Ivo Tarrant", "", &[])));
    let text =
        "Réponse de Tarrant p. 8 : le moulin, d’après lui, a tourné en mai. Ivo Tarrant vit là.";
    assert_eq!(heard(text)[0], who("Ivo Tarrant", "", &[8]));
}

#[test]
fn a_body_that_somebody_cites_says_what_is_so_according_to_it() {
    let text = "Le docteur Malo Kerangal parle d’abord (p. 3). Il cite le laboratoire cantonal, d’après \
                lequel l’eau du puits est « impropre à tout usage » (p. 8).";
    assert_eq!(heard(text).last(), Some(&who("le laboratoire cantonal", "Malo Kerangal", &[8])));
}

#[test]
fn pages_alone_before_sentences_are_those_of_what_is_said_there() {
    let text = "P. 3-5. Le maire, Firmin Guéhenneuc, ouvre la séance. Il expose que la commune compte \
                douze ponts.\n\nP. 7. Le docteur Malo Kerangal indique que l’eau monte. « On ne passera \
                plus en mars » (p. 8).";
    assert_eq!(
        heard(text),
        [
            who("Firmin Guéhenneuc", "", &[3, 4, 5]),
            who("Malo Kerangal", "", &[7]),
            who("Malo Kerangal", "", &[8]),
        ]
    );
}

#[test]
fn what_somebody_does_with_words_is_said_too() {
    let cases = [
        ("Firmin Guéhenneuc s’est engagé à rouvrir le pont avant mars.", "Firmin Guéhenneuc"),
        ("Firmin Guéhenneuc n’a constaté aucune hausse du péage.", "Firmin Guéhenneuc"),
        ("Firmin Guéhenneuc a d’ailleurs promis un essai de trois mois.", "Firmin Guéhenneuc"),
        (
            "« On nous raye de la carte », s’est emportée Maud Terrien, jointe par nos soins.",
            "Maud Terrien",
        ),
        (
            "Selon une source proche du dossier, un arrêté serait prêt.",
            "une source proche du dossier",
        ),
        ("A voice from the back shouted that so had everybody else.", "A voice from the back"),
    ];
    for (text, name) in cases {
        let found = said(text);
        assert_eq!(found.len(), 1, "{text} {found:?}");
        assert_eq!(found[0].0, name);
    }
    let text = "Dr Ruth Amsel urged both sides to be careful with sums. Her own review of forty mills \
                found that output held.";
    assert_eq!(heard(text).last(), Some(&who("Ruth Amsel", "", &[])));
    let text = "She was followed by Ivo Tarrant, chairman of the guild, who called the plan “a holiday \
                at your expense”.";
    assert_eq!(heard(text), [who("Ivo Tarrant", "", &[])]);
    assert_eq!(said("The caterer sees things differently."), []);
}

#[test]
fn whose_view_it_is_stands_in_many_words() {
    let cases = [
        ("À en croire Yann Kerjean, chef du port, les grues sont vendues (p. 8).", "Yann Kerjean"),
        ("De l’avis de Yann Kerjean, c’est une erreur (p. 8).", "Yann Kerjean"),
        ("By economist Ruth Amsel’s reckoning, each call costs a fortune (p. 8).", "Ruth Amsel"),
        ("In Ruth Amsel’s view that is a mistake (p. 8).", "Ruth Amsel"),
        ("Quant à Yann Kerjean, il aimerait deux hivers de plus (p. 8).", "Yann Kerjean"),
        (
            "Même son de cloche du côté de la chambre de commerce : les grues valent plus (p. 8).",
            "la chambre de commerce",
        ),
        ("À l’inverse, la Ligue des ports juge le chiffre exagéré (p. 8).", "la Ligue des ports"),
        (
            "Une enquête menée par l’institut Orley auprès de 900 marins indique que la moitié paierait \
          (p. 8).",
            "institut Orley",
        ),
        ("Over the page Ruth Amsel adds that nobody can tell (p. 8).", "Ruth Amsel"),
    ];
    for (text, name) in cases {
        let found = heard(&format!("{text} Ruth Amsel et Yann Kerjean y étaient."));
        assert_eq!(found.first(), Some(&who(name, "", &[8])), "{text}");
    }
}

/// The stop of a title ends no sentence: the pages behind the name are those of the quotation.
#[test]
fn a_title_with_a_stop_parts_no_quotation_from_its_pages() {
    for (text, name, page) in [
        ("« Va plus loin que les horaires », dit M. Jean Dupont (p. 13).", "Jean Dupont", 13),
        ("“Go beyond the opening hours,” said Dr. Anna Schmidt (p. 14).", "Anna Schmidt", 14),
        ("“We never closed our doors,” according to Prof. Paul Brown (p. 15).", "Paul Brown", 15),
    ] {
        assert_eq!(heard(text), [who(name, "", &[page])], "{text}");
    }
}

#[test]
fn words_before_a_name_or_behind_it_hide_no_speaker() {
    let cases = [
        ("Heureusement Rémi Berthier rappelle que l’argile ne manque pas.", "Rémi Berthier"),
        ("Less comforting is Mark Lowe of Harwick Pottery, who says that clay fails.", "Mark Lowe"),
        ("Plus inquiétant est Rémi Berthier, qui affirme que l’argile s’épuise.", "Rémi Berthier"),
        (
            "Against them stands Ada Brun, a former Orley potter, who warns that clay fails.",
            "Ada Brun",
        ),
        ("Ada Brun, elle, tient un four et raconte : « J’ai tout éteint en mars. »", "Ada Brun"),
        (
            "Rémi Berthier, venu d’Amérique du Nord, s’en méfie ; il observe que l’argile manque (p. 4).",
            "Rémi Berthier",
        ),
        (
            "Je comprends Ada Brun quand elle écrit « je ne regarde plus que le ciel » (p. 4).",
            "Ada Brun",
        ),
        ("I know what Ada Brun means when she writes “I only look at the sky” (p. 4).", "Ada Brun"),
        (
            "Ada Brun’s introduction proposes that a kiln is “a small weather system” (p. 4).",
            "Ada Brun",
        ),
        (
            "L’introduction d’Ada Brun propose que le four soit « un petit climat » (p. 4).",
            "Ada Brun",
        ),
        ("Ada Brun’s one fear is that clay will be a luxury.", "Ada Brun"),
        (
            "Ada Brun parle la première. Son confrère Rémi Berthier va plus loin : pour lui, \
             l’argile ne manque pas (p. 4).",
            "Rémi Berthier",
        ),
        (
            "Ada Brun spoke first. Her colleague Mark Lowe goes further: for him, clay is not scarce \
             (p. 4).",
            "Mark Lowe",
        ),
        (
            "« Un four est un climat », dit Ada Brun. La même évalue à 340 le nombre de fours.",
            "Ada Brun",
        ),
        ("Ada Brun voudrait que l’on enseigne la terre.", "Ada Brun"),
    ];
    for (text, name) in cases {
        let found = heard(text);
        assert_eq!(found.last().map(|last| last.0.as_str()), Some(name), "{text} {found:?}");
    }
}

#[test]
fn what_nobody_says_of_the_document_is_no_statement() {
    let cases = [
        "Ada Brun spoke first. Rule 5, which demands a look-out “by sight and by hearing”, is old.",
        "Ada Brun parle. Voir aussi notre brochure « Régie directe, mode d’emploi ».",
        "Nobody has asked Ada Brun, who says little, for a photograph.",
        "Ada Brun a passé dix ans à Sarlat et raconte ses voyages.",
        "Lundi matin, un client m’appelle : « Tu as vu le rapport sur l’argile ? »",
        "Ada Brun résume en une ligne ce que chacun pense depuis longtemps :",
        "Pour les anciens, le plus émouvant est le chapitre 7, sur les fours.",
        "On finit avec trois vaches, comme il dit.",
        "The human side of claims is what I mean here.",
    ];
    for text in cases {
        let found = heard(text);
        assert!(found.is_empty(), "{text} {found:?}");
    }
    // Words that somebody else might say stand within a claim.
    let text = "Ada Brun reminds us that a child who says “I can’t do maths” has often been told so \
                (p. 26).";
    let found = said(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].3.starts_with("Ada Brun reminds"), "{found:?}");
}
