//! Files of the catalogue: the same sheets as YAML and as CSV, written in one order and read back into what they were.

mod csv;
mod fault;
mod fields;
mod yaml;

#[cfg(test)]
mod tests;

pub use fault::CatalogueFault;

use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::sheet::SheetFault;
use blis_domain::wire::CatalogueFormat;
use blis_store::ProposedSheet;
use fields::Entry;
use std::collections::HashMap;
use std::error::Error;

/// The name of the field that is none of the sheet: the number of the version that a change of it is written on.
const VERSION: &str = "version";

/// A file of the catalogue that was read.
#[derive(Debug)]
pub struct CatalogueFile {
    /// Its sheets, in the order of the file.
    pub sheets: Vec<ProposedSheet>,
    lines: HashMap<IndicatorCode, Lines>,
}

/// Where a sheet stands in its file.
#[derive(Debug)]
struct Lines {
    /// Where it begins.
    first: u64,
    /// Where its fields stand, when they have lines of their own.
    fields: HashMap<String, u64>,
}

impl CatalogueFile {
    /// What is wrong with its sheets, with the lines they stand on.
    pub fn placed(&self, faults: &[SheetFault]) -> Vec<CatalogueFault> {
        let line = |fault: &SheetFault| {
            let lines = self.lines.get(&fault.indicator)?;
            Some(*lines.fields.get(fault.field).unwrap_or(&lines.first))
        };
        let placed = |fault: &SheetFault| CatalogueFault {
            line: line(fault),
            indicator: Some(fault.indicator.to_string()),
            field: Some(fault.field.to_owned()),
            code: fault.code.code(),
            message: fault.message.clone(),
        };
        faults.iter().map(placed).collect()
    }
}

/// Writes sheets with the numbers of their versions, in the order in which they come.
///
/// # Errors
/// When a sheet cannot be written, which none is known to do.
pub fn write_catalogue(
    format: CatalogueFormat,
    sheets: &[(Indicator, u64)],
) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    match format {
        CatalogueFormat::Yaml => yaml::write(sheets).map_err(Into::into),
        CatalogueFormat::Csv => csv::write(sheets),
    }
}

/// Reads what [`write_catalogue`] writes, and what people make of it.
///
/// # Errors
/// All that is wrong with it, each with its place.
pub fn read_catalogue(format: CatalogueFormat, bytes: &[u8]) -> Result<CatalogueFile, Vec<CatalogueFault>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text =
        std::str::from_utf8(bytes).map_err(|error| vec![fault::not_utf8(bytes, error.valid_up_to())])?;
    let entries = match format {
        CatalogueFormat::Yaml => yaml::read(text),
        CatalogueFormat::Csv => csv::read(text),
    };
    assembled(entries?)
}

fn assembled(entries: Vec<Entry>) -> Result<CatalogueFile, Vec<CatalogueFault>> {
    if entries.is_empty() {
        return Err(vec![fault::no_sheets()]);
    }
    let mut file = CatalogueFile {
        sheets: Vec::with_capacity(entries.len()),
        lines: HashMap::new(),
    };
    let mut faults = Vec::new();
    for entry in entries {
        match entry.sheet() {
            Ok(sheet) => {
                let lines = Lines {
                    first: entry.line,
                    fields: entry.lines(),
                };
                file.lines.insert(sheet.sheet.code.clone(), lines);
                file.sheets.push(sheet);
            }
            Err(found) => faults.extend(found),
        }
    }
    match faults.is_empty() {
        true => Ok(file),
        false => Err(faults),
    }
}
