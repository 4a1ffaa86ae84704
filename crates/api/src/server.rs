//! The server: its parts put together, bound to an address, and run until it is told to stop.

use crate::accounts::Throttle;
use crate::addresses::Addresses;
use crate::auth::password::PasswordCost;
use crate::auth::{Authority, Passwords, SigningKey, Transport};
use crate::edge::{self, Admission, Certificates, Door, EdgeOptions};
use crate::metrics::Metrics;
use crate::middleware::rate::{self, Rates};
use crate::middleware::{cors, head, headers, problems, requests};
use crate::state::State;
use crate::web::blocking;
use crate::web::peer::Callers;
use crate::web::problem::ApiError;
use crate::{elsewhere, openapi, pages, routes};
use actix_server::{Server, ServerHandle};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data, PathConfig};
use actix_web::{App, HttpRequest};
use blis_domain::problem::ProblemDraft;
use blis_store::{Clock, Store};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::num::NonZero;
use std::sync::Arc;
use tokio::signal::unix::{Signal, SignalKind, signal};
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
    /// What the hash of a password takes.
    pub password_cost: PasswordCost,
    /// What one address may ask in a minute; no limit for nought.
    pub rate_per_minute: u32,
    /// How connections are taken in.
    pub edge: EdgeOptions,
}

/// Serves until SIGINT or SIGTERM, then ends the requests under way. `ready` is told the address once it answers.
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
    let signals = Signals::listen()?;
    let listener = TcpListener::bind(options.listen)?;
    let address = listener.local_addr()?;
    let redirect = Redirect::of(&options)?;
    let tls = options.edge.tls.clone();
    let certificates = tls.map(Certificates::load).transpose().map_err(unusable)?;
    let encryption = certificates.clone().map(edge::config).transpose();
    let limits = options.edge.connections;
    let state = Data::new(state(options, address)?);
    if state.callers.are_unknown() {
        tracing::warn!(
            "the public address is https, but no proxy is named in trusted_proxies: who calls from this network is not \
             known, and not counted"
        );
    }
    let door = Door {
        admission: Admission::new(limits.per_address),
        callers: Arc::clone(&state.callers),
        tls: encryption.map_err(unusable)?,
    };
    let workers = std::thread::available_parallelism().map_or(2, NonZero::get);
    let mut server = Server::build()
        .workers(workers)
        .max_concurrent_connections(limits.total.div_ceil(workers).max(1))
        .disable_signals();
    let stopping = server.graceful_shutdown_signal();
    if let Some(Redirect { listener, public_url }) = redirect {
        let (door, stopping) = (
            Door {
                tls: None,
                ..door.clone()
            },
            stopping.clone(),
        );
        server = server.listen("redirect", listener, move || {
            let public_url = public_url.clone();
            let app = App::new()
                .default_service(web::to(move |request: HttpRequest| {
                    let answer = edge::to_https(&request, &public_url);
                    async move { answer }
                }))
                .wrap(from_fn(edge::watch));
            edge::over(door.clone(), stopping.clone(), app)
        })?;
    }
    let server = server
        .listen("blis", listener, move || {
            edge::over(door.clone(), stopping.clone(), app(state.clone()))
        })?
        .run();
    let handle = server.handle();
    let stopping = actix_web::rt::spawn(signals.stop(handle, stop));
    let keeping = certificates.map(|certificates| actix_web::rt::spawn(certificates.keep()));
    ready(address);
    let outcome = server.await;
    stopping.abort();
    if let Some(keeping) = keeping {
        keeping.abort();
    }
    outcome
}

/// The same for a program without a runtime of its own.
///
/// # Errors
/// As for [`serve`].
pub fn run(options: ServerOptions, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    actix_web::rt::System::new().block_on(serve(options, ready))
}

/// What ends a server from outside.
struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    fn listen() -> io::Result<Signals> {
        Ok(Signals {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// Stops the server at a signal, or when `stop` ends.
    async fn stop(mut self, handle: ServerHandle, stop: impl Future<Output = ()>) {
        tokio::select! {
            () = stop => {}
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        handle.stop(true).await;
    }
}

/// Where plain http is sent on to https.
struct Redirect {
    listener: TcpListener,
    public_url: String,
}

impl Redirect {
    fn of(options: &ServerOptions) -> io::Result<Option<Redirect>> {
        let Some(listen) = options.edge.redirect_listen else {
            return Ok(None);
        };
        let public_url = options.public_url.as_deref().map(|url| url.trim_end_matches('/'));
        match public_url {
            Some(url) if url.starts_with("https://") => Ok(Some(Redirect {
                listener: TcpListener::bind(listen).map_err(|error| {
                    io::Error::new(error.kind(), format!("redirect_listen {listen}: {error}"))
                })?,
                public_url: url.to_owned(),
            })),
            _ => Err(unusable(
                "redirect_listen needs a public_url that begins with https://",
            )),
        }
    }
}

fn unusable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, error)
}

fn state(options: ServerOptions, address: SocketAddr) -> io::Result<State> {
    let encrypts = options.edge.tls.is_some();
    let issuer = match options.public_url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None if encrypts => format!("https://{address}"),
        None => format!("http://{address}"),
    };
    let transport = Transport::of(&issuer, address.ip());
    if encrypts && transport != Transport::Https {
        return Err(unusable(
            "public_url begins with http://, but there is a tls_certificate: write https://",
        ));
    }
    let document = openapi::document();
    let callers = Callers::new(
        options.edge.trusted_proxies,
        options.edge.forwarded_header,
        transport,
        encrypts,
    );
    Ok(State {
        store: options.store,
        callers: Arc::new(callers),
        transport,
        throttle: Throttle::new(&options.signing_key),
        authority: Authority::new(options.signing_key, issuer),
        clock: options.clock,
        demonstration: options.demonstration,
        passwords: Passwords::new(options.password_cost)?,
        dear_reads: blocking::dear_reads(),
        rates: Rates::new(options.rate_per_minute),
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
