//! From TOML to settings, with the line and column of what is not understood.

use std::ops::Range as Span;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Complaint, Config, Origin, Range, SETTINGS, Setting};
use crate::command::{Change, Key, Keymap, TABLE};
use crate::order;

/// The version of the file that is understood.
const VERSION: &str = "1";
/// The table of keys.
const KEYS: &str = "keys";

/// Reads a file. What is not understood is told and left out; a file that is no TOML sets
/// nothing, and keys that clash leave all keys as they are built in.
#[must_use]
pub fn read(text: &str) -> (Config, Vec<Complaint>) {
    let mut reader = Reader { text, config: Config::default(), complaints: Vec::new() };
    match DeTable::parse(text) {
        Ok(table) => reader.top(table.get_ref()),
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let reason = error.message().to_owned();
            reader.complain(
                &span,
                format!("{reason}; nothing of this file is used"),
                format!("{reason}\u{202f}; rien de ce fichier n’est utilisé"),
            );
        }
    }
    // TOML tables are walked by name; a person mends a file from its top.
    order::sort_by_key(&mut reader.complaints, |complaint| complaint.at);
    (reader.config, reader.complaints)
}

struct Reader<'t> {
    text: &'t str,
    config: Config,
    complaints: Vec<Complaint>,
}

type Table<'i> = DeTable<'i>;
type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    fn top(&mut self, table: &Table<'_>) {
        for (key, value) in table {
            let name: &str = key.get_ref();
            match (name, value.get_ref()) {
                ("version", version) => self.version(version, &value.span()),
                (KEYS, DeValue::Table(keys)) => self.keys(keys),
                (name, DeValue::Table(inner))
                    if SETTINGS.iter().any(|setting| setting.table == name) =>
                {
                    for (key, value) in inner {
                        self.setting(name, key.get_ref(), &key.span(), value);
                    }
                }
                (name, _) => self.setting("", name, &key.span(), value),
            }
        }
    }

    fn version(&mut self, version: &DeValue<'_>, span: &Span<usize>) {
        if !matches!(version, DeValue::Integer(number) if number.as_str() == VERSION) {
            self.complain(
                span,
                format!("only version {VERSION} is understood; the rest is read all the same"),
                format!(
                    "seule la version {VERSION} est comprise\u{202f}; le reste est lu quand même"
                ),
            );
        }
    }

    fn setting(&mut self, table: &str, key: &str, at: &Span<usize>, value: &Value<'_>) {
        let known =
            SETTINGS.iter().position(|setting| (setting.table, setting.key) == (table, key));
        let Some(place) = known else {
            let tables = ["version", KEYS, "layout", "source"];
            let names = SETTINGS.iter().filter(|setting| setting.table == table);
            let names = names.map(|setting| setting.key);
            let more = tables.into_iter().filter(|_| table.is_empty());
            self.unknown(key, at, names.chain(more));
            return;
        };
        let setting = &SETTINGS[place];
        let text = match (setting.range, value.get_ref()) {
            (Range::Flag, DeValue::Boolean(flag)) => Some(flag.to_string()),
            (Range::Number(..), DeValue::Integer(number)) => Some(number.as_str().to_owned()),
            (Range::OneOf(_) | Range::Sign | Range::Text, DeValue::String(text)) => {
                Some(text.to_string())
            }
            _ => None,
        };
        match text.and_then(|text| setting.value(&text)) {
            Some(value) => self.config.values[place] = Some((value, Origin::File)),
            None => self.unsuited(setting, &value.span()),
        }
    }

    fn unsuited(&mut self, setting: &Setting, span: &Span<usize>) {
        let key = setting.key;
        let (en, fr) = match setting.range {
            Range::OneOf(words) => {
                let words = words.join(", ");
                (format!("one of {words}"), format!("l’un de {words}"))
            }
            Range::Flag => ("true or false".to_owned(), "true ou false".to_owned()),
            Range::Number(least, most) => (
                format!("a number from {least} to {most}"),
                format!("un nombre de {least} à {most}"),
            ),
            Range::Sign => ("one sign, tab or auto".to_owned(), "un signe, tab ou auto".to_owned()),
            Range::Text => ("a text".to_owned(), "un texte".to_owned()),
        };
        self.complain(span, format!("{key} takes {en}"), format!("{key} prend {fr}"));
    }

    fn unknown<'n>(&mut self, key: &str, at: &Span<usize>, names: impl Iterator<Item = &'n str>) {
        let near = names
            .map(|name| (strsim::damerau_levenshtein(name, key), name))
            .min()
            .filter(|(distance, name)| *distance <= name.len().max(3) / 2);
        let (mut en, mut fr) =
            (format!("{key} is no setting"), format!("{key} n’est pas un réglage"));
        if let Some((_, name)) = near {
            en.push_str(&["; did you mean ", name, "?"].concat());
            fr.push_str(&["\u{202f}; vouliez-vous dire ", name, "\u{202f}?"].concat());
        }
        self.complain(at, en, fr);
    }

    /// Keys are taken all together, or not at all where two of them clash.
    fn keys(&mut self, keys: &Table<'_>) {
        let mut changes: Vec<Change> = Vec::new();
        let mut spans: Vec<(Change, Vec<Span<usize>>)> = Vec::new();
        for (id, value) in keys {
            let name: &str = id.get_ref();
            let Some(row) = TABLE.iter().find(|row| row.id == name) else {
                self.unknown(name, &id.span(), TABLE.iter().map(|row| row.id));
                continue;
            };
            let mut change = Change { command: row.command, keys: Vec::new() };
            let mut at = Vec::new();
            let words: Vec<&Value<'_>> = match value.get_ref() {
                DeValue::Array(words) => words.iter().collect(),
                _ => vec![value],
            };
            let mut whole = true;
            for word in words {
                let sequence = match word.get_ref() {
                    DeValue::String(text) => Key::parse_sequence(text),
                    _ => None,
                };
                if let Some(sequence) = sequence {
                    change.keys.push(sequence);
                    at.push(word.span());
                } else {
                    whole = false;
                    self.complain(
                        &word.span(),
                        format!("{name}: this is no key, such as \"n\", \"ctrl-n\" or \"g p\""),
                        format!(
                            "{name}\u{a0}: ce n’est pas une touche, telle que \"n\", \"ctrl-n\" ou \"g p\""
                        ),
                    );
                }
            }
            if whole {
                changes.push(change.clone());
                spans.push((change, at));
            }
        }
        let keymap = Keymap::with(&changes);
        let mut refused = false;
        for trouble in keymap.troubles() {
            let at = spans.iter().find_map(|(change, at)| {
                let place = change.keys.iter().position(|keys| *keys == trouble.keys)?;
                (change.command == trouble.command).then(|| at[place].clone())
            });
            let (en, fr) = trouble.words();
            refused |= trouble.refuses();
            self.complain(&at.unwrap_or(0..0), en, fr);
            if let Some(complaint) = self.complaints.last_mut() {
                complaint.refused = trouble.refuses();
            }
        }
        if !refused {
            self.config.keymap = keymap;
        }
    }

    fn complain(&mut self, span: &Span<usize>, en: String, fr: String) {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|&sign| sign != '\n').count() + 1;
        self.complaints.push(Complaint { at: Some((line, column)), refused: true, en, fr });
    }
}
