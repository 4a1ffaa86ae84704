//! What the machinery around the server asks: is it up, can it serve, what has it counted?

mod live;
mod metrics;
mod ready;

pub(crate) use live::*;
pub(crate) use metrics::*;
pub(crate) use ready::*;

/// How it is.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Health {
    /// `ok`
    status: &'static str,
}
