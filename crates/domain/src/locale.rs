//! Numbers, dates and sorting as Latvian and English readers expect them.

use crate::period::{Frequency, Period};
use crate::text::Language;
use std::cmp::Ordering;

/// The no-break space that groups Latvian thousands and stands before a unit.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// A number with a fixed count of decimals: `1 234,5` in Latvian, `1,234.5` in English.
///
/// The minus sign is U+2212, and a value that rounds to zero has none.
///
/// ```
/// # use blis_domain::{locale::number, text::Language};
/// assert_eq!(number(Language::Lv, 1234.55, 1), "1\u{a0}234,6");
/// assert_eq!(number(Language::En, -1234.0, 0), "−1,234");
/// ```
pub fn number(language: Language, value: f64, decimals: u8) -> String {
    let (group, point) = match language {
        Language::Lv => (NO_BREAK_SPACE, ','),
        Language::En => (',', '.'),
    };
    let rounded = as_shown(value, decimals);
    let plain = format!("{:.*}", usize::from(decimals), rounded.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 8);
    if rounded < 0.0 {
        text.push('−');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// A text as it stands at the beginning of a sentence.
///
/// ```
/// # use blis_domain::locale::capitalised;
/// assert_eq!(capitalised("šeit"), "Šeit");
/// ```
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The difference `value − from` that a reader gets who subtracts the numbers as they are shown: beside 14,7 and
/// 13,8 stands 0,9, whatever the digits not shown would give.
pub fn shown_difference(value: f64, from: f64, decimals: u8) -> f64 {
    as_shown(as_shown(value, decimals) - as_shown(from, decimals), decimals)
}

/// A change with its sign: `+1,5`, `−0,3`; what rounds to zero has none.
pub fn signed(language: Language, change: f64, decimals: u8) -> String {
    let text = number(language, change, decimals);
    match shown_sign(change, decimals) {
        Ordering::Greater => format!("+{text}"),
        _ => text,
    }
}

/// Whether a number, as it is shown, lies above, at or below zero.
pub fn shown_sign(value: f64, decimals: u8) -> Ordering {
    let shown = as_shown(value, decimals);
    if shown == 0.0 {
        Ordering::Equal
    } else {
        shown.total_cmp(&0.0)
    }
}

/// A number with as many decimals as it has, four at the most: for values whose sheet is not at hand.
pub fn shortest(language: Language, value: f64) -> String {
    number(language, value, shortest_decimals(value))
}

/// A number with all its decimals, fifteen at the most: for constants, which are what somebody wrote.
pub fn exact(language: Language, value: f64) -> String {
    let plain = format!("{value}");
    let decimals = plain.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    number(language, value, u8::try_from(decimals.min(15)).unwrap_or(15))
}

/// How many decimals a number has, four at the most.
pub fn shortest_decimals(value: f64) -> u8 {
    let exact = |decimals: &u8| (value - as_shown(value, *decimals)).abs() < 1e-9;
    (0..4).find(exact).unwrap_or(4)
}

/// An instant to the minute, in UTC as it stands in RFC 3339: `2026-11-20 12:00`.
pub fn to_minute(rfc3339: &str) -> String {
    beginning(rfc3339, 16)
}

/// An instant to the second, in UTC as it stands in RFC 3339: `2026-11-20 12:00:00`.
pub fn to_second(rfc3339: &str) -> String {
    beginning(rfc3339, 19)
}

fn beginning(rfc3339: &str, letters: usize) -> String {
    let words = |one| if one == 'T' { ' ' } else { one };
    rfc3339.chars().take(letters).map(words).collect()
}

/// A period as it stands before what is of it, in Latvian in the genitive: `2015. gada marta`, `March 2015`.
///
/// ```
/// # use blis_domain::{locale::period_of, text::Language};
/// let quarter = "2015-Q2".parse().unwrap();
/// assert_eq!(period_of(Language::Lv, quarter), "2015. gada 2. ceturkšņa");
/// assert_eq!(period_of(Language::En, quarter), "the second quarter of 2015");
/// ```
pub fn period_of(language: Language, period: Period) -> String {
    const MONTHS: [(&str, &str); 12] = [
        ("janvāra", "January"),
        ("februāra", "February"),
        ("marta", "March"),
        ("aprīļa", "April"),
        ("maija", "May"),
        ("jūnija", "June"),
        ("jūlija", "July"),
        ("augusta", "August"),
        ("septembra", "September"),
        ("oktobra", "October"),
        ("novembra", "November"),
        ("decembra", "December"),
    ];
    const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
    let (year, place) = (period.calendar_year(), usize::from(period.place()));
    // A period's place lies within its year, and so within the tables.
    match (language, period.frequency()) {
        (Language::Lv, Frequency::Year) => format!("{year}. gada"),
        (Language::Lv, Frequency::HalfYear) => format!("{year}. gada {place}. pusgada"),
        (Language::Lv, Frequency::Quarter) => format!("{year}. gada {place}. ceturkšņa"),
        (Language::Lv, Frequency::Month) => format!("{year}. gada {}", MONTHS[place - 1].0),
        (Language::En, Frequency::Year) => year.to_string(),
        (Language::En, Frequency::HalfYear) => format!("the {} half of {year}", ORDINALS[place - 1]),
        (Language::En, Frequency::Quarter) => format!("the {} quarter of {year}", ORDINALS[place - 1]),
        (Language::En, Frequency::Month) => format!("{} {year}", MONTHS[place - 1].1),
    }
}

/// A number as a reader sees it: rounded as people do by hand, half away from zero; `1234.55` is stored a hair below itself, and
/// `format!` alone would give 1234.5.
fn as_shown(value: f64, decimals: u8) -> f64 {
    let scale = 10f64.powi(i32::from(decimals));
    let scaled = value * scale;
    if !scaled.is_finite() {
        return value;
    }
    let nudged = scaled + scaled.signum() * scaled.abs() * f64::EPSILON * 4.0;
    nudged.round() / scale
}

/// A range of two values: `10,9–14,7 %`; with words where a minus sign would stand beside the dash,
/// `no −1,64 līdz −0,85 %`.
pub fn range(language: Language, low: f64, high: f64, decimals: u8, symbol: &str) -> String {
    let from = number(language, low, decimals);
    let to = quantity(language, high, decimals, symbol);
    match (language, from.starts_with('−') || to.starts_with('−')) {
        (_, false) => format!("{from}–{to}"),
        (Language::Lv, true) => format!("no {from} līdz {to}"),
        (Language::En, true) => format!("{from} to {to}"),
    }
}

/// A number with its unit's symbol: `19,4 %`, `1 234 EUR`; in English the per cent sign stands close.
pub fn quantity(language: Language, value: f64, decimals: u8, symbol: &str) -> String {
    let number = number(language, value, decimals);
    match (language, symbol) {
        (_, "") => number,
        (Language::En, "%") => format!("{number}%"),
        _ => format!("{number}{NO_BREAK_SPACE}{symbol}"),
    }
}

/// A key that sorts names by the Latvian alphabet: a letter with its mark comes after the plain one
/// (`Ā` after `A`, `Ķ` after `K`), and `Y` is read with `I`. Case does not count.
///
/// Kept as a column in the store, so that both databases and the browser sort alike without a
/// collation library.
///
/// ```
/// # use blis_domain::locale::sort_key;
/// let mut names = ["Ķekava", "Liepāja", "Kuldīga", "Ādaži", "Alsunga", "Ventspils"];
/// names.sort_by_key(|name| sort_key(name));
/// assert_eq!(names, ["Alsunga", "Ādaži", "Kuldīga", "Ķekava", "Liepāja", "Ventspils"]);
/// ```
pub fn sort_key(name: &str) -> String {
    const ALPHABET: &str = "aābcčdeēfgģhiījkķlļmnņoōpqrŗsštuūvwxzž";
    let mut key = String::with_capacity(name.len() * 2);
    for letter in name.chars().flat_map(char::to_lowercase) {
        let letter = if letter == 'y' { 'i' } else { letter };
        match ALPHABET.chars().position(|one| one == letter) {
            // Two ASCII letters per letter keep the key comparable byte by byte.
            Some(place) => {
                key.push(char::from(b'b' + (place / 20) as u8));
                key.push(char::from(b'a' + (place % 20) as u8));
            }
            None if letter.is_alphanumeric() => {
                key.push('a');
                key.push(letter);
            }
            None => key.push(' '),
        }
    }
    key
}

/// Text with Latvian marks taken off and in lower case, so that `kekava` finds `Ķekava`.
pub fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(without_mark)
        .collect()
}

/// A Latvian letter without its mark, small or large; any other as it is.
pub fn without_mark(letter: char) -> char {
    match letter {
        'ā' => 'a',
        'č' => 'c',
        'ē' => 'e',
        'ģ' => 'g',
        'ī' => 'i',
        'ķ' => 'k',
        'ļ' => 'l',
        'ņ' => 'n',
        'ō' => 'o',
        'ŗ' => 'r',
        'š' => 's',
        'ū' => 'u',
        'ž' => 'z',
        'Ā' => 'A',
        'Č' => 'C',
        'Ē' => 'E',
        'Ģ' => 'G',
        'Ī' => 'I',
        'Ķ' => 'K',
        'Ļ' => 'L',
        'Ņ' => 'N',
        'Ō' => 'O',
        'Ŗ' => 'R',
        'Š' => 'S',
        'Ū' => 'U',
        'Ž' => 'Z',
        other => other,
    }
}

/// Which of its plural forms a Latvian word takes after a number: 1, 21, 101 take the singular (but
/// not 11), every other number the plural (CLDR: *one* and *other*; *zero* reads as plural here).
pub fn is_singular(language: Language, n: u64) -> bool {
    match language {
        Language::Lv => n % 10 == 1 && n % 100 != 11,
        Language::En => n == 1,
    }
}

/// Whether a word after a number *as shown* stands in the singular: Latvian hears the last digit, also of a
/// decimal (`0,1 procentpunkts`, but `0,11 procentpunkti`), and of the whole when nothing follows the comma
/// (`1,0 procentpunkts`; CLDR, rule *one* of `lv`); English takes the singular after a bare 1 alone.
pub fn is_singular_shown(language: Language, value: f64, decimals: u8) -> bool {
    let text = number(language, value.abs(), decimals);
    let (whole, fraction) = match language {
        Language::Lv => text.split_once(','),
        Language::En => text.split_once('.'),
    }
    .unwrap_or((&text, ""));
    let one = |digits: &str| digits.ends_with('1') && !digits.ends_with("11");
    match language {
        Language::En => text == "1",
        Language::Lv if fraction.chars().all(|digit| digit == '0') => one(whole),
        Language::Lv if fraction.len() == 2 => one(fraction),
        Language::Lv => fraction.ends_with('1'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(number(Language::Lv, 1_907_675.0, 0), "1\u{a0}907\u{a0}675");
        assert_eq!(number(Language::En, 1_907_675.0, 0), "1,907,675");
        assert_eq!(number(Language::Lv, 999.5, 0), "1\u{a0}000");
        assert_eq!(
            number(Language::Lv, -0.04, 1),
            "0,0",
            "a value that rounds to zero has no sign"
        );
        assert_eq!(number(Language::Lv, 0.285, 2), "0,29");
        assert_eq!(signed(Language::Lv, 1.25, 1), "+1,3");
        assert_eq!(signed(Language::Lv, 0.04, 1), "0,0");
        assert_eq!(signed(Language::En, -3.0, 0), "−3");
        assert_eq!(quantity(Language::Lv, 19.4, 1, "%"), "19,4\u{a0}%");
        assert_eq!(quantity(Language::En, 19.4, 1, "%"), "19.4%");
    }

    #[test]
    fn a_range_of_negatives_is_written_with_words() {
        assert_eq!(range(Language::Lv, 10.9, 14.7, 1, "%"), "10,9–14,7\u{a0}%");
        assert_eq!(
            range(Language::Lv, -1.64, -0.85, 2, "%"),
            "no −1,64 līdz −0,85\u{a0}%"
        );
        assert_eq!(range(Language::En, -1.64, 0.85, 2, "%"), "−1.64 to 0.85%");
        assert_eq!(
            range(Language::En, -0.001, 0.85, 2, "%"),
            "0.00–0.85%",
            "no sign, no words"
        );
    }

    #[test]
    fn a_difference_is_that_of_the_numbers_shown() {
        assert_eq!(number(Language::Lv, shown_difference(14.74, 13.76, 1), 1), "0,9");
        assert_eq!(shown_sign(shown_difference(14.66, 14.74, 1), 1), Ordering::Equal);
    }

    #[test]
    fn latvian_plurals() {
        for n in [1, 21, 101] {
            assert!(is_singular(Language::Lv, n), "{n} takes the singular");
        }
        for n in [0, 2, 11, 111] {
            assert!(!is_singular(Language::Lv, n), "{n} takes the plural");
        }
    }

    #[test]
    fn a_latvian_decimal_takes_the_form_of_its_last_digit() {
        for (value, decimals) in [
            (0.1, 1),
            (2.1, 1),
            (0.21, 2),
            (1.0, 0),
            (1.1, 1),
            (1.0, 1),
            (21.0, 2),
        ] {
            assert!(is_singular_shown(Language::Lv, value, decimals), "{value}");
        }
        for (value, decimals) in [(0.2, 1), (0.11, 2), (11.0, 0), (11.0, 1), (1.2, 1)] {
            assert!(!is_singular_shown(Language::Lv, value, decimals), "{value}");
        }
        assert!(is_singular_shown(Language::En, 1.0, 0) && !is_singular_shown(Language::En, 0.1, 1));
    }

    proptest! {
        #[test]
        fn a_formatted_number_reads_back(value in -1e9..1e9f64, decimals in 0u8..4) {
            let text = number(Language::En, value, decimals).replace(',', "").replace('−', "-");
            let back: f64 = text.parse().unwrap();
            // Half a unit of the last place, and what the rounding of ties may nudge a large number by.
            let most = 0.5001 * 10f64.powi(-i32::from(decimals)) + value.abs() * f64::EPSILON * 8.0;
            prop_assert!((back - value).abs() <= most);
        }

        #[test]
        fn sort_key_never_panics_and_ignores_case(name in ".{0,30}") {
            prop_assert_eq!(sort_key(&name.to_lowercase()), sort_key(&name.to_lowercase().to_lowercase()));
        }
    }
}
