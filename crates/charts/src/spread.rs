//! Labels pushed apart: each as near to its wish as the others let it.

/// The places of labels of one height that do not overlap, in the order of `wishes`.
///
/// Wishes are middles. Labels that would touch form a cluster around the mean of their wishes, which moves
/// them least in sum of squares (pool-adjacent-violators). The clusters stay between `top` and `bottom`;
/// when not all labels fit there, they overlap evenly rather than leave.
pub(crate) fn spread(wishes: &[f64], height: f64, (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|&a, &b| wishes[a].total_cmp(&wishes[b]));
    let room = (bottom - top).max(0.0);
    let height = height.min(room / wishes.len().max(1) as f64);
    let bounds = (top + height / 2.0, bottom - height / 2.0);

    let mut clusters: Vec<Cluster> = Vec::with_capacity(order.len());
    for &place in &order {
        let mut last = Cluster::new(wishes[place], bounds);
        while let Some(before) = clusters.last() {
            if before.end(height) + height <= last.start + 1e-9 {
                break;
            }
            let before = clusters.pop().unwrap_or(last);
            last = before.joined(last, height, bounds);
        }
        clusters.push(last);
    }
    let mut places = vec![0.0; wishes.len()];
    let mut next = order.into_iter();
    for cluster in &clusters {
        for step in 0..cluster.count {
            if let Some(place) = next.next() {
                places[place] = cluster.start + step as f64 * height;
            }
        }
    }
    places
}

/// Labels that stand one under the other.
#[derive(Debug, Clone, Copy)]
struct Cluster {
    count: usize,
    /// Sum over the labels of where each wishes the first one to be.
    wished_starts: f64,
    /// Middle of the first label.
    start: f64,
}

impl Cluster {
    fn new(wish: f64, (least, most): (f64, f64)) -> Cluster {
        Cluster {
            count: 1,
            wished_starts: wish,
            start: wish.min(most).max(least),
        }
    }

    /// Middle of the last label.
    fn end(&self, height: f64) -> f64 {
        self.start + (self.count - 1) as f64 * height
    }

    fn joined(self, below: Cluster, height: f64, (least, most): (f64, f64)) -> Cluster {
        let count = self.count + below.count;
        let shift = (self.count * below.count) as f64 * height;
        let wished_starts = self.wished_starts + below.wished_starts - shift;
        let length = (count - 1) as f64 * height;
        Cluster {
            count,
            wished_starts,
            start: (wished_starts / count as f64).min(most - length).max(least),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_does_not_touch_stays() {
        assert_eq!(
            spread(&[10.0, 90.0, 50.0], 16.0, (0.0, 100.0)),
            [10.0, 90.0, 50.0]
        );
    }

    #[test]
    fn equal_wishes_part_evenly() {
        assert_eq!(spread(&[50.0, 50.0], 16.0, (0.0, 100.0)), [42.0, 58.0]);
        assert_eq!(spread(&[99.0, 99.0], 16.0, (0.0, 100.0)), [76.0, 92.0]);
    }

    proptest! {
        #[test]
        fn none_overlap_and_none_leave(wishes in prop::collection::vec(-50.0..350.0f64, 0..12)) {
            let mut places = spread(&wishes, 16.0, (0.0, 300.0));
            places.sort_by(f64::total_cmp);
            for pair in places.windows(2) {
                prop_assert!(pair[1] - pair[0] >= 16.0 - 1e-6, "labels overlap: {:?}", places);
            }
            prop_assert!(places.iter().all(|place| (8.0 - 1e-6..=292.0 + 1e-6).contains(place)));
        }

        #[test]
        fn order_is_kept(wishes in prop::collection::vec(0.0..300.0f64, 1..12)) {
            let places = spread(&wishes, 16.0, (0.0, 300.0));
            for a in 0..wishes.len() {
                for b in 0..wishes.len() {
                    prop_assert!(wishes[a] >= wishes[b] || places[a] <= places[b]);
                }
            }
        }
    }
}
