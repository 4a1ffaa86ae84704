//! Calls of people: signing in, and what belongs to whoever did. In a browser the cookies of the session travel by
//! themselves.

use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::queries::AuditQuery;
use crate::transport;
use blis_domain::wire::{AuditEntryView, ChangePassword, Me, Page, RightsTable, SessionView, SignIn};
use reqwest::Method;

/// Where a change shows the token of its session.
pub(crate) const CSRF: &str = "x-csrf-token";

impl Client {
    /// Who is signed in.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn me(&self) -> Result<Me, ClientError> {
        self.get(self.address.of(&["me"])).await
    }

    /// Who may do what.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn rights(&self) -> Result<RightsTable, ClientError> {
        self.get(self.address.of(&["rights"])).await
    }

    /// Signs in.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn sign_in(&self, asked: &SignIn) -> Result<Me, ClientError> {
        let request = self
            .request(Method::POST, self.address.of(&["auth", "session"]))
            .json(asked);
        answer::json(&transport::send(request).await?)
    }

    /// Keeps the session.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn renew_session(&self) -> Result<Me, ClientError> {
        let request = self.request(Method::POST, self.address.of(&["auth", "session", "refresh"]));
        answer::json(&transport::send(request).await?)
    }

    /// Signs out. `csrf` is the token that [`Client::me`] gives.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn sign_out(&self, csrf: &str) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, self.address.of(&["auth", "session"]));
        answer::nothing(&transport::send(request.header(CSRF, csrf)).await?)
    }

    /// Changes one's own password.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn change_password(&self, csrf: &str, asked: &ChangePassword) -> Result<(), ClientError> {
        let request = self.request(Method::PUT, self.address.of(&["me", "password"]));
        answer::nothing(&transport::send(request.header(CSRF, csrf).json(asked)).await?)
    }

    /// One's own sessions, the newest first.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn my_sessions(&self) -> Result<Page<SessionView>, ClientError> {
        self.get(self.address.of(&["me", "sessions"])).await
    }

    /// Ends one of one's own sessions.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn end_my_session(&self, csrf: &str, id: &str) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, self.address.of(&["me", "sessions", id]));
        answer::nothing(&transport::send(request.header(CSRF, csrf)).await?)
    }

    /// One's own log, newest first: the latest page, or the one after a cursor, which is `next` of the page before.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn my_log(&self, cursor: Option<&str>) -> Result<Page<AuditEntryView>, ClientError> {
        let parameters = [("cursor", cursor.map(str::to_owned))];
        self.get(self.address.with(&["me", "log"], &parameters)).await
    }

    /// A page of the audit log, newest first.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn audit(&self, query: &AuditQuery) -> Result<Page<AuditEntryView>, ClientError> {
        let parameters = [
            ("actor", query.actor.clone()),
            ("action", query.action.clone()),
            ("target_kind", query.target_kind.clone()),
            ("target", query.target.clone()),
            (
                "municipality",
                query.municipality.as_ref().map(ToString::to_string),
            ),
            ("from", query.from.clone()),
            ("to", query.to.clone()),
            ("cursor", query.cursor.clone()),
            ("limit", query.limit.map(|limit| limit.to_string())),
        ];
        self.get(self.address.with(&["audit"], &parameters)).await
    }
}
