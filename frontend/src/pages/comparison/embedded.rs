//! A comparison in the frame of another site: the chart alone, and where it comes from.

use super::{Missing, Shown, shown};
use crate::address::{Address, ComparisonAddress};
use crate::components::pinning::{Pin, Pinning};
use crate::state::data::use_reference;
use crate::state::language::{use_language, use_texts};
use crate::state::question::Question;
use blis_domain::finding;
use blis_domain::locale::to_minute;
use leptos::prelude::*;

/// The chart. Who looks at it there picks nobody out.
#[component]
pub(super) fn Embedded(
    /// The question.
    question: Question,
) -> impl IntoView {
    let pinning = Pinning {
        state: Callback::new(|_| Pin::Closed),
        turn: Callback::new(|_| ()),
    };
    provide_context(Shown { question, pinning });
    let view = Memo::new(move |_| question.address.read().view);
    view! {
        <div class="comparison-chart embedded">
            {move || shown(view.get(), question, pinning)}
            <Missing question />
        </div>
    }
}

/// Source, moment, and the way to the whole comparison.
#[component]
pub(super) fn Imprint(
    /// The question.
    question: Question,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let source = question.indicator.read_value().source.get(language).to_owned();
    let moment = move || {
        let moment = question.address.read().as_of.clone()?;
        Some(format!(" · {} UTC", to_minute(moment.as_str())))
    };
    let whole = move || {
        let address = Address::Comparison(ComparisonAddress {
            area: Some(question.area.get()),
            ..question.address.get()
        });
        address.to_string()
    };
    view! {
        {use_reference().demonstration.then(|| view! { <p class="demonstration">{finding::demonstration(language)}</p> })}
        <p class="imprint quiet">
            {texts.comparison.source} ": " {source} {moment} " · "
            <a href=whole target="_blank" rel="external noopener">"BLIS"</a>
        </p>
    }
}
