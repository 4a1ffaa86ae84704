//! The words of lists that are read a page at a time, and of forms.

use blis_domain::locale::number;
use blis_domain::text::Language;

/// The texts of a language.
pub(crate) fn handling(language: Language) -> &'static Handling {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

/// What stands below lists and beside the buttons of forms.
pub(crate) struct Handling {
    /// Shows the next page of a list.
    pub(crate) more: &'static str,
    /// How many of how many are shown.
    pub(crate) shown: fn(u64, u64) -> String,
    /// While something is on its way.
    pub(crate) saving: &'static str,
    /// Back from what was begun.
    pub(crate) not_yet: &'static str,
}

static LV: Handling = Handling {
    more: "Rādīt vairāk",
    shown: |shown, total| {
        format!(
            "Rādītas {} no {}",
            number(Language::Lv, shown as f64, 0),
            number(Language::Lv, total as f64, 0)
        )
    },
    saving: "Tiek saglabāts …",
    not_yet: "Atcelt",
};

static EN: Handling = Handling {
    more: "Show more",
    shown: |shown, total| {
        format!(
            "{} of {} shown",
            number(Language::En, shown as f64, 0),
            number(Language::En, total as f64, 0)
        )
    },
    saving: "Saving …",
    not_yet: "Cancel",
};
