//! A list of municipalities to tick: a comparison set picked by hand.

use crate::state::data::use_reference;
use crate::state::language::{use_language, use_texts};
use blis_domain::area::AreaCode;
use blis_domain::locale::folded;
use blis_domain::peers::PeerSelector;
use leptos::html::Dialog;
use leptos::prelude::*;

/// A list of municipalities to tick, over the page.
#[component]
pub(crate) fn PeerPicker(
    /// The present set; the members of a list picked before are ticked.
    peers: Signal<PeerSelector>,
    /// Whose peers they are.
    area: Signal<AreaCode>,
    /// Called with the list.
    #[prop(into)]
    on_choose: Callback<PeerSelector>,
    /// Called when the list is closed without a choice.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let reference = use_reference();
    let dialog = NodeRef::<Dialog>::new();
    let (words, set_words) = signal(String::new());
    let ticked = RwSignal::new(match peers.get_untracked() {
        PeerSelector::Areas(codes) => codes,
        _ => Vec::new(),
    });
    Effect::new(move || {
        if let Some(dialog) = dialog.get() {
            // It can only be refused for a dialog that is open already.
            let _ = dialog.show_modal();
        }
    });
    let rows = reference
        .areas
        .iter()
        .map(|one| {
            let code = StoredValue::new(one.code.clone());
            let found = folded(one.name.get(language));
            let is_own = move || code.with_value(|code| area.read() == *code);
            let hidden = move || is_own() || !found.contains(&folded(words.read().trim()));
            let toggle = move |_| {
                ticked.update(|ticked| {
                    code.with_value(|code| match ticked.iter().position(|one| one == code) {
                        Some(place) => drop(ticked.remove(place)),
                        None => ticked.push(code.clone()),
                    });
                });
            };
            view! {
                <li hidden=hidden>
                    <label class="tick">
                        <input
                            type="checkbox"
                            prop:checked=move || code.with_value(|code| ticked.read().contains(code))
                            on:change=toggle
                        />
                        {one.name.get(language).to_owned()}
                    </label>
                </li>
            }
        })
        .collect_view();
    view! {
        <dialog
            class="picker"
            node_ref=dialog
            aria-label=texts.peers.picker
            on:close=move |_| on_close.run(())
        >
            <h2>{texts.peers.picker}</h2>
            <input
                type="search"
                class="search"
                aria-label=texts.comparison.columns[2]
                placeholder=texts.comparison.columns[2]
                on:input=move |event| set_words.set(event_target_value(&event))
            />
            <ul class="picker-list">{rows}</ul>
            <div class="picker-foot">
                <button
                    type="button"
                    class="button button-strong"
                    disabled=move || ticked.read().is_empty()
                    on:click=move |_| on_choose.run(PeerSelector::Areas(ticked.get_untracked()))
                >
                    {move || (texts.peers.picker_apply)(ticked.read().len())}
                </button>
                <button type="button" class="button" on:click=move |_| on_close.run(())>
                    {texts.peers.picker_close}
                </button>
            </div>
        </dialog>
    }
}
