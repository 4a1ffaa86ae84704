//! What access tokens say: of machine clients (RFC 9068), and of people who are signed in.

use serde::{Deserialize, Serialize};

/// What every token says of its time.
pub(crate) trait Dated {
    /// When it was given, in seconds since 1970.
    fn iat(&self) -> u64;
    /// When it ends.
    fn exp(&self) -> u64;
}

/// The claims of a person's access token. They open a session and say nothing else: who the person is and what they
/// may do is read anew for every call.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SessionClaims {
    /// Who gave it.
    pub(crate) iss: String,
    /// For which service: the pages of this server.
    pub(crate) aud: String,
    /// The person.
    pub(crate) sub: String,
    /// The session.
    pub(crate) sid: String,
    /// When it was given, in seconds since 1970.
    pub(crate) iat: u64,
    /// When it ends.
    pub(crate) exp: u64,
    /// Its own number.
    pub(crate) jti: String,
}

impl Dated for SessionClaims {
    fn iat(&self) -> u64 {
        self.iat
    }

    fn exp(&self) -> u64 {
        self.exp
    }
}

impl Dated for Claims {
    fn iat(&self) -> u64 {
        self.iat
    }

    fn exp(&self) -> u64 {
        self.exp
    }
}

/// The claims of a machine client's access token.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Claims {
    /// Who gave it.
    pub(crate) iss: String,
    /// For which service.
    pub(crate) aud: String,
    /// Who it stands for; of a machine client, the client itself.
    pub(crate) sub: String,
    /// The client that asked for it.
    pub(crate) client_id: String,
    /// When it was given, in seconds since 1970.
    pub(crate) iat: u64,
    /// When it ends.
    pub(crate) exp: u64,
    /// Its own number.
    pub(crate) jti: String,
    /// The scopes it gives, separated by spaces.
    pub(crate) scope: String,
    /// The id of the secret that it was given for: once that holds no longer, the token does not either.
    pub(crate) secret_id: String,
}
