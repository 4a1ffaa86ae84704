//! JSON-stat 2.0 (<https://json-stat.org/full/>): a table of several dimensions, each cell of which is a row.
//!
//! Rows are counted in the order of the cells, in which the last dimension runs fastest. Where `value` is an object, only
//! the cells that it or `status` names are there; in a list each cell is one, also where `null` stands.

mod cube;
mod dimension;
mod layout;

use super::json::Pull;
use super::{fault, malformed};
use crate::web::problem::ApiError;
use blis_domain::feed::RawObservation;
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Text;
use cube::Cube;
use layout::Layout;
use std::io::BufRead;

/// The members of a dataset. A body whose first one is any of these is taken for one.
const MEMBERS: [&str; 15] = [
    "version",
    "class",
    "href",
    "label",
    "source",
    "updated",
    "note",
    "link",
    "extension",
    "error",
    "id",
    "size",
    "role",
    "dimension",
    "status",
];

/// Whether a body with this member is JSON-stat. `value` may come first too, in a large table.
pub(super) fn has(member: &str) -> bool {
    MEMBERS.contains(&member) || member == "value"
}

/// Reads one member of a dataset, and in the end hands its rows over.
#[derive(Default)]
pub(super) struct Dataset {
    cube: Cube,
}

impl Dataset {
    pub(super) fn member(&mut self, name: &str, pull: &mut Pull<impl BufRead>) -> Result<(), ApiError> {
        self.cube.member(name, pull)
    }

    pub(super) fn rows(
        self,
        take: &mut dyn FnMut(RawObservation) -> Result<(), ApiError>,
    ) -> Result<(), ApiError> {
        let layout = Layout::of(&self.cube)?;
        for (position, value, status) in self.cube.cells(layout.cells()) {
            take(layout.row(position, value, status))?;
        }
        Ok(())
    }
}

/// A dataset that cannot be read as a whole, and the member at fault.
fn wrong(pointer: impl Into<String>, lv: impl Into<String>, en: impl Into<String>) -> ProblemDraft {
    let message = Text::new(
        format!("JSON-stat 2.0 tabulu nevar nolasīt: {}", lv.into()),
        format!("The JSON-stat 2.0 table cannot be read: {}", en.into()),
    );
    let faults = vec![fault(
        None,
        Some(pointer.into()),
        "invalid_json_stat",
        message.clone(),
    )];
    malformed(message.lv, message.en, faults)
}

/// A body of the first edition, which keeps its table one level deeper.
pub(super) fn first_edition() -> ProblemDraft {
    wrong(
        "/dataset",
        "tā ir JSON-stat 1.x; sūtiet 2.0.",
        "it is JSON-stat 1.x; send 2.0.",
    )
}

#[cfg(test)]
mod tests;
