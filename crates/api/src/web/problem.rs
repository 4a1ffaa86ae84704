//! The one error of the API: a problem for the caller, and a cause for the log.

mod bare;
mod words;

pub(crate) use bare::of_status;

use actix_web::error::BlockingError;
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_LANGUAGE, HeaderName, HeaderValue, RETRY_AFTER};
use actix_web::{HttpResponse, ResponseError};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::text::{Language, Text};
use std::error::Error;
use std::fmt;

/// The media type of every error.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

/// What went wrong: told to the caller in the language asked for, while the cause goes to the log alone.
#[derive(Debug)]
pub(crate) struct ApiError {
    /// Boxed, so that an error is no larger than what most functions return when all is well.
    pub(crate) draft: Box<ProblemDraft>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    cause: Option<Box<dyn Error + Send + Sync>>,
    /// For whom it is put into words; without, the answer has no body until the middleware gives it one.
    place: Option<(Language, String)>,
}

impl ApiError {
    /// A failure of the server. The caller learns nothing of its cause.
    pub(crate) fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> ApiError {
        ApiError {
            cause: Some(cause.into()),
            ..ApiError::of_code(ProblemCode::Internal)
        }
    }

    /// A failure that may pass, such as a database that cannot be reached.
    pub(crate) fn unavailable(cause: impl Into<Box<dyn Error + Send + Sync>>) -> ApiError {
        ApiError {
            cause: Some(cause.into()),
            ..ApiError::of_code(ProblemCode::Unavailable)
        }
        .retry_after(5)
    }

    /// A problem that needs no more words than those of its type.
    pub(crate) fn of_code(code: ProblemCode) -> ApiError {
        let Text { lv, en } = words::of(code);
        ProblemDraft::new(code, lv, en).into()
    }

    /// A parameter of the address that can be read, but names nothing that exists.
    pub(crate) fn unknown(name: &str, code: &'static str, lv: String, en: String) -> ApiError {
        ProblemDraft::parameter(name, code, Text::new(lv, en)).into()
    }

    /// The methods that the address does answer.
    pub(crate) fn method_not_allowed(allow: &str) -> ApiError {
        ApiError::of_code(ProblemCode::MethodNotAllowed).with_header(ALLOW, allow)
    }

    /// The same, with a header on the answer.
    pub(crate) fn with_header(mut self, name: HeaderName, value: &str) -> ApiError {
        // Every value is written in this crate; one that is no header value would be left out.
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    /// The same, with the time after which trying again makes sense.
    pub(crate) fn retry_after(self, seconds: u32) -> ApiError {
        self.with_header(RETRY_AFTER, &seconds.to_string())
    }

    /// Logs the chain of causes of a failure of the server, once.
    pub(crate) fn log(&self) {
        let Some(cause) = &self.cause else { return };
        let mut chain = cause.to_string();
        let mut next = cause.source();
        while let Some(error) = next {
            chain = format!("{chain}: {error}");
            next = error.source();
        }
        tracing::error!(
            problem = self.draft.code.code(),
            error = chain,
            "a request failed"
        );
    }

    /// What caused it, or else what it says.
    pub(crate) fn into_cause(self) -> Box<dyn Error + Send + Sync> {
        match self.cause {
            Some(cause) => cause,
            None => self.draft.detail.en.into(),
        }
    }

    /// The same, put into words for the address that was called.
    pub(crate) fn in_words(self, language: Language, instance: &str) -> ApiError {
        ApiError {
            place: Some((language, instance.to_owned())),
            ..self
        }
    }

    /// The answer in a language.
    pub(crate) fn answer(&self, language: Language, instance: &str) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status_code());
        for (name, value) in &self.headers {
            answer.append_header((name.clone(), value.clone()));
        }
        answer
            .insert_header((CONTENT_LANGUAGE, language.tag()))
            .insert_header(("cache-control", "no-store"))
            .content_type(PROBLEM_JSON)
            // A problem is made of text and numbers: writing it cannot fail.
            .body(serde_json::to_vec(&self.draft.in_language(language, instance)).unwrap_or_default())
    }
}

impl From<ProblemDraft> for ApiError {
    fn from(draft: ProblemDraft) -> ApiError {
        ApiError {
            draft: Box::new(draft),
            headers: Vec::new(),
            cause: None,
            place: None,
        }
    }
}

impl From<BlockingError> for ApiError {
    fn from(error: BlockingError) -> ApiError {
        ApiError::internal(error)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.draft.detail.en)
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.draft.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        match &self.place {
            Some((language, instance)) => self.answer(*language, instance),
            None => HttpResponse::new(self.status_code()),
        }
    }
}
