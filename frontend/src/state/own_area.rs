//! The reader's own municipality, remembered by this browser.

use crate::reference::Reference;
use crate::state::storage::{recall, remember};
use blis_domain::area::AreaCode;
use leptos::prelude::*;

const KEY: &str = "blis.area";

#[derive(Clone, Copy)]
struct OwnArea(RwSignal<Option<AreaCode>>);

/// Provides the municipality remembered.
pub(crate) fn provide_own_area() {
    let remembered = recall(KEY).and_then(|code| code.parse().ok());
    provide_context(OwnArea(RwSignal::new(remembered)));
}

/// The municipality the reader chose, if it still is one of the areas.
pub(crate) fn chosen_area(reference: &Reference) -> Option<AreaCode> {
    expect_context::<OwnArea>()
        .0
        .get()
        .filter(|code| reference.area(code).is_some())
}

/// The chosen municipality, or the example while there is none.
pub(crate) fn own_area(reference: &Reference) -> Option<AreaCode> {
    chosen_area(reference).or_else(|| reference.example().cloned())
}

/// Remembers a municipality as the reader's own.
pub(crate) fn choose_area(area: &AreaCode) {
    remember(KEY, area.as_str());
    let own = expect_context::<OwnArea>().0;
    if own.with_untracked(|own| own.as_ref() != Some(area)) {
        own.set(Some(area.clone()));
    }
}
