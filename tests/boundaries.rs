//! The rules of the house, read off the sources: who may name what, which way
//! imports run, and that nothing is switched off quietly.
#![expect(clippy::expect_used, reason = "a test")]

use std::fs;
use std::path::Path;

/// The most lines of a file, its tests not counted.
const LINES: usize = 600;

/// A source file: its path below `src/` and its lines of code.
struct Source {
    path: String,
    lines: Vec<String>,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        let code = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
        Self { path: path.to_owned(), lines: code.map(str::to_owned).collect() }
    }

    /// The first part of the path: `cli` for `cli/page.rs` and for `cli.rs`.
    fn room(&self) -> &str {
        self.path.split(['/', '.']).next().expect("a name")
    }

    /// The code without comments, line by line.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.lines.iter().enumerate().map(|(at, line)| (at + 1, line.trim_start()));
        lines.filter(|(_, line)| !line.starts_with("//"))
    }

    /// Whether the path is one of these, or lies below one that ends in `/`.
    fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| {
            if place.ends_with('/') { self.path.starts_with(place) } else { self.path == *place }
        })
    }
}

/// Every source of the crate.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("a file").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let name = path.strip_prefix(&root).expect("below src").to_str().expect("a name");
                let text = fs::read_to_string(&path).expect("text");
                found.push(Source::new(name, &text));
            }
        }
    }
    assert!(found.len() > 50, "the sources are found");
    found
}

/// Whether a word stands in a line on its own.
fn names(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word)
        .any(|(at, _)| !line[..at].ends_with(part) && !line[at + word.len()..].starts_with(part))
}

/// Words that only some files may name, and those files.
const WORDS: &[(&[&str], &[&str])] = &[
    (&["ratatui"], &["view.rs", "view/", "tui.rs", "tui/"]),
    (&["crossterm"], &["tui.rs", "tui/"]),
    // Texts come into cells by one door, where they are cleaned; the pen moves cells about.
    (
        &["set_stringn", "set_string", "set_symbol", "set_char", "set_line", "set_span"],
        &["view/paint.rs", "tui/pen.rs"],
    ),
    (&["fuzzy_matcher"], &["query/fuzzy.rs"]),
    (
        &["fs", "File::open", "File::create", "OpenOptions"],
        &[
            "corpus/load.rs",
            "corpus/load/",
            "compiled.rs",
            "compiled/",
            "disk/scratch.rs",
            "cli.rs",
            "cli/",
            "import.rs",
            "import/",
            "keep.rs",
            "keep/",
            "save.rs",
            "tui/editor.rs",
            "tui/effects.rs",
        ],
    ),
    // Who maps files, and makes numbers of their bytes.
    (&["filebuffer", "bytemuck"], &["disk.rs", "disk/scratch.rs"]),
    (
        &["Instant", "SystemTime"],
        &[
            "cli/compile.rs",
            "cli/documents.rs",
            "compiled.rs",
            "import/guard.rs",
            "import/pdftotext.rs",
            "tui.rs",
            "tui/",
        ],
    ),
    // The arguments of the process are read in main, its variables in surroundings.
    (&["env::var", "env::var_os", "env::vars", "env::vars_os"], &["surroundings.rs"]),
    (&["env::args", "env::args_os"], &["main.rs"]),
    (&["process::exit"], &["tui/guard.rs"]),
    // The doctor asks tmux how long it waits after Esc.
    (
        &["Command::new"],
        &[
            "cli/doctor.rs",
            "cli/pager.rs",
            "import/guard.rs",
            "import/guard/serve.rs",
            "tui/clipboard.rs",
            "tui/editor.rs",
            "tui/viewers.rs",
        ],
    ),
    // Nothing has a state of its own but what is passed about.
    (&["thread_local", "LazyLock", "lazy_static"], &[]),
    // A field that is filled once: when it is first asked for, when a corpus is read, or when
    // something fails; no static.
    (
        &["OnceLock"],
        &[
            "corpus/model/page.rs",
            "corpus/text.rs",
            "disk/growing.rs",
            "disk/slots.rs",
            "index.rs",
            "query/arranged.rs",
            "query/bitmap.rs",
            "query/reach.rs",
        ],
    ),
];

fn misnamed(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for (words, places) in WORDS {
            for (at, line) in source.code() {
                for word in words.iter().filter(|word| names(line, word)) {
                    if !source.is_in(places) {
                        found.push(format!("src/{}:{at} names {word}", source.path));
                    }
                }
            }
        }
    }
    found
}

/// Which rooms each room sees. What a room does not name here it must not import.
const SEES: &[(&str, &[&str])] = &[
    ("lang", &[]),
    ("corpus", &["disk", "lang", "order", "stable"]),
    ("disk", &[]),
    ("index", &["corpus", "disk", "order"]),
    ("query", &["corpus", "disk", "index", "lang", "order"]),
    ("compiled", &["corpus", "disk", "index", "query", "save"]),
    ("words", &["corpus", "index", "lang"]),
    ("review", &["corpus", "markup", "order", "query"]),
    ("command", &["lang"]),
    ("markup", &[]),
    ("stable", &[]),
    ("order", &[]),
    ("save", &[]),
    ("config", &["command", "lang", "order"]),
    ("export", &["corpus", "index", "lang", "query", "stable", "words"]),
    ("keep", &["corpus", "export", "order", "query", "save", "stable", "words"]),
    ("surroundings", &["config", "lang"]),
    ("error", &["corpus", "lang", "words"]),
    (
        "cli",
        &[
            "command",
            "compiled",
            "config",
            "corpus",
            "error",
            "export",
            "import",
            "index",
            "keep",
            "lang",
            "order",
            "query",
            "review",
            "save",
            "stable",
            "surroundings",
            "words",
        ],
    ),
    ("import", &["corpus", "error", "index", "lang", "markup", "order", "query", "words"]),
    ("app", &["command", "corpus", "export", "index", "lang", "order", "query", "review", "words"]),
    ("view", &["app", "command", "corpus", "index", "lang", "query", "review", "words"]),
    ("tui", &["app", "command", "export", "keep", "lang", "query", "save", "view", "words"]),
    (
        "browse",
        &[
            "app",
            "cli",
            "config",
            "corpus",
            "error",
            "export",
            "keep",
            "lang",
            "query",
            "surroundings",
            "tui",
            "view",
            "words",
        ],
    ),
];

/// The rooms that a line names, alone or in braces.
fn imported(line: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, start) in line.match_indices("crate::") {
        let rest = &line[at + start.len()..];
        let list = match rest.strip_prefix('{') {
            Some(list) => list.split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        for path in list {
            let end = path.find(|c: char| !c.is_alphanumeric() && c != '_');
            rooms.push(path[..end.unwrap_or(path.len())].to_owned());
        }
    }
    rooms
}

fn misimported(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let room = source.room();
        if room == "lib" || room == "main" {
            continue;
        }
        let Some((_, sees)) = SEES.iter().find(|(name, _)| *name == room) else {
            found.push(format!("src/{} is a room without a rule", source.path));
            continue;
        };
        for (at, line) in source.code() {
            for other in imported(line) {
                let is_room = SEES.iter().any(|(name, _)| *name == other);
                if is_room && other != room && !sees.contains(&other.as_str()) {
                    found.push(format!("src/{}:{at} imports {other}", source.path));
                }
            }
        }
    }
    found
}

fn quiet(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        if source.lines.len() > LINES {
            found.push(format!("src/{} has {} lines", source.path, source.lines.len()));
        }
        for (at, line) in source.code() {
            if line.starts_with('#') && names(line, "allow") {
                found.push(format!("src/{}:{at} allows: expect says why", source.path));
            }
        }
        if source.path.ends_with("mod.rs") {
            found.push(format!("src/{} is a mod.rs", source.path));
        }
    }
    found
}

#[test]
fn each_crate_and_each_door_is_named_where_it_belongs() {
    assert_eq!(misnamed(&sources()), [""; 0]);
}

#[test]
fn imports_run_one_way() {
    assert_eq!(misimported(&sources()), [""; 0]);
}

#[test]
fn files_are_of_a_size_to_be_read_and_silence_no_lint() {
    assert_eq!(quiet(&sources()), [""; 0]);
}

#[test]
fn no_room_is_seen_by_one_that_it_sees() {
    for (room, sees) in SEES {
        for other in *sees {
            let back = SEES.iter().find(|(name, _)| name == other).expect("a room").1;
            assert!(!back.contains(room), "{room} and {other} see each other");
        }
    }
}

#[test]
fn the_lints_of_the_house_are_on() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("a manifest");
    let lines: Vec<&str> = manifest.lines().map(str::trim).collect();
    assert!(lines.contains(&"unsafe_code = \"forbid\""));
    let on = [
        "missing_docs",
        "unreachable_pub",
        "allow_attributes",
        "mod_module_files",
        "unwrap_used",
        "expect_used",
        "panic",
        "exit",
        "print_stdout",
        "print_stderr",
    ];
    for lint in on {
        assert!(lines.contains(&format!("{lint} = \"warn\"").as_str()), "{lint}");
    }
    assert!(lines.contains(&"pedantic = { level = \"warn\", priority = -1 }"));
}

#[test]
fn the_top_holds_what_is_agreed_and_nothing_else() {
    let agreed = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "data",
        "tests",
        "README.md",
        "README.fr.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "CHANGELOG.md",
        // What a build leaves behind.
        "target",
    ];
    for entry in fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("a folder") {
        let name = entry.expect("a file").file_name().into_string().expect("a name");
        assert!(name.starts_with('.') || agreed.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn what_is_forbidden_is_found() {
    let wrong = |path: &str, text: &str| {
        let sources = [Source::new(path, text)];
        [misnamed(&sources), misimported(&sources), quiet(&sources)].concat()
    };
    let cases = [
        ("app/rows.rs", "use ratatui::style::Style;"),
        ("view/page.rs", "use crossterm::event;"),
        ("view/page.rs", "cell.set_symbol(name);"),
        ("query/rank.rs", "    fuzzy_matcher::skim::go();"),
        ("index.rs", "use std::fs;"),
        ("app.rs", "let file = File::open(path);"),
        ("cli/page.rs", "let now = Instant::now();"),
        ("app/update.rs", "std::env::var(\"HOME\")"),
        ("query.rs", "static LAST: OnceLock<u8> = OnceLock::new();"),
        ("corpus/model.rs", "use crate::index::Index;"),
        ("cli/list.rs", "use crate::app::Model;"),
        ("cli/list.rs", "let theme = crate::view::Theme::mono();"),
        ("index.rs", "use crate::{corpus, query};"),
        ("attic.rs", "use std::io;"),
        ("app/rows.rs", "#[allow(dead_code)]"),
        ("lib.rs", "#![allow(missing_docs)]"),
        ("cli/mod.rs", ""),
    ];
    for (path, text) in cases {
        assert_eq!(wrong(path, text).len(), 1, "{path}: {text}");
    }
    assert_eq!(wrong("index.rs", &"\n".repeat(LINES + 1)).len(), 1);
    let fine = [
        ("tui/guard.rs", "use std::time::Instant;"),
        ("corpus/load/read.rs", "use std::fs::File;"),
        ("app/rows.rs", "// allow(dead_code), ratatui and std::fs are only spoken of"),
        ("app/rows.rs", "#[cfg(test)]\nmod tests {\n    use std::fs;\n}"),
        ("words.rs", "pub const fn word() -> &'static str"),
        ("browse.rs", "use crate::{cli, tui};"),
    ];
    for (path, text) in fine {
        assert_eq!(wrong(path, text), [""; 0], "{path}: {text}");
    }
}
