//! `blis push`: files of figures into a feed of a server.

use super::Lang;
use blis_domain::period::Period;
use blis_domain::receipt::BatchMode;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct PushArgs {
    /// Files: .csv, .xlsx, .json (also JSON-stat 2.0) or .ndjson with the fields of the API, or any table with --map
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Address of the server
    #[arg(long, value_name = "URL")]
    pub(crate) url: String,
    /// Id of the machine client
    #[arg(long, value_name = "ID")]
    pub(crate) client_id: String,
    /// File that holds the client's secret
    #[arg(long, value_name = "FILE")]
    pub(crate) client_secret_file: PathBuf,
    /// Feed to push into
    #[arg(long, default_value = "srda")]
    pub(crate) feed: String,
    /// Try it and store nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Whether one bad row refuses all
    #[arg(long, default_value = "atomic")]
    pub(crate) mode: Mode,
    /// Map for tables of another shape
    #[arg(long, value_name = "MAP.toml")]
    pub(crate) map: Option<PathBuf>,
    /// Period of the figures, where the map leaves it to the table
    #[arg(long, requires = "map")]
    pub(crate) period: Option<Period>,
    /// Sheet of an .xlsx file; the only one with figures when left out
    #[arg(long, value_name = "NAME", conflicts_with = "map")]
    pub(crate) sheet: Option<String>,
    /// Rows sent in one batch; a batch is stored whole or not at all
    #[arg(long, value_name = "ROWS", default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) batch_rows: u32,
    /// Push again what was pushed before, instead of getting its old receipt
    #[arg(long)]
    pub(crate) anew: bool,
    /// Language of the server's sentences
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) lang: Lang,
    /// Print the receipt as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// [`BatchMode`] on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Mode {
    /// All rows or none
    Atomic,
    /// The good rows
    Partial,
}

impl From<Mode> for BatchMode {
    fn from(mode: Mode) -> BatchMode {
        match mode {
            Mode::Atomic => BatchMode::Atomic,
            Mode::Partial => BatchMode::Partial,
        }
    }
}
