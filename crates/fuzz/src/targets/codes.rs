//! Codes and selectors.

use super::round_trip;
use blis_domain::area::{AreaCode, AreaKind};
use blis_domain::indicator::IndicatorCode;
use blis_domain::network::NetworkCode;
use blis_domain::peers::{MOST_PICKED, MOST_SIMILAR, PeerSelector, PeersError};
use blis_domain::period::{Frequency, Period};
use blis_domain::person::PersonId;
use blis_domain::status::ObservationStatus;

/// A selector is within its bounds and written as it is read; a refusal repeats no more than a line of it.
pub(crate) fn peers(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match text.parse::<PeerSelector>() {
        Ok(selector) => {
            round_trip(&selector);
            match &selector {
                PeerSelector::Areas(codes) => {
                    assert!((1..=MOST_PICKED).contains(&codes.len()));
                    let once = (1..codes.len()).all(|at| !codes[..at].contains(&codes[at]));
                    assert!(once, "an area is picked once: {selector}");
                }
                PeerSelector::Similar(k) => assert!((1..=MOST_SIMILAR).contains(k)),
                _ => assert!(selector.to_string().len() <= 60, "{selector}"),
            }
            let json = serde_json::to_string(&selector).unwrap();
            assert_eq!(serde_json::from_str::<PeerSelector>(&json).unwrap(), selector);
            // Nothing is there: a set of nobody is an error and not an empty comparison.
            assert!(selector.members_for_nobody(&[]).is_err() || selector == PeerSelector::All);
        }
        Err(PeersError::Malformed(said)) => assert!(said.chars().count() <= 80),
        Err(other) => unreachable!("reading alone cannot know that {other}"),
    }
}

/// A period lies in its years, is written as it is read, and lies where it says on a time axis.
pub(crate) fn period(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match text.parse::<Period>() {
        Ok(period) => {
            round_trip(&period);
            let year = period.calendar_year();
            assert!((1900..=2099).contains(&year));
            assert!((0.0..1.0).contains(&(period.axis_position() - f64::from(year))));
            assert_eq!(period.plus_years(0), Some(period));
            let month = Period::new(year, Frequency::Month, 12).unwrap();
            assert!(period.axis_position() <= month.axis_position());
            let json = serde_json::to_string(&period).unwrap();
            assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), period);
        }
        Err(error) => assert!(error.0.chars().count() <= 40),
    }
}

/// Codes are written as they are read, and hold nothing but their own letters.
pub(crate) fn codes(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let plain = |code: &str, most: usize| {
        assert!((1..=most).contains(&code.len()), "{code}");
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        assert!(code.bytes().all(fits), "{code}");
    };
    match text.parse::<AreaCode>() {
        Ok(code) => {
            round_trip(&code);
            plain(code.as_str(), 7);
            assert_eq!(format!("LV{code}").parse().as_ref(), Ok(&code));
        }
        Err(error) => assert!(error.0.chars().count() <= 40),
    }
    match text.parse::<IndicatorCode>() {
        Ok(code) => {
            round_trip(&code);
            plain(code.as_str(), 40);
            assert_eq!(text.to_ascii_lowercase().parse().as_ref(), Ok(&code));
        }
        Err(error) => assert!(error.0.chars().count() <= 40),
    }
    match text.parse::<NetworkCode>() {
        Ok(code) => {
            round_trip(&code);
            plain(code.as_str(), 4);
        }
        Err(error) => assert!(error.0.chars().count() <= 40),
    }
    match text.parse::<PersonId>() {
        Ok(id) => {
            round_trip(&id);
            plain(id.as_str(), 36);
        }
        Err(error) => assert!(error.0.chars().count() <= 40),
    }
    match text.parse::<ObservationStatus>() {
        Ok(status) => round_trip(&status),
        Err(error) => assert!(error.0.chars().count() <= 40),
    }
    if let Some(kind) = AreaKind::from_code(&text) {
        assert_eq!(kind.code(), text);
    }
}
