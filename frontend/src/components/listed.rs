//! A list that is read a page at a time: the pages read so far, and a button for the next.

use crate::api::Place;
use crate::components::loaded::{Loaded, Skeleton};
use crate::state::cache::Cache;
use crate::state::language::use_handling;
use blis_domain::wire::Page;
use leptos::prelude::*;
use std::hash::Hash;

/// Reads a list as far as the reader wants, and draws what was read.
#[component]
pub(crate) fn Listed<Q, T, V>(
    /// The pages by what is asked and the place.
    pages: Cache<(Q, Place), Page<T>>,
    /// What is asked; the list begins anew when it changes.
    question: Memo<Q>,
    /// What it is, for the reader who is told that it failed.
    part: &'static str,
    /// Draws the items read so far, of so many; never called while there is none.
    draw: fn(Vec<T>, u64) -> V,
    /// What is said when there is nothing.
    nothing: &'static str,
) -> impl IntoView
where
    Q: Eq + Hash + Clone + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let words = use_handling();
    // The first page is waited for in the shape of a list; a later one leaves what is there.
    let places = RwSignal::new(vec![None::<String>]);
    Effect::new(move |before: Option<Q>| {
        let now = question.get();
        if before.is_some_and(|before| before != now) {
            places.set(vec![None]);
        }
        now
    });
    let page = move |place: &Place| pages.get(&(question.get(), place.clone()));
    let read = move || {
        let pages = places.get().iter().map(page).collect::<Vec<_>>();
        let ready = pages.into_iter().map_while(|page| page.ready());
        ready.collect::<Vec<_>>()
    };
    let last = move || places.read().last().cloned().flatten();
    view! {
        {move || {
            let read = read();
            let total = read.first()?.total;
            if total == 0 {
                return Some(view! { <p class="state">{nothing}</p> }.into_any());
            }
            let items: Vec<T> = read.iter().flat_map(|page| page.items.iter().cloned()).collect();
            let shown = items.len() as u64;
            let next = read.last().and_then(|page| page.next.clone());
            let all_read = read.len() == places.read().len();
            Some(
                view! {
                    {draw(items, total)}
                    <p class="list-foot quiet">
                        {(shown < total).then(|| (words.shown)(shown, total))}
                        {next
                            .filter(|_| all_read)
                            .map(|next| {
                                view! {
                                    <button
                                        type="button"
                                        class="button"
                                        on:click=move |_| places.update(|places| places.push(Some(next.clone())))
                                    >
                                        {words.more}
                                    </button>
                                }
                            })}
                    </p>
                }
                    .into_any(),
            )
        }}
        <Loaded
            load=Signal::derive(move || page(&last()))
            part
            skeleton=Skeleton::Rows
            on_retry=move |()| pages.retry(&(question.get_untracked(), places.with_untracked(|all| all.last().cloned().flatten())))
            let:_page
        >
            ""
        </Loaded>
    }
}
