//! What BLIS is, how to read it, where the figures come from.

use crate::state::language::use_reading;
use crate::state::page_title::use_page_title;
use leptos::prelude::*;

/// What BLIS is.
#[component]
pub(crate) fn AboutPage() -> impl IntoView {
    let about = &use_reading().about;
    use_page_title(move || about.title.to_owned());
    let paragraphs = |texts: [&'static str; 3]| texts.map(|text| view! { <p>{text}</p> });
    view! {
        <article class="prose">
            <h1>{about.title}</h1>
            {paragraphs(about.what)}
            <h2>{about.reading_title}</h2>
            {paragraphs(about.reading)}
            <h2>{about.sources_title}</h2>
            <p>{about.sources}</p>
            <h2>{about.api_title}</h2>
            <p>{about.api}</p>
            <p><a href="/api-docs" rel="external">{about.api_link}</a></p>
        </article>
    }
}
