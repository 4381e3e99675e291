//! Which numbers are pages, and which are none.

use super::*;

#[test]
fn page_references_are_told_from_counts() {
    let references = References::new().unwrap();
    let pages = |text: &str| -> Vec<Vec<u32>> {
        references.find(text).into_iter().map(|found| found.pages).collect()
    };
    assert_eq!(
        pages("(Untel p 6), (p22) et (pp 3,8,30,25, 38)"),
        [vec![6], vec![22], vec![3, 8, 30, 25, 38]]
    );
    assert_eq!(pages("pp. 135-7 et 140 ; à la page 12 sqq."), [vec![135, 136, 137, 140], vec![12]]);
    let (great, small) = (|page| ROMANS + page, |page| SMALL + page);
    assert_eq!(
        pages("(pp. xi–xiii) | p. V à VII | p. VI, 27 | pages iv et 3 | p. xii and I think"),
        [
            vec![small(11), small(12), small(13)],
            vec![great(5), great(6), great(7)],
            vec![great(6), 27],
            vec![small(4), 3],
            vec![small(12)],
        ]
    );
    assert_eq!(pages("(p. 14, and again p. 15) (p. 3, et encore à la page 9)").len(), 2);
    assert_eq!(pages("(p. 14, and again at 15)"), [[14, 15]]);
    assert_eq!(pages("aux pages 22 et suivantes | p. 30 ff. | p. 7 sqq."), [[22], [30], [7]]);
    assert_eq!(pages("une somme de 53 pages, 921 p. 2 tomes, p 10 et 57 autres").len(), 1);
    assert!(references.find("voir p. 12")[0].elsewhere);
    assert!(!references.find("voire même ceci (p. 12)")[0].elsewhere);
}

/// Every word for a page with every way to write its numbers, and what may stand around.
#[test]
fn every_form_of_a_page_list_is_read() {
    let references = References::new().unwrap();
    let words = [
        "p. ",
        "p.",
        "p ",
        "p",
        "P. ",
        "pp. ",
        "pp.",
        "pp ",
        "page ",
        "pages ",
        "Pages ",
        "pg. ",
        "page n° ",
    ];
    let numbers: [(&str, &[u32]); 22] = [
        ("3", &[3]),
        ("3 et 5", &[3, 5]),
        ("3 and 5", &[3, 5]),
        ("3 & 5", &[3, 5]),
        ("3 ou 5", &[3, 5]),
        ("3, 5", &[3, 5]),
        ("3,5", &[3, 5]),
        ("3 ; 5", &[3, 5]),
        ("3, 5 et 9", &[3, 5, 9]),
        ("3, 5, and 9", &[3, 5, 9]),
        ("3, p. 5", &[3, 5]),
        ("3 et p. 5", &[3, 5]),
        ("3/p5", &[3, 5]),
        ("3-5", &[3, 4, 5]),
        ("3–5", &[3, 4, 5]),
        ("3 à 5", &[3, 4, 5]),
        ("3 to 5", &[3, 4, 5]),
        ("3-p. 5", &[3, 4, 5]),
        ("3-5, 18 et 20 à 22", &[3, 4, 5, 18, 20, 21, 22]),
        ("135-7, p. 140", &[135, 136, 137, 140]),
        ("12 sq.", &[12]),
        ("12ff., 14", &[12, 14]),
    ];
    let around = [
        ("(", ")"),
        ("(Untel, ", ")"),
        ("(chap. 3, § 14, ", ", note 2)"),
        ("(2014, vol. 2, ", ")."),
        ("Voyez ", " du rapport."),
        ("as ", " of the report show"),
        ("(", ", 2014)"),
        ("", " ; 40 % des élus"),
        ("(", ", 1 200 euros)"),
        ("(", ", tableau 2)"),
        ("", ", § 12"),
        ("", "."),
        ("(", ", n. 7)"),
    ];
    for word in words {
        for (printed, pages) in numbers {
            for (before, after) in around {
                let text = format!("{before}{word}{printed}{after}");
                let found: Vec<Vec<u32>> =
                    references.find(&text).into_iter().map(|found| found.pages).collect();
                assert_eq!(found, [pages], "{text}");
                let span = references.find(&text)[0].clone();
                assert_eq!(&text[span.start..span.end], format!("{word}{printed}"), "{text}");
            }
        }
    }
}

#[test]
fn numbers_that_are_no_pages_give_none() {
    let references = References::new().unwrap();
    for text in [
        "53 pages",
        "921 p.",
        "288 p., 24 €",
        "288 p. 24 €",
        "§ 12",
        "note 3",
        "page 2/10",
        "p. 12345",
        "chap. 3",
        "en 2014",
        "40 %",
        "n° 48",
        "the homepage 3",
        "iPhone 12",
        "tome 2",
        "fig. 7",
        "l. 12",
        "12 p. 100",
        "mot[^3]",
        "mot.3",
        "Vol. 12, pp. 3x",
        "ép. 12",
        "rép. 4",
        "app 3",
        "PPP 2",
        "un top 10",
    ] {
        assert_eq!(references.find(text), [], "{text}");
    }
    let pages = |text: &str| -> Vec<u32> {
        references.find(text).into_iter().flat_map(|found| found.pages).collect()
    };
    assert_eq!(pages("À la page 3, 12 élus votent."), [3]);
    assert_eq!(pages("(p. 3 et 12 autres)"), [3]);
    assert_eq!(pages("(p. 3, 4,5 % des voix)"), [3]);
    assert_eq!(pages("p. 3, 5 millions"), [3]);
    assert_eq!(pages("(p. 3, 12345)"), [3]);
    assert_eq!(pages("Aux pages 3 et 5 figurent les listes"), [3, 5]);
    assert_eq!(pages("(p. 1998, 2004)"), [1998, 2004]);
    // A letter may be a word, and what the reader is sent to says nothing.
    assert_eq!(pages("the page I wrote and the page X"), [0; 0]);
    assert_eq!(pages("p. VIe siècle"), [0; 0]);
    assert!(references.find("Turn to page 9.")[0].elsewhere);
    assert!(references.find("Quiet. Print page 9, which is a form.")[0].elsewhere);
    assert!(!references.find("He will turn on page 9.")[0].elsewhere);
}
