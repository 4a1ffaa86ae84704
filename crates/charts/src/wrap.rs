//! Text in lines of a width.

use crate::text_width::{Weight, text_width};
use blis_domain::locale::NO_BREAK_SPACE;

/// The text in lines that are no wider than the room; a word that is wider by itself is cut.
pub(crate) fn wrapped(text: &str, room: f64, size: f64, weight: Weight) -> Vec<String> {
    let fits = |text: &str| text_width(text, size, weight) <= room;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    // A no-break space keeps a number and its unit together.
    let apart = |letter: char| letter.is_whitespace() && letter != NO_BREAK_SPACE;
    for word in text.split(apart).filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if !fits(&line) && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, letter.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text in so many lines at most; what is left out is told by an ellipsis at the end of the last.
pub(crate) fn wrapped_to(text: &str, room: f64, size: f64, weight: Weight, most: usize) -> Vec<String> {
    let mut lines = wrapped(text, room, size, weight);
    if lines.len() <= most {
        return lines;
    }
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        while !last.is_empty() && text_width(&format!("{last}…"), size, weight) > room {
            last.pop();
        }
        let kept = last.trim_end_matches([' ', ',', NO_BREAK_SPACE]).len();
        last.truncate(kept);
        last.push('…');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: f64 = 13.0;

    #[test]
    fn no_line_is_wider_than_the_room_and_nothing_is_lost() {
        let text = "Siltuma zudumi tīklos, salīdzinājumā ar https://blis.example/indicators/CTX.UNEMP?area=0840200&peers=similar:7";
        for room in [60.0, 200.0, 2_000.0] {
            let lines = wrapped(text, room, SIZE, Weight::Regular);
            for line in &lines {
                assert!(text_width(line, SIZE, Weight::Regular) <= room, "{line}");
            }
            let letters = |text: &str| text.replace(char::is_whitespace, "");
            assert_eq!(letters(&lines.concat()), letters(text));
        }
    }

    #[test]
    fn a_number_stays_with_its_unit() {
        let text = "Izdevumi uz vienu iedzīvotāju ir 1\u{a0}234\u{a0}EUR gadā";
        let lines = wrapped(text, 150.0, SIZE, Weight::Regular);
        assert!(lines.len() > 1);
        assert!(
            lines.iter().any(|line| line.contains("1\u{a0}234\u{a0}EUR")),
            "{lines:?}"
        );
    }

    #[test]
    fn what_is_left_out_is_told_by_an_ellipsis() {
        let text = "Alsungas novads, Raunas novads, Riebiņu novads, Saldus novads";
        let lines = wrapped_to(text, 120.0, SIZE, Weight::Regular, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && text_width(&lines[1], SIZE, Weight::Regular) <= 120.0);
        assert_eq!(wrapped_to("Saldus", 120.0, SIZE, Weight::Regular, 2), ["Saldus"]);
    }
}
