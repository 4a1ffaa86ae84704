//! The frame of a table: where it is wider than the screen, it is pushed aside in it.

use leptos::prelude::*;

/// The head of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    /// Over text.
    Text(&'static str),
    /// Over numbers.
    Number(&'static str),
}

/// Heads of columns.
pub(crate) fn heads(heads: impl IntoIterator<Item = Head>) -> AnyView {
    let head = |head: Head| match head {
        Head::Text(name) => view! { <th scope="col">{name}</th> }.into_any(),
        Head::Number(name) => view! { <th scope="col" class="numeric">{name}</th> }.into_any(),
    };
    heads.into_iter().map(head).collect_view().into_any()
}

/// A table in its frame, which is reached by keyboard too.
#[component]
pub(crate) fn TableFrame(
    /// What the table is.
    #[prop(into)]
    label: String,
    /// The class of the table.
    #[prop(optional)]
    class: Option<&'static str>,
    /// Its caption.
    #[prop(optional)]
    caption: Option<AnyView>,
    /// The heads of its columns.
    heads: AnyView,
    /// Its rows.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="table-frame" role="region" tabindex="0" aria-label=label>
            <table class=class>
                {caption} <thead>
                    <tr>{heads}</tr>
                </thead> <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
