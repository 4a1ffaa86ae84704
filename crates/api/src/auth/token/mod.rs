//! `POST /auth/token`: an access token for a machine client (OAuth 2 `client_credentials`, RFC 6749, 4.4).

mod create;
pub(crate) mod credentials;
pub(crate) mod form;
pub(crate) mod refusal;

pub(crate) use create::*;
