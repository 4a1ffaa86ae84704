//! A line that tells the reader something about the page.

use leptos::prelude::*;

/// A line that tells the reader something about the page.
#[component]
pub(crate) fn Notice(
    /// What it says.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <p class="notice" role="status">{text}</p> }
}
