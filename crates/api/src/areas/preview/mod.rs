//! The owner's mirror: what waits to become public of a municipality, for its own people.

mod answer;
mod list;

pub(crate) use answer::*;
pub(crate) use list::*;

use crate::lookup;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::area::AreaCode;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Standing, Target};

/// Whether whoever asks is of the municipality. Which municipalities there are is public, so that one that is not within
/// reach is forbidden and not hidden.
fn reached(state: &State, standing: &Standing, code: &AreaCode) -> Result<(), ApiError> {
    let areas = state.store.areas()?;
    let area = lookup::area_in_path(&areas, code)?;
    match standing.may_on(Action::PreviewFigures, &Target::Municipality(&area.code)) {
        true => Ok(()),
        false => Err(ProblemDraft::new(
            ProblemCode::Forbidden,
            "Pašvaldības vērtības pirms publiskošanas redz tās pašas ļaudis un datu pārvaldnieks.",
            "The figures of a municipality are seen before their release by its own people and by data stewards.",
        )
        .into()),
    }
}
