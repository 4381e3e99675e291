//! Proofreading: what of a corpus the texts at hand do not bear out.
//!
//! Imports [`crate::corpus`] and the folding of [`crate::query`]; opens no file.
//!
//! Odd thing worth knowing: a name may stand on a page in any of its forms, but the words of
//! a position stand there letter by letter, accents and line ends aside.

mod links;
mod place;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::corpus::problem::{Text, en, fr};
use crate::corpus::shape::Kind;
use crate::corpus::{
    CleanLines, Code, Corpus, Doubt, PageLines, PageRef, PageStatus, Pages, Position, ReportId,
    Seg, SourceKind, Statement, Subject,
};
use crate::query::stand::{Cuts, Reading, Searched, spellings};

use super::origin::bare;
use place::{Letters, stands};

/// Everything that the texts do not bear out. `texts` holds the text of each source that is
/// at hand, by its place in the corpus; `resolved` resolves the entities in a part of one.
#[must_use]
pub fn proof(
    corpus: &Corpus,
    texts: &BTreeMap<usize, String>,
    resolved: fn(&str) -> String,
) -> Vec<Doubt> {
    let mut proof = Proof::new(corpus, texts, resolved);
    for (place, statement) in corpus.statements.iter().enumerate() {
        proof.statement(place, statement);
    }
    for (place, topic) in corpus.topics.iter().enumerate() {
        let defined = topic.definition.as_ref().and_then(|words| words.position.as_ref());
        if let Some(position) = defined {
            proof.words((Kind::Topic, place), &["definition", "position", "exact"], position, None);
        }
    }
    proof.citations();
    proof.unchecked();
    links::links(corpus, &mut proof.doubts);
    proof.doubts
}

/// A field of a record.
pub(super) fn doubt(
    code: Code,
    (kind, place): (Kind, usize),
    path: &[&'static str],
    text: Text,
) -> Doubt {
    Doubt { code, kind, place, path: path.iter().map(|&step| Seg::from(step)).collect(), text }
}

struct Proof<'a> {
    corpus: &'a Corpus,
    /// The text of each source, as it was written and folded.
    sources: BTreeMap<usize, (Letters<'a>, String)>,
    pages: HashMap<PageRef, &'a PageLines>,
    letters: HashMap<PageRef, Letters<'a>>,
    folded: HashMap<PageRef, String>,
    /// How many words could not be checked, by source.
    unchecked: BTreeMap<usize, usize>,
    doubts: Vec<Doubt>,
}

impl<'a> Proof<'a> {
    fn new(
        corpus: &'a Corpus,
        texts: &'a BTreeMap<usize, String>,
        resolved: fn(&str) -> String,
    ) -> Self {
        let known = corpus.page_texts.iter().filter(|page| page.status == PageStatus::Text);
        let pages = known.filter_map(|page| Some((page.at, page.text.as_ref()?))).collect();
        let bare = |text: &str| folded(&bare(&CleanLines::new(&resolved(text))));
        let sources = texts
            .iter()
            .map(|(&place, text)| (place, (Letters::new(text, resolved), bare(text))))
            .collect();
        Self {
            corpus,
            sources,
            pages,
            letters: HashMap::new(),
            folded: HashMap::new(),
            unchecked: BTreeMap::new(),
            doubts: Vec::new(),
        }
    }

    fn statement(&mut self, place: usize, statement: &Statement) {
        let at = statement.report.map(|report| (report, &statement.pages));
        let record = (Kind::Statement, place);
        if let Some(position) = &statement.position {
            self.words(record, &["position", "exact"], position, at);
        }
        let Some(quote) = &statement.quote else { return };
        let words = bare(quote);
        let source = statement.position.as_ref().map(|position| position.source.place());
        if let Some((letters, text)) = source.and_then(|source| self.sources.get(&source))
            && !hold(text, &words)
            && !statement.position.as_ref().is_some_and(|at| letters.hold(at, &words))
        {
            let text = not_in_source(quote);
            self.doubts.push(doubt(Code::NotInSource, record, &["quote"], text));
        }
        let of_report = source.is_some_and(|source| self.own_report(source).is_some());
        if let (Some((report, pages)), false) = (at, of_report)
            && let Some(false) =
                self.any_page(report, &pages.list, &pieces(&words).collect::<Vec<_>>())
        {
            let text = self.not_on_page(report, pages, quote);
            self.doubts.push(doubt(Code::NotNamed, record, &["quote"], text));
        }
    }

    /// The report whose pages are the text of a source.
    fn own_report(&self, source: usize) -> Option<ReportId> {
        let source = self.corpus.sources.get(source)?;
        source.about.filter(|_| source.kind == SourceKind::Report)
    }

    /// Checks that words stand where a position says.
    fn words(
        &mut self,
        record: (Kind, usize),
        path: &[&'static str],
        position: &Position,
        at: Option<(ReportId, &Pages)>,
    ) {
        let place = position.source.place();
        if position.exact.trim().is_empty() {
            return;
        }
        if let (Some(report), Some((of, pages))) = (self.own_report(place), at)
            && report == of
        {
            let words: Vec<String> = pieces(&position.exact).collect();
            match self.any_page(report, &pages.list, &words) {
                Some(true) => {
                    let is_there = |&page| self.holds(PageRef { report, page }, position);
                    if !pages.list.iter().any(is_there) {
                        self.doubts.push(doubt(Code::Elsewhere, record, path, elsewhere(position)));
                    }
                }
                Some(false) => {
                    let text = self.not_on_page(report, pages, &position.exact);
                    self.doubts.push(doubt(Code::NotOnPage, record, path, text));
                }
                None => *self.unchecked.entry(place).or_default() += 1,
            }
            return;
        }
        let Some((text, folded)) = self.sources.get(&place) else {
            *self.unchecked.entry(place).or_default() += 1;
            return;
        };
        if text.hold(position, &position.exact) {
            return;
        }
        let (code, text) = if hold(folded, &bare(&position.exact)) {
            (Code::Elsewhere, elsewhere(position))
        } else {
            (Code::NotInSource, not_in_source(&position.exact))
        };
        self.doubts.push(doubt(code, record, path, text));
    }

    /// Checks that the pages of each citation name what they are cited for.
    fn citations(&mut self) {
        let corpus = self.corpus;
        let mut named: HashMap<(Subject, PageRef), Option<bool>> = HashMap::new();
        for (place, citation) in corpus.citations.iter().enumerate() {
            let record = (Kind::Citation, place);
            if let Some(position) = &citation.position {
                self.words(
                    record,
                    &["position", "exact"],
                    position,
                    Some((citation.report, &citation.pages)),
                );
                if self.own_report(position.source.place()) == Some(citation.report) {
                    continue;
                }
            }
            let mut wrong = Vec::new();
            for &page in &citation.pages.list {
                let at = PageRef { report: citation.report, page };
                let stands = named
                    .entry((citation.subject, at))
                    .or_insert_with(|| self.names(at, citation.subject));
                if *stands == Some(false) {
                    wrong.push(self.label(at));
                }
            }
            if !wrong.is_empty() {
                let (name, pages) = (corpus.name(citation.subject), wrong.join(", "));
                let text = Text::new(
                    format!("{name} is not named on p. {pages}"),
                    format!("{name}\u{a0}: pas nommé p. {pages}"),
                );
                self.doubts.push(doubt(Code::NotNamed, record, &["pages"], text));
            }
        }
    }

    /// Whether a page names a subject, its end on the next page too; none where its text is
    /// not known.
    fn names(&self, at: PageRef, subject: Subject) -> Option<bool> {
        let page = self.pages.get(&at)?;
        let stands = |text: &str| {
            let hits = Searched::new(text).names(spellings(self.corpus, subject));
            hits.first().is_some_and(|hit| hit.start < page.len())
        };
        let next = PageRef { page: at.page + 1, ..at };
        if stands(page) || next.page > self.corpus.report(at.report).pages {
            return Some(stands(page));
        }
        Some(stands(&format!("{}\n{}", page.as_str(), self.pages.get(&next)?.as_str())))
    }

    /// Whether folded words begin on one of the pages and end there or on the next; none where
    /// the text of one of the pages is not known and they stand on no other.
    fn any_page(&mut self, report: ReportId, pages: &[u32], words: &[String]) -> Option<bool> {
        let fits = |text: &str| words.iter().all(|piece| stands(text, piece).is_some());
        let mut known = !pages.is_empty();
        for &page in pages {
            let at = PageRef { report, page };
            let Some(text) = self.fold(at) else {
                known = false;
                continue;
            };
            if fits(text) {
                return Some(true);
            }
            let mut both = text.trim_end().to_owned();
            let own = both.len();
            if let Some(next) = self.fold(PageRef { page: page + 1, ..at }) {
                both.push_str(next);
                let first = words.first().and_then(|piece| stands(&both, piece));
                if first.is_some_and(|start| start < own) && fits(&both) {
                    return Some(true);
                }
            }
        }
        known.then_some(false)
    }

    /// Whether a place on a page holds its words.
    fn holds(&mut self, at: PageRef, position: &Position) -> bool {
        let Some(text) = self.pages.get(&at) else { return false };
        self.letters
            .entry(at)
            .or_insert_with(|| Letters::new(text.original(), str::to_owned))
            .hold(position, &position.exact)
    }

    fn fold(&mut self, at: PageRef) -> Option<&str> {
        let text = self.pages.get(&at)?;
        Some(self.folded.entry(at).or_insert_with(|| folded(text)))
    }

    fn label(&self, at: PageRef) -> String {
        self.corpus.report(at.report).label(at.page)
    }

    /// That words stand on none of their pages, and where they stand instead.
    fn not_on_page(&mut self, report: ReportId, pages: &Pages, words: &str) -> Text {
        let labels = |pages: &[u32]| -> String {
            let labels = pages.iter().map(|&page| self.label(PageRef { report, page }));
            labels.collect::<Vec<_>>().join(", ")
        };
        let (cited, count) = (labels(&pages.list), self.corpus.report(report).pages);
        let elsewhere = (1..=count).find(|&page| {
            let text = self.pages.get(&PageRef { report, page });
            text.is_some_and(|text| hold(&folded(text), words))
        });
        let elsewhere = elsewhere.map(|page| labels(&[page]));
        let (english, french) = (en(words), fr(words));
        match elsewhere {
            Some(page) => Text::new(
                format!("{english} does not stand on p. {cited}, but on p. {page}"),
                format!("{french} ne figure pas p. {cited}, mais p. {page}"),
            ),
            None => Text::new(
                format!("{english} does not stand on p. {cited}"),
                format!("{french} ne figure pas p. {cited}"),
            ),
        }
    }

    /// Says which sources could not be read.
    fn unchecked(&mut self) {
        for (&place, &count) in &self.unchecked {
            let Some(source) = self.corpus.sources.get(place) else { continue };
            let title = &source.title;
            let one = count == 1;
            let could = if one { "position" } else { "positions" };
            let verified = if one {
                "position n’a pu être vérifiée"
            } else {
                "positions n’ont pu être vérifiées"
            };
            let text = Text::new(
                format!("{count} {could} could not be checked: the text of {title} is not at hand"),
                format!("{count} {verified}\u{a0}: le texte de {title} n’est pas disponible"),
            );
            self.doubts.push(doubt(Code::Unchecked, (Kind::Source, place), &[], text));
        }
    }
}

/// Whether all pieces of words stand in a folded text.
fn hold(text: &str, words: &str) -> bool {
    pieces(words).all(|piece| stands(text, &piece).is_some())
}

fn elsewhere(position: &Position) -> Text {
    let (words, start, end) = (&position.exact, position.start, position.end);
    Text::new(
        format!("{} stands there, but not at {start} to {end}", en(words)),
        format!("{} y figure, mais pas de {start} à {end}", fr(words)),
    )
}

fn not_in_source(words: &str) -> Text {
    Text::new(
        format!("{} does not stand in its source", en(words)),
        format!("{} ne figure pas dans sa source", fr(words)),
    )
}

/// A text without case, accents, marks and line ends.
fn folded(text: &str) -> String {
    Reading::new(text, Cuts::Joined(&HashSet::new())).text
}

/// The pieces of words between which some were left out, folded.
fn pieces(words: &str) -> impl Iterator<Item = String> {
    let ends = words.replace("[...]", "[…]").replace("(...)", "[…]").replace("(…)", "[…]");
    let pieces: Vec<String> = ends
        .split("[…]")
        .map(|piece| folded(piece).trim().to_owned())
        .filter(|piece| !piece.is_empty())
        .collect();
    pieces.into_iter()
}
