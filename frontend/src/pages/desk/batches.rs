//! The batches of a feed, newest first.

use crate::address::{Address, BatchAddress};
use crate::api::desk;
use crate::components::listed::Listed;
use crate::components::table_frame::{Head, TableFrame, heads};
use crate::pages::desk::ending;
use crate::state::language::{use_desk, use_language};
use crate::state::page_title::use_page_title;
use blis_domain::locale::{number, to_minute};
use blis_domain::receipt::{BatchSummary, RowCounts};
use leptos::prelude::*;

/// The batches of a feed.
#[component]
pub(crate) fn BatchesPage(
    /// Its code.
    feed: Memo<String>,
) -> impl IntoView {
    let words = use_desk();
    use_page_title(move || (words.batches_of)(&feed.read()));
    view! {
        <p class="kicker">
            <a href=Address::Feeds.to_string()>{words.feeds}</a>
        </p>
        <h1>{move || (words.batches_of)(&feed.read())}</h1>
        <Listed
            fetch=desk::batches
            question=feed
            part=words.parts.batches
            frame=table
            row
            nothing=words.no_batches
        />
    }
}

fn table(rows: AnyView, _: u64) -> impl IntoView {
    let words = use_desk();
    let text = words.batch_columns.map(Head::Text);
    let heads = heads(text.into_iter().chain(words.counts.map(Head::Number)));
    view! {
        <TableFrame label=words.parts.batches heads>
            {rows}
        </TableFrame>
    }
}

fn row(batch: &BatchSummary) -> impl IntoView + use<> {
    let words = use_desk();
    let address = Address::Batch(BatchAddress {
        feed: batch.feed.clone(),
        batch: batch.id.clone(),
        outcome: None,
    });
    view! {
        <tr>
            <th scope="row">
                <a href=address.to_string()>
                    {to_minute(&batch.received_at)} " " <span class="quiet">{ending(&batch.id)}</span>
                </a>
            </th>
            <td>{(words.state)(batch.state)}</td>
            {counted(&batch.counts).map(|n| view! { <td class="numeric">{n}</td> }).collect_view()}
        </tr>
    }
}

/// The counts of a batch, in the order of their words.
pub(super) fn counted(counts: &RowCounts) -> [String; 6] {
    let language = use_language();
    [
        counts.received,
        counts.new,
        counts.changed,
        counts.unchanged,
        counts.refused,
        counts.suspect,
    ]
    .map(|n| number(language, n as f64, 0))
}
