//! `blis push`: files of figures into a feed, in batches that may be sent again without harm.
//!
//! A file is cut between its rows (`document`, `records`), after it was written out as lines of JSON where it cannot be
//! (`converted`). The pieces are batches whose keys follow from their content (`batches`), batches are sent and sent
//! again until they are answered (`sender`), and the answers become one receipt (`report`).
//!
//! In the mode `atomic` nothing is stored when a row of any file is bad: what comes in more than one
//! batch is tried as a whole before the first of them is sent.

mod batches;
mod converted;
mod document;
mod records;
mod report;
mod sender;

use crate::cli::PushArgs;
use crate::error::{Outcome, WrongUse};
use crate::map::{AreaFinder, Map};
use anyhow::{Context, ensure};
use batches::Batch;
use blis_client::{Client, ClientError};
use blis_domain::area::AreaScope;
use blis_domain::receipt::BatchMode;
use document::{Document, Manner};
use indicatif::{ProgressBar, ProgressStyle};
use report::Report;
use sender::{Errand, Sender};

/// Pushes the files and prints the receipt.
pub(crate) fn run(args: &PushArgs) -> anyhow::Result<Outcome> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start the runtime")?
        .block_on(push(args))
}

async fn push(args: &PushArgs) -> anyhow::Result<Outcome> {
    let secret = std::fs::read_to_string(&args.client_secret_file).with_context(|| {
        format!(
            "cannot read the client's secret {}",
            args.client_secret_file.display()
        )
    })?;
    let secret = secret.trim();
    ensure!(
        !secret.is_empty(),
        "{} is empty",
        args.client_secret_file.display()
    );
    let client = Client::new(&args.url)
        .map_err(|error| match error {
            ClientError::Address(_) => WrongUse(error.to_string()).into(),
            other => anyhow::Error::new(other),
        })?
        .in_language(args.lang.into());
    let mode = BatchMode::from(args.mode);

    let documents = read(args, &client).await?;
    let mut report = Report::new(&args.feed, mode, args.dry_run, &documents);
    if mode == BatchMode::Atomic && report.has_refusals() {
        report.print(args.json)?;
        return Ok(report.outcome());
    }

    let batches = batches::of(&documents);
    let mut sender = Sender::new(client, &args.client_id, secret, &args.feed, mode);
    let rehearse = mode == BatchMode::Atomic && batches.len() > 1 && !args.dry_run;
    let rows: u64 = batches.iter().map(|batch| batch.piece.rows).sum();
    let progress = progress(rows * if rehearse { 2 } else { 1 });
    if rehearse {
        let mut rehearsal = Report::new(&args.feed, mode, true, &documents);
        send_all(&mut sender, &batches, Errand::Try, &progress, &mut rehearsal).await?;
        if rehearsal.has_refusals() {
            progress.finish_and_clear();
            rehearsal.refuse_all();
            rehearsal.print(args.json)?;
            return Ok(rehearsal.outcome());
        }
    }
    let errand = match (args.dry_run, args.anew) {
        (true, _) => Errand::Try,
        (false, false) => Errand::Store,
        (false, true) => Errand::StoreAnew,
    };
    send_all(&mut sender, &batches, errand, &progress, &mut report).await?;
    progress.finish_and_clear();
    report.print(args.json)?;
    Ok(report.outcome())
}

async fn read(args: &PushArgs, client: &Client) -> anyhow::Result<Vec<Document>> {
    let map = args.map.as_deref().map(Map::read).transpose()?;
    let finder = match &map {
        Some(map) if map.needs_area_names() => {
            let areas = client.areas(AreaScope::Country, None).await;
            AreaFinder::new(&areas.context("cannot ask the server for the names of the areas")?)
        }
        _ => AreaFinder::default(),
    };
    let manner = Manner {
        most_rows: u64::from(args.batch_rows),
        sheet: args.sheet.as_deref(),
        language: args.lang.into(),
    };
    args.files
        .iter()
        .map(|path| match &map {
            Some(map) => Document::mapped(path, map, args.period, &finder, &manner),
            None => Document::read(path, &manner),
        })
        .collect()
}

async fn send_all(
    sender: &mut Sender,
    batches: &[Batch<'_>],
    errand: Errand,
    progress: &ProgressBar,
    report: &mut Report,
) -> anyhow::Result<()> {
    for batch in batches {
        progress.set_message(batch.document.name.clone());
        let mut loaded = batch.load()?;
        let body = std::mem::take(&mut loaded.body);
        let reply = match sender.send(batch, body, errand).await {
            Ok(reply) => reply,
            Err(error) => {
                progress.finish_and_clear();
                return Err(not_confirmed(batch, error));
            }
        };
        progress.inc(batch.piece.rows);
        report.add(batch, &loaded, reply);
        // The rehearsal found them all good, so the data has changed meanwhile. What is stored stays; a
        // trial goes on, to name every fault.
        if report.is_refused() && !errand.is_trial() {
            break;
        }
    }
    Ok(())
}

/// Which rows have no answer, and what to do about it.
fn not_confirmed(batch: &Batch<'_>, error: ClientError) -> anyhow::Error {
    let piece = batch.piece;
    let (first, last) = (piece.first_row, piece.first_row + piece.rows - 1);
    let advice = if error.is_temporary() {
        " (run the same command again: what is stored already is not stored twice)"
    } else {
        ""
    };
    let place = format!(
        "{}, rows {first} to {last}: not confirmed{advice}",
        batch.document.name
    );
    anyhow::Error::new(error).context(place)
}

/// A bar on standard error; indicatif hides it where nobody watches.
fn progress(rows: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} rows, {eta} left");
    match style {
        Ok(style) => ProgressBar::new(rows).with_style(style),
        Err(_) => ProgressBar::new(rows),
    }
}
