//! From a socket to requests: a seat, the encryption, and the watch over the rest.

use super::admission::Admission;
use super::connection::{HEAD, KEEP_ALIVE, Pulse, Watched};
use crate::web::peer::Callers;
use actix_http::error::DispatchError;
use actix_http::{HttpService, Protocol, Request, Response};
use actix_server::GracefulShutdownSignal;
use actix_service::{IntoServiceFactory, ServiceFactory, ServiceFactoryExt, fn_service, map_config};
use actix_web::body::MessageBody;
use actix_web::dev::AppConfig;
use actix_web::rt::net::TcpStream;
use rustls::ServerConfig;
use std::fmt::Debug;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio_rustls::TlsAcceptor;

/// How long the encryption may take to be agreed on.
const HANDSHAKE: Duration = Duration::from_secs(5);

/// How long the end of a connection may take.
const GOODBYE: Duration = Duration::from_secs(5);

/// How long the network may keep what was sent without a word that it arrived.
const UNACKNOWLEDGED_MS: u32 = 60_000;

/// What a connection passes on its way in.
#[derive(Clone)]
pub(crate) struct Door {
    /// How many there may be.
    pub(crate) admission: Arc<Admission>,
    /// Who is counted.
    pub(crate) callers: Arc<Callers>,
    /// The encryption, where this program does it.
    pub(crate) tls: Option<Arc<ServerConfig>>,
}

/// Serves an application over the connections of a listener.
pub(crate) fn over<I, S, B>(
    door: Door,
    stopping: GracefulShutdownSignal,
    app: I,
) -> impl ServiceFactory<TcpStream, Config = (), Response = (), Error = DispatchError, InitError = ()>
where
    I: IntoServiceFactory<S, Request>,
    S: ServiceFactory<Request, Config = AppConfig> + 'static,
    S::Error: Into<actix_web::Error> + 'static,
    S::InitError: Debug,
    S::Response: Into<Response<B>> + 'static,
    <S::Service as actix_service::Service<Request>>::Future: 'static,
    S::Service: 'static,
    B: MessageBody + 'static,
{
    let app = app.into_factory().map_err(|error| error.into().error_response());
    let http = HttpService::build()
        .graceful_shutdown_signal(move || {
            let signal = stopping.clone();
            async move { signal.notified().await }
        })
        .keep_alive(KEEP_ALIVE)
        .client_request_timeout(HEAD)
        .client_disconnect_timeout(GOODBYE)
        .on_connect_ext(|io: &Watched, data| {
            data.insert(io.pulse());
        })
        .finish(map_config(app, |()| AppConfig::default()));
    fn_service(move |stream: TcpStream| {
        let door = door.clone();
        async move { door.take_in(stream).await.map_err(DispatchError::Io) }
    })
    .and_then(http)
}

impl Door {
    async fn take_in(self, stream: TcpStream) -> io::Result<(Watched, Protocol, Option<SocketAddr>)> {
        let peer = stream.peer_addr()?;
        let counted = self.callers.counted_connection(peer.ip());
        let Some(seat) = self.admission.seat(counted) else {
            tracing::debug!("an address opened more connections than it may");
            return Err(io::ErrorKind::ConnectionRefused.into());
        };
        stream.set_nodelay(true)?;
        #[cfg(target_os = "linux")]
        rustix::net::sockopt::set_tcp_user_timeout(&stream, UNACKNOWLEDGED_MS)?;
        let Some(tls) = self.tls else {
            let watched = Watched::new(stream, Pulse::new(seat, false));
            return Ok((watched, Protocol::Http1, Some(peer)));
        };
        let handshake = TlsAcceptor::from(tls).accept(stream);
        let stream = tokio::time::timeout(HANDSHAKE, handshake)
            .await
            .map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
        let (protocol, is_shared) = match stream.get_ref().1.alpn_protocol() {
            Some(b"h2") => (Protocol::Http2, true),
            _ => (Protocol::Http1, false),
        };
        let watched = Watched::new(stream, Pulse::new(seat, is_shared));
        Ok((watched, protocol, Some(peer)))
    }
}
