//! Where the reader is, as a typed address, and going elsewhere.

use crate::address::{Address, Parsed, parse};
use crate::state::language::speak;
use blis_domain::text::Language;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::{BrowserUrl, LocationProvider};

#[derive(Clone, Copy)]
struct Here(Memo<Parsed>);

/// Provides the address, read anew whenever the browser's changes.
pub(crate) fn provide_location() {
    let location = use_location();
    let query = location.query;
    Effect::new(move || {
        if let Some(language) = query.read().get_str("lang").and_then(Language::from_tag) {
            speak(language);
        }
    });
    // Which page an address shows is decided by its type, without routes; so it falls to us to tell the router
    // that the page is there, upon which it writes the address into the history and scrolls.
    let browser: BrowserUrl = expect_context();
    let path = location.pathname;
    Effect::new(move || {
        path.get();
        browser.ready_to_complete();
    });
    provide_context(Here(Memo::new(move |_| {
        let pairs: Vec<(String, String)> = query
            .read()
            .latest_values()
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect();
        parse(&location.pathname.read(), &pairs)
    })));
}

/// Where the reader is.
pub(crate) fn use_here() -> Memo<Parsed> {
    expect_context::<Here>().0
}

/// The part of the address that belongs to a page, as `pick` finds it.
///
/// While the reader leaves, the address is already another page's; the page then keeps its last own one
/// instead of asking for something by default.
pub(crate) fn use_page_address<T>(first: T, pick: fn(&Address) -> Option<&T>) -> Memo<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let here = use_here();
    Memo::new(move |before: Option<&T>| {
        here.with(|here| pick(&here.address).cloned())
            .unwrap_or_else(|| before.unwrap_or(&first).clone())
    })
}

/// Whether going somewhere leaves a step to come back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The back button leads here again.
    New,
    /// The present step becomes the new one: for choices made many in a row.
    Same,
}

/// Goes to addresses without moving the page under the reader's eyes.
pub(crate) fn use_go() -> impl Fn(&Address, Step) + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    move |address, step| {
        let options = NavigateOptions {
            replace: step == Step::Same,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&address.to_string(), options);
    }
}
