//! Every word of the page, in both languages.
//!
//! One structure of texts, grouped by page, and one constant a language: a missing text does not compile. What
//! takes a number or a name is a function, so that each language can order and inflect as it must.

mod en;
mod lv;
mod pages;
mod shared;

use blis_domain::text::Language;
use pages::{About, Catalogue, Comparison, Home, Networks, Profile};
use shared::{Chart, Peers, Shell, States, Words};

/// The texts of a language.
pub(crate) fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Lv => &lv::TEXTS,
        Language::En => &en::TEXTS,
    }
}

/// All texts of the page.
pub(crate) struct Texts {
    /// Head, foot and what every page shares.
    pub(crate) shell: Shell,
    /// Loading, empty and failed.
    pub(crate) states: States,
    /// Whom to compare with.
    pub(crate) peers: Peers,
    /// The home page.
    pub(crate) home: Home,
    /// The profile.
    pub(crate) profile: Profile,
    /// The catalogue.
    pub(crate) catalogue: Catalogue,
    /// The comparison of one indicator.
    pub(crate) comparison: Comparison,
    /// What every chart says of itself.
    pub(crate) chart: Chart,
    /// The networks.
    pub(crate) networks: Networks,
    /// About BLIS.
    pub(crate) about: About,
    /// Words of the domain that stand alone.
    pub(crate) words: Words,
}
