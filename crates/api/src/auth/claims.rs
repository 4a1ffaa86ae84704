//! What an access token says (RFC 9068).

use serde::{Deserialize, Serialize};

/// The claims of an access token.
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
}
