//! Names of areas in the room they have: whole, with the common word abbreviated, or cut in the middle.

use crate::text_width::{Weight, text_width};
use blis_domain::area::AreaCode;
use std::collections::HashMap;

/// The words that end most names, and how maps and registers abbreviate them.
const ENDINGS: [(&str, &str); 2] = [(" novads", " nov."), (" municipality", " mun.")];

/// The name of an area; its code when it has none, which names it as surely.
pub(crate) fn name_of(names: &HashMap<AreaCode, String>, area: &AreaCode) -> String {
    names
        .get(area)
        .cloned()
        .unwrap_or_else(|| area.as_str().to_owned())
}

/// A name as whole as `room` allows. The beginning and the end stay longest: they tell names apart.
pub(crate) fn fitted(name: &str, room: f64, size: f64, weight: Weight) -> String {
    let fits = |text: &str| text_width(text, size, weight) <= room;
    if fits(name) {
        return name.to_owned();
    }
    let short = abbreviated(name);
    if fits(&short) {
        return short;
    }
    let letters: Vec<char> = short.chars().collect();
    // No glyph is narrower than a quarter of the type size, so more letters than this cannot fit.
    let most = ((room / (size * 0.25)).max(0.0) as usize).min(letters.len());
    (1..most)
        .rev()
        .map(|kept| cut(&letters, kept))
        .find(|text| fits(text))
        .unwrap_or_else(|| "…".to_owned())
}

fn abbreviated(name: &str) -> String {
    ENDINGS
        .iter()
        .find_map(|(whole, short)| name.strip_suffix(whole).map(|stem| format!("{stem}{short}")))
        .unwrap_or_else(|| name.to_owned())
}

fn cut(letters: &[char], kept: usize) -> String {
    let head = (kept * 3).div_ceil(5);
    let start: String = letters[..head].iter().collect();
    let end: String = letters[letters.len() - (kept - head)..].iter().collect();
    format!("{}…{}", start.trim_end(), end.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shortens_step_by_step() {
        let at = |room| fitted("Vecumnieku novads", room, 13.0, Weight::Regular);
        assert_eq!(at(140.0), "Vecumnieku novads");
        assert_eq!(at(115.0), "Vecumnieku nov.");
        assert_eq!(at(80.0), "Vecum…nov.");
        assert_eq!(at(1.0), "…");
    }

    proptest! {
        #[test]
        fn never_wider_than_the_room(name in "[A-Za-zāžķ ]{0,60}", room in 15.0..300.0f64) {
            let text = fitted(&name, room, 13.0, Weight::Bold);
            prop_assert!(text_width(&text, 13.0, Weight::Bold) <= room, "`{}` does not fit in {}", text, room);
        }
    }
}
