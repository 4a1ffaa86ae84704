//! `blis restore`: a backup where there is no database yet, or a look at whether it is whole.

use crate::cli::RestoreArgs;
use crate::database;
use crate::error::Outcome;
use crate::output;
use crate::tables;
use anyhow::Context;
use blis_store::{AuditContext, Backup, BackupOptions, Checked, Clock, DatabaseUrl};
use serde_json::json;
use std::collections::BTreeMap;

/// Restores the backup and counts and hashes every table again, or checks it where it lies.
pub(crate) fn run(args: &RestoreArgs) -> anyhow::Result<Outcome> {
    let backup = Backup::open(&args.from)?;
    if args.check_only {
        return check(args, &backup);
    }
    let settings = database::settings(&args.data)?;
    if let DatabaseUrl::Sqlite(_) = settings.database_url {
        database::create_private(&settings.data_dir)?;
    }
    let options = BackupOptions {
        postgres_programs: args.postgres.folder.clone(),
        left_out: Vec::new(),
    };
    let context = AuditContext::command("restore");
    let restored = tables::watched("restore", |progress| {
        let clock = Clock::system();
        backup.restore(&settings.database_url, &options, &clock, &context, progress)
    })
    .with_context(|| format!("{} is not restored", args.from.display()))?;
    let database = settings.database_url.to_string();
    let manifest = backup.manifest();
    if args.json {
        let from = args.from.display().to_string();
        output::json(&json!({
            "backup": from,
            "restored_to": database,
            "data_version": restored.data_version,
            "ended": restored.ended.iter().cloned().collect::<BTreeMap<_, _>>(),
            "audit_head": restored.audit_head.map(|head| head.to_string()),
            "manifest": manifest,
        }))?;
        return Ok(Outcome::Done);
    }
    output::line(&format!(
        "Restored {} of {} to {database}",
        args.from.display(),
        manifest.made_at
    ))?;
    tables::print(manifest)?;
    output::line("  every table has the rows and the hash that the backup says")?;
    for (table, rows) in &restored.ended {
        output::line(&format!(
            "  ended, so that they do not come back: {rows} rows of {table}"
        ))?;
    }
    output::line(&format!(
        "  data version {}, above every one given out before; the backup had {}",
        restored.data_version, restored.data_version_before
    ))?;
    if let (Some(before), Some(now)) = (restored.audit_head_before, restored.audit_head) {
        output::line(&format!("  the audit log ended at {before} and goes on at {now}"))?;
    }
    for one in &manifest.left_out {
        output::line(&format!("  was not in it: {}", one.what))?;
    }
    Ok(Outcome::Done)
}

fn check(args: &RestoreArgs, backup: &Backup) -> anyhow::Result<Outcome> {
    let checked = tables::watched("check", |progress| backup.check(progress))
        .with_context(|| format!("{} is not whole", args.from.display()))?;
    let (word, sentence) = match checked {
        Checked::Tables => (
            "tables",
            "every table has the rows and the hash that the backup says",
        ),
        Checked::File => (
            "file",
            "the dump is the one that was made; its tables are counted and hashed when it is restored",
        ),
    };
    let manifest = backup.manifest();
    if args.json {
        let from = args.from.display().to_string();
        output::json(&json!({ "backup": from, "checked": word, "manifest": manifest }))?;
        return Ok(Outcome::Done);
    }
    output::line(&format!("Backup {} of {}", args.from.display(), manifest.made_at))?;
    tables::print(manifest)?;
    output::line(&format!("  {sentence}"))?;
    Ok(Outcome::Done)
}
