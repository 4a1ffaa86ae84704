//! The networks that nothing is sent to. Whoever may name a receiver could else have the server call what only the
//! server reaches.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A network: its first address, how many bits it fixes, and what it is.
type Network<A> = (A, u8, &'static str);

const fn v4(a: u8, b: u8, c: u8) -> Ipv4Addr {
    Ipv4Addr::new(a, b, c, 0)
}

const fn v6(a: u16, b: u16) -> Ipv6Addr {
    Ipv6Addr::new(a, b, 0, 0, 0, 0, 0, 0)
}

/// The refused networks of IPv4: those that IANA's registry of special addresses does not call globally reachable, and
/// multicast.
pub const REFUSED_V4: &[Network<Ipv4Addr>] = &[
    (v4(0, 0, 0), 8, "this network"),
    (v4(10, 0, 0), 8, "private"),
    (v4(100, 64, 0), 10, "shared by customers of a provider"),
    (v4(127, 0, 0), 8, "loopback"),
    (v4(169, 254, 0), 16, "link-local"),
    (v4(172, 16, 0), 12, "private"),
    (v4(192, 0, 0), 24, "protocol assignments"),
    (v4(192, 0, 2), 24, "documentation"),
    (v4(192, 88, 99), 24, "6to4 relays"),
    (v4(192, 168, 0), 16, "private"),
    (v4(198, 18, 0), 15, "benchmarking"),
    (v4(198, 51, 100), 24, "documentation"),
    (v4(203, 0, 113), 24, "documentation"),
    (v4(224, 0, 0), 4, "multicast"),
    (v4(240, 0, 0), 4, "reserved, and broadcast"),
];

/// What is public in IPv6: all else is refused.
const GLOBAL_UNICAST: Network<Ipv6Addr> = (v6(0x2000, 0), 3, "global unicast");

/// The refused networks of IPv6 within 2000::/3. What lies outside (loopback, private, link-local, multicast, IPv4 in
/// other clothes) is refused altogether.
pub const REFUSED_V6: &[Network<Ipv6Addr>] = &[
    (v6(0x2001, 0), 23, "protocol assignments, and Teredo"),
    (v6(0x2001, 0xdb8), 32, "documentation"),
    (v6(0x2002, 0), 16, "6to4"),
    (v6(0x3fff, 0), 20, "documentation"),
];

/// Whether nothing is sent to this address.
///
/// ```
/// # use blis_domain::webhook::is_refused;
/// assert!(is_refused("192.168.1.1".parse().unwrap()));
/// assert!(!is_refused("212.93.97.10".parse().unwrap()));
/// ```
pub fn is_refused(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => REFUSED_V4.iter().any(|(first, bits, _)| {
            same_bits(first.to_bits().into(), address.to_bits().into(), 128 - 32 + *bits)
        }),
        IpAddr::V6(address) => {
            let within =
                |(first, bits, _): &Network<Ipv6Addr>| same_bits(first.to_bits(), address.to_bits(), *bits);
            !within(&GLOBAL_UNICAST) || REFUSED_V6.iter().any(within)
        }
    }
}

/// Whether two addresses begin with the same bits.
fn same_bits(one: u128, other: u128, bits: u8) -> bool {
    (one ^ other).leading_zeros() >= u32::from(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_sent_to_where_only_the_server_reaches() {
        for refused in [
            "0.0.0.0",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.255",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:212.93.97.10",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2001::1",
            "2001:1ff::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff:fff::1",
            "5f00::1",
        ] {
            assert!(is_refused(refused.parse().unwrap()), "{refused}");
        }
        for public in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.1",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.1",
            "192.167.255.255",
            "198.17.255.255",
            "198.20.0.0",
            "212.93.97.10",
            "223.255.255.255",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2a00:1450::1",
            "3ffe::1",
        ] {
            assert!(!is_refused(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn receivers_are_told_each_network() {
        let told = include_str!("../../../../docs/WEBHOOKS.md");
        let v4 = REFUSED_V4
            .iter()
            .map(|(first, bits, _)| format!("{first}/{bits}"));
        let v6 = REFUSED_V6
            .iter()
            .map(|(first, bits, _)| format!("{first}/{bits}"));
        for network in v4.chain(v6) {
            assert!(
                told.contains(&network),
                "docs/WEBHOOKS.md does not name {network}"
            );
        }
    }
}
