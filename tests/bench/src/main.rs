//! How fast and how well renvoi finds, beside other matchers on the same lines.
//!
//! `cargo run --release --manifest-path tests/bench/Cargo.toml -- 10000 100000 1000000`
//! prints, for each number of statements, what the index costs, how long each key
//! of typed sessions takes, how much longer other matchers take for the same query
//! in the same process on one thread, and how good the lists are. `--alone` leaves
//! the others out; `--keys` types and does nothing else; `--ask QUERY` asks one
//! query many times and does nothing else; `--quality` tells how good the lists are and nothing
//! else, `--reading` what reading a file takes; `--fzf PROGRAM` names an fzf that knows `--bench`.
//!
//! `cargo build --release` and then `… -- --pty 1000000` starts the real program in a pty on a
//! file of that many statements, types `infl sens` at 30 keys a second, and tells how long after
//! each key a frame shows it; it fails where one comes later than 50 ms. `--program PATH` names
//! another program.
//!
//! `… -- --compiled 100000` compiles a file of that many statements and tells how long the program
//! takes from its start to its answer, beside SQLite's full-text search and the same file as JSON;
//! `--alone` leaves these two out, so that ten millions can be measured too; `--keep FOLDER` writes
//! and compiles there, leaves it, and measures what a run before left; `--keys` types and does
//! nothing else.
//!
//! `… -- --write PATH 10000000` writes such a file and does nothing else.
//!
//! Ours answers from an index at word level, built beforehand; the others read
//! every line at every key. Every figure of theirs is the least of several runs,
//! taken in turns.

mod compiled;
mod corpus;
mod count;
mod fzf;
mod others;
mod pty;
mod quality;
mod reading;
mod speed;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use renvoi::index::Index;
use renvoi::query::Finder;

/// The time of one run in milliseconds.
fn timed<T>(run: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let made = run();
    (milliseconds(start.elapsed()), made)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The time that this process has had of all processors, in milliseconds; 0 where it is not told.
fn processor_time() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in brackets; the kernel counts in hundredths of a second.
    let fields = told.rsplit(')').next().unwrap_or_default().split(' ').skip(12).take(2);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * 10.0
}

/// How fast this machine counts just now, so that tables of two days can be compared.
fn spin() -> f64 {
    (0..5)
        .map(|_| {
            let mut state = 1u64;
            let (time, ()) = timed(|| {
                for _ in 0..20_000_000 {
                    state = std::hint::black_box(state)
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1);
                }
            });
            assert_ne!(std::hint::black_box(state), 0);
            time
        })
        .fold(f64::MAX, f64::min)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let alone = arguments.iter().any(|argument| argument == "--alone");
    let keys = arguments.iter().any(|argument| argument == "--keys");
    let quality = arguments.iter().any(|argument| argument == "--quality");
    let reading = arguments.iter().any(|argument| argument == "--reading");
    let count = arguments.iter().any(|argument| argument == "--count");
    let after = |name: &str| {
        arguments.iter().skip_while(|argument| *argument != name).nth(1).map(String::as_str)
    };
    if let Some(path) = after("--read") {
        reading::read(path);
        return ExitCode::SUCCESS;
    }
    if let [flag, path, sql] = arguments.as_slice()
        && flag == "--sql"
    {
        return match compiled::sql(path, sql) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::from(2)
            }
        };
    }
    if let [flag, path, size] = arguments.as_slice()
        && flag == "--write"
    {
        let size = size.parse().map_err(|error| format!("{size}: {error}"));
        let written = size.and_then(|size| {
            pty::write(std::path::Path::new(path), size).map_err(|error| error.to_string())
        });
        return match written {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::from(2)
            }
        };
    }
    if arguments.iter().any(|argument| argument == "--compiled") {
        let only = match (keys, alone) {
            (true, _) => compiled::Only::Keys,
            (_, true) => compiled::Only::Ours,
            _ => compiled::Only::All,
        };
        for size in arguments.iter().filter_map(|argument| argument.parse().ok()) {
            compiled::report(size, after("--program"), after("--keep"), only);
        }
        return ExitCode::SUCCESS;
    }
    if arguments.iter().any(|argument| argument == "--pty") {
        let sizes = arguments.iter().filter_map(|argument| argument.parse().ok());
        let in_time: Vec<bool> =
            sizes.map(|size| pty::report(size, after("--program"))).collect();
        return if in_time.iter().all(|in_time| *in_time) {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    }
    let fzf = after("--fzf").unwrap_or("fzf");
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000, 100_000] } else { sizes };
    if count {
        for size in sizes {
            let lines = corpus::lines(size, 7);
            let corpus = corpus::of(&lines);
            let index = Index::new(&corpus);
            count::run(&Finder::new(&corpus, &index), &lines);
        }
        return ExitCode::SUCCESS;
    }
    println!("calibration: 20 million steps in {:.1} ms", spin());
    for size in sizes {
        if reading {
            reading::report(size);
            continue;
        }
        let lines = corpus::lines(size, 7);
        let corpus = corpus::of(&lines);
        let index = Index::new(&corpus);
        let before = processor_time();
        let (build, finder) = timed(|| Finder::new(&corpus, &index));
        println!("\n# {size} statements");
        println!(
            "index: built in {build:.0} ms, {:.0} ms of processor time on two threads, {:.1} bytes \
             a statement beside the corpus",
            processor_time() - before,
            finder.bytes() as f64 / size as f64
        );
        if let Some(typed) = after("--ask") {
            speed::ask(&finder, typed);
            continue;
        }
        if quality {
            quality::report(&finder, &lines, alone);
            continue;
        }
        speed::keys(&finder, &lines);
        if keys {
            continue;
        }
        speed::anchors(&finder, &lines, (!alone).then_some(fzf));
        quality::report(&finder, &lines, alone);
        drop((finder, index, corpus, lines));
        reading::report(size);
    }
    ExitCode::SUCCESS
}
