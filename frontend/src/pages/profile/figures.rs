//! The figures of a profile, by policy area.

use crate::address::{ComparisonAddress, ProfileAddress};
use crate::components::figure_row::FigureRow;
use crate::state::data::use_reference;
use crate::state::language::use_texts;
use crate::state::width::use_width;
use blis_domain::compare::ComparisonSummary;
use blis_domain::indicator::{Indicator, PolicyArea};
use blis_domain::wire::Profile;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

/// Below this width of the page a row is a card, and its strip as wide as the card.
const CARDS_BELOW: u32 = 760;

/// Width of the strip in a row.
const STRIP_IN_ROW: u32 = 220;

/// The figures, by policy area.
#[component]
pub(super) fn Figures(
    /// The profile.
    profile: Arc<Profile>,
    /// The question.
    address: Memo<ProfileAddress>,
) -> impl IntoView {
    let texts = use_texts();
    let reference = use_reference();
    let list = NodeRef::<Div>::new();
    let room = use_width(list);
    let width = Signal::derive(move || match room.get() {
        0 => 0,
        room if room < CARDS_BELOW => room,
        _ => STRIP_IN_ROW,
    });
    let dimension = move || address.read().dimension;
    let section = move |policy_area: PolicyArea| {
        let row = |(indicator, item): (Arc<Indicator>, &ComparisonSummary)| {
            let asked = address.get_untracked();
            let link = ComparisonAddress {
                area: Some(profile.area.clone()),
                peers: asked.peers,
                period: asked.period,
                as_of: asked.as_of,
                ..ComparisonAddress::of(indicator.code.clone())
            };
            view! { <FigureRow indicator summary=item.clone() link width /> }
        };
        let (with_value, without): (Vec<_>, Vec<_>) = profile
            .items
            .iter()
            .filter_map(|item| Some((Arc::clone(reference.indicator(&item.indicator)?), item)))
            .filter(|(indicator, _)| indicator.policy_area == policy_area)
            .filter(|(indicator, _)| dimension().is_none_or(|one| one == indicator.dimension))
            .partition(|(_, item)| item.value.is_some());
        if with_value.is_empty() && without.is_empty() {
            return None;
        }
        // What has not come yet must not push what has out of sight; it stays one click away, with its reason.
        let fold = (!without.is_empty()).then(|| {
            let summary = (texts.profile.without)(without.len() as u64);
            view! {
                <details class="figures-without">
                    <summary>{summary}</summary>
                    <ul>{without.into_iter().map(row).collect_view()}</ul>
                </details>
            }
        });
        let [name, value, strip, rank, band, change] = texts.profile.columns;
        Some(view! {
            <section class="figures">
                <h2>{(texts.words.policy_area)(policy_area)}</h2>
                {(!with_value.is_empty())
                    .then(|| {
                        view! {
                            <div class="figure figure-head" aria-hidden="true">
                                <span>{name}</span>
                                <span class="figure-value">{value}</span>
                                <span>{strip}</span>
                                <span>{rank}</span>
                                <span>{band}</span>
                                <span>{change}</span>
                            </div>
                            <ul>{with_value.into_iter().map(row).collect_view()}</ul>
                        }
                    })}
                {fold}
            </section>
        })
    };
    view! {
        <div class="figures-list" node_ref=list>
            <p class="quiet figures-key">{texts.profile.strip}</p>
            {move || {
                let question = texts.words.dimension_question;
                dimension().map(|one| view! { <p class="quiet">{question(one)}</p> })
            }}
            {move || {
                let sections: Vec<_> = PolicyArea::ALL.iter().copied().filter_map(&section).collect();
                if sections.is_empty() {
                    view! { <p class="state">{texts.profile.none}</p> }.into_any()
                } else {
                    sections.into_any()
                }
            }}
        </div>
    }
}
