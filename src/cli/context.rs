//! What a subcommand answers from, and the lines that several of them write.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::arguments::Form;
use super::style::{Style, Tone};
use crate::corpus::{Corpus, PageRef, ReportId, StatementId};
use crate::index::{Index, Link};
use crate::lang::Lang;
use crate::words;

/// What a subcommand answers from, and how.
#[derive(Debug)]
pub struct Context<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) index: &'a Index,
    pub(super) form: Form,
    pub(super) style: Style,
    /// What stands between the cells of CSV, where the configuration says so.
    pub(super) separator: Option<char>,
}

impl Context<'_> {
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
    pub(super) fn said(&self, id: StatementId) -> String {
        let style = &self.style;
        let statement = self.corpus.statement(id);
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
        let statement = self.corpus.statement(id);
        let pages = words::reference(self.corpus, statement.report, &statement.pages, style.signs);
        style.hang(out, (&pages, Tone::Dim), 9, &self.said(id))
    }
}
