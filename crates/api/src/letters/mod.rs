//! Letters to people, most with a link that lets its reader in once: their words, the links, and the sender.
//!
//! A letter is queued by the operation of the store that causes it and makes its link, in the same transaction; nothing here sends
//! one while somebody waits for an answer.

mod compose;
mod link;
mod message;
mod send_error;
mod sender;
mod server;
mod smtp_url;
mod way;
mod words;

pub(crate) use compose::{Invitee, invitation, password_reset, roles_given};
pub(crate) use link::{link, link_of};
pub use send_error::SendError;
pub(crate) use sender::Sender;
pub use server::{MailFrom, MailServer, MailServerError};
pub use smtp_url::{InvalidSmtpUrl, SmtpUrl};
pub use way::Letters;
pub(crate) use way::require;
