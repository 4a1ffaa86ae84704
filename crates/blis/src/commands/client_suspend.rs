//! `blis client suspend` and `blis client resume`.

use crate::cli::ClientArgs;
use crate::database;
use crate::error::Outcome;
use crate::output;
use blis_store::{AuditContext, ClientChange};

/// Keeps a client out.
pub(crate) fn suspend(args: &ClientArgs) -> anyhow::Result<Outcome> {
    change(args, true, "client suspend")?;
    output::line(&format!("Suspended {}", args.id))?;
    Ok(Outcome::Done)
}

/// Lets a client in again.
pub(crate) fn resume(args: &ClientArgs) -> anyhow::Result<Outcome> {
    change(args, false, "client resume")?;
    output::line(&format!("Resumed {}", args.id))?;
    Ok(Outcome::Done)
}

fn change(args: &ClientArgs, suspended: bool, command: &str) -> anyhow::Result<()> {
    let store = database::open_existing(&database::settings(&args.data)?)?;
    let to = ClientChange {
        suspended: Some(suspended),
        ..ClientChange::default()
    };
    Ok(store.change_client(&args.id, &to, None, &AuditContext::command(command))?)
}
