//! A person in a browser: cookies are kept, and every change carries the token of the session.

use super::app::TestApp;
use super::reply::Reply;
use super::visitor::Visitor;
use blis_domain::rights::{Grant, Role, Within};
use blis_domain::text::Language;
use blis_store::{AuditContext, NewPerson, NewSession, SessionLife, SessionWay};
use reqwest::header::SET_COOKIE;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use time::Duration;

/// A password that is taken.
pub(crate) const PASSWORD: &str = "zāles kalnā rīts";

/// A browser in which somebody may be signed in.
#[derive(Clone)]
pub(crate) struct Browser {
    visitor: Visitor,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) csrf: String,
}

impl TestApp {
    /// Adds a person who can sign in with [`PASSWORD`].
    pub(crate) fn person(&self, email: &str, grants: Vec<Grant>) {
        let email: blis_domain::person::EmailAddress = email.parse().expect("an address");
        let password = blis_domain::password::NewPassword::check(PASSWORD, &email, None).expect("a password");
        let new = NewPerson {
            password_hash: Some(self.hash(&password)),
            email,
            name: None,
            language: Language::Lv,
            demonstration: false,
            grants,
            added_by: "test".to_owned(),
        };
        self.store
            .add_person(&new, &AuditContext::command("test"))
            .expect("a person");
    }

    /// A person of a role, signed in.
    pub(crate) async fn signed_in_as(&self, role: Role) -> Browser {
        let within = match role {
            Role::Member | Role::Councillor | Role::MunicipalAdmin => {
                Within::Municipality(super::SALDUS.parse().expect("a code"))
            }
            Role::Coordinator => Within::Network("N1".parse().expect("a code")),
            _ => Within::Everywhere,
        };
        let grants = match role {
            Role::SignedIn => vec![],
            role => vec![Grant::new(role, within)],
        };
        let email = format!("{}@test.lv", role.code().replace('_', "-"));
        self.person(&email, grants);
        self.sign_in(&email, PASSWORD).await
    }

    /// An administrator of the installation whose roles are awake.
    pub(crate) async fn admin(&self) -> Browser {
        let grants = vec![Grant::new(Role::Admin, Within::Everywhere)];
        self.person("root@test.lv", grants);
        self.with_second_factor("root@test.lv").await
    }

    /// Somebody who signed in with a second factor: the session is opened past the API, and then kept by it.
    pub(crate) async fn with_second_factor(&self, email: &str) -> Browser {
        let account = self.store.account(&email.parse().expect("an address"));
        let account = account.expect("a database").expect("a person");
        let refresh = uuid::Uuid::new_v4().to_string();
        let new = NewSession {
            person: account.person,
            way: SessionWay::Password,
            password_hash: None,
            second_factor: true,
            csrf: uuid::Uuid::new_v4().to_string(),
            refresh_hash: blis_api::secret_hash(&refresh),
            device: String::new(),
            address: String::new(),
            life: SessionLife {
                idle: Duration::days(14),
                most: Duration::days(30),
            },
        };
        let opened = self.store.open_session(&new, &AuditContext::command("test"));
        opened.expect("a database").expect("a session");
        let mut browser = Browser::new(self.visitor());
        browser.cookies.insert("blis_refresh".to_owned(), refresh);
        let kept = browser
            .send(Method::POST, "/api/v1/auth/session/refresh", None)
            .await;
        assert_eq!(kept.status, 200, "{}", kept.text());
        browser.csrf = new.csrf;
        browser
    }

    /// Signs in, in a browser of its own.
    pub(crate) async fn sign_in(&self, email: &str, password: &str) -> Browser {
        let mut browser = Browser::new(self.visitor());
        let reply = browser.sign_in(email, password).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
        browser
    }
}

impl Browser {
    pub(crate) fn new(visitor: Visitor) -> Browser {
        Browser {
            visitor,
            cookies: BTreeMap::new(),
            csrf: String::new(),
        }
    }

    pub(crate) async fn sign_in(&mut self, email: &str, password: &str) -> Reply {
        let body = json!({"email": email, "password": password});
        let reply = self.send(Method::POST, "/api/v1/auth/session", Some(&body)).await;
        if reply.status == 201 {
            self.csrf = reply.json()["csrf_token"].as_str().expect("a token").to_owned();
        }
        reply
    }

    /// A request as a page of this site would send it.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let mut request = self.bare(method, path).header("sec-fetch-site", "same-origin");
        if !self.csrf.is_empty() {
            request = request.header("x-csrf-token", &self.csrf);
        }
        request
    }

    /// A request with nothing but the cookies.
    pub(crate) fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.visitor.request(method, path).header("accept-language", "en");
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        match cookies.is_empty() {
            true => request,
            false => request.header("cookie", cookies.join("; ")),
        }
    }

    /// Sends, and keeps the cookies of the answer.
    pub(crate) async fn send(&mut self, method: Method, path: &str, body: Option<&Value>) -> Reply {
        let mut request = self.request(method, path);
        if let Some(body) = body {
            request = request.json(body);
        }
        let reply = Reply::to(request).await;
        self.keep(&reply);
        reply
    }

    pub(crate) async fn get(&mut self, path: &str) -> Reply {
        self.send(Method::GET, path, None).await
    }

    /// Sends a form of a page.
    pub(crate) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = self
            .request(Method::POST, path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        let reply = Reply::to(request).await;
        self.keep(&reply);
        reply
    }

    fn keep(&mut self, reply: &Reply) {
        for cookie in reply.headers.get_all(SET_COOKIE) {
            let text = cookie.to_str().expect("a readable cookie");
            let (name, rest) = text.split_once('=').expect("a cookie has a name");
            let value = rest.split(';').next().unwrap_or("");
            match value {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
    }
}
