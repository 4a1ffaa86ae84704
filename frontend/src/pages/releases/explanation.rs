//! The form of an explanation: of a figure that waits, with which it appears, and of one that everybody sees.

use crate::api::releases::{Saying, explain};
use crate::components::long_text::LongText;
use crate::components::sending::{SendButton, Sender, Sent};
use crate::state::language::use_releases;
use blis_domain::explanation::{LONGEST_EXPLANATION, WriteExplanation, explanation};
use blis_domain::observation::ObservationKey;
use leptos::prelude::*;

/// The form of an explanation.
#[component]
pub(super) fn ExplanationForm(
    /// The figure.
    figure: ObservationKey,
    /// What tells the form from others of the page.
    id: String,
    /// What is said of the figure before.
    before: Option<WriteExplanation>,
    /// Whether the figure waits to become public.
    waits: bool,
    /// Called with what is said since.
    #[prop(optional)]
    on_done: Option<Callback<Saying>>,
) -> impl IntoView {
    let words = use_releases();
    // What can be withdrawn.
    let stands = RwSignal::new(before.is_some());
    let lv = RwSignal::new(before.as_ref().map_or(String::new(), |one| one.lv.clone()));
    let en = RwSignal::new(before.and_then(|one| one.en).unwrap_or_default());
    let sender = Sender::new(
        |client, saying| Box::pin(explain(client, saying)),
        move |saying: Saying| {
            stands.set(saying.said.is_some());
            if saying.said.is_none() {
                lv.set(String::new());
                en.set(String::new());
            }
            if let Some(on_done) = on_done {
                on_done.run(saying);
            }
        },
    );
    let figure = StoredValue::new(figure);
    let say = move |said| {
        let figure = figure.get_value();
        sender.send(Saying { figure, waits, said });
    };
    let send = move |()| {
        let (lv, en) = (lv.get_untracked(), en.get_untracked());
        let kept = |text: &str| explanation(text).map(str::to_owned);
        // The English text may be left out; what was typed is never left out in silence.
        let english = (!en.trim().is_empty()).then(|| kept(&en));
        match (kept(&lv), english) {
            (None, _) => sender.misses("/lv", words.explanation_missing),
            (_, Some(None)) => sender.misses("/en", words.explanation_unshown),
            (Some(lv), english) => say(Some(WriteExplanation {
                lv,
                en: english.flatten(),
            })),
        }
    };
    // Where the page tells it, it is not told here.
    let done = |saying: &Saying| match (saying.waits, &saying.said) {
        (false, _) => String::new(),
        (true, Some(_)) => use_releases().kept.to_owned(),
        (true, None) => use_releases().became[1].to_owned(),
    };
    let base = format!("explanation-{id}");
    let fault = format!("{base}-fault");
    let hint = format!("{base}-hint");
    let field = {
        let (base, described) = (base.clone(), format!("{hint} {fault}"));
        move |name: &'static str, label: &'static str, value: RwSignal<String>| {
            let id = format!("{base}-{name}");
            let member = format!("/{name}");
            view! {
                <label for=id.clone()>{label}</label>
                <LongText
                    id
                    value
                    longest=LONGEST_EXPLANATION
                    described_by=described.clone()
                    invalid=Signal::derive(move || sender.fault_at(&member).is_some())
                    lang=name
                />
            }
        }
    };
    let [in_latvian, in_english] = words.explanation;
    let [hint_waits, hint_public] = words.explain_hints;
    let form = view! {
        <form class="decision" on:submit=move |event| event.prevent_default()>
            <span class="quiet" id=hint>{if waits { hint_waits } else { hint_public }}</span>
            {field("lv", in_latvian, lv)}
            {field("en", in_english, en)}
            <div class="beside">
                <SendButton sender label=words.keep strong=!waits on_press=send />
                <Show when=move || stands.get()>
                    <SendButton sender label=words.withdraw on_press=move |()| say(None) />
                </Show>
            </div>
            <Sent sender part=words.parts.explanation fault done />
        </form>
    };
    match waits {
        // Beside the answer it is one of two things that can be said.
        true => view! { <details><summary>{words.explain}</summary>{form}</details> }.into_any(),
        false => form.into_any(),
    }
}
