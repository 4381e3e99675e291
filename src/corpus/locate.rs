//! Where a problem stands: from a path in the data to a line and a column.
//!
//! Imports [`super::problem`] and [`super::shape`]. While reading, a problem is a
//! [`Finding`]: the bytes of its record and a path inside it. Lines and columns are
//! looked for once, at the end, and only in inputs that have problems.
//!
//! Odd thing worth knowing: records are slices of the input, so an offset is the
//! distance between two pointers into it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write};
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::problem::{Code, Problem, Severity, Text, shown};
use super::shape::Kind;
use crate::order;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seg {
    /// Into a list.
    Index(usize),
    /// Into an object.
    Field(Cow<'static, str>),
}

impl From<&'static str> for Seg {
    fn from(name: &'static str) -> Self {
        Self::Field(Cow::Borrowed(name))
    }
}

impl From<usize> for Seg {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// A path inside a record.
pub(super) type Path = Vec<Seg>;

/// A path from its steps.
macro_rules! steps {
    ($($seg:expr),* $(,)?) => { vec![$($crate::corpus::locate::Seg::from($seg)),*] };
}
pub(super) use steps;

/// The steps of a path that is only looked at.
macro_rules! at {
    ($($seg:expr),* $(,)?) => { [$($crate::corpus::locate::Seg::from($seg)),*] };
}
pub(super) use at;

/// A path with one more step.
pub(super) fn step(path: &[Seg], seg: impl Into<Seg>) -> Path {
    let mut longer = path.to_vec();
    longer.push(seg.into());
    longer
}

/// The bytes of a record, and its name in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Which input.
    pub(super) input: usize,
    /// First byte, the byte-order mark not counted.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// The array and the place in it; none for the file itself.
    pub(super) base: Option<(Kind, usize)>,
}

/// What reading took out of a record.
#[derive(Clone, Debug, Default)]
pub(super) struct Scars {
    /// Fields whose value could not be used.
    pub(super) bad: HashSet<Path>,
    /// For each list the places that were taken out, ascending.
    pub(super) removed: HashMap<Path, Vec<usize>>,
}

/// Where a record came from.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// Its bytes.
    pub(super) place: Place,
    /// What was taken out of it.
    pub(super) scars: Option<Box<Scars>>,
}

impl Origin {
    /// The path as it stands in the file, where lists are still whole.
    pub(super) fn original(&self, path: Path) -> Path {
        let Some(scars) = &self.scars else {
            return path;
        };
        let mut original = Path::with_capacity(path.len());
        for seg in path {
            let seg = match (seg, scars.removed.get(&original)) {
                (Seg::Index(now), Some(removed)) => Seg::Index(now + before(removed, now)),
                (seg, _) => seg,
            };
            original.push(seg);
        }
        original
    }

    /// Whether the value there has been reported already.
    pub(super) fn is_bad(&self, path: &Path) -> bool {
        self.scars.as_ref().is_some_and(|scars| scars.bad.contains(&self.original(path.clone())))
    }
}

/// How many of the removed places lie before the one that is now `now`.
fn before(removed: &[usize], now: usize) -> usize {
    let (mut low, mut high) = (0, removed.len());
    while low < high {
        let middle = low.midpoint(high);
        if removed[middle] - middle <= now {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// What of a place is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// The value.
    Value,
    /// The key before it.
    Key,
    /// A byte, counted from the start of the input.
    Byte(usize),
}

/// A problem that has not been located yet.
#[derive(Debug)]
pub(super) struct Finding {
    code: Code,
    place: Place,
    path: Path,
    at: At,
    text: Text,
    /// A second place that the text names at [`THERE`].
    there: Option<(Place, Path)>,
}

/// Stands in a text for the second place.
pub(super) const THERE: char = '\0';

/// Everything wrong so far.
#[derive(Debug, Default)]
pub(super) struct Log {
    findings: Vec<Finding>,
    errors: usize,
    others: usize,
    /// How many were not kept.
    omitted: usize,
}

/// Most errors kept, and most warnings and notes.
const MOST: usize = 50_000;

impl Log {
    /// Adds a problem with a value of a record.
    pub(super) fn add(&mut self, code: Code, origin: &Origin, path: Path, text: Text) {
        let path = origin.original(path);
        self.add_at(code, origin.place, path, At::Value, text);
    }

    /// Adds a problem that names a second record.
    pub(super) fn add_two(
        &mut self,
        code: Code,
        origin: &Origin,
        path: Path,
        text: Text,
        there: (&Origin, Path),
    ) {
        let path = origin.original(path);
        let (other, other_path) = there;
        self.push(Finding {
            code,
            place: origin.place,
            path,
            at: At::Value,
            text,
            there: Some((other.place, other.original(other_path))),
        });
    }

    /// Adds a problem whose path is the one in the file.
    pub(super) fn add_at(&mut self, code: Code, place: Place, path: Path, at: At, text: Text) {
        self.push(Finding { code, place, path, at, text, there: None });
    }

    fn push(&mut self, finding: Finding) {
        let count = if finding.code.severity() == Severity::Error {
            &mut self.errors
        } else {
            &mut self.others
        };
        if *count < MOST {
            *count += 1;
            self.findings.push(finding);
        } else {
            self.omitted += 1;
        }
    }

    /// The problems with their lines and columns, in the order of the inputs, and
    /// how many more there were.
    pub(super) fn locate(self, inputs: &[(Arc<str>, &[u8])]) -> (Vec<Problem>, usize) {
        let spots = Spots::of(&self.findings, inputs);
        let mut problems: Vec<(usize, Problem)> = Vec::with_capacity(self.findings.len());
        for (at, finding) in self.findings.into_iter().enumerate() {
            let (line, column) = spots.find(at * 2);
            let mut text = finding.text;
            if let Some((place, _)) = &finding.there {
                let (line, column) = spots.find(at * 2 + 1);
                let there = format!("{}:{line}:{column}", shown_name(inputs, place.input));
                text = Text::new(
                    text.en.replacen(THERE, &there, 1),
                    text.fr.replacen(THERE, &there, 1),
                );
            }
            problems.push((
                finding.place.input,
                Problem {
                    code: finding.code,
                    file: shown_name(inputs, finding.place.input),
                    line,
                    column,
                    path: full_path(finding.place.base, &finding.path),
                    text,
                },
            ));
        }
        order::sort_by_key(&mut problems, |(input, problem)| {
            (*input, problem.line, problem.column, problem.code)
        });
        let problems = problems.into_iter().map(|(_, problem)| problem).collect();
        (problems, self.omitted)
    }
}

fn shown_name(inputs: &[(Arc<str>, &[u8])], input: usize) -> Arc<str> {
    inputs.get(input).map_or_else(|| Arc::from(""), |(name, _)| Arc::clone(name))
}

/// `statements[3].pages.list[2]`.
fn full_path(base: Option<(Kind, usize)>, path: &[Seg]) -> String {
    let mut full = String::new();
    if let Some((kind, index)) = base {
        let _ = write!(full, "{}[{index}]", kind.array());
    }
    for seg in path {
        let _ = match seg {
            Seg::Index(index) => write!(full, "[{index}]"),
            Seg::Field(name) if full.is_empty() => write!(full, "{}", shown(name)),
            Seg::Field(name) => write!(full, ".{}", shown(name)),
        };
    }
    full
}

/// The line and column of everything that is looked for.
struct Spots {
    found: HashMap<usize, (usize, usize)>,
}

/// One thing looked for: its number, its path, what of it.
struct Want<'a> {
    number: usize,
    path: &'a [Seg],
    at: At,
}

impl Spots {
    fn of(findings: &[Finding], inputs: &[(Arc<str>, &[u8])]) -> Self {
        // By record, so that each is walked once.
        let mut wants: Vec<(Place, Want<'_>)> = Vec::new();
        for (at, finding) in findings.iter().enumerate() {
            wants.push((
                finding.place,
                Want { number: at * 2, path: &finding.path, at: finding.at },
            ));
            if let Some((place, path)) = &finding.there {
                wants.push((*place, Want { number: at * 2 + 1, path, at: At::Value }));
            }
        }
        order::sort_by(&mut wants, |(a, x), (b, y)| (a, x.path).cmp(&(b, y.path)));

        let mut found = HashMap::new();
        for input in wants.chunk_by(|(a, _), (b, _)| a.input == b.input) {
            let Some(bytes) = input
                .first()
                .and_then(|(place, _)| inputs.get(place.input))
                .map(|(_, bytes)| *bytes)
            else {
                continue;
            };
            let mut offsets: Vec<(usize, usize)> = Vec::new();
            for record in input.chunk_by(|(a, _), (b, _)| a == b) {
                let Some((place, _)) = record.first() else {
                    continue;
                };
                let text = bytes
                    .get(place.start..place.end)
                    .and_then(|slice| std::str::from_utf8(slice).ok())
                    .unwrap_or("");
                let wants: Vec<&Want<'_>> = record.iter().map(|(_, want)| want).collect();
                walk(text, place.start, &wants, 0, &mut offsets);
            }
            lines(bytes, offsets, &mut found);
        }
        Self { found }
    }

    fn find(&self, number: usize) -> (usize, usize) {
        self.found.get(&number).copied().unwrap_or((1, 1))
    }
}

/// Goes down all paths at once; `offset` is where `text` starts in the input. What
/// is not there (a missing field) is placed at the value around it.
fn walk(
    text: &str,
    offset: usize,
    wants: &[&Want<'_>],
    depth: usize,
    offsets: &mut Vec<(usize, usize)>,
) {
    let here = offset + text.len() - text.trim_start_matches([' ', '\t', '\r', '\n']).len();
    let mut deeper = Vec::new();
    for want in wants {
        match want.at {
            At::Byte(byte) => offsets.push((byte, want.number)),
            _ if want.path.len() == depth => offsets.push((here, want.number)),
            _ => deeper.push(*want),
        }
    }
    if deeper.is_empty() {
        return;
    }
    let parts = parts(text);
    for group in deeper.chunk_by(|a, b| a.path[depth] == b.path[depth]) {
        let Some(part) = group.first().and_then(|want| parts.get(&want.path[depth])) else {
            offsets.extend(group.iter().map(|want| (here, want.number)));
            continue;
        };
        let (keyed, others): (Vec<&Want<'_>>, Vec<&Want<'_>>) = group
            .iter()
            .copied()
            .partition(|want| want.at == At::Key && want.path.len() == depth + 1);
        let key = offset + part.key;
        offsets.extend(keyed.iter().map(|want| (key, want.number)));
        if !others.is_empty() {
            let value = &text[part.start..part.end];
            walk(value, offset + part.start, &others, depth + 1, offsets);
        }
    }
}

/// The bytes of a key and its value in the text around them.
#[derive(Clone, Copy)]
struct Part {
    key: usize,
    start: usize,
    end: usize,
}

/// The values directly inside an object or a list; of a key given twice the first.
fn parts(text: &str) -> HashMap<Seg, Part> {
    let mut parts = HashMap::new();
    if let Ok(object) = serde_json::from_str::<Object<'_>>(text) {
        for (key, value) in object.0 {
            let start = offset_in(text, value.get());
            parts.entry(Seg::Field(name_of(key).into())).or_insert(Part {
                key: offset_in(text, key.get()),
                start,
                end: start + value.get().len(),
            });
        }
    } else if let Ok(list) = serde_json::from_str::<Vec<&RawValue>>(text) {
        for (index, value) in list.into_iter().enumerate() {
            let start = offset_in(text, value.get());
            let part = Part { key: start, start, end: start + value.get().len() };
            parts.insert(Seg::Index(index), part);
        }
    }
    parts
}

/// How far into a text a piece of it starts.
pub(super) fn offset_in(text: &str, piece: &str) -> usize {
    let offset = piece.as_ptr().addr().wrapping_sub(text.as_ptr().addr());
    offset.min(text.len())
}

/// The text of a key; one that is no text as it stands.
pub(super) fn name_of(key: &RawValue) -> String {
    let written = key.get();
    serde_json::from_str(written).unwrap_or_else(|_| written.trim_matches('"').to_owned())
}

/// The keys and values of an object, as they stand.
pub(super) struct Object<'a>(pub(super) Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Vec<(&'de RawValue, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(pairs)
            }
        }
        deserializer.deserialize_map(Pairs).map(Object)
    }
}

/// Turns offsets into lines and columns, in one pass over the bytes.
fn lines(
    bytes: &[u8],
    mut offsets: Vec<(usize, usize)>,
    found: &mut HashMap<usize, (usize, usize)>,
) {
    offsets.sort_unstable();
    let (mut at, mut line, mut column) = (0, 1, 1);
    for (offset, number) in offsets {
        let offset = offset.min(bytes.len());
        for &byte in &bytes[at..offset] {
            if byte == b'\n' {
                line += 1;
                column = 1;
            } else if byte & 0xC0 != 0x80 {
                column += 1;
            }
        }
        at = offset;
        found.insert(number, (line, column));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removed_places_are_counted_back_in() {
        let removed = [0, 2, 3];
        let original: Vec<_> = (0..3).map(|now| now + before(&removed, now)).collect();
        assert_eq!(original, [1, 4, 5]);
    }

    #[test]
    fn values_keys_and_missing_fields_have_their_places() {
        let text = "{\n \"é\": 1, \"list\": [1,\n  22], \"a\\u0062\": {}}";
        let place = Place { input: 0, start: 0, end: text.len(), base: None };
        let mut log = Log::default();
        let mut add = |path, at| {
            log.add_at(Code::Missing, place, path, at, Text::new("", ""));
        };
        add(steps!["é"], At::Key);
        add(steps!["é"], At::Value);
        add(steps!["list", 1], At::Value);
        add(steps!["ab"], At::Key);
        add(steps!["ab", "id"], At::Value);
        add(steps!["id"], At::Value);
        let (problems, _) = log.locate(&[("x".into(), text.as_bytes())]);
        let spots: Vec<_> = problems
            .iter()
            .map(|problem| (problem.path.as_str(), problem.line, problem.column))
            .collect();
        assert_eq!(
            spots,
            [
                ("id", 1, 1),
                ("é", 2, 2),
                ("é", 2, 7),
                ("list[1]", 3, 3),
                ("ab", 3, 8),
                ("ab.id", 3, 19),
            ]
        );
    }
}
