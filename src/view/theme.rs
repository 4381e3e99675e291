//! How each role looks.
//!
//! `terminal` uses the sixteen ANSI colours on the default background, so that the reader's own
//! scheme decides; `mono` names no colour at all; the others name exact colours, brought down to
//! what the terminal knows.
//!
//! Odd thing worth knowing: the hues of `dark` and `light` were chosen against the backgrounds
//! in [`Theme::ground`], which is painted only where all colours are known: with fewer, a theme
//! for light terminals stays on the terminal's own background.

use ratatui::style::{Color, Modifier, Style};

use crate::app::{Role, Span};

/// The look of every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    ground: Option<Color>,
    text: Style,
    dim: Style,
    lit: Style,
    link: Style,
    via: Style,
    ok: Style,
    warn: Style,
    error: Style,
}

/// How many colours a terminal knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// The sixteen ANSI colours.
    Sixteen,
    /// The 256 colours of xterm.
    Many,
    /// All of them.
    All,
}

impl Depth {
    /// What `TERM` and `COLORTERM` say of the terminal.
    #[must_use]
    pub fn of(term: Option<&str>, colorterm: Option<&str>) -> Self {
        match (colorterm, term) {
            (Some("truecolor" | "24bit"), _) => Self::All,
            (_, None | Some("linux" | "screen" | "xterm")) => Self::Sixteen,
            _ => Self::Many,
        }
    }
}

/// The exact colours of a theme: background, then text, dim, lit, link, via, ok, warn, error.
type Hues = [u32; 9];

const DARK: Hues = [
    0x0010_1418,
    0x00E6_E6E6,
    0x009A_A4AE,
    0x00E6_9F00,
    0x0056_B4E9,
    0x00CC_79A7,
    0x002D_B38A,
    0x00F0_E442,
    0x00FF_7A59,
];
const LIGHT: Hues = [
    0x00FF_FFFF,
    0x001A_1A1A,
    0x0057_606A,
    0x009A_5B00,
    0x0000_63A0,
    0x008A_3A72,
    0x0000_704F,
    0x007A_6200,
    0x00B3_330E,
];
const CONTRAST_DARK: Hues = [
    0x0000_0000,
    0x00FF_FFFF,
    0x00D0_D0D0,
    0x00FF_D000,
    0x007F_D4FF,
    0x00FF_A3DC,
    0x007C_FFB2,
    0x00FF_FF66,
    0x00FF_9E80,
];
const CONTRAST_LIGHT: Hues = [
    0x00FF_FFFF,
    0x0000_0000,
    0x003A_3A3A,
    0x006B_3D00,
    0x0000_3E73,
    0x005C_1B4A,
    0x0000_4D33,
    0x004F_3F00,
    0x007A_1E00,
];

/// The sixteen colours as the roles use them on a dark ground, where no exact one can be shown.
const ON_DARK: [Color; 9] = [
    Color::Reset,
    Color::Reset,
    Color::Gray,
    Color::Yellow,
    Color::LightCyan,
    Color::LightMagenta,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightRed,
];
/// The same on a light ground, where bright ones and yellow cannot be read.
const ON_LIGHT: [Color; 9] = [
    Color::Reset,
    Color::Reset,
    Color::Reset,
    Color::Red,
    Color::Blue,
    Color::Magenta,
    Color::Reset,
    Color::Reset,
    Color::Red,
];

impl Theme {
    /// Every theme, in the order in which the next one follows.
    pub const NAMES: [&'static str; 6] =
        ["terminal", "dark", "light", "contrast-dark", "contrast-light", "mono"];

    /// The theme of that name, in as many colours as the terminal knows.
    #[must_use]
    pub fn named(name: &str, depth: Depth) -> Option<Self> {
        Some(match name {
            "terminal" => Self::terminal(),
            "mono" => Self::mono(),
            "dark" => Self::of(&DARK, depth, false),
            "light" => Self::of(&LIGHT, depth, true),
            "contrast-dark" => Self::of(&CONTRAST_DARK, depth, false),
            "contrast-light" => Self::of(&CONTRAST_LIGHT, depth, true),
            _ => return None,
        })
    }

    /// The sixteen ANSI colours.
    #[must_use]
    pub const fn terminal() -> Self {
        let plain = Style::new();
        Self {
            ground: None,
            text: plain,
            dim: plain.add_modifier(Modifier::DIM),
            lit: plain.fg(Color::Yellow).add_modifier(Modifier::BOLD),
            link: plain.fg(Color::Cyan),
            via: plain.fg(Color::Magenta).add_modifier(Modifier::ITALIC),
            ok: plain.fg(Color::Green),
            warn: plain.fg(Color::Yellow).add_modifier(Modifier::UNDERLINED),
            error: plain.fg(Color::Red).add_modifier(Modifier::REVERSED),
        }
    }

    /// No colour, only weight.
    #[must_use]
    pub const fn mono() -> Self {
        let plain = Style::new();
        Self {
            ground: None,
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

    /// A theme of exact colours, the states told apart by weight as well.
    fn of(hues: &Hues, depth: Depth, light: bool) -> Self {
        let sixteen = if light { ON_LIGHT } else { ON_DARK };
        let colour = |place: usize| match depth {
            Depth::All => exact(hues[place]),
            Depth::Many => Color::Indexed(nearest(hues[place], light == (place > 0))),
            Depth::Sixteen => sixteen[place],
        };
        let ground = (depth != Depth::Sixteen).then(|| colour(0));
        let role = |place: usize| {
            let style = Style::new().fg(colour(place));
            ground.map_or(style, |ground| style.bg(ground))
        };
        Self {
            ground,
            text: role(1),
            dim: role(2),
            lit: role(3).add_modifier(Modifier::BOLD),
            link: role(4),
            via: role(5).add_modifier(Modifier::ITALIC),
            ok: role(6),
            warn: role(7).add_modifier(Modifier::UNDERLINED),
            error: role(8).add_modifier(Modifier::REVERSED),
        }
    }

    /// The background that the whole screen is painted with first, where there is one.
    #[must_use]
    pub const fn ground(&self) -> Option<Color> {
        self.ground
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

const fn exact(hue: u32) -> Color {
    let [_, red, green, blue] = hue.to_be_bytes();
    Color::Rgb(red, green, blue)
}

/// The levels of red, green and blue in the cube of xterm's colours.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The exact colour of one of xterm's colours from 16: the cube, then the greys.
fn indexed(index: u8) -> u32 {
    let [red, green, blue] = if index >= 232 {
        [8 + 10 * (index - 232); 3]
    } else {
        let place = usize::from(index.saturating_sub(16));
        [LEVELS[place / 36], LEVELS[place / 6 % 6], LEVELS[place % 6]]
    };
    u32::from_be_bytes([0, red, green, blue])
}

/// The nearest of xterm's 240 fixed colours; the first sixteen are the reader's own.
///
/// On a light ground none that is lighter is taken, on a dark one none that is darker: being
/// read comes before being near.
fn nearest(hue: u32, light: bool) -> u8 {
    let distance = |index: &u8| {
        let parts = indexed(*index).to_be_bytes().into_iter().zip(hue.to_be_bytes());
        parts.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum::<u32>()
    };
    let readable = |index: &u8| {
        let (found, sought) = (brightness(indexed(*index)), brightness(hue));
        if light { found <= sought } else { found >= sought }
    };
    (16..=255).filter(readable).min_by_key(distance).unwrap_or(if light { 16 } else { 231 })
}

/// How bright the eye finds a colour, in thousandths.
fn brightness(hue: u32) -> u32 {
    let [_, red, green, blue] = hue.to_be_bytes().map(u32::from);
    299 * red + 587 * green + 114 * blue
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
    const DEPTHS: [Depth; 3] = [Depth::Sixteen, Depth::Many, Depth::All];

    fn all() -> impl Iterator<Item = (&'static str, Depth, Theme)> {
        Theme::NAMES
            .into_iter()
            .flat_map(|name| DEPTHS.map(|depth| (name, depth, Theme::named(name, depth).unwrap())))
    }

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(hue: u32) -> f64 {
        let [_, red, green, blue] = hue.to_be_bytes();
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
    }

    fn contrast(a: u32, b: u32) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    fn hue(colour: Color) -> u32 {
        match colour {
            Color::Rgb(red, green, blue) => u32::from_be_bytes([0, red, green, blue]),
            Color::Indexed(index) => indexed(index),
            other => panic!("{other} is the terminal's own"),
        }
    }

    #[test]
    fn contrast_is_measured_as_the_standard_does() {
        assert!((contrast(0, 0x00FF_FFFF) - 21.0).abs() < 1e-9);
        assert!((contrast(0x0076_7676, 0x00FF_FFFF) - 4.54).abs() < 0.01);
    }

    #[test]
    fn every_role_can_be_read_on_its_ground() {
        let mut seen = 0;
        for (name, depth, theme) in all() {
            let Some(ground) = theme.ground() else { continue };
            let least = if name.starts_with("contrast") { 7.0 } else { 4.5 };
            for role in ROLES {
                let style = theme.style(role);
                assert_eq!(style.bg, Some(ground));
                let ratio = contrast(hue(style.fg.unwrap()), hue(ground));
                assert!(ratio >= least, "{name} {depth:?} {role:?}: {ratio:.2}");
                seen += 1;
            }
        }
        assert_eq!(seen, 4 * 2 * 8);
    }

    #[test]
    fn no_two_states_differ_by_hue_alone() {
        let states = [Role::Lit, Role::Via, Role::Warn, Role::Error, Role::Text];
        for (name, depth, theme) in all() {
            for (at, &one) in states.iter().enumerate() {
                for &other in &states[at + 1..] {
                    // Mono says a warning and a lit page with the same weight; signs part them.
                    if name == "mono" && (one, other) == (Role::Lit, Role::Warn) {
                        continue;
                    }
                    assert_ne!(
                        theme.style(one).add_modifier,
                        theme.style(other).add_modifier,
                        "{name} {depth:?} {one:?} {other:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn mono_names_no_colour_and_sixteen_colours_are_the_readers_own() {
        for (name, depth, theme) in all() {
            for role in ROLES {
                let style = theme.style(role);
                if name == "mono" {
                    assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
                }
                if depth == Depth::Sixteen || name == "terminal" {
                    assert_eq!(style.bg, None, "{name} {role:?}");
                    let exact = matches!(style.fg, Some(Color::Rgb(..) | Color::Indexed(_)));
                    assert!(!exact, "{name} {role:?}");
                }
                if depth == Depth::Many {
                    assert!(!matches!(style.fg, Some(Color::Rgb(..))), "{name} {role:?}");
                }
            }
        }
    }

    #[test]
    fn the_nearest_colour_is_the_colour_itself_where_it_exists() {
        for index in 16..=255 {
            assert_eq!(indexed(nearest(indexed(index), index % 2 == 0)), indexed(index));
        }
    }

    #[test]
    fn the_terminal_tells_how_many_colours_it_knows() {
        assert_eq!(Depth::of(Some("xterm"), Some("truecolor")), Depth::All);
        assert_eq!(Depth::of(Some("tmux-256color"), Some("24bit")), Depth::All);
        assert_eq!(Depth::of(Some("xterm-256color"), None), Depth::Many);
        assert_eq!(Depth::of(Some("xterm-kitty"), Some("yes")), Depth::Many);
        for term in ["linux", "screen", "xterm"] {
            assert_eq!(Depth::of(Some(term), None), Depth::Sixteen, "{term}");
        }
        assert_eq!(Depth::of(None, None), Depth::Sixteen);
    }

    #[test]
    fn an_unknown_name_is_no_theme() {
        assert_eq!(Theme::named("solarized", Depth::All), None);
    }
}
