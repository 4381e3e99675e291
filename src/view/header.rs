//! What stands above the panes, as [`crate::app::bars`] has it.

use super::paint::Painter;
use crate::app::{Area, Model, bars};

/// The title of the corpus, its size, the language, and where help is.
pub(super) fn header(painter: &mut Painter<'_>, model: &Model, area: Area) {
    painter.strip(&bars::header(model, painter.env, area));
}

/// The way to what is shown, and what narrows it.
pub(super) fn crumbs(painter: &mut Painter<'_>, model: &Model, area: Area) {
    painter.strip(&bars::crumbs(model, painter.env, area));
}

/// One word a pane, the open one in brackets.
pub(super) fn tabs(painter: &mut Painter<'_>, model: &Model, area: Area) {
    painter.strip(&bars::tabs(model, painter.env, area));
}
