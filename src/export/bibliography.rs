//! Records as entries of a bibliography: BibTeX and CSL-JSON, one entry a record.
//!
//! Odd thing worth knowing: an entry stands for what was said in the report and admits in its
//! note that it was read second hand, where it was.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{Options, is_draft, row};
use crate::corpus::{Corpus, Subject, Voice};
use crate::index::Index;
use crate::lang::Lang;
use crate::query::Record;
use crate::words::{self, Signs};
use crate::{stable, words::page_label};

/// What an entry says, whatever it is written as.
struct Work<'a> {
    key: String,
    /// Names, and whether each is a group.
    authors: Vec<(&'a str, bool)>,
    title: String,
    report: Option<&'a str>,
    publisher: Option<&'a str>,
    year: Option<i32>,
    pages: String,
    note: String,
    url: Option<&'a str>,
    language: Option<&'a str>,
}

impl<'a> Work<'a> {
    fn of(corpus: &'a Corpus, index: &Index, record: Record, lang: Lang) -> Self {
        let places = row::places(corpus, index, record);
        let pages = words::place_runs(corpus, &places, Signs::new(true));
        let report = row::report_of(corpus, index, record).map(|id| corpus.report(id));
        let (source, second) = row::source_of(corpus, index, record);
        let (kind, slug, title) = match record {
            Record::Topic(id) => {
                let topic = corpus.topic(id);
                ("topic", topic.slug.to_string(), topic.name.to_string())
            }
            Record::Expert(id) => {
                let expert = corpus.expert(id);
                ("expert", expert.slug.to_string(), expert.name.to_string())
            }
            Record::Statement(id) => {
                let statement = corpus.statement(id);
                let title = statement.quote.as_ref().unwrap_or(&statement.text);
                ("statement", statement.slug.to_string(), title.to_string())
            }
            Record::Page(at) => {
                let report = corpus.report(at.report);
                let title = format!("{}, {}", report.title, page_label(corpus, at));
                ("page", format!("{}-p{}", report.slug, at.page), title)
            }
        };
        Self {
            key: key(kind, &slug),
            authors: authors(
                corpus,
                record,
                source.map(|id| row::source_name(corpus, id).as_str()),
            ),
            title,
            report: report.map(|report| report.title.as_str()),
            publisher: report.and_then(|report| report.publisher.as_deref()),
            year: report.and_then(|report| report.year),
            note: note(
                &pages,
                source.filter(|_| second).map(|id| row::source_name(corpus, id).as_str()),
                is_draft(corpus, index, record),
                lang,
            ),
            pages,
            url: source
                .and_then(|id| corpus.source(id).url.as_deref())
                .or(report.and_then(|report| report.url.as_deref())),
            language: report.and_then(|report| report.language.as_deref()),
        }
    }
}

fn authors<'a>(
    corpus: &'a Corpus,
    record: Record,
    source: Option<&'a str>,
) -> Vec<(&'a str, bool)> {
    let expert = |id| {
        let expert = corpus.expert(id);
        (expert.name.as_str(), expert.collective)
    };
    match record {
        Record::Expert(id) => vec![expert(id)],
        Record::Statement(id) => {
            let statement = corpus.statement(id);
            let experts: Vec<_> = statement.experts.iter().map(|&id| expert(id)).collect();
            match statement.voice {
                Voice::Author if experts.is_empty() => {
                    source.map(|name| (name, true)).into_iter().collect()
                }
                _ => experts,
            }
        }
        Record::Topic(_) | Record::Page(_) => Vec::new(),
    }
}

/// The pages, and through whom they are known.
fn note(pages: &str, second: Option<&str>, draft: bool, lang: Lang) -> String {
    let mut note = if pages.is_empty() {
        lang.pick("page not given by the source", "page non précisée par la source").to_owned()
    } else {
        format!("p. {pages}")
    };
    if let Some(source) = second {
        let _infallible = write!(note, "{} {source}", lang.pick(", as cited by", ", cité par"));
    }
    if draft {
        note.push_str(
            lang.pick(", draft nobody has read over", ", ébauche que personne n’a relue"),
        );
    }
    note
}

/// A key of ASCII letters, digits and `-`; what else a slug holds is told by its hash.
fn key(kind: &str, slug: &str) -> String {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.');
    let mut key = format!("{kind}:");
    key.extend(slug.chars().map(|sign| if plain(sign) { sign } else { '_' }));
    if !slug.chars().all(plain) {
        let _infallible = write!(key, "-{:x}", stable::hash([slug]));
    }
    key
}

/// A record as a BibTeX entry.
#[must_use]
pub fn bibtex(corpus: &Corpus, index: &Index, record: Record, lang: Lang) -> String {
    let work = Work::of(corpus, index, record, lang);
    let year = work.year.map(|year| year.to_string());
    let subject = match record {
        Record::Topic(id) => Some(Subject::Topic(id)),
        Record::Expert(id) => Some(Subject::Expert(id)),
        _ => None,
    };
    let authors: Vec<String> =
        work.authors.iter().map(|&(name, group)| author(name, group)).collect();
    let fields = [
        ("author", (!authors.is_empty()).then(|| authors.join(" and "))),
        ("title", Some(format!("{{{}}}", tex(&work.title)))),
        ("howpublished", work.report.map(tex)),
        ("publisher", work.publisher.map(tex)),
        ("year", year),
        ("note", Some(tex(&work.note))),
        ("keywords", subject.map(|subject| words::subject_word(subject, lang).to_owned())),
        ("language", work.language.map(tex)),
        ("url", work.url.map(address)),
    ];
    let mut entry = format!("@misc{{{}", work.key);
    for (name, value) in fields {
        if let Some(value) = value {
            let _infallible = write!(entry, ",\n  {name} = {{{value}}}");
        }
    }
    entry.push_str("\n}\n");
    entry
}

/// A name as BibTeX reads names; in braces where it would be taken apart wrongly.
fn author(name: &str, group: bool) -> String {
    let whole = group || name.contains(',') || name.split_whitespace().any(|word| word == "and");
    if whole { format!("{{{}}}", tex(name)) } else { tex(name) }
}

/// A text as TeX shows it.
fn tex(text: &str) -> String {
    let mut tex = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => tex.extend(['\\', sign]),
            '\\' => tex.push_str("\\textbackslash{}"),
            '~' => tex.push_str("\\textasciitilde{}"),
            '^' => tex.push_str("\\textasciicircum{}"),
            sign if sign.is_control() => tex.push(' '),
            sign => tex.push(sign),
        }
    }
    tex
}

/// An address: its signs mean themselves, but it may not end the field.
fn address(url: &str) -> String {
    let mut address = String::with_capacity(url.len());
    for sign in url.chars() {
        match sign {
            '{' => address.push_str("%7B"),
            '}' => address.push_str("%7D"),
            '\\' => address.push_str("%5C"),
            sign if sign.is_control() || sign == ' ' => address.push_str("%20"),
            sign => address.push(sign),
        }
    }
    address
}

/// Records as BibTeX entries, an empty line between them.
pub(super) fn entries(
    corpus: &Corpus,
    index: &Index,
    records: impl Iterator<Item = Record>,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let mut written = 0;
    for record in records {
        let apart = if written == 0 { "" } else { "\n" };
        write!(out, "{apart}{}", bibtex(corpus, index, record, options.lang))?;
        written += 1;
    }
    Ok(written)
}

/// Records as CSL items.
pub(super) fn items(
    corpus: &Corpus,
    index: &Index,
    records: impl Iterator<Item = Record>,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> io::Result<usize> {
    write!(out, "[")?;
    let mut written = 0;
    for record in records {
        let comma = if written == 0 { "\n" } else { ",\n" };
        write!(out, "{comma}{}", item(&Work::of(corpus, index, record, options.lang)))?;
        written += 1;
    }
    writeln!(out, "]")?;
    Ok(written)
}

fn item(work: &Work<'_>) -> Value {
    let names: Vec<Value> =
        work.authors.iter().map(|(name, _)| json!({ "literal": name })).collect();
    let mut item = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    set("id", Some(work.key.as_str().into()));
    set("type", Some("document".into()));
    set("title", Some(work.title.as_str().into()));
    set("author", (!names.is_empty()).then_some(Value::Array(names)));
    set("container-title", work.report.map(Value::from));
    set("publisher", work.publisher.map(Value::from));
    set("issued", work.year.map(|year| json!({ "date-parts": [[year]] })));
    set("page", (!work.pages.is_empty()).then(|| work.pages.as_str().into()));
    set("note", Some(work.note.as_str().into()));
    set("language", work.language.map(Value::from));
    set("URL", work.url.map(Value::from));
    Value::Object(item)
}
