//! Where a tag or a remark of HTML ends.
//!
//! Imports nothing of the crate.
//!
//! Odd thing worth knowing: the sign that ends a tag may stand in a value in quotation marks,
//! and says nothing in a remark.

/// Finds where tags end, in one text from its start to its end. What was not found once is not
/// looked for again, so that no text takes longer than its length.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ends {
    no_remark: bool,
    no_value: bool,
    no_tag: bool,
}

impl Ends {
    /// Behind the tag or the remark whose first sign is open and whose second is at `at`; none
    /// where it is not closed.
    pub(crate) fn behind(&mut self, signs: &[char], at: usize) -> Option<usize> {
        let look = |missing: &mut bool, find: fn(&[char], usize) -> Option<usize>| {
            let found = if *missing { None } else { find(signs, at) };
            *missing = found.is_none();
            found
        };
        let remark = signs.get(at..)?.starts_with(&['!', '-', '-']);
        let remark = if remark { look(&mut self.no_remark, behind_remark) } else { None };
        remark
            .or_else(|| look(&mut self.no_value, behind_tag))
            .or_else(|| look(&mut self.no_tag, behind_first))
    }
}

/// Behind the next sign that ends a tag.
fn behind_first(signs: &[char], at: usize) -> Option<usize> {
    signs[at..].iter().position(|&sign| sign == '>').map(|found| at + found + 1)
}

/// Behind the sign that ends a tag, outside of its values.
fn behind_tag(signs: &[char], at: usize) -> Option<usize> {
    let mut place = at;
    let mut begins = false;
    while let Some(&sign) = signs.get(place) {
        place += 1;
        match sign {
            '>' => return Some(place),
            '=' => begins = true,
            '"' | '\'' if begins => {
                begins = false;
                // What is never closed is no value.
                let end = signs[place..].iter().position(|&other| other == sign);
                place = end.map_or(place, |end| place + end + 1);
            }
            space if space.is_whitespace() => {}
            _ => begins = false,
        }
    }
    None
}

/// Behind the next end of a remark.
fn behind_remark(signs: &[char], at: usize) -> Option<usize> {
    const END: [char; 3] = ['-', '-', '>'];
    let found = signs[at..].windows(END.len()).position(|signs| signs == END);
    found.map(|found| at + found + END.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(text: &str) -> Option<String> {
        let signs: Vec<char> = text.chars().collect();
        let end = Ends::default().behind(&signs, 0)?;
        Some(signs[end..].iter().collect())
    }

    #[test]
    fn a_tag_ends_outside_of_its_values() {
        for (tag, behind) in [
            ("a>b", "b"),
            ("a title=\"x > y\">b", "b"),
            ("a title = 'x > \"y' id=z>b", "b"),
            // A quotation mark that begins no value, and some that nothing closes.
            ("a l'eau>b'>", "b'>"),
            ("a title=\"x>b", "b"),
            ("a title=\"x>b\"", "b\""),
        ] {
            assert_eq!(rest(tag).as_deref(), Some(behind), "{tag}");
        }
        assert_eq!(rest("a title='b'"), None);
    }

    #[test]
    fn a_remark_ends_at_its_own_mark() {
        assert_eq!(rest("!-- a > b -->c-->").as_deref(), Some("c-->"));
        assert_eq!(rest("!-->c").as_deref(), Some("c"));
        assert_eq!(rest("!-- a > b").as_deref(), Some(" b"));
        assert_eq!(rest("!doctype html>c").as_deref(), Some("c"));
    }

    #[test]
    fn a_text_whose_tags_never_end_is_read_once() {
        let signs: Vec<char> = "<a =\">\"<!--".repeat(100_000).chars().collect();
        let mut ends = Ends::default();
        let opens = signs.iter().enumerate().filter(|(_, sign)| **sign == '<');
        let closed = opens.filter(|(at, _)| ends.behind(&signs, at + 1).is_some());
        assert_eq!(closed.count(), 199_999);
    }
}
