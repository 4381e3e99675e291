//! Reading a PDF with poppler's `pdftotext`, where it is installed and asked for.
//!
//! Imports [`super::source`], [`super::guard`] and [`super::limits`].
//!
//! Odd thing worth knowing: it knows neither labels nor pictures, so no page is said to be
//! scanned; a page without words is one.

use std::fs::File;
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;

use super::guard::Handed;
use super::limits::{DOCUMENT_TIME, Limit, MOST_PAGES, MOST_TEXT};
use super::prose;
use super::source::{Document, OpenError};

/// The program.
pub const PROGRAM: &str = "pdftotext";

/// Reads the pages of a PDF.
///
/// # Errors
/// The program is not installed, or the document cannot be opened.
pub fn read(document: &Handed) -> io::Result<Result<Document, OpenError>> {
    let stdin = match document {
        Handed::File(path) => Stdio::from(File::open(path)?),
        Handed::Bytes(_) => Stdio::piped(),
    };
    let mut process = Command::new(PROGRAM)
        .args(["-q", "-enc", "UTF-8", "-", "-"])
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let (Handed::Bytes(bytes), Some(mut stdin)) = (document, process.stdin.take()) {
        let bytes = std::sync::Arc::clone(bytes);
        std::thread::spawn(move || {
            let _unread = stdin.write_all(&bytes);
        });
    }
    let (send, receive) = mpsc::channel();
    if let Some(out) = process.stdout.take() {
        std::thread::spawn(move || {
            let mut text = Vec::new();
            let _partly = out.take(MOST_TEXT as u64 + 1).read_to_end(&mut text);
            let _heedless = send.send(text);
        });
    }
    let text = receive.recv_timeout(DOCUMENT_TIME);
    let timed_out = text.is_err();
    let full = text.as_ref().is_ok_and(|text| text.len() > MOST_TEXT);
    if timed_out || full {
        let _gone = process.kill();
    }
    let output = process.wait_with_output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    if told.contains("assword") {
        return Ok(Err(OpenError::Locked));
    }
    let Ok(text) = text else { return Ok(Err(OpenError::Limit(Limit::DocumentTime))) };
    if !output.status.success() && text.is_empty() {
        return Ok(Err(OpenError::Broken));
    }
    let mut read = prose::paged(None, &String::from_utf8_lossy(&text));
    if read.pages.len() > MOST_PAGES as usize {
        read.pages.truncate(MOST_PAGES as usize);
        read.limit = Some(Limit::Pages);
    }
    Ok(Ok(read))
}
