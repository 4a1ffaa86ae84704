//! Power cuts at random moments under pushes: what was acknowledged is there, once and whole.

use crate::harness::{self, Feed, Place, Server, asked};
use blis_client::{Client, ClientError, ObservationsQuery, PushCall};
use blis_domain::area::{AreaCode, AreaScope};
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::period::Frequency;
use blis_domain::receipt::{BatchMode, BatchState, Receipt};
use blis_domain::rights::Action;
use blis_testing::Kind;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

on_both!(power_cuts_at_random_moments_lose_nothing_and_double_nothing);

/// How many push side by side.
const SENDERS: usize = 4;

/// How long the server runs between two cuts, at most. A push takes some tens of milliseconds, so most cuts meet one.
const LONGEST_RUN: Duration = Duration::from_millis(300);

/// How long a sender waits before it tries again.
const BREATH: Duration = Duration::from_millis(10);

fn power_cuts_at_random_moments_lose_nothing_and_double_nothing(place: Place) {
    let met = pushed_under_cuts(&place, 16);
    assert!(met.cuts > 0 && met.calls > 0, "no power cut met a push: {met:?}");
}

/// The full run of a release: a thousand pushes on each database.
#[test]
#[ignore = "it takes many minutes"]
fn a_thousand_pushes_outlive_power_cuts() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        harness::run(kind, |place| {
            let met = pushed_under_cuts(&place, 1_000);
            println!("{kind:?}: 1000 pushes, {met:?}");
        });
    }
}

/// What the pushes met.
#[derive(Debug)]
struct Met {
    /// How often the power was cut.
    cuts: usize,
    /// How many calls got no answer for it.
    calls: usize,
}

/// One push: the figures of an indicator and a year for all areas, with a remark that names the push. Each odd one
/// corrects the remark of the one before, which the same sender pushed.
#[derive(Debug, Clone)]
struct Push {
    number: usize,
    indicator: IndicatorCode,
    year: usize,
    body: String,
}

impl Push {
    fn of(number: usize, sheets: &[Indicator], areas: &[AreaCode]) -> Push {
        let cells = number / 2;
        let sheet = &sheets[cells % sheets.len()];
        let year = 1950 + cells / sheets.len();
        let value = sheet.min.unwrap_or(1.0).max(1.0).min(sheet.max.unwrap_or(1.0));
        let mut body = "indicator,area,period,value,note\n".to_owned();
        for area in areas {
            writeln!(body, "{},{area},{year},{value},{}", sheet.code, note(number)).unwrap();
        }
        Push {
            number,
            indicator: sheet.code.clone(),
            year,
            body,
        }
    }

    fn corrects(&self) -> bool {
        self.number % 2 == 1
    }
}

fn note(number: usize) -> String {
    format!("push {number}")
}

/// Pushes so many batches while the power is cut again and again, checks all that is there then, and answers what
/// they met.
fn pushed_under_cuts(place: &Place, pushes: usize) -> Met {
    let Feed { id, mut server, .. } = place.serve_feed();
    let client = server.client();
    let areas: Vec<AreaCode> = asked(client.areas(AreaScope::Country, None))
        .into_iter()
        .map(|area| area.code)
        .collect();
    let mut sheets = asked(client.indicators());
    sheets.retain(|sheet| sheet.formula.is_none() && sheet.frequency == Frequency::Year);
    let address = server.address();
    let secret = std::fs::read_to_string(place.path("secret")).unwrap();

    let (next_pair, calls) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (server, cuts, receipts) = thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS)
            .map(|_| {
                scope.spawn(|| {
                    let mut receipts = Vec::new();
                    loop {
                        let first = 2 * next_pair.fetch_add(1, Ordering::Relaxed);
                        if first >= pushes {
                            return receipts;
                        }
                        for number in [first, first + 1] {
                            let push = Push::of(number, &sheets, &areas);
                            let receipt = acknowledged(&client, (&id, &secret), &push, &calls);
                            receipts.push((push, receipt));
                        }
                    }
                })
            })
            .collect();
        let mut chance = ChaCha8Rng::seed_from_u64(pushes as u64);
        let mut cuts = 0;
        while !senders.iter().all(thread::ScopedJoinHandle::is_finished) {
            thread::park_timeout(LONGEST_RUN.mul_f64(chance.random()));
            server.cut();
            let mut command = place.serve_command(&["--listen", &address]);
            // Hundreds of starts say the same.
            command.stderr(Stdio::null());
            server = Server::start(command);
            cuts += 1;
        }
        let receipts = senders.into_iter().flat_map(|sender| sender.join().unwrap());
        (server, cuts, receipts.collect::<Vec<_>>())
    });
    let feed = Feed { place, server, id };
    assert_eq!(receipts.len(), pushes);
    each_is_whole(&receipts, areas.len() as u64);
    each_is_there_once(&feed, &receipts);
    each_cell_is_of_its_last_push(&feed, &receipts, areas.len());
    Met {
        cuts,
        calls: calls.into_inner(),
    }
}

/// Pushes until there is a receipt, as a sender must, and counts the calls that got no answer.
fn acknowledged(
    client: &Client,
    (id, secret): (&str, &str),
    push: &Push,
    unanswered: &AtomicUsize,
) -> Receipt {
    let scope = Action::PushBatch.scope().unwrap();
    loop {
        let attempt = async {
            let token = client.token(id, secret, scope).await?;
            let call = PushCall {
                key: format!("chaos-{}", push.number),
                content_type: "text/csv".to_owned(),
                body: push.body.clone().into_bytes(),
                encoding: None,
                dry_run: false,
                mode: BatchMode::Atomic,
            };
            let client = client.clone().with_token(token.access_token);
            client.push("srda", call).await
        };
        match harness::answer(attempt) {
            Ok(reply) => return reply.receipt,
            Err(ClientError::Transport(_)) => {
                unanswered.fetch_add(1, Ordering::Relaxed);
                thread::park_timeout(BREATH);
            }
            Err(error) if error.is_temporary() => thread::park_timeout(BREATH),
            Err(error) => panic!("push {}: {error}", push.number),
        }
    }
}

fn each_is_whole(receipts: &[(Push, Receipt)], rows: u64) {
    for (push, receipt) in receipts {
        let counts = &receipt.counts;
        let wanted = if push.corrects() { (0, rows) } else { (rows, 0) };
        assert_eq!(receipt.state, BatchState::Applied, "{}", push.number);
        assert_eq!((counts.new, counts.changed), wanted, "push {}", push.number);
    }
}

fn each_is_there_once(feed: &Feed<'_>, receipts: &[(Push, Receipt)]) {
    let client = feed.server.client().with_token(feed.token());
    let mut kept = Vec::new();
    let mut cursor = None;
    loop {
        let page = asked(client.batches("srda", cursor.as_deref()));
        kept.extend(page.items.into_iter().map(|batch| batch.id));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    let acknowledged: BTreeSet<String> = receipts.iter().map(|(_, receipt)| receipt.id.clone()).collect();
    assert_eq!(acknowledged.len(), receipts.len(), "two pushes got one receipt");
    assert_eq!(
        kept.len(),
        receipts.len(),
        "a batch is there that nobody was told of"
    );
    assert_eq!(kept.into_iter().collect::<BTreeSet<_>>(), acknowledged);
    for (push, receipt) in receipts {
        let shown = asked(client.batch("srda", &receipt.id));
        assert_eq!(shown.receipt.summary, receipt.summary, "push {}", push.number);
    }
}

fn each_cell_is_of_its_last_push(feed: &Feed<'_>, receipts: &[(Push, Receipt)], areas: usize) {
    let client = feed.server.client();
    let indicators: BTreeSet<&IndicatorCode> = receipts.iter().map(|(push, _)| &push.indicator).collect();
    for indicator in indicators {
        let mut cells: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut query = ObservationsQuery {
            indicator: Some(indicator.clone()),
            ..ObservationsQuery::default()
        };
        loop {
            let page = asked(client.observations(&query));
            for cell in page.items {
                let named = (cell.period.to_string(), cell.note.unwrap());
                *cells.entry(named).or_default() += 1;
            }
            query.cursor = page.next;
            if query.cursor.is_none() {
                break;
            }
        }
        let wanted: BTreeMap<(String, String), usize> = receipts
            .iter()
            .filter(|(push, _)| push.corrects() && push.indicator == *indicator)
            .map(|(push, _)| ((push.year.to_string(), note(push.number)), areas))
            .collect();
        assert_eq!(
            cells, wanted,
            "{indicator}: a batch is there by half, or an old one is on top"
        );
    }
}
