//! The same figure beside several comparison sets at once.

use super::PeersFailed;
use crate::address::{Address, ComparisonAddress};
use crate::components::band_mark::{BandMark, Wording};
use crate::state::data::use_reference;
use crate::state::language::{use_language, use_texts};
use crate::state::question::{PeersNow, Question, resolve};
use blis_domain::finding;
use blis_domain::verdict::{SetVerdict, agreement, comparators, verdicts};
use leptos::prelude::*;

/// What several comparison sets say of the figure, and whether they agree.
#[component]
pub(super) fn Verdict(
    /// The question.
    question: Question,
) -> impl IntoView {
    let language = use_language();
    let texts = use_texts();
    let reference = use_reference();
    let known = reference.clone();
    let heard = Memo::new(move |_| {
        let indicator = question.indicator.get_value();
        let own = question.area.get();
        let then = question.address.read().as_of.clone();
        let sets = comparators(known.area(&own)?);
        let mut resolved = Vec::with_capacity(sets.len());
        for set in sets {
            match resolve(&set, &own, then.as_ref(), &known) {
                PeersNow::Members(members) => resolved.push((set, members.to_vec())),
                PeersNow::Unknown => {}
                // All of them are told together, or none yet.
                PeersNow::Waiting => return None,
                PeersNow::Failed(failure) => return Some(Err((set, failure))),
            }
        }
        let series = question.series.read_value();
        let period = question.period.get();
        Some(Ok(verdicts(&indicator, &series, &own, period, resolved)))
    });
    move || {
        let heard = match heard.get()? {
            Ok(heard) => heard,
            Err((set, failure)) => return Some(view! { <PeersFailed question set failure /> }.into_any()),
        };
        let sentence = finding::agreement(language, agreement(&heard), heard.len())?;
        let told = heard.iter().map(|verdict| {
            let words = finding::peers(language, &verdict.selector, &reference.networks);
            said(question, verdict, words)
        });
        Some(
            view! {
                <section class="verdict" aria-label=texts.comparison.verdict>
                    <p>{sentence}</p>
                    <ul>{told.collect_view()}</ul>
                </section>
            }
            .into_any(),
        )
    }
}

/// What one set says, with the way to it.
fn said(question: Question, verdict: &SetVerdict, words: String) -> impl IntoView + use<> {
    let mark = match (verdict.band(), verdict.reason()) {
        (Some(band), _) => view! { <BandMark band wording=Wording::Sign /> }.into_any(),
        (None, Some(reason)) => {
            let why = finding::band_reason(use_language(), reason);
            view! { <span class="band" title=why>"–"<span class="visually-hidden">{why}</span></span> }
                .into_any()
        }
        (None, None) => ().into_any(),
    };
    let set = verdict.selector.clone();
    let way = move || {
        Address::Comparison(ComparisonAddress {
            area: Some(question.area.get()),
            peers: set.clone(),
            ..question.address.get()
        })
        .to_string()
    };
    let set = verdict.selector.clone();
    let current = move || (question.address.read().peers == set).then_some("true");
    view! {
        <li>
            {mark}
            <a href=way aria-current=current>{words}</a>
            " "
            <span class="quiet">{verdict.summary.of}</span>
        </li>
    }
}
