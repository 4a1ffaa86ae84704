//! `GET /calendar`.

use super::day;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::dear;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::Data;
use blis_domain::calendar::{CalendarEntry, Day, expected_or_released};
use blis_domain::problem::ProblemDraft;
use blis_domain::release;
use blis_domain::text::Text;
use blis_domain::wire::Page;
use serde::Deserialize;
use utoipa::IntoParams;

/// The longest span of days.
const LONGEST_SPAN: i64 = 5 * 366;

/// Half of the span that is shown when none is asked for.
const USUAL: i64 = 183;

/// Which days.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Days {
    /// The first day; half a year ago when left out.
    #[param(example = "2027-01-01")]
    from_day: Option<Day>,
    /// The last day, at most five years after the first; half a year from now when left out.
    #[param(example = "2027-12-31")]
    to_day: Option<Day>,
}

/// Show the calendar of figures
///
/// Which figures are expected on which day, by the sheets of their indicators, and which releases are planned, with where
/// each stands. No figure is told. The whole list is one page, by day, indicator and period: the day is that of the release
/// where one is planned or was made, else the one by which the figures are expected. Days are those of UTC.
#[utoipa::path(
    tag = "Releases",
    operation_id = "show_calendar",
    params(Days),
    responses((status = 200, description = "The calendar", body = Page<CalendarEntry>))
)]
#[get("/calendar")]
pub(crate) async fn list(state: Data<State>, Query(days): Query<Days>) -> Result<Answer, ApiError> {
    let today = day(state.clock.now());
    let from = days.from_day.unwrap_or(Day::of_number(today.number() - USUAL));
    let to = days.to_day.unwrap_or(Day::of_number(today.number() + USUAL));
    if !(0..=LONGEST_SPAN).contains(&(to.number() - from.number())) {
        let message = Text::new(
            "pēdējā diena nav agrāka par pirmo un ir ne vairāk kā piecus gadus pēc tās.",
            "the last day is not before the first, and at most five years after it.",
        );
        return Err(ProblemDraft::parameter("to_day", "invalid_span", message).into());
    }
    let entries = dear(state.clone(), move || {
        let (sheets, releases) = (state.store.indicators()?, state.store.releases()?);
        let mut entries = Vec::new();
        for sheet in sheets.iter().filter(|sheet| sheet.formula.is_none()) {
            let periods = expected_or_released(sheet, &releases, (from, to));
            if periods.is_empty() {
                continue;
            }
            let series = state.store.series(&sheet.code, None)?;
            for period in periods {
                let is_public = series.tells_of(period);
                let release = release::latest(&releases, &sheet.code, period);
                entries.push(CalendarEntry::of(sheet, period, release, (today, is_public)));
            }
        }
        // What is released on another day than it was expected stands under the day of its release.
        entries.retain(|one| one.day().is_some_and(|day| (from..=to).contains(&day)));
        entries.sort_by(|a, b| (a.day(), &a.indicator, a.period).cmp(&(b.day(), &b.indicator, b.period)));
        Ok(entries)
    })
    .await?;
    Answer::json(&Page::whole(entries))
}
