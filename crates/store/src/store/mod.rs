//! The store: the one way in. Each call is one operation, and one transaction where it writes.

mod administering;
mod auditing;
mod batches;
mod bell;
mod clients;
mod desk;
mod directory;
mod entries;
mod explanations;
mod external;
mod keeping;
mod letters;
mod links;
mod members;
mod networks;
mod people;
mod privacy;
mod reading;
mod releases;
mod second_factor;
mod sessions;
mod sheets;
mod throttling;
mod webhook_deliveries;
mod webhooks;

pub use bell::Bell;
pub use directory::Decider;
pub use external::{ExternalEntry, LinkOutcome, UnlinkOutcome};
pub use keeping::Figures;
pub use networks::NetworkChange;
pub use privacy::HeldOfPerson;
pub use releases::ReleasePlan;
pub use second_factor::FactorRemoval;
pub use sessions::{MOST_SESSIONS, Renewal, SignedIn};

use crate::address::DatabaseUrl;
use crate::batch::Running;
use crate::catalogue::{Catalogue, Touched};
use crate::database::Database;
use crate::error::StoreError;
use crate::instant::Micros;
use crate::migrations::{self, MigrationReport};
use crate::options::{Clock, StoreOptions};
use crate::read::{Blocks, Kept, Known};
use crate::rows::sheets::Since;
use crate::rows::versions;
use crate::watch::Watcher;
use crate::{batch, catalogue, instant, reference};
use blis_domain::area::Area;
use blis_domain::indicator::Indicator;
use blis_domain::network::Network;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Which part of the read model's memory is for blocks as they were. They have it to themselves, so that whoever goes
/// through the past keeps nobody waiting for the present.
const OF_THE_PAST: u64 = 8;

/// Everything kept, in one database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    inner: Arc<Inner>,
}

/// What the clones of a store share.
pub(crate) struct Inner {
    url: DatabaseUrl,
    database: Database,
    clock: Clock,
    migrated: AtomicBool,
    running: Arc<Running>,
    known: Known,
    blocks: Blocks,
    blocks_then: Blocks,
    areas: Kept<Vec<Area>>,
    areas_then: Kept<Vec<Area>>,
    networks: Kept<Vec<Network>>,
    networks_then: Kept<Vec<Network>>,
    catalogue: Kept<Catalogue>,
    catalogue_then: Kept<Vec<Indicator>>,
    demonstration: Kept<bool>,
    /// Rung for letters.
    bell: Bell,
    /// Rung for deliveries to webhooks.
    webhook_bell: Bell,
    /// Rung for planned releases.
    release_bell: Bell,
}

impl Store {
    /// Opens a database. A SQLite file that is not there is made; its tables are [`Store::migrate`]'s.
    ///
    /// # Errors
    /// When the database cannot be reached, or the program was built without its kind.
    pub fn open(url: &DatabaseUrl, options: &StoreOptions) -> Result<Store, StoreError> {
        let inner = Inner {
            url: url.clone(),
            database: Database::open(url, options.readers)?,
            clock: options.clock.clone(),
            migrated: AtomicBool::new(false),
            running: Arc::default(),
            known: Known::default(),
            blocks: Blocks::new(options.cache_bytes - options.cache_bytes / OF_THE_PAST),
            blocks_then: Blocks::new(options.cache_bytes / OF_THE_PAST),
            areas: Kept::default(),
            areas_then: Kept::default(),
            networks: Kept::default(),
            networks_then: Kept::default(),
            catalogue: Kept::default(),
            catalogue_then: Kept::default(),
            demonstration: Kept::default(),
            bell: Bell::default(),
            webhook_bell: Bell::default(),
            release_bell: Bell::default(),
        };
        Ok(Store {
            inner: Arc::new(inner),
        })
    }

    /// Brings the tables up to date, and then the areas, networks, units and catalogue shipped with the
    /// program into them. Run again it does nothing. Derived indicators whose formula is another now are
    /// computed anew in the same transaction.
    ///
    /// # Errors
    /// When a migration fails or what is shipped cannot be read; the message of the latter names file and
    /// entry.
    pub fn migrate(&self) -> Result<MigrationReport, StoreError> {
        let shipped = reference::Shipped::read()?;
        // A mistake of ours is found before anything is touched.
        shipped.derivations()?;
        let database = &self.inner.database;
        let applied = database.bare(migrations::run)?;
        let clock = &self.inner.clock;
        let report = database.write(|connection| {
            let before = versions::locked(connection)?;
            let next = before.next(instant::micros(clock.now()), true);
            let has_changes = before.data > 0;
            let since = Since {
                // Before the first figures there is nothing to tell apart.
                version: if has_changes { next.data } else { 0 },
                at: next.recorded_at,
            };
            let brought = reference::bring(connection, &shipped, since)?;
            let derivations = catalogue::derivations(connection)?;
            // A release may bring other minimum counts, and its first one that hides figures finds some that are shown.
            let rules = match applied.is_empty() && brought.updated == 0 {
                true => Vec::new(),
                false => catalogue::with_minimum(connection)?,
            };
            let formulas = &brought.formulas_changed;
            let recomputed = batch::recompute(connection, &derivations, formulas, &rules, next)?;
            let touched = Touched {
                sheets: brought.sheets && has_changes,
                reference: brought.added + brought.updated > 0,
                recomputed: &recomputed,
            };
            catalogue::finish(connection, (before, next), &touched, clock)?;
            Ok(MigrationReport {
                applied,
                reference_added: brought.added,
                reference_updated: brought.updated,
                sheets_kept: brought.kept,
                recomputed: recomputed.count(),
            })
        })?;
        self.inner.learn()?;
        Ok(report)
    }

    /// The migrations of this program that the database has not run, oldest first.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub fn pending_migrations(&self) -> Result<Vec<String>, StoreError> {
        self.inner.database.bare(migrations::pending)
    }

    /// Whether the database can be reached and its tables are up to date.
    ///
    /// The list of migrations is looked at until it is complete once: what has been run stays run, and the
    /// look needs the writer, which a large batch may keep for seconds.
    ///
    /// # Errors
    /// [`StoreError::MigrationsPending`] when a migration is missing; others when it cannot be reached.
    pub fn check_ready(&self) -> Result<(), StoreError> {
        let inner = &self.inner;
        if !inner.migrated.load(Ordering::Relaxed) {
            let pending = inner.database.bare(migrations::pending)?;
            if !pending.is_empty() {
                return Err(StoreError::MigrationsPending { pending });
            }
            inner.migrated.store(true, Ordering::Relaxed);
        }
        inner.database.read(versions::current).map(drop)
    }

    /// Starts to watch for what other processes change in the same database.
    ///
    /// # Errors
    /// When no connection or no thread can be had for it.
    pub fn watch(&self) -> Result<Watcher, StoreError> {
        Watcher::start(Arc::clone(&self.inner))
    }
}

impl Store {
    /// What time it is, as rows keep it.
    fn micros(&self) -> Micros {
        instant::micros(self.inner.clock.now())
    }
}

impl Inner {
    /// Where the database is.
    pub(crate) fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// What is known of the data's versions.
    pub(crate) fn known(&self) -> &Known {
        &self.known
    }

    /// Reads the versions from the database. Whether any was news.
    pub(crate) fn learn(&self) -> Result<bool, StoreError> {
        let versions = self.database.read(versions::all)?;
        Ok(self.known.learn(versions))
    }
}

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Store({})", self.url)
    }
}
