//! A machine client that pushes into its feed.

use super::reply::Reply;
use super::visitor::Visitor;
use reqwest::Method;
use serde_json::{Value, json};

/// A machine client with its token.
pub(crate) struct Feed {
    visitor: Visitor,
    name: String,
    pub(crate) token: String,
}

/// A batch on its way, with everything a test does not care about filled in.
pub(crate) struct Push {
    body: Vec<u8>,
    headers: Vec<(&'static str, String)>,
    query: &'static str,
    language: &'static str,
}

impl Push {
    /// JSON rows.
    pub(crate) fn rows(rows: &[Value]) -> Push {
        Push::of("application/json", json!({"observations": rows}).to_string())
    }

    /// Any body.
    pub(crate) fn of(content_type: &str, body: impl Into<Vec<u8>>) -> Push {
        Push {
            body: body.into(),
            headers: vec![("content-type", content_type.to_owned())],
            query: "",
            language: "en",
        }
        .key(&uuid::Uuid::new_v4().to_string())
    }

    /// Under a chosen key.
    pub(crate) fn key(self, key: &str) -> Push {
        self.without("idempotency-key").with("idempotency-key", key)
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Push {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Push {
        self.headers.retain(|(other, _)| *other != name);
        self
    }

    pub(crate) fn query(self, query: &'static str) -> Push {
        Push { query, ..self }
    }

    pub(crate) fn language(self, language: &'static str) -> Push {
        Push { language, ..self }
    }
}

impl Feed {
    pub(crate) fn new(visitor: Visitor, name: &str, token: String) -> Feed {
        Feed {
            visitor,
            name: name.to_owned(),
            token,
        }
    }

    /// Pushes a batch.
    pub(crate) async fn push(&self, push: Push) -> Reply {
        let path = format!("/api/v1/feeds/{}/batches{}", self.name, push.query);
        let mut request = self
            .visitor
            .request(Method::POST, &path)
            .bearer_auth(&self.token)
            .header("accept-language", push.language)
            .body(push.body);
        for (name, value) in push.headers {
            request = request.header(name, value);
        }
        Reply::to(request).await
    }

    /// Reads an address below the feed, in a language.
    pub(crate) async fn get_in(&self, language: &str, path: &str) -> Reply {
        let path = format!("/api/v1/feeds/{}{path}", self.name);
        let request = self.visitor.request(Method::GET, &path).bearer_auth(&self.token);
        Reply::to(request.header("accept-language", language)).await
    }
}

/// A row of a batch.
pub(crate) fn row(indicator: &str, area: &str, period: &str, value: impl Into<Value>) -> Value {
    json!({"indicator": indicator, "area": area, "period": period, "value": value.into()})
}
