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
                        return (self.signs.get(place + 1) == Some(&'(')).then_some(place);
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

/// How many letters of a line are read: those of its words, and none of where links lead.
pub(super) fn shown(line: &str) -> usize {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    line.chars().count() - targets.map(|(target, _)| target.chars().count()).sum::<usize>()
}
