//! The words that only a scatter says.

use super::Writing;
use blis_domain::locale::{number, range};
use blis_domain::period::Period;
use blis_domain::text::Language;

/// The name of an axis of a scatter: indicator, unit, and whether it is logarithmic or why it is not as wished.
pub(crate) fn axis(language: Language, name: &str, symbol: &str, scale: ScaleSaid) -> String {
    let unit = match symbol {
        "" => String::new(),
        symbol => format!(", {symbol}"),
    };
    let scale = match (language, scale) {
        (_, ScaleSaid::Straight) => "",
        (Language::Lv, ScaleSaid::Logarithmic) => " (logaritmiska skala)",
        (Language::Lv, ScaleSaid::NotAllPositive) => {
            " (skala nav logaritmiska, jo ne visas vērtības ir lielākas par nulli)"
        }
        (Language::En, ScaleSaid::Logarithmic) => " (logarithmic scale)",
        (Language::En, ScaleSaid::NotAllPositive) => {
            " (the scale is not logarithmic, for not every value is above zero)"
        }
    };
    format!("{name}{unit}{scale}")
}

/// What is said of the scale of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScaleSaid {
    /// Nothing.
    Straight,
    /// That it is logarithmic.
    Logarithmic,
    /// Why it is not, although it was asked for.
    NotAllPositive,
}

/// What colour and shape of a mark show.
pub(crate) fn colour_and_shape(language: Language, name: &str) -> String {
    match language {
        Language::Lv => format!("Krāsa un forma: {name}"),
        Language::En => format!("Colour and shape: {name}"),
    }
}

/// Why colour and shape of marks show nothing.
pub(crate) fn no_thirds(language: Language, name: &str, too_few: bool) -> String {
    match (language, too_few) {
        (Language::Lv, true) => format!("Krāsas nav: rādītājam „{name}” ir pārāk maz vērtību trešdaļām"),
        (Language::Lv, false) => format!("Krāsas nav: rādītāja „{name}” vērtības ir vienādas"),
        (Language::En, true) => format!("No colours: “{name}” has too few values for thirds"),
        (Language::En, false) => format!("No colours: all values of “{name}” are equal"),
    }
}

/// A third with its values: `zemākā trešdaļa (1,2–3,4 %)`.
pub(crate) fn third_of(writing: &Writing, words: &str, (low, high): (f64, f64)) -> String {
    let language = writing.language;
    let values = if number(language, low, writing.decimals) == number(language, high, writing.decimals) {
        writing.whole(low)
    } else {
        range(language, low, high, writing.decimals, &writing.symbol)
    };
    format!("{words} ({values})")
}

/// The mark of an area that has no value of the indicator of the colours.
pub(crate) fn unclassed(language: Language) -> &'static str {
    match language {
        Language::Lv => "vērtības nav",
        Language::En => "no value",
    }
}

/// What the size of a mark shows; with the period, where that is another than the chart's.
pub(crate) fn size_of_mark(language: Language, other_period: Option<Period>) -> String {
    let period = other_period.map_or(String::new(), |period| format!(" ({period})"));
    match language {
        Language::Lv => format!("Atzīmes laukums: iedzīvotāju skaits{period}"),
        Language::En => format!("Area of a mark: population{period}"),
    }
}

/// That the least marks are larger than they should be.
pub(crate) fn enlarged(language: Language) -> &'static str {
    match language {
        Language::Lv => "mazākās atzīmes palielinātas",
        Language::En => "the smallest are enlarged",
    }
}

/// How many people live somewhere, on a card.
pub(crate) fn residents(language: Language, residents: Option<(u32, Period)>) -> String {
    match (language, residents) {
        (Language::Lv, Some((count, period))) => {
            format!(
                "iedzīvotāji: {} ({period})",
                number(language, f64::from(count), 0)
            )
        }
        (Language::En, Some((count, period))) => {
            format!("population: {} ({period})", number(language, f64::from(count), 0))
        }
        (Language::Lv, None) => "iedzīvotāju skaits nav zināms".to_owned(),
        (Language::En, None) => "population not known".to_owned(),
    }
}

/// The line through the earlier periods of an area.
pub(crate) fn trail(language: Language) -> &'static str {
    match language {
        Language::Lv => "iepriekšējie periodi",
        Language::En => "earlier periods",
    }
}

/// Where both indicators lie on the better side of the peers' medians, or both on the worse.
pub(crate) fn beside_both_medians(language: Language, is_better: bool) -> &'static str {
    match (language, is_better) {
        (Language::Lv, true) => "abi rādītāji labāki par mediānu",
        (Language::Lv, false) => "abi rādītāji sliktāki par mediānu",
        (Language::En, true) => "both better than the median",
        (Language::En, false) => "both worse than the median",
    }
}

/// Who lies at exactly the same place.
pub(crate) fn same_place(language: Language, names: &[&str]) -> String {
    let names = names.join(", ");
    match language {
        Language::Lv => format!("tajā pašā vietā: {names}"),
        Language::En => format!("at the same place: {names}"),
    }
}

/// Which axis an area lacks a value of, and why.
pub(crate) fn lacking(language: Language, across: Option<&str>, up: Option<&str>) -> String {
    let (both, horizontal, vertical) = match language {
        Language::Lv => ("abas asis", "horizontālā ass", "vertikālā ass"),
        Language::En => ("both axes", "horizontal axis", "vertical axis"),
    };
    let of = |axis: &str, reason: &str| match language {
        Language::Lv => format!("{axis} – vērtība {reason}"),
        Language::En => format!("{axis}: {reason}"),
    };
    match (across, up) {
        (Some(one), Some(other)) if one == other => of(both, one),
        (across, up) => {
            let said = [(horizontal, across), (vertical, up)];
            let said = said
                .into_iter()
                .filter_map(|(axis, reason)| Some(of(axis, reason?)));
            said.collect::<Vec<_>>().join("; ")
        }
    }
}

/// Who is not in the chart, group by group.
pub(crate) fn not_shown(language: Language, groups: &str) -> String {
    match language {
        Language::Lv => format!("Diagrammā nav: {groups}."),
        Language::En => format!("Not in the chart: {groups}."),
    }
}

/// Where an area stands in a scatter, or why it does not.
pub(crate) fn stands(language: Language, name: &str, place: Result<(&str, &str), &str>) -> String {
    match (language, place) {
        (Language::Lv, Ok((x, y))) => format!("{name}: {x} un {y}."),
        (Language::En, Ok((x, y))) => format!("{name}: {x} and {y}."),
        (Language::Lv, Err(reason)) => format!("{name}: diagrammā nav ({reason})."),
        (Language::En, Err(reason)) => format!("{name}: not in the chart ({reason})."),
    }
}
