//! Drafts of what digests of reports and posts about events hold.

use super::*;

/// The topics that have page lists, with their pages by label.
pub(super) fn listed(source: &str) -> Vec<(String, Vec<String>)> {
    let corpus = drafted(source);
    let cited = corpus.citations.iter().map(|citation| {
        let Subject::Topic(id) = citation.subject else { panic!("no topic") };
        let pages = citation.pages.list.iter().map(|&page| corpus.reports[0].label(page));
        (corpus.topic(id).name.to_string(), pages.collect())
    });
    cited.collect()
}

pub(super) fn topic(name: &str, pages: &str) -> (String, Vec<String>) {
    (name.into(), pages.split(' ').map(str::to_owned).collect())
}

#[test]
fn lines_of_an_index_are_page_lists_of_their_labels() {
    assert_eq!(
        listed(
            "Où chercher\n\nPuits : p. 4, 6-8 et 19\nVannes et joints : annexe 2, p. 30 sqq., puis 41"
        ),
        [topic("Puits", "4 6 7 8 19"), topic("Vannes et joints", "30 41")]
    );
    assert_eq!(
        listed(
            "> **In the report** — Wells: ix, 12, 14–15 · Taps: 20, and again at 33\n\nThe end of it all comes soon."
        ),
        [topic("Wells", "ix 12 14 15"), topic("Taps", "20 33")]
    );
    assert_eq!(
        listed("- Wells: p. 7\n- Taps: pp. 8, 9"),
        [topic("Wells", "7"), topic("Taps", "8 9")]
    );
    // Numbers behind a colon are no pages where nothing says so, nor are counts.
    assert_eq!(listed("Buses from here: 12, 14, 15\n\nLine two: 9, 11"), []);
    assert_eq!(listed("In the report — Wells: 12, 14 litres each day"), []);
    assert_eq!(listed("In the report: it says 12, 14"), []);
    let sent = listed("Voir l’annexe : p. 12, 14 ou 15");
    assert!(sent.iter().all(|(name, _)| !name.starts_with("Voir")));
}

#[test]
fn topics_parted_by_semicolons_in_one_sentence_are_lines_each() {
    let meant = [topic("Puits", "4 5 6"), topic("vannes", "9 11 14"), topic("pompes", "20 21 30")];
    for source in [
        "Dans le rapport. Puits : pages 4 à 6 ; vannes : pages 9, 11 et 14 ; pompes : pages 20-21, 30.",
        "Où trouver : Puits : p. 4-6 ; vannes : p. 9, 11, 14 ; pompes : p. 20-21 et 30",
        "**Dans l’enquête.** Puits : pages 4 à 6 ; vannes : pages 9, 11 et 14 ; pompes : pages 20, 21 et 30.",
    ] {
        assert_eq!(listed(source), meant, "{source}");
    }
    // More of the same topic may stand behind a semicolon as well.
    assert_eq!(
        listed("In the report — Wells: p. 4, 7; and a map on p. 9"),
        [topic("Wells", "4 7 9")]
    );
}

#[test]
fn whatever_stands_between_a_topic_and_its_pages_a_line_is_one_of_an_index() {
    let wells = [topic("Wells", "4 7 8 19"), topic("Old taps", "ix 12")];
    for source in [
        "The book tells where.\n\n- **Wells** 4, 7-8 and 19\n- **Old taps** — ix, 12",
        "The book tells where.\n\n   Wells ........ 4, 7–8, 19\n   Old taps ..... ix, 12 ff.\n\nThe end.",
        "The book tells where.\n\nWells, 4, 7-8, 19; see also Pumps.\n\nOld taps, ix, 12 et seq.",
        "<h2>Pages to read</h2><ul><li>Wells (4, 7 to 8, 19)</li><li>Old taps → ix, 12</li></ul>",
        "Wells: 4, 7-8 (map), 19\n\nOld taps: see p. ix, and again on p. 12",
        "## Wells (p. 4, 7-8, 19)\n\nThey are dug by hand.\n\n## Old taps (pp. ix and 12)\n\nThey drip.",
    ] {
        assert_eq!(listed(source), wells, "{source}");
    }
    // Bold letters end a question; a label may hold numbers.
    assert_eq!(
        listed(
            "## Dans le volume\n\n- **Qui creuse ?** Pages 4 à 6, puis 9\n- **Ce que dit la loi** : IX, 12\n- Puits de 1950 : 3, 8"
        ),
        [
            topic("Qui creuse ?", "4 5 6 9"),
            topic("Ce que dit la loi", "IX 12"),
            topic("Puits de 1950", "3 8")
        ]
    );
}

#[test]
fn three_lines_that_are_alike_are_an_index_where_the_article_gives_pages() {
    let lines = "- Wells: 4, 7-8\n- Taps: 9, 12\n- Pumps: 3, 14";
    let cited = format!("Odile Marchand says that wells are deep (p. 4).\n\n{lines}");
    assert_eq!(
        listed(&cited),
        [topic("Wells", "4 7 8"), topic("Taps", "9 12"), topic("Pumps", "3 14")]
    );
    // Where it gives none the numbers may be scores, and they are not where they fall.
    assert_eq!(listed(&format!("Odile Marchand says that wells are deep.\n\n{lines}")), []);
    assert_eq!(listed(&cited.replace("9, 12", "12, 9")), []);
}

#[test]
fn a_label_that_only_says_that_pages_follow_is_no_topic() {
    let text = "## Wells\n\nThey are dug by hand in this town.\n\nIn the report: p. 4, 9\n\n## Taps\n\nThey drip all day and all night.\n\nIn the report: p. 5, 7";
    assert_eq!(listed(text), [topic("Wells", "4 9"), topic("Taps", "5 7")]);
    let again = text.replace("In the report", "Keep in mind");
    assert_eq!(listed(&again), [topic("Wells", "4 9"), topic("Taps", "5 7")]);
}

#[test]
fn pages_with_roman_numbers_are_kept_by_their_labels() {
    let corpus = drafted(
        "Odile Marchand claims that wells are dug too late (pp. iv–vi). Rémi Berthier says that they are not (p. 40).",
    );
    let report = &corpus.reports[0];
    let pages = |number: usize| -> Vec<String> {
        corpus.statements[number].pages.list.iter().map(|&page| report.label(page)).collect()
    };
    assert_eq!(
        (pages(0), pages(1)),
        (vec!["iv".into(), "v".into(), "vi".into()], vec!["40".into()])
    );
    assert_eq!(corpus.statements[1].pages.list, [40]);
}

#[test]
fn the_same_page_is_the_one_before_it() {
    let text = "À la page 14, Odile Marchand, maraîchère, rappelle que le puits est à sec. « On attend la pluie », ajoute-t-elle sur la même page.\n\nRémi Berthier juge sur cette même page que tout va bien.";
    let pages: Vec<_> = said(text).into_iter().map(|(who, _, pages, _)| (who, pages)).collect();
    assert_eq!(
        pages,
        [
            ("Odile Marchand".into(), vec![14]),
            ("Odile Marchand".into(), vec![14]),
            ("Rémi Berthier".into(), vec![14]),
        ]
    );
    assert!(
        said("Odile Marchand rappelle sur la même page que le puits est à sec.")[0].2.is_empty()
    );
}

#[test]
fn pages_beside_where_somebody_works_are_whose_words_they_stand_behind() {
    let text = "The well is dry by June, according to Odile Marchand, a gardener at Cove House (pages 3 and 5). One bed in two, she notes on page 6, is lost.";
    assert_eq!(
        said(text),
        [
            one(
                "Odile Marchand",
                "",
                &[3, 5],
                "The well is dry by June, according to Odile Marchand, a gardener at Cove House (pages 3 and 5)."
            ),
            one("Odile Marchand", "", &[6], "One bed in two, she notes on page 6, is lost."),
        ]
    );
    let two = "Un puits revient à 900 euros, calcule Odile Marchand, comptable à la mairie de Sarnac (p. 7) ; plus loin, elle conclut que « la pluie est moins chère que la pompe » (p. 9), car il faut payer.";
    let who: Vec<_> = said(two).into_iter().map(|(who, _, pages, _)| (who, pages)).collect();
    assert_eq!(who, [("Odile Marchand".into(), vec![7]), ("Odile Marchand".into(), vec![9])]);
}

#[test]
fn a_clause_that_a_comma_closes_stands_between_a_speaker_and_the_verb() {
    let text = "Le collectif Arrosoir, qui réunit des jardiniers de six villes, affirme que la pluie manque [p. 8]. Two union delegates, who asked for no names, complained that pumps are loud (p. 4, and again p. 5).";
    let who: Vec<_> = said(text).into_iter().map(|(who, _, pages, _)| (who, pages)).collect();
    assert_eq!(
        who,
        [("Le collectif Arrosoir".into(), vec![8]), ("Two union delegates".into(), vec![4, 5])]
    );
    assert_eq!(
        spoken("L’un d’eux, qui habite au bord du lac, raconte que les bateaux sont partis.")[0].0,
        "L’un d’eux"
    );
}

#[test]
fn what_somebody_stresses_advises_or_adds_is_said() {
    for text in [
        "Odile Marchand also noted the importance of strong roots for the beds.",
        "Odile Marchand, whose work at Cove House goes on, highlighted the value of a mixed bed.",
        "Odile Marchand advised against watering at noon in any month.",
        "Odile Marchand pointed out there are two kinds of wells.",
        "Odile Marchand hands out seeds and welcomes neighbours and suggests bringing gloves.",
        "Odile Marchand a vu le puits et estime que la pompe est vieille.",
        "Odile Marchand rappelle la nécessité de pailler avant l’été.",
    ] {
        let full = format!("{text} Nothing else was seen.");
        assert_eq!(spoken(&full), [pair("Odile Marchand", text)], "{text}");
    }
    for text in [
        "Odile Marchand asked that neighbours bring their gloves along.",
        "Odile Marchand met the nurse who came from Sarnac and said that wells are deep.",
        "Odile Marchand highlighted two words in the margin of her book.",
    ] {
        assert_eq!(spoken(text), [], "{text}");
    }
}

#[test]
fn speakers_are_named_behind_their_office_and_titles_are_none() {
    assert_eq!(
        spoken("“It helped us dig,” said Garden Policy Fellow Odile Marchand at Cove House.")[0].0,
        "Odile Marchand"
    );
    assert_eq!(
        spoken("COVE House Leadership Fellow Dr. Odile Marchand explained, “Wells are for all of us here.”")[0].0,
        "Odile Marchand"
    );
    assert_eq!(
        spoken("According to the official garden page, “wells may be shut for weeks in summer.”")
            [0]
        .0,
        "the official garden page"
    );
    assert_eq!(
        spoken(
            "The work of Odile Marchand is shown in “Under the Garden: Wells and Their Diggers.” It opens soon."
        ),
        []
    );
    assert_eq!(spoken("For Hear My Garden, the house had three guides on the first day."), []);
}

#[test]
fn a_clause_says_for_whom_something_is_so_and_from_whom_words_are_taken() {
    assert_eq!(
        spoken("Page 33 carries the answer of Odile Marchand, head of Cove House, for whom the sum is “a drop beside what we lose each year”.")[0].0,
        "Odile Marchand"
    );
    let text = "À la page 14, Odile Marchand rappelle que le puits est à sec. Elle emprunte une formule à l’architecte Rémi Berthier : « Un puits est une place renversée » (cité p. 17).";
    assert_eq!(
        said(text)[1],
        one("Rémi Berthier", "Odile Marchand", &[17], "Un puits est une place renversée")
    );
    let behind = "“Dig before you thirst,” says the notice over the old well at Cove House, quoted by Dr Marchand (p. 66). Odile Marchand knows it.";
    assert_eq!(
        said(behind)[0],
        one(
            "the notice over the old well at Cove House",
            "Odile Marchand",
            &[66],
            "Dig before you thirst,"
        )
    );
}

#[test]
fn the_only_pages_of_a_sentence_are_those_of_its_only_quotation() {
    let text = "“A dry garden is a shut garden,” Odile Marchand, head gardener of the Cove hotels, told the hearing of the town, whose minutes fill the last chapter of the book (p. 140).";
    assert_eq!(said(text), [one("Odile Marchand", "", &[140], "A dry garden is a shut garden,")]);
    let two = "“Nobody here digs on a Tuesday,” writes Odile Marchand, who chairs the house, in a foreword (pp. 11–12). “They dig over twenty years, and blame the rain.”";
    assert_eq!(said(two).len(), 1);
}

#[test]
fn the_author_of_an_article_speaks_in_the_first_person() {
    let corpus = drafted(
        "The table of wells (p. 36) counts those that are dry, and in thirty years I have met two. I am with Marchand on this one. Ce qui m’a surpris le plus est la pluie.",
    );
    assert_eq!(corpus.statements.len(), 3);
    assert!(corpus.statements.iter().all(|said| said.voice == crate::corpus::Voice::Author));
}

#[test]
fn a_line_that_begins_small_goes_on_with_the_one_before() {
    let source = "Nous avons rejoint le jardin de la\nville, pour y creuser un puits qui serve à tous les voisins de la rue et des alentours.\n\nFin.";
    assert_eq!(blocks::blocks(source).len(), 2);
}

#[test]
fn a_quotation_set_apart_is_whose_the_words_before_it_say() {
    let text = "Odile Marchand runs the house.\n\nWith ten years in the beds, she leaves one rule to all who dig:\n\n> Water the roots before the leaves, and never at noon.";
    assert_eq!(spoken(text)[0].0, "Odile Marchand");
}

#[test]
fn who_gives_a_thing_its_name_says_what_it_is() {
    let text = "L’Observatoire appelle puits « tout trou dont une commune tire de l’eau » (p. 3), et c’est assez large.";
    assert_eq!(
        said(text),
        [one("L’Observatoire", "", &[3], "tout trou dont une commune tire de l’eau")]
    );
    assert_eq!(
        spoken("Odile Marchand called it “generous.”"),
        [pair("Odile Marchand", "generous.")]
    );
    // A term is none.
    assert_eq!(spoken("Odile Marchand appelle ces trous des « puits »."), []);
}

#[test]
fn a_sentence_that_says_where_something_stands_gives_the_pages_of_its_subject() {
    for (text, name, pages) in [
        ("The old wells come up on pages 3, 5 and 9.", "old wells", "3 5 9"),
        (
            "Les puits de Sarnac, que tous visitent, sont à lire pages 13 à 15.",
            "puits de Sarnac",
            "13 14 15",
        ),
        (
            "Je note que la question des pompes revient page 7, page 9 et page 12.",
            "pompes",
            "7 9 12",
        ),
        ("Pages 3, 7 and 8 deal with the wells, at length.", "wells", "3 7 8"),
        ("On y parle des pompes aux pages 3 et 8.", "pompes", "3 8"),
        ("For the pumps, see pages 3, 7 and 8.", "pumps", "3 7 8"),
    ] {
        let source = format!("The report has been read by all. {text}");
        assert_eq!(listed(&source), [topic(name, pages)], "{text}");
        assert!(drafted(&source).statements.is_empty(), "{text}");
    }
    // What is the author's own is no part of the report.
    assert_eq!(listed("Notre fiche du 3 mars (pages 2 et 3) reste en ligne."), []);
}

#[test]
fn pages_given_bit_by_bit_are_those_of_one_topic() {
    let bold = "**Le puits.** C’est la surprise. Le thème apparaît p. 4, revient p. 9 et 11, puis ferme le volume p. 50 ; c’est beaucoup.";
    assert_eq!(listed(bold), [topic("Le puits", "4 9 11 50")]);
    let label = "La pompe : il en est question p. 33, puis dans tout le chapitre 5, p. 95 à 97. Il faut y ajouter l’annexe, p. 301.";
    assert_eq!(listed(label), [topic("La pompe", "33 95 96 97 301")]);
    let items =
        "Trois choses reviennent : la pompe (p. 3, 5), le puits (p. 7, 8) et la corde (p. 9, 11).";
    assert_eq!(
        listed(items),
        [topic("pompe", "3 5"), topic("puits", "7 8"), topic("corde", "9 11")]
    );
}

#[test]
fn an_answer_gives_the_pages_of_what_was_asked() {
    let text = "Who speaks of wells? See pages 33, 35 and 72.\n\nWhat about old taps? They are on page 22. They come back on pages 58 and 59.\n\nIs there anything on Route 9? Yes, but late: pages 140 to 142.";
    assert_eq!(
        listed(text),
        [
            topic("wells", "33 35 72"),
            topic("old taps", "22 58 59"),
            topic("Route 9", "140 141 142")
        ]
    );
    let labelled = "Q. What is it?\n\nA. A report on wells of this town.\n\nQ. My aunt lives at 12 Tanner Row. Is it in there?\n\nA. Yes: pages 52, 53 and 58 ff.\n\nQ. Who pays?\n\nA. Turn to page 31. There Odile Marchand reckons that a well costs 900 pounds. On the page after she is blunter: “Nobody pays for a well before it is dry.”";
    assert_eq!(listed(labelled), [topic("12 Tanner Row", "52 53 58")]);
    let pages: Vec<_> = said(labelled).into_iter().map(|(who, _, pages, _)| (who, pages)).collect();
    assert_eq!(pages, [("Odile Marchand".into(), vec![31]), ("Odile Marchand".into(), vec![32])]);
}

#[test]
fn tables_give_pages_of_topics_and_of_what_is_said() {
    let wells = [topic("Wells", "4 7 8"), topic("Old taps", "9 LX")];
    let bars = "| Theme | Pages |\n|:--|:--|\n| Wells | 4, 7–8 |\n| Old taps | 9; plates p. LX |\n| Birds | none |";
    assert_eq!(listed(bars), wells);
    let cells = "<table><tr><th>Theme</th><th>Where</th></tr><tr><td>Wells</td><td>p. 4, 7-8</td></tr><tr><td>Old taps</td><td>p. 9 and plates p. LX</td></tr></table>";
    assert_eq!(listed(cells), wells);
    let terms = "<dl><dt>Wells</dt><dd>pp. 4, 7-8</dd><dt>Old taps</dt><dd>p. 9, 12</dd></dl>";
    assert_eq!(listed(terms)[0], wells[0]);
    // Without pages a column of numbers counts something.
    assert_eq!(listed("| Town | Wells |\n|---|---|\n| Sarnac | 12 |\n| Vernou | 14 |"), []);
    let rows = "| Who | What | Page |\n|---|---|---|\n| Odile Marchand, gardener | “I dig where it is wet.” | 11 |\n| The Well Guild | Two wells in five are dry by May. | 19 |";
    assert_eq!(listed(rows), []);
    assert_eq!(
        said(rows),
        [
            one("Odile Marchand", "", &[11], "I dig where it is wet."),
            one("The Well Guild", "", &[19], "Two wells in five are dry by May."),
        ]
    );
}

#[test]
fn numbers_in_brackets_are_pages_where_an_article_makes_a_habit_of_it() {
    let text = "The foreword (p. iv) is short. Odile Marchand says that wells are dug too late [14]. “I dig at night,” she explains [16]. Rémi Berthier claims that they are not (122-124).";
    let pages: Vec<_> = said(text).into_iter().map(|(.., pages, _)| pages).collect();
    assert_eq!(pages[pages.len() - 3..], [vec![14], vec![16], vec![122, 123, 124]]);
    // Ages, years, notes that count up, and a bracket of its own are none.
    for other in [
        "Odile Marchand says that wells are dug (p. 3). Rémi Berthier (34) says that they are dry (1998).",
        "Odile Marchand says that wells are dug [1]. Rémi Berthier says that they are dry [2]. Odile Marchand says that it rains [3]. The book is long (p. 9).",
        "Odile Marchand says that wells are deep [14]. It is so.",
    ] {
        let given: Vec<u32> = said(other).into_iter().flat_map(|(.., pages, _)| pages).collect();
        assert!(given.iter().all(|page| [3, 9].contains(page)), "{other}: {given:?}");
    }
    // A note gives the page of what its mark stands behind.
    let noted = "Odile Marchand says that wells are dug too late[1]. Rémi Berthier says that they are not[2].\n\nNotes\n[1] P. 15.\n[2] P. 66 and 67.";
    let pages: Vec<_> = said(noted).into_iter().map(|(.., pages, _)| pages).collect();
    assert_eq!(pages, [vec![15], vec![66, 67]]);
}

#[test]
fn a_line_that_points_into_a_document_gives_the_pages_of_its_heading() {
    let wells = |name: &str| [topic(name, "12 13 14 22 41"), topic("Money", "55 70")];
    assert_eq!(
        listed(
            "# A digest\n\n## Who digs, and for whom?\n\n→ *In the minutes: p. 12 to 14, p. 22, p. 41*\n\nThey dig.\n\n## Money\n\n→ *In the minutes: p. 55, p. 70*\n\nIt is short."
        ),
        wells("Who digs, and for whom")
    );
    // The article says once that its numbers are pages.
    assert_eq!(
        listed(
            "# Le carnet\n\nLes chiffres en gras renvoient aux pages.\n\n## Puits\n\n*Dans les minutes : 12–14, 22, 41*\n\nOn creuse.\n\n## Money\n\n*Dans les minutes : 55, 70*\n\nC’est court."
        ),
        wells("Puits")
    );
    assert_eq!(
        listed("# Le carnet\n\n## Puits\n\n*Dans les minutes : 12–14, 22, 41*\n\nOn creuse."),
        []
    );
}

#[test]
fn a_line_of_pages_below_a_heading_is_no_heading_of_its_own() {
    for pages in ["pp. 12-14", "Pages 12 to 14", "pp. 12, 13, 14"] {
        let text = format!("## Benches\n\n{pages}\n\n## Hedges by the road\n\np. 30, 31");
        assert_eq!(
            listed(&text),
            [topic("Benches", "12 13 14"), topic("Hedges by the road", "30 31")],
            "{pages}"
        );
    }
}

#[test]
fn pages_of_a_chapter_and_pages_left_out_are_no_lists() {
    assert_eq!(
        listed("## What comes now\n\nChapter 6 (pages 80 to 97) makes four proposals for all."),
        []
    );
    assert_eq!(listed("Le registre est complet, à l’exception des pages 47 et 48, perdues."), []);
}

#[test]
fn the_first_sentence_behind_words_in_bold_gives_their_pages() {
    let text = "**Roof gardens.** See pp. 27-30. Aron Pell, a roofer, says that felt rots (p. 29).\n\n\
                **Cellars.** Pages 56-58. There are few of them left.\n\n\
                **Wells on demand.** This one is scattered: pp. 70-72, 81 and 133.\n\n\
                **Nora Hale.** See pp. 5-9 of her own book.";
    let given = [
        topic("Roof gardens", "27 28 29 30"),
        topic("Cellars", "56 57 58"),
        topic("Wells on demand", "70 71 72 81 133"),
    ];
    assert_eq!(listed(text), given);
}

#[test]
fn lines_of_one_paragraph_that_begin_in_bold_are_an_index() {
    let text = "Mina Ro, a binder, says that glue is dear (p. 12).\n\n**INDEX**\n\n\
                **Glue and thread** 11-13, 61\n**Cloth** 33, 34\n**Leather** 36 (box), 70\n";
    let given = [
        topic("Glue and thread", "11 12 13 61"),
        topic("Cloth", "33 34"),
        topic("Leather", "36 70"),
    ];
    assert_eq!(listed(text), given);
}
