//! What the Page pane says: a card that gathers what is known.
//!
//! ```text
//! 1 statement · 2 trends · 1 expert
//!
//! ● Camille Jourdain — said
//!   « … »
//! Trends cited on this page
//!   ■ TikTok      from the summary's page list   14 p.
//! Cited pages of TikTok: ← p. 19   p. 24 →
//! ```
//!
//! A card is a pure function of the model; names that lead on are
//! [`Reference`]s, found again by identity.

use super::env::Env;
use super::info;
use super::model::{Model, Reference, Shown};
use super::styled::{Line, Role, wrap};
use crate::corpus::{
    Alias, ExpertId, PageRef, PageStatus, Statement, StatementId, Subject, Topic, TopicId,
    TopicRelationKind,
};
use crate::index::{Link, Sharing};
use crate::lang::Lang;
use crate::words::{
    kind_word, link_word, names, page_count, page_label, part_word, place_runs, topic_word,
};

/// One line of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardLine {
    /// What stands on the left.
    pub line: Line,
    /// What stands on the right, and is never cut.
    pub right: Line,
    /// Where the line leads.
    pub reference: Option<Reference>,
}

/// The lines of the Page pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Top to bottom.
    pub lines: Vec<CardLine>,
}

impl Card {
    /// The lines that lead on, with their place.
    #[must_use]
    pub fn references(&self) -> impl DoubleEndedIterator<Item = (usize, Reference)> + '_ {
        let lines = self.lines.iter().enumerate();
        lines.filter_map(|(at, line)| line.reference.map(|reference| (at, reference)))
    }

    /// The line of a reference.
    #[must_use]
    pub fn line_of(&self, reference: Reference) -> Option<usize> {
        self.references().find(|&(_, held)| held == reference).map(|(at, _)| at)
    }
}

/// The card of what the Page pane shows, for a pane of `width` cells.
#[must_use]
pub fn card(model: &Model, env: &Env, width: usize) -> Card {
    // One column for the pointer, one for the air on the right.
    let mut writer = Writer { env, width: width.saturating_sub(3).max(1), lines: Vec::new() };
    match (model.page.shown, model.subject) {
        (Shown::Page(place), subject) => writer.page(place, subject),
        (Shown::Statement(id), _) => writer.statement_card(id),
        (Shown::Subject, Some(Subject::Topic(id))) => writer.topic(id),
        (Shown::Subject, Some(Subject::Expert(id))) => writer.expert(id),
        (Shown::Subject, None) => {
            let text = env.lang.pick(
                "Choose a trend or an expert to see its pages.",
                "Choisissez une tendance ou un expert pour voir ses pages.",
            );
            writer.paragraph(Role::Dim, 0, text);
        }
    }
    Card { lines: writer.lines }
}

struct Writer<'a> {
    env: &'a Env,
    width: usize,
    lines: Vec<CardLine>,
}

impl Writer<'_> {
    fn pick(&self, en: &'static str, fr: &'static str) -> &'static str {
        self.env.lang.pick(en, fr)
    }

    fn line(&mut self, line: Line) {
        self.lines.push(CardLine { line, ..CardLine::default() });
    }

    fn blank(&mut self) {
        let empty = self.lines.last().is_none_or(|line| line.line.spans.is_empty());
        if !empty {
            self.lines.push(CardLine::default());
        }
    }

    fn heading(&mut self, text: &str) {
        self.blank();
        let text = text.to_owned();
        self.line(Line::default().and_strong(Role::Text, text));
    }

    fn paragraph(&mut self, role: Role, indent: usize, text: &str) {
        for part in wrap(text, self.width.saturating_sub(indent)) {
            self.line(Line::new(role, format!("{:indent$}{part}", "")));
        }
    }

    fn reference(&mut self, line: Line, right: Line, subject: Subject, by: Option<StatementId>) {
        let reference = Some(Reference { subject, by });
        self.lines.push(CardLine { line, right, reference });
    }

    /// A name that leads on, behind the sign of its link, with a note and pages.
    fn name(&mut self, sign: Option<Link>, subject: Subject, note: &str, right: String) {
        let env = self.env;
        let role = if sign == Some(Link::Via) { Role::Via } else { Role::Link };
        let mut line = Line::default()
            .and(role, format!("  {} ", env.signs.link(sign)))
            .and(role, env.data.corpus.name(subject));
        if !note.is_empty() {
            line = line.and(Role::Dim, format!("  {note}"));
        }
        self.reference(line, Line::new(Role::Dim, right), subject, None);
    }

    /// A name that leads on, after a word for the relation.
    fn related(&mut self, word: &str, subject: Subject) {
        let pages = self.env.data.index.pages_of(subject).len();
        let name = self.env.data.corpus.name(subject);
        let line = Line::new(Role::Dim, format!("  {word} ")).and(Role::Link, name);
        self.reference(line, Line::new(Role::Dim, page_count(pages)), subject, None);
    }

    fn page(&mut self, place: PageRef, subject: Option<Subject>) {
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
    fn why(&self, place: PageRef, subject: Subject, link: Link) -> String {
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
    fn neighbours(&mut self, place: PageRef, subject: Subject) {
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

    fn page_text(&mut self, place: PageRef) {
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

    /// A statement with its speakers, each of whom leads on.
    fn statement(&mut self, id: StatementId) {
        let env = self.env;
        let (corpus, lang) = (&env.data.corpus, env.lang);
        let statement = corpus.statement(id);
        let kind = Link::of(statement);
        let role = if kind == Link::Via { Role::Via } else { Role::Link };
        let sign = env.signs.link(Some(kind));
        let dash = env.signs.pick("—", "--");
        let word = link_word(Some(kind), lang);
        let pages = info::pages_of_statement(env, statement);
        let speakers = if statement.experts.is_empty() { 0 } else { statement.experts.len() };
        if speakers == 0 {
            let line = Line::new(role, format!("{sign} "))
                .and(Role::Text, info::author(env, statement))
                .and(Role::Dim, format!(" {dash} {word}"));
            self.lines.push(CardLine { line, right: Line::new(Role::Dim, pages), reference: None });
        } else {
            for &expert in &statement.experts {
                let name = corpus.expert(expert).name.as_str();
                let mut line = Line::new(role, format!("{sign} ")).and_strong(role, name);
                line = line.and(Role::Dim, format!(" {dash} {word}"));
                if !statement.via.is_empty() {
                    line = line.and(Role::Via, format!(" {}", names(corpus, &statement.via)));
                }
                let right = Line::new(Role::Dim, pages.clone());
                self.reference(line, right, Subject::Expert(expert), Some(id));
            }
        }
        self.words_of(statement);
        self.relations(statement);
    }

    fn words_of(&mut self, statement: &Statement) {
        let env = self.env;
        if let Some(quote) = &statement.quote {
            self.paragraph(Role::Text, 2, &env.signs.quoted(quote, env.lang));
        }
        let wording = statement.wording(env.lang);
        if !wording.is_empty() {
            let label = if statement.quote.is_some() {
                self.pick("In other words: ", "En d’autres mots\u{a0}: ")
            } else {
                match env.lang {
                    Lang::En => "Paraphrase: ",
                    Lang::Fr => "Paraphrase\u{a0}: ",
                }
            };
            self.paragraph(Role::Text, 2, &format!("{label}{wording}"));
        }
        if statement.pages.inherited {
            let text = self.pick(
                "The page is taken over from the sentence before.",
                "La page est reprise de la phrase précédente.",
            );
            self.paragraph(Role::Dim, 2, text);
        }
    }

    fn relations(&mut self, statement: &Statement) {
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

    fn statement_card(&mut self, id: StatementId) {
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
                let pages = env.data.index.pages_of(subject).len();
                self.name(Some(Link::of(statement)), subject, "", page_count(pages));
            }
        }
    }

    fn topic(&mut self, id: TopicId) {
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
    fn spoken(&mut self, named: Subject, with: Subject) {
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
            if statement.kind == crate::corpus::StatementKind::Mention {
                kind_word(statement.kind, env.lang)
            } else {
                link_word(link, env.lang)
            }
        });
        self.name(link, named, note, right);
    }

    fn topic_relations(&mut self, id: TopicId, topic: &Topic) {
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

    fn expert(&mut self, id: ExpertId) {
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
    fn relations_of(&mut self, statement: &Statement, expert: ExpertId) {
        if statement.experts.contains(&expert) {
            self.relations(statement);
        }
    }

    fn aliases(&mut self, aliases: &[Alias]) {
        if aliases.is_empty() {
            return;
        }
        let forms: Vec<String> = aliases
            .iter()
            .map(|alias| match &alias.reason {
                Some(reason) => format!("{} ({reason})", alias.form),
                None => alias.form.clone(),
            })
            .collect();
        let label = match self.env.lang {
            Lang::En => "Also: ",
            Lang::Fr => "Aussi\u{a0}: ",
        };
        self.paragraph(Role::Dim, 0, &format!("{label}{}", forms.join(", ")));
    }

    fn pages(&mut self, subject: Subject) {
        self.blank();
        let text = info::pages_sentence(self.env, subject);
        let role =
            if self.env.data.index.pages_of(subject).is_empty() { Role::Warn } else { Role::Text };
        self.paragraph(role, 0, &text);
    }

    fn sharing(&mut self, subject: Subject) {
        let sharing = self.env.data.index.sharing(subject);
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
