//! `renvoi page`: what refers to pages.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::answer::{self, Answer};
use super::arguments::Form;
use super::style::Tone;
use super::{Context, places};
use crate::corpus::{CleanLines, PageRef, Subject};
use crate::error::{Error, Exit};
use crate::index::Link;
use crate::lang::Lang;
use crate::query::stand::paragraphs;
use crate::words::{self, Counts};

/// Where what a page holds begins.
const COLUMN: usize = 9;

/// Shows what refers to the pages of `asked`.
///
/// # Errors
/// The answer cannot be written.
pub(super) fn run(
    cx: &Context<'_>,
    asked: &str,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Error> {
    let found = places::read(cx.corpus, asked);
    for word in &found.beyond {
        writeln!(err, "{}", beyond(cx, word))?;
    }
    match cx.form {
        Form::Json => {
            let card = |&at| answer::card(cx.corpus, cx.index, at, true);
            let results: Vec<_> = found.places.iter().map(card).collect();
            let answer = Answer {
                schema: "renvoi.page/1",
                query: Some(asked),
                total: results.len(),
                results,
            };
            answer::write(out, &answer)?;
        }
        Form::Plain => {
            for &at in &found.places {
                plain(cx, out, at)?;
            }
        }
        Form::Table => {
            for &at in &found.places {
                show(cx, out, at)?;
            }
            if let [at] = *found.places {
                text(cx, out, at)?;
            }
        }
    }
    Ok(if found.places.is_empty() { Exit::Nothing } else { Exit::Done })
}

/// That a page is none of the corpus.
pub(super) fn beyond(cx: &Context<'_>, word: &str) -> String {
    let style = &cx.style;
    let word = words::clean(word);
    let lengths: Vec<String> =
        cx.corpus.reports.iter().map(|report| report.pages.to_string()).collect();
    let pages = lengths.join(", ");
    let (en, fr) = match lengths.len() {
        0 => ("there is no report".to_owned(), "il n’y a aucun rapport".to_owned()),
        1 => (format!("the report has {pages} pages"), format!("le rapport compte {pages} pages")),
        _ => (
            format!("the reports have {pages} pages"),
            format!("les rapports comptent {pages} pages"),
        ),
    };
    format!("p. {word}{}{}", style.colon(), style.say(&en, &fr))
}

/// The name of a page, with its report where there is more than one.
pub(super) fn name(cx: &Context<'_>, at: PageRef) -> String {
    let name = format!("p. {}", words::label_apart(cx.corpus.report(at.report), at.page));
    if cx.corpus.reports.len() > 1 {
        format!("{name} ({})", words::report_tag(cx.corpus.report(at.report)))
    } else {
        name
    }
}

/// A page, its topics, how much is said there; then what is said, a line each.
pub(super) fn show(cx: &Context<'_>, out: &mut dyn Write, at: PageRef) -> io::Result<()> {
    let style = &cx.style;
    let facts = cx.index.page(at);
    let named = |subject: Subject, link: Link| {
        let draft = answer::is_draft(cx.corpus, cx.index, at, (subject, link));
        let mark = words::draft_mark(draft, style.lang);
        format!("{} {mark}{}", style.signs.link(Some(link)), cx.corpus.name(subject))
    };
    let topics = facts.topics.iter().map(|&(id, link)| named(Subject::Topic(id), link));
    let cited = facts.experts.iter().filter(|&&(_, link)| link == Link::Listed);
    let experts = cited.map(|&(id, link)| named(Subject::Expert(id), link));
    let subjects = topics.chain(experts).collect::<Vec<_>>().join(&style.apart());
    let said = if facts.statements.is_empty() && subjects.is_empty() {
        style.say("nothing known refers to this page", "aucun renvoi connu").into_owned()
    } else {
        let counts = Counts::of(cx.corpus, &facts.statements);
        style.own(
            &counts.words(style.lang.pick("no known statement", "aucun propos connu"), style.lang),
        )
    };
    let name = name(cx, at);
    let label = style.fit(&name, name.width().max(COLUMN - 1)) + " ";
    if label.width() + subjects.width() + said.width() + 2 <= style.width {
        style.spread(out, &[(&label, Tone::Bold), (&subjects, Tone::Plain)], &said)?;
    } else {
        style.hang(out, (&label, Tone::Bold), COLUMN, &subjects)?;
        style.spread(out, &[], &said)?;
    }
    for &id in &facts.statements {
        let said = cx.corpus.statements.with(id, |statement| cx.said(statement));
        style.hang(out, ("", Tone::Plain), COLUMN, &said)?;
    }
    Ok(())
}

fn text(cx: &Context<'_>, out: &mut dyn Write, at: PageRef) -> io::Result<()> {
    let Some(text) = answer::text(cx.corpus, at).map(CleanLines::as_str) else {
        return Ok(());
    };
    writeln!(out)?;
    // An empty line parts paragraphs, but none begins or ends the text.
    let (mut begun, mut apart) = (false, false);
    for paragraph in paragraphs::of(text) {
        if paragraph.is_empty() {
            apart = begun;
            continue;
        }
        if std::mem::take(&mut apart) {
            writeln!(out)?;
        }
        begun = true;
        let line = paragraphs::on_a_line(text, &paragraph);
        cx.style.hang(out, ("", Tone::Plain), COLUMN, &line)?;
    }
    Ok(())
}

/// One line for each record that refers to the page:
/// report, page, kind, id, name or text, link.
pub(super) fn plain(cx: &Context<'_>, out: &mut dyn Write, at: PageRef) -> io::Result<()> {
    let facts = cx.index.page(at);
    let report = &cx.corpus.report(at.report).slug;
    let mut row = |kind: &str, id: &str, name: &str, link: Link, draft: bool| {
        let link = words::link_word(Some(link), Lang::En);
        // A column more for what nobody has read over yet.
        let draft = if draft { "\tdraft" } else { "" };
        writeln!(out, "{report}\t{}\t{kind}\t{id}\t{name}\t{link}{draft}", at.page)
    };
    let draft = |subject, link| answer::is_draft(cx.corpus, cx.index, at, (subject, link));
    for &(id, link) in &facts.topics {
        let topic = cx.corpus.topic(id);
        row("topic", &topic.slug, &topic.name, link, draft(Subject::Topic(id), link))?;
    }
    for &(id, link) in &facts.experts {
        let expert = cx.corpus.expert(id);
        row("expert", &expert.slug, &expert.name, link, draft(Subject::Expert(id), link))?;
    }
    for &id in &facts.statements {
        cx.corpus.statements.with(id, |statement| {
            let link = Link::of(statement);
            row("statement", &statement.slug, &statement.text, link, statement.draft)
        })?;
    }
    Ok(())
}
