//! The held figures: each with why it waits, its series behind it, and the decision.

use crate::address::{Address, HeldAddress};
use crate::api::desk;
use crate::components::listed::Listed;
use crate::pages::desk::figure::Figure;
use crate::state::language::use_desk;
use crate::state::page_title::use_page_title;
use blis_domain::desk::HeldFigure;
use leptos::prelude::*;

/// The held figures.
#[component]
pub(crate) fn HeldPage(
    /// Which of them.
    address: Memo<HeldAddress>,
) -> impl IntoView {
    let words = use_desk();
    use_page_title(move || words.held.to_owned());
    let batch = Memo::new(move |_| address.read().batch.clone());
    view! {
        <p class="kicker">
            <a href=Address::Feeds.to_string()>{words.feeds}</a>
        </p>
        <div class="prose">
            <h1>{words.held}</h1>
            <p>{words.held_about}</p>
        </div>
        {move || {
            batch
                .read()
                .is_some()
                .then(|| {
                    let all = Address::Held(HeldAddress::default());
                    view! { <p class="notice"><a href=all.to_string()>{words.of_batch}</a></p> }
                })
        }}
        <Listed
            fetch=desk::held
            question=batch
            part=words.parts.held
            frame
            row=figure
            nothing=words.nothing_held
        />
    }
}

fn frame(figures: AnyView, total: u64) -> impl IntoView {
    view! {
        <p class="quiet" role="status">{(use_desk().waiting)(total)}</p>
        <ul class="held">{figures}</ul>
    }
}

fn figure(figure: &HeldFigure) -> impl IntoView + use<> {
    view! { <Figure figure=figure.clone() /> }
}
