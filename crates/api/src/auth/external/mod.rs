//! Signing in through the services of other organisations: an OpenID Connect client (OpenID Connect Core 1.0, the
//! authorization code flow with PKCE).
//!
//! What a service says is believed only as far as it is proved: its metadata names the issuer that was configured, its
//! token is signed by a key that it publishes, for this client, in answer to this sign-in, a moment ago. Which person
//! of ours that is, `accounts::external` decides. There is no crate for it here: openidconnect 4 brings second releases
//! of half the cryptography that is there already.

mod fault;
mod http;
mod id_token;
mod keys;
mod metadata;
mod options;
mod provider;
mod redeem;

pub(crate) use fault::Fault;
pub(crate) use provider::{Asked, Provider, Providers};

pub use options::{InvalidProvider, ProviderLogin, ProviderOptions};
