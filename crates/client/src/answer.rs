//! Reading an answer: a value of the contract, a problem named by the server, or neither.

use crate::error::ClientError;
use blis_domain::problem::Problem;
use blis_domain::wire::TokenError;
use serde::de::DeserializeOwned;

/// An answer that has arrived whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The media type without its parameters, in lower case.
    pub(crate) media_type: String,
    /// Whether it repeats the answer to an earlier call with the same key.
    pub(crate) replayed: bool,
    /// The version of what it shows; empty without one.
    pub(crate) etag: String,
    pub(crate) body: Vec<u8>,
}

/// The value of a good answer.
pub(crate) fn json<T: DeserializeOwned>(answer: &Answer) -> Result<T, ClientError> {
    if !(200..300).contains(&answer.status) {
        return Err(refusal(answer));
    }
    if answer.media_type != "application/json" {
        return Err(unreadable(
            answer,
            format!("a body of type `{}`", answer.media_type),
        ));
    }
    serde_json::from_slice(&answer.body).map_err(|error| unreadable(answer, error.to_string()))
}

/// The bytes of a good answer of this media type.
pub(crate) fn file(answer: Answer, media_type: &str) -> Result<Vec<u8>, ClientError> {
    match answer.status {
        200..300 if answer.media_type == media_type => Ok(answer.body),
        200..300 => {
            let what = format!("a body of type `{}`", answer.media_type);
            Err(unreadable(&answer, what))
        }
        _ => Err(refusal(&answer)),
    }
}

/// Nothing, when the answer is good and has nothing to say.
pub(crate) fn nothing(answer: &Answer) -> Result<(), ClientError> {
    match answer.status {
        200..300 => Ok(()),
        _ => Err(refusal(answer)),
    }
}

/// What an answer to a token request says when it is no token (RFC 6749, 5.2).
pub(crate) fn token_refusal(answer: &Answer) -> ClientError {
    match serde_json::from_slice::<TokenError>(&answer.body) {
        Ok(error) => ClientError::Token(error),
        Err(_) => refusal(answer),
    }
}

fn refusal(answer: &Answer) -> ClientError {
    if answer.media_type != "application/problem+json" {
        return unreadable(answer, "no problem details".to_owned());
    }
    match serde_json::from_slice::<Problem>(&answer.body) {
        Ok(problem) => ClientError::Problem(Box::new(problem)),
        Err(error) => unreadable(answer, error.to_string()),
    }
}

fn unreadable(answer: &Answer, what: String) -> ClientError {
    ClientError::Unreadable {
        status: answer.status,
        what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, media_type: &str, body: &str) -> Answer {
        Answer {
            status,
            media_type: media_type.to_owned(),
            replayed: false,
            etag: String::new(),
            body: body.as_bytes().to_vec(),
        }
    }

    const PROBLEM: &str =
        r#"{"type":"t","title":"Not found","status":404,"detail":"d","instance":"/api/v1/x"}"#;

    #[test]
    fn a_good_answer_gives_its_value() {
        assert_eq!(json::<u8>(&answer(200, "application/json", "7")).unwrap(), 7);
    }

    #[test]
    fn a_problem_of_the_server_is_told_as_the_server_told_it() {
        let error = json::<u8>(&answer(404, "application/problem+json", PROBLEM)).unwrap_err();
        assert!(matches!(error, ClientError::Problem(problem) if problem.title == "Not found"));
    }

    #[test]
    fn an_answer_of_somebody_else_is_unreadable() {
        // A proxy's own page; a page where JSON was asked for; half of an answer.
        for strange in [
            answer(502, "text/html", "<h1>Bad Gateway</h1>"),
            answer(200, "text/html", "<!doctype html>"),
            answer(200, "application/json", "{"),
            answer(500, "application/problem+json", "{"),
        ] {
            let status = strange.status;
            let error = json::<u8>(&strange).unwrap_err();
            assert!(
                matches!(error, ClientError::Unreadable { status: told, .. } if told == status),
                "{error:?}"
            );
        }
    }

    #[test]
    fn a_refused_token_keeps_the_code_of_oauth() {
        let body = r#"{"error":"invalid_client","error_description":"no such client"}"#;
        let error = token_refusal(&answer(401, "application/json", body));
        assert!(matches!(error, ClientError::Token(told) if told.error == "invalid_client"));
    }
}
