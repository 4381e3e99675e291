//! How an answer for people is written: language, signs, emphasis, width.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Ansi};
use unicode_width::UnicodeWidthStr;

use super::arguments::{Options, When};
use crate::lang::Lang;
use crate::surroundings::Surroundings;
use crate::words::Signs;

/// Columns where the output is no terminal.
const COLUMNS: usize = 80;
/// Wider than this, the ends of a line are too far apart for the eye.
const WIDEST: usize = 120;
/// Narrower than this, lines run over the edge.
const NARROWEST: usize = 24;

/// Emphasis of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// As it is.
    Plain,
    /// Names.
    Bold,
    /// What is secondary.
    Dim,
    /// A warning, or words that are looked for where they stand.
    Warning,
    /// An error.
    Error,
}

/// How an answer for people is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Language of the words.
    pub lang: Lang,
    /// Signs.
    pub signs: Signs,
    /// Columns to fill.
    pub width: usize,
    /// The answer goes to a terminal.
    pub tty: bool,
    /// Emphasis is shown.
    emphasis: bool,
    /// Emphasis may use hues.
    hues: bool,
}

impl Style {
    /// What the options and the surroundings ask for.
    pub(super) fn new(options: &Options, env: &Surroundings, lang: Lang) -> Self {
        let emphasis = match options.color.unwrap_or_default() {
            When::Always => true,
            When::Never => false,
            When::Auto => env.stdout_tty && !env.no_color && !env.dumb,
        };
        Self {
            lang,
            signs: Signs::new(options.ascii || env.ascii),
            width: env.columns.unwrap_or(COLUMNS).clamp(NARROWEST, WIDEST),
            tty: env.stdout_tty,
            emphasis,
            hues: options.theme != Some(super::arguments::Theme::Mono),
        }
    }

    /// A text with its emphasis.
    pub(super) fn paint(&self, text: &str, tone: Tone) -> String {
        let hue = |colour: AnsiColor| {
            if self.hues { colour.on_default().bold() } else { Ansi::new().bold() }
        };
        let ansi = match tone {
            _ if !self.emphasis || text.is_empty() => return text.to_owned(),
            Tone::Plain => return text.to_owned(),
            Tone::Bold => Ansi::new().bold(),
            Tone::Dim => Ansi::new().dimmed(),
            Tone::Warning => hue(AnsiColor::Yellow),
            Tone::Error => hue(AnsiColor::Red),
        };
        format!("{ansi}{text}{ansi:#}")
    }

    /// A sentence of the program, in the reader's language and signs.
    pub(super) fn say<'a>(&self, en: &'a str, fr: &'a str) -> Cow<'a, str> {
        self.signs.own(self.lang.pick(en, fr))
    }

    /// The same for a sentence that was put together; what the data holds goes in later.
    pub(super) fn own(&self, sentence: &str) -> String {
        self.signs.own(sentence).into_owned()
    }

    /// A text in quotation marks.
    pub(super) fn quoted(&self, text: &str) -> String {
        self.signs.quoted(text, self.lang)
    }

    /// Between things of one line.
    pub(super) fn apart(&self) -> String {
        format!(" {} ", self.signs.dot())
    }

    /// Before what follows: a colon as the language writes it.
    pub(super) fn colon(&self) -> Cow<'static, str> {
        self.say(": ", "\u{a0}: ")
    }

    /// Between the parts of a sentence: a semicolon as the language writes it.
    pub(super) fn semicolon(&self) -> Cow<'static, str> {
        self.say("; ", "\u{202f}; ")
    }

    /// One line with a text at each end; a left text that is too long goes on below.
    pub(super) fn spread(
        &self,
        out: &mut dyn Write,
        left: &[(&str, Tone)],
        right: &str,
    ) -> io::Result<()> {
        let taken: usize = left.iter().map(|(text, _)| text.width()).sum();
        let room = self.width.saturating_sub(taken);
        for (text, tone) in left {
            write!(out, "{}", self.paint(text, *tone))?;
        }
        let right_width = right.width();
        let right = self.paint(right, Tone::Dim);
        if right_width == 0 {
            writeln!(out)
        } else if room >= right_width + 2 {
            writeln!(out, "{:1$}{right}", "", room - right_width)
        } else {
            writeln!(out, "\n{:1$}{right}", "", self.width.saturating_sub(right_width))
        }
    }

    /// A sentence, wrapped.
    pub(super) fn sentence(&self, out: &mut dyn Write, text: &str) -> io::Result<()> {
        wrap(&self.own(text), self.width).iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    /// A text behind a label, wrapped so that every line stands below the first.
    pub(super) fn hang(
        &self,
        out: &mut dyn Write,
        (label, tone): (&str, Tone),
        column: usize,
        text: &str,
    ) -> io::Result<()> {
        let column = column.max(label.width() + 1);
        let gap = column - label.width();
        let label = self.paint(label, tone);
        let room = self.width.saturating_sub(column).max(NARROWEST / 2);
        if text.is_empty() {
            return writeln!(out, "{label}");
        }
        for (row, line) in wrap(text, room).iter().enumerate() {
            if row == 0 {
                writeln!(out, "{label}{:gap$}{line}", "")?;
            } else {
                writeln!(out, "{:column$}{line}", "")?;
            }
        }
        Ok(())
    }

    /// A text padded to a number of columns, or cut to them.
    pub(super) fn fit(&self, text: &str, columns: usize) -> String {
        let width = text.width();
        if width <= columns {
            return format!("{text}{:1$}", "", columns - width);
        }
        let cut = self.signs.ellipsis();
        let mut kept = String::new();
        for sign in text.chars() {
            kept.push(sign);
            if kept.width() + cut.width() > columns {
                kept.pop();
                break;
            }
        }
        let room = columns.saturating_sub(kept.width());
        kept.push_str(cut);
        format!("{kept}{:1$}", "", room.saturating_sub(cut.width()))
    }
}

/// Lines of at most so many columns, broken at spaces: a run of pages stays whole.
fn wrap(text: &str, columns: usize) -> Vec<Cow<'_, str>> {
    let options = textwrap::Options::new(columns)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn style(width: usize, emphasis: bool) -> Style {
        Style { lang: Lang::Fr, signs: Signs::new(false), width, tty: false, emphasis, hues: true }
    }

    fn written(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn both_ends_of_a_line_are_filled_to_the_width() {
        let style = style(24, false);
        let line = |left: &str| written(|out| style.spread(out, &[(left, Tone::Bold)], "5 p."));
        assert_eq!(line("TikTok"), "TikTok              5 p.\n");
        assert_eq!(line("Réseaux"), "Réseaux             5 p.\n");
        let long = "a name that is too long by far";
        assert_eq!(line(long), format!("{long}\n{}5 p.\n", " ".repeat(20)));
    }

    #[test]
    fn a_hanging_text_stays_behind_its_label() {
        let text = written(|out| {
            style(24, false).hang(out, ("  pages", Tone::Dim), 10, "1, 2, 3, 4, 5, 6, 7")
        });
        assert_eq!(text, "  pages   1, 2, 3, 4, 5,\n          6, 7\n");
    }

    #[test]
    fn emphasis_is_shown_only_where_asked() {
        assert_eq!(style(80, false).paint("x", Tone::Bold), "x");
        assert_eq!(style(80, true).paint("x", Tone::Bold), "\u{1b}[1mx\u{1b}[0m");
        assert_eq!(style(80, true).paint("x", Tone::Plain), "x");
    }

    #[test]
    fn a_text_is_padded_or_cut_by_its_columns() {
        let style = style(80, false);
        assert_eq!(style.fit("été", 5), "été  ");
        assert_eq!(style.fit("influence", 5), "infl…");
        assert_eq!(style.fit("日本語", 4), "日… ");
    }

    #[test]
    fn colour_follows_the_option_then_the_surroundings() {
        let options = |line: &str| {
            let words = line.split(' ').map(Into::into).collect();
            super::super::arguments::parse(words, Lang::En).unwrap().options
        };
        let tty = Surroundings { stdout_tty: true, ..Surroundings::default() };
        let emphasis =
            |line, env: &Surroundings| Style::new(&options(line), env, Lang::En).emphasis;
        assert!(emphasis("renvoi", &tty));
        assert!(!emphasis("renvoi", &Surroundings::default()));
        assert!(!emphasis("renvoi", &Surroundings { no_color: true, ..tty.clone() }));
        assert!(!emphasis("renvoi --color never", &tty));
        assert!(emphasis("renvoi --color always", &Surroundings { no_color: true, ..tty }));
    }
}
