//! Comparison sets in words.

use crate::area::AreaKind;
use crate::indicator::PolicyArea;
use crate::locale::is_singular;
use crate::network::Network;
use crate::peers::PeerSelector;
use crate::text::Language;

/// The words for a comparison set, as they follow "compared with". A network is called by its policy area too, where it
/// is among those that are known.
pub fn peers(language: Language, selector: &PeerSelector, networks: &[Network]) -> String {
    match language {
        Language::Lv => peers_lv(selector, networks),
        Language::En => peers_en(selector, networks),
    }
}

/// With whom was compared, and how many of them have a value.
pub fn compared_with(language: Language, peers: &str, n: u32, with_value: u32) -> String {
    match language {
        Language::Lv => format!("salīdzinājumā ar {peers} (kopā ar šo {n}, vērtība ir {with_value})"),
        Language::En => format!("compared with {peers} ({n} with this one, {with_value} with a value)"),
    }
}

/// The name of a policy area.
pub fn policy_area(language: Language, one: PolicyArea) -> &'static str {
    match (language, one) {
        (Language::Lv, PolicyArea::Governance) => "Stratēģiskā vadība",
        (Language::Lv, PolicyArea::SocialHealth) => "Sociālā un veselības aprūpe",
        (Language::Lv, PolicyArea::ServicesHousing) => "Sabiedriskie pakalpojumi un mājokļu politika",
        (Language::Lv, PolicyArea::EducationCulture) => "Izglītība un kultūra",
        (Language::Lv, PolicyArea::Context) => "Konteksts",
        (Language::En, PolicyArea::Governance) => "Strategic management",
        (Language::En, PolicyArea::SocialHealth) => "Social care and health care",
        (Language::En, PolicyArea::ServicesHousing) => "Public services and housing policy",
        (Language::En, PolicyArea::EducationCulture) => "Education and culture",
        (Language::En, PolicyArea::Context) => "Context",
    }
}

fn peers_lv(selector: &PeerSelector, networks: &[Network]) -> String {
    let many = |n: u64, one: &str, many: &str| {
        let words = if is_singular(Language::Lv, n) { one } else { many };
        format!("{n}\u{a0}{words}")
    };
    match selector {
        PeerSelector::All => "visām pilotpašvaldībām".to_owned(),
        PeerSelector::Country => "visām Latvijas pašvaldībām".to_owned(),
        PeerSelector::Network(code) => match theme(Language::Lv, selector, networks) {
            Some(theme) => format!("tīkla {code} dalībniecēm ({theme})"),
            None => format!("kopu „{selector}”"),
        },
        PeerSelector::Kind(AreaKind::City) => "pilotpašvaldībām – pilsētām".to_owned(),
        PeerSelector::Kind(AreaKind::Municipality) => "pilotpašvaldībām – novadiem".to_owned(),
        PeerSelector::Region(region) => format!("pilotpašvaldībām {}", in_region(region)),
        PeerSelector::Similar(k) => many(
            u64::from(*k),
            "līdzīgākajai pašvaldībai",
            "līdzīgākajām pašvaldībām",
        ),
        PeerSelector::Areas(codes) => many(
            codes.len() as u64,
            "izvēlēto pašvaldību",
            "izvēlētajām pašvaldībām",
        ),
        PeerSelector::Group(_) => format!("kopu „{selector}”"),
    }
}

fn peers_en(selector: &PeerSelector, networks: &[Network]) -> String {
    match selector {
        PeerSelector::All => "all pilot municipalities".to_owned(),
        PeerSelector::Country => "all municipalities of Latvia".to_owned(),
        PeerSelector::Network(code) => match theme(Language::En, selector, networks) {
            Some(theme) => format!("members of network {code} ({theme})"),
            None => format!("the set “{selector}”"),
        },
        PeerSelector::Kind(AreaKind::City) => "pilot municipalities: cities".to_owned(),
        PeerSelector::Kind(AreaKind::Municipality) => "pilot municipalities: novadi".to_owned(),
        PeerSelector::Region(region) => format!("pilot municipalities in {}", region_name(region)),
        PeerSelector::Similar(1) => "the most similar municipality".to_owned(),
        PeerSelector::Similar(k) => format!("the {k} most similar municipalities"),
        PeerSelector::Areas(codes) => match codes.len() {
            1 => "1 chosen municipality".to_owned(),
            n => format!("{n} chosen municipalities"),
        },
        PeerSelector::Group(_) => format!("the set “{selector}”"),
    }
}

/// The policy area of a network, as it stands inside a sentence.
fn theme(language: Language, selector: &PeerSelector, networks: &[Network]) -> Option<String> {
    let PeerSelector::Network(code) = selector else {
        return None;
    };
    let network = networks.iter().find(|one| one.code == *code)?;
    let mut letters = policy_area(language, network.policy_area).chars();
    let first = letters.next()?;
    Some(first.to_lowercase().chain(letters).collect())
}

/// Where a statistical region (NUTS 3) is: `Kurzemē`.
fn in_region(code: &str) -> &str {
    match code {
        "LV003" => "Kurzemē",
        "LV005" => "Latgalē",
        "LV006" => "Rīgā",
        "LV007" => "Pierīgā",
        "LV008" => "Vidzemē",
        "LV009" => "Zemgalē",
        other => other,
    }
}

fn region_name(code: &str) -> &str {
    match code {
        "LV003" => "Kurzeme",
        "LV005" => "Latgale",
        "LV006" => "Rīga",
        "LV007" => "Pierīga (around Rīga)",
        "LV008" => "Vidzeme",
        "LV009" => "Zemgale",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_named_in_the_case_that_follows_compared_with() {
        let lv = |text: &str| peers(Language::Lv, &text.parse().unwrap(), &[]);
        assert_eq!(lv("all"), "visām pilotpašvaldībām");
        assert_eq!(lv("similar:7"), "7\u{a0}līdzīgākajām pašvaldībām");
        assert_eq!(lv("similar:21"), "21\u{a0}līdzīgākajai pašvaldībai");
        assert_eq!(lv("region:LV003"), "pilotpašvaldībām Kurzemē");
        let en = |text: &str| peers(Language::En, &text.parse().unwrap(), &[]);
        assert_eq!(en("similar:1"), "the most similar municipality");
        assert_eq!(en("areas:0840200"), "1 chosen municipality");
        assert_eq!(
            en("network:N2"),
            "the set “network:N2”",
            "one that nobody knows has no theme"
        );
    }
}
