//! Everything fetched from the server, as one context.

use crate::api::{self, Known};
use crate::pages::later::{self, Draw, Piece};
use crate::reference::Reference;
use crate::state::cache::Cache;
use crate::state::kept::Kept;
use blis_domain::area::{Area, AreaCode};
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::network::NetworkCode;
use blis_domain::rights::Action;
use blis_domain::series::Series;
use leptos::prelude::*;
use std::sync::Arc;

/// The caches of the page.
#[derive(Clone, Copy)]
pub(crate) struct Data {
    /// Areas, networks, catalogue.
    pub(crate) reference: Cache<(), Reference>,
    /// Blocks by indicator.
    pub(crate) series: Cache<Known<IndicatorCode>, Series>,
    /// Sheets as they were known then.
    pub(crate) sheets: Cache<Known<IndicatorCode>, Indicator>,
    /// Municipalities as they were known then: in which networks they were.
    pub(crate) areas: Cache<Known<AreaCode>, Area>,
    /// Who took part in a network then.
    pub(crate) members: Cache<Known<NetworkCode>, Vec<AreaCode>>,
    /// Pilots by likeness to an area.
    pub(crate) nearest: Cache<Known<AreaCode>, Vec<AreaCode>>,
    /// What whoever reads may do. Where that cannot be learnt no menu leads into administration; the account still does.
    pub(crate) may: Cache<(), Vec<Action>>,
    /// Pages that are loaded later.
    pub(crate) pieces: Cache<Piece, Draw>,
    /// What those pages read, and nobody else.
    pub(crate) kept: Kept,
}

/// Provides the caches; called once, above every page.
pub(crate) fn provide_data(owner: Owner) {
    provide_context(Data {
        reference: Cache::new(api::reference),
        series: Cache::new(api::series),
        sheets: Cache::new(api::sheet_then),
        areas: Cache::new(api::area_then),
        members: Cache::new(api::members_then),
        nearest: Cache::new(api::nearest),
        may: Cache::new(api::may),
        pieces: Cache::new(later::fetch),
        kept: Kept::new(owner),
    });
}

impl Data {
    /// Forgets what may be another since somebody changed figures or the catalogue from here. What is shown stays; the
    /// page that is opened next asks anew.
    pub(crate) fn forget(self) {
        // Each by its name: whether a new one is forgotten too is to be decided.
        let Data {
            reference,
            series,
            sheets,
            areas,
            members,
            nearest,
            may: _,
            pieces: _,
            kept,
        } = self;
        reference.forget();
        series.forget();
        sheets.forget();
        areas.forget();
        members.forget();
        nearest.forget();
        kept.forget();
    }

    /// Whether the reader may do one of these. Reading it tracks.
    pub(crate) fn may_any(self, actions: &[Action]) -> bool {
        let may = self.may.get(&()).ready();
        may.is_some_and(|may| actions.iter().any(|action| may.contains(action)))
    }

    /// Whether the reader decides about figures, and so looks after all municipalities. Reading it tracks.
    pub(crate) fn looks_after_all(self) -> bool {
        self.may_any(&[Action::DecideHeld])
    }
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
