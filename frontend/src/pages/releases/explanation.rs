//! An explanation written before its figure is public; it appears together with it.

use crate::api::releases::explain;
use crate::components::long_text::LongText;
use crate::components::sending::{SendButton, Sender, Sent};
use crate::state::language::use_releases;
use blis_domain::explanation::{LONGEST_EXPLANATION, WriteExplanation, explanation};
use blis_domain::observation::ObservationKey;
use blis_domain::preview::PreviewFigure;
use leptos::prelude::*;

/// The form of an explanation.
#[component]
pub(super) fn ExplanationForm(
    /// The figure.
    figure: PreviewFigure,
) -> impl IntoView {
    let words = use_releases();
    let before = figure.explanation.clone();
    let lv = RwSignal::new(before.as_ref().map_or(String::new(), |one| one.lv.clone()));
    let en = RwSignal::new(before.and_then(|one| one.en).unwrap_or_default());
    let sender = Sender::new(
        |client, (figure, said)| Box::pin(explain(client, figure, said)),
        |_: ()| (),
    );
    let key = StoredValue::new(ObservationKey {
        indicator: figure.indicator.clone(),
        area: figure.area.clone(),
        period: figure.period,
        breakdown: String::new(),
    });
    let send = move |()| {
        let (lv, en) = (lv.get_untracked(), en.get_untracked());
        let kept = |text: &str| explanation(text).map(str::to_owned);
        // The English text may be left out; what was typed is never left out in silence.
        let english = (!en.trim().is_empty()).then(|| kept(&en));
        match (kept(&lv), english) {
            (None, _) => sender.misses(words.explanation_missing),
            (_, Some(None)) => sender.misses(words.explanation_unshown),
            (Some(lv), english) => {
                let en = english.flatten();
                sender.send((key.get_value(), WriteExplanation { lv, en }));
            }
        }
    };
    let done = |(): &()| use_releases().kept.to_owned();
    let base = format!("explanation-{}", figure.id);
    let fault = format!("{base}-fault");
    let hint = format!("{base}-hint");
    let field = {
        let (base, described) = (base.clone(), format!("{hint} {fault}"));
        move |name: &'static str, label: &'static str, value: RwSignal<String>| {
            let id = format!("{base}-{name}");
            view! {
                <label for=id.clone()>{label}</label>
                <LongText
                    id
                    value
                    longest=LONGEST_EXPLANATION
                    described_by=described.clone()
                    invalid=Signal::derive(move || sender.is_incomplete())
                    lang=name
                />
            }
        }
    };
    let [in_latvian, in_english] = words.explanation;
    view! {
        <details>
            <summary>{words.explain}</summary>
            <form class="decision" on:submit=move |event| event.prevent_default()>
                <span class="quiet" id=hint>{words.explain_hint}</span>
                {field("lv", in_latvian, lv)}
                {field("en", in_english, en)}
                <div class="beside">
                    <SendButton sender label=words.keep on_press=send />
                </div>
                <Sent sender part=words.parts.explanation fault done />
            </form>
        </details>
    }
}
