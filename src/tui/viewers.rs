//! Opening a source: where its file lies, and the programs that show it at a page.
//!
//! Every program gets its arguments one by one; no shell ever reads them. A file is named from
//! the root, so that it is never taken for an option.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// A program and its arguments.
pub(super) type Call = (&'static str, Vec<String>);

/// Viewers that take a page before the file, by an option.
const BY_OPTION: [(&str, &str); 5] =
    [("zathura", "-P"), ("evince", "-i"), ("okular", "-p"), ("atril", "-i"), ("xreader", "-i")];
/// Viewers that take it behind the file.
const BEHIND: [&str; 2] = ["mupdf", "xpdf"];
/// Browsers, which take it behind the address.
const BROWSERS: [&str; 4] = ["firefox", "chromium", "chromium-browser", "google-chrome"];

/// The file that the data names: from the root, else beside the data, else where the program runs.
pub(super) fn find(file: &str, data: &[String]) -> Option<PathBuf> {
    let beside = data.iter().map(Path::new).filter_map(|data| {
        let folder = if data.is_dir() { data } else { data.parent()? };
        Some(folder.join(file))
    });
    let here = PathBuf::from(file);
    beside.chain([here]).find(|path| path.is_file())?.canonicalize().ok()
}

/// The programs to try for a file, the best first. Only a PDF has pages to open at.
pub(super) fn calls(file: &Path, page: Option<u32>, macos: bool) -> Vec<Call> {
    let path = file.to_string_lossy().into_owned();
    let number = page.unwrap_or(1).to_string();
    let is_pdf = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    let usual = ("xdg-open", vec![path.clone()]);
    match (is_pdf, macos) {
        (false, false) => vec![usual],
        (false, true) => vec![("open", vec![path])],
        (true, true) => vec![
            ("open", vec![format!("skim://{}#page={number}", escaped(&path))]),
            ("open", vec![path]),
        ],
        (true, false) => {
            let mut calls: Vec<Call> = Vec::new();
            for (viewer, option) in BY_OPTION {
                calls.push((viewer, vec![option.to_owned(), number.clone(), path.clone()]));
            }
            // It takes what stands behind the last # for the page.
            if !path.contains('#') {
                calls.push(("qpdfview", vec![format!("{path}#{number}")]));
            }
            for viewer in BEHIND {
                calls.push((viewer, vec![path.clone(), number.clone()]));
            }
            for browser in BROWSERS {
                let address = format!("file://{}#page={number}", escaped(&path));
                calls.push((browser, vec![address]));
            }
            calls.push(usual);
            calls
        }
    }
}

/// The address of a page of a PDF in the web; any other address as it is.
pub(super) fn address(url: &str, page: Option<u32>) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let is_pdf = path.len() > 4 && path.to_ascii_lowercase().ends_with(".pdf");
    match page {
        Some(page) if is_pdf && !url.contains('#') => format!("{url}#page={page}"),
        _ => url.to_owned(),
    }
}

/// Whether an address is one that may be opened.
pub(super) fn is_web(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    web && !url.chars().any(|char| char.is_control() || char.is_whitespace())
}

/// A path as part of an address.
fn escaped(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _infallible = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// Starts the first of the programs that is there; false where none is.
pub(super) fn start(calls: &[Call], macos: bool) -> bool {
    calls.iter().any(|(program, arguments)| {
        let null = Stdio::null;
        let mut command = Command::new(program);
        command.args(arguments).stdin(null()).stdout(null()).stderr(null());
        // A viewer outlives the browser, and no key of this terminal is for it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        if macos {
            // It says at once whether somebody opens that.
            return command.status().is_ok_and(|status| status.success());
        }
        let Ok(mut child) = command.spawn() else { return false };
        // Nobody waits for it but this, so that it leaves nothing behind when it ends.
        thread::spawn(move || child.wait());
        true
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_viewer_is_asked_for_the_page_in_its_own_way() {
        let calls = calls(Path::new("/r/Rapport 1.PDF"), Some(22), false);
        let of = |program: &str| {
            let call = calls.iter().find(|(name, _)| *name == program).unwrap();
            call.1.clone()
        };
        assert_eq!(of("zathura"), ["-P", "22", "/r/Rapport 1.PDF"]);
        assert_eq!(of("evince"), ["-i", "22", "/r/Rapport 1.PDF"]);
        assert_eq!(of("okular"), ["-p", "22", "/r/Rapport 1.PDF"]);
        assert_eq!(of("atril"), ["-i", "22", "/r/Rapport 1.PDF"]);
        assert_eq!(of("mupdf"), ["/r/Rapport 1.PDF", "22"]);
        assert_eq!(of("qpdfview"), ["/r/Rapport 1.PDF#22"]);
        assert_eq!(of("firefox"), ["file:///r/Rapport%201.PDF#page=22"]);
        assert_eq!(calls.last().unwrap().0, "xdg-open", "at last whatever opens files");
        assert!(
            super::calls(Path::new("/r/a#b.pdf"), None, false).iter().all(|c| c.0 != "qpdfview")
        );
        let skim = &super::calls(Path::new("/r/é.pdf"), Some(3), true)[0];
        assert_eq!(*skim, ("open", vec!["skim:///r/%C3%A9.pdf#page=3".to_owned()]));
        assert_eq!(
            super::calls(Path::new("/r/a.html"), Some(3), false),
            [("xdg-open", vec!["/r/a.html".to_owned()])]
        );
    }

    #[test]
    fn a_file_is_found_beside_the_data_and_never_taken_for_an_option() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::write(root.join("-x; touch y.pdf"), "").unwrap();
        let data = root.join("corpus.json").to_string_lossy().into_owned();
        let found = find("-x; touch y.pdf", &[data]).unwrap();
        assert_eq!(found, root.join("-x; touch y.pdf"));
        for (_, arguments) in calls(&found, Some(1), false) {
            // Quotes, spaces and signs of a shell stay inside one argument.
            let holds = |argument: &&String| argument.contains("touch");
            let named: Vec<_> = arguments.iter().filter(holds).collect();
            assert_eq!(named.len(), 1, "{arguments:?}");
            assert!(named[0].starts_with('/') || named[0].starts_with("file:///"), "{named:?}");
        }
        let whole = root.join("-x; touch y.pdf").to_string_lossy().into_owned();
        assert_eq!(find(&whole, &[]), Some(found));
        assert_eq!(find("nowhere.pdf", &[root.to_string_lossy().into_owned()]), None);
        assert_eq!(find(".", &[root.to_string_lossy().into_owned()]), None, "a folder is none");
    }

    #[test]
    fn only_web_addresses_are_opened_and_a_pdf_at_its_page() {
        for bad in ["file:///etc/passwd", "javascript:x", "ftp://x", "https://a b", "https://a\nb"]
        {
            assert!(!is_web(bad), "{bad}");
        }
        assert!(is_web("HTTPS://example.org/a"));
        assert_eq!(address("https://a.b/r.pdf", Some(2)), "https://a.b/r.pdf#page=2");
        assert_eq!(address("https://a.b/r.PDF?v=1", Some(2)), "https://a.b/r.PDF?v=1#page=2");
        assert_eq!(address("https://a.b/r.pdf#x", Some(2)), "https://a.b/r.pdf#x");
        assert_eq!(address("https://a.b/post", Some(2)), "https://a.b/post");
        assert_eq!(address("https://a.b/r.pdf", None), "https://a.b/r.pdf");
    }
}
