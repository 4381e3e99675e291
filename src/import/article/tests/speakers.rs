//! Who says what: groups, studies, people spoken of again.

use super::{one, said};

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
