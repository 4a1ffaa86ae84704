//! The mirror of a municipality: its figures that wait to become public.

use crate::address::{Address, PreviewAddress};
use crate::api::releases::{own_municipalities, preview};
use crate::components::area_select::AreaSelect;
use crate::components::listed::Listed;
use crate::components::loaded::{Loaded, Skeleton};
use crate::pages::releases::figure::Figure;
use crate::state::cache::Cache;
use crate::state::data::{use_data, use_reference};
use crate::state::language::{use_language, use_releases};
use crate::state::location::{Step, use_go};
use crate::state::own_area::own_area;
use crate::state::page_title::use_page_title;
use blis_domain::area::AreaCode;
use blis_domain::preview::PreviewFigure;
use leptos::prelude::*;

/// The figures of a municipality before their release.
#[component]
pub(crate) fn PreviewPage(
    /// Of whom.
    address: Memo<PreviewAddress>,
) -> impl IntoView {
    let words = use_releases();
    use_page_title(move || words.preview.to_owned());
    let own = Cache::new(own_municipalities);
    view! {
        <div class="prose">
            <h1>{words.preview}</h1>
            <p>{words.preview_about}</p>
        </div>
        <Loaded
            load=Signal::derive(move || own.get(&()))
            part=words.parts.preview
            skeleton=Skeleton::Rows
            on_retry=move |()| own.retry(&())
            let:own
        >
            <OfMunicipality address own=own.as_ref().clone() />
        </Loaded>
    }
}

#[component]
fn OfMunicipality(
    address: Memo<PreviewAddress>,
    /// Where the reader has a role; whoever has none in a municipality looks after all of them.
    own: Vec<AreaCode>,
) -> impl IntoView {
    let words = use_releases();
    let language = use_language();
    let reference = use_reference();
    let go = use_go();
    let first = own.first().cloned().or_else(|| own_area(&reference)).or_else(|| {
        reference
            .areas
            .iter()
            .find(|one| one.pilot)
            .map(|one| one.code.clone())
    });
    let area = Memo::new(move |_| address.read().area.clone().or_else(|| first.clone()));
    let data = use_data();
    let own_alone = own.len() == 1;
    let is_alone = move || own_alone && !data.looks_after_all();
    let named = move || {
        let code = area.get()?;
        Some(reference.name(&code, language).to_owned())
    };
    let choose = Callback::new(move |area: AreaCode| {
        go(&Address::Preview(PreviewAddress { area: Some(area) }), Step::New);
    });
    let choice = move || {
        let area = area.get().filter(|_| !is_alone())?;
        Some(view! { <AreaSelect area label=words.municipality on_choose=choose /> })
    };
    let heading = move || {
        let class = if is_alone() { "" } else { "visually-hidden" };
        view! { <h2 class=class>{named()}</h2> }
    };
    view! {
        <div class="finder">{heading} {choice}</div>
        {move || {
            area.get()
                .map(|code| {
                    let question = Memo::new(move |_| code.clone());
                    view! {
                        <Listed
                            fetch=preview
                            question
                            part=words.parts.preview
                            frame
                            row=figure
                            nothing=words.nothing_waits
                        />
                    }
                })
        }}
    }
}

fn frame(figures: AnyView, total: u64) -> impl IntoView {
    view! {
        <p class="quiet" role="status">{(use_releases().waiting)(total)}</p>
        <ul class="held">{figures}</ul>
    }
}

fn figure(figure: &PreviewFigure) -> impl IntoView + use<> {
    view! { <Figure figure=figure.clone() /> }
}
