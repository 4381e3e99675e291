//! One form for both sides: what is typed and what is stored.
//!
//! Compatibility decomposition, marks dropped, lower case, ligatures spelled out,
//! one apostrophe, dashes and every kind of space as a space. Imports nothing of
//! the crate.
//!
//! Odd thing worth knowing: the map back works by whole graphemes, so that a
//! range of the folded text always gives a range that can be drawn.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Articles and other words that lose their vowel before an apostrophe.
const ELIDED: [&str; 9] = ["l", "d", "j", "n", "s", "c", "m", "t", "qu"];

/// The form of a text in which case, accents, ligatures, apostrophes, dashes and
/// kinds of space make no difference.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// A key that sorts É with E: the folded text, then the text itself.
#[must_use]
pub fn sort_key(text: &str) -> String {
    format!("{}\0{text}", fold(text))
}

/// The text in small letters with its accents, composed, as accents are compared.
pub(super) fn accented(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Adds the form of a letter that nearly all French and English texts are made of; `false` where
/// it is another, which may belong together with its neighbours.
fn push_common(letter: char, folded: &mut String) -> bool {
    let form = match letter {
        'a'..='z' | '0'..='9' | '«' | '»' => letter,
        'A'..='Z' => letter.to_ascii_lowercase(),
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'Ô' | 'Ö' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
        'ç' | 'Ç' => 'c',
        '`' | '\u{2019}' => '\'',
        '-' | '\u{2013}' | '\u{2014}' | '\u{a0}' | '\u{202f}' => ' ',
        'œ' | 'Œ' => {
            folded.push_str("oe");
            return true;
        }
        '\r' => return false,
        _ if letter.is_ascii_whitespace() || letter == '\u{b}' => ' ',
        _ if letter.is_ascii() => letter,
        _ => return false,
    };
    folded.push(form);
    true
}

/// Adds the form of a text, as [`fold`] gives it, to another.
pub(super) fn fold_into(text: &str, folded: &mut String) {
    let start = folded.len();
    if !text.chars().all(|letter| push_common(letter, folded)) {
        folded.truncate(start);
        push_any(text, folded);
    }
}

fn push_any(text: &str, folded: &mut String) {
    let text = text.chars().map(|letter| if letter == '´' { '\'' } else { letter });
    for letter in text.nfkd().flat_map(char::to_lowercase) {
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{2b9}' | '\u{2bc}' | '`' => {
                folded.push('\'');
            }
            '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' => folded.push(' '),
            // Soft hyphens, joiners and other signs without width.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            mark if is_combining_mark(mark) => {}
            space if space.is_whitespace() => folded.push(' '),
            other => folded.push(other),
        }
    }
}

/// A folded text that remembers where each part came from.
#[derive(Debug)]
pub(super) struct Folded {
    text: String,
    /// For each grapheme: where it starts in the folded text and in the original.
    graphemes: Vec<(usize, usize)>,
    original: usize,
}

impl Folded {
    /// Folds a text grapheme by grapheme.
    pub(super) fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut graphemes = Vec::with_capacity(original.len());
        let common = original.char_indices().all(|(start, letter)| {
            graphemes.push((text.len(), start));
            push_common(letter, &mut text)
        });
        if common {
            return Self { text, graphemes, original: original.len() };
        }
        text.clear();
        graphemes.clear();
        for (start, grapheme) in original.grapheme_indices(true) {
            graphemes.push((text.len(), start));
            fold_into(grapheme, &mut text);
        }
        Self { text, graphemes, original: original.len() }
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The range of the original whose graphemes gave a range of the folded text.
    pub(super) fn original(&self, folded: Range<usize>) -> Range<usize> {
        let first =
            self.graphemes.partition_point(|&(start, _)| start <= folded.start).saturating_sub(1);
        let after = self.graphemes.partition_point(|&(start, _)| start < folded.end);
        let at =
            |place: usize| self.graphemes.get(place).map_or(self.original, |&(_, start)| start);
        let start = at(first);
        start..at(after).max(start)
    }
}

/// A run of letters and digits in a folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// The run.
    pub(super) text: &'a str,
    /// Where it stands in the folded text.
    pub(super) range: Range<usize>,
    /// Whether it is an article such as the `l` of `l'école`.
    pub(super) elided: bool,
}

/// The runs of letters and digits of a folded text.
pub(super) fn tokens(folded: &str) -> impl Iterator<Item = Token<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + folded[from..].find(char::is_alphanumeric)?;
        let length = folded[start..].find(|letter: char| !letter.is_alphanumeric());
        let end = length.map_or(folded.len(), |length| start + length);
        from = end;
        let text = &folded[start..end];
        let before_word = folded[end..]
            .strip_prefix('\'')
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        Some(Token { text, range: start..end, elided: before_word && ELIDED.contains(&text) })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_word_fold_alike() {
        for (text, folded) in [
            ("Médias SOCIAUX", "medias sociaux"),
            ("Me\u{301}dias", "medias"),
            ("cœur", "coeur"),
            ("CŒUR", "coeur"),
            ("Æther", "aether"),
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("L’École", "l'ecole"),
            ("l`école", "l'ecole"),
            ("fake-news", "fake news"),
            ("fake\u{2011}news", "fake news"),
            ("p.\u{a0}22\u{202f}!", "p. 22 !"),
            ("ef\u{ad}fort ﬁn", "effort fin"),
            ("ΟΔΟΣ", "οδοσ"),
            ("İstanbul", "istanbul"),
            ("B２B", "b2b"),
            ("👩‍👩‍👧 ok", "👩👩👧 ok"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn tokens_are_runs_of_letters_and_digits() {
        let read = |text: &str| -> Vec<(String, bool)> {
            tokens(&fold(text)).map(|token| (token.text.to_owned(), token.elided)).collect()
        };
        let plain = |text: &str| (text.to_owned(), false);
        let elided = |text: &str| (text.to_owned(), true);
        assert_eq!(read("l’école"), [elided("l"), plain("ecole")]);
        assert_eq!(
            read("Qu'il B2B, p.22"),
            [elided("qu"), plain("il"), plain("b2b"), plain("p"), plain("22")]
        );
        assert_eq!(read("aujourd'hui"), [plain("aujourd"), plain("hui")]);
        assert_eq!(read("l' l"), [plain("l"), plain("l")]);
        assert_eq!(read("🙂 — !"), []);
    }

    #[test]
    fn a_folded_range_leads_back_to_whole_graphemes() {
        let back = |text: &str, word: &str| -> String {
            let folded = Folded::new(text);
            let start = folded.text().find(word).unwrap();
            text[folded.original(start..start + word.len())].to_owned()
        };
        assert_eq!(back("mon cœur bat", "coe"), "cœ");
        assert_eq!(back("mon cœur bat", "co"), "cœ");
        assert_eq!(back("les me\u{301}dias", "me"), "me\u{301}");
        assert_eq!(back("👩‍👩‍👧 été", "ete"), "été");
        assert_eq!(back("a\u{200d} b", "b"), "b");
    }

    #[test]
    fn accents_do_not_part_a_letter_from_its_neighbours() {
        let mut names = ["Zoé", "Émile", "Eva", "emile", "Éva"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["emile", "Émile", "Eva", "Éva", "Zoé"]);
    }

    proptest! {
        #[test]
        fn common_letters_fold_as_any(
            text in "[ -~\t\n\r\u{b}àâäçéèêëîïôöùûüÀÂÄÇÉÈÊËÎÏÔÖÙÛÜœŒ’«»–—\u{a0}\u{202f}\u{301}\u{200d}ñ]{0,12}",
        ) {
            let mut plainly = String::new();
            push_any(&text, &mut plainly);
            prop_assert_eq!(fold(&text), plainly);
            let folded = Folded::new(&text);
            let starts: Vec<usize> = text.grapheme_indices(true).map(|(start, _)| start).collect();
            let known: Vec<usize> = folded.graphemes.iter().map(|&(_, start)| start).collect();
            prop_assert_eq!(known, starts);
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            let folded = Folded::new(&text);
            prop_assert_eq!(folded.text(), once);
        }

        #[test]
        fn the_map_lies_within_bounds_on_graphemes(text in any::<String>(), a in 0usize..200, b in 0usize..200) {
            let folded = Folded::new(&text);
            let bounds: Vec<usize> = text
                .grapheme_indices(true)
                .map(|(start, _)| start)
                .chain([text.len()])
                .collect();
            let range = folded.original(a.min(b)..a.max(b));
            prop_assert!(range.start <= range.end);
            prop_assert!(bounds.contains(&range.start) && bounds.contains(&range.end));
        }
    }
}
