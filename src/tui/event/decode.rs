//! From the bytes of a terminal to messages.
//!
//! The browser reads the terminal itself. crossterm's decoder takes an ESC for the key
//! whenever its packet ends there, so that a sequence cut by a slow line is typed as
//! letters, which are commands; it panics on `ESC [ M` and three spaces where overflows
//! are checked, keeps a paste of any size in memory, and waits for ever for the end of a
//! sequence or a paste that never comes. `vte` splits what lies between; what an ESC
//! alone, a cut sequence or a paste mean, only waiting can tell: [`Decoder::wait`] says
//! how long, and [`Decoder::silence`] what it was after all.

use std::mem;
use std::time::Duration;

use vte::{Params, Parser, Perform};

use super::paste::{self, Paste};
use crate::app::{Message, Mouse, MouseKind};
use crate::command::{Code, Key};

/// How long a lone ESC may be the start of a sequence that was cut on its way.
const LONE: Duration = Duration::from_millis(50);
/// The same over SSH, where packets are further apart.
const LONE_REMOTE: Duration = Duration::from_millis(100);
/// How long the rest of a sequence may take. Nobody types its beginning, so there is time.
const CUT: Duration = Duration::from_millis(500);

/// Turns bytes, in whatever pieces they come, into messages.
pub(super) struct Decoder {
    parser: Parser,
    heard: Heard,
    lone: Duration,
}

/// What the bytes so far mean.
#[derive(Default)]
struct Heard {
    messages: Vec<Message>,
    within: Within,
    /// An ESC came right before the character that is read now.
    alt: bool,
}

/// In the middle of what the last byte stands.
#[derive(Default)]
enum Within {
    /// Between keys.
    #[default]
    Nothing,
    /// An ESC.
    Escape,
    /// What begins a string for the program, and may be a key with Alt: `ESC ]`.
    Opening(u8),
    /// A string for the program; whether its last byte is an ESC.
    String(bool),
    /// `ESC [`.
    Sequence,
    /// `ESC O`, and the modifiers that some terminals put there.
    Single(u16),
    /// `ESC [ [`, a function key of the Linux console.
    Console,
    /// The last bytes of a report of the mouse that is not read.
    Report(u8),
    /// A paste.
    Paste(Paste),
}

impl Decoder {
    /// A decoder between keys; `remote` where packets travel.
    pub(super) fn new(remote: bool) -> Self {
        let lone = if remote { LONE_REMOTE } else { LONE };
        Self { parser: Parser::new(), heard: Heard::default(), lone }
    }

    /// Takes in what one reading of the terminal gave.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Message> {
        match &self.heard.within {
            // Somebody types where a paste had come to a stop.
            Within::Paste(paste) if paste.is_left(bytes) => self.reset(),
            Within::Nothing if paste::is_typed_by_none(bytes) => {
                self.heard.within = Within::Paste(Paste::bare());
            }
            _ => {}
        }
        for &byte in bytes {
            self.take(byte);
        }
        mem::take(&mut self.heard.messages)
    }

    /// How long to wait for more before [`Self::silence`] is to be told.
    pub(super) fn wait(&self) -> Option<Duration> {
        match &self.heard.within {
            Within::Nothing => None,
            Within::Escape | Within::Opening(_) => Some(self.lone),
            Within::Paste(paste) => paste.wait(),
            _ => Some(CUT),
        }
    }

    /// Nothing came for as long as told: what was it?
    pub(super) fn silence(&mut self) -> Vec<Message> {
        match mem::take(&mut self.heard.within) {
            Within::Escape => self.heard.key(Key::plain(Code::Esc)),
            Within::Opening(byte) => self.heard.key(Key { alt: true, ..typed(byte) }),
            Within::Paste(mut paste) => {
                if let Some(text) = paste.halt() {
                    self.heard.pasted(text);
                    self.heard.within = Within::Paste(paste);
                }
            }
            // Half a sequence means nothing.
            _ => self.reset(),
        }
        mem::take(&mut self.heard.messages)
    }

    /// Forgets what was cut.
    fn reset(&mut self) {
        self.parser = Parser::new();
        self.heard.within = Within::Nothing;
        self.heard.alt = false;
    }

    fn take(&mut self, byte: u8) {
        const ESC: u8 = 0x1b;
        let Self { parser, heard, .. } = self;
        match (&mut heard.within, byte) {
            (Within::Paste(paste), _) => {
                if let Some(text) = paste.push(byte) {
                    heard.pasted(text);
                    heard.within = Within::Nothing;
                }
            }
            (Within::Report(left), _) => {
                *left -= 1;
                if *left == 0 {
                    heard.within = Within::Nothing;
                }
            }
            (Within::Nothing, ESC) => heard.within = Within::Escape,
            (Within::Nothing, _) => parser.advance(heard, &[byte]),
            (Within::Escape, ESC) => heard.key(Key::plain(Code::Esc)),
            (Within::Escape, b'[') => {
                parser.advance(heard, &[ESC, b'[']);
                heard.within = Within::Sequence;
            }
            (Within::Escape, b'O') => heard.within = Within::Single(1),
            (Within::Escape, b']' | b'P' | b'X' | b'^' | b'_') => {
                heard.within = Within::Opening(byte);
            }
            (Within::Escape, _) => {
                heard.within = Within::Nothing;
                heard.alt = true;
                parser.advance(heard, &[byte]);
            }
            // Only its own kind of bytes can be inside; anything else is the next key.
            (Within::Sequence, 0x20..=0x7e) => {
                parser.advance(heard, &[byte]);
                let ends = (0x40..=0x7e).contains(&byte);
                if ends && matches!(heard.within, Within::Sequence) {
                    heard.within = Within::Nothing;
                }
            }
            (Within::Single(modifiers), b'0'..=b'9') => *modifiers = u16::from(byte - b'0'),
            (Within::Single(modifiers), 0x20..=0x7e) => {
                let modifiers = *modifiers;
                heard.within = Within::Nothing;
                heard.messages.extend(single(byte, modifiers).map(Message::Key));
            }
            (Within::Console, 0x20..=0x7e) => {
                heard.within = Within::Nothing;
                if let b'A'..=b'E' = byte {
                    heard.key(Key::plain(Code::F(byte - b'A' + 1)));
                }
            }
            (Within::Opening(_), ESC) => heard.within = Within::String(true),
            (Within::Opening(_), _) => heard.within = Within::String(false),
            (Within::String(_), 0x07) | (Within::String(true), b'\\') => {
                heard.within = Within::Nothing;
            }
            (Within::String(escaped), _) => *escaped = byte == ESC,
            (Within::Sequence | Within::Single(_) | Within::Console, _) => {
                self.reset();
                self.take(byte);
            }
        }
    }
}

impl Heard {
    fn key(&mut self, key: Key) {
        self.messages.push(Message::Key(key));
    }

    fn pasted(&mut self, text: String) {
        if !text.is_empty() {
            self.messages.push(Message::Paste(text));
        }
    }
}

impl Perform for Heard {
    fn print(&mut self, char: char) {
        let alt = mem::take(&mut self.alt);
        match char {
            '\u{7f}' => self.key(Key { alt, ..Key::plain(Code::Backspace) }),
            // Bytes that are no character, or none that a keyboard has.
            char::REPLACEMENT_CHARACTER | '\u{80}'..='\u{9f}' => {}
            _ => self.key(Key { alt, ..Key::plain(Code::Char(char)) }),
        }
    }

    fn execute(&mut self, byte: u8) {
        let alt = mem::take(&mut self.alt);
        if byte < 0x20 {
            self.key(Key { alt, ..typed(byte) });
        }
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], _: bool, last: char) {
        let mut numbers = params.iter();
        let mut number = || numbers.next().and_then(|number| number.first()).copied();
        match (intermediates, last) {
            (b"<", 'M' | 'm') => {
                if let (Some(buttons), Some(column), Some(row)) = (number(), number(), number()) {
                    let mouse = mouse(buttons, column, row, last == 'M');
                    self.messages.extend(mouse.map(Message::Mouse));
                }
            }
            ([], '[') => self.within = Within::Console,
            // Three bytes follow. A report of numbers says all in them.
            ([], 'M') if number() == Some(0) => self.within = Within::Report(3),
            ([], '~') if number() == Some(200) => {
                self.within = Within::Paste(Paste::bracketed());
            }
            ([], _) => self.messages.extend(sequence(params, last).map(Message::Key)),
            _ => {}
        }
    }
}

/// The key of a byte below the letters, or of an ASCII character.
fn typed(byte: u8) -> Key {
    let plain = |code| Key::plain(code);
    let ctrl = |char| Key { ctrl: true, ..Key::plain(Code::Char(char)) };
    match byte {
        b'\t' => plain(Code::Tab),
        b'\r' => plain(Code::Enter),
        // Many terminals send it for Backspace; nothing else is bound to it.
        0x08 => plain(Code::Backspace),
        0 => ctrl(' '),
        0x01..=0x1a => ctrl(char::from(byte - 1 + b'a')),
        0x1b => plain(Code::Esc),
        0x1c..=0x1f => ctrl(char::from(byte - 0x1c + b'4')),
        _ => plain(Code::Char(char::from(byte))),
    }
}

/// The key of `ESC [`, some numbers and a last character.
fn sequence(params: &Params, last: char) -> Option<Key> {
    let mut fields = params.iter();
    let first = fields.next().and_then(|field| field.first()).copied().unwrap_or(0);
    let held = fields.next().unwrap_or(&[1]);
    let modifiers = held.first().copied().unwrap_or(1).max(1);
    // Some terminals tell when a key is let go of.
    if held.get(1) == Some(&3) {
        return None;
    }
    let code = match (last, first) {
        ('~', 1 | 7) => Code::Home,
        ('~', 3) => Code::Delete,
        ('~', 4 | 8) => Code::End,
        ('~', 5) => Code::PageUp,
        ('~', 6) => Code::PageDown,
        ('~', 11..=15) => Code::F(u8::try_from(first - 10).ok()?),
        ('~', 17..=21) => Code::F(u8::try_from(first - 11).ok()?),
        ('~', 23 | 24) => Code::F(u8::try_from(first - 12).ok()?),
        ('~', 27) => {
            let code = fields.next().and_then(|field| field.first()).copied()?;
            return numbered(code, modifiers);
        }
        ('u', _) => return numbered(first, modifiers),
        ('a'..='d', 0) => arrow(last.to_ascii_uppercase())?,
        // With another number it is a report of the cursor.
        (_, 0 | 1) => lettered(last)?,
        _ => return None,
    };
    Some(modified(code, modifiers))
}

/// The key of `ESC O` and a last byte.
fn single(last: u8, modifiers: u16) -> Option<Key> {
    match last {
        b'M' => Some(modified(Code::Enter, modifiers)),
        b'a'..=b'd' => {
            let code = arrow(char::from(last.to_ascii_uppercase()))?;
            Some(Key { ctrl: true, ..Key::plain(code) })
        }
        _ => lettered(char::from(last)).map(|code| modified(code, modifiers)),
    }
}

fn lettered(letter: char) -> Option<Code> {
    Some(match letter {
        'F' => Code::End,
        'H' => Code::Home,
        'Z' => Code::BackTab,
        'P' => Code::F(1),
        'Q' => Code::F(2),
        'R' => Code::F(3),
        'S' => Code::F(4),
        _ => return arrow(letter),
    })
}

fn arrow(letter: char) -> Option<Code> {
    Some(match letter {
        'A' => Code::Up,
        'B' => Code::Down,
        'C' => Code::Right,
        'D' => Code::Left,
        _ => return None,
    })
}

/// A key that is told by the number of its character.
fn numbered(number: u16, modifiers: u16) -> Option<Key> {
    let shift = modifiers.saturating_sub(1) & 1 != 0;
    let char = char::from_u32(u32::from(number))?;
    let code = match char {
        '\t' if shift => Code::BackTab,
        '\u{7f}' => Code::Backspace,
        '\0'..='\u{1f}' => typed(u8::try_from(number).ok()?).code,
        _ if shift => Code::Char(char.to_uppercase().next().unwrap_or(char)),
        _ => Code::Char(char),
    };
    let key = modified(code, modifiers);
    Some(if key.ctrl && code == Code::Char('h') { Key::plain(Code::Backspace) } else { key })
}

/// A key with modifiers as xterm numbers them: one more than the sum of Shift 1, Alt 2, Ctrl 4,
/// Meta 8, which some keyboards have in the place of Alt.
fn modified(code: Code, modifiers: u16) -> Key {
    let bits = modifiers.saturating_sub(1);
    Key { code, alt: bits & 0b1010 != 0, ctrl: bits & 0b100 != 0 }
}

/// What a report of the mouse says; `down` where a button goes down rather than up.
fn mouse(buttons: u16, column: u16, row: u16, down: bool) -> Option<Mouse> {
    /// Shift, Meta and Ctrl.
    const HELD: u16 = 0b1_1100;
    let kind = match (buttons & !HELD, down) {
        (0, true) => MouseKind::Press,
        (2, true) => MouseKind::Back,
        (0, false) => MouseKind::Release,
        (32, true) => MouseKind::Drag,
        (64, true) => MouseKind::WheelUp,
        (65, true) => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse { kind, column: column.saturating_sub(1), row: row.saturating_sub(1) })
}

#[cfg(test)]
mod tests;
