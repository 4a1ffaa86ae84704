//! Who calls: keys, tokens, passwords, cookies, and the one door that checks them.

pub(crate) mod carried;
mod claims;
pub(crate) mod cookies;
pub(crate) mod csrf;
pub(crate) mod door;
pub(crate) mod external;
pub(crate) mod first_admin;
mod fresh;
mod granted;
pub(crate) mod invitation;
pub(crate) mod key_file;
pub(crate) mod keys;
pub(crate) mod password;
pub(crate) mod password_reset;
pub(crate) mod providers;
pub(crate) mod sealed_secrets;
pub(crate) mod sealing;
pub(crate) mod secret;
pub(crate) mod session;
pub(crate) mod signing;
pub(crate) mod token;
mod verifier;
mod way;

pub(crate) use cookies::Transport;
pub(crate) use door::{Holder, forbidden, holder, visitor};
pub(crate) use fresh::is_fresh;
pub(crate) use granted::*;
pub(crate) use keys::SigningKeys;
pub(crate) use password::Passwords;
pub(crate) use sealing::SealingKey;
pub(crate) use verifier::{Authority, LIFETIME_SECONDS};
pub(crate) use way::Way;
