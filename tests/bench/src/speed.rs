//! How long a key takes.

use renvoi::query::{Bounds, Finder, Query, Session, fold};

use crate::corpus::Random;
use crate::fzf::Fzf;
use crate::{others, timed};

/// How many records a list shows at most.
pub(crate) const SHOWN: usize = 200;
/// How often each session is typed.
const TIMES: usize = 3;
/// The slowest keys that are named.
const SLOWEST: usize = 8;
/// How often one query is asked for a profiler.
const ASKED: usize = 400;
/// Typed sessions.
const SESSIONS: usize = 60;

fn bounds() -> Bounds<'static> {
    Bounds { most: SHOWN, ..Bounds::default() }
}

/// Two starts of words that stand in one line.
pub(crate) fn two_starts(lines: &[String], random: &mut Random) -> (usize, [String; 2]) {
    loop {
        let place = random.below(lines.len());
        let words: Vec<&str> = lines[place].split(' ').collect();
        let (one, two) = (words[random.below(words.len())], words[random.below(words.len())]);
        if one != two && one.chars().count() >= 6 && two.chars().count() >= 6 {
            let start = |word: &str| fold(word).chars().take(4).collect();
            return (place, [start(one), start(two)]);
        }
    }
}

/// Types queries letter by letter, each several times, and prints how long the keys took at least.
pub(crate) fn keys(finder: &Finder, lines: &[String]) {
    let mut random = Random::new(11);
    let mut times = Vec::new();
    for _ in 0..SESSIONS {
        let (_, [one, two]) = two_starts(lines, &mut random);
        let typed = format!("{one} {two}");
        let mut least = vec![f64::MAX; typed.len()];
        for _ in 0..TIMES {
            let mut session = Session::default();
            for (at, letter) in typed.char_indices() {
                let query = Query::parse(&typed[..at + letter.len_utf8()]);
                let (time, found) = timed(|| session.statements(finder, &query, bounds()));
                std::hint::black_box(found);
                least[at] = least[at].min(time);
            }
        }
        for (at, time) in least.into_iter().enumerate().filter(|(_, time)| *time < f64::MAX) {
            times.push((time, typed[..=at].to_owned()));
        }
    }
    times.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].0;
    println!(
        "keys: {} of {SESSIONS} sessions, least of {TIMES}, ms: p50 {:.3}, p99 {:.3}, max {:.3}",
        times.len(),
        at(0.5),
        at(0.99),
        at(1.0),
    );
    let slowest = times.iter().rev().take(SLOWEST);
    let slowest: Vec<String> =
        slowest.map(|(time, typed)| format!("“{typed}” {time:.3}")).collect();
    println!("slowest keys: {}", slowest.join(", "));
}

/// Asks one query many times, for a profiler, and prints the least time.
pub(crate) fn ask(finder: &Finder, typed: &str) {
    let query = Query::parse(typed);
    let asked =
        (0..ASKED).map(|_| timed(|| Session::default().statements(finder, &query, bounds())));
    let least = asked.reduce(|one, other| if one.0 <= other.0 { one } else { other });
    if let Some((time, found)) = least {
        println!("“{typed}”: {time:.3} ms, {} found, {} nearly", found.total, found.close_total);
    }
}

/// Prints the time of a few queries beside that of the others, of which one is a program.
pub(crate) fn anchors(finder: &Finder, lines: &[String], fzf: Option<&str>) {
    let alone = fzf.is_none();
    let folded: Vec<String> = lines.iter().map(|line| fold(line)).collect();
    let (_, [one, two]) = two_starts(lines, &mut Random::new(3));
    let queries =
        [one.chars().take(1).collect(), one.chars().take(3).collect(), format!("{one} {two}")];
    let fzf = fzf.and_then(|program| Fzf::new(program, &folded));
    let rounds = if lines.len() > 200_000 { 2 } else { 5 };
    println!(
        "| query | ours ms | statements |{}",
        if alone { "" } else { " others: ms (ratio) |" }
    );
    for query in &queries {
        let parsed = Query::parse(query);
        let mut ours = f64::MAX;
        let mut total = 0;
        let mut theirs = [f64::MAX; others::ALL.len()];
        for _ in 0..rounds {
            for _ in 0..5 {
                let (time, found) =
                    timed(|| Session::default().statements(finder, &parsed, bounds()));
                ours = ours.min(time);
                total = found.total;
            }
            for ((_, other), least) in others::ALL.iter().zip(&mut theirs) {
                if !alone {
                    let (time, found) = timed(|| other(&folded, query));
                    std::hint::black_box(found);
                    *least = least.min(time);
                }
            }
        }
        let theirs: Vec<String> = others::ALL
            .iter()
            .zip(theirs)
            .filter(|_| !alone)
            .map(|((name, _), time)| format!(" {name} {time:.1} ({:.0}×) |", time / ours))
            .chain(fzf.as_ref().map(|fzf| match fzf.least(query, "3s") {
                Some(time) => format!(" fzf {time:.1} ({:.0}×) |", time / ours),
                None => " fzf – |".to_owned(),
            }))
            .collect();
        println!("| {query} | {ours:.3} | {total} |{}", theirs.concat());
    }
}
