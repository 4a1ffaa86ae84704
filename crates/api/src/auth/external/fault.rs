//! Why another service signed nobody in.

/// Why another service signed nobody in. For the log, so it holds no token, no code and nothing of a person.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    /// There is no connection, or no answer in time.
    #[error("{what} cannot be had")]
    Unreachable {
        /// What was asked for.
        what: &'static str,
        /// Why; without the address, which may hold secrets.
        source: reqwest::Error,
    },
    /// The answer has another status than was wanted. Redirects are not followed.
    #[error("{what} is answered by status {status}")]
    Status {
        /// What was asked for.
        what: &'static str,
        /// The status.
        status: u16,
    },
    /// The answer is larger than any honest one.
    #[error("{what} is too large")]
    TooLarge {
        /// What was asked for.
        what: &'static str,
    },
    /// The answer is not the JSON that the standard describes.
    #[error("{what} cannot be read")]
    Unreadable {
        /// What was asked for.
        what: &'static str,
    },
    /// The metadata are those of another service, or name what is not used here.
    #[error("the metadata cannot be used: {0}")]
    Metadata(&'static str),
    /// The service takes the code for none of its own, or not from this client.
    #[error("the service gives no token: {0}")]
    NoToken(String),
    /// The service signs with a key that it does not publish.
    #[error("the id token names a key that the service does not publish")]
    UnknownKey,
    /// The token does not prove who somebody is.
    #[error("the id token does not hold: {0}")]
    Token(&'static str),
}

impl Fault {
    /// Whether it is the service that fails, so that trying later may help; else what somebody brought proves nothing.
    pub(crate) fn is_of_service(&self) -> bool {
        !matches!(self, Fault::NoToken(_) | Fault::UnknownKey | Fault::Token(_))
    }
}
