//! A cost is read with its coverage and its quality: where the municipality stands in each, among the same peers.

use crate::address::{Address, ComparisonAddress, Moment};
use crate::components::band_mark::{BandMark, Wording};
use crate::components::loaded::Failed;
use crate::state::cache::Load;
use crate::state::data::{use_data, use_reference};
use crate::state::language::{use_language, use_texts};
use crate::state::question::{PeersNow, Question};
use blis_domain::compare::{ComparisonSummary, compare};
use blis_domain::cost::{Partner, cost_pattern};
use blis_domain::finding;
use blis_domain::indicator::Indicator;
use blis_domain::locale::quantity;
use leptos::prelude::*;
use std::sync::Arc;

/// The figures a cost must be read with, and what they make of it.
#[component]
pub(super) fn Partners(
    /// The question.
    question: Question,
) -> impl IntoView {
    let reference = use_reference();
    let partners: Arc<Vec<Arc<Indicator>>> = Arc::new(
        question
            .indicator
            .read_value()
            .partners
            .iter()
            .filter_map(|code| reference.indicator(code).cloned())
            .collect(),
    );
    let compared = Arc::clone(&partners);
    let pattern = move || {
        let partners: Vec<Partner> = compared
            .iter()
            .map(|partner| match beside(question, partner) {
                Load::Ready(summary) => Some(Partner {
                    dimension: partner.dimension,
                    band: summary.band,
                }),
                Load::Loading | Load::Failed(_) => None,
            })
            .collect::<Option<_>>()?;
        let pattern = cost_pattern(&question.comparison.get()?.summary, &partners)?;
        Some(finding::cost_pattern(use_language(), pattern))
    };
    let figures = partners
        .iter()
        .map(|partner| view! { <Figure question partner=Arc::clone(partner) /> })
        .collect_view();
    view! {
        <div class="partners">
            <h2 class="label">{use_texts().comparison.partners}</h2>
            <ul>{figures}</ul>
            {move || pattern().map(|told| view! { <p>{told}</p> })}
        </div>
    }
}

/// A figure beside the cost, with the way to its own comparison.
#[component]
fn Figure(question: Question, partner: Arc<Indicator>) -> impl IntoView {
    let language = use_language();
    let name = partner.name.get(language).to_owned();
    let code = partner.code.clone();
    let href = move || {
        Address::Comparison(ComparisonAddress {
            indicator: code.clone(),
            area: Some(question.area.get()),
            ..question.address.get()
        })
        .to_string()
    };
    let stands = move || match beside(question, &partner) {
        Load::Loading => None,
        Load::Failed(failure) => {
            let key = (partner.code.clone(), moment(question));
            let on_retry = Callback::new(move |()| use_data().series.retry(&key));
            Some(view! { <Failed failure part=use_texts().states.series on_retry /> }.into_any())
        }
        Load::Ready(summary) => Some(figure(&partner, &summary)),
    };
    view! { <li><a href=href>{name}</a> " " {stands}</li> }
}

fn figure(partner: &Indicator, summary: &ComparisonSummary) -> AnyView {
    let language = use_language();
    let value = match summary.value {
        Some(value) => quantity(
            language,
            value,
            partner.decimals,
            partner.unit.symbol.get(language),
        ),
        None => finding::missing_reason(language, summary.absence()).to_owned(),
    };
    let mark = summary
        .band
        .map(|band| view! { <BandMark band wording=Wording::Sign /> });
    view! { <span class="partner-value">{value} " " {mark}</span> }.into_any()
}

fn moment(question: Question) -> Option<Moment> {
    question.address.read().as_of.clone()
}

/// Where the municipality stands in a figure, in the period and among the peers of the question. Reading it tracks.
fn beside(question: Question, partner: &Indicator) -> Load<ComparisonSummary> {
    let members = match question.peers.get() {
        PeersNow::Members(members) => members,
        PeersNow::Failed(failure) => return Load::Failed(failure),
        PeersNow::Waiting | PeersNow::Unknown => return Load::Loading,
    };
    let series = match use_data().series.get(&(partner.code.clone(), moment(question))) {
        Load::Ready(series) => series,
        Load::Failed(failure) => return Load::Failed(failure),
        Load::Loading => return Load::Loading,
    };
    let selector = question.address.read().peers.to_string();
    let area = question.area.get();
    let comparison = compare(
        partner,
        &series,
        &area,
        &selector,
        &members,
        question.period.get(),
    );
    Load::Ready(Arc::new(comparison.summary))
}
