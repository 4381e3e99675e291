//! Words that are nearly the same.
//!
//! Imports nothing of the crate.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Longest word that is compared, in characters.
const LONGEST: usize = 64;

/// How many characters must be added, removed, replaced or swapped with their
/// neighbour to turn one word into the other.
pub(crate) fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

/// The known word that is nearest, the first of several; none if all are far.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().take(LONGEST + 1).collect();
    if word.len() > LONGEST {
        return None;
    }
    let most = (word.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for name in known {
        let chars: Vec<char> = name.chars().take(LONGEST + 1).collect();
        if chars.len() > LONGEST || chars.len().abs_diff(word.len()) > most {
            continue;
        }
        let far = distance(&word, &chars);
        if far <= most && far < chars.len() && best.is_none_or(|(least, _)| far < least) {
            best = Some((far, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Names of at least six letters met so far, found again from a name that differs in
/// one character at most.
#[derive(Default)]
pub(super) struct NearNames {
    names: Vec<(usize, Vec<char>)>,
    /// From the hash of a name with one character or none left out.
    by_variant: HashMap<u64, Vec<usize>>,
}

impl NearNames {
    /// Most names kept under one hash, so that many equal names stay cheap.
    const BUCKET: usize = 8;

    /// Adds a name of a record, and says which earlier record has nearly the same.
    pub(super) fn add(&mut self, record: usize, name: &str) -> Option<usize> {
        let chars: Vec<char> = name.to_lowercase().chars().take(LONGEST + 1).collect();
        if chars.len() > LONGEST || chars.iter().filter(|c| c.is_alphanumeric()).count() < 6 {
            return None;
        }
        let number = self.names.len();
        let mut near: Option<usize> = None;
        for skip in 0..=chars.len() {
            let mut hasher = DefaultHasher::new();
            for (at, c) in chars.iter().enumerate() {
                if at != skip {
                    c.hash(&mut hasher);
                }
            }
            let bucket = self.by_variant.entry(hasher.finish()).or_default();
            for &other in bucket.iter() {
                let Some((whose, form)) = self.names.get(other) else {
                    continue;
                };
                if *whose != record
                    && near.is_none_or(|near| *whose < near)
                    && distance(form, &chars) <= 1
                {
                    near = Some(*whose);
                }
            }
            if bucket.len() < Self::BUCKET && bucket.last() != Some(&number) {
                bucket.push(number);
            }
        }
        self.names.push((record, chars));
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn far(a: &str, b: &str) -> usize {
        let chars = |word: &str| word.chars().collect::<Vec<_>>();
        distance(&chars(a), &chars(b))
    }

    #[test]
    fn swaps_count_once() {
        assert_eq!(far("tiktok", "tikotk"), 1);
        assert_eq!(far("", "ab"), 2);
        assert_eq!(far("kitten", "sitting"), 3);
    }

    #[test]
    fn the_nearest_word_is_close_or_none() {
        let known = ["topics", "experts", "report"];
        assert_eq!(nearest("topic", known.into_iter()), Some("topics"));
        assert_eq!(nearest("pages", known.into_iter()), None);
        assert_eq!(nearest("x", ["y"].into_iter()), None);
    }

    #[test]
    fn near_names_need_six_letters_and_another_record() {
        let mut names = NearNames::default();
        assert_eq!(names.add(0, "Ertzscheid"), None);
        assert_eq!(names.add(0, "Ertscheid"), None);
        assert_eq!(names.add(1, "Ertzcheid"), Some(0));
        assert_eq!(names.add(2, "Sala"), None);
        assert_eq!(names.add(3, "Sale"), None);
    }
}
