//! The other process: takes on limits, reads its standard input, says its pages.
//!
//! Odd thing worth knowing: what is not read page by page (HTML, Markdown, text, DOCX) is read
//! whole before it counts as open.

use std::io::{self, Read, Write};
use std::process::Command;

use super::{Said, Task};
use crate::import::limits::{
    DOCUMENT_TIME, LARGEST_FILE, LOST_TIME, Limit, MOST_MEMORY, MOST_PAGES,
};
use crate::import::open::{Kind, kind_of};
use crate::import::pdf::PdfPages;
use crate::import::source::{OpenError, PageSource, ReadPage};
use crate::import::{archive, article, pdftotext, prose};

/// The longest text that is said at once, in bytes.
const PART: usize = 1 << 20;

/// Does what is asked with the document in the standard input.
///
/// # Errors
/// Nobody listens any more.
pub fn serve(task: Task<'_>, kind: Option<Kind>, out: &mut dyn Write) -> io::Result<()> {
    confine();
    if let Task::Pdftotext = task {
        return become_pdftotext(out);
    }
    let mut bytes = Vec::new();
    if let Some(size) = input_size() {
        bytes.reserve_exact(size);
    }
    io::stdin().lock().read_to_end(&mut bytes)?;
    let kind = kind.or_else(|| kind_of(&bytes));
    match task {
        Task::Pages(from) => match open(bytes, kind) {
            Ok(pages) => say_pages(&*pages, from, out),
            Err(error) => say(out, &Said::Refused(error)),
        },
        Task::Draft(title) => match drafted(&bytes, kind, title) {
            Ok(draft) => {
                let end = say_parts(out, &draft)?.to_owned();
                say(out, &Said::Draft(end))
            }
            Err(error) => say(out, &Said::Refused(error)),
        },
        Task::Pdftotext => Ok(()),
    }
}

/// Goes on as `pdftotext`, within the limits that were taken on.
fn become_pdftotext(out: &mut dyn Write) -> io::Result<()> {
    let mut command = Command::new(pdftotext::PROGRAM);
    command.args(pdftotext::ARGUMENTS);
    #[cfg(unix)]
    let error = std::os::unix::process::CommandExt::exec(&mut command);
    #[cfg(not(unix))]
    let error = match command.status() {
        Ok(_) => return Ok(()),
        Err(error) => error,
    };
    if error.kind() == io::ErrorKind::NotFound {
        return say(out, &Said::Refused(OpenError::NotInstalled));
    }
    Err(error)
}

/// Opens a document of a kind.
fn open(bytes: Vec<u8>, kind: Option<Kind>) -> Result<Box<dyn PageSource>, OpenError> {
    Ok(match kind {
        Some(Kind::Pdf) => Box::new(PdfPages::open(bytes)?),
        Some(Kind::Epub) => {
            let book = archive::Book::open(bytes)?;
            match book.printed() {
                Some(pages) => Box::new(pages),
                None => Box::new(book),
            }
        }
        Some(Kind::Docx) => Box::new(archive::docx(&bytes)?),
        Some(Kind::Html) => Box::new(prose::html(&prose::decode(&bytes))?),
        Some(Kind::Markdown) => Box::new(prose::markdown(&prose::decode(&bytes))),
        Some(Kind::Text) => Box::new(prose::paged(None, &prose::decode(&bytes))),
        None if archive::is_broken(&bytes) => return Err(OpenError::Broken),
        None => return Err(OpenError::Unknown),
    })
}

/// Drafts an article; gives a corpus file.
fn drafted(bytes: &[u8], kind: Option<Kind>, title: &str) -> Result<String, OpenError> {
    match kind {
        Some(Kind::Html | Kind::Markdown | Kind::Text) => {}
        Some(_) => return Err(OpenError::NoArticle),
        None => return Err(OpenError::Unknown),
    }
    let draft = article::draft(&prose::decode(bytes), title);
    draft
        .ok()
        .and_then(|draft| serde_json::to_string(&draft).ok())
        .ok_or(OpenError::Limit(Limit::Crash))
}

fn say_pages(pages: &dyn PageSource, from: u32, out: &mut dyn Write) -> io::Result<()> {
    let count = pages.count();
    let labels = if count > MOST_PAGES { Vec::new() } else { pages.labels() };
    let (title, limit, in_parts) = (pages.title(), pages.limit(), pages.in_parts());
    say(out, &Said::Open { count, title, labels, limit, in_parts })?;
    let mut ended = Ok(());
    pages.read(from, count.min(MOST_PAGES), &mut |number, page| {
        ended = say_parts(out, &page.text).and_then(|end| {
            let text = end.to_owned();
            say(out, &Said::Page(number, ReadPage { text, ..page }))
        });
        ended.is_ok()
    });
    ended
}

fn say(out: &mut dyn Write, said: &Said) -> io::Result<()> {
    serde_json::to_writer(&mut *out, said)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Says a long text in parts; gives its end.
fn say_parts<'a>(out: &mut dyn Write, mut text: &'a str) -> io::Result<&'a str> {
    while text.len() > PART {
        let (part, rest) = text.split_at(text.floor_char_boundary(PART));
        say(out, &Said::Part(part.to_owned()))?;
        text = rest;
    }
    Ok(text)
}

/// How large a file handed over as standard input is.
fn input_size() -> Option<usize> {
    #[cfg(unix)]
    {
        let about = rustix::fs::fstat(io::stdin()).ok()?;
        let size = usize::try_from(about.st_size).ok()?;
        (size as u64 <= LARGEST_FILE).then_some(size + 1)
    }
    #[cfg(not(unix))]
    {
        None
    }
}

/// Takes on the limits of the system: memory, time, no files, no children, no core.
fn confine() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let most = |resource, figure| {
            let limit = Rlimit { current: Some(figure), maximum: Some(figure) };
            let _unsupported = setrlimit(resource, limit);
        };
        most(Resource::As, MOST_MEMORY);
        most(Resource::Cpu, DOCUMENT_TIME.as_secs() + LOST_TIME.as_secs());
        most(Resource::Core, 0);
        most(Resource::Fsize, 0);
        most(Resource::Nproc, 0);
    }
}
