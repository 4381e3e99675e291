//! The rows of Statements, which may be very many.
//!
//! Odd thing worth knowing: rows are made for the first of them only, and for more as the
//! reader comes near; with very many statements a filter is answered by a worker, and the rows
//! stay until then.

use super::super::answers;
use super::super::env::Env;

use super::super::layout::{Regions, regions};
use super::super::model::{List, Made, Model, Pane, REACH, Row};
use super::{close_line, empty, keep_chosen, made, order, sets, unread, width};
use crate::corpus::StatementId;
use crate::query::{Answer, Hit, Query, Record, Session};

/// With so many rows ahead no key leaves what is made.
const AHEAD: usize = 600;

/// Brings the list in line with what is chosen, or has it wait for an answer.
pub(super) fn derive(model: &mut Model, env: &Env, regions: &Regions) {
    let mut wanted = made(&model.statements, model, regions, Pane::Statements);
    let known = model.statements.made.as_ref();
    if known == Some(&wanted) {
        model.awaiting = None;
    } else {
        // Other rows are wanted: those already made far below are not.
        let further =
            known.is_some_and(|known| Made { reach: wanted.reach, ..known.clone() } == wanted);
        if !further {
            model.statements.reach = REACH;
            wanted.reach = REACH;
        }
        statement_rows(model, env, regions, wanted);
    }
    if model.awaiting.is_some() {
        // The rows are of an older query, and the choice is made among the new ones.
        return;
    }
    if missing(model, env) {
        reach_further(model, env, regions, usize::MAX);
    }
    keep_chosen(&mut model.statements, true);
    let near = |list: &List<StatementId>| {
        list.beyond > 0 && list.chosen_row().is_some_and(|row| row + AHEAD > list.rows.len())
    };
    while model.awaiting.is_none() && near(&model.statements) {
        let reach = model.statements.reach.saturating_mul(4);
        reach_further(model, env, regions, reach);
    }
}

/// Whether the chosen statement is one of the list, but below the rows that are made.
fn missing(model: &Model, env: &Env) -> bool {
    let list = &model.statements;
    let Some(chosen) = list.chosen.filter(|_| list.beyond > 0 && list.filter.is_empty()) else {
        return false;
    };
    list.chosen_row().is_none() && {
        let this = env.data.finder().statements_such(|id| id == chosen);
        sets::groups(model, env).iter().any(|set| {
            let mut both = this.clone();
            both.and(set);
            !both.is_empty()
        })
    }
}

/// Makes rows for more of the statements.
fn reach_further(model: &mut Model, env: &Env, regions: &Regions, reach: usize) {
    model.statements.reach = reach;
    let wanted = made(&model.statements, model, regions, Pane::Statements);
    statement_rows(model, env, regions, wanted);
}

/// Makes rows for every statement of the list: before what needs the last one, or all. False
/// where that takes a worker, which was asked.
pub(in crate::app) fn reach_all(model: &mut Model, env: &Env) -> bool {
    if model.statements.beyond > 0 {
        reach_further(model, env, &regions(model.size, model), usize::MAX);
    }
    model.awaiting.is_none()
}

/// Makes the rows of Statements: what somebody says first, then what the summary says, then
/// coincidences. Counts are exact; rows are made for as many as are within reach.
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
    let mut rows = Vec::new();
    let mut left = made.reach;
    let mut beyond = 0;
    for (tie, set) in sets::TIES.into_iter().zip(sets::groups(model, env)) {
        let ids = order::statements(&set, left, &model.statements, env);
        beyond += set.count() - ids.len();
        left -= ids.len();
        rows.extend(ids.into_iter().map(|id| Row::Record { id, tie, through: None }));
    }
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
