//! A chart in the page: its size, its drawing, the pointer, the keyboard. What is drawn is the chart's own matter.

use crate::components::chart_card::{ChartCard, TouchCard};
use crate::components::chart_sight::{keep_in_sight, room};
use crate::components::pinning::Pinning;
use crate::placement::{Placement, place};
use crate::state::language::{use_language, use_texts};
use crate::state::redraw;
use crate::state::scheme::use_scheme;
use crate::state::width::use_width;
use blis_charts::{CannotDraw, Card, Chart, Mark, Step};
use blis_domain::area::AreaCode;
use blis_domain::period::Period;
use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use std::rc::Rc;

/// What is pointed at, by name: after a redraw the same datum is another mark.
type Datum = (AreaCode, Option<Period>);

/// By what the reader points. A finger hides what it touches, so its card stays below the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Mouse,
    Touch,
    Keys,
}

/// What the card shows: what it says, where it lies, by what it was called.
type Shown = (Card, Placement, By);

/// A chart that can be pointed at and walked through.
#[component]
pub(crate) fn ChartView(
    /// Lays the chart out at a width; called again when a signal it reads changes.
    lay_out: impl Fn(u32) -> Result<Rc<dyn Chart>, CannotDraw> + 'static,
    /// Picking out the area of a mark.
    pinning: Pinning,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let scheme = use_scheme();
    let frame = NodeRef::<Div>::new();
    let canvas = NodeRef::<Div>::new();
    let width = use_width(frame);
    let chart = RwSignal::new_local(None::<Rc<dyn Chart>>);
    let refusal = RwSignal::new(None::<&'static str>);
    let pointed = RwSignal::new(None::<Datum>);
    let shown = RwSignal::new(None::<Shown>);
    let description = RwSignal::new(String::new());

    Effect::new(move || {
        let width = width.get();
        if width == 0 {
            return;
        }
        redraw::begin();
        match lay_out(width) {
            Ok(built) => {
                description.set(built.description().to_owned());
                refusal.set(None);
                chart.set(Some(built));
            }
            Err(reason) => {
                refusal.set(Some(reason.sentence(language)));
                chart.set(None);
            }
        }
    });
    Effect::new(move || {
        let (Some(canvas), Some(chart)) = (canvas.get(), chart.get()) else {
            return;
        };
        let at = pointed.with(|datum| datum.as_ref().and_then(|datum| index_of(chart.marks(), datum)));
        redraw::begin();
        match chart.svg(scheme.get(), at) {
            Ok(svg) => canvas.set_inner_html(&svg),
            Err(_) => refusal.set(Some(texts.chart.failed)),
        }
        redraw::end();
    });

    let point = move |at: Option<usize>, x: Option<f64>, by: By| {
        let found = chart.with_untracked(|chart| {
            let chart = chart.as_ref()?;
            let mark = chart.marks().get(at?)?;
            let room = room(frame, chart.as_ref())?;
            let x = x.unwrap_or(mark.x + mark.width / 2.0);
            Some((
                (mark.area.clone(), mark.period),
                (mark.card.clone(), place(mark, x, room), by),
            ))
        });
        let (datum, card) = found.unzip();
        if pointed.with_untracked(|before| *before != datum) {
            pointed.set(datum);
            shown.set(card);
        }
    };
    let at_pointer = move |event: &MouseEvent| {
        let frame = frame.get_untracked()?.get_bounding_client_rect();
        let x = f64::from(event.client_x()) - frame.left();
        let y = f64::from(event.client_y()) - frame.top();
        chart.with_untracked(|chart| Some((chart.as_ref()?.mark_at(x, y), x)))
    };
    let touched = StoredValue::new(false);
    let moved = move |event: PointerEvent| {
        if event.pointer_type() != "touch"
            && let Some((at, x)) = at_pointer(&event)
        {
            point(at, Some(x), By::Mouse);
        }
    };
    let clicked = move |event: MouseEvent| {
        let Some((at, x)) = at_pointer(&event) else {
            return;
        };
        let before = pointed.get_untracked();
        let by = if touched.get_value() { By::Touch } else { By::Mouse };
        point(at, Some(x), by);
        let datum = pointed.get_untracked();
        // A finger first asks what it is; a second tap on the same pins it.
        if let Some((area, _)) = datum.clone()
            && (by == By::Mouse || before == datum)
        {
            pinning.turn.run(area);
        }
    };
    let pressed = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "Enter" | " " => {
                if let Some((area, _)) = pointed.get_untracked() {
                    event.prevent_default();
                    pinning.turn.run(area);
                }
                return;
            }
            "Escape" => return point(None, None, By::Keys),
            other => match step_of(other) {
                Some(step) => step,
                None => return,
            },
        };
        event.prevent_default();
        let next = chart.with_untracked(|chart| {
            let chart = chart.as_ref()?;
            let from = pointed.with_untracked(|datum| index_of(chart.marks(), datum.as_ref()?));
            chart.step(from, step)
        });
        keep_in_sight(frame, chart, next);
        point(next, None, By::Keys);
    };
    let spoken = move || match shown.get() {
        Some((card, _, By::Keys)) => card.sentence(),
        _ => String::new(),
    };

    view! {
        <div class="chart">
            <div
                class="chart-frame"
                node_ref=frame
                tabindex="0"
                role="application"
                aria-roledescription=texts.chart.role
                aria-label=description
                aria-describedby="chart-keys"
                hidden=move || refusal.read().is_some()
                on:pointerdown=move |event| touched.set_value(event.pointer_type() == "touch")
                on:pointermove=moved
                on:pointerleave=move |event| {
                    if event.pointer_type() != "touch" {
                        point(None, None, By::Mouse);
                    }
                }
                on:click=clicked
                on:keydown=pressed
                // A finger that goes on to the button of the card must find it there.
                on:blur=move |_| {
                    if shown.with_untracked(|shown| matches!(shown, Some((_, _, By::Keys)))) {
                        point(None, None, By::Keys);
                    }
                }
            >
                <div class="chart-canvas" node_ref=canvas aria-hidden="true"></div>
                {move || {
                    shown.get()
                        .filter(|(_, _, by)| *by != By::Touch)
                        .map(|(card, at, _)| view! { <ChartCard card at /> })
                }}
            </div>
            {move || {
                shown.get()
                    .filter(|(_, _, by)| *by == By::Touch)
                    .zip(pointed.get())
                    .map(|((card, _, _), (area, _))| view! { <TouchCard card area pinning /> })
            }}
            <p class="chart-refusal" hidden=move || refusal.read().is_none()>{refusal}</p>
            <p class="visually-hidden" id="chart-keys">{texts.chart.keys}</p>
            <p class="visually-hidden" aria-live="polite">{spoken}</p>
        </div>
    }
}

fn step_of(key: &str) -> Option<Step> {
    Some(match key {
        "ArrowLeft" => Step::Left,
        "ArrowRight" => Step::Right,
        "ArrowUp" => Step::Up,
        "ArrowDown" => Step::Down,
        "Home" => Step::First,
        "End" => Step::Last,
        _ => return None,
    })
}

fn index_of(marks: &[Mark], (area, period): &Datum) -> Option<usize> {
    marks
        .iter()
        .position(|mark| mark.area == *area && mark.period == *period)
}
