//! Drafts of quotations that are set apart, and of notes on a book whose author the article names.

use super::{one, said};
use crate::import::article::draft;

/// Names and pages of the drafted page lists.
fn lists(source: &str) -> Vec<(String, Vec<u32>)> {
    let file = draft(source, "essai").unwrap();
    let name = |id: &Option<String>| {
        let topic = file.topics.iter().find(|topic| topic.id == *id).unwrap();
        topic.name.clone().unwrap()
    };
    let pages = |citation: &crate::corpus::file::CitationRecord| {
        citation.pages.as_ref().unwrap().list.clone().unwrap()
    };
    file.citations.iter().map(|one| (name(&one.topic), pages(one))).collect()
}

#[test]
fn the_line_behind_a_quotation_says_who_and_where() {
    let words = "The toll is a tax on those who cannot swim";
    for (line, who, page) in [
        ("Ada Wren, 1985, p. 31", "Ada Wren", 31),
        ("— Ada Wren (p. 31)", "Ada Wren", 31),
        ("(Wren, p. 31)", "Ada Wren", 31),
        ("(source : Wren, p. 31)", "Ada Wren", 31),
    ] {
        let source = format!("Ada Wren wrote about tolls.\n\n> {words}.\n\n{line}\n\nI agree.\n");
        assert_eq!(said(&source), [one(who, "", &[page], &format!("{words}."))], "{line}");
    }
    let footer =
        format!("Ada Wren wrote.\n\n> {words}\n> <footer>Wren, 1985, p. 31</footer>\n\nSo.\n");
    assert_eq!(said(&footer), [one("Ada Wren", "", &[31], words)]);
    // What stands behind it and is a list of its own stays one.
    let listed = format!("Ada Wren wrote.\n\n> {words}.\n\n- Weirs: p. 3, 9\n- Locks: p. 4, 8\n");
    assert_eq!(lists(&listed), [("Weirs".into(), vec![3, 9]), ("Locks".into(), vec![4, 8])]);
}

#[test]
fn the_words_that_announce_a_quotation_give_it_their_page() {
    let quoted = "Nobody pays twice for the same water";
    let source = format!(
        "# Tolls by Ada Wren\n\nA book.\n\nIn the end everything comes down to money (p.41):\n\n> {quoted}.\n\nAnd so on.\n"
    );
    assert_eq!(said(&source), [one("Ada Wren", "", &[41], &format!("{quoted}."))]);
    // Who says the sentence that announces it says that too.
    let source = format!(
        "# Tolls by Ada Wren\n\nA book.\n\nWren argues that everything comes down to money (p.41):\n\n> {quoted}.\n"
    );
    let argued = "Wren argues that everything comes down to money (p.41):";
    assert_eq!(
        said(&source),
        [one("Ada Wren", "", &[41], argued), one("Ada Wren", "", &[41], &format!("{quoted}.")),]
    );
    // A page in the middle of a quotation cuts nothing off.
    let whole = "The map on page 12 of my first book was wrong, and nobody told me.";
    let source = format!("# Tolls by Ada Wren\n\nA book.\n\n> {whole}\n");
    assert_eq!(said(&source), [one("Ada Wren", "", &[], whole)]);
}

#[test]
fn notes_on_a_book_are_its_author_s() {
    let quoted = "Nobody pays twice for the same water.";
    for head in [
        "title: Tolls\nauthor: Ada Wren\nisbn: 978-0-00\n\n",
        "---\ntitle: >-\n  Tolls by Ada Wren\ndate: 2020-01-01\n---\n\n",
        "+++\ntitle = \"Tolls by Ada Wren\"\n+++\n\n",
        "Ada WREN, *Tolls*, Lyon, Harbour Press, 1998, 290 p.\n\n",
    ] {
        let source = format!("{head}I read it in one sitting.\n\n> {quoted}\n");
        assert_eq!(said(&source), [one("Ada Wren", "", &[], quoted)], "{head}");
    }
    // Who wrote the article wrote no book, and who gave an interview neither.
    for head in [
        "---\ntitle: Tolls\nauthor: Ada Wren\n---\n\n",
        "# An interview by Ada Wren\n\n",
        "title: Tolls\nauthor: Ada Wren\n\n",
    ] {
        let source = format!("{head}I read it in one sitting.\n\n> {quoted}\n");
        assert_eq!(said(&source), [one("", "", &[], quoted)], "{head}");
    }
}

#[test]
fn what_a_reader_notes_beside_a_page_is_a_theme() {
    let source = "title: Tolls\nauthor: Ada Wren\nisbn: 978-0-00\n\n> Nobody pays twice for the same water. [fair-prices, rivers, p32]\n";
    assert_eq!(lists(source), [("fair-prices".into(), vec![32]), ("rivers".into(), vec![32])]);
    assert_eq!(said(source), [one("Ada Wren", "", &[32], "Nobody pays twice for the same water.")]);
}

#[test]
fn turns_of_a_transcript_are_set_apart_too() {
    let source = "The hearing was short.\n\n> THE COURT: Who owns the weir at the mill today?\n\n> MS. WREN [for the town]: We do, and we always did.\n\n> THE COURT: Then why was it never repaired?\n\n> MS. WREN: Nobody asked us to do it before.\n";
    assert_eq!(
        said(source),
        [
            one("THE COURT", "", &[], "Who owns the weir at the mill today?"),
            one("MS. WREN", "", &[], "We do, and we always did."),
            one("THE COURT", "", &[], "Then why was it never repaired?"),
            one("MS. WREN", "", &[], "Nobody asked us to do it before."),
        ]
    );
}

#[test]
fn links_by_name_and_links_to_notes_are_words() {
    let source = "# Weirs\n\nIn [the new report][1] Ada Wren said that [[weirs|the weirs]] and [[locks]] must go (p. 3).\n\n[1]: https://example.org/page/77\n";
    let words = "In the new report Ada Wren said that the weirs and locks must go (p. 3).";
    assert_eq!(said(source), [one("Ada Wren", "", &[3], words)]);
}

#[test]
fn notes_page_by_page_stand_on_the_page_before_them() {
    let source = "title: Tolls\nauthor: Ada Wren\nisbn: 978-0-00\n\n## Start\n\nA first look.\n\n**P. 9**\n\nthe old tolls:\n\n**P. 22**\n\nNobody pays twice for the same water today.\n\nNobody ever did.\n\n**P. 31-32**\n\nWhoever crosses the bridge must pay for the road.\n\n## End\n\nThat was all that I noted.\n";
    assert_eq!(lists(source), [("the old tolls".into(), vec![9])]);
    assert_eq!(
        said(source),
        [
            one("Ada Wren", "", &[22], "Nobody pays twice for the same water today."),
            one("Ada Wren", "", &[31, 32], "Whoever crosses the bridge must pay for the road."),
        ]
    );
    // Below headings lines of pages list those of the headings.
    let source = "# Index\n\nIn the report:\n\n## Tolls\n\nPages 3, 5 and 8\n\n## Weirs\n\nPages 4 and 9\n\n## Locks\n\nPage 6\n";
    let all = [("Tolls", vec![3, 5, 8]), ("Weirs", vec![4, 9]), ("Locks", vec![6])];
    assert_eq!(lists(source), all.map(|(name, pages)| (name.to_owned(), pages)));
}

#[test]
fn notes_that_begin_with_their_page_are_of_whose_book_they_are() {
    let source = "# Thoughts\n\nToday I read Ada Wren's book again. Wren is short.\n\nWren likes tolls.\n\n1. Page 3. \"Nobody pays twice for the same water today.\" - well said.\n2. (Page 7). There is no such thing as a free bridge. Ask the miller.\n3. Also page 9: whoever crosses the bridge must pay for it.\n4. Back to page 10.\n";
    assert_eq!(
        said(source),
        [
            one("Ada Wren", "", &[3], "Nobody pays twice for the same water today."),
            one("Ada Wren", "", &[7], "There is no such thing as a free bridge. Ask the miller."),
            one("Ada Wren", "", &[9], "Also page 9: whoever crosses the bridge must pay for it."),
        ]
    );
}

#[test]
fn a_quotation_set_apart_behind_a_comma_is_of_whom_the_words_before_it_name() {
    let source = "Ada Wren, who lived by the river for years, says,\n\n> Nobody pays twice for the same water (Tolls of the North, pp. 176-178).\n";
    let words = "Nobody pays twice for the same water";
    let found = said(source);
    assert!(found.contains(&one("Ada Wren", "", &[176, 177, 178], words)), "{found:?}");
}
