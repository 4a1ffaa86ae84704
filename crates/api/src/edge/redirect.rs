//! Plain http beside https: whoever reads is sent on, whoever sends is refused, for what they sent was read on the way.

use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::problem::{ProblemCode, ProblemDraft};

/// Sends a reader to the same address under the public one. Never to the host that the request names: anybody can
/// write anything there.
pub(crate) fn to_https(request: &HttpRequest, public_url: &str) -> HttpResponse {
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
