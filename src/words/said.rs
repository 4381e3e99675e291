//! What is said of statements and references, in words.
//!
//! Odd thing worth knowing: French puts U+00A0 before a colon and inside « », and
//! U+202F before `;`, `!` and `?`.

use std::collections::BTreeSet;

use super::{Signs, kind_word, names, page_count, percent, place_runs};
use crate::corpus::{
    Absent, Clean, Corpus, ExpertId, PageRef, Pages, ReportId, Statement, StatementId,
    StatementKind, Subject, Voice,
};
use crate::index::{Index, Link};
use crate::lang::Lang;

/// The word for what a subject is: topics of any kind are trends.
#[must_use]
pub const fn subject_word(subject: Subject, lang: Lang) -> &'static str {
    match subject {
        Subject::Topic(_) => lang.pick("trend", "tendance"),
        Subject::Expert(_) => "expert",
    }
}

/// The pages of a reference as a reader sees them: `p. 42`, `(p. 22)` where the page
/// was taken over from the sentence before, `p. ?` where there is none.
#[must_use]
pub fn reference(corpus: &Corpus, report: Option<ReportId>, pages: &Pages, signs: Signs) -> String {
    let place = |page| report.map(|report| PageRef { report, page });
    let places: Vec<PageRef> = pages.sorted().into_iter().filter_map(place).collect();
    if places.is_empty() {
        return page_count(0);
    }
    let runs = place_runs(corpus, &places, signs);
    if pages.inherited { format!("(p. {runs})") } else { format!("p. {runs}") }
}

/// Whether no page cites a subject although the text of every page is known: none is missing then.
#[must_use]
pub fn is_uncited(corpus: &Corpus, index: &Index, subject: Subject) -> bool {
    let extent = index.extent(subject);
    let unnamed = extent.pages == 0 && extent.statements == 0;
    unnamed && corpus.is_read() && index.facts(subject).citations.is_empty()
}

/// How many pages a subject has, in the width of a column: `14 p.`, `p. ?` where none is given,
/// and `0 p.` where it is known that none cites it.
#[must_use]
pub fn subject_pages(corpus: &Corpus, index: &Index, subject: Subject) -> String {
    match index.extent(subject).pages {
        0 if is_uncited(corpus, index, subject) => "0 p.".to_owned(),
        pages => page_count(pages),
    }
}

/// Why a subject has no page.
#[must_use]
pub fn no_page(corpus: &Corpus, index: &Index, subject: Subject, lang: Lang) -> &'static str {
    if is_uncited(corpus, index, subject) {
        lang.pick("no page cites it", "aucune page citée")
    } else {
        lang.pick("page not given by the source", "page non précisée par la source")
    }
}

/// Why a reference has no page, where it has none.
#[must_use]
pub fn absence(pages: &Pages, lang: Lang) -> Option<&'static str> {
    if !pages.list.is_empty() {
        return None;
    }
    Some(match pages.absent {
        Some(Absent::Unknown) => lang.pick("page not known", "page inconnue"),
        Some(Absent::NotPrinted) | None => {
            lang.pick("page not given by the source", "page non précisée par la source")
        }
    })
}

/// That nobody has read a statement or a page list over yet, where a program has drafted it.
#[must_use]
pub fn draft_word(draft: bool, lang: Lang) -> Option<&'static str> {
    draft.then(|| lang.pick("draft", "ébauche"))
}

/// The mark before what nobody has read over yet: `[draft] `.
#[must_use]
pub fn draft_mark(draft: bool, lang: Lang) -> String {
    draft_word(draft, lang).map_or_else(String::new, |word| format!("[{word}] "))
}

/// How many page lists of a subject nobody has read over yet.
#[must_use]
pub fn drafted_lists(corpus: &Corpus, index: &Index, subject: Subject) -> usize {
    let lists = index.facts(subject).citations.iter();
    lists.filter(|&&id| corpus.citation(id).draft).count()
}

/// Whether a page is one of a subject by page lists alone, and nobody has read those over yet.
#[must_use]
pub fn is_listed_by_draft(
    corpus: &Corpus,
    index: &Index,
    place: PageRef,
    subject: Subject,
) -> bool {
    let lists = index.page(place).citations.iter().map(|&id| corpus.citation(id));
    let mut own = lists.filter(|citation| citation.subject == subject).peekable();
    own.peek().is_some() && own.all(|citation| citation.draft)
}

/// What a statement says, behind `[draft]` where nobody has read it over: the words in quotation marks where the source prints such
/// words, else our wording and the name of its kind.
#[must_use]
pub fn wording(statement: &Statement, lang: Lang, signs: Signs) -> String {
    let draft = draft_mark(statement.draft, lang);
    match (&statement.quote, statement.texts.get(lang)) {
        (Some(quote), Some(text)) => format!("{draft}{} ({text})", signs.quoted(quote, lang)),
        (Some(quote), None) => format!("{draft}{}", signs.quoted(quote, lang)),
        (None, _) => {
            format!("{draft}{} ({})", statement.wording(lang), kind_word(statement.kind, lang))
        }
    }
}

/// Who holds a statement, and who quotes them: `Casilli, via Olivier Ertzscheid`.
#[must_use]
pub fn speakers(corpus: &Corpus, statement: &Statement, lang: Lang) -> String {
    let mut text = names(corpus, &statement.experts);
    if text.is_empty() {
        text.push_str(match statement.voice {
            Voice::Report => lang.pick("the report", "le rapport"),
            Voice::Author | Voice::Expert => {
                lang.pick("the source’s author", "l’auteur de la source")
            }
        });
    }
    if !statement.via.is_empty() {
        text.push_str(", via ");
        text.push_str(&names(corpus, &statement.via));
    }
    text
}

/// The statements of an expert, without those where he only quotes somebody.
#[must_use]
pub fn own_statements(corpus: &Corpus, index: &Index, expert: ExpertId) -> Vec<StatementId> {
    let statements = index.facts(Subject::Expert(expert)).statements.iter();
    let own = |&id: &StatementId| {
        corpus.statements.with(id, |statement| statement.experts.contains(&expert))
    };
    statements.copied().filter(own).collect()
}

/// How many statements of each sort: said by experts, mentions, sums of the source's author.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Quotes and paraphrases of an expert.
    pub said: usize,
    /// Somebody is named with it.
    pub mentions: usize,
    /// Sentences of the source's author or of the report.
    pub summaries: usize,
}

impl Counts {
    /// Counts statements.
    #[must_use]
    pub fn of(corpus: &Corpus, statements: &[StatementId]) -> Self {
        let mut counts = Self::default();
        for &id in statements {
            corpus.statements.with(id, |statement| {
                if Link::of(statement) == Link::Summary {
                    counts.summaries += 1;
                } else if statement.kind == StatementKind::Mention {
                    counts.mentions += 1;
                } else {
                    counts.said += 1;
                }
            });
        }
        counts
    }

    /// In words, without what is zero; `nothing` where all are.
    #[must_use]
    pub fn words(self, nothing: &str, lang: Lang) -> String {
        let mut parts = Vec::new();
        if self.said > 0 {
            parts.push(count(self.said, ("statement", "statements"), ("propos", "propos"), lang));
        } else if self.summaries > 0 || self.mentions == 0 {
            parts.push(nothing.to_owned());
        }
        if self.mentions > 0 {
            parts.push(count(
                self.mentions,
                ("mention", "mentions"),
                ("mention", "mentions"),
                lang,
            ));
        }
        if self.summaries > 0 {
            parts.push(count(
                self.summaries,
                ("sentence of the summary", "sentences of the summary"),
                ("synthèse du résumé", "synthèses du résumé"),
                lang,
            ));
        }
        parts.join(lang.pick("; ", "\u{202f}; "))
    }
}

/// That nobody is known to say anything on a topic.
#[must_use]
pub const fn no_statement(lang: Lang) -> &'static str {
    lang.pick("no attributed statement", "aucun propos attribué")
}

/// A count with its noun: `3 pages`. The nouns are (singular, plural).
#[must_use]
pub fn count(n: usize, en: (&str, &str), fr: (&str, &str), lang: Lang) -> String {
    format!("{n} {}", lang.plural(n, en, fr))
}

/// How many definitions, names of people and trends, without what is zero.
#[must_use]
pub fn besides(counts: [usize; 3], lang: Lang) -> String {
    let nouns = [
        (("definition", "definitions"), ("définition", "définitions")),
        (("name of a person", "names of people"), ("nom de personne", "noms de personnes")),
        (("trend", "trends"), ("tendance", "tendances")),
    ];
    let some = counts.into_iter().zip(nouns).filter(|(n, _)| *n > 0);
    some.map(|(n, (en, fr))| count(n, en, fr, lang)).collect::<Vec<_>>().join(", ")
}

/// Every printed reference of a subject, in the order of its citations, then of its statements.
#[must_use]
pub fn printed(corpus: &Corpus, index: &Index, subject: Subject) -> Vec<Clean> {
    let facts = index.facts(subject);
    let (mut seen, mut printed) = (BTreeSet::new(), Vec::new());
    let mut add = |pages: &Pages| {
        let new = !pages.printed.is_empty() && !pages.inherited;
        if new && seen.insert(pages.printed.to_string()) {
            printed.push(pages.printed.clone());
        }
    };
    facts.citations.iter().for_each(|&id| add(&corpus.citation(id).pages));
    let statements = facts.statements.iter();
    statements.for_each(|&id| corpus.statements.with(id, |statement| add(&statement.pages)));
    printed
}

/// How many of a report's pages, and their share: `14 of 53 pages (26%)`.
#[must_use]
pub fn share(n: usize, total: u32, lang: Lang) -> String {
    let whole = total as usize;
    let percent = percent(n, whole);
    let noun = ("page", "pages");
    match lang {
        Lang::En => format!("{n} of {} ({percent}%)", count(whole, noun, noun, lang)),
        Lang::Fr => format!("{} sur {total} ({percent}\u{a0}%)", count(n, noun, noun, lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_says_how_many_of_how_many() {
        assert_eq!(share(14, 53, Lang::En), "14 of 53 pages (26%)");
        assert_eq!(share(14, 53, Lang::Fr), "14 pages sur 53 (26\u{a0}%)");
        assert_eq!(share(1, 53, Lang::Fr), "1 page sur 53 (2\u{a0}%)");
        assert_eq!(share(0, 1, Lang::En), "0 of 1 page (0%)");
    }

    #[test]
    fn counts_leave_out_what_is_zero() {
        let counts = |said, mentions, summaries| Counts { said, mentions, summaries };
        let fr = |counts: Counts| counts.words("aucun propos attribué", Lang::Fr);
        assert_eq!(fr(counts(0, 0, 0)), "aucun propos attribué");
        assert_eq!(fr(counts(0, 0, 1)), "aucun propos attribué\u{202f}; 1 synthèse du résumé");
        assert_eq!(fr(counts(1, 1, 0)), "1 propos\u{202f}; 1 mention");
        assert_eq!(fr(counts(0, 1, 0)), "1 mention");
        assert_eq!(counts(2, 0, 0).words("none", Lang::En), "2 statements");
    }
}
