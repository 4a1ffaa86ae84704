//! The card of a mark that is pointed at.

use crate::placement::Placement;
use blis_charts::Card;
use leptos::prelude::*;

/// The card of a mark. Screen readers get its sentence from the chart, so it is hidden from them.
#[component]
pub(crate) fn ChartCard(
    /// What it says.
    card: Card,
    /// Where it lies in the chart; below the chart when nowhere.
    at: Option<Placement>,
) -> impl IntoView {
    let pixels = |length: f64| format!("{length}px");
    let class = if at.is_some() { "card" } else { "card card-below" };
    view! {
        <div
            class=class
            aria-hidden="true"
            style:left=at.map(|at| pixels(at.left))
            style:top=at.and_then(|at| at.top).map(pixels)
            style:bottom=at.and_then(|at| at.bottom).map(pixels)
        >
            <strong>{card.title}</strong>
            {card.lines.into_iter().map(|line| view! { <span>{line}</span> }).collect_view()}
        </div>
    }
}
