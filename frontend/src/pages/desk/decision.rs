//! Deciding: a reason, and whether the figures become public.

use crate::api::desk::{About, decide};
use crate::components::long_text::LongText;
use crate::components::sending::{SendButton, Sender, Sent};
use crate::state::language::use_desk;
use blis_domain::desk::{Decide, Decision, LONGEST_REASON, Verdict, reason};
use leptos::prelude::*;

/// The form of a decision.
#[component]
pub(super) fn DecisionForm(
    /// What is decided about.
    about: About,
    /// Called with the decision when it holds.
    #[prop(into)]
    on_done: Callback<Decision>,
) -> impl IntoView {
    let words = use_desk();
    let typed = RwSignal::new(String::new());
    let sender = Sender::new(
        |client, (about, what)| Box::pin(decide(client, about, what)),
        move |decision| on_done.run(decision),
    );
    let field = format!("reason-{}", name(&about));
    let (hint, fault) = (format!("{field}-hint"), format!("{field}-fault"));
    let described = format!("{hint} {fault}");
    let about = StoredValue::new(about);
    let send = move |decision: Verdict| match reason(&typed.read_untracked()).map(str::to_owned) {
        Some(reason) => sender.send((about.get_value(), Decide { decision, reason })),
        None => sender.misses("/reason", words.reason_missing),
    };
    let done = |decision: &Decision| (use_desk().done)(decision);
    let [release, refuse] = words.verdicts;
    view! {
        <form class="decision" on:submit=move |event| event.prevent_default()>
            <Show when=move || !sender.is_done()>
                <label for=field.clone()>{words.reason}</label>
                <span class="quiet" id=hint.clone()>{words.reason_hint}</span>
                <LongText
                    id=field.clone()
                    value=typed
                    longest=LONGEST_REASON
                    described_by=described.clone()
                    invalid=Signal::derive(move || sender.fault_at("/reason").is_some())
                />
                <div class="beside">
                    <SendButton sender label=release strong=true on_press=move |()| send(Verdict::Release) />
                    <SendButton sender label=refuse on_press=move |()| send(Verdict::Refuse) />
                </div>
            </Show>
            <Sent sender part=words.parts.decision fault done />
        </form>
    }
}

/// What tells the form from others of the page.
fn name(about: &About) -> &str {
    match about {
        About::Figure(id) => id,
        About::Batch((_, id)) => id,
    }
}
