//! A form that was sent: small, of the kind forms are, from this site.

use crate::auth::csrf;
use crate::web::arrival::broken;
use crate::web::media;
use crate::web::problem::ApiError;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;

/// More than any honest form takes.
const MOST_BYTES: usize = 16 * 1024;

/// What a form brought.
pub(super) struct Form<T>(pub(super) T);

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Form<T>, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let from_here = csrf::same_origin(request);
        let is_form = media::is(request, "application/x-www-form-urlencoded");
        let body = web::Payload::from_request(request, payload);
        Box::pin(async move {
            from_here?;
            if !is_form {
                return Err(ApiError::of_code(ProblemCode::UnsupportedMediaType));
            }
            let body = body.await.map_err(|_| unreadable())?;
            let bytes = body
                .to_bytes_limited(MOST_BYTES)
                .await
                .map_err(|_| ApiError::of_code(ProblemCode::BodyTooLarge))?
                .map_err(|error| broken(&error, unreadable))?;
            let text = std::str::from_utf8(&bytes).map_err(|_| unreadable())?;
            web::Query::<T>::from_query(text)
                .map(|form| Form(form.into_inner()))
                .map_err(|_| unreadable())
        })
    }
}

fn unreadable() -> ApiError {
    ProblemDraft::new(
        ProblemCode::MalformedBody,
        "Veidlapu nevar nolasīt. Atveriet lapu vēlreiz.",
        "The form cannot be read. Open the page again.",
    )
    .into()
}
