//! Every error leaves as a problem, whoever made it: a handler, an extractor, actix-web itself, or a panic.

use super::headers;
use super::requests::RequestId;
use crate::web::language::guess;
use crate::web::problem::{ApiError, PROBLEM_JSON, of_status};
use actix_web::HttpMessage;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderMap, TRANSFER_ENCODING,
};
use actix_web::middleware::Next;
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Language;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The address whose errors have the shape of another standard (RFC 6749).
const TOKENS: &str = "/api/v1/auth/token";

/// Turns errors into problems in the language of the caller.
pub(crate) async fn in_words(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let language = guess(request.query_string(), request.headers());
    let instance = request.path().to_owned();
    let id = request.extensions().get::<RequestId>().cloned();
    let audience = headers::Audience::of(&request);
    match catch_panic(next.call(request)).await {
        Ok(Ok(answer)) => Ok(worded(answer.map_into_boxed_body(), language, &instance)),
        Ok(Err(error)) => {
            let error = match error.as_error::<ApiError>() {
                Some(known) => {
                    known.log();
                    ApiError::from(ProblemDraft::clone(&known.draft))
                }
                None => of_status(error.as_response_error().status_code()),
            };
            Err(error.in_words(language, &instance).into())
        }
        Err(message) => {
            // The request went down with its handler; the answer has to carry what the layers outside would add.
            let error = ApiError::internal(message);
            error.log();
            let mut error = error.in_words(language, &instance);
            error.headers.extend(headers::of(&instance, audience));
            error.headers.extend(id.map(|id| id.header()));
            Err(error.into())
        }
    }
}

fn worded(answer: ServiceResponse<BoxBody>, language: Language, instance: &str) -> ServiceResponse<BoxBody> {
    let status = answer.status();
    if !status.is_client_error() && !status.is_server_error() {
        return answer;
    }
    let known = answer
        .response()
        .error()
        .and_then(|error| error.as_error::<ApiError>());
    let problem = match known {
        Some(error) => {
            error.log();
            error.answer(language, instance)
        }
        None if is_worded(answer.headers()) || instance == TOKENS => return answer,
        None => of_status(status).answer(language, instance),
    };
    let (request, before) = answer.into_parts();
    let mut problem = problem;
    // Headers that other layers have set, such as those for pages of other sites, stay.
    for (name, value) in before.headers() {
        let of_the_body = [
            CONTENT_TYPE,
            CONTENT_LENGTH,
            CONTENT_ENCODING,
            TRANSFER_ENCODING,
            ETAG,
            CACHE_CONTROL,
        ];
        if !of_the_body.contains(name) && !problem.headers().contains_key(name) {
            problem.headers_mut().append(name.clone(), value.clone());
        }
    }
    ServiceResponse::new(request, problem)
}

/// Whether an error has its words already: a problem, or a page of accounts for people.
fn is_worded(headers: &HeaderMap) -> bool {
    let media = headers.get(CONTENT_TYPE).and_then(|media| media.to_str().ok());
    media.is_some_and(|media| media == PROBLEM_JSON || media.starts_with("text/html"))
}

/// Runs a future to its end; a panic on the way becomes its message.
async fn catch_panic<F: Future>(future: F) -> Result<F::Output, String> {
    let mut future = Box::pin(future);
    poll_fn(move |context| {
        // After a panic the future is dropped and never looked at again, so nothing sees what it left behind.
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(payload) => std::task::Poll::Ready(Err(message(payload.as_ref()))),
        }
    })
    .await
}

fn message(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned());
    format!(
        "a handler panicked: {}",
        text.as_deref().unwrap_or("without a message")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::answer::Answer;
    use actix_web::dev::Service;
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, init_service, read_body_json};
    use actix_web::{App, HttpResponse, web};
    use blis_domain::problem::Problem;

    async fn problem_of(path: &str) -> (u16, Problem) {
        let app = App::new()
            .route(
                "/panic",
                web::get().to(async || -> HttpResponse { panic!("the secret of the house") }),
            )
            .route(
                "/failure",
                web::get().to(async || -> Result<Answer, ApiError> {
                    Err(ApiError::internal("the secret of the house"))
                }),
            )
            .route(
                "/bare",
                web::get().to(async || HttpResponse::NotFound().body("bare words")),
            )
            .wrap(from_fn(in_words))
            .wrap(from_fn(headers::secure));
        let app = init_service(app).await;
        let request = TestRequest::with_uri(path)
            .insert_header(("accept-language", "en"))
            .to_request();
        let answer = match app.call(request).await {
            Ok(answer) => answer.into_parts().1.map_into_boxed_body(),
            // As actix-web itself answers an error that no layer has turned into an answer.
            Err(error) => error.error_response(),
        };
        assert_eq!(
            answer.headers().get(CONTENT_TYPE).unwrap(),
            PROBLEM_JSON,
            "{path}"
        );
        assert!(answer.headers().contains_key("content-security-policy"), "{path}");
        let status = answer.status().as_u16();
        let request = TestRequest::default().to_http_request();
        let problem: Problem = read_body_json(ServiceResponse::new(request, answer)).await;
        assert_eq!(problem.instance, path);
        (status, problem)
    }

    #[actix_web::test]
    async fn a_panic_is_a_problem_that_tells_nothing() {
        for path in ["/panic", "/failure"] {
            let (status, problem) = problem_of(path).await;
            assert_eq!(status, 500);
            assert!(
                !problem.detail.contains("secret"),
                "a cause is for the log, not for the caller"
            );
        }
    }

    #[actix_web::test]
    async fn an_error_that_is_no_problem_becomes_one() {
        let (status, problem) = problem_of("/bare").await;
        assert_eq!((status, problem.title.as_str()), (404, "Not found"));
    }
}
