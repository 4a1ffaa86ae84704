//! One line a request in the log, one number a request on the answer, and the counters of `/metrics`.

use crate::state::State;
use crate::traces::{BegunRequest, EndedRequest, RequestTraces, Untraced};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest};
use std::time::Instant;
use tracing::Instrument;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The number of a request: the caller's own when it is fit to be logged, else a new one.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(HeaderValue);

impl RequestId {
    fn of(request: &ServiceRequest) -> RequestId {
        let fit = |value: &&HeaderValue| {
            (1..=64).contains(&value.len())
                && value
                    .as_bytes()
                    .iter()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        };
        let own = request.headers().get(X_REQUEST_ID).filter(fit).cloned();
        let new = || {
            // The digits of a number are always a header value.
            HeaderValue::from_str(&uuid::Uuid::now_v7().to_string()).unwrap_or(HeaderValue::from_static("-"))
        };
        RequestId(own.unwrap_or_else(new))
    }

    /// As it is logged.
    pub(crate) fn text(&self) -> &str {
        self.0.to_str().unwrap_or("-")
    }

    /// The header that tells it.
    pub(crate) fn header(self) -> (HeaderName, HeaderValue) {
        (X_REQUEST_ID, self.0)
    }
}

/// A mark on a request that came as `HEAD`, and is answered as `GET`.
struct HeadAlone;

/// Whether a request came as `HEAD`: for a read that leaves a trace, which this one must not.
pub(crate) fn is_head_alone(request: &HttpRequest) -> bool {
    request.extensions().contains::<HeadAlone>()
}

/// Watches a request from its first byte to its answer. The address is not logged, only the pattern it matched:
/// addresses hold what people look for.
pub(crate) async fn watch(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let started = Instant::now();
    let id = RequestId::of(&request);
    let state = request.app_data::<Data<State>>().cloned();
    let method = word(request.method());
    if request.method() == Method::HEAD {
        // Whoever answers GET answers HEAD; the server leaves the body away.
        request.head_mut().method = Method::GET;
        request.extensions_mut().insert(HeadAlone);
    }
    request.extensions_mut().insert(id.clone());
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let begun = BegunRequest {
        id: id.text(),
        method,
        traceparent: header("traceparent"),
        tracestate: header("tracestate"),
    };
    let span = match &state {
        Some(state) => state.traces.begin(&begun),
        None => Untraced.begin(&begun),
    };
    let outcome = next.call(request).instrument(span.clone()).await;

    let (route, status) = match &outcome {
        Ok(answer) => (
            answer
                .request()
                .match_pattern()
                .unwrap_or_else(|| "elsewhere".to_owned()),
            answer.status().as_u16(),
        ),
        Err(error) => (
            "unknown".to_owned(),
            error.as_response_error().status_code().as_u16(),
        ),
    };
    let elapsed = started.elapsed();
    let _entered = span.enter();
    tracing::info!(
        http.method = method,
        http.route = route,
        http.status = status,
        elapsed_ms = elapsed.as_secs_f64() * 1000.0,
        "answered"
    );
    if let Some(state) = state {
        state.traces.end(
            &span,
            &EndedRequest {
                method,
                route: &route,
                status,
            },
        );
        state.metrics.request(method, &route, status, elapsed);
    }
    let mut answer = outcome?.map_into_boxed_body();
    let (name, value) = id.header();
    answer.headers_mut().insert(name, value);
    Ok(answer)
}

/// The word of a method; one for all that nobody uses, because callers could invent any number.
fn word(method: &Method) -> &'static str {
    [
        (Method::GET, "GET"),
        (Method::HEAD, "HEAD"),
        (Method::POST, "POST"),
        (Method::PUT, "PUT"),
        (Method::PATCH, "PATCH"),
        (Method::DELETE, "DELETE"),
        (Method::OPTIONS, "OPTIONS"),
    ]
    .into_iter()
    .find(|(known, _)| known == method)
    .map_or("OTHER", |(_, word)| word)
}
