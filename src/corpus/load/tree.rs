//! Reading one record whose values do not all fit: every misfit is listed, and what
//! fits is kept.
//!
//! Imports the shapes and the places of the corpus. Only records that a plain
//! reading refuses, or that hold unknown fields, come here.

use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::corpus::check::near::nearest;
use crate::corpus::locate::{At, Log, Path, Place, Scars, Seg, step};
use crate::corpus::problem::{Code, Text, en, fr};
use crate::corpus::shape::{Fields, Shape};

/// A JSON value that keeps a field given twice.
#[derive(Debug)]
pub(super) enum Tree {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// An object.
    Object(Vec<(String, Tree)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

/// Reads any value.
struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Tree, E> {
        Ok(Tree::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
        Ok(Number::from_f64(number).map_or(Tree::Null, Tree::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Tree, E> {
        Ok(Tree::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element()? {
            list.push(value);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Tree::Object(fields))
    }
}

/// What fits of an object, and what was taken out of it. `extra` are names that are
/// known besides its own.
pub(super) fn fit(
    fields: Vec<(String, Tree)>,
    shape: &'static Fields,
    extra: &[&str],
    place: Place,
    log: &mut Log,
) -> (Value, Scars) {
    let mut fitting = Fitting { place, log, extra, scars: Scars::default(), path: Path::new() };
    let value = fitting.object(fields, shape);
    (value, fitting.scars)
}

struct Fitting<'a> {
    place: Place,
    log: &'a mut Log,
    extra: &'a [&'a str],
    scars: Scars,
    path: Path,
}

impl Fitting<'_> {
    fn object(&mut self, fields: Vec<(String, Tree)>, shape: &'static Fields) -> Value {
        let mut kept = Map::new();
        let mut seen = HashSet::new();
        for (name, tree) in fields {
            let (code, text) = if seen.contains(&name) {
                (Code::FieldTwice, twice(&name))
            } else if let Some(field) = shape.get(&name) {
                self.path.push(Seg::Field(name.clone().into()));
                if let Some(value) = self.value(tree, field) {
                    kept.insert(name.clone(), value);
                }
                self.path.pop();
                seen.insert(name);
                continue;
            } else if self.path.is_empty() && self.extra.contains(&name.as_str()) {
                continue;
            } else {
                (Code::UnknownField, unknown(&name, shape, self.extra))
            };
            seen.insert(name.clone());
            let path = step(&self.path, Seg::Field(name.into()));
            self.log.add_at(code, self.place, path, At::Key, text);
        }
        Value::Object(kept)
    }

    fn value(&mut self, tree: Tree, shape: Shape) -> Option<Value> {
        match (tree, shape) {
            (Tree::Text(text), Shape::Text | Shape::TextOr(_)) => Some(Value::String(text)),
            (Tree::Text(word), Shape::OneOf(words)) => {
                if words.contains(&word.as_str()) {
                    Some(Value::String(word))
                } else {
                    self.bad(Code::UnknownWord, unknown_word(&word, words));
                    None
                }
            }
            (Tree::Flag(flag), Shape::Flag) => Some(Value::Bool(flag)),
            (Tree::Number(number), Shape::Whole(least, most))
                if number.as_i64().is_some_and(|n| least <= n && n <= most) =>
            {
                Some(Value::Number(number))
            }
            (Tree::Number(number), Shape::Fraction)
                if number.as_f64().is_some_and(|n| (0.0..=1.0).contains(&n)) =>
            {
                Some(Value::Number(number))
            }
            (Tree::Object(fields), Shape::Object(known) | Shape::TextOr(known)) => {
                Some(self.object(fields, known))
            }
            (Tree::List(list), Shape::List(inner)) => Some(self.list(list, *inner)),
            (tree, shape) => {
                self.bad(Code::WrongType, wrong(&tree, shape));
                None
            }
        }
    }

    fn list(&mut self, list: Vec<Tree>, shape: Shape) -> Value {
        let mut kept = Vec::with_capacity(list.len());
        let mut removed = Vec::new();
        for (index, tree) in list.into_iter().enumerate() {
            self.path.push(Seg::Index(index));
            match self.value(tree, shape) {
                Some(value) => kept.push(value),
                None => removed.push(index),
            }
            self.path.pop();
        }
        if !removed.is_empty() {
            self.scars.removed.insert(self.path.clone(), removed);
        }
        Value::Array(kept)
    }

    fn bad(&mut self, code: Code, text: Text) {
        let path = self.path.clone();
        self.scars.bad.insert(path.clone());
        self.log.add_at(code, self.place, path, At::Value, text);
    }
}

/// The sentence for a field that stands twice.
pub(super) fn twice(name: &str) -> Text {
    Text::new(
        format!("the field {} is given twice here; the first is read", en(name)),
        format!("le champ {} est donné deux fois ici\u{202f}; le premier est lu", fr(name)),
    )
}

/// The sentence for a field that nobody knows.
pub(super) fn unknown(name: &str, shape: &Fields, extra: &[&str]) -> Text {
    let mut names: Vec<&str> = extra.to_vec();
    for known in shape.names() {
        names.push(known);
    }
    let mut text = Text::new(
        format!("the field {} is not known here and is not read", en(name)),
        format!("le champ {} n’est pas connu ici et n’est pas lu", fr(name)),
    );
    did_you_mean(&mut text, nearest(name, names.iter().copied()));
    text
}

/// Adds the nearest word that is known.
pub(in crate::corpus) fn did_you_mean(text: &mut Text, near: Option<&str>) {
    if let Some(near) = near {
        text.en.extend(["; did you mean ", &en(near), "?"]);
        let near = fr(near);
        text.fr.extend(["\u{202f}; vouliez-vous dire ", &near, "\u{202f}?"]);
    }
}

fn unknown_word(word: &str, words: &[&'static str]) -> Text {
    let mut text = Text::new(
        format!("{} is not known here; expected {}", en(word), one_of(words).en),
        format!("{} n’est pas connu ici\u{202f}; attendu\u{a0}: {}", fr(word), one_of(words).fr),
    );
    did_you_mean(&mut text, nearest(word, words.iter().copied()));
    text
}

fn one_of(words: &[&str]) -> Text {
    let list = |quote: fn(&str) -> String, or: &str| {
        let mut list = String::new();
        for (at, word) in words.iter().enumerate() {
            if at > 0 {
                list += if at + 1 == words.len() { or } else { ", " };
            }
            list += &quote(word);
        }
        list
    };
    Text::new(list(en, " or "), list(fr, " ou "))
}

/// The sentence for a value that does not fit.
pub(super) fn wrong(tree: &Tree, shape: Shape) -> Text {
    let (expected, found) = (expected(shape), found(tree));
    Text::new(
        format!("expected {}, found {}", expected.en, found.en),
        format!("attendu\u{a0}: {}, trouvé\u{a0}: {}", expected.fr, found.fr),
    )
}

fn expected(shape: Shape) -> Text {
    match shape {
        Shape::Text => Text::new("a text", "un texte"),
        Shape::Whole(least, most) => Text::new(
            format!("a whole number from {least} to {most}"),
            format!("un nombre entier de {least} à {most}"),
        ),
        Shape::Fraction => Text::new("a number from 0 to 1", "un nombre de 0 à 1"),
        Shape::Flag => Text::new("true or false", "true ou false"),
        Shape::OneOf(words) => one_of(words),
        Shape::List(_) => Text::new("a list", "une liste"),
        Shape::Object(_) => Text::new("an object", "un objet"),
        Shape::TextOr(_) => Text::new("a text or an object", "un texte ou un objet"),
    }
}

fn found(tree: &Tree) -> Text {
    match tree {
        Tree::Null => Text::new("null", "null"),
        Tree::Flag(flag) => Text::new(flag.to_string(), flag.to_string()),
        Tree::Number(number) => Text::new(number.to_string(), number.to_string()),
        Tree::Text(text) => {
            Text::new(format!("the text {}", en(text)), format!("le texte {}", fr(text)))
        }
        Tree::List(_) => Text::new("a list", "une liste"),
        Tree::Object(_) => Text::new("an object", "un objet"),
    }
}
