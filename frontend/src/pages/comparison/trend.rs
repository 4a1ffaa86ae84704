//! The own line beside the peers' median and middle half.

use super::over_time::OverTime;
use crate::components::pinning::Pinning;
use crate::state::question::Question;
use blis_charts::{Chart, TrendChart};
use leptos::prelude::*;
use std::rc::Rc;

/// Heights of the chart in CSS pixels, on a phone and elsewhere.
const HEIGHTS: (u32, u32) = (320, 440);

/// The own line beside the peers.
#[component]
pub(super) fn Trend(
    /// The question.
    question: Question,
    /// Picking municipalities out.
    pinning: Pinning,
) -> impl IntoView {
    view! {
        <OverTime
            question
            pinning
            until=None
            heights=HEIGHTS
            chart=|input| Ok(Rc::new(TrendChart::build(input)?) as Rc<dyn Chart>)
        />
    }
}
