//! One statement made two.

use super::document::{List, Record};
use super::{Did, Refused, Review};
use crate::corpus::StatementKind;
use crate::corpus::file::{LocalisedRecord, StatementRecord};
use crate::query::unused;

impl Review {
    /// Makes two statements of one, the second from a letter of its words on.
    ///
    /// # Errors
    /// There is no statement, one of the two would have no words, or what it quotes is in neither.
    pub fn split(&mut self, text: &str, at: usize) -> Result<Did, Refused> {
        let statement = self.at_statement()?;
        let cut = text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
        let (first, second) = (text[..cut].trim(), text[cut..].trim());
        if first.is_empty() || second.is_empty() {
            return Err(Refused::NoWords);
        }
        let quotes = quotes(&statement, text, cut).ok_or(Refused::QuoteElsewhere)?;
        self.record();
        let id = statement.id.clone().unwrap_or_default();
        let new = unused(&format!("{id}-2"), |id| self.is_taken(id));
        // Where the halves cannot be told in the source, the place of the whole is that of both.
        let whole = statement.position.as_ref();
        let places = whole.and_then(|whole| self.origin.halves(whole, text, cut));
        let part = |record: &Record, words: &str, half: usize| {
            let mut record = record
                .with("text", Some(&words))
                .without("texts")
                .with("quote", quotes[half].as_ref());
            if quotes[half].is_none() && statement.kind == Some(StatementKind::Quote) {
                record = record.with("kind", Some(&StatementKind::Paraphrase));
            }
            places
                .as_ref()
                .map_or(record.clone(), |places| record.with("position", Some(&places[half])))
        };
        let list = self.document.list_mut(List::Statements);
        if let Some(place) = list.iter().position(|record| record.id() == id) {
            // What refers to the whole refers to its first part.
            let second = part(&list[place], second, 1).with("id", Some(&new)).without("relations");
            list[place] = part(&list[place], first, 0);
            list.insert(place + 1, second);
        }
        Ok(Did::Split { texts: statement.texts != LocalisedRecord::default() })
    }
}

/// The quoted words of each half; none where it cannot be told which half they are of.
fn quotes(statement: &StatementRecord, text: &str, cut: usize) -> Option<[Option<String>; 2]> {
    let Some(quote) = &statement.quote else { return Some([None, None]) };
    let part = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    if statement.text.as_ref() == Some(quote) {
        return Some([part(&text[..cut]), part(&text[cut..])]);
    }
    let start = text.find(quote).filter(|start| text.rfind(quote) == Some(*start))?;
    let end = start + quote.len();
    let middle = cut.clamp(start, end);
    Some([part(&text[start..middle]), part(&text[middle..end])])
}
