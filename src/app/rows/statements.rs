//! The rows of Statements, which may be very many.
//!
//! Odd thing worth knowing: rows are made for what stands around the reader only, however long the
//! list is; with very many statements a filter is answered by a worker, and the rows stay until
//! then.

use super::super::answers;
use super::super::env::Env;

use super::super::layout::{Regions, regions};
use super::super::model::{FARTHEST, Made, Model, Pane, REACH, Row};
use super::super::styled::Role;
use super::{close_line, empty, keep_chosen, made, order, sets, unread, width};
use crate::corpus::StatementId;
use crate::lang::Lang;
use crate::query::{Answer, Hit, Query, Record, Session};

/// With so many rows on either side no key leaves what is made.
const AHEAD: usize = 600;

/// Brings the list in line with what is chosen, or has it wait for an answer.
pub(super) fn derive(model: &mut Model, env: &Env, regions: &Regions) {
    let wanted = made(&model.statements, model, regions, Pane::Statements);
    let known = model.statements.made.as_ref();
    if known == Some(&wanted) {
        model.awaiting = None;
    } else {
        let same = |known: &Made| {
            Made { before: wanted.before, reach: wanted.reach, ..known.clone() } == wanted
        };
        if !known.is_some_and(same) {
            // Other rows are wanted: those far below are not.
            (model.statements.before, model.statements.reach) = (0, REACH);
        }
        make(model, env, regions);
    }
    if model.awaiting.is_some() {
        // The rows are of an older query, and the choice is made among the new ones.
        return;
    }
    if let Some(at) = away(model, env) {
        around(model, env, regions, at);
    }
    keep_chosen(&mut model.statements, true);
    let list = &model.statements;
    let Some(row) = list.chosen_row() else { return };
    let below = list.beyond > 0 && row + AHEAD > list.rows.len();
    if !list.filter.is_empty() {
        if below && list.reach < FARTHEST {
            model.statements.reach = list.reach.saturating_mul(4).min(FARTHEST);
            make(model, env, regions);
        }
    } else if below || list.before > 0 && row < AHEAD {
        let at = list.before + row;
        around(model, env, regions, at);
    }
}

/// Where the chosen statement stands in the whole list, if it does and no row is made for it.
fn away(model: &Model, env: &Env) -> Option<usize> {
    let list = &model.statements;
    let all_made = list.before + list.beyond == 0;
    let chosen = list.chosen.filter(|_| !all_made && list.filter.is_empty())?;
    if list.chosen_row().is_some() {
        return None;
    }
    let ordered = order::Ordered::of(list, env);
    let mut above = 0;
    sets::groups(model, env).iter().find_map(|set| {
        let before = ordered.before(set, chosen).map(|before| above + before);
        above += set.count();
        before
    })
}

/// Makes rows for what stands around a place of the whole list, which moves on below the screen.
fn around(model: &mut Model, env: &Env, regions: &Regions, place: usize) {
    let top = model.statements.before + model.statements.top;
    model.statements.before = place.saturating_sub(REACH / 2);
    make(model, env, regions);
    model.statements.top = top.saturating_sub(model.statements.before);
}

/// Makes rows for what is wanted now.
fn make(model: &mut Model, env: &Env, regions: &Regions) {
    let wanted = made(&model.statements, model, regions, Pane::Statements);
    statement_rows(model, env, regions, wanted);
}

/// Makes rows for the first or the last statements of the list: before what needs those. Of what a
/// filter found the last is that of the best matches that rows are made for.
pub(in crate::app) fn reach_end(model: &mut Model, env: &Env, last: bool) {
    let list = &mut model.statements;
    if list.filter.is_empty() {
        let count = list.count();
        if last && list.beyond > 0 {
            list.before = count.saturating_sub(REACH);
        } else if !last && list.before > 0 {
            list.before = 0;
        } else {
            return;
        }
    } else if last && list.beyond > 0 && list.reach < FARTHEST {
        list.reach = FARTHEST;
    } else {
        return;
    }
    make(model, env, &regions(model.size, model));
}

/// Makes rows for everything that a filter found: what is not in order of its own. False where that
/// takes a worker, which was asked.
pub(in crate::app) fn reach_all(model: &mut Model, env: &Env) -> bool {
    let list = &mut model.statements;
    if !list.filter.is_empty() && list.beyond > 0 {
        list.reach = usize::MAX;
        make(model, env, &regions(model.size, model));
    }
    model.awaiting.is_none()
}

/// So many statements are named at once where all are.
const PIECE: usize = 1 << 16;

/// Every statement of the list in order, those without a row too; of what a filter found, those with
/// one.
#[must_use]
pub fn all(model: &Model, env: &Env) -> Box<dyn Iterator<Item = StatementId> + Send> {
    let list = &model.statements;
    if !list.filter.is_empty() || list.before + list.beyond == 0 {
        return Box::new(list.ids().collect::<Vec<_>>().into_iter());
    }
    let ordered = order::Ordered::of(list, env);
    let groups = sets::groups(model, env).into_iter();
    Box::new(groups.flat_map(move |set| {
        let ordered = ordered.clone();
        let starts = (0..set.count()).step_by(PIECE);
        starts.flat_map(move |start| ordered.part(&set, start..start + PIECE))
    }))
}

/// Makes the rows of Statements: what somebody says first, then what the summary says, then
/// coincidences. Counts are exact; rows are made for what is within reach.
///
/// Where a worker answers queries, a filter is asked of it, and the rows stay until it answers.
fn statement_rows(model: &mut Model, env: &Env, regions: &Regions, made: Made) {
    let query = Query::parse(&model.statements.filter);
    if !query.is_empty() {
        if env.data.asks() {
            return answers::expect(model, made);
        }
        let ask = answers::of_statements(model, env, &made, 0);
        let answer = ask.answer(&mut Session::default(), &env.data.finder(), &|| false);
        return matching_rows(model, env, regions, Some(made), &answer);
    }
    model.awaiting = None;
    let ordered = order::Ordered::of(&model.statements, env);
    let mut rows = Vec::new();
    let wanted = made.before..made.before + made.reach;
    let mut count = 0;
    for (tie, set) in sets::TIES.into_iter().zip(sets::groups(model, env)) {
        let above = |place: usize| place.saturating_sub(count).min(set.count());
        let ids = ordered.part(&set, above(wanted.start)..above(wanted.end));
        rows.extend(ids.into_iter().map(|id| Row::Record { id, tie, through: None }));
        count += set.count();
    }
    let beyond = count.saturating_sub(wanted.end);
    if rows.is_empty() {
        let width = width(model, regions, Pane::Statements);
        let all = env.data.corpus.statements.len();
        empty::statements(&mut rows, model, env, all, width);
    }
    put_statements(model, env, regions, rows, beyond, Some(made));
}

/// Makes the rows of Statements from an answer: what a filter found in each group.
pub(in crate::app) fn matching_rows(
    model: &mut Model,
    env: &Env,
    regions: &Regions,
    made: Option<Made>,
    answer: &Answer,
) {
    let mut rows = Vec::new();
    let mut beyond = 0;
    let width = width(model, regions, Pane::Statements);
    model.statements.before = 0;
    for (tie, found) in sets::TIES.into_iter().zip(&answer.found) {
        beyond += found.total + found.close_total - found.sure.len() - found.close.len();
        let record = |hit: &Hit<Record>| match hit.id {
            Record::Statement(id) => Some(Row::Record { id, tie, through: hit.through.clone() }),
            _ => None,
        };
        rows.extend(found.sure.iter().filter_map(record));
        if !found.close.is_empty() {
            rows.push(Row::Words(close_line(env, width)));
        }
        rows.extend(found.close.iter().filter_map(record));
    }
    if beyond > 0 && model.statements.reach >= FARTHEST {
        super::words(
            &mut rows,
            Role::Dim,
            &match env.lang {
                Lang::En => format!("{beyond} more match: a longer filter brings them up."),
                Lang::Fr => {
                    format!("{beyond} de plus correspondent\u{a0}: un filtre plus long les amène.")
                }
            },
            width,
        );
    }
    if rows.is_empty() && answer.whole {
        empty::statements(&mut rows, model, env, answer.elsewhere, width);
    }
    put_statements(model, env, regions, rows, beyond, made);
}

fn put_statements(
    model: &mut Model,
    env: &Env,
    regions: &Regions,
    mut rows: Vec<Row<StatementId>>,
    beyond: usize,
    made: Option<Made>,
) {
    let query = Query::parse(&model.statements.filter);
    let width = width(model, regions, Pane::Statements);
    unread(&mut rows, &query, model, env, width);
    let list = &mut model.statements;
    list.total = env.data.corpus.statements.len();
    (list.rows, list.beyond, list.made) = (rows, beyond, made);
}
