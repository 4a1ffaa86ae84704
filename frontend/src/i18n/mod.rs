//! Every word of the page, in both languages.
//!
//! One structure of texts, grouped by page, and one constant a language: a missing text does not compile. What
//! takes a number or a name is a function, so that each language can order and inflect as it must. The texts of what is
//! loaded later and says much are structures of their own: what nobody reaches from the first page is not in its file.

mod brief;
mod calendar;
mod desk;
mod en;
mod handling;
mod lv;
mod pages;
mod releases;
mod shared;
mod sheet;
mod take;

use blis_domain::text::Language;
use pages::{About, Catalogue, Comparison, Home, Networks, Profile};
use shared::{Chart, Peers, Shell, States, Words};

pub(crate) use brief::{BriefWords, brief};
pub(crate) use calendar::{Calendar, calendar};
pub(crate) use desk::{Desk, desk};
pub(crate) use handling::{Handling, handling};
pub(crate) use releases::{Releases, releases};
pub(crate) use sheet::{Sheet, sheet};
pub(crate) use take::{Take, take};

/// The texts of a language.
pub(crate) fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Lv => &lv::TEXTS,
        Language::En => &en::TEXTS,
    }
}

/// The texts of what is read beside the figures, in a language.
pub(crate) fn reading(language: Language) -> &'static Reading {
    match language {
        Language::Lv => &lv::READING,
        Language::En => &en::READING,
    }
}

/// The texts of what is read beside the figures.
pub(crate) struct Reading {
    /// The catalogue.
    pub(crate) catalogue: Catalogue,
    /// The networks.
    pub(crate) networks: Networks,
    /// About BLIS.
    pub(crate) about: About,
}

/// The texts of all that is loaded first, and of what shares them.
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
    /// The comparison of one indicator.
    pub(crate) comparison: Comparison,
    /// What every chart says of itself.
    pub(crate) chart: Chart,
    /// Words of the domain that stand alone.
    pub(crate) words: Words,
}
