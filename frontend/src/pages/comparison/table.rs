//! Every figure of the comparison as text: all peers, those without a value with the reason.

use crate::components::band_mark::{BandMark, Wording};
use crate::components::pinning::{Pin, Pinning};
use crate::components::table_frame::TableFrame;
use crate::state::data::use_reference;
use crate::state::language::{use_language, use_texts};
use crate::state::question::Question;
use crate::table::{Row, Sort, SortBy, rows};
use blis_domain::locale::{number, quantity};
use blis_domain::{finding, indicator::Indicator};
use leptos::prelude::*;
use std::sync::Arc;

/// The comparison as a table that can be sorted.
#[component]
pub(super) fn Table(
    /// The question.
    question: Question,
    /// Picking municipalities out.
    pinning: Pinning,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let names = use_reference().names(language);
    let indicator = question.indicator.get_value();
    let sort = RwSignal::new(Sort::default());
    let heads: [(usize, Option<SortBy>); 7] = [
        (0, None),
        (1, Some(SortBy::Rank)),
        (2, Some(SortBy::Name)),
        (3, Some(SortBy::Value)),
        (4, None),
        (5, None),
        (6, None),
    ];
    let head = move |(place, by): (usize, Option<SortBy>)| {
        let name = texts.comparison.columns[place];
        let class = matches!(place, 1 | 3 | 4).then_some("numeric");
        match by {
            None => view! { <th scope="col" class=class>{name}</th> }.into_any(),
            Some(by) => view! {
                <th scope="col" class=class aria-sort=move || sort.get().aria(by)>
                    <button type="button" on:click=move |_| sort.update(|sort| *sort = sort.turned(by))>
                        {name}
                        <span class="sort-sign" aria-hidden="true">{move || sort.get().sign(by)}</span>
                    </button>
                </th>
            }
            .into_any(),
        }
    };
    let caption = {
        let topic = indicator.name.get(language).to_owned();
        move || {
            let period = question
                .period
                .get()
                .map(|period| period.to_string())
                .unwrap_or_default();
            (texts.comparison.caption)(&topic, &period)
        }
    };
    let body = move || {
        let comparison = question.comparison.get()?;
        let median = comparison.summary.peers.median;
        let rows = rows(&comparison, &names, sort.get());
        let rows = rows
            .into_iter()
            .map(|row| table_row(row, median, &indicator, question, pinning));
        Some(rows.collect_view())
    };
    let caption = view! { <caption>{caption}</caption> }.into_any();
    let heads = heads.map(head).into_any();
    let [.., name] = texts.comparison.views;
    view! {
        <TableFrame label=name caption heads>
            {body}
        </TableFrame>
    }
}

fn table_row(
    row: Row,
    median: Option<f64>,
    indicator: &Arc<Indicator>,
    question: Question,
    pinning: Pinning,
) -> AnyView {
    let texts = use_texts();
    let language = use_language();
    let Row {
        area,
        name,
        value,
        rank,
        band,
        status,
        reason,
        explanation,
    } = row;
    let shown = value.map(|value| {
        quantity(
            language,
            value,
            indicator.decimals,
            indicator.unit.symbol.get(language),
        )
    });
    let gap = value
        .zip(median)
        .map(|(value, median)| finding::difference(language, indicator, value, median));
    let remark = match reason {
        Some(reason) => Some(finding::missing_reason(language, reason)),
        None => status.and_then(|status| finding::status(language, status)),
    };
    let explained = explanation.map(|one| {
        view! { <span class="explained">{finding::explained(language, &one)}</span> }
    });
    let rank = rank.map(|rank| number(language, f64::from(rank), 0));
    let band = band.map(|band| view! { <BandMark band wording=Wording::SignAndWord /> });
    let own = question.area.with(|own| *own == area);
    let pick = question.address.read().picks.iter().position(|one| *one == area);
    let closed = pinning.state.run(area.clone()) == Pin::Closed;
    let label = (texts.comparison.pick)(&name);
    let class = match pick {
        _ if own => "own".to_owned(),
        Some(place) => format!("pick-{}", place + 1),
        None => String::new(),
    };
    let tick = (!own).then(|| {
        view! {
            <input
                type="checkbox"
                aria-label=label
                title=closed.then_some(texts.comparison.picks_full)
                disabled=closed
                prop:checked=pick.is_some()
                on:change=move |_| pinning.turn.run(area.clone())
            />
        }
    });
    view! {
        <tr class=class>
            <td class="tick-cell">{tick}</td>
            <td class="numeric">{rank}</td>
            <th scope="row">{name}</th>
            <td class="numeric">{shown}</td>
            <td class="numeric">{gap}</td>
            <td>{band}</td>
            <td>{remark} {explained}</td>
        </tr>
    }
    .into_any()
}
