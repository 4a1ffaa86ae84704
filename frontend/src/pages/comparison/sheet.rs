//! What stands behind the figure: how to read it, definition, source.

use crate::state::language::{use_language, use_texts};
use crate::state::question::Question;
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
    let min_count = indicator
        .min_count
        .map(|count| format!(" {}", (texts.comparison.min_count)(count)));
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
            </div>
        </section>
    }
}
