//! Tables to take along.

use serde::{Deserialize, Serialize};

/// In which format a table is taken along: the end of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum TableFormat {
    /// For programs: RFC 4180.
    Csv,
    /// For people with a spreadsheet.
    Xlsx,
}

impl TableFormat {
    /// Both.
    pub const ALL: [TableFormat; 2] = [TableFormat::Csv, TableFormat::Xlsx];

    /// The end of an address, and of the name of a file.
    pub fn extension(self) -> &'static str {
        match self {
            TableFormat::Csv => "csv",
            TableFormat::Xlsx => "xlsx",
        }
    }

    /// The format of an end of an address; `None` where there is no such format.
    pub fn from_extension(extension: &str) -> Option<TableFormat> {
        TableFormat::ALL
            .into_iter()
            .find(|format| format.extension() == extension)
    }

    /// The media type, without parameters.
    pub fn media_type(self) -> &'static str {
        match self {
            TableFormat::Csv => "text/csv",
            TableFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}
