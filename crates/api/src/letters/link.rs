//! Links that let somebody in once: 256 random bits in an address, of which the store keeps a hash.

use crate::auth::secret;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::text::Language;
use blis_store::{LinkPurpose, NewLink};
use std::fmt;
use time::{Duration, OffsetDateTime};

/// A link that was just made. It goes into a letter, or to the terminal of whoever starts the server, and nowhere else.
pub(crate) struct Link {
    /// The address, with the secret in its path: there it is in no log of ours (the pattern of a route is logged, not
    /// the address), in no metric, and in no `Referer` (the pages behind it forbid it).
    pub(crate) address: String,
    /// What the store keeps of it.
    pub(crate) new: NewLink,
}

impl Link {
    /// The address of its page in a language.
    pub(crate) fn in_language(&self, language: Language) -> String {
        format!("{}?lang={language}", self.address)
    }
}

/// Without the secret.
impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({:?})", self.new)
    }
}

/// Makes a link for a purpose, which holds as long as the purpose needs.
pub(crate) fn link(state: &State, purpose: LinkPurpose) -> Result<Link, ApiError> {
    link_of(state.authority.issuer(), state.clock.now(), purpose)
}

/// The same for the installation at `site`.
pub(crate) fn link_of(site: &str, now: OffsetDateTime, purpose: LinkPurpose) -> Result<Link, ApiError> {
    let token = secret::random()?;
    Ok(Link {
        address: format!("{site}{}/{token}", page(purpose)),
        new: NewLink {
            hash: secret::hash(&token),
            expires_at: now + life(purpose),
        },
    })
}

/// The page that a link opens.
fn page(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::Invitation => "/invitation",
        LinkPurpose::PasswordReset => "/reset",
        LinkPurpose::FirstAdmin => "/welcome",
    }
}

/// How long a link holds. An invitation waits for somebody on holiday; whoever forgot a password sits before the form.
fn life(purpose: LinkPurpose) -> Duration {
    match purpose {
        LinkPurpose::Invitation => Duration::days(14),
        LinkPurpose::PasswordReset => Duration::hours(1),
        LinkPurpose::FirstAdmin => Duration::days(7),
    }
}
