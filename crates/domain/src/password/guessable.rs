//! What of a password is easy to guess, character by character.

use super::PasswordRefusal;
use crate::person::{EmailAddress, PersonName};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that many passwords are made of.
pub(super) const WORDS: &str = include_str!("words.txt");

/// The fewest characters that make a part worth taking off.
const SHORTEST_PART: usize = 3;

/// Rows and columns of keyboards (Latvian and English, German, French, Russian), the digits of a telephone, alphabets.
const LINES: [&str; 35] = [
    "`1234567890-=",
    "0123456789",
    "!@#$%^&*()_+",
    "qwertyuiop[]\\",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
    "1qaz",
    "2wsx",
    "3edc",
    "4rfv",
    "5tgb",
    "6yhn",
    "7ujm",
    "8ik,",
    "9ol.",
    "0p;/",
    "zaq1",
    "147",
    "258",
    "369",
    "159",
    "357",
    "741",
    "abcdefghijklmnopqrstuvwxyz",
    "abcdefghijklmnoprstuvz",
    "абвгдежзийклмнопрстуфхцчшщ",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
];

/// Signs and digits that stand for a letter.
const STAND_INS: [(char, &str); 10] = [
    ('a', "4@"),
    ('b', "8"),
    ('e', "3€"),
    ('g', "69"),
    ('i', "1!|"),
    ('l', "1!|"),
    ('o', "0"),
    ('s', "5$"),
    ('t', "7+"),
    ('z', "2"),
];

/// A password without case and marks, and why each of its characters is easy to guess, where it is.
pub(super) struct Guessable {
    letters: Vec<char>,
    reasons: Vec<Option<PasswordRefusal>>,
}

impl Guessable {
    /// Looks for parts of the person's address and name, for common words, walks and repetitions. What is several of
    /// these counts as the first.
    pub(super) fn of(password: &str, email: &EmailAddress, name: Option<&PersonName>) -> Guessable {
        let letters = folded(password);
        let mut guessable = Guessable {
            reasons: vec![None; letters.len()],
            letters,
        };
        for part in parts(email, name) {
            guessable.mark_word(&part, PasswordRefusal::Personal);
        }
        for word in words() {
            guessable.mark_word(&word, PasswordRefusal::Common);
        }
        for line in LINES {
            let line = folded(line);
            guessable.mark_walks(&line);
            guessable.mark_walks(&line.into_iter().rev().collect::<Vec<char>>());
        }
        guessable.mark_repetitions();
        guessable
    }

    /// How many characters are left besides, not counting digits and signs at the ends of what is left.
    pub(super) fn left(&self) -> usize {
        let mut left = 0;
        let mut rest: &[char] = &[];
        let mut start = 0;
        for at in 0..=self.letters.len() {
            if self.reasons.get(at).is_some_and(Option::is_none) {
                rest = &self.letters[start..=at];
            } else {
                left += between_letters(rest);
                (rest, start) = (&[], at + 1);
            }
        }
        left
    }

    /// The reason to tell: the one that takes the most characters; that there are few letters, where it takes no letter
    /// and not half of the rest.
    pub(super) fn most(&self) -> PasswordRefusal {
        let taken = |reason: PasswordRefusal| {
            let pairs = self.letters.iter().zip(&self.reasons);
            pairs.filter_map(move |(letter, one)| (*one == Some(reason)).then_some(letter))
        };
        [
            PasswordRefusal::Repetition,
            PasswordRefusal::Walk,
            PasswordRefusal::Common,
            PasswordRefusal::Personal,
        ]
        .into_iter()
        .max_by_key(|reason| taken(*reason).count())
        .filter(|most| {
            taken(*most).any(|letter| letter.is_alphabetic())
                || taken(*most).count() * 2 >= self.letters.len()
        })
        .unwrap_or(PasswordRefusal::FewLetters)
    }

    fn mark(&mut self, from: usize, length: usize, reason: PasswordRefusal) {
        for slot in self.reasons.iter_mut().skip(from).take(length) {
            slot.get_or_insert(reason);
        }
    }

    fn mark_word(&mut self, word: &[char], reason: PasswordRefusal) {
        let found: Vec<usize> = self
            .letters
            .windows(word.len())
            .enumerate()
            .filter(|(_, window)| {
                window
                    .iter()
                    .zip(word)
                    .all(|(found, wanted)| stands_for(*found, *wanted))
            })
            .map(|(at, _)| at)
            .collect();
        for at in found {
            self.mark(at, word.len(), reason);
        }
    }

    /// Runs of neighbours in a line, from its start towards its end.
    fn mark_walks(&mut self, line: &[char]) {
        let place = |letter: &char| line.iter().position(|one| one == letter);
        let places: Vec<Option<usize>> = self.letters.iter().map(place).collect();
        let follows = |at: usize| matches!((places[at - 1], places[at]), (Some(a), Some(b)) if b == a + 1);
        for (from, length) in runs(places.len(), 1, follows) {
            // The run says which characters follow; the one before the first belongs to the walk.
            if length + 1 >= SHORTEST_PART {
                self.mark(from - 1, length + 1, PasswordRefusal::Walk);
            }
        }
    }

    /// Parts that stood in the password before.
    fn mark_repetitions(&mut self) {
        for distance in 1..self.letters.len() {
            let letters = &self.letters;
            let repeats = |at: usize| letters[at] == letters[at - distance];
            for (from, length) in runs(letters.len(), distance, repeats) {
                if length >= SHORTEST_PART {
                    self.mark(from, length, PasswordRefusal::Repetition);
                }
            }
        }
    }
}

/// Start and length of each run of places, from `start` on, that have something.
fn runs(end: usize, start: usize, has: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for at in (start..end).filter(|at| has(*at)) {
        match runs.last_mut() {
            Some((from, length)) if *from + *length == at => *length += 1,
            _ => runs.push((at, 1)),
        }
    }
    runs
}

/// How many characters stand from the first letter to the last.
fn between_letters(rest: &[char]) -> usize {
    let first = rest.iter().position(|one| one.is_alphabetic());
    let last = rest.iter().rposition(|one| one.is_alphabetic());
    first.zip(last).map_or(0, |(first, last)| last - first + 1)
}

fn stands_for(found: char, wanted: char) -> bool {
    found == wanted
        || STAND_INS
            .iter()
            .any(|(letter, signs)| *letter == wanted && signs.contains(found))
}

/// Lower case, without marks.
fn folded(text: &str) -> Vec<char> {
    text.nfkd()
        .filter(|one| !is_combining_mark(*one))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The common words, folded.
fn words() -> impl Iterator<Item = Vec<char>> {
    WORDS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(folded)
}

/// The parts of an address (without its top-level domain) and of a name that are long enough to be recognised.
fn parts(email: &EmailAddress, name: Option<&PersonName>) -> Vec<Vec<char>> {
    let host = email.host().rsplit_once('.').map_or("", |(host, _)| host);
    [email.mailbox(), host, name.map_or("", PersonName::as_str)]
        .into_iter()
        .flat_map(|text| text.split(|one: char| !one.is_alphanumeric()))
        .map(folded)
        .filter(|part| part.len() >= SHORTEST_PART)
        .collect()
}
