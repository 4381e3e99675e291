//! A page as the finder reads it: folded, each sign that is no letter or digit a space, with
//! a map back to the source.
//!
//! Odd thing worth knowing: a word cut at a line end has two readings, joined (`numé-⏎rique`)
//! and with its hyphen (`peut-⏎être`). What the document writes elsewhere decides; where it
//! does not, hits of the second reading count only where they span the cut.

use std::collections::HashSet;
use std::ops::Range;

use super::super::fold::fold;

/// How words cut at line ends are read.
#[derive(Clone, Copy, Debug)]
pub enum Cuts<'a> {
    /// Joined, unless the document knows the two halves alone.
    Joined(&'a HashSet<String>),
    /// As two words.
    Kept,
}

/// A folded page.
#[derive(Debug, Default)]
pub struct Reading {
    /// The folded text; begins and ends with a space.
    pub text: String,
    /// For each byte of it, where its letter begins in the source.
    map: Vec<u32>,
    /// Where words are cut at line ends, in the source.
    pub cuts: Vec<Range<usize>>,
}

impl Reading {
    /// Reads a text.
    #[must_use]
    pub fn new(source: &str, cuts: Cuts<'_>) -> Self {
        let mut reading = Self {
            text: String::with_capacity(source.len() + 2),
            map: Vec::with_capacity(source.len() + 2),
            cuts: Vec::new(),
        };
        reading.space(0);
        let bytes = source.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() && byte != b'-' {
                if byte.is_ascii_alphanumeric() {
                    reading.text.push(char::from(byte.to_ascii_lowercase()));
                    reading.map.push(place(at));
                } else {
                    reading.space(at);
                }
                at += 1;
                continue;
            }
            let Some(letter) = source[at..].chars().next() else { break };
            let after = at + letter.len_utf8();
            if is_hyphen(letter) {
                if let Some(next) = cut(source, at, after) {
                    reading.cuts.push(at..next);
                    if !reading.joins(source, next, letter, cuts) {
                        reading.space(at);
                    }
                    at = next;
                    continue;
                }
                if letter != '\u{ad}' {
                    reading.space(at);
                }
            } else {
                reading.push(letter, at);
            }
            at = after;
        }
        reading.space(source.len());
        reading
    }

    /// Whether the halves of a cut word are one word.
    fn joins(&self, source: &str, next: usize, hyphen: char, cuts: Cuts<'_>) -> bool {
        let Cuts::Joined(known) = cuts else { return false };
        let first = self.text.rsplit(' ').next().unwrap_or_default();
        let second: String = source[next..].chars().take_while(|c| c.is_alphanumeric()).collect();
        let second = fold(&second);
        let whole = format!("{first}{second}");
        hyphen == '\u{ad}'
            || known.contains(&whole)
            || !(known.contains(first) && known.contains(&second))
    }

    fn push(&mut self, letter: char, at: usize) {
        let plain = match letter {
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => "e",
            'à' | 'â' | 'ä' | 'À' | 'Â' => "a",
            'ç' | 'Ç' => "c",
            'î' | 'ï' | 'Î' => "i",
            'ô' | 'ö' | 'Ô' => "o",
            'ù' | 'û' | 'ü' => "u",
            'œ' | 'Œ' => "oe",
            '’' | '“' | '”' | '«' | '»' | '–' | '—' | '\u{a0}' | '\u{202f}' | '•' | '…' => {
                " "
            }
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => return,
            _ => {
                let folded = fold(letter.encode_utf8(&mut [0; 4]));
                let mark = unicode_normalization::char::is_combining_mark(letter);
                let mut written = false;
                for letter in folded.chars().filter(|letter| letter.is_alphanumeric()) {
                    self.letters(letter.encode_utf8(&mut [0; 4]), at);
                    written = true;
                }
                if !written && !mark {
                    self.space(at);
                }
                return;
            }
        };
        if plain == " " { self.space(at) } else { self.letters(plain, at) }
    }

    fn letters(&mut self, letters: &str, at: usize) {
        self.text.push_str(letters);
        self.map.extend(std::iter::repeat_n(place(at), letters.len()));
    }

    fn space(&mut self, at: usize) {
        if !self.text.ends_with(' ') {
            self.letters(" ", at);
        }
    }

    /// Where a match, with the space on each of its sides, stands in the source.
    #[must_use]
    pub fn source(&self, found: Range<usize>, source: &str) -> Option<Range<usize>> {
        let start = *self.map.get(found.start + 1)? as usize;
        let last = *self.map.get(found.end.checked_sub(2)?)? as usize;
        let letter = source.get(last..)?.chars().next()?;
        let mut end = last + letter.len_utf8();
        for mark in source[end..].chars() {
            if !unicode_normalization::char::is_combining_mark(mark) {
                break;
            }
            end += mark.len_utf8();
        }
        Some(start..end)
    }

    /// The words of the page, but for the halves of cut ones.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let starts: HashSet<u32> = self.cuts.iter().map(|cut| place(cut.end)).collect();
        let ends: HashSet<u32> = self.cuts.iter().map(|cut| place(cut.start)).collect();
        let mut at = 0;
        self.text.split(' ').filter(move |word| {
            let start = at;
            at += word.len() + 1;
            let after = self.map.get(start + word.len());
            !word.is_empty()
                && self.map.get(start).is_none_or(|place| !starts.contains(place))
                && after.is_none_or(|place| !ends.contains(place))
        })
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether a sign is one that may cut a word.
#[must_use]
pub fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

/// Where a word goes on that a hyphen cuts at a line end.
fn cut(source: &str, at: usize, after: usize) -> Option<usize> {
    if !source[..at].ends_with(char::is_alphabetic) {
        return None;
    }
    let rest = &source[after..];
    let line = rest.trim_start_matches([' ', '\t', '\r']);
    if !line.starts_with('\n') {
        return None;
    }
    let next = line.trim_start();
    next.starts_with(char::is_alphabetic).then(|| source.len() - next.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn joined(source: &str, known: &[&str]) -> String {
        let known = known.iter().map(|&word| word.to_owned()).collect();
        Reading::new(source, Cuts::Joined(&known)).text.trim().to_owned()
    }

    #[test]
    fn only_letters_and_digits_are_read() {
        assert_eq!(joined("L’École, c’est — l'œuvre (B2B) !", &[]), "l ecole c est l oeuvre b2b");
        assert_eq!(joined("ef\u{ad}fort ﬁnal Me\u{301}dia", &[]), "effort final media");
    }

    #[test]
    fn cut_words_are_joined_unless_the_document_knows_their_halves() {
        assert_eq!(joined("numé-\n  rique", &[]), "numerique");
        assert_eq!(joined("peut-\nêtre", &["peut", "etre"]), "peut etre");
        assert_eq!(joined("peut-\nêtre", &["peut", "etre", "peutetre"]), "peutetre");
        let kept = Reading::new("numé-\nrique", Cuts::Kept);
        assert_eq!(kept.text, " nume rique ");
        assert_eq!(joined("2019-\n2020", &[]), "2019 2020");
    }

    #[test]
    fn halves_of_cut_words_are_no_words() {
        let reading = Reading::new("le numé-\nrique va", Cuts::Kept);
        assert_eq!(reading.words().collect::<Vec<_>>(), ["le", "va"]);
    }

    proptest! {
        #[test]
        fn what_is_found_lies_on_letters_of_the_source(source in any::<String>()) {
            let reading = Reading::new(&source, Cuts::Kept);
            let mut at = 0;
            for word in reading.text.split(' ') {
                let (start, end) = (at, at + word.len());
                at = end + 1;
                if !word.is_empty() {
                    let found = reading.source(start - 1..end + 1, &source).unwrap();
                    prop_assert!(source.get(found).is_some_and(|text| !text.is_empty()));
                }
            }
        }
    }
}
