//! Changed inputs from a seed, for the short run: the same seed gives the same inputs on every machine.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Longer inputs are left to libFuzzer: the tests are there for many tries.
const LONGEST: usize = 4096;

/// Gives one changed input after the other.
#[derive(Debug)]
pub struct Changes {
    random: ChaCha8Rng,
    inputs: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
}

impl Changes {
    /// Changes of these inputs, with these words.
    pub fn new(seed: u64, inputs: Vec<Vec<u8>>, words: Vec<Vec<u8>>) -> Changes {
        Changes {
            random: ChaCha8Rng::seed_from_u64(seed),
            inputs,
            words,
        }
    }

    /// A kept input, changed in one to six places.
    pub fn next_input(&mut self) -> Vec<u8> {
        let mut input = self.any_input();
        for _ in 0..self.random.random_range(1..=6) {
            self.change(&mut input);
        }
        input.truncate(LONGEST);
        input
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.random.random_range(0..=input.len());
        let end = (at + self.random.random_range(1..=16)).min(input.len());
        match self.random.random_range(0..7) {
            // Another byte, or another bit.
            0 if at < input.len() => input[at] = self.random.random(),
            1 if at < input.len() => input[at] ^= 1 << self.random.random_range(0..8),
            2 => input.insert(at, self.random.random_range(0x20..0x7f)),
            // A part less, or a part twice.
            3 => drop(input.drain(at..end)),
            4 => {
                let part = input[at..end].repeat(self.random.random_range(1..=4));
                input.splice(at..at, part);
            }
            // A word in between, or instead of something.
            5 if !self.words.is_empty() => {
                let word = self.words[self.random.random_range(0..self.words.len())].clone();
                let until = if self.random.random() { at } else { end };
                input.splice(at..until, word);
            }
            // The rest of another input.
            _ => {
                let other = self.any_input();
                let from = self.random.random_range(0..=other.len());
                input.splice(at.., other[from..].iter().copied());
            }
        }
    }

    fn any_input(&mut self) -> Vec<u8> {
        match self.inputs.len() {
            0 => Vec::new(),
            count => self.inputs[self.random.random_range(0..count)].clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_inputs_again() {
        let draw = |seed| {
            let mut changes =
                Changes::new(seed, vec![b"a+b".to_vec(), b"12".to_vec()], vec![b"CTX".to_vec()]);
            (0..50).map(|_| changes.next_input()).collect::<Vec<_>>()
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }
}
