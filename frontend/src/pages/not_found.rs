//! An address where nothing is.

use crate::address::{Address, CatalogueAddress, HomeAddress};
use crate::state::language::use_texts;
use crate::state::page_title::use_page_title;
use leptos::prelude::*;

/// An address where nothing is, and where to go from there.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    let texts = use_texts();
    use_page_title(move || texts.shell.not_found.to_owned());
    view! {
        <article class="prose">
            <h1>{texts.shell.not_found}</h1>
            <p>{texts.shell.not_found_hint}</p>
            <p class="ways">
                <a href=Address::Home(HomeAddress::default()).to_string()>{texts.shell.to_home}</a>
                <a href=Address::Catalogue(CatalogueAddress::default()).to_string()>{texts.shell.indicators}</a>
            </p>
        </article>
    }
}
