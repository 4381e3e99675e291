//! Arguments in, exit code out.

fn main() -> std::io::Result<()> {
    let loaded = renvoi::corpus::builtin();
    let lang = std::env::args()
        .nth(1)
        .and_then(|w| renvoi::lang::Lang::from_locale(&w))
        .unwrap_or_default();
    let env = renvoi::app::Env {
        data: renvoi::app::Data::new(loaded.corpus),
        lang,
        signs: renvoi::words::Signs::new(false),
        keymap: Default::default(),
        sample: true,
        warning: None,
    };
    renvoi::tui::run(&env, &renvoi::view::Theme::terminal()).map(|_| ())
}
