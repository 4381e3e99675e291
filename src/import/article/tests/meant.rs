//! Drafts of page lists whose theme stands elsewhere than beside the pages, and of forms in which
//! others than authors of indexes give pages.

use super::digests::{listed, topic};
use super::places::give;

#[test]
fn pages_behind_a_pronoun_are_those_of_what_was_spoken_of() {
    give(&[
        (
            "La vanne inquiète les riverains. Elle revient aux pages 3, 8 et 12.",
            &[("vanne", "3 8 12")],
        ),
        (
            "Ropes are on everybody’s mind. They come back on pages 3, 8 and 12.",
            &[("Ropes", "3 8 12")],
        ),
        (
            "Le bief, au contraire, prend de la place : on le retrouve pages 30 à 32 ainsi que p. 54.",
            &[("bief", "30 31 32 54")],
        ),
        (
            "La réfection des meules devrait nous occuper ; elle fait d’ailleurs l’objet d’un chapitre (pages 38 à 40).",
            &[("réfection des meules", "38 39 40")],
        ),
        (
            "Old millstones win by a mile. Practically nobody could leave them alone (pp. 4, 6, 7).",
            &[("Old millstones", "4 6 7")],
        ),
        (
            "D’abord les sacs troués. Ces mètres de toile reviennent comme un refrain (pages 8, 29 et 54).",
            &[("sacs troués", "8 29 54")],
        ),
        (
            "Let us begin with flour moths, since all do. They are cited on no fewer than three pages (3, 5, 8).",
            &[("flour moths", "3 5 8")],
        ),
        (
            "The queue for flour is what all ask about, and it is discussed on pages 3, 6 and 49.",
            &[("queue for flour", "3 6 49")],
        ),
        (
            "Les vols reviennent sous toutes les plumes : je les ai relevés aux pages 7, 8 et 39.",
            &[("vols", "7 8 39")],
        ),
        (
            "L’étiquetage devait tout arranger : il est commenté p. 29, 36 et 37.",
            &[("étiquetage", "29 36 37")],
        ),
        ("Et la grêle, me direz-vous ? On la trouve p. 42, 43 et 49.", &[("grêle", "42 43 49")]),
        // What does not agree is not meant, nor is somebody or the document.
        ("Le bief inquiète les riverains. Elle revient aux pages 3, 8 et 12.", &[]),
        ("La meunière a tout lu. Elle revient aux pages 3, 8 et 12.", &[]),
    ]);
    // A label is stronger.
    assert_eq!(
        listed("**Ropes.** Frays worry the miller. They are everywhere: pp. 3, 9 and 12."),
        [topic("Ropes", "3 9 12")]
    );
}

#[test]
fn what_a_sentence_begins_with_or_points_at_is_its_theme() {
    give(&[
        (
            "Pour le bruit, je m’attendais à une ligne et j’ai trouvé un chapitre entier (pages 29 à 31).",
            &[("bruit", "29 30 31")],
        ),
        ("On mill races the report is severe (pp. 31 to 33).", &[("mill races", "31 32 33")]),
        (
            "As for common ownership, the report comes back to it three times, on pp. 75, 76 and 102.",
            &[("common ownership", "75 76 102")],
        ),
        (
            "Last year it was wind, and this year it is the sluice, which almost everyone manages to bring in (pp. 2, 5 and 8).",
            &[("sluice", "2 5 8")],
        ),
        (
            "By far the most disputed thing is steam engines, which are cited on no fewer than three pages (pp. 8, 21 and 22).",
            &[("steam engines", "8 21 22")],
        ),
        ("Et de la grêle, il n’est question que p. 66 et 67.", &[("grêle", "66 67")]),
        (
            "S'agissant des sacs troués, abordés aux pages 28 et 29, les avis divergent.",
            &[("sacs troués", "28 29")],
        ),
        ("Vient ensuite le bruit, évoqué p. 22, 25 et 48.", &[("bruit", "22 25 48")]),
        ("Then there’s hand milling (pp. 9, 10 and 44).", &[("hand milling", "9 10 44")]),
        (
            "As to old stones, few like them and fewer say why, which is odd and a shame for all (pp. 3, 8 and 12).",
            &[("old stones", "3 8 12")],
        ),
        ("Le seigle garde ses fidèles (p. 14, 22 et 61).", &[("seigle", "14 22 61")]),
        (
            "Hall hire, on the other hand, is a scandal and is treated as one (pp. 52, 53, 54).",
            &[("Hall hire", "52 53 54")],
        ),
        (
            "Le grain, d’abord. Le bief le suit de près (pp. 16 à 18, puis 52).",
            &[("bief", "16 17 18 52")],
        ),
    ]);
}

#[test]
fn one_page_is_a_theme_where_a_sentence_says_that_it_has_no_more() {
    give(&[
        (
            "Les rats, premier motif de plainte, n’apparaissent d’ailleurs qu’à la page 37.",
            &[("rats", "37")],
        ),
        (
            "Mill ponds have one page to themselves (p. 60) in the whole report.",
            &[("Mill ponds", "60")],
        ),
        ("Sails get a single page, 31.", &[("Sails", "31")]),
        ("Sails are discussed with care (p. 31).", &[]),
    ]);
}

#[test]
fn pages_are_read_as_people_count_and_bracket_them() {
    give(&[
        (
            "Wages are dealt with between pages 13 and 15, and broken cogs on page 20.",
            &[("Wages", "13 14 15"), ("broken cogs", "20")],
        ),
        (
            "Its longest section, pages 12 to 14, is about damp. Then come six pages on repairs (25 to 27) and one on parking (31).",
            &[("damp", "12 13 14"), ("repairs", "25 26 27"), ("parking", "31")],
        ),
        (
            "Celui qui porte sur les cordes commence page 17 et s’achève page 19.",
            &[("cordes", "17 18 19")],
        ),
        (
            "Le rapport revient sur les vannes à la page 6, puis consacre les pages 9 et 10 au crépi.",
            &[("vannes", "6"), ("crépi", "9 10")],
        ),
        (
            "It opens with fencing (pp. 2-3) and gives drainage a gripping treatment on pp. 5-7.",
            &[("fencing", "2 3"), ("drainage", "5 6 7")],
        ),
        (
            "On pages 3 and 4 the authors discuss rye; on page 28 they turn to bran; and on pages 35 and 36 they consider storm warnings.",
            &[("rye", "3 4"), ("bran", "28"), ("storm warnings", "35 36")],
        ),
        (
            "Le lecteur se reportera utilement aux p. 44 à 46 pour le choix des meules et à la p. 63 pour le bief.",
            &[("choix des meules", "44 45 46"), ("bief", "63")],
        ),
        (
            "Trois choses nous ont retenus : le froment, le seigle et le sarrasin (respectivement pages 14-16, 31-32 et 47).",
            &[("froment", "14 15 16"), ("seigle", "31 32"), ("sarrasin", "47")],
        ),
        (
            "The pages to copy are those on cogs and belts: 40–42, 47, and a very good diagram on 61.",
            &[("cogs and belts", "40 41 42 47 61")],
        ),
        (
            "Le volontariat occupe d’ailleurs tout le chapitre 2 (pages 12 à 14).",
            &[("volontariat", "12 13 14")],
        ),
        (
            "Et si vous n’avez qu’une demi-heure ? Lisez les passages sur le train (p. 10-12), les tarifs (p. 20 et 44) et les chemins creux (p. 63).",
            &[("train", "10 11 12"), ("tarifs", "20 44"), ("chemins creux", "63")],
        ),
    ]);
}

#[test]
fn lines_of_lists_come_in_more_forms_than_one() {
    give(&[
        (
            "Page 6\n    Ropes\nPages 10-12\n    Sails\nPage 18\n    Glass beads",
            &[("Ropes", "6"), ("Sails", "10 11 12"), ("Glass beads", "18")],
        ),
        (
            "- Want to moan about cats? Turn to page 3.\n- Tired of stairs? Pages 9 and 12 are for you.",
            &[("cats", "3"), ("stairs", "9 12")],
        ),
        (
            "**Mooring fees** (pages 10–12)\n\nFees rose by 8 per cent.\n\n**Quay lighting** (page 18)\n\nIt is too dim.",
            &[("Mooring fees", "10 11 12"), ("Quay lighting", "18")],
        ),
        (
            "* **Winter timetables** (18–20). The sixth sailing never ran.\n* **Lifeboat drills** (56). Short and alarming.\n\nFigures in brackets are pages of the report.",
            &[("Winter timetables", "18 19 20"), ("Lifeboat drills", "56")],
        ),
        (
            "- Cold rooms, cost of: 80–82, 130n\n- Dry summers (1949, 2003): 4, 9\n- Doors: 7, 12",
            &[
                ("Cold rooms, cost of", "80 81 82 130"),
                ("Dry summers (1949, 2003)", "4 9"),
                ("Doors", "7 12"),
            ],
        ),
        (
            "Pages to bookmark: fares, 12–14; free access, 18; noise, 22–24 and 61.",
            &[("fares", "12 13 14"), ("free access", "18"), ("noise", "22 23 24 61")],
        ),
    ]);
    // A tooltip is no part of the sentence that it is glued into.
    assert_eq!(
        listed(
            "Slow millingSlow milling is the craft of turning a stone by hand. is found on pp. 11, 12 and 42."
        ),
        [topic("Slow milling", "11 12 42")]
    );
    // What somebody earns is no line of an index.
    assert_eq!(listed("- “My father paid $20 a week, I pay $95,” says Mei Tan (page 7)."), []);
}
