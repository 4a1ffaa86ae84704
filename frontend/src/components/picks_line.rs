//! The picked comparators by name, each in its colour, each to be let go.

use crate::state::data::use_reference;
use crate::state::language::{use_language, use_texts};
use blis_domain::area::AreaCode;
use leptos::html::{Button, ElementType, P};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A picked comparator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picked {
    /// Its place among the picks, and so its colour.
    pub(crate) place: usize,
    /// Which it is.
    pub(crate) area: AreaCode,
    /// Whether it is among those compared; otherwise it has no place in the ranking.
    pub(crate) compared: bool,
}

/// The picked comparators, or how to pick one.
#[component]
pub(crate) fn PicksLine(
    /// The picked ones, in the order of their colours.
    picks: Signal<Vec<Picked>>,
    /// Called with the one to let go.
    #[prop(into)]
    on_let_go: Callback<AreaCode>,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let reference = use_reference();
    // The button that had the focus goes with its municipality; the focus goes on to what takes its place.
    let letting_go = StoredValue::new(None::<usize>);
    move || {
        let picks = picks.get();
        let left = letting_go.try_update_value(Option::take).flatten();
        if picks.is_empty() {
            let hint = NodeRef::<P>::new();
            if left.is_some() {
                focus(hint);
            }
            return view! {
                <p class="quiet picks-hint" tabindex="-1" node_ref=hint>
                    {texts.comparison.pick_hint}
                </p>
            }
            .into_any();
        }
        let next = left.map(|place| place.min(picks.len() - 1));
        let chips = picks
            .into_iter()
            .enumerate()
            .map(|(at, picked)| {
                let Picked {
                    place,
                    area,
                    compared,
                } = picked;
                let name = reference.name(&area, language).to_owned();
                let label = (texts.comparison.let_go)(&name);
                let button = NodeRef::<Button>::new();
                if next == Some(at) {
                    focus(button);
                }
                view! {
                    <li>
                        <button
                            type="button"
                            class=format!("pick pick-{}", place + 1)
                            aria-label=label
                            node_ref=button
                            on:click=move |_| {
                                letting_go.set_value(Some(at));
                                on_let_go.run(area.clone());
                            }
                        >
                            <span class="pick-dot" aria-hidden="true"></span>
                            {name}
                            {(!compared).then_some(texts.comparison.not_compared)}
                            <span aria-hidden="true">"×"</span>
                        </button>
                    </li>
                }
            })
            .collect_view();
        view! {
            <div class="picks">
                <span class="label">{texts.comparison.picks}</span>
                <ul>{chips}</ul>
            </div>
        }
        .into_any()
    }
}

/// Gives an element the focus as soon as it stands in the page.
fn focus<E>(element: NodeRef<E>)
where
    E: ElementType,
    E::Output: JsCast + Clone + Into<HtmlElement> + 'static,
{
    Effect::new(move || {
        if let Some(element) = element.get() {
            let _ = Into::<HtmlElement>::into(element).focus();
        }
    });
}
