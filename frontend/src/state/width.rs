//! The width of an element, followed as it changes.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;

/// The width of an element in whole CSS pixels; 0 until it stands in the page.
pub(crate) fn use_width(element: NodeRef<Div>) -> ReadSignal<u32> {
    let (width, set_width) = signal(0);
    let measure = move || {
        if let Some(element) = element.get_untracked() {
            let now = u32::try_from(element.client_width()).unwrap_or(0);
            if width.get_untracked() != now {
                set_width.set(now);
            }
        }
    };
    let watched = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn Fn()>)>);
    Effect::new(move || {
        let Some(element) = element.get() else {
            return;
        };
        measure();
        let changed = Closure::<dyn Fn()>::new(measure);
        if let Ok(observer) = ResizeObserver::new(changed.as_ref().unchecked_ref()) {
            observer.observe(&element);
            watched.set_value(Some((observer, changed)));
        }
    });
    on_cleanup(move || {
        watched.try_with_value(|watched| {
            if let Some((observer, _)) = watched {
                observer.disconnect();
            }
        });
    });
    width
}
