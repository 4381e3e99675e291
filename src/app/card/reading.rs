//! The text of a page, wrapped for reading.
//!
//! ```text
//!   Les paquets sources se composent de deux parties : le code
//! ■ source réel et les métadonnées du paquet.
//! ```
//!
//! Lines that the page printed full belong to one paragraph; a word that a line end cut is
//! whole again. Every word knows where it stands in the text, so that what is lit there is
//! lit here.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::super::styled::{Line, Role, Span};
use super::super::syllables::breaks;
use super::super::text::Glow;
use crate::lang::Lang;
use crate::query::stand::paragraphs;

/// So many cells must be free at a line's end before a word is divided.
const ROOM: usize = 6;

/// A line of the text as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ReadLine {
    /// Its words.
    pub(super) line: Line,
    /// Which words of the text it holds, in bytes; empty between paragraphs.
    pub(super) range: Range<usize>,
    /// Whether what is followed or searched stands on it.
    pub(super) lit: bool,
}

/// A word, or the half of one that a line end cut.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    range: Range<usize>,
    /// Whether no space comes before it.
    glued: bool,
    /// Whether the line divides it here.
    divided: bool,
}

impl From<paragraphs::Word> for Word {
    fn from(word: paragraphs::Word) -> Self {
        Self { range: word.range, glued: word.glued, divided: false }
    }
}

/// Wraps a text to `width` cells; words are divided where their language is given. `lit` lies
/// in order and apart.
pub(super) fn lines(
    text: &str,
    lit: &[(Range<usize>, Glow)],
    width: usize,
    divided: Option<Lang>,
) -> Vec<ReadLine> {
    let width = width.max(1);
    let mut lines: Vec<ReadLine> = Vec::new();
    for paragraph in paragraphs::of(text) {
        if paragraph.is_empty() {
            if lines.last().is_some_and(|line| !line.range.is_empty()) {
                lines.push(ReadLine::default());
            }
            continue;
        }
        let words: Vec<Word> = paragraph.into_iter().map(Word::from).collect();
        wrap(text, &words, lit, (width, divided), &mut lines);
    }
    while lines.last().is_some_and(|line| line.range.is_empty()) {
        lines.pop();
    }
    lines
}

/// Breaks one paragraph into lines.
fn wrap(
    text: &str,
    words: &[Word],
    lit: &[(Range<usize>, Glow)],
    (width, divided): (usize, Option<Lang>),
    lines: &mut Vec<ReadLine>,
) {
    let mut line: Vec<Word> = Vec::new();
    let mut taken = 0;
    let mut rest = words;
    while let Some(first) = rest.first() {
        // A word, the halves that belong to it and the signs beside it go together.
        let of = |word: &Word| &text[word.range.clone()];
        let holds = |pair: &&[Word]| pair[1].glued || closes(of(&pair[1])) || opens(of(&pair[0]));
        let width_of = |words: &[Word]| {
            let spaces = words[1..].iter().filter(|word| !word.glued).count();
            spaces + words.iter().map(|word| of(word).width()).sum::<usize>()
        };
        let mut many = 1 + rest.windows(2).take_while(holds).count();
        if width_of(&rest[..many]) > width {
            many = 1 + rest[1..].iter().take_while(|word| word.glued).count();
        }
        let (together, after) = rest.split_at(many);
        rest = after;
        let wide = width_of(together);
        let space = usize::from(!line.is_empty() && !first.glued);
        if taken + space + wide > width && !line.is_empty() {
            let room = width.saturating_sub(taken + space);
            let lang = divided.filter(|_| many == 1 && wide <= width && room >= ROOM);
            let half = lang.and_then(|lang| half(of(first), room - 1, lang));
            if let Some(at) = half {
                let middle = first.range.start + at;
                let start = first.range.start..middle;
                line.push(Word { range: start, divided: true, ..first.clone() });
                lines.push(drawn(text, &line, lit));
                line.clear();
                taken = text[middle..first.range.end].width();
                let rest = middle..first.range.end;
                line.push(Word { range: rest, glued: true, divided: false });
                continue;
            }
            lines.push(drawn(text, &line, lit));
            line.clear();
            taken = 0;
        }
        let space = usize::from(!line.is_empty() && !first.glued);
        if wide <= width {
            taken += space + wide;
            line.extend_from_slice(together);
            continue;
        }
        // Wider than the pane: cut between letters.
        for word in together {
            for (at, letter) in text[word.range.clone()].grapheme_indices(true) {
                let wide = letter.width();
                if taken + wide > width && !line.is_empty() {
                    lines.push(drawn(text, &line, lit));
                    line.clear();
                    taken = 0;
                }
                let from = word.range.start + at;
                taken += wide;
                match line.last_mut() {
                    Some(last) if last.range.end == from => last.range.end += letter.len(),
                    _ => {
                        let range = from..from + letter.len();
                        line.push(Word { range, glued: true, divided: false });
                    }
                }
            }
        }
    }
    if !line.is_empty() {
        lines.push(drawn(text, &line, lit));
    }
}

/// Where a word is divided so that its start fits.
fn half(word: &str, room: usize, lang: Lang) -> Option<usize> {
    breaks(word, lang).into_iter().rfind(|&at| word[..at].width() <= room)
}

/// Whether a word is signs alone that no line begins with.
fn closes(word: &str) -> bool {
    word.chars()
        .all(|sign| matches!(sign, '»' | ':' | ';' | '!' | '?' | '%' | ')' | '”' | ',' | '.'))
}

/// Whether a word is a sign alone that no line ends with.
fn opens(word: &str) -> bool {
    matches!(word, "«" | "“" | "(")
}

/// One line, its words in pieces by what is lit.
fn drawn(text: &str, words: &[Word], lit: &[(Range<usize>, Glow)]) -> ReadLine {
    let mut read = ReadLine::default();
    let mut before: Option<usize> = None;
    for word in words {
        let first = lit.partition_point(|(range, _)| range.end <= word.range.start);
        if let Some(end) = before
            && !word.glued
        {
            let over = lit.get(first).filter(|(range, _)| range.start < end);
            push(&mut read.line, " ", over.map(|&(_, glow)| glow));
        }
        let mut at = word.range.start;
        for (range, glow) in &lit[first..] {
            if range.start >= word.range.end {
                break;
            }
            let (from, to) = (range.start.max(at), range.end.min(word.range.end));
            push(&mut read.line, &text[at..from], None);
            push(&mut read.line, &text[from..to], Some(*glow));
            read.lit |= *glow != Glow::Other;
            at = to;
        }
        push(&mut read.line, &text[at..word.range.end], None);
        if word.divided {
            let glow = lit.iter().find(|(range, _)| range.contains(&word.range.end));
            push(&mut read.line, "-", glow.map(|&(_, glow)| glow));
        }
        before = Some(word.range.end);
    }
    let start = words.first().map_or(0, |word| word.range.start);
    read.range = start..before.unwrap_or(start);
    read
}

/// Adds a piece; like ones are one.
fn push(line: &mut Line, piece: &str, glow: Option<Glow>) {
    if piece.is_empty() {
        return;
    }
    // A narrow hard space is drawn as a hard one: not every terminal knows it.
    let piece = piece.replace('\u{202f}', "\u{a0}").replace('\u{ad}', "");
    let (role, strong) = match glow {
        None => (Role::Text, false),
        Some(Glow::Own) => (Role::Lit, true),
        Some(Glow::Other) => (Role::Dim, false),
    };
    match line.spans.last_mut() {
        Some(last) if last.role == role && last.strong == strong => last.text.push_str(&piece),
        _ => line.spans.push(Span { text: piece, role, strong }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::stand::Searched;

    fn plain(text: &str, width: usize) -> Vec<String> {
        lines(text, &[], width, None).iter().map(|line| line.line.plain()).collect()
    }

    #[test]
    fn full_lines_are_one_paragraph_and_short_ones_end_it() {
        let text = "Les paquets sources se composent de\ndeux parties et de rien d’autre, en\n\
                    effet.\nUne commande :\n$ apt install renvoi\n\n\n— un point de la liste\n";
        assert_eq!(
            plain(text, 80),
            [
                "Les paquets sources se composent de deux parties et de rien d’autre, en effet.",
                "Une commande :",
                "$ apt install renvoi",
                "",
                "— un point de la liste",
            ]
        );
    }

    #[test]
    fn words_cut_at_line_ends_are_whole_again_unless_the_hyphen_is_theirs() {
        let text = "il faut que le mot soit numé-\nrique, ou bien qu’il soit peut-\nêtre autre.";
        assert_eq!(
            plain(text, 84),
            ["il faut que le mot soit numérique, ou bien qu’il soit peut-être autre."]
        );
        let text = "le savoir-faire est un grand savoir-\nfaire de la plus grande des maisons";
        assert!(plain(text, 84)[0].contains("grand savoir-faire de"));
    }

    #[test]
    fn what_is_lit_in_the_text_is_lit_on_its_lines_across_line_ends() {
        let text = "la grande souveraineté numé-\nrique des petits états du monde";
        let hits = Searched::new(text).names(["souveraineté numérique"]);
        let lit: Vec<_> = hits.into_iter().map(|range| (range, Glow::Own)).collect();
        let lit_words = |width| {
            let read = lines(text, &lit, width, None);
            let spans = read.iter().flat_map(|line| &line.line.spans);
            let lit = spans.filter(|span| span.role == Role::Lit && span.strong);
            lit.map(|span| span.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(lit_words(80), ["souveraineté numérique"]);
        assert_eq!(lit_words(24), ["souveraineté", "numérique"]);
        let read = lines(text, &lit, 24, None);
        assert_eq!(read.iter().map(|line| line.lit).collect::<Vec<_>>(), [true, true, false]);
    }

    #[test]
    fn no_line_begins_or_ends_with_a_sign_that_belongs_to_a_word() {
        let text = "Il dit : « tout est là », puis rien ; et encore ? Non !";
        for width in 12..60 {
            for line in plain(text, width) {
                assert!(!line.starts_with(['»', ':', ';', '?', '!']), "{width}: {line}");
                assert!(!line.ends_with('«'), "{width}: {line}");
            }
        }
    }

    #[test]
    fn words_are_divided_where_a_line_would_be_too_short_and_stay_lit() {
        let text = "une étude sur la communication institutionnelle des organisations";
        let whole = text.find("communication").unwrap()..text.find(" institut").unwrap();
        let read = lines(text, &[(whole, Glow::Own)], 24, Some(Lang::Fr));
        let shown: Vec<String> = read.iter().map(|line| line.line.plain()).collect();
        assert_eq!(shown[0], "une étude sur la commu-");
        assert!(read[0].lit && read[1].lit, "both halves: {shown:?}");
        let joined = shown.join(" ").replace("- ", "");
        assert_eq!(joined, text, "nothing but hyphens is added");
        let ragged = plain(text, 24);
        assert_eq!(ragged[0], "une étude sur la");
    }

    #[test]
    fn an_empty_text_has_no_lines() {
        assert_eq!(plain("", 20), [""; 0]);
        assert_eq!(plain(" \n\n ", 20), [""; 0]);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_no_line_is_too_wide(
            text in "[a-zé\\-\u{a0}’. \n\u{4e2d}]{0,200}",
            width in 2_usize..60,
            divided in prop::option::of(prop_oneof![Just(Lang::En), Just(Lang::Fr)]),
        ) {
            let lit = [(0..text.chars().next().map_or(0, char::len_utf8), Glow::Own)];
            let read = lines(&text, &lit, width, divided);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
            let shown: String = read.iter().map(|line| line.line.plain()).collect();
            prop_assert_eq!(letters(&shown), letters(&text));
            for line in &read {
                prop_assert!(line.line.width() <= width, "{:?}", line.line.plain());
            }
        }
    }
}
