use crate::harness::{Done, Feed, Place, asked};
use crate::raw_push::RawPush;
use blis_client::{ClientError, PushCall, PushReply};
use blis_domain::area::AreaScope;
use blis_domain::problem::ProblemCode;
use blis_domain::receipt::BatchMode;
use blis_testing::{Stall, wait_until};

on_both!(
    a_batch_that_a_power_cut_met_is_stored_whole_or_not_at_all,
    a_push_waits_for_a_server_that_comes_back,
);

/// The table that a batch comes to when its values are written already.
const LATE_TABLE: &str = "idempotency";

/// Where in a push the power goes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cut {
    /// The server has half of the body.
    InTheBody,
    /// The values are written and not committed.
    InTheTransaction,
    /// All is committed, and the sender does not know.
    BeforeTheReceipt,
}

/// Figures of all areas, several years. Each round has values of its own, so that every row is a change.
fn figures(feed: &Feed<'_>, round: usize) -> (String, u64) {
    let areas = asked(feed.server.client().areas(AreaScope::Country, None));
    let mut text = String::from("indicator,area,period,value\n");
    let mut rows = 0;
    for indicator in ["CTX.REG.POP", "EDU.SPEND.PC"] {
        for area in &areas {
            for year in 2010..2015 {
                text.push_str(&format!("{indicator},{},{year},{}\n", area.code, 100 + round));
                rows += 1;
            }
        }
    }
    (text, rows)
}

/// Pushes again with the same key, as a sender does that got no answer.
fn pushed_again(feed: &Feed<'_>, key: &str, body: &str) -> PushReply {
    let client = feed.server.client().with_token(feed.token());
    let call = PushCall {
        key: key.to_owned(),
        content_type: "text/csv".to_owned(),
        body: body.as_bytes().to_vec(),
        encoding: None,
        dry_run: false,
        mode: BatchMode::Atomic,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.unwrap();
    let mut reply: Option<Result<PushReply, ClientError>> = None;
    // PostgreSQL may need a moment to see that the server is gone; until then the key is taken.
    wait_until("the key of the push that was cut is free", || {
        let answer = runtime.block_on(client.push("srda", call.clone()));
        let taken = matches!(&answer, Err(error) if error.is(ProblemCode::StillRunning));
        reply = Some(answer);
        !taken
    });
    reply.unwrap().unwrap()
}

fn a_batch_that_a_power_cut_met_is_stored_whole_or_not_at_all(place: Place) {
    let mut feed = place.serve_feed();
    let (body, rows) = figures(&feed, 0);
    let mut version = pushed_again(&feed, "round-0", &body).receipt.version;
    assert_eq!(feed.values(), rows);

    let cuts = [Cut::InTheBody, Cut::InTheTransaction, Cut::BeforeTheReceipt];
    for (round, cut) in (1..).zip(cuts) {
        let (body, _) = figures(&feed, round);
        let key = format!("round-{round}");
        let mut push = RawPush::begin(&feed, &key, &body);
        match cut {
            Cut::InTheBody => {
                push.send_half();
                feed.server.cut();
                push.was_interrupted();
            }
            Cut::InTheTransaction => {
                let stall = Stall::before(place.database(), LATE_TABLE);
                push.send_all();
                stall.wait_for_somebody();
                feed.server.cut();
                push.was_interrupted();
                stall.end();
            }
            Cut::BeforeTheReceipt => {
                push.send_all();
                // Whatever the server has answered by then, nobody reads it.
                wait_until("the batch is committed", || {
                    feed.server.values_since(Some(version)) > 0
                });
                feed.server.cut();
            }
        }

        feed.server = place.serve();
        let wanted = if cut == Cut::BeforeTheReceipt { rows } else { 0 };
        assert_eq!(feed.server.values_since(Some(version)), wanted, "{cut:?}");
        let again = pushed_again(&feed, &key, &body);
        assert_eq!(
            (again.receipt.counts.changed, again.replayed),
            (rows, wanted == rows),
            "{cut:?}: what was stored is answered by its receipt, what was not is stored now"
        );
        assert_eq!(feed.server.values_since(Some(version)), rows, "{cut:?}");
        version = again.receipt.version;
    }
    assert_eq!(feed.values(), rows, "no value is there twice");
}

fn a_push_waits_for_a_server_that_comes_back(place: Place) {
    let mut feed = place.serve_feed();
    let (body, rows) = figures(&feed, 0);
    place.write("figures.csv", &body);
    let address = feed.server.address();
    let stall = Stall::before(place.database(), LATE_TABLE);
    let mut push = feed.push_command(&["figures.csv", "--json"]).spawn().unwrap();
    stall.wait_for_somebody();
    feed.server.cut();
    assert!(
        push.try_wait().unwrap().is_none(),
        "the push is under way when the server goes"
    );
    stall.end();
    feed.server = place.serve_with(&["--listen", &address]);
    let done = Done::of(push.wait_with_output().unwrap());
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(feed.values(), rows);
}
