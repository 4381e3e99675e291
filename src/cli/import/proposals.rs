//! Topics that are proposed where none is listed: said on the way, and written as a list to
//! keep or drop lines of.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::style::{Style, Tone};
use crate::import::propose::{Proposal, Why};
use crate::words;

/// How many are said.
const SAID: usize = 12;

/// A proposal in JSON.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    name: String,
    why: &'static str,
    pages: Vec<u32>,
}

impl From<&Proposal> for Row {
    fn from(one: &Proposal) -> Self {
        Self {
            name: one.name.clone(),
            why: why(one.why)[0],
            pages: one.found.pages.iter().copied().collect(),
        }
    }
}

/// Why something is proposed, in English and in French.
const fn why(why: Why) -> [&'static str; 2] {
    match why {
        Why::Heading => ["heading", "titre"],
        Why::Capitals => ["capitals", "majuscules"],
        Why::Phrase => ["phrase", "expression"],
    }
}

/// Proposals by name, how many pages each has, and why.
pub(super) type Merged = Vec<(String, usize, Why)>;

/// Adds the proposals of a document; pages of one name add up.
pub(super) fn merge(all: &mut Merged, new: Vec<Proposal>) {
    for one in new {
        let pages = one.found.pages.len();
        match all.iter_mut().find(|(name, ..)| *name == one.name) {
            Some((_, sum, _)) => *sum += pages,
            None => all.push((one.name, pages, one.why)),
        }
    }
}

/// Says the first of them.
pub(super) fn say(
    all: &Merged,
    written: bool,
    style: &Style,
    err: &mut dyn Write,
) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let what = style.say(
        "proposed trends, to keep or drop; none of them is in the corpus",
        "tendances proposées, à garder ou à écarter\u{202f}; aucune n’est dans le corpus",
    );
    writeln!(err, "{what}")?;
    for (name, pages, reason) in all.iter().take(SAID) {
        let pages = words::count(*pages, ("page", "pages"), ("page", "pages"), style.lang);
        let [en, fr] = why(*reason);
        let name = words::clean(name).into_owned();
        let line = format!("{pages} ({})", style.lang.pick(en, fr));
        style.hang(err, (&format!("  {name}"), Tone::Dim), 30, &line)?;
    }
    let more = all.len().saturating_sub(SAID);
    if !written {
        let more = if more > 0 {
            format!("{more} {}", style.say("more; ", "de plus\u{202f}; "))
        } else {
            String::new()
        };
        let how = style.say(
            "--propose FILE writes them as a list for --topics",
            "--propose FICHIER les écrit en liste pour --topics",
        );
        writeln!(err, "  {more}{how}")?;
    }
    Ok(())
}

/// Writes them as a list of names, each under its reason.
pub(super) fn list(all: &Merged, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let head = style.lang.pick(
        "proposals: drop lines, add aliases behind =, then import with --topics",
        "propositions\u{a0}: écartez des lignes, ajoutez des alias derrière =, puis importez avec --topics",
    );
    writeln!(out, "# {head}")?;
    for (name, pages, reason) in all {
        let pages = words::count(*pages, ("page", "pages"), ("page", "pages"), style.lang);
        let [en, fr] = why(*reason);
        writeln!(out, "# {pages}, {}\n{name}", style.lang.pick(en, fr))?;
    }
    Ok(())
}
