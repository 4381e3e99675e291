//! Patterns over the letters of Latin scripts.

use regex::Regex;

/// The letters of Latin scripts, great and small, and marks above them that stand apart. Those of
/// every script would make a pattern ten times as large and slow; names in articles of the two
/// languages are written in these.
const GREAT: &str = "[A-ZÀ-ÖØ-ÞĀ-ſ]";
const SMALL: &str = r"[a-zß-öø-ÿĀ-ſ\u{300}-\u{36f}]";
const LETTER: &str = r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ſ\u{300}-\u{36f}]";
const WORD: &str = r"[0-9A-Za-z_À-ÖØ-öø-ÿĀ-ſ\u{300}-\u{36f}]";

/// A pattern over Latin letters; behind `(?i)` of either case. The tables of all letters and their
/// cases would be an eighth of a megabyte.
pub(super) fn regex(words: &str) -> Result<Regex, regex::Error> {
    let any = words.strip_prefix("(?i)");
    let (great, small) = if any.is_some() { (LETTER, LETTER) } else { (GREAT, SMALL) };
    let classes = [
        (r"\p{Lu}", great),
        (r"\p{Ll}", small),
        (r"\p{L}", LETTER),
        (r"\w", WORD),
        (r"\d", "[0-9]"),
    ];
    let words = any.map_or_else(|| words.to_owned(), either_case);
    let words = classes.into_iter().fold(words, |words, (from, to)| words.replace(from, to));
    Regex::new(&words)
}

/// The other case of a letter that has one.
fn other_case(letter: char) -> Option<char> {
    let one = |mut letters: Box<dyn Iterator<Item = char>>| {
        letters.next().filter(|other| *other != letter && letters.next().is_none())
    };
    one(Box::new(letter.to_uppercase())).or_else(|| one(Box::new(letter.to_lowercase())))
}

/// A pattern whose letters stand in either case.
fn either_case(words: &str) -> String {
    let (mut made, mut rest) = (String::new(), words);
    // How many brackets of classes and of groups are open, and in which group the case counts.
    let (mut open, mut groups, mut strict) = (0, 0, None);
    while let Some(sign) = rest.chars().next() {
        let escape = rest.strip_prefix('\\').and_then(|behind| behind.chars().next());
        if let Some(behind) = rest.strip_prefix("(?-i:") {
            strict = strict.or(Some(groups));
            groups += 1;
            made.push_str("(?:");
            rest = behind;
            continue;
        }
        // What names something stays as it is: escapes, counts, groups.
        let whole = match (sign, escape) {
            (_, Some(of)) if rest[1 + of.len_utf8()..].starts_with('{') => {
                rest.find('}').map(|end| end + 1)
            }
            (_, Some('x')) => Some(4),
            (_, Some(of)) => Some(1 + of.len_utf8()),
            ('{', _) if open == 0 => rest.find('}').map(|end| end + 1),
            ('(', _) if rest.starts_with("(?P<") => rest.find('>').map(|end| end + 1),
            _ => None,
        };
        if let Some(name) = whole.and_then(|end| rest.get(..end)) {
            groups += i32::from(sign == '(');
            made.push_str(name);
            rest = &rest[name.len()..];
            continue;
        }
        match sign {
            '[' => open += 1,
            ']' => open -= 1,
            '(' if open == 0 => groups += 1,
            ')' if open == 0 => {
                groups -= 1;
                strict = strict.filter(|group| *group < groups);
            }
            _ => {}
        }
        let mut range = rest.chars().skip(1);
        let last = (open > 0 && range.next() == Some('-')).then(|| range.next()).flatten();
        let taken =
            match (last.filter(|last| *last != ']'), other_case(sign).filter(|_| strict.is_none()))
            {
                (Some(last), other) => {
                    made.extend([sign, '-', last]);
                    if let (Some(from), Some(to)) = (other, other_case(last))
                        && from <= to
                    {
                        made.extend([from, '-', to]);
                    }
                    sign.len_utf8() + 1 + last.len_utf8()
                }
                (None, Some(other)) => {
                    let (opens, closes) = if open == 0 { ("[", "]") } else { ("", "") };
                    made.push_str(opens);
                    made.extend([sign, other]);
                    made.push_str(closes);
                    sign.len_utf8()
                }
                (None, None) => {
                    made.push(sign);
                    sign.len_utf8()
                }
            };
        rest = &rest[taken..];
    }
    made
}

#[cfg(test)]
mod tests {
    use super::{either_case, regex};

    #[test]
    fn patterns_of_either_case_hold_great_and_small_letters() {
        assert_eq!(either_case(r"p\.é"), r"[pP]\.[éÉ]");
        assert_eq!(
            either_case(r"(?P<word>a{1,3})[b-d\x22\s]"),
            r"(?P<word>[aA]{1,3})[b-dB-D\x22\s]"
        );
        assert_eq!(either_case(r"a(?-i:b(c)d)e"), r"[aA](?:b(c)d)[eE]");
        assert_eq!(either_case(r"[\u{a0}xé-]\p{L}"), r"[\u{a0}xXéÉ-]\p{L}");
        let pattern = regex(r"(?i)^(?P<who>été|\p{Lu}+) [ivx]+$").unwrap();
        for text in ["ÉTÉ iv", "été IV", "Été Xi", "à i", "Ö X"] {
            assert!(pattern.is_match(text), "{text}");
        }
        assert!(!pattern.is_match("été 4"));
    }
}
