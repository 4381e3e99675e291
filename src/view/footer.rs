//! What stands below the panes, as [`crate::app::bars`] has it.

use ratatui::layout::Position;

use super::lists::query_line;
use super::paint::Painter;
use crate::app::model::Layer;
use crate::app::{Area, Class, Line, Model, Role, bars};

/// Below this size nothing can be read.
pub(super) fn too_small(painter: &mut Painter<'_>, area: Area) {
    if !area.is_empty() {
        let forms = painter
            .env
            .lang
            .pick(["renvoi: enlarge", "enlarge"], ["renvoi\u{a0}: agrandir", "agrandir"]);
        let [long, short] = forms.map(Line::text);
        let line = if long.width() <= usize::from(area.width) { long } else { short };
        painter.line(area.x, area.y, area.width, &line);
    }
}

/// The notice, else the next first step, else a sentence about the subject.
pub(super) fn status(painter: &mut Painter<'_>, model: &Model, area: Area) {
    painter.strip(&bars::status(model, painter.env, area));
}

/// Hints, the keys that may follow a prefix, or a typed line where panes have no border.
pub(super) fn footer(painter: &mut Painter<'_>, model: &Model, area: Area) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    if model.class <= Class::Narrow
        && let Some(Layer::Filter { input, .. } | Layer::Search { input, .. }) = model.layers.last()
    {
        let style = painter.theme.style(Role::Lit);
        painter.text(area.x, area.y, area.width, "/", style);
        let input = (input, model.has_marks());
        return Some(query_line(painter, input, area.x + 1, area.y, area.width.saturating_sub(1)));
    }
    painter.strip(&bars::footer(model, painter.env, area));
    if let Some(strip) = bars::above(model, painter.env, area) {
        painter.clear(strip.area);
        painter.strip(&strip);
    }
    None
}
