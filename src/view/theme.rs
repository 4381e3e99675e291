//! How each role looks.
//!
//! `terminal` uses the sixteen ANSI colours on the default background, so that
//! the reader's own scheme decides; `mono` names no colour at all.

use ratatui::style::{Color, Modifier, Style};

use crate::app::{Role, Span};

/// The look of every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    text: Style,
    dim: Style,
    lit: Style,
    link: Style,
    via: Style,
    ok: Style,
    warn: Style,
    error: Style,
}

impl Theme {
    /// The sixteen ANSI colours.
    #[must_use]
    pub const fn terminal() -> Self {
        let plain = Style::new();
        Self {
            text: plain,
            dim: plain.add_modifier(Modifier::DIM),
            lit: plain.fg(Color::Yellow).add_modifier(Modifier::BOLD),
            link: plain.fg(Color::Cyan),
            via: plain.fg(Color::Magenta),
            ok: plain.fg(Color::Green),
            warn: plain.fg(Color::Yellow),
            error: plain.fg(Color::Red),
        }
    }

    /// No colour, only weight.
    #[must_use]
    pub const fn mono() -> Self {
        let plain = Style::new();
        Self {
            text: plain,
            dim: plain.add_modifier(Modifier::DIM),
            lit: plain.add_modifier(Modifier::BOLD),
            link: plain.add_modifier(Modifier::UNDERLINED),
            via: plain.add_modifier(Modifier::ITALIC),
            ok: plain,
            warn: plain.add_modifier(Modifier::BOLD),
            error: plain.add_modifier(Modifier::REVERSED),
        }
    }

    /// The look of a role.
    #[must_use]
    pub const fn style(&self, role: Role) -> Style {
        match role {
            Role::Text => self.text,
            Role::Dim => self.dim,
            Role::Lit => self.lit,
            Role::Link => self.link,
            Role::Via => self.via,
            Role::Ok => self.ok,
            Role::Warn => self.warn,
            Role::Error => self.error,
        }
    }

    /// The look of a piece of a line.
    #[must_use]
    pub const fn span(&self, span: &Span) -> Style {
        let style = self.style(span.role);
        if span.strong { style.add_modifier(Modifier::BOLD) } else { style }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 8] = [
        Role::Text,
        Role::Dim,
        Role::Lit,
        Role::Link,
        Role::Via,
        Role::Ok,
        Role::Warn,
        Role::Error,
    ];

    #[test]
    fn mono_names_no_colour() {
        for role in ROLES {
            let style = Theme::mono().style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }

    #[test]
    fn no_theme_paints_a_background() {
        for role in ROLES {
            assert_eq!(Theme::terminal().style(role).bg, None, "{role:?}");
        }
    }
}
