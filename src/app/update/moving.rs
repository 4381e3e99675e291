//! Moving the choice, the focus and the lines of a card.

use super::super::answers::Choice;
use super::super::card;
use super::super::env::Env;
use super::super::layout::regions;
use super::super::model::{Layer, Lens, Model, Pane, Shown};
use super::super::rows::{Lead, derive, reach_end, shown_of};
use crate::corpus::Subject;

/// Lines of the box on top that scroll, if one is open.
fn scrolled(model: &mut Model) -> Option<&mut usize> {
    match model.layers.last_mut() {
        Some(
            Layer::Info { top }
            | Layer::Text { top, .. }
            | Layer::Review { top }
            | Layer::Unfit { top, .. },
        ) => Some(top),
        _ => None,
    }
}

/// Moves the choice of the focused list, or scrolls the open box.
pub(super) fn by_rows(model: &mut Model, by: isize, env: &Env) {
    if let Some(top) = scrolled(model) {
        *top = top.saturating_add_signed(by);
        return;
    }
    let round = env.choices.wrap_lists;
    if let Some(awaiting) = model.awaiting.as_mut().filter(|_| model.focus == Pane::Statements) {
        awaiting.choice = Choice::Stays;
    }
    let moved = match model.focus {
        Pane::Trends => model.topics.step(by, round),
        Pane::Experts => model.experts.step(by, round),
        Pane::Statements => {
            round && over_the_end(model, by, env) || model.statements.step(by, false)
        }
        Pane::Page => return scroll(model, by, env),
    };
    if moved {
        chosen_anew(model, env);
    }
}

/// Steps over either end of the statements to the other one; false where the step is another.
fn over_the_end(model: &mut Model, by: isize, env: &Env) -> bool {
    let list = &model.statements;
    let (first, last) = (list.first(), list.ids().next_back());
    let back = by == -1 && list.before == 0 && list.chosen == first;
    let on = by == 1 && list.beyond == 0 && list.chosen == last;
    if !back && !on {
        return false;
    }
    reach_end(model, env, back);
    let list = &mut model.statements;
    list.chosen = if back { list.ids().next_back() } else { list.first() };
    true
}

/// Brings what lies right of the focused pane in line with a new choice.
pub(super) fn chosen_anew(model: &mut Model, env: &Env) {
    let free = Lead::of(model).leaves_free(model.focus, model.lens);
    match (model.focus, model.topics.chosen, model.experts.chosen) {
        (Pane::Trends, Some(id), _) if free => lead(model, Subject::Topic(id)),
        (Pane::Experts, _, Some(id)) if free => lead(model, Subject::Expert(id)),
        (Pane::Trends | Pane::Experts, ..) => {
            model.statements.chosen = None;
            derive(model, env);
            if let Some(awaiting) = &mut model.awaiting {
                awaiting.choice = Choice::Best;
            }
            // In the page lens the page leads and stays.
            if model.lens != Lens::Page {
                let shown = model.statements.chosen.map(|id| shown_of(env, id));
                show(model, shown.unwrap_or(Shown::Subject));
            }
        }
        (Pane::Statements, ..) if model.lens != Lens::Page => {
            if let Some(id) = model.statements.chosen {
                show(model, shown_of(env, id));
            }
        }
        (Pane::Statements | Pane::Page, ..) => {}
    }
}

/// Scrolls the Page pane without going there.
pub(super) fn preview(model: &mut Model, down: bool, env: &Env) {
    let focus = std::mem::replace(&mut model.focus, Pane::Page);
    let rows = isize::try_from(page_height(model).div_ceil(2)).unwrap_or(1);
    scroll(model, if down { rows } else { -rows }, env);
    model.focus = focus;
}

/// Makes a subject the one that is followed; what is right of it starts afresh.
pub(super) fn lead(model: &mut Model, subject: Subject) {
    model.subject = Some(subject);
    // Another subject is walked now: what was searched would hide where it stands.
    if !model.page.search.text.is_empty() {
        model.page.search.text.clear();
    }
    match subject {
        Subject::Topic(id) => {
            model.topics.chosen = Some(id);
            if model.lens == Lens::Trend {
                model.experts.chosen = None;
                model.experts.top = 0;
            }
        }
        Subject::Expert(id) => {
            model.experts.chosen = Some(id);
            if model.lens == Lens::Expert {
                model.topics.chosen = None;
                model.topics.top = 0;
            }
        }
    }
    model.statements.chosen = None;
    model.statements.top = 0;
    show(model, Shown::Subject);
}

/// Shows something in the Page pane, from its first line.
pub(in crate::app) fn show(model: &mut Model, shown: Shown) {
    if model.page.shown != shown || shown == Shown::Subject {
        model.page.shown = shown;
        model.page.reference = None;
        model.page.top = 0;
        model.page.land = false;
    }
}

fn page_height(model: &Model) -> usize {
    usize::from(regions(model.size, model).content(Pane::Page).height).max(1)
}

/// Scrolls the card; the reference is the first that is seen.
pub(super) fn scroll(model: &mut Model, by: isize, env: &Env) {
    let regions = regions(model.size, model);
    let area = regions.content(Pane::Page);
    let height = usize::from(area.height);
    let card = card::card(model, env, usize::from(area.width));
    let most = card.lines.len().saturating_sub(height);
    let top = model.page.top.saturating_add_signed(by).min(most);
    let seen = |&(line, _): &(usize, _)| (top..top + height).contains(&line);
    // At either end of the card the outermost reference is meant.
    let reference = if top == most && by > 0 {
        card.references().rfind(seen)
    } else {
        card.references().find(seen)
    };
    model.page.top = top;
    model.page.reference = reference.map(|(_, reference)| reference);
}

/// Goes to the next reference of the card, scrolling as needed, or scrolls where there is none.
pub(super) fn in_card(model: &mut Model, down: bool, env: &Env) {
    let height = page_height(model);
    let width = usize::from(regions(model.size, model).content(Pane::Page).width);
    let card = card::card(model, env, width);
    let top = model.page.top;
    let at = model.page.reference.and_then(|reference| card.line_of(reference));
    let next = if down {
        card.references().find(|&(line, _)| at.map_or(line >= top, |at| line > at))
    } else {
        card.references().rev().find(|&(line, _)| at.map_or(line < top + height, |at| line < at))
    };
    // A text is read line by line, up to the names that come into view.
    let seen = top..top + height;
    let next = next.filter(|(line, _)| !card.reads || seen.contains(line));
    if let Some((line, reference)) = next {
        model.page.reference = Some(reference);
        // What stands above the first name comes into view with it.
        let is_first = card.references().next().is_some_and(|(first, _)| first == line);
        if !down && is_first && line < height {
            model.page.top = 0;
        }
        return;
    }
    // No name any more: what is left of the card is read by half screens.
    let by = if card.reads { 1 } else { height.div_ceil(2) };
    let most = card.lines.len().saturating_sub(height);
    model.page.top = if down { (top + by).min(most) } else { top.saturating_sub(by) };
    let seen = |line: usize| (model.page.top..model.page.top + height).contains(&line);
    if !at.is_some_and(seen) {
        model.page.reference = None;
    }
}

/// Moves by a screen of the focused pane, or a part of one.
pub(super) fn by_screens(model: &mut Model, screens: isize, part: u16, env: &Env) {
    let height = regions(model.size, model).content(model.focus).height;
    let rows = isize::try_from((height / part).max(1)).unwrap_or(1);
    by_rows(model, screens * rows, env);
}

/// Goes to the first or the last row.
pub(super) fn to_end(model: &mut Model, last: bool, env: &Env) {
    if model.focus == Pane::Statements && model.layers.is_empty() {
        reach_end(model, env, last);
    }
    let far = isize::MAX / 2;
    by_rows(model, if last { far } else { -far }, env);
    if let Some(awaiting) = model.awaiting.as_mut().filter(|_| last) {
        awaiting.choice = Choice::Last;
    }
}

/// The pane beside the focused one; the Page pane lies right of every list.
pub(super) fn sideways(model: &mut Model, right: bool) {
    use Pane::{Experts, Page, Statements, Trends};
    model.focus = match (model.focus, right) {
        (Trends | Experts, false) => Trends,
        (Trends, true) | (Statements, false) => Experts,
        (Experts, true) | (Page, false) => Statements,
        (Statements | Page, true) => Page,
    };
}

/// Goes round the panes.
pub(super) fn around(model: &mut Model, by: usize) {
    model.focus = Pane::ALL[(model.focus as usize + by) % Pane::ALL.len()];
}
