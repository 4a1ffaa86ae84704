//! `blis backup` and `blis restore`.

use super::DataArgs;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// Folder to make; there must be nothing of this name
    #[arg(value_name = "TO")]
    pub(crate) to: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    #[command(flatten)]
    pub(crate) postgres: PostgresArgs,
    /// Print the manifest as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    /// Folder that `blis backup` made
    #[arg(value_name = "FROM")]
    pub(crate) from: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    #[command(flatten)]
    pub(crate) postgres: PostgresArgs,
    /// Check the backup where it lies, and restore nothing
    #[arg(long)]
    pub(crate) check_only: bool,
    /// Print the manifest as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Where the programs that come with PostgreSQL are.
#[derive(Debug, Args)]
pub(crate) struct PostgresArgs {
    /// Folder with pg_dump and pg_restore [default: where programs are found]
    #[arg(long = "postgres-programs", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}
