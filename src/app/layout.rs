//! Where each region of the screen lies: a pure function of size and model.
//!
//! ```text
//! wide, normal              narrow               tiny
//! ┌ header ───────────┐     [1] 2 3 4 tabs       list
//! │ breadcrumb        │     pane
//! │ Trends │Statements│
//! │ Experts│Page      │
//! │ ribbon            │     ribbon
//! │ status (wide)     │
//! └ footer ───────────┘     footer               what is typed or said
//! ```
//!
//! Odd thing worth knowing: a class is left two cells later than it is entered,
//! so that a window dragged along the border does not flicker.

use super::model::{Layer, Model, Pane};

/// The size of a terminal in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// Largest width that is drawn; a larger terminal keeps the rest empty.
pub const MOST_WIDTH: u16 = 500;
/// Largest height that is drawn.
pub const MOST_HEIGHT: u16 = 200;

impl Size {
    /// A size, cut to what is drawn.
    #[must_use]
    pub fn new(width: u16, height: u16) -> Self {
        Self { width: width.min(MOST_WIDTH), height: height.min(MOST_HEIGHT) }
    }
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Without a border of one cell.
    #[must_use]
    pub const fn inner(self) -> Self {
        if self.width < 2 || self.height < 2 {
            return Self { x: self.x, y: self.y, width: 0, height: 0 };
        }
        Self { x: self.x + 1, y: self.y + 1, width: self.width - 2, height: self.height - 2 }
    }

    /// Whether a cell lies in it.
    #[must_use]
    pub const fn holds(self, column: u16, row: u16) -> bool {
        column >= self.x
            && row >= self.y
            && column - self.x < self.width
            && row - self.y < self.height
    }

    /// Whether it holds no cell.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

/// How much fits on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// One line that asks for a larger window.
    #[default]
    Line,
    /// A list and nothing else.
    Tiny,
    /// One pane, tabs on top.
    Narrow,
    /// Four panes.
    Normal,
    /// Four panes with room.
    Wide,
}

/// Least size at which each class is entered, largest first.
const ENTER: [(Class, u16, u16); 4] =
    [(Class::Wide, 100, 28), (Class::Normal, 64, 18), (Class::Narrow, 24, 6), (Class::Tiny, 12, 3)];

/// Columns that Statements and Page keep, whatever the reader chose for the rest.
const RIGHT: u16 = 24;

/// How far a size may fall below the least before the class is left.
const SLACK: u16 = 2;

impl Class {
    /// The class of a size, given the class before.
    #[must_use]
    pub fn of(size: Size, before: Self) -> Self {
        for (class, width, height) in ENTER {
            // The one-line class has no slack: below it nothing can be read.
            let slack = if class <= before && class > Self::Tiny { SLACK } else { 0 };
            if size.width + slack >= width && size.height + slack >= height {
                return class;
            }
        }
        Self::Line
    }
}

/// Where everything lies. An area that is not shown is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Regions {
    /// Title, size, language.
    pub header: Area,
    /// Breadcrumb and filters.
    pub crumbs: Area,
    /// Tab line of the narrow class.
    pub tabs: Area,
    /// The four panes, borders included.
    pub panes: [Area; 4],
    /// The ribbon, border included.
    pub ribbon: Area,
    /// Status sentence.
    pub status: Area,
    /// Hints.
    pub footer: Area,
    /// Whether panes and ribbon have borders.
    pub bordered: bool,
}

impl Regions {
    /// The area of a pane, border included.
    #[must_use]
    pub const fn pane(&self, pane: Pane) -> Area {
        self.panes[pane as usize]
    }

    /// The area inside a pane's border.
    #[must_use]
    pub const fn content(&self, pane: Pane) -> Area {
        let area = self.pane(pane);
        if self.bordered { area.inner() } else { area }
    }
}

/// Takes rows from the top of an area.
fn top(area: &mut Area, rows: u16) -> Area {
    let taken = Area { height: rows.min(area.height), ..*area };
    area.y += taken.height;
    area.height -= taken.height;
    taken
}

/// Takes rows from the bottom of an area.
fn bottom(area: &mut Area, rows: u16) -> Area {
    let height = rows.min(area.height);
    area.height -= height;
    Area { y: area.y + area.height, height, ..*area }
}

/// Whether something is typed without a box, asked for or said.
fn speaks(model: &Model) -> bool {
    let typing = matches!(model.layers.last(), Some(Layer::Filter { .. } | Layer::Search { .. }));
    let boxed = !model.layers.is_empty() && !typing;
    let said = model.notice.is_some() || model.stale || model.rereading;
    !boxed && (typing || said || !model.pending.is_empty())
}

/// The regions of the screen.
#[must_use]
pub fn regions(size: Size, model: &Model) -> Regions {
    let mut rest = Area { x: 0, y: 0, width: size.width, height: size.height };
    let mut regions = Regions::default();
    match model.class {
        Class::Line => {
            regions.footer = rest;
            return regions;
        }
        Class::Tiny => {
            // What is typed or said is seen even where there is nothing but a list.
            regions.footer = bottom(&mut rest, u16::from(speaks(model)));
            regions.panes[model.focus as usize] = rest;
            return regions;
        }
        Class::Narrow => {
            regions.tabs = top(&mut rest, 1);
            regions.footer = bottom(&mut rest, 1);
            let rows = if size.width < 32 { 3 } else { 2 };
            // A list of fewer than three rows is of no use: the ribbon gives way.
            let rows = rows.min(rest.height.saturating_sub(3));
            regions.ribbon = bottom(&mut rest, rows);
            regions.panes[model.focus as usize] = rest;
            return regions;
        }
        Class::Normal | Class::Wide => {}
    }
    let wide = model.class == Class::Wide;
    regions.bordered = true;
    regions.header = top(&mut rest, 1);
    regions.crumbs = top(&mut rest, 1);
    regions.footer = bottom(&mut rest, 1);
    if wide {
        regions.status = bottom(&mut rest, 1);
    }
    regions.ribbon = bottom(&mut rest, if wide { 5 } else { 4 });
    if model.zoom {
        regions.panes[model.focus as usize] = rest;
        return regions;
    }
    // What is right of it keeps its least width.
    let left = model.left.unwrap_or(if wide { 38 } else { 30 }).min(size.width - RIGHT);
    let columns =
        [Area { width: left, ..rest }, Area { x: rest.x + left, width: rest.width - left, ..rest }];
    let share = |upper: Pane, lower: Pane, usual: u16| {
        let percent = if wide {
            usual
        } else if model.focus == upper {
            60
        } else if model.focus == lower {
            40
        } else {
            usual
        };
        rest.height * percent / 100
    };
    let mut column = columns[0];
    regions.panes[Pane::Trends as usize] = top(&mut column, share(Pane::Trends, Pane::Experts, 56));
    regions.panes[Pane::Experts as usize] = column;
    let mut column = columns[1];
    let usual = share(Pane::Statements, Pane::Page, if wide { 33 } else { 40 });
    // The Page pane keeps a line between its borders.
    let chosen = model.upper.map(|rows| rows.min(rest.height.saturating_sub(3)));
    regions.panes[Pane::Statements as usize] = top(&mut column, chosen.unwrap_or(usual));
    regions.panes[Pane::Page as usize] = column;
    regions
}

/// Where a box in front of the panes lies: centred, or all but the footer where room is short.
#[must_use]
pub fn box_area(size: Size, width: u16, height: u16) -> Area {
    if size.width < 64 || size.height < 18 {
        let footer = u16::from(size.width >= 24 && size.height >= 6);
        return Area { x: 0, y: 0, width: size.width, height: size.height - footer };
    }
    let width = width.min(size.width - 4);
    let height = height.min(size.height - 4);
    Area { x: (size.width - width) / 2, y: (size.height - height) / 2, width, height }
}

/// The help and provenance boxes.
#[must_use]
pub fn reading_area(size: Size) -> Area {
    box_area(size, 84, size.height.saturating_sub(6))
}

/// From this height on help and the palette say how they are used.
const ROOM_TO_TELL: u16 = 12;

/// The rows of help and the palette: below what is typed, above what is told of them.
#[must_use]
pub fn menu_rows(size: Size) -> Area {
    let inner = reading_area(size).inner();
    let told = u16::from(inner.height >= ROOM_TO_TELL);
    Area { y: inner.y + 1, height: inner.height.saturating_sub(1 + told), ..inner }
}

/// A text to select from: the whole width, so that nothing else is selected with it; a title
/// above it and the footer below.
#[must_use]
pub fn text_area(size: Size) -> Area {
    let whole = box_area(Size { width: size.width.min(63), ..size }, 0, 0);
    let title = u16::from(whole.height > 1);
    Area { x: 0, y: title, width: size.width, height: whole.height - title }
}

/// The box of a line that is asked for.
#[must_use]
pub fn asked_area(size: Size) -> Area {
    let area = box_area(size, 64, 5);
    Area { height: area.height.min(5), ..area }
}

/// The box of a note: its rows, what it is about, and a border.
#[must_use]
pub fn note_area(size: Size) -> Area {
    let height = super::note::ROWS + 3;
    let area = box_area(size, 64, height);
    Area { height: area.height.min(height), ..area }
}

/// The box of find everywhere.
#[must_use]
pub fn find_area(size: Size) -> Area {
    box_area(size, 92, 22)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlap(a: Area, b: Area) -> bool {
        !a.is_empty()
            && !b.is_empty()
            && a.x < b.x + b.width
            && b.x < a.x + a.width
            && a.y < b.y + b.height
            && b.y < a.y + a.height
    }

    #[test]
    fn regions_lie_inside_the_screen_and_apart_at_every_size() {
        for width in 0..=200 {
            for height in 0..=60 {
                for focus in Pane::ALL {
                    for zoom in [false, true] {
                        let size = Size::new(width, height);
                        let class = Class::of(size, Class::default());
                        let model = Model { size, class, focus, zoom, ..Model::default() };
                        let regions = regions(size, &model);
                        let mut areas = vec![
                            regions.header,
                            regions.crumbs,
                            regions.tabs,
                            regions.ribbon,
                            regions.status,
                            regions.footer,
                        ];
                        areas.extend(regions.panes);
                        for (at, &area) in areas.iter().enumerate() {
                            assert!(area.x + area.width <= width, "{size:?} {area:?}");
                            assert!(area.y + area.height <= height, "{size:?} {area:?}");
                            for &other in &areas[at + 1..] {
                                assert!(!overlap(area, other), "{size:?} {area:?} {other:?}");
                            }
                        }
                        if class >= Class::Tiny {
                            assert!(!regions.content(focus).is_empty(), "{size:?} {focus:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn classes_are_those_of_the_design() {
        let class = |width, height| Class::of(Size::new(width, height), Class::default());
        assert_eq!(class(120, 36), Class::Wide);
        assert_eq!(class(100, 28), Class::Wide);
        assert_eq!(class(99, 28), Class::Normal);
        assert_eq!(class(80, 24), Class::Normal);
        assert_eq!(class(64, 18), Class::Normal);
        assert_eq!(class(63, 18), Class::Narrow);
        assert_eq!(class(40, 12), Class::Narrow);
        assert_eq!(class(24, 6), Class::Narrow);
        assert_eq!(class(23, 6), Class::Tiny);
        assert_eq!(class(12, 3), Class::Tiny);
        assert_eq!(class(11, 3), Class::Line);
        assert_eq!(class(0, 0), Class::Line);
        assert_eq!(class(u16::MAX, u16::MAX), Class::Wide);
    }

    #[test]
    fn a_class_is_left_two_cells_after_it_was_entered() {
        assert_eq!(Class::of(Size::new(98, 28), Class::Wide), Class::Wide);
        assert_eq!(Class::of(Size::new(97, 28), Class::Wide), Class::Normal);
        assert_eq!(Class::of(Size::new(98, 28), Class::Normal), Class::Normal);
        assert_eq!(Class::of(Size::new(62, 16), Class::Normal), Class::Normal);
    }
}
