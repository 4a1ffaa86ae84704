//! `blis audit`: the audit log.

use super::DataArgs;
use blis_store::AuditHead;
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Check that no entry of the log was changed or is missing
    Verify(VerifyAuditArgs),
}

#[derive(Debug, Args)]
pub(crate) struct VerifyAuditArgs {
    /// Head that was printed or logged earlier and must still be in the log: without one, entries cut off its end
    /// are not missed
    #[arg(long, value_name = "SEQ:HASH")]
    pub(crate) expect: Option<AuditHead>,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(crate) json: bool,
}
