//! A caller with plain HTTP: whatever a test wants to say, well-formed or not.

use super::reply::Reply;
use reqwest::{Method, RequestBuilder};

/// A caller.
#[derive(Clone)]
pub(crate) struct Visitor {
    http: reqwest::Client,
    base: String,
}

impl Visitor {
    pub(crate) fn new(base: &str) -> Visitor {
        // Built together with the binary, reqwest has TLS without a library chosen for it, and will not start; the
        // typed client chooses one for the whole program.
        blis_client::Client::new(base).expect("the address of the server");
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            // A kept connection would hold up the server when it stops.
            .pool_max_idle_per_host(0)
            .build()
            .expect("an HTTP client");
        Visitor {
            http,
            base: base.to_owned(),
        }
    }

    /// A request to an address from its root.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base))
    }

    /// Reads an address below the base of the API.
    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.get_in("en", path).await
    }

    /// The same in a language.
    pub(crate) async fn get_in(&self, language: &str, path: &str) -> Reply {
        let request = self.request(Method::GET, &format!("/api/v1{path}"));
        Reply::to(request.header("accept-language", language)).await
    }

    /// Reads an address from the root.
    pub(crate) async fn get_root(&self, path: &str) -> Reply {
        Reply::to(self.request(Method::GET, path).header("accept-language", "en")).await
    }
}
