//! The small strip that shows where a value lies among its peers.

use crate::state::language::use_language;
use crate::state::scheme::use_scheme;
use blis_charts::{Chart, StripChart, StripInput};
use blis_domain::compare::ComparisonSummary;
use blis_domain::indicator::Indicator;
use leptos::prelude::*;
use std::sync::Arc;

/// Height of a strip in CSS pixels; the style sheet reserves the same.
const HEIGHT: u32 = 24;

/// A strip without words of its own: the row it stands in says value, rank and band.
#[component]
pub(crate) fn Strip(
    /// The indicator.
    indicator: Arc<Indicator>,
    /// Where the area stands.
    summary: ComparisonSummary,
    /// Width in CSS pixels; nothing is drawn while it is 0.
    #[prop(into)]
    width: Signal<u32>,
) -> impl IntoView {
    let language = use_language();
    let scheme = use_scheme();
    let drawing = move || {
        let width = width.get();
        if width == 0 {
            return String::new();
        }
        let input = StripInput {
            language,
            indicator: &indicator,
            summary: &summary,
            width,
            height: HEIGHT,
        };
        // Without values there is nothing to draw; the row says so in words.
        StripChart::build(&input)
            .ok()
            .and_then(|chart| chart.svg(scheme.get(), None).ok())
            .unwrap_or_default()
    };
    view! { <div class="strip" aria-hidden="true" inner_html=drawing></div> }
}
