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

/// A name with its common ending abbreviated, whatever the room: for lists.
pub(crate) fn abbreviated(name: &str) -> String {
    let ending = ENDINGS
        .iter()
        .find_map(|(whole, short)| Some((name.strip_suffix(whole)?, short)));
    match ending {
        Some((stem, short)) => format!("{stem}{short}"),
        None => name.to_owned(),
    }
}

/// A name as whole as `room` allows: with its common ending abbreviated, then cut before that ending, and in
/// the middle where there is none, for the beginning and the end tell names apart.
pub(crate) fn fitted(name: &str, room: f64, size: f64, weight: Weight) -> String {
    let fits = |text: &String| text_width(text, size, weight) <= room;
    let ending = ENDINGS.iter().find(|(whole, _)| name.ends_with(whole));
    let (stem, ending) = match ending {
        Some((whole, short)) => (name.strip_suffix(whole).unwrap_or(name), *short),
        None => (name, ""),
    };
    let letters: Vec<char> = stem.chars().collect();
    // No glyph is narrower than a quarter of the type size, so more letters than this cannot fit.
    let most = ((room / (size * 0.25)).max(0.0) as usize).min(letters.len());
    let cuts = (1..most).rev().map(|kept| match ending {
        "" => without_middle(&letters, kept),
        _ => format!("{}…{ending}", text_of(&letters[..kept]).trim_end()),
    });
    [name.to_owned(), format!("{stem}{ending}")]
        .into_iter()
        .chain(cuts)
        .find(fits)
        .unwrap_or_else(|| "…".to_owned())
}

fn without_middle(letters: &[char], kept: usize) -> String {
    let head = (kept * 3).div_ceil(5);
    let (start, end) = (&letters[..head], &letters[letters.len() - (kept - head)..]);
    format!("{}…{}", text_of(start).trim_end(), text_of(end).trim_start())
}

fn text_of(letters: &[char]) -> String {
    letters.iter().collect()
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
        assert_eq!(at(80.0), "Vecu… nov.");
        assert_eq!(at(1.0), "…");
        let long = "Saldus un Brocēnu apvienotā pašvaldība";
        assert_eq!(fitted(long, 130.0, 13.0, Weight::Regular), "Saldus un B…aldība");
    }

    proptest! {
        #[test]
        fn never_wider_than_the_room(name in "[A-Za-zāžķ ]{0,60}", room in 15.0..300.0f64) {
            let text = fitted(&name, room, 13.0, Weight::Bold);
            prop_assert!(text_width(&text, 13.0, Weight::Bold) <= room, "`{}` does not fit in {}", text, room);
        }
    }
}
