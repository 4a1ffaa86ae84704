//! The states of something fetched: on its way in the shape of what comes, failed with a way out, ready.

use crate::address::encoded;
use crate::api::Failure;
use crate::state::cache::Load;
use crate::state::language::{use_language, use_texts};
use crate::state::location::use_here;
use leptos::prelude::*;
use std::sync::Arc;

/// The shape that holds the place of what is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Skeleton {
    /// A heading and lines.
    Page,
    /// Two columns of three answers.
    Answers,
    /// Rows of a profile.
    Rows,
    /// A chart with its aside.
    Chart,
}

/// Shows what was fetched, or where it is.
#[component]
pub(crate) fn Loaded<T, V>(
    /// What is fetched.
    load: Signal<Load<T>>,
    /// What it is, for the reader who is told that it failed.
    part: &'static str,
    /// The shape of what comes.
    skeleton: Skeleton,
    /// Asks again.
    #[prop(into)]
    on_retry: Callback<()>,
    /// What is shown when it is here.
    children: impl Fn(Arc<T>) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Send + Sync + 'static,
    V: IntoView + 'static,
{
    let load = Memo::new(move |_| load.get());
    move || match load.get() {
        Load::Loading => view! { <Waiting skeleton /> }.into_any(),
        Load::Failed(failure) => view! { <Failed failure part on_retry /> }.into_any(),
        Load::Ready(value) => children(value).into_any(),
    }
}

/// Something is on its way.
#[component]
pub(crate) fn Waiting(
    /// The shape of what comes.
    skeleton: Skeleton,
) -> impl IntoView {
    let (class, blocks) = match skeleton {
        Skeleton::Page => ("waiting waiting-page", 4),
        Skeleton::Answers => ("waiting waiting-answers", 6),
        Skeleton::Rows => ("waiting waiting-rows", 12),
        Skeleton::Chart => ("waiting waiting-chart", 2),
    };
    view! {
        <div class=class role="status">
            <span class="visually-hidden">{use_texts().states.loading}</span>
            {(0..blocks).map(|_| view! { <div class="waiting-block"></div> }).collect_view()}
        </div>
    }
}

/// Something did not come: what, why, and a button that asks again where that may help.
#[component]
pub(crate) fn Failed(
    /// Why.
    failure: Failure,
    /// What.
    part: &'static str,
    /// Whether it should have been saved, not come.
    #[prop(optional)]
    saving: bool,
    /// Asks again.
    on_retry: Callback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let heading = match &failure {
        _ if !saving => texts.states.failed,
        Failure::Refused { passing: false, .. } => texts.states.not_saved,
        // It may hold all the same.
        _ => texts.states.maybe_saved,
    };
    if failure == Failure::SignedOut {
        return view! { <SignedOut /> }.into_any();
    }
    let plain = |why: &str| (why.to_owned(), Vec::new(), true);
    let (why, faults, passing) = match failure {
        Failure::Unreachable => plain(texts.states.unreachable),
        Failure::Refused {
            title,
            detail,
            faults,
            passing,
        } => {
            // What stands among the single faults is not said twice.
            let faults: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
            let detail = if faults.contains(&detail) { "" } else { &detail };
            (format!("{title}. {detail}"), faults, passing)
        }
        Failure::SignedOut | Failure::Unreadable => plain(texts.states.unreadable),
        Failure::NotLoaded => plain(texts.states.not_loaded),
    };
    let faults = (!faults.is_empty()).then(
        || view! { <ul>{faults.into_iter().map(|fault| view! { <li>{fault}</li> }).collect_view()}</ul> },
    );
    view! {
        <section class="state" role="alert">
            <h2>{heading}</h2>
            {(!saving).then(|| view! { <p>{(texts.states.part)(part)}</p> })}
            <p class="quiet">{why}</p>
            {faults}
            {passing
                .then(|| {
                    view! {
                        <button type="button" class="button" on:click=move |_| on_retry.run(())>
                            {texts.states.retry}
                        </button>
                    }
                })}
        </section>
    }
    .into_any()
}

/// What is seen by nobody who is not signed in.
#[component]
fn SignedOut() -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let here = use_here().with_untracked(|here| here.address.to_string());
    let way = format!("/sign-in?lang={language}&return_to={}", encoded(&here));
    view! {
        <section class="state" role="alert">
            <h2>{texts.states.signed_out}</h2>
            <p>
                <a href=way rel="external">{texts.states.sign_in}</a>
            </p>
        </section>
    }
}
