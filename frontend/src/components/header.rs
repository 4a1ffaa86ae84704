//! The head of every page: the name, the menu, the language, and the line over invented data.

use crate::address::{Address, CatalogueAddress, HomeAddress, ProfileAddress};
use crate::state::cache::Load;
use crate::state::data::use_data;
use crate::state::focus::focus_on;
use crate::state::language::{choose_language, use_language, use_texts};
use crate::state::location::{Step, use_go, use_here};
use crate::state::own_area::own_area;
use blis_domain::finding;
use blis_domain::rights::Action;
use blis_domain::text::Language;
use leptos::prelude::*;

/// The head of every page.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let data = use_data();
    let here = use_here();
    let own = move || match data.reference.get(&()) {
        Load::Ready(reference) => own_area(&reference),
        _ => None,
    };
    let profile = move || {
        own().map_or(Address::Home(HomeAddress::default()), |area| {
            Address::Profile(ProfileAddress::of(area))
        })
    };
    let current = move |is: fn(&Address) -> bool| here.with(|here| is(&here.address)).then_some("page");
    let demonstration = move || match data.reference.get(&()) {
        Load::Ready(reference) => reference.demonstration,
        _ => false,
    };
    view! {
        <header class="head">
            <div class="head-bar">
                <a
                    class="mark"
                    href=Address::Home(HomeAddress::default()).to_string()
                    aria-current=move || current(|at| matches!(at, Address::Home(_)))
                >
                    "BLIS"
                    <span class="mark-line">{texts.shell.tagline}</span>
                </a>
                <nav class="menu" aria-label=texts.shell.navigation>
                    <a
                        href=move || profile().to_string()
                        aria-current=move || current(|at| matches!(at, Address::Profile(_)))
                    >
                        {texts.shell.municipality}
                    </a>
                    <a
                        href=Address::Catalogue(CatalogueAddress::default()).to_string()
                        aria-current=move || {
                            current(|at| matches!(at, Address::Catalogue(_) | Address::Comparison(_)))
                        }
                    >
                        {texts.shell.indicators}
                    </a>
                    <a
                        href=Address::Networks.to_string()
                        aria-current=move || {
                            current(|at| matches!(at, Address::Networks | Address::Network(_)))
                        }
                    >
                        {texts.shell.networks}
                    </a>
                    <a
                        href=Address::About.to_string()
                        aria-current=move || current(|at| matches!(at, Address::About))
                    >
                        {texts.shell.about}
                    </a>
                    // Pages of the server's own, without script: the router leaves them alone.
                    <Show when=move || data.may_any(&Action::ADMINISTRATION)>
                        <a href=format!("/account?lang={language}#administration") rel="external">
                            {texts.shell.administration}
                        </a>
                    </Show>
                    <a href=format!("/account?lang={language}") rel="external">{texts.shell.account}</a>
                </nav>
                <Languages />
            </div>
            <Show when=demonstration>
                <p class="demonstration">{finding::demonstration(language)}</p>
            </Show>
        </header>
    }
}

/// The choice of language: links, so that a language can be opened in a tab of its own.
#[component]
fn Languages() -> impl IntoView {
    let texts = use_texts();
    let now = use_language();
    let here = use_here();
    let go = use_go();
    let link = move |language: Language| {
        let go = go.clone();
        let name = match language {
            Language::Lv => "Latviešu",
            Language::En => "English",
        };
        view! {
            <a
                id=format!("language-{language}")
                href=format!("?lang={language}")
                lang=language.tag()
                hreflang=language.tag()
                aria-current=(language == now).then_some("true")
                on:click=move |event| {
                    event.prevent_default();
                    go(&here.get_untracked().address, Step::Same);
                    choose_language(language);
                    // The page is built anew in the other language.
                    focus_on(format!("language-{language}"));
                }
            >
                {language.tag().to_uppercase()}
                <span class="visually-hidden">" "{name}</span>
            </a>
        }
    };
    view! {
        <nav class="languages" aria-label=texts.shell.language>
            {Language::ALL.map(link)}
        </nav>
    }
}
