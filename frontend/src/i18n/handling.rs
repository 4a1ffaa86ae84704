//! The words that several pages share which are loaded later: of lists that are read a page at a time, of forms, and of
//! figures that wait.

use blis_domain::locale::number;
use blis_domain::preview::OwnerAnswer;
use blis_domain::text::Language;

/// The texts of a language.
pub(crate) fn handling(language: Language) -> &'static Handling {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

/// What stands below lists and beside the buttons of forms, and what is told of a figure that waits.
pub(crate) struct Handling {
    /// Shows the next page of a list.
    pub(crate) more: &'static str,
    /// How many of how many are shown.
    pub(crate) shown: fn(u64, u64) -> String,
    /// While something is on its way.
    pub(crate) saving: &'static str,
    /// Labels of a figure that waits: what everybody reads meanwhile, remark of the sender, what the municipality
    /// answered.
    pub(crate) labels: [&'static str; 3],
    /// Nothing is public there.
    pub(crate) nothing_public: &'static str,
    /// There is a number, which is not for everybody.
    pub(crate) hidden: &'static str,
    /// What the municipality of a figure that waits answered, and when.
    pub(crate) answered: fn(OwnerAnswer, &str) -> String,
    /// Answers anew.
    pub(crate) change_answer: &'static str,
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
    labels: ["Publicēts tagad", "Sūtītāja piezīme", "Pašvaldības atbilde"],
    nothing_public: "nekas",
    hidden: "nav rādāma, lai neatklātu konfidenciālus datus",
    answered: |answer, when| match answer {
        OwnerAnswer::Confirm => format!("Apstiprināta {when} UTC"),
        OwnerAnswer::AskCorrection => format!("Lūgts labot {when} UTC"),
    },
    change_answer: "Mainīt atbildi",
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
    labels: ["Public now", "Remark of the sender", "Answer of the municipality"],
    nothing_public: "nothing",
    hidden: "not shown, to protect confidential data",
    answered: |answer, when| match answer {
        OwnerAnswer::Confirm => format!("Confirmed {when} UTC"),
        OwnerAnswer::AskCorrection => format!("Correction asked for {when} UTC"),
    },
    change_answer: "Change the answer",
    not_yet: "Cancel",
};
