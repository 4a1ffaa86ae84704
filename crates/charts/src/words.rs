//! The few words that only charts say; every other one comes from `blis_domain::finding`.

use blis_domain::compare::PeerSummary;
use blis_domain::locale::{NO_BREAK_SPACE, is_singular, number, quantity, range, shown_sign};
use blis_domain::period::Period;
use blis_domain::text::Language;
use std::cmp::Ordering;

/// In which language, digits and unit a chart writes its numbers in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Writing {
    language: Language,
    decimals: u8,
    symbol: String,
}

impl Writing {
    pub(crate) fn new(language: Language, decimals: u8, symbol: &str) -> Writing {
        Writing {
            language,
            decimals,
            symbol: symbol.to_owned(),
        }
    }

    /// A number with its unit.
    pub(crate) fn whole(&self, value: f64) -> String {
        quantity(self.language, value, self.decimals, &self.symbol)
    }

    /// A number beside a bar: with a unit of one sign (`%`), without a longer one, which forty rows would
    /// repeat and the axis says once.
    pub(crate) fn short(&self, value: f64) -> String {
        if self.has_short_unit() {
            self.whole(value)
        } else {
            number(self.language, value, self.decimals)
        }
    }

    /// A tick of an axis, with no more decimals than the axis needs; zero needs none.
    pub(crate) fn tick(&self, value: f64, decimals: u8) -> String {
        number(self.language, value, if value == 0.0 { 0 } else { decimals })
    }

    /// The tick that also names the unit.
    pub(crate) fn tick_with_unit(&self, value: f64, decimals: u8) -> String {
        quantity(self.language, value, decimals, &self.symbol)
    }

    /// Whether the unit is a single sign.
    pub(crate) fn has_short_unit(&self) -> bool {
        self.symbol.chars().count() <= 1
    }

    /// The name of the median line.
    pub(crate) fn median(&self, value: f64) -> String {
        let word = match self.language {
            Language::Lv => "mediāna",
            Language::En => "median",
        };
        format!("{word}{NO_BREAK_SPACE}{}", self.whole(value))
    }
}

/// Rows left out of a ranking: `… vēl 12`.
pub(crate) fn more(language: Language, n: usize) -> String {
    match language {
        Language::Lv => format!("…{NO_BREAK_SPACE}vēl{NO_BREAK_SPACE}{n}"),
        Language::En => format!("…{NO_BREAK_SPACE}{n}{NO_BREAK_SPACE}more"),
    }
}

/// What an asterisk beside a value means.
pub(crate) fn explained(language: Language) -> &'static str {
    match language {
        Language::Lv => "pašvaldības skaidrojums",
        Language::En => "explained by the municipality",
    }
}

/// How many peers a chart does not show because they have no value; nothing when all have one.
pub(crate) fn without_value(language: Language, peers: &PeerSummary) -> Option<String> {
    let missing = peers.n.saturating_sub(peers.with_value);
    if missing == 0 {
        return None;
    }
    Some(match language {
        Language::Lv if is_singular(language, u64::from(missing)) => {
            format!("{missing} pašvaldībai vērtības nav.")
        }
        Language::Lv => format!("{missing} pašvaldībām vērtības nav."),
        Language::En if missing == 1 => "1 municipality has no value.".to_owned(),
        Language::En => format!("{missing} municipalities have no value."),
    })
}

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
pub(crate) fn no_value(language: Language) -> &'static str {
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

/// What is said of a line that has no two periods to compare.
pub(crate) fn no_trend(language: Language) -> &'static str {
    match language {
        Language::Lv => "Nav divu periodu ar vērtību, ko salīdzināt.",
        Language::En => "There are no two periods with a value to compare.",
    }
}

/// How wide the peers' middle half is, and whether it was wider or narrower in the first period shown.
pub(crate) fn half_then_and_now(
    writing: &Writing,
    (before, then): (Period, (f64, f64)),
    (last, now): (Period, (f64, f64)),
) -> String {
    let language = writing.language;
    let half = |(q1, q3): (f64, f64)| range(language, q1, q3, writing.decimals, &writing.symbol);
    let now_said = match language {
        Language::Lv => format!("Vidējās puses vērtības: {} ({last})", half(now)),
        Language::En => format!("Values of the middle half: {} ({last})", half(now)),
    };
    if before == last {
        return format!("{now_said}.");
    }
    let change = shown_sign((now.1 - now.0) - (then.1 - then.0), writing.decimals);
    let moved = match (language, change) {
        (Language::Lv, Ordering::Greater) => "atšķirības ir augušas",
        (Language::Lv, Ordering::Less) => "atšķirības ir sarukušas",
        (Language::Lv, Ordering::Equal) => "atšķirības nav mainījušās",
        (Language::En, Ordering::Greater) => "the differences have grown",
        (Language::En, Ordering::Less) => "the differences have shrunk",
        (Language::En, Ordering::Equal) => "the differences are as they were",
    };
    match language {
        Language::Lv => format!("{now_said}, iepriekš {} ({before}): {moved}.", half(then)),
        Language::En => format!("{now_said}, before {} ({before}): {moved}.", half(then)),
    }
}

/// That the latest periods alone are shown, for want of room.
pub(crate) fn latest_alone(language: Language, shown: usize, of: usize) -> String {
    match language {
        Language::Lv => format!("Redzami pēdējie periodi: {shown} no {of}."),
        Language::En => format!("The latest periods are shown: {shown} of {of}."),
    }
}
