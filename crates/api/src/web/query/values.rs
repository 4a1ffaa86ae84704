//! Types of parameters that exist for the address alone.

use crate::web::moment;
use blis_charts::PICK_COLOURS;
use blis_domain::area::AreaCode;
use blis_domain::indicator::IndicatorCode;
use blis_domain::peers::MOST_SIMILAR;
use blis_store::ChangedSince;
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use time::{OffsetDateTime, Time};

/// The value is not within what the parameter allows.
#[derive(Debug, thiserror::Error)]
#[error("out of range")]
pub(crate) struct OutOfRange;

/// How many items a page has: 1 to 1000, 500 unless the caller says.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "u32")]
pub(crate) struct PageLimit(pub(crate) u32);

impl Default for PageLimit {
    fn default() -> PageLimit {
        PageLimit(500)
    }
}

impl TryFrom<u32> for PageLimit {
    type Error = OutOfRange;

    fn try_from(limit: u32) -> Result<PageLimit, OutOfRange> {
        (1..=1000)
            .contains(&limit)
            .then_some(PageLimit(limit))
            .ok_or(OutOfRange)
    }
}

/// A stable word of ours, such as the name of an action or the code of a fault; one that this release does not know may
/// be stored all the same.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Word(pub(crate) String);

impl TryFrom<String> for Word {
    type Error = OutOfRange;

    fn try_from(word: String) -> Result<Word, OutOfRange> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
        match (1..=60).contains(&word.len()) && word.bytes().all(fits) {
            true => Ok(Word(word)),
            false => Err(OutOfRange),
        }
    }
}

/// The id of a batch, which need not be there.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(try_from = "String")]
pub(crate) struct BatchId(pub(crate) String);

impl TryFrom<String> for BatchId {
    type Error = OutOfRange;

    fn try_from(id: String) -> Result<BatchId, OutOfRange> {
        let id = uuid::Uuid::try_parse(&id).map_err(|_| OutOfRange)?;
        Ok(BatchId(id.to_string()))
    }
}

/// How many neighbours: 1 to 43, 7 unless the caller says.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "u8")]
pub(crate) struct Neighbours(pub(crate) u8);

impl Default for Neighbours {
    fn default() -> Neighbours {
        Neighbours(7)
    }
}

impl TryFrom<u8> for Neighbours {
    type Error = OutOfRange;

    fn try_from(k: u8) -> Result<Neighbours, OutOfRange> {
        (1..=MOST_SIMILAR)
            .contains(&k)
            .then_some(Neighbours(k))
            .ok_or(OutOfRange)
    }
}

/// The width of a chart in CSS pixels: 320 to 2000, 760 unless the caller says.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "u32")]
pub(crate) struct ChartWidth(pub(crate) u32);

impl Default for ChartWidth {
    fn default() -> ChartWidth {
        ChartWidth(760)
    }
}

impl TryFrom<u32> for ChartWidth {
    type Error = OutOfRange;

    fn try_from(width: u32) -> Result<ChartWidth, OutOfRange> {
        (320..=2000)
            .contains(&width)
            .then_some(ChartWidth(width))
            .ok_or(OutOfRange)
    }
}

/// No parameters at all.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// Codes of indicators, separated by commas; each once.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Codes(pub(crate) Vec<IndicatorCode>);

/// More variables than this make a likeness nobody can read, and a request nobody should compute.
const MOST_CODES: usize = 20;

impl TryFrom<String> for Codes {
    type Error = OutOfRange;

    fn try_from(list: String) -> Result<Codes, OutOfRange> {
        each_once(&list, MOST_CODES).map(Codes)
    }
}

/// Codes of areas that stand out in a chart, separated by commas; each once.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Picks(pub(crate) Vec<AreaCode>);

impl TryFrom<String> for Picks {
    type Error = OutOfRange;

    fn try_from(list: String) -> Result<Picks, OutOfRange> {
        each_once(&list, PICK_COLOURS).map(Picks)
    }
}

/// The codes of a list with commas between: as many as may be at the most, none twice.
fn each_once<T: FromStr + PartialEq>(list: &str, most: usize) -> Result<Vec<T>, OutOfRange> {
    let codes: Vec<T> = list
        .split(',')
        // One more than allowed is enough to know.
        .take(most + 1)
        .map(|code| code.parse().map_err(|_| OutOfRange))
        .collect::<Result<_, _>>()?;
    let repeated = codes
        .iter()
        .enumerate()
        .any(|(at, code)| codes[..at].contains(code));
    match repeated || codes.len() > most {
        true => Err(OutOfRange),
        false => Ok(codes),
    }
}

/// Positive weights, separated by commas.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Weights(pub(crate) Vec<f64>);

impl TryFrom<String> for Weights {
    type Error = OutOfRange;

    fn try_from(list: String) -> Result<Weights, OutOfRange> {
        list.split(',')
            .map(|weight| match weight.trim().parse::<f64>() {
                Ok(weight) if weight > 0.0 && weight <= 1e6 => Ok(weight),
                _ => Err(OutOfRange),
            })
            .collect::<Result<_, _>>()
            .map(Weights)
    }
}

/// After what the observations of interest changed: a data version, or an instant; a date means its first moment.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum Since {
    /// After a data version.
    Version(u64),
    /// After an instant.
    Instant(OffsetDateTime),
}

impl From<Since> for ChangedSince {
    fn from(since: Since) -> ChangedSince {
        match since {
            Since::Version(version) => ChangedSince::Version(version),
            Since::Instant(instant) => ChangedSince::Instant(instant),
        }
    }
}

impl TryFrom<String> for Since {
    type Error = moment::InvalidMoment;

    fn try_from(text: String) -> Result<Since, moment::InvalidMoment> {
        if let Ok(version) = text.trim().parse() {
            return Ok(Since::Version(version));
        }
        match moment::instant(&text) {
            Some(instant) => Ok(Since::Instant(instant)),
            None => Ok(Since::Instant(
                moment::date(&text)?.with_time(Time::MIDNIGHT).assume_utc(),
            )),
        }
    }
}
