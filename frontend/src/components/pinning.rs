//! Picking municipalities out of a comparison, as charts and table share it.

use blis_domain::area::AreaCode;
use leptos::prelude::*;

/// What can be done with a municipality that is pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pin {
    /// It can be picked.
    Offer,
    /// It is picked and can be let go.
    Held,
    /// Neither: it is the own one, or no more can be picked.
    Closed,
}

/// Picking out, and letting go.
#[derive(Clone, Copy)]
pub(crate) struct Pinning {
    /// What can be done with a municipality; reading it tracks.
    pub(crate) state: Callback<AreaCode, Pin>,
    /// Picks it, or lets it go.
    pub(crate) turn: Callback<AreaCode>,
}
