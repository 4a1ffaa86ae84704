//! One held figure.

use crate::address::{Address, BatchAddress};
use crate::api::desk::About;
use crate::pages::desk::decision::DecisionForm;
use crate::pages::desk::ending;
use crate::pages::desk::held::DecidedHere;
use crate::pages::waiting::{FigureHead, WaitingChart, answered, public_now, said};
use crate::state::data::use_reference;
use crate::state::language::{use_desk, use_handling};
use blis_domain::desk::HeldFigure;
use blis_domain::locale::to_minute;
use leptos::prelude::*;

/// One held figure: what was sent, why it waits, its series behind it, and the decision.
#[component]
pub(super) fn Figure(
    /// The figure.
    figure: HeldFigure,
) -> impl IntoView {
    let words = use_desk();
    let reference = use_reference();
    let indicator = reference.indicator(&figure.indicator).cloned();
    let value = said(indicator.as_deref(), figure.value, figure.status);
    let stored = public_now(indicator.as_deref(), figure.stored.as_ref());
    let [sent, came] = words.labels;
    let [public, remark, answer] = use_handling().labels;
    let batch = Address::Batch(BatchAddress {
        feed: figure.feed.clone(),
        batch: figure.batch.clone(),
        outcome: None,
    });
    let why = match &figure.suspicion {
        Some(suspicion) => suspicion.message.clone(),
        None => words.not_suspect.to_owned(),
    };
    let DecidedHere(decided) = expect_context();
    let is_decided = RwSignal::new(false);
    let on_done = move |_| {
        is_decided.set(true);
        decided.update(|n| *n += 1);
    };
    let decision = match figure.as_whole {
        true => view! { <p><a href=batch.to_string()>{words.as_whole}</a></p> }.into_any(),
        false => view! { <DecisionForm about=About::Figure(figure.id.clone()) on_done /> }.into_any(),
    };
    // What was public before a decision may not be so after it, which says what is.
    let meanwhile = move || {
        let stored = stored.clone();
        (!is_decided.get()).then(|| view! { <div><dt>{public}</dt><dd>{stored}</dd></div> })
    };
    view! {
        <li class="held-figure">
            <FigureHead
                indicator=figure.indicator.clone()
                area=figure.area.clone()
                period=figure.period
                breakdown=figure.breakdown.clone()
            />
            <div class="held-told">
                <p class="held-why">{why}</p>
                <dl class="facts">
                    <div><dt>{sent}</dt><dd><span class="own-value">{value}</span></dd></div>
                    {meanwhile}
                    <div>
                        <dt>{came}</dt>
                        <dd>
                            <a href=batch.to_string()>
                                {(words.row_of)(figure.row, &to_minute(&figure.held_at), &ending(&figure.batch))}
                            </a>
                        </dd>
                    </div>
                    {figure.answer.as_ref().map(|one| view! { <div><dt>{answer}</dt><dd>{answered(one)}</dd></div> })}
                    {figure.note.clone().map(|note| view! { <div><dt>{remark}</dt><dd>{note}</dd></div> })}
                </dl>
                {decision}
            </div>
            {indicator
                // The series is that of the whole.
                .filter(|_| figure.breakdown.is_none())
                .map(|indicator| {
                    let HeldFigure { area, period, value, .. } = figure;
                    view! { <WaitingChart indicator area period value /> }
                })}
        </li>
    }
}
