//! Peers: whom an area is compared with, written as a selector such as `network:N2`.

use crate::area::{Area, AreaCode, AreaKind};
use crate::network::NetworkCode;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The most areas `similar:k` may ask for: every pilot but one.
pub const MOST_SIMILAR: u8 = 43;

/// The most areas a hand-picked selector may name.
pub const MOST_PICKED: usize = 150;

/// A comparison set by rule or by name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PeerSelector {
    /// `all`: the 44 pilots.
    #[default]
    All,
    /// `country`: every local government of the time.
    Country,
    /// `network:N2`: the members of a network.
    Network(NetworkCode),
    /// `kind:city`: pilots of a kind.
    Kind(AreaKind),
    /// `region:LV008`: pilots of a NUTS 3 region (2016).
    Region(String),
    /// `similar:7`: the pilots most like the area.
    Similar(u8),
    /// `group:{id}`: a saved list.
    Group(String),
    /// `areas:0840200,0880200`: a hand-picked list.
    Areas(Vec<AreaCode>),
}

/// The text is not a selector, or names what does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeersError {
    /// Not one of the forms.
    #[error("`{0}` is not a comparison set")]
    Malformed(String),
    /// No such network, region or area.
    #[error("`{0}` names nothing that exists")]
    Unknown(String),
    /// Likeness to an area, where no area is asked about.
    #[error("`{0}` needs an area to be like")]
    NeedsArea(String),
}

impl FromStr for PeerSelector {
    type Err = PeersError;

    fn from_str(text: &str) -> Result<PeerSelector, PeersError> {
        let malformed = || PeersError::Malformed(text.chars().take(80).collect());
        let (word, rest) = match text.trim().split_once(':') {
            Some((word, rest)) => (word, Some(rest.trim())),
            None => (text.trim(), None),
        };
        match (word, rest) {
            ("all", None) => Ok(PeerSelector::All),
            ("country", None) => Ok(PeerSelector::Country),
            ("network", Some(code)) => code.parse().map(PeerSelector::Network).map_err(|_| malformed()),
            ("kind", Some(kind)) => AreaKind::from_code(kind)
                .map(PeerSelector::Kind)
                .ok_or_else(malformed),
            ("region", Some(region)) if is_region(region) => Ok(PeerSelector::Region(region.to_owned())),
            ("similar", Some(k)) => match k.parse::<u8>() {
                Ok(k @ 1..=MOST_SIMILAR) => Ok(PeerSelector::Similar(k)),
                _ => Err(malformed()),
            },
            ("group", Some(id)) if is_group_id(id) => Ok(PeerSelector::Group(id.to_owned())),
            ("areas", Some(list)) => {
                let mut codes: Vec<AreaCode> = Vec::new();
                for code in list.split(',') {
                    let code = code.parse().map_err(|_| malformed())?;
                    if codes.contains(&code) {
                        continue;
                    }
                    // Refused here and not at the end, so that a long list costs no more than a short one.
                    if codes.len() == MOST_PICKED {
                        return Err(malformed());
                    }
                    codes.push(code);
                }
                Ok(PeerSelector::Areas(codes))
            }
            _ => Err(malformed()),
        }
    }
}

impl TryFrom<String> for PeerSelector {
    type Error = PeersError;

    fn try_from(text: String) -> Result<PeerSelector, PeersError> {
        text.parse()
    }
}

impl From<PeerSelector> for String {
    fn from(selector: PeerSelector) -> String {
        selector.to_string()
    }
}

fn is_region(text: &str) -> bool {
    text.len() == 5
        && text.starts_with("LV")
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

fn is_group_id(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

impl fmt::Display for PeerSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PeerSelector::All => f.write_str("all"),
            PeerSelector::Country => f.write_str("country"),
            PeerSelector::Network(code) => write!(f, "network:{code}"),
            PeerSelector::Kind(kind) => write!(f, "kind:{}", kind.code()),
            PeerSelector::Region(region) => write!(f, "region:{region}"),
            PeerSelector::Similar(k) => write!(f, "similar:{k}"),
            PeerSelector::Group(id) => write!(f, "group:{id}"),
            PeerSelector::Areas(codes) => {
                let codes: Vec<&str> = codes.iter().map(AreaCode::as_str).collect();
                write!(f, "areas:{}", codes.join(","))
            }
        }
    }
}

impl PeerSelector {
    /// The members of the set, the area itself among them, in the order of `areas`.
    ///
    /// `areas` is the whole division; `nearest` lists the pilots by likeness to the area, nearest
    /// first, and is read for `similar:k` alone (see [`crate::similarity`]).
    ///
    /// # Errors
    /// When the selector names a network, region, list or area that is not there.
    pub fn members(
        &self,
        own: &AreaCode,
        areas: &[Area],
        nearest: &[AreaCode],
    ) -> Result<Vec<AreaCode>, PeersError> {
        let chosen = self.chosen(areas, nearest)?;
        Ok(areas
            .iter()
            .filter(|area| area.code == *own || chosen.iter().any(|one| one.code == area.code))
            .map(|area| area.code.clone())
            .collect())
    }

    /// The members of the set where no area is asked about, in the order of `areas`.
    ///
    /// # Errors
    /// As for [`PeerSelector::members`]; also for `similar:k`, which is like nobody then.
    pub fn members_for_nobody(&self, areas: &[Area]) -> Result<Vec<AreaCode>, PeersError> {
        if let PeerSelector::Similar(_) = self {
            return Err(PeersError::NeedsArea(self.to_string()));
        }
        let chosen = self.chosen(areas, &[])?;
        Ok(chosen.into_iter().map(|area| area.code.clone()).collect())
    }

    /// The areas that the selector names, in the order of `areas`; never none.
    fn chosen<'a>(&self, areas: &'a [Area], nearest: &[AreaCode]) -> Result<Vec<&'a Area>, PeersError> {
        let unknown = || PeersError::Unknown(self.to_string());
        let chosen: Vec<&Area> = match self {
            PeerSelector::All => areas.iter().filter(|area| area.pilot).collect(),
            PeerSelector::Country => areas.iter().collect(),
            PeerSelector::Network(code) => areas.iter().filter(|area| area.networks.contains(code)).collect(),
            PeerSelector::Kind(kind) => areas
                .iter()
                .filter(|area| area.pilot && area.kind == *kind)
                .collect(),
            PeerSelector::Region(region) => areas
                .iter()
                .filter(|area| area.pilot && area.region == *region)
                .collect(),
            PeerSelector::Similar(k) => {
                let near = &nearest[..nearest.len().min(usize::from(*k))];
                areas.iter().filter(|area| near.contains(&area.code)).collect()
            }
            PeerSelector::Group(_) => return Err(unknown()),
            PeerSelector::Areas(codes) => {
                if let Some(stranger) = codes
                    .iter()
                    .find(|code| !areas.iter().any(|area| area.code == **code))
                {
                    return Err(PeersError::Unknown(stranger.to_string()));
                }
                areas.iter().filter(|area| codes.contains(&area.code)).collect()
            }
        };
        match chosen.is_empty() {
            true => Err(unknown()),
            false => Ok(chosen),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_form_reads_back_as_written() {
        for text in [
            "all",
            "country",
            "network:N2",
            "kind:city",
            "region:LV008",
            "similar:7",
            "group:a-1",
            "areas:0840200,0880200",
        ] {
            assert_eq!(text.parse::<PeerSelector>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_list_beyond_its_bound_is_refused_without_being_read() {
        let list = |count: usize| {
            let codes: Vec<String> = (0..count).map(|code| format!("{code:07}")).collect();
            format!("areas:{}", codes.join(","))
        };
        assert!(list(MOST_PICKED).parse::<PeerSelector>().is_ok());
        assert!(list(MOST_PICKED + 1).parse::<PeerSelector>().is_err());
        // What comes after the last one allowed is not looked at.
        let beyond = format!("{},nonsense", list(MOST_PICKED + 1));
        assert!(beyond.parse::<PeerSelector>().is_err());
        let twice = format!("{0},{0}", &list(MOST_PICKED)[6..]);
        assert!(format!("areas:{twice}").parse::<PeerSelector>().is_ok());
    }

    #[test]
    fn what_is_not_a_selector_is_refused() {
        for text in [
            "",
            "All",
            "network:",
            "network:2",
            "kind:town",
            "region:EE001",
            "similar:0",
            "similar:99",
            "areas:",
            "areas:1",
            "group:../x",
            "all:x",
        ] {
            assert!(text.parse::<PeerSelector>().is_err(), "`{text}` must be refused");
        }
    }

    #[test]
    fn likeness_needs_somebody_to_be_like() {
        let similar: PeerSelector = "similar:7".parse().unwrap();
        assert_eq!(
            similar.members_for_nobody(&[]),
            Err(PeersError::NeedsArea("similar:7".to_owned()))
        );
    }

    proptest! {
        #[test]
        fn no_input_panics(text in ".{0,40}") {
            let _ = text.parse::<PeerSelector>();
        }
    }
}
