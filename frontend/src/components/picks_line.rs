//! The picked comparators by name, each in its colour, each to be let go.

use crate::state::data::use_reference;
use crate::state::language::{use_language, use_texts};
use blis_domain::area::AreaCode;
use leptos::prelude::*;

/// The picked comparators, or how to pick one.
#[component]
pub(crate) fn PicksLine(
    /// The picked ones, in the order of their colours.
    #[prop(into)]
    picks: Signal<Vec<AreaCode>>,
    /// Called with the one to let go.
    #[prop(into)]
    on_let_go: Callback<AreaCode>,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let reference = use_reference();
    move || {
        let picks = picks.get();
        if picks.is_empty() {
            return view! { <p class="quiet picks-hint">{texts.comparison.pick_hint}</p> }.into_any();
        }
        let chips = picks
            .into_iter()
            .enumerate()
            .map(|(place, code)| {
                let name = reference.name(&code, language).to_owned();
                let label = (texts.comparison.let_go)(&name);
                view! {
                    <li>
                        <button
                            type="button"
                            class=format!("pick pick-{}", place + 1)
                            aria-label=label
                            on:click=move |_| on_let_go.run(code.clone())
                        >
                            <span class="pick-dot" aria-hidden="true"></span>
                            {name}
                            <span aria-hidden="true">"×"</span>
                        </button>
                    </li>
                }
            })
            .collect_view();
        view! {
            <div class="picks">
                <span class="label">{texts.comparison.picks}</span>
                <ul>{chips}</ul>
            </div>
        }
        .into_any()
    }
}
