//! Every peer as a bar, in rank order.

use crate::components::chart_view::ChartView;
use crate::components::pinning::Pinning;
use crate::state::data::use_reference;
use crate::state::language::{use_language, use_texts};
use crate::state::question::Question;
use blis_charts::{CannotDraw, Chart, Extent, RankingChart, RankingInput};
use leptos::prelude::*;
use std::rc::Rc;

/// Below this width the nearest ranks are shown first: a phone shows some twenty rows at a time.
const NARROW: u32 = 560;

/// More rows than this are a wall of bars on any screen; then too the nearest ranks come first.
const MANY: u32 = 60;

/// Fewer rows than this are shown whole everywhere.
const FEW: u32 = 14;

/// Every peer as a bar.
#[component]
pub(super) fn Ranking(
    /// The question.
    question: Question,
    /// Picking municipalities out.
    pinning: Pinning,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let names = use_reference().names(language);
    // What the reader asked for; before that, what fits.
    let wanted = RwSignal::new(None::<Extent>);
    let shown = RwSignal::new(Extent::Whole);
    let rows = move || {
        question
            .comparison
            .with(|comparison| comparison.as_ref().map_or(0, |one| one.summary.peers.with_value))
    };
    let lay_out = move |width: u32| {
        let comparison = question.comparison.get().ok_or(CannotDraw::NoValues)?;
        let extent = wanted.get().unwrap_or_else(|| fitting(rows(), width));
        shown.set(extent);
        let address = question.address.read();
        let chart = RankingChart::build(&RankingInput {
            language,
            indicator: &question.indicator.read_value(),
            comparison: &comparison,
            names: &names,
            picks: &address.picks,
            width,
            extent,
        })?;
        Ok(Rc::new(chart) as Rc<dyn Chart>)
    };
    let turn = move |_| {
        wanted.set(Some(match shown.get_untracked() {
            Extent::Whole => Extent::Neighbourhood,
            Extent::Neighbourhood => Extent::Whole,
        }));
    };
    view! {
        <ChartView lay_out pinning />
        <button type="button" class="button" hidden=move || { rows() <= FEW } on:click=turn>
            {move || match shown.get() {
                Extent::Whole => texts.comparison.show_near.to_owned(),
                Extent::Neighbourhood => (texts.comparison.show_all)(rows()),
            }}
        </button>
    }
}

/// How much of so many rows fits the width.
fn fitting(rows: u32, width: u32) -> Extent {
    if rows > MANY || (width < NARROW && rows > FEW) {
        Extent::Neighbourhood
    } else {
        Extent::Whole
    }
}
