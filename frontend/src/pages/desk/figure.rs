//! One held figure.

use crate::address::{Address, BatchAddress, ComparisonAddress, View};
use crate::api::desk::About;
use crate::pages::desk::chart::SuspectChart;
use crate::pages::desk::decision::DecisionForm;
use crate::state::data::use_reference;
use crate::state::language::{use_desk, use_language, use_texts};
use blis_domain::desk::HeldFigure;
use blis_domain::finding;
use blis_domain::locale::{quantity, shortest, shortest_decimals, to_minute};
use blis_domain::status::ObservationStatus;
use leptos::prelude::*;

/// One held figure: what was sent, why it waits, its series behind it, and the decision.
#[component]
pub(super) fn Figure(
    /// The figure.
    figure: HeldFigure,
) -> impl IntoView {
    let words = use_desk();
    let texts = use_texts();
    let language = use_language();
    let reference = use_reference();
    let indicator = reference.indicator(&figure.indicator).cloned();
    let area = reference.name(&figure.area, language).to_owned();
    let name = indicator.as_ref().map_or(figure.indicator.to_string(), |one| {
        one.name.get(language).to_owned()
    });
    let said = |value: Option<f64>, status: ObservationStatus| {
        let number = value.map(|value| match &indicator {
            // A slip of the unit may lie behind the decimals that the sheet shows.
            Some(one) => {
                let decimals = one.decimals.max(shortest_decimals(value));
                quantity(language, value, decimals, one.unit.symbol.get(language))
            }
            None => shortest(language, value),
        });
        let number = number.unwrap_or_else(|| texts.words.no_value.to_owned());
        match finding::status(language, status) {
            Some(status) => format!("{number} ({status})"),
            None => number,
        }
    };
    let stored = figure
        .stored
        .as_ref()
        .map_or(words.nothing_public.to_owned(), |stored| {
            said(stored.value, stored.status)
        });
    let [sent, public, came, remark] = words.labels;
    let batch = Address::Batch(BatchAddress {
        feed: figure.feed.clone(),
        batch: figure.batch.clone(),
        outcome: None,
    });
    let comparison = Address::Comparison(ComparisonAddress {
        area: Some(figure.area.clone()),
        view: View::Trend,
        ..ComparisonAddress::of(figure.indicator.clone())
    });
    let why = match &figure.suspicion {
        Some(suspicion) => suspicion.message.clone(),
        None => words.not_suspect.to_owned(),
    };
    let decision = match figure.as_whole {
        true => view! { <p><a href=batch.to_string()>{words.as_whole}</a></p> }.into_any(),
        false => view! { <DecisionForm about=About::Figure(figure.id.clone()) on_done=|()| () /> }.into_any(),
    };
    view! {
        <li class="held-figure">
            <div class="held-head">
                <h2>
                    <a href=comparison.to_string()>{name}</a>
                </h2>
                <p class="subtitle">{area} " · " {figure.period.to_string()}</p>
            </div>
            <div class="held-told">
                <p class="held-why">{why}</p>
                <dl class="facts">
                    <div><dt>{sent}</dt><dd><span class="own-value">{said(figure.value, figure.status)}</span></dd></div>
                    <div><dt>{public}</dt><dd>{stored}</dd></div>
                    <div>
                        <dt>{came}</dt>
                        <dd>
                            <a href=batch.to_string()>{(words.row_of)(figure.row, &to_minute(&figure.held_at))}</a>
                        </dd>
                    </div>
                    {figure.note.clone().map(|note| view! { <div><dt>{remark}</dt><dd>{note}</dd></div> })}
                </dl>
                {decision}
            </div>
            {indicator.map(|indicator| view! { <SuspectChart indicator figure /> })}
        </li>
    }
}
