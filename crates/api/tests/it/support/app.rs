//! The server under test.

use super::clock::Hands;
use super::database::Scratch;
use super::feed::Feed;
use super::visitor::Visitor;
use blis_api::{
    EdgeOptions, Letters, PasswordCost, SealingKey, ServerOptions, SigningKeys, Untraced, WebhookOptions,
    secret_hash, serve_until,
};
use blis_client::Client;
use blis_domain::desk::{Decide, Verdict};
use blis_domain::feed::{RawObservation, RawValue};
use blis_domain::password::NewPassword;
use blis_domain::receipt::{BatchMode, BatchState};
use blis_store::{AllowedAddresses, AuditContext, Clock, NewBatch, NewClient, NewSecret, Store};
use blis_testing::Kind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use time::OffsetDateTime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A running server and what is behind it.
pub(crate) struct TestApp {
    pub(crate) base: String,
    pub(crate) store: Store,
    folder: PathBuf,
    clock: Arc<Hands>,
}

/// What has to be ended after a test.
pub(crate) struct Running {
    stop: oneshot::Sender<()>,
    server: JoinHandle<std::io::Result<()>>,
    scratch: Scratch,
}

impl TestApp {
    /// Starts a server; `None` when its database is to be left out.
    pub(crate) async fn start(database: Kind) -> Option<(TestApp, Running)> {
        TestApp::start_with(database, 0).await
    }

    /// The same, with a limit of requests a minute.
    pub(crate) async fn start_with(database: Kind, rate_per_minute: u32) -> Option<(TestApp, Running)> {
        TestApp::start_changed(database, |options| options.rate_per_minute = rate_per_minute).await
    }

    /// The same, with whatever else a test wants.
    pub(crate) async fn start_changed(
        database: Kind,
        change: impl FnOnce(&mut ServerOptions),
    ) -> Option<(TestApp, Running)> {
        let (scratch, clock, mut options) = prepared(database)?;
        change(&mut options);
        let (stop, stopped) = oneshot::channel();
        let (ready, address) = oneshot::channel();
        let server = actix_web::rt::spawn(serve_until(
            options,
            async {
                // Also ends when the sender is gone.
                let _ = stopped.await;
            },
            |address| ready.send(address).expect("the test waits"),
        ));
        let app = TestApp {
            base: format!("http://{}", address.await.expect("the server starts")),
            store: scratch.store.clone(),
            folder: scratch.folder.path().to_owned(),
            clock,
        };
        Some((
            app,
            Running {
                stop,
                server,
                scratch,
            },
        ))
    }

    /// Why a server does not start with such options.
    pub(crate) async fn refused(choose: impl FnOnce(&mut ServerOptions)) -> String {
        let (_scratch, _, mut options) = prepared(Kind::Sqlite).expect("SQLite is always there");
        choose(&mut options);
        let outcome = serve_until(options, std::future::pending(), |_| panic!("the server started"));
        outcome.await.expect_err("the server does not start").to_string()
    }

    /// Where the server keeps its key.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Somebody who is not signed in.
    pub(crate) fn visitor(&self) -> Visitor {
        Visitor::new(&self.base)
    }

    /// The typed client, as the page uses it.
    pub(crate) fn client(&self) -> Client {
        Client::new(&self.base).expect("the address of the server")
    }

    /// A machine client with a token for its feed.
    pub(crate) async fn feed(&self, feed: &str) -> Feed {
        let secret = self.registered("pusher", Some(feed), &["feed:write"]);
        let token = self
            .client()
            .token("pusher", &secret, "feed:write")
            .await
            .expect("a token");
        Feed::new(self.visitor(), feed, token.access_token)
    }

    /// Registers a machine client and gives its secret.
    pub(crate) fn registered(&self, id: &str, feed: Option<&str>, scopes: &[&str]) -> String {
        let secret = format!("secret-of-{id}");
        let new = NewClient {
            id: id.to_owned(),
            name: id.to_owned(),
            feed: feed.map(str::to_owned),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            allowed_addresses: AllowedAddresses::default(),
            secret: Some(NewSecret {
                hash: secret_hash(&secret),
                expires_at: None,
            }),
        };
        self.store
            .add_client(new, &AuditContext::command("test"))
            .expect("a client");
        secret
    }

    /// What is kept of a password, at the cost of the tests.
    pub(crate) fn hash(&self, password: &NewPassword) -> String {
        blis_api::password_hash(password, PasswordCost::Least).expect("a hash")
    }

    /// Lets time pass.
    pub(crate) fn later(&self, by: time::Duration) {
        self.clock.set(self.clock.look() + by);
    }

    /// What time it is.
    pub(crate) fn now(&self) -> OffsetDateTime {
        self.clock.look()
    }

    /// Sets the clock by which batches are recorded.
    pub(crate) fn it_is(&self, now: OffsetDateTime) {
        self.clock.set(now);
    }

    /// Stops the clock: who asks for the time waits. The answer ends when somebody does.
    pub(crate) fn stop_clock(&self) -> oneshot::Receiver<()> {
        self.clock.stop()
    }

    /// Lets the clock go on.
    pub(crate) fn start_clock(&self) {
        self.clock.start();
    }

    /// Stores values, past the API.
    pub(crate) fn given(&self, values: &[(&str, &str, &str, Option<f64>)]) {
        self.stored(values, false);
    }

    /// Stores values that are invented.
    pub(crate) fn invented(&self, values: &[(&str, &str, &str, Option<f64>)]) {
        self.stored(values, true);
    }

    fn stored(&self, values: &[(&str, &str, &str, Option<f64>)], demonstration: bool) {
        let rows = values.iter().map(|(indicator, area, period, value)| {
            Ok(RawObservation {
                indicator: Some((*indicator).to_owned()),
                area: Some((*area).to_owned()),
                period: Some((*period).to_owned()),
                value: value.map_or(RawValue::Null, RawValue::Number),
                ..RawObservation::default()
            })
        });
        let batch = NewBatch {
            feed: "srda".to_owned(),
            client: "given".to_owned(),
            idempotency_key: uuid::Uuid::new_v4().to_string(),
            body_hash: [0; 32],
            mode: BatchMode::Atomic,
            dry_run: false,
            demonstration,
            vouched: false,
        };
        let reply = self
            .store
            .apply_batch(batch, rows, &AuditContext::command("test"))
            .expect("the values");
        let record = reply.record;
        // A test gives whatever figures it needs, also those that look like slips.
        if record.state == BatchState::Held {
            let release = Decide {
                decision: Verdict::Release,
                reason: "a test wants it so".to_owned(),
            };
            self.store
                .decide_batch("srda", &record.id, &release, &AuditContext::command("test"))
                .expect("the values");
            return;
        }
        assert_eq!(record.state, BatchState::Applied, "{:?}", record.rows);
    }

    /// The codes of the pilots in their order.
    pub(crate) fn pilots(&self) -> Vec<String> {
        let areas = self.store.areas().expect("the areas");
        areas
            .iter()
            .filter(|area| area.pilot)
            .map(|area| area.code.to_string())
            .collect()
    }

    /// Gives the n-th pilot the value `value(n)`.
    pub(crate) fn given_to_pilots(&self, indicator: &str, period: &str, value: impl Fn(usize) -> f64) {
        let pilots = self.pilots();
        let values: Vec<(&str, &str, &str, Option<f64>)> = pilots
            .iter()
            .enumerate()
            .map(|(n, area)| (indicator, area.as_str(), period, Some(value(n))))
            .collect();
        self.given(&values);
    }
}

/// What a server under test starts with.
fn prepared(database: Kind) -> Option<(Scratch, Arc<Hands>, ServerOptions)> {
    let clock = Arc::new(Hands::default());
    let (hands, door) = (Arc::clone(&clock), Arc::clone(&clock));
    let scratch = Scratch::make(database, Clock::new(move || hands.read()))?;
    let keys = SigningKeys::open(&scratch.folder.path().join("signing.pem")).expect("a key");
    let spool_folder = scratch.folder.path().join("spool");
    std::fs::create_dir(&spool_folder).expect("a folder");
    let options = ServerOptions {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        public_url: None,
        signing_keys: keys,
        sealing_key: SealingKey::load_or_create(&scratch.folder.path().join("sealing-key")).expect("a key"),
        store: scratch.store.clone(),
        spool_folder,
        // It never stops: a test stops the clock of the store to hold up a batch, and others come in meanwhile.
        clock: Clock::new(move || door.look()),
        demonstration: false,
        password_cost: PasswordCost::Least,
        rate_per_minute: 0,
        letters: Letters::Outbox,
        providers: Vec::new(),
        metrics_listen: None,
        traces: Arc::new(Untraced),
        sweep_every: std::time::Duration::from_secs(3600),
        webhooks: WebhookOptions::default(),
        edge: EdgeOptions::default(),
    };
    Some((scratch, clock, options))
}

impl Running {
    /// How many rows a table has.
    pub(crate) fn rows(&self, table: &str) -> u64 {
        self.scratch.database.count(table)
    }

    /// Changes the database past the server.
    pub(crate) fn execute(&self, sql: &str) {
        self.scratch.database.execute(sql);
    }

    /// Stops the server, then drops the database.
    pub(crate) async fn stop(self) {
        let _ = self.stop.send(());
        self.server
            .await
            .expect("the server does not panic")
            .expect("the server stops");
        drop(self.scratch);
    }
}
