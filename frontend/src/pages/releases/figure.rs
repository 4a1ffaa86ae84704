//! One figure that waits to become public, as those see it who are asked about it.

use crate::pages::releases::answer::AnswerForm;
use crate::pages::releases::explanation::ExplanationForm;
use crate::pages::waiting::{FigureHead, WaitingChart, answered, public_now, said};
use crate::state::data::use_reference;
use crate::state::language::{use_handling, use_language, use_releases};
use blis_domain::indicator::Indicator;
use blis_domain::locale::to_minute;
use blis_domain::observation::ObservationKey;
use blis_domain::preview::{PreviewFigure, WaitsFor};
use leptos::prelude::*;
use std::sync::Arc;

/// One figure: what is new, what is public meanwhile, what it waits for, and the answer to it.
#[component]
pub(super) fn Figure(
    /// The figure.
    figure: PreviewFigure,
) -> impl IntoView {
    let words = use_releases();
    let language = use_language();
    let reference = use_reference();
    let indicator = reference.indicator(&figure.indicator).cloned();
    let value = said(indicator.as_deref(), figure.value, figure.status);
    let stored = public_now(indicator.as_deref(), figure.stored.as_ref());
    let waits_for = match (figure.waits_for, &figure.release) {
        (WaitsFor::Decision, _) => words.for_decision.to_owned(),
        (WaitsFor::Release, None) => words.for_release.to_owned(),
        (WaitsFor::Release, Some(release)) => {
            let at = release.public_at().map(|at| format!("{} UTC", to_minute(at)));
            (words.for_planned)(release.stage, at.as_deref().unwrap_or(words.no_instant))
        }
    };
    let [new, waits, explanation] = words.labels;
    let [public, remark, answer] = use_handling().labels;
    let explained = figure
        .explanation
        .as_ref()
        .map(|one| one.text(language).to_owned());
    // It is the whole that is explained.
    let explanation_form = figure.breakdown.is_none().then(|| {
        let key = ObservationKey::whole(figure.indicator.clone(), figure.area.clone(), figure.period);
        let (id, before) = (figure.id.clone(), figure.explanation.clone());
        view! { <ExplanationForm figure=key id before waits=true /> }
    });
    view! {
        <li class="held-figure held-figure-narrow">
            <FigureHead
                indicator=figure.indicator.clone()
                area=figure.area.clone()
                period=figure.period
                breakdown=figure.breakdown.clone()
                below=true
            />
            <div class="held-told">
                {figure
                    .suspicion
                    .as_ref()
                    .map(|suspicion| view! { <p class="held-why">{suspicion.message.clone()}</p> })}
                <dl class="facts">
                    <div><dt>{new}</dt><dd><span class="own-value">{value}</span></dd></div>
                    <div><dt>{public}</dt><dd>{stored}</dd></div>
                    <div><dt>{waits}</dt><dd>{waits_for}</dd></div>
                    {figure.answer.as_ref().map(|one| view! { <div><dt>{answer}</dt><dd>{answered(one)}</dd></div> })}
                    {explained.map(|text| view! { <div><dt>{explanation}</dt><dd>{text}</dd></div> })}
                    {figure.note.clone().map(|note| view! { <div><dt>{remark}</dt><dd>{note}</dd></div> })}
                </dl>
                <AnswerForm figure=figure.clone() />
                {explanation_form}
            </div>
            {indicator
                // The series is that of the whole.
                .filter(|_| figure.breakdown.is_none())
                .map(|indicator| view! { <Series indicator figure /> })}
        </li>
    }
}

/// The series of the figure, drawn once the reader asks for it: a municipality may have many figures.
#[component]
fn Series(indicator: Arc<Indicator>, figure: PreviewFigure) -> impl IntoView {
    let opened = RwSignal::new(false);
    let PreviewFigure {
        area, period, value, ..
    } = figure;
    let (indicator, area) = (StoredValue::new(indicator), StoredValue::new(area));
    view! {
        <details on:toggle=move |_| opened.set(true)>
            <summary>{use_releases().series}</summary>
            <Show when=move || opened.get()>
                <WaitingChart indicator=indicator.get_value() area=area.get_value() period value />
            </Show>
        </details>
    }
}
