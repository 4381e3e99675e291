//! Drafts of sentences, rows and tables that say which theme stands on which pages.

use super::digests::{listed, topic};

/// Holds texts against the themes and pages that they give.
pub(super) fn give(cases: &[(&str, &[(&str, &str)])]) {
    for (text, themes) in cases {
        let source = format!("The report of the mill has been read by all.\n\n{text}");
        let meant: Vec<_> = themes.iter().map(|(name, pages)| topic(name, pages)).collect();
        assert_eq!(listed(&source), meant, "{text}");
    }
}

#[test]
fn a_sentence_gives_each_of_its_themes_the_pages_beside_it() {
    give(&[
        (
            "Le moulin est décrit aux pages 3 à 5, la vanne aux pages 7 à 9 et le bief aux pages 11 et 12.",
            &[("moulin", "3 4 5"), ("vanne", "7 8 9"), ("bief", "11 12")],
        ),
        (
            "Millstones are explained on pages 3 and 4, flour bins on pages 6 to 8; the miller’s house, at some length, on pages 12 and 13.",
            &[("Millstones", "3 4"), ("flour bins", "6 7 8"), ("miller’s house", "12 13")],
        ),
        (
            "Farine, p. 3-5 ; sacs, p. 7 et 9 ; charrettes, p. 12.",
            &[("Farine", "3 4 5"), ("sacs", "7 9"), ("charrettes", "12")],
        ),
        (
            "The chapters on grain (pp. 4–6, 9) and on mice (pp. 12–13) are dull.",
            &[("grain", "4 5 6 9"), ("mice", "12 13")],
        ),
        (
            "The report gives most room to ponds (pp. 10–12), rather less to weirs (pp. 14–15).",
            &[("ponds", "10 11 12"), ("weirs", "14 15")],
        ),
        // One page is enough where another theme has its pages beside it.
        (
            "Flour sacks take up pages 11 to 13. Tallow candles get only page 21.",
            &[("Flour sacks", "11 12 13"), ("Tallow candles", "21")],
        ),
    ]);
}

#[test]
fn a_theme_is_named_as_an_index_would_have_it() {
    give(&[
        ("La question des rats revient p. 3, 8 et 9.", &[("rats", "3 8 9")]),
        ("Le mot « mouture » revient pages 4, 8 et 15.", &[("mouture", "4 8 15")]),
        ("The word “grist” turns up on pp. 4, 8 and 15.", &[("grist", "4 8 15")]),
        ("Le froment occupe les pages 12 à 14.", &[("froment", "12 13 14")]),
        ("Le seigle a droit aux pages 12 à 14.", &[("seigle", "12 13 14")]),
        (
            "Les meuniers sont cités à plusieurs reprises (p. 5, 19 et 33).",
            &[("meuniers", "5 19 33")],
        ),
        ("The chapter on wages runs from page 10 to page 12.", &[("wages", "10 11 12")]),
        (
            "On conseillera pour finir la roue de secours (pages 4, 7 et 9), les engrenages, dispersés p. 21, 68 et 70.",
            &[("roue de secours", "4 7 9"), ("engrenages", "21 68 70")],
        ),
    ]);
}

#[test]
fn what_a_reader_is_sent_to_pages_for_is_their_theme() {
    give(&[
        (
            "Sur les crues, voir p. 18, 44 et suivantes. Sur les gués, voir p. 60-61.",
            &[("crues", "18 44"), ("gués", "60 61")],
        ),
        (
            "Readers interested in ropes should turn to pages 17 and 20; those who keep cats, to pages 21 and 24.",
            &[("ropes", "17 20"), ("cats", "21 24")],
        ),
        (
            "On trouvera aux pages 14, 22 et 37 ce que le rapport dit de la poussière.",
            &[("poussière", "14 22 37")],
        ),
        (
            "See pp. 5-7 for door locks, pp. 9-10 for stairs.",
            &[("door locks", "5 6 7"), ("stairs", "9 10")],
        ),
        (
            "Les plus pressés iront à la page 41, où il est question du prix du pain, puis à la page 56, consacrée aux fours.",
            &[("prix du pain", "41"), ("fours", "56")],
        ),
        (
            "I would begin with pages 28 to 30, on storm doors, and leave pages 5 to 7, on paint, for later.",
            &[("storm doors", "28 29 30"), ("paint", "5 6 7")],
        ),
        (
            "Most of the talk was of tolls, to which the report gives pages 30 to 32.",
            &[("tolls", "30 31 32")],
        ),
    ]);
}

#[test]
fn chapters_clefts_and_pages_that_come_first_name_their_themes() {
    give(&[
        (
            "Le chapitre 2 (pages 12 à 14) traite des meules, le chapitre 3 (pages 31 et 32) du grain.",
            &[("meules", "12 13 14"), ("grain", "31 32")],
        ),
        (
            "Les pages 12 à 14 sont consacrées aux meules et les pages 19 et 20 aux digues du bief.",
            &[("meules", "12 13 14"), ("digues du bief", "19 20")],
        ),
        ("Ce sont les rats qui reviennent le plus souvent (p. 7, 9, 22).", &[("rats", "7 9 22")]),
        (
            "La deuxième partie, consacrée aux rats, court de la page 12 à la page 14.",
            &[("rats", "12 13 14")],
        ),
        (
            "The section about eels starts on page 35 and ends on page 38.",
            &[("eels", "35 36 37 38")],
        ),
        ("There is a whole chapter on wet stones (pp. 33–35).", &[("wet stones", "33 34 35")]),
        ("If eels are your thing, see pages 8 and 30.", &[("eels", "8 30")]),
        (
            "Wheels get seven pages (pp. 12–14), ropes only two (pp. 19–20).",
            &[("Wheels", "12 13 14"), ("ropes", "19 20")],
        ),
        (
            "Two appendices, on eels (pp. 81–82) and rats (pp. 86–87), close the report.",
            &[("eels", "81 82"), ("rats", "86 87")],
        ),
    ]);
}

#[test]
fn things_in_a_row_take_the_pages_that_stand_in_the_same_order() {
    give(&[
        (
            "Les meules, le bief et la vanne sont traités respectivement pages 3 à 5, page 9 et pages 12 et 13.",
            &[("meules", "3 4 5"), ("bief", "9"), ("vanne", "12 13")],
        ),
        // Where they are not as many, nothing is known.
        ("Les meules, le bief et la vanne sont traités respectivement pages 3, 9, 12 et 14.", &[]),
        (
            "Les meules, le bief et la vanne sont traités respectivement pages 3 à 5, page 9 et pages 12-13.",
            &[("meules", "3 4 5"), ("bief", "9"), ("vanne", "12 13")],
        ),
        (
            "Flour bins and mill ropes, on pages 12 and 20 respectively, are dull.",
            &[("Flour bins", "12"), ("mill ropes", "20")],
        ),
    ]);
}

#[test]
fn a_bracket_behind_pages_names_what_stands_there() {
    give(&[
        (
            "For the roof, turn to page 3 (wet slates), page 9 (gutters) and pages 11 to 13 (beams).",
            &[("wet slates", "3"), ("gutters", "9"), ("beams", "11 12 13")],
        ),
        (
            "À relire : les pages 3 à 5 (les meules), 9 (le bief) et 12 (la vanne).",
            &[("meules", "3 4 5"), ("bief", "9"), ("vanne", "12")],
        ),
        // What is shown on a page is no theme.
        ("The wheels come back on pages 3 (map), 9 (table) and 12.", &[("wheels", "3 9 12")]),
    ]);
}

#[test]
fn numbers_in_brackets_are_pages_of_themes_where_the_article_says_so() {
    give(&[
        (
            "Les chiffres entre parenthèses renvoient aux pages. On y parle des meules (3-5), du bief (9) et de la vanne (12).",
            &[("meules", "3 4 5"), ("bief", "9"), ("vanne", "12")],
        ),
        (
            "Figures in brackets are pages. It goes through wet slates (3–5), gutters (9) and beams (12) with care.",
            &[("wet slates", "3 4 5"), ("gutters", "9"), ("beams", "12")],
        ),
    ]);
}

#[test]
fn an_enumeration_names_its_themes_whatever_verb_leads_to_them() {
    give(&[
        (
            "The report frets about wet slates (pp. 3–5), blocked gutters (p. 9) and the want of beams (p. 12).",
            &[("wet slates", "3 4 5"), ("blocked gutters", "9"), ("want of beams", "12")],
        ),
        (
            "Le rapport épingle les meules usées (p. 3-5), le bief envasé (p. 9) et le manque de bras (p. 12).",
            &[("meules usées", "3 4 5"), ("bief envasé", "9"), ("manque de bras", "12")],
        ),
        (
            "Le rapport ne néglige ni les meules (p. 3-5), ni le bief (p. 9), ni la vanne (p. 12).",
            &[("meules", "3 4 5"), ("bief", "9"), ("vanne", "12")],
        ),
        // Claims are none.
        ("The authors want new slates (p. 3), wider gutters (p. 9) and beams (p. 12).", &[]),
        ("Slates cost £30 (p. 3), gutters £40 (p. 9) and beams £50 (p. 12).", &[]),
        ("The mayor calls slates a disgrace (p. 3, p. 9).", &[]),
    ]);
}

#[test]
fn chapters_and_pages_that_come_first_are_about_what_stands_behind_them() {
    give(&[
        (
            "Chapter 1 (pages 3 to 5) deals with slates, chapter 2 (pages 6 to 8) with gutters and chapter 3 (page 9) with beams.",
            &[("slates", "3 4 5"), ("gutters", "6 7 8"), ("beams", "9")],
        ),
        (
            "On pages 3 to 5 you will find a discussion of wet slates, which leak; on page 9, a note on gutters; and on pages 12 and 13, a full account of beams.",
            &[("wet slates", "3 4 5"), ("gutters", "9"), ("beams", "12 13")],
        ),
        (
            "On trouvera pages 3 à 5 une présentation des meules, page 9 un point sur le bief.",
            &[("meules", "3 4 5"), ("bief", "9")],
        ),
        (
            "Aux pages 3 à 5, le rapport passe en revue les meules ; à la page 9, le bief.",
            &[("meules", "3 4 5"), ("bief", "9")],
        ),
        (
            "Le rapport s’ouvre page 3 sur les meules et se referme, pages 12 et 13, par la vanne.",
            &[("meules", "3"), ("vanne", "12 13")],
        ),
    ]);
}

#[test]
fn what_a_sentence_turns_to_first_is_the_theme_of_its_pages() {
    give(&[
        (
            "Côté meules, filez page 3 ; côté bief, voyez plutôt les pages 7 à 9. Pour la vanne, c’est page 12.",
            &[("meules", "3"), ("bief", "7 8 9"), ("vanne", "12")],
        ),
        (
            "As for wet slates, they are on pages 3 to 5, and as for gutters, see page 9.",
            &[("wet slates", "3 4 5"), ("gutters", "9")],
        ),
        (
            "The index has slates on pages 3 and 5, gutters on page 9.",
            &[("slates", "3 5"), ("gutters", "9")],
        ),
        ("Anyone who likes slates will enjoy pages 3 to 5.", &[("slates", "3 4 5")]),
        ("Looking for gutters? They are on pages 3 to 5.", &[("gutters", "3 4 5")]),
        (
            "En ce qui concerne les meules, on se reportera à la page 3, et pour ce qui est du bief, aux pages 7 à 9.",
            &[("meules", "3"), ("bief", "7 8 9")],
        ),
        (
            "The millers’ own accounts fill pages 13 to 15 and come back, angrier, on 88 and 89.",
            &[("millers’ own accounts", "13 14 15 88 89")],
        ),
        // A day or an hour is no page.
        ("The wheels fill pages 3 to 5 and stop at 4.", &[("wheels", "3 4 5")]),
        ("Les contrats groupés occupent les pages 3 à 5.", &[("contrats groupés", "3 4 5")]),
        (
            "See pp. 3–5 for slates, pp. 7ff. for gutters and p. 9 for beams.",
            &[("slates", "3 4 5"), ("gutters", "7"), ("beams", "9")],
        ),
    ]);
}

#[test]
fn rows_begin_with_a_theme_and_its_pages_whatever_they_say_of_it() {
    give(&[
        (
            "1. Wet slates (pp. 3–5): 40 have gone since May.\n2. Gutters (p. 9): there were 11 of them.",
            &[("Wet slates", "3 4 5"), ("Gutters", "9")],
        ),
        (
            "- Meules usées (p. 3-5). Il y en a douze.\n- Bief (p. 9). Il est à sec.",
            &[("Meules usées", "3 4 5"), ("Bief", "9")],
        ),
        (
            "## Slates\n\nPages 3 to 5 of the report\n\n## Gutters\n\nPage 9 of the report",
            &[("Slates", "3 4 5"), ("Gutters", "9")],
        ),
    ]);
}

#[test]
fn rows_tables_and_headings_give_pages_in_every_order() {
    give(&[
        (
            "Où chercher :\n\n- la farine (p. 12-13)\n- les sacs de jute (p. 18)",
            &[("farine", "12 13"), ("sacs de jute", "18")],
        ),
        (
            "p. 5 : les droits d’eau\np. 9 : la paille",
            &[("les droits d’eau", "5"), ("la paille", "9")],
        ),
        (
            "| Pages | Subject |\n|---|---|\n| 3-4 | Beams |\n| 14 | Ropes |",
            &[("Beams", "3 4"), ("Ropes", "14")],
        ),
        ("## Loft\n\npp. 6-7\n\n## Cellar\n\np. 19", &[("Loft", "6 7"), ("Cellar", "19")]),
        (
            "## Owls: nobody sees them (pp. 6, 9)\n\nText.\n\n## Bats (pp. 8, 11)\n\nText.",
            &[("Owls: nobody sees them", "6 9"), ("Bats", "8 11")],
        ),
        (
            "* Barn owls (remember those?): 50, 52\n* Bats: 8, 11\n* Rats: 9, 12",
            &[("Barn owls", "50 52"), ("Bats", "8 11"), ("Rats", "9 12")],
        ),
        (
            "Pages 6-7, les poutres. Pages 12-13, le bois de chauffage.",
            &[("poutres", "6 7"), ("bois de chauffage", "12 13")],
        ),
    ]);
}

#[test]
fn pages_of_claims_are_no_themes() {
    give(&[
        ("P. 3-5. Le meunier, Jean Dubreuil, ouvre la séance.", &[]),
        ("« La roue tourne trop vite pour nous tous », dit Anne Morel (p. 12, 14).", &[]),
        ("Anne Morel says that the wheel turns too fast (pp. 12, 14).", &[]),
        ("Anne Morel, meunière, évoque des loyers trop hauts (p. 12, 14).", &[]),
        ("I read pages 12 to 14 twice.", &[]),
        ("The mill cost 12, 14 or 16 pounds and has 240 pages.", &[]),
    ]);
}

#[test]
fn a_heading_names_the_theme_where_the_first_sentence_below_only_sends_to_pages() {
    give(&[
        (
            "## Grain\n\nTurn to pp. 24-6, 33 and 70. The miller, Ann Quill, says that it is dear (p. 26).\n\n\
             ## Night work\n\nYou need bookmarks here, as the subject crops up on pages 36, 37 and 52.\n\n\
             ## Apprentices\n\nThey get chapter 4 to themselves (pp. 44-47). Few stay.",
            &[
                ("Grain", "24 25 26 33 70"),
                ("Night work", "36 37 52"),
                ("Apprentices", "44 45 46 47"),
            ],
        ),
        (
            "## Farine\n\nVoir p. 24-26 et 33. Elle est chère.\n\n## Rats\n\nIls ont le chapitre 4 pour eux (p. 44-47).\n\n\
             ## Sacs\n\nIls ont toujours manqué (p. 50-51).",
            &[("Farine", "24 25 26 33"), ("Rats", "44 45 46 47")],
        ),
    ]);
}

#[test]
fn lists_of_bare_numbers_hold_roman_pages_notes_and_years_of_the_theme() {
    give(&[
        (
            "It begins well (p. 9).\n\n**Where to look**\n\n- Barges: 24–26, 45, 97 ff.\n- Cellars: ix, 57–60, 63\n\
             - Dry summers (1949, 2003): 12, 84–86\n- Eels: 35 n. 2, 42 f.\n- Women: xi–xiii, 19, 102 and following",
            &[
                ("Barges", "24 25 26 45 97"),
                ("Cellars", "ix 57 58 59 60 63"),
                ("Dry summers (1949, 2003)", "12 84 85 86"),
                ("Eels", "35 42"),
                ("Women", "xi xii xiii 19 102"),
            ],
        ),
        (
            "| Vous cherchez | allez voir à |\n|---|---|\n| les barques | 23, 25-27, 88 |\n| le prix du sac | iv, 54-56 (surtout 55), 151 |\n\
             | les digues | 110 sq. |\n| l’école des meuniers | 33, 40 s., 142 |",
            &[
                ("barques", "23 25 26 27 88"),
                ("prix du sac", "iv 54 55 56 151"),
                ("digues", "110"),
                ("école des meuniers", "33 40 142"),
            ],
        ),
    ]);
}
