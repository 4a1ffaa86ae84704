//! What stands behind the figure: how to read it, definition, source.

use crate::address::{Address, Moment};
use crate::api::latest_change;
use crate::components::sending::{SendButton, Sender, Sent};
use crate::pages::later::{Opened, Piece};
use crate::state::data::use_data;
use crate::state::language::{use_language, use_texts};
use crate::state::location::{Step, use_go};
use crate::state::question::Question;
use blis_domain::rights::Action;
use leptos::prelude::*;

/// The sheet of the indicator.
#[component]
pub(super) fn Sheet(
    /// The question.
    question: Question,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let indicator = question.indicator.get_value();
    let formula = indicator.formula.clone().map(|formula| {
        view! { <div><dt>{texts.comparison.formula}</dt><dd><code>{formula}</code></dd></div> }
    });
    let is_derived = indicator.formula.is_some();
    let min_count = indicator
        .min_count
        .map(|count| format!(" {}", (texts.comparison.min_count)(count)));
    let data = use_data();
    let editor = StoredValue::new(Address::Sheet(indicator.code.clone()).to_string());
    let go = use_go();
    // What is shown now is what was known at the latest change: a later one has another instant.
    let latest = Sender::question(
        |client, ()| Box::pin(latest_change(client)),
        move |moment: Option<Moment>| {
            let mut address = question.address.get_untracked();
            address.as_of = address.as_of.or(moment);
            // What is remembered or by default may be another one for whoever opens the link.
            address.area = Some(question.area.get_untracked());
            address.period = question.period.get_untracked();
            go(&Address::Comparison(address), Step::New);
        },
    );
    view! {
        <section class="sheet">
            <div>
                <h2>{texts.comparison.reading}</h2>
                <p>{indicator.reading.get(language).to_owned()}</p>
            </div>
            <div>
                <h2>{texts.comparison.definition}</h2>
                <p>{indicator.definition.get(language).to_owned()} {min_count}</p>
            </div>
            <div>
                <h2>{texts.comparison.sheet}</h2>
                <dl class="facts">
                    <div>
                        <dt>{texts.comparison.source}</dt>
                        <dd>{indicator.source.get(language).to_owned()}</dd>
                    </div>
                    <div>
                        <dt>{texts.comparison.unit}</dt>
                        <dd>{indicator.unit.name.get(language).to_owned()}</dd>
                    </div>
                    <div>
                        <dt>{texts.comparison.direction}</dt>
                        <dd>{(texts.words.direction)(indicator.direction)}</dd>
                    </div>
                    <div>
                        <dt>{texts.comparison.frequency}</dt>
                        <dd>{(texts.words.frequency)(indicator.frequency)}</dd>
                    </div>
                    {formula}
                </dl>
                {is_derived.then(|| view! { <Opened summary=texts.comparison.arithmetic piece=Piece::Arithmetic /> })}
                // The address of an earlier moment lasts by itself.
                <Show when=move || question.address.read().as_of.is_none()>
                    <p>
                        <SendButton sender=latest label=texts.comparison.lasting on_press=move |()| latest.send(()) />
                    </p>
                </Show>
                <Sent sender=latest part=texts.states.series fault=String::new() done=|_| String::new() />
                <Show when=move || data.may_any(&[Action::ManageCatalogue])>
                    <p>
                        <a class="way" href=editor.get_value()>{texts.comparison.to_sheet}</a>
                    </p>
                </Show>
            </div>
        </section>
    }
}
