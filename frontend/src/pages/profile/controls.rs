//! The choices of a profile: whose, when, with whom, and which dimension.

use crate::address::{Address, ProfileAddress};
use crate::components::segments::{Segment, Segments};
use crate::components::whose::Whose;
use crate::state::language::use_texts;
use crate::state::location::{Step, use_go};
use blis_domain::indicator::Dimension;
use leptos::prelude::*;

/// Whose, with whom, when, and which dimension.
#[component]
pub(super) fn Controls(
    /// The question.
    address: Memo<ProfileAddress>,
) -> impl IntoView {
    let texts = use_texts();
    let go = use_go();
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
        <Whose
            area=Signal::derive(move || address.read().area.clone())
            period=Signal::derive(move || address.read().period)
            peers=Signal::derive(move || address.read().peers.clone())
            on_area=move |area| ask_area(&|next| next.area = Clone::clone(&area))
            on_period=move |period| ask_period(&|next| next.period = period)
            on_peers=move |peers| ask_peers(&|next| next.peers = Clone::clone(&peers))
        />
        <Segments label=texts.profile.dimension segments />
    }
}
