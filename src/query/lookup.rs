//! A name that a person typed, and whom or what it means.
//!
//! Imports [`super::fold`], [`super::labels`], [`super::spelling`].

use super::Match;
use super::fold::{fold, tokens};
use super::labels::{Kind, Label, Labels};
use super::spelling::{allowance, distance};

/// A typed name, folded.
#[derive(Debug)]
pub(super) struct Sought {
    /// All words as one.
    squashed: String,
    /// The words without elided articles as one.
    bare: String,
    /// The words without elided articles.
    words: Vec<String>,
}

impl Sought {
    /// Reads a name.
    pub(super) fn new(name: &str) -> Self {
        let folded = fold(name);
        let words: Vec<String> = tokens(&folded)
            .filter(|token| !token.elided)
            .map(|token| token.text.to_owned())
            .collect();
        Self {
            squashed: tokens(&folded).map(|token| token.text).collect(),
            bare: words.concat(),
            words,
        }
    }

    /// How a subject's names meet it, spelling as typed.
    pub(super) fn meet(&self, labels: &Labels) -> Option<Match> {
        if self.words.is_empty() {
            return None;
        }
        let slug = self.equals(&labels.slug).then_some(Match::Alias);
        labels.names().filter_map(|label| self.meet_label(label)).chain(slug).min()
    }

    /// How many errors a subject's names must be forgiven to meet it; `most` says
    /// how many for a word of so many letters.
    pub(super) fn errors(&self, labels: &Labels, most: fn(usize) -> usize) -> Option<usize> {
        if self.words.is_empty() {
            return None;
        }
        labels
            .names()
            .filter_map(|label| {
                let apart: Option<usize> =
                    self.words.iter().map(|word| nearest(word, &label.words, most)).sum();
                let whole = differs(&self.bare, &label.squashed, most);
                apart.into_iter().chain(whole).min()
            })
            .min()
    }

    fn equals(&self, squashed: &str) -> bool {
        squashed == self.squashed || squashed == self.bare
    }

    fn meet_label(&self, label: &Label) -> Option<Match> {
        if self.equals(&label.squashed) {
            return Some(match label.kind {
                Kind::Name => Match::Exact,
                _ => Match::Alias,
            });
        }
        if label.words.concat().starts_with(&self.bare)
            || label.squashed.starts_with(&self.squashed)
        {
            return Some(Match::Prefix);
        }
        let whole = |word: &String| label.words.contains(word);
        if self.words.iter().all(whole) {
            return Some(Match::Word);
        }
        let begun = (1..label.words.len())
            .any(|first| label.words[first..].concat().starts_with(&self.bare));
        if begun {
            return Some(Match::Prefix);
        }
        let started = |word: &String| label.words.iter().any(|other| other.starts_with(word));
        self.words.iter().all(started).then_some(Match::Word)
    }
}

/// How many errors a typing error may be.
pub(super) fn typo(letters: usize) -> usize {
    allowance(letters)
}

/// How many errors a name may be away and still be meant.
pub(super) fn plausible(letters: usize) -> usize {
    (letters / 3).min(4)
}

/// The errors between a word and the nearest of some, none where one starts with it.
fn nearest(word: &str, words: &[String], most: fn(usize) -> usize) -> Option<usize> {
    if words.iter().any(|other| other.starts_with(word)) {
        return Some(0);
    }
    words.iter().filter_map(|other| differs(word, other, most)).min()
}

/// The errors between two words that differ, where they are few enough.
fn differs(word: &str, other: &str, most: fn(usize) -> usize) -> Option<usize> {
    if word.contains(char::is_numeric) {
        return None;
    }
    distance(word, other, most(word.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::*;

    #[test]
    fn each_way_of_meeting_a_name() {
        let corpus = Sample::built_in().corpus;
        let all = Labels::of_all(&corpus);
        let meet = |name: &str, slug: &str| {
            let labels = all.iter().find(|labels| labels.slug == slug);
            Sought::new(name).meet(labels.expect("a subject"))
        };
        for (name, slug, expected) in [
            ("TIKTOK", "tiktok", Some(Match::Exact)),
            ("fakenews", "fakenews", Some(Match::Exact)),
            ("fake-news", "fakenews", Some(Match::Exact)),
            ("l'influence", "influence", Some(Match::Exact)),
            ("infox", "fakenews", Some(Match::Alias)),
            ("social media", "mediassociaux", Some(Match::Alias)),
            ("olivier-ertzscheid", "olivierertzscheid", Some(Match::Exact)),
            ("ertscheid", "olivierertzscheid", Some(Match::Alias)),
            ("damien", "damiendouani", Some(Match::Prefix)),
            ("damien doua", "damiendouani", Some(Match::Prefix)),
            ("doua", "damiendouani", Some(Match::Prefix)),
            ("douani", "damiendouani", Some(Match::Word)),
            ("douani damien", "damiendouani", Some(Match::Word)),
            ("douani dam", "damiendouani", Some(Match::Word)),
            ("influence", "marketingdinfluence", Some(Match::Word)),
            ("ouani", "damiendouani", None),
            ("", "damiendouani", None),
        ] {
            assert_eq!(meet(name, slug), expected, "{name}");
        }
    }

    #[test]
    fn errors_are_counted_word_by_word_and_over_the_whole() {
        let corpus = Sample::built_in().corpus;
        let all = Labels::of_all(&corpus);
        let errors = |name: &str, slug: &str, most: fn(usize) -> usize| {
            let labels = all.iter().find(|labels| labels.slug == slug);
            Sought::new(name).errors(labels.expect("a subject"), most)
        };
        assert_eq!(errors("ertzchied", "olivierertzscheid", typo), Some(2));
        assert_eq!(errors("olivier ertzchied", "olivierertzscheid", typo), Some(2));
        assert_eq!(errors("tkitok", "tiktok", typo), Some(1));
        assert_eq!(errors("faknews", "fakenews", typo), Some(1));
        assert_eq!(errors("tkitko", "tiktok", typo), None);
        assert_eq!(errors("tkitko", "tiktok", plausible), Some(2));
        assert_eq!(errors("zzqx", "tiktok", plausible), None);
    }
}
