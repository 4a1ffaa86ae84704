//! The way to the explanation of the figure that is compared, for whoever may explain it.

use crate::address::{Address, ExplanationAddress};
use crate::pages::releases::use_may_explain;
use crate::state::language::use_releases;
use crate::state::question::Question;
use leptos::prelude::*;

/// The way to the explanation of the figure.
#[component]
pub(super) fn Explain(
    /// The question.
    question: Question,
) -> impl IntoView {
    let words = use_releases();
    let may_explain = use_may_explain();
    move || {
        let area = question.area.get();
        let period = question.period.get().filter(|_| may_explain(&area))?;
        let address = Address::Explanation(ExplanationAddress {
            indicator: question.indicator.read_value().code.clone(),
            area,
            period,
        });
        Some(view! { <p><a class="way" href=address.to_string()>{words.explain_figure}</a></p> })
    }
}
