//! There is nothing to show yet, and how it will come.

use crate::state::language::use_texts;
use leptos::prelude::*;

/// No figure was ever received: says how figures arrive.
#[component]
pub(crate) fn Empty() -> impl IntoView {
    let texts = use_texts();
    view! {
        <section class="state">
            <h2>{texts.states.empty}</h2>
            <p>{texts.states.empty_hint}</p>
        </section>
    }
}
