//! `GET /metrics`.

use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use actix_web::dev::Server;
use actix_web::http::header::{CACHE_CONTROL, FORWARDED, X_FORWARDED_FOR};
use actix_web::web::Data;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, get, web};
use blis_domain::problem::{Problem, ProblemCode};
use std::io;
use std::net::TcpListener;

/// Read the counters
///
/// In the text format of Prometheus. They are told to programs on the server's own machine; to others there is
/// nothing here. With the setting `metrics_listen` they stand on that address instead, for whoever reaches it.
#[utoipa::path(
    tag = "Server",
    operation_id = "show_metrics",
    responses(
        (status = 200, description = "The counters", body = String, content_type = "text/plain"),
        (status = 404, description = "They are not told here, or not to you", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[get("/metrics")]
pub(crate) async fn metrics(request: HttpRequest, state: Data<State>) -> Result<HttpResponse, ApiError> {
    match !state.metrics_apart && is_of_this_machine(&request) {
        true => text(state).await,
        false => Err(ApiError::of_code(ProblemCode::NotFound)),
    }
}

/// A server of the counters alone. Who may reach its address is the choice of whoever named it.
pub(crate) fn metrics_server(listener: TcpListener, state: Data<State>) -> io::Result<Server> {
    let app = move || {
        App::new()
            .app_data(state.clone())
            .route("/metrics", web::get().to(text))
    };
    Ok(HttpServer::new(app)
        .workers(1)
        .disable_signals()
        .listen(listener)?
        .run())
}

/// How many people sign in, and how many guess, is nobody's business outside. A proxy of the same machine asks for
/// others, and says so.
fn is_of_this_machine(request: &HttpRequest) -> bool {
    let is_near = request
        .peer_addr()
        .is_some_and(|peer| peer.ip().to_canonical().is_loopback());
    let headers = request.headers();
    is_near && !headers.contains_key(X_FORWARDED_FOR) && !headers.contains_key(FORWARDED)
}

async fn text(state: Data<State>) -> Result<HttpResponse, ApiError> {
    let text = blocking(move || {
        state.metrics.passwords_waiting(state.passwords.waiting());
        state.metrics.connections(&state.store.connections());
        // Counters are wanted most when the database cannot be reached: what is in it is then left out.
        let figures = state.store.figures();
        state.metrics.figures(figures.as_ref().ok());
        if let Err(error) = figures {
            tracing::warn!(
                error = error.with_causes(),
                "the database cannot be asked for its counters"
            );
        }
        state.metrics.text().map_err(ApiError::internal)
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type(prometheus::TEXT_FORMAT)
        .body(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_this_machine_itself_is_this_machine() {
        let asks = |peer: &str, header: Option<(&str, &str)>| {
            let request =
                TestRequest::default().peer_addr(std::net::SocketAddr::new(peer.parse().unwrap(), 9));
            is_of_this_machine(&match header {
                Some(header) => request.insert_header(header).to_http_request(),
                None => request.to_http_request(),
            })
        };
        assert!(asks("127.0.0.1", None) && asks("::1", None) && asks("::ffff:127.0.0.1", None));
        assert!(!asks("10.0.0.7", None), "the next machine is another");
        assert!(
            !asks("127.0.0.1", Some(("x-forwarded-for", "127.0.0.1"))),
            "a proxy asks for somebody"
        );
        assert!(!asks("127.0.0.1", Some(("forwarded", "for=127.0.0.1"))));
    }
}
