//! The members of a dataset as they come, in any order: what stands in the cells may come before what they are.

use super::dimension::{Dimension, Roles, Size};
use super::{MEMBERS, wrong};
use crate::body::json::{Pull, Value};
use crate::body::{LONGEST_ROW, MOST_ROWS, too_many_rows};
use crate::web::problem::ApiError;
use blis_domain::feed::RawValue;
use serde::de::IgnoredAny;
use std::collections::HashMap;
use std::io::BufRead;

/// The most bytes of the members that are kept or passed over as a whole, each.
const MOST_BYTES: usize = 4 << 20;

/// The longest text in place of a number, or as a status. What is longer is neither.
const LONGEST_TEXT: usize = 100;

/// What was read of a dataset.
#[derive(Default)]
pub(super) struct Cube {
    seen: Vec<String>,
    pub(super) id: Vec<String>,
    pub(super) size: Vec<Size>,
    pub(super) roles: Roles,
    pub(super) dimensions: HashMap<String, Dimension>,
    values: Cells<RawValue>,
    statuses: Statuses,
}

/// What stands in cells, by their position.
struct Cells<T> {
    cells: Vec<(u64, T)>,
    /// Whether it is a list of all cells, in which none is left out.
    is_list: bool,
}

/// The statuses of cells.
#[derive(Default)]
enum Statuses {
    #[default]
    None,
    /// The same for all.
    One(String),
    Some(Cells<String>),
}

impl Cube {
    /// Reads a member.
    pub(super) fn member(&mut self, name: &str, pull: &mut Pull<impl BufRead>) -> Result<(), ApiError> {
        if self.seen.iter().any(|seen| seen == name) {
            return Err(wrong(
                format!("/{name}"),
                "loceklis atkārtojas.",
                "the member stands there twice.",
            )
            .into());
        }
        match name {
            "version" => self.edition(pull)?,
            "class" => kind(pull)?,
            "id" => self.id = member(pull, name)?,
            "size" => self.size = member(pull, name)?,
            "role" => self.roles = member(pull, name)?,
            "dimension" => self.dimensions = member(pull, name)?,
            "value" => self.values = values(pull)?,
            "status" => self.statuses = statuses(pull)?,
            name if MEMBERS.contains(&name) => {
                member::<IgnoredAny>(pull, name)?;
            }
            name => {
                let short: String = name.chars().take(60).collect();
                return Err(wrong(
                    format!("/{short}"),
                    "tāda locekļa nav.",
                    "there is no such member.",
                )
                .into());
            }
        }
        self.seen.push(name.to_owned());
        Ok(())
    }

    fn edition(&self, pull: &mut Pull<impl BufRead>) -> Result<(), ApiError> {
        let version: serde_json::Value = member(pull, "version")?;
        match version.as_str() {
            Some(version) if version.starts_with("2.") => Ok(()),
            _ => Err(wrong("/version", "jābūt 2.0.", "it must be 2.0.").into()),
        }
    }

    /// Whether a member was there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.seen.iter().any(|seen| seen == name)
    }

    /// Whether the values are a list of this many cells, or name none beyond them.
    pub(super) fn fits(&self, cells: u64) -> Result<(), ApiError> {
        let statuses_fit = match &self.statuses {
            Statuses::Some(statuses) => statuses.fits(cells),
            Statuses::None | Statuses::One(_) => true,
        };
        for (name, fits) in [("/value", self.values.fits(cells)), ("/status", statuses_fit)] {
            if !fits {
                return Err(wrong(
                    name,
                    format!("šūnu skaits pēc izmēriem ir {cells}, te ir cits."),
                    format!("by its sizes it has {cells} cells, and here are others."),
                )
                .into());
            }
        }
        Ok(())
    }

    /// The cells that are there, in their order, each with its value and its status.
    pub(super) fn cells(self, most: u64) -> impl Iterator<Item = (u64, RawValue, Option<String>)> {
        let mut values = self.values.sorted().peekable();
        let (for_all, statuses) = match self.statuses {
            Statuses::None => (None, Cells::default()),
            Statuses::One(status) => (Some(status), Cells::default()),
            Statuses::Some(statuses) => (None, statuses),
        };
        let mut statuses = statuses.sorted().peekable();
        std::iter::from_fn(move || {
            let next = |position: Option<u64>| position.unwrap_or(u64::MAX);
            let position =
                next(values.peek().map(|(at, _)| *at)).min(next(statuses.peek().map(|(at, _)| *at)));
            if position >= most {
                return None;
            }
            let value = values.next_if(|(at, _)| *at == position);
            let status = statuses.next_if(|(at, _)| *at == position);
            Some((
                position,
                value.map_or(RawValue::Null, |(_, value)| value),
                status.map(|(_, status)| status).or_else(|| for_all.clone()),
            ))
        })
    }
}

impl<T> Default for Cells<T> {
    fn default() -> Cells<T> {
        Cells {
            cells: Vec::new(),
            is_list: false,
        }
    }
}

impl<T> Cells<T> {
    fn push(&mut self, position: u64, cell: T) -> Result<(), ApiError> {
        if self.cells.len() == MOST_ROWS {
            return Err(too_many_rows().into());
        }
        self.cells.push((position, cell));
        Ok(())
    }

    fn fits(&self, cells: u64) -> bool {
        match self.is_list {
            true => self.cells.len() as u64 == cells,
            false => self.cells.iter().all(|(position, _)| *position < cells),
        }
    }

    /// In their order; of a position that stands there twice the first.
    fn sorted(mut self) -> impl Iterator<Item = (u64, T)> {
        self.cells.sort_by_key(|(position, _)| *position);
        self.cells.dedup_by_key(|(position, _)| *position);
        self.cells.into_iter()
    }
}

/// A member that is kept as it is.
fn member<T: for<'de> serde::Deserialize<'de>>(
    pull: &mut Pull<impl BufRead>,
    name: &str,
) -> Result<T, ApiError> {
    let place = pull.place()?;
    let read = match pull.value(MOST_BYTES)? {
        Value::TooLong => {
            return Err(wrong(
                format!("/{name}"),
                format!("loceklis ir lielāks par {} MiB.", MOST_BYTES >> 20),
                format!("the member is larger than {} MiB.", MOST_BYTES >> 20),
            )
            .into());
        }
        Value::Whole(text) => serde_json::from_slice(text),
    };
    read.map_err(|error| {
        match error.classify() {
            serde_json::error::Category::Data => wrong(
                format!("/{name}"),
                "loceklim ir cita uzbūve.",
                "the member has another shape.",
            ),
            _ => place.broken_inside(&error),
        }
        .into()
    })
}

fn kind(pull: &mut Pull<impl BufRead>) -> Result<(), ApiError> {
    let class: serde_json::Value = member(pull, "class")?;
    match class.as_str() {
        Some("dataset") => Ok(()),
        _ => Err(wrong("/class", "jābūt „dataset”.", "it must be “dataset”.").into()),
    }
}

/// The cells of a member that is a list of all or an object of some.
fn cells<T>(
    pull: &mut Pull<impl BufRead>,
    name: &str,
    cell: impl Fn(serde_json::Value) -> Option<T>,
) -> Result<Cells<T>, ApiError> {
    let mut found = Cells::default();
    if pull.peek()? == Some(b'[') {
        found.is_list = true;
        let mut position = 0;
        pull.array(|pull| {
            let value = pull.parsed(LONGEST_ROW)?;
            // A list has its length by its cells, also by those without anything.
            let cell = cell(value).ok_or_else(|| not_a_cell(name))?;
            found.push(position, cell)?;
            position += 1;
            Ok(())
        })?;
    } else {
        pull.object(|pull, key| {
            let position = key.parse().map_err(|_| not_a_cell(name))?;
            let value = pull.parsed(LONGEST_ROW)?;
            found.push(position, cell(value).ok_or_else(|| not_a_cell(name))?)
        })?;
    }
    Ok(found)
}

fn not_a_cell(name: &str) -> ApiError {
    wrong(
        format!("/{name}"),
        "jābūt visu šūnu sarakstam vai objektam pēc to kārtas skaitļiem.",
        "it must be a list of all cells, or an object by their positions.",
    )
    .into()
}

fn values(pull: &mut Pull<impl BufRead>) -> Result<Cells<RawValue>, ApiError> {
    if !matches!(pull.peek()?, Some(b'[' | b'{')) {
        return Err(not_a_cell("value"));
    }
    cells(pull, "value", |value| {
        Some(match value {
            serde_json::Value::Null => RawValue::Null,
            serde_json::Value::Number(number) => match number.as_f64() {
                Some(number) => RawValue::Number(number),
                None => RawValue::Other(number.to_string()),
            },
            serde_json::Value::String(text) => RawValue::Text(shortened(&text)),
            serde_json::Value::Bool(word) => RawValue::Other(word.to_string()),
            serde_json::Value::Array(_) => RawValue::Other("[…]".to_owned()),
            serde_json::Value::Object(_) => RawValue::Other("{…}".to_owned()),
        })
    })
}

fn statuses(pull: &mut Pull<impl BufRead>) -> Result<Statuses, ApiError> {
    match pull.peek()? {
        Some(b'"') => Ok(Statuses::One(shortened(&member::<String>(pull, "status")?))),
        Some(b'[' | b'{') => {
            let found = cells(pull, "status", |value| match value {
                serde_json::Value::Null => Some(String::new()),
                serde_json::Value::String(text) => Some(shortened(&text)),
                _ => None,
            })?;
            // One alone is that of all cells, as a text is.
            match found.cells.as_slice() {
                [(_, status)] if found.is_list => Ok(Statuses::One(status.clone())),
                _ => Ok(Statuses::Some(found)),
            }
        }
        _ => member::<()>(pull, "status").map(|()| Statuses::None),
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}
