//! The choices of a comparison: how it is shown, whose, with whom, when.

use crate::address::{Address, ComparisonAddress, View};
use crate::components::area_select::AreaSelect;
use crate::components::peers_select::PeersSelect;
use crate::components::period_stepper::{PeriodStepper, Unnamed};
use crate::components::segments::{Segment, Segments};
use crate::state::language::use_texts;
use crate::state::location::{Step, use_go};
use crate::state::own_area::choose_area;
use crate::state::question::Question;
use blis_domain::area::AreaCode;
use leptos::prelude::*;

/// The choices of a comparison.
#[component]
pub(super) fn Controls(
    /// The question.
    question: Question,
) -> impl IntoView {
    let texts = use_texts();
    let go = use_go();
    let address = question.address;
    let periods = question.series.read_value().periods.clone();
    let has_periods = !periods.is_empty();
    let ask = move |step: Step, change: &dyn Fn(&mut ComparisonAddress)| {
        let mut next = address.get_untracked();
        // Whoever gets the link sees the same municipality.
        next.area.get_or_insert_with(|| question.area.get_untracked());
        change(&mut next);
        let own = next.area.clone();
        next.picks.retain(|pick| Some(pick) != own.as_ref());
        go(&Address::Comparison(next), step);
    };
    let (ask_area, ask_peers, ask_period) = (ask.clone(), ask.clone(), ask);
    let segments = View::ALL
        .into_iter()
        .zip(texts.comparison.views)
        .map(|(view, name)| Segment {
            name: name.to_owned(),
            href: Signal::derive(move || {
                Address::Comparison(ComparisonAddress {
                    view,
                    ..address.get()
                })
                .to_string()
            }),
            current: Signal::derive(move || address.read().view == view),
        })
        .collect();
    view! {
        <div class="controls">
            <Segments label=texts.comparison.view segments />
            <label class="control">
                <span class="label">{texts.comparison.area}</span>
                <AreaSelect
                    area=question.area
                    label=texts.comparison.area
                    on_choose=move |area: AreaCode| {
                        choose_area(&area);
                        ask_area(Step::New, &|next| next.area = Some(area.clone()));
                    }
                />
            </label>
            // Where nothing has come there is no period to choose.
            {has_periods
                .then(|| {
                    view! {
                        <div class="control">
                            <span class="label" aria-hidden="true">{texts.comparison.period}</span>
                            <PeriodStepper
                                periods=Signal::stored(periods)
                                period=question.period
                                unnamed=Unnamed::Never
                                on_choose=move |period| ask_period(Step::Same, &|next| next.period = period)
                            />
                        </div>
                    }
                })}
            <div class="control">
                <span class="label" aria-hidden="true">{texts.peers.label}</span>
                <div class="beside">
                    <PeersSelect
                        peers=Signal::derive(move || address.read().peers.clone())
                        area=question.area
                        on_choose=move |peers| ask_peers(Step::New, &|next| next.peers = Clone::clone(&peers))
                    />
                </div>
            </div>
        </div>
    }
}
