//! The sentences. What is too small to show in the indicator's decimals is said to be nothing, everywhere
//! alike: no sentence ever reads "0,0 above the median".

use super::words::{band, rank};
use crate::compare::ComparisonSummary;
use crate::indicator::Indicator;
use crate::locale::{NO_BREAK_SPACE, is_singular_shown, number, quantity, shown_sign, signed};
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
    let (Some(place), Some(gap)) = (summary.rank, summary.gap_to_median) else {
        return match language {
            Language::Lv => format!("{area}: šajā periodā nav vērtības"),
            Language::En => format!("{area}: no value in this period"),
        };
    };
    let rank = rank(language, place, summary.of);
    let place = match summary.band {
        Some(one) => band(language, one),
        None => beside_median(language, shown_sign(gap, indicator.decimals)),
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
    let (Some(value), Some(median), Some(gap)) = (summary.value, peers.median, summary.gap_to_median) else {
        return match language {
            Language::Lv => format!(
                "{area}: nav vērtības. Vērtība ir {} no {} salīdzināmajām pašvaldībām.",
                peers.with_value, peers.n
            ),
            Language::En => format!(
                "{area}: no value. {} of {} peers have one.",
                peers.with_value, peers.n
            ),
        };
    };
    let (value, median) = (shown(value), shown(median));
    let distance = distance_to_median(language, indicator, gap);
    match language {
        Language::Lv => format!(
            "{area}: {value}, {distance} ({median}). Vērtība ir {} no {} salīdzināmajām pašvaldībām.",
            peers.with_value, peers.n
        ),
        Language::En => format!(
            "{area}: {value}, {distance} ({median}). {} of {} peers have a value.",
            peers.with_value, peers.n
        ),
    }
}

/// How far a value lies from the median: `2,3 procentpunkti virs mediānas`.
pub fn distance_to_median(language: Language, indicator: &Indicator, gap: f64) -> String {
    let side = shown_sign(gap, indicator.decimals);
    let beside = beside_median(language, side);
    match side {
        Ordering::Equal => beside.to_owned(),
        _ => format!("{} {beside}", difference(language, indicator, gap.abs(), number)),
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
    let own = change(language, indicator, own_after - own_before);
    let median = change(language, indicator, median_after - median_before);
    let widening = (own_after - median_after).abs() - (own_before - median_before).abs();
    let gap = match (language, shown_sign(widening, indicator.decimals)) {
        (Language::Lv, Ordering::Greater) => "starpība ar mediānu ir augusi",
        (Language::Lv, Ordering::Less) => "starpība ar mediānu ir sarukusi",
        (Language::Lv, Ordering::Equal) => "starpība ar mediānu nav mainījusies",
        (Language::En, Ordering::Greater) => "the gap to the median has grown",
        (Language::En, Ordering::Less) => "the gap to the median has narrowed",
        (Language::En, Ordering::Equal) => "the gap to the median has not changed",
    };
    let (from, to) = (&periods[first], &periods[last]);
    Some(match language {
        Language::Lv => format!("{from}–{to}: {own}; mediāna {median}; {gap}."),
        Language::En => format!("{from}–{to}: {own}; median {median}; {gap}."),
    })
}

/// A change with its sign and unit: `+1,3 procentpunkti`, `−12 EUR`.
pub fn change(language: Language, indicator: &Indicator, change: f64) -> String {
    difference(language, indicator, change, signed)
}

/// A difference of two values in the unit of the indicator; of percentages, in percentage points.
fn difference(
    language: Language,
    indicator: &Indicator,
    value: f64,
    write: fn(Language, f64, u8) -> String,
) -> String {
    let number = write(language, value, indicator.decimals);
    if indicator.unit.code != "percent" {
        return match indicator.unit.symbol.get(language) {
            "" => number,
            symbol => format!("{number}{NO_BREAK_SPACE}{symbol}"),
        };
    }
    let unit = match (language, is_singular_shown(language, value, indicator.decimals)) {
        (Language::Lv, true) => "procentpunkts",
        (Language::Lv, false) => "procentpunkti",
        (Language::En, true) => "percentage point",
        (Language::En, false) => "percentage points",
    };
    format!("{number}{NO_BREAK_SPACE}{unit}")
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
