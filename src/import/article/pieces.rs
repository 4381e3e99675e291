//! Patterns written down as data: what stands in them for words that many share.
//!
//! A pattern of a rule is a constant. It names its pieces in braces, `{NAME}`, and they are put in
//! when the rules are made: code that puts each pattern together by itself would be a kilobyte for
//! every one.

use regex::Regex;

use super::letters::regex;

/// What a pattern names in braces, and the words that stand for it. They may name pieces too.
pub(super) type Piece<'a> = (&'static str, &'a str);

/// Patterns with their pieces put in, in the same order.
///
/// # Errors
/// Where one of them is no pattern, as when it names a piece that there is not.
pub(super) fn regexes<const N: usize>(
    words: [&str; N],
    pieces: &[Piece<'_>],
) -> Result<[Regex; N], regex::Error> {
    let made = words.iter().map(|words| regex(&filled(words, pieces)));
    let made: Vec<Regex> = made.collect::<Result<_, _>>()?;
    made.try_into().map_err(|_| regex::Error::Syntax("a pattern is missing".to_owned()))
}

/// Words with their pieces put in; braces that name none stay, since they count.
pub(super) fn filled(words: &str, pieces: &[Piece<'_>]) -> String {
    let (mut made, mut rest) = (String::new(), words);
    while let Some((before, behind)) = rest.split_once('{') {
        made.push_str(before);
        let named = pieces.iter().find_map(|(name, words)| {
            Some((*words, behind.strip_prefix(name)?.strip_prefix('}')?))
        });
        rest = if let Some((words, behind)) = named {
            made.push_str(&filled(words, pieces));
            behind
        } else {
            made.push('{');
            behind
        };
    }
    made + rest
}

#[cfg(test)]
mod tests {
    use super::{filled, regexes};

    #[test]
    fn pieces_are_put_in_and_counts_stay() {
        let pieces = [("WHO", r"(?:he|{NAME})"), ("NAME", r"\p{Lu}\p{Ll}{2,}")];
        assert_eq!(filled(r"^{WHO}{0,2} {NAMES}", &pieces), {
            r"^(?:he|\p{Lu}\p{Ll}{2,}){0,2} {NAMES}"
        });
        let [who] = regexes([r"^{WHO} says"], &pieces).unwrap();
        assert!(who.is_match("Zoé says") && !who.is_match("Zo says"));
        assert!(regexes([r"^{WHOM} says"], &pieces).is_err());
    }
}
