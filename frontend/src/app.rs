//! The frame of the page: what every address shares, and which page stands in it.

use crate::address::{Address, Note, parse_link};
use crate::components::footer::Footer;
use crate::components::header::Header;
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::notice::Notice;
use crate::pages::later::{LaterPage, Piece};
use crate::pages::{ComparisonPage, NotFoundPage};
use crate::reference::Reference;
use crate::state::data::{provide_data, provide_reference, use_data, use_reference};
use crate::state::focus::focus_quietly;
use crate::state::language::{provide_language, track_language, use_texts};
use crate::state::location::{provide_location, use_here, use_page_address};
use crate::state::own_area::provide_own_area;
use crate::state::scheme::provide_scheme;
use leptos::html::Main;
use leptos::prelude::*;
use leptos_router::components::Router;
use std::mem::discriminant;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// The page.
#[component]
pub fn App() -> impl IntoView {
    provide_language();
    provide_scheme();
    provide_data(Owner::current().unwrap_or_default());
    provide_own_area();
    view! {
        <Router>
            <Spoken />
        </Router>
    }
}

/// Everything that is said in a language: built anew when the language changes.
#[component]
fn Spoken() -> impl IntoView {
    provide_location();
    move || {
        track_language();
        view! { <Shell /> }
    }
}

#[component]
fn Shell() -> impl IntoView {
    let texts = use_texts();
    let data = use_data();
    let here = use_here();
    let kind = Memo::new(move |_| here.with(|here| discriminant(&here.address)));
    let main = NodeRef::<Main>::new();
    // Beside the data, not after it: a page that is loaded later is then there when its data is.
    Effect::new(move || {
        if let Some(piece) = here.with(|here| Piece::of(&here.address)) {
            data.pieces.prefetch(&piece);
        }
    });
    load_ahead();
    // A reader who follows a link by keyboard or screen reader goes on where the new page begins.
    Effect::new(move |before: Option<()>| {
        // Read, not merely tracked: a memo that was never read follows nothing.
        kind.get();
        if let (Some(()), Some(main)) = (before, main.get_untracked()) {
            focus_quietly(&main);
        }
    });
    // What is shown in the frame of another site stands alone.
    let alone = Memo::new(move |_| here.with(|here| matches!(here.address, Address::Embed(_))));
    view! {
        <Show when=move || !alone.get()>
            <a class="skip" href="#content" rel="external">{texts.shell.skip}</a>
            <Header />
        </Show>
        <main id="content" tabindex="-1" node_ref=main>
            <Loaded
                load=Signal::derive(move || {
                    // What was forgotten since is asked for by the next page.
                    kind.get();
                    data.reference.get(&())
                })
                part=texts.states.reference
                skeleton=Skeleton::Page
                on_retry=move |()| data.reference.retry(&())
                let:reference
            >
                <Pages reference />
            </Loaded>
        </main>
        <Show when=move || !alone.get()>
            <Footer />
        </Show>
    }
}

/// Loads what a link needs when the reader points at it or reaches it by keyboard.
fn load_ahead() {
    let data = use_data();
    let ahead = move |event: web_sys::Event| {
        let href = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|element| element.closest("a[href]").ok().flatten())
            .and_then(|link| link.get_attribute("href"));
        if let Some(piece) = href.as_deref().and_then(parse_link).as_ref().and_then(Piece::of) {
            data.pieces.prefetch(&piece);
        }
    };
    for name in ["pointerover", "focusin"] {
        let listening = window_event_listener_untyped(name, ahead);
        on_cleanup(move || listening.remove());
    }
}

/// What of the address does not count.
#[component]
fn Notes() -> impl IntoView {
    let texts = use_texts();
    let reference = use_reference();
    let here = use_here();
    move || {
        let here = here.read();
        let mut notes: Vec<String> = here
            .notes
            .iter()
            .map(|note| match note {
                Note::Unread(part) => (texts.shell.unread)(part),
                Note::TooManyPicks => texts.comparison.picks_cut.to_owned(),
            })
            .collect();
        let unknown = here
            .address
            .areas()
            .into_iter()
            .filter(|code| reference.area(code).is_none());
        notes.extend(unknown.map(|code| (texts.shell.unknown_area)(code.as_str())));
        notes
            .into_iter()
            .map(|text| view! { <Notice text /> })
            .collect_view()
    }
}

/// The page of the address.
#[component]
fn Pages(
    /// Areas, networks and catalogue.
    reference: Arc<Reference>,
) -> impl IntoView {
    provide_reference(reference);
    let here = use_here();
    let kind = Memo::new(move |_| here.with(|here| discriminant(&here.address)));
    view! {
        <Notes />
        {move || {
            kind.get();
            page(here.get_untracked().address)
        }}
    }
}

fn page(address: Address) -> AnyView {
    match address {
        Address::Comparison(first) => {
            let address = use_page_address(first, |address| match address {
                Address::Comparison(comparison) => Some(comparison),
                _ => None,
            });
            view! { <ComparisonPage address /> }.into_any()
        }
        Address::Embed(first) => {
            let address = use_page_address(first, |address| match address {
                Address::Embed(comparison) => Some(comparison),
                _ => None,
            });
            view! { <ComparisonPage address embedded=true /> }.into_any()
        }
        later => match Piece::of(&later) {
            Some(piece) => view! { <LaterPage piece /> }.into_any(),
            None => view! { <NotFoundPage /> }.into_any(),
        },
    }
}
