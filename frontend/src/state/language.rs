//! The language of the page.
//!
//! `?lang=` in the address wins, then what this browser remembers, then Latvian. A change rebuilds the page below,
//! so components read the language once and hold plain texts.

use crate::i18n::{
    BriefWords, Calendar, Desk, Handling, Reading, Releases, Sheet, Take, Texts, brief, calendar, desk,
    handling, reading, releases, sheet, take, texts,
};
use crate::state::storage::{recall, remember};
use blis_domain::text::Language;
use leptos::prelude::*;

const KEY: &str = "blis.language";

#[derive(Clone, Copy)]
struct Spoken(RwSignal<Language>);

/// Provides the language remembered, and keeps the `lang` attribute of the document in step.
pub(crate) fn provide_language() {
    let remembered = recall(KEY).and_then(|tag| Language::from_tag(&tag));
    let spoken = RwSignal::new(remembered.unwrap_or_default());
    provide_context(Spoken(spoken));
    Effect::new(move || {
        if let Some(root) = document().document_element() {
            // An attribute of a name that is fixed and valid cannot be refused.
            let _ = root.set_attribute("lang", spoken.get().tag());
        }
    });
}

/// The language now, without following it: what is below the place that follows it is rebuilt.
pub(crate) fn use_language() -> Language {
    expect_context::<Spoken>().0.get_untracked()
}

/// The texts of the language now.
pub(crate) fn use_texts() -> &'static Texts {
    texts(use_language())
}

/// The texts of what is read beside the figures, in the language now.
pub(crate) fn use_reading() -> &'static Reading {
    reading(use_language())
}

/// The texts of lists and forms, in the language now.
pub(crate) fn use_handling() -> &'static Handling {
    handling(use_language())
}

/// The texts of feeds and held figures, in the language now.
pub(crate) fn use_desk() -> &'static Desk {
    desk(use_language())
}

/// The texts of what is expected, overdue, and changed, in the language now.
pub(crate) fn use_calendar() -> &'static Calendar {
    calendar(use_language())
}

/// The texts of releases, in the language now.
pub(crate) fn use_releases() -> &'static Releases {
    releases(use_language())
}

/// The texts of the page of a sheet, in the language now.
pub(crate) fn use_sheet() -> &'static Sheet {
    sheet(use_language())
}

/// The texts of the councillor's page, in the language now.
pub(crate) fn use_brief() -> &'static BriefWords {
    brief(use_language())
}

/// The texts of taking a comparison along, in the language now.
pub(crate) fn use_take() -> &'static Take {
    take(use_language())
}

/// Follows the language; for the one place above all pages.
pub(crate) fn track_language() -> Language {
    expect_context::<Spoken>().0.get()
}

/// Speaks a language from now on, in this visit.
pub(crate) fn speak(language: Language) {
    let spoken = expect_context::<Spoken>().0;
    if spoken.get_untracked() != language {
        spoken.set(language);
    }
}

/// Speaks a language from now on, in later visits as well.
pub(crate) fn choose_language(language: Language) {
    remember(KEY, language.tag());
    speak(language);
}
