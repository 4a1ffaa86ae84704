//! Requests as parts of traces that go through several programs (W3C Trace Context). Who collects them is the
//! business of whoever starts the server; here it is only said when a request begins and how it ended.

use tracing::Span;

/// A request that begins.
#[derive(Debug, Clone, Copy)]
pub struct BegunRequest<'r> {
    /// Its number, as in the log and on the answer.
    pub id: &'r str,
    /// The word of its method.
    pub method: &'static str,
    /// The header of this name, in which the caller tells the trace and its own part of it.
    pub traceparent: Option<&'r str>,
    /// The header of this name.
    pub tracestate: Option<&'r str>,
}

/// How a request ended.
#[derive(Debug, Clone, Copy)]
pub struct EndedRequest<'r> {
    /// The word of its method.
    pub method: &'static str,
    /// The pattern its address matched; never the address, which holds what people look for.
    pub route: &'r str,
    /// The status of the answer.
    pub status: u16,
}

/// Who is told of each request.
pub trait RequestTraces: Send + Sync {
    /// The span in which the request is worked on. It carries the number as `request.id`, for the log lines in it.
    fn begin(&self, request: &BegunRequest<'_>) -> Span;

    /// The end of a request.
    fn end(&self, span: &Span, request: &EndedRequest<'_>);
}

/// Nobody collects traces.
#[derive(Debug, Clone, Copy, Default)]
pub struct Untraced;

impl RequestTraces for Untraced {
    fn begin(&self, request: &BegunRequest<'_>) -> Span {
        tracing::info_span!("request", request.id = request.id)
    }

    fn end(&self, _: &Span, _: &EndedRequest<'_>) {}
}
