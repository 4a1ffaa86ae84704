//! Dashes, cut by us: plotters backends know whole lines only.

/// A point in CSS pixels.
pub(crate) type Point = (f64, f64);

/// The dashes along a path: `on` pixels of line, then `off` pixels of none. The path ends as it began, with
/// line, unless it is shorter than one dash.
pub(crate) fn dashes(path: &[Point], on: f64, off: f64) -> Vec<Vec<Point>> {
    let mut cut = Vec::new();
    let mut current: Vec<Point> = path.first().copied().into_iter().collect();
    let (mut drawing, mut left) = (true, on);
    for pair in path.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let at = between(from, to, done / length);
            if drawing {
                current.push(at);
                cut.push(std::mem::take(&mut current));
            } else {
                current = vec![at];
            }
            drawing = !drawing;
            left = if drawing { on } else { off };
        }
        left -= length - done;
        if drawing {
            current.push(to);
        }
    }
    if drawing && current.len() > 1 {
        cut.push(current);
    }
    cut
}

fn between(from: Point, to: Point, share: f64) -> Point {
    (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dashes_bend_with_the_path() {
        let cut = dashes(&[(0.0, 0.0), (6.0, 0.0), (6.0, 10.0)], 8.0, 4.0);
        assert_eq!(
            cut,
            [
                vec![(0.0, 0.0), (6.0, 0.0), (6.0, 2.0)],
                vec![(6.0, 6.0), (6.0, 10.0)]
            ]
        );
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert!(dashes(&[], 5.0, 3.0).is_empty());
        assert!(dashes(&[(1.0, 1.0)], 5.0, 3.0).is_empty());
        assert!(dashes(&[(1.0, 1.0), (1.0, 1.0)], 5.0, 3.0).len() <= 1);
    }

    proptest! {
        #[test]
        fn no_dash_is_longer_than_asked(path in prop::collection::vec((0.0..500.0f64, 0.0..500.0f64), 2..8)) {
            for dash in dashes(&path, 6.0, 4.0) {
                let length: f64 = dash.windows(2).map(|p| (p[1].0 - p[0].0).hypot(p[1].1 - p[0].1)).sum();
                prop_assert!(length <= 6.0 + 1e-6);
            }
        }
    }
}
