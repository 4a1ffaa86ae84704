//! The held figures: each with why it waits, its series behind it, and the decision.

use crate::address::{Address, HeldAddress};
use crate::api::desk;
use crate::components::listed::Listed;
use crate::pages::desk::figure::Figure;
use crate::state::language::use_desk;
use crate::state::page_title::use_page_title;
use blis_domain::desk::HeldFigure;
use leptos::prelude::*;

/// How many of the figures that came with the list were decided about since.
#[derive(Clone, Copy)]
pub(super) struct DecidedHere(pub(super) RwSignal<u64>);

/// The held figures.
#[component]
pub(crate) fn HeldPage(
    /// Which of them.
    address: Memo<HeldAddress>,
) -> impl IntoView {
    let words = use_desk();
    use_page_title(move || words.held.to_owned());
    let batch = Memo::new(move |_| address.read().batch.clone());
    provide_context(DecidedHere(RwSignal::new(0)));
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
    let words = use_desk();
    let DecidedHere(decided) = expect_context();
    // What has come now counts none of them.
    decided.set(0);
    let waiting = move || (words.waiting)(total.saturating_sub(decided.get()));
    view! {
        <p class="quiet" role="status">{waiting}</p>
        <ul class="held">{figures}</ul>
    }
}

fn figure(figure: &HeldFigure) -> impl IntoView + use<> {
    view! { <Figure figure=figure.clone() /> }
}
