//! `renvoi keys --test`: what arrives for each key, and what it means.
//!
//! The screen is taken as the browser takes it, so that what is seen here is what the browser
//! sees; on leaving, the last lines stay behind in the terminal.

use std::io::{self, Write};
use std::sync::mpsc;

use super::{Event, event, guard, write_now};
use crate::app::Message;
use crate::app::styled::wrap;
use crate::command::{Code, Command, Context, Key, Keymap, Meaning};
use crate::lang::Lang;
use crate::words::Signs;

/// Columns of a key: its word and its name.
const HEAD: usize = 32;

/// How many of the last lines stay behind.
const LEFT: usize = 20;

/// Shows keys until `q` is pressed twice, or Ctrl+C. Returns the exit code.
///
/// # Errors
///
/// Where the terminal cannot be read or written.
pub fn probe(keymap: &Keymap, lang: Lang, signs: Signs, remote: bool) -> io::Result<u8> {
    let guard = guard::Guard::enter()?;
    let (sender, events) = mpsc::sync_channel(event::WAITING);
    guard.watch(&sender);
    let _pause = event::read(sender, remote)?;
    let title = lang.pick(
        "Press any key. q twice, or Ctrl+C, leaves.",
        "Pressez n’importe quelle touche. q deux fois, ou Ctrl+C, quitte.",
    );
    say(title, signs)?;
    let quit = Key::plain(Code::Char('q'));
    let interrupt = Key { code: Code::Char('c'), ctrl: true, alt: false };
    let (mut lines, mut pending, mut last) = (Vec::new(), Vec::new(), None);
    while let Ok(event) = events.recv() {
        let line = match event {
            Event::Message(Message::Key(key)) => {
                if key == interrupt || (key == quit && last == Some(quit)) {
                    break;
                }
                last = Some(key);
                told(keymap, &mut pending, key, lang, signs)
            }
            Event::Message(Message::Paste(text)) => {
                let count = text.chars().count();
                let noun = lang.plural(count, ("character", "characters"), ("signe", "signes"));
                format!("{} ({count} {noun})", lang.pick("a paste", "un collage"))
            }
            Event::End(code) => return Ok(code),
            Event::Message(_) | Event::Resized | Event::Redraw | Event::Done => continue,
        };
        let width = crossterm::terminal::size().map_or(80, |(width, _)| usize::from(width));
        for line in laid(&signs.own(&line), width) {
            say(&line, signs)?;
            lines.push(line);
        }
    }
    drop(guard);
    let mut out = io::stdout();
    for line in lines.iter().skip(lines.len().saturating_sub(LEFT)) {
        writeln!(out, "{}", signs.own(line))?;
    }
    out.flush()?;
    Ok(0)
}

/// Writes a line of the screen; in raw mode a line ends in both signs.
fn say(line: &str, signs: Signs) -> io::Result<()> {
    write_now(format!("{}\r\n", signs.own(line)).as_bytes())
}

/// A line on as many cells: what a key means goes on below itself, not below the key.
fn laid(line: &str, width: usize) -> Vec<String> {
    let head = line.char_indices().nth(HEAD).map_or(line.len(), |(at, _)| at);
    let room = width.saturating_sub(HEAD);
    if line.chars().count() <= width || room < HEAD {
        return vec![line.to_owned()];
    }
    let (head, means) = line.split_at(head);
    let means = wrap(means, room).into_iter().enumerate();
    let lead = |at| if at == 0 { head.to_owned() } else { " ".repeat(HEAD) };
    means.map(|(at, means)| lead(at) + &means).collect()
}

/// The word of a key, as a configuration takes it, and what it means wherever it means something.
fn told(keymap: &Keymap, pending: &mut Vec<Key>, key: Key, lang: Lang, signs: Signs) -> String {
    let mut commands: Vec<Command> = Vec::new();
    let mut begins = false;
    for context in Context::ALL {
        match keymap.meaning(context, pending, key) {
            Meaning::Command(command) if !commands.contains(&command) => commands.push(command),
            Meaning::Command(_) | Meaning::Nothing => {}
            Meaning::Prefix => begins = true,
        }
    }
    let typed: Vec<Key> = pending.iter().copied().chain([key]).collect();
    let words: Vec<String> = typed.iter().map(|key| key.word()).collect();
    let mut means: Vec<String> = commands
        .iter()
        .map(|command| {
            let row = command.row();
            format!("{} ({})", row.id, row.scope.name(lang))
        })
        .collect();
    if begins {
        means.push(lang.pick("the first key of several", "la première touche de plusieurs").into());
    }
    if means.is_empty() {
        means.push(lang.pick("means nothing here", "ne veut rien dire ici").into());
    }
    *pending = if begins && commands.is_empty() { typed } else { Vec::new() };
    let name = key.name(lang, signs.ascii());
    let head = format!("{:14} {name:16}", words.join(" "));
    format!("{head:HEAD$}{}", means.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_told_by_its_word_its_name_and_its_commands() {
        let keymap = Keymap::default();
        let mut pending = Vec::new();
        let mut told = |word: &str, lang| {
            let key = Key::parse(word).unwrap();
            super::told(&keymap, &mut pending, key, lang, Signs::new(false))
        };
        let down = told("down", Lang::En);
        assert!(down.starts_with("down           ↓ "), "{down}");
        for command in
            ["move-down (lists and boxes)", "scroll-down (page)", "in-next (while typing)"]
        {
            assert!(down.contains(command), "{down}");
        }
        let lines = laid(&down, 80);
        assert!(lines.len() > 1 && lines.iter().all(|line| line.chars().count() <= 80));
        assert!(lines[1..].iter().all(|line| line.starts_with(&" ".repeat(HEAD))), "{lines:?}");
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&lines.join(" ")), words(&down), "nothing is lost");
        assert!(told("g", Lang::Fr).contains("la première touche de plusieurs"));
        assert!(told("p", Lang::En).contains("goto-page"), "the second key of two");
        assert!(told("p", Lang::En).contains("prev-lit"), "a key of its own again");
        assert!(told("f9", Lang::En).contains("means nothing here"));
    }
}
