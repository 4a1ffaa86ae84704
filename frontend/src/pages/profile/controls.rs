//! The choices of a profile: whose, when, with whom, and which dimension.

use crate::address::{Address, ProfileAddress};
use crate::components::area_select::AreaSelect;
use crate::components::peers_select::PeersSelect;
use crate::components::period_stepper::{PeriodStepper, Unnamed};
use crate::components::segments::{Segment, Segments};
use crate::state::data::use_reference;
use crate::state::language::use_texts;
use crate::state::location::{Step, use_go};
use crate::state::own_area::choose_area;
use blis_domain::area::AreaCode;
use blis_domain::indicator::Dimension;
use leptos::prelude::*;

/// Whose, with whom, when, and which dimension.
#[component]
pub(super) fn Controls(
    /// The question.
    address: Memo<ProfileAddress>,
) -> impl IntoView {
    let texts = use_texts();
    let years = use_reference().years();
    let go = use_go();
    let area = Signal::derive(move || address.read().area.clone());
    let ask = move |change: &dyn Fn(&mut ProfileAddress)| {
        let mut next = address.get_untracked();
        change(&mut next);
        go(&Address::Profile(next), Step::New);
    };
    let (ask_area, ask_peers, ask_period) = (ask.clone(), ask.clone(), ask);
    let segment = |dimension: Option<Dimension>| Segment {
        name: dimension
            .map_or(texts.profile.every_dimension, texts.words.dimension)
            .to_owned(),
        href: Signal::derive(move || {
            Address::Profile(ProfileAddress {
                dimension,
                ..address.get()
            })
            .to_string()
        }),
        current: Signal::derive(move || address.read().dimension == dimension),
    };
    let shown = Dimension::ALL.iter().copied().filter(|one| one.is_shown());
    let segments = std::iter::once(None)
        .chain(shown.map(Some))
        .map(segment)
        .collect();
    view! {
        <div class="controls">
            <label class="control">
                <span class="label">{texts.comparison.area}</span>
                <AreaSelect
                    area
                    label=texts.comparison.area
                    on_choose=move |area: AreaCode| {
                        choose_area(&area);
                        ask_area(&|next| next.area = area.clone());
                    }
                />
            </label>
            <div class="control">
                <span class="label" aria-hidden="true">{texts.home.period}</span>
                <PeriodStepper
                    periods=Signal::stored(years)
                    period=Signal::derive(move || address.read().period)
                    unnamed=Unnamed::Latest
                    on_choose=move |period| ask_period(&|next| next.period = period)
                />
            </div>
            <div class="control">
                <span class="label" aria-hidden="true">{texts.peers.label}</span>
                <div class="beside">
                    <PeersSelect
                        peers=Signal::derive(move || address.read().peers.clone())
                        area
                        on_choose=move |peers| ask_peers(&|next| next.peers = Clone::clone(&peers))
                    />
                </div>
            </div>
        </div>
        <Segments label=texts.profile.dimension segments />
    }
}
