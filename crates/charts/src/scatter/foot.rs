//! The line under a scatter that names who is not in it, with the reason.

use super::model::Model;
use crate::names::abbreviated;
use crate::text_width::Weight;
use crate::theme::TEXT;
use crate::words::{self, scatter};
use crate::wrap::wrapped;
use blis_domain::finding;
use blis_domain::status::MissingReason;

/// Which values are missing, and why.
type Lacks = (Option<MissingReason>, Option<MissingReason>);

/// The lines, at most `most` of them no wider than `room`: names by reason, and how many there are beyond those that fit.
pub(super) fn lines(model: &Model, room: f64, most: usize) -> Vec<String> {
    let mut groups: Vec<(Lacks, Vec<String>)> = Vec::new();
    for one in &model.unpaired {
        let name = abbreviated(model.name_of_missing(&one.area).unwrap_or(one.area.as_str()));
        let lacks = (one.x, one.y);
        match groups.iter_mut().find(|(known, _)| *known == lacks) {
            Some((_, names)) => names.push(name),
            None => groups.push((lacks, vec![name])),
        }
    }
    let all = model.unpaired.len();
    let fitting = (1..=all)
        .rev()
        .map(|shown| wrapped(&text(model, &groups, shown, all), room, TEXT, Weight::Regular))
        .find(|lines| lines.len() <= most);
    match (all, fitting) {
        (0, _) => Vec::new(),
        (_, Some(lines)) => lines,
        // Not even one name fits: the number alone.
        _ => wrapped(
            &scatter::not_shown(model.language, &all.to_string()),
            room,
            TEXT,
            Weight::Regular,
        ),
    }
}

/// The first `shown` names, each group followed by its reason, and how many more there are.
fn text(model: &Model, groups: &[(Lacks, Vec<String>)], shown: usize, all: usize) -> String {
    let (mut left, mut said) = (shown, Vec::new());
    for ((x, y), names) in groups {
        let names = &names[..names.len().min(left)];
        left -= names.len();
        if names.is_empty() {
            break;
        }
        let [x, y] =
            [x, y].map(|reason| reason.map(|reason| finding::missing_reason(model.language, reason)));
        said.push(format!(
            "{} ({})",
            names.join(", "),
            scatter::lacking(model.language, x, y)
        ));
    }
    if shown < all {
        said.push(words::more(model.language, all - shown));
    }
    scatter::not_shown(model.language, &said.join("; "))
}
