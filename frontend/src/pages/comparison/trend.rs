//! The own line beside the peers' median and middle half.

use crate::components::chart_view::ChartView;
use crate::components::pinning::Pinning;
use crate::state::data::use_reference;
use crate::state::language::use_language;
use crate::state::question::{PeersNow, Question};
use blis_charts::{CannotDraw, Chart, TrendChart, TrendInput};
use leptos::prelude::*;
use std::rc::Rc;

/// Heights of the chart in CSS pixels, on a phone and elsewhere.
const HEIGHTS: (u32, u32) = (320, 440);

/// Below this width the lower height is enough.
const NARROW: u32 = 560;

/// The own line beside the peers.
#[component]
pub(super) fn Trend(
    /// The question.
    question: Question,
    /// Picking municipalities out.
    pinning: Pinning,
) -> impl IntoView {
    let language = use_language();
    let names = use_reference().names(language);
    let lay_out = move |width: u32| {
        let PeersNow::Members(peers) = question.peers.get() else {
            return Err(CannotDraw::NoValues);
        };
        let chart = TrendChart::build(&TrendInput {
            language,
            indicator: &question.indicator.read_value(),
            series: &question.series.read_value(),
            area: &question.area.read(),
            peers: &peers,
            names: &names,
            picks: &question.address.read().picks,
            width,
            height: if width < NARROW { HEIGHTS.0 } else { HEIGHTS.1 },
        })?;
        Ok(Rc::new(chart) as Rc<dyn Chart>)
    };
    view! { <ChartView lay_out pinning /> }
}
