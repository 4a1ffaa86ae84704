//! Figures of the demonstration that wait for their release: so that a municipality has something to look at before
//! everybody else, and the calendar something to announce.

use anyhow::{Context, bail};
use blis_domain::calendar::Day;
use blis_domain::feed::{RawObservation, RawValue};
use blis_domain::indicator::{Gate, Indicator};
use blis_domain::period::Period;
use blis_domain::release::ReleaseStage;
use blis_domain::sheet::{Sheet, SheetCause};
use blis_domain::text::Text;
use blis_store::{AuditContext, ProposedSheet, ReleasePlan, SheetsOutcome, Store};
use time::{Duration, OffsetDateTime, Time};

/// The indicators whose figures wait.
const GATED: [&str; 2] = ["GOV.ESERVICES", "GOV.RESPONSE.DAYS"];

/// The days after the end of the year within which they are expected.
const EXPECTED_DAYS: u32 = 75;

/// The days until their release.
const DAYS_AHEAD: i64 = 14;

/// Lets new figures of the indicators wait.
pub(super) fn gate(store: &Store, context: &AuditContext) -> anyhow::Result<()> {
    let sheets = store.indicators()?;
    let proposed: Vec<ProposedSheet> = sheets
        .iter()
        .filter(|sheet| is_gated(sheet))
        .map(|sheet| ProposedSheet {
            sheet: Sheet {
                gate: Gate::Release,
                expected_days: Some(EXPECTED_DAYS),
                ..Sheet::from(sheet)
            },
            seen: None,
        })
        .collect();
    match store.take_sheets(&proposed, SheetCause::Edited, context)? {
        SheetsOutcome::Taken(_) => Ok(()),
        SheetsOutcome::Refused(faults) => bail!("the sheets of the demonstration were refused: {faults:?}"),
    }
}

/// The figures that wait: of the year after the last, a little off what they were.
pub(super) fn waiting(rows: &[RawObservation], sheets: &[Indicator]) -> Vec<RawObservation> {
    let Some(last) = rows.iter().filter_map(|row| row.period.as_deref()).max() else {
        return Vec::new();
    };
    let next = last.parse().ok().and_then(|period: Period| period.plus_years(1));
    let gated = rows.iter().filter(|row| row.period.as_deref() == Some(last));
    gated
        .enumerate()
        .filter_map(|(place, row)| {
            let sheet = sheets
                .iter()
                .find(|sheet| row.indicator.as_deref() == Some(sheet.code.as_str()))?;
            let RawValue::Number(value) = row.value else {
                return None;
            };
            let drift = [0.97, 1.0, 1.02, 1.04][place % 4];
            let scale = 10f64.powi(i32::from(sheet.decimals));
            let value = ((value * drift * scale).round() / scale).min(sheet.max.unwrap_or(f64::INFINITY));
            is_gated(sheet).then(|| RawObservation {
                period: next.map(|period| period.to_string()),
                value: RawValue::Number(value),
                ..row.clone()
            })
        })
        .collect()
}

/// Plans their release.
pub(super) fn plan(store: &Store, now: OffsetDateTime, context: &AuditContext) -> anyhow::Result<()> {
    let sheets = store.indicators()?;
    let indicators: Vec<_> = sheets.iter().filter(|sheet| is_gated(sheet)).collect();
    let last = indicators.iter().filter_map(|sheet| sheet.last_period).max();
    let period = last.and_then(|period| period.plus_years(1));
    let period = period.context("the indicators of the demonstration have no figures")?;
    let morning = (now + Duration::days(DAYS_AHEAD)).replace_time(Time::MIDNIGHT) + Duration::hours(8);
    let plan = ReleasePlan {
        name: Text::new(
            format!("Pārvaldes rādītāji par {period}. gadu"),
            format!("Indicators of governance for {period}"),
        ),
        indicators: indicators.iter().map(|sheet| sheet.code.clone()).collect(),
        period,
        stage: ReleaseStage::Provisional,
        release_at: Some(morning - Duration::days(2)),
        members_until: Some(morning),
    };
    store.plan_release(&plan, context)?;
    tracing::info!(
        demo.release_day = %Day::from(morning.date()),
        "a release of the demonstration is planned"
    );
    Ok(())
}

fn is_gated(sheet: &Indicator) -> bool {
    GATED.contains(&sheet.code.as_str())
}
