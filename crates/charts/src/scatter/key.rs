//! What the key of a scatter explains: colours and shapes, sizes, what is uncertain.

use super::model::{Colouring, Model, Point};
use super::sizes::{LEAST, Sizes};
use super::trail::Follows;
use crate::certainty::Certainty;
use crate::emphasis::Emphasis;
use crate::key::KeySign;
use crate::shape::Shape;
use crate::text_width::Weight;
use crate::theme::{Ink, TEXT};
use crate::words::{self, scatter};
use crate::wrap::wrapped;
use blis_domain::finding;
use blis_domain::locale::number;
use blis_domain::status::ObservationStatus;
use blis_domain::thirds::Third;

/// The shape and the colour of a mark that shows a class.
pub(super) fn look(model: &Model, point: &Point) -> (Shape, Ink) {
    match (&model.colouring, point.third) {
        (Colouring::Thirds { .. }, Some(third)) => (Shape::of(third), Ink::Third(third)),
        (Colouring::Thirds { .. }, None) => (Shape::Cross, Ink::Secondary),
        _ => (Shape::Circle, point.emphasis.look().shape),
    }
}

/// The entries, in lines no wider than `room`; with the medians that have no name in the plot.
pub(super) fn wanted(model: &Model, sizes: &Sizes, room: f64, unnamed: [bool; 2]) -> Vec<(KeySign, String)> {
    let heading = |words: &str| {
        let lines = wrapped(words, room, TEXT, Weight::Regular);
        lines.into_iter().map(|line| (KeySign::Heading, line))
    };
    let mut entries = Vec::new();
    match &model.colouring {
        Colouring::Nothing => {}
        Colouring::NoThirds { name, too_few } => {
            entries.extend(heading(&scatter::no_thirds(model.language, name, *too_few)));
        }
        Colouring::Thirds { name, .. } => {
            entries.extend(heading(&scatter::colour_and_shape(model.language, name)));
            entries.extend(classes(model));
        }
    }
    let references = sizes.references();
    if !references.is_empty() {
        let period = (model.residents_period != model.period).then_some(model.residents_period);
        entries.extend(heading(&scatter::size_of_mark(model.language, period)));
        let of_size = |(count, radius): (u32, f64)| {
            let written = number(model.language, f64::from(count), 0);
            (KeySign::Size(radius), written)
        };
        entries.extend(references.into_iter().map(of_size));
        if model.points.iter().any(|point| sizes.enlarges(point.residents)) {
            entries.push((KeySign::Size(LEAST), scatter::enlarged(model.language).to_owned()));
        }
    }
    entries.extend(uncertain(model));
    entries.extend(of_trails(model));
    for (axis, unnamed) in [&model.x, &model.y].into_iter().zip(unnamed) {
        let median = axis.median.filter(|_| unnamed);
        entries.extend(median.map(|median| (KeySign::Median, axis.writing.median(median))));
    }
    entries
}

/// The thirds that are seen, with their values, and the mark of those who have none.
fn classes(model: &Model) -> Vec<(KeySign, String)> {
    let Colouring::Thirds { writing, thirds, .. } = &model.colouring else {
        return Vec::new();
    };
    let class = |third: Third| {
        let words = finding::third(model.language, third);
        let sign = KeySign::Mark(Shape::of(third), Ink::Third(third), Certainty::Firm);
        Some((sign, scatter::third_of(writing, words, thirds.range(third)?)))
    };
    let unclassed = model.points.iter().any(|point| point.third.is_none());
    let cross = KeySign::Mark(Shape::Cross, Ink::Secondary, Certainty::Firm);
    let without = unclassed.then(|| (cross, scatter::unclassed(model.language).to_owned()));
    Third::ALL.into_iter().filter_map(class).chain(without).collect()
}

/// The looks of what is uncertain, each with the statuses that are seen in it, and the sign of an explanation.
fn uncertain(model: &Model) -> Vec<(KeySign, String)> {
    let mut entries = Vec::new();
    let steps = model.trails.iter().flat_map(|trail| &trail.steps);
    let seen: Vec<ObservationStatus> = model
        .points
        .iter()
        .flat_map(|point| point.statuses)
        .chain(steps.flat_map(|step| step.statuses))
        .collect();
    for certainty in [Certainty::Provisional, Certainty::Estimated] {
        let mut words: Vec<&str> = Vec::new();
        for status in seen.iter().filter(|status| Certainty::of(**status) == certainty) {
            words.extend(finding::status(model.language, *status).filter(|one| !words.contains(one)));
        }
        if !words.is_empty() {
            let sign = KeySign::Mark(Shape::Circle, Ink::Secondary, certainty);
            entries.push((sign, words.join(", ")));
        }
    }
    let explained = |point: &Point| point.explained && point.emphasis != Emphasis::Rest;
    if model.points.iter().any(explained) {
        entries.push((KeySign::Explained, words::explained(model.language).to_owned()));
    }
    entries
}

fn of_trails(model: &Model) -> Vec<(KeySign, String)> {
    let mut entries = Vec::new();
    if !model.trails.is_empty() {
        entries.push((KeySign::Trail, scatter::trail(model.language).to_owned()));
    }
    let follows = model.trails.iter().flat_map(|trail| {
        let steps = trail.steps.iter().map(|step| step.follows);
        steps.chain([trail.last])
    });
    if follows.into_iter().any(|follows| follows == Follows::AfterBreak) {
        let words = finding::status(model.language, ObservationStatus::Break);
        entries.extend(words.map(|words| (KeySign::Break, words.to_owned())));
    }
    entries
}
