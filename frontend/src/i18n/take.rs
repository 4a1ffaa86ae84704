//! The words of taking a comparison along, which is loaded when it is opened.

use blis_domain::text::Language;

/// The texts of a language.
pub(crate) fn take(language: Language) -> &'static Take {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

/// Files, links and citation of a comparison.
pub(crate) struct Take {
    /// Label of the tables of the period shown.
    pub(crate) table: fn(&str) -> String,
    /// Label of the tables of all periods.
    pub(crate) every_period: &'static str,
    /// Label of the images of the chart.
    pub(crate) image: &'static str,
    /// What each row and image says.
    pub(crate) about: &'static str,
    /// Label of the link.
    pub(crate) link: &'static str,
    /// Label of the code for another site.
    pub(crate) embed: &'static str,
    /// Label of the citation.
    pub(crate) citation: &'static str,
    /// Copies the link, the citation, the code.
    pub(crate) copy: [&'static str; 3],
    /// It is copied.
    pub(crate) copied: [&'static str; 3],
    /// The browser does not copy.
    pub(crate) not_copied: &'static str,
}

static LV: Take = Take {
    table: |period| format!("Tabula, {period}"),
    every_period: "Tabula, visi periodi",
    image: "Attēls",
    about: "Katrā rindā un attēlā ir norādīta mērvienība, periods, statuss, salīdzinātās pašvaldības, avots un saite, kas arī vēlāk rādīs tieši šīs vērtības.",
    link: "Saite",
    embed: "Kods jūsu tīmekļa vietnei",
    citation: "Atsauce",
    copy: ["Kopēt saiti", "Kopēt atsauci", "Kopēt kodu"],
    copied: ["Saite nokopēta.", "Atsauce nokopēta.", "Kods nokopēts."],
    not_copied: "Pārlūks kopēt neļauj. Iezīmējiet tekstu un kopējiet to paši.",
};

static EN: Take = Take {
    table: |period| format!("Table, {period}"),
    every_period: "Table, all periods",
    image: "Image",
    about: "Each row and image says unit, period, status, the municipalities compared, source, and a link that will go on showing these figures.",
    link: "Link",
    embed: "Code for your site",
    citation: "Citation",
    copy: ["Copy the link", "Copy the citation", "Copy the code"],
    copied: [
        "The link is copied.",
        "The citation is copied.",
        "The code is copied.",
    ],
    not_copied: "The browser does not let pages copy. Select the text and copy it yourself.",
};
