//! The series of a municipality with a figure in it that waits, beside what the pilots had.

use crate::components::chart_view::ChartView;
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::pinning::{Pin, Pinning};
use crate::state::data::{use_data, use_reference};
use crate::state::language::{use_language, use_texts};
use blis_charts::{Chart, TrendChart, TrendInput};
use blis_domain::area::AreaCode;
use blis_domain::indicator::Indicator;
use blis_domain::period::Period;
use blis_domain::series::{Cell, Series};
use blis_domain::status::ObservationStatus;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// The height of the chart in CSS pixels.
const HEIGHT: u32 = 260;

/// The series behind a figure that waits. The figure itself is drawn hollow, as one that was not validated.
#[component]
pub(crate) fn WaitingChart(
    /// Its indicator.
    indicator: Arc<Indicator>,
    /// Of whom it is.
    area: AreaCode,
    /// Its period.
    period: Period,
    /// The number; nothing is drawn of a figure that has none.
    value: Option<f64>,
) -> impl IntoView {
    let data = use_data();
    let code = (indicator.code.clone(), None);
    let again = code.clone();
    view! {
        <Loaded
            load=Signal::derive(move || data.series.get(&code))
            part=use_texts().states.series
            skeleton=Skeleton::Page
            on_retry=move |()| data.series.retry(&again)
            let:series
        >
            {
                let series = match value {
                    Some(value) => {
                        let cell = Cell {
                            value: Some(value),
                            status: ObservationStatus::Unvalidated,
                            withdrawn: false,
                        };
                        Arc::new(series.as_ref().clone().with(&area, period, cell))
                    }
                    None => series,
                };
                view! { <SeriesChart indicator=Arc::clone(&indicator) area=area.clone() series /> }
            }
        </Loaded>
    }
}

/// The series of a municipality beside what the pilots had.
#[component]
pub(crate) fn SeriesChart(
    /// Of which indicator.
    indicator: Arc<Indicator>,
    /// Of whom.
    area: AreaCode,
    /// The block.
    series: Arc<Series>,
) -> impl IntoView {
    let language = use_language();
    let reference = use_reference();
    let names = reference.names(language);
    let pilots = reference.areas.iter().filter(|area| area.pilot);
    let pilots: Vec<AreaCode> = pilots.map(|area| area.code.clone()).collect();
    // Nothing is compared here that could be picked out.
    let pinning = Pinning {
        state: Callback::new(|_| Pin::Closed),
        turn: Callback::new(|_| ()),
    };
    let lay_out = move |width: u32| {
        let chart = TrendChart::build(&TrendInput {
            language,
            indicator: &indicator,
            series: &series,
            area: &area,
            peers: &pilots,
            names: &names,
            picks: &[],
            width,
            height: HEIGHT,
        })?;
        Ok(Rc::new(chart) as Rc<dyn Chart>)
    };
    view! {
        <div class="held-chart">
            <ChartView lay_out pinning />
        </div>
    }
}
