//! Comparison sets as the reader names and chooses them.

use crate::i18n::Texts;
use crate::reference::Reference;
use blis_domain::area::{AreaCode, AreaKind};
use blis_domain::peers::PeerSelector;

/// How many similar municipalities are offered at once.
const SIMILAR: [u8; 2] = [7, 12];

/// Statistical regions with pilots, in the order they are offered.
const REGIONS: [&str; 6] = ["LV003", "LV005", "LV006", "LV007", "LV008", "LV009"];

/// Whether a set names anybody; the similar ones always do.
pub(crate) fn is_known(selector: &PeerSelector, area: &AreaCode, reference: &Reference) -> bool {
    matches!(selector, PeerSelector::Similar(_)) || selector.members(area, &reference.areas, &[]).is_ok()
}

/// Sets under one heading.
pub(crate) struct Choices {
    /// The heading.
    pub(crate) heading: &'static str,
    /// The sets.
    pub(crate) sets: Vec<PeerSelector>,
}

/// The sets that are offered, by heading; `current` is always among them.
pub(crate) fn choices(current: &PeerSelector, reference: &Reference, texts: &Texts) -> Vec<Choices> {
    let mut wide = vec![PeerSelector::All];
    wide.extend(SIMILAR.map(PeerSelector::Similar));
    wide.push(PeerSelector::Country);
    let networks = reference
        .networks
        .iter()
        .filter(|network| !network.members.is_empty())
        .map(|network| PeerSelector::Network(network.code.clone()))
        .collect();
    let mut places: Vec<PeerSelector> = AreaKind::ALL.map(PeerSelector::Kind).to_vec();
    places.extend(
        REGIONS
            .into_iter()
            .filter(|region| {
                reference
                    .areas
                    .iter()
                    .any(|area| area.pilot && area.region == *region)
            })
            .map(|region| PeerSelector::Region(region.to_owned())),
    );
    let mut choices = vec![
        Choices {
            heading: texts.peers.group_wide,
            sets: wide,
        },
        Choices {
            heading: texts.peers.group_networks,
            sets: networks,
        },
        Choices {
            heading: texts.peers.group_places,
            sets: places,
        },
    ];
    choices.retain(|group| !group.sets.is_empty());
    if !choices.iter().any(|group| group.sets.contains(current)) {
        choices[0].sets.push(current.clone());
    }
    choices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::texts;
    use blis_domain::text::Language;

    fn nothing() -> Reference {
        Reference {
            areas: vec![],
            networks: vec![],
            indicators: vec![],
            demonstration: false,
        }
    }

    #[test]
    fn the_present_set_is_always_offered() {
        let picked: PeerSelector = "areas:0840200,0880200".parse().unwrap();
        let reference = nothing();
        let offered = choices(&picked, &reference, texts(Language::Lv));
        assert!(offered.iter().any(|group| group.sets.contains(&picked)));
    }
}
