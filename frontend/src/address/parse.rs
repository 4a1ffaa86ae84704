//! From path and query to the typed address.

use super::query::Query;
use super::{
    Address, BatchAddress, BriefAddress, CalendarAddress, CatalogueAddress, ComparisonAddress,
    ExplanationAddress, HeldAddress, HomeAddress, MOST_PICKS, PreviewAddress, ProfileAddress, View,
};
use blis_domain::area::AreaCode;
use blis_domain::indicator::{Dimension, PolicyArea};
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::receipt::RowOutcome;

/// An address, and what of it could not be read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parsed {
    /// Where the reader is.
    pub(crate) address: Address,
    /// What of it did not count; the page says so.
    pub(crate) notes: Vec<Note>,
}

/// What of an address did not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Note {
    /// A parameter that means nothing, as it was written; the default stands in its place.
    Unread(String),
    /// More picks than can be told apart; the first ones stand.
    TooManyPicks,
}

/// Reads the address of a link that the page wrote; none when it leads elsewhere. Of its query that alone is understood
/// which needs no decoding, such as the view.
pub(crate) fn parse_link(href: &str) -> Option<Address> {
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    let pairs: Vec<(String, String)> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    path.starts_with('/').then(|| parse(path, &pairs).address)
}

/// Reads an address: its path, and the decoded parameters of its query.
pub(crate) fn parse(path: &str, pairs: &[(String, String)]) -> Parsed {
    let mut query = Query::new(pairs);
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let address = match segments.as_slice() {
        [] => Address::Home(HomeAddress {
            area: area(&mut query),
            peers: peers(&mut query),
            period: period(&mut query),
        }),
        ["areas", code] => match code.parse() {
            Ok(area) => Address::Profile(ProfileAddress {
                area,
                peers: peers(&mut query),
                period: period(&mut query),
                dimension: query.value("dimension", Dimension::from_code),
                as_of: query.value("as_of", |text| text.parse().ok()),
            }),
            Err(_) => Address::Unknown,
        },
        ["brief", code] => code.parse().map_or(Address::Unknown, |area| {
            Address::Brief(BriefAddress {
                area,
                peers: peers(&mut query),
                period: period(&mut query),
                as_of: query.value("as_of", |text| text.parse().ok()),
            })
        }),
        ["indicators"] => Address::Catalogue(CatalogueAddress {
            words: query.text("q").unwrap_or_default().to_owned(),
            policy_area: query.value("policy_area", PolicyArea::from_code),
        }),
        ["indicators", code] => comparison(code, &mut query).map_or(Address::Unknown, Address::Comparison),
        ["embed", "indicators", code] => {
            comparison(code, &mut query).map_or(Address::Unknown, Address::Embed)
        }
        ["indicators", code, "sheet"] => code.parse().map_or(Address::Unknown, Address::Sheet),
        ["networks"] => Address::Networks,
        ["networks", code] => code.parse().map_or(Address::Unknown, Address::Network),
        ["feeds"] => Address::Feeds,
        ["feeds", feed] => Address::Feed((*feed).to_owned()),
        ["feeds", feed, "batches", batch] => Address::Batch(BatchAddress {
            feed: (*feed).to_owned(),
            batch: (*batch).to_owned(),
            outcome: query.value("outcome", RowOutcome::from_code),
        }),
        ["held"] => Address::Held(HeldAddress {
            batch: query.text("batch").map(str::to_owned),
        }),
        ["changes"] => Address::Changes,
        ["calendar"] => Address::Calendar(CalendarAddress {
            year: query.value("year", year),
        }),
        ["calendar", "overdue"] => Address::Overdue,
        ["releases"] => Address::Releases,
        ["releases", id] => Address::Release((*id).to_owned()),
        ["preview"] => Address::Preview(PreviewAddress {
            area: area(&mut query),
        }),
        ["observations", indicator, area, period, "explanation"] => {
            figure(indicator, area, period).map_or(Address::Unknown, Address::Explanation)
        }
        ["about"] => Address::About,
        _ => Address::Unknown,
    };
    Parsed {
        address,
        notes: query.into_notes(),
    }
}

fn comparison(code: &str, query: &mut Query<'_>) -> Option<ComparisonAddress> {
    let indicator = code.parse().ok()?;
    Some(ComparisonAddress {
        area: area(query),
        peers: peers(query),
        period: period(query),
        view: query.value("view", view).unwrap_or_default(),
        picks: picks(query),
        as_of: query.value("as_of", |text| text.parse().ok()),
        indicator,
    })
}

fn figure(indicator: &str, area: &str, period: &str) -> Option<ExplanationAddress> {
    Some(ExplanationAddress {
        indicator: indicator.parse().ok()?,
        area: area.parse().ok()?,
        period: period.parse().ok()?,
    })
}

fn area(query: &mut Query<'_>) -> Option<AreaCode> {
    query.value("area", |text| text.parse().ok())
}

fn peers(query: &mut Query<'_>) -> PeerSelector {
    query.value("peers", |text| text.parse().ok()).unwrap_or_default()
}

fn period(query: &mut Query<'_>) -> Option<Period> {
    query.value("period", |text| text.parse().ok())
}

/// A year that periods can be of.
fn year(text: &str) -> Option<u16> {
    let year = text.parse().ok()?;
    Period::year(year).map(|_| year)
}

fn view(text: &str) -> Option<View> {
    View::ALL.into_iter().find(|view| view.code() == text)
}

fn picks(query: &mut Query<'_>) -> Vec<AreaCode> {
    let mut picks = query.value("pick", each_once).unwrap_or_default();
    if picks.len() > MOST_PICKS {
        picks.truncate(MOST_PICKS);
        query.note(Note::TooManyPicks);
    }
    picks
}

fn each_once(text: &str) -> Option<Vec<AreaCode>> {
    let mut codes: Vec<AreaCode> = Vec::new();
    for code in text.split(',') {
        let code = code.parse().ok()?;
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    Some(codes)
}
