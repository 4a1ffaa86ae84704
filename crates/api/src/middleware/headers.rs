//! Headers that keep a browser from doing what the page never asks for.

use crate::addresses::is_for_programs;
use crate::auth::Transport;
use crate::pages;
use crate::state::State;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CROSS_ORIGIN_OPENER_POLICY, CROSS_ORIGIN_RESOURCE_POLICY,
    HeaderMap, HeaderName, HeaderValue, PERMISSIONS_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::middleware::Next;
use actix_web::web::Data;

/// The page: its own files and WebAssembly, nothing from elsewhere, nothing inline, in nobody's frame.
const PAGE: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// What other sites put into their pages: the same page, in anybody's frame.
const EMBED: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors *";

/// The documentation of the API: Swagger UI writes its styles inline.
const API_DOCS: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'";

/// The pages of accounts: forms and their style, no script at all.
pub(crate) const ACCOUNTS: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// What the page has no use for.
const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), \
    geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), \
    publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

/// A year, which browsers take for meant.
const HTTPS_ALWAYS: &str = "max-age=31536000";

/// Who may show an address in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Framing {
    /// Nobody: a page under another would take its clicks.
    Nobody,
    /// Anybody: that is what the address is for. Cookies do not come along into a frame of another site.
    Anybody,
}

impl Framing {
    fn of(path: &str) -> Framing {
        match path.strip_prefix("/embed") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => Framing::Anybody,
            _ => Framing::Nobody,
        }
    }
}

/// Whom an answer is for, as its address says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Audience {
    /// Everybody may read it, other sites too.
    is_open_read: bool,
    /// Whether the way is encrypted.
    transport: Option<Transport>,
}

impl Audience {
    /// Of a request.
    pub(crate) fn of(request: &ServiceRequest) -> Audience {
        let state = request.app_data::<Data<State>>();
        Audience {
            // A change may stand at the address of an open read.
            is_open_read: request.method().is_safe()
                && state.is_some_and(|state| state.addresses.is_open_read(request.path())),
            transport: state.map(|state| state.transport),
        }
    }
}

/// Sets the headers on whatever the rest answers.
pub(crate) async fn secure(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let headers = of(request.path(), Audience::of(&request));
    let mut answer = next.call(request).await?.map_into_boxed_body();
    set(answer.headers_mut(), headers);
    Ok(answer)
}

/// The headers for an address.
pub(crate) fn of(path: &str, audience: Audience) -> Vec<(HeaderName, HeaderValue)> {
    let framing = Framing::of(path);
    let is_page = pages::is_page(path);
    let policy = match path.strip_prefix("/api-docs") {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => API_DOCS,
        _ if framing == Framing::Anybody => EMBED,
        _ if is_page => ACCOUNTS,
        _ => PAGE,
    };
    // An address of a page of accounts may hold what is nobody else's business. `no-referrer` would be stricter, but
    // then browsers do not say from where a form comes either.
    let referrer = match is_page {
        true => "same-origin",
        false => "strict-origin-when-cross-origin",
    };
    let may_be_shown_elsewhere = audience.is_open_read || framing == Framing::Anybody;
    let resource = match may_be_shown_elsewhere {
        true => "cross-origin",
        false => "same-origin",
    };
    let mut headers = vec![
        (CONTENT_SECURITY_POLICY, policy),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, referrer),
        (PERMISSIONS_POLICY, PERMISSIONS),
        (CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
        (CROSS_ORIGIN_RESOURCE_POLICY, resource),
    ];
    if framing == Framing::Nobody {
        headers.push((X_FRAME_OPTIONS, "DENY"));
    }
    if audience.transport == Some(Transport::Https) {
        headers.push((STRICT_TRANSPORT_SECURITY, HTTPS_ALWAYS));
    }
    if is_page || (is_for_programs(path) && !audience.is_open_read) {
        headers.push((CACHE_CONTROL, "no-store"));
    }
    headers
        .into_iter()
        .map(|(name, value)| (name, HeaderValue::from_static(value)))
        .collect()
}

fn set(map: &mut HeaderMap, headers: Vec<(HeaderName, HeaderValue)>) {
    for (name, value) in headers {
        // A page may ask for more than the address says.
        if !map.contains_key(&name) {
            map.insert(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(path: &str, transport: Transport, name: HeaderName) -> Option<String> {
        let audience = Audience {
            is_open_read: path == "/api/v1/areas",
            transport: Some(transport),
        };
        let found = of(path, audience).into_iter().find(|(one, _)| *one == name);
        found.map(|(_, value)| value.to_str().unwrap().to_owned())
    }

    #[test]
    fn only_what_is_made_for_it_is_shown_in_frames() {
        for path in ["/embed", "/embed/", "/embed/indicators/EDU.PRE.COV"] {
            let policy = header(path, Transport::Https, CONTENT_SECURITY_POLICY).unwrap();
            assert!(policy.contains("frame-ancestors *"), "{path}: {policy}");
            assert_eq!(header(path, Transport::Https, X_FRAME_OPTIONS), None, "{path}");
        }
        for path in [
            "/",
            "/embedded",
            "/embed.html",
            "//embed/",
            "/Embed/",
            "/areas/embed/",
            "/account",
            "/sign-in",
            "/api-docs/",
            "/api/v1/areas",
        ] {
            let policy = header(path, Transport::Https, CONTENT_SECURITY_POLICY).unwrap();
            assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
            let options = header(path, Transport::Https, X_FRAME_OPTIONS);
            assert_eq!(options.as_deref(), Some("DENY"), "{path}");
        }
    }

    #[test]
    fn https_is_asked_for_only_where_there_is_https() {
        for (transport, expected) in [
            (Transport::Https, Some(HTTPS_ALWAYS)),
            (Transport::Loopback, None),
            (Transport::Open, None),
        ] {
            let found = header("/", transport, STRICT_TRANSPORT_SECURITY);
            assert_eq!(found.as_deref(), expected, "{transport:?}");
        }
    }

    #[test]
    fn nothing_inline_but_the_styles_of_the_documentation() {
        for path in ["/", "/embed/x", "/account", "/api/v1/areas"] {
            let policy = header(path, Transport::Https, CONTENT_SECURITY_POLICY).unwrap();
            assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
            assert!(
                !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
                "{path}"
            );
        }
        let docs = header("/api-docs/", Transport::Https, CONTENT_SECURITY_POLICY).unwrap();
        assert_eq!(docs.matches("unsafe-inline").count(), 1);
        assert!(docs.contains("style-src 'self' 'unsafe-inline'"), "{docs}");
    }

    #[test]
    fn what_is_somebodys_own_is_kept_by_nobody() {
        for path in ["/account", "/api/v1/me", "/admin/audit", "/api/v1/none"] {
            let kept = header(path, Transport::Https, CACHE_CONTROL);
            assert_eq!(kept.as_deref(), Some("no-store"), "{path}");
            let resource = header(path, Transport::Https, CROSS_ORIGIN_RESOURCE_POLICY);
            assert_eq!(resource.as_deref(), Some("same-origin"), "{path}");
        }
        assert_eq!(header("/api/v1/areas", Transport::Https, CACHE_CONTROL), None);
    }
}
