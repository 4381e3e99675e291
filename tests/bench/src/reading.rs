//! How long it takes from a file to the first answer, and how much memory at most.
//!
//! Each size is measured in a process of its own, since the most memory that was ever
//! taken is counted over a whole process.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use renvoi::corpus::{DataPath, load_inputs, read_inputs};
use renvoi::index::Index;
use renvoi::query::{Bounds, Finder, Query, Session};

use crate::speed::SHOWN;
use crate::{corpus, timed};

/// Writes a corpus of so many statements and measures reading it in a new process.
pub(crate) fn report(size: usize) {
    let path = std::env::temp_dir().join(format!("renvoi-bench-{}.json", std::process::id()));
    if fs::write(&path, file(&corpus::lines(size, 7))).is_err() {
        println!("{} cannot be written", path.display());
        return;
    }
    let program = std::env::current_exe().unwrap_or_default();
    let output = Command::new(program).arg("--read").arg(&path).output();
    let told = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    print!("{}", told.unwrap_or_default());
    let _stays = fs::remove_file(&path);
}

/// Reads a file and tells what that took.
pub(crate) fn read(path: &str) {
    let size = fs::metadata(path).map_or(0, |file| file.len());
    let before = peak();
    let (reading, inputs) = timed(|| read_inputs(&[DataPath::Path(path.into())], u64::MAX, None));
    let inputs = match inputs {
        Ok(inputs) => inputs,
        Err(error) => return println!("{error:?}"),
    };
    let (parsing, loaded) = timed(|| load_inputs(&inputs));
    drop(inputs);
    let loaded_peak = peak();
    let corpus = loaded.corpus;
    let (indexing, index) = timed(|| Index::new(&corpus));
    let (finding, finder) = timed(|| Finder::new(&corpus, &index));
    let bounds = Bounds { most: SHOWN, ..Bounds::default() };
    let query = Query::parse("man tre");
    let (asking, found) = timed(|| Session::default().statements(&finder, &query, bounds));
    let times = |peak: f64| peak / (size as f64 / 1024.0);
    println!(
        "reading: {} statements, file of {:.1} MB: read {reading:.0} ms, parsed {parsing:.0}, \
         indexed {indexing:.0} (the first frame can be drawn), words {finding:.0}, first answer \
         {asking:.1} ({} found); most memory {:.0} MB = {:.2} × the file after parsing, {:.0} MB \
         = {:.2} × with the index",
        corpus.statements.len(),
        size as f64 / 1e6,
        found.total,
        (loaded_peak - before) / 1024.0,
        times(loaded_peak - before),
        (peak() - before) / 1024.0,
        times(peak() - before),
    );
}

/// The most memory that this process ever took, in KiB; 0 where that is not told.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0.0)
}

/// The lines as a corpus file. No line holds anything that JSON would escape.
fn file(lines: &[String]) -> String {
    let mut text = String::from(
        "{\"format\":\"renvoi-corpus/1\",\"reports\":[{\"id\":\"bench\",\"title\":\"Bench\",\
         \"pages\":500}],\"statements\":[",
    );
    for (place, line) in lines.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        let page = place * 500 / lines.len() + 1;
        let _never_fails = write!(
            text,
            "{comma}\n{{\"id\":\"s{place}\",\"kind\":\"paraphrase\",\"text\":\"{line}\",\
             \"report\":\"bench\",\"voice\":\"author\",\
             \"pages\":{{\"printed\":\"{page}\",\"list\":[{page}]}}}}"
        );
    }
    text.push_str("\n]}\n");
    text
}
