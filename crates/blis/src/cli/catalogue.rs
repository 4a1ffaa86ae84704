//! `blis catalogue`: the sheets of the indicators as a file.

use super::DataArgs;
use blis_domain::wire::CatalogueFormat;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// Print every sheet with the number of its version
    Export(ExportCatalogueArgs),
    /// Take in a file that was exported and changed, all of it or nothing
    Import(ImportCatalogueArgs),
}

/// [`CatalogueFormat`] on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// To be read and compared as text
    Yaml,
    /// A sheet a row
    Csv,
}

impl From<Format> for CatalogueFormat {
    fn from(format: Format) -> CatalogueFormat {
        match format {
            Format::Yaml => CatalogueFormat::Yaml,
            Format::Csv => CatalogueFormat::Csv,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ExportCatalogueArgs {
    /// Format of the file
    #[arg(long, value_name = "FORMAT", default_value = "yaml")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ImportCatalogueArgs {
    /// File to take in
    pub(crate) file: PathBuf,
    /// Format of the file; what its name ends with when left out
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// Say what would change, and store nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(crate) json: bool,
}
