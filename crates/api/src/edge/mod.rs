//! The edge: what happens to a connection before there is a request, and around all of its requests.
//!
//! A connection costs memory and a file descriptor from the moment it is accepted, and nobody who opens one has said
//! yet who they are. So each has its seat ([`admission`]), its time for every request head and every answer
//! ([`connection`]), and each body a pace ([`pace`]). The encryption is in [`tls`].

mod admission;
mod connection;
mod listen;
mod options;
mod pace;
mod redirect;
mod tls;

pub(crate) use admission::Admission;
pub(crate) use connection::watch;
pub(crate) use listen::{Door, over};
pub use options::{ConnectionLimits, EdgeOptions, ForwardedHeader, TlsOptions};
pub(crate) use pace::is_too_slow;
pub(crate) use redirect::to_https;
pub(crate) use tls::{Certificates, config};
