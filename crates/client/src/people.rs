//! Calls of administrators about people. In a browser the cookies of the session travel by themselves; `csrf` is the
//! token that [`Client::me`] gives.

use crate::accounts::CSRF;
use crate::answer::{self, Answer};
use crate::client::Client;
use crate::error::ClientError;
use crate::queries::UsersQuery;
use crate::transport;
use blis_domain::wire::{InviteUser, NewGrant, Page, PersonExport, UpdateUser, User, UserGrant};
use reqwest::Method;
use reqwest::header::IF_MATCH;
use serde::de::DeserializeOwned;

/// Something that is changed under a condition: that it is still the one that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Versioned<T> {
    /// What was read.
    pub value: T,
    /// Its version, to be given back with a change.
    pub etag: String,
}

/// An answer with its version.
pub(crate) fn versioned<T: DeserializeOwned>(answer: &Answer) -> Result<Versioned<T>, ClientError> {
    Ok(Versioned {
        value: answer::json(answer)?,
        etag: answer.etag.clone(),
    })
}

impl Client {
    /// A page of the people whom the administrator sees, by the Latvian alphabet.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn users(&self, query: &UsersQuery) -> Result<Page<User>, ClientError> {
        let parameters = [
            ("q", query.q.clone()),
            ("role", query.role.map(|role| role.code().to_owned())),
            (
                "municipality",
                query.municipality.as_ref().map(ToString::to_string),
            ),
            ("network", query.network.as_ref().map(ToString::to_string)),
            ("state", query.state.map(|state| state.code().to_owned())),
            ("cursor", query.cursor.clone()),
            ("limit", query.limit.map(|limit| limit.to_string())),
        ];
        self.get(self.address.with(&["users"], &parameters)).await
    }

    /// Invites a person.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn invite_user(&self, csrf: &str, asked: &InviteUser) -> Result<Versioned<User>, ClientError> {
        let request = self.request(Method::POST, self.address.of(&["users"]));
        versioned(&transport::send(request.header(CSRF, csrf).json(asked)).await?)
    }

    /// Sends a person who has not accepted yet another invitation; the link of the one before ends.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn invite_user_again(&self, csrf: &str, id: &str) -> Result<(), ClientError> {
        let request = self.request(Method::POST, self.address.of(&["users", id, "invitation"]));
        answer::nothing(&transport::send(request.header(CSRF, csrf)).await?)
    }

    /// A person.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn user(&self, id: &str) -> Result<Versioned<User>, ClientError> {
        let request = self.request(Method::GET, self.address.of(&["users", id]));
        versioned(&transport::send(request).await?)
    }

    /// Suspends a person or lets them back, if they are still as they were read.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn update_user(
        &self,
        csrf: &str,
        id: &str,
        etag: &str,
        asked: &UpdateUser,
    ) -> Result<Versioned<User>, ClientError> {
        let request = self.request(Method::PATCH, self.address.of(&["users", id]));
        let request = request.header(CSRF, csrf).header(IF_MATCH, etag).json(asked);
        versioned(&transport::send(request).await?)
    }

    /// Erases a person, if they are still as they were read.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn erase_user(&self, csrf: &str, id: &str, etag: &str) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, self.address.of(&["users", id]));
        answer::nothing(&transport::send(request.header(CSRF, csrf).header(IF_MATCH, etag)).await?)
    }

    /// All that is held about a person.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn export_user(&self, id: &str) -> Result<PersonExport, ClientError> {
        self.get(self.address.of(&["users", id, "export"])).await
    }

    /// Takes the second factor of a person away.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn remove_user_second_factor(&self, csrf: &str, id: &str) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, self.address.of(&["users", id, "second-factor"]));
        answer::nothing(&transport::send(request.header(CSRF, csrf)).await?)
    }

    /// Gives a person a role.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn give_role(&self, csrf: &str, id: &str, grant: &NewGrant) -> Result<UserGrant, ClientError> {
        let request = self.request(Method::POST, self.address.of(&["users", id, "grants"]));
        answer::json(&transport::send(request.header(CSRF, csrf).json(grant)).await?)
    }

    /// Takes a role from a person, by the id of the grant.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn take_role(&self, csrf: &str, id: &str, grant: &str) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, self.address.of(&["users", id, "grants", grant]));
        answer::nothing(&transport::send(request.header(CSRF, csrf)).await?)
    }

    /// Ends every session of a person.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn end_user_sessions(&self, csrf: &str, id: &str) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, self.address.of(&["users", id, "sessions"]));
        answer::nothing(&transport::send(request.header(CSRF, csrf)).await?)
    }
}
