//! Figures of the desk as whoever asks sees them.

use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::desk::HeldRecord;
use blis_domain::rights::{Action, Standing, Target};

/// Figures that wait, without the numbers that somebody may not see when all is public either.
pub(crate) fn seen(
    state: &State,
    standing: &Standing,
    figures: Vec<HeldRecord>,
) -> Result<Vec<HeldRecord>, ApiError> {
    let unhidden = state.store.unhidden()?;
    let of = |figure: HeldRecord| {
        let area = figure.area.clone();
        let may = |action| standing.may_on(action, &Target::Municipality(&area));
        let figure = match may(Action::ReadHidden) {
            true => figure,
            false => unhidden.early(figure),
        };
        match may(Action::PreviewFigures) {
            true => figure,
            false => figure.unanswered(),
        }
    };
    Ok(figures.into_iter().map(of).collect())
}
