//! `blis migrate`: the database at the level of this release.

use crate::cli::MigrateArgs;
use crate::database;
use crate::error::Outcome;
use crate::output;
use serde_json::json;

/// Runs what is pending and says what it was.
pub(crate) fn run(args: &MigrateArgs) -> anyhow::Result<Outcome> {
    let settings = database::settings(&args.data)?;
    let store = database::open_or_create(&settings)?;
    let report = store.migrate()?;
    if args.json {
        output::json(&json!({
            "database": settings.database_url.to_string(),
            "applied": report.applied,
            "reference_added": report.reference_added,
            "reference_updated": report.reference_updated,
            "recomputed": report.recomputed,
        }))?;
        return Ok(Outcome::Done);
    }
    output::line(&format!("Database {}", settings.database_url))?;
    for name in &report.applied {
        output::line(&format!("  migrated: {name}"))?;
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
