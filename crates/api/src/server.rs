//! The server: its parts put together, bound to an address, and run until it is told to stop.

use crate::accounts::Throttle;
use crate::addresses::Addresses;
use crate::auth::external::{ProviderLogin, Providers};
use crate::auth::password::PasswordCost;
use crate::auth::{Authority, Passwords, SealingKey, SigningKeys, Transport};
use crate::edge::{self, Admission, Certificates, Door, EdgeOptions, Redirect, unusable};
use crate::letters::{Letters, Sender};
use crate::metrics::Metrics;
use crate::middleware::rate::{self, Rates};
use crate::middleware::{cors, head, headers, problems, requests};
use crate::releases::Publisher;
use crate::signals::Signals;
use crate::site::site;
use crate::state::State;
use crate::traces::RequestTraces;
use crate::web::blocking;
use crate::web::peer::Callers;
use crate::web::problem::ApiError;
use crate::webhooks::{WebhookOptions, WebhookSender};
use crate::{clients, elsewhere, health, housekeeping, openapi, pages, routes};
use actix_server::{Server, ServerHandle};
use actix_web::App;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data, PathConfig};
use blis_domain::problem::ProblemDraft;
use blis_store::{Clock, Store};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::num::NonZero;
use std::path::PathBuf;
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
    /// Sign access tokens.
    pub signing_keys: SigningKeys,
    /// Seals what the database keeps and must not tell. Servers that share a database share it.
    pub sealing_key: SealingKey,
    /// Everything kept; migrated already.
    pub store: Store,
    /// Where bodies of batches lie, while they are read, that are too large for memory.
    pub spool_folder: PathBuf,
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
    /// How webhooks are sent to.
    pub webhooks: WebhookOptions,
    /// How connections are taken in.
    pub edge: EdgeOptions,
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
    // Before anybody is told that the server is ready: a signal that comes right after ends it in order.
    let signals = Signals::take()?;
    let listener = TcpListener::bind(options.listen)?;
    let address = listener.local_addr()?;
    let metrics_listener = options.metrics_listen.map(TcpListener::bind).transpose()?;
    let redirect = Redirect::of(&options.edge, options.public_url.as_deref())?;
    let tls = options.edge.tls.clone();
    let certificates = tls.map(Certificates::load).transpose().map_err(unusable)?;
    let encryption = certificates.clone().map(edge::config).transpose();
    let limits = options.edge.connections;
    let sweep_every = options.sweep_every;
    let patience = options.webhooks.patience;
    let state = Data::new(state(options, address)?);
    if state.callers.are_unknown() {
        tracing::warn!(
            "the public address is https, but no proxy is named in trusted_proxies: who calls from this network is not \
             known, and not counted"
        );
    }
    let metrics = metrics_listener
        .map(|listener| health::metrics_server(listener, state.clone()))
        .transpose()?;
    let metrics = metrics.map(|server| (server.handle(), actix_web::rt::spawn(server)));
    let door = Door {
        admission: Admission::new(limits.per_address),
        callers: Arc::clone(&state.callers),
        tls: encryption.map_err(unusable)?,
    };
    let workers = std::thread::available_parallelism().map_or(2, NonZero::get);
    let mut server = Server::build()
        .workers(workers)
        .max_concurrent_connections(limits.total.div_ceil(workers).max(1))
        .shutdown_timeout(LAST_REQUESTS_S)
        .disable_signals();
    let ending = server.graceful_shutdown_signal();
    if let Some(redirect) = redirect {
        server = redirect.listen(server, &door, &ending)?;
    }
    let served = state.clone();
    let server = server
        .listen("blis", listener, move || {
            edge::over(door.clone(), ending.clone(), app(served.clone()))
        })?
        .run();
    let stopping = stopping(server.handle(), signals, stop);
    let mut keeping = vec![
        actix_web::rt::spawn(housekeeping::keep(state.clone(), sweep_every)),
        actix_web::rt::spawn(clients::warn_daily(state.clone())),
    ];
    keeping.extend(certificates.map(|certificates| actix_web::rt::spawn(certificates.keep())));
    let sender = sender(&state)?;
    let webhooks = WebhookSender::start(&state, patience)?;
    let publisher = Publisher::start(state.store.clone())?;
    ready(address);
    let outcome = tokio::select! {
        outcome = server => outcome,
        () = stopping => Ok(()),
    };
    for task in keeping {
        task.abort();
    }
    if let Some(sender) = sender {
        // Off this thread: a letter under way may take its time.
        web::block(move || sender.stop())
            .await
            .map_err(io::Error::other)?;
    }
    web::block(move || {
        publisher.stop();
        webhooks.stop();
    })
    .await
    .map_err(io::Error::other)?;
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
            Sender::start(state.store.clone(), (**server).clone(), state.metrics.clone()).map(Some)
        }
        Letters::None | Letters::Outbox => Ok(None),
    }
}

fn state(options: ServerOptions, address: SocketAddr) -> io::Result<State> {
    let encrypts = options.edge.tls.is_some();
    let issuer = site(options.public_url.as_deref(), encrypts, address);
    let transport = Transport::of(&issuer, address.ip());
    if encrypts && transport != Transport::Https {
        return Err(unusable(
            "public_url begins with http://, but there is a tls_certificate: write https://",
        ));
    }
    let document = openapi::document();
    let providers = Providers::new(options.providers, &issuer, &options.clock).map_err(io::Error::other)?;
    let callers = Callers::new(
        options.edge.trusted_proxies,
        options.edge.forwarded_header,
        transport,
        encrypts,
    );
    Ok(State {
        providers,
        store: options.store,
        receivers: options.webhooks.receivers(),
        callers: Arc::new(callers),
        transport,
        throttle: Throttle::new(&options.sealing_key),
        sealing_key: options.sealing_key,
        authority: Authority::new(options.signing_keys, issuer),
        clock: options.clock,
        demonstration: options.demonstration,
        letters: options.letters,
        passwords: Passwords::new(options.password_cost)?,
        dear_reads: blocking::dear_reads(),
        large_bodies: blocking::large_bodies(),
        spool_folder: options.spool_folder,
        rates: Rates::new(options.rate_per_minute),
        metrics_apart: options.metrics_listen.is_some(),
        traces: options.traces,
        metrics: Metrics::new().map_err(io::Error::other)?,
        addresses: Addresses::of(&document),
        openapi: openapi::text(&document),
    })
}

/// Everything there is, inside what happens around every handler.
fn app(
    state: Data<State>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(state)
        .app_data(PathConfig::default().error_handler(|_, _| not_a_code().into()))
        .into_utoipa_app()
        .configure(routes::register)
        .map(|app| {
            app.service(openapi::docs())
                .configure(pages::register)
                .default_service(web::to(elsewhere::answer))
                .wrap(Compress::default())
                .wrap(from_fn(rate::limit))
                .wrap(from_fn(head::bound))
                .wrap(cors::open_reads())
                .wrap(from_fn(cors::close_the_rest))
                .wrap(from_fn(problems::in_words))
                .wrap(from_fn(headers::secure))
                .wrap(from_fn(requests::watch))
                .wrap(from_fn(edge::watch))
        })
        .into_app()
}

/// A part of the address is not what can stand there: nothing is there.
fn not_a_code() -> ApiError {
    ProblemDraft::not_found(
        "Adresē ir kods, kāda nevar būt.",
        "The address holds a code that cannot be one.",
    )
    .into()
}
