//! The parsers of outside input that are private to this crate, for the fuzz targets (`crates/fuzz`) and nobody else.

use crate::map::{AreaFinder, Map, apply};
use blis_domain::period::Period;
use blis_domain::wire::PushObservation;

/// What a map makes of a table.
#[derive(Debug, PartialEq)]
pub struct Mapped {
    /// Line, column and figure.
    pub rows: Vec<(u64, String, PushObservation)>,
    /// Line, column and code of what cannot be sent.
    pub faults: Vec<(u64, Option<String>, &'static str)>,
}

/// Reads a map and applies it to a table; the sentence of why not.
///
/// # Errors
/// When the map is not valid, or the table as a whole is not what it describes.
pub fn mapped(map: &str, table: &[u8], given: Option<Period>) -> Result<Mapped, String> {
    let map = Map::parse(map).map_err(|error| format!("{error:#}"))?;
    let mapped = apply(&map, table, "table-2016.csv", given, &AreaFinder::new(&[]))
        .map_err(|error| error.to_string())?;
    let rows = mapped.rows.into_iter();
    let faults = mapped.faults.into_iter();
    Ok(Mapped {
        rows: rows.map(|row| (row.line, row.column, row.observation)).collect(),
        faults: faults
            .map(|fault| (fault.line, fault.column, fault.fault.code()))
            .collect(),
    })
}
