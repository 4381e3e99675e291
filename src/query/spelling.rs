//! How a typed term meets one word: whole, start, inside, scattered, misspelt.
//!
//! Works on folded text. Imports [`super::postings`], [`super::term`].

pub(super) use super::postings::letter_bag as bag;
use super::term::Term;

/// Letters from which a term is also looked for inside words.
pub(super) const INSIDE_FROM: usize = 4;
/// Letters from which a term may hold a typing error.
const TYPO_FROM: usize = 5;
/// Letters from which it may hold two.
const TWO_TYPOS_FROM: usize = 9;
/// Longest term, in letters, that is compared letter by letter.
const LONGEST: usize = 64;

/// The most errors that are ever forgiven.
const MOST: usize = 4;
/// The errors between a word and each start of another, and one more.
const ROW: usize = LONGEST + MOST + 2;

/// How a term meets a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meeting {
    /// The word starts with the term.
    Start,
    /// The term stands inside the word, at this byte.
    Inside(usize),
    /// The term's letters stand in the word in order, from the first.
    Scattered,
    /// The word is the term after this many corrections.
    Typo(usize),
}

/// How a term meets a word, best first; `typos` says whether errors are forgiven.
pub(super) fn meeting(word: &str, term: &Term, typos: bool) -> Option<Meeting> {
    if word.starts_with(&term.text) {
        return Some(Meeting::Start);
    }
    if term.letters < INSIDE_FROM || term.digits || has_digit(word) {
        return None;
    }
    if let Some(at) = word.find(&term.text) {
        return Some(Meeting::Inside(at));
    }
    if scattered(word, term) {
        return Some(Meeting::Scattered);
    }
    if !typos || term.letters > LONGEST {
        return None;
    }
    distance(word, &term.text, allowance(term.letters)).map(Meeting::Typo)
}

/// Whether a word holds a digit; such words are met by their start only.
pub(super) fn has_digit(word: &str) -> bool {
    word.contains(char::is_numeric)
}

/// How many errors a term of so many letters may hold.
pub(super) const fn allowance(letters: usize) -> usize {
    match letters {
        TWO_TYPOS_FROM.. => 2,
        TYPO_FROM.. => 1,
        _ => 0,
    }
}

/// The score of a word that was met after corrections.
pub(super) fn typo_score(letters: usize, errors: usize) -> u32 {
    u32::try_from(20 * letters.saturating_sub(errors)).unwrap_or(u32::MAX).max(1)
}

/// Whether the letters of a term stand in the start of a word, in order: in as much of it as holds
/// a letter of the term for one that is skipped, and one letter more. `mktg` is `marketing`; what
/// lies further apart is chance. Of words that do not hold the term in one piece.
pub(super) fn scattered(word: &str, term: &Term) -> bool {
    if term.letters > LONGEST || word.chars().next() != term.text.chars().next() {
        return false;
    }
    let letters = word.chars().take(2 * term.letters + 1);
    in_order(letters, term.text.chars())
}

/// As [`scattered`], of a word of the letters a to z that starts as the term does.
pub(super) fn scattered_plain(word: &[u8], term: &Term) -> bool {
    term.letters <= LONGEST
        && in_order(word.iter().take(2 * term.letters + 1), term.text.as_bytes())
}

fn in_order<T: PartialEq>(
    mut letters: impl Iterator<Item = T>,
    wanted: impl IntoIterator<Item = T>,
) -> bool {
    wanted.into_iter().all(|wanted| letters.any(|letter| letter == wanted))
}

/// The errors between two words where they are 1 to `most`: letters missing,
/// too many, other, or swapped with a neighbour (optimal string alignment).
pub(super) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let letters = |text: &str| text.chars().take(LONGEST + MOST + 1).collect::<Vec<_>>();
    errors(&letters(a), &letters(b), most)
}

/// As [`distance`], of words of the letters a to z.
pub(super) fn distance_plain(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    let start = |word: &'_ [u8]| word.len().min(LONGEST + MOST + 1);
    errors(&a[..start(a)], &b[..start(b)], most)
}

/// As [`distance`], of letters that are few enough.
fn errors<T: PartialEq>(a: &[T], b: &[T], most: usize) -> Option<usize> {
    if most == 0 || a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before = [0; ROW];
    let mut last = [0; ROW];
    let mut row = [0; ROW];
    last.iter_mut().zip(0..).for_each(|(errors, letters)| *errors = letters);
    for i in 1..=a.len() {
        row[0] = i;
        let mut least = i;
        for j in 1..=b.len() {
            let other = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j - 1] + other).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
            least = least.min(row[j]);
        }
        if least > most {
            return None;
        }
        (before, last, row) = (last, row, before);
    }
    (1..=most).contains(&last[b.len()]).then_some(last[b.len()])
}

/// Whether words written as one word start with the term, which reaches beyond
/// the first by two letters or more.
pub(super) fn run_on<'a>(term: &str, mut words: impl Iterator<Item = &'a str>) -> bool {
    let two = |text: &str| text.chars().nth(1).is_some();
    let first = words.next().filter(|first| two(first));
    let Some(mut rest) = first.and_then(|first| term.strip_prefix(first)) else {
        return false;
    };
    if !two(rest) {
        return false;
    }
    for word in words {
        if word.starts_with(rest) {
            return true;
        }
        match rest.strip_prefix(word) {
            Some(after) => rest = after,
            None => break,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_meeting_a_word() {
        for (term, word, expected) in [
            ("tik", "tiktok", Some(Meeting::Start)),
            ("tok", "tiktok", None),
            ("ktok", "tiktok", Some(Meeting::Inside(2))),
            ("mktg", "marketing", Some(Meeting::Scattered)),
            ("mkt", "marketing", None),
            ("mktn", "marketing", Some(Meeting::Scattered)),
            ("mktn", "markettiing", None),
            ("rktg", "marketing", None),
            ("influecne", "influence", Some(Meeting::Typo(1))),
            ("tkitok", "tiktok", Some(Meeting::Typo(1))),
            ("tkitko", "tiktok", None),
            ("dakr", "dark", None),
            ("ertzchied", "ertzscheid", Some(Meeting::Typo(2))),
            ("2019", "x2019", None),
            ("abcd", "xabcd1", None),
            ("abcd", "abcd1", Some(Meeting::Start)),
        ] {
            let term = Term::plain(term);
            assert_eq!(meeting(word, &term, true), expected, "{term:?} {word}");
        }
        assert_eq!(meeting("tiktok", &Term::plain("tkitok"), false), None);
    }

    #[test]
    fn words_written_as_one_are_read_apart() {
        for (term, words, expected) in [
            ("fakenews", vec!["fake", "news"], true),
            ("fakene", vec!["fake", "news"], true),
            ("fake", vec!["fake", "news"], false),
            ("fakenewsx", vec!["fake", "news"], false),
            ("unefakenews", vec!["une", "fake", "news"], true),
            ("fakenews", vec!["fakenews", "x"], false),
            ("fakenews", vec![], false),
        ] {
            assert_eq!(run_on(term, words.iter().copied()), expected, "{term}");
        }
    }

    #[test]
    fn a_swap_counts_as_one_error() {
        assert_eq!(distance("abcd", "abdc", 2), Some(1));
        assert_eq!(distance("abcd", "acbd", 1), Some(1));
        assert_eq!(distance("abcd", "dabc", 2), Some(2));
        assert_eq!(distance("abcd", "abcd", 2), None);
        assert_eq!(distance("abcd", "efgh", 2), None);
        assert_eq!(distance("été", "éte", 1), Some(1));
    }
}
