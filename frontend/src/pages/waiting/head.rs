//! What a figure that waits is of.

use super::words::part;
use crate::address::{Address, ComparisonAddress, View};
use crate::state::data::use_reference;
use crate::state::language::use_language;
use blis_domain::area::AreaCode;
use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;
use leptos::prelude::*;

/// What a figure that waits is of: the indicator, which leads to its comparison over time, the area and the period.
#[component]
pub(crate) fn FigureHead(
    /// Of what.
    indicator: IndicatorCode,
    /// Of whom.
    area: AreaCode,
    /// When.
    period: Period,
    /// The part of the whole.
    breakdown: Option<String>,
    /// Whether it stands below a heading of its municipality.
    #[prop(optional)]
    below: bool,
) -> impl IntoView {
    let language = use_language();
    let reference = use_reference();
    let name = reference.indicator_name(&indicator, language);
    let of = reference.name(&area, language).to_owned();
    let comparison = Address::Comparison(ComparisonAddress {
        area: Some(area),
        view: View::Trend,
        ..ComparisonAddress::of(indicator)
    });
    let link = view! { <a href=comparison.to_string()>{name}</a> };
    let heading = match below {
        false => view! { <h2>{link}</h2> }.into_any(),
        true => view! { <h3>{link}</h3> }.into_any(),
    };
    view! {
        <div class="held-head">
            {heading} <p class="subtitle">{of} " · " {period.to_string()} {part(breakdown.as_deref())}</p>
        </div>
    }
}
