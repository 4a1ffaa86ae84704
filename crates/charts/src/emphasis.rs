//! Us, the peers, and the rest: how much a datum stands out, and the look of each degree.

use crate::text_width::Weight;
use crate::theme::Ink;
use blis_domain::area::AreaCode;

/// How much a datum stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Emphasis {
    /// The own area.
    Own,
    /// A picked comparator, by its place among the picks.
    Pick(usize),
    /// Everybody else.
    Rest,
}

/// What an emphasis looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Look {
    /// Bars, lines, dots.
    pub(crate) shape: Ink,
    /// Name and value.
    pub(crate) text: Ink,
    /// Weight of the name.
    pub(crate) weight: Weight,
    /// Width of a line.
    pub(crate) stroke: f64,
    /// Radius of a dot.
    pub(crate) dot: f64,
}

impl Emphasis {
    /// The emphasis of `area`; an area that was also picked stays the own one.
    pub(crate) fn of(area: &AreaCode, own: &AreaCode, picks: &[AreaCode]) -> Emphasis {
        if area == own {
            return Emphasis::Own;
        }
        match picks.iter().position(|pick| pick == area) {
            Some(place) => Emphasis::Pick(place),
            None => Emphasis::Rest,
        }
    }

    /// The table of looks.
    pub(crate) fn look(self) -> Look {
        match self {
            Emphasis::Own => Look {
                shape: Ink::Us,
                text: Ink::Us,
                weight: Weight::Bold,
                stroke: 2.5,
                dot: 4.0,
            },
            Emphasis::Pick(place) => Look {
                shape: Ink::Pick(place),
                text: Ink::PickText(place),
                weight: Weight::Bold,
                stroke: 1.75,
                dot: 3.25,
            },
            Emphasis::Rest => Look {
                shape: Ink::Peer,
                text: Ink::Text,
                weight: Weight::Regular,
                stroke: 1.5,
                dot: 3.25,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_area_stays_own_when_picked() {
        let area = |code: &str| code.parse::<AreaCode>().unwrap();
        let picks = [area("0840200"), area("0880200")];
        assert_eq!(Emphasis::of(&picks[0], &picks[0], &picks), Emphasis::Own);
        assert_eq!(Emphasis::of(&picks[1], &picks[0], &picks), Emphasis::Pick(1));
        assert_eq!(Emphasis::of(&area("0010000"), &picks[0], &picks), Emphasis::Rest);
    }
}
