//! The feeds: when each was last heard of, and what it did last.

use crate::address::{Address, BatchAddress, HeldAddress};
use crate::api::desk;
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::table_frame::{Head, TableFrame, heads};
use crate::state::cache::Cache;
use crate::state::language::{use_desk, use_language};
use crate::state::page_title::use_page_title;
use blis_domain::locale::{number, to_minute};
use blis_domain::wire::FeedView;
use leptos::prelude::*;

/// The feeds.
#[component]
pub(crate) fn FeedsPage() -> impl IntoView {
    let words = use_desk();
    use_page_title(move || words.feeds.to_owned());
    let feeds = Cache::new(desk::feeds);
    view! {
        <div class="prose">
            <h1>{words.feeds}</h1>
            <p>{words.feeds_about}</p>
        </div>
        <Loaded
            load=Signal::derive(move || feeds.get(&()))
            part=words.parts.feeds
            skeleton=Skeleton::Rows
            on_retry=move |()| feeds.retry(&())
            let:page
        >
            {table(&page.items)}
        </Loaded>
    }
}

fn table(feeds: &[FeedView]) -> impl IntoView + use<> {
    let words = use_desk();
    let [text @ .., batches, waiting] = words.feed_columns;
    let numbers = [batches, waiting].map(Head::Number);
    let rows = feeds.iter().map(row).collect_view();
    view! {
        <TableFrame label=words.feeds heads=heads(text.map(Head::Text).into_iter().chain(numbers))>
            {rows}
        </TableFrame>
    }
}

fn row(feed: &FeedView) -> impl IntoView + use<> {
    let words = use_desk();
    let language = use_language();
    let count = move |n: u64| number(language, n as f64, 0);
    let latest = feed.latest.as_ref().map(|batch| {
        let address = Address::Batch(BatchAddress {
            feed: feed.code.clone(),
            batch: batch.id.clone(),
            outcome: None,
        });
        view! {
            <a href=address.to_string()>{to_minute(&batch.received_at)}</a>
            " "
            {(words.state)(batch.state)}
        }
    });
    let waiting = match feed.waiting {
        0 => count(0).into_any(),
        some => {
            let address = Address::Held(HeldAddress::default());
            view! { <a href=address.to_string()>{count(some)}</a> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">
                <a href=Address::Feed(feed.code.clone()).to_string()>{feed.name.get(language).to_owned()}</a>
                " "
                <span class="quiet">{feed.code.clone()}</span>
            </th>
            <td>{feed.last_contact_at.as_deref().map_or(words.never.to_owned(), to_minute)}</td>
            <td>{latest}</td>
            <td class="numeric">{count(feed.batches)}</td>
            <td class="numeric">{waiting}</td>
        </tr>
    }
}
