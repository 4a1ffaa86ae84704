//! `blis user`: people who sign in.

use super::{DataArgs, Lang};
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Add a person; the password is typed unseen, or is a line on standard input
    Add(AddUserArgs),
    /// Take the one-time codes of a person away, who lost the app and the recovery codes; or of all whose codes the
    /// sealing key does not open any more
    RemoveCodes(RemoveCodesArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AddUserArgs {
    /// E-mail address to sign in with
    pub(crate) email: String,
    /// Name for others
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Role, with its place where it has one: member:0840200, coordinator:N2, steward; may be given several times
    #[arg(long = "role", value_name = "ROLE[:CODE]")]
    pub(crate) roles: Vec<String>,
    /// Without a password: the person is invited, and becomes active by signing in through a service that has verified
    /// the address
    #[arg(long)]
    pub(crate) invited: bool,
    /// Language of letters and pages
    #[arg(long, value_name = "LANGUAGE", default_value = "lv")]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RemoveCodesArgs {
    /// E-mail address that the person signs in with
    #[arg(required_unless_present = "lost")]
    pub(crate) email: Option<String>,
    /// Of everybody whose codes were sealed with another key than the one there is, when `blis serve` says how many
    /// that are: the same number
    #[arg(long, value_name = "PEOPLE", conflicts_with = "email")]
    pub(crate) lost: Option<usize>,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}
