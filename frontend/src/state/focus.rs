//! Where a reader who goes by keyboard or screen reader goes on when what they were at is gone.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Whether nothing has the focus, as when what had it is gone.
pub(crate) fn is_lost() -> bool {
    let there = document().active_element();
    there.is_none_or(|there| there.tag_name() == "BODY")
}

/// Gives the focus to an element without moving the page under the reader's eyes.
pub(crate) fn focus_quietly(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let quietly = FocusOptions::new();
        quietly.set_prevent_scroll(true);
        // An element that cannot be focused leaves the focus where it is.
        let _ = element.focus_with_options(&quietly);
    }
}
