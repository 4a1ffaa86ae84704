//! What is loaded when it is first asked for, each piece from a file of its own: pages, and views of a page.
//!
//! What is reached from a piece alone is left out of what the first comparison waits for: `cargo xtask spa` cuts the
//! compiled page at the functions marked `wasm_split`. A new piece is a name in `Piece`, a line in `Piece::of`, and
//! such a function. It draws from contexts, because what is called across the cut takes nothing and returns nothing
//! that is generic.

use super::desk::{BatchPage, BatchesPage, FeedsPage, HeldPage};
use super::releases::{
    CalendarPage, ChangesPage, ExplanationPage, OverduePage, PreviewPage, ReleasePage, ReleasesPage,
};
use super::sheet::SheetPage;
use super::{
    AboutPage, BriefPage, CataloguePage, HomePage, NetworkPage, NetworksPage, ProfilePage, comparison,
};
use crate::address::{Address, View};
use crate::api::Failure;
use crate::components::loaded::{Loaded, Skeleton};
use crate::pages::NotFoundPage;
use crate::state::cache::Answer;
use crate::state::data::use_data;
use crate::state::language::use_texts;
use crate::state::location::{use_here, use_page_address};
use crate::state::page_title::use_page_title;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use std::pin::Pin;

/// What is loaded in one go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Piece {
    /// A municipality as a whole: the home page, the profile, the councillor's page.
    Overview,
    /// What is read beside the figures: the catalogue, the networks, about BLIS.
    Reading,
    /// What data stewards look after: feeds, receipts, held figures, sheets.
    Desk,
    /// What becomes public when, and what became so: the calendar, releases, figures before their release, explanations,
    /// changes.
    Releases,
    /// The comparison as a table.
    Table,
    /// The comparison over time.
    Trend,
    /// The comparison as a distribution.
    Distribution,
    /// Taking a comparison along.
    Take,
    /// The arithmetic of a computed figure.
    Arithmetic,
}

/// Draws what a piece is for.
pub(crate) type Draw = fn() -> AnyView;

/// A piece on its way.
type Loading = Pin<Box<dyn Future<Output = Result<Draw, SplitLoaderError>>>>;

impl Piece {
    /// The piece that an address needs; none where all is among what is loaded first.
    pub(crate) fn of(address: &Address) -> Option<Piece> {
        match address {
            Address::Home(_) | Address::Profile(_) | Address::Brief(_) => Some(Piece::Overview),
            Address::Catalogue(_) | Address::Networks | Address::Network(_) | Address::About => {
                Some(Piece::Reading)
            }
            Address::Feeds | Address::Feed(_) | Address::Batch(_) | Address::Held(_) | Address::Sheet(_) => {
                Some(Piece::Desk)
            }
            Address::Changes
            | Address::Calendar(_)
            | Address::Overdue
            | Address::Releases
            | Address::Release(_)
            | Address::Preview(_)
            | Address::Explanation(_) => Some(Piece::Releases),
            Address::Comparison(comparison) | Address::Embed(comparison) => match comparison.view {
                View::Ranking => None,
                View::Table => Some(Piece::Table),
                View::Trend => Some(Piece::Trend),
                View::Distribution => Some(Piece::Distribution),
            },
            Address::Unknown => None,
        }
    }
}

/// Loads a piece.
pub(crate) fn fetch(piece: Piece) -> Answer<Draw> {
    Box::pin(async move {
        let loading: Loading = match piece {
            Piece::Overview => Box::pin(overview()),
            Piece::Reading => Box::pin(reading()),
            Piece::Desk => Box::pin(desk()),
            Piece::Releases => Box::pin(releases()),
            Piece::Table => Box::pin(table()),
            Piece::Trend => Box::pin(trend()),
            Piece::Distribution => Box::pin(distribution()),
            Piece::Take => Box::pin(take()),
            Piece::Arithmetic => Box::pin(arithmetic()),
        };
        // The loader tells the console why.
        loading.await.map_err(|_| Failure::NotLoaded)
    })
}

/// What stands in an address of one kind, as a page follows it.
macro_rules! of_page {
    ($kind:ident, $first:expr) => {
        use_page_address($first, |address| match address {
            Address::$kind(own) => Some(own),
            _ => None,
        })
    };
}

#[wasm_split(overview, wasm_split_path = leptos::wasm_split, fallible)]
fn overview() -> Result<Draw, SplitLoaderError> {
    Ok(|| match use_here().get_untracked().address {
        Address::Home(first) => {
            let address = of_page!(Home, first);
            view! { <HomePage address /> }.into_any()
        }
        Address::Profile(first) => {
            let address = of_page!(Profile, first);
            view! { <ProfilePage address /> }.into_any()
        }
        Address::Brief(first) => {
            let address = of_page!(Brief, first);
            view! { <BriefPage address /> }.into_any()
        }
        _ => view! { <NotFoundPage /> }.into_any(),
    })
}

#[wasm_split(reading, wasm_split_path = leptos::wasm_split, fallible)]
fn reading() -> Result<Draw, SplitLoaderError> {
    Ok(|| match use_here().get_untracked().address {
        Address::Catalogue(first) => {
            let address = of_page!(Catalogue, first);
            view! { <CataloguePage address /> }.into_any()
        }
        Address::Networks => view! { <NetworksPage /> }.into_any(),
        Address::Network(first) => {
            let code = of_page!(Network, first);
            view! { <NetworkPage code /> }.into_any()
        }
        Address::About => view! { <AboutPage /> }.into_any(),
        _ => view! { <NotFoundPage /> }.into_any(),
    })
}

#[wasm_split(desk, wasm_split_path = leptos::wasm_split, fallible)]
fn desk() -> Result<Draw, SplitLoaderError> {
    Ok(|| match use_here().get_untracked().address {
        Address::Feeds => view! { <FeedsPage /> }.into_any(),
        Address::Feed(first) => {
            let feed = of_page!(Feed, first);
            view! { <BatchesPage feed /> }.into_any()
        }
        Address::Batch(first) => {
            let address = of_page!(Batch, first);
            view! { <BatchPage address /> }.into_any()
        }
        Address::Held(first) => {
            let address = of_page!(Held, first);
            view! { <HeldPage address /> }.into_any()
        }
        Address::Sheet(first) => {
            let code = of_page!(Sheet, first);
            view! { <SheetPage code /> }.into_any()
        }
        _ => view! { <NotFoundPage /> }.into_any(),
    })
}

#[wasm_split(releases, wasm_split_path = leptos::wasm_split, fallible)]
fn releases() -> Result<Draw, SplitLoaderError> {
    Ok(|| match use_here().get_untracked().address {
        Address::Calendar(first) => {
            let address = of_page!(Calendar, first);
            view! { <CalendarPage address /> }.into_any()
        }
        Address::Changes => view! { <ChangesPage /> }.into_any(),
        Address::Overdue => view! { <OverduePage /> }.into_any(),
        Address::Releases => view! { <ReleasesPage /> }.into_any(),
        Address::Release(first) => {
            let id = of_page!(Release, first);
            view! { <ReleasePage id /> }.into_any()
        }
        Address::Preview(first) => {
            let address = of_page!(Preview, first);
            view! { <PreviewPage address /> }.into_any()
        }
        Address::Comparison(_) => comparison::explain(),
        Address::Explanation(first) => {
            let address = of_page!(Explanation, first);
            view! { <ExplanationPage address /> }.into_any()
        }
        _ => view! { <NotFoundPage /> }.into_any(),
    })
}

#[wasm_split(table, wasm_split_path = leptos::wasm_split, fallible)]
fn table() -> Result<Draw, SplitLoaderError> {
    Ok(comparison::table)
}

#[wasm_split(trend, wasm_split_path = leptos::wasm_split, fallible)]
fn trend() -> Result<Draw, SplitLoaderError> {
    Ok(comparison::trend)
}

#[wasm_split(distribution, wasm_split_path = leptos::wasm_split, fallible)]
fn distribution() -> Result<Draw, SplitLoaderError> {
    Ok(comparison::distribution)
}

#[wasm_split(take, wasm_split_path = leptos::wasm_split, fallible)]
fn take() -> Result<Draw, SplitLoaderError> {
    Ok(comparison::take)
}

#[wasm_split(arithmetic, wasm_split_path = leptos::wasm_split, fallible)]
fn arithmetic() -> Result<Draw, SplitLoaderError> {
    Ok(comparison::arithmetic)
}

/// What a piece draws, loaded once the reader opens it.
#[component]
pub(crate) fn Opened(
    /// What it is.
    summary: &'static str,
    /// The piece.
    piece: Piece,
    /// How it is set.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let opened = RwSignal::new(false);
    view! {
        <details class=class on:toggle=move |_| opened.set(true)>
            <summary>{summary}</summary>
            <Show when=move || opened.get()>
                <Later piece skeleton=Skeleton::Rows />
            </Show>
        </details>
    }
}

/// What a piece draws, once it is here.
#[component]
pub(crate) fn Later(
    /// The piece.
    piece: Piece,
    /// The shape of what comes.
    skeleton: Skeleton,
) -> impl IntoView {
    let data = use_data();
    view! {
        <Loaded
            load=Signal::derive(move || data.pieces.get(&piece))
            part=use_texts().states.page
            skeleton
            on_retry=move |()| data.pieces.retry(&piece)
            let:draw
        >
            {draw()}
        </Loaded>
    }
}

/// A page that is loaded when it is first asked for.
#[component]
pub(crate) fn LaterPage(
    /// What it lies in.
    piece: Piece,
) -> impl IntoView {
    let shell = &use_texts().shell;
    // The tab says where the reader is going before the page is there to say it, and if it never comes.
    let title = match use_here().get_untracked().address {
        Address::Profile(_) | Address::Brief(_) => shell.municipality,
        Address::Catalogue(_) => shell.indicators,
        Address::Networks | Address::Network(_) => shell.networks,
        Address::About => shell.about,
        Address::Feeds | Address::Feed(_) | Address::Batch(_) | Address::Held(_) | Address::Sheet(_) => {
            shell.administration
        }
        Address::Changes => shell.changes,
        Address::Calendar(_)
        | Address::Overdue
        | Address::Releases
        | Address::Release(_)
        | Address::Preview(_)
        | Address::Explanation(_) => shell.calendar,
        Address::Home(_) | Address::Comparison(_) | Address::Embed(_) | Address::Unknown => shell.tagline,
    };
    use_page_title(move || title.to_owned());
    view! { <Later piece skeleton=Skeleton::Page /> }
}
