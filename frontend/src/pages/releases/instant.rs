//! Days and instants between the clock of the reader and UTC.

use js_sys::Date;
use wasm_bindgen::JsValue;

/// The year it is.
pub(super) fn this_year() -> u16 {
    // No clock says a year that does not fit; the calendar then begins with its first.
    u16::try_from(Date::new_0().get_full_year()).unwrap_or(1)
}

/// The instant that a field of date and time says by the clock of this browser, RFC 3339 in UTC; `None` when it says
/// none.
pub(super) fn to_utc(field: &str) -> Option<String> {
    let date = Date::new(&JsValue::from_str(field));
    (!field.is_empty() && !date.get_time().is_nan()).then(|| date.to_iso_string().into())
}

/// What a field of date and time says of an instant, by the clock of this browser.
pub(super) fn to_field(rfc3339: &str) -> String {
    let date = Date::new(&JsValue::from_str(rfc3339));
    if date.get_time().is_nan() {
        return String::new();
    }
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}
