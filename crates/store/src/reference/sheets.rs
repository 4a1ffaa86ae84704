//! Bringing the shipped catalogue into the tables, where sheets may have been changed since the last release.

use super::Shipped;
use super::bring::Brought;
use crate::catalogue;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::indicators;
use crate::rows::sheets::{self, NewVersion, Since, hash};
use blis_domain::derivation;
use blis_domain::indicator::IndicatorCode;
use blis_domain::sheet::{Bringing, Sheet, SheetCause};
use std::collections::HashMap;

/// A shipped sheet that says something new.
struct News<'a> {
    sheet: &'a Sheet,
    /// What is here; nothing when the sheet is new.
    here: Option<&'a Sheet>,
    bringing: Bringing,
}

impl News<'_> {
    /// Whether it becomes the sheet. One that says what is here already does so in word.
    fn is_adopted(&self) -> bool {
        self.bringing != Bringing::Kept
    }

    fn changes_computing(&self) -> bool {
        self.here
            .is_some_and(|here| here.formula != self.sheet.formula || here.frequency != self.sheet.frequency)
    }
}

/// Brings the catalogue: a new sheet is added, one that nobody changed here follows the release, and one that was changed
/// here stays as it is. What a release brings stands in the history in each case, so that the next one is compared with
/// it.
pub(super) fn bring_catalogue(
    connection: &mut AnyConnection,
    shipped: &Shipped,
    since: Since,
    brought: &mut Brought,
) -> Result<(), StoreError> {
    let here: HashMap<IndicatorCode, Sheet> = indicators::all(connection)?
        .iter()
        .map(|indicator| (indicator.code.clone(), Sheet::from(indicator)))
        .collect();
    let mut latest = sheets::latest(connection)?;
    let mut last_shipped = sheets::last_shipped(connection)?;
    begin_history(connection, &here, &mut latest, &mut last_shipped, since)?;
    let mut news = Vec::new();
    for sheet in &shipped.catalogue {
        let shipped_hash = hash(sheet).to_vec();
        let there = here.get(&sheet.code);
        let bringing = match (there, last_shipped.get(&sheet.code)) {
            (Some(there), Some(last)) if *last != shipped_hash => {
                match Bringing::decide(&hash(there).to_vec(), last, &shipped_hash) {
                    // Somebody wrote here what the release says now: the two have met.
                    Bringing::Stays => Bringing::Follows,
                    other => other,
                }
            }
            (Some(there), None) if hash(there).to_vec() != shipped_hash => Bringing::Kept,
            (Some(_), Some(_)) => continue,
            (_, None) => Bringing::Follows,
            (None, Some(_)) => continue,
        };
        news.push(News {
            sheet,
            here: there,
            bringing,
        });
    }
    for one in &mut news {
        // A sum that protects hidden numbers outlives an upgrade as it does an edit.
        if let Some(there) = one.here
            && one.is_adopted()
            && catalogue::lost_sum(connection, one.sheet, there)?.is_some()
        {
            one.bringing = Bringing::Kept;
        }
    }
    keep_what_does_not_fit(&here, &mut news)?;
    for (sheet, position) in shipped.catalogue.iter().zip(0..) {
        let Some(one) = news.iter().find(|one| one.sheet.code == sheet.code) else {
            continue;
        };
        if one.is_adopted() {
            indicators::put(connection, sheet, position)?;
        }
        let number = latest.get(&sheet.code).copied().unwrap_or(0) + 1;
        let version = NewVersion {
            sheet,
            number,
            cause: SheetCause::Shipped,
            adopted: one.is_adopted(),
            actor: None,
        };
        sheets::insert(connection, &version, since)?;
        brought.sheets = true;
        count(one, brought);
    }
    for one in news.iter().filter(|one| one.is_adopted()) {
        // After all sheets: a partner may stand further down.
        indicators::put_partners(connection, one.sheet)?;
    }
    put_in_order(connection, shipped, brought)
}

fn count(one: &News<'_>, brought: &mut Brought) {
    let sheet = one.sheet;
    match (one.is_adopted(), one.here) {
        (false, _) => {
            tracing::warn!(
                indicator = %sheet.code,
                "this release changes a sheet that was changed here: the sheet stays as it is, and that of the release \
                 stands in its history"
            );
            brought.kept.push(sheet.code.clone());
            return;
        }
        (true, None) => brought.added += 1,
        (true, Some(here)) if here != sheet => brought.updated += 1,
        (true, Some(_)) => {}
    }
    let formula_before = one.here.and_then(|here| here.formula.as_ref());
    if sheet.formula.is_some() && sheet.formula.as_ref() != formula_before {
        brought.formulas_changed.push(sheet.code.clone());
    }
}

/// Gives a first version to each sheet that has none: it was brought by a release that kept no history, and nobody could
/// change it then.
fn begin_history(
    connection: &mut AnyConnection,
    here: &HashMap<IndicatorCode, Sheet>,
    latest: &mut HashMap<IndicatorCode, u64>,
    last_shipped: &mut HashMap<IndicatorCode, Vec<u8>>,
    since: Since,
) -> Result<(), StoreError> {
    for (code, sheet) in here {
        if latest.contains_key(code) {
            continue;
        }
        let version = NewVersion {
            sheet,
            number: 1,
            cause: SheetCause::Shipped,
            adopted: true,
            actor: None,
        };
        // It was known before any change that has a number.
        sheets::insert(connection, &version, Since { version: 0, ..since })?;
        latest.insert(code.clone(), 1);
        last_shipped.insert(code.clone(), hash(sheet).to_vec());
    }
    Ok(())
}

/// A formula that was written here and one that is shipped may not fit together, each being in order among its own:
/// together they could go in a circle. Then no shipped sheet changes how anything is computed, and what is here stays.
fn keep_what_does_not_fit(
    here: &HashMap<IndicatorCode, Sheet>,
    news: &mut [News<'_>],
) -> Result<(), StoreError> {
    if together(here, news).is_ok() {
        return Ok(());
    }
    for one in news.iter_mut().filter(|one| one.changes_computing()) {
        one.bringing = Bringing::Kept;
    }
    Ok(together(here, news).map_err(super::ReferenceError::from)?)
}

/// Whether the formulas fit together as they would be.
fn together(
    here: &HashMap<IndicatorCode, Sheet>,
    news: &[News<'_>],
) -> Result<(), derivation::InvalidDerivation> {
    let mut sheets: HashMap<&IndicatorCode, &Sheet> = here.iter().collect();
    let adopted = news.iter().filter(|one| one.is_adopted());
    sheets.extend(adopted.map(|one| (&one.sheet.code, one.sheet)));
    let formulas = sheets
        .values()
        .map(|sheet| (&sheet.code, sheet.formula.as_deref()));
    derivation::order_formulas(formulas).map(drop)
}

/// Where a sheet stands among the others is the release's affair.
fn put_in_order(
    connection: &mut AnyConnection,
    shipped: &Shipped,
    brought: &mut Brought,
) -> Result<(), StoreError> {
    let positions = indicators::positions(connection)?;
    for (sheet, position) in shipped.catalogue.iter().zip(0..) {
        if positions.get(sheet.code.as_str()) != Some(&position) {
            indicators::set_position(connection, &sheet.code, position)?;
            brought.updated += 1;
        }
    }
    Ok(())
}
