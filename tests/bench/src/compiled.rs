//! A corpus compiled beforehand: how long the real program takes from its start to its answer.
//!
//! Beside the same program on the JSON file, and beside SQLite's full-text search (FTS5), asked by
//! this program started anew for each question. Each figure is the least of several runs, taken in
//! turns; the cold ones are the middle of a few, each after the files were put out of memory.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use renvoi::compiled::Compiled;
use rusqlite::Connection;
use rustix::fs::Advice;

use crate::{corpus, milliseconds, pty, speed, timed};

/// So often is each question asked with everything in memory.
const WARM: usize = 15;
/// And so often with nothing in memory.
const COLD: usize = 5;

type Failed = Box<dyn std::error::Error>;

/// What is asked: its name, our arguments, and what stands for them in SQL.
const QUESTIONS: [(&str, &[&str], &str); 5] = [
    ("nothing at all", &["--version"], ""),
    (
        "`lookup` of a topic",
        &["lookup", "Topic 7", "--format", "plain"],
        "SELECT page FROM statements WHERE topic = 't7' GROUP BY page",
    ),
    (
        "two words",
        &["search", "\"influence\" \"sens\"", "--format", "plain"],
        "SELECT id, statements.text, page FROM words JOIN statements ON statements.rowid = words.rowid WHERE words MATCH 'influence AND sens' ORDER BY rank",
    ),
    (
        "a start",
        &["search", "influ sens", "--format", "plain"],
        "SELECT id, statements.text, page FROM words JOIN statements ON statements.rowid = words.rowid WHERE words MATCH 'influ* AND sens*' ORDER BY rank",
    ),
    ("a typing error", &["search", "influecne sens", "--format", "plain"], ""),
];

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Only {
    /// Everything.
    All,
    /// Nothing but ours.
    Ours,
    /// Keys in the process.
    Keys,
}

/// Measures corpora of so many statements, alone or beside the others. Where a folder is named,
/// what is written there stays, and is used by the next run.
pub(crate) fn report(size: usize, program: Option<&str>, keep: Option<&str>, only: Only) {
    let folder = std::env::temp_dir().join(format!("renvoi-compiled-{}", std::process::id()));
    let folder = keep.map_or(folder, |kept| Path::new(kept).join(size.to_string()));
    let program = program.map_or_else(pty::built, PathBuf::from);
    let measured = fs::create_dir_all(&folder)
        .map_err(Failed::from)
        .and_then(|()| measure(size, &program, &folder, only));
    if keep.is_none() {
        let _stays = fs::remove_dir_all(&folder);
    }
    if let Err(error) = measured {
        println!("not measured: {error}");
    }
}

fn measure(size: usize, program: &Path, folder: &Path, only: Only) -> Result<(), Failed> {
    let (file, compiled) = (folder.join("bench.json"), folder.join("compiled"));
    if !file.exists() {
        pty::write(&file, size)?;
    }
    let mega = |path: &Path| -> io::Result<f64> {
        let files = fs::read_dir(path).map(|files| files.flatten().map(|file| file.path()));
        let files: Vec<PathBuf> = files.map_or_else(|_| vec![path.to_owned()], Iterator::collect);
        Ok(files.iter().filter_map(|file| file.metadata().ok()).map(|of| of.len()).sum::<u64>() as f64 / 1e6)
    };
    println!("\n# {size} statements, {:.0} MB of JSON", mega(&file)?);
    if Compiled::open(&compiled).is_err() {
        let mut compile = Command::new(program);
        compile.arg("compile").arg(&file).arg("-o").arg(&compiled).args(["--max-size", "16G"]);
        let (time, [anonymous, peak]) = watched(&mut compile)?;
        println!(
            "compiled in {:.1} s, at most {anonymous:.0} MB of anonymous memory, {peak:.0} MB with what is mapped; {:.0} MB",
            time.as_secs_f64(),
            mega(&compiled)?
        );
    }
    if only == Only::Keys {
        return in_process(&compiled, size);
    }
    let alone = only == Only::Ours;
    let base = folder.join("bench.sqlite");
    if !alone {
        let filled = || fill(&base, size).unwrap_or_else(|error| println!("SQLite: {error}"));
        let (time, ()) = timed(filled);
        println!("SQLite: filled in {:.1} s, {:.0} MB", time / 1e3, mega(&base)?);
    }
    println!("| ms from start to answer | ours, warm | cold | SQLite, warm | cold | JSON, warm |");
    println!("|---|---|---|---|---|---|");
    let own = std::env::current_exe()?;
    for (name, asked, sql) in QUESTIONS {
        let sql = if alone { "" } else { sql };
        let ours = |data: &Path| {
            let mut run = Command::new(program);
            run.arg("--data").arg(data).args(["--max-size", "16G"]).args(asked);
            run
        };
        let theirs = || {
            let mut run = Command::new(&own);
            run.arg("--sql").arg(&base).arg(sql);
            run
        };
        let (mut we, mut they) = (f64::MAX, f64::MAX);
        for _ in 0..WARM {
            we = we.min(ran(&mut ours(&compiled))?);
            if !sql.is_empty() {
                they = they.min(ran(&mut theirs())?);
            }
        }
        let (mut cold, mut their_cold) = (Vec::new(), Vec::new());
        for _ in 0..COLD {
            forget(&compiled)?;
            cold.push(ran(&mut ours(&compiled))?);
            if !sql.is_empty() {
                forget(&base)?;
                their_cold.push(ran(&mut theirs())?);
            }
        }
        let json = if alone { None } else { Some(ran(&mut ours(&file))?) };
        let or_none = |ms: Option<f64>| ms.map_or_else(String::new, |ms| format!("{ms:.1}"));
        println!(
            "| {name} | {we:.1} | {:.1} | {} | {} | {} |",
            middle(cold).unwrap_or_default(),
            or_none((they < f64::MAX).then_some(they)),
            or_none(middle(their_cold)),
            or_none(json),
        );
    }
    let warm = pty::lists(program, &compiled, folder, WARM, || Ok(()))?;
    let cold = pty::lists(program, &compiled, folder, COLD, || Ok(forget(&compiled)?))?;
    println!(
        "| first list of the browser | {:.1} (middle {:.1}) | {:.1} | | | |",
        warm.iter().copied().fold(f64::MAX, f64::min),
        middle(warm).unwrap_or_default(),
        middle(cold).unwrap_or_default(),
    );
    in_process(&compiled, size)?;
    pty::session(program, &compiled, folder, |id| told(id, "RssAnon:"))
}

/// Keys typed over what was compiled, and how much memory that takes.
fn in_process(compiled: &Path, size: usize) -> Result<(), Failed> {
    let lines = corpus::lines(size, 7);
    let before = anonymous();
    let (time, opened) = timed(|| {
        let compiled = Compiled::open(compiled)?;
        let corpus = compiled.corpus()?;
        let index = compiled.index(&corpus)?;
        let finder = compiled.finder(&corpus)?;
        Ok::<_, renvoi::compiled::Fault>((corpus, index, finder))
    });
    let (corpus, index, finder) = opened.map_err(|fault| format!("{fault:?}"))?;
    println!("opened in {time:.1} ms");
    speed::keys(&finder, &lines);
    println!("anonymous memory after that: {:.1} MB more than before it was opened", anonymous() - before);
    drop((corpus, index, finder));
    Ok(())
}

/// Anonymous memory of this process in MB; 0 where it is not told.
fn anonymous() -> f64 {
    told("self", "RssAnon:").unwrap_or(0.0)
}

fn told(process: &str, name: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse::<f64>().ok().map(|kilo| kilo / 1024.0)
}

/// How long a program runs, and the most memory that it has in MB: anonymous, and all of it.
fn watched(command: &mut Command) -> Result<(Duration, [f64; 2]), Failed> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn()?;
    let (id, mut peaks) = (child.id().to_string(), [0.0f64; 2]);
    loop {
        for (peak, name) in peaks.iter_mut().zip(["RssAnon:", "VmHWM:"]) {
            *peak = peak.max(told(&id, name).unwrap_or(0.0));
        }
        if let Some(status) = child.try_wait()? {
            return if status.success() { Ok((start.elapsed(), peaks)) } else { Err("it failed".into()) };
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn ran(command: &mut Command) -> Result<f64, Failed> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    let time = milliseconds(start.elapsed());
    if status.code().is_some_and(|code| code <= 1) { Ok(time) } else { Err(format!("{command:?}").into()) }
}

fn middle(mut times: Vec<f64>) -> Option<f64> {
    times.sort_unstable_by(f64::total_cmp);
    times.get(times.len() / 2).copied()
}

/// Puts a file, or the files of a folder, out of memory.
fn forget(path: &Path) -> io::Result<()> {
    let files: Vec<PathBuf> = match fs::read_dir(path) {
        Ok(files) => files.flatten().map(|file| file.path()).collect(),
        Err(_) => vec![path.to_owned()],
    };
    for file in files {
        let file = File::open(file)?;
        file.sync_all()?;
        rustix::fs::fadvise(&file, 0, None, Advice::DontNeed)?;
    }
    Ok(())
}

/// Fills a table of the same statements, with its words indexed.
fn fill(path: &Path, size: usize) -> rusqlite::Result<()> {
    let mut base = Connection::open(path)?;
    base.execute_batch(
        "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;
         CREATE TABLE statements (id TEXT, text TEXT, page INTEGER, topic TEXT);
         CREATE VIRTUAL TABLE words USING fts5(text, content='statements', prefix='2 3',
         tokenize='unicode61 remove_diacritics 2');",
    )?;
    let all = base.transaction()?;
    {
        let mut add = all.prepare("INSERT INTO statements VALUES (?1, ?2, ?3, ?4)")?;
        pty::each(size, |place, text, page, topic| {
            add.execute((format!("s{place}"), text, page as i64, format!("t{topic}"))).map(|_| ())
        })?;
    }
    all.commit()?;
    base.execute_batch(
        "INSERT INTO words(words) VALUES ('rebuild'); INSERT INTO words(words) VALUES ('optimize');
         CREATE INDEX topics ON statements (topic, page);",
    )
}

/// Answers a question to SQLite: every row, its cells apart by tabs.
pub(crate) fn sql(path: &str, sql: &str) -> rusqlite::Result<()> {
    let base = Connection::open(path)?;
    let mut asked = base.prepare(sql)?;
    let width = asked.column_count();
    let mut rows = asked.query([])?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    while let Some(row) = rows.next()? {
        for cell in 0..width {
            let _heedless = match row.get_ref(cell)?.as_str() {
                Ok(text) => write!(out, "{text}\t"),
                Err(_) => write!(out, "{}\t", row.get::<_, i64>(cell)?),
            };
        }
        let _heedless = writeln!(out);
    }
    Ok(())
}
