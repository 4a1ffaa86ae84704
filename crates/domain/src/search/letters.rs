//! Texts taken apart into words of plain letters that know where they stand.

use super::MatchedRange;
use crate::locale::without_mark;

/// A letter as it is compared, and the characters of the text that it stands for.
#[derive(Debug, Clone, Copy)]
struct Letter {
    plain: char,
    start: u32,
    end: u32,
}

/// A word of a text.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Its letters, as they are compared.
    pub(super) plain: String,
    /// How many they are.
    pub(super) length: usize,
    /// Which letters it has: one bit each, some sharing one.
    pub(super) letters: u64,
    /// Its place among the words of the text, from 0.
    pub(super) position: usize,
    /// Where each letter stands in the text.
    places: Vec<MatchedRange>,
}

impl Word {
    fn new(letters: &[Letter], position: usize) -> Word {
        let plain: String = letters.iter().map(|letter| letter.plain).collect();
        Word {
            letters: letters_of(&plain),
            length: letters.len(),
            position,
            places: letters
                .iter()
                .map(|letter| MatchedRange {
                    start: letter.start,
                    end: letter.end,
                })
                .collect(),
            plain,
        }
    }

    /// Its first letters, as they are compared: all of them when it has no more.
    pub(super) fn beginning(&self, letters: usize) -> &str {
        match self.plain.char_indices().nth(letters) {
            Some((end, _)) => &self.plain[..end],
            None => &self.plain,
        }
    }

    /// Where its first letters stand in the text.
    pub(super) fn range(&self, letters: usize) -> MatchedRange {
        let place = |at: usize| self.places.get(at).copied();
        let last = place(letters.clamp(1, self.length.max(1)) - 1);
        match place(0).zip(last) {
            Some((first, last)) => MatchedRange {
                start: first.start,
                end: last.end,
            },
            None => MatchedRange { start: 0, end: 0 },
        }
    }
}

/// The letters of a word as a set. Whatever is no Latin letter or digit shares the bits that are left.
fn letters_of(plain: &str) -> u64 {
    let bit = |letter: char| match letter {
        'a'..='z' => letter as u32 - 'a' as u32,
        '0'..='9' => 26 + letter as u32 - '0' as u32,
        other => 36 + other as u32 % 28,
    };
    plain.chars().fold(0, |set, letter| set | 1u64 << bit(letter))
}

/// A text as it is compared: small letters without Latvian marks. A mark that is written as a character of its own (U+0300
/// to U+036F, as some systems write file names) is taken off too.
///
/// ```
/// # use blis_domain::search::folded;
/// assert_eq!(folded("Ķekavas novads"), "kekavas novads");
/// assert_eq!(folded("K\u{327}ekava"), "kekava");
/// ```
pub fn folded(text: &str) -> String {
    plain_letters(text)
        .into_iter()
        .map(|letter| letter.plain)
        .collect()
}

fn plain_letters(text: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(text.len());
    for (at, character) in (0u32..).zip(text.chars()) {
        if is_mark(character) {
            // It belongs to the letter before it.
            if let Some(last) = letters.last_mut().filter(|last| last.end == at) {
                last.end = at + 1;
            }
            continue;
        }
        let plain = character.to_lowercase().map(without_mark);
        letters.extend(plain.filter(|one| !is_mark(*one)).map(|plain| Letter {
            plain,
            start: at,
            end: at + 1,
        }));
    }
    letters
}

fn is_mark(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

/// The words of a text: runs of letters and digits.
pub(super) fn words(text: &str) -> Vec<Word> {
    let letters = plain_letters(text);
    let runs = letters.split(|letter| !letter.plain.is_alphanumeric());
    runs.filter(|run| !run.is_empty())
        .enumerate()
        .map(|(position, run)| Word::new(run, position))
        .collect()
}

/// A text cut at ranges, each piece with whether it was found; together they are the text.
///
/// ```
/// # use blis_domain::search::{MatchedRange, pieces};
/// let range = MatchedRange { start: 0, end: 3 };
/// assert_eq!(pieces("Ķekava", &[range]), [("Ķek", true), ("ava", false)]);
/// ```
pub fn pieces<'a>(text: &'a str, ranges: &[MatchedRange]) -> Vec<(&'a str, bool)> {
    let byte = |character: u32| {
        let mut starts = text.char_indices().map(|(byte, _)| byte);
        starts.nth(character as usize).unwrap_or(text.len())
    };
    let mut pieces = Vec::with_capacity(ranges.len() * 2 + 1);
    let mut done = 0;
    for range in ranges {
        // Ranges that are out of order or beyond the text cut nothing twice.
        let start = byte(range.start).max(done);
        let end = byte(range.end).max(start);
        pieces.push((&text[done..start], false));
        pieces.push((&text[start..end], true));
        done = end;
    }
    pieces.push((&text[done..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}
