//! What stands behind the figure: how to read it, definition, source.

use crate::address::{Address, Moment};
use crate::pages::comparison::arithmetic::ArithmeticOf;
use crate::state::data::use_data;
use crate::state::language::{use_language, use_texts};
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
    let lasting = move || {
        let mut address = question.address.get();
        address.as_of.get_or_insert_with(Moment::now);
        // What is remembered or by default may be another one for whoever opens the link.
        address.area = Some(question.area.get());
        address.period = question.period.get();
        Address::Comparison(address).to_string()
    };
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
                {is_derived.then(|| view! { <ArithmeticOf question /> })}
                <p>
                    <a class="way" href=lasting>{texts.comparison.lasting}</a>
                </p>
                <Show when=move || data.may_any(&[Action::ManageCatalogue])>
                    <p>
                        <a class="way" href=editor.get_value()>{texts.comparison.to_sheet}</a>
                    </p>
                </Show>
            </div>
        </section>
    }
}
