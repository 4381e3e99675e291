//! Where names stand in a text, in all their forms.
//!
//! Text and names are folded alike and looked for as whole words. Imports its neighbour
//! `fold` and [`crate::corpus`].
//!
//! Odd thing worth knowing: a name is expanded, not the text, so that what was found is what
//! is lit, accents, plurals and line ends included.

mod forms;
mod glued;
pub mod paragraphs;
mod reading;

use std::collections::HashSet;
use std::ops::Range;

use crate::corpus::{Corpus, Localised, PageRef, Subject};
use crate::order;

pub use forms::{is_short_capitals, patterns};
pub use glued::Glued;
pub use reading::{Cuts, Reading, is_hyphen};

/// Every spelling of a subject: its name, its translations, its aliases.
pub fn spellings(corpus: &Corpus, subject: Subject) -> impl Iterator<Item = &str> {
    let (name, names, aliases) = match subject {
        Subject::Topic(id) => {
            let topic = corpus.topic(id);
            (&topic.name, Some(&topic.names), &topic.aliases)
        }
        Subject::Expert(id) => {
            let expert = corpus.expert(id);
            (&expert.name, None, &expert.aliases)
        }
    };
    let names = names.into_iter().flat_map(Localised::all);
    let aliases = aliases.iter().map(|alias| alias.form.as_str());
    std::iter::once(name.as_str()).chain(names).chain(aliases)
}

/// A text that is ready to be searched.
#[derive(Debug)]
pub struct Searched<'a> {
    source: &'a str,
    /// Words cut at line ends joined, then the same words in two.
    readings: [Reading; 2],
}

impl<'a> Searched<'a> {
    /// Folds a text.
    #[must_use]
    pub fn new(source: &'a str) -> Self {
        let nothing = HashSet::new();
        let readings = [Cuts::Joined(&nothing), Cuts::Kept].map(|cuts| Reading::new(source, cuts));
        Self { source, readings }
    }

    /// The folded text, each sign that is no letter or digit a space.
    #[must_use]
    pub fn folded(self) -> String {
        let [joined, kept] = self.readings;
        if joined.cuts.is_empty() { joined.text } else { joined.text + &kept.text }
    }

    /// Where one of the spellings stands, in bytes of the text: in order, none in another.
    #[must_use]
    pub fn names<'s>(&self, spellings: impl IntoIterator<Item = &'s str>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for spelling in spellings {
            let spelling = spelling.trim();
            let capitals = is_short_capitals(spelling);
            let glued = Glued::of(spelling);
            for pattern in patterns(spelling) {
                self.whole(&pattern, &mut |range| {
                    let words = &self.source[range.clone()];
                    if (!capitals || words == spelling) && !crosses_sentence(words) {
                        found.extend(glued.around(self.source, range));
                    }
                });
            }
        }
        outermost(found)
    }

    /// Where words that are being typed stand, the last of them by its beginning.
    #[must_use]
    pub fn typed(&self, typed: &str) -> Vec<Range<usize>> {
        let Some(pattern) = typed_pattern(typed) else { return Vec::new() };
        let mut found = Vec::new();
        self.whole(&pattern, &mut |range| found.push(range));
        outermost(found)
    }

    /// Hands on where a folded pattern that begins with a space stands.
    fn whole(&self, pattern: &str, hit: &mut dyn FnMut(Range<usize>)) {
        // The space that ends a pattern is the one that may begin the next.
        let after = usize::from(!pattern.ends_with(' '));
        for reading in &self.readings {
            let mut from = 0;
            while let Some(at) = reading.text[from..].find(pattern) {
                let start = from + at;
                from = start + pattern.len() - 1 + after;
                let found = start..start + pattern.len() + after;
                if let Some(range) = reading.source(found, self.source) {
                    hit(range);
                }
            }
            if reading.cuts.is_empty() {
                break;
            }
        }
    }
}

/// What to look for in a folded text while words are typed; none as long as there is no word.
#[must_use]
pub fn typed_pattern(typed: &str) -> Option<String> {
    let nothing = HashSet::new();
    let text = Reading::new(typed, Cuts::Joined(&nothing)).text;
    let words = text.trim_end();
    (!words.is_empty()).then(|| words.to_owned())
}

/// The pages in whose text words stand as they are typed, in order.
#[must_use]
pub fn pages_with(corpus: &Corpus, typed: &str) -> Vec<PageRef> {
    let Some(pattern) = typed_pattern(typed) else { return Vec::new() };
    let known = corpus.page_texts.iter().filter_map(|page| Some((page.at, page.text.as_ref()?)));
    let with = known.filter(|(_, text)| Searched::new(text).folded().contains(&pattern));
    let mut pages: Vec<PageRef> = with.map(|(at, _)| at).collect();
    order::sort_by(&mut pages, Ord::cmp);
    pages
}

/// Ranges in order, without those that begin inside one before.
fn outermost(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    order::sort_by_key(&mut ranges, |range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    ranges.retain(|range| {
        let outside = range.start >= end && !range.is_empty();
        if outside {
            end = range.end;
        }
        outside
    });
    ranges
}

/// Whether a sentence ends among the words: a stop, then a space and a capital. The stop
/// behind a single letter is an initial's.
#[must_use]
pub fn crosses_sentence(words: &str) -> bool {
    let mut letters = 0;
    let mut stopped = false;
    let mut spaced = false;
    for letter in words.chars() {
        if stopped && spaced && !letter.is_whitespace() {
            if letter.is_uppercase() {
                return true;
            }
            stopped = false;
        }
        match letter {
            '.' | '!' | '?' | '…' if letters != 1 => (stopped, spaced) = (true, false),
            space if space.is_whitespace() => spaced = true,
            _ => {}
        }
        letters = if letter.is_alphanumeric() { letters + 1 } else { 0 };
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stands<'a>(text: &'a str, names: &[&str]) -> Vec<&'a str> {
        let searched = Searched::new(text);
        searched.names(names.iter().copied()).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn names_stand_in_all_their_forms_and_nowhere_else() {
        let text = "Les médias sociaux, le MÉDIA SOCIAL, l’intermédia social.";
        assert_eq!(stands(text, &["Média social"]), ["médias sociaux", "MÉDIA SOCIAL"]);
        assert_eq!(stands("IA et ia", &["IA"]), ["IA"]);
        assert_eq!(stands("du C, du C++ et du c++", &["C++"]), ["C++", "c++"]);
        assert_eq!(stands("La fin. Le début", &["fin le"]), [""; 0]);
        assert_eq!(stands("social social", &["social"]), ["social", "social"]);
        assert_eq!(stands("", &["social"]), [""; 0]);
    }

    #[test]
    fn a_name_cut_at_a_line_end_stands_in_both_readings() {
        assert_eq!(stands("le numé-\nrique va", &["numérique"]), ["numé-\nrique"]);
        assert_eq!(stands("un savoir-\nfaire", &["savoir-faire"]), ["savoir-\nfaire"]);
        assert_eq!(stands("fausses\nnouvelles", &["fausse nouvelle"]), ["fausses\nnouvelles"]);
    }

    #[test]
    fn the_longest_of_several_spellings_is_taken() {
        let text = "la souveraineté numérique";
        assert_eq!(stands(text, &["souveraineté", "souveraineté numérique"]), [&text[3..]]);
    }

    #[test]
    fn what_is_typed_stands_where_words_begin_with_it() {
        let typed = |text: &'static str, typed: &str| {
            let found = Searched::new(text).typed(typed).into_iter();
            found.map(|range| &text[range]).collect::<Vec<_>>()
        };
        assert_eq!(typed("Numérique, énuméré, numéro", "nume"), ["Numé", "numé"]);
        assert_eq!(typed("la vie privée", "vie p"), ["vie p"]);
        assert_eq!(typed("la vie", " !"), [""; 0]);
        assert_eq!(typed("fin", "fin"), ["fin"]);
        assert_eq!(typed("peut-\nêtre", "peutê"), ["peut-\nê"]);
    }

    proptest! {
        #[test]
        fn what_stands_lies_in_the_text_and_apart(
            text in "[aàéEs\\-\n ’.œ]{0,60}",
            name in "[aàées œ-]{1,6}",
        ) {
            let searched = Searched::new(&text);
            for found in [searched.names([name.as_str()]), searched.typed(&name)] {
                let mut end = 0;
                for range in found {
                    prop_assert!(range.start >= end && text.get(range.clone()).is_some());
                    end = range.end;
                }
            }
        }
    }
}
