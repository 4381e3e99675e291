//! What is shown while the data is read: a frame and one sentence.
//!
//! ```text
//! ┌─ renvoi ───────────────────────────────┐
//! │ Reading report.json…                   │
//! │ q quits.                               │
//! └────────────────────────────────────────┘
//! ```

use ratatui::buffer::Buffer;

use super::paint::Painter;
use super::theme::Theme;
use crate::app::{Area, Env, Line, Role, Size, help};
use crate::lang::Lang;
use crate::words::clean;

/// Says that the files of the environment are being read; its data is not looked at.
///
/// The buffer must be as large as `size`.
pub fn opening(buffer: &mut Buffer, size: Size, env: &Env, theme: &Theme) {
    let painter = &mut Painter { buffer, env, theme };
    let all = Area { x: 0, y: 0, width: size.width, height: size.height };
    if theme.ground().is_some() {
        painter.clear(all);
    }
    let bordered = size.width >= 24 && size.height >= 6;
    if bordered {
        painter.border(all, false);
        painter.title(all, &Line::text("renvoi"), &[]);
    }
    let (x, y) = if bordered { (2, 1) } else { (0, 0) };
    let room = size.width.saturating_sub(2 * x);
    painter.line(x, y, room, &Line::text(sentence(env)));
    if size.height > y + 2 {
        let way = help::to_quit(env);
        painter.line(x, y + 1, room, &Line::new(Role::Dim, way));
    }
}

/// Which files are read, by their names without folders.
fn sentence(env: &Env) -> String {
    let name = |file: &String| match (file.as_str(), env.lang) {
        ("-", Lang::En) => "standard input".to_owned(),
        ("-", Lang::Fr) => "l’entrée standard".to_owned(),
        (file, _) => clean(file.rsplit('/').next().unwrap_or(file)).into_owned(),
    };
    let names: Vec<String> = env.files.iter().map(name).collect();
    let reading = env.pick("Reading ", "Lecture\u{a0}: ");
    format!("{reading}{}{}", names.join(", "), env.signs.ellipsis())
}
