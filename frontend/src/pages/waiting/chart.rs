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
use blis_domain::series::Cell;
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
    let language = use_language();
    let reference = use_reference();
    let names = Arc::new(reference.names(language));
    let pilots: Arc<Vec<AreaCode>> = Arc::new(
        reference
            .areas
            .iter()
            .filter(|area| area.pilot)
            .map(|area| area.code.clone())
            .collect(),
    );
    let code = (indicator.code.clone(), None);
    let again = code.clone();
    let area = Arc::new(area);
    // Nothing is compared here that could be picked out.
    let pinning = Pinning {
        state: Callback::new(|_| Pin::Closed),
        turn: Callback::new(|_| ()),
    };
    view! {
        <div class="held-chart">
            <Loaded
                load=Signal::derive(move || data.series.get(&code))
                part=use_texts().states.series
                skeleton=Skeleton::Page
                on_retry=move |()| data.series.retry(&again)
                let:series
            >
                {
                    let (indicator, area) = (Arc::clone(&indicator), Arc::clone(&area));
                    let (names, pilots) = (Arc::clone(&names), Arc::clone(&pilots));
                    let series = match value {
                        Some(value) => {
                            let cell = Cell {
                                value: Some(value),
                                status: ObservationStatus::Unvalidated,
                                withdrawn: false,
                            };
                            series.as_ref().clone().with(&area, period, cell)
                        }
                        None => series.as_ref().clone(),
                    };
                    let lay_out = move |width: u32| {
                        let chart = TrendChart::build(
                            &TrendInput {
                                language,
                                indicator: &indicator,
                                series: &series,
                                area: &area,
                                peers: &pilots,
                                names: &names,
                                picks: &[],
                                width,
                                height: HEIGHT,
                            },
                        )?;
                        Ok(Rc::new(chart) as Rc<dyn Chart>)
                    };
                    view! { <ChartView lay_out pinning /> }
                }
            </Loaded>
        </div>
    }
}
