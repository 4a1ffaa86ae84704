//! The title that states the finding, and the line that says of what.

use crate::state::data::use_reference;
use crate::state::language::{use_language, use_texts};
use crate::state::page_title::use_page_title;
use crate::state::question::Question;
use blis_domain::finding;
use blis_domain::indicator::Dimension;
use leptos::prelude::*;

/// The title that states the finding, and the line that says of what.
#[component]
pub(super) fn Heading(
    /// The question.
    question: Question,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let reference = use_reference();
    let indicator = question.indicator.get_value();
    let topic = indicator.name.get(language).to_owned();
    let unit = indicator.unit.name.get(language).to_owned();
    let policy_area = (texts.words.policy_area)(indicator.policy_area);
    let kicker = match indicator.dimension {
        // Of the same name as its policy area.
        Dimension::Context => policy_area.to_owned(),
        dimension => format!("{policy_area} · {}", (texts.words.dimension)(dimension)),
    };
    let names = reference.clone();
    let headline = move || {
        let area = question.area.get();
        let name = names.name(&area, language);
        match question.comparison.get() {
            Some(comparison) => finding::headline(language, name, &indicator, &comparison.summary),
            None => name.to_owned(),
        }
    };
    let facts = move || {
        let mut facts = vec![unit.clone()];
        if let Some(comparison) = question.comparison.get() {
            let summary = &comparison.summary;
            let peers = finding::peers(language, &question.address.read().peers, &reference.networks);
            facts.push(finding::compared_with(
                language,
                &peers,
                summary.peers.n,
                summary.peers.with_value,
            ));
            facts.extend(summary.period.map(|period| period.to_string()));
            facts.extend(finding::status(language, summary.status).map(str::to_owned));
        }
        facts.join(" · ")
    };
    use_page_title({
        let (topic, headline) = (topic.clone(), headline.clone());
        move || format!("{} · {topic}", headline())
    });
    view! {
        <p class="kicker">{kicker}</p>
        <h1 class="headline">{headline}</h1>
        <p class="subtitle"><strong>{topic}</strong> " · " {facts}</p>
    }
}
