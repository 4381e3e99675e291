//! The ribbon: which pages it shows, and in which cells.
//!
//! Two columns a cell where there is room, else one, else folded rows, else several pages a
//! cell.

use super::env::Data;
use super::layout::Area;
use super::model::{Model, Pin};
use super::text::lit_pages;
use crate::corpus::{PageRef, ReportId, Subject};
use crate::query::Record;

/// Below this height the ribbon has no border and its rows are folded.
const BORDERED: u16 = 4;

/// What the ribbon shows: a report, and where in it the subject is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ribbon {
    /// The report.
    pub report: ReportId,
    /// How many pages it has.
    pub pages: u32,
    /// Those that are lit, ascending.
    pub lit: Vec<u32>,
    /// The page that is shown.
    pub here: Option<u32>,
    /// Those with a mark.
    pub marked: Vec<u32>,
    /// Where two subjects are pinned, each with its pages.
    pub pair: Option<[(Subject, Vec<u32>); 2]>,
}

/// Whether any page from one to another is among pages in ascending order.
fn any(pages: &[u32], first: u32, last: u32) -> bool {
    pages.get(pages.partition_point(|&page| page < first)).is_some_and(|&page| page <= last)
}

impl Ribbon {
    /// The ribbon of what is followed or searched; none without a report.
    #[must_use]
    pub fn new(model: &Model, data: &Data) -> Option<Self> {
        let cited = lit_pages(model, data);
        let here = model.shown_page();
        let report = here
            .map(|place| place.report)
            .or_else(|| cited.first().map(|place| place.report))
            .or_else(|| data.corpus.report_ids().next())?;
        let in_report = |place: &&PageRef| place.report == report;
        let numbers = |places: &[PageRef]| -> Vec<u32> {
            places.iter().filter(in_report).map(|place| place.page).collect()
        };
        let pinned: Vec<Subject> = model
            .pins
            .iter()
            .filter_map(|pin| match pin {
                Pin::Subject(subject) => Some(*subject),
                Pin::Page(_) => None,
            })
            .collect();
        let pair = match pinned.as_slice() {
            &[one, other] => {
                Some([one, other].map(|subject| (subject, numbers(data.index.pages_of(subject)))))
            }
            _ => None,
        };
        let marked = model.marks.iter().filter_map(|record| match record {
            Record::Page(place) if place.report == report => Some(place.page),
            _ => None,
        });
        Some(Self {
            marked: marked.collect(),
            pair,
            report,
            pages: data.corpus.report(report).pages,
            lit: numbers(&cited),
            here: here.map(|place| place.page),
        })
    }

    /// Whether any page from one to another is lit.
    #[must_use]
    pub fn is_lit(&self, first: u32, last: u32) -> bool {
        any(&self.lit, first, last)
    }

    /// Whether any page from one to another has a mark.
    #[must_use]
    pub fn is_marked(&self, first: u32, last: u32) -> bool {
        any(&self.marked, first, last)
    }

    /// Which of two pinned subjects stand on a page from one to another; none where not two
    /// are pinned.
    #[must_use]
    pub fn of_pair(&self, first: u32, last: u32) -> Option<[bool; 2]> {
        let [(_, one), (_, other)] = self.pair.as_ref()?;
        Some([any(one, first, last), any(other, first, last)])
    }

    /// The first lit page from one on.
    fn lit_from(&self, first: u32) -> Option<u32> {
        self.lit.get(self.lit.partition_point(|&page| page < first)).copied()
    }

    /// How its cells lie in an area, border included.
    #[must_use]
    pub fn folding(&self, area: Area) -> Folding {
        if area.height >= BORDERED {
            let (x, width) = (area.x + 2, area.width.saturating_sub(4));
            return Folding { x, y: area.y + 1, ..Folding::new(self.pages, width, 1) };
        }
        // The number of its first page before a row, that of its last behind it.
        let margin = u16::try_from(self.pages.to_string().len()).unwrap_or(1) + 1;
        let width = area.width.saturating_sub(2 * margin + 1);
        let folding = Folding::new(self.pages, width, area.height);
        Folding { x: area.x + margin, y: area.y, folded: true, ..folding }
    }

    /// The page of the cell at a column and a row of the screen: where a cell holds several
    /// pages, the first that is lit.
    #[must_use]
    pub fn page_at(&self, area: Area, column: u16, row: u16) -> Option<PageRef> {
        let folding = self.folding(area);
        let across = u32::from(column.checked_sub(folding.x)?) / folding.step;
        let down = row.checked_sub(folding.y)?;
        // The numbers under the cells belong to them.
        let rows = if folding.folded { area.height } else { 2 };
        if across >= folding.row || down >= rows {
            return None;
        }
        let cell = if folding.folded { u32::from(down) * folding.row + across } else { across };
        let first = cell * folding.bin + 1;
        let last = (first + folding.bin - 1).min(self.pages);
        let lit = self.lit_from(first).filter(|&page| page <= last);
        let page = lit.or((first <= self.pages).then_some(first))?;
        Some(PageRef { report: self.report, page })
    }
}

/// How cells are laid out in rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folding {
    /// The column of the first cell.
    pub x: u16,
    /// The row of the first cell.
    pub y: u16,
    /// Columns a cell.
    pub step: u32,
    /// Pages a cell.
    pub bin: u32,
    /// Cells a row.
    pub row: u32,
    /// Whether there are several rows, and no border.
    pub folded: bool,
}

impl Folding {
    fn new(pages: u32, width: u16, rows: u16) -> Self {
        let (width, rows) = (u32::from(width).max(1), u32::from(rows).max(1));
        let plain = Self { x: 0, y: 0, step: 1, bin: 1, row: pages, folded: false };
        if rows == 1 && pages * 2 <= width + 1 {
            return Self { step: 2, ..plain };
        }
        let bin = pages.div_ceil(width * rows).max(1);
        let cells = pages.div_ceil(bin);
        Self { bin, row: cells.div_ceil(rows).min(width).max(1), ..plain }
    }
}
