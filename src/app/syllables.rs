//! Where a word may be divided at the end of a line.
//!
//! Names are not divided: they are looked for by their shape.

use hypher::hyphenate_bounded;

use crate::lang::Lang;

/// Shorter words are not worth a hyphen, in letters.
const LEAST: usize = 7;
/// So many letters stay together on either side of a hyphen.
const SIDE: usize = 3;

/// The places in a word where it may be divided, in bytes from its start, ascending.
#[must_use]
pub(super) fn breaks(word: &str, lang: Lang) -> Vec<usize> {
    let lang = lang.pick(hypher::Lang::English, hypher::Lang::French);
    let mut found = Vec::new();
    let mut at = 0;
    // What stands between apostrophes, hyphens and signs is a word of its own.
    for part in word.split_inclusive(|sign: char| !sign.is_alphabetic()) {
        let letters = part.trim_end_matches(|sign: char| !sign.is_alphabetic());
        let name = letters.starts_with(char::is_uppercase);
        if !name && letters.chars().count() >= LEAST {
            let mut end = at;
            for syllable in hyphenate_bounded(letters, lang, SIDE, SIDE) {
                end += syllable.len();
                found.push(end);
            }
            // The last syllable ends with the word.
            found.pop();
        }
        at += part.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, lang: Lang) -> String {
        let mut parts = Vec::new();
        let mut from = 0;
        for at in breaks(word, lang) {
            parts.push(&word[from..at]);
            from = at;
        }
        parts.push(&word[from..]);
        parts.join("-")
    }

    #[test]
    fn words_are_divided_as_their_language_does() {
        assert_eq!(divided("extensive", Lang::En), "exten-sive");
        assert_eq!(divided("communication", Lang::Fr), "com-mu-ni-ca-tion");
        assert_eq!(divided("l’organisation,", Lang::Fr), "l’orga-ni-sa-tion,");
    }

    #[test]
    fn short_words_names_and_numbers_stay_whole() {
        for word in ["page", "Ertzscheid", "2020", "", "…", "p.39–40", "d’un"] {
            assert!(breaks(word, Lang::Fr).is_empty(), "{word}");
        }
    }
}
