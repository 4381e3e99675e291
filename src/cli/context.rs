//! What a subcommand answers from, and the lines that several of them write.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

use unicode_width::UnicodeWidthStr;

use super::arguments::Form;
use super::data::Lent;
use super::style::{Style, Tone};
use crate::corpus::{Corpus, PageRef, ReportId, Statement, StatementId};
use crate::error::Error;
use crate::index::{Index, Link};
use crate::keep::Keep;
use crate::lang::Lang;
use crate::query::{Bounds, Finder, Found, Marks, Query, Record, Session};
use crate::words;

/// What a subcommand answers from, and how.
#[derive(Debug)]
pub struct Context<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) index: &'a Index,
    /// What both are of, where it was compiled.
    pub(super) lent: Option<&'a Lent>,
    /// The files and folders that it was read from.
    pub(super) data: &'a [OsString],
    pub(super) form: Form,
    pub(super) style: Style,
    /// What stands between the cells of CSV, where the configuration says so.
    pub(super) separator: Option<char>,
    /// The file of marks and notes, where there is a place for one.
    pub(super) marks: Option<PathBuf>,
}

impl Context<'_> {
    /// Every record that holds a query, with what the reader marked and noted; says on `err` which
    /// parts of it could not be read.
    ///
    /// # Errors
    /// What cannot be read is not told.
    pub(super) fn found(&self, typed: &str, err: &mut dyn Write) -> Result<Found<Record>, Error> {
        let query = Query::parse(typed);
        // The file is read only where it is asked for.
        let file = self.marks.as_deref().filter(|_| query.asks_marks());
        let keep = file.and_then(|file| Keep::read(file, self.corpus).ok());
        let keep = keep.filter(|keep| !keep.all().is_empty());
        for problem in query.problems(keep.is_some()) {
            let sentence = problem.sentence(self.style.lang);
            writeln!(err, "renvoi: {}", self.style.own(&words::clean(&sentence)))?;
        }
        let marks = keep.as_ref().map(|keep| keep as &dyn Marks);
        let finder = self.finder()?;
        let bounds = Bounds { marks, ..Bounds::default() };
        Ok(Session::default().everywhere(&finder, &query, bounds))
    }

    /// What finds by words.
    ///
    /// # Errors
    /// What was compiled is damaged.
    pub(super) fn finder(&self) -> Result<Finder, Error> {
        self.lent.map_or_else(|| Ok(Finder::new(self.corpus, self.index)), Lent::finder)
    }

    /// Pages in order, each report's apart where there is more than one.
    pub(super) fn page_list(&self, places: &[PageRef]) -> String {
        words::place_runs(self.corpus, places, self.style.signs)
    }

    /// One cell a page, or more pages a cell where the line is too short.
    pub(super) fn ribbon(
        &self,
        out: &mut dyn Write,
        label: &str,
        report: ReportId,
        pages: &[u32],
        column: usize,
    ) -> io::Result<()> {
        let style = &self.style;
        let room = style.width.saturating_sub(column).max(1);
        let total = self.corpus.report(report).pages;
        let bin = total.div_ceil(u32::try_from(room).unwrap_or(u32::MAX)).max(1);
        let cells = words::ribbon(total.div_ceil(bin), style.signs, |cell| {
            let next = pages.partition_point(|&page| page <= (cell - 1) * bin);
            pages.get(next).is_some_and(|&page| page.div_ceil(bin) == cell)
        });
        let gap = column.saturating_sub(label.width());
        writeln!(out, "{}{:gap$}{cells}", style.paint(label, Tone::Dim), "")?;
        if bin > 1 {
            let scale = match style.lang {
                Lang::En => format!("1 cell = {bin} pages"),
                Lang::Fr => format!("1 case = {bin} pages"),
            };
            writeln!(out, "{:column$}{}", "", style.paint(&scale, Tone::Dim))?;
        }
        Ok(())
    }

    /// Who says what: `● Camille Jourdain : « … »`.
    pub(super) fn said(&self, statement: &Statement) -> String {
        let style = &self.style;
        format!(
            "{} {}{}{}",
            style.signs.link(Some(Link::of(statement))),
            words::speakers(self.corpus, statement, style.lang),
            style.colon(),
            words::wording(statement, style.lang, style.signs)
        )
    }

    /// One statement behind its pages.
    pub(super) fn show_statement(&self, out: &mut dyn Write, id: StatementId) -> io::Result<()> {
        let style = &self.style;
        self.corpus.statements.with(id, |statement| {
            let (report, pages) = (statement.report, &statement.pages);
            let pages = words::reference(self.corpus, report, pages, style.signs);
            style.hang(out, (&pages, Tone::Dim), 9, &self.said(statement))
        })
    }
}
