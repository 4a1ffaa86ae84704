//! What stands out in a profile: the answers to the sentence.

use crate::address::{Address, BriefAddress, ComparisonAddress, HomeAddress, ProfileAddress};
use crate::components::answer::{Answer, Telling};
use crate::state::data::use_reference;
use crate::state::language::{use_brief, use_texts};
use crate::state::width::use_width;
use blis_domain::compare::ComparisonSummary;
use blis_domain::profile::highlights;
use blis_domain::wire::Profile;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

/// Answers of each kind: as many as are read before a meeting.
const MOST_ANSWERS: usize = 3;

/// What stands out in the profile.
#[component]
pub(super) fn Highlights(
    /// The profile.
    profile: Arc<Profile>,
    /// The question, for the links.
    address: HomeAddress,
) -> impl IntoView {
    let texts = use_texts();
    let reference = use_reference();
    let column = NodeRef::<Div>::new();
    let width = use_width(column);
    let found = highlights(&reference.indicators, &profile.items, MOST_ANSWERS);
    let list = |items: &[&ComparisonSummary], telling: Telling, none: &'static str| {
        if items.is_empty() {
            return view! { <p class="quiet">{none}</p> }.into_any();
        }
        let answers = items
            .iter()
            .filter_map(|item| {
                let indicator = Arc::clone(reference.indicator(&item.indicator)?);
                let link = ComparisonAddress {
                    area: Some(profile.area.clone()),
                    peers: address.peers.clone(),
                    period: address.period,
                    ..ComparisonAddress::of(item.indicator.clone())
                };
                let summary = (*item).clone();
                Some(view! { <Answer indicator summary telling link width /> })
            })
            .collect_view();
        view! { <ul class="answers">{answers}</ul> }.into_any()
    };
    let with_value = profile.items.iter().filter(|item| item.value.is_some()).count();
    if with_value == 0 {
        return view! { <p class="state">{texts.home.no_values}</p> }.into_any();
    }
    // Where nobody could be in a quarter, that nothing is in one says nothing.
    let no_bands = profile
        .items
        .iter()
        .all(|item| item.band.is_none())
        .then_some(texts.home.no_bands);
    let better = list(
        &found.better,
        Telling::Rank,
        no_bands.unwrap_or(texts.home.better_none),
    );
    let worse = list(
        &found.worse,
        Telling::Rank,
        no_bands.unwrap_or(texts.home.worse_none),
    );
    let changed = list(&found.changed, Telling::Change, texts.home.changed_none);
    let whole = Address::Profile(ProfileAddress {
        peers: address.peers.clone(),
        period: address.period,
        ..ProfileAddress::of(profile.area.clone())
    });
    let brief = Address::Brief(BriefAddress {
        area: profile.area.clone(),
        peers: address.peers.clone(),
        period: address.period,
        as_of: None,
    });
    view! {
        <div class="highlights">
            <section>
                <h2 class="heading-best">{texts.home.better}</h2>
                <div node_ref=column>{better}</div>
            </section>
            <section>
                <h2 class="heading-worst">{texts.home.worse}</h2>
                {worse}
            </section>
            <section class="changes">
                <h2>{texts.home.changed}</h2>
                {changed}
            </section>
        </div>
        <p class="ways">
            <span>{(texts.home.with_value)(with_value as u64, profile.items.len() as u64)}</span>
            <a class="way" href=whole.to_string()>{texts.home.whole_profile}</a>
            <a class="way" href=brief.to_string()>{use_brief().title}</a>
        </p>
        <p class="quiet">{texts.home.relative}</p>
    }
    .into_any()
}
