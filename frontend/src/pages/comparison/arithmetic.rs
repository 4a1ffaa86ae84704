//! How the own figure of a derived indicator is computed: what would bring it to the median, the arithmetic, and where its
//! inputs came from.

use crate::address::{Address, ComparisonAddress};
use crate::api;
use crate::components::loaded::{Loaded, Skeleton};
use crate::state::data::{use_data, use_reference};
use crate::state::language::{use_language, use_texts};
use crate::state::question::Question;
use blis_domain::arithmetic::Arithmetic;
use blis_domain::finding;
use blis_domain::gap::levers;
use blis_domain::locale::quantity;
use leptos::prelude::*;
use std::sync::Arc;

/// The signs at the end of a batch's id that tell it from others; the whole of it stands in its title.
const SHOWN: usize = 8;

/// The arithmetic.
#[component]
pub(super) fn ArithmeticOf(
    /// The question.
    question: Question,
) -> impl IntoView {
    let texts = use_texts();
    let computed = use_data().kept.cache(api::arithmetic);
    let key = Memo::new(move |_| question.own_figure());
    move || {
        let key = key.get()?;
        let again = key.clone();
        Some(view! {
            <Loaded
                load=Signal::derive(move || computed.get(&key))
                part=texts.comparison.arithmetic
                skeleton=Skeleton::Rows
                on_retry=move |()| computed.retry(&again)
                let:arithmetic
            >
                {gap(question, Arc::clone(&arithmetic))}
                {told(question, &arithmetic)}
            </Loaded>
        })
    }
}

/// What would bring the figure to the median of the peers; it follows the peers.
fn gap(question: Question, arithmetic: Arc<Arithmetic>) -> impl IntoView {
    let language = use_language();
    let reference = use_reference();
    move || {
        let median = question.comparison.get()?.summary.peers.median?;
        let indicator = question.indicator.read_value();
        let levers = levers(&indicator, &arithmetic, median, &|code| {
            reference.indicator(code).map(AsRef::as_ref)
        });
        let ways: Vec<_> = levers
            .iter()
            .filter_map(|lever| Some((lever, reference.indicator(&lever.indicator)?.as_ref())))
            .collect();
        finding::to_median(language, &ways).map(|told| view! { <p>{told}</p> })
    }
}

fn told(question: Question, arithmetic: &Arithmetic) -> impl IntoView + use<> {
    let language = use_language();
    let reference = use_reference();
    let inputs = arithmetic.inputs.iter().map(|input| {
        let sheet = reference.indicator(&input.indicator);
        let name = reference.indicator_name(&input.indicator, language);
        let value = match (input.value, sheet) {
            (Some(value), Some(one)) => quantity(language, value, one.decimals, one.unit.symbol.get(language)),
            _ => input
                .reason
                .map_or(use_texts().words.no_value, |reason| finding::missing_reason(language, reason))
                .to_owned(),
        };
        let address = Address::Comparison(ComparisonAddress {
            area: Some(question.area.get_untracked()),
            period: Some(input.period),
            as_of: question.address.read_untracked().as_of.clone(),
            ..ComparisonAddress::of(input.indicator.clone())
        });
        let batch = input.batch.clone().map(|batch| {
            let end = batch.char_indices().rev().nth(SHOWN - 1).map_or(0, |(place, _)| place);
            let shown = format!("…{}", batch.get(end..).unwrap_or_default());
            view! {
                <span class="quiet batch-id">{use_texts().comparison.batch} " " <code title=batch>{shown}</code></span>
            }
        });
        view! {
            <div>
                <dt>
                    <a href=address.to_string()>{name}</a>
                    ", "
                    {input.period.to_string()}
                </dt>
                <dd>{value} {batch}</dd>
            </div>
        }
    });
    view! {
        <p>{arithmetic.message.clone()}</p>
        <dl class="facts">{inputs.collect_view()}</dl>
    }
}
