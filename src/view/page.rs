//! The Page pane: the card of what is shown.
//!
//! ```text
//! ┌─ 4 Page 22 of 53 ──── said ● · listed ■ · via ↪ ─┐
//! │ ▸ ● Camille Jourdain — said                p. 22 │
//! │     « … »                                        │
//! └──────────────────────────────────────────────────┘
//! ```

use ratatui::layout::Position;

use super::lists::{filter_line, more, title};
use super::paint::Painter;
use crate::app::model::Layer;
use crate::app::{Line, Model, Pane, Regions, Role, Shown, card};
use crate::index::Link;
use crate::lang::Lang;
use crate::words::{label_and_number, link_word};

/// Draws the Page pane; returns where the chosen reference is.
pub(super) fn page(
    painter: &mut Painter<'_>,
    model: &Model,
    regions: &Regions,
) -> Option<Position> {
    let area = regions.pane(Pane::Page);
    let content = regions.content(Pane::Page);
    let mut typing = None;
    if regions.bordered {
        painter.border(area, model.focus == Pane::Page);
        let legend = legend(painter);
        painter.title(area, &heading(painter, model), &[legend]);
        let typed = (searching(model), model.has_marks());
        typing = filter_line(painter, typed, &model.page.search.text, area);
    }
    let card = card::card(model, painter.env, usize::from(content.width));
    let mut cursor = None;
    let rows = content.y..content.y + content.height;
    for (line, y) in card.lines.iter().skip(model.page.top).zip(rows) {
        let x = content.x + 2;
        let room = content.width.saturating_sub(3);
        let taken = painter.right(x, y, room, &line.right);
        let gap = u16::from(taken > 0);
        painter.line(x, y, room.saturating_sub(taken + gap), &line.line);
        if line.lit {
            let sign = painter.env.signs.cell(true);
            painter.line(content.x, y, 1, &Line::default().and_strong(Role::Lit, sign));
        }
        if line.reference.is_some() && line.reference == model.page.reference {
            let focus = model.focus == Pane::Page;
            let role = if focus { Role::Text } else { Role::Dim };
            let pointer = painter.env.signs.pick("▸", ">");
            painter.line(content.x, y, 1, &Line::default().and_strong(role, pointer));
            if focus {
                painter.chosen_row(content.x, y, content.width.saturating_sub(1));
                cursor = Some(Position::new(content.x, y));
            }
        }
    }
    more(painter, content, model.page.top, card.lines.len());
    typing.or(cursor)
}

/// The search that is typed, if one is.
pub(super) fn searching(model: &Model) -> Option<&tui_input::Input> {
    model.layers.iter().find_map(|layer| match layer {
        Layer::Search { input, .. } => Some(input),
        _ => None,
    })
}

/// The number of the page, or what the card is about.
fn heading(painter: &Painter<'_>, model: &Model) -> Line {
    let env = painter.env;
    let corpus = &env.data.corpus;
    let mut line = title(env, model, Pane::Page);
    let text = match (model.page.shown, model.subject) {
        (Shown::Page(place), _) => {
            let report = corpus.report(place.report);
            let (label, pages) = (label_and_number(report, place.page), report.pages);
            let several = corpus.reports.len() > 1;
            let tag = if several { format!(", {}", report.title) } else { String::new() };
            match env.lang {
                Lang::En => format!(" {label} of {pages}{tag}"),
                Lang::Fr => format!(" {label} sur {pages}{tag}"),
            }
        }
        (Shown::Statement(_), _) => env.pick(": statement", "\u{a0}: propos").to_owned(),
        (Shown::Subject, Some(subject)) => {
            format!("{}{}", env.pick(": ", "\u{a0}: "), corpus.name(subject))
        }
        (Shown::Subject, None) => String::new(),
    };
    if model.focus == Pane::Page {
        line = line.and_strong(Role::Text, text);
    } else {
        line = line.and(Role::Text, text);
    }
    line
}

fn legend(painter: &Painter<'_>) -> Line {
    let env = painter.env;
    let dot = env.signs.dot();
    let links = [Some(Link::Said), Some(Link::Listed), Some(Link::Via), None];
    let parts = links.map(|link| format!("{} {}", link_word(link, env.lang), env.signs.link(link)));
    Line::new(Role::Dim, parts.join(&format!(" {dot} ")))
}
