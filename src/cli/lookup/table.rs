//! The answer for people: a subject in full.
//!
//! ```text
//! TikTok — trend                                              14 of 53 pages (26%)
//!   pages    3, 8, 11, 17–19, 22, 24, 25, 30, 38–40, 43
//!   ribbon   ··■····■··■·····■■■··■·■■····■·······■■■··■··········
//!   said     no attributed statement; 2 sentences of the summary
//!   near     Fake news (p. 39, 40) · Influence B2B (p. 22)
//!   source   Visionary Marketing, as printed:
//!            “pp 3,8,11,17,18,19,22,24,30,25,38, 39, 40, 43”
//! ```

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::Met;
use crate::cli::style::Tone;
use crate::cli::{Context, page};
use crate::corpus::{Clean, PageRef, Position, Statement, Subject, TopicRelationKind};
use crate::index::Link;
use crate::lang::Lang;
use crate::query::Match;
use crate::words::{self, Counts};

/// Where what a label names begins.
const COLUMN: usize = 11;
/// The most neighbours, and the most further results, on one line.
const MOST: usize = 6;

/// The best result in full; those after it by name.
pub(super) fn write(
    cx: &Context<'_>,
    name: &str,
    met: &[Met],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<()> {
    let style = &cx.style;
    let mut rest = Vec::new();
    for (row, &met) in met.iter().enumerate() {
        match met {
            Met::Page(at) => page::show(cx, out, at)?,
            Met::Subject(subject, met) if row == 0 => {
                if met == Match::Typo {
                    let quoted = style.quoted(&words::clean(name));
                    let nearest = style.say("the nearest:", "au plus près\u{a0}:");
                    let none = style.say("Nothing is called", "Rien ne s’appelle");
                    writeln!(err, "{none} {quoted}{}{nearest}", style.semicolon())?;
                }
                show(cx, out, subject)?;
            }
            Met::Subject(subject, _) => rest.push(cx.corpus.name(subject).to_owned()),
        }
    }
    listed(cx, out, &style.say("  also", "  aussi"), rest)
}

/// Names on one line, as many as it takes.
fn listed(
    cx: &Context<'_>,
    out: &mut dyn Write,
    label: &str,
    mut names: Vec<String>,
) -> io::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let more = names.len().saturating_sub(MOST);
    if more > 0 {
        names.truncate(MOST);
        names.push(match cx.style.lang {
            Lang::En => format!("and {more} more"),
            Lang::Fr => format!("et {more} de plus"),
        });
    }
    cx.style.hang(out, (label, Tone::Dim), COLUMN, &names.join(&cx.style.apart()))
}

fn show(cx: &Context<'_>, out: &mut dyn Write, subject: Subject) -> io::Result<()> {
    let style = &cx.style;
    let facts = cx.index.facts(subject);
    let counts = Counts::of(cx.corpus, &facts.statements);
    let none = words::no_statement(style.lang);
    let right = match subject {
        Subject::Expert(id) => {
            let own = words::own_statements(cx.corpus, cx.index, id);
            Counts::of(cx.corpus, &own)
                .words(style.lang.pick("no statement", "aucun propos"), style.lang)
        }
        Subject::Topic(_) => extent(cx, subject, &facts.pages),
    };
    let what = match subject {
        Subject::Topic(id) if cx.corpus.topic(id).announced.is_none() => {
            words::topic_word(cx.corpus.topic(id).kind, style.lang)
        }
        _ => words::subject_word(subject, style.lang),
    };
    let what = format!(" {} {what}", style.signs.pick("—", "-"));
    let name = cx.corpus.name(subject);
    style.spread(out, &[(name, Tone::Bold), (&what, Tone::Plain)], &style.own(&right))?;
    about(cx, out, subject)?;
    if !facts.citations.is_empty() || matches!(subject, Subject::Topic(_)) {
        pages(cx, out, &facts.pages)?;
    }
    if matches!(subject, Subject::Topic(_)) {
        style.hang(
            out,
            (&style.say("  said", "  propos"), Tone::Dim),
            COLUMN,
            &style.own(&counts.words(none, style.lang)),
        )?;
    }
    for &id in &facts.statements {
        cx.corpus.statements.with(id, |said| match Link::of(said) {
            Link::Summary => Ok(()),
            _ => statement(cx, out, said, subject),
        })?;
    }
    listed(cx, out, &style.say("  near", "  voisins"), neighbours(cx, subject))?;
    sources(cx, out, subject)
}

/// How many pages, and of how many.
fn extent(cx: &Context<'_>, subject: Subject, pages: &[PageRef]) -> String {
    let lang = cx.style.lang;
    match (pages.len(), &*cx.corpus.reports) {
        (0, _) => words::no_page(cx.corpus, cx.index, subject, lang).to_owned(),
        (n, [report]) => words::share(n, report.pages, lang),
        (n, _) => words::count(n, ("page", "pages"), ("page", "pages"), lang),
    }
}

/// What the data says of the subject itself.
fn about(cx: &Context<'_>, out: &mut dyn Write, subject: Subject) -> io::Result<()> {
    let style = &cx.style;
    match subject {
        Subject::Topic(id) => {
            let topic = cx.corpus.topic(id);
            if let Some(definition) = &topic.definition {
                let text = definition.texts.get(style.lang).unwrap_or(&definition.text);
                style.hang(out, (&style.say("  meaning", "  sens"), Tone::Dim), COLUMN, text)?;
            }
            let relations = topic.relations.iter().map(|relation| {
                let word = match relation.kind {
                    TopicRelationKind::Replaces => style.say("replaces", "remplace"),
                    TopicRelationKind::LessCitedThan => {
                        style.say("less cited than", "moins cité que")
                    }
                };
                format!("{word} {}", cx.corpus.topic(relation.target).name)
            });
            listed(cx, out, &style.say("  related", "  lien"), relations.collect())
        }
        Subject::Expert(id) => {
            let expert = cx.corpus.expert(id);
            let known: Vec<&str> = [&expert.role, &expert.organisation]
                .into_iter()
                .flatten()
                .map(Clean::as_str)
                .collect();
            if known.is_empty() {
                return Ok(());
            }
            style.hang(out, (&style.say("  role", "  rôle"), Tone::Dim), COLUMN, &known.join(", "))
        }
    }
}

/// The pages as a list and as a ribbon, for each report that has any.
fn pages(cx: &Context<'_>, out: &mut dyn Write, places: &[PageRef]) -> io::Result<()> {
    let style = &cx.style;
    for report in cx.corpus.report_ids() {
        let here = places.iter().filter(|place| place.report == report);
        let here: Vec<u32> = here.map(|place| place.page).collect();
        if !here.is_empty() {
            let list = here.iter().map(|&page| PageRef { report, page });
            let list = cx.page_list(&list.collect::<Vec<_>>());
            style.hang(out, ("  pages", Tone::Dim), COLUMN, &list)?;
            cx.ribbon(out, &style.say("  ribbon", "  ruban"), report, &here, COLUMN)?;
        }
    }
    Ok(())
}

fn statement(
    cx: &Context<'_>,
    out: &mut dyn Write,
    statement: &Statement,
    subject: Subject,
) -> io::Result<()> {
    let style = &cx.style;
    let mut text = words::wording(statement, style.lang, style.signs);
    let alone = match subject {
        Subject::Expert(id) => statement.experts == [id] && statement.via.is_empty(),
        Subject::Topic(_) => false,
    };
    if !alone {
        let sign = style.signs.link(Some(Link::of(statement)));
        let speakers = words::speakers(cx.corpus, statement, style.lang);
        text = format!("{sign} {text} {} {speakers}", style.signs.pick("—", "-"));
    }
    if let Some(absence) = words::absence(&statement.pages, style.lang) {
        text = format!("{text} {} {absence}", style.signs.pick("—", "-"));
    }
    let label = words::reference(cx.corpus, statement.report, &statement.pages, style.signs);
    let label = format!("  {label}");
    style.hang(out, (&label, Tone::Dim), COLUMN, &text)
}

/// Who shares pages: topics of a topic; of an expert, what his own statements do not name.
fn neighbours(cx: &Context<'_>, subject: Subject) -> Vec<String> {
    let mut own = BTreeSet::new();
    own.insert(subject);
    if let Subject::Expert(id) = subject {
        own.extend(cx.index.topics_of(id).into_iter().map(Subject::Topic));
        for &id in &cx.index.facts(subject).statements {
            cx.corpus.statements.with(id, |statement| {
                let people = statement.experts.iter().chain(&statement.via);
                own.extend(people.map(|&id| Subject::Expert(id)));
            });
        }
    }
    let same_kind = |other| match subject {
        Subject::Topic(_) => matches!(other, Subject::Topic(_)),
        Subject::Expert(_) => true,
    };
    let sharing = cx.index.sharing(subject).into_iter();
    sharing
        .filter(|sharing| same_kind(sharing.subject) && !own.contains(&sharing.subject))
        .map(|sharing| {
            let pages = cx.page_list(&sharing.pages);
            format!("{} (p. {pages})", cx.corpus.name(sharing.subject))
        })
        .collect()
}

/// Where it was read, with the exact words.
fn sources(cx: &Context<'_>, out: &mut dyn Write, subject: Subject) -> io::Result<()> {
    let style = &cx.style;
    let facts = cx.index.facts(subject);
    let mut seen = BTreeSet::new();
    let mut show = |position: Option<&Position>, words: Cow<'_, str>, draft: bool| {
        let marked = words::draft_mark(draft, style.lang) + &style.quoted(&words);
        if words.is_empty() || !seen.insert(marked.clone()) {
            return Ok(());
        }
        let label = if seen.len() == 1 { "  source" } else { "" };
        let source = source(cx, position);
        let colon = style.colon();
        let line = format!("{source}{colon}{marked}");
        if COLUMN + line.width() <= style.width {
            style.hang(out, (label, Tone::Dim), COLUMN, &line)
        } else {
            let head = format!("{source}{}", colon.trim_end_matches(' '));
            style.hang(out, (label, Tone::Dim), COLUMN, &head)?;
            style.hang(out, ("", Tone::Plain), COLUMN, &marked)
        }
    };
    for &id in &facts.citations {
        let citation = cx.corpus.citation(id);
        let label = |page: u32| cx.corpus.report(citation.report).label(page);
        // The label of one page says nothing that the list of pages does not.
        let told =
            matches!(*citation.pages.list, [page] if *citation.pages.printed == *label(page));
        if told && !citation.draft {
            continue;
        }
        show(citation.position.as_ref(), citation.pages.printed.as_str().into(), citation.draft)?;
    }
    for &id in &facts.statements {
        cx.corpus.statements.with(id, |statement| match Link::of(statement) {
            Link::Summary => Ok(()),
            _ => show(statement.position.as_ref(), exact(statement), false),
        })?;
    }
    Ok(())
}

/// The words where a statement was read; the page reference alone where those words are
/// the quote, which stands above.
fn exact(statement: &Statement) -> Cow<'_, str> {
    let exact = statement.position.as_ref().map(|position| words::clean(&position.exact));
    exact
        .filter(|exact| !exact.is_empty() && Some(&**exact) != statement.quote.as_deref())
        .unwrap_or_else(|| statement.pages.printed.as_str().into())
}

/// Who published what holds a position.
fn source(cx: &Context<'_>, position: Option<&Position>) -> String {
    let Some(position) = position else {
        return cx.style.say("as printed", "tel qu’imprimé").into_owned();
    };
    let source = cx.corpus.source(position.source);
    let name = source.publisher.as_deref().unwrap_or(&source.title);
    format!("{name}, {}", cx.style.say("as printed", "tel qu’imprimé"))
}
