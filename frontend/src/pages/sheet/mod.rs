//! The sheet of an indicator for those who look after the catalogue: changing it, and what it said before.

mod editor;
mod field;
mod history;

use crate::address::{Address, ComparisonAddress};
use crate::api::{self, sheet::KnownSheet};
use crate::components::loaded::{Loaded, Skeleton};
use crate::state::cache::Cache;
use crate::state::language::{use_language, use_sheet};
use crate::state::page_title::use_page_title;
use blis_domain::indicator::IndicatorCode;
use blis_domain::sheet::Sheet;
use blis_domain::wire::SheetVersionView;
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
    use_page_title(move || format!("{} · {}", words.title, code.read()));
    let sheets = Cache::new(api::sheet::sheet);
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
            on_retry=move |()| sheets.retry(&code.get_untracked())
            let:known
        >
            {
                let (known, versions) = known.as_ref().clone();
                view! { <OfSheet known versions /> }
            }
        </Loaded>
    }
}

/// A sheet that has come. The form of one that is changed stays; what stands around it follows.
#[component]
fn OfSheet(
    /// The sheet as it was found.
    known: KnownSheet,
    /// Its versions until then.
    versions: Vec<SheetVersionView>,
) -> impl IntoView {
    let words = use_sheet();
    let language = use_language();
    let code = StoredValue::new(known.sheet.code.clone());
    let name = RwSignal::new(known.sheet.name.clone());
    let histories = Cache::new(api::sheet::versions);
    histories.put(code.get_value(), versions);
    let changed = move |sheet: Sheet| {
        name.set(sheet.name);
        histories.renew(&code.get_value());
    };
    view! {
        <div class="prose">
            <h1>{move || name.read().get(language).to_owned()}</h1>
            <p>{words.about}</p>
        </div>
        <Editor known on_done=changed />
        <Loaded
            load=Signal::derive(move || histories.get(&code.get_value()))
            part=words.history
            skeleton=Skeleton::Rows
            on_retry=move |()| histories.retry(&code.get_value())
            let:versions
        >
            <History versions=versions.as_ref().clone() />
        </Loaded>
    }
}
