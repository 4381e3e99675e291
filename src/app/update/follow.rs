//! Following cross-references, and coming back.

use super::super::answers::Choice;
use super::super::env::Env;
use super::super::help;
use super::super::history::Place;
use super::super::layout::Class;
use super::super::model::{Lens, Model, Pane, Reference, Shown};
use super::super::rows::{Marked, bounds, derive, shown_of};
use super::super::styled::Role;
use super::super::text::lit_pages;
use super::moving::{lead, show};
use super::{remember, say, say_first};
use crate::command::Command;
use crate::corpus::{PageRef, ReportId, StatementId, Subject};
use crate::lang::Lang;
use crate::query::{Query, Record, Session};
use crate::words::page_label;

/// Goes to a new place: the present one is kept in the history.
fn follow(model: &mut Model, env: &Env, go: impl FnOnce(&mut Model)) {
    model.history.amend(model.place());
    go(model);
    derive(model, env);
    model.history.push(model.place());
}

/// Makes a subject the one that is followed, with the keys on its statements, or on its card
/// where there are none.
pub(super) fn open_subject(model: &mut Model, subject: Subject, env: &Env) {
    follow(model, env, |model| {
        reveal(model, subject, env);
        // A page leads for as long as pages are looked at; a name leads by itself.
        if model.lens == Lens::Page {
            model.lens = Lens::Trend;
        }
        lead(model, subject);
        model.focus = Pane::Statements;
        derive(model, env);
        // What pins hide is told in the empty list, with the way out.
        if model.statements.first().is_none() && model.pins.is_empty() && !model.waits() {
            model.focus = Pane::Page;
        }
    });
}

/// Takes away a filter that would hide a subject; `/` then ↑ brings it back.
fn reveal(model: &mut Model, subject: Subject, env: &Env) {
    let (filter, hidden) = match subject {
        Subject::Topic(id) => {
            let query = Query::parse(&model.topics.filter);
            let marked = Marked(model);
            let bounds = bounds(&marked, usize::MAX);
            let found = Session::default().topics(&env.data.finder(), &query, bounds);
            let hits = found.sure.iter().chain(&found.close);
            (&mut model.topics.filter, !hits.into_iter().any(|hit| hit.id == id))
        }
        Subject::Expert(id) => {
            let query = Query::parse(&model.experts.filter);
            let marked = Marked(model);
            let bounds = bounds(&marked, usize::MAX);
            let found = Session::default().experts(&env.data.finder(), &query, bounds);
            let hits = found.sure.iter().chain(&found.close);
            (&mut model.experts.filter, !hits.into_iter().any(|hit| hit.id == id))
        }
    };
    if !filter.is_empty() && hidden {
        remember(&mut model.queries, std::mem::take(filter));
    }
    if !model.statements.filter.is_empty() {
        remember(&mut model.queries, std::mem::take(&mut model.statements.filter));
    }
}

/// Enter.
pub(super) fn open(model: &mut Model, env: &Env) {
    match model.focus {
        Pane::Trends => {
            if let Some(id) = model.topics.chosen {
                open_subject(model, Subject::Topic(id), env);
            }
        }
        Pane::Experts => {
            if let Some(id) = model.experts.chosen.or_else(|| model.experts.first()) {
                open_subject(model, Subject::Expert(id), env);
            }
        }
        Pane::Statements => {
            if let Some(awaiting) =
                model.awaiting.as_mut().filter(|awaiting| awaiting.choice == Choice::Best)
            {
                // What would be opened is not known yet.
                awaiting.open = true;
            } else if let Some(id) = model.statements.chosen {
                open_statement(model, id, env);
            }
        }
        Pane::Page => match model.page.reference {
            Some(reference) => open_subject(model, reference.subject, env),
            None => super::moving::in_card(model, true, env),
        },
    }
}

/// Opens the first page of a statement, with the pointer on its speaker.
fn open_statement(model: &mut Model, id: StatementId, env: &Env) {
    follow(model, env, |model| {
        show(model, shown_of(env, id));
        model.focus = Pane::Page;
        let statement = env.data.corpus.statement(id);
        model.page.reference = statement
            .experts
            .first()
            .map(|&expert| Reference { subject: Subject::Expert(expert), by: Some(id) });
    });
}

/// Opens a record that was found.
pub(super) fn open_record(model: &mut Model, record: Record, env: &Env) {
    match record {
        Record::Topic(id) => open_subject(model, Subject::Topic(id), env),
        Record::Expert(id) => open_subject(model, Subject::Expert(id), env),
        Record::Page(place) => open_page(model, place, env),
        Record::Statement(id) => {
            let statement = env.data.corpus.statement(id);
            let linked = model
                .subject
                .is_some_and(|subject| env.data.index.facts(subject).statements.contains(&id));
            let expert = statement.experts.first().map(|&expert| Subject::Expert(expert));
            let topic = statement.topics.first().map(|&topic| Subject::Topic(topic));
            follow(model, env, |model| {
                if let (false, Some(subject)) = (linked, expert.or(topic)) {
                    reveal(model, subject, env);
                    lead(model, subject);
                }
                model.statements.chosen = Some(id);
                show(model, shown_of(env, id));
                model.focus = Pane::Page;
            });
        }
    }
}

/// Opens a page.
pub(super) fn open_page(model: &mut Model, place: PageRef, env: &Env) {
    follow(model, env, |model| {
        show(model, Shown::Page(place));
        model.page.land = true;
        model.focus = Pane::Page;
    });
}

/// Shows a page, with the keys where they are.
pub(super) fn turn_to(model: &mut Model, place: PageRef, env: &Env) {
    follow(model, env, |model| {
        show(model, Shown::Page(place));
        model.page.land = true;
    });
    if model.class <= Class::Narrow {
        say(model, Role::Text, page_label(&env.data.corpus, place));
    }
}

/// Shows the whole of what is followed again.
pub(super) fn whole(model: &mut Model, env: &Env) {
    let Some(subject) = model.subject else { return };
    follow(model, env, |model| {
        lead(model, subject);
        model.focus = model.leading();
    });
}

/// Says that a search stands nowhere.
pub(super) fn not_found(model: &mut Model, env: &Env) {
    let quoted = env.signs.quoted(model.page.search.text.trim(), env.lang);
    let text = match env.lang {
        Lang::En => format!("{quoted} stands on no page."),
        Lang::Fr => format!("{quoted} ne figure sur aucune page."),
    };
    say(model, Role::Warn, text);
}

/// Goes to the next or the previous page where the subject is cited.
pub(super) fn walk(model: &mut Model, forward: bool, walking: bool, env: &Env) {
    let pages = lit_pages(model, &env.data).into_owned();
    let (Some(&first), Some(&last)) = (pages.first(), pages.last()) else {
        if !model.page.search.text.trim().is_empty() {
            return not_found(model, env);
        }
        let text = env.lang.pick("No cited page here.", "Aucune page citée ici.");
        return say(model, Role::Warn, text);
    };
    let from = model.shown_page();
    let to = match (from, forward) {
        (None, true) => first,
        (None, false) => last,
        (Some(from), true) => pages.iter().copied().find(|&page| page > from).unwrap_or(first),
        (Some(from), false) => {
            pages.iter().rev().copied().find(|&page| page < from).unwrap_or(last)
        }
    };
    model.history.amend(model.place());
    show(model, Shown::Page(to));
    model.page.land = true;
    // Where one pane is on the screen, a page that is turned to is the one.
    if model.class <= Class::Narrow {
        model.focus = Pane::Page;
    }
    derive(model, env);
    // A walk is one place of the history, not one for each step.
    if walking {
        model.history.amend(model.place());
    } else {
        model.history.push(model.place());
    }
    model.walking = true;
    let label = page_label(&env.data.corpus, to);
    let at = pages.partition_point(|&page| page < to) + 1;
    let of = pages.len();
    let [next] = help::named(env, [Command::NextLit]);
    let searched = !model.page.search.text.trim().is_empty();
    let (only, end, those) = match (env.lang, searched) {
        (Lang::En, false) => ("The only cited page", "Last cited page", "cited"),
        (Lang::Fr, false) => ("La seule page citée", "Dernière page citée", "citées"),
        (Lang::En, true) => ("The only page found", "Last page found", "found"),
        (Lang::Fr, true) => ("La seule page trouvée", "Dernière page trouvée", "trouvées"),
    };
    let text = match (env.lang, forward && to == last) {
        _ if of == 1 => format!("{only} ({label})."),
        (Lang::En, true) => format!("{end} ({label}). {next} starts over."),
        (Lang::Fr, true) => format!("{end} ({label}). {next} reprend au début."),
        // The ribbon and the Page pane say it, where they are on the screen.
        _ if model.class > Class::Narrow => return,
        (Lang::En, false) => format!("{label}, {at} of {of} {those}"),
        (Lang::Fr, false) => format!("{label}, {at} sur {of} {those}"),
    };
    say(model, Role::Text, text);
}

/// Turns a page of the report, whether or not it is cited.
pub(super) fn turn(model: &mut Model, forward: bool, env: &Env) {
    let corpus = &env.data.corpus;
    let Some(place) = model.shown_page() else {
        return walk(model, forward, false, env);
    };
    let pages = corpus.report(place.report).pages;
    if !forward && place.page > 1 {
        return show(model, Shown::Page(PageRef { page: place.page - 1, ..place }));
    }
    if forward && place.page < pages {
        return show(model, Shown::Page(PageRef { page: place.page + 1, ..place }));
    }
    // Behind the last page the next report begins, before the first the one before ends.
    let mut reports = corpus.report_ids().filter(|&report| corpus.report(report).pages > 0);
    let next = if forward {
        reports.find(|&report| report > place.report)
    } else {
        reports.take_while(|&report| report < place.report).last()
    };
    if let Some(report) = next {
        let page = if forward { 1 } else { corpus.report(report).pages };
        show(model, Shown::Page(PageRef { report, page }));
        let title = &corpus.report(report).title;
        let text = match (forward, env.lang) {
            (true, Lang::En) => format!("Next report: {title}"),
            (true, Lang::Fr) => format!("Rapport suivant\u{a0}: {title}"),
            (false, Lang::En) => format!("Report before: {title}"),
            (false, Lang::Fr) => format!("Rapport précédent\u{a0}: {title}"),
        };
        return say(model, Role::Text, text);
    }
    let [goto] = help::named(env, [Command::GotoPage]);
    let short = if forward {
        env.pick("The last page", "Dernière page")
    } else {
        env.pick("The first page", "Première page")
    };
    let long = match env.lang {
        Lang::En => format!("{short}: {goto} goes to another."),
        Lang::Fr => format!("{short}\u{a0}: {goto} va à une autre."),
    };
    say_first(model, env, Role::Dim, &[long, format!("{short}.")]);
}

/// The report whose pages are meant: that of the page shown, else of the subject.
#[must_use]
pub(super) fn report(model: &Model, env: &Env) -> Option<ReportId> {
    let of_subject = || {
        let subject = model.subject?;
        env.data.index.extent(subject).first.map(|place| place.report)
    };
    let shown = model.shown_page().map(|place| place.report);
    shown.or_else(of_subject).or_else(|| env.data.corpus.report_ids().next())
}

/// The place before.
pub(super) fn back(model: &mut Model, env: &Env) {
    if let Some(place) = model.history.back(model.place()) {
        return restore(model, place);
    }
    let text = env.lang.pick("This is the first place.", "C’est le premier lieu.");
    say(model, Role::Dim, text);
}

/// The place after.
pub(super) fn forward(model: &mut Model, env: &Env) {
    if let Some(place) = model.history.forward(model.place()) {
        return restore(model, place);
    }
    let text = env.lang.pick("This is the last place.", "C’est le dernier lieu.");
    say(model, Role::Dim, text);
}

/// Stands at a place again, as it was left.
pub(in crate::app) fn restore(model: &mut Model, place: Place) {
    model.subject = place.subject;
    model.topics.chosen = place.topic;
    model.experts.chosen = place.expert;
    model.statements.chosen = place.statement;
    model.page.shown = place.shown;
    model.page.reference = place.reference;
    model.page.top = 0;
    model.page.land = true;
    model.page.search.text = place.search;
    model.focus = place.focus;
    model.all = place.all;
    model.lens = place.lens;
    model.pins = place.pins;
    let [topics, experts, statements] = place.filters;
    for (filter, then) in [
        (&mut model.topics.filter, topics),
        (&mut model.experts.filter, experts),
        (&mut model.statements.filter, statements),
    ] {
        if *filter != then {
            remember(&mut model.queries, std::mem::replace(filter, then));
        }
    }
}
