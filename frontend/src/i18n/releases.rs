//! The words of the pages about releases, and of figures before their release.

use blis_domain::release::{ReleaseStage, ReleaseState};
use blis_domain::text::Language;

/// The texts of a language.
pub(crate) fn releases(language: Language) -> &'static Releases {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

/// The words of releases and preview.
pub(crate) struct Releases {
    /// Releases: heading.
    pub(crate) releases: &'static str,
    /// What a release is.
    pub(crate) releases_about: &'static str,
    /// Columns of the releases: name, period, stage, state, instant, indicators.
    pub(crate) release_columns: [&'static str; 6],
    /// What the figures of a release are.
    pub(crate) stage: fn(ReleaseStage) -> &'static str,
    /// Where a release stands.
    pub(crate) release_state: fn(ReleaseState) -> &'static str,
    /// No instant is set.
    pub(crate) no_instant: &'static str,
    /// No release is planned.
    pub(crate) no_releases: &'static str,
    /// Labels of a release: period, stage, state, public at, for members from, data version, held back.
    pub(crate) facts: [&'static str; 7],
    /// Heading of its indicators.
    pub(crate) indicators: &'static str,
    /// Heading of its figures.
    pub(crate) figures: &'static str,
    /// None of them waits.
    pub(crate) no_figures: &'static str,

    /// Planning: heading.
    pub(crate) plan: &'static str,
    /// Changing a plan: heading.
    pub(crate) change: &'static str,
    /// Labels of the plan: name in Latvian, name in English, period, stage, indicators, since when everybody sees it, since when members do.
    pub(crate) fields: [&'static str; 7],
    /// Hints below period, and since when everybody and members see it.
    pub(crate) hints: [&'static str; 3],
    /// No indicator waits for a release.
    pub(crate) no_gated: &'static str,
    /// An instant of the clock of this browser, in UTC.
    pub(crate) in_utc: fn(&str) -> String,
    /// The period cannot be read.
    pub(crate) unread_period: &'static str,
    /// It is not said since when everybody sees it.
    pub(crate) no_public: &'static str,
    /// The buttons: plan, save, publish now, call off.
    pub(crate) buttons: [&'static str; 4],
    /// Asks once more before it is published or called off.
    pub(crate) sure: [&'static str; 2],
    /// Leaves it as it is: what is not published, what is not called off.
    pub(crate) not_sure: [&'static str; 2],
    /// Of how many figures a correction is asked for.
    pub(crate) corrections: fn(u64) -> String,

    /// Figures before their release: heading.
    pub(crate) preview: &'static str,
    /// What is seen there.
    pub(crate) preview_about: &'static str,
    /// Label of the municipality.
    pub(crate) municipality: &'static str,
    /// Label of the indicator.
    pub(crate) indicator: &'static str,
    /// Nothing waits.
    pub(crate) nothing_waits: &'static str,
    /// How many figures wait.
    pub(crate) waiting: fn(u64) -> String,
    /// Labels of a figure before its release alone: new, waits for, explanation.
    pub(crate) labels: [&'static str; 3],
    /// It waits for a decision.
    pub(crate) for_decision: &'static str,
    /// It waits for a release that nobody planned.
    pub(crate) for_release: &'static str,
    /// It waits for a release; takes its stage and instant.
    pub(crate) for_planned: fn(ReleaseStage, &str) -> String,
    /// Shows the series.
    pub(crate) series: &'static str,
    /// Heading of the answer.
    pub(crate) answer: &'static str,
    /// What an answer does.
    pub(crate) answer_hint: &'static str,
    /// The buttons: confirm, ask for a correction.
    pub(crate) answers: [&'static str; 2],
    /// Sends what is to be corrected.
    pub(crate) ask: &'static str,
    /// Label of what is to be corrected.
    pub(crate) correction: &'static str,
    /// It was not said what is to be corrected.
    pub(crate) correction_missing: &'static str,
    /// Heading of the explanation.
    pub(crate) explain: &'static str,
    /// Where an explanation is seen: of a figure that waits, of one that everybody sees.
    pub(crate) explain_hints: [&'static str; 2],
    /// Labels of the explanation: Latvian, English.
    pub(crate) explanation: [&'static str; 2],
    /// The explanation is missing.
    pub(crate) explanation_missing: &'static str,
    /// The English text holds what cannot be shown, or is too long.
    pub(crate) explanation_unshown: &'static str,
    /// Keeps the explanation.
    pub(crate) keep: &'static str,
    /// It is kept and appears with its figure.
    pub(crate) kept: &'static str,
    /// Withdraws the explanation.
    pub(crate) withdraw: &'static str,
    /// What became of an explanation that everybody sees: it stands there, it is withdrawn.
    pub(crate) became: [&'static str; 2],
    /// Leads to what is said of a figure that everybody sees.
    pub(crate) explain_figure: &'static str,
    /// What is said of it: heading.
    pub(crate) explanation_page: &'static str,
    /// Labels there: the figure, what is said of it.
    pub(crate) explanation_labels: [&'static str; 2],
    /// Nothing is said of it.
    pub(crate) no_explanation: &'static str,
    /// Who can say something, for whoever cannot.
    pub(crate) who_explains: &'static str,
    /// Parts that can fail.
    pub(crate) parts: Parts,
}

/// What can fail to come.
pub(crate) struct Parts {
    pub(crate) releases: &'static str,
    pub(crate) release: &'static str,
    pub(crate) plan: &'static str,
    pub(crate) preview: &'static str,
    pub(crate) answer: &'static str,
    pub(crate) explanation: &'static str,
}

static LV: Releases = Releases {
    releases: "Datu publiskošana",
    releases_about: "Publiskošanā viena perioda vērtības kļūst redzamas visiem vienlaikus, brīdī, kas zināms iepriekš. Līdz tam tās redz pašvaldība, par kuru tās ir, un datu pārvaldnieki.",
    release_columns: [
        "Publiskošana",
        "Periods",
        "Vērtību veids",
        "Stāvoklis",
        "Visi redz no (UTC)",
        "Rādītāji",
    ],
    stage: |stage| match stage {
        ReleaseStage::Provisional => "provizoriskas vērtības",
        ReleaseStage::Final => "galīgas vērtības",
        ReleaseStage::Revised => "precizētas vērtības",
    },
    release_state: |state| match state {
        ReleaseState::Draft => "melnraksts",
        ReleaseState::Scheduled => "ieplānota",
        ReleaseState::Members => "redz tīklu dalībnieki",
        ReleaseState::Published => "publicēta",
    },
    no_instant: "brīdis nav noteikts",
    no_releases: "Neviena publiskošana vēl nav ieplānota.",
    facts: [
        "Periods",
        "Vērtību veids",
        "Stāvoklis",
        "Visi redz no (UTC)",
        "Tīklu dalībnieki redz no (UTC)",
        "Datu versija",
        "Aizturētas vērtības, kas nav publicētas",
    ],
    indicators: "Rādītāji",
    figures: "Vērtības, kas gaida",
    no_figures: "Neviena šīs publiskošanas vērtība negaida.",
    plan: "Ieplānot publiskošanu",
    change: "Mainīt plānu",
    fields: [
        "Nosaukums latviski",
        "Nosaukums angliski",
        "Periods",
        "Vērtību veids",
        "Rādītāji",
        "Visi redz no",
        "Tīklu dalībnieki redz no",
    ],
    hints: [
        "2026, 2026-S1, 2026-Q3 vai 2026-05",
        "Pēc šīs ierīces pulksteņa. Var noteikt vēlāk: līdz tam plāns ir melnraksts.",
        "Ja tukšs, tīklu dalībnieki vērtības redz reizē ar visiem.",
    ],
    no_gated: "Nevienam rādītājam vērtības negaida publiskošanu. To nosaka rādītāja lapā: publicēšanas kārtība.",
    in_utc: |instant| format!("= {instant} UTC"),
    unread_period: "Periodu nevar nolasīt. Rakstiet, piemēram, 2026 vai 2026-Q3.",
    no_public: "Norādiet, no kura brīža vērtības redz visi.",
    buttons: ["Ieplānot", "Saglabāt", "Publicēt tagad", "Atcelt publiskošanu"],
    sure: [
        "Jā, publicēt tagad: to nevar atsaukt",
        "Jā, atcelt: vērtības gaidīs citu publiskošanu",
    ],
    not_sure: ["Nepublicēt", "Neatcelt"],
    corrections: |n| format!("Lūdz labot: {n}"),
    preview: "Vērtības pirms publiskošanas",
    preview_about: "Šīs vērtības par pašvaldību ir atsūtītas, bet vēl nav publicētas. Apstipriniet, ka vērtība ir pareiza, lūdziet to labot vai uzrakstiet skaidrojumu, kas paliks pie tās.",
    municipality: "Pašvaldība",
    indicator: "Rādītājs",
    nothing_waits: "Neviena šīs pašvaldības vērtība negaida publiskošanu.",
    waiting: |n| format!("Gaida: {n}"),
    labels: ["Jaunā vērtība", "Gaida", "Skaidrojums, ko publicēs kopā ar to"],
    for_decision: "datu pārvaldnieka lēmumu",
    for_release: "publiskošanu, kas vēl nav ieplānota",
    for_planned: |stage, at| {
        let stage = match stage {
            ReleaseStage::Provisional => "provizorisko",
            ReleaseStage::Final => "galīgo",
            ReleaseStage::Revised => "precizēto",
        };
        format!("{stage} vērtību publiskošanu, {at}")
    },
    series: "Rādīt laikrindu",
    answer: "Vai vērtība ir pareiza?",
    answer_hint: "Atbildi redz datu pārvaldnieki. Vērtību tā nemaina.",
    answers: ["Vērtība ir pareiza", "Lūgt labot"],
    ask: "Nosūtīt lūgumu",
    correction: "Kas jālabo un kāpēc",
    correction_missing: "Ierakstiet, kas jālabo.",
    explain: "Skaidrojums",
    explain_hints: [
        "Kļūst redzams līdz ar vērtību un paliek pie tās tabulās, attēlos un datos.",
        "To uzreiz redz visi, kur vien redzama vērtība: tabulās, attēlos un datos. Iepriekšējais skaidrojums paliek savu datu vēsturē.",
    ],
    explanation: ["Latviski", "Angliski (ja ir)"],
    explanation_missing: "Ierakstiet skaidrojumu latviski.",
    explanation_unshown: "Skaidrojumu angliski nevar parādīt vai tas ir pārāk garš.",
    keep: "Saglabāt skaidrojumu",
    kept: "Skaidrojums saglabāts; tas kļūs redzams līdz ar vērtību.",
    withdraw: "Atsaukt skaidrojumu",
    became: ["Skaidrojums saglabāts. To redz visi.", "Skaidrojums atsaukts."],
    explain_figure: "Paskaidrot šo vērtību",
    explanation_page: "Vērtības skaidrojums",
    explanation_labels: ["Vērtība", "Skaidrojums"],
    no_explanation: "Skaidrojuma nav.",
    who_explains: "Skaidrojumus raksta pašvaldības darbinieki un datu pārvaldnieki.",
    parts: Parts {
        releases: "Publiskošanu saraksts",
        release: "Publiskošana",
        plan: "Publiskošanas plāns",
        preview: "Vērtības pirms publiskošanas",
        answer: "Atbilde",
        explanation: "Skaidrojums",
    },
};

static EN: Releases = Releases {
    releases: "Releases",
    releases_about: "In a release the figures of one period become visible to everybody together, at an instant known beforehand. Until then they are seen by the municipality they are about, and by data stewards.",
    release_columns: [
        "Release",
        "Period",
        "Stage",
        "State",
        "Everybody sees it from (UTC)",
        "Indicators",
    ],
    stage: |stage| match stage {
        ReleaseStage::Provisional => "provisional figures",
        ReleaseStage::Final => "final figures",
        ReleaseStage::Revised => "revised figures",
    },
    release_state: |state| match state {
        ReleaseState::Draft => "draft",
        ReleaseState::Scheduled => "scheduled",
        ReleaseState::Members => "seen by network members",
        ReleaseState::Published => "published",
    },
    no_instant: "no instant yet",
    no_releases: "No release is planned yet.",
    facts: [
        "Period",
        "Stage",
        "State",
        "Everybody sees it from (UTC)",
        "Network members see it from (UTC)",
        "Data version",
        "Held figures that were not published",
    ],
    indicators: "Indicators",
    figures: "Figures that wait",
    no_figures: "No figure of this release waits.",
    plan: "Plan a release",
    change: "Change the plan",
    fields: [
        "Name in Latvian",
        "Name in English",
        "Period",
        "Stage",
        "Indicators",
        "Everybody sees it from",
        "Network members see it from",
    ],
    hints: [
        "2026, 2026-S1, 2026-Q3 or 2026-05",
        "By the clock of this device. It may be set later: until then the plan is a draft.",
        "If empty, network members see the figures together with everybody.",
    ],
    no_gated: "The figures of no indicator wait for a release. The sheet of an indicator says so: publication.",
    in_utc: |instant| format!("= {instant} UTC"),
    unread_period: "The period cannot be read. Write for instance 2026 or 2026-Q3.",
    no_public: "Say from when everybody sees the figures.",
    buttons: ["Plan", "Save", "Publish now", "Call the release off"],
    sure: [
        "Yes, publish now: it cannot be taken back",
        "Yes, call it off: its figures wait for another",
    ],
    not_sure: ["Do not publish", "Do not call it off"],
    corrections: |n| format!("Corrections asked for: {n}"),
    preview: "Figures before their release",
    preview_about: "These figures of the municipality have arrived and are not public yet. Confirm that a figure is right, ask for a correction, or write an explanation that will stay with it.",
    municipality: "Municipality",
    indicator: "Indicator",
    nothing_waits: "No figure of this municipality waits to become public.",
    waiting: |n| format!("Waiting: {n}"),
    labels: ["New figure", "Waits for", "Explanation that appears with it"],
    for_decision: "a decision of the data steward",
    for_release: "a release that is not planned yet",
    for_planned: |stage, at| {
        let stage = match stage {
            ReleaseStage::Provisional => "provisional",
            ReleaseStage::Final => "final",
            ReleaseStage::Revised => "revised",
        };
        format!("the release of {stage} figures, {at}")
    },
    series: "Show the series",
    answer: "Is the figure right?",
    answer_hint: "Data stewards see the answer. It does not change the figure.",
    answers: ["The figure is right", "Ask for a correction"],
    ask: "Send the request",
    correction: "What is to be corrected, and why",
    correction_missing: "Write what is to be corrected.",
    explain: "Explanation",
    explain_hints: [
        "It appears together with the figure and stays with it in tables, charts and data.",
        "Everybody sees it at once wherever the figure is seen: in tables, charts and data. The explanation before it stays in the history of the data.",
    ],
    explanation: ["In Latvian", "In English (if any)"],
    explanation_missing: "Write the explanation in Latvian.",
    explanation_unshown: "The English explanation cannot be shown, or is too long.",
    keep: "Keep the explanation",
    kept: "The explanation is kept; it appears together with the figure.",
    withdraw: "Withdraw the explanation",
    became: [
        "The explanation is kept. Everybody sees it.",
        "The explanation is withdrawn.",
    ],
    explain_figure: "Explain this figure",
    explanation_page: "Explanation of a figure",
    explanation_labels: ["Figure", "Explanation"],
    no_explanation: "There is no explanation.",
    who_explains: "Explanations are written by people of the municipality and by data stewards.",
    parts: Parts {
        releases: "The list of releases",
        release: "The release",
        plan: "The plan of the release",
        preview: "The figures before their release",
        answer: "The answer",
        explanation: "The explanation",
    },
};
