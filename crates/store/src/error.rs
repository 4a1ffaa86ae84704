//! What can go wrong in the store, by the step that did.

use crate::random::NoRandomness;
use crate::reference::ReferenceError;
use blis_domain::area::AreaCode;
use blis_domain::desk::DeskExit;
use blis_domain::indicator::IndicatorCode;
use blis_domain::network::NetworkCode;
use blis_domain::observation::ObservationKey;
use blis_domain::person::PersonId;
use blis_domain::release::PlanFault;
use blis_domain::rights::Role;

/// Why the store could not do what it was asked. Each names its step; the cause is its `source`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The program was built without this database.
    #[error("this program was built without {database}")]
    NotBuiltIn {
        /// The database's name.
        database: &'static str,
    },
    /// The database cannot be reached or opened.
    #[error("cannot open the database {url}")]
    Open {
        /// Its address without the password.
        url: String,
        /// Why.
        source: diesel::ConnectionError,
    },
    /// The file of the database cannot be made.
    #[error("cannot make the file of the database {url}")]
    Create {
        /// Its address.
        url: String,
        /// Why.
        source: std::io::Error,
    },
    /// A connection could be opened, but not be set up.
    #[error("cannot set up a connection to the database {url}")]
    SetUp {
        /// Its address without the password.
        url: String,
        /// Why.
        source: diesel::result::Error,
    },
    /// No connection became free in time.
    #[error("no connection to the database became free")]
    NoConnection {
        /// Why.
        source: diesel::r2d2::PoolError,
    },
    /// A statement failed.
    #[error("cannot {step}")]
    Query {
        /// What was being done.
        step: &'static str,
        /// Why it failed.
        source: diesel::result::Error,
    },
    /// A migration failed, or the list of those run cannot be read.
    #[error("cannot {step}")]
    Migration {
        /// What was being done.
        step: &'static str,
        /// Why it failed.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The database is older than the program.
    #[error("the database lacks {} migration(s): run `blis migrate`", .pending.len())]
    MigrationsPending {
        /// Their names.
        pending: Vec<String>,
    },
    /// What is shipped with the program is at fault.
    #[error("cannot read the reference data shipped with the program")]
    Reference(#[from] ReferenceError),
    /// What stands in the database is not what the program writes there.
    #[error("the database holds what BLIS cannot read")]
    Corrupt(#[from] Corrupt),
    /// Not in the catalogue.
    #[error("there is no indicator `{0}`")]
    UnknownIndicator(IndicatorCode),
    /// Not in the division.
    #[error("there is no area `{0}`")]
    UnknownArea(AreaCode),
    /// Not among the networks.
    #[error("there is no network `{0}`")]
    UnknownNetwork(NetworkCode),
    /// Not among the feeds.
    #[error("there is no feed `{0}`")]
    UnknownFeed(String),
    /// What is known at an instant to come cannot be told.
    #[error("the instant of `as_of` lies in the future")]
    AsOfInFuture,
    /// No change has this data version, which a caller wants to go on from.
    #[error("there is no data version {0}")]
    UnknownVersion(u64),
    /// None of the variables asked for has a value.
    #[error("none of the variables has a value to compare by")]
    NothingToCompareBy,
    /// An indicator is computed since its figures were checked.
    #[error("`{0}` is computed by a formula since the batch began")]
    ComputedMeanwhile(IndicatorCode),
    /// An indicator is divided otherwise since its figures were checked.
    #[error("`{0}` is divided otherwise since the batch began")]
    DividedMeanwhile(IndicatorCode),
    /// A held figure cannot be released: its indicator is computed since.
    #[error("`{0}` is computed by a formula since its figure was held")]
    ComputedSince(IndicatorCode),
    /// There is no figure to be explained.
    #[error("there is no figure of `{indicator}` for {area} in {period} to be explained", indicator = .0.indicator, area = .0.area, period = .0.period)]
    NothingToExplain(Box<ObservationKey>),
    /// Not among the releases.
    #[error("there is no such release")]
    UnknownRelease,
    /// A release is public, and what is public is not planned.
    #[error("the release is public already")]
    ReleasePublished,
    /// A release cannot be planned so.
    #[error("the release cannot be planned so: {}", .0.code())]
    ReleaseRefused(PlanFault),
    /// A figure waits for a release, and there is nothing to decide about it.
    #[error("the figure waits for a release")]
    AwaitsRelease,
    /// A figure has no explanation.
    #[error("the figure has no explanation")]
    NotExplained,
    /// The idempotency key came before with another body.
    #[error("the idempotency key was used before with another body")]
    KeyReused,
    /// The first call with the idempotency key has not ended.
    #[error("a call with the same idempotency key is still running")]
    KeyRunning,
    /// The feed has no batch with this id.
    #[error("there is no batch `{0}`")]
    UnknownBatch(String),
    /// No figure with this number is or was on the desk.
    #[error("there is no such held figure")]
    UnknownHeld,
    /// It was decided about, or a later figure took its place.
    #[error("the figure does not wait any more: it was {} at {}", .0.exit.code(), .0.at)]
    Decided(Box<DecidedAlready>),
    /// No figure of the batch waits, and none was decided about.
    #[error("no figure of the batch waits")]
    NothingHeld,
    /// The figure waits because its atomic batch does, which is decided about as a whole.
    #[error("the batch `{0}` waits as a whole")]
    HeldAsWhole(String),
    /// There is a machine client with this id.
    #[error("there is a machine client `{0}` already")]
    ClientExists(String),
    /// There is no machine client with this id, or it was removed.
    #[error("there is no machine client `{0}`")]
    UnknownClient(String),
    /// As many secrets of the machine client hold as may.
    #[error("as many secrets of the machine client `{0}` hold as may: take one back first")]
    TooManySecrets(String),
    /// There is no webhook with this id, or it was removed.
    #[error("there is no webhook `{0}`")]
    UnknownWebhook(String),
    /// The webhook was sent nothing with this id, or it was long ago.
    #[error("there is no delivery `{0}`")]
    UnknownDelivery(String),
    /// Nothing is sent to the webhook now.
    #[error("nothing is sent to the webhook `{0}` now")]
    WebhookStopped(String),
    /// There are as many webhooks as may be.
    #[error("there are as many webhooks as may be: remove one first")]
    TooManyWebhooks,
    /// Somebody signs in with this address already. Which one is not said: the message may be logged.
    #[error("there is a person with this e-mail address already")]
    PersonExists,
    /// Nobody who may sign in has this id.
    #[error("there is no person `{0}`")]
    UnknownPerson(PersonId),
    /// The person has this role in this place.
    #[error("the person has the role `{}` there already", .0.code())]
    RoleHeld(Role),
    /// It was changed since it was read.
    #[error("it was changed in the meantime")]
    Stale,
    /// The person has a role by now in a place that whoever decides does not reach.
    #[error("the person has roles beyond the reach of who decides")]
    BeyondReach,
    /// Without this person nobody would administer the installation any more.
    #[error("this is the last administrator")]
    LastAdmin,
    /// A role that people do not have, or that does not hold in such a place.
    #[error("the role `{}` cannot be given so", .0.code())]
    ImpossibleGrant(Role),
    /// The system gives no randomness for the salt of an entry of the audit log.
    #[error("cannot make the salt of an entry of the audit log")]
    NoRandomness {
        /// Why.
        source: NoRandomness,
    },
    /// The block was being read for another caller, and that failed.
    #[error("the block that another caller was reading cannot be had: {why}")]
    ReadForAnother {
        /// The other caller's error with its causes.
        why: String,
    },
    /// The thread that watches for changes cannot be started, or has ended.
    #[error("cannot {step}")]
    Watch {
        /// What was being done.
        step: &'static str,
        /// Why it failed.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// How a held figure left the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedAlready {
    /// How.
    pub exit: DeskExit,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who decided, by name where there is one; nobody when a later figure took its place.
    pub by: Option<String>,
}

impl StoreError {
    /// The error and its causes in one line, for where an error cannot be passed on as a value.
    pub fn with_causes(&self) -> String {
        with_causes(self)
    }
}

/// An error and its causes in one line.
pub(crate) fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(one) = cause {
        text = format!("{text}: {one}");
        cause = one.source();
    }
    text
}

/// A stored value that no version of BLIS writes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} cannot be `{value}`")]
pub struct Corrupt {
    /// The column.
    pub what: &'static str,
    /// What stands there.
    pub value: String,
}

impl Corrupt {
    /// A value that cannot stand in a column.
    pub(crate) fn new(what: &'static str, value: impl std::fmt::Display) -> Corrupt {
        Corrupt {
            what,
            value: value.to_string().chars().take(80).collect(),
        }
    }
}

/// Names the step a statement belongs to.
pub(crate) trait Step<T> {
    /// The outcome, with the step named when it is an error.
    fn step(self, step: &'static str) -> Result<T, StoreError>;
}

/// What a database says while it is locked or its disk is full. Neither has a kind of its own in Diesel.
const PASSING: [&str; 4] = [
    "database is locked",
    "database or disk is full",
    "No space left on device",
    "disk I/O error",
];

impl StoreError {
    /// Whether a statement gave up because another connection held what it wanted.
    pub(crate) fn is_of_waiting(&self) -> bool {
        matches!(self, StoreError::Query { source: diesel::result::Error::DatabaseError(_, told), .. }
            if ["database is locked", "lock timeout"].iter().any(|words| told.message().contains(words)))
    }

    /// Whether the same call may succeed later, without anybody changing it: the database cannot be reached, is
    /// locked, or has no room.
    pub fn may_pass(&self) -> bool {
        match self {
            StoreError::Open { .. }
            | StoreError::NoConnection { .. }
            | StoreError::ComputedMeanwhile(_)
            | StoreError::DividedMeanwhile(_)
            | StoreError::MigrationsPending { .. } => true,
            StoreError::Query {
                source: diesel::result::Error::DatabaseError(_, told),
                ..
            } => PASSING.iter().any(|words| told.message().contains(words)),
            _ => false,
        }
    }
}

/// Whether PostgreSQL refused a row because of this constraint: another transaction, which ended since this one looked,
/// brought one like it. SQLite has one writer at a time, who sees all there is.
pub(crate) fn is_twice(error: &diesel::result::Error, constraint: &str) -> bool {
    use diesel::result::{DatabaseErrorKind::UniqueViolation, Error::DatabaseError};
    matches!(error, DatabaseError(UniqueViolation, told) if told.constraint_name() == Some(constraint))
}

impl<T> Step<T> for Result<T, diesel::result::Error> {
    fn step(self, step: &'static str) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::Query { step, source })
    }
}
