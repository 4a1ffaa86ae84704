use super::*;

fn read(path: &str, query: &[(&str, &str)]) -> Parsed {
    let pairs: Vec<(String, String)> = query
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    parse(path, &pairs)
}

/// Reads a link as the browser would hand it over (no link here needs decoding).
fn follow(link: &str) -> Parsed {
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    let pairs: Vec<(&str, &str)> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    read(path, &pairs)
}

#[test]
fn every_link_is_read_back_as_it_was_written() {
    let saldus: AreaCode = "0840200".parse().unwrap();
    let talsi: AreaCode = "0880200".parse().unwrap();
    let addresses = [
        Address::Home(HomeAddress::default()),
        Address::Home(HomeAddress {
            area: Some(saldus.clone()),
            peers: PeerSelector::Similar(7),
            period: Period::year(2016),
        }),
        Address::Profile(ProfileAddress {
            area: saldus.clone(),
            peers: "network:N2".parse().unwrap(),
            period: None,
            dimension: Some(Dimension::Coverage),
            as_of: Some("2026-12-31".parse().unwrap()),
        }),
        Address::Brief(BriefAddress {
            area: saldus.clone(),
            peers: PeerSelector::Similar(7),
            period: Period::year(2015),
            as_of: None,
        }),
        Address::Catalogue(CatalogueAddress {
            words: "siltums".into(),
            policy_area: Some(PolicyArea::ServicesHousing),
        }),
        Address::Comparison(ComparisonAddress {
            area: Some(saldus),
            peers: "areas:0840200,0880200".parse().unwrap(),
            period: Period::year(2015),
            view: View::Trend,
            picks: vec![talsi],
            as_of: Some("2026-11-30T16:04:05.000001Z".parse().unwrap()),
            ..ComparisonAddress::of("EDU.PRE.COV".parse().unwrap())
        }),
        Address::Embed(ComparisonAddress {
            view: View::Table,
            ..ComparisonAddress::of("EDU.PRE.COV".parse().unwrap())
        }),
        Address::Sheet("EDU.PRE.COV".parse().unwrap()),
        Address::Networks,
        Address::Network("N3".parse().unwrap()),
        Address::Feeds,
        Address::Feed("srda".to_owned()),
        Address::Batch(BatchAddress {
            feed: "srda".to_owned(),
            batch: "0192f0c1-7a00-7000-8000-000000000001".to_owned(),
            outcome: Some(RowOutcome::Refused),
        }),
        Address::Held(HeldAddress {
            batch: Some("0192f0c1-7a00-7000-8000-000000000001".to_owned()),
        }),
        Address::Calendar(CalendarAddress { year: Some(2027) }),
        Address::Changes,
        Address::Overdue,
        Address::Releases,
        Address::Release("0192f0c1-7a00-7000-8000-000000000001".to_owned()),
        Address::Preview(PreviewAddress {
            area: Some("0880200".parse().unwrap()),
        }),
        Address::Explanation(ExplanationAddress {
            indicator: "EDU.PRE.COV".parse().unwrap(),
            area: "0880200".parse().unwrap(),
            period: "2016-Q1".parse().unwrap(),
        }),
        Address::About,
    ];
    for address in addresses {
        let link = address.to_string();
        assert_eq!(
            follow(&link),
            Parsed {
                address,
                notes: vec![]
            },
            "the link was {link}"
        );
    }
}

#[test]
fn defaults_leave_the_address_short() {
    assert_eq!(Address::Home(HomeAddress::default()).to_string(), "/");
    let plain = ComparisonAddress::of("CTX.POP".parse().unwrap());
    assert_eq!(plain.to_string(), "/indicators/CTX.POP");
}

#[test]
fn what_cannot_be_read_is_told_and_not_taken_for_something_else() {
    let parsed = read(
        "/indicators/CTX.POP",
        &[("peers", "everybody"), ("period", "16"), ("view", "trend")],
    );
    let unread = |part: &str| Note::Unread(part.to_owned());
    assert_eq!(parsed.notes, [unread("peers=everybody"), unread("period=16")]);
    let Address::Comparison(comparison) = parsed.address else {
        panic!("the path names a comparison");
    };
    assert_eq!(comparison.peers, PeerSelector::All);
    assert_eq!(comparison.view, View::Trend, "what can be read still counts");
}

#[test]
fn a_path_that_leads_nowhere_is_unknown() {
    for path in [
        "/areas",
        "/areas/Saldus",
        "/indicators/x/y",
        "/networks/2",
        "/nothing",
    ] {
        assert_eq!(read(path, &[]).address, Address::Unknown, "{path}");
    }
    assert_eq!(read("/networks/", &[]).address, Address::Networks);
}

#[test]
fn words_survive_the_address() {
    let catalogue = CatalogueAddress {
        words: "ūdens & siltums".into(),
        policy_area: None,
    };
    assert_eq!(catalogue.to_string(), "/indicators?q=%C5%ABdens%20%26%20siltums");
}

#[test]
fn a_pick_is_taken_and_let_go() {
    let codes: Vec<AreaCode> = (1..=7).map(|n| format!("{n:07}").parse().unwrap()).collect();
    let mut address = ComparisonAddress::of("CTX.POP".parse().unwrap());
    address.area = Some(codes[0].clone());
    for code in &codes {
        address = address.toggled(code);
    }
    assert_eq!(
        address.picks,
        codes[1..6],
        "the own area is no comparator, and the colours end at five"
    );
    assert_eq!(address.toggled(&codes[2]).picks.len(), 4);
}

#[test]
fn a_link_tells_what_will_be_needed() {
    let view = |href| match parse_link(href) {
        Some(Address::Comparison(comparison)) => Some(comparison.view),
        _ => None,
    };
    assert_eq!(
        view("/indicators/EDU.PRE.COV?area=0840200&view=trend"),
        Some(View::Trend)
    );
    assert_eq!(view("/indicators/EDU.PRE.COV"), Some(View::Ranking));
    assert_eq!(parse_link("/about"), Some(Address::About));
    assert_eq!(
        parse_link("/account?lang=lv"),
        Some(Address::Unknown),
        "a page of the server's own"
    );
    for elsewhere in ["?lang=en", "#content", "https://example.org/about"] {
        assert_eq!(parse_link(elsewhere), None, "{elsewhere}");
    }
}
