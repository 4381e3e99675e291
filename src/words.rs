//! Words and signs that the screen and the command line share.
//!
//! One word and one sign for each kind of link, page numbers as a book index
//! prints them, and the ribbon as text. Imports [`crate::corpus`],
//! [`crate::index`] and [`crate::lang`].

mod label;
mod said;

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use crate::corpus::{Corpus, ExpertId, PageRef, Part, Report, StatementKind, TopicKind};
use crate::index::Link;
use crate::lang::Lang;

pub use crate::corpus::clean::{clean, is_harmful};
pub use label::{Meant, in_report, label_and_number, label_apart};
pub use said::{
    Counts, absence, besides, count, draft_mark, draft_word, drafted_lists, is_listed_by_draft,
    is_uncited, no_page, no_statement, own_statements, printed, reference, share, speakers,
    subject_pages, subject_word, wording,
};

/// The signs of the program, in Unicode or in ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    ascii: bool,
}

impl Signs {
    /// Signs in Unicode, or their ASCII twins.
    #[must_use]
    pub const fn new(ascii: bool) -> Self {
        Self { ascii }
    }

    /// Whether only ASCII is used.
    #[must_use]
    pub const fn ascii(self) -> bool {
        self.ascii
    }

    /// One of two forms.
    #[must_use]
    pub const fn pick<T: Copy>(self, unicode: T, ascii: T) -> T {
        if self.ascii { ascii } else { unicode }
    }

    /// The sign of a link; `None` stands for a mere coincidence of page.
    #[must_use]
    pub const fn link(self, link: Option<Link>) -> &'static str {
        match link {
            Some(Link::Said) => self.pick("●", "*"),
            Some(Link::Listed) => self.pick("■", "#"),
            Some(Link::Via) => self.pick("↪", ">"),
            Some(Link::Summary) => self.pick("≈", "="),
            None => "~",
        }
    }

    /// A page of the ribbon where the subject is cited, or is not.
    #[must_use]
    pub const fn cell(self, lit: bool) -> &'static str {
        if lit { self.pick("■", "#") } else { self.pick("·", ".") }
    }

    /// A page of the ribbon where two subjects are pinned: the first, the second, both.
    #[must_use]
    pub const fn cell_of_pair(self, pair: [bool; 2]) -> &'static str {
        match pair {
            [true, true] => self.pick("▣", "@"),
            [false, true] => self.pick("□", "%"),
            [first, false] => self.cell(first),
        }
    }

    /// What stands between two facts of a line.
    #[must_use]
    pub const fn dot(self) -> &'static str {
        self.pick("·", "-")
    }

    /// What stands for words that were cut off.
    #[must_use]
    pub const fn ellipsis(self) -> &'static str {
        self.pick("…", "...")
    }

    /// A sentence of the program in these signs. Never for what the data holds.
    #[must_use]
    pub fn own(self, sentence: &str) -> Cow<'_, str> {
        if !self.ascii || sentence.is_ascii() {
            return Cow::Borrowed(sentence);
        }
        let mut text = String::with_capacity(sentence.len());
        for sign in sentence.chars() {
            match sign {
                '’' | '‘' => text.push('\''),
                '—' | '–' | '─' | '·' => text.push('-'),
                '«' | '»' | '“' | '”' => text.push('"'),
                '\u{a0}' | '\u{202f}' => text.push(' '),
                '…' => text.push_str("..."),
                '←' => text.push_str("Left"),
                '→' => text.push_str("Right"),
                '↑' => text.push_str("Up"),
                '↓' => text.push_str("Down"),
                '×' => text.push('x'),
                other => text.push(other),
            }
        }
        Cow::Owned(text)
    }

    /// Words that a source prints inside quotation marks, in the marks of a language.
    #[must_use]
    pub fn quoted(self, words: &str, lang: Lang) -> String {
        match (self.ascii, lang) {
            (true, _) => format!("\"{words}\""),
            (false, Lang::Fr) => format!("«\u{a0}{words}\u{a0}»"),
            (false, Lang::En) => format!("“{words}”"),
        }
    }
}

/// The word of a link; `None` stands for a mere coincidence of page.
#[must_use]
pub const fn link_word(link: Option<Link>, lang: Lang) -> &'static str {
    match link {
        Some(Link::Said) => lang.pick("said", "propos"),
        Some(Link::Listed) => lang.pick("listed", "liste"),
        Some(Link::Via) => lang.pick("via", "via"),
        Some(Link::Summary) => lang.pick("summary", "résumé"),
        None => lang.pick("same page", "même page"),
    }
}

/// The word of a kind of statement.
#[must_use]
pub const fn kind_word(kind: StatementKind, lang: Lang) -> &'static str {
    match kind {
        StatementKind::Quote => lang.pick("quote", "citation"),
        StatementKind::Paraphrase => lang.pick("paraphrase", "paraphrase"),
        StatementKind::Mention => lang.pick("mention", "mention"),
        StatementKind::Summary => lang.pick("summary", "résumé"),
    }
}

/// The word of a kind of topic.
#[must_use]
pub const fn topic_word(kind: TopicKind, lang: Lang) -> &'static str {
    match kind {
        TopicKind::Trend => lang.pick("trend", "tendance"),
        TopicKind::Platform => lang.pick("platform", "plateforme"),
        TopicKind::Theme => lang.pick("theme", "thème"),
        TopicKind::Practice => lang.pick("practice", "pratique"),
        TopicKind::Organisation => lang.pick("organisation", "organisation"),
        TopicKind::Other => lang.pick("topic", "sujet"),
    }
}

/// Why another form of a name is known: the usual reasons in the reader's language, others
/// as the data has them.
#[must_use]
pub fn reason_word(reason: &str, lang: Lang) -> &str {
    match (reason, lang) {
        ("as printed", Lang::Fr) => "tel qu’imprimé",
        ("surname only", Lang::Fr) => "nom seul",
        ("initials", Lang::Fr) => "initiales",
        ("misspelling", Lang::Fr) => "faute d’impression",
        ("synonym", Lang::Fr) => "synonyme",
        ("full name", Lang::Fr) => "nom complet",
        _ => reason,
    }
}

/// The word of an expert's part in a report.
#[must_use]
pub const fn part_word(part: Part, lang: Lang) -> &'static str {
    match part {
        Part::Contributor => lang.pick("contributor", "contributeur"),
        Part::Organiser => lang.pick("organiser", "organisateur"),
        Part::CitedOnly => lang.pick("cited only", "seulement cité"),
    }
}

/// Pages as a book index prints them: `3, 8, 11, 17–19`. Runs of three and more are folded.
///
/// Takes ascending pages, each once.
#[must_use]
pub fn page_runs(pages: &[u32], signs: Signs) -> String {
    runs(pages, signs, |page| page.to_string())
}

fn runs(pages: &[u32], signs: Signs, label: impl Fn(u32) -> String) -> String {
    let mut parts: Vec<String> = Vec::new();
    each_run(pages, signs, label, &mut |part| {
        parts.push(part);
        true
    });
    parts.join(", ")
}

/// Gives runs of pages to `each`, as long as it says so; whether it did to the end.
fn each_run(
    pages: &[u32],
    signs: Signs,
    label: impl Fn(u32) -> String,
    each: &mut dyn FnMut(String) -> bool,
) -> bool {
    let mut rest = pages;
    while let Some(&first) = rest.first() {
        let follows = |at: usize, page: u32| u32::try_from(at).is_ok_and(|at| page - first == at);
        let run = rest.iter().enumerate();
        let len = run.take_while(|&(at, &page)| page >= first && follows(at, page)).count();
        let last = rest[len - 1];
        let goes_on = if len >= 3 {
            let dash = signs.pick("–", "-");
            each(format!("{}{dash}{}", label(first), label(last)))
        } else {
            rest[..len].iter().all(|&page| each(label(page)))
        };
        if !goes_on {
            return false;
        }
        rest = &rest[len..];
    }
    true
}

/// Places as a book index prints them, by the labels printed on the pages; the report is
/// named where the corpus has several.
#[must_use]
pub fn place_runs(corpus: &Corpus, places: &[PageRef], signs: Signs) -> String {
    place_runs_within(corpus, places, signs, usize::MAX, "")
}

/// The same in so many cells at most: where there are too many, the first of them and `end`, which
/// alone may take more. What does not fit is not made: a subject may have pages by the thousand.
#[must_use]
pub fn place_runs_within(
    corpus: &Corpus,
    places: &[PageRef],
    signs: Signs,
    cells: usize,
    end: &str,
) -> String {
    let room = cells.saturating_sub(end.width());
    let mut text = String::new();
    // How much of it may stand before the end, and how many cells all of it takes.
    let (mut kept, mut width) = (0, 0);
    let whole = places.chunk_by(|a, b| a.report == b.report).all(|chunk| {
        let pages: Vec<u32> = chunk.iter().map(|place| place.page).collect();
        let report = corpus.report(chunk[0].report);
        let mut before = if text.is_empty() { "" } else { " ; " }.to_owned();
        if corpus.reports.len() > 1 {
            before.extend([report_tag(report).as_str(), ": "]);
        }
        each_run(&pages, signs, |page| report.label(page), &mut |part| {
            text += &before;
            text += &part;
            width += before.width() + part.width();
            ", ".clone_into(&mut before);
            if width <= room {
                kept = text.len();
            }
            width <= cells
        })
    });
    if !whole {
        text.truncate(kept);
        text += if kept > 0 { end } else { end.trim_start_matches([',', ' ']) };
    }
    text
}

/// A short name of a report among several: its year where known, else its id.
#[must_use]
pub fn report_tag(report: &Report) -> String {
    report.year.map_or_else(|| report.slug.to_string(), |year| year.to_string())
}

/// How many pages, in the width of a column: `14 p.`, or `p. ?` where none is given.
#[must_use]
pub fn page_count(pages: usize) -> String {
    if pages == 0 { "p. ?".to_owned() } else { format!("{pages} p.") }
}

/// A page by the label that is printed on it: `p. 22`.
#[must_use]
pub fn page_label(corpus: &Corpus, place: PageRef) -> String {
    format!("p. {}", corpus.report(place.report).label(place.page))
}

/// Names of several experts: `A, B`.
#[must_use]
pub fn names(corpus: &Corpus, experts: &[ExpertId]) -> String {
    experts.iter().map(|&id| corpus.expert(id).name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The ribbon of a report as text: one sign a page, lit where `lit` holds.
#[must_use]
pub fn ribbon(pages: u32, signs: Signs, lit: impl Fn(u32) -> bool) -> String {
    (1..=pages).map(|page| signs.cell(lit(page))).collect()
}

/// A share in whole percent, as the ribbon's title says it.
#[must_use]
pub fn percent(part: usize, whole: usize) -> usize {
    (part * 100 + whole / 2).checked_div(whole).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report of fifty pages, or of as many as have labels.
    fn report(slug: &str, labels: &[&str]) -> Report {
        Report {
            slug: slug.into(),
            title: "R".into(),
            pages: if labels.is_empty() { 50 } else { u32::try_from(labels.len()).unwrap() },
            publisher: None,
            year: None,
            language: None,
            url: None,
            file: None,
            series: None,
            labels: labels.iter().map(|&label| label.into()).collect(),
        }
    }

    #[test]
    fn pages_are_folded_into_runs_as_in_a_book_index() {
        let signs = Signs::new(false);
        assert_eq!(page_runs(&[], signs), "");
        assert_eq!(page_runs(&[22], signs), "22");
        assert_eq!(page_runs(&[39, 40], signs), "39, 40");
        assert_eq!(
            page_runs(&[3, 8, 11, 17, 18, 19, 22, 24, 25, 30, 38, 39, 40, 43], signs),
            "3, 8, 11, 17–19, 22, 24, 25, 30, 38–40, 43"
        );
        assert_eq!(page_runs(&[1, 2, 3], Signs::new(true)), "1-3");
    }

    #[test]
    fn as_many_runs_as_fit_stand_before_the_end() {
        let corpus =
            Corpus { reports: vec![report("a", &[]), report("b", &[])], ..Corpus::default() };
        let places: Vec<PageRef> = [(0, 3), (0, 8), (0, 9), (0, 10), (1, 22), (1, 24)]
            .map(|(report, page)| PageRef { report: crate::corpus::ReportId(report), page })
            .to_vec();
        let within =
            |cells| place_runs_within(&corpus, &places, Signs::new(false), cells, ", … (6 p.)");
        let whole = "a: 3, 8–10 ; b: 22, 24";
        for (cells, expected) in [
            (usize::MAX, whole),
            (22, whole),
            (21, "a: 3, 8–10, … (6 p.)"),
            (20, "a: 3, 8–10, … (6 p.)"),
            (19, "a: 3, … (6 p.)"),
            (13, "… (6 p.)"),
            (0, "… (6 p.)"),
        ] {
            assert_eq!(within(cells), expected, "{cells}");
        }
    }

    #[test]
    fn printed_labels_stand_for_the_count() {
        let report = report("r", &["i", "ii", "iii", "1"]);
        let corpus = Corpus { reports: vec![report], ..Corpus::default() };
        let place = |page| PageRef { report: crate::corpus::ReportId(0), page };
        let runs = |pages: &[u32]| {
            let places: Vec<PageRef> = pages.iter().map(|&page| place(page)).collect();
            place_runs(&corpus, &places, Signs::new(false))
        };
        assert_eq!(runs(&[1, 2, 3, 4]), "i–1");
        assert_eq!(runs(&[1, 4]), "i, 1");
    }

    #[test]
    fn sentences_of_the_program_have_ascii_twins() {
        let sentence = "p. 1–3 · l’auteur — fin…";
        assert_eq!(Signs::new(false).own(sentence), sentence);
        assert_eq!(Signs::new(true).own(sentence), "p. 1-3 - l'auteur - fin...");
    }

    #[test]
    fn the_ribbon_has_one_sign_a_page() {
        assert_eq!(ribbon(5, Signs::new(true), |page| page % 2 == 0), ".#.#.");
        assert_eq!(ribbon(0, Signs::new(false), |_| true), "");
    }

    #[test]
    fn shares_are_rounded() {
        assert_eq!(percent(14, 53), 26);
        assert_eq!(percent(5, 53), 9);
        assert_eq!(percent(1, 0), 0);
    }
}
