//! Finds room for labels among marks: near what they name, on no other label, and on as few marks as can be.

use crate::dash::Point;
use crate::place::Frame;
use std::f64::consts::TAU;

/// How many directions are tried around a mark.
const DIRECTIONS: u32 = 16;

/// How much nearness counts against covering: a pixel farther away against so many square pixels of marks.
const NEARNESS: f64 = 5.0;

/// What a label asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish<'a> {
    /// Width and height of the label.
    pub(super) size: (f64, f64),
    /// The mark it names.
    pub(super) centre: Point,
    /// The radius of that mark.
    pub(super) radius: f64,
    /// The room of that mark.
    pub(super) own: Frame,
    /// How far from the edge of the mark it may lie.
    pub(super) distances: &'a [f64],
    /// How many square pixels of what is drawn it may cover.
    pub(super) most: f64,
    /// How far it must stay from every other mark and label, lest it seems to name that.
    pub(super) clear: f64,
}

/// What covering a mark at all counts, in square pixels.
const LOST: f64 = 80.0;

/// Where a label has found room.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) frame: Frame,
    /// How far it lies from the edge of its mark.
    pub(super) distance: f64,
}

/// The room of a plot, with what is already in it.
#[derive(Debug, Clone)]
pub(super) struct Placer {
    room: Frame,
    /// What no label may cover: other labels, and the marks that stand out.
    taken: Vec<Frame>,
    /// What labels had better not cover: the other marks.
    marks: Vec<Frame>,
    /// Nor these, but a line that runs under a label is still seen.
    lines: Vec<Frame>,
}

impl Placer {
    pub(super) fn new(room: Frame) -> Placer {
        Placer {
            room,
            taken: Vec::new(),
            marks: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Something no label may cover.
    pub(super) fn take(&mut self, frame: Frame) {
        self.taken.push(frame);
    }

    /// A mark, which labels had better not cover.
    pub(super) fn avoid_mark(&mut self, frame: Frame) {
        self.marks.push(frame);
    }

    /// A line or a piece of one, which labels had better not cover.
    pub(super) fn avoid_line(&mut self, frame: Frame) {
        self.lines.push(frame);
    }

    /// The best place for a label beside its mark; it is taken then.
    pub(super) fn beside(&mut self, wish: &Wish<'_>) -> Option<Spot> {
        let mut best: Option<(f64, Spot)> = None;
        let others: Vec<&Frame> = self.near_to(wish);
        for &distance in wish.distances {
            for step in 0..DIRECTIONS {
                let turns = f64::from(step) / f64::from(DIRECTIONS);
                let frame = around(wish.size, wish.centre, wish.radius + distance, turns);
                if !self.is_free(&frame) {
                    continue;
                }
                let covered = self.covered(&frame);
                let apart = frame.grown(wish.clear);
                if covered > wish.most || others.iter().any(|other| other.overlaps(&apart)) {
                    continue;
                }
                // Beside is read sooner than above, and that sooner than askew.
                let askew = match step {
                    0 => 0.0,
                    8 => 1.0,
                    4 | 12 => 2.0,
                    2 | 6 | 10 | 14 => 3.0,
                    _ => 4.0,
                };
                let cost = covered + (distance + askew) * NEARNESS;
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, Spot { frame, distance }));
                }
            }
        }
        let (_, spot) = best?;
        self.take(spot.frame);
        Some(spot)
    }

    /// What a label could be mistaken to name: all around that is not its own mark.
    fn near_to(&self, wish: &Wish<'_>) -> Vec<&Frame> {
        let all = self.marks.iter().chain(&self.lines).chain(&self.taken);
        all.filter(|frame| wish.clear > 0.0 && **frame != wish.own)
            .collect()
    }

    /// The first of some places that covers nothing; it is taken then.
    pub(super) fn first(&mut self, mut places: impl Iterator<Item = Frame>) -> Option<Frame> {
        let found = places.find(|frame| self.is_free(frame) && self.covered(frame) == 0.0)?;
        self.take(found);
        Some(found)
    }

    fn is_free(&self, frame: &Frame) -> bool {
        let inside = frame.x >= self.room.x
            && frame.right() <= self.room.right()
            && frame.y >= self.room.y
            && frame.bottom() <= self.room.bottom();
        inside && !self.taken.iter().any(|taken| taken.overlaps(frame))
    }

    fn covered(&self, frame: &Frame) -> f64 {
        let marks = self.marks.iter().map(|mark| shared(mark, frame));
        // A small mark is as bad to lose as a large one.
        let marks = marks.map(|shared| if shared > 0.0 { shared + LOST } else { 0.0 });
        marks
            .chain(self.lines.iter().map(|line| shared(line, frame)))
            .sum()
    }
}

/// The box of a label whose nearest point lies at `distance` from the centre, in a direction given in turns from the right.
fn around((width, height): (f64, f64), (x, y): Point, distance: f64, turns: f64) -> Frame {
    let (sin, cos) = (turns * TAU).sin_cos();
    // Straight up and down the label is centred, else it begins or ends at its point.
    let side = |share: f64| if share.abs() < 1e-9 { 0.0 } else { share.signum() };
    let steep = cos.abs() < 0.5;
    let across = if steep { cos } else { side(cos) };
    let along = if steep { side(sin) } else { sin };
    Frame {
        x: x + cos * distance + (across - 1.0) * width / 2.0,
        y: y + sin * distance + (along - 1.0) * height / 2.0,
        width,
        height,
    }
}

/// How many square pixels two frames share.
fn shared(one: &Frame, other: &Frame) -> f64 {
    let across = one.right().min(other.right()) - one.x.max(other.x);
    let down = one.bottom().min(other.bottom()) - one.y.max(other.y);
    across.max(0.0) * down.max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn room() -> Frame {
        Frame::between((0.0, 400.0), (0.0, 300.0))
    }

    fn wish(centre: Point, width: f64, distances: &[f64], most: f64) -> Wish<'_> {
        Wish {
            size: (width, 13.0),
            centre,
            radius: 5.0,
            own: Frame::between((centre.0 - 4.0, centre.0 + 4.0), (centre.1 - 4.0, centre.1 + 4.0)),
            distances,
            most,
            clear: 0.0,
        }
    }

    #[test]
    fn where_all_is_free_a_label_stands_at_the_right() {
        let spot = Placer::new(room()).beside(&wish((100.0, 100.0), 60.0, &[3.0, 30.0], 0.0));
        let frame = spot.unwrap().frame;
        assert_eq!((frame.x, frame.y), (108.0, 93.5));
    }

    #[test]
    fn a_crowd_sends_it_away() {
        let mut placer = Placer::new(room());
        placer.avoid_mark(Frame::between((0.0, 180.0), (60.0, 140.0)));
        let near = placer.clone().beside(&wish((100.0, 100.0), 60.0, &[3.0], 0.0));
        assert!(near.is_none());
        let spot = placer.beside(&wish((100.0, 100.0), 60.0, &[3.0, 50.0], 0.0));
        assert_eq!(spot.unwrap().distance, 50.0);
    }

    #[test]
    fn a_name_does_not_stand_beside_another_mark() {
        let mut placer = Placer::new(room());
        placer.avoid_mark(Frame::between((171.0, 181.0), (95.0, 105.0)));
        let asked = wish((100.0, 100.0), 60.0, &[3.0], 0.0);
        assert_eq!(placer.clone().beside(&asked).unwrap().frame.x, 108.0);
        let spot = placer.beside(&Wish { clear: 5.0, ..asked }).unwrap();
        assert_eq!(spot.frame.right(), 92.0, "at the other side");
    }

    proptest! {
        #[test]
        fn labels_never_touch_and_never_leave(
            marks in prop::collection::vec((0.0..400.0f64, 0.0..300.0f64, 20.0..140.0f64), 1..25)
        ) {
            let mut placer = Placer::new(room());
            let mut found: Vec<Frame> = Vec::new();
            for (x, y, width) in marks {
                let spot = placer.beside(&wish((x, y), width, &[3.0, 12.0, 30.0], f64::MAX));
                found.extend(spot.map(|spot| spot.frame));
            }
            for (place, frame) in found.iter().enumerate() {
                prop_assert!(frame.x >= 0.0 && frame.right() <= 400.0 && frame.y >= 0.0 && frame.bottom() <= 300.0);
                prop_assert!(found[..place].iter().all(|other| !other.overlaps(frame)));
            }
        }
    }
}
