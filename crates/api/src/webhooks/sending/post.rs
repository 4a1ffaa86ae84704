//! One attempt: the address is looked at, its name looked up, what it stands for looked at too, and that very address
//! connected to, so that a name which stands for something else a moment later leads nowhere.

use super::retry_after;
use crate::webhooks::Receivers;
use blis_domain::webhook::DeliveryFailure;
use reqwest::Client;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::redirect::Policy;
use std::error::Error;
use std::net::SocketAddr;
use std::time::Duration;
use time::OffsetDateTime;

/// As much of an answer as is read: it means nothing, but a receiver should be able to end it.
const MOST_BYTES: usize = 4 * 1024;

/// Sends deliveries.
#[derive(Clone)]
pub(super) struct Post {
    client: Client,
    receivers: Receivers,
}

/// What goes out.
pub(super) struct Outgoing {
    pub(super) address: String,
    pub(super) id: String,
    pub(super) timestamp: u64,
    pub(super) signature: String,
    pub(super) body: Vec<u8>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answered {
    /// With a status, and perhaps the wait that is asked for.
    Status(u16, Option<Duration>),
    /// Not at all.
    Not(DeliveryFailure),
}

impl Post {
    /// Answers may take so long.
    pub(super) fn new(receivers: Receivers, patience: Duration) -> Result<Post, reqwest::Error> {
        // An error here means that the program has chosen a provider of cryptography already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .user_agent(concat!("blis/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            // A proxy would look names up by itself.
            .no_proxy()
            .dns_resolver(Lookup(receivers))
            .timeout(patience)
            // A connection that is kept would be one whose address was looked at long ago.
            .pool_max_idle_per_host(0)
            .build()?;
        Ok(Post { client, receivers })
    }

    /// Sends, and waits for the answer.
    pub(super) async fn send(&self, outgoing: Outgoing, now: OffsetDateTime) -> Answered {
        // Addresses that are written in numbers are never looked up, and settings may be others than they were.
        let Ok(url) = self.receivers.read(&outgoing.address) else {
            return Answered::Not(DeliveryFailure::NetworkRefused);
        };
        let sent = self
            .client
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", outgoing.id)
            .header("webhook-timestamp", outgoing.timestamp)
            .header("webhook-signature", outgoing.signature)
            .body(outgoing.body)
            .send()
            .await;
        let mut answer = match sent {
            Ok(answer) => answer,
            Err(error) => return Answered::Not(failure(&error)),
        };
        let asked = answer.headers().get(RETRY_AFTER);
        let asked = asked
            .and_then(|value| value.to_str().ok())
            .and_then(|text| retry_after::parse(text, now));
        let mut read = 0;
        while let Ok(Some(piece)) = answer.chunk().await {
            read += piece.len();
            if read > MOST_BYTES {
                break;
            }
        }
        Answered::Status(answer.status().as_u16(), asked)
    }
}

/// Looks names up, and lets on to what is public alone.
struct Lookup(Receivers);

/// Why a name leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum Nowhere {
    #[error("the name has no address")]
    Unknown,
    #[error("the name stands for an address in a network that nothing is sent to")]
    Refused,
}

impl Resolve for Lookup {
    fn resolve(&self, name: Name) -> Resolving {
        let receivers = self.0;
        Box::pin(async move {
            // The port is that of the address, which takes the place of this one.
            let found = tokio::net::lookup_host((name.as_str(), 0))
                .await
                .map_err(|_| Nowhere::Unknown)?;
            let found = admitted(found.collect(), receivers)?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// The addresses of a name; none at all when one of them is refused, for whoever names such an address means it.
fn admitted(found: Vec<SocketAddr>, receivers: Receivers) -> Result<Vec<SocketAddr>, Nowhere> {
    if found.is_empty() {
        return Err(Nowhere::Unknown);
    }
    match found.iter().any(|address| receivers.refuse(address.ip())) {
        true => Err(Nowhere::Refused),
        false => Ok(found),
    }
}

/// What is kept of an error: its words may repeat the address.
fn failure(error: &reqwest::Error) -> DeliveryFailure {
    let mut cause = error.source();
    while let Some(one) = cause {
        match one.downcast_ref::<Nowhere>() {
            Some(Nowhere::Unknown) => return DeliveryFailure::UnknownHost,
            Some(Nowhere::Refused) => return DeliveryFailure::NetworkRefused,
            None => cause = one.source(),
        }
    }
    match error.is_timeout() {
        true => DeliveryFailure::Timeout,
        false => DeliveryFailure::Unreachable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhooks::WebhookOptions;

    fn outgoing(address: &str) -> Outgoing {
        Outgoing {
            address: address.to_owned(),
            id: "msg_1".to_owned(),
            timestamp: 1,
            signature: "v1,".to_owned(),
            body: Vec::new(),
        }
    }

    async fn send(address: &str, on_loopback: bool) -> Answered {
        let options = WebhookOptions {
            on_loopback,
            ..WebhookOptions::default()
        };
        let post = Post::new(options.receivers(), options.patience).unwrap();
        post.send(outgoing(address), OffsetDateTime::UNIX_EPOCH).await
    }

    #[tokio::test]
    async fn a_name_of_the_own_machine_leads_nowhere() {
        // Nothing need listen there: it is refused before.
        let refused = Answered::Not(DeliveryFailure::NetworkRefused);
        assert_eq!(send("https://localhost:1/", false).await, refused);
        assert_eq!(send("https://127.0.0.1:1/", false).await, refused);
        assert_eq!(send("https://10.0.0.1/", true).await, refused);
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let allowed = send(&format!("http://127.0.0.1:{port}/"), true).await;
        assert_eq!(allowed, Answered::Not(DeliveryFailure::Unreachable));
    }

    #[test]
    fn one_refused_address_among_several_is_enough() {
        let usual = WebhookOptions::default().receivers();
        let of = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
        assert_eq!(
            admitted(of(&["212.93.97.10:0", "[2a00:1450::1]:0"]), usual)
                .unwrap()
                .len(),
            2
        );
        assert_eq!(
            admitted(of(&["212.93.97.10:0", "10.0.0.1:0"]), usual),
            Err(Nowhere::Refused)
        );
        assert_eq!(admitted(Vec::new(), usual), Err(Nowhere::Unknown));
    }
}
