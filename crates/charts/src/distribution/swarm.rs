//! Dots that avoid each other: each moves aside as little as it must, and none up or down.

/// How finely the places of dots are tried that cannot avoid each other, in radii.
const TRIED: f64 = 0.5;

/// How far aside each dot of a column stands, within `left` and `right` of its middle.
///
/// `heights` are the middles of the dots in the order in which they choose: the first stands in the middle. A dot stands
/// as near to the middle as those before it let it; where there is no room for it between the sides it stands where it
/// covers others least.
pub(super) fn swarm(heights: &[f64], radius: f64, (left, right): (f64, f64)) -> Vec<f64> {
    let mut placed: Vec<(f64, f64)> = Vec::with_capacity(heights.len());
    for &y in heights {
        let near: Vec<(f64, f64)> = placed
            .iter()
            .copied()
            .filter(|(_, other)| (other - y).abs() < 2.0 * radius)
            .collect();
        let x = beside(&near, y, radius, (left, right));
        placed.push((x, y));
    }
    placed.into_iter().map(|(x, _)| x).collect()
}

/// Where a dot stands beside those that are near it.
fn beside(near: &[(f64, f64)], y: f64, radius: f64, (left, right): (f64, f64)) -> f64 {
    let distance = |x: f64| {
        near.iter()
            .map(|(other_x, other_y)| (x - other_x).hypot(y - other_y))
            .fold(f64::INFINITY, f64::min)
    };
    let touching = near.iter().flat_map(|(other_x, other_y)| {
        let aside = (4.0 * radius * radius - (y - other_y).powi(2)).max(0.0).sqrt();
        [other_x - aside, other_x + aside]
    });
    let free = std::iter::once(0.0f64)
        .chain(touching)
        .filter(|x| (left..=right).contains(x))
        .filter(|x| distance(*x) >= 2.0 * radius - 1e-9)
        .min_by(|a, b| a.abs().total_cmp(&b.abs()));
    free.unwrap_or_else(|| {
        let steps = ((right - left).max(0.0) / (radius * TRIED)).floor() as usize;
        (0..=steps)
            .map(|step| (left + step as f64 * radius * TRIED).min(right))
            .max_by(|a, b| distance(*a).total_cmp(&distance(*b)))
            .unwrap_or(0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn who_has_room_stands_in_the_middle() {
        assert_eq!(swarm(&[0.0, 20.0, 40.0], 3.0, (-10.0, 10.0)), [0.0, 0.0, 0.0]);
        assert_eq!(swarm(&[0.0, 0.0, 0.0], 3.0, (-10.0, 10.0)), [0.0, -6.0, 6.0]);
    }

    #[test]
    fn nobody_leaves_a_column_that_is_too_narrow() {
        for x in swarm(&[5.0; 40], 3.0, (-6.0, 8.0)) {
            assert!((-6.0..=8.0).contains(&x), "{x}");
        }
        assert_eq!(swarm(&[5.0, 5.0], 3.0, (0.0, 0.0)), [0.0, 0.0]);
    }

    proptest! {
        #[test]
        fn nobody_covers_another_where_there_is_room(heights in prop::collection::vec(0.0..400.0f64, 0..45)) {
            let aside = swarm(&heights, 3.0, (-300.0, 300.0));
            for (one, (x, y)) in aside.iter().zip(&heights).enumerate() {
                for (other_x, other_y) in aside.iter().zip(&heights).skip(one + 1) {
                    prop_assert!((x - other_x).hypot(y - other_y) >= 6.0 - 1e-6);
                }
            }
        }
    }
}
