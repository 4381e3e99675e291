//! The card of a page.

use super::super::styled::{Line, Role};
use super::Writer;
use crate::corpus::{ExpertId, PageRef, PageStatus, StatementId, Subject};
use crate::index::Link;
use crate::lang::Lang;
use crate::words::{names, page_count, page_label};

impl Writer<'_> {
    pub(super) fn page(&mut self, place: PageRef, subject: Option<Subject>) {
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
        self.line(Line::new(Role::Dim, counts));
        self.blank();
        if facts.statements.is_empty() {
            let text = self
                .pick("No statement is known on this page.", "Aucun propos connu sur cette page.");
            self.paragraph(Role::Text, 0, text);
        }
        for &id in &facts.statements {
            self.statement(id);
            self.blank();
        }
        if !facts.topics.is_empty() {
            self.heading(self.pick("Trends cited on this page", "Tendances citées sur cette page"));
            for &(id, link) in &facts.topics {
                let note = self.why(place, Subject::Topic(id), link);
                let pages = env.data.index.pages_of(Subject::Topic(id)).len();
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
                let pages = env.data.index.pages_of(Subject::Expert(id)).len();
                self.name(Some(Link::Listed), Subject::Expert(id), &note, page_count(pages));
            }
        }
        if let Some(subject) = subject {
            self.neighbours(place, subject);
        }
        self.page_text(place);
    }

    /// Which record links a page to a subject, in words.
    pub(super) fn why(&self, place: PageRef, subject: Subject, link: Link) -> String {
        let (corpus, lang) = (&self.env.data.corpus, self.env.lang);
        if link == Link::Listed {
            return lang
                .pick("from the source's page list", "d’après la liste de pages de la source")
                .to_owned();
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
        let who = names(corpus, &corpus.statement(*id).experts);
        match (link, lang) {
            (Link::Summary, _) => lang.pick("from the summary", "d’après le résumé").to_owned(),
            (_, Lang::En) => format!("from what {who} says"),
            (_, Lang::Fr) => format!("d’après le propos de {who}"),
        }
    }

    /// The cited pages before and after.
    pub(super) fn neighbours(&mut self, place: PageRef, subject: Subject) {
        let env = self.env;
        let pages = env.data.index.pages_of(subject);
        let before = pages.iter().rev().find(|&&page| page < place);
        let after = pages.iter().find(|&&page| page > place);
        if before.is_none() && after.is_none() {
            return;
        }
        let name = env.data.corpus.name(subject);
        let label = match env.lang {
            Lang::En => format!("Cited pages of {name}: "),
            Lang::Fr => format!("Pages citées de {name}\u{a0}: "),
        };
        let signs = env.signs;
        let label_of = |&page: &PageRef| page_label(&env.data.corpus, page);
        let left = before.map(|page| format!("{} {} (p)", signs.pick("←", "<-"), label_of(page)));
        let right = after.map(|page| format!("{} (n) {}", label_of(page), signs.pick("→", "->")));
        let ways: Vec<String> = left.into_iter().chain(right).collect();
        let text = format!("{label}{}", ways.join("   "));
        self.blank();
        self.paragraph(Role::Dim, 0, &text);
    }

    pub(super) fn page_text(&mut self, place: PageRef) {
        let known = self.env.data.corpus.page_texts.iter().find(|text| text.at == place);
        self.blank();
        let Some(known) = known else {
            let text = self.pick(
                "The report’s text is not included: this card gathers what refers to it.",
                "Le texte du rapport n’est pas fourni\u{a0}: cette fiche réunit ce qui y renvoie.",
            );
            return self.paragraph(Role::Dim, 0, text);
        };
        match (&known.text, known.status) {
            (Some(text), _) => {
                for part in text.lines() {
                    self.paragraph(Role::Text, 0, part);
                }
            }
            (None, PageStatus::Scanned) => {
                let text = self.pick(
                    "This page is a picture: its text was not read.",
                    "Cette page est une image\u{a0}: son texte n’a pas été lu.",
                );
                self.paragraph(Role::Warn, 0, text);
            }
            (None, _) => {
                let text = self.pick(
                    "The text of this page could not be read.",
                    "Le texte de cette page n’a pas pu être lu.",
                );
                self.paragraph(Role::Warn, 0, text);
            }
        }
    }
}
