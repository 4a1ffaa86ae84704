//! The cookies of a session. No script can read them, and no other site can send them.

use super::LIFETIME_SECONDS;
use super::way::Way;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::HOST;
use actix_web::{HttpRequest, HttpResponseBuilder};
use blis_store::EXTERNAL_SIGN_IN_LASTS;
use std::net::{IpAddr, Ipv4Addr};

/// How long a browser keeps the refresh token; how long it holds is the server's matter.
const REFRESH_KEPT: Duration = Duration::days(30);

/// What can be said of the way between a browser and this server. Decided at the start from the address of the server,
/// never from what a request says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Transport {
    /// Encrypted.
    Https,
    /// It does not leave the machine.
    Loopback,
    /// Anybody on the way can read along: nobody signs in here.
    Open,
}

impl Transport {
    /// The way to a server at an address such as `https://blis.example`.
    pub(crate) fn to(address: &str) -> Transport {
        if address.starts_with("https://") {
            return Transport::Https;
        }
        let rest = address.strip_prefix("http://").unwrap_or(address);
        match is_loopback(rest.split(['/', '?']).next().unwrap_or(rest)) {
            true => Transport::Loopback,
            false => Transport::Open,
        }
    }

    /// The way to a server that listens at `listen` and is known as `address`. It stays on the machine only where
    /// nobody else can connect, whatever the address says.
    pub(crate) fn of(address: &str, listen: IpAddr) -> Transport {
        match Transport::to(address) {
            Transport::Loopback if !listen.is_loopback() => Transport::Open,
            transport => transport,
        }
    }

    /// Whether somebody on the way of this request can read along. Without encryption it must name the own machine as
    /// well: a request for another host came through a proxy that nobody told us of.
    pub(crate) fn way(self, request: &HttpRequest) -> Way {
        let is_private = match self {
            Transport::Https => true,
            Transport::Open => false,
            Transport::Loopback => {
                let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
                host.is_some_and(is_loopback)
            }
        };
        match is_private {
            true => Way::Private,
            false => Way::Open,
        }
    }

    /// The access token of a request.
    pub(crate) fn access(self, request: &HttpRequest) -> Option<String> {
        self.read(request, "access")
    }

    /// The refresh token of a request.
    pub(crate) fn refresh(self, request: &HttpRequest) -> Option<String> {
        self.read(request, "refresh")
    }

    /// Puts both tokens into an answer.
    pub(crate) fn give(self, answer: &mut HttpResponseBuilder, access: &str, refresh: &str) {
        let lifetime = Duration::seconds(i64::try_from(LIFETIME_SECONDS).unwrap_or(0));
        answer.cookie(self.cookie("access", access, lifetime));
        answer.cookie(self.cookie("refresh", refresh, REFRESH_KEPT));
    }

    /// The sign-in of a request that waits for its code.
    pub(crate) fn pending(self, request: &HttpRequest) -> Option<String> {
        self.read(request, "pending")
    }

    /// Puts a sign-in that waits for its code into an answer.
    pub(crate) fn give_pending(
        self,
        answer: &mut HttpResponseBuilder,
        sealed: &str,
        kept: std::time::Duration,
    ) {
        let kept = Duration::seconds(i64::try_from(kept.as_secs()).unwrap_or(0));
        answer.cookie(self.cookie("pending", sealed, kept));
    }

    /// Takes it back.
    pub(crate) fn clear_pending(self, answer: &mut HttpResponseBuilder) {
        answer.cookie(self.cookie("pending", "", Duration::ZERO));
    }

    /// The secrets that a page of this request may show.
    pub(crate) fn shown(self, request: &HttpRequest) -> Option<String> {
        self.read(request, "shown")
    }

    /// Puts secrets into an answer that a page may show.
    pub(crate) fn give_shown(
        self,
        answer: &mut HttpResponseBuilder,
        sealed: &str,
        kept: std::time::Duration,
    ) {
        let kept = Duration::seconds(i64::try_from(kept.as_secs()).unwrap_or(0));
        answer.cookie(self.cookie("shown", sealed, kept));
    }

    /// Takes them back.
    pub(crate) fn clear_shown(self, answer: &mut HttpResponseBuilder) {
        answer.cookie(self.cookie("shown", "", Duration::ZERO));
    }

    /// Takes both tokens back.
    pub(crate) fn clear(self, answer: &mut HttpResponseBuilder) {
        for kind in ["access", "refresh"] {
            answer.cookie(self.cookie(kind, "", Duration::ZERO));
        }
    }

    /// What a browser keeps while it is at another service.
    pub(crate) fn via(self, request: &HttpRequest) -> Option<String> {
        self.read(request, "via")
    }

    /// Lets a browser keep it until it comes back: the one cookie that goes along when another site sends the browser
    /// here, which is what the service does.
    pub(crate) fn give_via(self, answer: &mut HttpResponseBuilder, via: &str) {
        let kept = Duration::seconds(EXTERNAL_SIGN_IN_LASTS.whole_seconds());
        answer.cookie(self.via_cookie(via, kept));
    }

    /// Takes it back.
    pub(crate) fn clear_via(self, answer: &mut HttpResponseBuilder) {
        answer.cookie(self.via_cookie("", Duration::ZERO));
    }

    fn via_cookie(self, value: &str, kept: Duration) -> Cookie<'static> {
        let mut cookie = self.cookie("via", value, kept);
        cookie.set_same_site(SameSite::Lax);
        cookie
    }

    fn read(self, request: &HttpRequest, kind: &str) -> Option<String> {
        let cookie = request.cookie(&self.name(kind))?;
        Some(cookie.value().to_owned()).filter(|value| !value.is_empty())
    }

    /// The prefix makes the browser refuse the cookie from any other host and without encryption (RFC 6265bis).
    fn name(self, kind: &str) -> String {
        match self {
            Transport::Https => format!("__Host-blis_{kind}"),
            Transport::Loopback | Transport::Open => format!("blis_{kind}"),
        }
    }

    fn cookie(self, kind: &str, value: &str, kept: Duration) -> Cookie<'static> {
        Cookie::build(self.name(kind), value.to_owned())
            .path("/")
            .http_only(true)
            .same_site(SameSite::Strict)
            .secure(self == Transport::Https)
            .max_age(kept)
            .finish()
    }
}

/// Whether a host, with or without a port, is this machine.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    };
    matches!(name, "localhost" | "[::1]") || name.parse().is_ok_and(|ip: Ipv4Addr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_can_read_along_is_told_by_the_address() {
        for (address, transport) in [
            ("https://blis.example", Transport::Https),
            ("http://127.0.0.1:8080", Transport::Loopback),
            ("http://[::1]:8080", Transport::Loopback),
            ("http://localhost", Transport::Loopback),
            ("http://0.0.0.0:8080", Transport::Open),
            ("http://blis.example", Transport::Open),
            ("http://127.0.0.1.example", Transport::Open),
            ("http://[::1]", Transport::Loopback),
            ("http://localhost:", Transport::Loopback),
        ] {
            assert_eq!(Transport::to(address), transport, "{address}");
        }
    }

    #[test]
    fn a_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        let text = Transport::Https
            .cookie("access", "x", Duration::minutes(15))
            .to_string();
        for part in [
            "__Host-blis_access=x",
            "HttpOnly",
            "SameSite=Strict",
            "Secure",
            "Path=/",
            "Max-Age=900",
        ] {
            assert!(text.contains(part), "{text} lacks {part}");
        }
        let via = Transport::Https
            .via_cookie("x", Duration::minutes(10))
            .to_string();
        for part in [
            "__Host-blis_via=x",
            "HttpOnly",
            "SameSite=Lax",
            "Secure",
            "Path=/",
            "Max-Age=600",
        ] {
            assert!(via.contains(part), "{via} lacks {part}");
        }
        assert!(
            !text.contains("Domain"),
            "a domain would share it with neighbours"
        );
    }
}
