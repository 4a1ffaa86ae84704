//! `blis catalogue export` and `blis catalogue import`: the sheets of the indicators as a file.

use crate::cli::{ExportCatalogueArgs, ImportCatalogueArgs};
use crate::database;
use crate::error::{Outcome, WrongUse};
use crate::output;
use anyhow::{Context, anyhow};
use blis_api::{CatalogueFault, read_catalogue, write_catalogue};
use blis_domain::sheet::SheetCause;
use blis_domain::wire::CatalogueFormat;
use blis_store::{AuditContext, SheetsOutcome, SheetsTaken};
use serde_json::{Value, json};
use std::path::Path;

/// Prints the catalogue.
pub(crate) fn export(args: &ExportCatalogueArgs) -> anyhow::Result<Outcome> {
    let store = database::open_existing(&database::settings(&args.data)?)?;
    let sheets = store.numbered_sheets()?;
    let bytes = write_catalogue(args.format.into(), &sheets)
        .map_err(|error| anyhow!(error))
        .context("cannot write the catalogue")?;
    output::text(&String::from_utf8(bytes).context("cannot write the catalogue")?)?;
    Ok(Outcome::Done)
}

/// Takes in a file, or says what it would change.
pub(crate) fn import(args: &ImportCatalogueArgs) -> anyhow::Result<Outcome> {
    let format = match args.format {
        Some(format) => format.into(),
        None => format_of(&args.file)?,
    };
    let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?;
    let store = database::open_existing(&database::settings(&args.data)?)?;
    let file = match read_catalogue(format, &bytes) {
        Ok(file) => file,
        Err(faults) => return refused(&faults, args.json),
    };
    let outcome = match args.dry_run {
        true => store.try_sheets(&file.sheets)?,
        false => {
            let context = AuditContext::command("catalogue import");
            store.take_sheets(&file.sheets, SheetCause::Imported, &context)?
        }
    };
    match outcome {
        SheetsOutcome::Refused(faults) => refused(&file.placed(&faults), args.json),
        SheetsOutcome::Taken(taken) => {
            told(&taken, args)?;
            Ok(Outcome::Done)
        }
    }
}

fn format_of(file: &Path) -> Result<CatalogueFormat, WrongUse> {
    let end = file.extension().and_then(|end| end.to_str()).unwrap_or_default();
    let end = end.to_ascii_lowercase();
    let end = if end == "yml" { "yaml" } else { end.as_str() };
    CatalogueFormat::from_extension(end).ok_or_else(|| {
        WrongUse(format!(
            "{} ends with neither .yaml nor .csv: say --format",
            file.display()
        ))
    })
}

fn refused(faults: &[CatalogueFault], as_json: bool) -> anyhow::Result<Outcome> {
    if as_json {
        let faults: Vec<Value> = faults
            .iter()
            .map(|fault| {
                json!({
                    "line": fault.line,
                    "indicator": fault.indicator,
                    "field": fault.field,
                    "code": fault.code,
                    "message": fault.message.en,
                })
            })
            .collect();
        output::json(&json!({ "refused": faults }))?;
        return Ok(Outcome::Refused);
    }
    for fault in faults {
        eprintln!("{fault}");
    }
    eprintln!("Nothing of the file was taken.");
    Ok(Outcome::Refused)
}

fn told(taken: &SheetsTaken, args: &ImportCatalogueArgs) -> anyhow::Result<()> {
    if args.json {
        let changed: Vec<Value> = taken
            .changed
            .iter()
            .map(|one| {
                json!({
                    "indicator": one.indicator,
                    "number": one.number,
                    "is_new": one.is_new,
                    "changes": one.fields,
                })
            })
            .collect();
        return output::json(&json!({
            "dry_run": args.dry_run,
            "changed": changed,
            "unchanged": taken.unchanged,
            "recomputed": taken.recomputed,
        }));
    }
    for one in &taken.changed {
        let what = if one.is_new { "new" } else { "changed" };
        output::line(&format!("{} {what}", one.indicator))?;
        for field in &one.fields {
            output::line(&format!("  {}: {} -> {}", field.field, field.before, field.after))?;
        }
    }
    let verb = if args.dry_run { "would change" } else { "changed" };
    output::line(&format!(
        "sheets: {} {verb}, {} unchanged; {} derived values computed anew",
        taken.changed.len(),
        taken.unchanged,
        taken.recomputed
    ))
}
