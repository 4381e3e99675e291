//! What a review shows: the words in their sentence, and what is proposed of them.
//!
//! ```text
//! 3 of 12 drafts · 9 read · 7 sure
//! A — line 41
//!   … Jourdain le dit : « le terrain compte » (p 22).
//! said by   Camille Jourdain
//! pages     22
//! rule      « », dit X — high confidence (95%)
//! ```

mod rest;

use super::card::read;
use super::env::Env;
use super::help;
use super::model::{Field, Model};
use super::styled::{Line, Role, wrap};
use super::text::Glow;
use crate::command::Command;
use crate::corpus::file::{CitationRecord, PagesRecord, PositionRecord, StatementRecord};
use crate::corpus::{StatementKind, Voice};
use crate::lang::Lang;
use crate::query::fold;
use crate::review::{HIGH, List, Looked, Pair, Review, Why};
use crate::words::{clean, count, kind_word};

/// How wide the names of the fields are.
const NAMES: usize = 11;

/// Below this width little is shown around the words, so that who says them stays in sight.
const NARROW: usize = 50;

/// How many letters are shown there before the words, and behind them.
const FEW: usize = 48;

/// How many names are suggested at most.
const SUGGESTED: usize = 5;

/// The lines of the review, for a box of `width` cells.
#[must_use]
pub fn lines(model: &Model, env: &Env, width: usize) -> Vec<Line> {
    let Some(review) = &model.review else { return Vec::new() };
    let mut writer = Writer { env, review, width: width.max(1), lines: Vec::new() };
    if let Some(why) = &model.unsaved {
        writer.unsaved(why);
    }
    match review.looked() {
        Looked::Names(pair) => writer.names(&pair),
        Looked::Statement(statement) => writer.statement(&statement),
        Looked::List(list) => writer.list(&list),
        Looked::End => writer.end(model.unsaved.is_none()),
    }
    writer.lines
}

/// How far the review has come: for the title of the box.
#[must_use]
pub fn progress(review: &Review, env: &Env) -> String {
    let progress = review.progress();
    let (done, all) = (progress.done, progress.done + progress.left);
    let dot = env.signs.dot();
    let percent = crate::words::percent(done, all);
    match env.lang {
        Lang::En => format!("{done} of {all} read ({percent}%) {dot} {} sure", progress.high),
        Lang::Fr => {
            format!("{done} sur {all} relus ({percent}\u{a0}%) {dot} {} sûrs", progress.high)
        }
    }
}

/// That no draft is left to be read.
#[must_use]
pub const fn all_read(env: &Env) -> &'static str {
    env.pick("Every draft was read.", "Toutes les ébauches sont relues.")
}

/// What a rule looks at, in words; none where another program made the draft.
#[must_use]
pub fn rule_words(rule: &str, lang: Lang) -> Option<&'static str> {
    let (en, fr) = match rule {
        "X :" => ("the name before the colon", "le nom avant les deux-points"),
        "X : «" => ("named before the quotation", "nommé avant la citation"),
        "« », dit X"
        | "« », X, role, dit"
        | "« », verbe X"
        | "«, » verbe X"
        | "« », X verbe"
        | "« » (X)" => ("named behind the quotation", "nommé après la citation"),
        "« , dit X, »" => ("named within the quotation", "nommé dans la citation"),
        "« », X p N" => ("name and page behind the quotation", "nom et page après la citation"),
        "« » — X" | "signature" => ("signed behind the quotation", "signé après la citation"),
        "« » (X, year)" => ("a work in brackets", "un ouvrage entre parenthèses"),
        "selon X" => ("“according to”", "«\u{a0}selon\u{a0}»"),
        "pour X" => ("“for”, at the head", "«\u{a0}pour\u{a0}», en tête"),
        "(X p N)" => ("name and page in brackets", "nom et page entre parenthèses"),
        "X (p N)" => ("a page right behind the name", "une page juste après le nom"),
        "X (year)" => (
            "a year and page alone, and their author before them",
            "une année et une page seules, leur auteur avant elles",
        ),
        "ibid." => {
            ("“ibid.”: the same work again", "«\u{a0}ibid.\u{a0}»\u{a0}: le même ouvrage encore")
        }
        "X dit" | "X dit :" | "X ajoute que" | "…, X dit" | "…, dit X" | "X, dit-il,"
        | "comme le dit X" | "comme X le dit" => {
            ("a verb of speech by the name", "un verbe de parole près du nom")
        }
        "la réponse de X" => ("whose answer or rule it is", "dont c’est la réponse ou la règle"),
        "X parle de ce que" => ("who tells how or why", "qui dit comment ou pourquoi"),
        "X propose de" => ("who asks or advises", "qui demande ou conseille"),
        "X souligne l’importance" => ("who stresses or fears", "qui souligne ou redoute"),
        "X … et dit que" => ("who does and says", "qui fait et dit"),
        "X … en disant que" => ("who does so to say", "qui le fait pour dire"),
        "X, qui dit" => ("a clause behind the name", "une relative derrière le nom"),
        "X, pour qui" => ("for whom it is so", "pour qui c’est ainsi"),
        "son rôle, X, dit" => ("an office before the name", "une fonction avant le nom"),
        "étude citée" | "son étude montre" => ("a study that is cited", "une étude citée"),
        "un X qui dit que" => ("who says it in a clause", "qui le dit dans une relative"),
        "l’avis de X" => ("in whose view it is so", "de l’avis de qui c’est ainsi"),
        "même avis chez X" => ("who thinks the same", "qui est du même avis"),
        "a row of a table" => ("a row of a table", "une ligne d’un tableau"),
        "X appelle" => ("who gives it a name", "qui lui donne un nom"),
        "plusieurs disent" => ("a group that speaks", "un groupe qui parle"),
        "X cite Y" => ("one who quotes another", "l’un qui cite l’autre"),
        "same sentence" => ("a name in the sentence", "un nom dans la phrase"),
        "sentence before" => ("who spoke just before", "qui parlait juste avant"),
        "page of the document" | "pages behind a list" => {
            ("a page, and nobody named", "une page, et personne de nommé")
        }
        "page without a person" => ("a page alone", "une page seule"),
        "block quotation" => ("a quotation set apart", "une citation détachée"),
        "nobody signs it" => ("a quotation nobody signs", "une citation que personne ne signe"),
        "an answer" => ("an answer of the interview", "une réponse de l’entretien"),
        "page before the words" => ("a page, then the words", "une page, puis les mots"),
        "below a page" => ("noted below a page", "noté sous une page"),
        "below X" => ("below a heading with the name", "sous un titre qui porte le nom"),
        "the author's own" => ("what the author thinks", "ce que pense l’auteur"),
        "X: p N" => ("a name, then its pages", "un nom, puis ses pages"),
        "pages below a heading" => ("the heading above the pages", "le titre au-dessus des pages"),
        "X first" => ("what the passage begins with", "ce par quoi le passage commence"),
        "a work of a list" => ("a work of a reading list", "un ouvrage d’une liste"),
        "X [p N]" => ("a name right before the brackets", "un nom juste avant la parenthèse"),
        "X is on p N" => ("the sentence says where it is", "la phrase dit où cela se trouve"),
        "head of the sentence" => {
            ("what the sentence begins with", "ce par quoi la phrase commence")
        }
        "a note at the foot" => ("a note at the foot", "une note de bas de page"),
        "theme before" => ("what the sentence before is about", "ce dont parle la phrase d’avant"),
        "theme of the heading" => ("the heading above it", "le titre au-dessus"),
        "theme of the question" => ("what the question asks for", "ce que demande la question"),
        "X below p N" => ("right below the page", "juste sous la page"),
        "words near the pages" => ("words near the pages", "des mots près des pages"),
        _ => return None,
    };
    Some(if lang == Lang::Fr { fr } else { en })
}

/// The last words of a text, behind a sign that more comes before.
fn last_words(text: &str, env: &Env) -> String {
    let from = text.char_indices().rev().nth(FEW).map(|(at, _)| at);
    let from = from.and_then(|at| text[at..].find(' ').map(|space| at + space));
    from.map_or_else(|| text.to_owned(), |at| format!("{}{}", ellipsis(env), &text[at..]))
}

/// The first words of a text, before a sign that more comes behind.
fn first_words(text: &str, env: &Env) -> String {
    let to = text.char_indices().nth(FEW).and_then(|(at, _)| text[..at].rfind(' '));
    to.map_or_else(|| text.to_owned(), |at| format!("{} {}", &text[..at], ellipsis(env)))
}

const fn ellipsis(env: &Env) -> &'static str {
    env.signs.pick("…", "...")
}

/// Known names in which the last name that is typed stands.
#[must_use]
pub fn suggested(model: &Model, field: Field, typed: &str) -> String {
    let list = match field {
        Field::Speaker => List::Experts,
        Field::Topics => List::Topics,
        Field::Words | Field::Pages | Field::Split => return String::new(),
    };
    let Some(review) = &model.review else { return String::new() };
    let last = typed.rsplit([',', ';']).next().unwrap_or_default();
    let last = fold(last.rsplit(" via ").next().unwrap_or_default().trim());
    if last.is_empty() {
        return String::new();
    }
    let names = review.known(list).into_iter().map(|(_, name, _)| name);
    let names = names.filter(|name| fold(name).contains(&last) && fold(name) != last);
    names.take(SUGGESTED).collect::<Vec<_>>().join(", ")
}

struct Writer<'a> {
    env: &'a Env,
    review: &'a Review,
    width: usize,
    lines: Vec<Line>,
}

impl Writer<'_> {
    fn paragraph(&mut self, role: Role, text: &str) {
        self.lines
            .extend(wrap(&clean(text), self.width).into_iter().map(|part| Line::new(role, part)));
    }

    fn blank(&mut self) {
        self.lines.push(Line::default());
    }

    /// That the last steps are in no file, why, and what can be done.
    fn unsaved(&mut self, why: &str) {
        let [quit] = help::named(self.env, [Command::Quit]);
        let text = match self.env.lang {
            Lang::En => format!(
                "Not saved: {why}. Each step tries again; {quit} asks before anything is lost."
            ),
            Lang::Fr => format!(
                "Non enregistré\u{a0}: {why}. Chaque étape réessaie\u{202f}; {quit} demande avant toute perte."
            ),
        };
        self.paragraph(Role::Error, &text);
        self.blank();
    }

    /// A field: its name, then what it holds.
    fn field(&mut self, name: &str, role: Role, text: &str) {
        let narrow = self.width < 40;
        let indent = if narrow { 2 } else { NAMES };
        if narrow {
            self.lines.push(Line::new(Role::Dim, name));
        }
        for (at, part) in
            wrap(&clean(text), self.width.saturating_sub(indent)).into_iter().enumerate()
        {
            let head = if at == 0 && !narrow { name } else { "" };
            let line = Line::new(Role::Dim, format!("{head:indent$}")).and(role, part);
            self.lines.push(line);
        }
    }

    fn statement(&mut self, statement: &StatementRecord) {
        self.draft(statement.position.as_ref(), |writer| writer.proposed(statement));
    }

    fn list(&mut self, list: &CitationRecord) {
        self.draft(list.position.as_ref(), |writer| writer.proposed_list(list));
    }

    /// A draft: where it was read, what is proposed of it, and what else is to be read.
    fn draft(&mut self, position: Option<&PositionRecord>, proposed: impl FnOnce(&mut Self)) {
        let (env, review, lang) = (self.env, self.review, self.env.lang);
        let place = review.place();
        let left = review.progress().left;
        let source = position.and_then(|position| position.source.clone());
        // The only source need not be named where what is proposed of it would be pushed out of sight.
        let several = review.document().list(List::Sources).len() > 1;
        let named = source.filter(|_| several || self.width >= NARROW);
        let source = named.map_or_else(String::new, |id| {
            let title = review.title(&id);
            if title.is_empty() { title } else { format!(" {} {title}", env.signs.dot()) }
        });
        let line = position.and_then(|position| position.line);
        let line = line.map_or_else(String::new, |line| match lang {
            Lang::En => format!(", line {line}"),
            Lang::Fr => format!(", ligne {line}"),
        });
        let head = match lang {
            Lang::En => format!("Draft {place} of {left}{source}{line}"),
            Lang::Fr => format!("Ébauche {place} sur {left}{source}{line}"),
        };
        self.paragraph(Role::Dim, &head);
        self.blank();
        let mut whole = None;
        if let Some(position) = position {
            whole = self.in_its_sentence(position);
            if review.origin().is_empty() {
                let text = env.pick(
                    "(the text of the source is not at hand: its words alone)",
                    "(le texte de la source n’est pas là\u{a0}: ses mots seulement)",
                );
                self.paragraph(Role::Dim, text);
            }
        } else {
            let text =
                env.pick("(where it was read is not known)", "(on ne sait pas où cela a été lu)");
            self.paragraph(Role::Warn, text);
        }
        self.blank();
        proposed(self);
        if let Some([before, words, after]) = whole {
            self.blank();
            let heading = env.pick("The whole sentence", "La phrase entière");
            self.lines.push(Line::default().and_strong(Role::Text, heading));
            self.sentence(&before, &words, &after);
        }
        self.also();
    }

    /// The words of a place in their sentence; returns all of it where only some is shown.
    fn in_its_sentence(&mut self, position: &PositionRecord) -> Option<[String; 3]> {
        let sentence = self.review.origin().sentence(position);
        let [before, words, after] = [&sentence.before, &sentence.words, &sentence.after]
            .map(|text| clean(text).into_owned());
        let (few, more) = if self.width < NARROW {
            (last_words(&before, self.env), first_words(&after, self.env))
        } else {
            (before.clone(), after.clone())
        };
        self.sentence(&few, &words, &more);
        (few != before || more != after).then_some([before, words, after])
    }

    /// Words in their sentence.
    fn sentence(&mut self, before: &str, words: &str, after: &str) {
        let text = format!("{before}{words}{after}");
        let lit = [(before.len()..before.len() + words.len(), Glow::Own)];
        self.lines.extend(read(&text, &lit, self.width));
    }

    /// What is proposed of a statement, and why.
    fn proposed(&mut self, statement: &StatementRecord) {
        let (env, review, lang) = (self.env, self.review, self.env.lang);
        let heading = env.pick("Proposed", "Proposé");
        self.lines.push(Line::default().and_strong(Role::Text, heading));
        let names = review.names(List::Experts, &statement.experts);
        let author = statement.voice == Some(Voice::Author);
        let (role, who) = if author {
            (Role::Text, env.pick("the author of the source", "l’auteur de la source"))
        } else if names.is_empty() {
            (Role::Warn, env.pick("nobody yet (s names someone)", "personne (s nomme quelqu’un)"))
        } else {
            (Role::Link, names.as_str())
        };
        self.field(env.pick("said by", "dit par"), role, who);
        if !statement.via.is_empty() {
            let via = review.names(List::Experts, &statement.via);
            self.field(env.pick("via", "cité par"), Role::Via, &via);
        }
        let kind = statement.kind.unwrap_or(StatementKind::Mention);
        let text = statement.text.clone().unwrap_or_default();
        let text = match &statement.quote {
            Some(quote) if *quote == text => env.signs.quoted(quote, lang),
            Some(quote) => format!("{} ({text})", env.signs.quoted(quote, lang)),
            None => text,
        };
        self.field(kind_word(kind, lang), Role::Text, &text);
        self.pages(statement.report.as_deref(), statement.pages.as_ref());
        let topics = review.names(List::Topics, &statement.topics);
        let topics = if topics.is_empty() { env.pick("none", "aucune").to_owned() } else { topics };
        self.field(env.pick("trends", "tendances"), Role::Text, &topics);
        self.rule(statement.rule.as_deref(), statement.confidence);
    }

    /// What is proposed of a page list, and why.
    fn proposed_list(&mut self, list: &CitationRecord) {
        let env = self.env;
        let heading = env.pick("A page list is proposed", "Une liste de pages est proposée");
        // The name says as much where there is little room.
        if self.width >= NARROW {
            self.strong(Role::Text, heading);
        }
        let name = self.review.name_of(list);
        self.field(env.pick("trend", "tendance"), Role::Link, &name);
        self.pages(list.report.as_deref(), list.pages.as_ref());
        self.rule(list.rule.as_deref(), list.confidence);
    }

    /// The pages as they can be typed, and as they are printed where that is something else.
    fn pages(&mut self, report: Option<&str>, pages: Option<&PagesRecord>) {
        let env = self.env;
        let printed = pages.and_then(|pages| pages.printed.clone()).unwrap_or_default();
        let shown = self.review.pages_of(report, pages);
        let shown = if shown.is_empty() {
            env.pick("none given", "aucune donnée").to_owned()
        } else if printed.is_empty() || printed == shown {
            shown
        } else {
            format!("{shown}   ({})", env.signs.quoted(&printed, env.lang))
        };
        self.field("pages", Role::Text, &shown);
    }

    /// The rule that proposes it, and how sure that is.
    fn rule(&mut self, rule: Option<&str>, confidence: Option<f64>) {
        let (env, lang) = (self.env, self.env.lang);
        let rule = rule.unwrap_or_default();
        let rule = rule_words(rule, lang).unwrap_or(rule).to_owned();
        let dash = env.signs.pick("—", "-");
        let sure = match confidence {
            Some(sure) => {
                let percent = format!("{:.0}", sure * 100.0);
                let word = match (sure >= HIGH, sure < 0.5) {
                    (true, _) => env.pick("high confidence", "confiance haute"),
                    (_, true) => env.pick("low confidence", "confiance basse"),
                    _ => env.pick("middling confidence", "confiance moyenne"),
                };
                match lang {
                    Lang::En => format!("{rule} {dash} {word} ({percent}%)"),
                    Lang::Fr => format!("{rule} {dash} {word} ({percent}\u{a0}%)"),
                }
            }
            None => rule,
        };
        let high = confidence.is_some_and(|sure| sure >= HIGH);
        let role = if high { Role::Ok } else { Role::Warn };
        self.field(env.pick("rule", "règle"), role, &sure);
    }

    fn names(&mut self, pair: &Pair) {
        let (env, lang) = (self.env, self.env.lang);
        let kind = match pair.list {
            List::Topics => env.pick("trends", "tendances"),
            _ => env.pick("people", "personnes"),
        };
        let head = match lang {
            Lang::En => format!("Are these two {kind} one?"),
            Lang::Fr => format!("Ces deux {kind} n’en font-elles qu’une\u{a0}?"),
        };
        self.lines.push(Line::default().and_strong(Role::Text, head));
        self.blank();
        for (id, word) in [
            (&pair.keep, env.pick("kept", "gardé")),
            (&pair.drop, env.pick("an alias", "un alias")),
        ] {
            let name = self.review.name(pair.list, id);
            let uses = self.review.uses(id);
            let uses = count(uses, ("statement", "statements"), ("propos", "propos"), lang);
            self.field(word, Role::Link, &format!("{name}   ({uses})"));
        }
        self.blank();
        let why = match pair.why {
            Why::Same => env.pick(
                "They differ in accents, capitals or signs alone.",
                "Ils ne diffèrent que par accents, capitales ou signes.",
            ),
            Why::OneLetter => env.pick("They differ in one letter.", "Ils diffèrent d’une lettre."),
            Why::Surname => env.pick(
                "One is the surname of the other, and of nobody else.",
                "L’un est le nom de famille de l’autre, et de personne d’autre.",
            ),
            Why::Initials => env.pick(
                "One has an initial where the other has a first name.",
                "L’un a une initiale là où l’autre a un prénom.",
            ),
        };
        self.paragraph(Role::Text, why);
        let commands = [Command::ReviewAccept, Command::ReviewReject, Command::ReviewNext];
        let [accept, reject, next] = help::named(env, commands);
        let ways = match env.lang {
            Lang::En => format!(
                "{accept} makes them one, {reject} keeps them apart, {next} asks another time."
            ),
            Lang::Fr => {
                format!("{accept} les réunit, {reject} les garde à part, {next} remet à plus tard.")
            }
        };
        self.paragraph(Role::Dim, &ways);
    }

    fn end(&mut self, saved: bool) {
        let (env, lang) = (self.env, self.env.lang);
        let done = self.review.progress().done;
        self.strong(Role::Ok, all_read(env));
        self.blank();
        let text =
            count(done, ("draft read", "drafts read"), ("ébauche relue", "ébauches relues"), lang);
        self.paragraph(Role::Text, &text);
        let [undo, leave] = help::named(env, [Command::ReviewUndo, Command::Quit]);
        let all =
            if saved { env.pick("All of it is saved. ", "Tout est enregistré. ") } else { "" };
        let ways = match lang {
            Lang::En => format!("{all}{undo} takes the last step back, {leave} leaves."),
            Lang::Fr => format!("{all}{undo} annule la dernière étape, {leave} quitte."),
        };
        self.paragraph(Role::Dim, &ways);
        self.rest();
    }
}
