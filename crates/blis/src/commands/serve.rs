//! `blis serve`: the server, from an empty directory if need be.

use crate::cli::ServeArgs;
use crate::database;
use crate::demo::{self, DemoPeople};
use crate::error::Outcome;
use crate::files;
use crate::logging;
use crate::mail;
use crate::output;
use crate::secret_files;
use crate::settings::{Layers, ProviderSettings, Settings};
use crate::supervisor;
use crate::traces::Traces;
use anyhow::Context;
use blis_api::{
    Letters, PasswordCost, RequestTraces, SealingKey, ServerOptions, SigningKeys, Untraced, WebhookOptions,
};
use blis_store::{Clock, Store};
use std::sync::Arc;
use std::time::Duration;

/// How often what has had its time is taken out of the database.
const SWEEP_EVERY: Duration = Duration::from_secs(3600);

/// Serves until SIGINT or SIGTERM.
pub(crate) fn run(args: &ServeArgs) -> anyhow::Result<Outcome> {
    let layers = Layers::collect(
        args.settings.flags(),
        args.settings.data.config.clone(),
        &|name| std::env::var(name).ok(),
    )?;
    let settings = Settings::of(&layers)?;
    let traces = Traces::start(settings.otlp_endpoint.as_deref())?;
    logging::start(&settings, traces.as_ref().map(Traces::layer))?;
    let outcome = serve(args, &settings, traces.as_ref());
    // Also of a server that failed: its last requests are the telling ones.
    if let Some(traces) = traces {
        traces.finish();
    }
    outcome
}

fn serve(args: &ServeArgs, settings: &Settings, traces: Option<&Traces>) -> anyhow::Result<Outcome> {
    secret_files::warn_of_readers(settings);
    // Before anything is made: a secret that cannot be read should not leave a half-made installation behind.
    let providers = settings.providers.iter().map(ProviderSettings::login);
    let providers = providers.collect::<anyhow::Result<Vec<_>>>()?;
    let store = database::open_or_create(settings)?;
    secret_files::warn_of_open_data(settings);
    let report = store.migrate()?;
    tracing::info!(
        database.url = %settings.database_url,
        database.migrations_run = report.applied.len(),
        database.reference_added = report.reference_added,
        database.reference_updated = report.reference_updated,
        "database in order"
    );
    if !args.demo {
        demo::refuse_as_real(&store)?;
    }
    // Kept with the log lines, where whoever changes the database may not reach: `blis audit verify --expect`.
    tracing::info!(audit.head = %store.audit_head()?, "the audit log ends here");
    database::create_private(&settings.spool_dir)?;
    let signing_keys = SigningKeys::open(&settings.signing_key_file)?;
    let sealing_key = SealingKey::of_database(&store, &settings.sealing_key_file)?;
    let people = args.demo.then(|| demo::load(&store, &sealing_key)).transpose()?;
    // Held to the end: while it lives, figures that another process stores are seen here.
    let _watcher = store.watch()?;
    let mut edge = settings.edge.clone();
    edge.connections.total = files::connections(edge.connections.total)?;
    let encrypts = edge.tls.is_some();
    let letters = letters(settings, args.demo)?;
    let (known, public_url) = (store.clone(), settings.public_url.as_deref());
    let options = ServerOptions {
        listen: settings.listen,
        public_url: settings.public_url.clone(),
        signing_keys,
        sealing_key,
        store: store.clone(),
        spool_folder: settings.spool_dir.clone(),
        demonstration: args.demo,
        letters,
        clock: Clock::system(),
        password_cost: PasswordCost::Full,
        rate_per_minute: settings.rate_per_minute,
        metrics_listen: settings.metrics_listen,
        traces: traces.map_or_else(|| Arc::new(Untraced) as Arc<dyn RequestTraces>, Traces::requests),
        sweep_every: SWEEP_EVERY,
        providers,
        webhooks: WebhookOptions {
            on_loopback: settings.webhooks_on_loopback,
            ..WebhookOptions::default()
        },
        edge,
    };
    blis_api::run(options, |address| {
        supervisor::ready();
        let here = blis_api::site(None, encrypts, address);
        let ready = output::line(&format!("BLIS ready at {here}"));
        let told = ready.and_then(|()| match &people {
            Some(people) => announce(people, &here),
            None => welcome(&known, &blis_api::site(public_url, encrypts, address)),
        });
        if let Err(error) = told {
            tracing::warn!(
                error = format!("{error:#}"),
                "nobody could be told that the server is ready"
            );
        }
    })
    .with_context(|| format!("cannot serve at {}", settings.listen))?;
    supervisor::stopping();
    let kept = "the journal of the database stays beside it until the next start";
    match store.settle() {
        Ok(true) => {}
        Ok(false) => tracing::warn!("others read from the database: {kept}"),
        Err(error) => tracing::warn!(error = error.with_causes(), "{kept}"),
    }
    tracing::info!("stopped");
    Ok(Outcome::Done)
}

/// What becomes of letters. A demonstration writes to nobody, whatever is set.
fn letters(settings: &Settings, demonstration: bool) -> anyhow::Result<Letters> {
    match (&settings.mail, demonstration) {
        (_, true) => Ok(Letters::Outbox),
        (Some(chosen), false) => Ok(Letters::Sent(Box::new(mail::server(chosen)?))),
        (None, false) => {
            tracing::warn!("no letters are sent: `smtp_url` is not set");
            Ok(Letters::None)
        }
    }
}

/// Says how the first administrator comes in, as long as there is none. On standard output and in no log: whoever has
/// the link runs the system.
fn welcome(store: &Store, site: &str) -> anyhow::Result<()> {
    match blis_api::first_admin_link(store, &Clock::system(), site)? {
        Some(link) => output::line(&format!(
            "There is no administrator yet. Make the account at {link} (once, within 7 days, until the next start)"
        )),
        None => Ok(()),
    }
}

/// Says how to sign in to a demonstration. On standard output and in no log: it holds secrets.
fn announce(people: &DemoPeople, address: &str) -> anyhow::Result<()> {
    output::line(&format!(
        "Sign in at {address}/sign-in with the password {} (new at each start) as",
        people.password
    ))?;
    for person in &people.people {
        match &person.secret {
            None => output::line(&format!("  {}", person.email))?,
            Some(secret) => output::line(&format!(
                "  {} and a one-time code of the secret {secret}",
                person.email
            ))?,
        }
    }
    Ok(())
}
