//! From the typed address to the text of a link: what is as by default is left out.

use super::{
    Address, BatchAddress, BriefAddress, CalendarAddress, CatalogueAddress, ComparisonAddress,
    ExplanationAddress, HeldAddress, HomeAddress, PreviewAddress, ProfileAddress, View,
};
use blis_domain::area::AreaCode;
use blis_domain::peers::PeerSelector;
use blis_domain::receipt::RowOutcome;
use std::fmt;

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Home(home) => home.fmt(f),
            Address::Profile(profile) => profile.fmt(f),
            Address::Brief(brief) => brief.fmt(f),
            Address::Catalogue(catalogue) => catalogue.fmt(f),
            Address::Comparison(comparison) => comparison.fmt(f),
            Address::Embed(comparison) => write!(f, "/embed{comparison}"),
            Address::Sheet(code) => write!(f, "/indicators/{code}/sheet"),
            Address::Networks => f.write_str("/networks"),
            Address::Network(code) => write!(f, "/networks/{code}"),
            Address::Feeds => f.write_str("/feeds"),
            Address::Feed(feed) => write!(f, "/feeds/{}", encoded(feed)),
            Address::Batch(batch) => batch.fmt(f),
            Address::Held(held) => held.fmt(f),
            Address::Changes => f.write_str("/changes"),
            Address::Calendar(calendar) => calendar.fmt(f),
            Address::Overdue => f.write_str("/calendar/overdue"),
            Address::Releases => f.write_str("/releases"),
            Address::Release(id) => write!(f, "/releases/{}", encoded(id)),
            Address::Preview(preview) => preview.fmt(f),
            Address::Explanation(figure) => figure.fmt(f),
            Address::About => f.write_str("/about"),
            Address::Unknown => f.write_str("/"),
        }
    }
}

impl fmt::Display for HomeAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = Parameters::default();
        query.add("area", self.area.as_ref());
        query.add("peers", other_than_default(&self.peers));
        query.add("period", self.period);
        write!(f, "/{query}")
    }
}

impl fmt::Display for ProfileAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = Parameters::default();
        query.add("peers", other_than_default(&self.peers));
        query.add("period", self.period);
        query.add("dimension", self.dimension);
        query.add("as_of", self.as_of.as_ref());
        write!(f, "/areas/{}{query}", self.area)
    }
}

impl fmt::Display for BriefAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = Parameters::default();
        query.add("peers", other_than_default(&self.peers));
        query.add("period", self.period);
        query.add("as_of", self.as_of.as_ref());
        write!(f, "/brief/{}{query}", self.area)
    }
}

impl fmt::Display for CatalogueAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = Parameters::default();
        query.add("q", Some(encoded(&self.words)).filter(|words| !words.is_empty()));
        query.add("policy_area", self.policy_area);
        write!(f, "/indicators{query}")
    }
}

impl fmt::Display for ComparisonAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let picks: Vec<&str> = self.picks.iter().map(AreaCode::as_str).collect();
        let mut query = Parameters::default();
        query.add("area", self.area.as_ref());
        query.add("peers", other_than_default(&self.peers));
        query.add("period", self.period);
        query.add(
            "view",
            Some(self.view.code()).filter(|_| self.view != View::default()),
        );
        query.add("pick", Some(picks.join(",")).filter(|picks| !picks.is_empty()));
        query.add("as_of", self.as_of.as_ref());
        write!(f, "/indicators/{}{query}", self.indicator)
    }
}

impl fmt::Display for BatchAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = Parameters::default();
        query.add("outcome", self.outcome.map(RowOutcome::code));
        let (feed, batch) = (encoded(&self.feed), encoded(&self.batch));
        write!(f, "/feeds/{feed}/batches/{batch}{query}")
    }
}

impl fmt::Display for HeldAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = Parameters::default();
        query.add("batch", self.batch.as_deref().map(encoded));
        write!(f, "/held{query}")
    }
}

impl fmt::Display for CalendarAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = Parameters::default();
        query.add("year", self.year);
        write!(f, "/calendar{query}")
    }
}

impl fmt::Display for PreviewAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = Parameters::default();
        query.add("area", self.area.as_ref());
        write!(f, "/preview{query}")
    }
}

impl fmt::Display for ExplanationAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (indicator, area, period) = (&self.indicator, &self.area, self.period);
        write!(f, "/observations/{indicator}/{area}/{period}/explanation")
    }
}

fn other_than_default(peers: &PeerSelector) -> Option<&PeerSelector> {
    Some(peers).filter(|peers| **peers != PeerSelector::default())
}

/// The parameters of a link. Colons and commas may stand in a query as they are (RFC 3986, 3.4).
#[derive(Default)]
struct Parameters(String);

impl Parameters {
    fn add(&mut self, name: &str, value: Option<impl fmt::Display>) {
        if let Some(value) = value {
            let sign = if self.0.is_empty() { '?' } else { '&' };
            self.0.push_str(&format!("{sign}{name}={value}"));
        }
    }
}

impl fmt::Display for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Free text for a query: all but unreserved characters percent-encoded.
pub(crate) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte))
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
