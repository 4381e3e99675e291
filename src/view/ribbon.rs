//! The ribbon: one cell a page, lit where the subject is cited.
//!
//! ```text
//! ┌─ Ribbon — TikTok: 14 of 53 pages (26%) ──── ■ cited ─┐
//! │ ··■····■··■·····■■■··■·■■····■·······■■■··■·········· │
//! │ 1        10        20        30        40        50   │
//! └───────────────────────────────────────────────────────┘
//! ```
//!
//! Where its cells lie is in [`crate::app::ribbon`].

use ratatui::style::Modifier;

use super::paint::{Painter, reversed};
use crate::app::ribbon::{Folding, Ribbon};
use crate::app::{Area, Lens, Line, Model, Role};
use crate::corpus::Subject;
use crate::lang::Lang;
use crate::words::{is_uncited, percent};

/// Draws the ribbon.
pub(super) fn ribbon(painter: &mut Painter<'_>, model: &Model, area: Area) {
    if area.is_empty() {
        return;
    }
    let Some(ribbon) = Ribbon::new(model, &painter.env.data) else {
        return;
    };
    let folding = ribbon.folding(area);
    if folding.folded {
        return folded(painter, &ribbon, &folding, area);
    }
    painter.border(area, false);
    let mut title = title(painter, model, &ribbon);
    let corpus = &painter.env.data.corpus;
    if corpus.reports.len() > 1 {
        // Of several reports it shows one.
        title = title.and(Role::Dim, format!(", {}", corpus.report(ribbon.report).title));
    }
    painter.title(area, &title, &[legend(painter, model, &folding)]);
    let inner = area.inner();
    let x = folding.x;
    cells(painter, &ribbon, &folding, 0, x, inner.y);
    scale(painter, &ribbon, &folding, Area { x, ..inner }, inner.y + 1);
    let Some(here) = ribbon.here else { return };
    let label = painter.env.data.corpus.report(ribbon.report).label(here);
    let pointer = painter.env.signs.pick("▲", "^");
    let text = format!("{pointer} p. {label}");
    let style = painter.theme.style(Role::Text);
    if inner.height >= 3 {
        let column = (here - 1) / folding.bin * folding.step;
        let wide = u16::try_from(text.len()).unwrap_or(u16::MAX);
        let last = (inner.x + inner.width).saturating_sub(wide);
        let at = (x + u16::try_from(column).unwrap_or(0)).min(last);
        painter.text(at, inner.y + 2, wide, &text, style);
    } else {
        // No row of its own: at the end of the scale, if it is free.
        let line = Line::text(format!(" {text} "));
        let room = inner.width.saturating_sub(1);
        let ends = u16::try_from(ribbon.pages / folding.bin * folding.step).unwrap_or(u16::MAX);
        if ends.saturating_add(12) < room {
            painter.right(inner.x, inner.y, room, &line);
        }
    }
}

/// One row of cells.
fn cells(painter: &mut Painter<'_>, ribbon: &Ribbon, folding: &Folding, row: u32, x: u16, y: u16) {
    let first = row * folding.row;
    for cell in first..first + folding.row {
        let from = cell * folding.bin + 1;
        if from > ribbon.pages {
            break;
        }
        let to = (from + folding.bin - 1).min(ribbon.pages);
        let pair = ribbon.of_pair(from, to);
        let lit = pair.map_or_else(|| ribbon.is_lit(from, to), |pair| pair != [false; 2]);
        let mut style = painter.theme.style(if lit { Role::Lit } else { Role::Dim });
        if ribbon.here.is_some_and(|here| (from..=to).contains(&here)) {
            style = reversed(style);
        }
        let column = u16::try_from((cell - first) * folding.step).unwrap_or(u16::MAX);
        if ribbon.is_marked(from, to) {
            style = style.add_modifier(Modifier::UNDERLINED);
        }
        let signs = painter.env.signs;
        let sign = pair.map_or(signs.cell(lit), |pair| signs.cell_of_pair(pair));
        painter.text(x.saturating_add(column), y, 1, sign, style);
        if signs.ascii() && folding.step > 1 && style.add_modifier.contains(Modifier::REVERSED) {
            // Where there is room beside it, the page stands in brackets as well.
            let plain = painter.theme.style(Role::Text);
            painter.text(x.saturating_add(column).saturating_sub(1), y, 1, "[", plain);
            painter.text(x.saturating_add(column + 1), y, 1, "]", plain);
        }
    }
}

/// The page numbers under the cells.
fn scale(painter: &mut Painter<'_>, ribbon: &Ribbon, folding: &Folding, area: Area, y: u16) {
    let every = if folding.step == 2 { 5 } else { 10 } * folding.bin;
    let style = painter.theme.style(Role::Dim);
    let mut free = 0;
    let last = ribbon.pages;
    let marks = std::iter::once(1).chain((1..).map(|k| k * every).take_while(|&p| p < last));
    for page in marks.chain((last > 1).then_some(last)) {
        let column = (page - 1) / folding.bin * folding.step;
        let text = page.to_string();
        let wide = u32::try_from(text.len()).unwrap_or(0);
        if column < free || column + wide > u32::from(area.width) {
            continue;
        }
        let at = area.x + u16::try_from(column).unwrap_or(0);
        painter.text(at, y, area.width, &text, style);
        free = column + wide + 1;
    }
}

/// Rows of cells between the numbers of their first and last page.
fn folded(painter: &mut Painter<'_>, ribbon: &Ribbon, folding: &Folding, area: Area) {
    let digits = ribbon.pages.to_string().len();
    let margin = folding.x - area.x;
    let style = painter.theme.style(Role::Dim);
    for row in 0..area.height {
        let from = u32::from(row) * folding.row * folding.bin + 1;
        if from > ribbon.pages {
            break;
        }
        let to = (from + folding.row * folding.bin - 1).min(ribbon.pages);
        let y = area.y + row;
        painter.text(area.x, y, margin, &format!("{from:>digits$}"), style);
        cells(painter, ribbon, folding, u32::from(row), folding.x, y);
        let end = u16::try_from(folding.row).unwrap_or(0) + margin + 1;
        let rest = area.width.saturating_sub(end);
        painter.text(area.x + end, y, rest, &to.to_string(), style);
    }
}

fn title(painter: &Painter<'_>, model: &Model, ribbon: &Ribbon) -> Line {
    let env = painter.env;
    let word = env.lang.pick("Ribbon", "Ruban");
    let dash = env.signs.pick("—", "-");
    if let Some([(one, first), (other, second)]) = &ribbon.pair {
        let signs = env.signs;
        let both = first.iter().filter(|page| second.contains(page)).count();
        let parts = [
            ([true, false], env.data.corpus.name(*one), first.len()),
            ([false, true], env.data.corpus.name(*other), second.len()),
            ([true, true], env.pick("both", "les deux"), both),
        ];
        let parts =
            parts.map(|(pair, name, count)| format!("{} {name} {count}", signs.cell_of_pair(pair)));
        return Line::text(format!("{word} {dash} {}", parts.join(&format!(" {} ", signs.dot()))));
    }
    let (lit, pages) = (ribbon.lit.len(), ribbon.pages);
    let searched = model.page.search.text.trim();
    if !searched.is_empty() {
        let quoted = env.signs.quoted(searched, env.lang);
        let share = percent(lit, pages as usize);
        let noun = env.lang.plural(lit, ("page", "pages"), ("page", "pages"));
        return Line::text(match env.lang {
            Lang::En => format!("{word} {dash} {quoted}: {lit} {noun} of {pages} ({share}%)"),
            Lang::Fr => {
                format!("{word} {dash} {quoted}\u{a0}: {lit} {noun} sur {pages} ({share}\u{a0}%)")
            }
        });
    }
    let subject = model.subject.filter(|_| model.lens != Lens::Page);
    let Some(subject) = subject else {
        let share = percent(lit, pages as usize);
        return Line::text(match env.lang {
            Lang::En => format!("{word} {dash} all cited pages: {lit} of {pages} ({share}%)"),
            Lang::Fr => format!(
                "{word} {dash} toutes les pages citées\u{a0}: {lit} sur {pages} ({share}\u{a0}%)"
            ),
        });
    };
    let name = env.data.corpus.name(subject);
    let share = percent(lit, pages as usize);
    let extent = env.data.index.extent(subject);
    let named = match subject {
        Subject::Topic(_) => !is_uncited(&env.data.corpus, &env.data.index, subject),
        Subject::Expert(_) => extent.statements > 0,
    };
    let missing = extent.pages == 0 && named;
    let text = match env.lang {
        Lang::En if missing => {
            format!("{word} {dash} {name}: no page given in the source")
        }
        Lang::Fr if missing => {
            format!("{word} {dash} {name}\u{a0}: page non précisée par la source")
        }
        Lang::En => {
            let noun = if pages == 1 { "page" } else { "pages" };
            format!("{word} {dash} {name}: {lit} of {pages} {noun} ({share}%)")
        }
        Lang::Fr => {
            let noun = if lit < 2 { "page" } else { "pages" };
            format!("{word} {dash} {name}\u{a0}: {lit} {noun} sur {pages} ({share}\u{a0}%)")
        }
    };
    Line::text(text)
}

fn legend(painter: &Painter<'_>, model: &Model, folding: &Folding) -> Line {
    let env = painter.env;
    let (signs, lang) = (env.signs, env.lang);
    if folding.bin > 1 {
        let bin = folding.bin;
        return Line::new(
            Role::Dim,
            match lang {
                Lang::En => format!("1 cell = {bin} pages"),
                Lang::Fr => format!("1 case = {bin} pages"),
            },
        );
    }
    let (lit, unlit) = if model.page.search.text.trim().is_empty() {
        (lang.pick("cited", "citée"), lang.pick("not cited", "non citée"))
    } else {
        (lang.pick("found", "trouvée"), lang.pick("not found", "absente"))
    };
    let text = format!(
        "{} {lit}  {} {unlit}  {} {}",
        signs.cell(true),
        signs.cell(false),
        signs.pick("▲", "^"),
        lang.pick("here", "ici"),
    );
    Line::new(Role::Dim, text)
}
