//! A console that hands out keys rather than bytes, through crossterm.

use std::sync::mpsc::SyncSender;
use std::thread;

use crossterm::event::{
    Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use super::Event;
use crate::app::{Message, Mouse, MouseKind};
use crate::command::{Code, Key};

/// Reads on a thread of its own, for as long as the console can be read.
pub(super) fn read(sender: SyncSender<Event>) {
    thread::spawn(move || {
        while let Ok(raw) = crossterm::event::read() {
            let Some(event) = event(raw) else { continue };
            if sender.send(event).is_err() {
                return;
            }
        }
    });
}

fn event(raw: Raw) -> Option<Event> {
    match raw {
        Raw::Key(event) => key(event).map(Message::Key),
        Raw::Paste(text) => Some(Message::Paste(text)),
        Raw::Mouse(event) => mouse(event).map(Message::Mouse),
        Raw::Resize(..) => return Some(Event::Resized),
        Raw::FocusGained | Raw::FocusLost => None,
    }
    .map(Event::Message)
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
    // Releases are told as well.
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
    Some(Key { code, ctrl, alt })
}
