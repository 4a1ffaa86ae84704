use crate::harness::{Done, Feed, Place, asked, mode};
use blis_client::PushCall;
use blis_domain::area::AreaScope;
use blis_domain::receipt::{BatchMode, Receipt};
use blis_domain::rights::Action;
use blis_testing::{Kind, wait_until};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

on_both!(
    what_was_acknowledged_before_a_backup_under_load_is_there_elsewhere,
    a_backup_can_be_checked_restored_and_served,
    the_refusals_say_what_to_do,
);

/// Programs that push at the same time.
const SENDERS: usize = 4;

/// Each batch has its own area and years, so that none corrects another: 4 batches an area.
const YEARS: [std::ops::Range<u16>; 4] = [2005..2010, 2010..2015, 2015..2020, 2020..2025];

/// A batch whose receipt has come, and its rows as the database holds them.
#[derive(Clone)]
struct Acknowledged {
    receipt: Receipt,
    rows: Vec<String>,
}

/// A server under load.
struct Load<'f> {
    token: String,
    areas: Vec<String>,
    next: AtomicUsize,
    stop: AtomicBool,
    acknowledged: Mutex<Vec<Acknowledged>>,
    feed: &'f Feed<'f>,
}

impl Load<'_> {
    fn new<'f>(feed: &'f Feed<'f>) -> Load<'f> {
        let areas = asked(feed.server.client().areas(AreaScope::Country, None));
        Load {
            token: feed.token(),
            areas: areas.iter().map(|area| area.code.to_string()).collect(),
            next: AtomicUsize::new(0),
            stop: AtomicBool::new(false),
            acknowledged: Mutex::new(Vec::new()),
            feed,
        }
    }

    /// Pushes one batch after the other until it is told to stop.
    fn send(&self) {
        // A client's connections live in the runtime they were made in.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.unwrap();
        let client = self.feed.server.client().with_token(self.token.clone());
        while !self.stop.load(Ordering::SeqCst) {
            let number = self.next.fetch_add(1, Ordering::SeqCst);
            let (Some(area), Some(years)) = (
                self.areas.get(number % self.areas.len()),
                YEARS.get(number / self.areas.len()),
            ) else {
                return;
            };
            let mut body = String::from("indicator,area,period,value\n");
            let mut rows = Vec::new();
            for indicator in ["CTX.REG.POP", "EDU.SPEND.PC"] {
                for year in years.clone() {
                    body.push_str(&format!("{indicator},{area},{year},{}\n", 1000 + number));
                    rows.push(format!("{indicator} {area} {year} {}", 1000 + number));
                }
            }
            let call = PushCall {
                key: format!("batch-{number}"),
                content_type: "text/csv".to_owned(),
                body: body.into_bytes(),
                encoding: None,
                dry_run: false,
                mode: BatchMode::Atomic,
            };
            let receipt = runtime.block_on(client.push("srda", call)).unwrap().receipt;
            rows.sort();
            self.acknowledged
                .lock()
                .unwrap()
                .push(Acknowledged { receipt, rows });
        }
    }

    fn count(&self) -> usize {
        self.acknowledged.lock().unwrap().len()
    }

    /// Makes backups until one saw batches stored while it was made; its name, and what was acknowledged before it.
    fn back_up(&self) -> (String, Vec<Acknowledged>) {
        wait_until("the load is on", || self.count() > 2 * SENDERS);
        for round in 0..20 {
            let name = format!("backup-{round}");
            let before = self.acknowledged.lock().unwrap().clone();
            let done = self.feed.place.run(["backup", &name, "--json"]);
            assert_eq!(done.code, 0, "{}", done.stderr);
            if self.count() > before.len() {
                return (name, before);
            }
        }
        panic!("no batch was acknowledged while any of the backups was made: writers stood still");
    }
}

/// The rows of each batch, by its id, and derived ones left out: they belong to no sender.
fn rows_by_batch(place: &Place) -> BTreeMap<String, Vec<String>> {
    let lines = place.database().lines(
        "select batch || '|' || indicator || ' ' || area || ' ' || period || ' ' \
         || cast(cast(value as integer) as text) as line \
         from observation where indicator in ('CTX.REG.POP', 'EDU.SPEND.PC')",
    );
    let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in lines {
        let (batch, row) = line.split_once('|').unwrap();
        rows.entry(batch.to_owned()).or_default().push(row.to_owned());
    }
    rows.values_mut().for_each(|rows| rows.sort());
    rows
}

fn what_was_acknowledged_before_a_backup_under_load_is_there_elsewhere(place: Place) {
    let feed = place.serve_feed();
    let load = Load::new(&feed);
    let (backup, before) = thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS).map(|_| scope.spawn(|| load.send())).collect();
        let made = load.back_up();
        load.stop.store(true, Ordering::SeqCst);
        senders.into_iter().for_each(|sender| sender.join().unwrap());
        made
    });
    let all = load.acknowledged.lock().unwrap().clone();
    let from = place.path(&backup);
    let secret = std::fs::read_to_string(place.path("secret")).unwrap();
    let id = feed.id.clone();

    let other = place.elsewhere();
    let done = other.run(["restore", from.to_str().unwrap()]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    drop(load);
    feed.server.cut();

    let server = other.serve();
    let scope = Action::PushBatch.scope().unwrap();
    // The client was restored with the rest: its secret opens the door here too.
    let token = asked(server.client().token(&id, &secret, scope)).access_token;
    for one in &before {
        let client = server.client().with_token(token.clone());
        let receipt = asked(client.batch("srda", &one.receipt.id)).receipt;
        assert_eq!(
            receipt, one.receipt,
            "a receipt that was given reads the same elsewhere"
        );
    }
    let rows = rows_by_batch(&other);
    for one in &before {
        assert_eq!(rows.get(&one.receipt.id), Some(&one.rows), "{}", one.receipt.id);
    }
    for one in all.iter().filter(|one| rows.contains_key(&one.receipt.id)) {
        assert_eq!(rows.get(&one.receipt.id), Some(&one.rows), "whole or not at all");
    }
    assert!(before.len() <= rows.len());
    assert_eq!(
        rows.len() as u64,
        other.database().count("batch"),
        "no receipt without its rows"
    );
}

fn a_backup_can_be_checked_restored_and_served(place: Place) {
    let feed = place.serve_feed();
    place.write(
        "a.csv",
        "indicator,area,period,value\nCTX.POP,0804400,2019,11391\n",
    );
    assert_eq!(feed.push(&["a.csv"]).code, 0);
    let made = place.run(["backup", "b"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    for key in ["signing-key.pem", "sealing-key"] {
        assert!(made.stdout.contains(key), "{}", made.stdout);
    }
    assert_eq!(
        (mode(&place.path("b")), mode(&place.path("b/manifest.json"))),
        (0o700, 0o600)
    );

    let checked = place.run(["restore", "b", "--check-only", "--json"]);
    assert_eq!(checked.code, 0, "{}", checked.stderr);
    let printed: Value = serde_json::from_str(&checked.stdout).unwrap();
    let expected = match place.database().kind() {
        Kind::Sqlite => "tables",
        Kind::Postgres => "file",
    };
    assert_eq!(printed["checked"], expected);
    let table = |name: &str| {
        let tables = printed["manifest"]["tables"].as_array().unwrap();
        tables.iter().find(|table| table["name"] == name).unwrap().clone()
    };
    assert_eq!(
        (&table("batch")["rows"], &table("machine_client")["rows"]),
        (&1.into(), &1.into())
    );

    let other = place.elsewhere();
    let from = place.path("b");
    let restored = other.run(["restore", from.to_str().unwrap()]);
    assert_eq!(restored.code, 0, "{}", restored.stderr);
    assert!(
        restored.stdout.contains("every table has the rows and the hash"),
        "{}",
        restored.stdout
    );
    let again = other.run(["restore", from.to_str().unwrap()]);
    assert_eq!(again.code, 1, "what is there is left alone");
    assert_eq!(other.serve().values_since(None), 1);
}

fn the_refusals_say_what_to_do(place: Place) {
    assert_eq!(place.run(["migrate"]).code, 0);
    let refused = |arguments: &[&str], reasons: &[&str]| {
        let done: Done = place.run(arguments.iter().copied());
        assert_eq!(done.code, 1, "{arguments:?}: {}", done.stdout);
        for reason in reasons {
            assert!(done.stderr.contains(reason), "{arguments:?}: {}", done.stderr);
        }
    };
    assert_eq!(place.run(["backup", "b"]).code, 0);
    refused(&["backup", "b"], &["b exists already"]);
    refused(&["restore", "nothing"], &["cannot read nothing/manifest.json"]);
    refused(&["restore", "b"], &["b is not restored", "already"]);
    if place.database().kind() == Kind::Postgres {
        refused(
            &["backup", "c", "--postgres-programs", "."],
            &["cannot start ./pg_dump", "postgresql-client"],
        );
    }
    let data = match place.database().kind() {
        Kind::Sqlite => "b/blis.db",
        Kind::Postgres => "b/blis.dump",
    };
    std::fs::write(place.path(data), "").unwrap();
    refused(&["restore", "b", "--check-only"], &["b is not whole"]);
}
