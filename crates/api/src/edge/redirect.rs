//! Plain http beside https: whoever reads is sent on, whoever sends is refused, for what they sent was read on the way.

use super::{Door, EdgeOptions, unusable};
use crate::web::language;
use crate::web::problem::ApiError;
use actix_server::{GracefulShutdownSignal, ServerBuilder};
use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::middleware::from_fn;
use actix_web::{App, HttpRequest, HttpResponse, web};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use std::io;
use std::net::TcpListener;

/// Where plain http is sent on to https.
pub(crate) struct Redirect {
    listener: TcpListener,
    public_url: String,
}

impl Redirect {
    /// As the options say; nothing when there is none.
    ///
    /// # Errors
    /// When the address is taken, or nobody knows where to send readers on to.
    pub(crate) fn of(options: &EdgeOptions, public_url: Option<&str>) -> io::Result<Option<Redirect>> {
        let Some(listen) = options.redirect_listen else {
            return Ok(None);
        };
        match public_url.map(|url| url.trim_end_matches('/')) {
            Some(url) if url.starts_with("https://") => Ok(Some(Redirect {
                listener: TcpListener::bind(listen).map_err(|error| {
                    io::Error::new(error.kind(), format!("redirect_listen {listen}: {error}"))
                })?,
                public_url: url.to_owned(),
            })),
            _ => Err(unusable(
                "redirect_listen needs a public_url that begins with https://",
            )),
        }
    }

    /// Has a server answer there too.
    ///
    /// # Errors
    /// When the listener cannot be watched.
    pub(crate) fn listen(
        self,
        server: ServerBuilder,
        door: &Door,
        ending: &GracefulShutdownSignal,
    ) -> io::Result<ServerBuilder> {
        let door = Door {
            tls: None,
            ..door.clone()
        };
        let (ending, public_url) = (ending.clone(), self.public_url);
        server.listen("redirect", self.listener, move || {
            let public_url = public_url.clone();
            let app = App::new()
                .default_service(web::to(move |request: HttpRequest| {
                    let answer = to_https(&request, &public_url);
                    async move { answer }
                }))
                .wrap(from_fn(super::watch));
            super::over(door.clone(), ending.clone(), app)
        })
    }
}

/// Sends a reader to the same address under the public one. Never to the host that the request names: anybody can
/// write anything there.
fn to_https(request: &HttpRequest, public_url: &str) -> HttpResponse {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        let refusal: ApiError = ProblemDraft::new(
            ProblemCode::InsecureTransport,
            "Šeit neko nepieņem: savienojums nav šifrēts. Lietojiet https.",
            "Nothing is taken here: the connection is not encrypted. Use https.",
        )
        .into();
        return refusal.answer(language::of(request), request.path());
    }
    let uri = request.uri();
    let place = uri.path_and_query().map_or("/", |place| place.as_str());
    HttpResponse::PermanentRedirect()
        .insert_header((LOCATION, format!("{public_url}{place}")))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HOST;
    use actix_web::test::TestRequest;

    fn sent(method: Method, uri: &str) -> (u16, Option<String>) {
        let request = TestRequest::with_uri(uri)
            .method(method)
            .insert_header((HOST, "evil.example"))
            .to_http_request();
        let answer = to_https(&request, "https://blis.example");
        let location = answer.headers().get(LOCATION);
        (
            answer.status().as_u16(),
            location.map(|place| place.to_str().unwrap().to_owned()),
        )
    }

    #[test]
    fn readers_are_sent_to_the_public_address_and_to_no_other() {
        for (uri, place) in [
            ("/", "https://blis.example/"),
            ("/areas/1?lang=en", "https://blis.example/areas/1?lang=en"),
            ("//evil.example/x", "https://blis.example//evil.example/x"),
            ("http://evil.example/x", "https://blis.example/x"),
        ] {
            assert_eq!(sent(Method::GET, uri), (308, Some(place.to_owned())), "{uri}");
            assert_eq!(sent(Method::HEAD, uri).0, 308);
        }
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS] {
            assert_eq!(sent(method, "/sign-in"), (403, None));
        }
    }
}
