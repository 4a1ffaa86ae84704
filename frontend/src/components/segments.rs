//! A row of links of which one is the present one: views of a comparison, filters of a list.

use leptos::prelude::*;

/// One of the links.
pub(crate) struct Segment {
    /// What it says.
    pub(crate) name: String,
    /// Where it leads.
    pub(crate) href: Signal<String>,
    /// Whether it is the present one.
    pub(crate) current: Signal<bool>,
}

/// A row of links of which one is the present one.
#[component]
pub(crate) fn Segments(
    /// The name of the choice.
    label: &'static str,
    /// The links.
    segments: Vec<Segment>,
) -> impl IntoView {
    let links = segments
        .into_iter()
        .map(|segment| {
            let Segment { name, href, current } = segment;
            view! {
                <a
                    href=href
                    data-noscroll=""
                    aria-current=move || current.get().then_some("true")
                >
                    {name}
                </a>
            }
        })
        .collect_view();
    view! { <nav class="segments" aria-label=label>{links}</nav> }
}
