//! Demonstration data: invented figures and memberships, so that every page has something to show. They
//! are marked as demonstration wherever they appear, and never mixed with real ones.

mod generator;
mod members;
mod people;
mod releases;
mod slips;

pub(crate) use people::DemoPeople;

use anyhow::{Context, bail};
use blis_api::SealingKey;
use blis_domain::feed::{RawObservation, RawValue};
use blis_domain::receipt::{BatchMode, BatchState};
use blis_store::{AuditContext, Clock, NewBatch, ObservationFilter, Store};
use sha2::{Digest, Sha256};

/// The feed of invented figures.
const FEED: &str = "demo";

/// Who sends them: no client that could ask for a token.
const CLIENT: &str = "blis-serve-demo";

/// What follows from real data.
const NEVER_MIXED: &str =
    "demonstration data is never mixed with it. Leave out --demo, or give another --data-dir";

/// Loads the demonstration data, and gives the invented people new secrets. Of the data once is enough: the second
/// call finds the first one's key.
pub(crate) fn load(store: &Store, sealing_key: &SealingKey) -> anyhow::Result<DemoPeople> {
    refuse_beside_real_data(store)?;
    let context = AuditContext::command("serve --demo");
    // An earlier start without --demo may have printed one: it would let somebody real run a demonstration.
    store
        .withdraw_first_admin(&context)
        .context("cannot end the links for the first administrator")?;
    // Before the figures: whoever is a member from the start was one at every moment there can be a link to.
    if store.networks()?.iter().all(|network| network.members.is_empty()) {
        store
            .set_network_members(&members::read()?, true, &context)
            .context("cannot store the demonstration memberships")?;
    }
    let rows = generator::generate(&store.areas()?, &store.indicators()?)?;
    let apply = |key: &str, mode: BatchMode, vouched: bool, rows: Vec<RawObservation>| {
        let batch = NewBatch {
            mode,
            vouched,
            ..batch(key, &rows)
        };
        store
            .apply_batch(batch, rows.into_iter().map(Ok), &context)
            .context("cannot store the demonstration figures")
    };
    let waiting = releases::waiting(&rows, &store.indicators()?);
    let (single, together) = (slips::single(&rows), slips::together(&rows));
    let reply = apply("demonstration", BatchMode::Atomic, true, rows)?;
    let record = reply.record;
    if record.state != BatchState::Applied {
        let first = record
            .rows
            .iter()
            .find_map(|row| Some((row.row, row.fault.as_ref()?)));
        bail!("the demonstration figures were refused; the first fault: {first:?}");
    }
    apply("demonstration-slips", BatchMode::Partial, false, single)?;
    apply("demonstration-slips-together", BatchMode::Atomic, false, together)?;
    // Their figures so far are public; those of the next year wait. Once: what was done with them since stays.
    if !reply.replayed {
        releases::gate(store, &context).context("cannot let figures of the demonstration wait")?;
        apply("demonstration-waiting", BatchMode::Partial, false, waiting)?;
        releases::plan(store, Clock::system().now(), &context)
            .context("cannot plan a release of the demonstration")?;
    }
    tracing::info!(
        demo.figures = record.counts.received,
        demo.loaded_before = reply.replayed,
        "demonstration data in place"
    );
    people::bring(store, sealing_key).context("cannot add the people of the demonstration")
}

/// Keeps a demonstration from being served as real: its machine clients would work, its figures be taken for real ones,
/// and somebody real run it.
pub(crate) fn refuse_as_real(store: &Store) -> anyhow::Result<()> {
    if store.is_demonstration()? {
        bail!(
            "the database holds demonstration data, which is never served as real. Start with --demo, or give another \
             --data-dir (or database_url)"
        );
    }
    Ok(())
}

/// Invented figures among real ones would be taken for real; and the secrets of an invented administrator, which are
/// printed, would open the accounts of real people.
fn refuse_beside_real_data(store: &Store) -> anyhow::Result<()> {
    let people = store.real_people()?;
    if people > 0 {
        bail!("the database holds real data ({people} people): {NEVER_MIXED}");
    }
    if store.is_demonstration()? {
        return Ok(());
    }
    let figures = store.observations(&ObservationFilter::default(), None, 1)?.total;
    let members = store
        .networks()?
        .iter()
        .any(|network| !network.members.is_empty());
    // In a demonstration that there is already they were made to try it.
    let clients = store.clients(Clock::system().now())?.len();
    if figures > 0 || members || clients > 0 {
        bail!("the database holds real data ({figures} figures, {clients} machine clients): {NEVER_MIXED}");
    }
    Ok(())
}

/// A batch of invented figures. A generator that makes other figures has another key, so its figures follow the old ones.
fn batch(key: &str, rows: &[RawObservation]) -> NewBatch {
    let body_hash = fingerprint(rows);
    NewBatch {
        feed: FEED.to_owned(),
        client: CLIENT.to_owned(),
        idempotency_key: format!("{key}-{}", hex(&body_hash[..8])),
        body_hash,
        mode: BatchMode::Atomic,
        dry_run: false,
        demonstration: true,
        vouched: false,
    }
}

fn fingerprint(rows: &[RawObservation]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for row in rows {
        let fields = [&row.indicator, &row.area, &row.period, &row.status];
        for field in fields {
            hash.update(field.as_deref().unwrap_or(""));
            hash.update([0]);
        }
        for number in [&row.value, &row.cases] {
            if let RawValue::Number(number) = number {
                hash.update(number.to_bits().to_be_bytes());
            }
        }
    }
    hash.finalize().into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
