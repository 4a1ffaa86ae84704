//! What a comparison says, in words made by rules: the title of a chart, its accessible description,
//! a line ready to paste.

use crate::compare::{Band, BandReason, ComparisonSummary};
use crate::indicator::Indicator;
use crate::locale::{NO_BREAK_SPACE, is_singular_shown, number, quantity};
use crate::series::Cell;
use crate::statistics::Spread;
use crate::status::{MissingReason, ObservationStatus};
use crate::text::Language;

/// The words of a band.
pub fn band(language: Language, band: Band) -> &'static str {
    match (language, band) {
        (Language::Lv, Band::Best) => "labākā ceturtdaļa",
        (Language::Lv, Band::Middle) => "vidējā puse",
        (Language::Lv, Band::Worst) => "sliktākā ceturtdaļa",
        (Language::En, Band::Best) => "best quarter",
        (Language::En, Band::Middle) => "middle half",
        (Language::En, Band::Worst) => "worst quarter",
    }
}

/// The sign of a band, so that colour never stands alone.
pub fn band_sign(band: Band) -> &'static str {
    match band {
        Band::Best => "▲",
        Band::Middle => "●",
        Band::Worst => "▼",
    }
}

/// Why there is no band.
pub fn band_reason(language: Language, reason: BandReason) -> &'static str {
    match (language, reason) {
        (Language::Lv, BandReason::NoDirection) => "rādītājs neliecina, kas ir labāk",
        (Language::Lv, BandReason::TooFewValues) => "pārāk maz vērtību ceturtdaļām",
        (Language::Lv, BandReason::NoSpread) => "vērtības gandrīz neatšķiras",
        (Language::Lv, BandReason::NoValue) => "nav vērtības",
        (Language::En, BandReason::NoDirection) => "neither way is better",
        (Language::En, BandReason::TooFewValues) => "too few values for quarters",
        (Language::En, BandReason::NoSpread) => "the values hardly differ",
        (Language::En, BandReason::NoValue) => "no value",
    }
}

/// Why a value is missing.
pub fn missing_reason(language: Language, reason: MissingReason) -> &'static str {
    match (language, reason) {
        (Language::Lv, MissingReason::NotAvailable) => "vēl nav saņemts",
        (Language::Lv, MissingReason::NotCollected) => "netiek vākts",
        (Language::Lv, MissingReason::CannotExist) => "nevar būt",
        (Language::Lv, MissingReason::Suppressed) => "pārāk maz gadījumu, lai rādītu",
        (Language::Lv, MissingReason::IncludedElsewhere) => "ieskaitīts citur",
        (Language::En, MissingReason::NotAvailable) => "not received yet",
        (Language::En, MissingReason::NotCollected) => "not collected",
        (Language::En, MissingReason::CannotExist) => "cannot exist",
        (Language::En, MissingReason::Suppressed) => "too few cases to show",
        (Language::En, MissingReason::IncludedElsewhere) => "included elsewhere",
    }
}

/// A rank among those with a value: `12. vieta no 44`, `rank 12 of 44`.
pub fn rank(language: Language, rank: u32, of: u32) -> String {
    match language {
        Language::Lv => format!("{rank}.{NO_BREAK_SPACE}vieta no {of}"),
        Language::En => format!("rank {rank} of {of}"),
    }
}

/// What a status says about a value, in words; `None` for a normal value and for one that is missing, whose
/// words are [`missing_reason`]'s.
pub fn status(language: Language, status: ObservationStatus) -> Option<&'static str> {
    let (lv, en) = match status {
        ObservationStatus::Break => ("laikrindas pārrāvums", "break in the series"),
        ObservationStatus::DefinitionDiffers => ("atšķirīga definīcija", "definition differs"),
        ObservationStatus::Estimated => ("aplēse", "estimate"),
        ObservationStatus::Forecast => ("prognoze", "forecast"),
        ObservationStatus::Experimental => ("eksperimentāla vērtība", "experimental value"),
        ObservationStatus::Imputed => ("aizstāta vērtība", "imputed value"),
        ObservationStatus::Derogation => ("atkāpe no prasībām", "derogation"),
        ObservationStatus::NotSignificant => ("nebūtiska vērtība", "not significant"),
        ObservationStatus::Provisional => ("provizoriska vērtība", "provisional value"),
        ObservationStatus::SpecialEvent => ("īpašs notikums", "special event"),
        ObservationStatus::LowReliability => ("zema ticamība", "low reliability"),
        ObservationStatus::Unvalidated => ("nepārbaudīta vērtība", "not validated"),
        ObservationStatus::IncludesOther => ("ietver citu kategoriju", "includes another category"),
        ObservationStatus::Normal
        | ObservationStatus::MissingHoliday
        | ObservationStatus::IncludedElsewhere
        | ObservationStatus::NotCollected
        | ObservationStatus::CannotExist
        | ObservationStatus::Missing
        | ObservationStatus::Suppressed => return None,
    };
    Some(match language {
        Language::Lv => lv,
        Language::En => en,
    })
}

/// How far a value lies from the median: `2,3 procentpunkti virs mediānas`; a distance too small to show is
/// none.
pub fn distance_to_median(language: Language, indicator: &Indicator, gap: f64) -> String {
    let visible = 10f64.powi(-i32::from(indicator.decimals)) / 2.0;
    if gap.abs() < visible {
        return beside_median(language, 0.0).to_owned();
    }
    format!(
        "{} {}",
        difference(language, indicator, gap.abs()),
        beside_median(language, gap)
    )
}

/// The title of a comparison: the finding, not the topic. `area` is the area's name.
pub fn headline(language: Language, area: &str, summary: &ComparisonSummary) -> String {
    let (Some(place), Some(gap)) = (summary.rank, summary.gap_to_median) else {
        return match language {
            Language::Lv => format!("{area}: šajā periodā nav vērtības"),
            Language::En => format!("{area}: no value in this period"),
        };
    };
    let rank = rank(language, place, summary.of);
    match summary.band {
        Some(one) => match language {
            Language::Lv => format!("{area}: {}, {rank}", band(language, one)),
            Language::En => format!("{area}: {}, {rank}", band(language, one)),
        },
        None => format!("{area}: {}, {rank}", beside_median(language, gap)),
    }
}

fn beside_median(language: Language, gap: f64) -> &'static str {
    match (language, gap.total_cmp(&0.0)) {
        (_, _) if gap == 0.0 => match language {
            Language::Lv => "uz mediānas",
            Language::En => "at the median",
        },
        (Language::Lv, std::cmp::Ordering::Greater) => "virs mediānas",
        (Language::Lv, _) => "zem mediānas",
        (Language::En, std::cmp::Ordering::Greater) => "above the median",
        (Language::En, _) => "below the median",
    }
}

/// Where the area stands, in one or two sentences with value, median, n and missing.
pub fn standing(
    language: Language,
    area: &str,
    indicator: &Indicator,
    summary: &ComparisonSummary,
) -> String {
    let shown = |value: f64| {
        quantity(
            language,
            value,
            indicator.decimals,
            indicator.unit.symbol.get(language),
        )
    };
    let peers = &summary.peers;
    let (Some(value), Some(median)) = (summary.value, peers.median) else {
        return match language {
            Language::Lv => format!(
                "{area}: nav vērtības. Vērtība ir {} no {} salīdzināmajām pašvaldībām.",
                peers.with_value, peers.n
            ),
            Language::En => {
                format!(
                    "{area}: no value. {} of {} peers have one.",
                    peers.with_value, peers.n
                )
            }
        };
    };
    let gap = summary.gap_to_median.unwrap_or(0.0);
    let beside = beside_median(language, gap);
    let distance = difference(language, indicator, gap.abs());
    match language {
        Language::Lv => format!(
            "{area}: {}, {}{beside} ({}). Vērtība ir {} no {} salīdzināmajām pašvaldībām.",
            shown(value),
            if gap == 0.0 {
                String::new()
            } else {
                format!("{distance} ")
            },
            shown(median),
            peers.with_value,
            peers.n
        ),
        Language::En => format!(
            "{area}: {}, {}{beside} ({}). {} of {} peers have a value.",
            shown(value),
            if gap == 0.0 {
                String::new()
            } else {
                format!("{distance} ")
            },
            shown(median),
            peers.with_value,
            peers.n
        ),
    }
}

/// A difference of two values in the unit of the indicator; of percentages, in percentage points.
fn difference(language: Language, indicator: &Indicator, value: f64) -> String {
    if indicator.unit.code != "percent" {
        return quantity(
            language,
            value,
            indicator.decimals,
            indicator.unit.symbol.get(language),
        );
    }
    let singular = is_singular_shown(language, value, indicator.decimals);
    let number = number(language, value, indicator.decimals);
    match language {
        Language::Lv if singular => format!("{number}{NO_BREAK_SPACE}procentpunkts"),
        Language::Lv => format!("{number}{NO_BREAK_SPACE}procentpunkti"),
        Language::En if singular => format!("{number} percentage point"),
        Language::En => format!("{number} percentage points"),
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
    let both: Vec<usize> = (0..periods.len())
        .filter(|&row| line[row].value.is_some() && spreads[row].is_some())
        .collect();
    let (&first, &last) = (both.first()?, both.last()?);
    if first == last {
        return None;
    }
    let own = line[last].value? - line[first].value?;
    let median = spreads[last]?.median - spreads[first]?.median;
    let before = (line[first].value? - spreads[first]?.median).abs();
    let after = (line[last].value? - spreads[last]?.median).abs();
    let signed = |change: f64| {
        let sign = if change > 0.0 {
            "+"
        } else if change < 0.0 {
            "−"
        } else {
            ""
        };
        format!("{sign}{}", difference(language, indicator, change.abs()))
    };
    // A change smaller than the last shown digit is no change a reader could see.
    let visible = 10f64.powi(-i32::from(indicator.decimals)) / 2.0;
    let gap = match (language, after - before) {
        (Language::Lv, change) if change > visible => "starpība ar mediānu ir augusi",
        (Language::Lv, change) if change < -visible => "starpība ar mediānu ir sarukusi",
        (Language::Lv, _) => "starpība ar mediānu nav mainījusies",
        (Language::En, change) if change > visible => "the gap to the median has grown",
        (Language::En, change) if change < -visible => "the gap to the median has narrowed",
        (Language::En, _) => "the gap to the median has not changed",
    };
    Some(match language {
        Language::Lv => {
            format!(
                "{}–{}: {}; mediāna {}; {gap}.",
                periods[first],
                periods[last],
                signed(own),
                signed(median)
            )
        }
        Language::En => {
            format!(
                "{}–{}: {}; median {}; {gap}.",
                periods[first],
                periods[last],
                signed(own),
                signed(median)
            )
        }
    })
}

#[cfg(test)]
mod tests;
