//! The catalogue: every indicator, by policy area, found by words.

use crate::address::{Address, CatalogueAddress, ComparisonAddress};
use crate::components::indicator_list::IndicatorList;
use crate::components::segments::{Segment, Segments};
use crate::state::data::use_reference;
use crate::state::language::{use_language, use_reading, use_texts};
use crate::state::location::{Step, use_go};
use crate::state::page_title::use_page_title;
use blis_domain::indicator::{Indicator, PolicyArea};
use blis_domain::locale::folded;
use leptos::prelude::*;
use std::sync::Arc;

/// The catalogue.
#[component]
pub(crate) fn CataloguePage(
    /// What is looked for.
    address: Memo<CatalogueAddress>,
) -> impl IntoView {
    let texts = use_texts();
    let reading = use_reading();
    let language = use_language();
    let reference = use_reference();
    let go = use_go();
    use_page_title(move || reading.catalogue.title.to_owned());
    // What a word is looked for in, folded once.
    let searched: Vec<(String, Arc<Indicator>)> = reference
        .indicators
        .iter()
        .map(|one| {
            let (name, definition) = (&one.name, one.definition.get(language));
            // A word of either language finds a name: catalogues are quoted in both.
            let text = format!("{} {} {} {definition}", name.lv, name.en, one.code);
            (folded(&text), Arc::clone(one))
        })
        .collect();
    let found = Signal::derive(move || {
        let address = address.read();
        let words = folded(&address.words);
        searched
            .iter()
            .filter(|(text, one)| {
                address.policy_area.is_none_or(|area| area == one.policy_area)
                    && words.split_whitespace().all(|word| text.contains(word))
            })
            .map(|(_, one)| Arc::clone(one))
            .collect::<Vec<_>>()
    });
    let shown = move || count(&found.get(), |one| one.dimension.is_shown());
    let segment = |policy_area: Option<PolicyArea>| Segment {
        name: policy_area
            .map_or(reading.catalogue.every_policy_area, texts.words.policy_area)
            .to_owned(),
        href: Signal::derive(move || {
            Address::Catalogue(CatalogueAddress {
                policy_area,
                ..address.get()
            })
            .to_string()
        }),
        current: Signal::derive(move || address.read().policy_area == policy_area),
    };
    let segments = std::iter::once(None)
        .chain(PolicyArea::ALL.iter().copied().map(Some))
        .map(segment)
        .collect();
    view! {
        <div class="prose">
            <h1>{reading.catalogue.title}</h1>
            <p>{reading.catalogue.intro}</p>
        </div>
        <search class="finder">
            <input
                type="search"
                class="search"
                aria-label=reading.catalogue.search
                placeholder=reading.catalogue.search
                prop:value=move || address.read().words.clone()
                on:input=move |event| {
                    let words = event_target_value(&event);
                    go(&Address::Catalogue(CatalogueAddress { words, ..address.get_untracked() }), Step::Same);
                }
            />
            <Segments label=reading.catalogue.policy_area segments />
        </search>
        <p class="quiet" role="status">{move || (reading.catalogue.found)(shown())}</p>
        {move || {
            let found = found.get();
            if found.is_empty() {
                return view! { <p class="state">{reading.catalogue.none}</p> }.into_any();
            }
            PolicyArea::ALL.iter().map(|area| section(*area, &found)).collect_view().into_any()
        }}
    }
}

fn count(indicators: &[Arc<Indicator>], is: impl Fn(&Indicator) -> bool) -> u64 {
    indicators.iter().filter(|one| is(one)).count() as u64
}

/// The indicators of a policy area; its base indicators folded away below the others.
fn section(policy_area: PolicyArea, found: &[Arc<Indicator>]) -> Option<AnyView> {
    let texts = use_texts();
    let reading = use_reading();
    let of_area = || found.iter().filter(|one| one.policy_area == policy_area);
    let (base, others): (Vec<_>, Vec<_>) = of_area().cloned().partition(|one| !one.dimension.is_shown());
    if base.is_empty() && others.is_empty() {
        return None;
    }
    let link = |one: &Indicator| ComparisonAddress::of(one.code.clone());
    let fold = (!base.is_empty()).then(|| {
        view! {
            <details>
                <summary>{(reading.catalogue.base)(base.len() as u64)}</summary>
                <IndicatorList indicators=base link />
            </details>
        }
    });
    let view = view! {
        <section>
            <h2>{(texts.words.policy_area)(policy_area)}</h2>
            <IndicatorList indicators=others link />
            {fold}
        </section>
    };
    Some(view.into_any())
}
