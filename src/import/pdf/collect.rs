//! The letters of a page as they come, and what stands for them.
//!
//! Imports its neighbours.

use std::collections::HashMap;

use hayro_font::kurbo::{Affine, Point, Vec2};

use super::fonts::{Face, Letter};
use super::layout::Char;
use super::rescue::{Lost, glyph_letters};

/// The most glyphs that are taken from a page.
pub(super) const MOST_GLYPHS: usize = 200_000;

/// Keeps what is written and counts the pictures.
#[derive(Debug, Default)]
pub(super) struct Collect {
    /// The letters in content order.
    pub(super) chars: Vec<Char>,
    /// Letters whose character is not known.
    pub(super) lost: Vec<Lost>,
    /// The characters that embedded fonts name for their glyphs.
    pub(super) fonts: HashMap<u128, HashMap<u32, char>>,
    /// Pictures drawn.
    pub(super) images: usize,
    /// The page holds more glyphs than are taken.
    pub(super) full: bool,
    /// What the marked content that is open says it stands for; empty once that is written.
    pub(super) actual: Option<String>,
    size: (f64, f64),
    /// Glyphs met, those outside the page too.
    met: usize,
    /// Where the letters begin that are shown by one operator.
    run: usize,
}

/// A letter in its place on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// From ems to the page.
    pub(super) matrix: Affine,
    /// Where it is drawn.
    pub(super) origin: Point,
    /// Its line goes from top to bottom.
    pub(super) upright: bool,
}

impl Collect {
    /// For a page of this width and height.
    pub(super) fn new(size: (f64, f64)) -> Self {
        Self { size, ..Self::default() }
    }

    fn on_page(&self, at: Point) -> bool {
        at.is_finite()
            && (-1.0..=self.size.0 + 1.0).contains(&at.x)
            && (-1.0..=self.size.1 + 1.0).contains(&at.y)
    }

    /// Takes a letter, unless it lies outside the page.
    pub(super) fn letter(&mut self, letter: &Letter, face: &Face<'_>, code: u32, place: Place) {
        let Place { matrix, origin, upright } = place;
        self.met += 1;
        self.full |= self.met > MOST_GLYPHS;
        if self.full || !self.on_page(origin) {
            return;
        }
        let [a, b, c, d, ..] = matrix.as_coeffs();
        let (along, high) = if upright { ((-c, -d), a.hypot(b)) } else { ((a, b), c.hypot(d)) };
        let width = (letter.advance * along.0.hypot(along.1)).abs();
        let size = if high > 0.01 { high } else { width.max(0.01) * 2.0 };
        let text = letter.text.clone().unwrap_or_else(|| {
            self.lose(face, code);
            char::REPLACEMENT_CHARACTER.into()
        });
        let (direction, along, across) = framed(Vec2::new(along.0, along.1), origin);
        self.chars.push(Char { text, along, across, width, size, direction });
    }

    fn lose(&mut self, face: &Face<'_>, code: u32) {
        let (glyph, font) = face.drawn(code);
        let font = font.map_or(0, |font| {
            let letters = || glyph_letters(font.data.as_ref().as_ref());
            self.fonts.entry(font.cache_key).or_insert_with(letters);
            font.cache_key
        });
        self.lost.push(Lost { place: self.chars.len(), code, glyph, font });
    }

    /// Ends what one operator shows: where marked text stands for it, that is put in its
    /// place, once.
    pub(super) fn end_run(&mut self) {
        let start = std::mem::replace(&mut self.run, self.chars.len());
        let Some(text) = self.actual.take() else { return };
        let (Some(first), Some(last)) = (self.chars.get(start).cloned(), self.chars.last()) else {
            self.actual = Some(text);
            return;
        };
        let width = (last.along + last.width - first.along).max(0.0);
        self.chars.truncate(start);
        self.lost.retain(|lost| lost.place < start);
        if !text.is_empty() {
            self.chars.push(Char { text: text.into(), width, ..first });
        }
        self.actual = Some(String::new());
        self.run = self.chars.len();
    }
}

/// The direction of a line that goes on that way, and where a point lies along and across it.
fn framed(way: Vec2, at: Point) -> (u8, f64, f64) {
    match (way.x.abs() >= way.y.abs(), way.x >= 0.0, way.y >= 0.0) {
        (true, true, _) => (0, at.x, at.y),
        (true, false, _) => (2, -at.x, -at.y),
        (false, _, true) => (1, at.y, -at.x),
        (false, _, false) => (3, -at.y, at.x),
    }
}

/// A text string of a PDF: UTF-16, UTF-8, or nearly Latin-1.
pub(super) fn text_of(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        let units = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        char::decode_utf16(units)
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    } else if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        bytes.iter().map(|&byte| char::from(byte)).collect()
    }
}
