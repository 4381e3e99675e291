//! From a message to a new state.
//!
//! [`update`] is the only writer of the [`Model`]; it performs nothing and
//! returns [`Effect`]s. Moving is in `moving`, following in `follow`, typed
//! lines in `typing`.

mod complete;
mod follow;
mod keep;
mod mouse;
mod moving;
mod note;
mod review;
mod take;
mod typing;
mod views;

pub(super) use follow::restore;

use super::answers::{self, Then};
use super::bars;
use super::env::Env;
use super::help;
use super::history::History;
use super::layout::Class;
use super::model::{Effect, Layer, Lesson, Message, Model, Notice, Pane, Wrap};
use super::mouse::is_taken;
use super::rows::{Lead, derive};
use super::styled::{Line, Role};
use crate::command::{Command, Context, Group, Key, Meaning};
use crate::corpus::PageRef;
use crate::lang::Lang;
use crate::query::{Answer, Record};
use crate::review::Review;
use take::Form;

pub(super) use moving::show;

/// Takes in what happened; returns what the terminal is to do.
pub fn update(model: &mut Model, message: Message, env: &Env) -> Vec<Effect> {
    let mut effects = Vec::new();
    let taken = is_taken(model);
    match message {
        Message::Resize(size) => {
            model.class = Class::of(size, model.class);
            model.size = size;
        }
        Message::Paste(text) => typing::paste(model, &text, env),
        Message::Mouse(mouse) => effects.extend(mouse::act(model, mouse, env)),
        Message::Key(key) => effects.extend(press(model, key, env)),
        Message::Said(notice) => model.notice = Some(notice),
        Message::Copied(text, way) => take::copied(model, env, text, way),
        Message::Noted(record, text) => {
            effects.push(note::keep_note(model, env, record, &text));
        }
        Message::Exists(path) => take::exists(model, env, path),
        Message::Indexing(percent) => model.indexing = Some(percent),
        Message::Indexed => model.indexing = None,
        Message::Answered(answer) => answered(model, env, *answer),
        Message::Kept(marks, notes, both) => keep::kept(model, env, marks, notes, both),
        Message::Views(saved) => model.views = saved,
        Message::Saved(why) => review::saved(model, env, why),
        Message::Changed => model.stale = true,
        Message::Rereading => model.rereading = true,
        Message::Unfit(unfit) => {
            model.rereading = false;
            // It was of what stands behind the box, and hides the ways out of it.
            model.notice = None;
            model.layers.retain(|layer| !matches!(layer, Layer::Unfit { .. }));
            model.layers.push(Layer::Unfit { unfit, whole: false, top: 0 });
        }
    }
    derive(model, env);
    if is_taken(model) != taken {
        effects.push(Effect::Mouse(!taken));
    }
    effects.extend(answers::asks(model, env));
    effects
}

/// Stands at a record, with a page open: where `--at` leads.
pub fn open_at(model: &mut Model, record: Record, page: Option<PageRef>, env: &Env) {
    follow::open_record(model, record, env);
    if let Some(place) = page {
        follow::open_page(model, place, env);
    }
    derive(model, env);
    // It is where the session begins: there is nothing to go back to.
    model.history = History::default();
    model.history.amend(model.place());
}

/// Takes in the review of the file; `only` where the program was started for it alone.
pub fn open_review(model: &mut Model, review: Review, only: bool, env: &Env) {
    model.review = Some(Box::new(review));
    model.only_review = only;
    if only {
        model.notice = None;
        model.layers.push(Layer::Review { top: 0 });
    }
    derive(model, env);
}

/// Runs a command that was asked for by a key or a click.
fn run_and_learn(model: &mut Model, command: Command, env: &Env) -> Option<Effect> {
    let context = model.context();
    model.pending.clear();
    model.notice = None;
    let walking = std::mem::take(&mut model.walking);
    let effect = run(model, command, env, walking);
    learn(model, command, context);
    effect
}

/// Takes an answer in, and opens what was to be opened once it is there.
fn answered(model: &mut Model, env: &Env, answer: Answer) {
    match answers::take(model, env, answer) {
        Then::Stay => {}
        Then::Statement => {
            // It was asked for where the statements had the keys, and every key since gives it up.
            derive(model, env);
            follow::open(model, env);
        }
        Then::Found => typing::open_found(model, env),
    }
}

fn press(model: &mut Model, key: Key, env: &Env) -> Option<Effect> {
    let context = model.context();
    model.clicked = None;
    match env.keymap.meaning(context, &model.pending, key) {
        Meaning::Command(command) => run_and_learn(model, command, env),
        Meaning::Prefix => {
            model.pending.push(key);
            None
        }
        Meaning::Nothing => {
            let pending = std::mem::take(&mut model.pending);
            match key.typed() {
                Some(char) if context == Context::Input => typing::insert(model, char, env),
                // What was begun is given up.
                _ if !pending.is_empty() && gives_up(context, key, env) => {}
                _ => unknown(model, &pending, key, env),
            }
            None
        }
    }
}

/// Whether a key by itself backs out of something.
fn gives_up(context: Context, key: Key, env: &Env) -> bool {
    let meaning = env.keymap.meaning(context, &[], key);
    matches!(meaning, Meaning::Command(Command::Escape | Command::InCancel))
}

/// Says once a session that a key does nothing.
fn unknown(model: &mut Model, pending: &[Key], key: Key, env: &Env) {
    if std::mem::replace(&mut model.unknown_said, true) {
        return;
    }
    let ascii = env.signs.ascii();
    let keys: Vec<String> =
        pending.iter().chain([&key]).map(|key| key.name(env.lang, ascii)).collect();
    let quoted = env.signs.quoted(&keys.join(" "), env.lang);
    let dot = env.signs.dot();
    let text = match env.lang {
        Lang::En => format!("{quoted} does nothing here {dot} ? help"),
        Lang::Fr => format!("{quoted} ne fait rien ici {dot} ? aide"),
    };
    model.notice = Some(Notice { role: Role::Dim, text });
}

/// The built-in report teaches three steps, each replaced when it was done.
fn learn(model: &mut Model, command: Command, context: Context) {
    model.lesson = match (model.lesson, command) {
        (Lesson::Walk, Command::NextLit) => Lesson::Follow,
        (Lesson::Follow, Command::Open) if context == Context::Page => Lesson::Return,
        (Lesson::Return, Command::Back) => Lesson::Done,
        (lesson, _) => lesson,
    };
}

fn say(model: &mut Model, role: Role, text: impl Into<String>) {
    model.notice = Some(Notice { role, text: text.into() });
}

/// Says the first of several forms of a sentence that the screen can hold, or the last.
fn say_first(model: &mut Model, env: &Env, role: Role, forms: &[impl AsRef<str>]) {
    let room = bars::room(model, env);
    let fits = forms.iter().find(|form| Line::text(form.as_ref()).width() <= room);
    if let Some(form) = fits.or(forms.last()) {
        say(model, role, form.as_ref());
    }
}

/// What a guest is told in the place of a command that would keep, write or start something.
fn refused(command: Command, env: &Env) -> Option<String> {
    use Command as C;
    if !env.read_only {
        return None;
    }
    let text = match command {
        C::Mark | C::Note | C::NoteEditor => env.pick(
            "Read-only here: marks and notes are not kept.",
            "Lecture seule ici\u{a0}: ni marques ni notes.",
        ),
        C::SaveView => env.pick(
            "Read-only here: views are not saved.",
            "Lecture seule ici\u{a0}: aucune vue n’est enregistrée.",
        ),
        C::Export => {
            let [copy] = help::named(env, [C::Copy]);
            return Some(match env.lang {
                Lang::En => format!("Read-only here: nothing is exported; {copy} copies."),
                Lang::Fr => format!("Lecture seule ici\u{a0}: pas d’export\u{202f}; {copy} copie."),
            });
        }
        C::Review => env.pick(
            "Read-only here: drafts are not reviewed.",
            "Lecture seule ici\u{a0}: pas de relecture des ébauches.",
        ),
        C::Suspend => {
            env.pick("There is no shell to go back to here.", "Il n’y a pas de shell ici.")
        }
        _ => return None,
    };
    Some(text.to_owned())
}

fn run(model: &mut Model, command: Command, env: &Env, walking: bool) -> Option<Effect> {
    use Command as C;
    let copied = model.copied.take();
    let warned = model.warned.take() == Some(command);
    if let Some(text) = refused(command, env) {
        let short = env.pick("Read-only here.", "Lecture seule ici.");
        say_first(model, env, Role::Warn, &[text.as_str(), short]);
        return None;
    }
    if let Some(awaiting) = &mut model.awaiting {
        awaiting.open = false;
    }
    match command {
        C::MoveDown => moving::by_rows(model, 1, env),
        C::MoveUp => moving::by_rows(model, -1, env),
        C::HalfDown => moving::by_screens(model, 1, 2, env),
        C::HalfUp => moving::by_screens(model, -1, 2, env),
        C::ScreenDown => moving::by_screens(model, 1, 1, env),
        C::ScreenUp => moving::by_screens(model, -1, 1, env),
        C::Top => moving::to_end(model, false, env),
        C::Bottom => moving::to_end(model, true, env),
        C::PaneRight => moving::sideways(model, true),
        C::PaneLeft => moving::sideways(model, false),
        C::PaneNext => moving::around(model, 1),
        C::PanePrev => moving::around(model, 3),
        C::Pane1 => model.focus = Pane::Trends,
        C::Pane2 => model.focus = Pane::Experts,
        C::Pane3 => model.focus = Pane::Statements,
        C::Pane4 => model.focus = Pane::Page,
        C::ScrollDown => moving::in_card(model, true, env),
        C::ScrollUp => moving::in_card(model, false, env),
        C::NextPage => follow::turn(model, true, env),
        C::PrevPage => follow::turn(model, false, env),
        C::NextLit => follow::walk(model, true, walking, env),
        C::PrevLit => follow::walk(model, false, walking, env),
        // Enter right after a copy shows what was copied.
        C::Open if copied.is_some() => {
            let text = copied.unwrap_or_default();
            model.layers.push(Layer::Text { text, top: 0 });
        }
        C::Open => follow::open(model, env),
        C::Back => follow::back(model, env),
        C::Forward => follow::forward(model, env),
        C::GotoPage => typing::goto(model),
        C::Filter => typing::filter(model, env),
        C::Find => typing::find(model, env),
        C::ShowAll => show_all(model, env),
        C::Reset => keep::reset(model),
        C::Pin => keep::pin(model, env),
        C::Undo => return keep::undo(model, env),
        C::Redo => return keep::redo(model, env),
        C::Lens => keep::lens(model, env),
        C::Sort => keep::sort(model, env, false),
        C::SortReverse => keep::sort(model, env, true),
        C::Views => views::open(model),
        C::SaveView => views::ask(model, env),
        C::Mark => return keep::mark(model, env),
        C::Marks => typing::marks(model, env),
        C::OnlyMarked => keep::only_marked(model, env),
        C::Note => note::open(model, env),
        C::NoteEditor => return note::edit(model, env),
        C::Copy => return take::copy(model, env, Form::Citation),
        C::CopyText => return take::copy(model, env, Form::Text),
        C::CopyMd => return take::copy(model, env, Form::Markdown),
        C::CopyBib => return take::copy(model, env, Form::Bibtex),
        C::CopyPages => return take::copy(model, env, Form::Pages),
        C::CopyLink => return take::copy(model, env, Form::Link),
        C::OpenSource => return take::open_source(model, env),
        C::Export => take::export(model, env),
        C::Theme => return Some(Effect::NextTheme),
        C::LastPlace => keep::last_place(model, env),
        C::PreviewDown => moving::preview(model, true, env),
        C::PreviewUp => moving::preview(model, false, env),
        C::Palette => typing::menu(model, true),
        C::Info => model.layers.push(Layer::Info { top: 0 }),
        C::Help => typing::menu(model, false),
        C::Wrap => wrap(model, env),
        C::Language => return Some(Effect::OtherLanguage),
        C::Mouse => mouse::toggle(model, env),
        C::Zoom => model.zoom = !model.zoom,
        C::Escape if review::is_left(model) && model.only_review => {
            say(model, Role::Dim, help::to_quit(env));
        }
        C::Quit if review::is_lost(model) && !warned => return Some(review::warn(model, command)),
        C::Quit | C::Escape if review::is_left(model) => return review::leave(model, env),
        C::Escape => escape(model, env),
        C::Close => drop(model.layers.pop()),
        C::Report => report(model, env),
        C::Redraw => return Some(Effect::Redraw),
        C::Reload => return review::reload(model, env, warned),
        C::Suspend => return Some(Effect::Suspend),
        C::Interrupt => return Some(Effect::Quit(130)),
        C::Quit if model.layers.pop().is_none() => return Some(review::quit(model)),
        C::Quit => {}
        _ if command.row().group == Group::Review => return review::command(model, command, env),
        _ => return typing::command(model, command, env, walking),
    }
    None
}

/// Tells all that is wrong with data that was read again.
fn report(model: &mut Model, env: &Env) {
    if let Some(Layer::Unfit { whole, top, .. }) = model.layers.last_mut() {
        (*whole, *top) = (true, 0);
    } else {
        say(
            model,
            Role::Dim,
            env.pick("Nothing more to show here.", "Rien de plus à montrer ici."),
        );
    }
}

fn show_all(model: &mut Model, env: &Env) {
    keep::record(model);
    model.all = !model.all;
    let texts = if model.all {
        env.lang.pick(
            ["All rows are shown.", "All rows."],
            ["Toutes les lignes sont montrées.", "Toutes les lignes."],
        )
    } else {
        env.lang.pick(
            ["Linked rows only.", "Linked rows."],
            ["Seulement les lignes liées.", "Lignes liées."],
        )
    };
    say_first(model, env, Role::Dim, &texts);
}

/// Wraps texts another way.
fn wrap(model: &mut Model, env: &Env) {
    model.wrap = model.wrap.next();
    let forms = match model.wrap {
        Wrap::Usual => env.lang.pick(
            ["As wide as a book, words divided where the pane is narrow.", "Words divided."],
            ["Large comme un livre, mots coupés si le volet est étroit.", "Mots coupés."],
        ),
        Wrap::Whole => env.lang.pick(
            ["As wide as a book, words kept whole.", "Words kept whole."],
            ["Large comme un livre, mots entiers.", "Mots entiers."],
        ),
        Wrap::Full => env.lang.pick(
            ["As wide as the pane.", "As wide as the pane."],
            ["Large comme le volet.", "Large comme le volet."],
        ),
    };
    say_first(model, env, Role::Dim, &forms);
}

/// Keeps a query that goes away, so that ↑ in a typed line brings it back.
pub(super) fn remember(queries: &mut Vec<String>, query: String) {
    if query.trim().is_empty() {
        return;
    }
    queries.retain(|held| *held != query);
    queries.push(query);
}

/// Gives up what is chosen in panes that narrow those on their right; true if anything was.
fn give_choices_up(model: &mut Model) -> bool {
    let lead = Lead::of(model);
    let topic = !lead.leaves_free(Pane::Trends, model.lens);
    let expert = !lead.leaves_free(Pane::Experts, model.lens);
    let topic = topic && model.topics.chosen.take().is_some();
    let expert = expert && model.experts.chosen.take().is_some();
    topic || expert
}

/// Backs out of one thing; never quits.
fn escape(model: &mut Model, env: &Env) {
    if model.layers.pop().is_some() {
        return;
    }
    if !model.page.search.text.is_empty() {
        let text = std::mem::take(&mut model.page.search.text);
        remember(&mut model.queries, text);
        return;
    }
    let pane = if model.focus == Pane::Page { Pane::Statements } else { model.focus };
    let filter = match pane {
        Pane::Trends => &mut model.topics.filter,
        Pane::Experts => &mut model.experts.filter,
        Pane::Statements | Pane::Page => &mut model.statements.filter,
    };
    if !filter.is_empty() {
        let filter = std::mem::take(filter);
        remember(&mut model.queries, filter);
        return;
    }
    if std::mem::take(&mut model.zoom) {
        return;
    }
    if give_choices_up(model) {
        return;
    }
    let leading = model.leading();
    if model.focus != leading {
        model.focus = leading;
        return;
    }
    say(model, Role::Dim, help::to_quit(env));
}
