//! One batch: its receipt, and what was decided since.

use crate::address::{Address, BatchAddress, HeldAddress};
use crate::api::desk::{self, About, BatchKey};
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::told::Told;
use crate::pages::desk::batches::counted;
use crate::pages::desk::decision::DecisionForm;
use crate::pages::desk::ending;
use crate::pages::desk::rows::Rows;
use crate::state::cache::Cache;
use crate::state::language::{use_desk, use_language};
use crate::state::page_title::use_page_title;
use blis_domain::desk::{BatchShown, Decision, HeldOfBatch};
use blis_domain::locale::{number, to_minute};
use blis_domain::receipt::BatchState;
use leptos::prelude::*;

/// One batch.
#[component]
pub(crate) fn BatchPage(
    /// Which, and which of its rows.
    address: Memo<BatchAddress>,
) -> impl IntoView {
    let words = use_desk();
    use_page_title(move || words.parts.receipt.to_owned());
    let batches = Cache::new(desk::batch);
    let key = Memo::new(move |_| {
        let address = address.read();
        (address.feed.clone(), address.batch.clone())
    });
    let told = RwSignal::new(String::new());
    let decided = Callback::new(move |decision: Decision| {
        told.set((words.done)(&decision));
        batches.renew(&key.get_untracked());
    });
    view! {
        <p class="kicker">
            <a href=Address::Feeds.to_string()>{words.feeds}</a>
            " · "
            <a href=move || {
                Address::Feed(address.read().feed.clone()).to_string()
            }>{move || address.read().feed.clone()}</a>
        </p>
        <Told text=told />
        <Loaded
            load=Signal::derive(move || batches.get(&key.get()))
            part=words.parts.receipt
            skeleton=Skeleton::Page
            on_retry=move |()| batches.retry(&key.get_untracked())
            let:batch
        >
            {head(&batch)}
            {batch
                .held
                .as_ref()
                .map(|held| held_part(&batch, held, key.get_untracked(), decided))}
            <Rows address key />
        </Loaded>
    }
}

/// What became of the batch as a whole.
fn head(batch: &BatchShown) -> impl IntoView + use<> {
    let (words, language) = (use_desk(), use_language());
    let summary = &batch.receipt.summary;
    let counts = words.counts.into_iter().zip(counted(&summary.counts));
    // The receipt says what a batch met when it came.
    let held = batch.held.as_ref().filter(|_| summary.state == BatchState::Held);
    let [state, sentence] = held.and_then(words.settled).unwrap_or_else(|| {
        [
            (words.state)(summary.state),
            (words.state_sentence)(summary.state),
        ]
    });
    view! {
        <h1>{(words.batch)(&to_minute(&summary.received_at), &ending(&summary.id))}</h1>
        <p class="subtitle">
            <strong>{state}</strong>
            ". "
            {sentence}
        </p>
        <dl class="counts">
            {counts
                .map(|(name, n)| view! { <div><dt>{name}</dt><dd>{n}</dd></div> })
                .collect_view()}
        </dl>
        {summary
            .notices
            .iter()
            .map(|notice| view! { <p class="notice">{notice.message(language)}</p> })
            .collect_view()}
        <dl class="facts facts-narrow">
            <div><dt>{words.mode_label}</dt><dd>{(words.mode)(summary.mode)}</dd></div>
            <div><dt>{words.version}</dt><dd>{summary.version.to_string()}</dd></div>
            <div><dt>{words.id}</dt><dd><code>{summary.id.clone()}</code></dd></div>
        </dl>
    }
}

/// What became of the figures that were taken aside.
fn held_part(
    batch: &BatchShown,
    held: &HeldOfBatch,
    key: BatchKey,
    decided: Callback<Decision>,
) -> impl IntoView + use<> {
    let (words, language) = (use_desk(), use_language());
    let [title, names @ ..] = words.held_of_batch;
    let counts = [
        held.waiting,
        held.awaiting_release,
        held.released,
        held.refused,
        held.superseded,
    ];
    let decision = held.decision.as_ref().map(|one| {
        let when = to_minute(&one.decided_at);
        let said = (words.decided)(one.decision, &when, one.decided_by_name.as_deref());
        view! { <p>{said} ". " <q>{one.reason.clone()}</q></p> }
    });
    let waiting = (held.waiting > 0).then(|| {
        let address = Address::Held(HeldAddress {
            batch: Some(batch.receipt.summary.id.clone()),
        });
        let whole = (batch.receipt.summary.state == BatchState::Held).then(|| {
            view! {
                <h3 class="label">{words.decide_whole}</h3>
                <DecisionForm about=About::Batch(key) on_done=decided />
            }
        });
        view! {
            <p><a href=address.to_string()>{words.to_held}</a></p>
            {whole}
        }
    });
    view! {
        <section class="aside-part">
            <h2>{title}</h2>
            <dl class="counts">
                {names
                    .into_iter()
                    .zip(counts)
                    .map(|(name, n)| view! { <div><dt>{name}</dt><dd>{number(language, n as f64, 0)}</dd></div> })
                    .collect_view()}
            </dl>
            {decision}
            {waiting}
        </section>
    }
}
