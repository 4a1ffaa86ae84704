//! `blis audit verify`: whether anybody changed the audit log.

use crate::cli::VerifyAuditArgs;
use crate::database;
use crate::error::Outcome;
use crate::output;
use serde_json::json;

/// Checks the log, and prints its head or the first fault.
pub(crate) fn run(args: &VerifyAuditArgs) -> anyhow::Result<Outcome> {
    let store = database::open_existing(&database::settings(&args.data)?)?;
    let report = store.verify_audit(args.expect)?;
    let outcome = match report.fault {
        None => Outcome::Done,
        Some(_) => Outcome::Refused,
    };
    if args.json {
        let fault = report.fault.map(
            |fault| json!({ "seq": fault.seq, "flaw": fault.flaw.code(), "message": fault.to_string() }),
        );
        output::json(&json!({
            "entries": report.entries,
            "erased": report.erased,
            "head": report.head.to_string(),
            "fault": fault,
        }))?;
        return Ok(outcome);
    }
    match report.fault {
        None => output::line(&format!("{} entries, head {}", report.entries, report.head))?,
        Some(fault) => {
            output::line(&format!("The audit log is not in order: {fault}"))?;
            output::line(&format!("  in order up to {}", report.head))?;
        }
    }
    if report.erased > 0 {
        output::line(&format!("  {} of them without details: erased", report.erased))?;
    }
    Ok(outcome)
}
