//! What the terminal sends, in the browser's own words.

use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{
    Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read as read_raw,
};

use crate::app::{Message, Size};
use crate::command::{Code, Key};

/// Something that the loop takes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Something for the model.
    Message(Message),
    /// The terminal was away: everything is to be drawn anew.
    Redraw,
}

/// Reads the terminal on a thread of its own, for as long as it can be read.
pub(super) fn read(sender: Sender<Event>) {
    thread::spawn(move || {
        while let Ok(raw) = read_raw() {
            if let Some(message) = message(raw)
                && sender.send(Event::Message(message)).is_err()
            {
                return;
            }
        }
    });
}

/// What an event of crossterm means, if it means anything here.
fn message(raw: Raw) -> Option<Message> {
    match raw {
        Raw::Key(event) => key(event).map(Message::Key),
        Raw::Paste(text) => Some(Message::Paste(text)),
        Raw::Resize(width, height) => Some(Message::Resize(Size::new(width, height))),
        Raw::FocusGained | Raw::FocusLost | Raw::Mouse(_) => None,
    }
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

    #[test]
    fn a_released_key_is_none() {
        let event =
            KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(key(event), None);
    }
}
