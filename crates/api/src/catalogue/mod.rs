//! The catalogue as a whole: its sheets changed one by one, and written into files that are read, compared and taken back.

mod export;
mod file;
mod import;

pub(crate) use export::*;
pub use file::{CatalogueFault, CatalogueFile, read_catalogue, write_catalogue};
pub(crate) use import::*;

use crate::lookup;
use crate::state::State;
use crate::web::problem::ApiError;
use crate::web::version::Expected;
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::sheet::{Sheet, SheetCause, SheetFault, SheetFaultCode};
use blis_domain::text::Text;
use blis_domain::wire::CatalogueFormat;
use blis_store::{AuditContext, ProposedSheet, SheetsOutcome, StoreError};
use serde::Deserialize;
use utoipa::IntoParams;

/// The format that the address of the catalogue ends with.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct CataloguePath {
    /// Format of the file.
    #[param(value_type = CatalogueFormat, inline)]
    format: String,
}

impl CataloguePath {
    /// The format. At any other end of the address there is nothing.
    fn format(&self) -> Result<CatalogueFormat, ApiError> {
        CatalogueFormat::from_extension(&self.format).ok_or_else(|| {
            ProblemDraft::not_found(
                "Šādā formātā kataloga nav; ir yaml un csv.",
                "The catalogue cannot be had in this format; there are yaml and csv.",
            )
            .into()
        })
    }
}

/// The sheet of an address, and the number of the version it is in.
pub(crate) fn sheet(state: &State, code: &IndicatorCode) -> Result<(Indicator, u64), ApiError> {
    let found = state.store.sheet(code)?;
    found.ok_or_else(|| lookup::no_indicator(code))
}

/// Puts a sheet in the place of the one that its writer has seen, and gives it as it is then.
pub(crate) fn change(
    state: &State,
    code: &IndicatorCode,
    sheet: Sheet,
    expected: &Expected,
    context: &AuditContext,
) -> Result<(Indicator, u64), ApiError> {
    let (_, seen) = self::sheet(state, code)?;
    if !expected.is(seen) {
        return Err(StoreError::Stale.into());
    }
    if sheet.code != *code {
        return Err(refused(vec![other_code(code)]));
    }
    let proposed = ProposedSheet {
        sheet,
        seen: Some(seen),
    };
    let outcome = state
        .store
        .take_sheets(&[proposed], SheetCause::Edited, context)?;
    match outcome {
        SheetsOutcome::Taken(_) => self::sheet(state, code),
        SheetsOutcome::Refused(faults) if faults.iter().any(is_stale) => Err(StoreError::Stale.into()),
        SheetsOutcome::Refused(faults) => Err(refused(faults.iter().map(fault).collect())),
    }
}

fn is_stale(fault: &SheetFault) -> bool {
    fault.code == SheetFaultCode::Stale
}

fn fault(fault: &SheetFault) -> FaultDraft {
    FaultDraft::at(fault.pointer(), fault.code.code(), fault.message.clone())
}

fn other_code(code: &IndicatorCode) -> FaultDraft {
    let message = Text::new(
        format!("Adrese ir rādītāja {code} lapa; kodu mainīt nevar."),
        format!("The address is that of the sheet of {code}; a code stays for good."),
    );
    FaultDraft::at("/code", "other_code", message)
}

fn refused(faults: Vec<FaultDraft>) -> ApiError {
    let detail = match faults.first() {
        Some(first) => first.message.clone(),
        None => Text::default(),
    };
    ProblemDraft {
        faults,
        ..ProblemDraft::new(ProblemCode::Unacceptable, detail.lv, detail.en)
    }
    .into()
}
