//! Which dimension of a dataset is which field of a row.

use super::cube::Cube;
use super::wrong;
use crate::body::{MOST_ROWS, too_many_rows};
use crate::web::problem::ApiError;
use blis_domain::breakdown;
use blis_domain::feed::{RawObservation, RawValue};

/// Names of dimensions that say what they are where no role does: those of Statistics Latvia first, then of SDMX.
const AREA: [&str; 3] = ["AREA", "GEO", "REF_AREA"];
const INDICATOR: [&str; 2] = ["CONTENTSCODE", "INDICATOR"];
const PERIOD: [&str; 2] = ["TIME", "TIME_PERIOD"];

/// The longest code of a category.
const LONGEST_CODE: usize = 100;

/// What a dimension is of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Indicator,
    Area,
    Period,
    /// A breakdown, by its name.
    Part(&'static str),
    /// One category, the same for all rows, such as the frequency.
    Constant,
}

/// A dimension with its codes.
struct Axis {
    field: Field,
    codes: Vec<String>,
}

/// The dimensions of a dataset in their order, and how many cells they span.
pub(super) struct Layout {
    axes: Vec<Axis>,
    cells: u64,
}

impl Layout {
    /// The layout of a dataset, if its members fit together.
    pub(super) fn of(cube: &Cube) -> Result<Layout, ApiError> {
        for name in ["class", "id", "size", "dimension", "value"] {
            if !cube.has(name) {
                return Err(wrong(format!("/{name}"), "locekļa nav.", "the member is missing.").into());
            }
        }
        let sizes: Option<Vec<u64>> = cube.size.iter().map(|size| size.number()).collect();
        let sizes = sizes.filter(|sizes| sizes.len() == cube.id.len() && !sizes.is_empty());
        let sizes = sizes.ok_or_else(|| {
            wrong(
                "/size",
                "jābūt vienam skaitlim katrai dimensijai.",
                "there must be one number for each dimension.",
            )
        })?;
        // Before anything is made of that size.
        let cells = sizes
            .iter()
            .try_fold(1u64, |cells, size| cells.checked_mul(*size));
        let cells = cells.filter(|cells| *cells <= MOST_ROWS as u64);
        let cells = cells.ok_or_else(too_many_rows)?;
        cube.fits(cells)?;
        let mut axes: Vec<Axis> = Vec::new();
        for (name, size) in cube.id.iter().zip(sizes) {
            let axis = axis(cube, name, size)?;
            let is_there = axes.iter().any(|other| other.field == axis.field);
            if is_there && axis.field != Field::Constant {
                return Err(of_dimension(
                    name,
                    "divām dimensijām ir viena nozīme.",
                    "two dimensions mean the same.",
                ));
            }
            axes.push(axis);
        }
        for (field, lv, en) in [
            (
                Field::Indicator,
                "rādītājs (role.metric vai ContentsCode)",
                "the indicator (role.metric or ContentsCode)",
            ),
            (
                Field::Area,
                "pašvaldība (role.geo vai AREA)",
                "the area (role.geo or AREA)",
            ),
            (
                Field::Period,
                "periods (role.time vai TIME)",
                "the period (role.time or TIME)",
            ),
        ] {
            if !axes.iter().any(|axis| axis.field == field) {
                return Err(wrong(
                    "/id",
                    format!("nav dimensijas, kas ir {lv}."),
                    format!("no dimension is {en}."),
                )
                .into());
            }
        }
        Ok(Layout { axes, cells })
    }

    /// How many cells there are.
    pub(super) fn cells(&self) -> u64 {
        self.cells
    }

    /// The row of a cell.
    pub(super) fn row(&self, position: u64, value: RawValue, status: Option<String>) -> RawObservation {
        let mut raw = RawObservation {
            value,
            status: status.map(letter),
            ..RawObservation::default()
        };
        let mut parts: Vec<(&str, &str)> = Vec::new();
        let mut rest = position;
        for axis in self.axes.iter().rev() {
            let size = axis.codes.len() as u64;
            let code = &axis.codes[(rest % size) as usize];
            rest /= size;
            match axis.field {
                Field::Indicator => raw.indicator = Some(code.clone()),
                Field::Area => raw.area = Some(code.clone()),
                Field::Period => raw.period = Some(code.clone()),
                Field::Part(name) if !breakdown::means_whole(code) => {
                    parts.push((name, code));
                }
                Field::Part(_) | Field::Constant => {}
            }
        }
        if !parts.is_empty() {
            parts.sort_unstable();
            let parts: Vec<String> = parts
                .iter()
                .map(|(name, code)| format!("{name}={code}"))
                .collect();
            raw.breakdown = Some(parts.join(","));
        }
        raw
    }
}

fn axis(cube: &Cube, name: &str, size: u64) -> Result<Axis, ApiError> {
    let dimension = cube
        .dimensions
        .get(name)
        .ok_or_else(|| of_dimension(name, "dimensijas nav.", "the dimension is missing."))?;
    let codes = dimension.category.codes(size).ok_or_else(|| {
        of_dimension(
            name,
            format!("jābūt {size} kategorijām, katrai savā vietā."),
            format!("it must have {size} categories, each in its place."),
        )
    })?;
    // Each row holds its codes anew.
    if codes.iter().any(|code| code.len() > LONGEST_CODE) {
        return Err(of_dimension(
            name,
            format!("kods ir garāks par {LONGEST_CODE} baitiem."),
            format!("a code is longer than {LONGEST_CODE} bytes."),
        ));
    }
    let plays = |part: &[String]| part.iter().any(|one| one == name);
    let is_called = |names: &[&'static str]| names.iter().copied().find(|one| name.eq_ignore_ascii_case(one));
    let field = if plays(&cube.roles.metric) {
        Field::Indicator
    } else if plays(&cube.roles.geo) {
        Field::Area
    } else if plays(&cube.roles.time) {
        Field::Period
    } else if cube.roles.metric.is_empty() && is_called(&INDICATOR).is_some() {
        Field::Indicator
    } else if cube.roles.geo.is_empty() && is_called(&AREA).is_some() {
        Field::Area
    } else if cube.roles.time.is_empty() && is_called(&PERIOD).is_some() {
        Field::Period
    } else if let Some(part) = is_called(&breakdown::DIMENSIONS) {
        Field::Part(part)
    } else if size == 1 {
        Field::Constant
    } else {
        return Err(of_dimension(
            name,
            "nav zināms, ko tā nozīmē; paredzētas ir AREA, ContentsCode, TIME, SEX un AGE.",
            "it is not known what it means; AREA, ContentsCode, TIME, SEX and AGE are.",
        ));
    };
    Ok(Axis { field, codes })
}

fn of_dimension(name: &str, lv: impl Into<String>, en: impl Into<String>) -> ApiError {
    let short: String = name.chars().take(60).collect();
    let pointer = format!("/dimension/{}", short.replace('~', "~0").replace('/', "~1"));
    let (lv, en) = (lv.into(), en.into());
    wrong(
        pointer,
        format!("dimensija „{short}”: {lv}"),
        format!("the dimension “{short}”: {en}"),
    )
    .into()
}

/// The status of an observation that a sign of PxWeb stands for; a letter stands for itself.
fn letter(status: String) -> String {
    match status.as_str() {
        "." => "M".to_owned(),
        ".." => "O".to_owned(),
        ":" => "Q".to_owned(),
        _ => status,
    }
}
