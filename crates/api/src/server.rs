//! The server: its parts put together, bound to an address, and run until it is told to stop.

use crate::accounts::Throttle;
use crate::addresses::Addresses;
use crate::auth::password::PasswordCost;
use crate::auth::{Authority, Passwords, SigningKeys, Transport};
use crate::metrics::Metrics;
use crate::middleware::rate::{self, Rates};
use crate::middleware::{cors, headers, problems, requests};
use crate::state::State;
use crate::web::problem::ApiError;
use crate::{clients, elsewhere, openapi, pages, routes};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data, PathConfig};
use actix_web::{App, HttpServer};
use blis_domain::problem::ProblemDraft;
use blis_store::{Clock, Store};
use std::io;
use std::net::{SocketAddr, TcpListener};
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
    let listener = TcpListener::bind(options.listen)?;
    let address = listener.local_addr()?;
    let state = Data::new(state(options, address)?);
    let watching = actix_web::rt::spawn(clients::warn_daily(state.clone()));
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
    .listen(listener)?
    .run();
    let handle = server.handle();
    let stopping = actix_web::rt::spawn(async move {
        stop.await;
        handle.stop(true).await;
    });
    ready(address);
    let outcome = server.await;
    stopping.abort();
    watching.abort();
    outcome
}

/// The same for a program without a runtime of its own.
///
/// # Errors
/// As for [`serve`].
pub fn run(options: ServerOptions, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    actix_web::rt::System::new().block_on(serve(options, ready))
}

fn state(options: ServerOptions, address: SocketAddr) -> io::Result<State> {
    let issuer = match options.public_url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => format!("http://{address}"),
    };
    let document = openapi::document();
    Ok(State {
        store: options.store,
        transport: Transport::of(&issuer, address.ip()),
        throttle: Throttle::new(options.signing_keys.first()),
        authority: Authority::new(options.signing_keys, issuer),
        clock: options.clock,
        demonstration: options.demonstration,
        passwords: Passwords::new(options.password_cost)?,
        rates: Rates::new(options.rate_per_minute),
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
