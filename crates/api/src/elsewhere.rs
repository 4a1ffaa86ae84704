//! What is answered where no route is: the page for its own addresses, a problem for everybody else's.

use crate::addresses::is_for_programs;
use crate::spa;
use crate::state::State;
use crate::web::problem::ApiError;
use actix_web::http::Method;
use actix_web::http::header::{ALLOW, LOCATION};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::problem::ProblemCode;

/// What a page address answers to.
const PAGE_METHODS: &str = "GET, HEAD, OPTIONS";

/// Answers a request that matched no route.
pub(crate) async fn answer(request: HttpRequest, state: Data<State>) -> Result<HttpResponse, ApiError> {
    let path = request.path();
    if let Some(methods) = state.addresses.methods(path) {
        if request.method() == Method::OPTIONS {
            return Ok(HttpResponse::NoContent().insert_header((ALLOW, methods)).finish());
        }
        return Err(ApiError::method_not_allowed(&methods));
    }
    if path == "/api-docs" {
        // The files of Swagger UI are named relative to its folder.
        return Ok(HttpResponse::PermanentRedirect()
            .insert_header((LOCATION, "/api-docs/"))
            .finish());
    }
    if is_for_programs(path) {
        return Err(ApiError::of_code(ProblemCode::NotFound));
    }
    if request.method() == Method::OPTIONS {
        return Ok(HttpResponse::NoContent()
            .insert_header((ALLOW, PAGE_METHODS))
            .finish());
    }
    if request.method() != Method::GET {
        return Err(ApiError::method_not_allowed(PAGE_METHODS));
    }
    spa::answer(&request)
}
