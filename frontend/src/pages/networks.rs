//! The thematic networks.

use crate::address::Address;
use crate::components::notice::Notice;
use crate::state::data::use_reference;
use crate::state::language::{use_language, use_reading};
use crate::state::page_title::use_page_title;
use blis_domain::network::Network;
use leptos::prelude::*;

/// All networks, each with what it works on and its size.
#[component]
pub(crate) fn NetworksPage() -> impl IntoView {
    let reading = use_reading();
    let language = use_language();
    let reference = use_reference();
    use_page_title(move || reading.networks.title.to_owned());
    let invented = reference.networks.iter().any(|network| network.demonstration);
    let entry = |network: &Network| {
        let names: Vec<&str> = network
            .members
            .iter()
            .map(|code| reference.name(code, language))
            .collect();
        view! {
            <li class="network">
                <span class="network-code">{network.code.to_string()}</span>
                <div>
                    <h2>
                        <a href=Address::Network(network.code.clone()).to_string()>
                            {network.name.get(language).to_owned()}
                        </a>
                    </h2>
                    <p>{network.theme.get(language).to_owned()}</p>
                    <p class="quiet">
                        {(reading.networks.members)(u64::from(network.counts.members))} " · "
                        {(reading.networks.indicators)(u64::from(network.counts.indicators))}
                    </p>
                </div>
                <p class="quiet">{names.join(", ")}</p>
            </li>
        }
    };
    view! {
        <div class="prose">
            <h1>{reading.networks.title}</h1>
            <p>{reading.networks.intro}</p>
        </div>
        {invented.then(|| view! { <Notice text=reading.networks.invented /> })}
        <ul class="networks">{reference.networks.iter().map(entry).collect_view()}</ul>
    }
}
