//! A text as it is read: without tags, comments, marks of emphasis and the targets of links, each
//! letter with its place in the text.
//!
//! Odd thing worth knowing: a mark stays where it has no partner, since a star may be a star, and
//! `_` within a word is a letter of it.

use super::origin::{Read, entity};

/// Tags behind which another line begins.
const BLOCKS: [&str; 31] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "table",
    "td",
    "title",
    "ul",
];

/// The longest link that is looked for, in letters.
const LONGEST: usize = 600;

/// The letters that are read, line ends among them. `from` is where the text begins in its source.
pub(super) fn shown(text: &[char], from: usize) -> Read {
    let is_html = text.windows(4).any(|four| four == ['<', '/', 'p', '>']);
    let mut left_out = vec![false; text.len()];
    if !is_html {
        links(text, &mut left_out);
        emphasis(text, &mut left_out);
    }
    let mut read = Read::new();
    let mut at = 0;
    while let Some(&letter) = text.get(at) {
        let place = from + at;
        let line_begins = read.last().is_none_or(|(last, _)| *last == '\n');
        at += 1;
        if left_out[at - 1] {
            continue;
        }
        if let Some((end, block)) = tag(text, at - 1) {
            at = end;
            if block {
                read.extend([('\n', place), ('\n', place)]);
            }
        } else if letter == '&' {
            let mut rest = text[at..].iter().peekable();
            let stands = entity(&mut rest);
            read.extend(stands.chars().map(|letter| (letter, place)));
            at = text.len() - rest.len();
        } else if letter == '>' && line_begins && !is_html {
            // A line of a quotation set apart; the space behind goes with it.
            at += usize::from(text.get(at) == Some(&' '));
        } else if letter == '\\' && text.get(at).is_some_and(|next| "\\`*_[]#>".contains(*next)) {
            read.push((text[at], place));
            at += 1;
        } else if letter == '\n' && is_html {
            read.push((' ', place));
        } else if letter == '\n' || !letter.is_control() {
            read.push((letter, place));
        }
    }
    read
}

/// Where a tag or a comment ends that begins at a letter, and whether it begins another line.
fn tag(text: &[char], at: usize) -> Option<(usize, bool)> {
    let rest = text.get(at..)?.strip_prefix(&['<'])?;
    if rest.starts_with(&['!', '-', '-']) {
        let end = rest.windows(3).position(|three| three == ['-', '-', '>']);
        return Some((end.map_or(text.len(), |end| at + 1 + end + 3), false));
    }
    let name = rest.strip_prefix(&['/']).unwrap_or(rest);
    if !name.first()?.is_ascii_alphabetic() {
        return None;
    }
    let end = rest.iter().position(|&letter| letter == '>');
    let end = end.map_or(text.len(), |end| at + 1 + end + 1);
    let name: String = name.iter().take_while(|letter| letter.is_ascii_alphanumeric()).collect();
    Some((end, BLOCKS.contains(&name.to_ascii_lowercase().as_str())))
}

/// Leaves out what stands around the words of links: `[words](target)`.
fn links(text: &[char], left_out: &mut [bool]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..text.len() {
        match text[at] {
            '[' => open.push(at),
            '\n' if text.get(at + 1) == Some(&'\n') => open.clear(),
            ']' => {
                let Some(start) = open.pop() else { continue };
                if text.get(at + 1) != Some(&'(') || at - start > LONGEST {
                    continue;
                }
                let target = text[at..].iter().take(LONGEST).take_while(|sign| **sign != '\n');
                let Some(end) = target.clone().position(|&sign| sign == ')') else { continue };
                left_out[start] = true;
                if start > 0 && text[start - 1] == '!' {
                    left_out[start - 1] = true;
                }
                left_out[at..=at + end].fill(true);
            }
            _ => {}
        }
    }
}

/// Leaves out marks of emphasis and of code that have a partner in their paragraph, and stars that
/// stand two together.
fn emphasis(text: &[char], left_out: &mut [bool]) {
    let mut open: Vec<(char, usize, usize)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let sign = text[at];
        if sign == '\n' && text.get(at + 1) == Some(&'\n') {
            open.clear();
        }
        if left_out[at] || !"*_`".contains(sign) {
            at += 1;
            continue;
        }
        let run = text[at..].iter().take_while(|&&next| next == sign).count();
        let before = at.checked_sub(1).map(|before| text[before]);
        let behind = text.get(at + run).copied();
        let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        let is_blank = |sign: Option<char>| sign.is_none_or(char::is_whitespace);
        let opens = !(is_blank(behind) || sign == '_' && is_word(before));
        let closes = !(is_blank(before) || sign == '_' && is_word(behind));
        let partner = open.iter().rposition(|&(held, long, _)| held == sign && long == run);
        match partner.filter(|_| closes && before != Some('\\')) {
            Some(partner) => {
                let (_, _, start) = open[partner];
                open.truncate(partner);
                left_out[start..start + run].fill(true);
                left_out[at..at + run].fill(true);
            }
            None if opens && before != Some('\\') => open.push((sign, run, at)),
            None => {}
        }
        if sign == '*' && run == 2 && (opens || closes) {
            left_out[at..at + run].fill(true);
        }
        at += run;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let read = shown(&letters, 0);
        assert!(read.is_sorted_by_key(|(_, place)| *place), "{text}");
        read.into_iter().map(|(letter, _)| letter).collect()
    }

    #[test]
    fn markdown_is_read_without_its_marks() {
        for (text, read) in [
            ("Un *mot*, _deux_ et **trois**.", "Un mot, deux et trois."),
            ("***Fort***, `code` et *un **autre** mot*", "Fort, code et un autre mot"),
            ("[partout](http://x.org/a_b) et ![vue](v.png)", "partout et vue"),
            ("[*gras*](u_v_w) [1] [a][b]", "gras [1] [a][b]"),
            ("> Il faut *tout*\n> revoir", "Il faut tout\nrevoir"),
            // What has no partner, or is part of a word, is no mark.
            ("prix* et 3 * 4 * 5", "prix* et 3 * 4 * 5"),
            ("un_nom_de_file, a > b", "un_nom_de_file, a > b"),
            ("\\*vrai\\* et \\_ici\\_", "*vrai* et _ici_"),
            ("*un\n\ndeux*", "*un\n\ndeux*"),
            ("l&rsquo;eau & R&D", "l’eau & R&D"),
        ] {
            assert_eq!(words(text), read, "{text}");
        }
    }

    #[test]
    fn html_is_read_line_by_line_of_its_own() {
        let text = "<p class=\"a\">Un <em>mot</em>\net <a href='u_v'>un lien</a><!-- <p> non -->.</p><p>Deux * trois *";
        assert_eq!(words(text), "\n\nUn mot et un lien.\n\n\n\nDeux * trois *");
    }
}
