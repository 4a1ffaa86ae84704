//! The page: a single-page app that compares municipalities inside the browser.
//!
//! `pages` compose and fetch, `components` display and emit, `state` holds what outlives a page. What can be said
//! without a browser (addresses, texts, who the peers are, where a card is placed) stands in modules that know
//! no DOM and is tested natively.

#![expect(
    unreachable_pub,
    reason = "the component macro makes the properties of every component public"
)]

mod address;
mod api;
mod app;
mod components;
mod i18n;
mod pages;
mod peers;
mod placement;
mod reference;
mod state;
mod table;

pub use app::App;
