//! Files that are broken in every way we know, outputs that are gone, and a kill at any moment: the
//! real program, its exit code and what it says.
//!
//! How long each file takes is printed and not judged: `cargo test --test faults -- --nocapture`.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test; prints what it measures")]

use std::fmt::Write as _;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

/// Where a problem is expected: behind this sign, which is taken out.
const HERE: char = '¤';

fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_renvoi"));
    program.env_clear().env("LANG", "C.UTF-8").stdin(Stdio::null());
    program
}

fn run(words: &[&str], path: &Path) -> Output {
    program().args(words).arg(path).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Files of text, the code of their first problem, and where it is.
fn broken() -> Vec<(String, &'static str)> {
    let whole = |rest: &str| format!("{{\"format\":\"renvoi-corpus/1\",\n{rest}}}");
    let cut = |rest: &str| format!("{{\"format\":\"renvoi-corpus/1\",\n{rest}");
    // A report of 53 pages, a topic, and a citation of these pages.
    let cited = |pages: &str| {
        whole(&format!(
            "\"reports\":[{{\"id\":\"r\",\"title\":\"R\",\"pages\":53}}],\n\"topics\":[{{\"id\":\"t\",\"name\":\"T\"}}],\n\
             \"citations\":[{{\"topic\":\"t\",\"report\":\"r\",\"pages\":{{\"printed\":\"\",{pages}}}}}]"
        ))
    };
    let deep = format!("\"x\":{}¤[{}", "[".repeat(126), "]".repeat(127));
    vec![
        ("¤".into(), "R101"),
        (" ".into(), "R101"),
        ("\u{feff}".into(), "R101"),
        ("¤xyz".into(), "R101"),
        ("¤<html></html>".into(), "R101"),
        ("¤%PDF-1.7\n".into(), "R101"),
        ("¤a;b\n1;2\n".into(), "R101"),
        (cut("\"topics\":[¤"), "R101"),
        (cut("\"topics\":[{\"id\":\"t\",\"name\":\"N\"}¤"), "R101"),
        (cut("\"title\":\"x¤"), "R101"),
        (cut("\"title\":\"x\\u00¤"), "R101"),
        (cut("\"tit¤"), "R101"),
        (cut("\"title\":\"x\",¤"), "R101"),
        (whole("\"title\":\"a\nb\""), "R101"),
        (whole("\"title\":\"a\0b\""), "R101"),
        (whole("\"title\":\"\\¤x\""), "R101"),
        (whole("\"reports\":[{\"id\":\"r\",\"title\":\"R\",\"pages\":¤NaN}]"), "R101"),
        (whole("¤// a comment\n\"topics\":[]"), "R101"),
        ("{¤'format':'renvoi-corpus/1'}".into(), "R101"),
        (whole("\"topics\":[],¤"), "R101"),
        (whole(&deep), "R101"),
        ("[".repeat(100_000), "R101"),
        (format!("{} ¤x", whole("\"topics\":[]")), "R101"),
        (whole("\"title\":\"¤\\ud800\""), "R101"),
        (whole("\"title\":\"¤\\udc00\\ud800\""), "R101"),
        (whole("\"title\":\"\\\\ud800, \\ud83d\\ude00, ¤\\ud800\\u0041\""), "R101"),
        (whole("\"title\":\"a¤\\uD800\\n\""), "R101"),
        ("¤null".into(), "R104"),
        ("¤[]".into(), "R104"),
        ("¤\"x\"".into(), "R104"),
        ("¤12".into(), "R104"),
        ("¤{\"topics\":[]}".into(), "R103"),
        ("{\"format\":¤\"renvoi-corpus/2\"}".into(), "R103"),
        ("{\"format\":¤1}".into(), "R104"),
        (whole("\"topics\":¤{}"), "R104"),
        (whole("\"topics\":[¤7]"), "R104"),
        (whole("\"topics\":[{\"id\":\"t\",\"name\":¤null}]"), "R104"),
        (whole("\"topics\":[¤{\"name\":\"T\"}]"), "R106"),
        (whole("\"topics\":[{\"id\":\"t\",\"name\":¤\"\"}]"), "R106"),
        (whole("\"statements\":[{\"id\":\"s\",\"kind\":¤\"quot\",\"text\":\"x\"}]"), "R105"),
        (whole("¤\"title\":\"a\",\"title\":\"b\""), "R115"),
        (whole("\"topics\":[{¤\"id\":\"t\",\"id\":\"u\",\"name\":\"N\"}]"), "R115"),
        (
            whole("\"topics\":[{\"id\":\"t\",\"name\":\"A\"},{\"id\":¤\"t\",\"name\":\"B\"}]"),
            "R107",
        ),
        (
            whole(
                "\"statements\":[{\"id\":\"s\",\"kind\":\"mention\",\"text\":\"x\",\"topics\":[¤\"no\"]}]",
            ),
            "R108",
        ),
        (
            whole(
                "\"statements\":[{\"id\":\"s\",\"kind\":\"mention\",\"text\":\"x\",\"experts\":[¤\"no\"]}]",
            ),
            "R108",
        ),
        (
            whole(
                "\"topics\":[{\"id\":\"t\",\"name\":\"T\"}],\"citations\":[{\"topic\":\"t\",\"report\":¤\"no\",\"pages\":{\"printed\":\"\",\"list\":[1]}}]",
            ),
            "R108",
        ),
        (cited("\"list\":[8,¤71]"), "R102"),
        (cited("\"list\":[¤0]"), "R102"),
        (cited("\"list\":[¤-3]"), "R104"),
        (cited("\"list\":[¤1.5]"), "R104"),
        (cited("\"list\":[¤1099511627776]"), "R104"),
        (cited("\"list\":[1e40¤0]"), "R101"),
        (cited("\"list\":[3],\"marks\":[{\"from\":9,\"to\":¤3,\"suffix\":\"f\"}]"), "R109"),
        (whole("\"reports\":[{\"id\":\"r\",\"title\":\"R\",\"pages\":¤4294967295}]"), "R104"),
        (
            whole(
                "\"topics\":[{\"id\":\"t\",\"name\":\"T\"}],\"experts\":[{\"id\":\"e\",\"name\":\"E\"}],\"reports\":[{\"id\":\"r\",\"title\":\"R\",\"pages\":9}],\"citations\":[¤{\"topic\":\"t\",\"expert\":\"e\",\"report\":\"r\",\"pages\":{\"printed\":\"\",\"list\":[1]}}]",
            ),
            "R110",
        ),
        ("{\"format\":\"renvoi-corpus/1\"}\n{\"record\":¤\"tree\"}\n".into(), "R116"),
    ]
}

#[test]
fn every_broken_file_is_named_with_its_place_and_ends_with_3() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.json");
    let name = path.display().to_string();
    let files = broken();
    assert!(files.len() >= 40);
    let mut slowest = std::time::Duration::ZERO;
    let mut misplaced = Vec::new();
    for (written, code) in files {
        fs::write(&path, written.replace(HERE, "")).unwrap();
        let start = Instant::now();
        let output = run(&["validate"], &path);
        slowest = slowest.max(start.elapsed());
        let out = text(&output.stdout);
        let short: String = written.chars().take(300).collect();
        assert_eq!(output.status.code(), Some(3), "{short}: {out}");
        assert_eq!(text(&output.stderr), "", "{short}");
        let first = out.lines().next().unwrap();
        assert!(first.contains(&format!(": error[{code}]: ")), "{short}: {out}");
        let place = first.strip_prefix(&format!("{name}:")).unwrap_or_else(|| panic!("{first}"));
        if let Some(at) = written.find(HERE) {
            let before = &written[..at];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            if !place.starts_with(&format!("{line}:{column}: ")) {
                misplaced.push(format!("{line}:{column} {short}: {out}"));
            }
        }
        // Every answer ends the same way, and says it on the error stream.
        let output = run(&["stats", "--data"], &path);
        assert_eq!(output.status.code(), Some(3), "{short}");
        assert!(text(&output.stderr).contains(code), "{short}");
    }
    assert!(misplaced.is_empty(), "{}", misplaced.join("\n"));
    println!("the slowest of the broken files took {slowest:?} (goal 1 s)");
}

#[test]
fn bytes_that_are_no_text_are_named_where_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.json");
    let start = b"{\"format\":\"renvoi-corpus/1\",\"title\":\"a";
    for bad in [&b"\xff"[..], b"\xc0\xaf", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"\xc3"] {
        fs::write(&path, [start, bad, b"\"}"].concat()).unwrap();
        let output = run(&["validate"], &path);
        let out = text(&output.stdout);
        assert_eq!(output.status.code(), Some(3), "{out}");
        assert!(
            out.contains(&format!("bad.json:1:{}: error[R101]", start.len() + 1)),
            "{bad:?}: {out}"
        );
    }
    for (bytes, column) in [(&b"\xff\xfe{\0}\0"[..], 1), (b"\x1f\x8b\x08\0\0\0", 2), (&[0; 100], 1)]
    {
        fs::write(&path, bytes).unwrap();
        let output = run(&["validate"], &path);
        assert_eq!(output.status.code(), Some(3));
        let place = format!("bad.json:1:{column}: error[R101]");
        assert!(text(&output.stdout).contains(&place), "{}", text(&output.stdout));
    }
}

#[test]
fn a_report_of_endless_pages_cannot_take_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("endless.json");
    let pages = "{\"printed\":\"9\",\"list\":[9,1000000]}";
    fs::write(
        &path,
        format!(
            "{{\"format\":\"renvoi-corpus/1\",\"reports\":[{{\"id\":\"r\",\"title\":\"R\",\"pages\":4294967295}}],\
             \"topics\":[{{\"id\":\"t\",\"name\":\"T\"}}],\"citations\":[{{\"topic\":\"t\",\"report\":\"r\",\"pages\":{pages}}}]}}"
        ),
    )
    .unwrap();
    for words in [
        &["lookup", "t", "--data"][..],
        &["page", "1-4294967295", "--data"],
        &["search", "p:5-", "--data"],
    ] {
        let output = run(words, &path);
        assert_eq!(output.status.code(), Some(3), "{words:?}: {}", text(&output.stderr));
    }
}

#[test]
fn what_is_no_file_ends_with_4_and_one_line_and_nothing_waits() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("empty")).unwrap();
    std::os::unix::fs::symlink(at("loop"), at("loop")).unwrap();
    std::os::unix::fs::symlink(at("nowhere"), at("dangling")).unwrap();
    let _listener = UnixListener::bind(at("socket")).unwrap();
    let made = Command::new("mkfifo").arg(at("fifo")).status();
    let mut paths = vec![at("empty"), at("missing"), at("loop"), at("dangling"), at("socket")];
    paths.extend(["/dev/zero", "/dev/null"].map(Into::into));
    if made.is_ok_and(|made| made.success()) {
        paths.push(at("fifo"));
    }
    // A name that is too long, and one that is no text.
    paths.push(at(&"x".repeat(300)));
    paths.push(folder.path().join(std::ffi::OsStr::from_bytes(b"\xff.json")));
    // A file that nobody may read; root may, so that there one stands in that fails to be read.
    fs::write(at("locked"), "{}").unwrap();
    fs::set_permissions(at("locked"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(at("locked")).is_err() {
        paths.push(at("locked"));
    }
    if cfg!(target_os = "linux") {
        paths.push("/proc/self/mem".into());
    }
    for path in paths {
        for words in [&["validate"][..], &["stats", "--data"]] {
            let output = run(words, &path);
            let err = text(&output.stderr);
            assert_eq!(output.status.code(), Some(4), "{}: {err}", path.display());
            assert_eq!(err.lines().count(), 1, "{}: {err}", path.display());
            assert!(output.stdout.is_empty());
        }
    }
}

#[test]
fn what_is_too_large_is_refused_before_it_is_held() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large.json");
    fs::File::create(&large).unwrap().set_len(103 << 20).unwrap();
    // A million statements, a little more than is allowed.
    let many = folder.path().join("many.json");
    let mut text_of = String::from("{\"format\":\"renvoi-corpus/1\",\"statements\":[");
    for n in 0..1_000_000 {
        let comma = if n == 0 { "" } else { "," };
        let _infallible = write!(
            text_of,
            "{comma}{{\"id\":\"s{n}\",\"kind\":\"mention\",\"text\":\"Somebody says number {n}.\"}}"
        );
    }
    fs::write(&many, text_of + "]}").unwrap();
    for path in [large, many] {
        let size = fs::metadata(&path).unwrap().len();
        assert!(size > 64 << 20, "{size}");
        let start = Instant::now();
        let output = run(&["stats", "--max-size", "64M", "--data"], &path);
        let took = start.elapsed();
        let err = text(&output.stderr);
        assert_eq!((output.status.code(), err.lines().count()), (Some(3), 1), "{err}");
        assert!(err.contains("--max-size"), "{err}");
        println!("{size} bytes refused in {took:?} (goal 1 s)");
    }
}

#[test]
fn whoever_stops_reading_ends_every_answer_silently() {
    for line in [
        "list topics",
        "list statements --format plain",
        "lookup tiktok",
        "lookup tiktok --json",
        "page 1-53",
        "search t:tiktok",
        "stats",
        "keys",
        "schema",
        "man",
        "completions bash",
        "export --format csv",
        "validate",
        "--help",
        "--version",
    ] {
        for reader in ["head -1", "true", "exec <&-"] {
            let script = format!("{{ \"$0\" {line}; echo \"code $?\" >&2; }} | {reader}");
            let output = Command::new("sh")
                .args(["-c", &script, env!("CARGO_BIN_EXE_renvoi")])
                .env("LANG", "C.UTF-8")
                .output()
                .unwrap();
            assert_eq!(text(&output.stderr), "code 0\n", "{line} | {reader}");
        }
        let closed = format!("\"$0\" {line} >&-; echo \"code $?\" >&2");
        let output = Command::new("sh")
            .args(["-c", &closed, env!("CARGO_BIN_EXE_renvoi")])
            .output()
            .unwrap();
        assert_eq!(text(&output.stderr), "code 0\n", "{line} with its output closed");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_every_answer_with_5_and_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("a.txt");
    fs::write(&page, "Le mot est là, p. 3.").unwrap();
    let page = page.to_str().unwrap();
    let lines = [
        "stats",
        "list topics",
        "list experts --format plain",
        "list statements",
        "list pages --json",
        "lookup tiktok",
        "lookup tiktok --json",
        "lookup zzqx --json",
        "page 3",
        "search t:tiktok",
        "search zzqx --json",
        "validate",
        "check --json",
        "keys",
        "keys --check",
        "schema",
        "schema lookup",
        "export --format csv",
        "export --query t:tiktok --format bibtex",
        "config show",
        "config path",
        "completions bash",
        "man",
        "doctor",
        "--help",
        "lookup --help",
        "--version",
        "",
        "ssh-session",
    ];
    let documents = [
        format!("find {page} mot"),
        format!("find {page} mot --json"),
        format!("import {page} --json"),
        format!("import {page} -q"),
        format!("import {page} -q -o /dev/full"),
        format!("import {page} -q --draft"),
    ];
    let documents = documents.iter().map(String::as_str).filter(|_| cfg!(feature = "documents"));
    for line in lines.into_iter().chain(documents) {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut program = program();
        program.env("HOME", folder.path()).args(line.split_whitespace());
        let output = program.stdout(full).output().unwrap();
        let err = text(&output.stderr);
        assert_eq!((output.status.code(), err.lines().count()), (Some(5), 1), "{line}: {err}");
    }
    // Nobody is left to be told where even that cannot be written.
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for line in ["stats", "--version", "lookup zzqx --json"] {
        let ended = program().args(line.split(' ')).stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(ended.code(), Some(5), "{line}");
    }
}

/// Of very many problems people see fifty, the gravest, and are told how to see all.
#[test]
fn of_very_many_problems_the_gravest_fifty_are_shown_and_none_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.json");
    // 300 fields that nobody knows (warnings), then an error that must not drown in them.
    let mut unknown = String::new();
    for n in 0..300 {
        let _infallible = writeln!(unknown, "{{\"id\":\"t{n}\",\"name\":\"N\",\"x\":1}},");
    }
    fs::write(
        &path,
        format!("{{\"format\":\"renvoi-corpus/1\",\"topics\":[\n{unknown}{{\"id\":\"last\"}}]}}"),
    )
    .unwrap();
    let output = run(&["validate"], &path);
    assert_eq!(output.status.code(), Some(3));
    let out = text(&output.stdout);
    let shown = out.lines().filter(|line| line.contains("[R")).count();
    assert_eq!(shown, 50, "{out}");
    assert!(out.contains("many.json:302:"), "the error is shown: {out}");
    let output = run(&["validate", "--format", "plain"], &path);
    let all = text(&output.stdout).lines().filter(|line| line.contains("[R")).count();
    assert!(all > 300, "{all}");
    let more = format!("and {} more", all - 50);
    assert!(out.contains(&more), "{more}: {out}");
}
