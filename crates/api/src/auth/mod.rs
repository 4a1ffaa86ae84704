//! Who calls: keys, tokens, passwords, cookies, and the one door that checks them.

mod claims;
pub(crate) mod cookies;
pub(crate) mod csrf;
pub(crate) mod door;
mod granted;
pub(crate) mod keys;
pub(crate) mod password;
pub(crate) mod secret;
pub(crate) mod session;
pub(crate) mod signing;
pub(crate) mod token;
mod verifier;

pub(crate) use cookies::Transport;
pub(crate) use door::{forbidden, visitor};
pub(crate) use granted::{Granted, ManageClients, PushBatch, ReadAudit, ReadReceipts, UseOwnAccount};
pub(crate) use keys::SigningKeys;
pub(crate) use password::Passwords;
pub(crate) use signing::SigningKey;
pub(crate) use verifier::{Authority, LIFETIME_SECONDS};
