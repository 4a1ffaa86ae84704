//! Applying a map: the cells of a table, one by one, to observations or to faults with their place.

use super::Map;
use super::area::{AreaFinder, Found};
use super::column::ColumnRule;
use super::number::NotANumber;
use crate::lines::LineCounter;
use blis_domain::area::AreaCode;
use blis_domain::period::Period;
use blis_domain::wire::PushObservation;
use csv::StringRecord;
use std::collections::HashMap;

/// What a table came to.
#[derive(Debug, Default)]
pub(crate) struct Mapped {
    /// The figures, in the order of the file.
    pub(crate) rows: Vec<MappedRow>,
    /// What cannot be sent.
    pub(crate) faults: Vec<RowFault>,
    /// Cells without a figure; nothing is sent for them.
    pub(crate) empty: u64,
}

/// A figure and where it stood.
#[derive(Debug)]
pub(crate) struct MappedRow {
    /// Line of the file, from 1.
    pub(crate) line: u64,
    /// Heading of its column.
    pub(crate) column: String,
    /// The figure.
    pub(crate) observation: PushObservation,
}

/// A cell or a line that cannot be sent.
#[derive(Debug, PartialEq)]
pub(crate) struct RowFault {
    /// Line of the file, from 1.
    pub(crate) line: u64,
    /// Heading of its column, when it is one cell.
    pub(crate) column: Option<String>,
    /// What is wrong.
    pub(crate) fault: CellFault,
}

/// What is wrong with a cell or a line.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(crate) enum CellFault {
    #[error("no area is called “{0}”")]
    UnknownArea(String),
    #[error("“{0}” is not a period: write 2016, 2016-S1, 2016-Q1 or 2016-03")]
    InvalidPeriod(String),
    #[error(transparent)]
    NotANumber(#[from] NotANumber),
    #[error("the heading has {expected} fields, the line has {found}")]
    WrongFieldCount { expected: usize, found: usize },
}

impl CellFault {
    /// The code that the server would give.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            CellFault::UnknownArea(_) => "unknown_area",
            CellFault::InvalidPeriod(_) => "invalid_period",
            CellFault::NotANumber(_) => "not_a_number",
            CellFault::WrongFieldCount { .. } => "wrong_field_count",
        }
    }
}

/// The table as a whole is not what the map describes.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TableError {
    #[error("it cannot be read as CSV in UTF-8")]
    Csv(#[from] csv::Error),
    #[error("it has no column `{0}`, which the map names")]
    ColumnMissing(String),
    #[error("the map says nothing of its column `{0}`: add a [[column]] for it, or put it into `ignore`")]
    ColumnUnknown(String),
    #[error("it has two columns `{0}`")]
    ColumnTwice(String),
    #[error("the period of column `{0}` is not known: give it with --period or in the map")]
    NoPeriod(String),
    #[error(transparent)]
    Period(#[from] anyhow::Error),
}

/// Applies a map to the text of a file. `given` is the period given by hand.
pub(crate) fn apply(
    map: &Map,
    text: &[u8],
    file_name: &str,
    given: Option<Period>,
    areas: &AreaFinder,
) -> Result<Mapped, TableError> {
    let of_table = map.period.of_table(given, file_name)?;
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut lines = LineCounter::new(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(map.delimiter as u8)
        .flexible(true)
        .from_reader(text);
    let heading = Heading::read(map, reader.headers()?)?;
    // A column of the table tells the period line by line, unless it was given by hand.
    let period_column = map.period.column.as_deref().filter(|_| given.is_none());
    if let Some(rule) = map
        .columns
        .iter()
        .find(|rule| rule.periods.is_empty() && of_table.is_none() && period_column.is_none())
    {
        return Err(TableError::NoPeriod(rule.name.clone()));
    }

    let mut mapped = Mapped::default();
    for record in reader.into_records() {
        let record = record?;
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        let mut fault = |column: Option<&str>, fault: CellFault| {
            mapped.faults.push(RowFault {
                line,
                column: column.map(str::to_owned),
                fault,
            });
        };
        if record.len() != heading.len {
            fault(
                None,
                CellFault::WrongFieldCount {
                    expected: heading.len,
                    found: record.len(),
                },
            );
            continue;
        }
        let cell = heading.cell(&record, &map.area.column);
        let area = match map.area.find(cell, areas) {
            Found::Area(area) => area,
            Found::Skip => continue,
            Found::Unknown => {
                fault(Some(&map.area.column), CellFault::UnknownArea(short(cell)));
                continue;
            }
        };
        let of_line = match period_column {
            Some(column) => {
                let cell = heading.cell(&record, column);
                match cell.parse() {
                    Ok(period) => Some(period),
                    Err(_) => {
                        fault(Some(column), CellFault::InvalidPeriod(short(cell)));
                        continue;
                    }
                }
            }
            None => of_table,
        };
        for rule in &map.columns {
            let cell = heading.cell(&record, &rule.name);
            match map.numbers.parse(cell) {
                Err(error) => fault(Some(&rule.name), error.into()),
                Ok(None) => mapped.empty += 1,
                Ok(Some(value)) => {
                    let periods = match rule.periods.as_slice() {
                        [] => of_line.as_slice(),
                        own => own,
                    };
                    for period in periods {
                        match observation(rule, &area, *period, value) {
                            Some(observation) => mapped.rows.push(MappedRow {
                                line,
                                column: rule.name.clone(),
                                observation,
                            }),
                            None => fault(Some(&rule.name), NotANumber::of(cell).into()),
                        }
                    }
                }
            }
        }
    }
    Ok(mapped)
}

/// What is sent for a figure; nothing when the map makes none of it that can be written.
fn observation(rule: &ColumnRule, area: &AreaCode, period: Period, value: f64) -> Option<PushObservation> {
    let treatment = rule.treatment(period);
    let value = treatment.map_or(value, |treatment| treatment.apply(value));
    value.is_finite().then(|| PushObservation {
        indicator: rule.indicator.to_string(),
        area: area.to_string(),
        period: period.to_string(),
        breakdown: None,
        value: Some(value),
        status: treatment
            .and_then(|treatment| treatment.status)
            .map(|status| status.to_string()),
        note: treatment.and_then(|treatment| treatment.note.clone()),
        action: None,
        conf_status: None,
        cases: None,
    })
}

/// The columns of a table, each accounted for.
struct Heading {
    places: HashMap<String, usize>,
    len: usize,
}

impl Heading {
    fn read(map: &Map, headers: &StringRecord) -> Result<Heading, TableError> {
        let mut places = HashMap::new();
        for (place, name) in headers.iter().enumerate() {
            let name = name.trim();
            if places.insert(name.to_owned(), place).is_some() {
                return Err(TableError::ColumnTwice(name.to_owned()));
            }
        }
        let named = map
            .columns
            .iter()
            .map(|rule| &rule.name)
            .chain([&map.area.column])
            .chain(&map.period.column);
        let named: Vec<&String> = named.collect();
        if let Some(missing) = named.iter().find(|name| !places.contains_key(**name)) {
            return Err(TableError::ColumnMissing((*missing).clone()));
        }
        let unknown = headers
            .iter()
            .map(|name| name.trim().to_owned())
            .find(|name| !named.contains(&name) && !map.ignore.contains(name));
        match unknown {
            Some(name) => Err(TableError::ColumnUnknown(name)),
            None => Ok(Heading {
                len: headers.len(),
                places,
            }),
        }
    }

    /// The cell of a column that is known to be there.
    fn cell<'r>(&self, record: &'r StringRecord, column: &str) -> &'r str {
        self.places
            .get(column)
            .and_then(|place| record.get(*place))
            .unwrap_or("")
            .trim()
    }
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
