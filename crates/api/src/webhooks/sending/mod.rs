//! Sending: what is written, how it goes out, when it is tried again.

mod message;
mod post;
mod retry_after;
mod sender;

pub(crate) use sender::WebhookSender;
