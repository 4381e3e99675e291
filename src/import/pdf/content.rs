//! What the content of a page writes: its text operators, and the forms that hold more.
//!
//! Nothing is drawn, so nothing that only draws is read: no colours, no paths, no pictures.
//! Imports its neighbours and hayro's syntax.
//!
//! Odd thing worth knowing: hidden layers are read past, invisible text is not: it is what a
//! scanner recognised.

mod state;

use std::collections::HashMap;
use std::rc::Rc;

use hayro_font::kurbo::{Affine, Point, Rect, Shape};
use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::dict::keys::{
    ACTUAL_TEXT, ANNOTS, AP, AS, BBOX, F, FONT, FORM, IMAGE, MATRIX, N, OC, RECT, RESOURCES,
    SUBTYPE,
};
use hayro_syntax::object::{
    Array, Dict, Name, Object, Rect as PdfRect, Stream, String as PdfString, dict_or_stream,
};
use hayro_syntax::page::{Page, Resources};

use super::collect::{Collect, Place, text_of};
use super::fonts::{Face, Fonts};
use super::layers::Layers;
use state::{Operands, State};

/// How deep forms may lie in forms.
const DEEPEST: usize = 50;
/// How many states may be saved; what is saved beyond them is only counted.
const MOST_STATES: usize = 4_096;
/// The flags of a note that is not shown: hidden, not viewed.
const UNSEEN: u32 = 1 << 1 | 1 << 5;

/// An open piece of marked content.
struct Mark {
    hides: bool,
    says: bool,
}

/// Reads the content of one page into what collects its letters.
pub(super) struct Content<'r, 'a> {
    fonts: &'r mut Fonts<'a>,
    layers: &'r Layers,
    collect: &'r mut Collect,
    state: State<'a>,
    saved: Vec<State<'a>>,
    /// How many states were saved beyond the most.
    beyond: usize,
    marks: Vec<Mark>,
    depth: usize,
}

impl<'r, 'a> Content<'r, 'a> {
    /// Reads a page and the notes on it.
    pub(super) fn read(
        page: &Page<'a>,
        fonts: &'r mut Fonts<'a>,
        layers: &'r Layers,
        collect: &'r mut Collect,
    ) {
        let state = State::new(Affine::new(page.initial_transform(true).as_coeffs()));
        let (saved, marks) = (Vec::new(), Vec::new());
        let mut content =
            Content { fonts, layers, collect, state, saved, beyond: 0, marks, depth: 0 };
        content.stream(page.operations(), page.resources());
        let notes = page.raw().get::<Array<'_>>(ANNOTS);
        for note in notes.iter().flat_map(Array::iter::<Dict<'_>>) {
            content.note(&note, page.resources());
        }
    }

    /// Reads a stream of operators; whatever it leaves open is closed behind it.
    fn stream(&mut self, mut operators: UntypedIter<'_>, resources: &Resources<'a>) {
        let (saved, beyond, marks) = (self.saved.len(), self.beyond, self.marks.len());
        let state = self.state.clone();
        let mut faces = HashMap::new();
        while let Some(instruction) = operators.next() {
            if self.collect.full {
                break;
            }
            let floor = (saved, beyond, marks);
            self.operator(&instruction, resources, &mut faces, floor);
        }
        self.saved.truncate(saved);
        self.beyond = beyond;
        while self.marks.len() > marks {
            self.close();
        }
        self.state = state;
    }

    fn operator(
        &mut self,
        instruction: &Instruction<'_, '_>,
        resources: &Resources<'a>,
        faces: &mut HashMap<Vec<u8>, Option<Rc<Face<'a>>>>,
        (saved, beyond, marks): (usize, usize, usize),
    ) {
        let given = Operands(instruction);
        let state = &mut self.state;
        match &**instruction.operator {
            b"q" if self.saved.len() < MOST_STATES => self.saved.push(state.clone()),
            b"q" => self.beyond += 1,
            b"Q" if self.beyond > beyond => self.beyond -= 1,
            b"Q" if self.saved.len() > saved => {
                if let Some(before) = self.saved.pop() {
                    *state = before;
                }
            }
            b"Tf" => {
                if let (Some(name), Some(size)) = (given.name(0), given.number(1)) {
                    state.size = size;
                    let fonts = &mut *self.fonts;
                    let face = faces
                        .entry(name.as_ref().to_vec())
                        .or_insert_with(|| fonts.named(resources, name));
                    state.face.clone_from(face);
                }
            }
            b"gs" => {
                let font = given
                    .name(0)
                    .and_then(|name| resources.get_ext_g_state(name))
                    .and_then(|state| state.get::<Array<'a>>(FONT));
                if let Some(font) = font {
                    let mut parts = font.iter::<Object<'a>>();
                    if let (Some(Object::Dict(font)), Some(Object::Number(size))) =
                        (parts.next(), parts.next())
                    {
                        state.size = size.as_f64();
                        state.face = self.fonts.of(&font);
                    }
                }
            }
            b"Tj" => {
                if let Some(words) = given.string(0) {
                    self.show(words.as_bytes());
                    self.collect.end_run();
                }
            }
            b"'" | b"\"" => {
                let long = &**instruction.operator == b"\"";
                if long {
                    state.word_gap = given.number(0).unwrap_or(state.word_gap);
                    state.letter_gap = given.number(1).unwrap_or(state.letter_gap);
                }
                state.next_line(0.0, -state.leading);
                if let Some(words) = given.string(if long { 2 } else { 0 }) {
                    self.show(words.as_bytes());
                    self.collect.end_run();
                }
            }
            b"TJ" => {
                if let Some(Object::Array(parts)) = given.at(0) {
                    for part in parts.iter::<Object<'_>>() {
                        match part {
                            Object::Number(back) => self.state.step(-back.as_f64() / 1000.0, 0.0),
                            Object::String(words) => self.show(words.as_bytes()),
                            _ => {}
                        }
                    }
                    self.collect.end_run();
                }
            }
            b"Do" => {
                if let Some(object) = given.name(0).and_then(|name| resources.get_x_object(name)) {
                    self.object(&object, resources);
                }
            }
            b"BI" => self.image(),
            b"BMC" => self.open(None, false),
            b"BDC" => {
                let tag = given.name(0).map_or(&b""[..], |tag| tag.as_ref());
                self.marked(tag, given.at(1), resources);
            }
            b"EMC" if self.marks.len() > marks => self.close(),
            other => state.set(other, given),
        }
    }

    fn is_hidden(&self) -> bool {
        self.marks.last().is_some_and(|mark| mark.hides)
    }

    fn open(&mut self, text: Option<String>, hides: bool) {
        let hides = hides || self.is_hidden();
        self.marks.push(Mark { hides, says: text.is_some() });
        if text.is_some() {
            self.collect.actual = text;
        }
    }

    fn close(&mut self) {
        if self.marks.pop().is_some_and(|mark| mark.says) {
            self.collect.actual = None;
        }
    }

    fn marked(&mut self, tag: &[u8], about: Option<&Object<'_>>, resources: &Resources<'a>) {
        match about {
            Some(Object::Name(name)) => {
                let about: Dict<'_> = resources.properties.get(name).unwrap_or_default();
                let layer = resources.properties.get_ref(name);
                let hides =
                    layer.is_some_and(|layer| self.layers.hides(&about, Some(layer.into())));
                self.open(actual_text(tag, &about), hides);
            }
            Some(object) => {
                let about = dict_or_stream(object).map(|(about, _)| about.clone());
                let about = about.unwrap_or_default();
                let hides = self.is_off(&about);
                self.open(actual_text(tag, &about), hides);
            }
            None => self.open(None, false),
        }
    }

    /// Whether something is in a layer that is not shown.
    fn is_off(&self, about: &Dict<'_>) -> bool {
        let layer: Option<Dict<'_>> = about.get(OC);
        let id = about.get_ref(OC).map(Into::into);
        layer.is_some_and(|layer| self.layers.hides(&layer, id))
    }

    fn image(&mut self) {
        if !self.is_hidden() {
            self.collect.images += 1;
        }
    }

    fn object(&mut self, object: &Stream<'a>, resources: &Resources<'a>) {
        let kind = object.dict().get::<Name<'_>>(SUBTYPE);
        match kind.as_deref() {
            Some(IMAGE) if !self.is_off(object.dict()) => self.image(),
            Some(FORM) => self.form(object, resources),
            _ => {}
        }
    }

    fn form(&mut self, form: &Stream<'a>, resources: &Resources<'a>) {
        if self.depth >= DEEPEST || self.is_hidden() || self.is_off(form.dict()) {
            return;
        }
        let Ok(content) = form.decoded_data() else { return };
        let own = form.dict().get(RESOURCES).map(Resources::new);
        let page = self.state.page;
        self.state.page *= matrix_of(form.dict());
        self.depth += 1;
        self.stream(UntypedIter::new(&content), own.as_ref().unwrap_or(resources));
        self.depth -= 1;
        self.state.page = page;
    }

    /// Reads what a note on the page looks like, put into its rectangle.
    fn note(&mut self, note: &Dict<'a>, resources: &Resources<'a>) {
        if note.get::<u32>(F).unwrap_or(0) & UNSEEN != 0 || self.is_off(note) {
            return;
        }
        let look = || match note.get::<Dict<'a>>(AP)?.get::<Object<'a>>(N)? {
            Object::Stream(look) => Some(look),
            Object::Dict(looks) => note
                .get::<Name<'_>>(AS)
                .and_then(|state| looks.get::<Stream<'a>>(state))
                .or_else(|| looks.get::<Stream<'a>>(b"Off")),
            _ => None,
        };
        let Some(look) = look() else { return };
        let (Some(to), Some(from)) = (note.get::<PdfRect>(RECT), look.dict().get::<[f64; 4]>(BBOX))
        else {
            return;
        };
        let [left, top, right, bottom] = from;
        let from = matrix_of(look.dict()) * Rect::new(left, top, right, bottom).to_path(0.1);
        let from = from.bounding_box();
        let (across, down) = ((to.x1 - to.x0) / from.width(), (to.y1 - to.y0) / from.height());
        if !across.is_finite() || !down.is_finite() {
            return;
        }
        let page = self.state.page;
        let (x, y) = (to.x0 - across * from.x0, to.y0 - down * from.y0);
        self.state.page *= Affine::new([across, 0.0, 0.0, down, x, y]);
        self.form(&look, resources);
        self.state.page = page;
    }

    /// Writes a string at the point reached.
    fn show(&mut self, bytes: &[u8]) {
        let hidden = self.is_hidden();
        let Some(face) = self.state.face.clone().or_else(|| self.fonts.unnamed()) else { return };
        let hidden = hidden || (face.is_guess && !bytes.is_ascii());
        let upright = face.is_upright();
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = face.code(bytes, at);
            at += length.max(1);
            let letter = face.letter(code);
            let state = &mut self.state;
            if !hidden {
                let matrix = state.matrix();
                let origin = matrix * (Point::ORIGIN + letter.shift);
                let place = Place { matrix, origin, upright };
                self.collect.letter(&letter, &face, code, place);
                if self.collect.full {
                    return;
                }
            }
            let word = if code == 32 && length == 1 { state.word_gap } else { 0.0 };
            state.step(letter.advance, state.letter_gap + word);
        }
    }
}

fn matrix_of(form: &Dict<'_>) -> Affine {
    form.get::<[f64; 6]>(MATRIX).map_or(Affine::IDENTITY, Affine::new)
}

/// The text that a piece of marked content says it stands for.
fn actual_text(tag: &[u8], about: &Dict<'_>) -> Option<String> {
    let text = about.get::<PdfString<'_>>(ACTUAL_TEXT).filter(|_| tag == b"Span")?;
    Some(text_of(text.as_bytes()))
}
