//! What a figure did since a year before, in a sentence.

use super::brief::quoted;
use super::sentences::difference;
use super::words::status;
use crate::indicator::Indicator;
use crate::locale::quantity;
use crate::moves::Movement;
use crate::text::{Language, Text};

/// The change since a year before, what is usual in a year, and what it was for the others.
pub fn moved_since(indicator: &Indicator, movement: &Movement) -> Text {
    Text::new(
        said(Language::Lv, indicator, movement),
        said(Language::En, indicator, movement),
    )
}

fn said(language: Language, indicator: &Indicator, movement: &Movement) -> String {
    let name = quoted(language, &indicator.name);
    let symbol = indicator.unit.symbol.get(language);
    let shown = |value: f64| quantity(language, value, indicator.decimals, symbol);
    let mark = status(language, movement.status).map_or(String::new(), |mark| format!("; {mark}"));
    let (now, before) = (shown(movement.value), shown(movement.before.value));
    let (period, year_before) = (movement.period, movement.before.period);
    let change = difference(language, indicator, movement.value, movement.before.value);
    let usual = difference(language, indicator, movement.usual, 0.0);
    let usual = usual.trim_start_matches('+');
    let others = match movement.others_change {
        Some(others) => {
            let (change, n) = (difference(language, indicator, others, 0.0), movement.others);
            match language {
                Language::Lv => format!("; pārējo pašvaldību pārmaiņu mediāna ir {change} ({n})"),
                Language::En => format!("; the median change of the other municipalities is {change} ({n})"),
            }
        }
        None => String::new(),
    };
    let earlier = movement.earlier;
    match language {
        Language::Lv => format!(
            "{name}: {now} ({period}{mark}), {change} kopš {before} ({year_before}); parastā pārmaiņa gadā ir {usual} \
             ({earlier} pārmaiņu mediāna){others}."
        ),
        Language::En => format!(
            "{name}: {now} ({period}{mark}), {change} since {before} ({year_before}); the usual change in a year is {usual} \
             (median of {earlier} changes){others}."
        ),
    }
}
