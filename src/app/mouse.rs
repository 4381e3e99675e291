//! What lies under the pointer of the mouse: a pure function of size and model.
//!
//! Boxes first, the topmost alone, then the lines around the panes, then panes and ribbon.

use super::bars::{Target, above, crumbs, footer, header, status, tabs};
use super::card::card;
use super::env::Env;
use super::found::Listing;
use super::help::{self, MenuRow};
use super::layout::{
    Area, Regions, asked_area, find_area, menu_rows, note_area, reading_area, regions, text_area,
};
use super::list::List;
use super::model::{Layer, Model, Pane, Row};
use super::ribbon::Ribbon;
use super::views;
use crate::query::Record;

/// One use of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// The column of the cell that it points to, from 0; it may lie beyond what is drawn.
    pub column: u16,
    /// The row of that cell, from 0.
    pub row: u16,
}

/// What a mouse does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button goes down.
    Press,
    /// It moves while the left button is down.
    Drag,
    /// The left button goes up.
    Release,
    /// The right button goes down.
    Back,
    /// The wheel turns towards the top, by one notch.
    WheelUp,
    /// The wheel turns towards the bottom, by one notch.
    WheelDown,
}

/// Whether the browser holds the mouse: not while there is a text to select from.
#[must_use]
pub fn is_taken(model: &Model) -> bool {
    model.mouse && !matches!(model.layers.last(), Some(Layer::Text { .. }))
}

/// The area of the box in front of the panes, if there is one.
#[must_use]
pub fn box_on_top(model: &Model) -> Option<Area> {
    let area = match model.layers.last()? {
        // Typed in the border of a pane, or in the footer.
        Layer::Filter { .. } | Layer::Search { .. } => return None,
        Layer::Find(_) | Layer::Views(_) => find_area(model.size),
        Layer::Note { .. } => note_area(model.size),
        Layer::Goto { .. }
        | Layer::Export { .. }
        | Layer::SaveView { .. }
        | Layer::Correct { .. } => asked_area(model.size),
        Layer::Text { .. } => text_area(model.size),
        Layer::Menu(_) | Layer::Review { .. } | Layer::Info { .. } | Layer::Unfit { .. } => {
            reading_area(model.size)
        }
    };
    Some(area)
}

/// Where a click at a column and a row leads.
#[must_use]
pub fn target(model: &Model, env: &Env, column: u16, row: u16) -> Option<Target> {
    let regions = regions(model.size, model);
    let hit = |area: Area| area.holds(column, row);
    let signs = env.signs;
    if let Some(boxed) = box_on_top(model) {
        if hit(boxed) {
            return Some(in_box(model, env, row).unwrap_or(Target::Inside));
        }
        if hit(regions.footer) {
            return footer(model, env, regions.footer).at(column, signs);
        }
        return Some(Target::Outside);
    }
    if let Some(strip) = above(model, env, regions.footer).filter(|strip| hit(strip.area)) {
        return strip.at(column, signs);
    }
    if hit(regions.footer) {
        return footer(model, env, regions.footer).at(column, signs);
    }
    if hit(regions.header) {
        return header(model, env, regions.header).at(column, signs);
    }
    if hit(regions.crumbs) {
        return crumbs(model, env, regions.crumbs).at(column, signs);
    }
    if hit(regions.tabs) {
        return tabs(model, env, regions.tabs).at(column, signs);
    }
    if hit(regions.status) {
        return status(model, env, regions.status).at(column, signs);
    }
    if hit(regions.ribbon) {
        let ribbon = Ribbon::new(model, &env.data)?;
        return ribbon.page_at(regions.ribbon, column, row).map(Target::Page);
    }
    let pane = pane_at(&regions, column, row)?;
    Some(in_pane(model, env, &regions, pane, (column, row)).unwrap_or(Target::Pane(pane)))
}

/// The pane at a column and a row, border included.
#[must_use]
pub fn pane_at(regions: &Regions, column: u16, row: u16) -> Option<Pane> {
    Pane::ALL.into_iter().find(|&pane| regions.pane(pane).holds(column, row))
}

fn in_pane(
    model: &Model,
    env: &Env,
    regions: &Regions,
    pane: Pane,
    (column, row): (u16, u16),
) -> Option<Target> {
    let content = regions.content(pane);
    let at = row.checked_sub(content.y).filter(|&at| at < content.height)?;
    let at = usize::from(at);
    // Words stand one cell from a border.
    let first = content.x + u16::from(regions.bordered);
    let cell = column.checked_sub(first);
    match pane {
        Pane::Trends => in_list(&model.topics, at, cell, env, |id| (pane, Record::Topic(id))),
        Pane::Experts => in_list(&model.experts, at, cell, env, |id| (pane, Record::Expert(id))),
        Pane::Statements => {
            in_list(&model.statements, at, cell, env, |id| (pane, Record::Statement(id)))
        }
        Pane::Page => {
            let card = card(model, env, usize::from(content.width));
            let line = card.lines.get(model.page.top + at)?;
            line.reference.map(Target::Reference)
        }
    }
}

/// A record, or a way that is written between records.
fn in_list<T: Copy>(
    list: &List<T>,
    at: usize,
    cell: Option<u16>,
    env: &Env,
    record: impl Fn(T) -> (Pane, Record),
) -> Option<Target> {
    match list.rows.get(list.top + at)? {
        Row::Record { id, .. } => {
            let (pane, record) = record(*id);
            Some(Target::Record(pane, record))
        }
        Row::Words(_) => None,
        Row::Ways(bar) => bar.at(cell?, env.signs),
    }
}

/// What lies in the box on top.
fn in_box(model: &Model, env: &Env, row: u16) -> Option<Target> {
    match model.layers.last()? {
        Layer::Menu(menu) => {
            let list = menu_rows(model.size);
            let at = row.checked_sub(list.y).filter(|&at| at < list.height)?;
            let rows = help::rows(env, menu.context, menu.input.value(), menu.palette);
            let at = menu.top + usize::from(at);
            matches!(rows.get(at)?, MenuRow::Command(_))
                .then(|| Target::Menu(help::commands(&rows[..at]).count()))
        }
        Layer::Find(boxed) => {
            let listing = Listing::new(model, boxed);
            let at = row.checked_sub(listing.area.y).filter(|&at| at < listing.area.height)?;
            listing.match_of(listing.top + usize::from(at)).map(Target::Found)
        }
        Layer::Views(open) => {
            let (area, top) = views::rows(model, open);
            let at = row.checked_sub(area.y).filter(|&at| at < area.height)?;
            let at = top + usize::from(at);
            (at < views::matching(model, env, open.input.value()).len()).then_some(Target::Menu(at))
        }
        _ => None,
    }
}
