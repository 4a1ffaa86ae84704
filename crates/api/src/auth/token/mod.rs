//! `POST /auth/token`: an access token for a machine client (OAuth 2 `client_credentials`, RFC 6749, 4.4).

mod create;
mod credentials;
mod form;
mod refusal;

pub(crate) use create::*;
