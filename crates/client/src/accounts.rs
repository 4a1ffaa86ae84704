//! Calls of people: signing in, and what belongs to whoever did. In a browser the cookies of the session travel by
//! themselves.

use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::queries::AuditQuery;
use crate::transport;
use blis_domain::rights::Action;
use blis_domain::wire::{
    AcceptInvitation, AskPasswordReset, AuditEntryView, ChangePassword, ConfirmSession, FirstAdmin,
    IdentityView, LetterView, Me, Page, PersonExport, Provider, RecoveryCodes, ResetPassword, RightsTable,
    SecondFactorCode, SecondFactorSecret, SessionView, SignIn, TableFormat, UpdateMe,
};
use reqwest::{Method, Url};
use serde::{Deserialize, Serialize};

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

    /// What whoever is signed in may do, of the same answer as [`Client::me`]: all that a menu needs.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn may(&self) -> Result<Vec<Action>, ClientError> {
        #[derive(Deserialize)]
        struct Menu {
            may: Vec<Action>,
        }
        let Menu { may } = self.get(self.address.of(&["me"])).await?;
        Ok(may)
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

    /// Asks for a letter with a link to set a new password. The answer does not tell whether there is such an account.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn ask_password_reset(&self, asked: &AskPasswordReset) -> Result<(), ClientError> {
        self.sent(Method::POST, "password-reset", asked).await
    }

    /// Sets a new password by the link of a letter.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn reset_password(&self, asked: &ResetPassword) -> Result<(), ClientError> {
        self.sent(Method::PUT, "password-reset", asked).await
    }

    /// Accepts an invitation by the link of a letter.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn accept_invitation(&self, asked: &AcceptInvitation) -> Result<(), ClientError> {
        self.sent(Method::PUT, "invitation", asked).await
    }

    /// Makes the account of the first administrator, by the link that the server printed.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn make_first_admin(&self, asked: &FirstAdmin) -> Result<(), ClientError> {
        self.sent(Method::PUT, "first-admin", asked).await
    }

    async fn sent(&self, method: Method, what: &str, asked: &impl Serialize) -> Result<(), ClientError> {
        let request = self.request(method, self.address.of(&["auth", what])).json(asked);
        answer::nothing(&transport::send(request).await?)
    }

    /// The letters of a demonstration, the latest first.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn outbox(&self) -> Result<Page<LetterView>, ClientError> {
        self.get(self.address.of(&["outbox"])).await
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

    /// Changes one's own name and language.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn change_me(&self, csrf: &str, asked: &UpdateMe) -> Result<Me, ClientError> {
        let request = self.request(Method::PATCH, self.address.of(&["me"]));
        answer::json(&transport::send(request.header(CSRF, csrf).json(asked)).await?)
    }

    /// Changes one's own password.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn change_password(&self, csrf: &str, asked: &ChangePassword) -> Result<(), ClientError> {
        let request = self.request(Method::PUT, self.address.of(&["me", "password"]));
        answer::nothing(&transport::send(request.header(CSRF, csrf).json(asked)).await?)
    }

    /// Shows anew who is signed in, for what asks that they signed in just now.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn confirm_session(&self, csrf: &str, shown: &ConfirmSession) -> Result<Me, ClientError> {
        let address = self.address.of(&["auth", "session", "confirmation"]);
        let request = self.request(Method::POST, address).header(CSRF, csrf);
        answer::json(&transport::send(request.json(shown)).await?)
    }

    /// Begins to set up one-time codes, and gives the secret for an authenticator.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn prepare_second_factor(&self, csrf: &str) -> Result<SecondFactorSecret, ClientError> {
        let request = self.request(Method::POST, self.address.of(&["me", "second-factor"]));
        answer::json(&transport::send(request.header(CSRF, csrf)).await?)
    }

    /// Sets up one-time codes by the first of them, and gives the recovery codes.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn confirm_second_factor(
        &self,
        csrf: &str,
        code: &SecondFactorCode,
    ) -> Result<RecoveryCodes, ClientError> {
        let request = self.request(Method::PUT, self.address.of(&["me", "second-factor"]));
        answer::json(&transport::send(request.header(CSRF, csrf).json(code)).await?)
    }

    /// Takes one's own one-time codes away.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn remove_second_factor(&self, csrf: &str) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, self.address.of(&["me", "second-factor"]));
        answer::nothing(&transport::send(request.header(CSRF, csrf)).await?)
    }

    /// Makes new recovery codes in the place of the old.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn new_recovery_codes(&self, csrf: &str) -> Result<RecoveryCodes, ClientError> {
        let request = self.request(Method::POST, self.address.of(&["me", "recovery-codes"]));
        answer::json(&transport::send(request.header(CSRF, csrf)).await?)
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

    /// All that is held about oneself.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn export_me(&self) -> Result<PersonExport, ClientError> {
        self.get(self.address.of(&["me", "export"])).await
    }

    /// The services of other organisations to sign in with.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn providers(&self) -> Result<Page<Provider>, ClientError> {
        self.get(self.address.of(&["auth", "providers"])).await
    }

    /// One's own identities at those services, the oldest first.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn my_identities(&self) -> Result<Page<IdentityView>, ClientError> {
        self.get(self.address.of(&["me", "identities"])).await
    }

    /// Unlinks one of one's own identities.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn unlink_my_identity(&self, csrf: &str, id: &str) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, self.address.of(&["me", "identities", id]));
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
        let mut parameters = found_by(query).to_vec();
        parameters.push(("cursor", query.cursor.clone()));
        parameters.push(("limit", query.limit.map(|limit| limit.to_string())));
        self.get(self.address.with(&["audit"], &parameters)).await
    }

    /// All entries of the audit log that are found, as the bytes of a file; the cursor and the length of a page mean
    /// nothing here.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call; a problem `table-too-large` when there are more than a file may hold.
    pub async fn audit_table(&self, query: &AuditQuery, format: TableFormat) -> Result<Vec<u8>, ClientError> {
        let file = format!("audit.{}", format.extension());
        self.table(self.address.with(&[&file], &found_by(query)), format)
            .await
    }

    /// All of one's own log, as the bytes of a file.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call; a problem `table-too-large` when there are more than a file may hold.
    pub async fn my_log_table(&self, format: TableFormat) -> Result<Vec<u8>, ClientError> {
        let file = format!("log.{}", format.extension());
        self.table(self.address.of(&["me", &file]), format).await
    }

    pub(crate) async fn table(&self, url: Url, format: TableFormat) -> Result<Vec<u8>, ClientError> {
        let answer = transport::send(self.request(Method::GET, url)).await?;
        answer::file(answer, format.media_type())
    }
}

/// What entries are found by.
fn found_by(query: &AuditQuery) -> [(&'static str, Option<String>); 7] {
    [
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
    ]
}
