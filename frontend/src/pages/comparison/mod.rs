//! The comparison of one indicator: the finding, the chart, the sentences, and what stands behind them.

mod arithmetic;
mod aside;
mod controls;
mod distribution;
mod embedded;
mod explain;
mod heading;
mod missing;
mod over_time;
mod partners;
mod peers_failed;
mod ranking;
mod sheet;
mod table;
mod take;
mod trend;
mod verdict;

use crate::address::{Address, ComparisonAddress, MOST_PICKS, View};
use crate::components::empty::Empty;
use crate::components::loaded::{Loaded, Skeleton, Waiting};
use crate::components::notice::Notice;
use crate::components::picks_line::{Picked, PicksLine};
use crate::components::pinning::{Pin, Pinning};
use crate::components::then::Then;
use crate::pages::NotFoundPage;
use crate::pages::later::{Later, Opened, Piece};
use crate::state::cache::Load;
use crate::state::data::{use_data, use_reference};
use crate::state::focus::{focus_on, is_lost};
use crate::state::language::use_texts;
use crate::state::location::{Step, use_go};
use crate::state::question::{PeersNow, Question};
use arithmetic::ArithmeticOf;
use aside::Aside;
use blis_domain::area::AreaCode;
use blis_domain::indicator::Indicator;
use blis_domain::series::Series;
use controls::Controls;
use distribution::Distribution;
use embedded::{Embedded, Imprint};
use explain::Explain;
use heading::Heading;
use leptos::prelude::*;
use missing::Missing;
use partners::Partners;
use peers_failed::PeersFailed;
use ranking::Ranking;
use sheet::Sheet;
use std::sync::Arc;
use table::Table;
use take::Taken;
use trend::Trend;
use verdict::Verdict;

/// The place of the line over figures of an earlier moment, and that of the whole page.
const PLACES: [&str; 2] = ["then", "content"];

/// The comparison of one indicator.
#[component]
pub(crate) fn ComparisonPage(
    /// The question.
    address: Memo<ComparisonAddress>,
    /// Whether it stands in the frame of another site, without choices.
    #[prop(optional)]
    embedded: bool,
) -> impl IntoView {
    let data = use_data();
    let texts = use_texts();
    let reference = use_reference();
    let asked = Memo::new(move |_| {
        let address = address.read();
        (address.indicator.clone(), address.as_of.clone())
    });
    // What led to another moment is gone with the figures it stood beside.
    Effect::new(move |before: Option<bool>| {
        let is_then = asked.read().1.is_some();
        if before.is_some_and(|before| before != is_then) {
            let [then, whole] = PLACES;
            let place = if is_then { then } else { whole };
            request_animation_frame(move || {
                if is_lost() {
                    focus_on(place.to_owned());
                }
            });
        }
        is_then
    });
    move || {
        let (code, then) = asked.get();
        let (Some(indicator), Some(example)) =
            (reference.indicator(&code).cloned(), reference.example().cloned())
        else {
            return view! {
                <Notice text=(texts.comparison.unknown)(code.as_str()) />
                <NotFoundPage />
            }
            .into_any();
        };
        let key = (code, then);
        let sheet = match key.1 {
            None => Signal::stored(Load::Ready(indicator)),
            // What the figure was called and how it was read then.
            Some(_) => {
                let key = key.clone();
                Signal::derive(move || data.sheets.get(&key))
            }
        };
        let (again, both_again) = (key.clone(), key.clone());
        view! {
            {(!embedded)
                .then(|| {
                    view! {
                        <div id=PLACES[0] tabindex="-1">
                            <Then
                                moment=Signal::derive(move || address.read().as_of.clone())
                                now=Signal::derive(move || {
                                    Address::Comparison(ComparisonAddress {
                                        as_of: None,
                                        ..address.get()
                                    })
                                })
                            />
                        </div>
                    }
                })}
            <Loaded
                load=sheet
                part=texts.states.series
                skeleton=Skeleton::Chart
                on_retry=move |()| data.sheets.retry(&both_again)
                let:indicator
            >
                {
                    let (asked, again, example) = (key.clone(), again.clone(), example.clone());
                    view! {
                        <Loaded
                            load=Signal::derive(move || data.series.get(&asked))
                            part=texts.states.series
                            skeleton=Skeleton::Chart
                            on_retry=move |()| data.series.retry(&again)
                            let:series
                        >
                            <Answered indicator=Arc::clone(&indicator) series address example=example.clone() embedded />
                        </Loaded>
                    }
                }
            </Loaded>
        }
        .into_any()
    }
}

/// The page with its block at hand.
#[component]
fn Answered(
    /// The sheet of the indicator.
    indicator: Arc<Indicator>,
    /// Its block.
    series: Arc<Series>,
    /// The question.
    address: Memo<ComparisonAddress>,
    /// Whose place is shown while nobody has chosen.
    example: AreaCode,
    /// Whether it stands in the frame of another site.
    embedded: bool,
) -> impl IntoView {
    let has_values = series.latest_period().is_some();
    let question = Question::new(Arc::clone(&indicator), series, address, example);
    provide_context(question);
    let body = if has_values {
        view! { <Body question embedded /> }.into_any()
    } else {
        view! { <Empty /> }.into_any()
    };
    if embedded {
        return view! {
            <Heading question />
            {body}
            <Imprint question />
        }
        .into_any();
    }
    view! {
        <Heading question />
        <Controls question />
        {body}
        <Sheet question />
    }
    .into_any()
}

/// The chart of the view with its sentences, or why there is none.
#[component]
fn Body(
    /// The question.
    question: Question,
    /// Whether it stands in the frame of another site.
    embedded: bool,
) -> impl IntoView {
    let texts = use_texts();
    // What stands in the place of the chart; the members themselves may change without building it anew.
    let hindrance = Memo::new(move |_| match question.peers.get() {
        PeersNow::Members(_) => None,
        other => Some(other),
    });
    move || match hindrance.get() {
        None if embedded => view! { <Embedded question /> }.into_any(),
        None => view! { <Charts question /> }.into_any(),
        Some(PeersNow::Failed(failure)) => {
            let set = question.address.get_untracked().peers;
            view! { <PeersFailed question set failure /> }.into_any()
        }
        Some(PeersNow::Unknown) => {
            let selector = question.address.read().peers.to_string();
            view! { <p class="state">{(texts.peers.unknown)(&selector)}</p> }.into_any()
        }
        Some(_) => view! { <Waiting skeleton=Skeleton::Chart /> }.into_any(),
    }
}

/// What a view that is loaded later shows.
#[derive(Clone, Copy)]
struct Shown {
    question: Question,
    pinning: Pinning,
}

/// Draws the comparison over time.
pub(super) fn trend() -> AnyView {
    let Shown { question, pinning } = expect_context();
    view! { <Trend question pinning /> }.into_any()
}

/// Draws what is taken along.
pub(super) fn take() -> AnyView {
    let question = expect_context();
    view! { <Taken question /> }.into_any()
}

/// Draws the arithmetic of the own figure.
pub(super) fn arithmetic() -> AnyView {
    let question = expect_context();
    view! { <ArithmeticOf question /> }.into_any()
}

/// Draws the way to the explanation of the figure.
pub(super) fn explain() -> AnyView {
    let question = expect_context();
    view! { <Explain question /> }.into_any()
}

/// Draws the comparison as a distribution.
pub(super) fn distribution() -> AnyView {
    let Shown { question, pinning } = expect_context();
    view! { <Distribution question pinning /> }.into_any()
}

/// Draws the comparison as a table.
pub(super) fn table() -> AnyView {
    let Shown { question, pinning } = expect_context();
    view! { <Table question pinning /> }.into_any()
}

/// What a view shows.
fn shown(view: View, question: Question, pinning: Pinning) -> AnyView {
    match view {
        View::Ranking => view! { <Ranking question pinning /> }.into_any(),
        View::Trend => view! { <Later piece=Piece::Trend skeleton=Skeleton::Chart /> }.into_any(),
        View::Distribution => {
            view! { <Later piece=Piece::Distribution skeleton=Skeleton::Chart /> }.into_any()
        }
        View::Table => view! { <Later piece=Piece::Table skeleton=Skeleton::Rows /> }.into_any(),
    }
}

#[component]
fn Charts(
    /// The question.
    question: Question,
) -> impl IntoView {
    let go = use_go();
    let on_pin = Callback::new(move |area: AreaCode| {
        let mut next = question.address.get_untracked();
        // The own area is no comparator, whether the address names it or not.
        if question.area.with_untracked(|own| *own != area) {
            next = next.toggled(&area);
        }
        go(&Address::Comparison(next), Step::Same);
    });
    let state = Callback::new(move |area: AreaCode| {
        let picks = &question.address.read().picks;
        if picks.contains(&area) {
            Pin::Held
        } else if picks.len() >= MOST_PICKS || question.area.with(|own| *own == area) {
            Pin::Closed
        } else {
            Pin::Offer
        }
    });
    let pinning = Pinning { state, turn: on_pin };
    provide_context(Shown { question, pinning });
    let view = Memo::new(move |_| question.address.read().view);
    let reference = use_reference();
    let picks = Signal::derive(move || {
        let compared = question.peers.get();
        let is_compared = |code: &AreaCode| match &compared {
            PeersNow::Members(members) => members.contains(code),
            _ => true,
        };
        let address = question.address.read();
        let known = address.picks.iter().enumerate();
        known
            .filter(|(_, code)| reference.area(code).is_some())
            .map(|(place, code)| Picked {
                place,
                area: code.clone(),
                compared: is_compared(code),
            })
            .collect::<Vec<_>>()
    });
    view! {
        <div class="comparison">
            <div class="comparison-chart">
                {move || shown(view.get(), question, pinning)}
                <PicksLine picks on_let_go=on_pin />
                <Missing question />
                <Opened summary=use_texts().comparison.take piece=Piece::Take class="take" />
            </div>
            <Aside question />
        </div>
    }
}
