//! The choice of whom to compare with.

use crate::components::peer_picker::PeerPicker;
use crate::peers::choices;
use crate::state::data::use_reference;
use crate::state::language::{use_language, use_texts};
use blis_domain::area::AreaCode;
use blis_domain::finding;
use blis_domain::peers::PeerSelector;
use leptos::html::Button;
use leptos::prelude::*;

/// The choice of whom to compare with: sets by rule, or a list picked by hand.
#[component]
pub(crate) fn PeersSelect(
    /// The present set.
    #[prop(into)]
    peers: Signal<PeerSelector>,
    /// Whose peers they are; never among those to pick from.
    #[prop(into)]
    area: Signal<AreaCode>,
    /// What ends the sentence it stands in.
    #[prop(optional)]
    end: &'static str,
    /// Called with the chosen set.
    #[prop(into)]
    on_choose: Callback<PeerSelector>,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let reference = use_reference();
    let button = NodeRef::<Button>::new();
    let (picking, set_picking) = signal(false);
    let options = move || {
        choices(&peers.read(), &reference, texts)
            .into_iter()
            .map(|group| {
                let options = group
                    .sets
                    .into_iter()
                    .map(|set| {
                        let words = finding::peers(language, &set, &reference.networks);
                        let chosen = peers.with(|peers| *peers == set);
                        view! { <option value=set.to_string() prop:selected=chosen>{words}</option> }
                    })
                    .collect_view();
                view! { <optgroup label=group.heading>{options}</optgroup> }
            })
            .collect_view()
    };
    let close = move |()| {
        set_picking.set(false);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    view! {
        <span class="unbroken">
            <select
                class="choice"
                aria-label=texts.peers.label
                on:change=move |event| {
                    if let Ok(chosen) = event_target_value(&event).parse() {
                        on_choose.run(chosen);
                    }
                }
            >
                {options}
            </select>
            {end}
        </span>
        " "
        <button
            type="button"
            class="choose-more"
            aria-haspopup="dialog"
            node_ref=button
            on:click=move |_| set_picking.set(true)
        >
            {texts.peers.pick}
        </button>
        <Show when=move || picking.get()>
            <PeerPicker
                peers
                area
                on_choose=move |chosen: PeerSelector| {
                    close(());
                    on_choose.run(chosen);
                }
                on_close=close
            />
        </Show>
    }
}
