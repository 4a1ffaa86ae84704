//! The title of the document: what a tab, a bookmark and a screen reader say first.

use leptos::prelude::*;

/// Keeps the document's title to what `title` says.
pub(crate) fn use_page_title(title: impl Fn() -> String + 'static) {
    Effect::new(move || document().set_title(&format!("{} · BLIS", title())));
}
