//! What is known: reports, pages, topics, experts, statements, citations.
//!
//! The files are read record by record, every problem is listed, and [`model`] is
//! the checked corpus that everything else
//! reads; [`packed`] is how it stands in a file that was compiled. Imports only [`crate::disk`],
//! [`crate::lang`] and [`crate::stable`].
//!
//! Odd thing worth knowing: ids in a file are slugs (text), ids in the model are
//! small numbers, given in corpus order; the slug stays on each record.

pub(crate) mod check;
pub mod clean;
pub mod file;
mod ids;
pub mod load;
mod locate;
pub mod model;
pub mod packed;
pub mod problem;
pub mod shape;
mod stored;
pub mod task;
mod text;

pub use file::{FORMAT, schema};
pub use load::read::{DataPath, ReadError, ReadErrorKind, files_of, read_inputs, trace_of};
pub use load::{
    Aside, Bytes, Doubt, Input, Loaded, builtin, builtin_input, load_inputs, load_spilled,
    load_watched, load_with,
};
pub use locate::Seg;
pub use model::{
    Absent, Alias, Certainty, Citation, CitationId, Corpus, Definition, Expert, ExpertId, Lender,
    Localised, More, MoreOfStatement, PageLender, PageLines, PageMark, PageRef, PageStatus,
    PageText, Pages, Part, Position, Relation, RelationKind, Report, ReportId, Source, SourceId,
    SourceKind, Statement, StatementId, StatementKind, Statements, Subject, Topic, TopicId,
    TopicKind, TopicRelation, TopicRelationKind, Voice,
};
pub use packed::{Counts, Packed, Packing, Unpacking};
pub use problem::{Code, Problem, Severity};
pub use stored::{Rows, Stored, short_hash};
pub use task::{Task, Told};
pub use text::{Clean, CleanLines};
