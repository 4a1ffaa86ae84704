//! One indicator of a profile as a row; on a phone, as a card.

use crate::address::ComparisonAddress;
use crate::components::band_mark::{BandMark, Wording};
use crate::components::strip::Strip;
use crate::state::language::{use_language, use_texts};
use blis_domain::compare::{BandReason, ComparisonSummary};
use blis_domain::finding;
use blis_domain::indicator::Indicator;
use blis_domain::locale::quantity;
use leptos::prelude::*;
use std::sync::Arc;

/// One indicator of a profile; all of the row leads to its comparison.
#[component]
pub(crate) fn FigureRow(
    /// The indicator.
    indicator: Arc<Indicator>,
    /// Where the area stands.
    summary: ComparisonSummary,
    /// Where the row leads.
    link: ComparisonAddress,
    /// Width of the strip.
    #[prop(into)]
    width: Signal<u32>,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let value = match summary.value {
        Some(value) => {
            let symbol = indicator.unit.symbol.get(language);
            let shown = quantity(language, value, indicator.decimals, symbol);
            let period = summary.period.map(|period| period.to_string());
            view! { <span class="own-value">{shown}</span> " " <span class="figure-period">{period}</span> }
                .into_any()
        }
        None => {
            let reason = finding::missing_reason(language, summary.absence());
            view! { <span class="quiet">{reason}</span> }.into_any()
        }
    };
    let status =
        finding::status(language, summary.status).map(|word| view! { <span class="status">{word}</span> });
    let rank = summary
        .rank
        .map(|rank| finding::rank(language, summary.direction, rank, summary.of));
    let band = match (summary.band, summary.band_reason) {
        (Some(band), _) => view! { <BandMark band wording=Wording::SignAndWord /> }.into_any(),
        // So common that words in every row would drown the others; explained above the rows.
        (None, Some(BandReason::NoDirection)) => {
            let reason = finding::band_reason(language, BandReason::NoDirection);
            view! {
                <span class="quiet" aria-hidden="true">"–"</span>
                <span class="visually-hidden">{reason}</span>
            }
            .into_any()
        }
        (None, Some(reason)) if summary.value.is_some() => {
            view! { <span class="quiet">{finding::band_reason(language, reason)}</span> }.into_any()
        }
        _ => ().into_any(),
    };
    let change = summary.value.zip(summary.previous).map(|(value, before)| {
        let change = finding::difference(language, &indicator, value, before.value);
        (texts.profile.since)(&change, &before.period.to_string())
    });
    view! {
        <li class="figure">
            <div class="figure-name">
                <a href=link.to_string()>{indicator.name.get(language).to_owned()}</a>
                <span class="sheet-fact">{(texts.words.dimension)(indicator.dimension)}</span>
            </div>
            <div class="figure-value">{value} {status}</div>
            <Strip indicator summary width />
            <div class="figure-rank">{rank}</div>
            <div class="figure-band">{band}</div>
            <div class="figure-change">{change}</div>
        </li>
    }
}
