//! A list of indicators that lead to their comparison.

use crate::address::ComparisonAddress;
use crate::state::language::{use_language, use_reading, use_texts};
use blis_domain::indicator::Indicator;
use leptos::prelude::*;
use std::sync::Arc;

/// A list of indicators: name, dimension, unit, and the periods there are.
#[component]
pub(crate) fn IndicatorList(
    /// The indicators.
    indicators: Vec<Arc<Indicator>>,
    /// Where each leads, as the address with its indicator.
    link: fn(&Indicator) -> ComparisonAddress,
) -> impl IntoView {
    let texts = use_texts();
    let reading = use_reading();
    let language = use_language();
    let rows = indicators
        .into_iter()
        .map(|indicator| {
            let periods = match (indicator.first_period, indicator.last_period) {
                (Some(first), Some(last)) if first == last => first.to_string(),
                (Some(first), Some(last)) => format!("{first}–{last}"),
                _ => reading.catalogue.no_values.to_owned(),
            };
            view! {
                <li>
                    <a href=link(&indicator).to_string()>{indicator.name.get(language).to_owned()}</a>
                    <span class="sheet-fact">{(texts.words.dimension)(indicator.dimension)}</span>
                    <span class="sheet-fact">{indicator.unit.name.get(language).to_owned()}</span>
                    <span class="sheet-fact sheet-periods">{periods}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="sheets">{rows}</ul> }
}
