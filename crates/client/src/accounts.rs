//! Calls of people: signing in, and what belongs to whoever did. In a browser the cookies of the session travel by
//! themselves.

use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::transport;
use blis_domain::wire::{ChangePassword, Me, Page, RightsTable, SessionView, SignIn};
use reqwest::Method;

/// Where a change shows the token of its session.
const CSRF: &str = "x-csrf-token";

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
}
