//! The second factor of people under test. Each code is good once, so the clock goes on half a minute for the next.

use super::app::TestApp;
use super::person::{Browser, PASSWORD};
use super::reply::Reply;
use blis_domain::one_time_code::{OneTimeSecret, step_at};
use blis_domain::rights::Role;
use reqwest::Method;
use serde_json::json;
use time::Duration;

/// An application that keeps the secret of one person.
#[derive(Clone)]
pub(crate) struct Authenticator {
    pub(crate) secret: OneTimeSecret,
    /// As they were given out.
    pub(crate) recovery_codes: Vec<String>,
}

impl Authenticator {
    /// The code of the time it is.
    pub(crate) fn code(&self, app: &TestApp) -> String {
        self.code_in(app, 0)
    }

    /// The code of so many steps from now.
    pub(crate) fn code_in(&self, app: &TestApp, steps: i64) -> String {
        let now = i64::try_from(step_at(app.now().unix_timestamp())).expect("a step");
        self.secret.code(u64::try_from(now + steps).expect("a step"))
    }

    /// A code that was not used yet, half a minute later.
    pub(crate) fn next_code(&self, app: &TestApp) -> String {
        app.later(Duration::seconds(30));
        self.code(app)
    }
}

impl TestApp {
    /// A person of a role, signed in and with a second factor, so that every role holds; sign in again by
    /// [`TestApp::sign_in_with`].
    pub(crate) async fn guarded_as(&self, role: Role) -> (Browser, Authenticator) {
        let mut browser = self.signed_in_as(role).await;
        let authenticator = browser.set_up_codes(self).await;
        (browser, authenticator)
    }

    /// Signs in with [`PASSWORD`] and the next code, in a browser of its own.
    pub(crate) async fn sign_in_with(&self, email: &str, authenticator: &Authenticator) -> Browser {
        let mut browser = Browser::new(self.visitor());
        let code = authenticator.next_code(self);
        let reply = browser.sign_in_by(email, PASSWORD, &code).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
        browser
    }
}

impl Browser {
    /// Signs in with a code.
    pub(crate) async fn sign_in_by(&mut self, email: &str, password: &str, code: &str) -> Reply {
        let body = json!({"email": email, "password": password, "code": code});
        self.enter(&body).await
    }

    /// The token of the session, as the forms of a page hold it.
    pub(crate) fn csrf_of_page(&self, page: &Reply) -> String {
        let text = page.text();
        let field = text.split(r#"name="csrf" value=""#).nth(1);
        let token = field.and_then(|rest| rest.split('"').next());
        token.expect("a form with a token").to_owned()
    }

    /// Sets one-time codes up, for whoever signed in just now.
    pub(crate) async fn set_up_codes(&mut self, app: &TestApp) -> Authenticator {
        let given = self.send(Method::POST, FACTOR, None).await;
        assert_eq!(given.status, 201, "{}", given.text());
        let secret = given.json()["secret"].as_str().map(OneTimeSecret::parse);
        let mut authenticator = Authenticator {
            secret: secret.flatten().expect("a secret in base 32"),
            recovery_codes: Vec::new(),
        };
        let code = json!({"code": authenticator.code(app)});
        let set = self.send(Method::PUT, FACTOR, Some(&code)).await.json();
        let codes = set["recovery_codes"].as_array().expect("recovery codes");
        authenticator.recovery_codes = codes
            .iter()
            .map(|code| code.as_str().expect("a code").to_owned())
            .collect();
        authenticator
    }
}

const FACTOR: &str = "/api/v1/me/second-factor";
