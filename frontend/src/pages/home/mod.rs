//! The home page: one sentence with its choices, and the answers to it.

mod highlights;
mod sentence;

use crate::address::{Address, HomeAddress};
use crate::api;
use crate::components::empty::Empty;
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::notice::Notice;
use crate::components::peers_known::PeersKnown;
use crate::state::data::{use_data, use_reference};
use crate::state::language::{use_language, use_texts};
use crate::state::location::{Step, use_go};
use crate::state::own_area::chosen_area;
use crate::state::page_title::use_page_title;
use blis_domain::area::AreaCode;
use highlights::Highlights;
use leptos::prelude::*;
use sentence::Sentence;
use std::sync::Arc;

/// The home page.
#[component]
pub(crate) fn HomePage(
    /// The question.
    address: Memo<HomeAddress>,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let reference = use_reference();
    let Some(example) = reference.example().cloned() else {
        return view! { <Empty /> }.into_any();
    };
    let known = Arc::clone(&reference);
    let chosen = Memo::new(move |_| {
        address
            .with(|address| address.area.clone())
            .filter(|code| known.area(code).is_some())
            .or_else(|| chosen_area(&known))
    });
    let area = Memo::new(move |_| chosen.get().unwrap_or_else(|| example.clone()));
    let go = use_go();
    // The question can be sent to a colleague as soon as it is asked.
    Effect::new(move || {
        let address = address.get();
        if let (None, Some(area)) = (&address.area, chosen.get()) {
            let area = Some(area);
            go(&Address::Home(HomeAddress { area, ..address }), Step::Same);
        }
    });
    let known = Arc::clone(&reference);
    let name = Signal::derive(move || known.name(&area.read(), language).to_owned());
    use_page_title(move || (texts.home.title)(&name.read()));
    let answers = if reference.has_values() {
        view! { <Answers address area /> }.into_any()
    } else {
        view! { <Empty /> }.into_any()
    };
    view! {
        <Sentence address area />
        {move || {
            chosen
                .read()
                .is_none()
                .then(|| view! { <Notice text=(texts.home.example)(&name.read()) /> })
        }}
        {answers}
    }
    .into_any()
}

/// The answers, once the profile is here.
#[component]
fn Answers(
    /// The question.
    address: Memo<HomeAddress>,
    /// Whose.
    area: Memo<AreaCode>,
) -> impl IntoView {
    let texts = use_texts();
    let profiles = use_data().kept.cache(api::profile);
    let question = Signal::derive(move || {
        let address = address.read();
        ((area.get(), address.peers.clone(), address.period), None)
    });
    view! {
        <PeersKnown peers=Signal::derive(move || address.read().peers.clone()) area>
            <Loaded
                load=Signal::derive(move || profiles.get(&question.read()))
                part=texts.states.profile
                skeleton=Skeleton::Answers
                on_retry=move |()| profiles.retry(&question.get_untracked())
                let:profile
            >
                <Highlights profile address=address.get_untracked() />
            </Loaded>
        </PeersKnown>
    }
}
