//! The card of a page.

use super::super::help;
use super::super::layout::Class;
use super::super::model::{Lens, Model};
use super::super::styled::{Line, Role};
use super::{CardLine, MOST_SHOWN, Writer, opened, reading};
use crate::command::Command;
use crate::corpus::{ExpertId, PageRef, PageStatus, SourceKind, StatementId, Subject};
use crate::index::Link;
use crate::lang::Lang;
use crate::words::{
    draft_mark, is_listed_by_draft, label_and_number, names, page_count, page_label, report_tag,
    speakers,
};

impl Writer<'_> {
    pub(super) fn page(&mut self, place: PageRef, subject: Option<Subject>, model: &Model) {
        let env = self.env;
        let facts = env.data.index.page(place);
        let lang = env.lang;
        let dot = env.signs.dot();
        let (said, trends, people) =
            (facts.statements.len(), facts.topics.len(), facts.experts.len());
        let counts = format!(
            "{said} {} {dot} {trends} {} {dot} {people} {}",
            lang.plural(said, ("statement", "statements"), ("propos", "propos")),
            lang.plural(trends, ("trend", "trends"), ("tendance", "tendances")),
            lang.plural(people, ("expert", "experts"), ("expert", "experts")),
        );
        self.reads = env.data.text(place).is_some_and(|page| page.text.is_some());
        let hits = if self.reads { self.hits(model) } else { None };
        match hits {
            Some(hits) if model.class <= Class::Narrow => {
                // No border says which page it is.
                let label = label_and_number(env.data.corpus.report(place.report), place.page);
                self.paragraph(Role::Dim, 0, &format!("p. {label} {dot} {hits}"));
            }
            Some(hits) => self.paragraph(Role::Dim, 0, &format!("{hits} {dot} {counts}")),
            None => self.line(Line::new(Role::Dim, counts)),
        }
        if self.reads {
            self.page_text(place, model);
        }
        self.blank();
        if facts.statements.is_empty() && !self.reads {
            let text = self
                .pick("No statement is known on this page.", "Aucun propos connu sur cette page.");
            self.paragraph(Role::Text, 0, text);
        }
        let first = facts.statements.iter().take(MOST_SHOWN).copied();
        for id in opened(model, env).into_iter().chain(first) {
            self.statement(id);
            self.blank();
        }
        if let Some(left @ 1..) = said.checked_sub(MOST_SHOWN) {
            self.further(left);
        }
        if !facts.topics.is_empty() {
            self.heading(self.pick("Trends cited on this page", "Tendances citées sur cette page"));
            for &(id, link) in &facts.topics {
                let note = self.why(place, Subject::Topic(id), link);
                let pages = env.data.index.extent(Subject::Topic(id)).pages;
                self.name(Some(link), Subject::Topic(id), &note, page_count(pages));
            }
        }
        let listed: Vec<ExpertId> = facts
            .experts
            .iter()
            .filter(|(_, link)| *link == Link::Listed)
            .map(|&(id, _)| id)
            .collect();
        if !listed.is_empty() {
            self.heading(self.pick("Experts cited on this page", "Experts cités sur cette page"));
            for id in listed {
                let note = self.why(place, Subject::Expert(id), Link::Listed);
                let pages = env.data.index.extent(Subject::Expert(id)).pages;
                self.name(Some(Link::Listed), Subject::Expert(id), &note, page_count(pages));
            }
        }
        self.neighbours(place, subject, model);
        if !self.reads {
            self.page_text(place, model);
        }
    }

    /// That so many statements more stand on the page than are shown, and what lists them.
    fn further(&mut self, left: usize) {
        let [lens] = help::named(self.env, [Command::Lens]);
        let text = match self.env.lang {
            Lang::En => format!(
                "{left} more of its statements are not shown here: Statements lists all of them by \
                 page ({lens})."
            ),
            Lang::Fr => format!(
                "{left} autres de ses propos ne sont pas montrés ici\u{a0}: Propos les liste tous \
                 sous l’angle des pages ({lens})."
            ),
        };
        self.paragraph(Role::Dim, 0, &text);
        self.blank();
    }

    /// Which record links a page to a subject, in words.
    pub(super) fn why(&self, place: PageRef, subject: Subject, link: Link) -> String {
        let (corpus, lang) = (&self.env.data.corpus, self.env.lang);
        if link == Link::Listed && self.found(place, subject) {
            return lang.pick("stands in the text", "figure dans le texte").to_owned();
        }
        if link == Link::Listed {
            let drafted = is_listed_by_draft(corpus, &self.env.data.index, place, subject);
            let text =
                lang.pick("from the source's page list", "d’après la liste de pages de la source");
            return draft_mark(drafted, lang) + text;
        }
        let facts = self.env.data.index.page(place);
        let of_subject = |id: &&StatementId| {
            let statement = corpus.statement(**id);
            Link::of(statement) == link
                && match subject {
                    Subject::Topic(topic) => statement.topics.contains(&topic),
                    Subject::Expert(expert) => statement.experts.contains(&expert),
                }
        };
        let Some(id) = facts.statements.iter().find(of_subject) else {
            return String::new();
        };
        let statement = corpus.statement(*id);
        let who = if statement.experts.is_empty() {
            speakers(corpus, statement, lang)
        } else {
            names(corpus, &statement.experts)
        };
        match (link, lang) {
            (Link::Summary, _) => lang.pick("from the summary", "d’après le résumé").to_owned(),
            (_, Lang::En) => format!("from what {who} says"),
            (_, Lang::Fr) => format!("d’après le propos de {who}"),
        }
    }

    /// Whether a citation of the page was read in the report itself, not in a list of pages.
    fn found(&self, place: PageRef, subject: Subject) -> bool {
        let corpus = &self.env.data.corpus;
        let citations = &self.env.data.index.facts(subject).citations;
        let mut here = citations.iter().map(|&id| corpus.citation(id)).filter(|citation| {
            citation.report == place.report && citation.pages.list.contains(&place.page)
        });
        here.any(|citation| {
            let source = citation.position.as_ref().map(|position| corpus.source(position.source));
            source.is_some_and(|source| source.kind == SourceKind::Report)
        })
    }

    /// The pages before and after where what is searched stands, or where a subject is cited: those
    /// that `n` and `p` lead to.
    fn neighbours(&mut self, place: PageRef, subject: Option<Subject>, model: &Model) {
        let env = self.env;
        let search = model.page.search.text.trim();
        let (pages, label) = match subject {
            _ if !search.is_empty() => {
                let quoted = env.signs.quoted(search, env.lang);
                let label = match env.lang {
                    Lang::En => format!("Pages with {quoted}: "),
                    Lang::Fr => format!("Pages avec {quoted}\u{a0}: "),
                };
                (model.page.search.pages.as_slice(), label)
            }
            Some(subject) => {
                let name = env.data.corpus.name(subject);
                let label = match env.lang {
                    Lang::En => format!("Cited pages of {name}: "),
                    Lang::Fr => format!("Pages citées de {name}\u{a0}: "),
                };
                (env.data.index.pages_of(subject), label)
            }
            None => return,
        };
        let before = pages.iter().rev().find(|&&page| page < place);
        let after = pages.iter().find(|&&page| page > place);
        if before.is_none() && after.is_none() {
            return;
        }
        let signs = env.signs;
        let corpus = &env.data.corpus;
        // Each way holds together where the line is broken; the name of a report may be long.
        let label_of = |&page: &PageRef| {
            let label = page_label(corpus, page).replace(' ', "\u{a0}");
            let other = page.report != place.report;
            if other {
                format!("{label}, {}", report_tag(corpus.report(page.report)))
            } else {
                label
            }
        };
        let [back, on] = help::named(env, [Command::PrevLit, Command::NextLit])
            .map(|key| key.replace(' ', "\u{a0}"));
        let left = before
            .map(|page| format!("{}\u{a0}{}\u{a0}({back})", signs.pick("←", "<-"), label_of(page)));
        let right = after
            .map(|page| format!("{}\u{a0}({on})\u{a0}{}", label_of(page), signs.pick("→", "->")));
        let ways: Vec<String> = left.into_iter().chain(right).collect();
        let text = format!("{label}{}", ways.join("   "));
        self.blank();
        self.paragraph(Role::Dim, 0, &text);
    }

    /// What can be done with a page.
    fn ways_on(&mut self) {
        let [source, copy, note] =
            help::named(self.env, [Command::OpenSource, Command::Copy, Command::Note]);
        let text = match self.env.lang {
            Lang::En => format!("{source} opens the source, {copy} copies, {note} writes a note."),
            Lang::Fr => format!("{source} ouvre la source, {copy} copie, {note} écrit une note."),
        };
        self.paragraph(Role::Dim, 0, &text);
    }

    /// The text of a page, or why there is none.
    fn page_text(&mut self, place: PageRef, model: &Model) {
        self.blank();
        let Some(known) = self.env.data.text(place) else {
            let text = self.pick(
                "The report’s text is not included: this card gathers what refers to it.",
                "Le texte du rapport n’est pas fourni\u{a0}: cette fiche réunit ce qui y renvoie.",
            );
            self.paragraph(Role::Dim, 0, text);
            return self.ways_on();
        };
        if let Some(text) = self.unread(known.status) {
            self.paragraph(Role::Warn, 0, text);
        }
        let Some(text) = &known.text else { return };
        let width = self.wrap.measure(self.width);
        let report = self.env.data.corpus.report(place.report);
        let lang = report.language.as_deref().and_then(Lang::from_locale).or(self.tongue());
        let divided = lang.filter(|_| self.wrap.divides(width));
        for read in reading::lines(text, &model.page.shining.lit, width, divided) {
            self.lines.push(CardLine { line: read.line, lit: read.lit, ..CardLine::default() });
        }
    }

    /// Why a page has no text, or not all of it.
    fn unread(&self, status: PageStatus) -> Option<&'static str> {
        Some(match status {
            PageStatus::Text => return None,
            PageStatus::Scanned => self.pick(
                "This page is a picture: no text could be read, nothing was searched here.",
                "Cette page est une image\u{a0}: aucun texte n’a été lu, rien n’y a été cherché.",
            ),
            PageStatus::Unreadable => self.pick(
                "The letters of this page could not be read: what stands here may be missed.",
                "Les lettres de cette page n’ont pu être lues\u{a0}: ce qui s’y trouve peut manquer.",
            ),
            PageStatus::Failed => self.pick(
                "This page could not be opened: nothing is known of its text.",
                "Cette page n’a pas pu être ouverte\u{a0}: rien n’est connu de son texte.",
            ),
        })
    }

    /// How often what is searched or followed stands in the text.
    fn hits(&self, model: &Model) -> Option<String> {
        let env = self.env;
        let search = &model.page.search.text;
        let what = match model.subject {
            _ if !search.trim().is_empty() => env.signs.quoted(search.trim(), env.lang),
            Some(subject) if model.lens != Lens::Page => env.data.corpus.name(subject).to_owned(),
            _ => return None,
        };
        let times = model.page.shining.own;
        Some(match (times, env.lang) {
            (0, Lang::En) => format!("{what}: not in this text"),
            (0, Lang::Fr) => format!("{what}\u{a0}: absent de ce texte"),
            (1, Lang::En) => format!("{what}: once in this text"),
            (_, Lang::En) => format!("{what}: {times} times in this text"),
            (_, Lang::Fr) => format!("{what}\u{a0}: {times} fois dans ce texte"),
        })
    }
}
