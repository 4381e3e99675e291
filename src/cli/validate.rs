//! `renvoi validate`: what is wrong with corpus files; `renvoi check`: what the texts at hand do
//! not bear out besides.
//!
//! On a terminal a problem is shown with its line:
//!
//! ```text
//! error[R102]: Page outside the report
//!    ╭─[report.json:41:25]
//! 40 │     "name": "TikTok",
//! 41 │     "pages": [3, 8, 11, 71, 18],
//!    ·                         ╰── page 71, the report has 53
//!    ╰────
//!   help: correct the page, or the report's count
//! ```

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::answer::{self, Answer};
use super::arguments::{Form, Options};
use super::compile::bytes;
use super::style::{Style, Tone};
use super::{data, review};
use crate::compiled::{self, Compiled};
use crate::corpus::{self, Corpus, Input, Problem, Severity, Source};
use crate::error::{Error, Exit};
use crate::lang::Lang;
use crate::order;
use crate::review::proof;
use crate::words;

/// A problem in JSON.
#[derive(Debug, Serialize)]
struct Row<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    severity: &'static str,
    code: &'static str,
    text: &'a str,
    path: &'a str,
    help: &'static str,
}

/// The answer in JSON.
#[derive(Debug, Serialize)]
struct Checked<'a> {
    #[serde(flatten)]
    answer: Answer<'a, Vec<Row<'a>>>,
    errors: usize,
    warnings: usize,
    notes: usize,
    omitted: usize,
}

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// The records.
    Records,
    /// The records, and what the texts at hand say of them.
    Texts,
}

/// The texts of the sources that are files here, by place.
fn sources(corpus: &Corpus, inputs: &[Input]) -> BTreeMap<usize, String> {
    let data: Vec<&Path> = inputs.iter().map(|input| Path::new(&input.name)).collect();
    let read = |source: &Source| review::text_of(source.file.as_deref()?, &data);
    let sources = corpus.sources.iter().enumerate();
    sources.filter_map(|(place, source)| Some((place, read(source)?))).collect()
}

/// A text with its entities resolved, where this program knows all of them.
fn resolved(text: &str) -> String {
    #[cfg(feature = "documents")]
    return crate::import::prose::resolved(text);
    #[cfg(not(feature = "documents"))]
    text.to_owned()
}

/// Checks files, or the corpus of `--data`, or the built-in one.
///
/// # Errors
/// A file cannot be read, or the answer cannot be written.
pub(super) fn run(
    options: &Options,
    style: &Style,
    files: &[OsString],
    depth: Depth,
    strict: bool,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    let files = if files.is_empty() { &options.data } else { files };
    if let ([folder], Depth::Records) = (files, depth)
        && compiled::is_compiled(Path::new(folder))
    {
        return intact(folder, options.form(), style, out);
    }
    let inputs = if files.is_empty() {
        vec![corpus::builtin_input()]
    } else {
        data::inputs(files, options.limit(), style.lang)?
    };
    let loaded = match depth {
        Depth::Records => corpus::load_inputs(&inputs),
        Depth::Texts => corpus::load_with(&inputs, &mut |corpus| {
            proof(corpus, &sources(corpus, &inputs), resolved)
        }),
    };
    let problems = &loaded.problems;
    let count = |severity| problems.iter().filter(|problem| problem.severity() == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    match options.form() {
        Form::Json => {
            let answer = Answer {
                schema: match depth {
                    Depth::Records => "renvoi.validate/1",
                    Depth::Texts => "renvoi.check/1",
                },
                query: None,
                total: problems.len(),
                results: problems.iter().map(|problem| row(problem, style.lang)).collect(),
            };
            let [errors, warnings, notes] = counts;
            let omitted = loaded.omitted;
            answer::write(out, &Checked { answer, errors, warnings, notes, omitted })?;
        }
        Form::Plain => {
            for problem in problems {
                line(style, problem, out)?;
            }
            summary(style, counts, loaded.omitted, out)?;
        }
        Form::Table => {
            let mut lines = Lines::new(&inputs);
            let shown = gravest(problems);
            for problem in &shown {
                if style.tty {
                    show(style, problem, &mut lines, out)?;
                } else {
                    line(style, problem, out)?;
                }
            }
            let more = problems.len() - shown.len();
            if more > 0 {
                writeln!(out, "{}", not_shown(more, style.lang))?;
            }
            summary(style, counts, loaded.omitted, out)?;
        }
    }
    let [errors, warnings, _] = counts;
    let fails = errors > 0 || (strict && warnings > 0);
    Ok(if fails { Exit::Data } else { Exit::Done })
}

/// Checks that a compiled corpus stands as it was written.
fn intact(
    folder: &OsString,
    form: Form,
    style: &Style,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    let told = |fault| data::told(fault, style.lang);
    let compiled = Compiled::open(Path::new(folder)).map_err(told)?;
    compiled.intact().map_err(told)?;
    if form == Form::Json {
        let answer =
            Answer { schema: "renvoi.validate/1", query: None, total: 0, results: Vec::new() };
        let checked = Checked { answer, errors: 0, warnings: 0, notes: 0, omitted: 0 };
        answer::write(out, &checked)?;
        return Ok(Exit::Done);
    }
    let folder = folder.to_string_lossy();
    let is = style.say("is as it was compiled", "est tel qu’il a été compilé");
    writeln!(
        out,
        "{} {is} ({})",
        words::clean(&folder),
        bytes(compiled.manifest.length, style.lang)
    )?;
    Ok(Exit::Done)
}

/// The problems that people are shown, in the order of the files: [`data::MOST`], errors before
/// warnings and these before notes where there are more.
fn gravest(problems: &[Problem]) -> Vec<&Problem> {
    let mut shown: Vec<(usize, &Problem)> = problems.iter().enumerate().collect();
    order::sort_by_key(&mut shown, |(_, problem)| problem.severity());
    shown.truncate(data::MOST);
    order::sort_by_key(&mut shown, |&(place, _)| place);
    shown.into_iter().map(|(_, problem)| problem).collect()
}

/// How many problems are left out, and what lists them all.
fn not_shown(more: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("and {more} more, the gravest are shown; all with --format plain"),
        Lang::Fr => format!(
            "et {more} de plus, les plus graves sont montrés\u{202f}; tous avec --format plain"
        ),
    }
}

/// A problem in one line.
fn line(style: &Style, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
    let line = problem.line_in(style.lang).to_string();
    writeln!(out, "{}", words::clean(&line))
}

fn row(problem: &Problem, lang: Lang) -> Row<'_> {
    Row {
        file: &problem.file,
        line: problem.line,
        column: problem.column,
        severity: problem.severity().word(Lang::En),
        code: problem.code.id(),
        text: problem.text(lang),
        path: &problem.path,
        help: problem.help(lang),
    }
}

/// `1 error, 2 warnings, 1 note`.
fn summary(
    style: &Style,
    counts: [usize; 3],
    omitted: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let nouns = [
        (("error", "errors"), ("erreur", "erreurs")),
        (("warning", "warnings"), ("avertissement", "avertissements")),
        (("note", "notes"), ("remarque", "remarques")),
        (("more", "more"), ("de plus", "de plus")),
    ];
    let [errors, warnings, notes] = counts;
    let parts: Vec<String> = [errors, warnings, notes, omitted]
        .into_iter()
        .zip(nouns)
        .filter(|&(n, _)| n > 0)
        .map(|(n, (en, fr))| words::count(n, en, fr, style.lang))
        .collect();
    if parts.is_empty() {
        writeln!(out, "{}", style.say("no problem", "aucun problème"))
    } else {
        writeln!(out, "{}", parts.join(", "))
    }
}

/// The lines of each input, split when first asked for.
struct Lines<'a> {
    inputs: &'a [Input],
    split: BTreeMap<&'a str, Vec<&'a [u8]>>,
}

impl<'a> Lines<'a> {
    const fn new(inputs: &'a [Input]) -> Self {
        Self { inputs, split: BTreeMap::new() }
    }

    /// A line of a file, counted from 1, safe to show.
    fn get(&mut self, file: &str, line: usize) -> Option<String> {
        let input = self.inputs.iter().find(|input| words::clean(&input.name) == file)?;
        let lines = self
            .split
            .entry(&input.name)
            .or_insert_with(|| input.bytes.split(|&byte| byte == b'\n').collect());
        let line = String::from_utf8_lossy(lines.get(line.checked_sub(1)?)?);
        Some(words::clean(line.trim_end_matches('\r')).into_owned())
    }
}

fn show(
    style: &Style,
    problem: &Problem,
    lines: &mut Lines<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = style.lang;
    let severity = problem.severity();
    let tone = match severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
        Severity::Note => Tone::Dim,
    };
    let [open, bar, point, hook, close] =
        style.signs.pick(["╭─", "│", "·", "╰──", "╰────"], ["+-", "|", ":", "^--", "+----"]);
    let head = format!("{}[{}]", severity.word(lang), problem.code.id());
    let title = style.own(problem.code.title(lang));
    writeln!(out, "{}{}{title}", style.paint(&head, tone), style.colon())?;
    let file = words::clean(&problem.file);
    let gutter = problem.line.to_string().len();
    let dim = |text: &str| style.paint(text, Tone::Dim);
    let place = format!("{open}[{file}:{}:{}]", problem.line, problem.column);
    writeln!(out, "{:gutter$} {}", "", dim(&place))?;
    let before = problem.line.checked_sub(1).and_then(|line| lines.get(&problem.file, line));
    let here = lines.get(&problem.file, problem.line);
    let room = style.width.saturating_sub(gutter + 3).max(20);
    let skip = skipped(problem.column, room);
    if let Some(before) = before {
        let line = problem.line - 1;
        writeln!(out, "{line:gutter$} {} {}", dim(bar), window(style, &before, skip, room))?;
    }
    let mut indent = 0;
    if let Some(here) = here {
        writeln!(
            out,
            "{:gutter$} {} {}",
            problem.line,
            dim(bar),
            window(style, &here, skip, room)
        )?;
        let shown = problem.column.saturating_sub(1 + skip);
        let left: String = here.chars().skip(skip).take(shown).collect();
        indent = left.width();
    }
    let text = words::clean(problem.text(lang));
    writeln!(
        out,
        "{:gutter$} {} {:indent$}{} {text}",
        "",
        dim(point),
        "",
        style.paint(hook, tone)
    )?;
    writeln!(out, "{:gutter$} {}", "", dim(close))?;
    let help = style.own(problem.help(lang));
    writeln!(out, "  {}{}{help}\n", style.say("help", "aide"), style.colon())
}

/// How many characters of a long line stand left of what is shown.
const fn skipped(column: usize, room: usize) -> usize {
    if column <= room { 0 } else { column - room / 2 }
}

/// The part of a line that is shown.
fn window(style: &Style, line: &str, skip: usize, room: usize) -> String {
    let rest: String = line.chars().skip(skip).collect();
    style.fit(&rest, room).trim_end().to_owned()
}
