//! A corpus file that is changed record by record, the rest of it left as it is.
//!
//! Odd thing worth knowing: a record that nobody touches is kept as the very text that was
//! read; a changed one keeps the order of its fields and those that are not known.

use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use crate::corpus::file::{self, FORMAT};

/// The fields of an object, in order.
struct Fields(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

/// One record: an object as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record(Arc<str>);

impl Record {
    /// A record of these fields.
    #[must_use]
    pub fn new(fields: &serde_json::Value) -> Self {
        Self(fields.to_string().into())
    }

    /// The whole record as a type; the default where it is something else.
    #[must_use]
    pub fn read<T: DeserializeOwned + Default>(&self) -> T {
        file::read(&self.0, &mut |_| {}).unwrap_or_default()
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> String {
        self.get("id").unwrap_or_default()
    }

    /// One field, where it is there and of that type.
    #[must_use]
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let fields: Fields = serde_json::from_str(&self.0).ok()?;
        let (_, value) = fields.0.iter().find(|(held, _)| held == name)?;
        serde_json::from_str(value.get()).ok()
    }

    /// With a field set, in its place or at the end; without it where there is no value.
    #[must_use]
    pub fn with<T: Serialize>(&self, name: &str, value: Option<&T>) -> Self {
        let Ok(mut fields) = serde_json::from_str::<Fields>(&self.0) else { return self.clone() };
        let raw = value.and_then(|value| serde_json::value::to_raw_value(value).ok());
        let at = fields.0.iter().position(|(held, _)| held == name);
        match (at, raw) {
            (Some(at), Some(raw)) => fields.0[at].1 = raw,
            (Some(at), None) => {
                fields.0.remove(at);
            }
            (None, Some(raw)) => fields.0.push((name.to_owned(), raw)),
            (None, None) => return self.clone(),
        }
        let fields: Vec<String> = fields
            .0
            .iter()
            .map(|(name, value)| format!("{}:{}", quoted(name), value.get()))
            .collect();
        Self(format!("{{{}}}", fields.join(",")).into())
    }

    /// With the fields of another where it has none, or holds nothing.
    #[must_use]
    pub fn filled(&self, other: &Self) -> Self {
        const NOTHING: [&str; 4] = ["null", "[]", "{}", "\"\""];
        let fields = |record: &Self| serde_json::from_str::<Fields>(&record.0).ok();
        let (Some(held), Some(more)) = (fields(self), fields(other)) else { return self.clone() };
        let more = more.0.into_iter().filter(|(name, _)| {
            let known = held.0.iter().find(|(held, _)| held == name);
            known.is_none_or(|(_, value)| NOTHING.contains(&value.get()))
        });
        more.fold(self.clone(), |record, (name, value)| record.with(&name, Some(&value)))
    }

    /// Without a field.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        self.with::<()>(name, None)
    }

    /// With a list set, or without it where it is empty.
    #[must_use]
    pub fn with_list(&self, name: &str, list: &[String]) -> Self {
        self.with(name, Some(&list).filter(|list| !list.is_empty()))
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The lists whose records may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Reports.
    Reports,
    /// Sources.
    Sources,
    /// Topics.
    Topics,
    /// Experts.
    Experts,
    /// Statements.
    Statements,
    /// Citations.
    Citations,
}

impl List {
    const ALL: [Self; 6] = [
        Self::Reports,
        Self::Sources,
        Self::Topics,
        Self::Experts,
        Self::Statements,
        Self::Citations,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Reports => "reports",
            Self::Sources => "sources",
            Self::Topics => "topics",
            Self::Experts => "experts",
            Self::Statements => "statements",
            Self::Citations => "citations",
        }
    }
}

/// A field of the file.
#[derive(Clone, Debug)]
enum Part {
    /// As it was read.
    Text(Arc<str>),
    /// One of the lists.
    Records(List),
}

/// Why a file cannot be reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It holds one record a line.
    Lines,
    /// It is no corpus file: line, column, reason.
    NoCorpus(usize, usize, String),
}

/// A corpus file.
#[derive(Clone, Debug)]
pub struct Document {
    parts: Vec<(String, Part)>,
    lists: [Vec<Record>; 6],
    /// Whether the file was laid out on lines.
    laid_out: bool,
}

impl Document {
    /// Reads a file.
    ///
    /// # Errors
    /// It is no corpus file of one object.
    pub fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let no_corpus = |error: &serde_json::Error| {
            Unfit::NoCorpus(error.line(), error.column(), error.to_string())
        };
        let fields: Fields = serde_json::from_slice(bytes).map_err(|error| {
            let first = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
            let head: Result<Fields, _> = serde_json::from_slice(first);
            let lines = head.is_ok_and(|head| head.0.iter().any(|(name, _)| name == "format"));
            if lines { Unfit::Lines } else { no_corpus(&error) }
        })?;
        let format = fields.0.iter().find(|(name, _)| name == "format");
        let format = format.and_then(|(_, value)| serde_json::from_str::<String>(value.get()).ok());
        if format.as_deref() != Some(FORMAT) {
            return Err(Unfit::NoCorpus(1, 1, format!("\"format\": \"{FORMAT}\"")));
        }
        let mut document = Self {
            parts: Vec::new(),
            lists: Default::default(),
            laid_out: bytes.trim_ascii_end().contains(&b'\n'),
        };
        for (name, value) in fields.0 {
            let list = List::ALL.into_iter().find(|list| list.name() == name);
            if let Some(list) = list {
                let records: Vec<Box<RawValue>> =
                    serde_json::from_str(value.get()).map_err(|error| no_corpus(&error))?;
                let records = records.iter().map(|record| Record(record.get().into()));
                document.lists[list as usize] = records.collect();
                document.parts.push((name, Part::Records(list)));
            } else {
                document.parts.push((name, Part::Text(value.get().into())));
            }
        }
        Ok(document)
    }

    /// The records of a list.
    #[must_use]
    pub fn list(&self, list: List) -> &[Record] {
        &self.lists[list as usize]
    }

    /// The records of a list, to be changed.
    pub fn list_mut(&mut self, list: List) -> &mut Vec<Record> {
        if !self.parts.iter().any(|(name, _)| name == list.name()) {
            self.parts.push((list.name().to_owned(), Part::Records(list)));
        }
        &mut self.lists[list as usize]
    }

    /// The record of an id.
    #[must_use]
    pub fn find(&self, list: List, id: &str) -> Option<&Record> {
        self.list(list).iter().find(|record| record.id() == id)
    }

    /// The file as bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut text = String::from("{");
        for (at, (name, part)) in self.parts.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            text.push_str(if self.laid_out { "\n  " } else { "" });
            text.push_str(&quoted(name));
            text.push_str(if self.laid_out { ": " } else { ":" });
            match part {
                Part::Text(raw) => text.push_str(raw),
                Part::Records(list) => self.push_list(self.list(*list), &mut text),
            }
        }
        text.push_str(if self.laid_out { "\n}\n" } else { "}\n" });
        text.into_bytes()
    }

    fn push_list(&self, records: &[Record], text: &mut String) {
        text.push('[');
        for (at, record) in records.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            text.push_str(if self.laid_out { "\n    " } else { "" });
            text.push_str(&record.0);
        }
        text.push_str(if self.laid_out && !records.is_empty() { "\n  ]" } else { "]" });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_changed_stays_as_it_was_written() {
        let text = "{\n  \"format\": \"renvoi-corpus/1\",\n  \"mine\": {\"b\":  1, \"a\": 2},\n  \
                    \"statements\": [\n    {\"z\": 1, \"id\": \"s1\",   \"draft\": true},\n    \
                    {\"id\":\"s2\"}\n  ]\n}\n";
        let mut document = Document::read(text.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(document.bytes()).unwrap(), text);
        let changed = document.list(List::Statements)[0].without("draft").with("text", Some(&"é"));
        document.list_mut(List::Statements)[0] = changed;
        let after = String::from_utf8(document.bytes()).unwrap();
        assert!(after.contains("{\"z\":1,\"id\":\"s1\",\"text\":\"é\"}"), "{after}");
        assert!(after.contains("\"mine\": {\"b\":  1, \"a\": 2}"), "{after}");
        let solid = r#"{"format":"renvoi-corpus/1","statements":[{"id":"s1"}],"x":null}"#;
        let document = Document::read(solid.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(document.bytes()).unwrap().trim_end(), solid);
    }

    #[test]
    fn what_is_no_corpus_of_one_object_is_refused_with_its_place() {
        let lines = "{\"format\":\"renvoi-corpus/1\"}\n{\"record\":\"topic\"}\n";
        assert_eq!(Document::read(lines.as_bytes()).unwrap_err(), Unfit::Lines);
        let cut = Document::read(b"{\n\"format\": ").unwrap_err();
        assert!(matches!(cut, Unfit::NoCorpus(2, ..)), "{cut:?}");
        assert!(matches!(Document::read(b"[]").unwrap_err(), Unfit::NoCorpus(1, ..)));
        assert!(matches!(Document::read(b"{}").unwrap_err(), Unfit::NoCorpus(..)));
    }

    #[test]
    fn a_list_that_is_missing_is_added_when_it_is_needed() {
        let mut document = Document::read(br#"{"format":"renvoi-corpus/1"}"#).unwrap();
        document.list_mut(List::Experts).push(Record::new(&json!({"id": "a"})));
        let bytes = document.bytes();
        let again = Document::read(&bytes).unwrap();
        assert_eq!(again.find(List::Experts, "a").unwrap().id(), "a");
    }
}
