//! A list that is read a page at a time: the pages read so far, and a button for the next.

use crate::api::Place;
use crate::components::loaded::{Loaded, Skeleton};
use crate::state::cache::{Answer, Cache, Load};
use crate::state::focus::{focus_quietly, is_lost};
use crate::state::language::use_handling;
use blis_domain::wire::Page;
use leptos::html::Button;
use leptos::prelude::*;
use std::hash::Hash;

/// What asks for the pages of a list: by a question and the place.
type Fetch<Q, T> = fn((Q, Place)) -> Answer<Page<T>>;

/// Reads a list as far as the reader wants. What was drawn stays as it is when more comes: something may be typed
/// there.
#[component]
pub(crate) fn Listed<Q, T, F, V>(
    /// Asks for a page.
    fetch: Fetch<Q, T>,
    /// What is asked; the list begins anew when it changes.
    question: Memo<Q>,
    /// What it is, for the reader who is told that it failed.
    part: &'static str,
    /// Draws what stands around the rows, of so many; never called while there is none.
    frame: fn(AnyView, u64) -> F,
    /// Draws an item, as one element.
    row: fn(&T) -> V,
    /// What is said when there is nothing.
    nothing: &'static str,
) -> impl IntoView
where
    Q: Eq + Hash + Clone + Send + Sync + 'static,
    T: Send + Sync + 'static,
    F: IntoView + 'static,
    V: IntoView + 'static,
{
    move || {
        let list = List::new(fetch, question.get());
        let more = NodeRef::new();
        let rows = Callback::new(move |place| match list.page(&place) {
            Load::Ready(page) => Some(drawn(&page.items, row, place.is_some().then_some(more))),
            Load::Loading | Load::Failed(_) => None,
        });
        view! {
            {move || {
                let total = list.page(&None).ready()?.total;
                if total == 0 {
                    return Some(view! { <p class="state">{nothing}</p> }.into_any());
                }
                let rows = view! { <Pages places=list.places rows /> }.into_any();
                Some(view! { {frame(rows, total)} <Foot list total more /> }.into_any())
            }}
            // The first page is waited for in the shape of a list; a later one leaves what is there.
            <Loaded
                load=Signal::derive(move || list.last())
                part
                skeleton=Skeleton::Rows
                on_retry=move |()| list.retry()
                let:_page
            >
                ""
            </Loaded>
        }
    }
}

/// A list of one question, as far as it was read.
struct List<Q: 'static, T: 'static> {
    pages: Cache<(Q, Place), Page<T>>,
    question: StoredValue<Q>,
    /// Where the pages begin that were asked for.
    places: RwSignal<Vec<Place>>,
}

impl<Q, T> Clone for List<Q, T> {
    fn clone(&self) -> List<Q, T> {
        *self
    }
}

impl<Q, T> Copy for List<Q, T> {}

impl<Q, T> List<Q, T>
where
    Q: Eq + Hash + Clone + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    fn new(fetch: Fetch<Q, T>, question: Q) -> List<Q, T> {
        List {
            pages: Cache::new(fetch),
            question: StoredValue::new(question),
            places: RwSignal::new(vec![None]),
        }
    }

    /// The page of a place. Reading it tracks.
    fn page(self, place: &Place) -> Load<Page<T>> {
        self.pages.get(&(self.question.get_value(), place.clone()))
    }

    /// The place that was asked for last. Reading it tracks.
    fn last_place(self) -> Place {
        self.places.read().last().cloned().flatten()
    }

    /// The page that was asked for last. Reading it tracks.
    fn last(self) -> Load<Page<T>> {
        self.page(&self.last_place())
    }

    /// How many items are here, and of how many pages. Reading it tracks.
    fn read(self) -> (u64, usize) {
        let places = self.places.read();
        let pages = places.iter().filter_map(|place| self.page(place).ready());
        pages.fold((0, 0), |(items, pages), page| {
            (items + page.items.len() as u64, pages + 1)
        })
    }

    /// Asks for the next page, or again for the one that did not come.
    fn go_on(self) {
        match untrack(|| self.last()) {
            Load::Ready(page) => {
                if page.next.is_some() {
                    self.places.update(|places| places.push(page.next.clone()));
                }
            }
            Load::Failed(_) => self.retry(),
            Load::Loading => {}
        }
    }

    fn retry(self) {
        let place = untrack(|| self.last_place());
        self.pages.retry(&(self.question.get_value(), place));
    }
}

/// The rows of the pages, each page drawn once.
#[component]
fn Pages(places: RwSignal<Vec<Place>>, rows: Callback<Place, Option<Vec<AnyView>>>) -> impl IntoView {
    view! {
        <For each=move || places.get() key=Clone::clone let:place>
            {move || rows.run(place.clone())}
        </For>
    }
}

/// The rows of a page. The reader goes on at the first of them, where `more` asked for it.
fn drawn<T, V: IntoView + 'static>(
    items: &[T],
    row: fn(&T) -> V,
    more: Option<NodeRef<Button>>,
) -> Vec<AnyView> {
    let drawn = |(place, item): (usize, &T)| {
        let row = row(item).into_any();
        match more {
            Some(more) if place == 0 => row.directive(move |row| go_on_at(row, more), ()).into_any(),
            _ => row,
        }
    };
    items.iter().enumerate().map(drawn).collect()
}

/// Moves the focus to a row that has come, unless the reader has gone elsewhere meanwhile.
fn go_on_at(row: web_sys::Element, more: NodeRef<Button>) {
    request_animation_frame(move || {
        let there = document().active_element();
        let button = more.try_get_untracked().flatten();
        let waits = there.is_some_and(|there| button.is_some_and(|button| there == **button));
        if waits || is_lost() {
            // What is no control takes the focus only by our word; such a word is never refused.
            let _ = row.set_attribute("tabindex", "-1");
            focus_quietly(&row);
        }
    });
}

/// How many are shown, and the button for more.
#[component]
fn Foot<Q, T>(
    /// The list.
    list: List<Q, T>,
    /// How many it has.
    total: u64,
    /// The button.
    more: NodeRef<Button>,
) -> impl IntoView
where
    Q: Eq + Hash + Clone + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    let words = use_handling();
    let shown = move || {
        let (shown, pages) = list.read();
        (shown < total || pages > 1).then(|| (words.shown)(shown, total))
    };
    let is_more = move || list.last().ready().is_none_or(|page| page.next.is_some());
    let busy = move || matches!(list.last(), Load::Loading).then_some("true");
    view! {
        <div class="list-foot quiet">
            <span role="status">{shown}</span>
            <Show when=is_more>
                <button
                    type="button"
                    class="button"
                    node_ref=more
                    aria-disabled=busy
                    on:click=move |_| list.go_on()
                >
                    {words.more}
                </button>
            </Show>
        </div>
    }
}
