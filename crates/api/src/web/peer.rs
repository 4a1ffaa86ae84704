//! The address of whoever calls, where it can be known.

use crate::auth::Transport;
use actix_web::HttpRequest;
use actix_web::http::header::X_FORWARDED_FOR;
use std::net::{IpAddr, Ipv6Addr};

/// Where callers are counted by their address: who it is. Several stand behind one address, and a whole network behind
/// a prefix of IPv6.
///
/// A server that is reached by https stands behind a proxy. A proxy of the same machine or network is not who calls:
/// what it was called by is the last that it added to `X-Forwarded-For`; what stands before that may be invented. When
/// it adds nothing, nobody is known, for otherwise everybody would be held together.
pub(crate) fn counted(transport: Transport, request: &HttpRequest) -> Option<IpAddr> {
    of(transport, request).map(network)
}

/// The address of who calls, whole.
pub(crate) fn of(transport: Transport, request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip().to_canonical();
    if transport != Transport::Https || !is_near(peer) {
        return Some(peer);
    }
    let last = request.headers().get_all(X_FORWARDED_FOR).last()?;
    let last = last.to_str().ok()?.rsplit(',').next()?;
    Some(last.trim().parse::<IpAddr>().ok()?.to_canonical())
}

/// Whether an address is of this machine or of its own network.
fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}

/// An IPv4 address whole; of an IPv6 address the 64 bits that one subscriber has at the least.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() & (u128::MAX << 64))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn of(transport: Transport, peer: &str, forwarded: &[&str]) -> Option<String> {
        let mut request =
            TestRequest::default().peer_addr(std::net::SocketAddr::new(peer.parse().unwrap(), 9));
        for one in forwarded {
            request = request.append_header((X_FORWARDED_FOR, *one));
        }
        counted(transport, &request.to_http_request()).map(|ip| ip.to_string())
    }

    #[test]
    fn who_calls_is_the_peer_or_whom_the_proxy_names() {
        let invented = ["1.1.1.1", "2.2.2.2, 198.51.100.7"];
        for (transport, peer, forwarded, expected) in [
            (Transport::Loopback, "127.0.0.1", &invented[..], Some("127.0.0.1")),
            (Transport::Https, "127.0.0.1", &invented[..], Some("198.51.100.7")),
            (
                Transport::Https,
                "172.17.0.1",
                &["2001:db8:1:2:3:4:5:6"][..],
                Some("2001:db8:1:2::"),
            ),
            (
                Transport::Https,
                "::1",
                &["::ffff:192.0.2.1"][..],
                Some("192.0.2.1"),
            ),
            (Transport::Https, "127.0.0.1", &[][..], None),
            (
                Transport::Https,
                "127.0.0.1",
                &["198.51.100.7, unknown"][..],
                None,
            ),
            (
                Transport::Https,
                "203.0.113.5",
                &invented[..],
                Some("203.0.113.5"),
            ),
        ] {
            assert_eq!(
                of(transport, peer, forwarded).as_deref(),
                expected,
                "{peer} {forwarded:?}"
            );
        }
    }
}
