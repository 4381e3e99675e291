//! The screen, one file a region: from the model to cells.
//!
//! [`render`] is a pure function of model, environment and theme; it remembers
//! nothing. Imports [`crate::app`] and what lies left of it, and of ratatui the
//! buffer and styles.

mod boxes;
mod footer;
mod header;
mod lists;
mod opening;
mod page;
mod paint;
mod ribbon;
pub mod theme;
mod views;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

pub use opening::opening;
pub use theme::Theme;

use crate::app::{Area, Class, Env, Model, Pane, regions};
use paint::Painter;

/// Draws the whole screen; returns where the cursor stands.
///
/// The buffer must be as large as the model's size.
pub fn render(buffer: &mut Buffer, model: &Model, env: &Env, theme: &Theme) -> Option<Position> {
    let regions = regions(model.size, model);
    let mut painter = Painter { buffer, env, theme };
    let painter = &mut painter;
    if theme.ground().is_some() {
        let (width, height) = (model.size.width, model.size.height);
        painter.clear(Area { x: 0, y: 0, width, height });
    }
    if model.class == Class::Line {
        footer::too_small(painter, regions.footer);
        return None;
    }
    header::header(painter, model, regions.header);
    header::crumbs(painter, model, regions.crumbs);
    header::tabs(painter, model, regions.tabs);
    let mut cursor = None;
    for pane in Pane::ALL {
        let area = regions.pane(pane);
        if area.is_empty() {
            continue;
        }
        let place = match pane {
            Pane::Page => page::page(painter, model, &regions),
            _ => lists::list(painter, model, pane, &regions),
        };
        if pane == model.focus {
            cursor = place;
        }
    }
    ribbon::ribbon(painter, model, regions.ribbon);
    footer::status(painter, model, regions.status);
    cursor = footer::footer(painter, model, regions.footer).or(cursor);
    boxes::layers(painter, model).or(cursor)
}
