//! Rows as JSON: one object with all of them, or one object a line.
//!
//! Odd thing worth knowing: rows are written as they come, so the total stands behind them.

use std::io::{self, Write};

use super::{Options, Row, to_json};

type Rows<'a> = dyn Iterator<Item = Row> + 'a;

/// `{"schema":"renvoi.export/1","query":…,"results":[…],"total":N}`.
pub(super) fn whole(
    rows: &mut Rows<'_>,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> io::Result<usize> {
    write!(out, "{{\"schema\":\"renvoi.export/1\",")?;
    if let Some(query) = options.query {
        write!(out, "\"query\":")?;
        to_json(out, query)?;
        write!(out, ",")?;
    }
    write!(out, "\"results\":[")?;
    let mut written = 0;
    for row in rows {
        let comma = if written == 0 { "\n" } else { ",\n" };
        write!(out, "{comma}")?;
        to_json(out, &row)?;
        written += 1;
    }
    writeln!(out, "],\"total\":{written}}}")?;
    Ok(written)
}

/// One row a line.
pub(super) fn lines(rows: &mut Rows<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let mut written = 0;
    for row in rows {
        to_json(out, &row)?;
        writeln!(out)?;
        written += 1;
    }
    Ok(written)
}
