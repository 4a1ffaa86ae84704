//! The words of the councillor's page.

use blis_domain::text::Language;

/// The texts of a language.
pub(crate) fn brief(language: Language) -> &'static BriefWords {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

/// The councillor's page.
pub(crate) struct BriefWords {
    /// The name of the page.
    pub(crate) title: &'static str,
    /// Whom the figures are compared with: words of the set, how many.
    pub(crate) compared: fn(&str, u32) -> String,
    /// The three parts: what is good, what deserves attention, what to ask.
    pub(crate) parts: [&'static str; 3],
    /// None of a part.
    pub(crate) none: [&'static str; 3],
    /// How the page came about: how many indicators were looked at.
    pub(crate) looked_at: fn(u32) -> String,
    /// What could be neither strength nor concern.
    pub(crate) left_out: &'static str,
    /// Where the figures come from: data version.
    pub(crate) sources: fn(u64) -> String,
    /// Prints the page.
    pub(crate) print: &'static str,
    /// Leads to the profile.
    pub(crate) to_profile: &'static str,
    /// What did not come.
    pub(crate) part: &'static str,
}

static LV: BriefWords = BriefWords {
    title: "Lapa deputātam",
    compared: |peers, n| format!("Salīdzinājumā ar {peers}, kopā ar šo {n}"),
    parts: ["Stiprās puses", "Uzmanības vērtais", "Ko jautāt domē"],
    none: [
        "Neviens rādītājs droši neizceļas ar labu vērtību.",
        "Neviens rādītājs droši neizceļas ar sliktu vērtību.",
        "Skaitļi jautājumus neuzvedina.",
    ],
    looked_at: |n| {
        format!(
            "Aplūkoti {n} rādītāji. Izvēle notiek pēc noteikumiem, kas visiem ir vieni un tie paši; vietu sarakstu šeit nav."
        )
    },
    left_out: "Ne stiprā puse, ne uzmanības vērtais",
    sources: |version| format!("BLIS, datu versija {version}. Avots katram rādītājam ir tā lapā."),
    print: "Drukāt",
    to_profile: "Visi rādītāji",
    part: "lapa deputātam",
};

static EN: BriefWords = BriefWords {
    title: "Councillor’s page",
    compared: |peers, n| format!("Compared with {peers}, {n} with this one"),
    parts: ["Strengths", "Worth attention", "What to ask in the council"],
    none: [
        "No indicator stands out surely with a good value.",
        "No indicator stands out surely with a bad value.",
        "The figures raise no questions.",
    ],
    looked_at: |n| {
        format!(
            "{n} indicators were looked at. The choice follows rules that are the same for all; there are no lists of places here."
        )
    },
    left_out: "Neither a strength nor worth attention",
    sources: |version| format!("BLIS, data version {version}. The page of each indicator names its source."),
    print: "Print",
    to_profile: "All indicators",
    part: "the councillor’s page",
};
