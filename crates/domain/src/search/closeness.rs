//! How a word that was typed fits a word of a record.

use super::letters::Word;
use strsim::osa_distance;

/// Shorter words are not taken for mistyped: too many others are one slip away.
const FEWEST_LETTERS_TO_MISTYPE: usize = 4;

/// From so many letters on, the beginning of a word may be mistyped.
const FEWEST_LETTERS_OF_BEGINNING: usize = 5;

/// From so many letters on, two slips are forgiven.
const FEWEST_LETTERS_FOR_TWO: usize = 8;

/// Longer words are found as they are typed alone, so that no query costs much.
const MOST_LETTERS_TO_MISTYPE: usize = 40;

/// Shorter stems say nothing.
const FEWEST_LETTERS_OF_STEM: usize = 3;

/// The endings of Latvian nouns and adjectives, without marks, and none; the English plural is among them.
const ENDINGS: [&str; 20] = [
    "", "a", "ai", "ais", "am", "as", "e", "ei", "em", "es", "i", "ie", "iem", "im", "is", "o", "os", "s",
    "u", "us",
];

/// How a typed word fits; the better first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is the word.
    Whole { letters: usize },
    /// It is the beginning of it.
    Beginning { letters: usize },
    /// It has the same stem and another ending: *Cēsis* and *Cēsu*.
    Inflected { letters: usize },
    /// It is so many slips from the word or from its first letters.
    Mistyped { slips: usize, letters: usize },
}

impl Fit {
    /// How many slips lie in between.
    pub(super) fn slips(self) -> usize {
        match self {
            Fit::Mistyped { slips, .. } => slips,
            _ => 0,
        }
    }

    /// How many of the first letters of the word are meant.
    pub(super) fn letters(self) -> usize {
        match self {
            Fit::Whole { letters }
            | Fit::Beginning { letters }
            | Fit::Inflected { letters }
            | Fit::Mistyped { letters, .. } => letters,
        }
    }
}

/// A word of a query.
#[derive(Debug)]
pub(super) struct SoughtWord {
    word: Word,
    /// How many slips are forgiven.
    forgiven: usize,
}

impl SoughtWord {
    pub(super) fn new(word: Word) -> SoughtWord {
        let has_digit = word.plain.chars().any(char::is_numeric);
        let forgiven = match word.length {
            _ if has_digit => 0,
            FEWEST_LETTERS_TO_MISTYPE..FEWEST_LETTERS_FOR_TWO => 1,
            FEWEST_LETTERS_FOR_TWO..=MOST_LETTERS_TO_MISTYPE => 2,
            _ => 0,
        };
        SoughtWord { word, forgiven }
    }

    /// The fit as it was typed, its ending aside.
    pub(super) fn fit_as_typed(&self, word: &Word) -> Option<Fit> {
        let letters = self.word.length;
        match word.plain.strip_prefix(&self.word.plain) {
            Some("") => Some(Fit::Whole { letters }),
            Some(_) => Some(Fit::Beginning { letters }),
            None => self
                .has_stem_of(word)
                .then_some(Fit::Inflected { letters: word.length }),
        }
    }

    /// The fit as it was typed, or else with slips.
    pub(super) fn fit(&self, word: &Word) -> Option<Fit> {
        self.fit_as_typed(word).or_else(|| self.fit_mistyped(word))
    }

    /// Whether both are a stem of three letters or more, each with an ending.
    fn has_stem_of(&self, word: &Word) -> bool {
        let (typed, other) = (&self.word.plain, &word.plain);
        let shared = typed.char_indices().zip(other.chars());
        shared
            .take_while(|((_, a), b)| a == b)
            .map(|((at, letter), _)| at + letter.len_utf8())
            .skip(FEWEST_LETTERS_OF_STEM - 1)
            .any(|stem| ENDINGS.contains(&&typed[stem..]) && ENDINGS.contains(&&other[stem..]))
    }

    fn fit_mistyped(&self, word: &Word) -> Option<Fit> {
        let (typed, forgiven) = (self.word.length, self.forgiven);
        // Each letter that the word does not have at all is a slip: most words are told apart by this alone.
        let strangers = (self.word.letters & !word.letters).count_ones() as usize;
        if forgiven == 0 || strangers > forgiven || word.length + forgiven < typed {
            return None;
        }
        let longest = word.length.min(typed + forgiven);
        let shortest = match typed < FEWEST_LETTERS_OF_BEGINNING {
            true => word.length,
            false => typed - forgiven,
        };
        let beginnings = (shortest..=longest).map(|letters| {
            let slips = osa_distance(&self.word.plain, word.beginning(letters));
            (slips, letters)
        });
        // Of those with as few slips the longest, which is the whole word where that is one of them.
        let best = beginnings.min_by_key(|(slips, letters)| (*slips, std::cmp::Reverse(*letters)));
        best.filter(|(slips, _)| *slips <= forgiven)
            .map(|(slips, letters)| Fit::Mistyped { slips, letters })
    }
}
