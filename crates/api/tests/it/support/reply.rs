//! What came back, and assertions that explain themselves.

use blis_domain::problem::{Problem, ProblemCode};
use reqwest::RequestBuilder;
use reqwest::header::HeaderMap;
use serde_json::Value;

/// The answer to a request.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// Sends a request and takes its answer.
    pub(crate) async fn to(request: RequestBuilder) -> Reply {
        let response = request.send().await.expect("the server answers");
        Reply {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.bytes().await.expect("the whole answer").to_vec(),
        }
    }

    /// A header; empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("a readable header"))
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("a body of text")
    }

    /// The body of an answer that must be a success.
    pub(crate) fn json(&self) -> Value {
        assert!(
            (200..300).contains(&self.status),
            "{}: {}",
            self.status,
            self.text()
        );
        serde_json::from_slice(&self.body).expect("a body of JSON")
    }

    /// The problem that the answer must be.
    pub(crate) fn problem(&self, code: ProblemCode) -> Problem {
        assert_eq!(
            self.status,
            code.status(),
            "expected {}: {}",
            code.code(),
            self.text()
        );
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "every error is a problem, or clients have to guess: {}",
            self.text()
        );
        let problem: Problem = serde_json::from_slice(&self.body).expect("a problem");
        assert_eq!(problem.kind, code.uri());
        assert_eq!(problem.status, self.status, "the body repeats the status");
        assert!(
            !self.header("content-language").is_empty(),
            "a problem has words in a language"
        );
        problem
    }

    /// The place and the code of the only fault of a problem.
    pub(crate) fn fault(&self, code: ProblemCode) -> (Option<String>, Option<u64>, String) {
        let problem = self.problem(code);
        assert_eq!(problem.errors.len(), 1, "{problem:?}");
        let fault = problem.errors[0].clone();
        assert!(!fault.message.is_empty());
        (fault.pointer, fault.row, fault.code)
    }
}
