//! Light or dark: as the system is set.

use blis_charts::Scheme;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

#[derive(Clone, Copy)]
struct SchemeSignal(RwSignal<Scheme>);

/// Provides the scheme and follows the system; called once, for as long as the page lives.
pub(crate) fn provide_scheme() {
    let scheme = RwSignal::new(Scheme::Light);
    provide_context(SchemeSignal(scheme));
    let Ok(Some(dark)) = window().match_media("(prefers-color-scheme: dark)") else {
        return;
    };
    let of = |dark: bool| if dark { Scheme::Dark } else { Scheme::Light };
    scheme.set(of(dark.matches()));
    let watched = dark.clone();
    let changed = Closure::<dyn Fn()>::new(move || scheme.set(of(watched.matches())));
    if dark
        .add_event_listener_with_callback("change", changed.as_ref().unchecked_ref())
        .is_ok()
    {
        // The page listens until it is closed.
        changed.forget();
    }
}

/// The scheme charts are painted in.
pub(crate) fn use_scheme() -> RwSignal<Scheme> {
    expect_context::<SchemeSignal>().0
}
