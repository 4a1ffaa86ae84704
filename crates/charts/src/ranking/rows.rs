//! Which rows a small screen shows: the own area's neighbours, the ends and the picks.

/// How many rows are shown on either side of the own area.
const NEIGHBOURS: usize = 3;

/// One row: an item by its place in rank order, or a number of items left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The item at a place.
    Item(usize),
    /// So many items left out.
    Gap(usize),
}

/// The rows of a neighbourhood among `n` items. Without a value of the own area the middle of the ranking
/// takes its place. A single row left out would save no room, so it is shown.
pub(crate) fn slots(n: usize, own: Option<usize>, picks: impl Iterator<Item = usize>) -> Vec<Slot> {
    let Some(last) = n.checked_sub(1) else {
        return Vec::new();
    };
    let centre = own.unwrap_or(last / 2);
    let mut kept = vec![false; n];
    (kept[0], kept[last]) = (true, true);
    kept[centre.saturating_sub(NEIGHBOURS)..=(centre + NEIGHBOURS).min(last)].fill(true);
    for place in picks {
        kept[place] = true;
    }
    let mut rows = Vec::new();
    let mut place = 0;
    while place < n {
        let left_out = kept[place..].iter().take_while(|kept| !**kept).count();
        match left_out {
            0 | 1 => {
                rows.push(Slot::Item(place));
                place += 1;
            }
            many => {
                rows.push(Slot::Gap(many));
                place += many;
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn own_neighbours_ends_and_picks() {
        use Slot::{Gap, Item};
        let rows = slots(44, Some(20), [30].into_iter());
        let expected: Vec<Slot> = [Item(0), Gap(16)]
            .into_iter()
            .chain((17..=23).map(Item))
            .chain([Gap(6), Item(30), Gap(12), Item(43)])
            .collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn one_row_left_out_is_shown() {
        assert_eq!(slots(9, Some(0), [].into_iter()).len(), 6);
        assert_eq!(
            slots(6, Some(0), [].into_iter()),
            (0..6).map(Slot::Item).collect::<Vec<_>>()
        );
    }

    proptest! {
        #[test]
        fn every_item_is_shown_or_counted(n in 0usize..130, own in prop::option::of(0usize..130), pick in 0usize..130) {
            let own = own.filter(|own| *own < n);
            let rows = slots(n, own, [pick].into_iter().filter(|pick| *pick < n));
            let counted: usize = rows.iter().map(|row| match row { Slot::Item(_) => 1, Slot::Gap(many) => *many }).sum();
            prop_assert_eq!(counted, n);
            prop_assert!(own.is_none_or(|own| rows.contains(&Slot::Item(own))));
        }
    }
}
