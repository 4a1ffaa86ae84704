//! The sentences. What is too small to show in the indicator's decimals is said to be nothing, everywhere
//! alike: no sentence ever reads "0,0 above the median". Differences are those of the numbers shown.

use super::words::{band, missing_reason, rank};
use crate::compare::ComparisonSummary;
use crate::indicator::Indicator;
use crate::locale::{
    NO_BREAK_SPACE, is_singular_shown, number, quantity, shown_difference, shown_sign, signed,
};
use crate::series::Cell;
use crate::statistics::Spread;
use crate::text::Language;
use std::cmp::Ordering;

/// The title of a comparison: the finding, not the topic. `area` is the area's name.
pub fn headline(
    language: Language,
    area: &str,
    indicator: &Indicator,
    summary: &ComparisonSummary,
) -> String {
    let (Some(place), Some((value, median))) = (summary.rank, summary.value.zip(summary.peers.median)) else {
        let reason = missing_reason(language, summary.absence());
        return match language {
            Language::Lv => format!("{area}: šajā periodā nav vērtības ({reason})"),
            Language::En => format!("{area}: no value in this period ({reason})"),
        };
    };
    let rank = rank(language, indicator.direction, place, summary.of);
    let place = match summary.band {
        Some(one) => band(language, one),
        None => beside_median(language, side(indicator, value, median)),
    };
    format!("{area}: {place}, {rank}")
}

/// Where the area stands, in one or two sentences with value, median, n and missing.
pub fn standing(
    language: Language,
    area: &str,
    indicator: &Indicator,
    summary: &ComparisonSummary,
) -> String {
    let symbol = indicator.unit.symbol.get(language);
    let shown = |value: f64| quantity(language, value, indicator.decimals, symbol);
    let peers = &summary.peers;
    let counted = match language {
        Language::Lv => format!(
            "Vērtība ir {} no {} salīdzinātajām pašvaldībām.",
            peers.with_value, peers.n
        ),
        Language::En => format!(
            "{} of the {} municipalities compared have a value.",
            peers.with_value, peers.n
        ),
    };
    let Some((value, median)) = summary.value.zip(peers.median) else {
        let reason = missing_reason(language, summary.absence());
        return match language {
            Language::Lv => format!("{area}: nav vērtības ({reason}). {counted}"),
            Language::En => format!("{area}: no value ({reason}). {counted}"),
        };
    };
    let distance = distance_to_median(language, indicator, value, median);
    format!(
        "{area}: {}, {distance} ({}). {counted}",
        shown(value),
        shown(median)
    )
}

/// How far a value lies from the median: `par 2,3 procentpunktiem virs mediānas`.
pub fn distance_to_median(language: Language, indicator: &Indicator, value: f64, median: f64) -> String {
    let side = side(indicator, value, median);
    let beside = beside_median(language, side);
    if side == Ordering::Equal {
        return beside.to_owned();
    }
    let distance = shown_difference(value, median, indicator.decimals);
    let measure = measure(language, indicator, distance);
    match language {
        Language::Lv => format!("par {measure} {beside}"),
        Language::En => format!("{measure} {beside}"),
    }
}

/// How the own line and the peers' median moved between the first and the last period that both have.
///
/// `periods` are the names of the rows of `line` and `spreads`. `None` when there are no two periods.
pub fn trend(
    language: Language,
    indicator: &Indicator,
    periods: &[String],
    line: &[Cell],
    spreads: &[Option<Spread>],
) -> Option<String> {
    let both: Vec<(usize, f64, f64)> = (0..periods.len())
        .filter_map(|row| Some((row, line.get(row)?.value?, spreads.get(row)?.as_ref()?.median)))
        .collect();
    let (&(first, own_before, median_before), &(last, own_after, median_after)) =
        (both.first()?, both.last()?);
    if first == last {
        return None;
    }
    let shown = |after: f64, before: f64| shown_difference(after, before, indicator.decimals);
    let own = moved(language, indicator, shown(own_after, own_before));
    let median = moved(language, indicator, shown(median_after, median_before));
    let gap = gap(
        language,
        indicator,
        (own_before, median_before),
        (own_after, median_after),
    );
    let (from, to) = (&periods[first], &periods[last]);
    Some(match language {
        Language::Lv => format!("{from}–{to}: vērtība {own}, mediāna {median}; {gap}."),
        Language::En => format!("{from}–{to}: the value {own}, the median {median}; {gap}."),
    })
}

/// What became of the distance between a value and the median, each with the other's before and after.
pub(super) fn gap(
    language: Language,
    indicator: &Indicator,
    (own_before, median_before): (f64, f64),
    (own_after, median_after): (f64, f64),
) -> &'static str {
    let shown = |after: f64, before: f64| shown_difference(after, before, indicator.decimals);
    let before = side(indicator, own_before, median_before);
    let after = side(indicator, own_after, median_after);
    let gap = |own: f64, median: f64| shown(own, median).abs();
    let widening = shown(gap(own_after, median_after), gap(own_before, median_before));
    // A gap that closed and opened on the other side has neither grown nor narrowed.
    let crossed = after != Ordering::Equal && after == before.reverse();
    let side = match crossed {
        true => after,
        false => shown_sign(widening, indicator.decimals),
    };
    match (language, crossed, side) {
        (Language::Lv, true, Ordering::Greater) => "vērtība bija zem mediānas, tagad ir virs tās",
        (Language::Lv, true, _) => "vērtība bija virs mediānas, tagad ir zem tās",
        (Language::En, true, Ordering::Greater) => "it was below the median and is now above it",
        (Language::En, true, _) => "it was above the median and is now below it",
        (Language::Lv, false, Ordering::Greater) => "starpība ar mediānu ir augusi",
        (Language::Lv, false, Ordering::Less) => "starpība ar mediānu ir sarukusi",
        (Language::Lv, false, Ordering::Equal) => "starpība ar mediānu nav mainījusies",
        (Language::En, false, Ordering::Greater) => "the gap to the median has grown",
        (Language::En, false, Ordering::Less) => "the gap to the median has narrowed",
        (Language::En, false, Ordering::Equal) => "the gap to the median has not changed",
    }
}

/// A difference with its sign and the shortest name of its unit, for a column: `+1,3 p.p.`, `−12 EUR`.
pub fn difference(language: Language, indicator: &Indicator, value: f64, from: f64) -> String {
    let difference = shown_difference(value, from, indicator.decimals);
    let number = signed(language, difference, indicator.decimals);
    let unit = match (language, is_percent(indicator)) {
        (Language::Lv, true) => "p.p.",
        (Language::En, true) => "pp",
        (_, false) => indicator.unit.symbol.get(language),
    };
    with_unit(&number, unit)
}

/// What happened to a value: `ir augusi par 1,3 procentpunktiem`.
pub(super) fn moved(language: Language, indicator: &Indicator, change: f64) -> String {
    let verb = match (language, shown_sign(change, indicator.decimals)) {
        (Language::Lv, Ordering::Equal) => return "nav mainījusies".to_owned(),
        (Language::En, Ordering::Equal) => return "has not changed".to_owned(),
        (Language::Lv, Ordering::Greater) => "ir augusi par",
        (Language::Lv, Ordering::Less) => "ir sarukusi par",
        (Language::En, Ordering::Greater) => "has risen by",
        (Language::En, Ordering::Less) => "has fallen by",
    };
    format!("{verb} {}", measure(language, indicator, change))
}

/// The size of a difference in the unit of the indicator, in the case that follows the Latvian `par`. Percentages
/// differ by percentage points.
pub(super) fn measure(language: Language, indicator: &Indicator, difference: f64) -> String {
    let number = number(language, difference.abs(), indicator.decimals);
    let singular = is_singular_shown(language, difference, indicator.decimals);
    let word = counted(language, &indicator.unit.code, singular);
    with_unit(&number, word.unwrap_or(indicator.unit.symbol.get(language)))
}

/// A unit that is a word, not a sign or an abbreviation, behind a number: in Latvian as it follows `par`, in the
/// accusative in the singular, in the dative in the plural.
pub(super) fn counted(language: Language, unit: &str, singular: bool) -> Option<&'static str> {
    let (lv, en) = match unit {
        "percent" => (
            ["procentpunktu", "procentpunktiem"],
            ["percentage point", "percentage points"],
        ),
        "persons" => (["personu", "personām"], ["person", "persons"]),
        "pupils" => (["skolēnu", "skolēniem"], ["pupil", "pupils"]),
        "clients" => (["klientu", "klientiem"], ["client", "clients"]),
        "visits" => (["apmeklējumu", "apmeklējumiem"], ["visit", "visits"]),
        "days" => (["dienu", "dienām"], ["day", "days"]),
        "fte" => (["slodzi", "slodzēm"], ["FTE", "FTE"]),
        _ => return None,
    };
    let [one, many] = match language {
        Language::Lv => lv,
        Language::En => en,
    };
    Some(if singular { one } else { many })
}

fn is_percent(indicator: &Indicator) -> bool {
    indicator.unit.code == "percent"
}

fn with_unit(number: &str, unit: &str) -> String {
    match unit {
        "" => number.to_owned(),
        unit => format!("{number}{NO_BREAK_SPACE}{unit}"),
    }
}

/// On which side of the median a value lies, as both are shown.
fn side(indicator: &Indicator, value: f64, median: f64) -> Ordering {
    shown_sign(
        shown_difference(value, median, indicator.decimals),
        indicator.decimals,
    )
}

fn beside_median(language: Language, side: Ordering) -> &'static str {
    match (language, side) {
        (Language::Lv, Ordering::Greater) => "virs mediānas",
        (Language::Lv, Ordering::Equal) => "uz mediānas",
        (Language::Lv, Ordering::Less) => "zem mediānas",
        (Language::En, Ordering::Greater) => "above the median",
        (Language::En, Ordering::Equal) => "at the median",
        (Language::En, Ordering::Less) => "below the median",
    }
}
