//! Marks of HTML, and links.

use super::{Kind, Scanner};
use crate::import::prose;

impl Scanner {
    pub(super) fn tag(&mut self) {
        let start = self.at;
        let Some(end) = self.ends.behind(&self.signs, start) else {
            return self.push('<', start - 1);
        };
        let tag: String = self.signs[start..end - 1].iter().collect::<String>().to_lowercase();
        self.skip(end);
        let closes = tag.starts_with('/');
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        match name.as_str() {
            "script" | "style" | "iframe" | "svg" | "nav" | "noscript" if !closes => {
                let end = self.find(&format!("</{name}>")).unwrap_or(self.at);
                self.skip(end);
            }
            "strong" | "b" => self.embolden(),
            "br" => self.finish(),
            // A work that is named within a sentence is no signature.
            "cite" if self.kind == Kind::Quotation || !self.within_sentence() => self.finish(),
            "table" | "dl" | "tr" | "td" | "th" | "dt" | "dd" if !closes => {
                self.finish();
                match name.as_str() {
                    "table" | "dl" => self.open_table(),
                    "tr" => self.next_row(),
                    "dt" => {
                        self.next_row();
                        self.next_column();
                    }
                    _ => self.next_column(),
                }
            }
            "table" | "dl" => {
                self.finish();
                self.cell = None;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "li" => {
                self.finish();
                if !closes {
                    self.kind = match name.as_str() {
                        "blockquote" => Kind::Quotation,
                        "li" => Kind::Row,
                        _ => Kind::Heading,
                    };
                }
            }
            "p" | "div" | "ul" | "ol" | "hr" | "figure" | "tr" | "td" | "th" | "dt" | "dd"
            | "section" | "article" | "header" | "footer" | "title" => {
                let kind = self.kind;
                self.finish();
                // A paragraph within a quotation is one too.
                if kind == Kind::Quotation && name == "p" {
                    self.kind = kind;
                }
            }
            _ => {}
        }
    }

    /// Goes on at a place, and counts the lines up to it.
    pub(super) fn skip(&mut self, to: usize) {
        let lines = self.signs[self.at..to].iter().filter(|&&sign| sign == '\n').count();
        self.line += u32::try_from(lines).unwrap_or(0);
        self.at = to;
    }

    pub(super) fn entity(&mut self, at: usize) {
        let end = self.signs[self.at..].iter().take(12).position(|&sign| sign == ';');
        let name: String =
            end.map(|end| self.signs[self.at..self.at + end].iter().collect()).unwrap_or_default();
        let number = name.strip_prefix("#x").map_or_else(
            || name.strip_prefix('#').and_then(|digits| digits.parse().ok()),
            |digits| u32::from_str_radix(digits, 16).ok(),
        );
        let letters = match number.and_then(char::from_u32) {
            Some(letter) => letter.to_string(),
            None => match prose::entity(&name) {
                Some(letters) => letters,
                None => return self.push('&', at),
            },
        };
        self.at += name.chars().count() + 1;
        let place = |at| u32::try_from(at).unwrap_or(u32::MAX);
        self.wide.push((place(at), place(self.at)));
        letters.chars().for_each(|letter| self.push(letter, at));
    }

    /// Reads an opening bracket. The words of a link stay; those of a remark in brackets too, with them.
    pub(super) fn open_bracket(&mut self, at: usize) {
        if let Some((from, end)) = self.wiki_link(at) {
            (self.at, self.wiki) = (from, Some(end));
        } else if self.link_end(at).is_none() {
            self.push('[', at);
        }
    }

    /// Reads a closing bracket.
    pub(super) fn close_bracket(&mut self, at: usize, next: char) {
        if self.wiki == Some(at) {
            self.wiki = None;
            self.at += 1;
        } else if next == '(' && self.is_link(at) {
            self.skip_target();
        } else if next == '[' && self.is_link(at) {
            let end = self.named_target(at + 1).unwrap_or(at);
            self.at = end + 1;
        } else {
            self.push(']', at);
        }
    }

    /// Where the words of a link to a page of the same notes begin and end: `[[page]]`, `[[page|words]]`.
    fn wiki_link(&self, at: usize) -> Option<(usize, usize)> {
        let rest = self.signs.get(at..)?.strip_prefix(&['[', '['])?;
        let end =
            rest.iter().take(LONGEST_WIKI).position(|&sign| matches!(sign, ']' | '[' | '\n'))?;
        let closed = rest.get(end..end + 2) == Some(&[']', ']']);
        let bar = rest[..end].iter().position(|&sign| sign == '|').map_or(0, |bar| bar + 1);
        (closed && end > bar).then_some((at + 2 + bar, at + 2 + end))
    }

    /// Where the bracket ends that begins at a place and names what a link leads to.
    fn named_target(&self, at: usize) -> Option<usize> {
        let rest = self.signs.get(at..)?.strip_prefix(&['['])?;
        let end = rest.iter().take(LONGEST_WIKI).position(|&sign| matches!(sign, ']' | '\n'))?;
        let name = rest[..end].iter().collect::<String>().to_lowercase();
        // What is cut out of a page has lost what its links lead to.
        let number = (1..=2).contains(&end) && name.bytes().all(|sign| sign.is_ascii_digit());
        let leads = number || self.targets.contains(&name);
        (rest.get(end) == Some(&']') && leads).then_some(at + 1 + end)
    }

    /// Where the words of a link end that begin at a bracket.
    pub(super) fn link_end(&self, at: usize) -> Option<usize> {
        let mut depth = 0_i32;
        // The words of a link are of one paragraph.
        let signs = self.signs.iter().enumerate().skip(at).take(400);
        for (place, sign) in signs.take_while(|(place, _)| !self.ends_paragraph(*place)) {
            match sign {
                '[' => depth += 1,
                ']' => {
                    depth -= 1;
                    if depth == 0 {
                        let words = self.signs[at..place].iter().any(|sign| sign.is_alphabetic());
                        let leads = self.signs.get(place + 1) == Some(&'(')
                            || (words && self.named_target(place + 1).is_some());
                        return leads.then_some(place);
                    }
                }
                _ => {}
            }
        }
        None
    }

    pub(super) fn ends_paragraph(&self, place: usize) -> bool {
        self.signs[place] == '\n' && self.signs.get(place + 1) == Some(&'\n')
    }

    /// Whether the words before a closing bracket began a link.
    pub(super) fn is_link(&self, at: usize) -> bool {
        let from = at.saturating_sub(400);
        (from..at).rev().any(|place| self.signs[place] == '[' && self.link_end(place) == Some(at))
    }

    pub(super) fn skip_link(&mut self) {
        if let Some(end) = self.link_end(self.at) {
            self.at = end + 1;
            self.skip_target();
        }
    }

    /// Skips the target of a link, which may hold brackets of its own.
    pub(super) fn skip_target(&mut self) {
        let mut depth = 0_i32;
        for (place, sign) in self.signs.iter().enumerate().skip(self.at).take(2000) {
            match sign {
                '(' => depth += 1,
                ')' => {
                    depth -= 1;
                    if depth == 0 {
                        self.at = place + 1;
                        return;
                    }
                }
                _ => {}
            }
        }
    }
}

impl Scanner {
    /// Whether what was read of a block ends within a sentence, or the sign does that stands next.
    fn within_sentence(&self) -> bool {
        self.text.trim_end().ends_with(|sign: char| sign.is_alphanumeric() || sign == ',')
    }
}

/// The longest name of a page of notes, or of what a link leads to.
const LONGEST_WIKI: usize = 80;

/// The name of what links lead to, where a line says what that is: `[1]: https://…`.
pub(super) fn target_of(line: &str) -> Option<String> {
    let (name, target) = line.trim_start().strip_prefix('[')?.split_once("]:")?;
    let target = target.trim_start();
    let leads = ["http://", "https://", "mailto:", "/", "./", "../", "#", "<http"]
        .iter()
        .any(|begins| target.starts_with(begins));
    (leads && !name.is_empty() && !name.contains(['[', ']'])).then(|| name.to_lowercase())
}

/// How many letters of a line are read: those of its words, and none of where links lead.
pub(super) fn shown(line: &str) -> usize {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    line.chars().count() - targets.map(|(target, _)| target.chars().count()).sum::<usize>()
}
