//! Drafts of what the layout of an article gives: tables in plain text, columns, rows of lists.

use super::digests::{listed, topic};
use super::places::give;
use super::*;

#[test]
fn tables_in_plain_text_give_the_pages_of_their_rows() {
    give(&[
        (
            "Where to look:\n\n  Subject               Pages\n  -----------------------------\n  Sea walls             3, 5-7\n  \
             Ferry fares              12\n  Lighthouse keepers    40\n  -----------------------------\n\nI would begin with the fares.",
            &[("Sea walls", "3 5 6 7"), ("Ferry fares", "12"), ("Lighthouse keepers", "40")],
        ),
        (
            "Thème\tPages\nLes digues\t3, 5-7\nLe prix du bac\t12",
            &[("Les digues", "3 5 6 7"), ("Le prix du bac", "12")],
        ),
        (
            "Sujet | Pages\n--- | ---\nLes digues | 3, 5-7\nLe bac | 12\n\nLa suite est courte.",
            &[("Les digues", "3 5 6 7"), ("Le bac", "12")],
        ),
        // What counts something gives no pages, and two spaces part sentences too.
        ("Harbour     Boats\nSarnac         12\nVernou         14", &[]),
        ("He paid for it.  She did not, on page 3.\nThey went.  Nobody paid, on page 4.", &[]),
    ]);
    // A head in capitals is nobody whose words stand below.
    let text = "The report is long.\n\nSubject               Pages\nSea walls             3, 5-7\nFerry fares           12\n\n\
                I would begin with the fares, because they are what everybody pays.\n\nKeeper’s Log\n\nThe lamp is out again, and nobody has said when it will be lit.";
    let heard = said(text);
    assert!(heard.iter().all(|(who, ..)| who.is_empty()), "{heard:?}");
}

#[test]
fn the_theme_of_a_row_stands_in_the_column_that_says_so_or_beside_the_pages() {
    give(&[
        (
            "| You are… | Read first | Pages |\n|---|---|---|\n| A mayor | The true price of a harbour wall | 9-12 |\n\
             | A skipper or pilot | Night pilotage | 14, 17, 30 |",
            &[("The true price of a harbour wall", "9 10 11 12"), ("Night pilotage", "14 17 30")],
        ),
        (
            "| Vous êtes | À lire | Pages |\n|---|---|---|\n| maire | le prix d’une digue à la mer | 9-12 |\n\
             | pilote | le pilotage de nuit | 14, 17, 30 |",
            &[("prix d’une digue à la mer", "9 10 11 12"), ("pilotage de nuit", "14 17 30")],
        ),
        (
            "| Chapter | Title | Author | Pages |\n|---|---|---|---|\n| 1 | Salt and rust | Ann Quill | 40, 44 |\n\
             | 2 | Ropes | Paul Rey | 50-53 |",
            &[("Salt and rust", "40 44"), ("Ropes", "50 51 52 53")],
        ),
        (
            "| Thème | Qui en parle | Pages |\n|---|---|---|\n| La vase | Anne Morel | 60, 61 |\n\
             | Le sel | Paul Rey et Zoé Lam, de Brest | 70 |",
            &[("La vase", "60 61"), ("Le sel", "70")],
        ),
    ]);
}

#[test]
fn rows_of_lists_give_pages_whatever_signs_stand_in_them() {
    give(&[
        (
            "Inside:\n\n- Rope by the kilo: pp26, 27\n- Oilskin exchanges: p41\n- Nets [p. 43]",
            &[("Rope by the kilo", "26 27"), ("Oilskin exchanges", "41"), ("Nets", "43")],
        ),
        (
            "À voir :\n\n• Le cordage au kilo : pp26, 27\n• Les échanges de cirés : p41",
            &[("Le cordage au kilo", "26 27"), ("Les échanges de cirés", "41")],
        ),
        (
            "– prix des cordages : p. 4-6 ;\n– filets : p. 12 ;\n– bouées, p. 14.",
            &[("prix des cordages", "4 5 6"), ("filets", "12"), ("bouées", "14")],
        ),
        (
            "Inside:\n\n* Tides, with a table for each harbour: pp. 3 and 5\n* Tea, soup and cake: p. 8\n\
             * Night boats, and who pays for them: p. 14",
            &[("Tides", "3 5"), ("Tea, soup and cake", "8"), ("Night boats", "14")],
        ),
        (
            "À voir :\n\n* Les marées, avec une table par port : p. 3 et 5\n* Le thé, la soupe et les gâteaux : p. 8\n\
             * Les bacs, où l’on attend : p. 14",
            &[("Les marées", "3 5"), ("Le thé, la soupe et les gâteaux", "8"), ("Les bacs", "14")],
        ),
        (
            "Inside:\n\n- Ferries (p. 12), a chapter to read twice\n- Buoys (p. 13), which is short",
            &[("Ferries", "12"), ("Buoys", "13")],
        ),
    ]);
    // A heading that says only that pages follow claims none of those behind them.
    assert_eq!(
        listed(
            "Read the report.\n\n## Also in the report\n\n- Nets: p. 7\n- Buoys: pp. 8, 9\n\nTwo errors crept in last week (pages 9 and 12)."
        ),
        [topic("Nets", "7"), topic("Buoys", "8 9")]
    );
    let talk =
        "— Je ne sais pas, dit Anne Morel, page 12.\n— Moi non plus, répond Paul Rey, page 13.";
    let who: Vec<_> = said(talk).into_iter().map(|(who, _, pages, _)| (who, pages)).collect();
    assert_eq!(who, [("Anne Morel".into(), vec![12]), ("Paul Rey".into(), vec![13])]);
}
