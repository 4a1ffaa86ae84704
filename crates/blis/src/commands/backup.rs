//! `blis backup`: a copy of the database in a folder of its own, made while the server runs.

use crate::cli::BackupArgs;
use crate::database;
use crate::error::Outcome;
use crate::output;
use crate::settings::Settings;
use crate::tables;
use blis_store::{BackupOptions, LeftOut};
use serde_json::json;

/// Makes the backup and says what is in it and what is not.
pub(crate) fn run(args: &BackupArgs) -> anyhow::Result<Outcome> {
    let settings = database::settings(&args.data)?;
    let store = database::open_of_any_release(&settings)?;
    let options = BackupOptions {
        postgres_programs: args.postgres.folder.clone(),
        left_out: left_out(&settings),
    };
    let manifest = tables::watched("back up", |progress| store.back_up(&args.to, &options, progress))?;
    let database = settings.database_url.to_string();
    if args.json {
        let folder = args.to.display().to_string();
        output::json(&json!({ "backup": folder, "of": database, "manifest": manifest }))?;
        return Ok(Outcome::Done);
    }
    output::line(&format!(
        "Backup {} of {database}, {}",
        args.to.display(),
        manifest.made_at
    ))?;
    tables::print(&manifest)?;
    for one in &manifest.left_out {
        output::line(&format!("  not in it: {}: {}", one.what, one.advice))?;
    }
    Ok(Outcome::Done)
}

/// What the installation needs besides its database. Whoever has a key can sign tokens: it must not lie where the
/// backups lie.
fn left_out(settings: &Settings) -> Vec<LeftOut> {
    vec![
        LeftOut {
            what: format!(
                "the signing key {}, and signing-keys beside it where there is such a folder",
                settings.signing_key_file.display()
            ),
            advice:
                "keep a copy apart from the backups; without it the server makes another at its start, and \
                     the tokens given before are refused"
                    .to_owned(),
        },
        LeftOut {
            what: "the settings: blis.toml and the environment".to_owned(),
            advice: "keep a copy; they may hold the password of the database".to_owned(),
        },
    ]
}
