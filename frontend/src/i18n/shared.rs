//! The words that stand on every page: head and foot, what is loading or failed, whom to compare with, charts, and words
//! of the domain.

use blis_domain::area::AreaKind;
use blis_domain::indicator::{Dimension, Direction, PolicyArea};
use blis_domain::period::Frequency;

/// Head, foot and what every page shares.
pub(crate) struct Shell {
    /// What BLIS is, in a line.
    pub(crate) tagline: &'static str,
    /// The link that jumps over the head.
    pub(crate) skip: &'static str,
    /// Name of the main navigation.
    pub(crate) navigation: &'static str,
    /// Menu: the profile of the own municipality.
    pub(crate) municipality: &'static str,
    /// Menu: the catalogue.
    pub(crate) indicators: &'static str,
    /// Menu: the networks.
    pub(crate) networks: &'static str,
    /// Over figures as they were known at a moment; takes it.
    pub(crate) as_of: fn(&str) -> String,
    /// The link to those of now.
    pub(crate) as_now: &'static str,
    /// Foot: what changed.
    pub(crate) changes: &'static str,
    /// Foot: when figures become public.
    pub(crate) calendar: &'static str,
    /// Menu: about.
    pub(crate) about: &'static str,
    /// Menu: what whoever is signed in looks after.
    pub(crate) administration: &'static str,
    /// Menu: the account, or signing in.
    pub(crate) account: &'static str,
    /// Name of the choice of language.
    pub(crate) language: &'static str,
    /// Who runs BLIS.
    pub(crate) keeper: &'static str,
    /// The link to the documentation of the API.
    pub(crate) api: &'static str,
    /// Parameters of the address that could not be read.
    pub(crate) unread: fn(&str) -> String,
    /// The address names a municipality that is not there; takes its code.
    pub(crate) unknown_area: fn(&str) -> String,
    /// Heading of the page for an address where nothing is.
    pub(crate) not_found: &'static str,
    /// What to do then.
    pub(crate) not_found_hint: &'static str,
    /// The link to the home page.
    pub(crate) to_home: &'static str,
}

/// Loading, empty and failed.
pub(crate) struct States {
    /// Announced while something is fetched.
    pub(crate) loading: &'static str,
    /// Heading when something could not be fetched.
    pub(crate) failed: &'static str,
    /// Heading when something was not saved.
    pub(crate) not_saved: &'static str,
    /// Heading when it is not known whether something was saved.
    pub(crate) maybe_saved: &'static str,
    /// The server was not reached.
    pub(crate) unreachable: &'static str,
    /// The answer was not understood; takes what is wrong with it.
    pub(crate) unreadable: &'static str,
    /// Nobody is signed in who may see this.
    pub(crate) signed_out: &'static str,
    /// The link to where one signs in.
    pub(crate) sign_in: &'static str,
    /// A piece of the page did not come.
    pub(crate) not_loaded: &'static str,
    /// Which part failed.
    pub(crate) part: fn(&str) -> String,
    /// The button that tries again.
    pub(crate) retry: &'static str,
    /// Parts that can fail: a page that is loaded later.
    pub(crate) page: &'static str,
    /// Areas, catalogue and networks.
    pub(crate) reference: &'static str,
    /// The profile.
    pub(crate) profile: &'static str,
    /// The block of an indicator.
    pub(crate) series: &'static str,
    /// The similar municipalities.
    pub(crate) similar: &'static str,
    /// Heading when there is no figure at all.
    pub(crate) empty: &'static str,
    /// How figures arrive.
    pub(crate) empty_hint: &'static str,
}

/// Whom to compare with.
pub(crate) struct Peers {
    /// Name of the choice.
    pub(crate) label: &'static str,
    /// The button that opens the list to pick from.
    pub(crate) pick: &'static str,
    /// Groups of the choice: wide sets.
    pub(crate) group_wide: &'static str,
    /// Networks.
    pub(crate) group_networks: &'static str,
    /// Kinds and regions.
    pub(crate) group_places: &'static str,
    /// The set names nothing that exists.
    pub(crate) unknown: fn(&str) -> String,
    /// Heading of the list to pick from.
    pub(crate) picker: &'static str,
    /// Button that compares with the ticked ones.
    pub(crate) picker_apply: fn(usize) -> String,
    /// Button that closes the list.
    pub(crate) picker_close: &'static str,
}

/// What every chart says of itself.
pub(crate) struct Chart {
    /// Role of the chart, for a screen reader.
    pub(crate) role: &'static str,
    /// How the keyboard works.
    pub(crate) keys: &'static str,
    /// The drawing failed.
    pub(crate) failed: &'static str,
}

/// Words of the domain that stand alone.
pub(crate) struct Words {
    /// Names of the policy areas.
    pub(crate) policy_area: fn(PolicyArea) -> &'static str,
    /// Names of the dimensions.
    pub(crate) dimension: fn(Dimension) -> &'static str,
    /// What a dimension asks.
    pub(crate) dimension_question: fn(Dimension) -> &'static str,
    /// Which way is better.
    pub(crate) direction: fn(Direction) -> &'static str,
    /// How often it is observed.
    pub(crate) frequency: fn(Frequency) -> &'static str,
    /// City or municipality.
    pub(crate) kind: fn(AreaKind) -> &'static str,
    /// Planning regions by the name in the data.
    pub(crate) planning_region: fn(&str) -> String,
    /// Pilots.
    pub(crate) pilots: &'static str,
    /// The other municipalities.
    pub(crate) others: &'static str,
    /// No value.
    pub(crate) no_value: &'static str,
}
