//! A statement on a card, and the card of a statement that has no page.

use super::super::styled::{Line, Role};
use super::super::{help, info};
use super::{CardLine, Writer};
use crate::command::Command;
use crate::corpus::{Statement, StatementId, Subject};
use crate::index::Link;
use crate::lang::Lang;
use crate::query::{Record, fold};
use crate::words::{draft_word, link_word, names, page_count};

impl Writer<'_> {
    /// A statement with its speakers, each of whom leads on.
    pub(super) fn statement(&mut self, id: StatementId) {
        let env = self.env;
        let (corpus, lang) = (&env.data.corpus, env.lang);
        let statement = corpus.statement(id);
        let kind = Link::of(statement);
        let role = if kind == Link::Via { Role::Via } else { Role::Link };
        let sign = env.signs.link(Some(kind));
        let dash = env.signs.pick("—", "--");
        let word = link_word(Some(kind), lang);
        let pages = info::pages_of_statement(env, statement);
        if statement.experts.is_empty() {
            let line = Line::new(role, sign)
                .and(Role::Text, format!(" {}", info::author(env, statement)))
                .and(Role::Dim, format!(" {dash} {word}"));
            self.lines.push(CardLine {
                line,
                right: Line::new(Role::Dim, pages),
                ..CardLine::default()
            });
        } else {
            for &expert in &statement.experts {
                let name = corpus.expert(expert).name.as_str();
                let mut line = Line::new(role, sign).and(Role::Text, " ").and_strong(role, name);
                line = line.and(Role::Dim, format!(" {dash} {word}"));
                if !statement.via.is_empty() {
                    line = line.and(Role::Via, format!(" {}", names(corpus, &statement.via)));
                }
                let right = Line::new(Role::Dim, pages.clone());
                self.reference(line, right, Subject::Expert(expert), Some(id));
            }
        }
        self.draft(statement);
        self.words_of(statement);
        self.note(2, Record::Statement(id));
        self.relations(statement);
    }

    /// That nobody has read it over, and by which rule it was drafted.
    fn draft(&mut self, statement: &Statement) {
        let Some(word) = draft_word(statement.draft, self.env.lang) else { return };
        let rule = statement.rule.as_deref().map_or_else(String::new, |rule| format!(" ({rule})"));
        let unread = self.pick("nobody has read it over:", "personne ne l’a relue\u{a0}:");
        let [review] = help::named(self.env, [Command::Review]);
        self.paragraph(Role::Warn, 2, &format!("[{word}] {unread} {review}{rule}"));
    }

    pub(super) fn words_of(&mut self, statement: &Statement) {
        let env = self.env;
        if let Some(quote) = &statement.quote {
            self.quoted(2, &env.signs.quoted(quote, env.lang), self.tongue());
        }
        let wording = statement.wording(env.lang);
        // What is quoted need not be said again.
        let letters = |text: &str| -> String {
            fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
        };
        let quote = statement.quote.as_ref();
        let told = quote.is_some_and(|quote| letters(quote) == letters(wording));
        if !wording.is_empty() && !told {
            let label = if statement.quote.is_some() {
                self.pick("In other words: ", "En d’autres mots\u{a0}: ")
            } else {
                match env.lang {
                    Lang::En => "Paraphrase: ",
                    Lang::Fr => "Paraphrase\u{a0}: ",
                }
            };
            let translated = statement.texts.get(env.lang).map(|_| env.lang);
            self.quoted(2, &format!("{label}{wording}"), translated.or(self.tongue()));
        }
        if statement.pages.inherited {
            let text = self.pick(
                "The page is taken over from the sentence before.",
                "La page est reprise de la phrase précédente.",
            );
            self.paragraph(Role::Dim, 2, text);
        }
    }

    pub(super) fn relations(&mut self, statement: &Statement) {
        for relation in &statement.relations {
            let other = self.env.data.corpus.statement(relation.target);
            let word = info::relation_word(relation.kind, self.env.lang);
            for &expert in &other.experts {
                if !statement.experts.contains(&expert) {
                    self.related(word, Subject::Expert(expert));
                }
            }
        }
    }

    pub(super) fn statement_card(&mut self, id: StatementId) {
        let env = self.env;
        let statement = env.data.corpus.statement(id);
        self.statement(id);
        if statement.pages.absent.is_some() {
            self.blank();
            let text =
                self.pick("Page not given by the source.", "Page non précisée par la source.");
            self.paragraph(Role::Warn, 0, text);
        }
        if !statement.topics.is_empty() {
            self.heading(self.pick("Trends it speaks of", "Tendances dont il est question"));
            for &topic in &statement.topics {
                let subject = Subject::Topic(topic);
                let pages = env.data.index.extent(subject).pages;
                self.name(Some(Link::of(statement)), subject, "", page_count(pages));
            }
        }
    }
}
