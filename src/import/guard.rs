//! Reading a document in a process of its own, so that none can take this one down.
//!
//! The program runs itself (`renvoi read-pages FROM`), hands the document in as standard
//! input and takes pages as lines of JSON. A page that takes too long, or that kills the
//! process, is lost with its limit named; a new process goes on behind it. What the other
//! process does is told in [`serve`].
//!
//! Odd thing worth knowing: a file is handed over open, never by name, so what is read is
//! what was looked at. Imports [`super::source`] and [`super::limits`].

mod serve;
mod spent;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::limits::{Limit, MOST_PAGES, MOST_RESTARTS, MOST_TEXT, OPEN_TIME, PAGE_TIME};
use super::open::Kind;
use super::source::{Document, OpenError, ReadPage};
use crate::corpus::file::{self, CorpusFile};
pub use serve::serve;
pub(super) use spent::Spent;

/// The name of the hidden subcommand.
pub const COMMAND: &str = "read-pages";
/// The longest line that is taken from the other process, in bytes.
const LONGEST_LINE: u64 = 16 << 20;

/// What the other process says, one a line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Said {
    /// It cannot be opened.
    Refused(OpenError),
    /// It is open.
    Open {
        count: u32,
        title: Option<String>,
        labels: Vec<String>,
        limit: Option<Limit>,
        in_parts: bool,
    },
    /// What comes before the text of the next page, or before the next draft.
    Part(String),
    /// A page, or its end.
    Page(u32, ReadPage),
    /// A draft, or its end: a corpus file.
    Draft(String),
}

/// That a document is refused, said alone.
pub(super) struct Refusal(pub(super) OpenError);

impl Refusal {
    /// Whether nothing but a refusal was said.
    pub(super) fn in_words(said: &[u8]) -> Option<Self> {
        match serde_json::from_slice(said).ok()? {
            Said::Refused(error) => Some(Self(error)),
            _ => None,
        }
    }
}

/// What is asked of the other process.
#[derive(Clone, Copy, Debug)]
pub enum Task<'a> {
    /// The pages from one on.
    Pages(u32),
    /// The draft of an article under this title.
    Draft(&'a str),
    /// The text of a PDF, by another program.
    Pdftotext,
}

/// A document to hand over.
#[derive(Clone, Debug)]
pub enum Handed {
    /// A file.
    File(PathBuf),
    /// What was read from the standard input.
    Bytes(Arc<[u8]>),
}

/// Drafts a corpus of an article in another process.
///
/// # Errors
/// The other process cannot be started, or the article cannot be read.
pub fn draft(
    program: &Path,
    document: &Handed,
    kind: Option<Kind>,
    title: &str,
) -> io::Result<Result<CorpusFile, OpenError>> {
    let mut reader = Reader::start(program, document, kind, Task::Draft(title))?;
    let began = Instant::now();
    let mut json = String::new();
    loop {
        let stopped = match reader.lines.recv_timeout(OPEN_TIME.saturating_sub(began.elapsed())) {
            Ok(Said::Refused(error)) => return Ok(Err(error)),
            Ok(Said::Part(part)) if json.len() <= MOST_TEXT => {
                json.push_str(&part);
                continue;
            }
            Ok(Said::Draft(end)) if json.len() <= MOST_TEXT => {
                json.push_str(&end);
                let draft = file::read(&json, &mut |_| {});
                return Ok(draft.map_err(|_| OpenError::Limit(Limit::Crash)));
            }
            Ok(_) => Limit::Text,
            Err(RecvTimeoutError::Timeout) => Limit::OpenTime,
            Err(RecvTimeoutError::Disconnected) => reader.ended(),
        };
        return Ok(Err(OpenError::Limit(stopped)));
    }
}

/// Reads the pages of a document in another process; `page` hears how far it is.
///
/// # Errors
/// The other process cannot be started, or the document cannot be opened.
pub fn read(
    program: &Path,
    document: &Handed,
    kind: Option<Kind>,
    page: &mut dyn FnMut(u32, u32),
) -> io::Result<Result<Document, OpenError>> {
    let mut read = Document::default();
    let mut total = None;
    let mut spent = Spent::default();
    let mut left = MOST_TEXT;
    let mut restarts = 0;
    loop {
        let from = u32::try_from(read.pages.len() + 1).unwrap_or(u32::MAX);
        let mut reader = Reader::start(program, document, kind, Task::Pages(from))?;
        let mut parts = String::new();
        let mut since = Instant::now();
        let (stopped, waited) = loop {
            let time = if total.is_none() { OPEN_TIME } else { PAGE_TIME };
            match reader.lines.recv_timeout(time.saturating_sub(since.elapsed())) {
                Ok(Said::Refused(error)) => {
                    reader.stop();
                    return Ok(Err(error));
                }
                Ok(Said::Open { count, title, labels, limit, in_parts }) => {
                    match total {
                        None => spent.opened(since.elapsed()),
                        // It was opened before, for the pages behind which it is opened again.
                        Some(_) => spent.bad(since.elapsed()),
                    }
                    since = Instant::now();
                    total = Some(count.min(MOST_PAGES));
                    read.limit = limit.or((count > MOST_PAGES).then_some(Limit::Pages));
                    (read.title, read.labels, read.in_parts) = (title, labels, in_parts);
                }
                Ok(Said::Page(number, mut got)) => {
                    spent.page(since.elapsed());
                    since = Instant::now();
                    parts.push_str(&got.text);
                    got.text = std::mem::take(&mut parts);
                    if number as usize != read.pages.len() + 1 {
                        continue;
                    }
                    if got.text.len() > left {
                        got = ReadPage::failed(Limit::Text);
                    }
                    left -= got.text.len();
                    read.pages.push(got);
                    page(number, total.unwrap_or(number));
                    let ended = Some(read.pages.len()) == total.map(|count| count as usize);
                    if let (Some(limit), false) = (spent.over(), ended) {
                        reader.stop();
                        return Ok(Ok(filled(read, total, limit)));
                    }
                }
                Ok(Said::Part(part)) if parts.len() <= left => parts.push_str(&part),
                Ok(Said::Part(_) | Said::Draft(_)) => {}
                Err(RecvTimeoutError::Timeout) => {
                    reader.stop();
                    let limit = if total.is_none() { Limit::OpenTime } else { Limit::PageTime };
                    break (limit, since.elapsed());
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let ended = reader.ended();
                    break (ended, since.elapsed());
                }
            }
        };
        let Some(count) = total else { return Ok(Err(OpenError::Limit(stopped))) };
        if read.pages.len() >= count as usize {
            read.labels.truncate(read.pages.len());
            return Ok(Ok(read));
        }
        spent.bad(waited);
        restarts += 1;
        read.pages.push(ReadPage::failed(stopped));
        if restarts > MOST_RESTARTS {
            return Ok(Ok(filled(read, total, Limit::Restarts)));
        }
        if let Some(limit) = spent.over() {
            return Ok(Ok(filled(read, total, limit)));
        }
    }
}

/// The document with its missing pages marked as failed.
fn filled(mut read: Document, total: Option<u32>, limit: Limit) -> Document {
    let count = total.unwrap_or(0) as usize;
    if read.pages.len() < count {
        read.pages.resize(count, ReadPage::failed(limit));
    }
    read
}

/// Starts the other process with the document as its standard input.
pub(super) fn start(
    program: &Path,
    document: &Handed,
    kind: Option<Kind>,
    task: Task<'_>,
) -> io::Result<Child> {
    let stdin = match document {
        Handed::File(path) => Stdio::from(File::open(path)?),
        Handed::Bytes(_) => Stdio::piped(),
    };
    let mut command = Command::new(program);
    command.arg(COMMAND);
    match task {
        Task::Pages(from) => command.env_clear().arg(from.to_string()),
        Task::Draft(title) => command.env_clear().arg(format!("--draft={title}")),
        // It is looked for where programs are.
        Task::Pdftotext => command.arg("--pdftotext"),
    };
    if let Some(kind) = kind {
        command.args(["--from", kind.name()]);
    }
    let mut process = command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    if let (Handed::Bytes(bytes), Some(mut stdin)) = (document, process.stdin.take()) {
        let bytes = Arc::clone(bytes);
        std::thread::spawn(move || {
            let _unread = stdin.write_all(&bytes);
        });
    }
    Ok(process)
}

/// Why a process ended that had not said all, by its status and its last words.
pub(super) fn why(status: Option<ExitStatus>, told: &str) -> Limit {
    let told = told.to_lowercase();
    if ["memory", "bad_alloc"].iter().any(|word| told.contains(word)) {
        Limit::Memory
    } else if told.contains("overflowed its stack") {
        Limit::Depth
    } else if status.is_some_and(out_of_time) {
        Limit::DocumentTime
    } else {
        Limit::Crash
    }
}

/// The other process, and the lines that come from it.
struct Reader {
    process: Child,
    lines: Receiver<Said>,
}

impl Reader {
    fn start(
        program: &Path,
        document: &Handed,
        kind: Option<Kind>,
        task: Task<'_>,
    ) -> io::Result<Self> {
        let mut process = start(program, document, kind, task)?;
        let (send, lines) = mpsc::sync_channel(64);
        if let Some(out) = process.stdout.take() {
            std::thread::spawn(move || {
                let mut out = BufReader::new(out);
                let mut line = Vec::new();
                loop {
                    line.clear();
                    let read = out.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
                    let Ok(said) = serde_json::from_slice(&line) else { break };
                    if read.is_err() || send.send(said).is_err() {
                        break;
                    }
                }
            });
        }
        Ok(Self { process, lines })
    }

    fn stop(&mut self) {
        let _gone = self.process.kill();
        let _gone = self.process.wait();
    }

    /// Why the process ended.
    fn ended(&mut self) -> Limit {
        let mut last = Vec::new();
        if let Some(err) = self.process.stderr.take() {
            let _partly = err.take(4096).read_to_end(&mut last);
        }
        let status = self.process.wait().ok();
        why(status, &String::from_utf8_lossy(&last))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Whether the system ended the process for its time.
fn out_of_time(status: ExitStatus) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
    }
    #[cfg(not(unix))]
    {
        let _unknown = status;
        false
    }
}
