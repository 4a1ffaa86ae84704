//! The choice of a municipality.

use crate::state::data::use_reference;
use crate::state::language::{use_language, use_texts};
use blis_domain::area::{Area, AreaCode};
use leptos::prelude::*;

/// The choice of a municipality: the pilots first, then all others.
#[component]
pub(crate) fn AreaSelect(
    /// The present one.
    #[prop(into)]
    area: Signal<AreaCode>,
    /// Its accessible name.
    label: &'static str,
    /// Called with the chosen one.
    #[prop(into)]
    on_choose: Callback<AreaCode>,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let reference = use_reference();
    let option = move |one: &Area| {
        let code = one.code.clone();
        let value = code.to_string();
        view! {
            <option value=value prop:selected=move || area.read() == code>
                {one.name.get(language).to_owned()}
            </option>
        }
    };
    let of = |pilot: bool| {
        reference
            .areas
            .iter()
            .filter(|one| one.pilot == pilot)
            .map(option)
            .collect_view()
    };
    view! {
        <select
            class="choice choice-us"
            aria-label=label
            on:change=move |event| {
                if let Ok(code) = event_target_value(&event).parse() {
                    on_choose.run(code);
                }
            }
        >
            <optgroup label=texts.words.pilots>{of(true)}</optgroup>
            <optgroup label=texts.words.others>{of(false)}</optgroup>
        </select>
    }
}
