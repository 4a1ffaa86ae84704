//! How wide a text is, without asking the host: a small table of glyph widths.
//!
//! Charts are laid out before they are painted, on a server that has no fonts and in a browser where measuring
//! goes through the DOM. The reader's system face is unknown as well, so the table holds, glyph by glyph, the
//! widest of the common interface faces (DejaVu Sans is the widest of them). A text is therefore never wider
//! than reckoned by more than a hair, and usually a tenth narrower.

use blis_domain::locale::without_mark;

/// How heavy a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Weight {
    /// The face's regular weight.
    #[default]
    Regular,
    /// Semibold, for the own area and the picks.
    Bold,
}

/// Widths of the printable ASCII characters from the space on, in thousandths of the type size.
#[rustfmt::skip]
const ASCII: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, // space to /
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, // 0 to ?
    1015, 684, 686, 722, 770, 667, 611, 778, 752, 295, 500, 667, 557, 863, 748, 787, // @ to O
    667, 787, 722, 667, 611, 732, 684, 989, 685, 667, 685, 390, 337, 390, 838, 556, // P to _
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, // ` to o
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838, // p to ~
];

/// What any other glyph is taken for: an em, as wide as the widest Latin letter.
const UNKNOWN: u16 = 1000;

/// The width of a text in the unit of `size`.
///
/// ```
/// # use blis_charts::text_width::{Weight, text_width};
/// assert!(text_width("Ķekavas novads", 13.0, Weight::Regular) < 110.0);
/// assert!(text_width("iiii", 13.0, Weight::Regular) < text_width("mm", 13.0, Weight::Regular));
/// ```
pub fn text_width(text: &str, size: f64, weight: Weight) -> f64 {
    let thousandths: f64 = text.chars().map(|glyph| glyph_width(glyph, weight)).sum();
    thousandths * size / 1000.0
}

fn glyph_width(glyph: char, weight: Weight) -> f64 {
    let regular = f64::from(regular_width(glyph));
    match weight {
        Weight::Regular => regular,
        // Bold faces widen narrow glyphs by more than wide ones.
        Weight::Bold => regular * 1.08 + 45.0,
    }
}

fn regular_width(glyph: char) -> u16 {
    // A mark never changes the width of its letter.
    let plain = without_mark(glyph);
    if let Some(width) = (plain as usize)
        .checked_sub(0x20)
        .and_then(|place| ASCII.get(place))
    {
        return *width;
    }
    match plain {
        '\u{a0}' | '·' => 318,
        '–' | '°' => 500,
        '−' | '×' => 838,
        '²' | '³' => 401,
        '“' | '”' | '„' => 518,
        '€' => 636,
        '‰' => 1342,
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Widths of DejaVu Sans 13 px, measured once with a browser's canvas.
    #[test]
    fn is_never_narrower_than_a_wide_face() {
        for (text, measured) in [
            ("Vecumnieku novads", 121.5),
            ("1 907 675", 66.2),
            ("−12,3 %", 52.2),
        ] {
            let reckoned = text_width(text, 13.0, Weight::Regular);
            assert!(
                reckoned >= measured - 0.5,
                "`{text}` is {measured} wide, reckoned {reckoned}"
            );
        }
    }

    #[test]
    fn a_mark_adds_no_width() {
        assert_eq!(
            text_width("Rēzekne", 10.0, Weight::Regular),
            text_width("Rezekne", 10.0, Weight::Regular)
        );
    }

    #[test]
    fn bold_is_wider() {
        assert!(text_width("Saldus", 13.0, Weight::Bold) > text_width("Saldus", 13.0, Weight::Regular));
    }
}
