//! The cookies of a session. No script can read them, and no other site can send them.

use super::LIFETIME_SECONDS;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponseBuilder};

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
        let host = rest.split(['/', '?']).next().unwrap_or(rest);
        let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
        match host {
            "localhost" | "[::1]" => Transport::Loopback,
            _ if host.parse().is_ok_and(|ip: std::net::Ipv4Addr| ip.is_loopback()) => Transport::Loopback,
            _ => Transport::Open,
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

    /// Takes both tokens back.
    pub(crate) fn clear(self, answer: &mut HttpResponseBuilder) {
        for kind in ["access", "refresh"] {
            answer.cookie(self.cookie(kind, "", Duration::ZERO));
        }
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
        assert!(
            !text.contains("Domain"),
            "a domain would share it with neighbours"
        );
    }
}
