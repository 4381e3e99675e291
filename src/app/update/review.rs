//! Reading drafts over: every step changes the file and saves it.

use tui_input::Input;

use super::super::env::Env;
use super::super::help::named;
use super::super::model::{Effect, Field, Layer, Model};
use super::super::review::all_read;
use super::super::styled::Role;
use super::say;
use crate::command::Command;
use crate::lang::Lang;
use crate::review::{Did, List, Looked, Refused, Review};

/// How a run ends that could not write: as on the command line.
const UNWRITTEN: u8 = 5;

/// Opens the drafts of the file.
fn begin(model: &mut Model, env: &Env) {
    match &model.review {
        Some(review) if review.has_drafts() => model.layers.push(Layer::Review { top: 0 }),
        None if env.data.corpus.drafts() > 0 => {
            let text = env.pick(
                "Drafts are reviewed in one JSON file: renvoi review FILE.",
                "Les ébauches se relisent dans un seul fichier JSON\u{a0}: renvoi review FICHIER.",
            );
            say(model, Role::Warn, text);
        }
        _ => {
            let text = env.pick(
                "There is no draft to review in this data.",
                "Il n’y a pas d’ébauche à relire dans ces données.",
            );
            say(model, Role::Dim, text);
        }
    }
}

/// Whether a review is what Esc and q would leave.
pub(super) fn is_left(model: &Model) -> bool {
    matches!(model.layers.last(), Some(Layer::Review { .. }))
}

/// Whether the next command to leave would lose steps that are in no file.
pub(super) fn is_lost(model: &Model) -> bool {
    // A review that is left to the browser goes on there, and so does a box that is closed.
    let leaves = if is_left(model) { model.only_review } else { model.layers.is_empty() };
    model.unsaved.is_some() && leaves
}

/// Reads the data again, unless that is to be asked first.
pub(super) fn reload(model: &mut Model, env: &Env, warned: bool) -> Option<Effect> {
    if is_left(model) {
        let [quit] = named(env, [Command::Quit]);
        let text = match env.lang {
            Lang::En => format!("Leave the review first: {quit}."),
            Lang::Fr => format!("Quittez d’abord la relecture\u{a0}: {quit}."),
        };
        say(model, Role::Warn, text);
        return None;
    }
    let lost = model.unsaved.is_some() && !warned;
    Some(if lost { warn(model, Command::Reload) } else { Effect::Reload })
}

/// Tries once more to save before steps are lost; what comes of it is said by [`saved`].
pub(super) const fn warn(model: &mut Model, command: Command) -> Effect {
    model.warned = Some(command);
    Effect::SaveReview
}

/// Takes in whether the file was written. What stays to be said of one that was not stands in
/// the review, where there is room for it.
pub(super) fn saved(model: &mut Model, env: &Env, why: Option<String>) {
    let before = std::mem::replace(&mut model.unsaved, why);
    let key = |command| {
        let [key] = named(env, [command]);
        key
    };
    let text = match (&model.unsaved, model.warned, env.lang) {
        (None, None, _) => return,
        (None, Some(command), Lang::En) => format!("Saved now: {} goes on.", key(command)),
        (None, Some(command), Lang::Fr) => format!("Enregistré\u{a0}: {} continue.", key(command)),
        (Some(_), Some(command), Lang::En) => format!("{} again loses these steps.", key(command)),
        (Some(_), Some(command), Lang::Fr) => format!("Encore {} perd ces étapes.", key(command)),
        (Some(_), None, Lang::En) => "Not saved: see above.".to_owned(),
        (Some(_), None, Lang::Fr) => "Non enregistré\u{a0}: voir plus haut.".to_owned(),
    };
    if model.unsaved.is_none() {
        model.warned = None;
    }
    let role = if model.unsaved.is_some() { Role::Error } else { Role::Ok };
    if before != model.unsaved {
        to_top(model);
    }
    say(model, role, text);
}

/// Ends the program; a review whose last steps are in no file ends as what was not written.
pub(super) const fn quit(model: &Model) -> Effect {
    Effect::Quit(if model.unsaved.is_some() { UNWRITTEN } else { 0 })
}

/// Leaves the review.
pub(super) fn leave(model: &mut Model, env: &Env) -> Option<Effect> {
    model.layers.pop();
    if model.only_review {
        return Some(quit(model));
    }
    let left = model.review.as_ref().map_or(0, |review| review.progress().left);
    let [review] = named(env, [Command::Review]);
    let text = match (left, env.lang) {
        _ if model.unsaved.is_some() => env
            .pick("The review is not saved yet.", "La relecture n’est pas encore enregistrée.")
            .to_owned(),
        (0, _) => all_read(env).to_owned(),
        (_, Lang::En) => format!("{left} left to review: {review} goes on."),
        (_, Lang::Fr) => format!("Encore {left} à relire\u{a0}: {review} reprend."),
    };
    say(model, if model.unsaved.is_some() { Role::Error } else { Role::Dim }, text);
    let touched = model.review.as_mut().is_some_and(|review| review.take_touched());
    touched.then_some(Effect::Reread)
}

/// A command of the review.
pub(super) fn command(model: &mut Model, command: Command, env: &Env) -> Option<Effect> {
    use Command as C;
    if command == C::Review {
        begin(model, env);
        return None;
    }
    let review = model.review.as_mut()?;
    let done = match command {
        C::ReviewAccept => review.accept(),
        C::ReviewReject => review.reject(),
        C::ReviewAuthor => review.author(),
        C::ReviewMerge => review.merge(),
        C::ReviewHigh => review.accept_high(),
        C::ReviewUndo => {
            let undone = review.undo();
            return taken_back(model, env, undone);
        }
        C::ReviewNext | C::ReviewPrev => {
            review.skip(command == C::ReviewNext);
            to_top(model);
            return None;
        }
        _ => {
            ask(model, field_of(command), env);
            return None;
        }
    };
    settle(model, env, done)
}

const fn field_of(command: Command) -> Field {
    match command {
        Command::ReviewSpeaker => Field::Speaker,
        Command::ReviewPages => Field::Pages,
        Command::ReviewTopics => Field::Topics,
        Command::ReviewSplit => Field::Split,
        _ => Field::Words,
    }
}

fn to_top(model: &mut Model) {
    if let Some(Layer::Review { top }) = model.layers.last_mut() {
        *top = 0;
    }
}

/// Opens the line in which a field is put right, with what it holds.
fn ask(model: &mut Model, field: Field, env: &Env) {
    let Some(review) = &model.review else { return };
    let text = match held(review, field) {
        Ok(text) => text,
        Err(refused) => return refuse(model, env, &refused),
    };
    let mut input = Input::new(text);
    if field == Field::Split {
        input.handle(tui_input::InputRequest::GoToStart);
    }
    model.layers.push(Layer::Correct { field, input, problem: None });
}

/// What a field of the draft that is looked at holds, as it is typed.
fn held(review: &Review, field: Field) -> Result<String, Refused> {
    match (review.looked(), field) {
        (Looked::Statement(statement), field) => Ok(match field {
            Field::Words | Field::Split => statement.text.unwrap_or_default(),
            Field::Speaker => speakers(review, &statement.experts, &statement.via),
            Field::Topics => review.names(List::Topics, &statement.topics),
            Field::Pages => review.pages_of(statement.report.as_deref(), statement.pages.as_ref()),
        }),
        (Looked::List(list), Field::Topics) => Ok(review.name_of(&list)),
        (Looked::List(list), Field::Pages) => {
            Ok(review.pages_of(list.report.as_deref(), list.pages.as_ref()))
        }
        (Looked::List(_), Field::Words | Field::Split | Field::Speaker) => Err(Refused::OfList),
        (Looked::Names(_) | Looked::End, _) => Err(Refused::Nothing),
    }
}

/// Who says it and through whom, as it is typed.
fn speakers(review: &Review, experts: &[String], via: &[String]) -> String {
    let said = review.names(List::Experts, experts);
    if via.is_empty() { said } else { format!("{said} via {}", review.names(List::Experts, via)) }
}

/// Puts a field right; what cannot be so is said, and the line stays. `asked` where the same words
/// were taken before, and something was said of them.
pub(super) fn correct(
    model: &mut Model,
    env: &Env,
    field: Field,
    input: Input,
    asked: bool,
) -> Option<Effect> {
    let review = model.review.as_mut()?;
    let typed = input.value();
    let same = held(review, field).is_ok_and(|held| held == typed);
    let done = match field {
        // Two may bear one name, and what is printed says more than a list of pages.
        _ if same && field != Field::Split => Ok(Did::Same),
        Field::Words => review.edit(typed),
        Field::Speaker => review.speaker(typed),
        Field::Pages => review.pages(typed, asked),
        Field::Topics => review.topics(typed),
        Field::Split => review.split(typed, input.cursor()),
    };
    if let Err(refused) = &done {
        let problem = Some(reason(env, refused, field == Field::Split));
        model.layers.push(Layer::Correct { field, input, problem });
        return None;
    }
    settle(model, env, done)
}

/// Says what was done, and saves it.
fn settle(model: &mut Model, env: &Env, done: Result<Did, Refused>) -> Option<Effect> {
    match done {
        Ok(Did::Same) => {
            say(model, Role::Dim, env.pick("Nothing was changed.", "Rien n’a changé."));
            None
        }
        Ok(did) => {
            to_top(model);
            say(model, Role::Ok, words(env, did));
            Some(Effect::SaveReview)
        }
        Err(refused) => {
            refuse(model, env, &refused);
            None
        }
    }
}

fn taken_back(model: &mut Model, env: &Env, undone: Result<(), Refused>) -> Option<Effect> {
    if let Err(refused) = undone {
        refuse(model, env, &refused);
        return None;
    }
    to_top(model);
    say(model, Role::Ok, env.pick("Taken back.", "Annulé."));
    Some(Effect::SaveReview)
}

fn refuse(model: &mut Model, env: &Env, refused: &Refused) {
    let text = reason(env, refused, false);
    say(model, Role::Warn, text);
}

/// Why a step cannot be done, in words.
fn reason(env: &Env, refused: &Refused, split: bool) -> String {
    use Command as C;
    let text = match refused {
        Refused::Nothing => env.pick("There is nothing to do that to.", "Rien à quoi l’appliquer."),
        Refused::OfList => {
            let commands = [C::ReviewAccept, C::ReviewReject, C::ReviewPages, C::ReviewTopics];
            let [accept, reject, pages, topics] = named(env, commands);
            return match env.lang {
                Lang::En => format!("A page list: {accept}, {reject}, {pages} or {topics}."),
                Lang::Fr => format!("Une liste\u{a0}: {accept}, {reject}, {pages} ou {topics}."),
            };
        }
        Refused::OneTopic => env.pick(
            "One trend: type one name.",
            "Une seule tendance\u{a0}: un seul nom.",
        ),
        Refused::NoWords if split => {
            let [enter] = named(env, [Command::InAccept]);
            return match env.lang {
                Lang::En => format!("Move to where the second statement begins, then {enter}."),
                Lang::Fr => format!("Allez là où commence le second propos, puis {enter}."),
            };
        }
        Refused::NoWords => {
            let [esc, reject] = named(env, [Command::InCancel, Command::ReviewReject]);
            return match env.lang {
                Lang::En => format!("A statement has words: {esc}, then {reject} rejects it."),
                Lang::Fr => {
                    format!("Un propos a des mots\u{a0}: {esc}, puis {reject} le rejette.")
                }
            };
        }
        Refused::NoNext => env.pick(
            "No draft of the same source comes next.",
            "Aucune ébauche de la même source ne suit.",
        ),
        Refused::OtherVoice => env.pick(
            "The next one has another voice: the author’s and an expert’s stay apart.",
            "Le suivant a une autre voix\u{a0}: celle de l’auteur et celle d’un expert restent à part.",
        ),
        Refused::QuoteElsewhere => env.pick(
            "What it quotes is not among its words: neither half could have it.",
            "Ce qu’il cite n’est pas dans ses mots\u{a0}: aucune moitié ne l’aurait.",
        ),
        Refused::OtherReport => env.pick(
            "The next one has pages of another report: the two stay apart.",
            "Le suivant a les pages d’un autre rapport\u{a0}: les deux restent à part.",
        ),
        Refused::NoUndo => env.pick("There is nothing to take back.", "Il n’y a rien à annuler."),
        Refused::NoPages(typed) => {
            let quoted = env.signs.quoted(typed, env.lang);
            return match env.lang {
                Lang::En => format!("{quoted} is no list of pages: type 17-19, 22."),
                Lang::Fr => {
                    format!("{quoted} n’est pas une liste de pages\u{a0}: tapez 17-19, 22.")
                }
            };
        }
        Refused::Beyond(page, last) => {
            return match env.lang {
                Lang::En => format!("There is no p. {page}: the report has {last} pages."),
                Lang::Fr => format!("Pas de p. {page}\u{a0}: le rapport a {last} pages."),
            };
        }
        Refused::Grows(page, last) => {
            let [enter] = named(env, [Command::InAccept]);
            return match env.lang {
                Lang::En => {
                    format!("The report has {last} pages: {enter} again makes it {page} long.")
                }
                Lang::Fr => {
                    format!("Le rapport a {last} pages\u{a0}: encore {enter} le porte à {page}.")
                }
            };
        }
    };
    text.to_owned()
}

/// What was done, in words.
fn words(env: &Env, did: Did) -> String {
    let [undo] = named(env, [Command::ReviewUndo]);
    let text = match did {
        Did::Same => "",
        Did::Accepted => env.pick("Accepted.", "Accepté."),
        Did::Author => {
            env.pick("Accepted as the author’s own.", "Accepté comme propos de l’auteur.")
        }
        Did::Rejected => {
            return match env.lang {
                Lang::En => format!("Rejected. {undo} takes it back."),
                Lang::Fr => format!("Rejeté. {undo} annule."),
            };
        }
        Did::Edited { texts: false } => env.pick("Words changed.", "Mots changés."),
        Did::Edited { texts: true } => env.pick(
            "Words changed; the translations of those before are left out.",
            "Mots changés\u{a0}; les traductions des anciens sont ôtées.",
        ),
        Did::Speaker => env.pick("Speaker changed.", "Changé qui le dit."),
        Did::Topics => env.pick("Trends changed.", "Tendances changées."),
        Did::Pages(None) => env.pick("Pages changed.", "Pages changées."),
        Did::Split { texts: false } => env.pick("Two statements now.", "Deux propos à présent."),
        Did::Split { texts: true } => env.pick(
            "Two statements now; the translations of the whole are left out.",
            "Deux propos à présent\u{a0}; les traductions du tout sont ôtées.",
        ),
        Did::Merged => env.pick("One statement now.", "Un seul propos à présent."),
        Did::SameName => env.pick(
            "One name now; the other is an alias of it.",
            "Un seul nom\u{a0}; l’autre en est un alias.",
        ),
        Did::AcceptedHigh(count) => {
            return match env.lang {
                Lang::En => format!("{count} of high confidence accepted. {undo} takes them back."),
                Lang::Fr => format!("{count} des plus sûrs acceptés. {undo} annule."),
            };
        }
        Did::Pages(Some(pages)) => {
            return match env.lang {
                Lang::En => format!("Pages changed; the report has {pages} pages now."),
                Lang::Fr => format!("Pages changées\u{a0}; le rapport a {pages} pages à présent."),
            };
        }
    };
    text.to_owned()
}
