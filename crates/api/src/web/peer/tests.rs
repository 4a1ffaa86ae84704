use super::*;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::test::TestRequest;

fn callers(trusted: &[&str], header: ForwardedHeader, transport: Transport) -> Callers {
    let trusted = trusted.iter().map(|net| net.parse().unwrap()).collect();
    Callers::new(trusted, header, transport, false)
}

fn of(callers: &Callers, peer: &str, lines: &[(&str, &str)]) -> Caller {
    let mut request = TestRequest::default();
    for (name, value) in lines {
        let name: HeaderName = name.parse().unwrap();
        request = request.append_header((name, HeaderValue::from_bytes(value.as_bytes()).unwrap()));
    }
    callers.caller(peer.parse().unwrap(), request.to_http_request().headers())
}

fn known(address: &str) -> Caller {
    Caller::Known(address.parse().unwrap())
}

fn behind(address: &str) -> Caller {
    Caller::Behind(address.parse().unwrap())
}

const XFF: &str = "x-forwarded-for";

#[test]
fn nobody_is_believed_who_is_not_trusted() {
    for trusted in [&[][..], &["10.0.0.0/8"]] {
        let direct = callers(trusted, ForwardedHeader::XForwardedFor, Transport::Loopback);
        let invented = [(XFF, "198.51.100.7"), ("forwarded", "for=198.51.100.8")];
        assert_eq!(of(&direct, "127.0.0.1", &invented), known("127.0.0.1"));
        assert_eq!(of(&direct, "203.0.113.5", &invented), known("203.0.113.5"));
    }
}

#[test]
fn the_last_that_is_no_proxy_of_ours_calls() {
    let proxied = callers(
        &["127.0.0.1/32", "10.0.0.0/8", "fd00::/8"],
        ForwardedHeader::XForwardedFor,
        Transport::Https,
    );
    for (lines, expected) in [
        (&["198.51.100.7"][..], known("198.51.100.7")),
        (&["1.1.1.1", "2.2.2.2, 198.51.100.7"], known("198.51.100.7")),
        (
            &["1.1.1.1, 198.51.100.7, 10.1.1.1", "fd00::1"],
            known("198.51.100.7"),
        ),
        (&["2001:db8::5"], known("2001:db8::5")),
        (&["::ffff:192.0.2.1"], known("192.0.2.1")),
        (&["198.51.100.7:4711"], known("198.51.100.7")),
        (&["[2001:db8::5]:4711"], known("2001:db8::5")),
        (&["[2001:db8::5]"], known("2001:db8::5")),
        (&["10.1.1.1"], behind("10.1.1.1")),
        (&["198.51.100.7, unknown"], behind("127.0.0.1")),
        (&["198.51.100.7, unknown, 10.1.1.1"], behind("10.1.1.1")),
        (&["198.51.100.7,"], behind("127.0.0.1")),
        (&["198.51.100.7", ""], behind("127.0.0.1")),
        (&["198.51.100.7 198.51.100.8"], behind("127.0.0.1")),
        (&["<script>"], behind("127.0.0.1")),
        (&["\u{101}"], behind("127.0.0.1")),
        (&[], behind("127.0.0.1")),
    ] {
        let lines: Vec<(&str, &str)> = lines.iter().map(|line| (XFF, *line)).collect();
        assert_eq!(of(&proxied, "127.0.0.1", &lines), expected, "{lines:?}");
    }
    assert_eq!(
        of(&proxied, "::ffff:10.9.9.9", &[(XFF, "198.51.100.7")]),
        known("198.51.100.7"),
        "a proxy over IPv6 in disguise"
    );
}

#[test]
fn many_hops_end_and_do_not_reach_what_is_invented() {
    let proxied = callers(&["127.0.0.0/8"], ForwardedHeader::XForwardedFor, Transport::Https);
    let line = format!("6.6.6.6{}", ", 127.0.0.2".repeat(10_000));
    assert_eq!(of(&proxied, "127.0.0.1", &[(XFF, &line)]), behind("127.0.0.2"));
}

#[test]
fn one_header_is_read_and_not_the_other() {
    let lines = [(XFF, "198.51.100.7"), ("forwarded", "for=198.51.100.8")];
    for (header, expected) in [
        (ForwardedHeader::XForwardedFor, "198.51.100.7"),
        (ForwardedHeader::Forwarded, "198.51.100.8"),
    ] {
        let proxied = callers(&["127.0.0.1/32"], header, Transport::Https);
        assert_eq!(of(&proxied, "127.0.0.1", &lines), known(expected));
    }
}

#[test]
fn the_header_of_the_standard_is_read_from_the_right() {
    let proxied = callers(
        &["127.0.0.1/32", "10.0.0.0/8"],
        ForwardedHeader::Forwarded,
        Transport::Https,
    );
    for (line, expected) in [
        ("for=192.0.2.43, for=198.51.100.17", known("198.51.100.17")),
        (
            "For=\"[2001:db8:cafe::17]:4711\";proto=https;by=10.0.0.1",
            known("2001:db8:cafe::17"),
        ),
        (
            "proto=https; for=198.51.100.17 , for=10.0.0.3",
            known("198.51.100.17"),
        ),
        ("for=\", for=198.51.100.17", known("198.51.100.17")),
        ("for=198.51.100.17, for=_hidden", behind("127.0.0.1")),
        ("for=198.51.100.17, proto=https", behind("127.0.0.1")),
    ] {
        assert_eq!(
            of(&proxied, "127.0.0.1", &[("forwarded", line)]),
            expected,
            "{line}"
        );
    }
}

#[test]
fn behind_a_proxy_that_nobody_named_nobody_is_known() {
    let unnamed = callers(&[], ForwardedHeader::XForwardedFor, Transport::Https);
    assert!(unnamed.are_unknown());
    assert_eq!(
        of(&unnamed, "127.0.0.1", &[(XFF, "198.51.100.7")]),
        behind("127.0.0.1")
    );
    assert_eq!(of(&unnamed, "203.0.113.5", &[]), known("203.0.113.5"));
    assert_eq!(unnamed.counted_connection("127.0.0.1".parse().unwrap()), None);
    let own = Callers::new(vec![], ForwardedHeader::XForwardedFor, Transport::Https, true);
    assert_eq!(
        own.counted_connection("127.0.0.1".parse().unwrap()),
        Some("127.0.0.1".parse().unwrap()),
        "a server that encrypts by itself has no proxy"
    );
}

#[test]
fn a_network_of_ipv6_is_counted_as_one() {
    let direct = callers(&[], ForwardedHeader::XForwardedFor, Transport::Loopback);
    let counted = |peer: &str| direct.counted_connection(peer.parse().unwrap()).unwrap();
    assert_eq!(counted("2001:db8:1:2:3:4:5:6"), counted("2001:db8:1:2:ffff::1"));
    assert_ne!(counted("2001:db8:1:2::1"), counted("2001:db8:1:3::1"));
    assert_eq!(counted("::ffff:192.0.2.1"), counted("192.0.2.1"));
}
