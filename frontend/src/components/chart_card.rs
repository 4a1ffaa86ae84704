//! The card of a mark that is pointed at.

use crate::components::pinning::{Pin, Pinning};
use crate::placement::Placement;
use crate::state::language::use_texts;
use blis_charts::Card;
use blis_domain::area::AreaCode;
use leptos::prelude::*;

/// The card of a mark, in the chart. Screen readers get its sentence from the chart, so it is hidden from them.
#[component]
pub(crate) fn ChartCard(
    /// What it says.
    card: Card,
    /// Where it lies in the chart.
    at: Placement,
) -> impl IntoView {
    let pixels = |length: f64| format!("{length}px");
    view! {
        <div
            class="card"
            aria-hidden="true"
            style:left=pixels(at.left)
            style:top=at.top.map(pixels)
            style:bottom=at.bottom.map(pixels)
        >
            {lines(card)}
        </div>
    }
}

/// The card of a mark a finger touched: at the lower edge of the screen, with a button, as there is no hover.
#[component]
pub(crate) fn TouchCard(
    /// What it says.
    card: Card,
    /// Whose mark it is.
    area: AreaCode,
    /// Picking it out.
    pinning: Pinning,
) -> impl IntoView {
    let texts = use_texts();
    let asked = area.clone();
    let words = move || match pinning.state.run(asked.clone()) {
        Pin::Offer => Some(texts.comparison.pin),
        Pin::Held => Some(texts.comparison.unpin),
        Pin::Closed => None,
    };
    view! {
        <div class="card card-touch" role="status">
            {lines(card)}
            {move || {
                let area = area.clone();
                words()
                    .map(|words| {
                        view! {
                            <button
                                type="button"
                                class="button"
                                on:click=move |_| pinning.turn.run(area.clone())
                            >
                                {words}
                            </button>
                        }
                    })
            }}
        </div>
    }
}

fn lines(card: Card) -> impl IntoView {
    view! {
        <strong>{card.title}</strong>
        {card.lines.into_iter().map(|line| view! { <span>{line}</span> }).collect_view()}
    }
}
