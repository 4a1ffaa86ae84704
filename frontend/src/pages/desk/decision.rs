//! Deciding: a reason, and whether the figures become public.

use crate::api::desk::{About, decide};
use crate::api::{Failure, client};
use crate::components::loaded::Failed;
use crate::state::language::use_desk;
use blis_domain::desk::{Decide, Decision, LONGEST_REASON, Verdict, reason};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How far a decision came.
#[derive(Debug, Clone, PartialEq)]
enum Deciding {
    /// Nothing was sent yet.
    Open,
    /// No reason was given.
    NoReason,
    /// It is on its way.
    Sent,
    /// It does not hold.
    Refused(Failure, Verdict),
    /// It holds.
    Done(Decision),
}

/// The form of a decision.
#[component]
pub(super) fn DecisionForm(
    /// What is decided about.
    about: About,
    /// Called when the decision holds.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let words = use_desk();
    let client = client();
    let owner = Owner::current();
    let typed = RwSignal::new(String::new());
    let state = RwSignal::new(Deciding::Open);
    let field = format!("reason-{}", name(&about));
    let (hint, fault) = (format!("{field}-hint"), format!("{field}-fault"));
    let send = StoredValue::new(move |decision: Verdict| {
        let text = typed.get_untracked();
        let Some(reason) = reason(&text).map(str::to_owned) else {
            return state.set(Deciding::NoReason);
        };
        let (client, about, owner) = (client.clone(), about.clone(), owner.clone());
        state.set(Deciding::Sent);
        spawn_local(async move {
            let decided = match client {
                Ok(client) => decide(client, about, Decide { decision, reason }).await,
                Err(failure) => Err(failure),
            };
            match decided {
                Ok(decision) => {
                    state.set(Deciding::Done(decision));
                    // What is asked again then speaks the language of the page, which it finds here.
                    match &owner {
                        Some(owner) => owner.with(|| on_done.run(())),
                        None => on_done.run(()),
                    }
                }
                Err(failure) => state.set(Deciding::Refused(failure, decision)),
            }
        });
    });
    let send = move |verdict| send.with_value(|send| send(verdict));
    let told = move || match state.get() {
        Deciding::Open => None,
        Deciding::NoReason => Some(
            view! { <p id=fault.clone() class="fault" role="alert">{words.reason_missing}</p> }.into_any(),
        ),
        Deciding::Sent => Some(view! { <p class="quiet" role="status">{words.deciding}</p> }.into_any()),
        Deciding::Refused(failure, verdict) => {
            let part = words.parts.decision;
            Some(view! { <Failed failure part on_retry=Callback::new(move |()| send(verdict)) /> }.into_any())
        }
        Deciding::Done(decision) => {
            let said = (words.done)(decision.decision, decision.version);
            Some(view! { <p class="notice" role="status">{said}</p> }.into_any())
        }
    };
    let over = move || matches!(*state.read(), Deciding::Done(_));
    let busy = move || matches!(*state.read(), Deciding::Sent);
    let [release, refuse] = words.verdicts;
    view! {
        <form class="decision" on:submit=move |event| event.prevent_default()>
            <Show when=move || !over()>
                <label for=field.clone()>{words.reason}</label>
                <span class="quiet" id=hint.clone()>{words.reason_hint}</span>
                <textarea
                    id=field.clone()
                    rows="2"
                    maxlength=LONGEST_REASON.to_string()
                    aria-describedby=hint.clone()
                    aria-invalid=move || (*state.read() == Deciding::NoReason).then_some("true")
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                ></textarea>
                <div class="beside">
                    <button type="button" class="button button-strong" disabled=busy on:click=move |_| send(Verdict::Release)>
                        {release}
                    </button>
                    <button type="button" class="button" disabled=busy on:click=move |_| send(Verdict::Refuse)>
                        {refuse}
                    </button>
                </div>
            </Show>
            {told}
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
