//! One input, from bytes to records: JSON or JSON Lines, decided by what it holds.
//!
//! Imports the records, their shapes and the places of the corpus. Nothing here
//! looks at what a value means; that is [`crate::corpus::check`].
//!
//! Odd thing worth knowing: a record is cut out of the text first and read by itself,
//! so that one that is wrong costs no other.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeOwned, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::syntax::{self, Fault};
use super::tree::{self, Tree};
use super::{Read, Records};
use crate::corpus::check::keep::keep_statement;
use crate::corpus::check::near::nearest;
use crate::corpus::file::{self, FORMAT};
use crate::corpus::locate::{
    At, Log, Object, Origin, Place, Scars, Seg, name_of, offset_in, steps,
};
use crate::corpus::problem::{Code, Text, en, fr};
use crate::corpus::shape::{Fields, HEADER, Kind, Shape};
use crate::corpus::task::{OFTEN, Task};

/// Reads one input into the records; `told` hears from time to time how many bytes of it are done,
/// and that it is looked over as a whole before.
pub(super) fn read<'a>(
    input: usize,
    bytes: &'a [u8],
    records: &mut Records<'a>,
    log: &mut Log,
    told: &dyn Fn(Task, usize),
) {
    records.statements.begin(input, bytes);
    let mut reader = Reader { input, records, log, counts: [0; Kind::ALL.len()], told };
    if is_lines(bytes) {
        told(Task::Records, 0);
        reader.lines(bytes);
    } else {
        told(Task::Looking, bytes.len());
        reader.whole(bytes);
    }
}

/// Whether the first line is a JSON object by itself and more follows.
fn is_lines(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii();
    let Some(end) = bytes.iter().position(|&byte| byte == b'\n') else {
        return false;
    };
    let first = &bytes[..end];
    std::str::from_utf8(first)
        .ok()
        .filter(|line| syntax::too_deep(line).is_none())
        .and_then(|line| serde_json::from_str::<Object<'_>>(line).ok())
        .is_some_and(|object| {
            object.0.iter().any(|(key, _)| matches!(name_of(key).as_str(), "format" | "record"))
        })
}

struct Reader<'r, 'a> {
    input: usize,
    records: &'r mut Records<'a>,
    log: &'r mut Log,
    /// How many records of each kind this input has had.
    counts: [usize; Kind::ALL.len()],
    told: &'r dyn Fn(Task, usize),
}

impl<'a> Reader<'_, 'a> {
    fn place(&self, start: usize, end: usize) -> Place {
        Place { input: self.input, start, end, base: None }
    }

    /// The whole input is one object.
    fn whole(&mut self, bytes: &'a [u8]) {
        let place = self.place(0, bytes.len());
        let text = match syntax::text(bytes) {
            Ok(text) => text,
            Err(fault) => {
                return self.broken(place, bytes, syntax::foreign(bytes).unwrap_or(fault));
            }
        };
        if let Ok(object) = serde_json::from_str::<Object<'_>>(text) {
            self.head(place, text, object);
            return;
        }
        match serde_json::from_str::<&RawValue>(text) {
            Ok(value) => self.not_an_object(place, value),
            Err(error) => {
                let fault = syntax::foreign(bytes).unwrap_or_else(|| syntax::fault(text, &error));
                self.broken(place, bytes, fault);
            }
        }
    }

    /// Something that cannot be read: the fault, and the ids that stand in it.
    fn broken(&mut self, place: Place, bytes: &[u8], fault: Fault) {
        self.records.lost.extend(syntax::ids_in(bytes));
        let at = At::Byte(place.start + fault.offset);
        self.log.add_at(Code::Syntax, place, steps![], at, fault.text);
    }

    fn not_an_object(&mut self, place: Place, value: &RawValue) {
        if let Ok(tree) = serde_json::from_str::<Tree>(value.get()) {
            let text = tree::wrong(&tree, Shape::Object(&HEADER));
            self.log.add_at(Code::WrongType, place, steps![], At::Value, text);
        }
    }

    /// The object that holds `format` and the arrays; `place` are the bytes of `text`.
    /// `false` where its format is another, so that nothing more is to be read.
    fn head(&mut self, place: Place, text: &'a str, object: Object<'a>) -> bool {
        let mut fields = Vec::new();
        let mut arrays: Vec<(Kind, &'a RawValue)> = Vec::new();
        for (key, value) in object.0 {
            let name = name_of(key);
            match Kind::ALL.into_iter().find(|kind| kind.array() == name) {
                Some(kind) if arrays.iter().any(|(other, _)| *other == kind) => {
                    let at = At::Byte(place.start + offset_in(text, key.get()));
                    let text = tree::twice(&name);
                    let path = vec![Seg::from(kind.array())];
                    self.log.add_at(Code::FieldTwice, place, path, at, text);
                }
                Some(kind) => arrays.push((kind, value)),
                None => match serde_json::from_str::<Tree>(value.get()) {
                    Ok(tree) => fields.push((name, tree)),
                    Err(error) => {
                        let mut fault = syntax::fault(value.get(), &error);
                        fault.offset += offset_in(text, value.get());
                        self.broken(place, &[], fault);
                    }
                },
            }
        }
        let arrays_known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.array()).collect();
        let mut extra = arrays_known;
        extra.push("record");
        let (header, scars) = tree::fit(fields, &HEADER, &extra, place, self.log);
        let value = |name: &str| header.get(name).and_then(serde_json::Value::as_str);
        if !self.format(place, value("format"), &scars) {
            self.records.lost.extend(syntax::ids_in(text.as_bytes()));
            return false;
        }
        for (slot, name) in
            [(&mut self.records.title, "title"), (&mut self.records.language, "language")]
        {
            if slot.is_none() {
                *slot = value(name).map(str::to_owned);
            }
        }
        for (kind, array) in arrays {
            self.array(place, text, kind, array);
        }
        true
    }

    /// Whether the rest can be read: only another format stops it.
    fn format(&mut self, place: Place, format: Option<&str>, scars: &Scars) -> bool {
        let (path, text) = match format {
            Some(FORMAT) => return true,
            Some(other) => (
                steps!["format"],
                Text::new(
                    format!("the format is {}, expected {}", en(other), en(FORMAT)),
                    format!("le format est {}, attendu\u{a0}: {}", fr(other), fr(FORMAT)),
                ),
            ),
            None if scars.bad.contains(&steps!["format"]) => return true,
            None => (
                steps![],
                Text::new(
                    format!("the field \"format\" is missing, expected {}", en(FORMAT)),
                    format!("le champ {} est absent, attendu\u{a0}: {}", fr("format"), fr(FORMAT)),
                ),
            ),
        };
        self.log.add_at(Code::Format, place, path, At::Value, text);
        format.is_none()
    }

    /// One of the arrays of a file.
    fn array(&mut self, place: Place, text: &str, kind: Kind, array: &'a RawValue) {
        let mut reader = serde_json::Deserializer::from_str(array.get());
        let each = Each(|record: &'a RawValue| {
            let start = place.start + offset_in(text, record.get());
            self.record(kind, start, record.get(), &[]);
        });
        if reader.deserialize_seq(each).is_err()
            && let Ok(tree) = serde_json::from_str::<Tree>(array.get())
        {
            let wrong = tree::wrong(&tree, Shape::List(&Shape::Text));
            let path = vec![Seg::from(kind.array())];
            self.log.add_at(Code::WrongType, place, path, At::Value, wrong);
        }
    }

    /// One line after another.
    fn lines(&mut self, bytes: &'a [u8]) {
        let mut start = 0;
        let mut is_first = true;
        for line in bytes.split(|&byte| byte == b'\n') {
            let place = self.place(start, start + line.len());
            start += line.len() + 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let first = std::mem::take(&mut is_first);
            if !self.line(place, line, first) {
                self.records.lost.extend(syntax::ids_in(bytes));
                return;
            }
        }
    }

    /// One line; `false` where the rest is not to be read.
    fn line(&mut self, place: Place, line: &'a [u8], first: bool) -> bool {
        let read = syntax::text(line).and_then(|text| {
            let value = serde_json::from_str::<&RawValue>(text);
            value.map(|value| (text, value)).map_err(|error| syntax::fault(text, &error))
        });
        let (text, value) = match read {
            Ok(read) => read,
            Err(fault) => {
                self.broken(place, line, fault);
                return true;
            }
        };
        let Ok(object) = serde_json::from_str::<Object<'_>>(value.get()) else {
            self.not_an_object(place, value);
            return true;
        };
        let word = object
            .0
            .iter()
            .find(|(key, _)| name_of(key) == "record")
            .map(|(_, value)| serde_json::from_str::<String>(value.get()).unwrap_or_default());
        if first && word.is_none() {
            return self.head(place, text, object);
        }
        if first {
            self.format(place, None, &Scars::default());
        }
        let kind =
            word.as_deref().and_then(|word| Kind::ALL.into_iter().find(|kind| kind.word() == word));
        if let Some(kind) = kind {
            let start = place.start + offset_in(text, value.get());
            self.record(kind, start, value.get(), &["record"]);
        } else {
            self.records.lost.extend(syntax::ids_in(line));
            self.unknown_record(place, word);
        }
        true
    }

    fn unknown_record(&mut self, place: Place, word: Option<String>) {
        let (path, text) = match word {
            None => (
                steps![],
                Text::new(
                    "the field \"record\" is missing, so the line is not read",
                    format!("le champ {} est absent, la ligne n’est donc pas lue", fr("record")),
                ),
            ),
            Some(word) => {
                let mut text = Text::new(
                    format!("there is no kind of record {}", en(&word)),
                    format!("il n’y a pas de genre de fiche {}", fr(&word)),
                );
                let words = Kind::ALL.into_iter().map(Kind::word);
                tree::did_you_mean(&mut text, nearest(&word, words));
                (steps!["record"], text)
            }
        };
        self.log.add_at(Code::UnknownRecord, place, path, At::Value, text);
    }

    /// One record.
    fn record(&mut self, kind: Kind, start: usize, text: &'a str, extra: &[&str]) {
        let count = &mut self.counts[kind as usize];
        let place =
            Place { input: self.input, start, end: start + text.len(), base: Some((kind, *count)) };
        *count += 1;
        if count.is_multiple_of(OFTEN) {
            (self.told)(Task::Records, start);
        }
        let shape = kind.fields();
        let read = match kind {
            Kind::Report => keep(text, shape, extra, place, self.log, &mut self.records.reports),
            Kind::Source => keep(text, shape, extra, place, self.log, &mut self.records.sources),
            Kind::Topic => keep(text, shape, extra, place, self.log, &mut self.records.topics),
            Kind::Expert => keep(text, shape, extra, place, self.log, &mut self.records.experts),
            Kind::Statement => {
                let read = one(text, shape, extra, place, self.log);
                let (read, fault) = match read {
                    Ok(read) => (read, Ok(())),
                    Err(fault) => (None, Err(fault)),
                };
                keep_statement(read, self.records, self.log);
                fault
            }
            Kind::Citation => {
                keep(text, shape, extra, place, self.log, &mut self.records.citations)
            }
            Kind::PageText => {
                keep(text, shape, extra, place, self.log, &mut self.records.page_texts)
            }
        };
        if let Err(fault) = read {
            self.broken(place, text.as_bytes(), fault);
        }
    }
}

/// Looks at each value of a list.
struct Each<F>(F);

impl<'de, F: FnMut(&'de RawValue)> Visitor<'de> for Each<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element()? {
            (self.0)(value);
        }
        Ok(())
    }
}

/// Reads one record into the others of its kind.
fn keep<R: DeserializeOwned>(
    text: &str,
    shape: &'static Fields,
    extra: &[&str],
    place: Place,
    log: &mut Log,
    records: &mut Vec<Read<R>>,
) -> Result<(), Fault> {
    records.extend(one(text, shape, extra, place, log)?);
    Ok(())
}

/// Reads one record: plainly where everything fits, else value by value.
fn one<R: DeserializeOwned>(
    text: &str,
    shape: &'static Fields,
    extra: &[&str],
    place: Place,
    log: &mut Log,
) -> Result<Option<Read<R>>, Fault> {
    if let Some(record) = plainly(text, extra) {
        let origin = Origin { place, scars: None };
        return Ok(Some(Read { origin, record }));
    }
    let tree = serde_json::from_str(text).map_err(|error| syntax::fault(text, &error))?;
    let Tree::Object(fields) = tree else {
        let wrong = tree::wrong(&tree, Shape::Object(shape));
        log.add_at(Code::WrongType, place, steps![], At::Value, wrong);
        return Ok(None);
    };
    let (value, scars) = tree::fit(fields, shape, extra, place, log);
    // As text again, so that records of every kind are read in one way.
    match file::read(&value.to_string(), &mut |_| {}) {
        Ok(record) => {
            let origin = Origin { place, scars: Some(Box::new(scars)) };
            Ok(Some(Read { origin, record }))
        }
        Err(error) => {
            let text = Text::new(
                format!("the record cannot be read: {error}"),
                format!("la fiche ne peut être lue\u{a0}: {error}"),
            );
            log.add_at(Code::WrongType, place, steps![], At::Value, text);
            Ok(None)
        }
    }
}

/// The record where everything fits and every field is known; `null` never is a value
/// here, and what looks like one goes the careful way.
fn plainly<R: DeserializeOwned>(text: &str, extra: &[&str]) -> Option<R> {
    if text.contains("null") || !text.starts_with('{') {
        return None;
    }
    let mut known = true;
    let record = file::read(text, &mut |path| {
        known &= extra.iter().any(|name| path.to_string() == **name);
    });
    record.ok().filter(|_| known)
}
