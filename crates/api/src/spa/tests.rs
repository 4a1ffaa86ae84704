use super::*;
use actix_web::body::to_bytes;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, IF_NONE_MATCH};
use actix_web::test::TestRequest;
use std::borrow::Cow;

const WASM: &str = "blis-0123456789abcdef.wasm";

/// A page as `cargo xtask` builds it.
struct Built;

impl Files for Built {
    fn bytes(name: &str) -> Option<Cow<'static, [u8]>> {
        let content: &[u8] = match name {
            "index.html" => b"document",
            "blis-0123456789abcdef.wasm" => b"plain",
            "blis-0123456789abcdef.wasm.br" => b"packed",
            "favicon.svg" => b"<svg/>",
            _ => return None,
        };
        Some(Cow::Borrowed(content))
    }
}

/// No page.
struct Nothing;

impl Files for Nothing {
    fn bytes(_: &str) -> Option<Cow<'static, [u8]>> {
        None
    }
}

fn get<F: Files>(request: TestRequest) -> Result<HttpResponse, ApiError> {
    from::<F>(&request.to_http_request())
}

async fn text(answer: HttpResponse) -> String {
    String::from_utf8(to_bytes(answer.into_body()).await.unwrap().to_vec()).unwrap()
}

#[actix_web::test]
async fn every_address_of_the_page_gets_the_document() {
    for path in [
        "/",
        "/areas/0840200",
        "/indicators/EDU.PRE.COV",
        "/embed/indicators/EDU.PRE.COV",
    ] {
        let answer = get::<Built>(TestRequest::with_uri(path)).unwrap();
        assert_eq!(answer.headers().get(CACHE_CONTROL).unwrap(), "no-cache", "{path}");
        assert_eq!(text(answer).await, "document", "{path}");
    }
}

#[actix_web::test]
async fn a_file_that_is_not_there_is_not_the_document() {
    for path in [
        "/blis-ffffffffffffffff.js",
        "/a/b.css",
        "/blis-0123456789abcdef.wasm.br",
    ] {
        assert!(get::<Built>(TestRequest::with_uri(path)).is_err(), "{path}");
    }
}

#[actix_web::test]
async fn a_hashed_file_may_be_kept_for_ever_and_comes_packed_to_who_takes_it() {
    let uri = format!("/{WASM}");
    let plain = get::<Built>(TestRequest::with_uri(&uri)).unwrap();
    assert_eq!(plain.headers().get(CONTENT_TYPE).unwrap(), "application/wasm");
    assert!(
        plain
            .headers()
            .get(CACHE_CONTROL)
            .unwrap()
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    assert_eq!(text(plain).await, "plain");
    for (accepted, content) in [("gzip, br", "packed"), ("br;q=0", "plain"), ("gzip", "plain")] {
        let request = TestRequest::with_uri(&uri).insert_header((ACCEPT_ENCODING, accepted));
        let answer = get::<Built>(request).unwrap();
        assert_eq!(
            answer.headers().contains_key(CONTENT_ENCODING),
            content == "packed"
        );
        assert_eq!(text(answer).await, content, "{accepted}");
    }
}

#[actix_web::test]
async fn the_document_is_not_sent_twice() {
    let first = get::<Built>(TestRequest::with_uri("/")).unwrap();
    let tag = first.headers().get(ETAG).unwrap().clone();
    let again = get::<Built>(TestRequest::with_uri("/").insert_header((IF_NONE_MATCH, tag))).unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}

#[actix_web::test]
async fn without_a_page_the_server_says_how_to_build_it() {
    for (accepted, words) in [("lv", "Lapa nav uzbūvēta"), ("en", "The page was not built")] {
        let request = TestRequest::with_uri("/areas/1").insert_header(("accept-language", accepted));
        let document = text(get::<Nothing>(request).unwrap()).await;
        assert!(
            document.contains(words) && document.contains("cargo xtask start"),
            "{document}"
        );
    }
}
