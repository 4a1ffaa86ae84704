//! Everything kept: schema, migrations, queries, the read model; SQLite and PostgreSQL.
//!
//! [`Store`] is the way in. It is synchronous, because Diesel is: an asynchronous caller runs each call as
//! one piece on its pool for blocking work. Rows never leave this crate; callers get the types of
//! `blis-domain`.
//!
//! What holds throughout:
//!
//! - No value is overwritten. A correction closes the row before it and adds one of its own.
//! - No batch is half stored: its values, the figures derived from them, its receipt and its
//!   idempotency key are one transaction.
//! - No two batches share a data version or an instant, and no later one becomes visible first.
//! - Nothing that somebody does is stored without its entry in the audit log, in the same transaction.
//! - No reader gets a block older than a batch that was acknowledged in this process before it asked.

#[cfg(not(any(feature = "sqlite", feature = "postgres")))]
compile_error!(
    "blis-store needs a database: build it with the feature `sqlite`, `postgres` or both (the default)"
);

mod address;
mod allowed_addresses;
mod audit;
mod backup;
mod batch;
mod catalogue;
mod database;
mod directory;
mod error;
mod instant;
mod migrations;
mod options;
mod random;
mod read;
mod reference;
mod rows;
mod schema;
mod store;
mod watch;

pub use address::{DatabaseUrl, InvalidDatabaseUrl};
pub use allowed_addresses::{AllowedAddresses, InvalidNetwork};
pub use audit::{
    AuditContext, AuditDraft, AuditFault, AuditFilter, AuditFlaw, AuditHead, AuditPage, AuditRecord,
    AuditReport, InvalidAuditHead,
};
pub use backup::{
    Backup, BackupError, BackupOptions, BackupStep, Checked, DataFile, DatabaseKind, LeftOut, Manifest,
    Progress, Restored, TableDifference, TableDigest,
};
pub use batch::{BatchReply, Intake, NewBatch, OpenBatch};
pub use catalogue::{ChangedSheet, ProposedSheet, SheetsOutcome, SheetsTaken};
pub use database::Connections;
pub use directory::{
    GrantListed, PeopleCursor, PeopleFilter, PeoplePage, PersonCalled, PersonListed, PersonSeen,
};
pub use error::{Corrupt, DecidedAlready, StoreError};
pub use migrations::MigrationReport;
pub use options::{Clock, StoreOptions};
pub use random::{NoRandomness, random_bytes};
pub use reference::ReferenceError;
pub use rows::batch_rows::{ReceiptFilter, ReceiptPage};
pub use rows::batches::BatchPage;
pub use rows::changes::{ChangeFilter, ChangePlace, ChangesFound, ChangesFrom};
pub use rows::client_secrets::{ClientSecret, KeptSecret, MOST_SECRETS, NewSecret};
pub use rows::clients::{ClientChange, ClientListed, MachineClient, NewClient};
pub use rows::data_changes::DataChangesFound;
pub use rows::erasure::Erased;
pub use rows::external_sign_ins::{EXTERNAL_SIGN_IN_LASTS, ExternalSignIn};
pub use rows::held::{HeldFilter, HeldPage, Waiting};
pub use rows::hidden::{HiddenFilter, HiddenPage};
pub use rows::identities::{ExternalIdentity, Witness};
pub use rows::letter_purpose::LetterPurpose;
pub use rows::letters::{LetterCounts, LetterHeld, LetterOutcome, LyingLetter, NewLetter, TakenLetter};
pub use rows::links::{LinkHolder, LinkPurpose, NewLink};
pub use rows::networks::NetworkLife;
pub use rows::observations::{ChangedSince, ObservationCursor, ObservationFilter, ObservationPage};
pub use rows::people::{Account, NewPerson, Person};
pub use rows::second_factor::{SecondFactor, ShownCode};
pub use rows::sessions::{NewSession, SessionEnd, SessionLife, SessionWay};
pub use rows::sessions_listed::{SessionHeld, SessionListed};
pub use rows::sheets::SheetVersion;
pub use rows::throttle::ThrottleKey;
pub use rows::versions::KnownThen;
pub use rows::webhook_deliveries::{Attempted, ChangeTold, DeliveryOutcome, DeliveryTells, TakenDelivery};
pub use rows::webhook_deliveries_listed::{DeliveryListed, DeliveryPage};
pub use rows::webhooks::{MOST_WEBHOOKS, NewWebhook, SigningSecret, Webhook, WebhookChange};
pub use store::{
    Bell, Decider, ExternalEntry, FactorRemoval, Figures, HeldOfPerson, LinkOutcome, MOST_SESSIONS,
    NetworkChange, ReleasePlan, Renewal, SignedIn, Store, UnlinkOutcome,
};
pub use watch::Watcher;
