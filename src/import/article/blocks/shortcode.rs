//! Shortcodes, of which some set a quotation apart: `{{< quote text="…" cite="…" >}}`.

use super::{Kind, Scanner};

/// What the words of a quotation are called, and who said them.
const WORDS: [&str; 5] = ["text", "texte", "quote", "citation", "content"];
const SPEAKER: [&str; 6] = ["cite", "author", "auteur", "source", "by", "attribution"];

impl Scanner {
    /// Passes over a shortcode that begins at a place, and reads the quotation in it as one that is
    /// set apart and signed behind a dash.
    pub(super) fn shortcode(&mut self, at: usize, opens: char) {
        self.at = at;
        let end = if opens == '%' { "%}" } else { "}}" };
        let end = self.find(end).unwrap_or(self.at + 2);
        self.quoted(end);
        self.at = end;
    }

    fn quoted(&mut self, end: usize) {
        let values = self.values(end);
        let value = |names: &[&str]| {
            let found = values.iter().find(|(name, ..)| names.contains(&name.as_str()));
            found.map(|&(_, from, to)| (from, to))
        };
        let head: String = self.signs[self.at..end].iter().take_while(|&&s| s != '=').collect();
        let quotes = head.contains("quot") || head.contains("citation");
        let (true, Some(words)) = (quotes, value(&WORDS)) else { return };
        self.finish();
        self.kind = Kind::Quotation;
        self.words(words);
        if let Some(speaker) = value(&SPEAKER) {
            " — ".chars().for_each(|sign| self.push(sign, speaker.0));
            self.words(speaker);
        }
        self.finish();
    }

    /// Reads words, entities and all.
    fn words(&mut self, (from, to): (usize, usize)) {
        self.at = from;
        while self.at < to {
            let at = self.at;
            self.at += 1;
            match self.signs[at] {
                '&' => self.entity(at),
                '*' | '\\' => {}
                sign => self.push(sign, at),
            }
        }
    }

    /// The names of what a shortcode is given, and where their values stand.
    fn values(&self, end: usize) -> Vec<(String, usize, usize)> {
        let mut found = Vec::new();
        let mut at = self.at;
        while let Some(opens) = (at..end).find(|&place| self.signs[place] == '"') {
            let closes = (opens + 1..end)
                .find(|&place| self.signs[place] == '"' && self.signs[place - 1] != '\\');
            let Some(closes) = closes else { break };
            if let Some(equals) = opens.checked_sub(1).filter(|&place| self.signs[place] == '=') {
                let before = self.signs[at..equals].iter().rev();
                let name: String = before.take_while(|sign| sign.is_alphabetic()).collect();
                found.push((name.chars().rev().collect(), opens + 1, closes));
            }
            at = closes + 1;
        }
        found
    }
}
