//! The audit log: who did what to what, and the bytes that are hashed so that nobody can change it unseen.
//!
//! The domain gives the bytes; the store hashes them. With SHA-256 (FIPS 180-4):
//!
//! ```text
//! detail_hash = SHA-256(detail.canonical_bytes())
//! hash        = SHA-256(previous ‖ entry.canonical_bytes(detail_hash))
//! ```
//!
//! where `previous` is the hash of the entry before (no bytes for the first). The details stand apart from the entry:
//! erasing a person deletes details and salts, and the chain still verifies. The salt keeps a short detail, such as an
//! address, from being guessed out of its hash.

pub mod actions;

use crate::area::AreaCode;
use crate::network::NetworkCode;
use crate::person::PersonId;
use std::fmt;

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A person who was signed in.
    Person(PersonId),
    /// A machine client, by its id.
    Client(String),
    /// The command line of the server.
    Command,
    /// Nobody who is known: a sign-in that was refused, say.
    Nobody,
}

impl Actor {
    /// The kind, as it is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Actor::Person(_) => "person",
            Actor::Client(_) => "client",
            Actor::Command => "command",
            Actor::Nobody => "nobody",
        }
    }

    /// The id, where there is one.
    pub fn id(&self) -> Option<&str> {
        match self {
            Actor::Person(id) => Some(id.as_str()),
            Actor::Client(id) => Some(id),
            Actor::Command | Actor::Nobody => None,
        }
    }

    /// The actor of a kind and an id as they are stored; `None` when there is no such actor.
    pub fn from_parts(kind: &str, id: Option<&str>) -> Option<Actor> {
        match (kind, id) {
            ("person", Some(id)) => id.parse().ok().map(Actor::Person),
            ("client", Some(id)) => Some(Actor::Client(id.to_owned())),
            ("command", None) => Some(Actor::Command),
            ("nobody", None) => Some(Actor::Nobody),
            _ => None,
        }
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was refused.
    Refused,
}

impl Outcome {
    /// The stable code: in JSON and in the store.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Refused => "refused",
        }
    }

    /// The outcome of a code.
    pub fn from_code(code: &str) -> Option<Outcome> {
        [Outcome::Done, Outcome::Refused]
            .into_iter()
            .find(|outcome| outcome.code() == code)
    }
}

/// What it was done to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AuditTarget {
    /// What it is: `person`, `session`, `client`, `feed`, `network` …
    pub kind: String,
    /// Its id, where there is one.
    pub id: Option<String>,
}

/// One entry of the log. It names people by their ids alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its place in the log, counted from 1 without a gap.
    pub seq: u64,
    /// When, in microseconds since 1970 in UTC.
    pub at: i64,
    /// Who.
    pub actor: Actor,
    /// What was done: one of [`actions`].
    pub action: String,
    /// To what.
    pub target: AuditTarget,
    /// The municipality it concerns: its administrators see the entry.
    pub municipality: Option<AreaCode>,
    /// The network it concerns.
    pub network: Option<NetworkCode>,
    /// How it ended.
    pub outcome: Outcome,
    /// The id of the request, as in the server's log; for the command line the command.
    pub request: Option<String>,
}

/// The bytes of a salt.
pub const SALT_BYTES: usize = 16;

/// The bytes of a hash.
pub const HASH_BYTES: usize = 32;

/// What an entry may have to forget: from where, and the values before and after. `Debug` hides all of it.
#[derive(Clone, PartialEq, Eq)]
pub struct AuditDetail {
    /// Random, new for every entry.
    pub salt: [u8; SALT_BYTES],
    /// The address it came from.
    pub address: Option<String>,
    /// What was there before, as JSON.
    pub before: Option<String>,
    /// What is there after, as JSON.
    pub after: Option<String>,
}

impl fmt::Debug for AuditDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuditDetail(…)")
    }
}

impl AuditEntry {
    /// The bytes that stand for this entry and no other. In this order, each a *field*:
    ///
    /// | field | content |
    /// |---|---|
    /// | form | `blis.audit.entry.1`, ASCII |
    /// | seq | 8 bytes, unsigned, big-endian |
    /// | at | 8 bytes, two's complement, big-endian |
    /// | actor kind | `person`, `client`, `command` or `nobody`, ASCII |
    /// | actor | UTF-8, or absent |
    /// | action | UTF-8 |
    /// | target kind | UTF-8 |
    /// | target | UTF-8, or absent |
    /// | municipality | 7 ASCII digits, or absent |
    /// | network | ASCII, or absent |
    /// | outcome | `done` or `refused`, ASCII |
    /// | request | UTF-8, or absent |
    /// | detail hash | 32 bytes |
    ///
    /// A field that is there is the byte 1, its length in bytes as 4 bytes (unsigned, big-endian), and the bytes; an
    /// absent one is the byte 0 alone. So an empty text and an absent one differ, and no field can run into the next.
    pub fn canonical_bytes(&self, detail_hash: &[u8; HASH_BYTES]) -> Vec<u8> {
        let mut bytes = Fields::of_form("blis.audit.entry.1");
        bytes.add(Some(&self.seq.to_be_bytes()));
        bytes.add(Some(&self.at.to_be_bytes()));
        bytes.add_text(Some(self.actor.kind()));
        bytes.add_text(self.actor.id());
        bytes.add_text(Some(&self.action));
        bytes.add_text(Some(&self.target.kind));
        bytes.add_text(self.target.id.as_deref());
        bytes.add_text(self.municipality.as_ref().map(AreaCode::as_str));
        bytes.add_text(self.network.as_ref().map(NetworkCode::as_str));
        bytes.add_text(Some(self.outcome.code()));
        bytes.add_text(self.request.as_deref());
        bytes.add(Some(detail_hash));
        bytes.0
    }
}

impl AuditDetail {
    /// The bytes that stand for these details and no others: the form `blis.audit.detail.1`, the salt (16 bytes), and
    /// address, before and after (UTF-8, or absent), as fields like those of [`AuditEntry::canonical_bytes`].
    pub fn canonical_bytes(&self) -> Vec<u8> {
        let mut bytes = Fields::of_form("blis.audit.detail.1");
        bytes.add(Some(&self.salt));
        bytes.add_text(self.address.as_deref());
        bytes.add_text(self.before.as_deref());
        bytes.add_text(self.after.as_deref());
        bytes.0
    }
}

/// Fields one after the other.
struct Fields(Vec<u8>);

impl Fields {
    fn of_form(form: &str) -> Fields {
        let mut fields = Fields(Vec::with_capacity(256));
        fields.add_text(Some(form));
        fields
    }

    fn add_text(&mut self, text: Option<&str>) {
        self.add(text.map(str::as_bytes));
    }

    fn add(&mut self, content: Option<&[u8]>) {
        let Some(content) = content else {
            return self.0.push(0);
        };
        // Longer than 4 GiB is cut, length and content alike; what is written into the log is bounded far below.
        let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
        self.0.push(1);
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend(content.iter().take(length as usize));
    }
}

#[cfg(test)]
mod tests;
