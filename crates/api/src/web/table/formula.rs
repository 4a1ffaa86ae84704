//! Text that a spreadsheet would take for a formula (CSV injection, as OWASP calls it).
//!
//! A spreadsheet that opens CSV computes what looks like a formula, and a formula can call out, or start a program.
//! Quotes do not help: they are gone before it looks. What helps is an apostrophe, after which all is text.

use std::borrow::Cow;

/// The letters that begin a formula; `@` did in Lotus 1-2-3. The wide and small ones are typed in East Asia, and Excel
/// takes the wide ones for the others.
const BEGINS_FORMULA: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];

/// The text as it may stand in a cell of CSV: behind an apostrophe wherever a formula could begin.
///
/// That is at its beginning, and after all that begins a cell for a program which reads the file in another way than it
/// was written: Excel in Latvian cuts at `;` instead of `,`, pays no heed to quotes within such a cell, and so ends it
/// at a line break as well. An apostrophe that stood there before gets another one in front, so that [`undefused`] gives
/// every text back as it was.
pub(super) fn defused(text: &str) -> Cow<'_, str> {
    let places = places(text);
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut defused = String::with_capacity(text.len() + places.len());
    let mut written = 0;
    for place in places {
        defused.push_str(&text[written..place]);
        defused.push('\'');
        written = place;
    }
    defused.push_str(&text[written..]);
    Cow::Owned(defused)
}

/// The text that stands behind the apostrophes of [`defused`].
pub(crate) fn undefused(text: &str) -> Cow<'_, str> {
    // What asks for an apostrophe asks for it behind one as well.
    let places: Vec<usize> = places(text)
        .into_iter()
        .filter(|place| text[*place..].starts_with('\''))
        .collect();
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut undefused = String::with_capacity(text.len());
    let mut read = 0;
    for place in places {
        undefused.push_str(&text[read..place]);
        read = place + 1;
    }
    undefused.push_str(&text[read..]);
    Cow::Owned(undefused)
}

/// Where the apostrophes belong.
fn places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    // Where the cell begins that nothing was seen of yet but what is passed over.
    let mut begins = Some(0);
    for (at, letter) in text.char_indices() {
        if divides_cells(letter) {
            // What begins with a tab or a line break is dropped or moved by some programs, and then begins elsewhere.
            if begins == Some(0) && letter != ';' {
                places.push(0);
            }
            begins = Some(at + letter.len_utf8());
        } else if BEGINS_FORMULA.contains(&letter) {
            places.extend(begins.take());
        } else if !is_passed_over(letter) {
            begins = None;
        }
    }
    places
}

fn divides_cells(letter: char) -> bool {
    matches!(letter, ';' | '\t' | '\r' | '\n')
}

/// What programs drop, or readers do not see, before the first letter of a cell.
fn is_passed_over(letter: char) -> bool {
    let is_unseen = matches!(letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    matches!(letter, '"' | '\'') || letter.is_whitespace() || letter.is_control() || is_unseen
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_begins_a_formula_stands_behind_an_apostrophe() {
        for (text, wanted) in [
            ("=1+1", "'=1+1"),
            ("@SUM(1+1)", "'@SUM(1+1)"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2+3", "'-2+3"),
            ("＝1+1", "'＝1+1"),
            ("﹫x", "'﹫x"),
            ("  =1", "'  =1"),
            ("\u{a0}\u{feff}=1", "'\u{a0}\u{feff}=1"),
            ("\"=1", "'\"=1"),
            ("\t=1", "'\t'=1"),
            ("\rx", "'\rx"),
            (" \nx", "' \nx"),
            ("a;=1", "a;'=1"),
            ("a;\"\" =1;b", "a;'\"\" =1;b"),
            ("a\r\n@x", "a\r\n'@x"),
            ("=a\n=b", "'=a\n'=b"),
            (";=1", ";'=1"),
            ("'=1", "''=1"),
            ("a;' '-1", "a;'' '-1"),
        ] {
            assert_eq!(defused(text), wanted);
        }
    }

    #[test]
    fn all_other_text_stays_as_it_is() {
        for text in [
            "",
            "a=b",
            "Mozilla/5.0 (X11; Linux x86_64)",
            "1-2",
            "Ķekava, Ādaži",
            "'",
            "{\"a\":[-1,2]}",
            "   ",
        ] {
            assert!(
                matches!(defused(text), Cow::Borrowed(same) if same == text),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_as_it_was(text in "[-=+@＝;,'\" a\t\r\n]{0,20}|\\PC{0,20}") {
            let safe = defused(&text);
            prop_assert_eq!(undefused(&safe), text.as_str());
        }

        #[test]
        fn nothing_but_apostrophes_is_added(text in "[-=+@＝;,'\" a\t\r\n]{0,20}|\\PC{0,20}") {
            prop_assert_eq!(defused(&text).replace('\'', ""), text.replace('\'', ""));
        }
    }
}
