//! The owner's mirror: what waits to become public of a municipality, for its own people.

mod answer;
mod list;

pub(crate) use answer::*;
pub(crate) use list::*;

use crate::held::seen;
use crate::lookup;
use crate::state::State;
use crate::web::cursor::Question;
use crate::web::problem::ApiError;
use crate::web::query::PageLimit;
use blis_domain::area::AreaCode;
use blis_domain::preview::PreviewFigure;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::release::Release;
use blis_domain::rights::{Action, Standing, Target};
use blis_domain::text::Language;
use blis_domain::wire::Page;
use blis_store::HeldFilter;
use serde::Deserialize;
use utoipa::IntoParams;

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

/// Which page of the figures.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WaitingPage {
    /// The page after this one: `next` of the page before.
    cursor: Option<String>,
    /// The most figures of a page.
    #[serde(default)]
    #[param(value_type = u32, minimum = 1, maximum = 1000, default = 500)]
    limit: PageLimit,
}

impl WaitingPage {
    /// The place in the list that an answer to a question begins behind.
    pub(crate) fn after(&self, question: &Question) -> Result<u64, ApiError> {
        let place = self.cursor.as_deref().map(|cursor| question.place(cursor));
        Ok(place.transpose()?.unwrap_or(0))
    }

    /// The page behind a place: of the figures that a filter finds, as whoever asks sees them.
    pub(crate) fn behind(
        &self,
        after: u64,
        question: &Question,
        (state, standing): (&State, &Standing),
        (filter, releases): (&HeldFilter, &[Release]),
        language: Language,
    ) -> Result<Page<PreviewFigure>, ApiError> {
        let found = state.store.held(filter, after, self.limit.0)?;
        Ok(Page {
            items: seen(state, standing, found.items)?
                .into_iter()
                .map(|figure| PreviewFigure::of(figure, releases, language))
                .collect(),
            total: found.total,
            next: found.next.map(|last| question.cursor(last)).transpose()?,
        })
    }
}
