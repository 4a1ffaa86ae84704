//! What `backup` and `restore` show of the tables: how far they are, and what there is.

use crate::output;
use blis_store::{BackupStep, Manifest};
use indicatif::{ProgressBar, ProgressStyle};

/// Does a piece of work under a bar on standard error; indicatif hides it where nobody watches.
pub(crate) fn watched<T>(what: &'static str, work: impl FnOnce(&mut dyn FnMut(BackupStep<'_>)) -> T) -> T {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} tables");
    let bar = match style {
        Ok(style) => ProgressBar::new(0).with_style(style),
        Err(_) => ProgressBar::new(0),
    };
    let done = work(&mut |step| match step {
        BackupStep::Data => bar.set_message(format!("{what}: data")),
        BackupStep::Table { name, place, of } => {
            bar.set_length(of as u64);
            bar.set_position(place as u64);
            bar.set_message(format!("{what}: {name}"));
        }
    });
    bar.finish_and_clear();
    done
}

/// Prints the tables of a backup and the size of its data.
pub(crate) fn print(manifest: &Manifest) -> anyhow::Result<()> {
    for table in &manifest.tables {
        output::line(&format!(
            "  {:<28} {:>10} rows  {}",
            table.name, table.rows, table.sha256
        ))?;
    }
    let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
    output::line(&format!(
        "  {} tables, {rows} rows; {}: {} bytes",
        manifest.tables.len(),
        manifest.data.file,
        manifest.data.bytes
    ))
}
