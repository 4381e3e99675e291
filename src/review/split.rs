//! One statement made two.

use super::document::{List, Record};
use super::{Did, Refused, Review};
use crate::corpus::file::PositionRecord;
use crate::query::unused;

impl Review {
    /// Makes two statements of one, the second from a letter of its words on.
    ///
    /// # Errors
    /// There is no statement, or one of the two would have no words.
    pub fn split(&mut self, text: &str, at: usize) -> Result<Did, Refused> {
        let statement = self.at_statement()?;
        let cut = text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
        let (first, second) = (text[..cut].trim(), text[cut..].trim());
        if first.is_empty() || second.is_empty() {
            return Err(Refused::NoWords);
        }
        self.record();
        let id = statement.id.clone().unwrap_or_default();
        let new = unused(&format!("{id}-2"), |id| self.is_taken(id));
        let quoted = statement.quote.is_some() && statement.quote == statement.text;
        let part = |record: &Record, words: &str| {
            let mut record = record.with("text", Some(&words));
            if quoted {
                record = record.with("quote", Some(&words));
            }
            match statement.position.as_ref().and_then(|whole| narrowed(whole, words)) {
                Some(position) => record.with("position", Some(&position)),
                None => record,
            }
        };
        let list = self.document.list_mut(List::Statements);
        if let Some(place) = list.iter().position(|record| record.id() == id) {
            // What refers to the whole refers to its first part.
            let second = part(&list[place], second).with("id", Some(&new)).without("relations");
            list[place] = part(&list[place], first);
            list.insert(place + 1, second);
        }
        Ok(Did::Split)
    }
}

/// The place of some words inside a place whose words hold them; none where they do not.
fn narrowed(whole: &PositionRecord, words: &str) -> Option<PositionRecord> {
    let exact = whole.exact.as_deref()?;
    let byte = exact.find(words)?;
    let start = whole.start? + u32::try_from(exact[..byte].chars().count()).ok()?;
    let end = start + u32::try_from(words.chars().count()).ok()?;
    let lines = u32::try_from(exact[..byte].matches('\n').count()).ok()?;
    Some(PositionRecord {
        source: whole.source.clone(),
        line: whole.line.map(|line| line + lines),
        start: Some(start),
        end: Some(end),
        exact: Some(words.to_owned()),
    })
}
