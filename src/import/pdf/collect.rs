//! Glyphs of a page, as the content stream draws them.
//!
//! Odd thing worth knowing: a glyph knows its advance in font units only. Which axis of its
//! matrix scales it is found out by trying both on the whole run.

use std::collections::HashMap;

use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use hayro_syntax::object::dict::keys::ACTUAL_TEXT;
use hayro_syntax::object::{Dict, String as PdfString};

use super::layout::Char;
use super::rescue::{Lost, glyph_letters};

/// The most glyphs that are taken from a page.
pub(super) const MOST_GLYPHS: usize = 200_000;

/// A device that keeps what is written and counts what is drawn.
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
    size: (f64, f64),
    last_run: Option<(Point, usize)>,
    /// For each open marked content, whether it carries its own text.
    marked: Vec<bool>,
    actual: Option<String>,
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

    fn lose(&mut self, glyph: &PositionedGlyph<'_>) {
        let (id, font) = match &**glyph {
            Glyph::Outline(outline) => {
                let font = outline.font_data().map(|font| {
                    let key = font.cache_key;
                    let letters = || glyph_letters(font.data.as_ref().as_ref());
                    self.fonts.entry(key).or_insert_with(letters);
                    key
                });
                (outline.glyph_id().to_u32(), font.unwrap_or(0))
            }
            Glyph::Type3(_) => (0, 0),
        };
        self.lost.push(Lost { place: self.chars.len(), code: glyph.char_code(), glyph: id, font });
    }

    /// Puts the marked text in the place of the run that shows it, once.
    fn replace(&mut self, start: usize) {
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
    }
}

/// The direction of a baseline, and where a point lies along and across it.
fn framed(matrix: &Affine, at: Point) -> (u8, f64, f64) {
    let [a, b, ..] = matrix.as_coeffs();
    match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
        (true, true, _) => (0, at.x, at.y),
        (true, false, _) => (2, -at.x, -at.y),
        (false, _, true) => (1, at.y, -at.x),
        (false, _, false) => (3, -at.y, at.x),
    }
}

fn advance(glyph: &Glyph<'_>) -> f64 {
    let advance = match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(shape) => shape.advance_width(),
    };
    f64::from(advance.unwrap_or(0.0))
}

impl Device<'_> for Collect {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'_>, _: &DrawMode) {}

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.images += 1;
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let text = properties
            .filter(|_| tag == b"Span")
            .and_then(|about| about.get::<PdfString<'_>>(ACTUAL_TEXT))
            .map(|text| text_of(text.as_bytes()));
        self.marked.push(text.is_some());
        if text.is_some() {
            self.actual = text;
        }
    }

    fn end_marked_content(&mut self) {
        if self.marked.pop() == Some(true) {
            self.actual = None;
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        let glyphs = run.glyphs();
        if self.chars.len() + glyphs.len() > MOST_GLYPHS {
            self.full = true;
            return;
        }
        let matrices: Vec<Affine> =
            glyphs.iter().map(|glyph| props.transform * glyph.transform()).collect();
        let Some(origin) = matrices.first().map(|matrix| *matrix * Point::ZERO) else { return };
        // Fill and stroke draw the same run twice.
        if matches!(mode, DrawMode::Stroke(_))
            && self.last_run.is_some_and(|(last, count)| {
                (last - origin).hypot() < 0.01 && count == glyphs.len()
            })
        {
            return;
        }
        self.last_run = Some((origin, glyphs.len()));
        let start = self.chars.len();
        let mut misses = [0.0; 2];
        let mut measured: Vec<([f64; 2], (u8, f64, f64))> = Vec::with_capacity(glyphs.len());
        for (glyph, matrix) in glyphs.iter().zip(&matrices) {
            let [a, b, c, d, ..] = matrix.as_coeffs();
            let advance = advance(glyph);
            let frame = framed(matrix, *matrix * Point::ZERO);
            if let Some((widths, (_, along, _))) = measured.last() {
                for (miss, width) in misses.iter_mut().zip(widths) {
                    *miss += (frame.1 - (along + width)).abs();
                }
            }
            measured.push(([advance * a.hypot(b), advance * c.hypot(d)], frame));
        }
        let axis = usize::from(misses[1] + 1e-6 < misses[0]);
        for ((glyph, matrix), (widths, (direction, along, across))) in
            glyphs.iter().zip(&matrices).zip(measured)
        {
            if !self.on_page(*matrix * Point::ZERO) {
                continue;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => letter.into(),
                Some(BfString::String(letters)) => letters.into(),
                None => {
                    self.lose(glyph);
                    char::REPLACEMENT_CHARACTER.into()
                }
            };
            let [_, _, c, d, ..] = matrix.as_coeffs();
            let (width, size) = (widths[axis], c.hypot(d) * 1000.0);
            let size = if size > 0.01 { size } else { width.max(0.01) * 2.0 };
            self.chars.push(Char { text, along, across, width, size, direction });
        }
        if self.actual.is_some() {
            self.replace(start);
        }
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
