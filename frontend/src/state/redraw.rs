//! How long a redraw takes, told to the browser's own timeline as `blis:redraw`.

use leptos::prelude::window;

const MEASURE: &str = "blis:redraw";
const START: &str = "blis:redraw:start";

/// A redraw begins; one that has begun already goes on.
pub(crate) fn begin() {
    if let Some(performance) = window().performance()
        && performance.get_entries_by_name(START).length() == 0
    {
        // Timing is for whoever looks; where it cannot be kept the chart is drawn all the same.
        let _ = performance.mark(START);
    }
}

/// The drawing stands in the page.
pub(crate) fn end() {
    if let Some(performance) = window().performance() {
        let _ = performance.measure_with_start_mark(MEASURE, START);
        performance.clear_marks_with_mark_name(START);
    }
}
