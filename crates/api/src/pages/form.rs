//! A form that was sent: small, of the kind forms are, from this site.

use crate::auth::csrf;
use crate::web::arrival::broken;
use crate::web::media;
use crate::web::problem::ApiError;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;
use url::form_urlencoded;

/// More than any honest form takes.
pub(super) const MOST_BYTES: usize = 16 * 1024;

/// The field that shows that a page of ours sent the form, in every form of somebody who is signed in.
pub(super) const CSRF: &str = "csrf";

/// What a form brought, of so many bytes at most.
pub(super) struct Form<T, const MOST: usize = MOST_BYTES> {
    /// Its own fields.
    pub(super) fields: T,
    /// The token of the session on whose page it stood; empty where it brought none.
    pub(super) csrf: String,
    /// Its own fields as they came.
    pub(super) text: String,
}

/// What a handler of a form is given: a form, or why what came is none.
pub(super) type Sent<T, const MOST: usize = MOST_BYTES> = Result<Form<T, MOST>, ApiError>;

/// A form that brings nothing but the token of its session.
#[derive(Deserialize)]
pub(super) struct NoFields {}

impl<T: DeserializeOwned + 'static, const MOST: usize> FromRequest for Form<T, MOST> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Sent<T, MOST>>>>;

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
                .to_bytes_limited(MOST)
                .await
                .map_err(|_| ApiError::of_code(ProblemCode::BodyTooLarge))?
                .map_err(|error| broken(&error, unreadable))?;
            read(std::str::from_utf8(&bytes).map_err(|_| unreadable())?)
        })
    }
}

/// The form of a text. The token is taken out of it: what it guards need not know of it.
fn read<T: DeserializeOwned, const MOST: usize>(text: &str) -> Sent<T, MOST> {
    let mut tokens = Vec::new();
    let mut own = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(text.as_bytes()) {
        match name == CSRF {
            true => tokens.push(value.into_owned()),
            false => drop(own.append_pair(&name, &value)),
        }
    }
    if tokens.len() > 1 {
        return Err(unreadable());
    }
    let text = own.finish();
    let fields = web::Query::<T>::from_query(&text).map_err(|_| unreadable())?;
    Ok(Form {
        fields: fields.into_inner(),
        csrf: tokens.pop().unwrap_or_default(),
        text,
    })
}

/// What came is not what our form would have sent.
pub(super) fn unreadable() -> ApiError {
    ProblemDraft::new(
        ProblemCode::MalformedBody,
        "Veidlapu nevar nolasīt. Atveriet lapu vēlreiz.",
        "The form cannot be read. Open the page again.",
    )
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Named {
        name: String,
    }

    #[test]
    fn the_token_stands_apart_from_what_was_typed() {
        let form: Form<Named> = read("csrf=t%2B1&name=J%C4%81nis+%26+co").expect("a form");
        assert_eq!(form.csrf, "t+1");
        assert_eq!(form.fields.name, "Jānis & co");
        assert_eq!(form.text, "name=J%C4%81nis+%26+co");
        assert_eq!(read::<Named, 1>("name=x").expect("a form").csrf, "");
        for text in [
            "csrf=a&csrf=b&name=x",
            "csrf=a&name=x&name=y",
            "csrf=a",
            "name=x&more=y",
        ] {
            assert!(read::<Named, 1>(text).is_err(), "{text}");
        }
    }
}
