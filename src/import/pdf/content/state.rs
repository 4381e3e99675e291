//! What text is written with: where, how large, how far apart.
//!
//! Imports its neighbours and hayro's syntax.

use std::rc::Rc;

use hayro_font::kurbo::Affine;
use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Name, Object, String as PdfString};

use crate::import::pdf::fonts::Face;

/// What stands before an operator.
#[derive(Clone, Copy)]
pub(super) struct Operands<'i, 'o, 'c>(pub(super) &'i Instruction<'o, 'c>);

impl<'o, 'c> Operands<'_, 'o, 'c> {
    pub(super) fn at(self, place: usize) -> Option<&'o Object<'c>> {
        self.0.operands().nth(place)
    }

    pub(super) fn number(self, place: usize) -> Option<f64> {
        match self.at(place)? {
            Object::Number(number) => Some(number.as_f64()),
            _ => None,
        }
    }

    pub(super) fn name(self, place: usize) -> Option<&'o Name<'c>> {
        match self.at(place)? {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn string(self, place: usize) -> Option<&'o PdfString<'c>> {
        match self.at(place)? {
            Object::String(string) => Some(string),
            _ => None,
        }
    }

    fn matrix(self) -> Option<Affine> {
        let mut six = [0.0; 6];
        for (place, slot) in six.iter_mut().enumerate() {
            *slot = self.number(place)?;
        }
        Some(Affine::new(six))
    }
}

/// What text is written with.
#[derive(Clone)]
pub(super) struct State<'a> {
    /// From user space to the page.
    pub(super) page: Affine,
    pub(super) face: Option<Rc<Face<'a>>>,
    pub(super) size: f64,
    pub(super) letter_gap: f64,
    pub(super) word_gap: f64,
    stretch: f64,
    pub(super) leading: f64,
    rise: f64,
    text: Affine,
    line: Affine,
}

impl State<'_> {
    /// That of a page whose points lie so.
    pub(super) const fn new(page: Affine) -> Self {
        Self {
            page,
            face: None,
            size: 1.0,
            letter_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Affine::IDENTITY,
            line: Affine::IDENTITY,
        }
    }

    /// From ems at the point reached to the page.
    pub(super) fn matrix(&self) -> Affine {
        let across = self.size * self.stretch;
        let em = Affine::new([across, 0.0, 0.0, self.size, 0.0, self.rise]);
        self.page * self.text * em
    }

    /// Obeys an operator that only sets something.
    pub(super) fn set(&mut self, operator: &[u8], given: Operands<'_, '_, '_>) {
        match (operator, given.number(0), given.matrix()) {
            (b"cm", _, Some(matrix)) => self.page *= matrix,
            (b"BT", ..) => (self.text, self.line) = (Affine::IDENTITY, Affine::IDENTITY),
            (b"Tm", _, Some(matrix)) => (self.text, self.line) = (matrix, matrix),
            (b"Tc", Some(gap), _) => self.letter_gap = gap,
            (b"Tw", Some(gap), _) => self.word_gap = gap,
            (b"Tz", Some(percent), _) => self.stretch = percent / 100.0,
            (b"TL", Some(leading), _) => self.leading = leading,
            (b"Ts", Some(rise), _) => self.rise = rise,
            (b"Td" | b"TD", Some(x), _) => {
                if let Some(y) = given.number(1) {
                    if operator == b"TD" {
                        self.leading = -y;
                    }
                    self.next_line(x, y);
                }
            }
            (b"T*", ..) => self.next_line(0.0, -self.leading),
            _ => {}
        }
    }

    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.text = self.line;
    }

    /// Goes on by so many ems and so much more.
    pub(super) fn step(&mut self, ems: f64, more: f64) {
        let far = ems * self.size + more;
        let upright = self.face.as_ref().is_some_and(|face| face.is_upright());
        let way = if upright { (0.0, far) } else { (far * self.stretch, 0.0) };
        self.text *= Affine::translate(way);
    }
}
