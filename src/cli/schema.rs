//! `renvoi schema`: the JSON Schema of the corpus and of each answer.

use std::io::Write;

use super::arguments::Schema;
use crate::corpus;
use crate::error::{Error, Exit};

/// The JSON Schema of an answer, or of the corpus.
#[must_use]
pub fn schema(name: Option<Schema>) -> &'static str {
    match name {
        None => corpus::schema(),
        Some(Schema::Lookup) => include_str!("../../data/schemas/lookup.json"),
        Some(Schema::Search) => include_str!("../../data/schemas/search.json"),
        Some(Schema::Page) => include_str!("../../data/schemas/page.json"),
        Some(Schema::List) => include_str!("../../data/schemas/list.json"),
        Some(Schema::Stats) => include_str!("../../data/schemas/stats.json"),
        Some(Schema::Validate) => include_str!("../../data/schemas/validate.json"),
        Some(Schema::Check) => include_str!("../../data/schemas/check.json"),
        Some(Schema::Compile) => include_str!("../../data/schemas/compile.json"),
        Some(Schema::Cache) => include_str!("../../data/schemas/cache.json"),
        Some(Schema::Export) => include_str!("../../data/schemas/export.json"),
        #[cfg(feature = "documents")]
        Some(Schema::Find) => include_str!("../../data/schemas/find.json"),
        #[cfg(feature = "documents")]
        Some(Schema::Import) => include_str!("../../data/schemas/import.json"),
        Some(Schema::Config) => include_str!("../../data/schemas/config.json"),
        Some(Schema::Doctor) => include_str!("../../data/schemas/doctor.json"),
        Some(Schema::Keys) => include_str!("../../data/schemas/keys.json"),
    }
}

/// Prints the schema.
///
/// # Errors
/// The answer cannot be written.
pub(super) fn run(name: Option<Schema>, out: &mut dyn Write) -> Result<Exit, Error> {
    writeln!(out, "{}", schema(name).trim_end())?;
    Ok(Exit::Done)
}
