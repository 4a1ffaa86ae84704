//! The server: its parts put together, bound to an address, and run until it is told to stop.

use crate::accounts::Throttle;
use crate::addresses::Addresses;
use crate::auth::external::{ProviderLogin, Providers};
use crate::auth::password::PasswordCost;
use crate::auth::{Authority, Passwords, SigningKey, Transport};
use crate::letters::{Letters, Sender};
use crate::metrics::Metrics;
use crate::middleware::rate::{self, Rates};
use crate::middleware::{cors, headers, problems, requests};
use crate::signals::Signals;
use crate::state::State;
use crate::traces::RequestTraces;
use crate::web::problem::ApiError;
use crate::{elsewhere, health, housekeeping, openapi, pages, routes};
use actix_web::dev::ServerHandle;
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data, PathConfig};
use actix_web::{App, HttpServer};
use blis_domain::problem::ProblemDraft;
use blis_store::{Clock, Store};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use utoipa_actix_web::AppExt;

/// What a server needs.
pub struct ServerOptions {
    /// Where to listen. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address under which others reach the server, such as `https://blis.example`; the one it listens at when
    /// left out. Tokens are given in its name, so servers that share a database should share it.
    pub public_url: Option<String>,
    /// Signs access tokens.
    pub signing_key: SigningKey,
    /// Everything kept; migrated already.
    pub store: Store,
    /// What time it is, for tokens.
    pub clock: Clock,
    /// Whether the people of a demonstration may sign in.
    pub demonstration: bool,
    /// What becomes of letters.
    pub letters: Letters,
    /// What the hash of a password takes.
    pub password_cost: PasswordCost,
    /// What one address may ask in a minute; no limit for nought.
    pub rate_per_minute: u32,
    /// Where the counters are told to whoever asks; without, they are told on the server's own address, and to this
    /// machine alone.
    pub metrics_listen: Option<SocketAddr>,
    /// Who is told of each request.
    pub traces: Arc<dyn RequestTraces>,
    /// How often what has had its time is taken away.
    pub sweep_every: Duration,
    /// The services of other organisations that sign people in.
    pub providers: Vec<ProviderLogin>,
}

/// How long requests that are under way may take when the server is to stop. A batch of the largest size needs less.
const LAST_REQUESTS_S: u64 = 30;

/// Serves until SIGINT or SIGTERM, then takes no more requests and ends those under way. A second signal ends those
/// too. `ready` is told the address once it answers.
///
/// # Errors
/// When the address is taken, or listening fails later.
pub async fn serve(options: ServerOptions, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    serve_until(options, std::future::pending(), ready).await
}

/// The same, until `stop` ends as well.
///
/// # Errors
/// As for [`serve`].
pub async fn serve_until(
    options: ServerOptions,
    stop: impl Future<Output = ()> + 'static,
    ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let listener = TcpListener::bind(options.listen)?;
    let address = listener.local_addr()?;
    let metrics_listener = options.metrics_listen.map(TcpListener::bind).transpose()?;
    let sweep_every = options.sweep_every;
    let state = Data::new(state(options, address)?);
    let sending = state.clone();
    let metrics = metrics_listener
        .map(|listener| health::metrics_server(listener, state.clone()))
        .transpose()?;
    let metrics = metrics.map(|server| (server.handle(), actix_web::rt::spawn(server)));
    let keeping = actix_web::rt::spawn(housekeeping::keep(state.clone(), sweep_every));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(state.clone())
            .app_data(PathConfig::default().error_handler(|_, _| not_a_code().into()))
            .into_utoipa_app()
            .configure(routes::register)
            .map(|app| {
                app.service(openapi::docs())
                    .configure(pages::register)
                    .default_service(web::to(elsewhere::answer))
                    .wrap(Compress::default())
                    .wrap(from_fn(rate::limit))
                    .wrap(cors::open_reads())
                    .wrap(from_fn(problems::in_words))
                    .wrap(from_fn(headers::secure))
                    .wrap(from_fn(requests::watch))
            })
            .into_app()
    })
    .disable_signals()
    .shutdown_timeout(LAST_REQUESTS_S)
    .listen(listener)?
    .run();
    let stopping = stopping(server.handle(), Signals::take()?, stop);
    let sender = sender(&sending)?;
    ready(address);
    let outcome = tokio::select! {
        outcome = server => outcome,
        () = stopping => Ok(()),
    };
    keeping.abort();
    if let Some(sender) = sender {
        // Off this thread: a letter under way may take its time.
        web::block(move || sender.stop())
            .await
            .map_err(io::Error::other)?;
    }
    if let Some((handle, task)) = metrics {
        handle.stop(false).await;
        task.await??;
    }
    outcome
}

/// Stops the server when it is told to. Ends before the server does only when it is told again.
async fn stopping(server: ServerHandle, mut signals: Signals, stop: impl Future<Output = ()>) {
    tokio::select! {
        name = signals.next() => {
            tracing::info!(signal = name, "stopping: no more requests are taken, those under way are ended");
        }
        () = stop => {}
    }
    // Lets nobody new in from here on; that it has stopped is seen by who waits for the server itself.
    drop(server.stop(true));
    let name = signals.next().await;
    tracing::warn!(signal = name, "stopping at once: requests under way are cut off");
}

/// The same for a program without a runtime of its own.
///
/// # Errors
/// As for [`serve`].
pub fn run(options: ServerOptions, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    actix_web::rt::System::new().block_on(serve(options, ready))
}

/// The thread that sends letters, where they are sent.
fn sender(state: &State) -> io::Result<Option<Sender>> {
    match &state.letters {
        Letters::Sent(server) => {
            Sender::start(state.store.clone(), server.clone(), state.metrics.clone()).map(Some)
        }
        Letters::None | Letters::Outbox => Ok(None),
    }
}

fn state(options: ServerOptions, address: SocketAddr) -> io::Result<State> {
    let issuer = match options.public_url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => format!("http://{address}"),
    };
    let document = openapi::document();
    let providers = Providers::new(options.providers, &issuer, &options.clock).map_err(io::Error::other)?;
    Ok(State {
        providers,
        store: options.store,
        transport: Transport::of(&issuer, address.ip()),
        throttle: Throttle::new(&options.signing_key),
        authority: Authority::new(options.signing_key, issuer),
        clock: options.clock,
        demonstration: options.demonstration,
        letters: options.letters,
        passwords: Passwords::new(options.password_cost)?,
        rates: Rates::new(options.rate_per_minute),
        metrics_apart: options.metrics_listen.is_some(),
        traces: options.traces,
        metrics: Metrics::new().map_err(io::Error::other)?,
        addresses: Addresses::of(&document),
        openapi: openapi::text(&document),
    })
}

/// A part of the address is not what can stand there: nothing is there.
fn not_a_code() -> ApiError {
    ProblemDraft::not_found(
        "Adresē ir kods, kāda nevar būt.",
        "The address holds a code that cannot be one.",
    )
    .into()
}
