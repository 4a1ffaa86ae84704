//! Taking a comparison along: tables, images, the link and the citation.

use crate::address::{Address, ComparisonAddress, View};
use crate::api::client;
use crate::state::language::{use_language, use_take};
use crate::state::question::Question;
use blis_client::{Client, CompareQuery};
use blis_domain::finding;
use blis_domain::period::Period;
use blis_domain::wire::{ImageFormat, TableFormat};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

/// The height of a frame in another site, in pixels; what is higher is scrolled within.
const EMBED_HEIGHT: u32 = 640;

/// The files, links and citation of what is shown.
#[component]
pub(super) fn Taken(
    /// The question.
    question: Question,
) -> impl IntoView {
    let words = use_take();
    let period = move || question.period.get();
    // Without a client nothing was fetched, and no comparison is shown.
    let client = StoredValue::new(client().ok()?);
    let tables = move |every_period: bool| {
        TableFormat::ALL
            .map(|format| {
                let href = move || {
                    let asked = asked(question, period().filter(|_| !every_period));
                    let address = client
                        .read_value()
                        .comparison_table_address(&asked, every_period, format);
                    address.to_string()
                };
                file(format.extension(), href)
            })
            .collect_view()
    };
    let images = ImageFormat::ALL
        .map(|format| {
            let href = move || image_address(&client.read_value(), question, format);
            file(format.extension(), href)
        })
        .collect_view();
    let link = Signal::derive(move || link(question));
    let embed = Signal::derive(move || embed(question));
    let citation = Signal::derive(move || citation(question, &link.read()));
    let of_period = move || (words.table)(&period().map_or(String::new(), |period| period.to_string()));
    Some(view! {
        <dl class="facts">
            <div><dt>{of_period}</dt><dd class="taken-files">{tables(false)}</dd></div>
            <div><dt>{words.every_period}</dt><dd class="taken-files">{tables(true)}</dd></div>
            <div><dt>{words.image}</dt><dd class="taken-files">{images}</dd></div>
        </dl>
        <p class="quiet">{words.about}</p>
        <Copied id="take-link" label=words.link text=link button=words.copy[0] done=words.copied[0] />
        <Copied id="take-embed" label=words.embed text=embed button=words.copy[2] done=words.copied[2] />
        <Copied id="take-citation" label=words.citation text=citation button=words.copy[1] done=words.copied[1] />
    })
}

/// The link to a file.
fn file(extension: &'static str, href: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    view! { <a href=href rel="external" download="">{extension.to_uppercase()}</a> }
}

/// A text with a button that copies it.
#[component]
fn Copied(
    /// The id of the field.
    id: &'static str,
    /// What it is.
    label: &'static str,
    /// The text.
    text: Signal<String>,
    /// What the button says.
    button: &'static str,
    /// What is told once it is copied.
    done: &'static str,
) -> impl IntoView {
    let not_copied = use_take().not_copied;
    let told = RwSignal::new("");
    let copy = move |_| {
        let clipboard = window().navigator().clipboard();
        // There is none where the page did not come by https.
        let writing = (!clipboard.is_undefined()).then(|| clipboard.write_text(&text.get_untracked()));
        spawn_local(async move {
            let copied = match writing {
                Some(writing) => JsFuture::from(writing).await.is_ok(),
                None => false,
            };
            told.try_set(if copied { done } else { not_copied });
        });
    };
    view! {
        <div class="entry">
            <label for=id>{label}</label>
            <div class="beside">
                <input id=id type="text" class="field" readonly prop:value=text />
                <button type="button" class="button" on:click=copy>
                    {button}
                </button>
            </div>
            <span role="status">{told}</span>
        </div>
    }
}

/// What is asked of the server; of all periods where none is named.
fn asked(question: Question, period: Option<Period>) -> CompareQuery {
    let address = question.address.read();
    CompareQuery {
        indicator: question.indicator.read_value().code.clone(),
        area: question.area.get(),
        peers: address.peers.clone(),
        period,
        as_of: address.as_of.as_ref().map(ToString::to_string),
    }
}

/// The image of the chart that is shown; of the places where a table is shown.
fn image_address(client: &Client, question: Question, format: ImageFormat) -> String {
    let address = question.address.read();
    let chart = match address.view {
        View::Ranking | View::Table => "ranking",
        View::Trend => "trend",
        View::Distribution => "distribution",
    };
    let asked = asked(question, question.period.get());
    let address = client.chart_address(chart, &asked, &address.picks, format);
    address.to_string()
}

/// What is shown, with all that the reader has chosen or that is so by default.
fn shown(question: Question) -> ComparisonAddress {
    ComparisonAddress {
        area: Some(question.area.get()),
        period: question.period.get(),
        ..question.address.get()
    }
}

fn link(question: Question) -> String {
    absolute(&Address::Comparison(shown(question)))
}

/// An address as it stands elsewhere, in the language of the page.
fn absolute(address: &Address) -> String {
    let address = address.to_string();
    let origin = window().location().origin().unwrap_or_default();
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{origin}{address}{sign}lang={}", use_language())
}

/// What another site writes into its page.
fn embed(question: Question) -> String {
    let address = Address::Embed(shown(question));
    let title = question
        .indicator
        .read_value()
        .name
        .get(use_language())
        .to_owned();
    let (src, title) = (absolute(&address), title.replace('"', "&quot;"));
    format!(
        r#"<iframe src="{src}" title="{title}" width="100%" height="{EMBED_HEIGHT}" loading="lazy" style="border:0"></iframe>"#
    )
}

fn citation(question: Question, link: &str) -> String {
    let comparison = question.comparison.get();
    comparison.map_or(String::new(), |comparison| {
        finding::citation(
            use_language(),
            &question.indicator.read_value(),
            &comparison.summary,
            link,
        )
    })
}
