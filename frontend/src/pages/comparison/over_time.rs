//! A chart of the question over time.

use crate::components::chart_view::ChartView;
use crate::components::pinning::Pinning;
use crate::state::data::use_reference;
use crate::state::language::use_language;
use crate::state::question::{PeersNow, Question};
use blis_charts::{CannotDraw, Chart, TrendInput};
use blis_domain::period::Period;
use leptos::prelude::*;
use std::rc::Rc;

/// Below this width the lower height is enough.
const NARROW: u32 = 560;

/// A chart of the question, over the periods until one; over all of them where there is none.
#[component]
pub(super) fn OverTime(
    /// The question.
    question: Question,
    /// Picking municipalities out.
    pinning: Pinning,
    /// The last period that is shown.
    #[prop(into)]
    until: Signal<Option<Period>>,
    /// Heights of the chart in CSS pixels, on a phone and elsewhere.
    heights: (u32, u32),
    /// Makes the chart.
    chart: fn(&TrendInput<'_>) -> Result<Rc<dyn Chart>, CannotDraw>,
) -> impl IntoView {
    let language = use_language();
    let names = use_reference().names(language);
    let lay_out = move |width: u32| {
        let PeersNow::Members(peers) = question.peers.get() else {
            return Err(CannotDraw::NoValues);
        };
        let until = until.get();
        let series = question.series.read_value();
        let shown = until.map(|until| series.narrowed(&series.areas, None, Some(until)));
        chart(&TrendInput {
            language,
            indicator: &question.indicator.read_value(),
            series: shown.as_ref().unwrap_or(&**series),
            area: &question.area.read(),
            peers: &peers,
            names: &names,
            picks: &question.address.read().picks,
            width,
            height: if width < NARROW { heights.0 } else { heights.1 },
        })
    };
    view! { <ChartView lay_out pinning /> }
}
