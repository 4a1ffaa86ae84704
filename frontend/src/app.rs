//! The frame of the page: what every address shares, and which page stands in it.

use crate::address::{Address, Note};
use crate::components::footer::Footer;
use crate::components::header::Header;
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::notice::Notice;
use crate::pages::{
    AboutPage, CataloguePage, ComparisonPage, HomePage, NetworkPage, NetworksPage, NotFoundPage, ProfilePage,
};
use crate::reference::Reference;
use crate::state::data::{provide_data, provide_reference, use_data, use_reference};
use crate::state::language::{provide_language, track_language, use_texts};
use crate::state::location::{provide_location, use_here, use_page_address};
use crate::state::own_area::provide_own_area;
use crate::state::scheme::provide_scheme;
use leptos::html::Main;
use leptos::prelude::*;
use leptos_router::components::Router;
use std::mem::discriminant;
use std::sync::Arc;
use web_sys::FocusOptions;

/// The page.
#[component]
pub fn App() -> impl IntoView {
    provide_language();
    provide_scheme();
    provide_data();
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
    // A reader who follows a link by keyboard or screen reader goes on where the new page begins.
    Effect::new(move |before: Option<()>| {
        // Read, not merely tracked: a memo that was never read follows nothing.
        kind.get();
        if let (Some(()), Some(main)) = (before, main.get_untracked()) {
            let quietly = FocusOptions::new();
            quietly.set_prevent_scroll(true);
            let _ = main.focus_with_options(&quietly);
        }
    });
    view! {
        <a class="skip" href="#content" rel="external">{texts.shell.skip}</a>
        <Header />
        <main id="content" tabindex="-1" node_ref=main>
            <Loaded
                load=Signal::derive(move || data.reference.get(&()))
                part=texts.states.reference
                skeleton=Skeleton::Page
                on_retry=move |()| data.reference.retry(&())
                let:reference
            >
                <Pages reference />
            </Loaded>
        </main>
        <Footer />
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
        Address::Home(first) => {
            let address = use_page_address(first, |address| match address {
                Address::Home(home) => Some(home),
                _ => None,
            });
            view! { <HomePage address /> }.into_any()
        }
        Address::Profile(first) => {
            let address = use_page_address(first, |address| match address {
                Address::Profile(profile) => Some(profile),
                _ => None,
            });
            view! { <ProfilePage address /> }.into_any()
        }
        Address::Catalogue(first) => {
            let address = use_page_address(first, |address| match address {
                Address::Catalogue(catalogue) => Some(catalogue),
                _ => None,
            });
            view! { <CataloguePage address /> }.into_any()
        }
        Address::Comparison(first) => {
            let address = use_page_address(first, |address| match address {
                Address::Comparison(comparison) => Some(comparison),
                _ => None,
            });
            view! { <ComparisonPage address /> }.into_any()
        }
        Address::Networks => view! { <NetworksPage /> }.into_any(),
        Address::Network(first) => {
            let code = use_page_address(first, |address| match address {
                Address::Network(code) => Some(code),
                _ => None,
            });
            view! { <NetworkPage code /> }.into_any()
        }
        Address::About => view! { <AboutPage /> }.into_any(),
        Address::Unknown => view! { <NotFoundPage /> }.into_any(),
    }
}
