//! Opening the database that the settings name.

use crate::cli::DataArgs;
use crate::settings::{Layers, Settings};
use anyhow::{Context, bail};
use blis_store::{DatabaseUrl, Store, StoreOptions};
use std::path::Path;

/// The settings of a command that touches data beside the server.
pub(crate) fn settings(data: &DataArgs) -> anyhow::Result<Settings> {
    let layers = Layers::collect(data.flags(), data.config.clone(), &|name| {
        std::env::var(name).ok()
    })?;
    Settings::of(&layers)
}

/// Opens the store, making the data directory and an SQLite file where there are none.
pub(crate) fn open_or_create(settings: &Settings) -> anyhow::Result<Store> {
    create_private(&settings.data_dir)?;
    open(settings)
}

/// Opens the store of a server that exists already. A mistyped directory must not become a new, empty
/// database.
pub(crate) fn open_existing(settings: &Settings) -> anyhow::Result<Store> {
    let store = open_of_any_release(settings)?;
    store.check_ready().context("the database is not ready")?;
    Ok(store)
}

/// Opens the store of a server that exists already, also when its tables are older than this program: they are
/// backed up before they are migrated.
pub(crate) fn open_of_any_release(settings: &Settings) -> anyhow::Result<Store> {
    if let DatabaseUrl::Sqlite(path) = &settings.database_url
        && !path
            .try_exists()
            .with_context(|| format!("cannot look for the database {}", path.display()))?
    {
        bail!(
            "there is no database {}: `blis serve` or `blis migrate` makes one",
            path.display()
        );
    }
    open(settings)
}

fn open(settings: &Settings) -> anyhow::Result<Store> {
    let options = StoreOptions {
        cache_bytes: u64::from(settings.cache_megabytes) << 20,
        ..StoreOptions::default()
    };
    Ok(Store::open(&settings.database_url, &options)?)
}

/// Makes a directory that its owner alone may enter. One that exists keeps the rights it has.
pub(crate) fn create_private(directory: &Path) -> anyhow::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(directory)
        .with_context(|| format!("cannot make the data directory {}", directory.display()))
}
