//! The lines around the panes, piece by piece: what stands there and where a click on it leads.
//!
//! ```text
//!  renvoi │ title · 53 p.          By: [trend] expert page   EN   ? help    header
//!  ◂ Trends › TikTok › p. 22             filter: [trend TikTok ×] (r clears) crumbs
//!  ↑↓ move  Enter open  n/p cited page                     ? help   q quit   footer
//! ```
//!
//! What is drawn and what is clicked are read from the same [`Strip`], so that they cannot
//! come apart.

mod foot;
mod head;

pub use foot::{above, footer, room, status};
pub use head::{crumbs, header, tabs};

use super::env::Env;
use super::help;
use super::layout::Area;
use super::model::{Lens, Pane, Reference};
use super::styled::{Line, Role, wrap};
use crate::command::Command;
use crate::corpus::PageRef;
use crate::query::Record;
use crate::words::Signs;

/// Where a click leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A command is run.
    Command(Command),
    /// This dimension leads.
    Lens(Lens),
    /// Close matches are shown again.
    Exact,
    /// What is followed is seen whole again.
    Subject,
    /// A pane gets the keys.
    Pane(Pane),
    /// The filter of a pane is cleared.
    Filter(Pane),
    /// A pin is taken away, by its place.
    Pin(usize),
    /// A record of a list.
    Record(Pane, Record),
    /// A name in the Page pane.
    Reference(Reference),
    /// A cell of the ribbon.
    Page(PageRef),
    /// A row of help, of the palette or of the saved views, by its place.
    Menu(usize),
    /// A match of find everywhere, by its place.
    Found(usize),
    /// The inside of a box.
    Inside,
    /// What lies behind a box.
    Outside,
}

/// A line whose pieces may be clicked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// The pieces.
    pub line: Line,
    targets: Vec<Option<Target>>,
}

impl Bar {
    /// With one more piece.
    #[must_use]
    pub(super) fn and(mut self, role: Role, text: impl Into<String>) -> Self {
        self.line = self.line.and(role, text);
        self.targets.push(None);
        self
    }

    /// With one more piece that stands out.
    #[must_use]
    pub(super) fn and_strong(mut self, role: Role, text: impl Into<String>) -> Self {
        self.line = self.line.and_strong(role, text);
        self.targets.push(None);
        self
    }

    /// The last piece leads there.
    #[must_use]
    pub(super) fn to(mut self, target: Target) -> Self {
        if let Some(last) = self.targets.last_mut() {
            *last = Some(target);
        }
        self
    }

    /// Some ways on: the key of each, and what it does. The lines are at most `width` cells wide.
    pub(super) fn ways(env: &Env, ways: &[(Command, &str)], width: usize) -> Vec<Self> {
        let told = ways.iter().flat_map(|&(command, does)| {
            let [key] = help::named(env, [command]);
            let text = format!("{key}{does}").replace('\u{202f}', "\u{a0}");
            text.chars().map(|letter| (letter, command)).collect::<Vec<_>>()
        });
        let told: Vec<(char, Command)> = told.collect();
        let text: String = told.iter().map(|&(letter, _)| letter).collect();
        let mut told = told.into_iter();
        let mut lines = Vec::new();
        for line in wrap(&text, width) {
            let mut bar = Self::default();
            for letter in line.chars() {
                // Spaces at which a line was broken stand in none.
                let Some((_, command)) = told.by_ref().find(|(next, _)| *next == letter) else {
                    break;
                };
                let target = Some(Target::Command(command));
                match (bar.line.spans.last_mut(), bar.targets.last()) {
                    (Some(span), Some(last)) if *last == target => span.text.push(letter),
                    _ => bar = bar.and(Role::Dim, letter).to(Target::Command(command)),
                }
            }
            lines.push(bar);
        }
        lines
    }

    /// With all pieces of another.
    #[must_use]
    pub(super) fn with(mut self, other: Self) -> Self {
        self.line.spans.extend(other.line.spans);
        self.targets.extend(other.targets);
        self
    }

    fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// Where a click on a cell leads.
    pub(super) fn at(&self, cell: u16, signs: Signs) -> Option<Target> {
        let mut end = 0;
        for (span, target) in self.line.spans.iter().zip(&self.targets) {
            end += Line::text(signs.own(&span.text)).width();
            if usize::from(cell) < end {
                return *target;
            }
        }
        None
    }
}

impl From<Line> for Bar {
    fn from(line: Line) -> Self {
        let targets = vec![None; line.spans.len()];
        Self { line, targets }
    }
}

/// A line of the screen: something on its left, cut where it must be, something on its right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// The whole line.
    pub area: Area,
    /// On the left.
    pub left: Bar,
    /// On the right; it is shown first.
    pub right: Bar,
    /// Cells before the left part.
    indent: u16,
    /// Cells between the two parts.
    gap: u16,
    /// Cells behind the right part.
    margin: u16,
}

impl Strip {
    /// The first cell and the width of the right part.
    #[must_use]
    pub fn right_part(&self, signs: Signs) -> (u16, u16) {
        let room = self.area.width.saturating_sub(self.margin);
        let own = |span: &super::styled::Span| Line::text(signs.own(&span.text)).width();
        let wide: usize = self.right.line.spans.iter().map(own).sum();
        let wide = u16::try_from(wide).unwrap_or(u16::MAX).min(room);
        (self.area.x + room - wide, wide)
    }

    /// The first cell and the width of the left part.
    #[must_use]
    pub fn left_part(&self, signs: Signs) -> (u16, u16) {
        let taken = self.right_part(signs).1;
        let taken = taken.saturating_add(self.indent + self.gap + self.margin);
        (self.area.x + self.indent, self.area.width.saturating_sub(taken))
    }

    /// Where a click on a column leads.
    #[must_use]
    pub fn at(&self, column: u16, signs: Signs) -> Option<Target> {
        let (first, wide) = self.right_part(signs);
        if column >= first && column < first + wide {
            return self.right.at(column - first, signs);
        }
        let (first, wide) = self.left_part(signs);
        let inside = column >= first && column < first + wide;
        if inside { self.left.at(column - first, signs) } else { None }
    }
}
