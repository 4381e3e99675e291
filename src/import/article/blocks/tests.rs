//! What scanning an article gives.

use super::*;

#[test]
fn blocks_keep_their_places_in_the_source() {
    let source = "---\ntitle: x\n---\n\n# Un titre\n\nDes **mots** &eacute;crits [ici](http://a/b_(c)), puis\nla suite.\n\n> Une citation\n> longue.\n\n* un\n* deux\n\n<p>Un <b>para</b>graphe.</p>";
    let read = blocks(source);
    let texts: Vec<(Kind, &str)> = read.iter().map(|b| (b.kind, b.text.as_str())).collect();
    assert_eq!(
        texts,
        [
            (Kind::Heading, "Un titre"),
            (Kind::Text, "Des mots écrits ici, puis la suite."),
            (Kind::Quotation, "Une citation longue."),
            (Kind::Row, "un"),
            (Kind::Row, "deux"),
            (Kind::Text, "Un paragraphe."),
        ]
    );
    let start = read[1].text.find("crits").unwrap();
    let (from, to) = read[1].source(start, start + 5);
    let words: String = source.chars().skip(from as usize).take((to - from) as usize).collect();
    assert_eq!(words, "crits");
    assert_eq!(read[1].line, 7);
}

#[test]
fn remarks_and_values_of_tags_are_no_words() {
    let source = "<p>Un <!-- a > b\n\n-->texte <i title=\"c > d\">entier</i>.</p>\n\n\
                  <script>\nx > y\n</script>\n\nLa <!-- fin.\n";
    let read = blocks(source);
    let texts: Vec<(&str, u32)> = read.iter().map(|b| (b.text.as_str(), b.line)).collect();
    // What opens a remark that nothing closes is a sign like any other.
    assert_eq!(texts, [("Un texte entier.", 1), ("La <!-- fin.", 9)]);
}

#[test]
fn blocks_that_one_quotation_joins_keep_their_places() {
    let source = "She said: “One thing.\n\n* two; \n* three;\n* last.” Then more.";
    let read = blocks(source);
    assert_eq!(read.len(), 1);
    for words in ["One thing.", "two;", "three;", "last.”"] {
        let start = read[0].text.find(words).unwrap();
        let (from, to) = read[0].source(start, start + words.len());
        let there: String = source.chars().skip(from as usize).take((to - from) as usize).collect();
        assert_eq!(there, words);
    }
}

#[test]
fn a_head_may_stand_behind_an_address() {
    let read =
        blocks("https://a.example\n\n---\ntitle: x\nsummary: “y” said Z.\n---\nA sentence.\n");
    assert_eq!(read.len(), 1);
    assert_eq!((read[0].text.as_str(), read[0].line), ("A sentence.", 7));
}

#[test]
fn lines_are_blocks_where_nothing_is_blank() {
    let read = blocks("Un titre\nUne phrase.\nUne autre.\n- Un billet - 09/09/2024");
    assert_eq!(read.len(), 3);
    assert_eq!(read[0].kind, Kind::Heading);
}
