//! One network: its members and the indicators of its theme.

use crate::address::{Address, ComparisonAddress, ProfileAddress};
use crate::components::indicator_list::IndicatorList;
use crate::components::notice::Notice;
use crate::pages::NotFoundPage;
use crate::reference::Reference;
use crate::state::data::use_reference;
use crate::state::language::{use_language, use_reading};
use crate::state::page_title::use_page_title;
use blis_domain::network::{Network, NetworkCode};
use blis_domain::peers::PeerSelector;
use leptos::prelude::*;

/// One network.
#[component]
pub(crate) fn NetworkPage(
    /// Which.
    code: Memo<NetworkCode>,
) -> impl IntoView {
    let reference = use_reference();
    move || match reference.network(&code.read()) {
        Some(network) => view! { <Room network=network.clone() /> }.into_any(),
        None => view! { <NotFoundPage /> }.into_any(),
    }
}

#[component]
fn Room(
    /// The network.
    network: Network,
) -> impl IntoView {
    let reading = use_reading();
    let language = use_language();
    let reference = use_reference();
    let title = network.name.get(language).to_owned();
    use_page_title({
        let title = title.clone();
        move || title.clone()
    });
    let indicators = reference
        .profile_indicators()
        .filter(|indicator| indicator.policy_area == network.policy_area)
        .cloned()
        .collect();
    let stage = network
        .stage
        .map_or(reading.networks.no_stage, reading.networks.stage_name);
    let coordinator = network
        .coordinator
        .clone()
        .unwrap_or_else(|| reading.networks.no_coordinator.to_owned());
    view! {
        <div class="prose">
            <p class="kicker">{network.code.to_string()}</p>
            <h1>{title}</h1>
            <p>{network.theme.get(language).to_owned()}</p>
            <dl class="facts">
                <div><dt>{reading.networks.stage}</dt><dd>{stage}</dd></div>
                <div><dt>{reading.networks.coordinator}</dt><dd>{coordinator}</dd></div>
            </dl>
        </div>
        {network.demonstration.then(|| view! { <Notice text=reading.networks.invented /> })}
        <section>
            <h2>
                {reading.networks.member_list}
                <span class="count">{network.members.len()}</span>
            </h2>
            {members(&network, &reference)}
        </section>
        <section>
            <h2>{reading.networks.indicator_list}</h2>
            <IndicatorList indicators link=|indicator| ComparisonAddress::of(indicator.code.clone()) />
        </section>
    }
}

/// The members, each leading to its profile among the members.
fn members(network: &Network, reference: &Reference) -> AnyView {
    if network.members.is_empty() {
        return view! { <p class="quiet">{use_reading().networks.no_members}</p> }.into_any();
    }
    let language = use_language();
    let member = |code: &_| {
        let profile = Address::Profile(ProfileAddress {
            peers: PeerSelector::Network(network.code.clone()),
            ..ProfileAddress::of(Clone::clone(code))
        });
        view! { <li><a href=profile.to_string()>{reference.name(code, language).to_owned()}</a></li> }
    };
    view! { <ul class="columns">{network.members.iter().map(member).collect_view()}</ul> }.into_any()
}
