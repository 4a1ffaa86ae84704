//! Where a reader who goes by keyboard or screen reader goes on when what they were at is gone.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Whether nothing has the focus, as when what had it is gone.
pub(crate) fn is_lost() -> bool {
    let there = document().active_element();
    there.is_none_or(|there| there.tag_name() == "BODY")
}

/// Gives the focus to the element of an id once it is drawn.
pub(crate) fn focus_on(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            focus(&element);
        }
    });
}

/// Gives the focus to an element, if it was lost when all is drawn.
pub(crate) fn catch_focus(element: Element) {
    request_animation_frame(move || {
        if is_lost() {
            focus(&element);
        }
    });
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that cannot be focused leaves the focus where it is.
        let _ = element.focus();
    }
}

/// Gives the focus to an element without moving the page under the reader's eyes.
pub(crate) fn focus_quietly(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let quietly = FocusOptions::new();
        quietly.set_prevent_scroll(true);
        let _ = element.focus_with_options(&quietly);
    }
}
