//! `blis client`: machine clients and their secrets.

use super::DataArgs;
use blis_domain::client::MOST_DAYS;
use clap::builder::RangedI64ValueParser;
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum ClientCommand {
    /// Add a client and print its id and its secret, which is shown this once
    Add(AddClientArgs),
    /// List the clients with their secrets: when they end and when they were last used
    List(ListClientsArgs),
    /// Further secrets of a client
    #[command(subcommand)]
    Secret(ClientSecretCommand),
    /// Keep a client out; tokens it has open nothing from now on
    Suspend(ClientArgs),
    /// Let a suspended client in again
    Resume(ClientArgs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum ClientSecretCommand {
    /// Give a client another secret beside those it has, and print it this once
    Add(AddClientSecretArgs),
    /// Revoke a secret of a client
    Revoke(RevokeClientSecretArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AddClientArgs {
    /// Name for people: who it is and what it is for
    pub(crate) name: String,
    /// What it may do: feed:write or data:read; may be given several times
    #[arg(long = "scope", value_name = "SCOPE", required = true)]
    pub(crate) scopes: Vec<String>,
    /// Feed it writes to; needed for feed:write
    #[arg(long)]
    pub(crate) feed: Option<String>,
    /// Days until its secret ends [default: it does not]
    #[arg(long, value_name = "DAYS", value_parser = secret_days())]
    pub(crate) expires: Option<u16>,
    /// Address or network it may come from; may be given several times [default: from anywhere]
    #[arg(long = "allow-address", value_name = "ADDRESS")]
    pub(crate) allow_addresses: Vec<String>,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Print nothing but the JSON, in one line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ListClientsArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ClientArgs {
    /// Id of the client
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

#[derive(Debug, Args)]
pub(crate) struct AddClientSecretArgs {
    /// Id of the client
    pub(crate) id: String,
    /// Days until the secret ends [default: it does not]
    #[arg(long, value_name = "DAYS", value_parser = secret_days())]
    pub(crate) expires: Option<u16>,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Print nothing but the JSON, in one line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RevokeClientSecretArgs {
    /// Id of the client
    pub(crate) id: String,
    /// Id of the secret, as `blis client list` shows it
    pub(crate) secret: String,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

/// How many days a secret may hold.
fn secret_days() -> RangedI64ValueParser<u16> {
    clap::value_parser!(u16).range(1..=i64::from(MOST_DAYS))
}
