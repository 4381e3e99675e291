//! The rest of a draft: what no step asks about, to be read at the end.

use super::Writer;
use crate::app::styled::{Line, Role};
use crate::lang::Lang;
use crate::review::{Passage, Unasked};
use crate::words::besides;

/// How many passages are shown.
const MOST: usize = 200;

impl Writer<'_> {
    /// That more is to be read, while drafts are.
    pub(super) fn also(&mut self) {
        let counted = besides(self.review.unasked().counts(), self.env.lang);
        if counted.is_empty() {
            return;
        }
        self.blank();
        let text = match self.env.lang {
            Lang::En => format!("To be read as well, at the end: {counted}."),
            Lang::Fr => format!("À relire aussi, à la fin\u{a0}: {counted}."),
        };
        self.paragraph(Role::Dim, &text);
    }

    /// What no step asks about, each passage in its sentence.
    pub(super) fn rest(&mut self) {
        let unasked: Unasked = self.review.unasked();
        let counted = besides(unasked.counts(), self.env.lang);
        if counted.is_empty() {
            return;
        }
        self.blank();
        let heading = match self.env.lang {
            Lang::En => format!("To be read as well: {counted}"),
            Lang::Fr => format!("À relire aussi\u{a0}: {counted}"),
        };
        self.strong(Role::Text, &heading);
        let text = self.env.pick(
            "No key here changes these: what is wrong is put right in the file.",
            "Aucune touche ne les change ici\u{a0}: ce qui est faux se corrige dans le fichier.",
        );
        self.paragraph(Role::Warn, text);
        self.passages(&unasked.definitions);
        for (heading, names) in [
            (self.env.pick("People", "Personnes"), &unasked.people),
            (self.env.pick("Trends", "Tendances"), &unasked.topics),
        ] {
            if !names.is_empty() {
                self.blank();
                self.strong(Role::Text, heading);
                self.paragraph(Role::Text, &names.join(", "));
            }
        }
    }

    /// What a topic means, then the sentence that says so.
    fn passages(&mut self, passages: &[Passage]) {
        let lang = self.env.lang;
        for passage in passages.iter().take(MOST) {
            let line = passage.position.line.map_or_else(String::new, |line| match lang {
                Lang::En => format!(", line {line}"),
                Lang::Fr => format!(", ligne {line}"),
            });
            self.blank();
            self.paragraph(Role::Link, &format!("{}{line}", passage.name));
            // The words of a definition stand in the sentence already.
            if passage.position.exact.as_ref() != Some(&passage.known) {
                self.paragraph(Role::Text, &passage.known);
            }
            self.in_its_sentence(&passage.position);
        }
        if let Some(more @ 1..) = passages.len().checked_sub(MOST) {
            self.blank();
            let text = match lang {
                Lang::En => format!("{more} more stand in the file."),
                Lang::Fr => format!("{more} autres sont dans le fichier."),
            };
            self.paragraph(Role::Dim, &text);
        }
    }

    pub(super) fn strong(&mut self, role: Role, text: &str) {
        let parts = crate::app::styled::wrap(text, self.width);
        let lines = parts.into_iter().map(|part| Line::default().and_strong(role, part));
        self.lines.extend(lines);
    }
}
