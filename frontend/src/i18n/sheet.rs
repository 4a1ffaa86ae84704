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
    /// A field should be a number.
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
    title: "Rādītāja apraksts",
    about: "Apraksts nosaka, kā rādītāju sauc, lasa, pārbauda un publisko. Katrs labojums paliek vēsturē, un saites ar laiku rāda aprakstu, kāds tas bija toreiz.",
    edit: "Labot",
    save: "Saglabāt aprakstu",
    saved: "Apraksts saglabāts.",
    no_number: "Kādā laukā jābūt skaitlim. Rakstiet, piemēram, 12 vai 0,5.",
    no_sheet: "Kādu kodu nevar nolasīt. Rādītāja kods ir, piemēram, EDU.PRE.COV.",
    codes_hint: "Kodi, starp tiem semikoli.",
    formula_hint: "Tukšs, ja rādītāju vāc. Piemēram: per(1000, GOV.STAFF.N, CTX.POP)",
    gate: |gate| match gate {
        Gate::Open => "uzreiz, ar datu paketi",
        Gate::Release => "ar publiskošanu",
    },
    yes_or_no: ["jā", "nē"],
    history: "Vēsture",
    cause: |cause| match cause {
        SheetCause::Shipped => "BLIS laidiens",
        SheetCause::Edited => "labots",
        SheetCause::Imported => "no kataloga datnes",
    },
    not_adopted: "Netika pārņemts, jo apraksts šeit bija labots.",
    columns: ["Lauks", "Līdz tam", "Kopš tā laika"],
    part: "Rādītāja apraksts",
    change: "Apraksta labojums",
};

static EN: Sheet = Sheet {
    title: "Sheet of an indicator",
    about: "The sheet says what an indicator is called, how it is read, checked and published. Every change stays in the history, and links with a time show the sheet as it was then.",
    edit: "Change",
    save: "Save the sheet",
    saved: "The sheet is saved.",
    no_number: "A field has to be a number. Write for instance 12 or 0.5.",
    no_sheet: "A code cannot be read. The code of an indicator is for instance EDU.PRE.COV.",
    codes_hint: "Codes, with semicolons between.",
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
    not_adopted: "It was not adopted, because the sheet had been changed here.",
    columns: ["Field", "Before", "Since"],
    part: "The sheet of the indicator",
    change: "The change of the sheet",
};
