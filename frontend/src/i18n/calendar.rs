//! The words of the pages about what is expected, what is overdue, and what changed.

use blis_domain::calendar::CalendarState;
use blis_domain::change::ChangeCause;
use blis_domain::locale::{is_singular, number};
use blis_domain::text::Language;

/// The texts of a language.
pub(crate) fn calendar(language: Language) -> &'static Calendar {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

/// The words of the calendar, of what is overdue, and of what changed.
pub(crate) struct Calendar {
    /// The calendar: heading.
    pub(crate) calendar: &'static str,
    /// What it tells.
    pub(crate) calendar_about: &'static str,
    /// Name of the choice of a year.
    pub(crate) year: &'static str,
    /// The choice of the days around today.
    pub(crate) around_today: &'static str,
    /// Heading of a month; takes year and month, counted from 1.
    pub(crate) month: fn(i32, u8) -> String,
    /// Columns of the calendar: day, indicator, period, state, release.
    pub(crate) calendar_columns: [&'static str; 5],
    /// Where the figures of a period stand.
    pub(crate) calendar_state: fn(CalendarState) -> &'static str,
    /// The day by which it is expected, where it is released on another.
    pub(crate) expected_by: fn(&str) -> String,
    /// Nothing is expected.
    pub(crate) nothing_expected: &'static str,
    /// Overdue figures: heading.
    pub(crate) overdue: &'static str,
    /// What is overdue.
    pub(crate) overdue_about: &'static str,
    /// Columns of what is overdue: indicator, period, expected, late.
    pub(crate) overdue_columns: [&'static str; 4],
    /// Nothing is overdue.
    pub(crate) nothing_overdue: &'static str,
    /// So many days.
    pub(crate) days: fn(u64) -> String,
    /// So many municipalities.
    pub(crate) municipalities: fn(u64) -> String,

    /// What changed: heading.
    pub(crate) changes: &'static str,
    /// What is listed there.
    pub(crate) changes_about: &'static str,
    /// Nothing changed yet.
    pub(crate) no_changes: &'static str,
    /// What made a change; takes the feed it came by.
    pub(crate) cause: fn(ChangeCause, Option<&str>) -> String,
    /// How many values are new, changed and withdrawn.
    pub(crate) counted: fn(u64, u64, u64) -> String,
    /// So many more indicators.
    pub(crate) more_indicators: fn(u64) -> String,
    /// The fold with the values.
    pub(crate) values: &'static str,
    /// Columns of the values: municipality, indicator, period, before, since.
    pub(crate) value_columns: [&'static str; 5],
    /// The value was taken back.
    pub(crate) withdrawn: &'static str,
    /// The list of changes, for the reader who is told that it failed.
    pub(crate) change_list: &'static str,
}

static LV: Calendar = Calendar {
    calendar: "Datu kalendārs",
    calendar_about: "Kad gaidāmas rādītāju jaunākās vērtības un kad tās publisko. Dienas un laiki ir pēc UTC. Vērtība nav nokavēta, kamēr nav beigusies tās diena.",
    year: "Gads",
    around_today: "pusgads atpakaļ un uz priekšu",
    month: |year, month| format!("{year}. gada {}", LATVIAN_MONTHS[usize::from(month - 1) % 12]),
    calendar_columns: ["Diena", "Rādītājs", "Periods", "Stāvoklis", "Publiskošana (UTC)"],
    calendar_state: |state| match state {
        CalendarState::Expected => "gaidāms",
        CalendarState::Overdue => "kavējas",
        CalendarState::Released => "publicēts",
    },
    expected_by: |day| format!("gaidāms līdz {day}"),
    nothing_expected: "Šajā laikā nekas nav gaidāms: nevienam rādītājam nav ne termiņa, ne ieplānotas publiskošanas.",
    overdue: "Kas kavējas",
    overdue_about: "Rādītāju pēdējais periods, kura diena ir pagājusi, un pilotpašvaldības, par kurām vērtības nav atsūtītas. Atsūtīts ir arī tas, kas gaida lēmumu vai publiskošanu.",
    overdue_columns: ["Rādītājs", "Periods", "Bija gaidāms", "Kavējas"],
    nothing_overdue: "Nekas nekavējas.",
    days: |n| match is_singular(Language::Lv, n) {
        true => format!("{n} diena"),
        false => format!("{n} dienas"),
    },
    municipalities: |n| match is_singular(Language::Lv, n) {
        true => format!("{n} pašvaldība"),
        false => format!("{n} pašvaldības"),
    },
    changes: "Kas mainījies",
    changes_about: "Visas publicēto vērtību izmaiņas, jaunākās vispirms. Neviena vērtība netiek dzēsta: saite ar laiku rāda to, kas tajā laikā bija zināms.",
    no_changes: "Neviena vērtība vēl nav publicēta.",
    cause: |cause, feed| {
        let said = match cause {
            ChangeCause::Batch => "Saņemta datu pakete",
            ChangeCause::Decision => "Publicētas izskatītas vērtības",
            ChangeCause::Release => "Notikusi datu publiskošana",
            ChangeCause::Explanation => "Mainīts vērtības skaidrojums",
            ChangeCause::Formula => "Mainīta rādītāja aprēķina formula",
            ChangeCause::Sheet => "Mainīta rādītāja lapa",
            ChangeCause::Members => "Mainījušās tīkla dalībnieces",
            ChangeCause::Restore => "Datubāze atjaunota no rezerves kopijas",
        };
        match feed {
            Some(feed) => format!("{said} ({feed})"),
            None => said.to_owned(),
        }
    },
    counted: |new, changed, withdrawn| {
        let parts = [
            (new, "jaunas vērtības"),
            (changed, "labotas vērtības"),
            (withdrawn, "atsauktas vērtības"),
        ];
        let parts = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| {
            let n = number(Language::Lv, n as f64, 0);
            format!("{word} {n}")
        });
        parts.collect::<Vec<_>>().join(", ")
    },
    more_indicators: |n| format!("un vēl {n}"),
    values: "Vērtības",
    value_columns: ["Pašvaldība", "Rādītājs", "Periods", "Līdz tam", "Kopš tā laika"],
    withdrawn: "atsaukta",
    change_list: "Izmaiņu saraksts",
};

/// The months of a Latvian heading: what it says of a year is in the genitive, the month in the nominative.
const LATVIAN_MONTHS: [&str; 12] = [
    "janvāris",
    "februāris",
    "marts",
    "aprīlis",
    "maijs",
    "jūnijs",
    "jūlijs",
    "augusts",
    "septembris",
    "oktobris",
    "novembris",
    "decembris",
];

static EN: Calendar = Calendar {
    calendar: "Data calendar",
    calendar_about: "When the next figures of each indicator are expected, and when they are released. Days and times are UTC. A figure is not late before its day has ended.",
    year: "Year",
    around_today: "half a year back and ahead",
    month: |year, month| format!("{} {year}", ENGLISH_MONTHS[usize::from(month - 1) % 12]),
    calendar_columns: ["Day", "Indicator", "Period", "State", "Release (UTC)"],
    calendar_state: |state| match state {
        CalendarState::Expected => "expected",
        CalendarState::Overdue => "overdue",
        CalendarState::Released => "released",
    },
    expected_by: |day| format!("expected by {day}"),
    nothing_expected: "Nothing is expected in this time: no indicator has a day, and no release is planned.",
    overdue: "What is overdue",
    overdue_about: "The latest period of each indicator whose day has passed, and the pilot municipalities of which no figure has arrived. What waits for a decision or a release has arrived.",
    overdue_columns: ["Indicator", "Period", "Expected by", "Late"],
    nothing_overdue: "Nothing is overdue.",
    days: |n| match n {
        1 => "1 day".to_owned(),
        n => format!("{n} days"),
    },
    municipalities: |n| match n {
        1 => "1 municipality".to_owned(),
        n => format!("{n} municipalities"),
    },
    changes: "What changed",
    changes_about: "Every change of published figures, the newest first. No figure is erased: a link with a time shows what was known at that time.",
    no_changes: "No figure was published yet.",
    cause: |cause, feed| {
        let said = match cause {
            ChangeCause::Batch => "A batch was received",
            ChangeCause::Decision => "Figures were released after a decision",
            ChangeCause::Release => "A release became public",
            ChangeCause::Explanation => "The explanation of a figure was changed",
            ChangeCause::Formula => "The formula of an indicator was changed",
            ChangeCause::Sheet => "The sheet of an indicator was changed",
            ChangeCause::Members => "The members of a network changed",
            ChangeCause::Restore => "The database was restored from a backup",
        };
        match feed {
            Some(feed) => format!("{said} ({feed})"),
            None => said.to_owned(),
        }
    },
    counted: |new, changed, withdrawn| {
        let parts = [(new, "new"), (changed, "changed"), (withdrawn, "withdrawn")];
        let parts = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| {
            let figures = if n == 1 { "figure" } else { "figures" };
            let n = number(Language::En, n as f64, 0);
            format!("{n} {word} {figures}")
        });
        parts.collect::<Vec<_>>().join(", ")
    },
    more_indicators: |n| format!("and {n} more"),
    values: "Figures",
    value_columns: ["Municipality", "Indicator", "Period", "Before", "Since"],
    withdrawn: "withdrawn",
    change_list: "The list of changes",
};

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
