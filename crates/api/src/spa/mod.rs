//! The page, embedded in the program: its files by name, its document at every other address.

mod files;
mod not_built;

use crate::web::answer::VARY_ALL;
use crate::web::etag;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LANGUAGE, ETAG, VARY,
};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::problem::ProblemCode;
use files::{File, Files, Page};

/// Answers an address of the page.
pub(crate) fn answer(request: &HttpRequest) -> Result<HttpResponse, ApiError> {
    from::<Page>(request)
}

/// The name of the page's style sheet, which the pages of accounts share; none when the page was not built.
pub(crate) fn stylesheet() -> Option<String> {
    Page::file_names().find(|name| name.ends_with(".css"))
}

fn from<F: Files>(request: &HttpRequest) -> Result<HttpResponse, ApiError> {
    let name = request.path().trim_start_matches('/');
    let packed = accepts_brotli(request);
    // The packed copy of a file is another form of it and has no address of its own.
    let is_form = name.is_empty() || name.ends_with(".br");
    if let Some(file) = F::file(name, packed).filter(|_| !is_form) {
        return Ok(send(request, file));
    }
    if is_file_name(name) {
        return Err(ApiError::of_code(ProblemCode::NotFound));
    }
    match F::file("index.html", packed) {
        Some(document) => Ok(send(request, document)),
        None => {
            let language = language::of(request);
            Ok(HttpResponse::Ok()
                .insert_header((CACHE_CONTROL, "no-store"))
                .insert_header((CONTENT_LANGUAGE, language.tag()))
                .content_type("text/html; charset=utf-8")
                .body(not_built::document(language)))
        }
    }
}

fn send(request: &HttpRequest, file: File) -> HttpResponse {
    let tag = etag::of(
        &file.name,
        file.media,
        if file.packed { "br" } else { "" },
        &file.content,
    );
    let known = etag::is_known(request, &tag);
    let mut answer = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    answer
        .insert_header((ETAG, tag.to_string()))
        .insert_header((VARY, VARY_ALL))
        .insert_header((
            CACHE_CONTROL,
            if is_hashed(&file.name) {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            },
        ));
    if known {
        return answer.finish();
    }
    if file.packed {
        answer.insert_header((CONTENT_ENCODING, "br"));
    }
    answer.content_type(file.media).body(file.content)
}

/// Whether the browser takes brotli: named, and not with a weight of 0.
fn accepts_brotli(request: &HttpRequest) -> bool {
    let accepted = request
        .headers()
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok());
    accepted.unwrap_or("").split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("br"));
        let weight = parts.find_map(|part| part.strip_prefix("q=")).unwrap_or("1");
        named && weight.parse().is_ok_and(|weight: f32| weight > 0.0)
    })
}

/// Whether the name of a file changes with its content, as `xtask` names them: sixteen hexadecimal digits.
fn is_hashed(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('-')
        .is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether an address asks for a file. Codes of indicators have dots too, as in `/indicators/EDU.PRE.COV`.
fn is_file_name(path: &str) -> bool {
    let ends_with_code = ["indicators/", "embed/indicators/"];
    !ends_with_code.iter().any(|start| path.starts_with(start))
        && path.rsplit('/').next().is_some_and(|last| last.contains('.'))
}

#[cfg(test)]
mod tests;
