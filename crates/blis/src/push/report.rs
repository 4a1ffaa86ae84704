//! The receipt of a push: those of its batches as one, with rows counted as the file counts them.

use super::batches::Batch;
use super::document::{Document, Loaded, LocalFault};
use crate::error::Outcome;
use crate::output;
use blis_client::PushReply;
use blis_domain::receipt::{BatchMode, BatchState, Notice, Receipt, ReceiptRow, RowCounts, RowOutcome};
use blis_domain::text::Language;
use serde::Serialize;

/// The rows a person wants to read on a screen.
const MOST_SHOWN: usize = 40;

/// The receipt of a push. Its members are those of a batch's receipt, and more.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    /// Of the last batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    feed: String,
    state: BatchState,
    mode: BatchMode,
    #[serde(flatten)]
    counts: RowCounts,
    /// Rows that wait for a steward: the suspect ones, and whatever else is in a batch that is held as a whole.
    held: u64,
    rows: Vec<ReportRow>,
    /// Rows worth naming that the receipts hold beside these.
    rows_left_out: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    received_at: Option<String>,
    /// Whether every batch had been pushed before.
    replayed: bool,
    /// Cells of a mapped table without a figure; nothing was sent for them.
    empty: u64,
    /// What the sender should know beside what became of the rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notices: Vec<Notice>,
    batches: Vec<BatchReport>,
}

/// A row worth naming.
#[derive(Debug, Serialize)]
struct ReportRow {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<String>,
    #[serde(flatten)]
    row: ReceiptRow,
}

/// A batch of the push.
#[derive(Debug, Serialize)]
struct BatchReport {
    id: String,
    file: String,
    state: BatchState,
    first_row: u64,
    replayed: bool,
    #[serde(flatten)]
    counts: RowCounts,
    version: u64,
    received_at: String,
}

impl Report {
    /// A report before anything is sent: it knows what could not be read.
    pub(super) fn new(feed: &str, mode: BatchMode, dry_run: bool, documents: &[Document]) -> Report {
        let mut report = Report {
            id: None,
            feed: feed.to_owned(),
            state: if dry_run {
                BatchState::DryRun
            } else {
                BatchState::Applied
            },
            mode,
            counts: RowCounts::default(),
            held: 0,
            rows: Vec::new(),
            rows_left_out: 0,
            version: None,
            received_at: None,
            replayed: false,
            empty: documents.iter().map(|document| document.empty).sum(),
            notices: Vec::new(),
            batches: Vec::new(),
        };
        for document in documents {
            for fault in &document.faults {
                report.counts.count(RowOutcome::Refused);
                report.rows.push(ReportRow::local(document, fault));
            }
        }
        if mode == BatchMode::Atomic && report.has_refusals() {
            report.refuse_all();
        }
        report
    }

    /// Says that nothing is stored because of what is bad.
    pub(super) fn refuse_all(&mut self) {
        self.state = BatchState::Refused;
        self.held = 0;
        self.id = None;
        self.version = None;
        self.received_at = None;
        self.batches.clear();
    }

    pub(super) fn has_refusals(&self) -> bool {
        self.counts.refused > 0 || self.is_refused()
    }

    /// Whether a batch was refused as a whole.
    pub(super) fn is_refused(&self) -> bool {
        self.state == BatchState::Refused
    }

    /// Adds the answer to a batch.
    pub(super) fn add(&mut self, batch: &Batch<'_>, loaded: &Loaded, reply: PushReply) {
        let PushReply { receipt, replayed } = reply;
        self.replayed = replayed && (self.batches.is_empty() || self.replayed);
        if matches!(receipt.state, BatchState::Refused | BatchState::Held) {
            self.state = receipt.state;
        }
        add(&mut self.counts, receipt.counts);
        self.held += held(&receipt);
        self.batches.push(BatchReport::of(batch, &receipt, replayed));
        let Receipt {
            summary,
            rows,
            rows_left_out,
        } = receipt;
        self.rows_left_out += rows_left_out;
        for notice in summary.notices {
            let about = |one: &&mut Notice| one.code == notice.code && one.indicator == notice.indicator;
            match self.notices.iter_mut().find(about) {
                Some(known) => known.rows += notice.rows,
                None => self.notices.push(notice),
            }
        }
        self.id = Some(summary.id);
        self.version = Some(summary.version);
        self.received_at = Some(summary.received_at);
        self.rows
            .extend(rows.into_iter().map(|row| ReportRow::of(batch, loaded, row)));
    }

    /// How the command ends: a refused row is a refusal, in either mode.
    pub(super) fn outcome(&self) -> Outcome {
        if self.has_refusals() {
            Outcome::Refused
        } else {
            Outcome::Done
        }
    }

    pub(super) fn print(&self, json: bool) -> anyhow::Result<()> {
        if json {
            return output::json(self);
        }
        let counts = &self.counts;
        output::line(&format!(
            "Feed {}: {}. {} rows: {} new, {} changed, {} unchanged, {} refused, {} suspect.",
            self.feed,
            self.sentence(),
            counts.received,
            counts.new,
            counts.changed,
            counts.unchanged,
            counts.refused,
            counts.suspect
        ))?;
        if self.held > 0 {
            output::line(&match self.state {
                BatchState::DryRun => format!("{} rows would wait for a steward.", self.held),
                _ => format!(
                    "{} rows wait for a steward, who releases or refuses them.",
                    self.held
                ),
            })?;
        }
        for notice in &self.notices {
            output::line(&notice.message(Language::En))?;
        }
        if self.empty > 0 {
            output::line(&format!(
                "{} cells are empty; nothing was sent for them.",
                self.empty
            ))?;
        }
        // What was refused comes first, then what is suspect: a screen full of corrections must not hide it.
        let mut rows: Vec<&ReportRow> = self.rows.iter().collect();
        rows.sort_by_key(|row| match row.row.outcome {
            RowOutcome::Refused => 0,
            RowOutcome::Suspect => 1,
            RowOutcome::New | RowOutcome::Changed | RowOutcome::Unchanged => 2,
        });
        for row in rows.iter().take(MOST_SHOWN) {
            output::line(&format!("  {}", row.sentence()))?;
        }
        if self.rows.len() > MOST_SHOWN {
            let more = self.rows.len() - MOST_SHOWN;
            output::line(&format!("  … and {more} rows more: --json lists all"))?;
        }
        if self.rows_left_out > 0 {
            output::line(&format!(
                "  … and {} rows that are in the receipts alone",
                self.rows_left_out
            ))?;
        }
        for batch in &self.batches {
            if batch.replayed {
                output::line(&format!(
                    "Batch {} was pushed before, at {}; this is its receipt. --anew pushes it again.",
                    batch.id, batch.received_at
                ))?;
            } else if batch.state == BatchState::Applied {
                output::line(&format!("Batch {}: data version {}.", batch.id, batch.version))?;
            }
        }
        Ok(())
    }

    fn sentence(&self) -> &'static str {
        let applied = |batch: &BatchReport| batch.state == BatchState::Applied;
        let any_applied = self.batches.iter().any(applied);
        match self.state {
            BatchState::Applied if self.counts.refused > 0 => "applied in part",
            BatchState::Applied if self.counts.suspect > 0 => "applied, but for suspect rows",
            BatchState::Applied => "applied",
            BatchState::Held if any_applied => "held for a steward in part; the other batches are stored",
            BatchState::Held => "held for a steward, nothing is public yet",
            BatchState::Refused if any_applied => {
                "refused in its last batch; the batches before it are stored"
            }
            BatchState::Refused => "refused, nothing is stored",
            BatchState::DryRun if self.counts.refused > 0 => "tried, with bad rows; nothing is stored",
            BatchState::DryRun if self.counts.suspect > 0 => "tried, with suspect rows; nothing is stored",
            BatchState::DryRun => "tried and found good; nothing is stored",
        }
    }
}

impl ReportRow {
    fn of(batch: &Batch<'_>, loaded: &Loaded, mut row: ReceiptRow) -> ReportRow {
        let (line, column) = batch.document.place(batch.piece, loaded, row.row);
        row.row += batch.piece.first_row - 1;
        ReportRow {
            file: batch.document.name.clone(),
            line,
            column,
            row,
        }
    }

    /// A fault that was found before anything was sent. It is no row of a batch: its line says where.
    fn local(document: &Document, fault: &LocalFault) -> ReportRow {
        ReportRow {
            file: document.name.clone(),
            line: fault.line,
            column: fault.column.clone(),
            row: ReceiptRow {
                row: fault.row,
                outcome: RowOutcome::Refused,
                indicator: None,
                area: None,
                period: None,
                breakdown: None,
                code: fault.code.clone(),
                field: None,
                message: fault.message.clone(),
                old: None,
                new: None,
            },
        }
    }

    fn sentence(&self) -> String {
        let place = match self.line {
            Some(line) => format!("line {line}"),
            None => format!("row {}", self.row.row),
        };
        let column = self
            .column
            .as_ref()
            .map(|column| format!(", {column}"))
            .unwrap_or_default();
        let row = &self.row;
        let about = match (&row.indicator, &row.area, &row.period) {
            (Some(indicator), Some(area), Some(period)) => {
                let part = row.breakdown.as_ref().map(|part| format!(" {part}"));
                format!("{indicator} {area} {period}{}: ", part.unwrap_or_default())
            }
            _ => String::new(),
        };
        format!(
            "{}, {place}{column}: {about}{} ({})",
            self.file, row.message, row.code
        )
    }
}

impl BatchReport {
    fn of(batch: &Batch<'_>, receipt: &Receipt, replayed: bool) -> BatchReport {
        BatchReport {
            id: receipt.id.clone(),
            file: batch.document.name.clone(),
            state: receipt.state,
            first_row: batch.piece.first_row,
            replayed,
            counts: receipt.counts,
            version: receipt.version,
            received_at: receipt.received_at.clone(),
        }
    }
}

/// How many rows of a batch wait for a steward, or would.
fn held(receipt: &Receipt) -> u64 {
    let counts = receipt.counts;
    let whole = match (receipt.state, receipt.mode) {
        (BatchState::Refused, _) => return 0,
        (BatchState::Held, _) => true,
        (BatchState::DryRun, BatchMode::Atomic) if counts.refused > 0 => return 0,
        (BatchState::DryRun, BatchMode::Atomic) => counts.suspect > 0,
        (BatchState::DryRun, BatchMode::Partial) | (BatchState::Applied, _) => false,
    };
    match whole {
        true => counts.new + counts.changed + counts.suspect,
        false => counts.suspect,
    }
}

fn add(sum: &mut RowCounts, more: RowCounts) {
    let RowCounts {
        received,
        new,
        changed,
        unchanged,
        refused,
        suspect,
    } = more;
    sum.received += received;
    sum.new += new;
    sum.changed += changed;
    sum.unchanged += unchanged;
    sum.refused += refused;
    sum.suspect += suspect;
}
