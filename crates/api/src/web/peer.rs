//! The address of whoever calls: one place says it for limits, for sessions, and for the audit log. Whether the way is
//! encrypted is never read off a request, and not decided here.

use crate::auth::Transport;
use crate::edge::ForwardedHeader;
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::http::header::HeaderMap;
use actix_web::web::Data;
use ipnet::IpNet;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// More proxies in a row than anybody has. What stands before them is not read.
const MOST_HOPS: usize = 16;

/// Who stands between callers and this server, and how they say for whom they ask.
#[derive(Debug)]
pub(crate) struct Callers {
    trusted: Vec<IpNet>,
    header: ForwardedHeader,
    /// Whether somebody near encrypts for this server: a proxy, named as trusted or not.
    has_proxy: bool,
}

/// Who calls, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Caller {
    /// This address.
    Known(IpAddr),
    /// Somebody behind this proxy.
    Behind(IpAddr),
}

impl Callers {
    /// `encrypts` says that this program does so itself.
    pub(crate) fn new(
        trusted: Vec<IpNet>,
        header: ForwardedHeader,
        transport: Transport,
        encrypts: bool,
    ) -> Callers {
        Callers {
            trusted,
            header,
            has_proxy: transport == Transport::Https && !encrypts,
        }
    }

    /// Whether there is a proxy that nobody named: then nobody behind it can be told from anybody else.
    pub(crate) fn are_unknown(&self) -> bool {
        self.has_proxy && self.trusted.is_empty()
    }

    /// The address by which the connections of a peer are counted; none for a proxy, which brings everybody.
    pub(crate) fn counted_connection(&self, peer: IpAddr) -> Option<IpAddr> {
        let peer = peer.to_canonical();
        (!self.is_trusted(peer) && !self.is_unnamed_proxy(peer)).then(|| network(peer))
    }

    fn caller(&self, peer: IpAddr, headers: &HeaderMap) -> Caller {
        let peer = peer.to_canonical();
        if !self.is_trusted(peer) {
            return match self.is_unnamed_proxy(peer) {
                true => Caller::Behind(peer),
                false => Caller::Known(peer),
            };
        }
        let mut proxy = peer;
        let lines: Vec<&str> = headers
            .get_all(self.header.name())
            .map(|line| line.to_str().unwrap_or(""))
            .collect();
        // From the right: what stands further left was said by whoever the proxy names, and may be invented.
        let hops = lines.iter().rev().flat_map(|line| line.rsplit(','));
        for hop in hops.take(MOST_HOPS) {
            match self.address_of(hop) {
                Some(address) if self.is_trusted(address) => proxy = address,
                Some(address) => return Caller::Known(address),
                None => break,
            }
        }
        Caller::Behind(proxy)
    }

    /// A part of the header as an address.
    fn address_of(&self, hop: &str) -> Option<IpAddr> {
        let node = match self.header {
            ForwardedHeader::XForwardedFor => hop.trim(),
            ForwardedHeader::Forwarded => hop
                .split(';')
                .filter_map(|pair| pair.trim().split_once('='))
                .find(|(name, _)| name.eq_ignore_ascii_case("for"))?
                .1
                .trim_matches('"'),
        };
        let address = match node.parse::<SocketAddr>() {
            Ok(with_port) => with_port.ip(),
            Err(_) => node
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
                .unwrap_or(node)
                .parse()
                .ok()?,
        };
        Some(address.to_canonical())
    }

    fn is_trusted(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|network| network.contains(&address))
    }

    /// A peer of this machine or its own network in front of a server that is reached by https and does not encrypt.
    fn is_unnamed_proxy(&self, peer: IpAddr) -> bool {
        self.has_proxy && is_near(peer)
    }
}

/// Who calls, for sessions and the audit log: the address where it is known, else that of the proxy.
pub(crate) fn address(request: &HttpRequest) -> Option<IpAddr> {
    match caller(request)? {
        Caller::Known(address) | Caller::Behind(address) => Some(address),
    }
}

/// Who calls, where it is known: for what is open to some addresses alone.
pub(crate) fn known(request: &HttpRequest) -> Option<IpAddr> {
    match caller(request)? {
        Caller::Known(address) => Some(address),
        Caller::Behind(_) => None,
    }
}

/// Where callers are counted by their address: several stand behind one, and a whole network behind a prefix of IPv6.
/// Where it is not known nobody is counted, for otherwise everybody would be held together.
pub(crate) fn counted(request: &HttpRequest) -> Option<IpAddr> {
    match caller(request)? {
        Caller::Known(address) => Some(network(address)),
        Caller::Behind(_) => None,
    }
}

fn caller(request: &HttpRequest) -> Option<Caller> {
    let peer = request.peer_addr()?.ip();
    let state = request.app_data::<Data<State>>()?;
    Some(state.callers.caller(peer, request.headers()))
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
mod tests;
