//! The `Idempotency-Key` header.

use crate::web::problem::ApiError;
use actix_web::HttpRequest;
use actix_web::http::header::HeaderValue;
use blis_domain::problem::{ProblemCode, ProblemDraft};

/// The longest key.
const LONGEST: usize = 255;

/// The key of a request: a quoted string (RFC 8941) or the bare text.
pub(super) fn of(request: &HttpRequest) -> Result<String, ApiError> {
    let mut values = request.headers().get_all("idempotency-key");
    let (Some(value), None) = (values.next(), values.next()) else {
        return Err(missing());
    };
    read(value)
}

/// The key that a header says.
pub(crate) fn read(value: &HeaderValue) -> Result<String, ApiError> {
    let key = value.to_str().ok().and_then(unquoted).ok_or_else(invalid)?;
    match key.len() {
        0 => Err(missing()),
        1..=LONGEST => Ok(key),
        _ => Err(invalid()),
    }
}

fn unquoted(text: &str) -> Option<String> {
    let text = text.trim();
    let Some(rest) = text.strip_prefix('"') else {
        return (!text.contains(char::is_whitespace)).then(|| text.to_owned());
    };
    let mut key = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next()? {
            '"' => return letters.as_str().is_empty().then_some(key),
            '\\' => key.push(letters.next().filter(|letter| matches!(letter, '"' | '\\'))?),
            letter => key.push(letter),
        }
    }
}

fn missing() -> ApiError {
    ProblemDraft::new(
        ProblemCode::IdempotencyKeyMissing,
        "Vajag vienu galveni Idempotency-Key, lai atkārtots pieprasījums neko nesaglabātu divreiz.",
        "One Idempotency-Key header is needed, so that a repeated request stores nothing twice.",
    )
    .into()
}

fn invalid() -> ApiError {
    ProblemDraft::new(
        ProblemCode::InvalidParameter,
        "Idempotency-Key jābūt pēdiņās vai bez atstarpēm, ne garākai par 255 zīmēm.",
        "The Idempotency-Key must be quoted or without spaces, and no longer than 255 characters.",
    )
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_and_bare_are_the_same_key() {
        for text in ["\"a-1\"", "a-1", " a-1 "] {
            assert_eq!(unquoted(text).as_deref(), Some("a-1"), "{text}");
        }
        assert_eq!(unquoted(r#""a\"b\\c""#).as_deref(), Some(r#"a"b\c"#));
    }

    #[test]
    fn half_quoted_is_none() {
        for text in ["\"a", "\"a\"b", "a b", r#""a\x""#] {
            assert_eq!(unquoted(text), None, "{text}");
        }
    }
}
