//! fzf, by its own `--bench`: it repeats one query over all lines and tells its times.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program that can measure itself, and the lines that it reads.
pub(crate) struct Fzf {
    program: String,
    lines: PathBuf,
}

impl Fzf {
    /// Writes the lines for a program; `None`, with a word on why, where it cannot measure itself.
    pub(crate) fn new(program: &str, lines: &[String]) -> Option<Self> {
        let path = std::env::temp_dir().join(format!("renvoi-bench-{}.txt", std::process::id()));
        let mut out = BufWriter::new(File::create(&path).ok()?);
        for line in lines {
            writeln!(out, "{line}").ok()?;
        }
        out.flush().ok()?;
        let fzf = Self { program: program.to_owned(), lines: path };
        if fzf.least("a", "1s").is_none() {
            println!("{program} is missing or has no --bench (since 0.68): left out");
            return None;
        }
        Some(fzf)
    }

    /// Its least time for a query in milliseconds, on one thread.
    pub(crate) fn least(&self, query: &str, time: &str) -> Option<f64> {
        let output = Command::new(&self.program)
            .args(["--filter", query, "--bench", time, "--threads", "1"])
            .env_remove("FZF_DEFAULT_OPTS")
            .stdin(Stdio::from(File::open::<&Path>(&self.lines).ok()?))
            .output()
            .ok()?;
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8_lossy(&told);
        let least = told.split("min:").nth(1)?.trim().split("ms").next()?;
        least.trim().parse().ok()
    }
}

impl Drop for Fzf {
    fn drop(&mut self) {
        // A file that stays behind in the folder for such is no harm.
        let _stays = std::fs::remove_file(&self.lines);
    }
}
