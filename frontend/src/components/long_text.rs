//! A field for text of several lines.

use leptos::prelude::*;

/// A field for text of several lines. Its label stands in front of it, with `for` its id.
#[component]
pub(crate) fn LongText(
    /// Its id.
    id: String,
    /// What was typed.
    value: RwSignal<String>,
    /// The most characters.
    longest: usize,
    /// The ids of what tells about it: a hint, and the sentence about what is missing.
    described_by: String,
    /// Whether that what is missing is missing here.
    #[prop(into)]
    invalid: Signal<bool>,
    /// The language of the text, where that is not the one of the page.
    #[prop(optional)]
    lang: Option<&'static str>,
) -> impl IntoView {
    view! {
        <textarea
            id=id
            lang=lang
            rows="2"
            maxlength=longest.to_string()
            aria-describedby=described_by
            aria-invalid=move || invalid.get().then_some("true")
            prop:value=value
            on:input=move |event| value.set(event_target_value(&event))
        ></textarea>
    }
}
