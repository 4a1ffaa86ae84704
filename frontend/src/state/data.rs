//! Everything fetched from the server, as one context.

use crate::api::{self, ProfileQuestion};
use crate::pages::later::{self, Draw, Piece};
use crate::reference::Reference;
use crate::state::cache::Cache;
use blis_domain::area::AreaCode;
use blis_domain::indicator::IndicatorCode;
use blis_domain::series::Series;
use blis_domain::wire::Profile;
use leptos::prelude::*;
use std::sync::Arc;

/// The caches of the page.
#[derive(Clone, Copy)]
pub(crate) struct Data {
    /// Areas, networks, catalogue.
    pub(crate) reference: Cache<(), Reference>,
    /// Blocks by indicator.
    pub(crate) series: Cache<IndicatorCode, Series>,
    /// Pilots by likeness to an area.
    pub(crate) nearest: Cache<AreaCode, Vec<AreaCode>>,
    /// Profiles by area, peers and period.
    pub(crate) profiles: Cache<ProfileQuestion, Profile>,
    /// Whether the menu leads into administration. Where that cannot be learnt it does not; the account still does.
    pub(crate) administers: Cache<(), bool>,
    /// Pages that are loaded later.
    pub(crate) pieces: Cache<Piece, Draw>,
}

/// Provides the caches; called once, above every page.
pub(crate) fn provide_data() {
    provide_context(Data {
        reference: Cache::new(api::reference),
        series: Cache::new(api::series),
        nearest: Cache::new(api::nearest),
        profiles: Cache::new(api::profile),
        administers: Cache::new(api::administers),
        pieces: Cache::new(later::fetch),
    });
}

/// The caches.
pub(crate) fn use_data() -> Data {
    expect_context()
}

/// Provides areas, networks and catalogue to the pages below.
pub(crate) fn provide_reference(reference: Arc<Reference>) {
    provide_context(reference);
}

/// Areas, networks and catalogue; every page stands below the place that waits for them.
pub(crate) fn use_reference() -> Arc<Reference> {
    expect_context()
}
