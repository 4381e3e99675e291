//! The fonts of a document: what each code writes, and how far it goes on.
//!
//! Imports its neighbours and hayro's fonts.
//!
//! Odd thing worth knowing: outlines are of no use here, so a font that is not embedded is
//! stood in for by an empty one; its letters and widths come from the document and from the
//! tables of the fourteen standard fonts.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::hayro_cmap::{self, BfString};
use hayro_font::kurbo::Vec2;
use hayro_font::{
    CMapResolverFn, Font, FontCache, FontGlyph, FontResolverFn, OutlineFontData, StandardFont,
};
use hayro_syntax::object::{Dict, Name, ObjectIdentifier};
use hayro_syntax::page::Resources;

use super::layout::Text;

/// A font without a table in it.
const EMPTY: [u8; 12] = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// The fonts read so far.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    faces: HashMap<ObjectIdentifier, Option<Rc<Face<'a>>>>,
    unnamed: Option<Rc<Face<'a>>>,
    stand_in: FontResolverFn,
    maps: CMapResolverFn,
}

impl<'a> Fonts<'a> {
    /// None read yet.
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            faces: HashMap::new(),
            unnamed: None,
            stand_in: Arc::new(|_| Some((Arc::new(EMPTY), 0))),
            maps: Arc::new(hayro_cmap::load_embedded),
        }
    }

    /// The font of that name.
    pub(super) fn named(
        &mut self,
        resources: &Resources<'a>,
        name: &Name<'_>,
    ) -> Option<Rc<Face<'a>>> {
        let id = resources.fonts.get_ref(name).map(ObjectIdentifier::from);
        if let Some(known) = id.and_then(|id| self.faces.get(&id)) {
            return known.clone();
        }
        let face = resources.get_font(name).and_then(|font| self.of(&font));
        let face = face.or_else(|| self.unnamed());
        if let Some(id) = id {
            self.faces.insert(id, face.clone());
        }
        face
    }

    /// The font that is described so.
    pub(super) fn of(&mut self, font: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        let font = self.cache.font(font, &self.stand_in, &self.maps);
        font.map(|font| Rc::new(Face::new(font, false))).or_else(|| self.unnamed())
    }

    /// What stands in where no font is given or it cannot be read.
    pub(super) fn unnamed(&mut self) -> Option<Rc<Face<'a>>> {
        if self.unnamed.is_none() {
            let font = self.cache.standard_font(StandardFont::Helvetica, &self.stand_in);
            self.unnamed = font.map(|font| Rc::new(Face::new(font, true)));
        }
        self.unnamed.clone()
    }
}

/// What a code writes.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    /// Its characters, where they are known.
    pub(super) text: Option<Text>,
    /// How far it goes on, in ems.
    pub(super) advance: f64,
    /// How far from the point reached it is drawn, in ems.
    pub(super) shift: Vec2,
}

/// A font and the letters of it that were met.
pub(super) struct Face<'a> {
    font: Font<'a>,
    /// It stands in for a font that is not known.
    pub(super) is_guess: bool,
    letters: RefCell<HashMap<u32, Letter>>,
}

impl<'a> Face<'a> {
    fn new(font: Font<'a>, is_guess: bool) -> Self {
        Self { font, is_guess, letters: RefCell::default() }
    }

    /// Whether its lines go from top to bottom.
    pub(super) fn is_upright(&self) -> bool {
        !self.font.is_horizontal()
    }

    /// The code at a place of a string, and its length.
    pub(super) fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        self.font.read_code(bytes, at)
    }

    /// What a code writes.
    pub(super) fn letter(&self, code: u32) -> Letter {
        if let Some(known) = self.letters.borrow().get(&code) {
            return known.clone();
        }
        let written = match self.glyph(code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let text = written.map(|written| match written {
            BfString::Char(letter) => letter.into(),
            BfString::String(letters) => letters.into(),
        });
        let advance = self.font.code_advance(code) / 1000.0;
        let letter = Letter {
            text,
            advance: if self.is_upright() { advance.y } else { advance.x },
            shift: self.font.origin_displacement(code) / 1000.0,
        };
        self.letters.borrow_mut().insert(code, letter.clone());
        letter
    }

    /// The number of the glyph that a code draws, and the font that it is drawn from.
    pub(super) fn drawn(&self, code: u32) -> (u32, Option<OutlineFontData>) {
        match self.glyph(code) {
            FontGlyph::Outline(glyph) => (glyph.glyph_id().to_u32(), glyph.font_data()),
            FontGlyph::Type3(_) => (0, None),
        }
    }

    fn glyph(&self, code: u32) -> FontGlyph<'a> {
        self.font.glyph(self.font.map_code(code), code)
    }
}
