//! The owner's mirror: what waits to become public of a municipality, for its own people.

mod answer;
mod list;

pub(crate) use answer::*;
pub(crate) use list::*;

use crate::lookup;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::area::AreaCode;
use blis_domain::desk::HeldRecord;
use blis_domain::preview::{PreviewFigure, may_be_seen_early};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::release::Release;
use blis_domain::rights::{Action, Standing, Target};
use blis_domain::text::Language;

/// Whether whoever asks is of the municipality. Which municipalities there are is public, so that one that is not within
/// reach is forbidden and not hidden.
fn reached(state: &State, standing: &Standing, code: &AreaCode) -> Result<(), ApiError> {
    let areas = state.store.areas()?;
    let area = lookup::area_in_path(&areas, code)?;
    match standing.may_on(Action::PreviewFigures, &Target::Municipality(&area.code)) {
        true => Ok(()),
        false => Err(ProblemDraft::new(
            ProblemCode::Forbidden,
            "Pašvaldības vērtības pirms publiskošanas redz tās darbinieki un datu pārvaldnieks.",
            "The figures of a municipality are seen before their release by its own people and by data stewards.",
        )
        .into()),
    }
}

/// Figures of the desk as whoever asks sees them: without the numbers that they may not see when all is public either.
pub(crate) fn seen(
    state: &State,
    standing: &Standing,
    figures: Vec<HeldRecord>,
    releases: &[Release],
    language: Language,
) -> Result<Vec<PreviewFigure>, ApiError> {
    let sheets = state.store.indicators()?;
    let of = |figure: HeldRecord| {
        let sheet = sheets.iter().find(|sheet| sheet.code == figure.indicator);
        let seen = may_be_seen_early(&figure, sheet)
            || standing.may_on(Action::ReadHidden, &Target::Municipality(&figure.area));
        PreviewFigure::of(figure, releases, seen, language)
    };
    Ok(figures.into_iter().map(of).collect())
}
