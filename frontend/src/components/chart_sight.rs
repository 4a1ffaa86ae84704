//! Where a chart lies in the window: room for its card, and scrolling to what the keyboard reached.

use crate::placement::Room;
use blis_charts::Chart;
use leptos::html::Div;
use leptos::prelude::*;
use std::rc::Rc;

fn window_height() -> f64 {
    window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or(0.0)
}

/// The room a card has around a chart.
pub(super) fn room(frame: NodeRef<Div>, chart: &dyn Chart) -> Option<Room> {
    let upper_edge = frame.get_untracked()?.get_bounding_client_rect().top();
    Some(Room {
        width: f64::from(chart.width()),
        height: f64::from(chart.height()),
        to_window_foot: window_height() - upper_edge,
    })
}

/// Scrolls so far that the mark the keyboard reached is seen: a long ranking is higher than the window.
pub(super) fn keep_in_sight(
    frame: NodeRef<Div>,
    chart: RwSignal<Option<Rc<dyn Chart>>, LocalStorage>,
    at: Option<usize>,
) {
    let extent = chart.with_untracked(|chart| {
        let mark = chart.as_ref()?.marks().get(at?)?.clone();
        Some((mark.y, mark.y + mark.height))
    });
    let (Some((head, foot)), Some(frame)) = (extent, frame.get_untracked()) else {
        return;
    };
    let upper_edge = frame.get_bounding_client_rect().top();
    let (head, foot) = (upper_edge + head, upper_edge + foot);
    if head < 0.0 || foot > window_height() {
        window().scroll_by_with_x_and_y(0.0, head - window_height() / 2.0);
    }
}
