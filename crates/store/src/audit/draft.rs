//! What is told to the log.

use blis_domain::area::AreaCode;
use blis_domain::audit::{Actor, AuditTarget, Outcome};
use blis_domain::network::NetworkCode;
use blis_domain::rights::Within;
use serde_json::Value;
use std::fmt;

/// Who does something, and from where. Every operation that changes something takes one.
#[derive(Clone, PartialEq, Eq)]
pub struct AuditContext {
    /// Who.
    pub actor: Actor,
    /// The address it comes from.
    pub address: Option<String>,
    /// The id of the request, as in the server's log; for the command line the command.
    pub request: Option<String>,
}

impl AuditContext {
    /// Somebody, with no more known.
    pub fn of(actor: Actor) -> AuditContext {
        AuditContext {
            actor,
            address: None,
            request: None,
        }
    }

    /// A machine client.
    pub fn client(id: &str) -> AuditContext {
        AuditContext::of(Actor::Client(id.to_owned()))
    }

    /// A command of the server, such as `client add`.
    pub fn command(name: &str) -> AuditContext {
        AuditContext::of(Actor::Command).in_request(name)
    }

    /// The same, in the request with this id.
    #[must_use]
    pub fn in_request(mut self, id: &str) -> AuditContext {
        self.request = Some(id.to_owned());
        self
    }

    /// The same, from this address.
    #[must_use]
    pub fn from_address(mut self, address: &str) -> AuditContext {
        self.address = Some(address.to_owned());
        self
    }
}

/// Without the address.
impl fmt::Debug for AuditContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuditContext({:?})", self.actor)
    }
}

/// An entry to be added to the log.
#[derive(Clone, PartialEq)]
pub struct AuditDraft {
    /// Who, and from where.
    pub context: AuditContext,
    /// What: one of [`blis_domain::audit::actions`].
    pub action: &'static str,
    /// To what.
    pub target: AuditTarget,
    /// The municipality it concerns: its administrators see the entry.
    pub municipality: Option<AreaCode>,
    /// The network it concerns.
    pub network: Option<NetworkCode>,
    /// How it ended.
    pub outcome: Outcome,
    /// What was there before. Never a secret, nor its hash.
    pub before: Option<Value>,
    /// What is there after. Never a secret, nor its hash.
    pub after: Option<Value>,
}

impl AuditDraft {
    /// Something that was done to a target.
    pub fn done(
        context: &AuditContext,
        action: &'static str,
        target_kind: &str,
        target: Option<&str>,
    ) -> AuditDraft {
        AuditDraft {
            context: context.clone(),
            action,
            target: AuditTarget {
                kind: target_kind.to_owned(),
                id: target.map(str::to_owned),
            },
            municipality: None,
            network: None,
            outcome: Outcome::Done,
            before: None,
            after: None,
        }
    }

    /// Something that was refused.
    pub fn refused(
        context: &AuditContext,
        action: &'static str,
        target_kind: &str,
        target: Option<&str>,
    ) -> AuditDraft {
        AuditDraft {
            outcome: Outcome::Refused,
            ..AuditDraft::done(context, action, target_kind, target)
        }
    }

    /// The entry once for every municipality and network among these places, so that the administrators of each find it
    /// in their log; the entry as it is where there is none among them.
    #[must_use]
    pub fn in_each(self, places: &[Within]) -> Vec<AuditDraft> {
        let mut drafts: Vec<AuditDraft> = places
            .iter()
            .filter(|place| matches!(place, Within::Municipality(_) | Within::Network(_)))
            .map(|place| {
                let mut one = self.clone();
                one.concern(place);
                one
            })
            .collect();
        if drafts.is_empty() {
            drafts.push(self);
        }
        drafts
    }

    pub(crate) fn concern(&mut self, place: &Within) {
        match place {
            Within::Municipality(code) => self.municipality = Some(code.clone()),
            Within::Network(code) => self.network = Some(code.clone()),
            Within::Everywhere | Within::Feed(_) => {}
        }
    }
}

/// Without what may have to be erased.
impl fmt::Debug for AuditDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuditDraft({:?} {})", self.context.actor, self.action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_debug_output_shows_an_address() {
        let context = AuditContext::client("srda-1").from_address("192.0.2.1");
        assert!(!format!("{context:?}").contains("192"));
        let mut draft = AuditDraft::done(&context, "x", "client", None);
        draft.after = Some(Value::from("Anna"));
        let shown = format!("{draft:?}");
        assert!(!shown.contains("192") && !shown.contains("Anna"), "{shown}");
    }
}
