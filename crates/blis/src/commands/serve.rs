//! `blis serve`: the server, from an empty directory if need be.

use crate::cli::ServeArgs;
use crate::database;
use crate::demo::{self, DemoPeople};
use crate::error::Outcome;
use crate::logging;
use crate::output;
use crate::settings::{Layers, Settings};
use anyhow::Context;
use blis_api::{PasswordCost, ServerOptions, SigningKeys};
use blis_store::Clock;
use std::net::SocketAddr;

/// Serves until SIGINT or SIGTERM.
pub(crate) fn run(args: &ServeArgs) -> anyhow::Result<Outcome> {
    let layers = Layers::collect(
        args.settings.flags(),
        args.settings.data.config.clone(),
        &|name| std::env::var(name).ok(),
    )?;
    let settings = Settings::of(&layers)?;
    logging::start(&settings)?;

    let store = database::open_or_create(&settings)?;
    let report = store.migrate()?;
    tracing::info!(
        database.url = %settings.database_url,
        database.migrations_run = report.applied.len(),
        database.reference_added = report.reference_added,
        database.reference_updated = report.reference_updated,
        "database in order"
    );
    // Kept with the log lines, where whoever changes the database may not reach: `blis audit verify --expect`.
    tracing::info!(audit.head = %store.audit_head()?, "the audit log ends here");
    let signing_keys = SigningKeys::open(&settings.signing_key_file)?;
    let people = args.demo.then(|| demo::load(&store)).transpose()?;
    // Held to the end: while it lives, figures that another process stores are seen here.
    let _watcher = store.watch()?;
    let options = ServerOptions {
        listen: settings.listen,
        public_url: settings.public_url,
        signing_keys,
        store,
        demonstration: args.demo,
        clock: Clock::system(),
        password_cost: PasswordCost::Full,
        rate_per_minute: settings.rate_per_minute,
    };
    blis_api::run(options, |address| {
        let ready = output::line(&format!("BLIS ready at http://{address}"));
        let told = ready.and_then(|()| match &people {
            Some(people) => announce(people, address),
            None => Ok(()),
        });
        if let Err(error) = told {
            tracing::warn!(
                error = format!("{error:#}"),
                "nobody could be told that the server is ready"
            );
        }
    })
    .with_context(|| format!("cannot serve at {}", settings.listen))?;
    tracing::info!("stopped");
    Ok(Outcome::Done)
}

/// Says how to sign in to a demonstration. On standard output and in no log: it holds a password.
fn announce(people: &DemoPeople, address: SocketAddr) -> anyhow::Result<()> {
    output::line(&format!(
        "Sign in at http://{address}/sign-in with the password {} (new at each start) as",
        people.password
    ))?;
    for email in &people.emails {
        output::line(&format!("  {email}"))?;
    }
    Ok(())
}
