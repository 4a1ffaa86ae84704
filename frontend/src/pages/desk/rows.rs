//! The rows of a receipt: found by what became of them, and taken along as a file.

use crate::address::{Address, BatchAddress};
use crate::api::{
    self,
    desk::{self, BatchKey},
};
use crate::components::listed::Listed;
use crate::components::segments::{Segment, Segments};
use crate::components::table_frame::{Head, TableFrame, heads};
use crate::state::data::use_reference;
use crate::state::language::{use_desk, use_language};
use blis_domain::locale::{number, shortest};
use blis_domain::receipt::{ReceiptRow, RowOutcome};
use blis_domain::wire::TableFormat;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The ends that a receipt names rows for.
const NAMED: [RowOutcome; 3] = [RowOutcome::Changed, RowOutcome::Refused, RowOutcome::Suspect];

/// The rows of a receipt.
#[component]
pub(super) fn Rows(
    /// Which of them.
    address: Memo<BatchAddress>,
    /// The batch.
    key: Memo<BatchKey>,
) -> impl IntoView {
    let words = use_desk();
    let segment = |outcome: Option<RowOutcome>| Segment {
        name: outcome.map_or(words.every_outcome, words.outcome_rows).to_owned(),
        href: Signal::derive(move || {
            Address::Batch(BatchAddress {
                outcome,
                ..address.get()
            })
            .to_string()
        }),
        current: Signal::derive(move || address.read().outcome == outcome),
    };
    let segments = std::iter::once(None)
        .chain(NAMED.map(Some))
        .map(segment)
        .collect();
    let question = Memo::new(move |_| (key.get(), address.read().outcome));
    view! {
        <section>
            <h2>{words.rows}</h2>
            <div class="finder">
                <Segments label=words.outcome segments />
            </div>
            <Listed
                fetch=|((batch, outcome), place)| desk::receipt_rows((batch, outcome, place))
                question
                part=words.parts.receipt
                frame=table
                row
                nothing=words.no_rows
            />
            <p class="beside receipt-files">
                {words.take_along} " " {TableFormat::ALL.into_iter().map(|format| file(format, question)).collect_view()}
            </p>
        </section>
    }
}

/// The link to the rows as a file. The session is looked after first: a file cannot ask for it by itself.
fn file(format: TableFormat, question: Memo<(BatchKey, Option<RowOutcome>)>) -> Option<impl IntoView> {
    // Without a client nothing was fetched, and no receipt is shown.
    let client = api::client().ok()?;
    let link = client.clone();
    let href = move || {
        let (batch, outcome) = question.get();
        desk::receipt_file(&link, &batch, outcome, format)
    };
    let address = href.clone();
    let open = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        let (client, address) = (client.clone(), address());
        spawn_local(async move {
            // Where it failed, the file says why.
            let _ = desk::stay(client).await;
            let _ = window().location().set_href(&address);
        });
    };
    Some(view! {
        <a href=href rel="external" on:click=open>{format.extension().to_uppercase()}</a>
        " "
    })
}

fn table(rows: AnyView, _: u64) -> impl IntoView {
    let words = use_desk();
    let [number, outcome, why, before, sent] = words.row_columns;
    let heads = heads([
        Head::Number(number),
        Head::Text(outcome),
        Head::Text(why),
        Head::Number(before),
        Head::Number(sent),
    ]);
    view! {
        <TableFrame label=words.rows class="receipt-rows" heads>
            {rows}
        </TableFrame>
    }
}

/// What a row is about: indicator, municipality, period and part; nothing of a refused one.
fn about(row: &ReceiptRow) -> Option<String> {
    let (language, reference) = (use_language(), use_reference());
    let indicator = reference.indicator_name(row.indicator.as_ref()?, language);
    let code = row.area.as_ref()?;
    let area = reference.areas.iter().find(|area| area.code == *code);
    let area = area.map_or_else(|| code.to_string(), |area| area.name.get(language).to_owned());
    let mut about = format!("{indicator} · {area} · {}", row.period?);
    if let Some(part) = &row.breakdown {
        about.push_str(" · ");
        about.push_str(part);
    }
    Some(about)
}

fn row(row: &ReceiptRow) -> impl IntoView + use<> {
    let words = use_desk();
    let language = use_language();
    let value = move |value: Option<f64>| value.map(|value| shortest(language, value));
    let about = about(row);
    view! {
        <tr>
            <th scope="row" class="numeric">{number(language, row.row as f64, 0)}</th>
            <td>{(words.outcome_name)(row.outcome)}</td>
            <td class="told">
                {about.map(|about| view! { <strong>{about}</strong> <br /> })} {row.message.clone()}
            </td>
            <td class="numeric">{value(row.old)}</td>
            <td class="numeric">{value(row.new)}</td>
        </tr>
    }
}
