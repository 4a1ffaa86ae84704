//! `areas.csv` and `successors.csv`.

use super::ReferenceError;
use blis_domain::area::{Area, AreaCode, AreaKind, Successor};
use blis_domain::text::Text;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

const AREAS: &str = "areas.csv";
const SUCCESSORS: &str = "successors.csv";

/// A line of `areas.csv`. Columns that nobody reads yet (`wikidata_id`) stay in the file.
#[derive(Deserialize)]
struct AreaLine {
    code: AreaCode,
    name_lv: String,
    name_en: String,
    kind: AreaKind,
    nuts3: String,
    planning_region: String,
    iso_3166_2: String,
    area_km2: f64,
    lat: f64,
    lon: f64,
    population: u32,
    population_year: u16,
    pilot: bool,
    valid_from: String,
    valid_to: Option<String>,
}

#[derive(Deserialize)]
struct SuccessorLine {
    code: AreaCode,
    successor_code: AreaCode,
    successor_name_lv: String,
    successor_name_en: String,
    certain: bool,
    note_lv: Option<String>,
    note_en: Option<String>,
}

/// The areas with their successors.
pub(super) fn areas() -> Result<Vec<Area>, ReferenceError> {
    let mut successors: HashMap<AreaCode, Vec<Successor>> = HashMap::new();
    let text = include_str!("../../reference/successors.csv");
    for (line, row) in lines::<SuccessorLine>(SUCCESSORS, text)? {
        let (area, successor) = successor(line, row)?;
        successors.entry(area).or_default().push(successor);
    }
    let mut areas = Vec::new();
    for (line, row) in lines::<AreaLine>(AREAS, include_str!("../../reference/areas.csv"))? {
        let successors = successors.remove(&row.code);
        let successors = successors.ok_or_else(|| ReferenceError::Line {
            file: AREAS,
            line,
            what: format!("{} has no successor in {SUCCESSORS}", row.code),
        })?;
        areas.push(Area {
            code: row.code,
            name: Text::new(row.name_lv, row.name_en),
            kind: row.kind,
            region: row.nuts3,
            planning_region: row.planning_region,
            iso_3166_2: row.iso_3166_2,
            pilot: row.pilot,
            networks: Vec::new(),
            population: row.population,
            population_year: row.population_year,
            area_km2: row.area_km2,
            lat: row.lat,
            lon: row.lon,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            successors,
        });
    }
    match successors.keys().next() {
        None => Ok(areas),
        Some(code) => Err(ReferenceError::Entry {
            file: SUCCESSORS,
            entry: code.to_string(),
            what: format!("is not an area of {AREAS}"),
        }),
    }
}

fn successor(line: u64, row: SuccessorLine) -> Result<(AreaCode, Successor), ReferenceError> {
    let note = match (row.note_lv, row.note_en) {
        (Some(lv), Some(en)) => Some(Text::new(lv, en)),
        (None, None) => None,
        _ => {
            return Err(ReferenceError::Line {
                file: SUCCESSORS,
                line,
                what: "a note needs both languages".to_owned(),
            });
        }
    };
    let successor = Successor {
        code: row.successor_code,
        name: Text::new(row.successor_name_lv, row.successor_name_en),
        certain: row.certain,
        note,
    };
    Ok((row.code, successor))
}

/// The lines of a CSV file with their numbers. An empty field is none.
fn lines<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<Vec<(u64, T)>, ReferenceError> {
    let failed = |source| ReferenceError::Csv { file, source };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heading = reader.headers().map_err(failed)?.clone();
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(failed)?;
        let line = record.position().map_or(0, csv::Position::line);
        lines.push((line, record.deserialize(Some(&heading)).map_err(failed)?));
    }
    Ok(lines)
}
