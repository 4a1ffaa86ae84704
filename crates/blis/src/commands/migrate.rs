//! `blis migrate`: the database at the level of this release.

use crate::cli::MigrateArgs;
use crate::database;
use crate::error::Outcome;
use crate::output;
use crate::settings::Settings;
use serde_json::json;

/// Runs what is pending and says what it was.
pub(crate) fn run(args: &MigrateArgs) -> anyhow::Result<Outcome> {
    let settings = database::settings(&args.data)?;
    if args.check {
        return check(&settings, args.json);
    }
    let store = database::open_or_create(&settings)?;
    let report = store.migrate()?;
    if args.json {
        output::json(&json!({
            "database": settings.database_url.to_string(),
            "applied": report.applied,
            "reference_added": report.reference_added,
            "reference_updated": report.reference_updated,
            "sheets_kept": report.sheets_kept,
            "recomputed": report.recomputed,
        }))?;
        return Ok(Outcome::Done);
    }
    output::line(&format!("Database {}", settings.database_url))?;
    for name in &report.applied {
        output::line(&format!("  migrated: {name}"))?;
    }
    for code in &report.sheets_kept {
        output::line(&format!(
            "  {code}: this release changes the sheet, and somebody changed it here; it stays, and its history has both"
        ))?;
    }
    output::line(&format!(
        "  {} migrations run; reference data: {} added, {} updated; {} derived values computed anew",
        report.applied.len(),
        report.reference_added,
        report.reference_updated,
        report.recomputed
    ))?;
    Ok(Outcome::Done)
}

/// Says which migrations of this program the database lacks.
fn check(settings: &Settings, as_json: bool) -> anyhow::Result<Outcome> {
    let store = database::open_of_any_release(settings)?;
    let pending = store.pending_migrations()?;
    let database = settings.database_url.to_string();
    let outcome = match pending.is_empty() {
        true => Outcome::Done,
        false => Outcome::Refused,
    };
    if as_json {
        output::json(&json!({ "database": database, "pending": pending }))?;
        return Ok(outcome);
    }
    output::line(&format!("Database {database}"))?;
    for name in &pending {
        output::line(&format!("  pending: {name}"))?;
    }
    output::line(&format!("  {} migrations to be run", pending.len()))?;
    Ok(outcome)
}
