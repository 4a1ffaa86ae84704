//! Addresses that standards fix, for clients that look for keys and endpoints by themselves.

mod authorization_server;
mod jwks;

pub(crate) use authorization_server::*;
pub(crate) use jwks::*;
