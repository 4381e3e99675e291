//! What the terminal sends, in the browser's own words.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::{
    Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind, poll as poll_raw, read as read_raw,
};

use crate::app::{Message, Mouse, MouseKind, Size};
use crate::command::{Code, Key};

/// Something that the loop takes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Something for the model.
    Message(Message),
    /// The terminal was away: everything is to be drawn anew.
    Redraw,
}

/// How long a lone ESC may be the start of a sequence that was cut on its way.
const LONE: Duration = Duration::from_millis(50);
/// The same over SSH, where packets are further apart.
const LONE_REMOTE: Duration = Duration::from_millis(100);
/// The most of a paste that is taken in, in characters; the rest is dropped.
const MOST_PASTED: usize = 1 << 16;

/// Reads the terminal on a thread of its own, for as long as it can be read.
pub(super) fn read(sender: Sender<Event>, remote: bool) {
    let wait = if remote { LONE_REMOTE } else { LONE };
    // Whoever resizes the window before the thread runs must be heard too: this has crossterm
    // listen from now on. Whether it fails, the first reading will tell.
    let _ = poll_raw(Duration::ZERO);
    thread::spawn(move || {
        let mut keys = Keys::new(Terminal, wait);
        while let Ok(messages) = keys.next() {
            for message in messages {
                if sender.send(Event::Message(message)).is_err() {
                    return;
                }
            }
        }
    });
}

/// Where events come from: the terminal, or a list in tests.
trait Source {
    /// The next event, once there is one.
    fn read(&mut self) -> io::Result<Raw>;
    /// Whether there is one within a time.
    fn poll(&mut self, wait: Duration) -> io::Result<bool>;
}

/// The terminal, through crossterm.
struct Terminal;

impl Source for Terminal {
    fn read(&mut self) -> io::Result<Raw> {
        read_raw()
    }

    fn poll(&mut self, wait: Duration) -> io::Result<bool> {
        poll_raw(wait)
    }
}

/// Puts sequences together again that arrive in pieces.
///
/// crossterm takes an ESC that comes alone for the key; over a slow line it may be the first
/// byte of an arrow, whose other bytes would then be typed as letters.
struct Keys<S> {
    source: S,
    wait: Duration,
}

impl<S: Source> Keys<S> {
    const fn new(source: S, wait: Duration) -> Self {
        Self { source, wait }
    }

    /// The next messages: usually one, none for what means nothing.
    fn next(&mut self) -> io::Result<Vec<Message>> {
        let raw = self.source.read()?;
        self.after(raw)
    }

    fn after(&mut self, raw: Raw) -> io::Result<Vec<Message>> {
        let escape = Message::Key(Key::plain(Code::Esc));
        if message(raw.clone()) != Some(escape.clone()) {
            return Ok(message(raw).into_iter().collect());
        }
        let Some(second) = self.soon()? else { return Ok(vec![escape]) };
        match message(second.clone()) {
            Some(Message::Key(Key { code: Code::Char('['), ctrl: false, alt: false })) => {
                self.sequence()
            }
            Some(Message::Key(Key { code: Code::Char('O'), ctrl: false, alt: false })) => {
                let third = self.soon()?.as_ref().and_then(typed);
                Ok(third.and_then(|char| named(char, 1)).into_iter().collect())
            }
            Some(Message::Key(key)) if key.code != Code::Esc && !key.alt => {
                Ok(vec![Message::Key(Key { alt: true, ..key })])
            }
            _ => {
                let mut messages = vec![escape];
                messages.extend(self.after(second)?);
                Ok(messages)
            }
        }
    }

    /// The next event, if it comes soon.
    fn soon(&mut self) -> io::Result<Option<Raw>> {
        if self.source.poll(self.wait)? { self.source.read().map(Some) } else { Ok(None) }
    }

    /// The rest of `ESC [`; a sequence that is cut short or unknown means nothing.
    fn sequence(&mut self) -> io::Result<Vec<Message>> {
        let mut numbers = String::new();
        while let Some(raw) = self.soon()? {
            let Some(char) = typed(&raw) else { return Ok(Vec::new()) };
            match char {
                '0'..='9' | ';' | '?' | '<' | ' ' => numbers.push(char),
                '~' if numbers == "200" => return self.paste(),
                last => return Ok(decoded(&numbers, last).into_iter().collect()),
            }
        }
        Ok(Vec::new())
    }

    /// A paste whose first byte came alone: everything up to its end.
    fn paste(&mut self) -> io::Result<Vec<Message>> {
        let mut text = String::new();
        let mut room = MOST_PASTED;
        while let Some(raw) = self.soon()? {
            let char = match raw {
                Raw::Key(KeyEvent { code: KeyCode::Esc, .. }) => {
                    // `[201~`, which ends it.
                    while self.soon()?.as_ref().and_then(typed).is_some_and(|char| char != '~') {}
                    break;
                }
                Raw::Key(KeyEvent { code: KeyCode::Enter, .. }) => '\n',
                raw => match typed(&raw) {
                    Some(char) => char,
                    None => continue,
                },
            };
            if room > 0 {
                text.push(char);
                room -= 1;
            }
        }
        Ok(vec![Message::Paste(text)])
    }
}

/// The character of an event, if it types one.
fn typed(raw: &Raw) -> Option<char> {
    match raw {
        Raw::Key(KeyEvent { code: KeyCode::Char(char), .. }) => Some(*char),
        _ => None,
    }
}

/// The key of a sequence: its last letter, and the numbers before it.
fn decoded(numbers: &str, last: char) -> Option<Message> {
    let mut fields = numbers.split(';').map(|field| field.parse::<u8>().ok());
    let first = fields.next().flatten();
    let modifiers = fields.next().flatten().unwrap_or(1);
    if last != '~' {
        return named(last, modifiers);
    }
    let code = match first? {
        1 | 7 => Code::Home,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        number @ 11..=15 => Code::F(number - 10),
        number @ 17..=21 => Code::F(number - 11),
        number @ (23 | 24) => Code::F(number - 12),
        _ => return None,
    };
    Some(Message::Key(modified(code, modifiers)))
}

/// The key of a letter behind `ESC [` or `ESC O`.
fn named(letter: char, modifiers: u8) -> Option<Message> {
    let code = match letter {
        'A' => Code::Up,
        'B' => Code::Down,
        'C' => Code::Right,
        'D' => Code::Left,
        'F' => Code::End,
        'H' => Code::Home,
        'Z' => Code::BackTab,
        'P' => Code::F(1),
        'Q' => Code::F(2),
        'R' => Code::F(3),
        'S' => Code::F(4),
        _ => return None,
    };
    Some(Message::Key(modified(code, modifiers)))
}

/// A key with modifiers as xterm numbers them: one more than the sum of Shift 1, Alt 2, Ctrl 4.
const fn modified(code: Code, modifiers: u8) -> Key {
    let bits = modifiers.saturating_sub(1);
    Key { code, alt: bits & 2 != 0, ctrl: bits & 4 != 0 }
}

/// What an event of crossterm means, if it means anything here.
fn message(raw: Raw) -> Option<Message> {
    match raw {
        Raw::Key(event) => key(event).map(Message::Key),
        Raw::Paste(text) => Some(Message::Paste(text)),
        Raw::Resize(width, height) => Some(Message::Resize(Size::new(width, height))),
        Raw::Mouse(event) => mouse(event).map(Message::Mouse),
        Raw::FocusGained | Raw::FocusLost => None,
    }
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Down(MouseButton::Right) => MouseKind::Back,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse { kind, column: event.column, row: event.row })
}

fn key(event: KeyEvent) -> Option<Key> {
    // Windows sends releases as well.
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(char) => Code::Char(char),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    // Many terminals send Ctrl+h for Backspace; nothing else is bound to it.
    if ctrl && code == Code::Char('h') {
        return Some(Key::plain(Code::Backspace));
    }
    Some(Key { code, ctrl, alt })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn keys_are_those_of_the_table() {
        let cases = [
            (KeyCode::Char('é'), KeyModifiers::NONE, "é"),
            (KeyCode::Char('G'), KeyModifiers::SHIFT, "G"),
            (KeyCode::Char('o'), KeyModifiers::CONTROL, "ctrl-o"),
            (KeyCode::Char('h'), KeyModifiers::CONTROL, "backspace"),
            (KeyCode::Left, KeyModifiers::ALT, "alt-left"),
            (KeyCode::BackTab, KeyModifiers::SHIFT, "shift-tab"),
            (KeyCode::F(1), KeyModifiers::NONE, "f1"),
        ];
        for (code, modifiers, word) in cases {
            assert_eq!(pressed(code, modifiers), Key::parse(word), "{word}");
        }
    }

    /// Events with the time that passes before each, in milliseconds.
    struct Script(std::collections::VecDeque<(u64, Raw)>);

    impl Source for Script {
        fn read(&mut self) -> io::Result<Raw> {
            let next = self.0.pop_front().map(|(_, raw)| raw);
            next.ok_or_else(|| io::Error::other("the end"))
        }

        fn poll(&mut self, wait: Duration) -> io::Result<bool> {
            Ok(self.0.front().is_some_and(|(after, _)| Duration::from_millis(*after) <= wait))
        }
    }

    /// What the decoder makes of a sequence whose ESC came alone, the rest `after` each other.
    fn cut(rest: &str, after: u64) -> Vec<Message> {
        let event = |code| Raw::Key(KeyEvent::new(code, KeyModifiers::NONE));
        let mut events = std::collections::VecDeque::from([(0, event(KeyCode::Esc))]);
        events.extend(rest.chars().map(|char| match char {
            '\u{1b}' => (after, event(KeyCode::Esc)),
            '\r' => (after, event(KeyCode::Enter)),
            char => (after, event(KeyCode::Char(char))),
        }));
        let mut keys = Keys::new(Script(events), LONE);
        let mut messages = Vec::new();
        while let Ok(next) = keys.next() {
            messages.extend(next);
        }
        messages
    }

    fn one(word: &str) -> Vec<Message> {
        vec![Message::Key(Key::parse(word).unwrap())]
    }

    #[test]
    fn a_sequence_that_was_cut_behind_its_escape_is_still_that_key() {
        let table = [
            ("[A", "up"),
            ("[B", "down"),
            ("[1;3D", "alt-left"),
            ("[1;5C", "ctrl-right"),
            ("[Z", "shift-tab"),
            ("[5~", "pgup"),
            ("[3~", "delete"),
            ("[11~", "f1"),
            ("OP", "f1"),
            ("OH", "home"),
            ("b", "alt-b"),
        ];
        for (rest, word) in table {
            assert_eq!(cut(rest, 20), one(word), "{rest}");
        }
        for nothing in ["[", "[1;", "[99~", "[38;5", "Ox"] {
            assert_eq!(cut(nothing, 20), [], "{nothing}");
        }
    }

    #[test]
    fn a_lone_escape_is_the_key_and_what_follows_later_is_typed() {
        assert_eq!(cut("", 0), one("esc"));
        let letters: Vec<Message> = ["esc", "[", "A"].into_iter().flat_map(one).collect();
        assert_eq!(cut("[A", 60), letters);
    }

    #[test]
    fn a_paste_that_was_cut_stays_a_paste() {
        let pasted = cut("[200~q\rq\u{1b}[201~", 20);
        assert_eq!(pasted, [Message::Paste("q\nq".to_owned())]);
    }

    #[test]
    fn a_released_key_is_none() {
        let event =
            KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(key(event), None);
    }
}
