//! The profile: every indicator of a municipality beside its peers, by policy area.

mod controls;
mod figures;
mod head;

use crate::address::{Address, BriefAddress, ProfileAddress};
use crate::api;
use crate::components::empty::Empty;
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::peers_known::PeersKnown;
use crate::components::then::Then;
use crate::pages::NotFoundPage;
use crate::state::cache::Load;
use crate::state::data::{use_data, use_reference};
use crate::state::language::{use_brief, use_texts};
use controls::Controls;
use figures::Figures;
use head::Head;
use leptos::prelude::*;
use std::sync::Arc;

/// The profile of a municipality.
#[component]
pub(crate) fn ProfilePage(
    /// The question.
    address: Memo<ProfileAddress>,
) -> impl IntoView {
    let data = use_data();
    let profiles = data.kept.cache(api::profile);
    let texts = use_texts();
    let reference = use_reference();
    let code = Memo::new(move |_| address.with(|address| address.area.clone()));
    let question = Signal::derive(move || {
        let address = address.read();
        let question = (address.area.clone(), address.peers.clone(), address.period);
        (question, address.as_of.clone())
    });
    let then = Memo::new(move |_| address.read().as_of.clone());
    let brief = move || {
        let ProfileAddress {
            area,
            peers,
            period,
            as_of,
            ..
        } = address.get();
        Address::Brief(BriefAddress {
            area,
            peers,
            period,
            as_of,
        })
    };
    let has_values = reference.has_values();
    move || {
        let Some(area) = reference.area(&code.read()).cloned() else {
            return view! { <NotFoundPage /> }.into_any();
        };
        let figures = if has_values {
            view! {
                <PeersKnown
                    peers=Signal::derive(move || address.read().peers.clone())
                    area=code
                    then=Signal::derive(move || address.read().as_of.is_some())
                >
                    <Loaded
                        load=Signal::derive(move || profiles.get(&question.read()))
                        part=texts.states.profile
                        skeleton=Skeleton::Rows
                        on_retry=move |()| profiles.retry(&question.get_untracked())
                        let:profile
                    >
                        <Figures profile address />
                    </Loaded>
                </PeersKnown>
            }
            .into_any()
        } else {
            view! { <Empty /> }.into_any()
        };
        let now = Arc::new(area);
        let head = Signal::derive(move || match then.get() {
            None => Load::Ready(Arc::clone(&now)),
            // In which networks it was then.
            moment => data.areas.get(&(code.get(), moment)),
        });
        view! {
            <Then
                moment=Signal::from(then)
                now=Signal::derive(move || Address::Profile(ProfileAddress { as_of: None, ..address.get() }))
            />
            <Loaded
                load=head
                part=texts.states.profile
                skeleton=Skeleton::Page
                on_retry=move |()| data.areas.retry(&(code.get_untracked(), then.get_untracked()))
                let:area
            >
                <Head area />
            </Loaded>
            <Controls address />
            <p class="ways"><a class="way" href=move || brief().to_string()>{use_brief().title}</a></p>
            {figures}
        }
        .into_any()
    }
}
