//! Who the profile is of.

use crate::state::language::{use_language, use_texts};
use crate::state::page_title::use_page_title;
use blis_domain::area::Area;
use blis_domain::locale::number;
use leptos::prelude::*;
use std::sync::Arc;

/// Who it is.
#[component]
pub(super) fn Head(
    /// The municipality.
    area: Arc<Area>,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let name = area.name.get(language).to_owned();
    use_page_title({
        let name = name.clone();
        move || (texts.profile.title)(&name)
    });
    let inhabitants = number(language, f64::from(area.population), 0);
    let mut facts = vec![
        (texts.words.kind)(area.kind).to_owned(),
        (texts.words.planning_region)(&area.planning_region),
        (texts.profile.population)(&inhabitants, area.population_year),
    ];
    let codes: Vec<&str> = area.networks.iter().map(|code| code.as_str()).collect();
    if !codes.is_empty() {
        facts.push((texts.profile.networks)(&codes.join(", ")));
    }
    let successors: Vec<&str> = area.successors.iter().map(|one| one.name.get(language)).collect();
    let successor = (!successors.is_empty()).then(|| (texts.profile.successor)(&successors.join(", ")));
    view! {
        <h1>{name}</h1>
        <p class="subtitle">{facts.join(" · ")}</p>
        {successor.map(|text| view! { <p class="quiet">{text}</p> })}
    }
}
