//! What stands beside a finding: what would bring the figure to the median, what a cost is read with, and what other
//! comparison sets say.

use super::partners::Partners;
use super::verdict::Verdict;
use crate::api;
use crate::components::loaded::Failed;
use crate::state::cache::Load;
use crate::state::data::{use_data, use_reference};
use crate::state::language::{use_language, use_texts};
use crate::state::question::Question;
use blis_domain::arithmetic::Arithmetic;
use blis_domain::finding;
use blis_domain::gap::levers;
use blis_domain::indicator::Direction;
use leptos::prelude::*;

/// The gap in plain units, the partners of a cost, and the verdict.
#[component]
pub(super) fn Beside(
    /// The question.
    question: Question,
) -> impl IntoView {
    let indicator = question.indicator.get_value();
    let has_direction = indicator.direction != Direction::None;
    let gap = (has_direction && indicator.formula.is_some()).then(|| view! { <Gap question /> });
    let partners = (!indicator.partners.is_empty()).then(|| view! { <Partners question /> });
    view! {
        {gap}
        {partners}
        {has_direction.then(|| view! { <Verdict question /> })}
    }
}

/// What would bring the figure to the median.
#[component]
fn Gap(question: Question) -> impl IntoView {
    let data = use_data();
    let computed = data.kept.cache(api::arithmetic);
    let key = Memo::new(move |_| question.own_figure());
    move || {
        let key = key.get()?;
        match computed.get(&key) {
            Load::Loading => None,
            Load::Failed(failure) => {
                let on_retry = Callback::new(move |()| computed.retry(&key));
                Some(view! { <Failed failure part=use_texts().comparison.arithmetic on_retry /> }.into_any())
            }
            Load::Ready(arithmetic) => {
                told(question, &arithmetic).map(|told| view! { <p class="to-median">{told}</p> }.into_any())
            }
        }
    }
}

fn told(question: Question, arithmetic: &Arithmetic) -> Option<String> {
    let reference = use_reference();
    let median = question.comparison.get()?.summary.peers.median?;
    let indicator = question.indicator.read_value();
    let levers = levers(&indicator, arithmetic, median, &|code| {
        reference.indicator(code).map(AsRef::as_ref)
    });
    let ways: Vec<_> = levers
        .iter()
        .filter_map(|lever| Some((lever, reference.indicator(&lever.indicator)?.as_ref())))
        .collect();
    finding::to_median(use_language(), &ways)
}
