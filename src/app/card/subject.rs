//! The card of a topic or an expert.

use std::collections::BTreeMap;

use super::super::env::Env;
use super::super::styled::Role;
use super::super::{help, info};
use super::Writer;
use crate::command::Command;
use crate::corpus::{
    Alias, ExpertId, PageRef, Statement, StatementKind, Subject, Topic, TopicId, TopicRelationKind,
};
use crate::index::{Link, Sharing};
use crate::lang::Lang;
use crate::order;
use crate::words::{
    count, draft_mark, drafted_lists, is_uncited, kind_word, link_word, page_count, part_word,
    place_runs_within, reason_word, topic_word,
};

/// The subjects that share statements with another, and what those statements come to.
type Together = BTreeMap<Subject, Shared>;

/// What the statements that two subjects share come to.
struct Shared {
    /// The kind of the first, in corpus order.
    kind: StatementKind,
    /// The strongest link.
    link: Link,
    /// The pages.
    pages: Vec<PageRef>,
}

/// Who or what the statements of a subject link it to. Statements are read and not kept: there may
/// be many.
fn together(env: &Env, subject: Subject) -> Together {
    let data = &env.data;
    let mut together = Together::new();
    for &id in &data.index.facts(subject).statements {
        data.corpus.statements.with(id, |statement| {
            let (kind, link) = (statement.kind, Link::of(statement));
            let topics = statement.topics.iter().map(|&id| Subject::Topic(id));
            let experts = statement.experts.iter().chain(&statement.via);
            let experts = experts.map(|&id| Subject::Expert(id));
            let others = order::set(topics.chain(experts));
            for other in others.into_iter().filter(|&other| other != subject) {
                let new = || Shared { kind, link, pages: Vec::new() };
                let shared = together.entry(other).or_insert_with(new);
                shared.link = link.min(shared.link);
                shared.pages.extend(statement.places());
            }
        });
    }
    for shared in together.values_mut() {
        shared.pages.sort_unstable();
        shared.pages.dedup();
    }
    together
}

/// Of a subject with more statements than these the card reads none: nobody must wait for it.
const MOST_READ: usize = 20_000;

impl Writer<'_> {
    pub(super) fn topic(&mut self, id: TopicId) {
        let env = self.env;
        let (corpus, lang) = (&env.data.corpus, env.lang);
        let topic = corpus.topic(id);
        let subject = Subject::Topic(id);
        let announced = corpus.topics.iter().filter(|topic| topic.announced.is_some()).count();
        let mut kind = topic_word(topic.kind, lang).to_owned();
        if let Some(rank) = topic.announced {
            kind = match lang {
                Lang::En => format!("{kind}, number {rank} of the {announced} announced"),
                Lang::Fr => format!("{kind}, numéro {rank} des {announced} annoncées"),
            };
        }
        self.paragraph(Role::Dim, 0, &kind);
        let translated: Vec<&str> = topic.names.all().filter(|name| *name != topic.name).collect();
        if !translated.is_empty() {
            self.paragraph(Role::Dim, 0, &translated.join(", "));
        }
        self.aliases(&topic.aliases);
        self.pages(subject);
        if let Some(definition) = &topic.definition {
            self.heading(self.pick("Definition", "Définition"));
            let text = definition.texts.get(lang).unwrap_or(&definition.text);
            self.paragraph(Role::Text, 0, text);
        }
        if self.is_large(subject) {
            let ties = env.data.index.expert_links(id).into_iter();
            let ties = ties.map(|(id, link)| (Subject::Expert(id), link));
            self.heading(self.pick("Who speaks of it", "Qui en parle"));
            self.ties(subject, ties);
            return self.topic_relations(id, topic);
        }
        let together = together(env, subject);
        let said = |other: &Subject| matches!(other, Subject::Expert(_));
        if together.keys().any(said) {
            self.heading(self.pick("Who speaks of it", "Qui en parle"));
            for (&expert, shared) in together.iter().filter(|(other, _)| said(other)) {
                self.spoken(expert, shared);
            }
        }
        self.topic_relations(id, topic);
        self.sharing(subject, &together);
    }

    fn is_large(&self, subject: Subject) -> bool {
        self.env.data.index.extent(subject).statements > MOST_READ
    }

    /// Subjects linked to another by very many statements, and where the rest is found.
    fn ties(&mut self, subject: Subject, ties: impl Iterator<Item = (Subject, Link)>) {
        for (other, link) in ties {
            self.name(Some(link), other, link_word(Some(link), self.env.lang), String::new());
        }
        let statements = self.env.data.index.extent(subject).statements;
        let [pane] = help::named(self.env, [Command::Pane3]);
        let text = match self.env.lang {
            Lang::En => format!(
                "With {statements} statements, the pages and relations stand with each of them: \
                 press {pane}."
            ),
            Lang::Fr => format!(
                "Pour {statements} propos, les pages et les relations figurent avec chacun\u{a0}: \
                 pressez {pane}."
            ),
        };
        self.paragraph(Role::Dim, 2, &text);
    }

    /// A subject linked to another by statements, with the pages of those statements.
    fn spoken(&mut self, named: Subject, shared: &Shared) {
        let env = self.env;
        let Shared { kind, link, pages } = shared;
        let right = self.places(pages);
        let note = if *kind == StatementKind::Mention {
            kind_word(*kind, env.lang)
        } else {
            link_word(Some(*link), env.lang)
        };
        self.name(Some(*link), named, note, right);
    }

    /// Pages beside a name, which they leave half of the line.
    fn places(&self, pages: &[PageRef]) -> String {
        let env = self.env;
        if pages.is_empty() {
            return page_count(0);
        }
        let end = format!(", {} ({})", env.signs.pick("…", "..."), page_count(pages.len()));
        let cells = self.width / 2;
        let runs = place_runs_within(&env.data.corpus, pages, env.signs, cells, &end);
        format!("p. {runs}")
    }

    pub(super) fn topic_relations(&mut self, id: TopicId, topic: &Topic) {
        let corpus = &self.env.data.corpus;
        let mut found: Vec<(&str, Subject)> = Vec::new();
        for relation in &topic.relations {
            let word = match relation.kind {
                TopicRelationKind::Replaces => self.pick("takes the place of", "prend la place de"),
                TopicRelationKind::LessCitedThan => {
                    self.pick("is cited less than", "est moins cité que")
                }
            };
            found.push((word, Subject::Topic(relation.target)));
        }
        for other in corpus.topic_ids() {
            for relation in &corpus.topic(other).relations {
                if relation.target == id {
                    let word = match relation.kind {
                        TopicRelationKind::Replaces => {
                            self.pick("gives way to", "laisse la place à")
                        }
                        TopicRelationKind::LessCitedThan => {
                            self.pick("is cited more than", "est plus cité que")
                        }
                    };
                    found.push((word, Subject::Topic(other)));
                }
            }
        }
        let see = topic.see.map(|other| (self.pick("see", "voir"), other));
        let broader = topic.broader.map(|other| (self.pick("part of", "fait partie de"), other));
        for (word, other) in see.into_iter().chain(broader) {
            found.push((word, Subject::Topic(other)));
        }
        for other in corpus.topic_ids().filter(|&other| corpus.topic(other).broader == Some(id)) {
            found.push((self.pick("holds", "comprend"), Subject::Topic(other)));
        }
        for &other in &topic.related {
            found.push((self.pick("near", "proche de"), Subject::Topic(other)));
        }
        if !found.is_empty() {
            self.heading(self.pick("Relations", "Relations"));
            for (word, subject) in found {
                self.related(word, subject);
            }
        }
    }

    pub(super) fn expert(&mut self, id: ExpertId) {
        let env = self.env;
        let corpus = &env.data.corpus;
        let expert = corpus.expert(id);
        let subject = Subject::Expert(id);
        let facts: Vec<&str> = [Some(part_word(expert.part, env.lang))]
            .into_iter()
            .chain([expert.role.as_deref(), expert.organisation.as_deref()])
            .flatten()
            .collect();
        self.paragraph(Role::Dim, 0, &facts.join(", "));
        self.aliases(&expert.aliases);
        let statements = &env.data.index.facts(subject).statements;
        if statements.is_empty() {
            self.paragraph(Role::Text, 0, &info::no_claim(env, id));
        } else {
            self.pages(subject);
        }
        if self.is_large(subject) {
            let ties = env.data.index.topic_links(id).into_iter();
            let ties = ties.map(|(id, link)| (Subject::Topic(id), link));
            self.heading(self.pick("Speaks of", "Parle de"));
            return self.ties(subject, ties);
        }
        let together = together(env, subject);
        let said = |other: &Subject| matches!(other, Subject::Topic(_));
        if together.keys().any(said) {
            self.heading(self.pick("Speaks of", "Parle de"));
            for (&topic, shared) in together.iter().filter(|(other, _)| said(other)) {
                self.spoken(topic, shared);
            }
        }
        for &statement in statements {
            corpus.statements.with(statement, |statement| self.relations_of(statement, id));
        }
        self.sharing(subject, &together);
    }

    /// Relations of an expert's own statements to those of others.
    pub(super) fn relations_of(&mut self, statement: &Statement, expert: ExpertId) {
        if statement.experts.contains(&expert) {
            self.relations(statement);
        }
    }

    pub(super) fn aliases(&mut self, aliases: &[Alias]) {
        if aliases.is_empty() {
            return;
        }
        let forms: Vec<String> = aliases
            .iter()
            .map(|alias| match &alias.reason {
                Some(reason) => {
                    format!("{} ({})", alias.form, reason_word(reason, self.env.lang))
                }
                None => alias.form.to_string(),
            })
            .collect();
        let label = match self.env.lang {
            Lang::En => "Also: ",
            Lang::Fr => "Aussi\u{a0}: ",
        };
        self.paragraph(Role::Dim, 0, &format!("{label}{}", forms.join(", ")));
    }

    pub(super) fn pages(&mut self, subject: Subject) {
        self.blank();
        if self.env.data.index.extent(subject).pages == 0 {
            return self.no_page(subject);
        }
        let text = info::pages_sentence(self.env, subject);
        self.paragraph(Role::Text, 0, &text);
        self.drafted_lists(subject);
    }

    /// That nobody has read page lists over that give some of the pages.
    fn drafted_lists(&mut self, subject: Subject) {
        let data = &self.env.data;
        let (lists, lang) = (drafted_lists(&data.corpus, &data.index, subject), self.env.lang);
        if lists == 0 {
            return;
        }
        let mark = draft_mark(true, lang);
        let (en, fr) = (("page list", "page lists"), ("liste de pages", "listes de pages"));
        let counted = count(lists, en, fr, lang);
        let [review] = help::named(self.env, [Command::Review]);
        let text = match lang {
            Lang::En => format!("{mark}{counted} nobody has read over: {review}"),
            Lang::Fr if lists == 1 => {
                format!("{mark}{counted} que personne n’a relue\u{a0}: {review}")
            }
            Lang::Fr => format!("{mark}{counted} que personne n’a relues\u{a0}: {review}"),
        };
        self.paragraph(Role::Warn, 0, &text);
    }

    /// That no page is given, what is nearest, and the way on.
    fn no_page(&mut self, subject: Subject) {
        self.paragraph(Role::Warn, 0, info::no_page(self.env, subject));
        if is_uncited(&self.env.data.corpus, &self.env.data.index, subject) {
            return;
        }
        let said = self.env.data.index.extent(subject).statements;
        let [find, pane] = help::named(self.env, [Command::Find, Command::Pane3]);
        let text = match (said, self.env.lang) {
            (0, Lang::En) => {
                format!("The source names it and says nothing more. {find} finds elsewhere.")
            }
            (0, Lang::Fr) => {
                format!("La source le nomme sans en dire plus. {find} cherche ailleurs.")
            }
            (1, Lang::En) => format!("One statement speaks of it: press {pane}."),
            (_, Lang::En) => format!("{said} statements speak of it: press {pane}."),
            (1, Lang::Fr) => format!("Un propos en parle\u{a0}: pressez {pane}."),
            (_, Lang::Fr) => format!("{said} propos en parlent\u{a0}: pressez {pane}."),
        };
        self.paragraph(Role::Text, 0, &text);
    }

    fn sharing(&mut self, subject: Subject, together: &Together) {
        // What a statement links is named above: here is mere coincidence.
        let mut sharing = self.env.data.index.sharing(subject);
        sharing.retain(|sharing| !together.contains_key(&sharing.subject));
        if sharing.is_empty() {
            return;
        }
        self.heading(
            self.pick("On the same page (a coincidence)", "Sur la même page (rapprochement)"),
        );
        for Sharing { subject, pages } in sharing {
            let right = self.places(&pages);
            self.name(None, subject, "", right);
        }
    }
}
