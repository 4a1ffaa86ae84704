//! Every municipality as a dot, the periods side by side.

use super::over_time::OverTime;
use crate::components::pinning::Pinning;
use crate::state::question::Question;
use blis_charts::{Chart, DistributionChart};
use leptos::prelude::*;
use std::rc::Rc;

/// Heights of the chart in CSS pixels, on a phone and elsewhere.
const HEIGHTS: (u32, u32) = (380, 480);

/// The distribution, until the period that is asked about.
#[component]
pub(super) fn Distribution(
    /// The question.
    question: Question,
    /// Picking municipalities out.
    pinning: Pinning,
) -> impl IntoView {
    view! {
        <OverTime
            question
            pinning
            until=question.period
            heights=HEIGHTS
            chart=|input| Ok(Rc::new(DistributionChart::build(input)?) as Rc<dyn Chart>)
        />
    }
}
