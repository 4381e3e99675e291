//! From ids to places in the corpus, and from pages as written to pages that exist.
//!
//! Imports the records, the places and the problems of the corpus.

use std::collections::HashSet;

use super::Ids;
use super::near::nearest;
use crate::corpus::file::{PageMarkRecord, PagesRecord, PositionRecord};
use crate::corpus::load::tree::did_you_mean;
use crate::corpus::load::{Statements, Texts};
use crate::corpus::locate::{Log, Origin, Path, Seg, at, step, steps};
use crate::corpus::model::{PageMark, Pages, Position, SourceId};
use crate::corpus::problem::{Code, Text, en, fr};
use crate::corpus::shape::{Fields, Kind, MARK, PAGES, POSITION};

/// The record that refers to something.
pub(super) struct From<'a> {
    pub(super) kind: Kind,
    /// Its id; empty where it has none.
    pub(super) id: &'a str,
    pub(super) origin: &'a Origin,
}

impl<'a> From<'a> {
    /// A record by its kind, id and origin.
    pub(super) fn new(kind: Kind, id: &'a str, origin: &'a Origin) -> Self {
        Self { kind, id, origin }
    }

    /// The record in words.
    pub(super) fn who(&self) -> Text {
        let (word_en, word_fr) = self.kind.name();
        if self.id.is_empty() {
            Text::new(word_en, word_fr)
        } else {
            Text::new(format!("{word_en} {}", en(self.id)), format!("{word_fr} {}", fr(self.id)))
        }
    }

    /// Reports the required fields of an object that are missing; whether all are there.
    fn has_all(&self, log: &mut Log, at: &[Seg], fields: &Fields, given: &[bool]) -> bool {
        let mut all = true;
        for (field, given) in fields.required.iter().zip(given) {
            if !given {
                all = false;
                self.missing(log, at, field);
            }
        }
        all
    }
}

/// Finds what ids refer to.
pub(super) struct Resolver<'a> {
    pub(super) log: &'a mut Log,
    pub(super) texts: &'a mut Texts,
    /// Of reports, sources, topics, experts, and of statements only the lost ones.
    pub(super) ids: [Ids; 5],
    pub(super) statements: &'a Statements<'a>,
    /// How many pages each report has.
    pub(super) page_counts: Vec<u32>,
    /// How many nearest ids were looked for.
    pub(super) suggestions: usize,
}

impl Resolver<'_> {
    /// Most nearest ids looked for: each is a walk through all ids.
    const MOST_SUGGESTIONS: usize = 200;

    fn ids(&self, kind: Kind) -> Option<&Ids> {
        self.ids.get(kind as usize)
    }

    /// The place of the record of a kind that has an id.
    fn place_of(&self, kind: Kind, id: &str) -> Option<u32> {
        if kind == Kind::Statement {
            return self.statements.place_of(id);
        }
        self.ids(kind)?.at.get(id).copied()
    }

    /// The place of a record, or nothing; a reference to nothing is reported.
    pub(super) fn one(
        &mut self,
        from: &From<'_>,
        kind: Kind,
        id: Option<&str>,
        path: Path,
    ) -> Option<usize> {
        let id = id?;
        let ids = self.ids(kind)?;
        if let Some(at) = self.place_of(kind, id) {
            if kind == from.kind && id == from.id {
                let who = from.who();
                let text = Text::new(
                    format!("{} refers to itself", who.en),
                    format!("{}\u{a0}: renvoie à soi-même", who.fr),
                );
                self.log.add(Code::ItselfTarget, from.origin, path, text);
                return None;
            }
            return Some(at as usize);
        }
        // What is wrong with that record has been said.
        if ids.lost.contains(id) {
            return None;
        }
        let near = if self.suggestions >= Self::MOST_SUGGESTIONS {
            None
        } else if kind == Kind::Statement {
            nearest(id, self.statements.ids())
        } else {
            nearest(id, ids.slugs.iter().map(AsRef::as_ref))
        };
        let who = from.who();
        let (word_en, word_fr) = kind.name();
        let mut text = Text::new(
            format!("{} refers to the {word_en} {}, which does not exist", who.en, en(id)),
            format!("{}\u{a0}: renvoie à {} ({word_fr}), qui n’existe pas", who.fr, fr(id)),
        );
        did_you_mean(&mut text, near);
        self.suggestions += 1;
        self.log.add(Code::MissingTarget, from.origin, path, text);
        None
    }

    /// The target of a relation to a record of the same kind.
    pub(super) fn relation(
        &mut self,
        from: &From<'_>,
        target: Option<&str>,
        at: &[Seg],
    ) -> Option<usize> {
        if target.is_none() {
            from.missing(self.log, at, "target");
        }
        self.one(from, from.kind, target, step(at, "target"))
    }

    /// The places of a list of ids, each once.
    pub(super) fn many(
        &mut self,
        from: &From<'_>,
        kind: Kind,
        ids: &[String],
        field: &'static str,
    ) -> impl Iterator<Item = usize> + use<> {
        let mut found = Vec::with_capacity(ids.len());
        let mut seen = HashSet::new();
        for (at, id) in ids.iter().enumerate() {
            let path = steps![field, at];
            if seen.insert(id) {
                found.extend(self.one(from, kind, Some(id), path));
            } else {
                let text = Text::new(
                    format!("{} is listed twice", en(id)),
                    format!("{} est listé deux fois", fr(id)),
                );
                self.log.add(Code::Twice, from.origin, path, text);
            }
        }
        found.into_iter()
    }

    /// A position that is whole; one that is not is reported.
    pub(super) fn position(
        &mut self,
        from: &From<'_>,
        record: Option<PositionRecord>,
        at: &[Seg],
    ) -> Option<Position> {
        let record = record?;
        let given = [
            record.source.is_some(),
            record.line.is_some(),
            record.start.is_some(),
            record.end.is_some(),
            record.exact.is_some(),
        ];
        let whole = from.has_all(self.log, at, &POSITION, &given);
        let source = self.one(from, Kind::Source, record.source.as_deref(), step(at, "source"));
        let (start, end) = (record.start?, record.end?);
        if start > end {
            self.inverted(from, step(at, "end"), start, end);
            return None;
        }
        Some(Position {
            source: SourceId::at(source.filter(|_| whole)?),
            line: record.line?,
            start,
            end,
            exact: self.texts.lines(from.origin, &record.exact?),
        })
    }

    fn inverted(&mut self, from: &From<'_>, path: Path, first: u32, last: u32) {
        let text = Text::new(
            format!("the range ends at {last}, before it starts at {first}"),
            format!("l’intervalle finit à {last}, avant de commencer à {first}"),
        );
        self.log.add(Code::Inverted, from.origin, path, text);
    }

    /// The report of a statement and its pages. A statement that names no report has
    /// its pages in the only one.
    pub(super) fn report_and_pages(
        &mut self,
        from: &From<'_>,
        report: Option<&str>,
        pages: Option<PagesRecord>,
    ) -> (Option<usize>, Pages) {
        let lists_any = pages
            .as_ref()
            .and_then(|pages| pages.list.as_ref())
            .is_some_and(|list| !list.is_empty());
        let named = report.is_some() || from.origin.is_bad(&steps!["report"]);
        let mut found = self.one(from, Kind::Report, report, steps!["report"]);
        if lists_any && !named {
            let is_lost = self.ids(Kind::Report).is_some_and(|ids| !ids.lost.is_empty());
            match self.page_counts.len() {
                1 => found = Some(0),
                0 if is_lost => {}
                count => {
                    let who = from.who();
                    let text = Text::new(
                        format!("{} lists pages and names no report; there are {count}", who.en),
                        format!(
                            "{}\u{a0}: liste des pages sans nommer de rapport\u{202f}; il y en a {count}",
                            who.fr
                        ),
                    );
                    self.log.add(Code::NoReport, from.origin, steps!["pages"], text);
                }
            }
        }
        let pages = pages.map(|pages| self.pages(from, found, pages));
        (found, pages.unwrap_or_default())
    }

    /// The pages that exist, in printed order; none without a report.
    pub(super) fn pages(
        &mut self,
        from: &From<'_>,
        report: Option<usize>,
        record: PagesRecord,
    ) -> Pages {
        let given = [record.printed.is_some(), record.list.is_some()];
        from.has_all(self.log, &at!["pages"], &PAGES, &given);
        let listed = record.list.unwrap_or_default();
        if !listed.is_empty() && record.absent.is_some() {
            let text = Text::new(
                "the pages are listed and said to be absent",
                "les pages sont listées et dites absentes",
            );
            self.log.add(Code::AbsentPages, from.origin, steps!["pages", "absent"], text);
        }
        self.order(from, &listed);
        let mut list = Vec::with_capacity(listed.len());
        for (at, page) in listed.into_iter().enumerate() {
            if let Some(report) = report
                && self.page(from, report, page, steps!["pages", "list", at])
            {
                list.push(page);
            }
        }
        let mut marks = Vec::new();
        for (at, mark) in record.marks.into_iter().enumerate() {
            marks.extend(self.mark(from, report, &mark, &at!["pages", "marks", at]));
        }
        Pages {
            printed: self.texts.clean(from.origin, &record.printed.unwrap_or_default()),
            list,
            marks: marks.into(),
            inherited: record.inherited,
            absent: record.absent,
        }
    }

    /// Warns of the first page that is out of order, and of every page given again.
    fn order(&mut self, from: &From<'_>, list: &[u32]) {
        let mut seen = HashSet::new();
        for (at, page) in list.iter().enumerate() {
            if !seen.insert(page) {
                let text = Text::new(
                    format!("page {page} is listed twice"),
                    format!("la page {page} est listée deux fois"),
                );
                self.log.add(Code::Twice, from.origin, steps!["pages", "list", at], text);
            }
        }
        let fall = list.windows(2).position(|pair| pair[0] > pair[1]);
        if let Some(at) = fall {
            let (before, after) = (list[at], list[at + 1]);
            let text = Text::new(
                format!("page {after} comes after page {before}"),
                format!("la page {after} vient après la page {before}"),
            );
            let path = steps!["pages", "list", at + 1];
            self.log.add(Code::PrintedOrder, from.origin, path, text);
        }
    }

    /// Whether the report has the page; if not, that is reported.
    pub(super) fn page(&mut self, from: &From<'_>, report: usize, page: u32, path: Path) -> bool {
        let count = self.page_counts.get(report).copied().unwrap_or(0);
        if (1..=count).contains(&page) {
            return true;
        }
        let slug =
            self.ids(Kind::Report).and_then(|ids| ids.slugs.get(report)).map_or("", AsRef::as_ref);
        let text = Text::new(
            format!("there is no page {page} in the report {} (1 to {count})", en(slug)),
            format!("le rapport {} n’a pas de page {page} (1 à {count})", fr(slug)),
        );
        self.log.add(Code::PageOutside, from.origin, path, text);
        false
    }

    fn mark(
        &mut self,
        from: &From<'_>,
        report: Option<usize>,
        record: &PageMarkRecord,
        at: &[Seg],
    ) -> Option<PageMark> {
        let given = [record.from.is_some(), record.to.is_some(), record.suffix.is_some()];
        from.has_all(self.log, at, &MARK, &given);
        let suffix = record.suffix.clone();
        let is_suffix = suffix.as_deref().is_some_and(|suffix| matches!(suffix, "f" | "ff"));
        if let Some(suffix) = &suffix
            && !is_suffix
        {
            let text = Text::new(
                format!("the suffix is {}, expected \"f\" or \"ff\"", en(suffix)),
                format!(
                    "le suffixe est {}, attendu\u{a0}: {} ou {}",
                    fr(suffix),
                    fr("f"),
                    fr("ff")
                ),
            );
            self.log.add(Code::BadSuffix, from.origin, step(at, "suffix"), text);
        }
        let (first, last) = (record.from?, record.to?);
        let is_ascending = first <= last;
        if !is_ascending {
            self.inverted(from, step(at, "to"), first, last);
        }
        let report = report?;
        let has_first = self.page(from, report, first, step(at, "from"));
        let has_last = self.page(from, report, last, step(at, "to"));
        let usable = is_suffix && is_ascending && has_first && has_last;
        let suffix = self.texts.clean(from.origin, &suffix?);
        usable.then_some(PageMark { from: first, to: last, suffix })
    }
}
