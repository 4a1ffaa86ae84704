//! Why a figure waits for a steward: one table of codes, fields and sentences.
//!
//! A suspicion is no fault. The row follows the contract and may be right; it is only unlike what its own past and
//! the other municipalities lead to expect (see [`plausibility`](super::plausibility)), or unlike its own parts
//! (see [`parts`](super::parts)).

use crate::area::AreaCode;
use crate::indicator::IndicatorCode;
use crate::locale::{period_of, range, shortest, shortest_decimals};
use crate::period::Period;
use crate::text::Language;
use serde::{Deserialize, Serialize};

macro_rules! suspicions {
    ($($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident : $type:ty),* } = $code:literal;)*) => {
        /// Why a row of a batch waits for a steward. Kept with the row as it is here, and put into words in the
        /// language of whoever reads it. Numbers that were expected are rounded: they are estimates.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(tag = "suspicion", rename_all = "snake_case")]
        pub enum Suspicion { $($(#[$doc])* $name { $($(#[$member_doc])* $member: $type),* },)* }

        impl Suspicion {
            /// Every code there is.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The stable code, for programs.
            pub fn code(&self) -> &'static str {
                match self { $(Suspicion::$name { .. } => $code,)* }
            }
        }
    };
}

suspicions! {
    /// Off by a power of ten.
    UnitSlip {
        /// The value as it was sent.
        value: f64,
        /// How many times what was expected: 10, 100, 1000, or 0.1, 0.01, 0.001.
        times: f64,
        /// What was expected.
        expected: f64,
        /// The period of the own value that was compared with; none when it was the value stored until now.
        since: Option<Period>
    } = "unit_slip";
    /// The right size with the wrong sign.
    SignSlip {
        /// The value as it was sent.
        value: f64,
        /// What was expected.
        expected: f64,
        /// The period of the own value that was compared with; none when it was the value stored until now.
        since: Option<Period>
    } = "sign_slip";
    /// Further from what was expected than the series and the others explain.
    Jump {
        /// The value as it was sent.
        value: f64,
        /// The least that would not have been noticed.
        low: f64,
        /// The most that would not have been noticed.
        high: f64,
        /// The period of the own value that was compared with; none when it was the value stored until now.
        since: Option<Period>
    } = "jump";
    /// Far from every other municipality, with no past of its own to compare with.
    UnlikeOthers {
        /// The value as it was sent.
        value: f64,
        /// The first quartile of the others.
        low: f64,
        /// Their third quartile.
        high: f64
    } = "unlike_others";
    /// Almost every value of the period is off by the same power of ten.
    WholeColumn {
        /// How many times the period before: 10, 100, 1000, or 0.1, 0.01, 0.001.
        times: f64,
        /// The period that was compared with.
        since: Period
    } = "whole_column";
    /// The value fits another municipality, and that one's value fits this one.
    SwappedArea {
        /// The value as it was sent.
        value: f64,
        /// What was expected.
        expected: f64,
        /// The other municipality.
        with: AreaCode
    } = "swapped_area";
    /// The value fits another indicator, and that one's value fits this one.
    SwappedIndicator {
        /// The value as it was sent.
        value: f64,
        /// What was expected.
        expected: f64,
        /// The other indicator.
        with: IndicatorCode
    } = "swapped_indicator";
    /// The parts do not add up to the whole.
    PartsDoNotAddUp {
        /// What the parts add up to.
        sum: f64,
        /// What is said of the whole.
        whole: f64
    } = "parts_do_not_add_up";
    /// Unlike what follows from numbers that are hidden from whoever reads it: nothing of them is told.
    UnlikeHidden {
        /// The value as it was sent; none where it is hidden itself.
        value: Option<f64>
    } = "unlike_hidden";
}

impl Suspicion {
    /// The field to look at first.
    pub fn field(&self) -> &'static str {
        match self {
            Suspicion::SwappedArea { .. } => "area",
            Suspicion::SwappedIndicator { .. } => "indicator",
            Suspicion::UnitSlip { .. }
            | Suspicion::SignSlip { .. }
            | Suspicion::Jump { .. }
            | Suspicion::UnlikeOthers { .. }
            | Suspicion::WholeColumn { .. }
            | Suspicion::PartsDoNotAddUp { .. }
            | Suspicion::UnlikeHidden { .. } => "value",
        }
    }

    /// The sentence for a steward: what stands there, what was expected by what, and what may have happened.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::Lv => self.in_latvian(),
            Language::En => self.in_english(),
        }
    }

    fn in_latvian(&self) -> String {
        let plain = |value: &f64| shortest(Language::Lv, *value);
        match self {
            Suspicion::UnitSlip {
                value,
                times,
                expected,
                since,
            } => format!(
                "Vērtība {} ir {}, nekā gaidīts pēc {} (ap {}); iespējams, sajaukta mērvienība.",
                plain(value),
                latvian_times(*times, "lielāka", "mazāka"),
                latvian_ground(*since),
                plain(expected)
            ),
            Suspicion::SignSlip {
                value,
                expected,
                since,
            } => format!(
                "Vērtībai {} ir pretēja zīme, nekā gaidīts pēc {} (ap {}).",
                plain(value),
                latvian_ground(*since),
                plain(expected)
            ),
            Suspicion::Jump {
                value,
                low,
                high,
                since,
            } => format!(
                "Vērtība {} neiekļaujas robežās, kas gaidītas pēc {} ({}).",
                plain(value),
                latvian_ground(*since),
                between(Language::Lv, *low, *high)
            ),
            Suspicion::UnlikeOthers { value, low, high } => format!(
                "Vērtība {} ir tālu no citu pašvaldību vērtībām šajā periodā (pusei no tām: {}), un savas \
                 agrākas vērtības, ar ko salīdzināt, pašvaldībai nav.",
                plain(value),
                between(Language::Lv, *low, *high)
            ),
            Suspicion::WholeColumn { times, since } => format!(
                "Gandrīz visu pašvaldību vērtības šajā periodā ir aptuveni {} par {} vērtībām; iespējams, \
                 mērvienība sajaukta visam rādītājam.",
                latvian_times(*times, "lielākas", "mazākas"),
                period_of(Language::Lv, *since)
            ),
            Suspicion::SwappedArea {
                value,
                expected,
                with,
            } => format!(
                "Vērtība {} atbilst tam, kas gaidīts pašvaldībai {with}, un otrādi (šai gaidīts ap {}); iespējams, \
                 samainīti pašvaldību kodi.",
                plain(value),
                plain(expected)
            ),
            Suspicion::SwappedIndicator {
                value,
                expected,
                with,
            } => format!(
                "Vērtība {} atbilst tam, kas gaidīts rādītājam {with}, un otrādi (šim gaidīts ap {}); iespējams, \
                 samainīti rādītāju kodi.",
                plain(value),
                plain(expected)
            ),
            Suspicion::PartsDoNotAddUp { sum, whole } => {
                format!("Daļu summa ir {}, bet veselais ir {}.", plain(sum), plain(whole))
            }
            Suspicion::UnlikeHidden { value: Some(value) } => format!(
                "Vērtība {} nav tāda, kādu varēja gaidīt pēc citām vērtībām, kuras netiek rādītas.",
                plain(value)
            ),
            Suspicion::UnlikeHidden { value: None } => {
                "Vērtība, kas netiek rādīta, nav tāda, kādu varēja gaidīt pēc citām.".to_owned()
            }
        }
    }

    fn in_english(&self) -> String {
        let plain = |value: &f64| shortest(Language::En, *value);
        match self {
            Suspicion::UnitSlip {
                value,
                times,
                expected,
                since,
            } => format!(
                "The value {} is {} what was expected from {} (about {}); the unit may be mixed up.",
                plain(value),
                english_times(*times),
                english_ground(*since),
                plain(expected)
            ),
            Suspicion::SignSlip {
                value,
                expected,
                since,
            } => format!(
                "The value {} has the opposite sign of what was expected from {} (about {}).",
                plain(value),
                english_ground(*since),
                plain(expected)
            ),
            Suspicion::Jump {
                value,
                low,
                high,
                since,
            } => format!(
                "The value {} lies outside the range expected from {} ({}).",
                plain(value),
                english_ground(*since),
                between(Language::En, *low, *high)
            ),
            Suspicion::UnlikeOthers { value, low, high } => format!(
                "The value {} is far from those of the other municipalities in this period (half of them: {}), \
                 and the municipality has no earlier value to compare with.",
                plain(value),
                between(Language::En, *low, *high)
            ),
            Suspicion::WholeColumn { times, since } => format!(
                "Almost all values of this period are about {} those of {}; the unit may be mixed up for the \
                 whole indicator.",
                english_times(*times),
                period_of(Language::En, *since)
            ),
            Suspicion::SwappedArea {
                value,
                expected,
                with,
            } => format!(
                "The value {} is what was expected for the municipality {with}, and the other way round (here \
                 about {} was expected); the codes of the municipalities may be swapped.",
                plain(value),
                plain(expected)
            ),
            Suspicion::SwappedIndicator {
                value,
                expected,
                with,
            } => format!(
                "The value {} is what was expected for the indicator {with}, and the other way round (here about \
                 {} was expected); the codes of the indicators may be swapped.",
                plain(value),
                plain(expected)
            ),
            Suspicion::PartsDoNotAddUp { sum, whole } => {
                format!(
                    "The parts add up to {}, but the whole is {}.",
                    plain(sum),
                    plain(whole)
                )
            }
            Suspicion::UnlikeHidden { value: Some(value) } => format!(
                "The value {} is unlike what other values lead to expect, and those are not shown.",
                plain(value)
            ),
            Suspicion::UnlikeHidden { value: None } => {
                "The value, which is not shown, is unlike what others lead to expect.".to_owned()
            }
        }
    }
}

/// `10 reizes lielāka`, `100 reizes mazāka`.
fn latvian_times(times: f64, larger: &str, smaller: &str) -> String {
    if times > 1.0 {
        format!("{} reizes {larger}", shortest(Language::Lv, times))
    } else {
        format!("{} reizes {smaller}", shortest(Language::Lv, 1.0 / times))
    }
}

/// `10 times`, `a hundredth of`.
fn english_times(times: f64) -> String {
    match (1.0 / times).round() {
        10.0 => "a tenth of".to_owned(),
        100.0 => "a hundredth of".to_owned(),
        1000.0 => "a thousandth of".to_owned(),
        _ => format!("{} times", shortest(Language::En, times)),
    }
}

/// What the expectation is built on, in the genitive.
fn latvian_ground(since: Option<Period>) -> String {
    match since {
        Some(period) => format!(
            "pašvaldības {} vērtības un citu pašvaldību pārmaiņām",
            period_of(Language::Lv, period)
        ),
        None => "līdzšinējās vērtības šajā periodā".to_owned(),
    }
}

/// What the expectation is built on.
fn english_ground(since: Option<Period>) -> String {
    match since {
        Some(period) => format!(
            "the municipality's value of {} and the change of the others",
            period_of(Language::En, period)
        ),
        None => "the value stored for this period until now".to_owned(),
    }
}

fn between(language: Language, low: f64, high: f64) -> String {
    let decimals = shortest_decimals(low).max(shortest_decimals(high));
    range(language, low, high, decimals, "")
}

#[cfg(test)]
mod tests;
