//! Glyphs without a character: guesses that are kept only where they read like a language.

use std::collections::HashMap;

use skrifa::{FontRef, MetadataProvider};

use super::collect::Collect;
use super::layout::{Char, layout};

/// A letter whose character is not known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lost {
    /// Its place among the letters of the page.
    pub(super) place: usize,
    /// Its code in the text.
    pub(super) code: u32,
    /// Its glyph in the font.
    pub(super) glyph: u32,
    /// The font.
    pub(super) font: u128,
}

/// A guess at the character of a glyph.
type Guess<'a> = &'a dyn Fn(&Lost) -> Option<char>;

/// Words that stand in nearly every French, English and German text.
const COMMON: [&str; 30] = [
    "the", "of", "and", "to", "in", "is", "for", "that", "on", "with", "de", "la", "le", "les",
    "des", "et", "en", "un", "une", "du", "est", "pour", "dans", "que", "par", "der", "die", "und",
    "das", "qui",
];

/// The characters that a font names for its glyphs.
pub(super) fn glyph_letters(font: &[u8]) -> HashMap<u32, char> {
    let mut letters = HashMap::new();
    if let Ok(font) = FontRef::new(font) {
        for (code, glyph) in font.charmap().mappings() {
            if let Some(letter) = char::from_u32(code)
                && !(0xE000..0xF900).contains(&code)
            {
                letters.entry(glyph.to_u32()).or_insert(letter);
            }
        }
    }
    letters
}

/// Replaces unknown characters where a fifth or more of the page is unknown and a guess
/// reads like a language. Tries the font's own table, the code, then the usual order of
/// glyphs (29 after the code of the letter).
pub(super) fn rescue(page: &mut Collect) {
    if page.lost.is_empty() || page.lost.len() * 5 < page.chars.len() {
        return;
    }
    let from_font = |lost: &Lost| page.fonts.get(&lost.font)?.get(&lost.glyph).copied();
    let from_code =
        |lost: &Lost| char::from_u32(lost.code).filter(|_| (32..256).contains(&lost.code));
    let from_order =
        |lost: &Lost| char::from_u32(lost.glyph + 29).filter(|_| (3..100).contains(&lost.glyph));
    let guesses: [Guess<'_>; 3] = [&from_font, &from_code, &from_order];
    let mut best: Option<(usize, Vec<Char>, Vec<Lost>)> = None;
    for guess in guesses {
        let mut chars = page.chars.clone();
        let mut left = Vec::new();
        for lost in &page.lost {
            match (guess(lost), chars.get_mut(lost.place)) {
                (Some(letter), Some(known)) => known.text = letter.into(),
                _ => left.push(*lost),
            }
        }
        let score = common_words(&layout(&chars));
        if score > best.as_ref().map_or(8, |(score, ..)| *score) {
            best = Some((score, chars, left));
        }
    }
    if let Some((_, chars, left)) = best {
        page.chars = chars;
        page.lost = left;
    }
}

/// How many words in a hundred are common ones.
fn common_words(text: &str) -> usize {
    let (mut words, mut common) = (0, 0);
    for word in text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        common += usize::from(COMMON.contains(&word.to_lowercase().as_str()));
    }
    if words < 8 { 0 } else { common * 100 / words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_from_noise() {
        assert!(common_words("la part de chaque page dans le rapport et la suite") > 8);
        assert_eq!(common_words("xq zrt plo vvv mnb qsd wxc rty"), 0);
    }
}
