//! The words of the page of a sheet. What its fields are called is said by `blis_domain::sheet`.

use blis_domain::indicator::Gate;
use blis_domain::sheet::SheetCause;
use blis_domain::text::Language;

/// The texts of a language.
pub(crate) fn sheet(language: Language) -> &'static Sheet {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

/// The words of the page of a sheet.
pub(crate) struct Sheet {
    /// Title of the document.
    pub(crate) title: &'static str,
    /// What the page is for.
    pub(crate) about: &'static str,
    /// Heading of the form.
    pub(crate) edit: &'static str,
    /// The button.
    pub(crate) save: &'static str,
    /// It was changed.
    pub(crate) saved: &'static str,
    /// A field should be a number; its name follows.
    pub(crate) no_number: &'static str,
    /// A code cannot be read.
    pub(crate) no_sheet: &'static str,
    /// How codes are written.
    pub(crate) codes_hint: &'static str,
    /// How formulas are written.
    pub(crate) formula_hint: &'static str,
    /// What a new figure has to pass.
    pub(crate) gate: fn(Gate) -> &'static str,
    /// Yes and no.
    pub(crate) yes_or_no: [&'static str; 2],
    /// Heading of the history.
    pub(crate) history: &'static str,
    /// What brought a version.
    pub(crate) cause: fn(SheetCause) -> &'static str,
    /// Who changed it, where their name may not be seen.
    pub(crate) steward: &'static str,
    /// A version that did not become the sheet.
    pub(crate) not_adopted: &'static str,
    /// Columns of what changed: field, before, after.
    pub(crate) columns: [&'static str; 3],
    /// What can fail to come: the sheet.
    pub(crate) part: &'static str,
    /// What can fail to come: the change.
    pub(crate) change: &'static str,
}

static LV: Sheet = Sheet {
    title: "Rādītāja lapa",
    about: "Rādītāja lapa nosaka, kā rādītāju sauc, lasa, pārbauda un publisko. Katrs labojums paliek vēsturē, un saites ar laiku rāda lapu, kāda tā bija toreiz.",
    edit: "Labot",
    save: "Saglabāt lapu",
    saved: "Lapa saglabāta.",
    no_number: "Jābūt skaitlim",
    no_sheet: "Kādu kodu nevar nolasīt. Rādītāja kods ir, piemēram, EDU.PRE.COV.",
    codes_hint: "Kodi, atdalīti ar semikolu.",
    formula_hint: "Tukšs, ja rādītāju vāc. Piemēram: per(1000, GOV.STAFF.N, CTX.POP)",
    gate: |gate| match gate {
        Gate::Open => "uzreiz, ar datu paketi",
        Gate::Release => "ar publiskošanu",
    },
    yes_or_no: ["jā", "nē"],
    history: "Vēsture",
    cause: |cause| match cause {
        SheetCause::Shipped => "izlaista ar BLIS",
        SheetCause::Edited => "labota",
        SheetCause::Imported => "ielasīta no kataloga datnes",
    },
    steward: "datu pārvaldnieks",
    not_adopted: "Versija nav pieņemta, jo lapa šeit bija labota.",
    columns: ["Lauks", "Līdz tam", "Kopš tā laika"],
    part: "Rādītāja lapa",
    change: "Lapas labojums",
};

static EN: Sheet = Sheet {
    title: "Sheet of an indicator",
    about: "The sheet says what an indicator is called, how it is read, checked and published. Every change stays in the history, and links with a time show the sheet as it was then.",
    edit: "Change",
    save: "Save the sheet",
    saved: "The sheet is saved.",
    no_number: "It has to be a number",
    no_sheet: "A code cannot be read. The code of an indicator is for instance EDU.PRE.COV.",
    codes_hint: "Codes, separated by semicolons.",
    formula_hint: "Empty where the indicator is collected. For instance: per(1000, GOV.STAFF.N, CTX.POP)",
    gate: |gate| match gate {
        Gate::Open => "at once, with a batch",
        Gate::Release => "with a release",
    },
    yes_or_no: ["yes", "no"],
    history: "History",
    cause: |cause| match cause {
        SheetCause::Shipped => "a release of BLIS",
        SheetCause::Edited => "changed",
        SheetCause::Imported => "from a file of the catalogue",
    },
    steward: "a data steward",
    not_adopted: "It was not adopted, because the sheet had been changed here.",
    columns: ["Field", "Before", "Since"],
    part: "The sheet of the indicator",
    change: "The change of the sheet",
};
