//! Where something comes from, in words: the provenance box, and the sentences
//! that cards and lists share.

use super::env::Env;
use super::help;
use super::model::{Model, Pane, Shown};
use super::reread::Unfit;
use super::styled::{Line, Role, wrap};
use crate::command::Command;
use crate::corpus::{
    Citation, ExpertId, PageRef, Part, Position, RelationKind, Statement, StatementId, Subject,
    Voice,
};
use crate::index::Link;
use crate::lang::Lang;
use crate::words::{
    self, clean, draft_word, is_uncited, kind_word, link_word, names, page_label, percent,
    place_runs, place_runs_within,
};

/// What is wrong with data that was read again, the first of it or the whole, and what stands
/// behind the box.
#[must_use]
pub fn unfit(unfit: &Unfit, whole: bool, env: &Env, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut say = |role, text: &str| {
        lines.extend(wrap(text, width).into_iter().map(|line| Line::new(role, line)));
        lines.push(Line::default());
    };
    say(
        Role::Text,
        env.pick(
            "The data was read again and cannot be used as it is now.",
            "Les données ont été relues\u{202f}; elles ne peuvent servir en l’état.",
        ),
    );
    let told = if whole { unfit.problems.len() } else { 1 };
    for problem in unfit.problems.iter().take(told) {
        say(Role::Error, problem);
    }
    let more = unfit.problems.len().saturating_sub(told);
    let noun = env.lang.plural(more, ("problem", "problems"), ("problème", "problèmes"));
    match env.lang {
        _ if more == 0 => {}
        Lang::En => say(Role::Text, &format!("And {more} more {noun}.")),
        Lang::Fr => say(Role::Text, &format!("Et {more} {noun} de plus.")),
    }
    let when = unfit.age.map_or_else(String::new, |minutes| read_ago(minutes, env.lang));
    let text = match env.lang {
        Lang::En => format!("The last good version{when} is still shown behind this box."),
        Lang::Fr => {
            format!("La dernière version correcte{when} reste montrée derrière cette fenêtre.")
        }
    };
    say(Role::Text, &text);
    let [close, reload, report] =
        help::named(env, [Command::Close, Command::Reload, Command::Report]);
    let report = match env.lang {
        _ if more == 0 => String::new(),
        Lang::En => format!(", {report} tells all of it"),
        Lang::Fr => format!(", {report} dit tout"),
    };
    let ways = match env.lang {
        Lang::En => format!("{close} keeps it, {reload} reads the file again{report}."),
        Lang::Fr => format!("{close} la garde, {reload} relit le fichier{report}."),
    };
    say(Role::Dim, &ways);
    lines.pop();
    lines
}

/// How long ago something was read, in brackets.
fn read_ago(minutes: u64, lang: Lang) -> String {
    let (count, en, fr) = match minutes {
        0 => return lang.pick(" (read just now)", " (lue à l’instant)").to_owned(),
        1..60 => (minutes, ("minute", "minutes"), ("minute", "minutes")),
        60..1_440 => (minutes / 60, ("hour", "hours"), ("heure", "heures")),
        _ => (minutes / 1_440, ("day", "days"), ("jour", "jours")),
    };
    let noun = lang.plural(usize::try_from(count).unwrap_or(usize::MAX), en, fr);
    match lang {
        Lang::En => format!(" (read {count} {noun} ago)"),
        Lang::Fr => format!(" (lue il y a {count} {noun})"),
    }
}

/// The word of a relation between statements.
#[must_use]
pub const fn relation_word(kind: RelationKind, lang: Lang) -> &'static str {
    match kind {
        RelationKind::Agrees => lang.pick("agrees with", "rejoint"),
        RelationKind::Nuances => lang.pick("nuances", "nuance"),
        RelationKind::Contradicts => lang.pick("contradicts", "contredit"),
        RelationKind::Continues => lang.pick("goes on from", "prolonge"),
    }
}

/// Who speaks where no expert does.
#[must_use]
pub fn author(env: &Env, statement: &Statement) -> String {
    let source =
        statement.position.as_ref().map(|position| env.data.corpus.source(position.source));
    let name = source.and_then(|source| source.author.as_ref().or(source.publisher.as_ref()));
    match (statement.voice, name) {
        (Voice::Report, _) => env.lang.pick("The report", "Le rapport").to_owned(),
        (_, Some(name)) => name.to_string(),
        (_, None) => env.lang.pick("The source’s author", "L’auteur de la source").to_owned(),
    }
}

/// The pages of a statement in a column: `p. 22`, `(p. 22)` where inherited, `p. ?`.
#[must_use]
pub fn pages_of_statement(env: &Env, statement: &Statement) -> String {
    let places = statement.places();
    if places.is_empty() {
        // A summary without pages of its own has none to miss.
        let missed = statement.pages.absent.is_some() && !statement.experts.is_empty();
        return if missed { "p. ?".to_owned() } else { String::new() };
    }
    let pages = format!("p. {}", place_runs(&env.data.corpus, &places, env.signs));
    if statement.pages.inherited { format!("({pages})") } else { pages }
}

/// That no page cites a subject, or that the source gives none.
#[must_use]
pub fn no_page(env: &Env, subject: Subject) -> &'static str {
    if is_uncited(&env.data.corpus, &env.data.index, subject) {
        return env.pick(
            "No page cites it; the text of every page was searched.",
            "Aucune page citée\u{a0}; le texte de toutes les pages a été cherché.",
        );
    }
    env.pick("Page not given by the source.", "Page non précisée par la source.")
}

/// A sentence names so many cells of pages; the ribbon and `n` show all of them.
const MOST_RUNS: usize = 600;

/// Pages in a sentence: the first of them where there are very many.
pub(super) fn runs(env: &Env, pages: &[PageRef]) -> String {
    let end = env.signs.pick(", …", ", ...");
    place_runs_within(&env.data.corpus, pages, env.signs, MOST_RUNS, end)
}

/// How many pages a subject has and which, or that the source gives none; to stand behind
/// a name and a colon.
#[must_use]
pub fn pages_sentence(env: &Env, subject: Subject) -> String {
    let data = &env.data;
    let pages = data.index.pages_of(subject);
    let Some(first) = pages.first() else {
        return words::no_page(&data.corpus, &data.index, subject, env.lang).to_owned();
    };
    let whole = data.corpus.report(first.report).pages;
    let runs = runs(env, pages);
    let n = pages.len();
    let one_report = pages.iter().all(|page| page.report == first.report);
    if !one_report {
        return match env.lang {
            Lang::En => format!("{n} pages: {runs}"),
            Lang::Fr => format!("{n} pages\u{a0}: {runs}"),
        };
    }
    let share = percent(n, whole as usize);
    match env.lang {
        Lang::En => {
            let noun = if n == 1 { "page" } else { "pages" };
            format!("{n} {noun} of {whole} ({share}%): {runs}")
        }
        Lang::Fr => {
            let noun = if n == 1 { "page" } else { "pages" };
            format!("{n} {noun} sur {whole} ({share}\u{a0}%)\u{a0}: {runs}")
        }
    }
}

/// That an expert makes no claim, and in which part he or she is named.
#[must_use]
pub fn no_claim(env: &Env, id: ExpertId) -> String {
    let expert = env.data.corpus.expert(id);
    let name = &expert.name;
    match (env.lang, expert.part) {
        (Lang::En, Part::Organiser) => {
            format!("{name} is named as organiser; the source attributes no statement to them.")
        }
        (Lang::En, _) => format!("{name} is named; the source attributes no statement to them."),
        (Lang::Fr, Part::Organiser) => format!(
            "{name} apparaît comme organisateur\u{a0}; la source ne lui attribue aucun propos."
        ),
        (Lang::Fr, _) => {
            format!("{name} est nommé\u{a0}; la source ne lui attribue aucun propos.")
        }
    }
}

/// The lines of the provenance box, wrapped to `width` cells.
#[must_use]
pub fn provenance(model: &Model, env: &Env, width: usize) -> Vec<Line> {
    let mut writer = Writer { env, width, lines: Vec::new() };
    match (model.focus, model.statements.chosen, model.page.shown) {
        (Pane::Statements, Some(id), _) | (Pane::Page, _, Shown::Statement(id)) => {
            writer.statement(id);
        }
        (Pane::Page, _, Shown::Page(place)) => writer.page(place),
        (Pane::Experts, ..) => {
            if let Some(id) = model.experts.chosen {
                writer.subject(Subject::Expert(id));
            }
        }
        (Pane::Trends, ..) => {
            if let Some(id) = model.topics.chosen {
                writer.subject(Subject::Topic(id));
            }
        }
        _ => {
            if let Some(subject) = model.subject {
                writer.subject(subject);
            }
        }
    }
    if writer.lines.is_empty() {
        let text = env.lang.pick("Nothing is chosen here.", "Rien n’est choisi ici.");
        writer.words(Role::Text, text);
    } else if env.data.corpus.page_texts.is_empty() {
        writer.blank();
        let text = env.lang.pick(
            "Pages are second-hand: they are those that the source prints, not read in the report itself.",
            "Les pages sont de seconde main\u{a0}: ce sont celles qu’imprime la source, sans lecture du rapport lui-même.",
        );
        writer.words(Role::Dim, text);
    }
    writer.lines
}

struct Writer<'a> {
    env: &'a Env,
    width: usize,
    lines: Vec<Line>,
}

impl Writer<'_> {
    fn words(&mut self, role: Role, text: &str) {
        self.lines.extend(wrap(text, self.width).into_iter().map(|line| Line::new(role, line)));
    }

    fn blank(&mut self) {
        self.lines.push(Line::default());
    }

    fn heading(&mut self, text: &str) {
        if !self.lines.is_empty() {
            self.blank();
        }
        for line in wrap(text, self.width) {
            self.lines.push(Line::default().and_strong(Role::Text, line));
        }
    }

    /// A fact behind its name.
    fn fact(&mut self, en: &str, fr: &str, value: &str) {
        let text = match self.env.lang {
            Lang::En => format!("{en}: {value}"),
            Lang::Fr => format!("{fr}\u{a0}: {value}"),
        };
        self.words(Role::Text, &text);
    }

    fn position(&mut self, position: Option<&Position>) {
        let Some(position) = position else {
            let text = self.env.lang.pick(
                "The data does not say where it was read.",
                "Les données ne disent pas où cela a été lu.",
            );
            return self.words(Role::Warn, text);
        };
        let source = self.env.data.corpus.source(position.source);
        let by = source.author.as_ref().or(source.publisher.as_ref());
        let title = self.env.signs.quoted(&source.title, self.env.lang);
        let who = by.map_or_else(String::new, |by| format!("{by}, "));
        self.fact("Read in", "Lu dans", &format!("{who}{title}"));
        let line = position.line.to_string();
        let place = match self.env.lang {
            Lang::En => format!("line {line}, characters {} to {}", position.start, position.end),
            Lang::Fr => format!("ligne {line}, caractères {} à {}", position.start, position.end),
        };
        self.fact("At", "À", &place);
        if !position.exact.is_empty() {
            let exact = self.env.signs.quoted(&clean(&position.exact), self.env.lang);
            self.fact("Words there", "Mots à cet endroit", &exact);
        }
    }

    fn printed(&mut self, printed: &str) {
        if !printed.is_empty() {
            let printed = self.env.signs.quoted(printed, self.env.lang);
            self.fact("Pages as printed", "Pages telles qu’imprimées", &printed);
        }
    }

    fn statement(&mut self, id: StatementId) {
        let env = self.env;
        let corpus = &env.data.corpus;
        let statement = corpus.statement(id);
        let who = if statement.experts.is_empty() {
            author(env, statement)
        } else {
            names(corpus, &statement.experts)
        };
        self.heading(&who);
        let link = Link::of(statement);
        let sign = env.signs.link(Some(link));
        let kind = kind_word(statement.kind, env.lang);
        let word = link_word(Some(link), env.lang);
        let kind = if kind == word { String::new() } else { format!(", {kind}") };
        self.fact("Link", "Lien", &format!("{sign} {word}{kind}"));
        self.state(statement.draft, statement.rule.as_deref(), statement.confidence);
        if !statement.via.is_empty() {
            self.fact("Quoted by", "Cité par", &names(corpus, &statement.via));
        }
        self.printed(&statement.pages.printed);
        if statement.pages.inherited {
            let text = env.lang.pick(
                "The page is taken over from the sentence before.",
                "La page est reprise de la phrase précédente.",
            );
            self.words(Role::Text, text);
        }
        if statement.pages.absent.is_some() {
            let text =
                env.lang.pick("Page not given by the source.", "Page non précisée par la source.");
            self.words(Role::Warn, text);
        }
        self.position(statement.position.as_ref());
    }

    /// That nobody has read it over, and by which rule it was drafted.
    fn state(&mut self, draft: bool, rule: Option<&str>, confidence: Option<f64>) {
        let Some(word) = draft_word(draft, self.env.lang) else { return };
        let rule = rule.filter(|rule| !rule.is_empty()).map(str::to_owned);
        let sure = confidence.map(|sure| format!("{:.0} %", sure * 100.0));
        let parts: Vec<String> = [rule, sure].into_iter().flatten().collect();
        let unread = self.env.pick("nobody has read it over", "personne ne l’a relue");
        let why = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
        self.fact("State", "État", &format!("{word}, {unread}{why}"));
    }

    fn citation(&mut self, citation: &Citation) {
        let sign = self.env.signs.link(Some(Link::Listed));
        let word = link_word(Some(Link::Listed), self.env.lang);
        self.fact("Link", "Lien", &format!("{sign} {word}"));
        self.state(citation.draft, citation.rule.as_deref(), citation.confidence);
        self.printed(&citation.pages.printed);
        self.position(citation.position.as_ref());
    }

    fn subject(&mut self, subject: Subject) {
        let data = &self.env.data;
        let facts = data.index.facts(subject);
        self.heading(data.corpus.name(subject));
        if facts.pages.is_empty() {
            self.words(Role::Warn, no_page(self.env, subject));
        } else {
            self.words(Role::Text, &pages_sentence(self.env, subject));
        }
        for &id in &facts.citations {
            self.blank();
            self.citation(data.corpus.citation(id));
        }
        for &id in &facts.statements {
            self.statement(id);
        }
        if let Subject::Topic(id) = subject
            && let Some(definition) = &data.corpus.topic(id).definition
        {
            self.heading(self.env.lang.pick("Definition", "Définition"));
            self.position(definition.position.as_ref());
        }
        let uncited = is_uncited(&data.corpus, &data.index, subject);
        if facts.citations.is_empty() && facts.statements.is_empty() && !uncited {
            let text = self.env.lang.pick(
                "The source names it and says nothing more.",
                "La source le nomme et n’en dit pas plus.",
            );
            self.words(Role::Text, text);
        }
    }

    fn page(&mut self, place: PageRef) {
        let data = &self.env.data;
        let facts = data.index.page(place);
        self.heading(&page_label(&data.corpus, place));
        for &id in &facts.citations {
            let citation = data.corpus.citation(id);
            self.heading(data.corpus.name(citation.subject));
            self.citation(citation);
        }
        for &id in &facts.statements {
            self.statement(id);
        }
        if facts.citations.is_empty() && facts.statements.is_empty() {
            let text =
                self.env.lang.pick("Nothing refers to this page.", "Rien ne renvoie à cette page.");
            self.words(Role::Text, text);
        }
    }
}
