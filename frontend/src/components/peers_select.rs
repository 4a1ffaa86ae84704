//! The choice of whom to compare with.

use crate::components::peer_picker::PeerPicker;
use crate::peers::{choices, name};
use crate::state::data::use_reference;
use crate::state::language::use_texts;
use blis_domain::area::AreaCode;
use blis_domain::peers::PeerSelector;
use leptos::html::Select;
use leptos::prelude::*;

/// The value of the option that opens the list to pick from; no selector is spelled so.
const PICK: &str = "pick";

/// The choice of whom to compare with: sets by rule, or a list picked by hand.
#[component]
pub(crate) fn PeersSelect(
    /// The present set.
    #[prop(into)]
    peers: Signal<PeerSelector>,
    /// Whose peers they are; never among those to pick from.
    #[prop(into)]
    area: Signal<AreaCode>,
    /// Called with the chosen set.
    #[prop(into)]
    on_choose: Callback<PeerSelector>,
) -> impl IntoView {
    let texts = use_texts();
    let reference = use_reference();
    let select = NodeRef::<Select>::new();
    let (picking, set_picking) = signal(false);
    let options = move || {
        choices(&peers.read(), &reference, texts)
            .into_iter()
            .map(|group| {
                let options = group
                    .sets
                    .into_iter()
                    .map(|set| {
                        let words = name(&set, &reference, texts);
                        let chosen = peers.with(|peers| *peers == set);
                        view! { <option value=set.to_string() prop:selected=chosen>{words}</option> }
                    })
                    .collect_view();
                view! { <optgroup label=group.heading>{options}</optgroup> }
            })
            .collect_view()
    };
    let choose = move |value: String| {
        if value == PICK {
            // The set stays as it is until a list has been picked.
            if let Some(select) = select.get_untracked() {
                select.set_value(&peers.get_untracked().to_string());
            }
            set_picking.set(true);
        } else if let Ok(chosen) = value.parse() {
            set_picking.set(false);
            on_choose.run(chosen);
        }
    };
    view! {
        <select
            class="choice"
            aria-label=texts.peers.label
            node_ref=select
            on:change=move |event| choose(event_target_value(&event))
        >
            {options}
            <option value=PICK>{texts.peers.pick}</option>
        </select>
        <Show when=move || picking.get()>
            <PeerPicker
                peers
                area
                on_choose=move |chosen: PeerSelector| {
                    set_picking.set(false);
                    on_choose.run(chosen);
                }
                on_close=move |()| {
                    set_picking.set(false);
                    if let Some(select) = select.get_untracked() {
                        let _ = select.focus();
                    }
                }
            />
        </Show>
    }
}
