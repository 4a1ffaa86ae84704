//! Formulas of derived indicators: `100 * EDU.PRE.ENROLLED / CTX.POP1_6`.
//!
//! Grammar: `sum = product (('+' | '-') product)*`, `product = factor (('*' | '/') factor)*`,
//! `factor = number | code | '(' sum ')' | '-' factor`. A code is that of another indicator and stands
//! for its value in the same area and period.

use crate::indicator::IndicatorCode;

/// A formula that has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    root: Node,
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Number(f64),
    Indicator(IndicatorCode),
    Negative(Box<Node>),
    Binary(Operator, Box<Node>, Box<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// The text is not a formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the formula cannot be read at character {at}: {what}")]
pub struct InvalidFormula {
    /// Where, in characters from 1.
    pub at: usize,
    /// What was expected there.
    pub what: &'static str,
}

/// Deeper nesting than any sheet needs; a bound for what comes from outside.
const DEEPEST: usize = 32;

/// More characters than any sheet needs. A long sum nests too: each sign holds all that stands before it.
const LONGEST: usize = 1000;

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// When the text does not follow the grammar; the error names the place.
    pub fn parse(text: &str) -> Result<Formula, InvalidFormula> {
        let mut reader = Reader {
            letters: text.chars().take(LONGEST + 1).collect(),
            at: 0,
        };
        if reader.letters.len() > LONGEST {
            return Err(InvalidFormula {
                at: LONGEST + 1,
                what: "a shorter formula",
            });
        }
        let root = reader.sum(0)?;
        reader.skip_space();
        match reader.peek() {
            None => Ok(Formula { root }),
            Some(_) => Err(reader.error("an operator or the end")),
        }
    }

    /// The indicators it uses, each once, in the order they appear.
    pub fn inputs(&self) -> Vec<IndicatorCode> {
        let mut found = Vec::new();
        self.root.collect(&mut found);
        found
    }

    /// Its value; `None` when an input has none, or when it divides by zero.
    ///
    /// ```
    /// # use blis_domain::formula::Formula;
    /// let formula = Formula::parse("100 * A / B").unwrap();
    /// let value = formula.evaluate(&|code| Some(if code.as_str() == "A" { 3.0 } else { 4.0 }));
    /// assert_eq!(value, Some(75.0));
    /// ```
    pub fn evaluate(&self, input: &dyn Fn(&IndicatorCode) -> Option<f64>) -> Option<f64> {
        self.root.evaluate(input).filter(|value| value.is_finite())
    }
}

impl Node {
    fn collect(&self, found: &mut Vec<IndicatorCode>) {
        match self {
            Node::Number(_) => {}
            Node::Indicator(code) if !found.contains(code) => found.push(code.clone()),
            Node::Indicator(_) => {}
            Node::Negative(node) => node.collect(found),
            Node::Binary(_, left, right) => {
                left.collect(found);
                right.collect(found);
            }
        }
    }

    fn evaluate(&self, input: &dyn Fn(&IndicatorCode) -> Option<f64>) -> Option<f64> {
        match self {
            Node::Number(number) => Some(*number),
            Node::Indicator(code) => input(code),
            Node::Negative(node) => Some(-node.evaluate(input)?),
            Node::Binary(operator, left, right) => {
                let (left, right) = (left.evaluate(input)?, right.evaluate(input)?);
                match operator {
                    Operator::Add => Some(left + right),
                    Operator::Subtract => Some(left - right),
                    Operator::Multiply => Some(left * right),
                    Operator::Divide => (right != 0.0).then(|| left / right),
                }
            }
        }
    }
}

struct Reader {
    letters: Vec<char>,
    at: usize,
}

impl Reader {
    fn sum(&mut self, depth: usize) -> Result<Node, InvalidFormula> {
        let mut left = self.product(depth)?;
        while let Some(operator) = self.operator(&[('+', Operator::Add), ('-', Operator::Subtract)]) {
            left = Node::Binary(operator, Box::new(left), Box::new(self.product(depth)?));
        }
        Ok(left)
    }

    fn product(&mut self, depth: usize) -> Result<Node, InvalidFormula> {
        let mut left = self.factor(depth)?;
        while let Some(operator) = self.operator(&[('*', Operator::Multiply), ('/', Operator::Divide)]) {
            left = Node::Binary(operator, Box::new(left), Box::new(self.factor(depth)?));
        }
        Ok(left)
    }

    fn factor(&mut self, depth: usize) -> Result<Node, InvalidFormula> {
        if depth > DEEPEST {
            return Err(self.error("less nesting"));
        }
        self.skip_space();
        match self.peek() {
            Some('-') => {
                self.at += 1;
                Ok(Node::Negative(Box::new(self.factor(depth + 1)?)))
            }
            Some('(') => {
                self.at += 1;
                let inner = self.sum(depth + 1)?;
                self.skip_space();
                if self.peek() != Some(')') {
                    return Err(self.error("a closing bracket"));
                }
                self.at += 1;
                Ok(inner)
            }
            Some(first) if first.is_ascii_digit() => self.number(),
            Some(first) if first.is_ascii_uppercase() => self.code(),
            _ => Err(self.error("a number, an indicator or an opening bracket")),
        }
    }

    fn number(&mut self) -> Result<Node, InvalidFormula> {
        let start = self.at;
        let text = self.take_while(|letter| letter.is_ascii_digit() || letter == '.');
        match text.parse::<f64>() {
            Ok(number) => Ok(Node::Number(number)),
            Err(_) => Err(InvalidFormula {
                at: start + 1,
                what: "a number",
            }),
        }
    }

    fn code(&mut self) -> Result<Node, InvalidFormula> {
        let start = self.at;
        let text = self.take_while(|l| l.is_ascii_uppercase() || l.is_ascii_digit() || l == '.' || l == '_');
        text.parse().map(Node::Indicator).map_err(|_| InvalidFormula {
            at: start + 1,
            what: "an indicator code",
        })
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

    fn error(&self, what: &'static str) -> InvalidFormula {
        InvalidFormula {
            at: self.at + 1,
            what,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> Option<f64> {
        Formula::parse(text)
            .unwrap()
            .evaluate(&|code| match code.as_str() {
                "A.B" => Some(8.0),
                "ZERO" => Some(0.0),
                _ => None,
            })
    }

    #[test]
    fn arithmetic_binds_as_at_school() {
        assert_eq!(value("2 + 3 * 4"), Some(14.0));
        assert_eq!(value("(2 + 3) * 4 - -1"), Some(21.0));
        assert_eq!(value("1000 * A.B / 4 / 2"), Some(1000.0));
    }

    #[test]
    fn a_missing_input_or_a_division_by_zero_gives_no_value() {
        assert_eq!(value("1 + NOT.THERE"), None);
        assert_eq!(value("A.B / ZERO"), None);
    }

    #[test]
    fn inputs_are_named_once() {
        let formula = Formula::parse("A / B + A").unwrap();
        assert_eq!(
            formula
                .inputs()
                .iter()
                .map(IndicatorCode::as_str)
                .collect::<Vec<_>>(),
            ["A", "B"]
        );
    }

    #[test]
    fn an_error_names_the_place() {
        assert_eq!(Formula::parse("1 + ").unwrap_err().at, 5);
        assert!(
            Formula::parse(&"(".repeat(1000)).is_err(),
            "deep nesting must not exhaust the stack"
        );
        assert_eq!(
            Formula::parse(&"1+".repeat(100_000)).unwrap_err().at,
            1001,
            "a long sum must not exhaust the stack"
        );
    }

    proptest! {
        #[test]
        fn no_input_panics(text in "[A-Z0-9+*/(). -]{0,60}") {
            let _ = Formula::parse(&text);
        }
    }
}
