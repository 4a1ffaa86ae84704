//! One figure that stands out: what it is, its value, its rank, and where it lies among the peers.

use crate::address::ComparisonAddress;
use crate::components::band_mark::{BandMark, Wording};
use crate::components::strip::Strip;
use crate::state::language::{use_language, use_texts};
use blis_domain::compare::ComparisonSummary;
use blis_domain::finding;
use blis_domain::indicator::Indicator;
use blis_domain::locale::quantity;
use leptos::prelude::*;
use std::sync::Arc;

/// What is told beside the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Telling {
    /// The rank among the peers.
    Rank,
    /// How far it moved, and since when.
    Change,
}

/// One figure that stands out; all of it leads to its comparison.
#[component]
pub(crate) fn Answer(
    /// The indicator.
    indicator: Arc<Indicator>,
    /// Where the area stands.
    summary: ComparisonSummary,
    /// What is told beside the value.
    telling: Telling,
    /// Where it leads.
    link: ComparisonAddress,
    /// Width of the strip.
    #[prop(into)]
    width: Signal<u32>,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let value = summary.value.map(|value| {
        let symbol = indicator.unit.symbol.get(language);
        quantity(language, value, indicator.decimals, symbol)
    });
    let period = summary.period.map(|period| period.to_string());
    let told = match telling {
        Telling::Rank => summary
            .rank
            .map(|rank| finding::rank(language, summary.direction, rank, summary.of)),
        Telling::Change => summary.value.zip(summary.previous).map(|(value, before)| {
            let change = finding::difference(language, &indicator, value, before.value);
            (texts.profile.since)(&change, &before.period.to_string())
        }),
    };
    // A change is neither better nor worse than those of others: no band beside it.
    let band = summary
        .band
        .filter(|_| telling == Telling::Rank)
        .map(|band| view! { <BandMark band wording=Wording::Sign /> });
    view! {
        <li class="answer">
            <div class="answer-head">
                {band}
                <a href=link.to_string()>{indicator.name.get(language).to_owned()}</a>
            </div>
            <p class="answer-figures">
                <span><span class="own-value">{value}</span> " " <span class="quiet">{period}</span></span>
                <span class="quiet">{told}</span>
            </p>
            <Strip indicator summary width />
        </li>
    }
}
