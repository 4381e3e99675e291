//! The card of a topic or an expert.

use super::super::info;
use super::super::styled::Role;
use super::Writer;
use crate::corpus::{
    Alias, ExpertId, PageRef, Statement, StatementKind, Subject, Topic, TopicId, TopicRelationKind,
};
use crate::index::{Link, Sharing};
use crate::lang::Lang;
use crate::words::{kind_word, link_word, part_word, place_runs, reason_word, topic_word};

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
        let experts = env.data.index.experts_of(id, corpus);
        if !experts.is_empty() {
            self.heading(self.pick("Who speaks of it", "Qui en parle"));
            for expert in experts {
                self.spoken(Subject::Expert(expert), subject);
            }
        }
        self.topic_relations(id, topic);
        self.sharing(subject);
    }

    /// A subject linked to another by statements, with the pages of those statements.
    pub(super) fn spoken(&mut self, named: Subject, with: Subject) {
        let env = self.env;
        let data = &env.data;
        let both = data.index.facts(named).statements.iter();
        let theirs = &data.index.facts(with).statements;
        let statements: Vec<&Statement> =
            both.filter(|id| theirs.contains(id)).map(|&id| data.corpus.statement(id)).collect();
        let link = statements.iter().map(|statement| Link::of(statement)).min();
        let mut pages: Vec<PageRef> = statements.iter().flat_map(|s| s.places()).collect();
        pages.sort_unstable();
        pages.dedup();
        let right = if pages.is_empty() {
            "p. ?".to_owned()
        } else {
            format!("p. {}", place_runs(&data.corpus, &pages, env.signs))
        };
        let note = statements.first().map_or("", |statement| {
            if statement.kind == StatementKind::Mention {
                kind_word(statement.kind, env.lang)
            } else {
                link_word(link, env.lang)
            }
        });
        self.name(link, named, note, right);
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
        let topics = env.data.index.topics_of(id, corpus);
        if !topics.is_empty() {
            self.heading(self.pick("Speaks of", "Parle de"));
            for topic in topics {
                self.spoken(Subject::Topic(topic), subject);
            }
        }
        for &statement in statements {
            let statement = corpus.statement(statement);
            self.relations_of(statement, id);
        }
        self.sharing(subject);
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
                None => alias.form.clone(),
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
        if self.env.data.index.pages_of(subject).is_empty() {
            return self.no_page(subject);
        }
        let text = info::pages_sentence(self.env, subject);
        self.paragraph(Role::Text, 0, &text);
    }

    /// That no page is given, what is nearest, and the way on.
    fn no_page(&mut self, subject: Subject) {
        self.paragraph(Role::Warn, 0, info::no_page(self.env));
        let said = self.env.data.index.facts(subject).statements.len();
        let text = match (said, self.env.lang) {
            (0, Lang::En) => {
                "The source names it and says nothing more. f finds elsewhere.".to_owned()
            }
            (0, Lang::Fr) => "La source le nomme sans en dire plus. f cherche ailleurs.".to_owned(),
            (1, Lang::En) => "One statement speaks of it: 3 goes there.".to_owned(),
            (_, Lang::En) => format!("{said} statements speak of it: 3 goes there."),
            (1, Lang::Fr) => "Un propos en parle\u{a0}: 3 y va.".to_owned(),
            (_, Lang::Fr) => format!("{said} propos en parlent\u{a0}: 3 y va."),
        };
        self.paragraph(Role::Text, 0, &text);
    }

    pub(super) fn sharing(&mut self, subject: Subject) {
        let data = &self.env.data;
        let said = |other: Subject| {
            let theirs = &data.index.facts(other).statements;
            data.index.facts(subject).statements.iter().any(|id| theirs.contains(id))
        };
        // What a statement links is named above: here is mere coincidence.
        let mut sharing = data.index.sharing(subject);
        sharing.retain(|sharing| !said(sharing.subject));
        if sharing.is_empty() {
            return;
        }
        self.heading(
            self.pick("On the same page (a coincidence)", "Sur la même page (rapprochement)"),
        );
        for Sharing { subject, pages } in sharing {
            let pages = place_runs(&self.env.data.corpus, &pages, self.env.signs);
            self.name(None, subject, "", format!("p. {pages}"));
        }
    }
}
