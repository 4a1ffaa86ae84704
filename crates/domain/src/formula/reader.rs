//! Reads the text of a formula from left to right.

use super::{Expected, FURTHEST_BACK, Formula, InvalidFormula, Node, Operand, Operator};

/// Deeper nesting than any sheet needs; a bound for what comes from outside.
const DEEPEST: usize = 32;

/// More characters than any sheet needs. A long sum nests too: each sign holds all that stands before it.
const LONGEST: usize = 1000;

const ADDING: [(char, Operator); 3] = [
    ('+', Operator::Add),
    ('-', Operator::Subtract),
    ('−', Operator::Subtract),
];
const MULTIPLYING: [(char, Operator); 4] = [
    ('*', Operator::Multiply),
    ('×', Operator::Multiply),
    ('/', Operator::Divide),
    ('÷', Operator::Divide),
];

pub(super) struct Reader {
    letters: Vec<char>,
    at: usize,
    /// The operands with the places where they stand, from 1.
    places: Vec<(Operand, usize)>,
}

impl Reader {
    pub(super) fn read(text: &str) -> Result<(Formula, Vec<(Operand, usize)>), InvalidFormula> {
        let mut reader = Reader {
            letters: text.chars().take(LONGEST + 1).collect(),
            at: 0,
            places: Vec::new(),
        };
        if reader.letters.len() > LONGEST {
            reader.at = LONGEST;
            return Err(reader.error(Expected::ShorterFormula));
        }
        let root = reader.sum(0)?;
        reader.skip_space();
        match reader.peek() {
            None => Ok((Formula { root }, reader.places)),
            Some(_) => Err(reader.error(Expected::OperatorOrEnd)),
        }
    }

    fn sum(&mut self, depth: usize) -> Result<Node, InvalidFormula> {
        let mut left = self.product(depth)?;
        while let Some(operator) = self.operator(&ADDING) {
            left = binary(operator, left, self.product(depth)?);
        }
        Ok(left)
    }

    fn product(&mut self, depth: usize) -> Result<Node, InvalidFormula> {
        let mut left = self.factor(depth)?;
        while let Some(operator) = self.operator(&MULTIPLYING) {
            left = binary(operator, left, self.factor(depth)?);
        }
        Ok(left)
    }

    fn factor(&mut self, depth: usize) -> Result<Node, InvalidFormula> {
        if depth > DEEPEST {
            return Err(self.error(Expected::LessNesting));
        }
        self.skip_space();
        match self.peek() {
            Some('-' | '−') => {
                self.at += 1;
                Ok(Node::Negative(Box::new(self.factor(depth + 1)?)))
            }
            Some('(') => {
                self.at += 1;
                let inner = self.sum(depth + 1)?;
                self.sign(')', Expected::ClosingBracket)?;
                Ok(inner)
            }
            Some(first) if first.is_ascii_digit() => self.number().map(Node::Number),
            Some(first) if first.is_ascii_uppercase() => self.operand().map(Node::Operand),
            Some(first) if first.is_ascii_lowercase() => self.call(depth),
            _ => Err(self.error(Expected::Factor)),
        }
    }

    /// A function, as the long form that it is short for.
    fn call(&mut self, depth: usize) -> Result<Node, InvalidFormula> {
        let start = self.at;
        let name = self.take_while(|letter| letter.is_ascii_lowercase());
        let known = ["share", "per", "change", "growth"].contains(&name.as_str());
        if !known {
            self.at = start;
            return Err(self.error(Expected::Function));
        }
        self.sign('(', Expected::Factor)?;
        let called = match name.as_str() {
            "share" => self.ratio(100.0, depth)?,
            "per" => {
                self.skip_space();
                let number = self.number()?;
                self.sign(',', Expected::Comma)?;
                self.ratio(number, depth)?
            }
            name => {
                self.skip_space();
                let start = self.at;
                let now = self.operand()?;
                let before = Operand {
                    indicator: now.indicator.clone(),
                    back: now.back + 1,
                };
                if before.back > FURTHEST_BACK {
                    self.at = start;
                    return Err(self.error(Expected::PeriodsEarlier));
                }
                self.places.push((before.clone(), start + 1));
                let (now, before) = (Node::Operand(now), Node::Operand(before));
                if name == "change" {
                    binary(Operator::Subtract, now, before)
                } else {
                    let ratio = binary(Operator::Divide, now, before);
                    let grown = binary(Operator::Subtract, ratio, Node::Number(1.0));
                    binary(Operator::Multiply, Node::Number(100.0), grown)
                }
            }
        };
        self.sign(')', Expected::ClosingBracket)?;
        Ok(called)
    }

    /// `A, B` as `factor * A / B`.
    fn ratio(&mut self, factor: f64, depth: usize) -> Result<Node, InvalidFormula> {
        let over = self.sum(depth + 1)?;
        self.sign(',', Expected::Comma)?;
        let under = self.sum(depth + 1)?;
        let scaled = binary(Operator::Multiply, Node::Number(factor), over);
        Ok(binary(Operator::Divide, scaled, under))
    }

    fn number(&mut self) -> Result<f64, InvalidFormula> {
        let start = self.at;
        let text = self.take_while(|letter| letter.is_ascii_digit() || letter == '.');
        text.parse().map_err(|_| InvalidFormula {
            at: start + 1,
            what: Expected::Number,
        })
    }

    fn operand(&mut self) -> Result<Operand, InvalidFormula> {
        let start = self.at;
        let text = self.take_while(|l| l.is_ascii_uppercase() || l.is_ascii_digit() || l == '.' || l == '_');
        let indicator = text.parse().map_err(|_| InvalidFormula {
            at: start + 1,
            what: Expected::IndicatorCode,
        })?;
        let operand = Operand {
            indicator,
            back: self.back()?,
        };
        self.places.push((operand.clone(), start + 1));
        Ok(operand)
    }

    /// How many periods earlier, where it stands behind a code.
    fn back(&mut self) -> Result<u16, InvalidFormula> {
        let after_code = self.at;
        self.skip_space();
        if self.peek() != Some('[') {
            self.at = after_code;
            return Ok(0);
        }
        let start = self.at;
        let wrong = InvalidFormula {
            at: start + 1,
            what: Expected::PeriodsEarlier,
        };
        self.at += 1;
        self.skip_space();
        if !matches!(self.peek(), Some('-' | '−')) {
            return Err(wrong);
        }
        self.at += 1;
        let digits = self.take_while(|letter| letter.is_ascii_digit());
        self.skip_space();
        if self.peek() != Some(']') {
            return Err(wrong);
        }
        self.at += 1;
        match digits.parse() {
            Ok(back) if (1..=FURTHEST_BACK).contains(&back) => Ok(back),
            _ => Err(wrong),
        }
    }

    fn operator(&mut self, among: &[(char, Operator)]) -> Option<Operator> {
        self.skip_space();
        let letter = self.peek()?;
        let found = among
            .iter()
            .find(|(sign, _)| *sign == letter)
            .map(|(_, operator)| *operator)?;
        self.at += 1;
        Some(found)
    }

    /// Goes past a sign that must stand here.
    fn sign(&mut self, sign: char, what: Expected) -> Result<(), InvalidFormula> {
        self.skip_space();
        if self.peek() != Some(sign) {
            return Err(self.error(what));
        }
        self.at += 1;
        Ok(())
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while self.peek().is_some_and(&wanted) {
            self.at += 1;
        }
        self.letters[start..self.at].iter().collect()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn error(&self, what: Expected) -> InvalidFormula {
        InvalidFormula {
            at: self.at + 1,
            what,
        }
    }
}

fn binary(operator: Operator, left: Node, right: Node) -> Node {
    Node::Binary(operator, Box::new(left), Box::new(right))
}
