//! The calendar: what is expected on which day, and what is released when.

use crate::address::{Address, CalendarAddress, ComparisonAddress};
use crate::api::releases::{Calendar, calendar};
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::segments::{Segment, Segments};
use crate::components::table_frame::{Head, TableFrame, heads};
use crate::pages::releases::instant::this_year;
use crate::state::cache::Cache;
use crate::state::data::use_reference;
use crate::state::language::{use_calendar, use_language, use_releases};
use crate::state::page_title::use_page_title;
use blis_domain::calendar::{CalendarEntry, CalendarState};
use blis_domain::locale::to_minute;
use leptos::prelude::*;

/// The calendar.
#[component]
pub(crate) fn CalendarPage(
    /// Which days.
    address: Memo<CalendarAddress>,
) -> impl IntoView {
    let words = use_calendar();
    use_page_title(move || words.calendar.to_owned());
    let calendars = Cache::new(calendar);
    let year = Memo::new(move |_| address.read().year);
    let segment = move |one: Option<u16>| Segment {
        name: one.map_or(words.around_today.to_owned(), |one| one.to_string()),
        href: Signal::stored(Address::Calendar(CalendarAddress { year: one }).to_string()),
        current: Signal::derive(move || year.get() == one),
    };
    let segments = move || {
        let now = this_year();
        let named = year.get().unwrap_or(now);
        let years = named.saturating_sub(1).min(now - 1)..=named.saturating_add(1).max(now + 1);
        // A year far away does not bring all those between.
        let years = years.filter(|one| one.abs_diff(named) <= 1 || one.abs_diff(now) <= 1);
        let segments = std::iter::once(None)
            .chain(years.map(Some))
            .map(segment)
            .collect();
        view! { <Segments label=words.year segments /> }
    };
    view! {
        <div class="prose">
            <h1>{words.calendar}</h1>
            <p>{words.calendar_about}</p>
            <p>
                <a href=Address::Releases.to_string()>{use_releases().releases}</a>
            </p>
        </div>
        <div class="finder">{segments}</div>
        <Loaded
            load=Signal::derive(move || calendars.get(&year.get()))
            part=words.calendar
            skeleton=Skeleton::Rows
            on_retry=move |()| calendars.retry(&year.get_untracked())
            let:calendar
        >
            {months(&calendar)}
        </Loaded>
    }
}

/// The entries by the month of their day.
fn months(calendar: &Calendar) -> AnyView {
    let words = use_calendar();
    if calendar.entries.is_empty() {
        return view! { <p class="state">{words.nothing_expected}</p> }.into_any();
    }
    let month = |entry: &CalendarEntry| entry.day().map(|day| day.year_and_month());
    let months = calendar.entries.chunk_by(|a, b| month(a) == month(b));
    months
        .map(|entries| {
            let title = entries
                .first()
                .and_then(month)
                .map(|(year, month)| (words.month)(year, month));
            let title = title.unwrap_or_default();
            let rows = entries.iter().map(|entry| row(entry, calendar)).collect_view();
            let heads = heads(words.calendar_columns.map(Head::Text));
            view! {
                <section>
                    <h2>{title.clone()}</h2>
                    <TableFrame label=title class="calendar" heads>
                        {rows}
                    </TableFrame>
                </section>
            }
        })
        .collect_view()
        .into_any()
}

fn row(entry: &CalendarEntry, calendar: &Calendar) -> impl IntoView + use<> {
    let words = use_calendar();
    let language = use_language();
    let reference = use_reference();
    let name = reference.indicator_name(&entry.indicator, language);
    let comparison = Address::Comparison(ComparisonAddress::of(entry.indicator.clone()));
    let release = entry.release.as_ref().map(|id| {
        let known = calendar.releases.iter().find(|one| one.id == *id);
        let name = known.map_or(id.clone(), |one| one.name.get(language).to_owned());
        let at = entry.release_at.as_deref().map(to_minute);
        view! {
            <a href=Address::Release(id.clone()).to_string()>{name}</a>
            {at.map(|at| view! { " " <span class="quiet">{at}</span> })}
        }
    });
    let expected = entry.expected.filter(|day| entry.day() != Some(*day)).map(|day| {
        view! { <span class="quiet calendar-expected">{(words.expected_by)(&day.to_string())}</span> }
    });
    let state = (words.calendar_state)(entry.state);
    let state = match entry.state {
        CalendarState::Overdue => view! { <strong>{state}</strong> }.into_any(),
        CalendarState::Expected | CalendarState::Released => state.into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="calendar-day">{entry.day().map(|day| day.to_string())} {expected}</th>
            <td class="told">
                <a href=comparison.to_string()>{name}</a>
            </td>
            <td>{entry.period.to_string()}</td>
            <td>{state}</td>
            <td>{release}</td>
        </tr>
    }
}
