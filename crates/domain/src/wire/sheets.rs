//! The history of the sheets, and what a file of the catalogue would change or has changed.

use crate::indicator::IndicatorCode;
use crate::sheet::{FieldChange, Sheet, SheetCause};
use serde::{Deserialize, Serialize};

/// In which format the catalogue is written as a file: the end of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum CatalogueFormat {
    /// Text to be read and compared, a field a line.
    Yaml,
    /// A table, a sheet a row: RFC 4180.
    Csv,
}

impl CatalogueFormat {
    /// Both.
    pub const ALL: [CatalogueFormat; 2] = [CatalogueFormat::Yaml, CatalogueFormat::Csv];

    /// The end of an address, and of the name of a file.
    pub fn extension(self) -> &'static str {
        match self {
            CatalogueFormat::Yaml => "yaml",
            CatalogueFormat::Csv => "csv",
        }
    }

    /// The format of an end of an address; `None` where there is no such format.
    pub fn from_extension(extension: &str) -> Option<CatalogueFormat> {
        CatalogueFormat::ALL
            .into_iter()
            .find(|format| format.extension() == extension)
    }

    /// The media type, without parameters.
    pub fn media_type(self) -> &'static str {
        match self {
            // RFC 9512.
            CatalogueFormat::Yaml => "application/yaml",
            CatalogueFormat::Csv => "text/csv",
        }
    }
}

/// A version of a sheet, for whoever looks after the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetVersionView {
    /// Its number, counted from 1 in each indicator.
    pub number: u64,
    /// Since when it is known, RFC 3339 in UTC.
    pub at: String,
    /// What brought it.
    pub cause: SheetCause,
    /// Whether it became the sheet. What a release brings stays out where the sheet was changed here.
    pub adopted: bool,
    /// `person`, `client` or `command`; `null` when a release brought it.
    pub actor_kind: Option<String>,
    /// The id of the person or client.
    pub actor: Option<String>,
    /// What the person is called, for those who may see people; else `null`.
    pub actor_name: Option<String>,
    /// What reads otherwise than in the version that was the sheet before it; of the first, all that is filled in.
    pub changes: Vec<FieldChange>,
}

/// A sheet as it was in one of its versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetThen {
    /// The number of the version.
    pub number: u64,
    /// Since when it is known, RFC 3339 in UTC.
    pub at: String,
    /// What brought it.
    pub cause: SheetCause,
    /// Whether it became the sheet.
    pub adopted: bool,
    /// What the sheet said.
    pub sheet: Sheet,
}

/// What taking in a file of the catalogue has changed, or would change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogueChange {
    /// Whether it was only tried, and nothing is stored.
    pub dry_run: bool,
    /// The sheets that read otherwise, in the order of the file.
    pub changed: Vec<SheetChange>,
    /// How many sheets of the file say what they said.
    pub unchanged: u64,
    /// How many derived figures were computed anew to another value; 0 when it was only tried.
    pub recomputed: u64,
}

/// A sheet that reads otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetChange {
    /// Whose sheet.
    pub indicator: IndicatorCode,
    /// The number of its new version.
    pub number: u64,
    /// Whether it was not in the catalogue before.
    pub is_new: bool,
    /// What reads otherwise.
    pub changes: Vec<FieldChange>,
}
