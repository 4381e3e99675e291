//! Reading a PDF with poppler's `pdftotext`, where it is installed and asked for.
//!
//! Imports [`super::source`], [`super::guard`] and [`super::limits`].
//!
//! Odd thing worth knowing: it runs in the place of a guarded process, within the same limits. It
//! knows neither labels nor pictures, so no page is said to be scanned; a page without words is
//! one.

use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Instant;

use super::guard::{Handed, Refusal, Spent, Task, start, why};
use super::limits::{Limit, MOST_PAGES, MOST_TEXT, OPEN_TIME};
use super::prose;
use super::source::{Document, OpenError};

/// The program.
pub const PROGRAM: &str = "pdftotext";
/// How it is asked for the text of its standard input.
pub const ARGUMENTS: [&str; 5] = ["-q", "-enc", "UTF-8", "-", "-"];
/// How much text is taken at once, in bytes.
const PART: usize = 64 << 10;
/// What ends each page.
const END_OF_PAGE: u8 = b'\x0c';

/// Reads the pages of a PDF; `program` is this one.
///
/// # Errors
/// The program cannot be started or is not installed, or the document cannot be opened.
pub fn read(program: &Path, document: &Handed) -> io::Result<Result<Document, OpenError>> {
    let mut process = start(program, document, None, Task::Pdftotext)?;
    let (send, receive) = mpsc::sync_channel(4);
    if let Some(mut out) = process.stdout.take() {
        std::thread::spawn(move || {
            let mut part = vec![0; PART];
            while let Ok(read) = out.read(&mut part) {
                if read == 0 || send.send(part[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
    }
    let mut text = Vec::new();
    let mut spent = Spent::default();
    let mut limit = loop {
        let since = Instant::now();
        let time = if text.is_empty() { OPEN_TIME } else { spent.left() };
        match receive.recv_timeout(time) {
            Ok(part) if text.is_empty() => {
                spent.opened(since.elapsed());
                text.extend(part);
            }
            Ok(part) => {
                spent.page(since.elapsed());
                text.extend(part);
            }
            Err(RecvTimeoutError::Disconnected) => break None,
            Err(RecvTimeoutError::Timeout) if text.is_empty() => break Some(Limit::OpenTime),
            Err(RecvTimeoutError::Timeout) => break Some(Limit::LostTime),
        }
        let full = (text.len() > MOST_TEXT).then_some(Limit::Text);
        if let Some(limit) = full.or_else(|| spent.over()) {
            break Some(limit);
        }
    };
    if limit.is_some() {
        let _gone = process.kill();
    }
    let output = process.wait_with_output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    if told.contains("assword") {
        return Ok(Err(OpenError::Locked));
    }
    if let Some(Refusal(error)) = Refusal::in_words(&text) {
        return Ok(Err(error));
    }
    if limit.is_none() && !output.status.success() {
        limit = Some(why(Some(output.status), &told));
    }
    // Of a page that was being read when it ended nothing is taken.
    if limit.is_some() {
        let whole = text.iter().rposition(|&sign| sign == END_OF_PAGE).map_or(0, |end| end + 1);
        text.truncate(whole);
    }
    if text.is_empty() {
        return Ok(Err(match limit {
            None | Some(Limit::Crash) => OpenError::Broken,
            Some(limit) => OpenError::Limit(limit),
        }));
    }
    let mut read = prose::paged(None, &String::from_utf8_lossy(&text));
    read.limit = limit;
    if read.pages.len() > MOST_PAGES as usize {
        read.pages.truncate(MOST_PAGES as usize);
        read.limit = Some(Limit::Pages);
    }
    Ok(Ok(read))
}
