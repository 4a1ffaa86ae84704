//! Who calls: keys, tokens, and the one door that checks them.

mod claims;
mod granted;
pub(crate) mod secret;
pub(crate) mod signing;
pub(crate) mod token;
mod verifier;

pub(crate) use granted::{Granted, PushBatch, ReadReceipts};
pub(crate) use signing::SigningKey;
pub(crate) use verifier::{Authority, LIFETIME_SECONDS};
