//! What became of something, said in a place that stays when the rest of the page is drawn anew.

use crate::state::focus::focus_on;
use leptos::prelude::*;

/// The place; a page has one.
const PLACE: &str = "told";

/// What became of something that was sent. The reader goes on here: what they were at is gone.
#[component]
pub(crate) fn Told(
    /// What is said; nothing while it is empty.
    text: RwSignal<String>,
) -> impl IntoView {
    Effect::new(move || {
        if !text.read().is_empty() {
            focus_on(PLACE.to_owned());
        }
    });
    let told = move || {
        let text = text.get();
        (!text.is_empty()).then(|| view! { <p class="notice">{text}</p> })
    };
    view! {
        // It stands there beforehand: what is told there is then announced.
        <div id=PLACE class="sent" role="status" tabindex="-1">
            {told}
        </div>
    }
}
