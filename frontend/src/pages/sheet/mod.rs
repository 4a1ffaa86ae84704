//! The sheet of an indicator for those who look after the catalogue: changing it, and what it said before.

mod editor;
mod field;
mod history;

use crate::address::{Address, ComparisonAddress};
use crate::api::sheet::{KnownSheet, sheet};
use crate::components::loaded::{Loaded, Skeleton};
use crate::state::cache::Cache;
use crate::state::language::{use_language, use_sheet};
use crate::state::page_title::use_page_title;
use blis_domain::indicator::IndicatorCode;
use editor::Editor;
use history::History;
use leptos::prelude::*;

/// The sheet of an indicator.
#[component]
pub(crate) fn SheetPage(
    /// Which.
    code: Memo<IndicatorCode>,
) -> impl IntoView {
    let words = use_sheet();
    let language = use_language();
    use_page_title(move || format!("{} · {}", words.title, code.read()));
    let sheets = Cache::new(sheet);
    let again = Callback::new(move |()| sheets.retry(&code.get_untracked()));
    view! {
        <p class="kicker">
            <a href=move || {
                Address::Comparison(ComparisonAddress::of(code.get())).to_string()
            }>{move || code.read().to_string()}</a>
        </p>
        <Loaded
            load=Signal::derive(move || sheets.get(&code.get()))
            part=words.part
            skeleton=Skeleton::Page
            on_retry=again
            let:known
        >
            {
                let KnownSheet { sheet, etag, versions } = known.as_ref().clone();
                view! {
                    <div class="prose">
                        <h1>{sheet.name.get(language).to_owned()}</h1>
                        <p>{words.about}</p>
                    </div>
                    <Editor sheet etag on_done=again />
                    <History versions />
                }
            }
        </Loaded>
    }
}
