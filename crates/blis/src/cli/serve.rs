//! `blis serve`, `blis migrate` and `blis config`: the server, its database, its settings.

use super::{DataArgs, SettingsArgs};
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
    /// Load invented figures and memberships for demonstration, into a database without real ones; a database that
    /// holds them is not served without it
    #[arg(long)]
    pub(crate) demo: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Say what would be run and run nothing; exit code 1 when there is anything
    #[arg(long)]
    pub(crate) check: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Print a commented sample of the settings file instead
    #[arg(long, conflicts_with = "json")]
    pub(crate) sample: bool,
}
